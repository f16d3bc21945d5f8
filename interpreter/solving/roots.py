"""FindRoot: what was asked for, the method for it, and the rules that answer it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..expr import Expr
from . import newton
from .formula import Formula, SolvingError, machine_value, number, replaced, solution_rules
from .settings import Goals, equations, finite, local, read_goals, searches

_METHODS = ("Automatic", "Newton", "Secant", "Brent", "AffineCovariantNewton")


def find(e: Any, specs: tuple[Any, ...], options: dict[str, Any], session: Any, say: Callable[..., Any]) -> Any:
    goals = read_goals(options, session)
    if goals.method not in _METHODS:
        raise SolvingError("bdmtd", goals.method)
    rows = searches(specs, session)
    variables = [r[0] for r in rows]
    starts = [_numbers(r, session) for r in rows]
    with local(session, variables):
        lines = equations(session.evaluator.evaluate(e))
        if len(lines) != len(variables):
            raise SolvingError("nveq", len(lines), len(variables))
        formulas = [_watched(Formula(line, variables, session), goals, session) for line in lines]
        found = _found(formulas, starts, goals, say)
        if goals.digits is not None:
            values = newton.refined(formulas, found, goals.digits, say)
        else:
            values = [number(_plain(v, starts)) for v in found]
        return solution_rules(variables, values)


def _numbers(row: tuple[Any, ...], session: Any) -> list[Any]:
    """The starts and bounds of a search; 1 where none is given."""
    values = [machine_value(s, session) for s in row[1:]] or [1.0]
    for given, value in zip(row[1:], values):
        if value != value:
            raise SolvingError("srect", given, Expr(given.head, ()) if isinstance(given, Expr) else given)
    return values


def _watched(f: Formula, goals: Goals, session: Any) -> Formula:
    return f if goals.monitor is None else Watched(f, goals.monitor, session)


class Watched(Formula):
    """A formula whose evaluations are reported by evaluating what EvaluationMonitor gives."""

    def __init__(self, f: Formula, monitor: Any, session: Any) -> None:
        super().__init__(f.e, f.variables, session)
        self.monitor = monitor

    def __call__(self, point: Any) -> Any:
        self.session.evaluator.evaluate(_put(self.monitor, self.variables, point))
        return super().__call__(point)


def _put(e: Any, variables: Any, point: Any) -> Any:
    return replaced(e, dict(zip(variables, [number(x) for x in point], strict=True)))


def _found(formulas: list[Formula], starts: list[list[Any]], goals: Goals, say: Callable[..., Any]) -> list[Any]:
    first = [s[0] for s in starts]
    if len(formulas) == 1 and (len(starts[0]) == 2 or goals.method in ("Secant", "Brent")):
        return [_between(formulas[0], starts[0], goals, say)]
    region = [(s[-2], s[-1]) if len(s) >= 3 else None for s in starts]
    x = np.array(first)
    return newton.solve(newton.System(formulas, say), x, goals, region).tolist()


def _between(f: Formula, start: list[Any], goals: Goals, say: Callable[..., Any]) -> Any:
    a = start[0]
    b = start[1] if len(start) > 1 else a + 0.1 * max(1.0, abs(a))
    ends = [f([x]) for x in (a, b)]
    if not all(finite(v) for v in ends):
        raise SolvingError("nlnum", number(ends[0]), 1, f.variables[0], number(a))
    if all(type(v) is float for v in (a, b, *ends)) and goals.method != "Secant":
        if ends[0] * ends[1] <= 0:
            if 0.0 in ends:
                return (a, b)[ends.index(0.0)]
            return newton.bracketed(lambda x: f.real([x]), a, b, *ends, goals.steps or newton.STEPS)
    return newton.secant(lambda x: f([x]), a, b, goals, say)


def _plain(v: Any, starts: list[list[Any]]) -> Any:
    """A real number where the search among complex ones has found one from real starts."""
    real = not any(type(s) is complex for row in starts for s in row)
    return v.real if type(v) is complex and real and abs(v.imag) < 1e-12 * abs(v) else v
