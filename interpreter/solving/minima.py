"""FindMinimum and FindMaximum: where a formula is least near a start, perhaps under constraints."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from .. import symbols as S
from ..expr import expr, has_head, is_list, make_list
from ..numerics.minimize import minimize
from .formula import Formula, SolvingError, machine_value, number, solution_rules
from .settings import Goals, local, read_goals, searches

_STEPS = 500
_WEIGHTS = (1.0, 1e2, 1e4, 1e6, 1e8)  # of the squares of what constraints are violated by, one after the other
_SLACK = 1e-4  # by which a constraint may be violated in the end
_FLAT = 1e-4  # a slope that is none, by the size of that at the start
_ORDERS = {S.LessEqual: 1, S.Less: 1, S.GreaterEqual: -1, S.Greater: -1, S.Equal: 1}


def find(
    e: Any, specs: tuple[Any, ...], options: dict[str, Any], sign: int, session: Any, say: Callable[..., Any]
) -> Any:
    """{least value, {x -> place, ...}}; with sign -1 the greatest one."""
    goals = read_goals(options, session)
    rows = searches(specs, session)
    variables = [row[0] for row in rows]
    start = np.array([_start(row, session) for row in rows])
    with local(session, variables):
        whole = session.evaluate_expr(e)
        body, constraints = whole.args if is_list(whole) and len(whole) == 2 else (whole, S.True_)
        formula = Formula(body, variables, session)
        bounds = [bound(c, variables, session) for c in _terms(constraints)]
        x = descended(formula, bounds, start, sign, goals, say)
        value = formula.real(x.tolist())
    return make_list((number(value), solution_rules(variables, [number(v) for v in x.tolist()])))


def _start(row: tuple[Any, ...], session: Any) -> float:
    value = machine_value(row[1], session) if len(row) > 1 else 1.0
    if type(value) is not float or value != value:
        raise SolvingError("srect", row[1], row[0])
    return value


def _terms(e: Any) -> list[Any]:
    return [t for a in e.args for t in _terms(a)] if has_head(e, S.And) else [] if e is S.True_ else [e]


def bound(e: Any, variables: list[Any], session: Any) -> tuple[Formula, bool]:
    """(what should not be positive, or be 0 where equality is meant; whether it is meant) of a constraint."""
    if not (getattr(e, "head", None) in _ORDERS and len(e) == 2):
        raise SolvingError("eqineq", e)
    left, right = e.args[:: _ORDERS[e.head]]
    difference = session.evaluate_expr(expr(S.Plus, left, expr(S.Times, -1, right)))
    return Formula(difference, variables, session), e.head is S.Equal


def descended(
    formula: Formula, bounds: list[tuple[Formula, bool]], start: np.ndarray, sign: int, goals: Goals, say: Any
) -> np.ndarray:
    slopes, sides = formula.gradient(), [(f, f.gradient(), equal) for f, equal in bounds]

    def penalized(weight: float) -> Callable[[np.ndarray], tuple[float, np.ndarray]]:
        def objective(x: np.ndarray) -> tuple[float, np.ndarray]:
            point = x.tolist()
            value, slope = sign * formula.real(point), sign * np.array(slopes(point), dtype=complex).real
            for side, gradient, equal in sides:
                excess = side.real(point)
                if equal or not excess <= 0:
                    value = value + weight * excess * excess
                    slope = slope + 2 * weight * excess * np.array(gradient(point), dtype=complex).real
            return value, slope

        return objective

    if formula.real(start.tolist()) != formula.real(start.tolist()):
        raise SolvingError("nrnum", make_list(map(number, start.tolist())), formula.e)
    x, most = start, goals.steps or _STEPS
    for weight in _WEIGHTS if sides else (0.0,):
        x = minimize(penalized(weight), x, 1e-10, most)
    if any(abs(f.real(x.tolist())) > _SLACK if equal else f.real(x.tolist()) > _SLACK for f, equal in bounds):
        say("infeas")
    steep, left = (float(np.abs(penalized(0.0)(p)[1]).max()) for p in (start, x))
    if not sides and left > _FLAT * steep:
        say("cvmit", most)
    return x
