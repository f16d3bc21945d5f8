"""NMinimize and its kin: global minima in numbers; carried out in interpreter/solving."""

from __future__ import annotations

from typing import Any

from ..declare import builtin
from ..expr import is_list, make_list
from .optimization import told

_OPTIONS = {
    "AccuracyGoal": "Automatic",
    "EvaluationMonitor": "None",
    "MaxIterations": "Automatic",
    "Method": "Automatic",
    "PrecisionGoal": "Automatic",
    "StepMonitor": "None",
    "WorkingPrecision": "MachinePrecision",
}
_MESSAGES = {
    "bdmtd": "Value of option Method -> `1` is not one of the known methods.",
    "eqineq": "`1` is no constraint: an equation or an inequality.",
    "ivar": "`1` is not a valid variable.",
    "nnum": "The function `1` is no real number at `2`.",
    "nsol": "No points were found that meet the constraints `1`.",
    "wprec": "Value of option WorkingPrecision -> `1` should be a positive number of digits or MachinePrecision.",
}


def _found(f: Any, variables: Any, options: dict[str, Any], sign: int, session: Any, say: Any) -> Any:
    def work() -> Any:
        from ..solving.globalminima import find

        return find(f, variables, options, sign, session, say)

    return told(say, work)


@builtin("NMinimize[f_, variables_, OptionsPattern[]]", attributes="HoldAll Protected", options=_OPTIONS, **_MESSAGES)
def n_minimize(f: Any, variables: Any, *, options: dict[str, Any], session: Any, say: Any) -> Any:
    """NMinimize[f, {x, y, ...}] looks for the global minimum of f in numbers, NMinimize[{f, constraints}, ...] under
    equations and inequalities joined by &&, such as x^2 + y^2 <= 1 or Element[x, Integers].

    The result is {value, {x -> place, ...}}. {x, a, b} for x says where to begin. The search is by chance, with the
    same chance every time; it may miss the minimum.

    >>> NMinimize[x^4 - 3 x^2 - x, x]
    {-3.51391, {x -> 1.30084}}
    >>> Round[First[NMinimize[{x + y, x^2 + y^2 <= 2}, {x, y}]], 10.^-4]
    -2.
    """
    return _found(f, variables, options, 1, session, say)


@builtin("NMaximize[f_, variables_, OptionsPattern[]]", attributes="HoldAll Protected", options=_OPTIONS, **_MESSAGES)
def n_maximize(f: Any, variables: Any, *, options: dict[str, Any], session: Any, say: Any) -> Any:
    """NMaximize[f, {x, y, ...}] looks for the global maximum of f in numbers; see NMinimize.

    >>> NMaximize[{4.4 x - x^2, Element[x, Integers]}, x]
    {4.8, {x -> 2}}
    """
    return _found(f, variables, options, -1, session, say)


def _part(name: str, sign: int, place: bool, usage: str, example: str, result: str) -> None:
    def part(f: Any, variables: Any, *, options: dict[str, Any], session: Any, say: Any) -> Any:
        found = _found(f, variables, options, sign, session, say)
        if found is None or not place:
            return None if found is None else found.args[0]
        values = [r.args[1] for r in found.args[1].args]
        return make_list(values) if is_list(variables) else values[0]

    part.__doc__ = f"{usage}\n\n>>> {example}\n{result}\n"
    signature = f"{name}[f_, variables_, OptionsPattern[]]"
    builtin(signature, attributes="HoldAll Protected", options=_OPTIONS, **_MESSAGES)(part)


for _row in (
    ("NMinValue", 1, False, "NMinValue[f, {x, ...}] gives the least value that NMinimize finds.",
     "Round[NMinValue[(x - 1)^2 + 3, x], 10.^-6]", "3."),
    ("NMaxValue", -1, False, "NMaxValue[f, {x, ...}] gives the greatest value that NMaximize finds.",
     "Round[NMaxValue[1 - (x - 1)^2, x], 10.^-6]", "1."),
    ("NArgMin", 1, True, "NArgMin[f, {x, ...}] gives the place of the minimum that NMinimize finds.",
     "Round[NArgMin[(x - 1)^2 + 3, x], 10.^-4]", "1."),
    ("NArgMax", -1, True, "NArgMax[f, {x, ...}] gives the place of the maximum that NMaximize finds.",
     "Round[NArgMax[1 - (x - 1)^2 - y^2, {x, y}], 10.^-3] + 0", "{1., 0.}"),
):  # fmt: skip
    _part(*_row)
