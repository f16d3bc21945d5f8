"""Numeric values of expressions: which expressions have one, and the walk that N makes through a tree."""

from __future__ import annotations

import math
from typing import Any

from .. import symbols as S
from ..associations import Association
from ..compiler import FAIL
from ..definitions import ATTRIBUTES, NUMERIC_FUNCTION
from ..expr import Expr, Symbol
from ..packed import Packed
from .arithmetic import make_complex, to_machine
from .bigreals import big, precision_of
from .numbers import NUMBER_TYPES, BigReal, Complex, Rational

_NHOLD_ALL, _NHOLD_FIRST, _NHOLD_REST = (ATTRIBUTES[n] for n in ("NHoldAll", "NHoldFirst", "NHoldRest"))

# symbol -> (machine value, value in an mpmath context)
CONSTANTS: dict[Symbol, tuple[float, Any]] = {
    S.Pi: (math.pi, lambda c: +c.pi),
    S.E: (math.e, lambda c: +c.e),
    S.EulerGamma: (0.5772156649015329, lambda c: +c.euler),
    S.GoldenRatio: (1.618033988749895, lambda c: (1 + c.sqrt(5)) / 2),
    S.Catalan: (0.915965594177219, lambda c: +c.catalan),
    S.Degree: (math.pi / 180, lambda c: c.pi / 180),
    S.Khinchin: (2.6854520010653062, lambda c: +c.khinchin),
    S.Glaisher: (1.2824271291006226, lambda c: +c.glaisher),
}
INDETERMINATE = S.Indeterminate


def constant(symbol: Symbol, digits: float | None) -> Any:
    """The value of a mathematical constant: a float, or a BigReal of so many digits."""
    machine, value = CONSTANTS[symbol]
    if digits is None:
        return machine
    from .bigreals import context, from_mp

    c = context(digits + 5)
    v = value(c)
    return from_mp(v, digits - math.log10(float(v)))


def is_numeric(e: Any, session: Any) -> bool:
    """NumericQ: a number, a mathematical constant, or a numeric function of such."""
    t = type(e)
    if t in NUMBER_TYPES:
        return True
    if t is Symbol:
        return e in CONSTANTS
    if not isinstance(e, Expr) or session is None:
        return False
    definitions, stack = session.definitions, [e]
    while stack:
        e = stack.pop()
        t = type(e)
        if t is Symbol:
            if e not in CONSTANTS:
                return False
        elif isinstance(e, Expr):
            if type(e.head) is not Symbol or not definitions[e.head].attributes & NUMERIC_FUNCTION:
                return False
            stack.extend(e.args)
        elif t not in NUMBER_TYPES:
            return False
    return True


def to_precision(x: Any, digits: float | None) -> Any:
    """A number as a machine number (None) or to at most so many digits; precision is never invented."""
    t = type(x)
    if digits is None:
        return x if t is float else to_machine(x)
    if t is int or t is Rational:
        return big(x, digits)
    if t is BigReal:
        return big(x, digits) if x.precision > digits else x
    if t is Complex and type(x.re) is not float:
        return make_complex(to_precision(x.re, digits), to_precision(x.im, digits))
    return x


def numericize(e: Any, digits: float | None, session: Any) -> Any:
    """The expression with its exact numbers and constants made inexact, for the evaluator to go on with.

    Integer exponents stay, and so do the arguments that attributes such as NHoldFirst protect.
    """
    try:
        return _walk(e, digits, session, {})
    except RecursionError:  # very deep: inner nodes first
        done: dict[int, Any] = {}
        for node in _inner_first(e):
            done[id(node)] = _walk(node, digits, session, done)
        return done[id(e)]


def _inner_first(root: Expr) -> list[Expr]:
    """All nodes of an expression, each before those that it is in."""
    out, stack = [], [root]
    while stack:
        node = stack.pop()
        out.append(node)
        if type(node) is not Packed:
            stack.extend([a for a in (node.head, *node.args) if isinstance(a, Expr)])
    return out[::-1]


