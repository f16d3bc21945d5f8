"""FindRoot: numeric roots of equations near a start; carried out in interpreter/solving."""

from __future__ import annotations

from typing import Any

from ..declare import builtin, name
from .optimization import told

_GOALS = {
    "AccuracyGoal": "Automatic",
    "EvaluationMonitor": "None",
    "Evaluated": "True",
    "Jacobian": "Automatic",
    "MaxIterations": "100",
    "Method": "Automatic",
    "PrecisionGoal": "Automatic",
    "StepMonitor": "None",
    "WorkingPrecision": "MachinePrecision",
}

for _title, _usage in {
    "AccuracyGoal": "AccuracyGoal is an option that says how many digits after the point a numeric result should have.",
    "PrecisionGoal": "PrecisionGoal is an option that says how many digits a numeric result should have.",
    "Evaluated": "Evaluated is an option that says whether expressions are evaluated before numbers are put in.",
    "EvaluationMonitor": "EvaluationMonitor is an option that gives what to evaluate whenever a function is evaluated.",
    "StepMonitor": "StepMonitor is an option that gives what to evaluate after every step of a method.",
    "Jacobian": "Jacobian is an option of FindRoot that says how derivatives are found.",
}.items():
    name(_title, _usage)


@builtin(
    "FindRoot[equations_, searches__, OptionsPattern[]]",
    attributes="HoldAll Protected",
    options=_GOALS,
    nlnum="The function value `1` is not a list of numbers with dimensions `2` at `3` = `4`.",
    lstol="No smaller step makes the equations any truer: the point may be no root, or may need more digits than "
    "WorkingPrecision gives.",
    cvmit="No root to the requested accuracy or precision within `1` iterations.",
    jsing="The Jacobian is singular at `2` for `1`; another start may help.",
    reged="The search leaves its region; the last point is `1` for `2`.",
    nveq="There are `1` equations for `2` variables.",
    fdss="Search specification `1` should be a list with 1 to 5 elements.",
    ivar="`1` is not a valid variable.",
    srect="Value `1` in search specification `2` is not a number.",
    wprec="Value `1` of WorkingPrecision should be a positive number of digits or MachinePrecision.",
    bdmtd="`1` is not a method of FindRoot: Automatic, \"Newton\", \"Secant\" or \"Brent\".",
)
def find_root(equations: Any, searches: tuple[Any, ...], *, options: dict[str, Any], session: Any, say: Any) -> Any:
    """FindRoot[lhs == rhs, {x, x0}] looks for a solution near x = x0, FindRoot[f, {x, x0}] for a zero of f.
    FindRoot[f, {x, x0, x1}] starts from two values, and FindRoot[f, {x, x0, min, max}] stays within bounds.
    FindRoot[{eq1, eq2, ...}, {{x, x0}, {y, y0}, ...}] solves for several variables.

    A complex start looks among complex numbers. Derivatives are exact where they are known. Method: Automatic,
    "Newton", "Secant", "Brent" (between two values of opposite sign).

    >>> FindRoot[Cos[x] == x, {x, 1}]
    {x -> 0.739085}
    >>> FindRoot[x^2 + 1, {x, 1 + I}]
    {x -> 0. + 1. I}
    >>> FindRoot[{x^2 + y^2 == 5, x y == 2}, {{x, 3}, {y, 1}}]
    {x -> 2., y -> 1.}
    >>> FindRoot[E^x == 5, {x, 1}, WorkingPrecision -> 30]
    {x -> 1.60943791243410037460075933323}
    """
    from ..solving.roots import find

    return told(say, lambda: find(equations, searches, options, session, say))
