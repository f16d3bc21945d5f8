"""NetFlatten: nets without nets in them; and putting a container's members in its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from ... import symbols as S
from ...expr import FAILED
from ..complaints import NetError, reported
from ..objects import Net
from .body import Body, Source, checked, closed, members_of, opened, with_members
from .ports import pinned


def flatten(net: Any, levels: Any, say: Callable[..., None]) -> Any:
    """NetFlatten[net, levels]; $Failed after a message."""
    if type(net) is not Net:
        say("invnet", net)
        return FAILED
    if not (levels is S.Automatic or (type(levels) is int and levels >= 0) or levels is S.All or _infinite(levels)):
        say("badlevel", levels)
        return FAILED
    depth = levels if type(levels) is int else None
    return reported(say, lambda: checked(_flat(net, depth)))


def _infinite(levels: Any) -> bool:
    return getattr(levels, "head", None) is S.DirectedInfinity and levels.args == (1,)


def _flat(net: Net, depth: int | None) -> Net:
    """The net with nothing nested down to a depth, also inside operators; a chain where it is one."""
    if depth == 0 or net.head is S.FunctionLayer:
        return net
    if net.children is None:
        inner = members_of(net)
        new = {name: _flat(member, depth) for name, member in inner.items()}
        return net if all(new[name] is member for name, member in inner.items()) else with_members(net, new)
    body = opened(net)
    for name, member in list(body.members.items()):
        inside = depth if member.children is None or depth is None else depth - 1
        body.members[name] = _flat(member, inside)
        if member.children is not None:
            body = spliced(body, name)
    return closed(replace(counted(body), head=S.NetChain))


def spliced(body: Body, name: Any) -> Body:
    """The body with a container's members in its place, under names that are paths."""
    inner = opened(body.members[name])
    _pin(inner)

    def resolved(source: Source) -> Source:
        return body.feeds[name, source[1]] if source[0] is None else ((name, source[0]), source[1])

    def outside(end: Source) -> Source:
        if end[0] != name:
            return end
        if isinstance(end[1], tuple):  # a wire that reached inside reaches less far now
            step, *rest = end[1]
            return (name, step), rest[0] if len(rest) == 1 else tuple(rest)
        return resolved(inner.outputs[end[1]])

    members: dict[Any, Net] = {}
    for key, member in body.members.items():
        members |= {(name, k): m for k, m in inner.members.items()} if key == name else {key: member}
    feeds = {((name, t), port): resolved(source) for (t, port), source in inner.feeds.items()}
    for target, source in body.feeds.items():
        if target[0] != name or isinstance(target[1], tuple):
            feeds[target if target[0] != name else outside(target)] = outside(source)
    outputs = {port: outside(source) for port, source in body.outputs.items()}
    return replace(body, members=members, feeds=feeds, outputs=outputs)


def _pin(body: Body) -> None:
    """Says of the members what is said of the ports of a container that goes away."""
    for port, kind in body.types.items():
        ends = body.fed_by((None, port)) if port in body.inputs else [body.outputs[port]]
        for name, inside in ends:
            if name is not None and not isinstance(inside, tuple):
                body.members[name] = pinned(body.members[name], inside, kind)


def counted(body: Body) -> Body:
    """The body with proper names for those that are paths: "outer/inner", or a number where no step has a name."""
    taken = {name for name in body.members if type(name) is str}
    names: dict[Any, Any] = {}
    for i, name in enumerate(body.members, 1):
        new = name
        if isinstance(name, tuple):
            steps = list(_steps(name))
            new = i if all(type(s) is int for s in steps) else "/".join(map(str, steps))
            if new in taken:
                new = i
            taken.add(new)
        names[name] = i if type(new) is int else new
    return body.renamed(names)


def _steps(name: Any) -> Any:
    if not isinstance(name, tuple):
        return [name]
    return [step for part in name for step in _steps(part)]


def bypassed(body: Body, name: Any) -> None:
    """Takes a member of one input and one output out of a body, its input going where its output went."""
    member = body.members[name]
    ports = [port for target, port in body.feeds if target == name]
    if len(ports) != 1 or len(member.graph.output_names) != 1:
        raise NetError("nocompat", name)
    source, start = body.feeds.pop((name, ports[0])), (name, member.graph.output_names[0])
    body.feeds = {t: source if s == start else s for t, s in body.feeds.items()}
    body.outputs = {port: source if s == start else s for port, s in body.outputs.items()}
    body.remove(name)
