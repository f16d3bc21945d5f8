"""Integrals that our own rules leave: from SymPy, checked by derivatives, or by adding up where there are limits."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..builtins.derivatives import Differentiator, Unknown
from ..expr import Expr, Symbol, expr, has_head, make_list
from ..numerics.infinities import is_infinite
from ..numerics.numbers import NUMBER_TYPES, is_inexact
from ..solving.formula import quiet
from ..substitution import contains, substitute
from .asking import asked, limited
from .assumptions import Flags, flags
from .bridge import Bridge, Foreign
from .checking import agree, drawn, number_at, symbols_of
from .refining import refined

_LIMIT = 12.0  # seconds for one integral
_CHECK = 5.0  # seconds for a numeric one
_NEAR = 1e-6
_RANDOM = 11
# functions whose values at huge numbers take for ever
_SLOW = (S.BesselJ, S.BesselY, S.BesselI, S.BesselK, S.AiryAi, S.AiryBi, S.Hypergeometric1F1, S.Hypergeometric2F1)


def _has_inexact(e: Any) -> bool:
    return is_inexact(e) or (isinstance(e, Expr) and any(map(_has_inexact, e.args)))


def indefinite(e: Any, x: Symbol, session: Any, statements: list[Any]) -> Any:
    """An antiderivative whose derivative agrees with e; None if none was found."""
    if _has_inexact(e) or not contains(e, x):
        return None
    known = flags(statements)

    def work(sympy: Any) -> Any:
        bridge = Bridge(sympy, session, [x], assume=known)
        whole = sympy.integrate(bridge.to(e), bridge.to(x))
        return [found for found in (_written(bridge, case) for case in _cases(sympy, whole)) if found is not None]

    found = asked(session, work, _LIMIT) or []
    return next((f for f in found if _derives(f, e, x, session, statements, known)), None)


def _cases(sympy: Any, whole: Any) -> list[Any]:
    """What an integral with case distinctions is in the cases that are not about single values."""
    most = max([len(p.args) for p in whole.atoms(sympy.Piecewise)], default=1)

    def case(i: int) -> Any:
        def chosen(p: Any) -> Any:
            rows = [value for value, condition in p.args if not isinstance(condition, sympy.Eq)]
            return rows[min(i, len(rows) - 1)] if rows else p

        return whole.replace(lambda p: isinstance(p, sympy.Piecewise), chosen)

    return [case(i) for i in range(most)]


def _written(bridge: Bridge, x: Any) -> Any:
    try:
        return bridge.back(x)
    except Foreign:
        return None


def _derives(whole: Any, e: Any, x: Symbol, session: Any, statements: list[Any], known: Flags) -> bool:
    try:
        slope = session.evaluate_expr(Differentiator(x)(whole))
    except Unknown:
        return False
    conditions = [f for f in statements if not has_head(f, S.Element)]
    return agree(session, slope, e, conditions, known)


def definite(e: Any, x: Symbol, a: Any, b: Any, session: Any, statements: list[Any]) -> Any:
    """The integral from a to b, if numbers agree; None if it is not known."""
    if _has_inexact(e):
        return None
    known = flags(statements)

    def work(sympy: Any) -> Any:
        bridge = Bridge(sympy, session, [x], assume=known | {x: {"real": True}})
        ends = [bridge.to(a), bridge.to(b)]
        found = sympy.integrate(bridge.to(e), (bridge.to(x), *ends))
        value, condition = _case(sympy, found)
        pair = bridge.back(value), bridge.back(_translated(sympy, condition))
        return make_list(pair)

    found = asked(session, work, _LIMIT)
    if found is None:
        return None
    value, condition = (refined_under(part, session, statements) for part in found.args)
    if contains(value, S.Indeterminate) or (contains(value, S.DirectedInfinity) and not is_infinite(value)):
        return None
    if is_infinite(value) or not _adds_up(value, e, x, a, b, session, [*statements, condition], known):
        return None
    return value if condition is S.True_ else expr(S.ConditionalExpression, value, condition)


def refined_under(e: Any, session: Any, statements: list[Any]) -> Any:
    from .knowledge import Knowledge

    return refined(e, Knowledge(session, statements)) if statements else e


def _case(sympy: Any, found: Any) -> tuple[Any, Any]:
    """The value and the condition of an integral that is given under one."""
    if isinstance(found, sympy.Piecewise):
        for value, condition in found.args:
            if not isinstance(condition, sympy.Eq) and not value.has(sympy.Integral):
                return value, condition
    return found, sympy.true


def _translated(sympy: Any, condition: Any) -> Any:
    """|arg a| < pi/2 is Re[a] > 0."""
    z = sympy.Wild("z")
    half = sympy.pi / 2
    for pattern in (sympy.Abs(sympy.arg(z)) < half, sympy.Abs(sympy.arg(z)) <= half):
        condition = condition.replace(pattern, lambda z: sympy.re(z) > 0)
    return condition


def _adds_up(
    value: Any, e: Any, x: Symbol, a: Any, b: Any, session: Any, statements: list[Any], known: Flags
) -> bool:
    """Whether numeric integrals agree, at values of the parameters that meet the conditions."""
    from random import Random

    random = Random(_RANDOM)
    names = [s for s in symbols_of(value, e, a, b) if s is not x]
    tests = [f for f in statements if f is not S.True_ and not has_head(f, S.Element)]
    good = 0
    for _ in range(20):
        point = {s: drawn(random, known.get(s, {})) for s in names}
        with quiet(session):
            if any(session.evaluate_expr(substitute(f, point)) is not S.True_ for f in tests):
                continue
        here = number_at(session, value, point)
        f, low, high = (substitute(part, point) for part in (e, a, b))
        there = numeric_integral(f, low, high, x, session)
        if here is None or there is None:
            continue
        if abs(complex(here) - complex(there)) > _NEAR * (1 + abs(complex(here))):
            return False
        good += 1
        if good == 2 or not names:
            return True
    return False


def numeric_integral(e: Any, a: Any, b: Any, x: Symbol, session: Any) -> Any:
    """A number, or None where it cannot be relied on."""
    if (is_infinite(a) or is_infinite(b)) and any(contains(e, f) for f in _SLOW):
        return None
    told: list[Any] = []

    def note(message: Any) -> bool:
        told.append(message)
        return True

    session.messages.collectors.append(note)
    try:
        found = limited(session, lambda: session.evaluate_expr(expr(S.NIntegrate, e, make_list((x, a, b)))), _CHECK)
    finally:
        session.messages.collectors.pop()
    return found if type(found) in NUMBER_TYPES and not told else None
