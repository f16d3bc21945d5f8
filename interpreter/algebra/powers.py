"""Powers and logarithms taken apart, as is right for positive numbers and real exponents."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..expr import Expr, expr, has_head
from ..numerics.algebra import product_of, sum_of
from ..numerics.powers import power_of

_INVERSES = {S.ArcSin: S.Sin, S.ArcCos: S.Cos, S.ArcTan: S.Tan, S.ArcCot: S.Cot, S.ArcSinh: S.Sinh, S.ArcTanh: S.Tanh}


def powers_apart(e: Any, concerned: Callable[[Any], bool], evaluate: Callable[[Any], Any]) -> Any:
    """PowerExpand for the parts that are `concerned`."""
    if type(e) is not Expr:
        return e
    e = evaluate(Expr(e.head, tuple([powers_apart(a, concerned, evaluate) for a in e.args])))
    found = _apart(e, concerned) if isinstance(e, Expr) else None
    return e if found is None else powers_apart(evaluate(found), concerned, evaluate)


def _apart(e: Expr, concerned: Callable[[Any], bool]) -> Any:
    x = e.args[0] if e.args else None
    if not isinstance(x, Expr) or not concerned(x):
        return None
    if has_head(e, S.Power, 2):
        n = e.args[1]
        if has_head(x, S.Times) and type(n) is not int:
            return product_of(*[power_of(a, n) for a in x.args])
        return power_of(x.args[0], product_of(x.args[1], n)) if has_head(x, S.Power, 2) else None
    if has_head(e, S.Log, 1):
        if has_head(x, S.Times):
            return sum_of(*[expr(S.Log, a) for a in x.args])
        return product_of(x.args[1], expr(S.Log, x.args[0])) if has_head(x, S.Power, 2) else None
    if len(e) == 1 and x.head is _INVERSES.get(e.head, e) and len(x) == 1:
        return x.args[0]
    return None
