"""Eigenvalues, singular values and factorisations of matrices."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..declare import builtin
from ..expr import LIST, Expr, expr, make_list, symbol
from ..numerics.numbers import NUMBER_TYPES, Complex, rational
from .content import from_numbers
from .elimination import null_space
from .linear import MATSQ, Rows, complex_matrix, from_complex, leibniz, machine_matrix, matrix_rows, square

_MESSAGES = {"matsq": MATSQ}


def _machine(rows: Rows) -> Any:
    array = machine_matrix(rows)
    return complex_matrix(rows) if array is None else array


def _number(z: complex) -> Any:
    return z.real if z.imag == 0 else Complex(z.real, z.imag)


def _sorted_spectrum(values: Any, vectors: Any = None) -> tuple[Any, Any]:
    """Eigenvalues with the greatest absolute value first."""
    import numpy as np

    order = np.argsort(-np.abs(values), kind="stable")
    return values[order], None if vectors is None else vectors[:, order]


def exact_eigenvalues(rows: Rows, evaluate: Any) -> list[Any] | None:
    """The eigenvalues of an exact matrix that is triangular or small; None if that takes roots we do not write down."""
    n = len(rows)
    zero = lambda i, j: type(rows[i][j]) is int and rows[i][j] == 0  # noqa: E731
    lower = all(zero(i, j) for i in range(n) for j in range(i + 1, n))
    upper = all(zero(i, j) for i in range(n) for j in range(i))
    if lower or upper:
        found = [rows[i][i] for i in range(n)]
    elif n == 2:
        (a, b), (c, d) = rows
        half_trace = expr(S.Times, rational(1, 2), expr(S.Plus, a, d))
        root = expr(S.Power, _discriminant(a, b, c, d), rational(1, 2))
        found = [expr(S.Plus, half_trace, expr(S.Times, rational(sign, 2), root)) for sign in (1, -1)]
    else:
        x = symbol("System`Private`eigenvalue")
        polynomial = evaluate(expr(S.Expand, _characteristic(rows, x)))
        solved = evaluate(expr(S.Solve, expr(S.Equal, polynomial, 0), x))
        if not isinstance(solved, Expr) or solved.head is not LIST or len(solved) != n:
            return None
        found = [r.args[0].args[1] for r in solved.args]
    values = [evaluate(v) for v in found]
    sizes = [evaluate(expr(S.N, expr(S.Abs, v))) for v in values]
    if all(type(s) in NUMBER_TYPES and type(s) is not Complex for s in sizes):
        values = [values[i] for i in sorted(range(n), key=lambda i: -float(sizes[i]))]
    return values


def _discriminant(a: Any, b: Any, c: Any, d: Any) -> Expr:
    difference = expr(S.Plus, a, expr(S.Times, -1, d))
    return expr(S.Expand, expr(S.Plus, expr(S.Power, difference, 2), expr(S.Times, 4, b, c)))


def _characteristic(rows: Rows, x: Any) -> Any:
    n = len(rows)
    shifted = [
        [expr(S.Plus, e, expr(S.Times, -1, x)) if i == j else e for j, e in enumerate(r)] for i, r in enumerate(rows)
    ]
    return leibniz(shifted) if n else 1


@builtin("CharacteristicPolynomial[m_, x_]", **_MESSAGES)
def characteristic_polynomial(m: Any, x: Any, *, say: Any) -> Any:
    """CharacteristicPolynomial[m, x] gives Det[m - x IdentityMatrix[n]].

    >>> CharacteristicPolynomial[{{1, 2}, {3, 4}}, x]
    -2 - 5 x + x^2
    """
    rows = square("CharacteristicPolynomial", m, say)
    return None if rows is None else expr(S.Expand, _characteristic(rows, x))


@builtin("Eigenvalues[m_]", "Eigenvalues[m_, k_Integer]", **_MESSAGES)
def eigenvalues(m: Any, k: int | None = None, *, evaluate: Any, say: Any) -> Any:
    """Eigenvalues[m] gives the eigenvalues of a square matrix, the greatest in absolute value first.

    Eigenvalues[m, k] gives the first k of them, -k the last k.

    >>> Eigenvalues[{{2, 1}, {1, 2}}]
    {3, 1}
    """
    rows = square("Eigenvalues", m, say)
    if rows is None:
        return None
    array = _machine(rows)
    if array is not None:
        import numpy as np

        symmetric = np.array_equal(array, array.conj().T)
        values, _ = _sorted_spectrum(np.linalg.eigvalsh(array) if symmetric else np.linalg.eigvals(array))
        found = [_number(complex(v)) for v in values.tolist()]
    else:
        exact = exact_eigenvalues(rows, evaluate)
        if exact is None:
            return None
        found = exact
    return make_list(found if k is None else found[:k] if k >= 0 else found[k:])


def _exact_vectors(m: Any, rows: Rows, values: list[Any], evaluate: Any) -> list[Any]:
    out = []
    done: list[Any] = []
    n = len(rows)
    for v in values:
        if any(evaluate(expr(S.SameQ, v, w)) is S.True_ for w in done):
            continue
        done.append(v)
        count = sum(evaluate(expr(S.SameQ, v, w)) is S.True_ for w in values)
        shifted = [
            [evaluate(expr(S.Plus, e, expr(S.Times, -1, v))) if i == j else e for j, e in enumerate(r)]
            for i, r in enumerate(rows)
        ]
        basis = list(null_space(make_list(make_list(r) for r in shifted), evaluate=evaluate).args)
        out += basis + [make_list([0] * n)] * (count - len(basis))
    return out


@builtin("Eigensystem[m_]", **_MESSAGES)
def eigensystem(m: Any, *, evaluate: Any, say: Any) -> Any:
    """Eigensystem[m] gives {values, vectors}: the eigenvalues and the eigenvectors of a square matrix.

    >>> Eigensystem[{{2, 0}, {0, 1}}]
    {{2, 1}, {{1, 0}, {0, 1}}}
    """
    rows = square("Eigensystem", m, say)
    if rows is None:
        return None
    array = _machine(rows)
    if array is None:
        values = exact_eigenvalues(rows, evaluate)
        return (
            None
            if values is None
            else expr(LIST, make_list(values), make_list(_exact_vectors(m, rows, values, evaluate)))
        )
    import numpy as np

    symmetric = np.array_equal(array, array.conj().T)
    found, vectors = _sorted_spectrum(*(np.linalg.eigh(array) if symmetric else np.linalg.eig(array)))
    columns = vectors.T
    as_list = from_complex if np.iscomplexobj(columns) else from_numbers
    return expr(LIST, make_list(_number(complex(v)) for v in found.tolist()), as_list(columns))


@builtin("Eigenvectors[m_]", **_MESSAGES)
def eigenvectors(m: Any, *, evaluate: Any, say: Any) -> Any:
    """Eigenvectors[m] gives the eigenvectors of a square matrix, in the order of Eigenvalues[m].

    >>> Eigenvectors[{{2, 0}, {0, 1}}]
    {{1, 0}, {0, 1}}
    """
    found = eigensystem(m, evaluate=evaluate, say=say)
    return None if found is None else found.args[1]


# ---- factorisations of machine matrices ------------------------------------------------------------------------------


def _factorisation(name: str, compute: Callable[[Any], Any], usage: str, example: str) -> None:
    def factor(m: Any, *, evaluate: Any) -> Any:
        rows = matrix_rows(m)
        array = None if rows is None else machine_matrix(rows)
        return None if array is None else compute(array)

    factor.__doc__ = f"{usage}  The matrix must have machine numbers.\n\n    {example}\n    "
    builtin(f"{name}[m_]")(factor)


def _svd(a: Any) -> Any:
    import numpy as np

    u, s, v = np.linalg.svd(a)
    middle = np.zeros(a.shape)
    middle[: len(s), : len(s)] = np.diag(s)
    return make_list([from_numbers(u), from_numbers(middle), from_numbers(v.T)])


_factorisation(
    "SingularValueDecomposition",
    _svd,
    "SingularValueDecomposition[m] gives {u, w, v} with m == u . w . ConjugateTranspose[v] and w diagonal.",
    ">>> SingularValueDecomposition[{{2., 0.}, {0., 1.}}][[2]]\n    {{2., 0.}, {0., 1.}}",
)


@builtin("SingularValueList[m_]", "SingularValueList[m_, k_Integer]")
def singular_value_list(m: Any, k: int | None = None, *, evaluate: Any) -> Any:
    """SingularValueList[m] gives the nonzero singular values of m, the greatest first; SingularValueList[m, k] the
    first k.

    >>> {SingularValueList[{{2., 0.}, {0., 1.}}], SingularValueList[{{1, 1}, {1, 1}}]}
    {{2., 1.}, {2}}
    """
    rows = matrix_rows(m)
    if rows is None:
        return None
    array = _machine(rows)
    if array is None:
        squares = evaluate(expr(S.Eigenvalues, expr(S.Dot, expr(S.ConjugateTranspose, m), m)))
        if not isinstance(squares, Expr) or squares.head is not LIST:
            return None
        found = [expr(S.Sqrt, v) for v in squares.args if v != 0]
        return make_list(found[:k])
    import numpy as np

    s = np.linalg.svd(array, compute_uv=False)
    return from_numbers(s[s > s.max(initial=0) * max(array.shape) * 2.3e-16][:k])


@builtin("PseudoInverse[m_]")
def pseudo_inverse(m: Any, *, evaluate: Any) -> Any:
    """PseudoInverse[m] gives the inverse of a matrix that need not be square or regular: the least squares solution.

    >>> PseudoInverse[{{1, 0}, {0, 2}}]
    {{1, 0}, {0, 1/2}}
    """
    rows = matrix_rows(m)
    if rows is None:
        return None
    array = machine_matrix(rows)
    if array is not None:
        import numpy as np

        return from_numbers(np.linalg.pinv(array))
    transposed = expr(S.ConjugateTranspose, m)
    rank = evaluate(expr(S.MatrixRank, m))
    if rank == len(rows[0]):
        return expr(S.Dot, expr(S.Inverse, expr(S.Dot, transposed, m)), transposed)
    if rank == len(rows):
        return expr(S.Dot, transposed, expr(S.Inverse, expr(S.Dot, m, transposed)))
    return None


@builtin("LeastSquares[m_, b_]")
def least_squares(m: Any, b: Any) -> Any:
    """LeastSquares[m, b] gives the x for which the length of m . x - b is least.

    >>> LeastSquares[{{1, 0}, {1, 1}, {1, 2}}, {1, 2, 3}]
    {1, 1}
    """
    return None if matrix_rows(m) is None else expr(S.Dot, expr(S.PseudoInverse, m), b)
