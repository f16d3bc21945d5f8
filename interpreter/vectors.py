"""Total elementwise arithmetic applied to a whole packed list at once instead of element by element.

Only bodies of sums, products and positive powers of the variable and of numbers qualify: there the packed operations
give what the elements would give one after the other, big integers included (see numerics/arrays.py).
"""

from __future__ import annotations

from typing import Any

from . import symbols as S
from .expr import LIST, Expr
from .packed import Packed

WORTHWHILE = 64  # elements below which a loop is as quick
_HEADS = (S.Plus, S.Times)
_MOST = 64  # greatest exponent


def is_elementwise(body: Any, variable: Any, evaluator: Any) -> bool:
    """True if body is such an arithmetic of the variable (an expression, compared as it stands)."""
    uses = 0
    stack = [body]
    while stack:
        e = stack.pop()
        if e is variable or (type(e) is Expr and e == variable):
            uses += 1
        elif type(e) is Expr and (e.head in _HEADS or _is_power(e)):
            if evaluator.definitions[e.head].down is not None:
                return False
            stack.extend(e.args if e.head in _HEADS else e.args[:1])
        elif type(e) not in (int, float):
            return False
    return uses > 0


def has_reals(body: Any) -> bool:
    """Whether a machine real stands in an expression."""
    return type(body) is float or (isinstance(body, Expr) and any(map(has_reals, body.args)))


def _is_power(e: Expr) -> bool:
    return e.head is S.Power and len(e) == 2 and type(e.args[1]) is int and 0 < e.args[1] <= _MOST


def map_whole(f: Any, values: Packed, evaluator: Any) -> Expr | None:
    """The list of f of each value, for a pure function that qualifies; None for any other."""
    if not (type(f) is Expr and f.head is S.Function and len(f) == 1 and len(values) >= WORTHWHILE):
        return None
    if not is_elementwise(f.args[0], Expr(S.Slot, (1,)), evaluator):
        return None
    return same_length(evaluator.evaluate(evaluator.functions.apply(f, (values,))), len(values))


def same_length(result: Any, length: int) -> Expr | None:
    return result if isinstance(result, Expr) and result.head is LIST and len(result) == length else None
