"""The edges of NetGraph: from what people write to a graph, and back.

An end is (vertex, inside, port): vertex None is the graph itself, `inside` the path from the vertex to a net in it, and
port None "the obvious one".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from ...runtime.errors import GraphError
from ...runtime.graph import Graph, connect
from ...runtime.reach import inlet, outlet
from .. import symbols as S
from ..expr import Expr, expr, has_head, is_list, is_rule, make_list

if TYPE_CHECKING:
    from .objects import Net


class End(NamedTuple):
    vertex: Any
    inside: tuple[Any, ...] = ()
    port: str | None = None


class Edge(NamedTuple):
    """One edge; a target None mutes the source. `written` is how to show it to people."""

    source: End
    target: End | None
    written: Expr


class EdgeError(Exception):
    """An edge or a place that is none: (tag, arguments of the message)."""


def joined(members: Mapping[Any, Net], spec: Any) -> Graph:
    """The graph of nets by name, joined by the rules of an edge list; raises EdgeError."""
    edges = read_edges(spec, members)
    nodes: dict[Any, Any] = {name: net.node for name, net in members.items()}
    done = [_plain(edge, nodes, members) for edge in edges]
    try:
        graph = connect(nodes, done)
    except GraphError:
        for n, edge in enumerate(edges):  # the first one that makes it wrong
            try:
                connect(nodes, done[: n + 1])
            except GraphError as problem:
                at_source = problem.reason == "port" and problem.where == done[n][0]
                end = edge.source if at_source or edge.target is None else edge.target
                raise EdgeError(*_COMPLAINTS[problem.reason](edge, end, members)) from None
        raise
    if not graph.outputs:
        raise EdgeError("noout")
    both = next((name for name in graph.input_names if name in graph.output_names), None)
    if both is not None:
        raise EdgeError("dupport", both)
    return graph


def _plain(edge: Edge, nodes: dict[Any, Any], members: Mapping[Any, Net]) -> Any:
    """The edge between direct ports; nodes into which it reaches are replaced by ones that have such a port."""
    source, target = edge.source, edge.target
    start = (source.vertex, source.port or _only_output(source.vertex, members))
    if source.inside:
        start = (source.vertex, _reached(outlet, source, source.port, edge, nodes, members))
    if target is None:
        return start, None
    port: Any = target.port
    if target.inside:
        port = _reached(inlet, target, target.port or "Input", edge, nodes, members)
    return start, (target.vertex, port)


def _reached(
    reach: Any, end: End, port: str | None, edge: Edge, nodes: dict[Any, Any], members: Mapping[Any, Net]
) -> Any:
    """The port of a vertex that leads to an end inside it."""
    try:
        nodes[end.vertex], found = reach(nodes[end.vertex], end.inside, port)
    except GraphError as problem:
        raise EdgeError(*_COMPLAINTS[problem.reason](edge, end, members)) from None
    return found


def _only_output(vertex: Any, members: Mapping[Any, Net]) -> str | None:
    """Said before others reach into the net, which gives it further outputs."""
    names = members[vertex].graph.output_names
    return names[0] if len(names) == 1 else None


def _place(end: End) -> Any:
    """The vertex of an end, for people: its name, or the path to it."""
    return make_list((end.vertex, *end.inside)) if end.inside else end.vertex


_COMPLAINTS: dict[str, Any] = {
    "cycle": lambda edge, end, members: ("cyc", edge.written),
    "vertex": lambda edge, end, members: ("unkvert", _place(end), edge.written, make_list(members)),
    "twice": lambda edge, end, members: (
        ("dupin", end.port or "Input", _place(end), edge.written)
        if end.vertex is not None
        else ("dupout", end.port, edge.written)
    ),
    "port": lambda edge, end, members: (
        "notport", end.port or "Output", _place(end), edge.written, make_list(_ports(_net(end, members))),
    ),
}  # fmt: skip


def _net(end: End, members: Mapping[Any, Net]) -> Net:
    net = members[end.vertex]
    for name in end.inside:
        net = net.members[name]
    return net


def _ports(net: Net) -> tuple[str, ...]:
    states = net.layer.states if net.layer is not None else ()
    return net.graph.input_names + net.graph.output_names + states


# ---- what people write -----------------------------------------------------------------------------------------------


def read_edges(spec: Any, members: Mapping[Any, Net]) -> list[Edge]:
    """All edges of a list (sublists allowed).

    a -> b -> c is two edges, {a, b} -> c feeds the inputs of c in order, a -> {b, c} fans out, a -> None mutes a.
    """
    out: list[Edge] = []
    for rule in _rules(spec):
        stations = _chain(rule)
        for sources, targets in zip(stations, stations[1:], strict=False):
            for target in _several(targets):
                for source in _several(sources):
                    written = expr(S.Rule, source, target)
                    end = None if target is S.None_ else _end(target, members, written)
                    out.append(Edge(_end(source, members, written), end, written))
    return out


def _rules(spec: Any) -> Iterator[Expr]:
    if is_rule(spec):
        yield spec
    elif is_list(spec):
        for x in spec.args:
            yield from _rules(x)
    else:
        raise EdgeError("badedge", spec)


def _chain(rule: Any) -> list[Any]:
    """a -> b -> c is Rule[a, Rule[b, c]]."""
    out = []
    while is_rule(rule):
        out.append(rule.args[0])
        rule = rule.args[1]
    return [*out, rule]


def _several(x: Any) -> tuple[Any, ...]:
    return x.args if is_list(x) else (x,)


def _end(x: Any, members: Mapping[Any, Net], written: Expr) -> End:
    try:
        if not has_head(x, S.NetPort):
            return End(vertex_name(x, members))
        path = port_path(x)
        if len(path) == 1 and type(path[0]) is str:
            return End(None, (), path[0])
        if not path:
            raise EdgeError("badport", x)
        return _end_inside(vertex_name(path[0], members), path[1:], members)
    except EdgeError as problem:
        if problem.args[0] == "unkvert":
            raise EdgeError("unkvert", problem.args[1], written, make_list(members)) from None
        raise EdgeError("badport", x) from None


def _end_inside(vertex: Any, path: tuple[Any, ...], members: Mapping[Any, Net]) -> End:
    """The end at a path from a vertex: names of nets, and of a port if one comes last."""
    end = End(vertex)
    for i, step in enumerate(path):
        net = _net(end, members)
        last = i == len(path) - 1
        if last and type(step) is str and (net.children is None or step in _ports(net) or step not in net.children):
            return end._replace(port=step)
        if net.children is None:
            raise EdgeError("badport", step)
        end = end._replace(inside=(*end.inside, vertex_name(step, net.children)))
    return end


def port_path(port: Expr) -> tuple[Any, ...]:
    """The path in NetPort[{layer, ..., name}], which may be written NetPort[layer, ..., name] too."""
    return port.args[0].args if len(port) == 1 and is_list(port.args[0]) else port.args


def vertex_name(x: Any, vertices: Mapping[Any, Any]) -> Any:
    """The name of a vertex given by number (from 1, or from the end) or name; raises EdgeError."""
    if type(x) is int and 1 <= abs(x) <= len(vertices):
        return list(vertices)[x - 1 if x > 0 else x]
    if type(x) is str and x in vertices:
        return x
    raise EdgeError("unkvert", x)


# ---- and back --------------------------------------------------------------------------------------------------------


def edge_rules(edges: Iterable[tuple[Any, Any]], members: Mapping[Any, Net]) -> Any:
    """The list of rules for pairs of ends as `Graph.edges` has them: ((name,), port), or (None, port).

    A target None mutes the source. A port that goes without saying is not written.
    """
    return make_list(
        expr(S.Rule, _written(source, members, "output_names"), _written(target, members, "input_names"))
        for source, target in edges
    )


def _written(end: Any, members: Mapping[Any, Net], side: str) -> Any:
    if end is None:
        return S.None_
    path, port = end
    if path is None:
        return expr(S.NetPort, port)
    if isinstance(port, tuple):  # an edge that reaches inside
        return expr(S.NetPort, make_list((*path, *port)))
    obvious = getattr(members[path[0]].graph, side) == (port,)
    return path[0] if obvious else expr(S.NetPort, make_list((*path, port)))
