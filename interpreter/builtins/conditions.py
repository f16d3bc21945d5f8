"""Piecewise: values by conditions, as one expression."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..declare import builtin
from ..expr import FALSE, TRUE, Expr, is_list, make_list, same


@builtin("Piecewise[pieces_]", "Piecewise[pieces_, default_]", attributes="HoldAll Protected",
         pairs="The first argument `1` of Piecewise is not a list of pairs {value, condition}.")  # fmt: skip
def piecewise(pieces: Any, default: Any = 0, *, evaluate: Any, say: Any, expr: Any) -> Any:
    """Piecewise[{{v1, c1}, {v2, c2}, ...}] is the first value whose condition is True, else 0; a last argument is else.

    Conditions that stay undecided are kept, with their values evaluated; pieces that are False are dropped.

    >>> {Piecewise[{{1, 2 > 3}, {5, 3 > 2}}], Piecewise[{{x^2, x > 0}}, -x]}
    {5, Piecewise[{{x^2, x > 0}}, -x]}
    """
    if not is_list(pieces):
        pieces = evaluate(pieces)
    if not is_list(pieces) or not all(is_list(p) and len(p) == 2 for p in pieces.args):
        return say("pairs", pieces)
    kept: list[Any] = []
    rest = None
    for p in pieces.args:
        condition = evaluate(p.args[1])
        if condition is TRUE:
            rest = evaluate(p.args[0])
            break
        if condition is not FALSE:
            kept.append(make_list((evaluate(p.args[0]), condition)))
    otherwise = rest if rest is not None else evaluate(default)
    if not kept:
        return otherwise
    result = Expr(S.Piecewise, (make_list(kept), otherwise))
    return (
        None if same(result, expr) or (otherwise == 0 and same(Expr(S.Piecewise, (make_list(kept),)), expr)) else result
    )
