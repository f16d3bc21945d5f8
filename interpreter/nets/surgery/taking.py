"""NetTake and NetDrop: parts of a net from one place to another, and a chain without some of its layers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ....runtime.ports import ANY, Type
from ... import symbols as S
from ...expr import FAILED, has_head, is_list
from ..complaints import NetError, reported
from ..edges import port_path, vertex_name
from ..objects import Net
from .body import Body, Source, checked, closed, opened, unused_names
from .deleting import removed
from .ports import pinned, with_ports


def take(net: Any, spec: Any, options: tuple[Any, ...], session: Any, say: Callable[..., None]) -> Any:
    """NetTake[net, end], NetTake[net, {start, end}]; $Failed after a message."""
    return _on_container(net, say, lambda: checked(with_ports(_taken(net, spec), options, session)))


def drop(net: Any, spec: Any, options: tuple[Any, ...], session: Any, say: Callable[..., None]) -> Any:
    """NetDrop[chain, n], NetDrop[chain, {start, end}]; $Failed after a message."""

    def work() -> Net:
        if net.edges is not None:
            raise NetError("notchain", net.head)
        return checked(with_ports(removed(net, [_dropped(net, spec)]), options, session))

    return _on_container(net, say, work)


def _on_container(net: Any, say: Callable[..., None], work: Callable[[], Net]) -> Any:
    if type(net) is not Net or net.children is None:
        say("notcont", net)
        return FAILED
    return reported(say, work)


def _dropped(net: Net, spec: Any) -> list[Any]:
    """The names of the layers to drop from a chain."""
    names = list(net.children or ())
    if type(spec) is int and abs(spec) <= len(names):
        return names[:spec] if spec >= 0 else names[spec:]
    if is_list(spec) and 1 <= len(spec) <= 2:
        first, last = (names.index(vertex_name(x, net.children or {})) for x in (spec.args[0], spec.args[-1]))
        if first <= last:
            return names[first : last + 1]
    raise NetError("badtake", spec)


# ---- NetTake ---------------------------------------------------------------------------------------------------------


def _taken(net: Net, spec: Any) -> Net:
    """The net of what the chosen ends need, from the chosen starts on."""
    start, end = S.All, spec
    if is_list(spec):
        if not 1 <= len(spec) <= 2:
            raise NetError("badtake", spec)
        start, end = spec.args[0] if len(spec) == 2 else S.All, spec.args[-1]
    body = opened(net)
    ends = dict.fromkeys(_ends(body, end))
    cut, begun = _starts(body, start)
    before = _needed(body, [body.feeds[target] for target in cut], set())
    kept = _needed(body, ends, {*cut}, before)
    if not begun <= kept or not ends:
        raise NetError("nopath", spec)
    new = Body(body.head, {name: member for name, member in body.members.items() if name in kept})
    feeds = {target: source for target, source in body.feeds.items() if target[0] in kept}
    entries: dict[Source, str] = {}  # wires that begin here: where they began before, and the first port they feed
    for target, source in feeds.items():
        if source[0] is None or target in cut or source[0] not in kept:
            entries.setdefault(source, target[1][-1] if isinstance(target[1], tuple) else target[1])
    own = [port for name, port in entries if name is None]
    others = {source: port for source, port in entries.items() if source[0] is not None}
    inputs = dict(zip(others, unused_names(others.values(), own), strict=True))
    inputs |= {source: source[1] for source in entries if source[0] is None}
    new.inputs = [port for port in body.inputs if (None, port) in inputs] + [inputs[source] for source in others]
    for target, source in feeds.items():
        if source in inputs and (source[0] is None or target in cut or source[0] not in kept):
            new.feeds[target] = (None, inputs[source])
            if source[0] is not None:
                _pin(new, target, net)
        else:
            new.feeds[target] = source
    known = {source: port for port, source in reversed(body.outputs.items())}
    fresh = [source for source in ends if source not in known]
    old = {source: port for source, port in known.items() if source in ends}
    ports = [port[-1] if isinstance(port, tuple) else port for _, port in fresh]
    names = old | dict(zip(fresh, unused_names(ports, old.values()), strict=True))
    new.outputs = {names[source]: source for source in ends}
    for source in fresh:
        _pin(new, source, net)
    same = {*own, *old.values()}
    new.types = {port: kind for port, kind in body.types.items() if port in same}
    new.coders = {port: coder for port, coder in body.coders.items() if port in same}
    return closed(new)


def _pin(body: Body, place: Source, net: Net) -> None:
    """Says of a port that is now at the outside what was known of it inside."""
    name, port = place
    if name is not None and not isinstance(port, tuple):
        body.members[name] = pinned(body.members[name], port, known_type(net, name, port))


def known_type(net: Net, name: Any, port: str) -> Type:
    """What is known of the port of a member."""
    child = net.child(name)
    return (child.inputs | child.outputs).get(port, ANY)


def _needed(body: Body, ends: Iterable[Source], cut: set[Source], not_in: Iterable[Any] = ()) -> set[Any]:
    """The members that some wires come from, directly or not; not through the ports that are cut."""
    feeding: dict[Any, list[Source]] = {}
    for target, source in body.feeds.items():
        if target not in cut:
            feeding.setdefault(target[0], []).append(source)
    left, found = list(ends), {None, *not_in}
    while left:
        name = left.pop()[0]
        if name not in found:
            found.add(name)
            left += feeding.get(name, ())
    return found - {None, *not_in}


def _ends(body: Body, end: Any) -> list[Source]:
    """The wires at which to end."""
    if end is S.All:
        return list(body.outputs.values())
    if is_list(end):
        return [source for e in end.args for source in _ends(body, e)]
    name, port = _place(body, end)
    if name is None:
        if port not in body.outputs:
            raise NetError("noport", port, body.head)
        return [body.outputs[port]]
    outputs = body.members[name].graph.output_names
    if port is None or port in outputs:
        return [(name, port)] if port else [(name, p) for p in outputs]
    if (name, port) not in body.feeds:
        raise NetError("noport", port, name)
    return [body.feeds[name, port]]


def _starts(body: Body, start: Any) -> tuple[list[Source], set[Any]]:
    """(ports where the wires are cut, members that have to be in the result)."""
    if start is S.All:
        return [], set()
    if is_list(start):
        found = [_starts(body, s) for s in start.args]
        return [target for cut, _ in found for target in cut], {name for _, names in found for name in names}
    name, port = _place(body, start)
    if name is None:
        if port not in body.inputs:
            raise NetError("noport", port, body.head)
        return [], set()
    targets = [target for target in body.feeds if target[0] == name]
    if port is None:
        return targets, {name}
    if (name, port) in body.feeds:
        return [(name, port)], {name}
    if port in body.members[name].graph.output_names:
        return body.fed_by((name, port)), set()
    raise NetError("noport", port, name)


def _place(body: Body, e: Any) -> tuple[Any, Any]:
    """(member, port) of a number, name or NetPort; the port None for all of a member's."""
    if not has_head(e, S.NetPort):
        return vertex_name(e, body.members), None
    path = port_path(e)
    if len(path) == 1 and type(path[0]) is str:
        return None, path[0]
    if len(path) == 2 and type(path[1]) is str:
        return vertex_name(path[0], body.members), path[1]
    raise NetError("badport", e)
