"""LearningRateMultipliers of a container, said of its members: they may get other numbers and neighbours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ... import symbols as S
from ...expr import expr, has_head, is_list, make_list
from ..multipliers import rules
from ..objects import Net

Rules = list[tuple[Any, Any]]


def pushed(value: Any, members: Mapping[Any, Net]) -> dict[Any, Net]:
    """The members with what a container's multipliers say of each; the container's are tried before their own."""
    if value is None:
        return dict(members)
    outer = rules(value)
    found = {}
    for i, (name, member) in enumerate(members.items()):
        mine = [*_restricted(outer, name, i, len(members)), *rules(member.multipliers or S.Automatic)]
        found[name] = member.having(multipliers=_option(mine)) if mine else member
    return found


def _restricted(outer: Rules, name: Any, index: int, count: int) -> Rules:
    """The rules that say something of one member, seen from it."""
    found: Rules = []
    for part, factor in outer:
        steps = part.args if is_list(part) else (part,)
        if steps and _means(steps[0], name, index, count):
            rest = steps[1:]
            found.append((S.All if not rest else rest[0] if len(rest) == 1 else make_list(rest), factor))
    return found


def _means(step: Any, name: Any, index: int, count: int) -> bool:
    if step is S.All or has_head(step, S.Blank, 0):
        return True
    if has_head(step, S.Span, 2):
        first, last = (_position(x, count) for x in step.args)
        return first <= index <= last
    return step == name if type(step) is str else type(step) is int and _position(step, count) == index


def _position(x: Any, count: int) -> int:
    """The index of a number that counts from 1 or from the end."""
    if x is S.All:
        return count - 1
    return -1 if type(x) is not int else x - 1 if x > 0 else count + x


def _option(mine: Rules) -> Any:
    """Rules as a value of the option: the first that matches counts, so nothing follows one for all."""
    last = next((i for i, (part, _) in enumerate(mine) if part is S.All), len(mine))
    if last == 0:
        return mine[0][1]
    return make_list(
        expr(S.Rule, expr(S.Blank), factor) if part is S.All else expr(S.Rule, part, factor)
        for part, factor in mine[: last + 1]
    )
