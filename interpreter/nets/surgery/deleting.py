"""NetInsert and NetDelete: one layer more, some layers or ports less."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ....runtime.ports import ANY, Type
from ... import symbols as S
from ...expr import FAILED, has_head, is_list, is_rule
from ..coders import Coder
from ..complaints import NetError, reported
from ..containers import as_net
from ..edges import port_path, vertex_name
from ..objects import Net
from .body import Body, Source, checked, closed, opened, unused_names
from .flattening import bypassed
from .joining import wrapped
from .ports import fits, pinned


def delete(net: Any, spec: Any, say: Callable[..., None]) -> Any:
    """NetDelete[net, spec]; $Failed after a message."""
    if type(net) is not Net or net.children is None:
        say("notcont", net)
        return FAILED

    def work() -> Net:
        specs = spec.args if is_list(spec) else (spec,)
        ports = [s for s in specs if has_head(s, S.NetPort)]
        names = {vertex_name(s, net.children or {}) for s in specs if not has_head(s, S.NetPort)}
        found = removed(net, _groups(net, names))
        return checked(_without_ports(found, ports) if ports else found)

    return reported(say, work)


def _groups(net: Net, names: set[Any]) -> list[list[Any]]:
    """Layers to delete: those that are neighbours in a chain go together, those of a graph one by one."""
    groups: list[list[Any]] = []
    before = None
    for name in net.children or ():
        if name in names:
            if groups and net.edges is None and before == groups[-1][-1]:
                groups[-1].append(name)
            else:
                groups.append([name])
        before = name
    return groups


def removed(net: Net, groups: list[list[Any]]) -> Net:
    """A container without some members.

    Each group is neighbours in a row; one that is inside must give the shape that it takes, so that what comes before
    can feed what comes after. The coders at ports stay if they fit what is there now.
    """
    body = opened(net)
    kinds = {name: net.child(name) for name in body.members}
    changed: set[str] = set()
    for group in groups:
        if not group:
            continue
        first, last = group[0], group[-1]
        if _is_inside(body, first, last) and not _alike(kinds[first].inputs, kinds[last].outputs):
            raise NetError("nocompat", first)
        for name in group:
            changed |= _take_out(body, name)
    for name in body.members:  # ends that nothing joins any more keep their shapes
        for port, kind in _at_ends(body, name, kinds[name], changed):
            body.members[name] = pinned(body.members[name], port, kind)
    return _reclosed(body, changed, {})


def _is_inside(body: Body, first: Any, last: Any) -> bool:
    """Whether something comes before and something after."""
    before = any(source[0] is not None for target, source in body.feeds.items() if target[0] == first)
    return before and any(source[0] == last for source in body.feeds.values())


def _alike(inputs: Mapping[str, Type], outputs: Mapping[str, Type]) -> bool:
    if len(inputs) != 1 or len(outputs) != 1:
        return False
    (one,), (other,) = inputs.values(), outputs.values()
    return bool(one.dims == other.dims)


def _take_out(body: Body, name: Any) -> set[str]:
    """Removes a member; the container's ports that stand elsewhere now."""
    touched = {port for (target, _), (source, port) in body.feeds.items() if target == name and source is None}
    touched |= {port for port, source in body.outputs.items() if source[0] == name}
    fed = [target for target in body.feeds if target[0] == name]
    if len(fed) == 1 and len(body.members[name].graph.output_names) == 1:
        bypassed(body, name)
        return touched
    after = [target for target, source in body.feeds.items() if source[0] == name]
    before = [source for target, source in body.feeds.items() if target[0] == name and source[0] is not None]
    if before and after:
        raise NetError("nocompat", name)
    body.remove(name)
    return touched | _reopen(body, dict.fromkeys(before), after)


def _reopen(body: Body, before: Mapping[Source, None], after: list[Source]) -> set[str]:
    """Makes ports of the container, the names of which it gives, of what a member fed or was fed by."""
    used = {*body.feeds.values(), *body.outputs.values()}
    ends = [source for source in before if source not in used]
    ports = [source[1][-1] if isinstance(source[1], tuple) else source[1] for source in ends]
    new = dict(zip(unused_names(ports, body.outputs), ends, strict=True))
    body.outputs |= new
    ports = [target[1][-1] if isinstance(target[1], tuple) else target[1] for target in after]
    fresh = unused_names(ports, body.inputs)
    for target, port in zip(after, fresh, strict=True):
        body.feeds[target] = (None, port)
        body.inputs.append(port)
    return {*new, *fresh}


def _at_ends(body: Body, name: Any, child: Net, changed: set[str]) -> list[tuple[str, Type]]:
    """(port, known type) of a member's ports that are the container's and were not before."""
    old = {*child.graph.input_names, *child.graph.output_names}
    inner = [p for (t, p), s in body.feeds.items() if t == name and s[0] is None and s[1] in changed]
    outer = [s[1] for port, s in body.outputs.items() if s[0] == name and port in changed]
    kinds = child.inputs | child.outputs
    return [(port, kinds.get(port, ANY)) for port in (*inner, *outer) if port in old]


