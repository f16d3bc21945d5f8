"""Elimination: determinants, inverses, linear systems, ranks and null spaces, exact and by machine numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..declare import builtin
from ..expr import LIST, Expr, expr, is_list, make_list
from ..numerics.numbers import NUMBER_TYPES
from ..packed import pack
from .content import from_numbers
from .linear import (
    MATSQ,
    Field,
    Rows,
    complex_matrix,
    from_complex,
    from_rows,
    identity_matrix,
    is_zero,
    leibniz,
    machine_matrix,
    matrix_rows,
    square,
)


def integer_determinant(rows: Rows) -> int:
    """Fraction-free elimination: every division is exact."""
    a = [r[:] for r in rows]
    n = len(a)
    sign, previous = 1, 1
    for k in range(n - 1):
        if a[k][k] == 0:
            for i in range(k + 1, n):
                if a[i][k]:
                    a[k], a[i] = a[i], a[k]
                    sign = -sign
                    break
            else:
                return 0
        for i in range(k + 1, n):
            for j in range(k + 1, n):
                a[i][j] = (a[i][j] * a[k][k] - a[i][k] * a[k][j]) // previous
        previous = a[k][k]
    return sign * a[-1][-1]


@builtin("Det[m_]", matsq=MATSQ)
def det(m: Any, *, evaluate: Any, say: Any) -> Any:
    """Det[m] gives the determinant of a square matrix.

    >>> Det[{{1, 2}, {3, 4}}]
    -2
    >>> Det[{{a, 0}, {1, b}}]
    a b
    """
    rows = square("Det", m, say)
    if rows is None:
        return None
    if all(type(x) is int for r in rows for x in r):
        return integer_determinant(rows)
    for make, back in ((machine_matrix, lambda x: float(x)), (complex_matrix, from_complex)):
        array = make(rows)
        if array is not None:
            import numpy as np

            return back(np.linalg.det(array))
    if len(rows) <= 4 and not all(type(x) in NUMBER_TYPES for r in rows for x in r):
        return expr(S.Expand, leibniz(rows)) if len(rows) > 1 else rows[0][0]
    field = Field(evaluate)
    reduced, pivots, factor = eliminate(rows, field, full=False)
    if len(pivots) < len(rows):
        return 0
    product = [factor, *[reduced[i][i] for i in range(len(rows))]]
    return expr(S.Together, Expr(S.Times, tuple(product)))


def eliminate(rows: Rows, field: Field, full: bool = True, columns: int | None = None) -> tuple[Rows, list[int], int]:
    """(row echelon form, pivot columns, sign of the row exchanges); `full` makes pivots 1 and clears above them too."""
    a = [r[:] for r in rows]
    pivots: list[int] = []
    sign = 1
    row = 0
    for column in range(len(a[0]) if columns is None else columns):
        choices = [i for i in range(row, len(a)) if not is_zero(a[i][column])]
        if not choices:
            continue
        best = min(choices, key=lambda i: _weight(a[i][column]))
        if best != row:
            a[row], a[best] = a[best], a[row]
            sign = -sign
        pivot = a[row][column]
        if full:
            a[row] = [x if is_zero(x) else field.quotient(x, pivot) for x in a[row]]
        for i in range(0 if full else row + 1, len(a)):
            if i != row and not is_zero(a[i][column]):
                c = a[i][column] if full else field.quotient(a[i][column], pivot)
                a[i] = [x if is_zero(y) else field.combination(x, c, y) for x, y in zip(a[i], a[row], strict=True)]
        pivots.append(column)
        row += 1
        if row == len(a):
            break
    return a, pivots, sign


def _weight(x: Any) -> float:
    """Which pivot is best: large machine numbers, plain exact ones."""
    if type(x) is float:
        return -abs(x)
    return 0 if type(x) in NUMBER_TYPES else 1


_SINGULAR = {"sing": "Matrix `1` is singular.", "matsq": MATSQ}


@builtin("Inverse[m_]", **_SINGULAR)
def inverse(m: Any, *, evaluate: Any, say: Any) -> Any:
    """Inverse[m] gives the inverse of a square matrix.

    >>> Inverse[{{1, 2}, {3, 4}}]
    {{-2, 1}, {3/2, -1/2}}
    """
    rows = square("Inverse", m, say)
    if rows is None:
        return None
    for make, back in ((machine_matrix, from_numbers), (complex_matrix, from_complex)):
        array = make(rows)
        if array is not None:
            import numpy as np

            try:
                return back(np.linalg.inv(array))
            except np.linalg.LinAlgError:
                say("sing", m)
                return None
    n = len(rows)
    if n <= 4 and not all(type(x) in NUMBER_TYPES for r in rows for x in r):
        return _symbolic_inverse(m, rows, evaluate, say)
    wide = [r + [int(i == j) for j in range(n)] for i, r in enumerate(rows)]
    reduced, pivots, _ = eliminate(wide, Field(evaluate), columns=n)
    if len(pivots) < n:
        say("sing", m)
        return None
    return from_rows([r[n:] for r in reduced])


def _symbolic_inverse(m: Any, rows: Rows, evaluate: Any, say: Any) -> Any:
    """Cofactors over the determinant: for a few symbols the simplest form."""
    n = len(rows)
    determinant = evaluate(expr(S.Expand, leibniz(rows)))
    if is_zero(determinant):
        say("sing", m)
        return None

    def cofactor(i: int, j: int) -> Any:
        minor = [r[:j] + r[j + 1 :] for k, r in enumerate(rows) if k != i]
        value = leibniz(minor) if minor else 1
        return expr(S.Times, 1 if (i + j) % 2 == 0 else -1, value, expr(S.Power, determinant, -1))

    return make_list(make_list(cofactor(j, i) for j in range(n)) for i in range(n))


@builtin(
    "LinearSolve[m_, b_]",
    "LinearSolve[m_]",
    nosol="Linear equation encountered that has no solution.",
    matrix="Argument `1` at position `2` is not a non-empty rectangular matrix.",
)
def linear_solve(m: Any, b: Any = None, *, evaluate: Any, say: Any) -> Any:
    """LinearSolve[m, b] gives an x with m . x == b, for a vector or matrix b; LinearSolve[m] a function of b.

    >>> LinearSolve[{{1, 2}, {3, 4}}, {5, 6}]
    {-4, 9/2}
    """
    rows = matrix_rows(m)
    if b is None and rows is not None:
        return expr(S.LinearSolveFunction, make_list([len(rows), len(rows[0])]), m)
    if rows is None or not is_list(b) or len(b) != len(rows):
        if isinstance(m, Expr) and is_list(m) and rows is None:
            say("matrix", m, 1)
        return None
    right = matrix_rows(b)
    vector = right is None
    right = [[x] for x in b.args] if right is None else right
    n = len(rows[0])
    everything = [r + s for r, s in zip(rows, right, strict=True)]
    array = machine_matrix(everything)
    if array is not None and len(rows) == n:
        import numpy as np

        try:
            x = np.linalg.solve(array[:, :n], array[:, n:])
            return from_numbers(x[:, 0] if vector else x)
        except np.linalg.LinAlgError:
            pass
    reduced, pivots, _ = eliminate(everything, Field(evaluate), columns=n)
    if any(not is_zero(x) for r in reduced[len(pivots) :] for x in r[n:]):
        say("nosol")
        return None
    solution: Rows = [[0] * len(right[0]) for _ in range(n)]
    for row, column in enumerate(pivots):
        solution[column] = reduced[row][n:]
    return pack([r[0] for r in solution]) if vector else from_rows(solution)


@builtin("RowReduce[m_]", matrix="Argument `1` is not a non-empty rectangular matrix.")
def row_reduce(m: Any, *, evaluate: Any, say: Any) -> Any:
    """RowReduce[m] gives the reduced row echelon form of m.

    >>> RowReduce[{{1, 2}, {3, 4}}]
    {{1, 0}, {0, 1}}
    """
    rows = matrix_rows(m)
    if rows is None:
        say("matrix", m)
        return None
    return from_rows(eliminate(rows, Field(evaluate))[0])


@builtin("MatrixRank[m_]")
def matrix_rank(m: Any, *, evaluate: Any) -> Any:
    """MatrixRank[m] gives the number of linearly independent rows of m.

    >>> MatrixRank[{{1, 2}, {2, 4}}]
    1
    """
    rows = matrix_rows(m)
    if rows is None:
        return None
    array = machine_matrix(rows)
    if array is not None:
        import numpy as np

        return int(np.linalg.matrix_rank(array))
    return len(eliminate(rows, Field(evaluate))[1])


@builtin("NullSpace[m_]")
def null_space(m: Any, *, evaluate: Any) -> Any:
    """NullSpace[m] gives a list of vectors that span the solutions of m . x == 0.

    >>> NullSpace[{{1, 2}, {2, 4}}]
    {{-2, 1}}
    """
    rows = matrix_rows(m)
    if rows is None:
        return None
    array = machine_matrix(rows)
    if array is not None:
        import numpy as np

        _, s, v = np.linalg.svd(array)
        rank = int((s > (s.max() if s.size else 0) * max(array.shape) * 2.3e-16).sum())
        return from_numbers(v[rank:]) if rank < len(v) else Expr(LIST, ())
    reduced, pivots, _ = eliminate(rows, Field(evaluate))
    n = len(rows[0])
    free = [j for j in range(n) if j not in pivots]
    basis = []
    for j in reversed(free):
        x: list[Any] = [0] * n
        x[j] = 1
        for row, column in enumerate(pivots):
            x[column] = evaluate(expr(S.Times, -1, reduced[row][j]))
        basis.append(x)
    return from_rows(basis) if basis else Expr(LIST, ())


@builtin("MatrixPower[m_, n_]", "MatrixPower[m_, n_, v_]", matsq=MATSQ)
def matrix_power(m: Any, n: Any, v: Any = None, *, evaluate: Any, say: Any) -> Any:
    """MatrixPower[m, n] gives the n-th matrix power of m; MatrixPower[m, n, v] applies it to the vector v.

    >>> MatrixPower[{{1, 1}, {1, 0}}, 10]
    {{89, 55}, {55, 34}}
    """
    rows = square("MatrixPower", m, say)
    if rows is None:
        return None
    if type(n) is not int:
        found = evaluate(expr(S.MatrixFunction, expr(S.Function, expr(S.Power, expr(S.Slot, 1), n)), m))
        return None if not is_list(found) else found if v is None else expr(S.Dot, found, v)
    base = m
    if n < 0:
        base, n = evaluate(expr(S.Inverse, m)), -n
        if not is_list(base):
            return None
    result: Any = None
    while n:
        if n & 1:
            result = base if result is None else evaluate(expr(S.Dot, result, base))
        n >>= 1
        if n:
            base = evaluate(expr(S.Dot, base, base))
    if result is None:
        result = identity_matrix(len(rows), say=say)
    return result if v is None else expr(S.Dot, result, v)


def _matrix_test(name: str, holds: Callable[[Rows, Any], bool], usage: str, example: str) -> None:
    def ask(m: Any, *, evaluate: Any) -> Any:
        rows = matrix_rows(m)
        return S.True_ if rows is not None and len(rows) == len(rows[0]) and holds(rows, evaluate) else S.False_

    ask.__doc__ = f"{usage}\n\n    {example}\n    "
    builtin(f"{name}[m_]")(ask)


def _equal(a: Any, b: Any, evaluate: Any) -> bool:
    return evaluate(expr(S.Equal, a, b)) is S.True_


_matrix_test(
    "SymmetricMatrixQ",
    lambda a, ev: all(_equal(a[i][j], a[j][i], ev) for i in range(len(a)) for j in range(i)),
    "SymmetricMatrixQ[m] gives True if m equals its transpose.",
    ">>> SymmetricMatrixQ[{{1, 2}, {2, 3}}]\n    True",
)
_matrix_test(
    "HermitianMatrixQ",
    lambda a, ev: all(_equal(a[i][j], expr(S.Conjugate, a[j][i]), ev) for i in range(len(a)) for j in range(i + 1)),
    "HermitianMatrixQ[m] gives True if m equals its conjugate transpose.",
    ">>> HermitianMatrixQ[{{1, I}, {-I, 3}}]\n    True",
)
_matrix_test(
    "DiagonalMatrixQ",
    lambda a, ev: all(is_zero(a[i][j]) for i in range(len(a)) for j in range(len(a)) if i != j),
    "DiagonalMatrixQ[m] gives True if all elements off the diagonal of m are zero.",
    ">>> DiagonalMatrixQ[{{a, 0}, {0, b}}]\n    True",
)
_matrix_test(
    "UpperTriangularMatrixQ",
    lambda a, ev: all(is_zero(a[i][j]) for i in range(len(a)) for j in range(i)),
    "UpperTriangularMatrixQ[m] gives True if all elements below the diagonal of m are zero.",
    ">>> UpperTriangularMatrixQ[{{a, b}, {0, c}}]\n    True",
)
