"""LearningRateMultipliers: how much faster or slower single arrays of a net learn."""

from __future__ import annotations

from typing import Any

from ...runtime.declare import SHARED
from ...runtime.graph import Graph
from .. import symbols as S
from ..expr import has_head, is_list, is_rule
from ..numerics.numbers import REAL_TYPES
from .complaints import NetError
from .edges import EdgeError, vertex_name
from .objects import Net, Path

Rules = list[tuple[Any, float]]


def checked_multipliers(value: Any) -> Any:
    """The value of the option, if it is Automatic (None then), a number, None or a list of rules."""
    if value is S.Automatic:
        return None
    rules(value)
    return value


def rules(value: Any) -> Rules:
    """(part, factor) in the order in which they are tried; raises NetError."""
    if value is S.Automatic:
        return []
    given = [r.args for r in value.args] if is_list(value) and all(map(is_rule, value.args)) else [(S.All, value)]
    if is_rule(value):
        given = [value.args]
    return [(part, _factor(factor, value)) for part, factor in given]


def _factor(x: Any, value: Any) -> float:
    if x is S.None_:
        return 0.0
    if type(x) not in REAL_TYPES:
        raise NetError("badmult", value)
    return float(x)


def multipliers_of(net: Net, further: Any = S.Automatic) -> dict[Path, float]:
    """The factor of every array that has one: the net's own, those of its members, and `further` ones tried first."""
    found = dict.fromkeys(net.inference.arrays, 1.0)
    _gather(net, (), found)
    _apply(net, (), rules(further), found)
    return {path: factor for path, factor in found.items() if factor != 1.0}


def by_part(net: Net, value: Any, usual: float | None = None) -> dict[Path, float]:
    """The numbers that rules from parts give to arrays; `usual` is what others get, None: the factors of the net."""
    if usual is None:
        return multipliers_of(net, value)
    found = dict.fromkeys(net.inference.arrays, usual)
    _apply(net, (), rules(value), found)
    return {path: number for path, number in found.items() if number != usual}


def _gather(net: Net, path: Path, found: dict[Path, float]) -> None:
    for name in net.members:
        _gather(net.child(name), (*path, name), found)
    if net.multipliers is not None:
        _apply(net, path, rules(net.multipliers), found)


def _apply(net: Net, path: Path, tried: Rules, found: dict[Path, float]) -> None:
    if not tried:
        return
    for place, uses in _uses(net.graph).items():
        full = place if place[0] == SHARED else (*path, *place)
        factor = next((factor for part, factor in tried if any(_matches(net, use, part) for use in uses)), None)
        if factor is not None and full in found:
            found[full] = factor


def _uses(graph: Graph, path: Path = ()) -> dict[Path, list[Path]]:
    """The layers' places of every array: those that are shared have one path and may stand in many places."""
    found: dict[Path, list[Path]] = {}
    for place, layer in graph.flat.layers.items():
        inside = (*path, *place)
        for array in layer.arrays:
            found.setdefault(layer.place(inside, array.name), []).append((*inside, array.name))
        for name, inner in layer.nets:
            for shared, uses in _uses(inner, (*inside, name)).items():
                found.setdefault(shared, []).extend(uses)
    return found


def _matches(net: Net, place: Path, part: Any) -> bool:
    """Whether an array is (in) a part: a name, a number, a span of numbers, a list of them from outside in, or _."""
    if part is S.All or has_head(part, S.Blank, 0):
        return True
    steps = part.args if is_list(part) else (part,)
    inside: Net | None = net
    for step, name in zip(steps, place, strict=False):
        if has_head(step, S.Span, 2) and inside is not None:
            names = list(inside.members)
            first, last = (_number(inside, x) for x in step.args)
            if name not in names or not first <= names.index(name) + 1 <= last:
                return False
        elif name != step and (inside is None or name != _named(inside, step)):
            return False
        inside = inside.members.get(name) if inside is not None else None
    return len(steps) <= len(place)


def _number(net: Net, x: Any) -> int:
    if x is S.All:
        return len(net.members)
    return x if type(x) is int and x > 0 else len(net.members) + 1 + x if type(x) is int else 0


def _named(net: Net, step: Any) -> Any:
    try:
        return vertex_name(step, net.members)
    except EdgeError:
        return None
