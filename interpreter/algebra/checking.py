"""Numeric tests: whether two expressions agree at points where both have values.

Points are exact and values have 25 digits, so what cancels does so visibly; the numbers are drawn from a generator of a
fixed seed, so that the same question has the same answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from typing import Any

from .. import symbols as S
from ..expr import FALSE, TRUE, Expr, Symbol, expr
from ..numerics.numbers import NUMBER_TYPES, rational
from ..numerics.numeric import CONSTANTS
from ..solving.formula import quiet
from ..substitution import substitute
from .assumptions import Flags, flags

DIGITS = 25
_NEAR = 1e-12  # of a difference, by the size of what is compared
_POINTS = 5  # that have to agree
_TRIALS = 40  # for points that meet the conditions and where there are values


def symbols_of(*expressions: Any) -> list[Symbol]:
    """The symbols of the user's in expressions: those that a value may be put for."""
    found: dict[Symbol, None] = {}
    stack = list(expressions)[::-1]
    while stack:
        e = stack.pop()
        if type(e) is Symbol:
            if e.context != "System`" and e not in CONSTANTS:
                found[e] = None
        elif isinstance(e, Expr):
            stack.extend([*e.args[::-1], e.head] if type(e.head) is not Symbol else e.args[::-1])
    return list(found)


def drawn(random: Random, known: dict[str, bool], is_complex: bool = False) -> Any:
    """A number of which the flags hold: mostly small, no whole number unless it has to be one."""
    whole = known.get("integer") or known.get("prime")
    x = random.choice([2, 3, 5, 7, 11]) if known.get("prime") else random.randint(1, 6) if whole else None
    value: Any = rational(random.randint(30, 299), 97) if x is None else x
    is_negative = known.get("negative") or known.get("nonpositive")
    has_sign = is_negative or known.get("positive") or known.get("nonnegative") or known.get("prime")
    if is_negative or (not has_sign and random.random() < 0.5):
        value = -value
    if is_complex and not whole and not has_sign and not known.get("real") and not known.get("rational"):
        return expr(S.Complex, value, rational(random.randint(-150, 150), 83))
    return value


def agree(
    session: Any, a: Any, b: Any, conditions: Iterable[Any] = (), known: Flags | None = None, is_complex: bool = False
) -> bool:
    """Whether a and b have the same values at several points that meet the conditions.

    `known` are flags of symbols as SymPy has them; `is_complex` draws complex numbers too where nothing is known.
    """
    conditions = list(conditions)
    known = flags(conditions) | (known or {})
    random = Random(20)
    names, heads = symbols_of(a, b, *conditions), _heads(a, b)
    functions = {f: _some_function(i, n) for i, (f, n) in enumerate(heads.items())}
    good = 0
    with quiet(session):
        for trial in range(_TRIALS):
            point = {s: drawn(random, known.get(s, {}), is_complex and trial % 2 == 1) for s in names} | functions
            if any(session.evaluate_expr(substitute(c, point)) is not TRUE for c in conditions):
                continue
            same = _same_values(session, a, b, point)
            if same is False:
                return False
            good += same is True
            if good == _POINTS or (good and not names):
                return True
    return False


def _same_values(session: Any, a: Any, b: Any, point: dict[Any, Any]) -> bool | None:
    values = [number_at(session, e, point) for e in (a, b)]
    if None in values:
        return None
    size = max([1.0, *[abs(complex(v)) for v in values]])
    left = session.evaluate_expr(expr(S.Abs, expr(S.Plus, values[0], expr(S.Times, -1, values[1]))))
    return type(left) in NUMBER_TYPES and abs(complex(left)) <= _NEAR * size


def number_at(session: Any, e: Any, point: dict[Any, Any]) -> Any:
    """The number that e is at a point, with many digits; None if it is none there."""
    value = session.evaluate_expr(substitute(e, point))
    if type(value) not in NUMBER_TYPES:
        value = session.evaluate_expr(expr(S.N, value, DIGITS))
    if type(value) not in NUMBER_TYPES:
        return None
    try:
        return value if abs(complex(value)) < 1e200 else None
    except OverflowError:
        return None


def holds(session: Any, statement: Any, point: dict[Any, Any]) -> bool | None:
    """Whether a statement is true at a point; None if it is neither."""
    with quiet(session):
        found = session.evaluate_expr(substitute(statement, point))
    return True if found is TRUE else False if found is FALSE else None


def _heads(*expressions: Any) -> dict[Symbol, int]:
    """The heads f of f[...] without a meaning, for which any function may be put, and their numbers of arguments."""
    found: dict[Symbol, int] = {}
    stack = list(expressions)
    while stack:
        e = stack.pop()
        if not isinstance(e, Expr):
            continue
        operator = e.head.head if isinstance(e.head, Expr) else None
        is_slope = isinstance(operator, Expr) and operator.head is S.Derivative and len(e.head) == 1
        f = e.head.args[0] if is_slope else e.head
        if type(f) is Symbol and f.context != "System`":
            found[f] = max(found.get(f, 0), len(e))
        stack.extend([*e.args, e.head])
    return found


def _some_function(i: int, count: int) -> Expr:
    """A smooth function of so many arguments."""
    terms = [expr(S.Times, rational(k + 3, 5), expr(S.Slot, k)) for k in range(1, count + 1)]
    return expr(S.Function, expr(S.Sin, Expr(S.Plus, (rational(i + 2, 7), *terms))))
