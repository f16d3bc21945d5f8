"""LinearProgramming and LinearOptimization; carried out in interpreter/algebra."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from .. import symbols as S
from ..declare import builtin
from ..expr import Expr, expr, is_list, make_list
from ..numerics.infinities import is_infinite
from ..numerics.numbers import REAL_TYPES, as_fraction, is_inexact, rational

_MESSAGES = {
    "lpdim": "The arguments do not belong together: costs, rows of the matrix, right sides and bounds.",
    "lpsnf": "No solution can be found that satisfies the constraints.",
    "lpsub": "This problem is unbounded.",
}


def exact(x: Any) -> Fraction:
    """A real number as a fraction; raises TypeError."""
    if type(x) not in REAL_TYPES:
        raise TypeError
    return Fraction(*as_fraction(x))


def _row(e: Any) -> list[Any]:
    if not is_list(e):
        raise TypeError
    return list(e.args)


def _bounds(spec: Any, n: int) -> list[tuple[Fraction | None, Fraction | None]]:
    rows = [spec] * n if not is_list(spec) else list(spec.args)
    out = []
    for b in rows:
        low, high = b.args if is_list(b) else (b, S.Infinity)
        ends = [None if e is S.Infinity or is_infinite(e) else exact(e) for e in (low, high)]
        out.append((ends[0], ends[1]))
    if len(out) != n:
        raise TypeError
    return out


@builtin("LinearProgramming[c_, m_, b_, OptionsPattern[]]", "LinearProgramming[c_, m_, b_, bounds_, OptionsPattern[]]",
         "LinearProgramming[c_, m_, b_, bounds_, domain_, OptionsPattern[]]",
         options={"Method": "Automatic", "Tolerance": "Automatic"}, **_MESSAGES)  # fmt: skip
def linear_programming(c: Any, m: Any, b: Any, bounds: Any = 0, domain: Any = S.Reals, *, say: Any) -> Any:
    """LinearProgramming[c, m, b] gives the x >= 0 with the least c . x under m . x >= b.

    {b, 0} for a right side asks for equality, {b, -1} for <=, {b, 1} for >=. LinearProgramming[c, m, b, l] takes l for
    the lower bounds of x, {{l1, u1}, ...} for bounds on both sides; a fifth argument Integers looks for whole numbers.

    >>> LinearProgramming[{1, 1}, {{1, 2}}, {3}]
    {0, 3/2}
    >>> LinearProgramming[{-1, -1}, {{2, 1}}, {{5, -1}}, {0, 0}, Integers]
    {0, 5}
    """
    from ..algebra.linearprograms import Infeasible, Unbounded, bounded_minimum

    try:
        costs = [exact(x) for x in _row(c)]
        matrix = [[exact(x) for x in _row(r)] for r in _row(m.normal() if hasattr(m, "normal") else m)]
        sides = [s.args if is_list(s) else (s, 1) for s in _row(b)]
        rows = [(a, int(sign), exact(value)) for a, (value, sign) in zip(matrix, sides)]
        limits = _bounds(bounds, len(costs))
    except (TypeError, ValueError):
        return say("lpdim")
    if len(matrix) != len(sides) or any(len(a) != len(costs) for a in matrix):
        return say("lpdim")
    domains = _row(domain) if is_list(domain) else [domain] * len(costs)
    try:
        found = bounded_minimum(costs, rows, limits, [d is S.Integers for d in domains])
    except Infeasible:
        return say("lpsnf")
    except Unbounded:
        say("lpsub")
        return make_list([S.Indeterminate] * len(costs))
    values = [rational(x.numerator, x.denominator) for x in found]
    return make_list([float(v) for v in values] if _is_inexact(expr(S.List, c, m, b, bounds)) else values)


def _is_inexact(e: Any) -> bool:
    return is_inexact(e) or (isinstance(e, Expr) and any(map(_is_inexact, e.args)))
