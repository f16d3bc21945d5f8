"""FindMinimum, FindMaximum and Fit; carried out in interpreter/solving."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..declare import builtin

_OPTIONS = {
    "AccuracyGoal": "Automatic",
    "EvaluationMonitor": "None",
    "MaxIterations": "500",
    "Method": "Automatic",
    "PrecisionGoal": "Automatic",
    "StepMonitor": "None",
    "WorkingPrecision": "MachinePrecision",
}
_MESSAGES = {
    "cvmit": "The search has not come to an end within `1` steps; the best point so far is given.",
    "eqineq": "`1` is no constraint: an equation or an inequality.",
    "fdss": "Search specification `1` should be a list with 1 to 5 elements.",
    "infeas": "The constraints are not met by the point that was found.",
    "ivar": "`1` is not a valid variable.",
    "nrnum": "The function `2` is not a real number at `1`.",
    "srect": "Value `1` for `2` is not a number.",
    "wprec": "Value of option WorkingPrecision -> `1` should be a positive number of digits or MachinePrecision.",
}


def told(say: Any, work: Callable[[], Any]) -> Any:
    """What the work comes to; None after the message that its error means."""
    from ..solving.formula import SolvingError

    try:
        return work()
    except SolvingError as problem:
        return say(*problem.args)


@builtin(
    "FindMinimum[f_, searches__, OptionsPattern[]]", attributes="HoldAll Protected", options=_OPTIONS, **_MESSAGES
)
def find_minimum(f: Any, searches: tuple[Any, ...], *, options: dict[str, Any], session: Any, say: Any) -> Any:
    """FindMinimum[f, {x, x0}] looks for a local minimum of f from x0 on, FindMinimum[f, {{x, x0}, {y, y0}, ...}] of
    several variables, FindMinimum[{f, constraints}, ...] under equations and inequalities joined by &&.

    The result is {value, {x -> place, ...}}. Derivatives are exact where they are known.

    >>> FindMinimum[(x - 2)^2 + 1, {x, 0}]
    {1., {x -> 2.}}
    >>> Round[x /. Last[FindMinimum[{x^2, x >= 3}, {x, 5}]], 0.001]
    3.
    """
    from ..solving.minima import find

    return told(say, lambda: find(f, searches, options, 1, session, say))


@builtin(
    "FindMaximum[f_, searches__, OptionsPattern[]]", attributes="HoldAll Protected", options=_OPTIONS, **_MESSAGES
)
def find_maximum(f: Any, searches: tuple[Any, ...], *, options: dict[str, Any], session: Any, say: Any) -> Any:
    """FindMaximum[f, {x, x0}] looks for a local maximum of f from x0 on; see FindMinimum.

    >>> FindMaximum[Sin[x], {x, 1}]
    {1., {x -> 1.5708}}
    """
    from ..solving.minima import find

    return told(say, lambda: find(f, searches, options, -1, session, say))


@builtin(
    "Fit[data_, functions_, variables_]",
    fitc="The functions `1` have no real values at all points of the data.",
    fitd="`1` is no list of numbers or of points with one coordinate for each variable and a value.",
)
def fit(data: Any, functions: Any, variables: Any, *, session: Any, say: Any) -> Any:
    """Fit[data, {f1, f2, ...}, x] gives the sum of multiples of the functions of x that comes nearest to data, in the
    sum of squares; Fit[data, functions, {x, y, ...}] functions of several variables.

    Data are {{x1, y1}, ...}, or {y1, y2, ...} for x = 1, 2, ....

    >>> Fit[{{0, 1}, {1, 3}, {2, 5}}, {1, x}, x]
    1. + 2. x
    """
    from ..solving.fits import fit as fitted

    return told(say, lambda: fitted(data, functions, variables, session))
