"""A container as data: its members, what feeds their ports, its own ports; taken apart and put together again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ....runtime.declare import SHARED, Layer
from ....runtime.errors import GraphError
from ....runtime.graph import Graph, chain, single
from ....runtime.ports import ANY, Type
from ....runtime.reach import concealed
from ... import symbols as S
from ...expr import Symbol
from ..coders import Coder
from ..complaints import NetError
from ..construct import joined_arrays
from ..edges import EdgeError, joined
from ..objects import Net, Path, placed
from ..writing import Parts
from .rates import pushed
from .written import written

# (member, port) where a wire starts or ends; member None: a port of the container itself.  A port that is a tuple leads
# to a layer inside the member.
Source = tuple[Any, Any]


@dataclass
class Body:
    """What a container is made of.

    `feeds` gives for every fed port (member, port) of a member where its wire starts, `outputs` the same for the
    container's outputs, `inputs` its inputs in order.  `types` is what is declared of its ports.
    """

    head: Symbol
    members: dict[Any, Net] = field(default_factory=dict)
    feeds: dict[Source, Source] = field(default_factory=dict)
    inputs: list[str] = field(default_factory=list)
    outputs: dict[str, Source] = field(default_factory=dict)
    types: dict[str, Type] = field(default_factory=dict)
    coders: dict[str, Coder] = field(default_factory=dict)

    @property
    def names(self) -> list[Any]:
        return list(self.members)

    def fed_by(self, source: Source) -> list[Source]:
        """The members' ports that a wire feeds."""
        return [target for target, start in self.feeds.items() if start == source]

    def remove(self, name: Any) -> None:
        """Takes a member out with the wires at it."""
        del self.members[name]
        self.feeds = {t: s for t, s in self.feeds.items() if name not in (t[0], s[0])}
        self.outputs = {p: s for p, s in self.outputs.items() if s[0] != name}

    def renamed(self, names: Mapping[Any, Any]) -> Body:
        """The same body with other names of members."""
        new = {None: None, **{name: names.get(name, name) for name in self.members}}
        return replace(
            self,
            members={new[name]: member for name, member in self.members.items()},
            feeds={(new[t[0]], t[1]): (new[s[0]], s[1]) for t, s in self.feeds.items()},
            outputs={port: (new[s[0]], s[1]) for port, s in self.outputs.items()},
        )

    def without_unused(self) -> Body:
        """The same body without inputs that feed nothing, and without what is said of ports that it has not."""
        used = {p for name, p in (*self.feeds.values(), *self.outputs.values()) if name is None}
        inputs = [p for p in self.inputs if p in used]
        ports = {*inputs, *self.outputs}
        return replace(
            self,
            inputs=inputs,
            types={p: t for p, t in self.types.items() if p in ports},
            coders={p: c for p, c in self.coders.items() if p in ports},
        )


def members_of(net: Net) -> dict[Any, Net]:
    """The members of a container or operator with the arrays that they have here, but not the shapes that follow for
    them here: they may get other neighbours."""
    inside: dict[Any, dict[Path, Any]] = {}
    shared: dict[Path, Any] = {}
    for path, array in net.arrays.items():
        if path[0] == SHARED:
            shared[path] = array
        else:
            inside.setdefault(path[0], {})[path[1:]] = array
    if net.children is None:
        nodes = dict(net.graph.nodes[0][1].nets)
    else:
        nodes = {path[0]: node for path, node in net.graph.nodes}
    return {name: _member(given, nodes[name], inside.get(name, {}), shared) for name, given in net.members.items()}


def _member(given: Net, node: Layer | Graph, arrays: dict[Path, Any], shared: dict[Path, Any]) -> Net:
    layer = given.layer
    if isinstance(node, Layer):
        assert layer is not None
        graph = single(replace(node, wired=(), count=layer.count))
    else:
        graph = concealed(node)
    if shared:
        arrays = arrays | {path: shared[path] for path in graph.flat.arrays if path in shared}
    return given.having(graph=graph, arrays=arrays)


# ---- taking apart ----------------------------------------------------------------------------------------------------


def opened(net: Net) -> Body:
    """The body of a container; a layer is the only member of one."""
    if net.children is None:
        body = Body(S.NetChain, {1: net}, inputs=list(net.graph.input_names), coders=dict(net.coders))
        body.feeds = {(1, port): (None, port) for port in body.inputs}
        body.outputs = {port: (1, port) for port in net.graph.output_names}
        return body
    graph, names = net.graph, dict.fromkeys(net.graph.output_names)
    members = pushed(net.multipliers, members_of(net))
    body = Body(net.head, members, inputs=list(graph.input_names), coders=dict(net.coders))
    found: dict[str, Source] = {}
    for (start, out), (end, port) in graph.edges:
        source = (None if start is None else start[0], out)
        if end is None:
            found[port] = source
        else:
            body.feeds[end[0], port] = source
    body.outputs = {port: found[port] for port in names}
    body.types = {port: kind for port, kind in (*graph.inputs, *graph.outputs) if kind != ANY}
    return body


# ---- putting together ------------------------------------------------------------------------------------------------


def closed(body: Body) -> Net:
    """The net of a body: a chain where it was to be one and is, else a graph.  Members without names are counted."""
    numbers = {name: i for i, name in enumerate(body.members, 1) if type(name) is int}
    if any(name != i for name, i in numbers.items()):
        body = body.renamed(numbers)
    if body.head is S.NetChain:
        graph = _as_chain(body)
        if graph is not None:
            return container(S.NetChain, graph, body.members, None, body.types, body.coders)
    attempts = list(written(body))
    full = attempts[-1]
    edges, graph = next(filter(None, (_joined(body, edges) for edges in attempts)), (full, None))
    return container(S.NetGraph, graph or joined(body.members, full), body.members, edges, body.types, body.coders)


