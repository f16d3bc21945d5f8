"""NSum and NProduct: sums and products in numbers; carried out in interpreter/solving."""

from __future__ import annotations

from typing import Any

from ..declare import builtin
from .optimization import told

_OPTIONS = {
    "AccuracyGoal": "Infinity",
    "EvaluationMonitor": "None",
    "Method": "Automatic",
    "NSumTerms": "15",
    "PrecisionGoal": "Automatic",
    "VerifyConvergence": "True",
    "WorkingPrecision": "MachinePrecision",
}
_MESSAGES = {
    "itform": "`1` is no {i, first, last} or {i, first, last, step} with numbers or Infinity.",
    "itlong": "These are too many terms, `1`, to go through.",
    "nconv": "It does not seem to converge, or too slowly for the methods that were tried.",
    "nsnum": "`1` is no number at `2` = `3`.",
    "wprec": "Value of option WorkingPrecision -> `1` should be a positive number of digits or MachinePrecision.",
}


@builtin("NSum[f_, ranges__, OptionsPattern[]]", attributes="HoldAll Protected", options=_OPTIONS, **_MESSAGES)
def n_sum(f: Any, ranges: tuple[Any, ...], *, options: dict[str, Any], session: Any, say: Any) -> Any:
    """NSum[f, {i, a, b}] gives the sum of f for i from a to b as a number; b may be Infinity, and {i, a, b, d} goes by
    steps of d.

    Infinite sums are extrapolated by several methods; a value is given where two of them agree.

    >>> {NSum[1/n^2, {n, 1, Infinity}], NSum[(-1)^n/(2 n + 1), {n, 0, Infinity}]}
    {1.64493, 0.785398}
    """
    return told(say, lambda: _total(f, ranges, options, session, False))


@builtin("NProduct[f_, ranges__, OptionsPattern[]]", attributes="HoldAll Protected", options=_OPTIONS, **_MESSAGES)
def n_product(f: Any, ranges: tuple[Any, ...], *, options: dict[str, Any], session: Any, say: Any) -> Any:
    """NProduct[f, {i, a, b}] gives the product of f for i from a to b as a number; b may be Infinity.

    >>> {NProduct[1 - 1/n^2, {n, 2, Infinity}], NProduct[n, {n, 1, 5}]}
    {0.5, 120.}
    """
    return told(say, lambda: _total(f, ranges, options, session, True))


def _total(f: Any, ranges: tuple[Any, ...], options: dict[str, Any], session: Any, product: bool) -> Any:
    from ..solving.summation import total

    return total(f, ranges, options, session, product)