def _walk(e: Any, digits: float | None, session: Any, done: dict[int, Any]) -> Any:
    if done and id(e) in done:
        return done[id(e)]
    t = type(e)
    if t in NUMBER_TYPES:
        return to_precision(e, digits)
    if t is Symbol:
        if e in CONSTANTS:
            return constant(e, digits)
        return _own_numeric(e, e, digits, session)
    if not isinstance(e, Expr):
        return e
    if t is Packed:
        if e.array.dtype.kind == "f":
            return e
        if digits is None:
            return Packed(e.array.astype("float64"))
        return Expr(e.head, tuple([_walk(a, digits, session, done) for a in e.args]))
    if t is Association:
        values = {k: Expr(r.head, (r.args[0], _walk(r.args[1], digits, session, done))) for k, r in e.table.items()}
        return Association(values)
    return _walk_node(e, digits, session, done)


def _walk_node(e: Expr, digits: float | None, session: Any, done: dict[int, Any]) -> Any:
    head, args = e.head, e.args
    if type(head) is Symbol:
        if head is S.DirectedInfinity and (not args or type(args[0]) in NUMBER_TYPES and type(args[0]) is int):
            return e
        if session.definitions[head].nvalues is not None:
            found = _own_numeric(e, head, digits, session)
            if found is not e:
                return found
        mask = session.definitions[head].attributes
        if mask & _NHOLD_ALL:
            return e
        first, rest = not mask & _NHOLD_FIRST, not mask & _NHOLD_REST
    else:
        head = _walk(head, digits, session, done)
        first = rest = True
    if e.head is S.Power and len(args) == 2 and type(args[1]) in (int, Rational):
        base = _walk(args[0], digits, session, done)
        if type(args[1]) is int or type(base) in NUMBER_TYPES:
            return e if base is args[0] else Expr(e.head, (base, args[1]))
    new = tuple(
        [_walk(a, digits, session, done) if (first if i == 0 else rest) else a for i, a in enumerate(args)]
    )
    if head is e.head and all([x is y for x, y in zip(new, args, strict=True)]):
        return e
    return Expr(head, new)


def _own_numeric(e: Any, head: Symbol, digits: float | None, session: Any) -> Any:
    """What the user said with N[e] = ..., or e."""
    rules = session.definitions[head].nvalues if session is not None else None
    if rules is None:
        return e
    for args in ((e,),) if digits is None else ((e, digits), (e,)):
        found = rules.apply(Expr(S.N, args))
        if found is not FAIL:
            return numericize(found, digits, session) if found is not e else e
    return e


def lowest_precision(e: Any) -> float:
    """The least precision of the inexact numbers in an expression."""
    low, stack = float("inf"), [e]
    while stack:
        x = stack.pop()
        if type(x) in NUMBER_TYPES:
            low = min(low, precision_of(x))
        elif isinstance(x, Expr):
            if type(x) is Packed:
                low = min(low, precision_of(1.0) if x.array.dtype.kind == "f" else low)
            else:
                stack.append(x.head)
                stack.extend(x.args)
    return low


def round_all(e: Any, digits: float) -> Any:
    """Every arbitrary-precision number of an expression cut to so many digits."""
    t = type(e)
    if t is BigReal or t is Complex:
        return to_precision(e, digits)
    if not isinstance(e, Expr) or t is Packed:
        return e
    if t is Association:
        return Association({k: Expr(r.head, (r.args[0], round_all(r.args[1], digits))) for k, r in e.table.items()})
    return Expr(e.head, tuple([round_all(a, digits) for a in e.args]))


MAX_EXTRA_PRECISION = 50.0


def evaluate_to(e: Any, digits: float, session: Any) -> tuple[Any, bool]:
    """The value of an expression to so many digits, and whether they could be reached.

    The working precision grows until the tracked precision of the result is enough.
    """
    limited = lowest_precision(e) != float("inf")
    extra = 4.0
    while True:
        r = session.evaluate_expr(numericize(e, digits + extra, session))
        low = lowest_precision(r)
        if low >= digits or limited:
            return round_all(r, digits), True
        if extra >= MAX_EXTRA_PRECISION:
            return round_all(r, digits), False
        extra = min(max(extra + digits - low + 3, extra + 10), MAX_EXTRA_PRECISION)


def real_value(e: Any, session: Any) -> Any:
    """The machine value of a numeric expression, a number as it is; None if there is none."""
    if type(e) in NUMBER_TYPES:
        return e
    if not is_numeric(e, session):
        return None
    r = session.evaluate_expr(numericize(e, None, session))
    return r if type(r) in NUMBER_TYPES else None