def _reclosed(body: Body, changed: set[str], more: Mapping[str, Coder]) -> Net:
    """The net of a body some of whose ports stand elsewhere now: what is said of those, and all coders, stay where they
    still fit; `more` are coders that may stand where none does."""
    types, coders = body.types, [*body.coders.items(), *more.items()]
    body.types = {port: kind for port, kind in types.items() if port not in changed}
    body.coders = {}
    net = closed(body.without_unused())
    kinds = net.inputs | net.outputs
    for port in changed & types.keys():
        if kinds.get(port) == types[port]:
            net = pinned(net, port, types[port])
    for port, coder in coders:
        if port in kinds and port not in net.coders and fits(coder, kinds[port]):
            net = pinned(net, port, coder.type).with_coders({**net.coders, port: coder})
    return net


def _without_ports(net: Net, specs: list[Any]) -> Net:
    """A graph without some of its outputs, and without what only they need; or without inputs of states."""
    body = opened(net)
    for spec in specs:
        path = port_path(spec)
        port = path[0] if len(path) == 1 else spec
        if port in body.outputs and len(body.outputs) > 1:
            del body.outputs[port]
        elif port in body.inputs and all(_is_state(body, target) for target in body.fed_by((None, port))):
            body.feeds = {t: s for t, s in body.feeds.items() if s != (None, port)}
        elif port in body.outputs or port in body.inputs:
            raise NetError("needport", port)
        else:
            raise NetError("noport", port, net.head)
    needed = {source[0] for source in body.outputs.values()}
    while True:
        more = needed | {source[0] for target, source in body.feeds.items() if target[0] in needed}
        if more == needed:
            break
        needed = more
    for name in [name for name in body.members if name not in needed]:
        body.remove(name)
    return closed(body.without_unused())


def _is_state(body: Body, target: Source) -> bool:
    layer = body.members[target[0]].layer
    return layer is not None and target[1] in layer.states


# ---- NetInsert -------------------------------------------------------------------------------------------------------


def insert(net: Any, layer: Any, place: Any, session: Any, say: Callable[..., None]) -> Any:
    """NetInsert[chain, layer, place]; $Failed after a message."""
    if type(net) is not Net or net.children is None or net.edges is not None:
        say("notchain", net)
        return FAILED
    return reported(say, lambda: checked(_inserted(net, layer, place, session)))


def _inserted(net: Net, layer: Any, place: Any, session: Any) -> Net:
    names = list(net.children or ())
    named = any(type(name) is str for name in names)
    name, new = layer.args if is_rule(layer) else (None, layer)
    if name is not None and type(name) is not str:
        raise NetError("badname", name)
    if named != (name is not None) and names:
        raise NetError("needname" if named else "noname", layer)
    if name in names:
        raise NetError("exists", name)
    at = _index(net, place)
    one = wrapped(0 if name is None else name, as_net(new, session, in_graph=False))
    body = opened(net)
    ((key, member),) = one.members.items()
    members = list(body.members.items())
    body.members = dict([*members[:at], (key, member), *members[at:]])
    changed: set[str] = set()
    source = next(iter(body.outputs.values()), None)
    if at < len(names):
        fed = [target for target in body.feeds if target[0] == names[at]]
        _only(fed, names[at])
        _only(one.outputs, key)
        (following,) = fed
        source = body.feeds[following]
        body.feeds[following] = next(iter(one.outputs.values()))
    else:
        changed |= {*body.outputs}
        body.outputs = one.outputs
    if at == 0:
        changed |= {*body.inputs}
        body.inputs = one.inputs
        body.feeds = one.feeds | body.feeds
    else:
        _only(one.inputs, key)
        assert source is not None
        body.feeds[key, one.inputs[0]] = source
    for end, child in ((at - 1, "outputs"), (at, "inputs")):
        if 0 <= end < len(names) and (at in (0, len(names))):
            kinds = getattr(net.child(names[end]), child)
            for port, kind in kinds.items():
                body.members[names[end]] = pinned(body.members[names[end]], port, kind)
    return _reclosed(body, changed, {port: c for port, c in one.coders.items() if port in changed})


def _only(ports: Any, name: Any) -> None:
    if len(ports) != 1:
        raise NetError("inner", name)


def _index(net: Net, place: Any) -> int:
    """How many layers come before: a number counts as for Insert."""
    names = list(net.children or ())
    if type(place) is int and 1 <= abs(place) <= len(names) + 1:
        return place - 1 if place > 0 else len(names) + 1 + place
    return names.index(vertex_name(place, net.children or {}))
