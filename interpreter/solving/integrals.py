"""NIntegrate: ranges, the integral, and what there is to say of it."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..expr import Expr, Symbol, is_list
from ..numerics.infinities import INFINITY
from ..substitution import contains, substitute
from .formula import Formula, SolvingError, machine_value, number
from .oscillation import frequency, oscillating
from .quadrature import Found, Range, over, with_digits
from .settings import local, read_goals

_USUAL = 1e-9  # relative error where no goal is given
_LEAST = 1e-6  # of an estimate that is told without a word
_LOST = 0.01  # of the points may be such that the integrand has no value there


def integrate(f: Any, ranges: tuple[Any, ...], options: dict[str, Any], session: Any, say: Callable[..., Any]) -> Any:
    for r in ranges:
        if not is_list(r) or len(r) < 3 or type(r.args[0]) is not Symbol:
            raise SolvingError("ilim", r)
    goals = read_goals(options, session)
    variables = [r.args[0] for r in ranges]
    relative = goals.relative if options["PrecisionGoal"] is not S.Automatic else _USUAL
    absolute = 0.0 if session.evaluate_expr(options["AccuracyGoal"]) == INFINITY else goals.absolute
    with local(session, variables):
        ends, body = [], session.evaluate_expr(f)
        for i, r in enumerate(ranges):
            if any(contains(e, v) for e in r.args[1:] for v in variables[:i]):
                return _nested(body, ranges, variables, options, session, say)
            ends.append(_ends(r, session))
        formula = Formula(body, variables, session)
        if goals.digits is not None and len(ends) == 1:
            return with_digits(formula, ends[0], goals.digits)
        wave = frequency(body, variables[0], session) if len(ends) == 1 and any(map(math.isinf, ends[0])) else None
        if wave is None:
            found = over(formula, ends, relative, absolute)
        else:
            found = oscillating(formula, ends[0], wave, relative, absolute)
    return _told(found, body, variables, say, relative)


def _ends(r: Expr, session: Any) -> Range:
    found = []
    for e in r.args[1:]:
        value = _end(session.evaluate_expr(e), session)
        if value is None:
            raise SolvingError("nlim", r.args[0], e)
        found.append(value)
    return tuple(found)


def _end(e: Any, session: Any) -> float | None:
    if isinstance(e, Expr) and e.head is S.DirectedInfinity and e.args in ((1,), (-1,)):
        return math.inf * e.args[0]
    value = machine_value(e, session)
    return value if type(value) is float and value == value else None


def _told(found: Found, body: Any, variables: list[Symbol], say: Callable[..., Any], relative: float) -> Any:
    """The integral as a number, with a message where it is not to be relied on."""
    if found.lost > _LOST * found.points and found.odd is not None:
        raise SolvingError("inumr", body, variables[-1], found.odd)
    value = complex(found.value)
    shown = number(value if value.imag else value.real)
    if found.endless or found.error > max(10 * relative, _LEAST) * abs(value) + 1e-14:
        say("ncvb", shown, float(found.error))
    return shown


def _nested(
    body: Any, ranges: tuple[Any, ...], variables: list[Symbol], options: dict[str, Any], session: Any, say: Any
) -> Any:
    """Inner ends that depend on outer variables: y = c + (d - c) t, with t from 0 to 1."""
    mapped = list(ranges)
    for i in range(1, len(mapped)):
        r = mapped[i]
        if len(r) == 3 and any(contains(e, v) for e in r.args[1:] for v in variables[:i]):
            y, low, high = r.args
            width = Expr(S.Plus, (high, Expr(S.Times, (-1, low))))
            place = Expr(S.Plus, (low, Expr(S.Times, (width, y))))
            body = Expr(S.Times, (substitute(body, {y: place}), width))
            mapped[i] = Expr(S.List, (y, 0, 1))
            mapped[i + 1 :] = [substitute(other, {y: place}) for other in mapped[i + 1 :]]
    if any(contains(e, v) for i, r in enumerate(mapped) for e in r.args[1:] for v in variables[:i]):
        raise SolvingError("ilim", ranges[-1])
    return integrate(body, tuple(mapped), options, session, say)
