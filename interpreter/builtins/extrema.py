"""Minimize, Maximize and their kin; carried out in interpreter/algebra."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..declare import builtin
from ..expr import make_list
from .optimization import told

_MESSAGES = {
    "ivar": "`1` is not a valid variable.",
    "natt": "The extreme value is not attained at any point that meets the constraints.",
    "nsmet": "This problem cannot be solved with the methods that there are.",
    "nsol": "There are no points that meet the constraints.",
}
_FUNCTIONS: tuple[tuple[str, int, Callable[[Any, Any, Any], Any], str, str], ...] = (
    (
        "Minimize", 1, lambda value, rules, place: make_list((value, rules)),
        "Minimize[f, x] gives {least value of f, {x -> where it is}}, exactly; Minimize[{f, constraints}, {x, y, ...}] "
        "under constraints, Minimize[..., Integers] among whole numbers.",
        ">>> {Minimize[x^2 - 4 x + 1, x], Minimize[{x + y, x + 2 y >= 3 && x >= 0 && y >= 0}, {x, y}]}\n"
        "    {{-3, {x -> 2}}, {3/2, {x -> 0, y -> 3/2}}}",
    ),
    (
        "Maximize", -1, lambda value, rules, place: make_list((value, rules)),
        "Maximize[f, x] gives {greatest value of f, {x -> where it is}}, exactly; see Minimize.",
        ">>> Maximize[{x (1 - x), 0 <= x <= 1}, x]\n    {1/4, {x -> 1/2}}",
    ),
    (
        "MinValue", 1, lambda value, rules, place: value,
        "MinValue[f, x] gives the least value of f; see Minimize.",
        ">>> MinValue[x^2 - 4 x + 1, x]\n    -3",
    ),
    (
        "MaxValue", -1, lambda value, rules, place: value,
        "MaxValue[f, x] gives the greatest value of f; see Minimize.",
        ">>> MaxValue[{x^3 - 3 x, -2 <= x <= 2}, x]\n    2",
    ),
    (
        "ArgMin", 1, lambda value, rules, place: place,
        "ArgMin[f, x] gives a place where f has its least value; see Minimize.",
        ">>> ArgMin[x^2 - 4 x + 1, x]\n    2",
    ),
    (
        "ArgMax", -1, lambda value, rules, place: place,
        "ArgMax[f, x] gives a place where f has its greatest value; see Minimize.",
        ">>> ArgMax[{x (1 - x), 0 <= x <= 1}, x]\n    1/2",
    ),
)  # fmt: skip


def _declared(name: str, sign: int, shown: Callable[[Any, Any, Any], Any], usage: str, example: str) -> None:
    def act(f: Any, variables: Any, domain: Any = S.Reals, *, session: Any, say: Any) -> Any:
        from ..algebra.extrema import extremum

        found = told(say, lambda: extremum(f, variables, domain, sign, session, say))
        return None if found is None else shown(*found)

    act.__doc__ = f"{usage}\n\n    {example}\n    "
    builtin(f"{name}[f_, variables_]", f"{name}[f_, variables_, domain_]", **_MESSAGES)(act)


for _row in _FUNCTIONS:
    _declared(*_row)


@builtin("LinearOptimization[f_, constraints_, variables_]", **_MESSAGES)
def linear_optimization(f: Any, constraints: Any, variables: Any, *, session: Any, say: Any) -> Any:
    """LinearOptimization[f, constraints, {x, y, ...}] gives the place where a linear f is least under constraints.

    >>> LinearOptimization[x + y, {x + 2 y >= 3, x >= 0, y >= 0}, {x, y}]
    {x -> 0, y -> 3/2}
    """
    from ..algebra.extrema import extremum

    found = told(say, lambda: extremum(make_list((f, constraints)), variables, S.Reals, 1, session, say))
    return None if found is None else found[1]
