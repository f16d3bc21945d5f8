"""What numeric functions share: WorkingPrecision and goals, variables with their starts, equations as differences."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from .. import symbols as S
from ..builtins.scoping import Blocked
from ..expr import Expr, Symbol, has_head, is_list
from ..numerics.algebra import product_of, sum_of
from ..numerics.bigreals import MACHINE_PRECISION
from ..numerics.infinities import INFINITY
from ..numerics.numbers import REAL_TYPES
from ..numerics.numeric import CONSTANTS, real_value
from .formula import SolvingError

GOALS = {
    "AccuracyGoal": "Automatic",
    "PrecisionGoal": "Automatic",
    "WorkingPrecision": "MachinePrecision",
    "MaxIterations": "Automatic",
    "Method": "Automatic",
    "Evaluated": "True",
    "EvaluationMonitor": "None",
    "StepMonitor": "None",
}
MESSAGES = {
    "wprec": "Value of option WorkingPrecision -> `1` should be a positive number of digits or MachinePrecision.",
    "ivar": "`1` is not a valid variable.",
    "fdss": "Search specification `1` should be a list with 1 to 5 elements.",
    "bdmtd": "Value of option Method -> `1` is not one of the known methods.",
}


@dataclass(frozen=True)
class Goals:
    """How exactly to work: digits is None for machine numbers; tolerances are relative and absolute."""

    digits: float | None
    relative: float
    absolute: float
    steps: int | None
    method: Any
    suboptions: dict[str, Any]
    monitor: Any


def read_goals(options: dict[str, Any], session: Any) -> Goals:
    """The common options of a call, evaluated; raises SolvingError."""
    given = {k: session.evaluator.evaluate(v) for k, v in options.items() if not k.endswith("Monitor")}
    digits = given.get("WorkingPrecision", S.MachinePrecision)
    if digits is not S.MachinePrecision:
        value = real_value(digits, session)
        if type(value) not in REAL_TYPES or float(value) <= 0:
            raise SolvingError("wprec", digits)
        digits = float(value)
    else:
        digits = None
    full = MACHINE_PRECISION if digits is None else digits

    def tolerance(name: str) -> float:
        goal = real_value(given.get(name, S.Automatic), session)
        if given.get(name) == INFINITY:
            return 0.0
        return 10.0 ** -min(float(goal), full) if type(goal) in REAL_TYPES else 10.0 ** -(full / 2)

    most = given.get("MaxIterations", S.Automatic)
    method, more = given.get("Method", S.Automatic), {}
    if is_list(method) and method.args:
        more = {getattr(r.args[0], "name", r.args[0]): r.args[1] for r in method.args[1:] if has_head(r, S.Rule, 2)}
        method = method.args[0]
    monitor = options.get("EvaluationMonitor", S.None_)
    return Goals(
        digits,
        tolerance("PrecisionGoal"),
        tolerance("AccuracyGoal"),
        most if type(most) is int else None,
        method if type(method) is str else getattr(method, "name", method),
        more,
        None if monitor is S.None_ else monitor,
    )


@contextmanager
def local(session: Any, variables: list[Any]) -> Iterator[None]:
    """The values of the variables set aside, as by Block."""
    with Blocked(session, [v for v in variables if type(v) is Symbol]):
        yield


def is_variable(v: Any) -> bool:
    return type(v) is Symbol or (isinstance(v, Expr) and not is_list(v) and type(v.head) is Symbol)


def searches(specs: tuple[Any, ...], session: Any) -> list[tuple[Any, ...]]:
    """(x, start, ...) for each of {x, x0, ...}, x or lists of these, as they are written; raises SolvingError.

    {x, y} are two variables, {x, a} is one with a start if a has a value.
    """
    out = []
    for spec in specs:
        if not is_list(spec):
            row = (spec,)
        elif spec.args and all(is_list(s) for s in spec.args):
            out += searches(spec.args, session)
            continue
        elif len(spec) > 1 and all(_is_free(s, session) for s in spec.args[1:]):
            out += [(s,) for s in spec.args]
            continue
        else:
            row = spec.args
        if not 1 <= len(row) <= 4:
            raise SolvingError("fdss", spec)
        if not is_variable(row[0]):
            raise SolvingError("ivar", row[0])
        out.append(row)
    return out


def _is_free(s: Any, session: Any) -> bool:
    return type(s) is Symbol and session.own_value(s) is None and s not in CONSTANTS and s is not S.Infinity


def equations(e: Any) -> list[Any]:
    """Left sides of equations whose right sides are 0; an expression alone means that it is 0."""
    if is_list(e) or has_head(e, S.And):
        return [x for a in e.args for x in equations(a)]
    if has_head(e, S.Equal) and len(e) >= 2:
        first, *rest = e.args
        if is_list(first) and all(is_list(r) and len(r) == len(first) for r in rest):
            return [d for r in rest for a, b in zip(first.args, r.args, strict=True) for d in [_difference(a, b)]]
        return [_difference(first, r) for r in rest]
    return [] if e is S.True_ else [e]


def _difference(a: Any, b: Any) -> Any:
    return a if type(b) is int and b == 0 else sum_of(a, product_of(-1, b))


def finite(x: Any) -> bool:
    return math.isfinite(abs(x))
