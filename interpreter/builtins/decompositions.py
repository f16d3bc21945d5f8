"""Factorisations of matrices, exact and by machine numbers, and orthogonal bases."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..declare import builtin
from ..expr import Expr, expr, is_list, make_list
from ..numerics.numbers import NUMBER_TYPES, REAL_TYPES, Complex
from .content import from_numbers
from .elimination import null_space
from .linear import (
    MATSQ,
    Field,
    Rows,
    complex_matrix,
    from_complex,
    from_rows,
    is_zero,
    machine_matrix,
    matrix_rows,
    square,
)
from .spectral import exact_eigenvalues


def _machine(rows: Rows) -> Any:
    """The matrix as an array of real or complex machine numbers, if it has any; else None."""
    array = machine_matrix(rows)
    return complex_matrix(rows) if array is None else array


def _list(array: Any) -> Any:
    import numpy as np

    if np.iscomplexobj(array):
        return from_complex(array) if array.imag.any() else from_numbers(array.real)
    return from_numbers(array)


# ---- triangular factors ----------------------------------------------------------------------------------------------


@builtin("LUDecomposition[m_]", matsq=MATSQ, sing="Matrix `1` is singular.")
def lu_decomposition(m: Any, *, evaluate: Any, say: Any) -> Any:
    """LUDecomposition[m] gives {lu, p, c}: the rows p of a square matrix are L . U, lu holds both, without the ones on
    the diagonal of L, and c is the condition number, 0 for an exact matrix.

    >>> LUDecomposition[{{1, 1, 1}, {2, 4, 8}, {3, 9, 27}}]
    {{{1, 1, 1}, {2, 2, 6}, {3, 3, 6}}, {1, 2, 3}, 0}
    """
    rows = square("LUDecomposition", m, say)
    if rows is None:
        return None
    array = _machine(rows)
    field = Field(evaluate)
    a = [r[:] for r in rows] if array is None else array.tolist()
    order = list(range(len(a)))
    for k in range(len(a)):
        choices = [i for i in range(k, len(a)) if not (is_zero(a[i][k]) if array is None else a[i][k] == 0)]
        if not choices:
            say("sing", m)
            continue
        best = choices[0] if array is None else max(choices, key=lambda i: abs(a[i][k]))
        a[k], a[best], order[k], order[best] = a[best], a[k], order[best], order[k]
        for i in range(k + 1, len(a)):
            c = field.quotient(a[i][k], a[k][k]) if array is None else a[i][k] / a[k][k]
            pairs = zip(a[i][k + 1 :], a[k][k + 1 :], strict=True)
            a[i][k:] = [c, *[field.combination(x, c, y) if array is None else x - c * y for x, y in pairs]]
    if array is None:
        return make_list([from_rows(a), make_list(i + 1 for i in order), 0])
    import numpy as np

    return make_list([_list(np.array(a)), make_list(i + 1 for i in order), float(np.linalg.cond(array, np.inf))])


@builtin("CholeskyDecomposition[m_]", matsq=MATSQ, herm="The matrix `1` is not Hermitian or real and symmetric.",
         posdef="The matrix `1` is not sufficiently positive definite to complete the decomposition.")  # fmt: skip
def cholesky_decomposition(m: Any, *, evaluate: Any, say: Any) -> Any:
    """CholeskyDecomposition[m] gives the upper triangular u with m == ConjugateTranspose[u] . u.

    >>> CholeskyDecomposition[{{4, 2}, {2, 5}}]
    {{2, 1}, {0, 2}}
    """
    rows = square("CholeskyDecomposition", m, say)
    if rows is None:
        return None
    if evaluate(expr(S.HermitianMatrixQ, m)) is not S.True_:
        say("herm", m)
        return None
    array = _machine(rows)
    if array is not None:
        import numpy as np

        try:
            return _list(np.linalg.cholesky(array).conj().T)
        except np.linalg.LinAlgError:
            say("posdef", m)
            return None
    n = len(rows)
    u: Rows = [[0] * n for _ in rows]
    for i in range(n):
        known = [expr(S.Times, expr(S.Conjugate, u[k][i]), u[k][i]) for k in range(i)]
        pivot = evaluate(expr(S.Simplify, expr(S.Plus, rows[i][i], expr(S.Times, -1, expr(S.Plus, *known)))))
        if type(pivot) in NUMBER_TYPES and (type(pivot) is Complex or not float(pivot) > 0):
            say("posdef", m)
            return None
        u[i][i] = evaluate(expr(S.Sqrt, pivot))
        for j in range(i + 1, n):
            known = [expr(S.Times, expr(S.Conjugate, u[k][i]), u[k][j]) for k in range(i)]
            rest = expr(S.Plus, rows[i][j], expr(S.Times, -1, expr(S.Plus, *known)))
            u[i][j] = evaluate(expr(S.Simplify, expr(S.Times, rest, expr(S.Power, u[i][i], -1))))
    return from_rows(u)


@builtin("HessenbergDecomposition[m_]", matsq=MATSQ)
def hessenberg_decomposition(m: Any, *, say: Any) -> Any:
    """HessenbergDecomposition[m] gives {p, h} for a matrix of machine numbers: m == p . h . ConjugateTranspose[p] with
    a unitary p, and h zero below its first subdiagonal.

    >>> Dimensions[HessenbergDecomposition[{{1., 2., 3.}, {4., 5., 6.}, {7., 8., 9.}}]]
    {2, 3, 3}
    """
    rows = square("HessenbergDecomposition", m, say)
    array = None if rows is None else _machine(rows)
    if array is None:
        return None
    import numpy as np

    h, p = array.copy(), np.eye(len(array), dtype=array.dtype)
    for k in range(len(h) - 2):
        x = h[k + 1 :, k].copy()
        size = np.linalg.norm(x)
        if size == 0:
            continue
        x[0] += size * (x[0] / abs(x[0]) if x[0] != 0 else 1)
        x /= np.linalg.norm(x)
        mirror = 2 * np.outer(x, x.conj())
        h[k + 1 :] -= mirror @ h[k + 1 :]
        h[:, k + 1 :] -= h[:, k + 1 :] @ mirror
        p[:, k + 1 :] -= p[:, k + 1 :] @ mirror
    return make_list([_list(p), _list(np.triu(h, -1))])


@builtin("SchurDecomposition[m_]", matsq=MATSQ)
def schur_decomposition(m: Any, *, say: Any) -> Any:
    """SchurDecomposition[m] gives {q, t} for a matrix of machine numbers: m == q . t . ConjugateTranspose[q] with a
    unitary q and an upper triangular t, complex where the eigenvalues are.

    >>> Map[Chop, Eigenvalues[Last[SchurDecomposition[{{2., 1.}, {1., 2.}}]]]]
    {3., 1.}
    """
    rows = square("SchurDecomposition", m, say)
    array = None if rows is None else _machine(rows)
    if array is None:
        return None
    import numpy as np

    values = np.linalg.eigvals(array)
    a = array.astype(values.dtype)
    q = np.eye(len(a), dtype=a.dtype)
    for k in range(len(a) - 1):  # an eigenvector of what is left, made the first of a unitary basis
        block = a[k:, k:]
        found, vectors = np.linalg.eig(block)
        v = vectors[:, int(np.argmax(abs(found)))]
        basis, _ = np.linalg.qr(np.column_stack([v, np.eye(len(block), dtype=v.dtype)]))
        whole = np.eye(len(a), dtype=basis.dtype)
        whole[k:, k:] = basis
        a, q = whole.conj().T @ a @ whole, q @ whole
    return make_list([_list(q), _list(np.triu(a))])


# ---- orthogonal bases ------------------------------------------------------------------------------------------------


def orthonormal(vectors: list[Any], inner: Any, evaluate: Any) -> list[Any]:
    """Gram and Schmidt: unit vectors that span the same, zero vectors for those that add nothing."""
    done: list[Any] = []
    for v in vectors:
        terms = [expr(S.Times, -1, inner(w, v), w) for w in done if not _vanishes(w)]
        rest = _simple(expr(S.Plus, v, *terms), evaluate) if terms else v
        size = evaluate(expr(S.Sqrt, inner(rest, rest)))
        parts = rest.args if is_list(rest) else (rest,)
        exact = not any(type(x) in (float, Complex) for x in parts)
        if _is_small(size, v, exact, evaluate):
            zero = 0 if exact else 0.0
            done.append(make_list([zero] * len(v)) if is_list(v) else zero)
            continue
        done.append(_simple(expr(S.Times, rest, expr(S.Power, size, -1)), evaluate))
    return done


def _somewhere(e: Any, evaluate: Any) -> Any:
    """The size of an expression at a place where its symbols have values of no importance."""
    names = evaluate(expr(S.Union, expr(S.Cases, e, expr(S.Blank, S.system("Symbol")), make_list([-1]))))
    free = [n for n in names.args if evaluate(expr(S.NumericQ, n)) is not S.True_]
    values = [expr(S.Rule, n, 0.7316 + 0.1973 * k + 0.0517 * k * k) for k, n in enumerate(free)]
    return evaluate(expr(S.N, expr(S.Abs, expr(S.ReplaceAll, e, make_list(values)))))


def _simple(e: Any, evaluate: Any) -> Any:
    """Simplified where it is made of numbers; with symbols under roots that takes too long."""
    e = evaluate(e)
    numeric = all(evaluate(expr(S.NumericQ, x)) is S.True_ for x in (e.args if is_list(e) else (e,)))
    return evaluate(expr(S.Simplify, e)) if numeric else e


def _vanishes(v: Any) -> bool:
    return all(is_zero(x) for x in (v.args if is_list(v) else (v,)))


def _is_small(size: Any, v: Any, exact: bool, evaluate: Any) -> bool:
    if exact and type(size) not in NUMBER_TYPES:
        size, whole = (_somewhere(e, evaluate) for e in (size, expr(S.Norm, v)))
        return type(size) in REAL_TYPES and type(whole) in REAL_TYPES and float(size) <= 1e-6 * float(whole)
    if exact:
        return is_zero(size)
    whole = evaluate(expr(S.N, expr(S.Norm, v)))
    return type(size) in (int, float) and type(whole) in (int, float) and size <= 1e-12 * whole


@builtin("Orthogonalize[vectors_List, OptionsPattern[]]", "Orthogonalize[vectors_List, f_, OptionsPattern[]]",
         options={"Method": "Automatic", "Tolerance": "Automatic"})  # fmt: skip
def orthogonalize(vectors: Any, f: Any = None, *, evaluate: Any, options: Any) -> Any:
    """Orthogonalize[{v1, v2, ...}] gives orthogonal unit vectors that span the same space, zeros for vectors that add
    nothing; Orthogonalize[vectors, f] takes f for the inner product.

    >>> Orthogonalize[{{3, 4}, {1, 0}}]
    {{3/5, 4/5}, {4/5, -3/5}}
    """
    items = list(vectors.args)
    if f is None and matrix_rows(vectors) is None:
        return None

    def inner(a: Any, b: Any) -> Any:
        return evaluate(expr(S.Dot, expr(S.Conjugate, a), b) if f is None else Expr(f, (a, b)))

    return make_list(orthonormal(items, inner, evaluate))


@builtin("QRDecomposition[m_]")
def qr_decomposition(m: Any, *, evaluate: Any) -> Any:
    """QRDecomposition[m] gives {q, r}: m == ConjugateTranspose[q] . r, the rows of q orthonormal and r triangular.

    >>> Dimensions /@ QRDecomposition[{{2., 0.}, {0., 1.}, {1., 1.}}]
    {{2, 3}, {2, 2}}
    >>> QRDecomposition[{{3, 1}, {4, 2}}]
    {{{3/5, 4/5}, {-4/5, 3/5}}, {{5, 11/5}, {0, 2/5}}}
    """
    rows = matrix_rows(m)
    if rows is None:
        return None
    array = _machine(rows)
    if array is not None:
        import numpy as np

        q, r = np.linalg.qr(array)
        return make_list([_list(q.conj().T), _list(r)])
    columns = [make_list(c) for c in zip(*rows, strict=True)]
    basis = orthonormal(columns, lambda a, b: evaluate(expr(S.Dot, expr(S.Conjugate, a), b)), evaluate)
    q = evaluate(expr(S.Conjugate, make_list(v for v in basis if not _vanishes(v))))
    return make_list([q, evaluate(expr(S.Simplify, expr(S.Dot, q, m)))])


# ---- Jordan's form ---------------------------------------------------------------------------------------------------


@builtin("JordanDecomposition[m_]", matsq=MATSQ)
def jordan_decomposition(m: Any, *, evaluate: Any, say: Any) -> Any:
    """JordanDecomposition[m] gives {s, j}: m == s . j . Inverse[s], and j has the eigenvalues on its diagonal and ones
    above those that belong to one chain.

    >>> JordanDecomposition[{{3, 1}, {-1, 1}}]
    {{{1, 0}, {-1, 1}}, {{2, 1}, {0, 2}}}
    """
    rows = square("JordanDecomposition", m, say)
    if rows is None:
        return None
    array = _machine(rows)
    if array is not None:
        return _diagonalised(array)
    values = exact_eigenvalues(rows, evaluate)
    if values is None or any(evaluate(expr(S.FreeQ, v, S.Root)) is not S.True_ for v in values):
        return None
    distinct = list(dict.fromkeys(sorted(values, key=lambda v: _size(v, evaluate))))
    chains: list[tuple[Any, list[Any]]] = []
    for value in distinct:
        chains += [(value, c) for c in _chains(rows, value, sum(v == value for v in values), evaluate)]
    n = len(rows)
    if sum(len(c) for _, c in chains) != n:
        return None
    jordan: Rows = [[0] * n for _ in rows]
    at = 0
    for value, chain in chains:
        for k in range(len(chain)):
            jordan[at][at] = value
            if k:
                jordan[at - 1][at] = 1
            at += 1
    columns = [v.args for _, chain in chains for v in chain]
    return make_list([from_rows([list(r) for r in zip(*columns, strict=True)]), from_rows(jordan)])


def _size(v: Any, evaluate: Any) -> tuple[float, float]:
    found = evaluate(expr(S.N, v))
    z = complex(found) if type(found) in NUMBER_TYPES else 0j
    return z.real, z.imag


def _diagonalised(array: Any) -> Any:
    import numpy as np

    values, vectors = np.linalg.eig(array)
    if np.linalg.cond(vectors) > 1e12:
        return None
    return make_list([_list(vectors), _list(np.diag(values))])


def _chains(rows: Rows, value: Any, count: int, evaluate: Any) -> list[list[Any]]:
    """Chains v, N v, N^2 v, ... of N = m - value, the last first, that span its `count` generalised eigenvectors."""
    n = len(rows)
    shifted = make_list(
        make_list(evaluate(expr(S.Plus, x, expr(S.Times, -1, value))) if i == j else x for j, x in enumerate(r))
        for i, r in enumerate(rows)
    )
    kernels: list[list[Any]] = [[]]
    power = shifted
    while len(kernels[-1]) < count and len(kernels) <= n:
        kernels.append(list(null_space(power, evaluate=evaluate).args))
        power = evaluate(expr(S.Simplify, expr(S.Dot, power, shifted)))
    chains: list[list[Any]] = []
    for height in range(len(kernels) - 1, 0, -1):
        taken = kernels[height - 1] + [c[height - 1] for c in chains]
        for v in kernels[height]:
            if _rank([*taken, v], evaluate) > _rank(taken, evaluate):
                taken.append(v)
                chain = [v]
                for _ in range(height - 1):
                    chain.insert(0, evaluate(expr(S.Simplify, expr(S.Dot, shifted, chain[0]))))
                chains.append(chain)
    return sorted(chains, key=len)


def _rank(vectors: list[Any], evaluate: Any) -> int:
    return evaluate(expr(S.MatrixRank, make_list(vectors))) if vectors else 0
