"""Functions that wait: Inactive, Inactivate and Activate."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..declare import builtin, name
from ..expr import Expr, Symbol, Value
from ..patterns import PATTERN_HEADS

name(
    "Inactive",
    "Inactive[f] stands for f where Inactive[f][args] is not to be evaluated; Activate gives f again.",
    "HoldFirst Protected",
)
# what only holds data, and patterns, stays active
_PLAIN = PATTERN_HEADS | frozenset(
    map(S.system, "Association Complex Function Hold HoldComplete HoldForm List Rational Rule RuleDelayed Slot".split())
)


@builtin("Inactivate[expr_]", "Inactivate[expr_, pattern_]", attributes="HoldFirst Protected")
def inactivate(expr: Any, pattern: Any = None, *, session: Any) -> Any:
    """Inactivate[e] puts Inactive around the heads in e; Inactivate[e, pattern] around those that match.

    >>> Inactivate[1 + 2^3]
    Inactive[Plus][1, Inactive[Power][2, 3]]
    """
    match = session.evaluator.matcher.match

    def walk(e: Any) -> Any:
        if not isinstance(e, Expr) or isinstance(e, Value):
            return e
        head = e.head if type(e.head) is Symbol else walk(e.head)
        chosen = type(head) is Symbol and (match(pattern, head) is not None if pattern else head not in _PLAIN)
        return Expr(Expr(S.Inactive, (head,)) if chosen else head, tuple(map(walk, e.args)))

    return walk(expr)


@builtin("Activate[expr_]", "Activate[expr_, pattern_]")
def activate(expr: Any, pattern: Any = None, *, session: Any) -> Any:
    """Activate[e] takes Inactive off all heads in e and evaluates; Activate[e, pattern] off those that match.

    >>> Activate[Inactive[Plus][1, 2]]
    3
    """
    match = session.evaluator.matcher.match

    def walk(e: Any) -> Any:
        if not isinstance(e, Expr) or isinstance(e, Value):
            return e
        if e.head is S.Inactive and len(e) == 1:
            return e.args[0] if not pattern or match(pattern, e.args[0]) is not None else e
        return Expr(walk(e.head), tuple(map(walk, e.args)))

    return walk(expr)
