"""NIntegrate: integrals in numbers; carried out in interpreter/solving."""

from __future__ import annotations

from typing import Any

from ..declare import builtin
from .optimization import told


@builtin(
    "NIntegrate[f_, ranges__, OptionsPattern[]]",
    attributes="HoldAll Protected",
    options={
        "AccuracyGoal": "Infinity",
        "EvaluationMonitor": "None",
        "MaxRecursion": "Automatic",
        "Method": "Automatic",
        "PrecisionGoal": "Automatic",
        "WorkingPrecision": "MachinePrecision",
    },
    ilim="Invalid integration variable or limit(s) in `1`.",
    inumr="The integrand `1` has no numerical value at `2` = `3`.",
    ncvb="The integral has not come to the goal: it is about `1`, give or take `2`.",
    nlim="`1` = `2` is not a valid limit of integration.",
    wprec="Value of option WorkingPrecision -> `1` should be a positive number of digits or MachinePrecision.",
)
def n_integrate(f: Any, ranges: tuple[Any, ...], *, options: dict[str, Any], session: Any, say: Any) -> Any:
    """NIntegrate[f, {x, a, b}] gives the integral of f from a to b as a number; ends may be infinite, and f may be so
    at the ends. NIntegrate[f, {x, a, b}, {y, c, d}, ...] integrates over a box, whose inner ends may depend on the
    outer variables. {x, a, c1, ..., b} goes by way of points where something happens.

    PrecisionGoal says how many digits are wanted, by default about eight; with WorkingPrecision -> n it has n digits.
    What does not come to the goal gives NIntegrate::ncvb and the best estimate.

    >>> NIntegrate[Sin[x], {x, 0, Pi}]
    2.
    >>> NIntegrate[1/Sqrt[x], {x, 0, 1}]
    2.
    >>> NIntegrate[Exp[-x^2], {x, -Infinity, Infinity}]
    1.77245
    >>> NIntegrate[x y, {x, 0, 1}, {y, 0, 2}]
    1.
    >>> NIntegrate[1/x, {x, 1, 2}, WorkingPrecision -> 25]
    0.6931471805599453094172321
    """
    from ..solving.integrals import integrate

    return told(say, lambda: integrate(f, ranges, options, session, say))
