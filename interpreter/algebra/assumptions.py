"""What assumptions such as x > 0 && Element[n, Integers] say of single symbols, in the words of SymPy."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .. import symbols as S
from ..expr import TRUE, Expr, expr, is_list
from ..numerics.numbers import REAL_TYPES

Flags = dict[Any, dict[str, bool]]

_DOMAINS: dict[Any, dict[str, bool]] = {
    S.Reals: {"real": True},
    S.Integers: {"integer": True},
    S.Rationals: {"rational": True},
    S.Complexes: {"complex": True},
    S.Algebraics: {"algebraic": True},
    S.Primes: {"prime": True},
    S.PositiveReals: {"positive": True},
    S.NegativeReals: {"negative": True},
    S.NonNegativeReals: {"nonnegative": True},
    S.NonPositiveReals: {"nonpositive": True},
    S.PositiveIntegers: {"integer": True, "positive": True},
    S.NegativeIntegers: {"integer": True, "negative": True},
    S.NonNegativeIntegers: {"integer": True, "nonnegative": True},
    S.NonPositiveIntegers: {"integer": True, "nonpositive": True},
}
_TURNED = {S.Less: S.Greater, S.LessEqual: S.GreaterEqual, S.Greater: S.Less, S.GreaterEqual: S.LessEqual}
_SIGNS = {S.Greater: "positive", S.GreaterEqual: "nonnegative", S.Less: "negative", S.LessEqual: "nonpositive"}


def facts(assumptions: Any) -> list[Any]:
    """The statements that an assumption joins by &&, lists and chains of comparisons, in pairs."""
    if assumptions is TRUE or assumptions is None:
        return []
    if not isinstance(assumptions, Expr):
        return [assumptions]
    head, args = assumptions.head, assumptions.args
    if head is S.And or is_list(assumptions):
        return [f for a in args for f in facts(a)]
    if head is S.Inequality and len(args) % 2:
        return [expr(args[i + 1], args[i], args[i + 2]) for i in range(0, len(args) - 2, 2)]
    if head in _TURNED and len(args) > 2:
        return [expr(head, a, b) for a, b in zip(args, args[1:])]
    if head is S.Element and len(args) == 2 and isinstance(args[0], Expr):
        if args[0].head is S.Alternatives or is_list(args[0]):
            return [expr(S.Element, a, args[1]) for a in args[0].args]
    return [assumptions]


def flags(statements: Iterable[Any]) -> Flags:
    """What the statements say of each symbol (or of another thing that stands for itself, such as x[1])."""
    found: Flags = {}
    for f in statements:
        if not isinstance(f, Expr) or len(f) != 2:
            continue
        a, b = f.args
        if f.head is S.Element:
            found.setdefault(a, {}).update(_DOMAINS.get(b, {}))
        elif f.head is S.Unequal and type(b) is int and b == 0:
            found.setdefault(a, {})["zero"] = False
        elif f.head in _TURNED:
            for side, relation, other in ((a, f.head, b), (b, _TURNED[f.head], a)):
                if type(side) not in REAL_TYPES:
                    found.setdefault(side, {}).update(_sign(relation, other))
    return found


def _sign(relation: Any, bound: Any) -> dict[str, bool]:
    """What x > bound and its like say of x."""
    if type(bound) in REAL_TYPES:
        size = float(bound)
        if relation in (S.Greater, S.GreaterEqual) and size > 0:
            return {"positive": True}
        if relation in (S.Less, S.LessEqual) and size < 0:
            return {"negative": True}
        if size == 0:
            return {_SIGNS[relation]: True}
    return {"real": True}
