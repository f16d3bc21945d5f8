"""Functions of square matrices: MatrixExp, MatrixLog, MatrixFunction.

Exact ones are polynomials of the matrix: Newton's interpolation of f at the eigenvalues, with derivatives where one
comes several times (N. Higham, Functions of Matrices, 1.2.2).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..declare import builtin
from ..expr import Expr, expr, make_list, symbol
from ..numerics.numbers import rational
from .content import from_numbers
from .linear import MATSQ, Rows, complex_matrix, from_complex, machine_matrix, square
from .spectral import exact_eigenvalues

# coefficients of the diagonal Pade approximant of degree 13 to E^x: (26 - k)! 13!/(26! k! (13 - k)!)
_PADE = tuple(
    math.factorial(26 - k) * math.factorial(13) / (math.factorial(26) * math.factorial(k) * math.factorial(13 - k))
    for k in range(14)
)
_NEAR = 5.371920351148152  # up to this norm the approximant is exact to machine precision (Higham 2005)


def _machine(rows: Rows) -> Any:
    array = machine_matrix(rows)
    return complex_matrix(rows) if array is None else array


def _list(array: Any) -> Any:
    import numpy as np

    return from_complex(array) if np.iscomplexobj(array) else from_numbers(array)


def exponential(a: Any) -> Any:
    """E^a of an array, by scaling and squaring."""
    import numpy as np

    norm = float(np.linalg.norm(a, 1))
    halvings = max(0, math.ceil(math.log2(norm / _NEAR))) if norm > _NEAR else 0
    a = a / 2**halvings
    square_, power = a @ a, np.eye(len(a), dtype=a.dtype)
    even, odd = np.zeros_like(a), np.zeros_like(a)
    for k in range(0, 14, 2):
        even = even + _PADE[k] * power
        odd = odd + _PADE[k + 1] * power
        power = power @ square_
    odd = a @ odd
    result = np.linalg.solve(even - odd, even + odd)
    for _ in range(halvings):
        result = result @ result
    return result


def newton(rows: Rows, m: Any, f: Callable[[Any, int], Any], evaluate: Any) -> Any:
    """f of an exact matrix; f(value, k) is its k-th derivative. None where the eigenvalues are not known."""
    values = exact_eigenvalues(rows, evaluate)
    if values is None or any(evaluate(expr(S.FreeQ, v, S.Root)) is not S.True_ for v in values):
        return None
    values = [v for d in dict.fromkeys(values) for v in values if v == d]  # equal ones side by side
    n = len(values)
    table = [evaluate(f(v, 0)) for v in values]
    identity = expr(S.IdentityMatrix, n)
    product, terms = identity, [expr(S.Times, table[0], identity)]
    for k in range(1, n):
        fresh = []
        for i in range(n - k):
            if values[i] == values[i + k]:
                fresh.append(evaluate(expr(S.Times, rational(1, math.factorial(k)), f(values[i], k))))
                continue
            step = expr(S.Plus, values[i + k], expr(S.Times, -1, values[i]))
            rise = expr(S.Plus, table[i + 1], expr(S.Times, -1, table[i]))
            fresh.append(evaluate(expr(S.Times, rise, expr(S.Power, step, -1))))
        table = fresh
        shifted = expr(S.Plus, m, expr(S.Times, -1, values[k - 1], identity))
        product = evaluate(expr(S.Dot, product, shifted))
        terms.append(expr(S.Times, table[0], product))
    found = evaluate(Expr(S.Plus, tuple(terms)))
    numeric = all(evaluate(expr(S.NumericQ, x)) is S.True_ for r in rows for x in r)
    return evaluate(expr(S.Map, S.Simplify if numeric else S.Together, found, make_list([2])))


@builtin("MatrixExp[m_]", "MatrixExp[m_, v_]", matsq=MATSQ)
def matrix_exp(m: Any, v: Any = None, *, evaluate: Any, say: Any) -> Any:
    """MatrixExp[m] gives the exponential of a square matrix; MatrixExp[m, v] applies it to the vector v.

    >>> {MatrixExp[{{0, a}, {0, 0}}], MatrixExp[{{1., 0.}, {0., 0.}}]}
    {{{1, a}, {0, 1}}, {{2.71828, 0.}, {0., 1.}}}
    """
    rows = square("MatrixExp", m, say)
    if rows is None:
        return None
    array = _machine(rows)
    found = _list(exponential(array)) if array is not None else None
    if array is None:
        found = newton(rows, m, lambda x, k: expr(S.Power, S.E, x), evaluate)
    return found if v is None or found is None else expr(S.Dot, found, v)


@builtin("MatrixLog[m_]", matsq=MATSQ, sing="Matrix `1` is singular.")
def matrix_log(m: Any, *, evaluate: Any, say: Any) -> Any:
    """MatrixLog[m] gives the principal logarithm of a regular square matrix.

    >>> MatrixLog[{{E, 1}, {0, E}}]
    {{1, 1/E}, {0, 1}}
    """
    rows = square("MatrixLog", m, say)
    if rows is None:
        return None
    if evaluate(expr(S.Equal, expr(S.Det, m), 0)) is S.True_:
        say("sing", m)
        return None
    array = _machine(rows)
    if array is None:
        return newton(rows, m, _log, evaluate)
    from mpmath import mp, mpc

    with mp.workdps(30):
        found = mp.logm(mp.matrix([[mpc(x) for x in r] for r in array.tolist()]))
    return _cleaned([[complex(found[i, j]) for j in range(len(rows))] for i in range(len(rows))])


def _log(x: Any, k: int) -> Any:
    if k == 0:
        return expr(S.Log, x)
    return expr(S.Times, (-1) ** (k - 1) * math.factorial(k - 1), expr(S.Power, x, -k))


def _cleaned(rows: list[list[complex]]) -> Any:
    """Real where the imaginary parts are rounding errors."""
    import numpy as np

    array = np.array(rows)
    return _list(array.real.copy() if abs(array.imag).max() <= 1e-14 * abs(array).max() else array)


@builtin("MatrixFunction[f_, m_]", matsq=MATSQ)
def matrix_function(f: Any, m: Any, *, evaluate: Any, say: Any) -> Any:
    """MatrixFunction[f, m] gives the function f of a square matrix, by its eigenvalues.

    >>> {MatrixFunction[f, {{a, 0}, {0, b}}], MatrixFunction[Sqrt, {{4, 1}, {0, 4}}]}
    {{{f[a], 0}, {0, f[b]}}, {{2, 1/4}, {0, 2}}}
    """
    rows = square("MatrixFunction", m, say)
    if rows is None:
        return None
    array = _machine(rows)
    if array is None:
        return newton(rows, m, lambda x, k: _derivative(f, x, k, evaluate), evaluate)
    import numpy as np

    values, vectors = np.linalg.eig(array)
    if np.linalg.cond(vectors) > 1e8:
        return None
    images = evaluate(make_list(Expr(f, (x,)) for x in from_complex(values.astype(complex)).args))
    try:
        found = vectors @ np.diag([complex(x) for x in images.args]) @ np.linalg.inv(vectors)
    except TypeError:
        return None
    return _cleaned(found.tolist())


def _derivative(f: Any, x: Any, k: int, evaluate: Any) -> Any:
    if k == 0:
        return Expr(f, (x,))
    t = symbol("System`Private`place")
    slope = evaluate(expr(S.D, Expr(f, (t,)), make_list([t, k])))
    return expr(S.ReplaceAll, slope, expr(S.Rule, t, x))