def _joined(body: Body, edges: Any) -> tuple[Any, Graph] | None:
    """The edges and their graph, if it is that of the body."""
    try:
        graph = joined(body.members, edges)
    except EdgeError:
        return None
    ports = tuple(body.inputs), tuple(body.outputs)
    same = _wires(graph) == _body_wires(body) and (graph.input_names, graph.output_names) == ports
    return (edges, graph) if same else None


def _as_chain(body: Body) -> Graph | None:
    """The graph of a body whose members stand one after the other."""
    try:
        graph = chain({name: member.node for name, member in body.members.items()})
    except GraphError:
        return None
    return graph if _wires(graph) == _body_wires(body) else None


def _wires(graph: Graph) -> set[Any]:
    return {((start and start[0], out), (end and end[0], port)) for (start, out), (end, port) in graph.edges}


def _body_wires(body: Body) -> set[Any]:
    return {*((s, t) for t, s in body.feeds.items()), *((s, (None, port)) for port, s in body.outputs.items())}


def container(
    head: Symbol,
    graph: Graph,
    members: Mapping[Any, Net],
    edges: Any,
    types: Mapping[str, Type],
    coders: Mapping[str, Coder],
    multipliers: Any = None,
) -> Net:
    """A chain or graph of members.  Its shapes are not looked at here: more may be changed before they have to fit."""
    ports = {*graph.input_names, *graph.output_names}
    graph = graph.with_ports({port: kind for port, kind in types.items() if port in ports})
    coders = {port: coder for port, coder in coders.items() if port in ports}
    outer: dict[Source, str] = {}
    for (start, out), (end, port) in graph.edges:
        if start is None and end is not None:
            outer[end[0], port] = out
        elif end is None and start is not None:
            outer[start[0], out] = port
    members = {name: _bared(member, name, outer, coders) for name, member in members.items()}
    arrays = joined_arrays([placed(member.arrays, name) for name, member in members.items()])
    return Net(head, graph, arrays, coders, (), members, edges, multipliers=multipliers)


def _bared(member: Net, name: Any, outer: Mapping[Source, str], coders: Mapping[str, Coder]) -> Net:
    """A member without the coders that are not the container's own: nobody would use them."""
    if not member.coders:
        return member
    kept = {p: c for p, c in member.coders.items() if coders.get(outer.get((name, p), "")) is c}
    return member if len(kept) == len(member.coders) else member.with_coders(kept)


def with_members(net: Net, members: Mapping[Any, Net], types: Mapping[str, Type] | None = None) -> Net:
    """A container or operator with other members under the same names; `types` are what is declared of its ports."""
    if net.children is None:
        return _operator(net, members)
    if types is None:
        types = {port: kind for port, kind in (*net.graph.inputs, *net.graph.outputs) if kind != ANY}
    if net.edges is None:
        check_chain(members)
        graph = chain({name: member.node for name, member in members.items()})
    else:
        graph = joined(members, net.edges)
    return container(net.head, graph, members, net.edges, types, net.coders, net.multipliers)


def check_chain(members: Mapping[Any, Net]) -> None:
    """Raises NetError for a member of a chain that has too many ports for its place."""
    names = list(members)
    for inner, side in ((names[1:], "input_names"), (names[:-1], "output_names")):
        wrong = next((name for name in inner if len(getattr(members[name].graph, side)) != 1), None)
        if wrong is not None:
            raise NetError("inner", wrong)


def _operator(net: Net, members: Mapping[str, Net]) -> Net:
    layer = net.layer
    assert layer is not None
    for name, old in layer.nets:
        new = members[name].graph
        if {*new.input_names} != {*old.input_names} or {*new.output_names} != {*old.output_names}:
            raise NetError("opports", net.name, members[name])
    layer = replace(layer, nets=tuple([(name, members[name].graph) for name, _ in layer.nets]))
    own = {path: a for path, a in net.arrays.items() if path[0] not in members and path[0] != SHARED}
    arrays = joined_arrays([own, _own_shared(net), *(placed(m.arrays, name) for name, m in members.items())])
    given = net.given if any(type(a) is Parts for a in net.given) else (Parts(*members),)
    declared = {port: kind for port, kind in (*net.graph.inputs, *net.graph.outputs) if kind != ANY}
    return net.having(graph=single(layer).with_ports(declared), arrays=arrays, inner=dict(members), given=given)


def _own_shared(net: Net) -> dict[Path, Any]:
    """The shared arrays that an operator uses itself."""
    layer = net.layer
    assert layer is not None
    places = [layer.place((), array.name) for array in layer.arrays]
    return {place: net.arrays[place] for place in places if place[0] == SHARED and place in net.arrays}


def checked(net: Net) -> Net:
    """The net, if its shapes fit together; raises ShapeError."""
    net.inference  # noqa: B018 - raises
    return net


def unused_names(wanted: Iterable[str], taken: Iterable[str]) -> list[str]:
    """Names for ports: those wanted, numbered where several want one or it is taken."""
    wanted, taken = list(wanted), set(taken)
    found: list[str] = []
    numbers: dict[str, int] = {}
    for port in wanted:
        name = port if wanted.count(port) == 1 else ""
        while not name or name in taken:
            numbers[port] = numbers.get(port, 0) + 1
            name = f"{port}{numbers[port]}"
        taken.add(name)
        found.append(name)
    return found
