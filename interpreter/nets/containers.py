"""Chains and graphs: their members, from nets and shorthands for nets, their edges and ports."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ...runtime.errors import ArgumentError
from ...runtime.graph import Graph, chain, connect
from ...runtime.layers import LAYERS
from .. import symbols as S
from ..associations import Association
from ..expr import Symbol, expr, has_head, is_list, is_rule, make_list, system
from ..options import option_name
from .coders import Coder
from .complaints import NetError
from .construct import built, construct, has_patterns, joined_arrays, layer_net
from .edges import edge_rules, joined
from .multipliers import checked_multipliers
from .objects import Net, is_net, placed
from .portspecs import port_kind

# Heads that stand for a layer of several inputs inside NetGraph although they could be functions of one.
_THREADED = frozenset(map(system, ("Plus", "Times", "Subtract", "Divide", "Power", "Min", "Max")))


def as_net(e: Any, session: Any, in_graph: bool) -> Net:
    """A member of a container: a net, or a shorthand for one."""
    if is_net(e):
        net: Net = e
        return net
    if is_list(e) or type(e) is Association:
        return _chain(e, (), session)
    if type(e) is int:
        return layer_net("LinearLayer", (e,), session)
    if type(e) is Symbol and e.name in LAYERS:  # a bare head, as old programs write it
        return construct(e.name, (), session)
    titles = ("ThreadingLayer",) if e in _THREADED else ("ElementwiseLayer", "ThreadingLayer")
    for title in titles if in_graph else titles[:1]:
        if type(e) in (str, Symbol) or has_head(e, S.Function):
            try:
                return layer_net(title, (e,), session)
            except (ArgumentError, NetError):
                continue
    raise NetError("invnet", e)


def _members(layers: Any, session: Any, in_graph: bool) -> dict[Any, Net]:
    if type(layers) is Association:
        pairs = list(layers.items())
    elif is_list(layers) and layers.args and all(is_rule(x) and type(x.args[0]) is str for x in layers.args):
        pairs = [x.args for x in layers.args]
    elif is_list(layers):
        pairs = [(i + 1, x) for i, x in enumerate(layers.args)]
    else:
        raise NetError("invnet", layers)
    wrong = next((name for i, (name, _) in enumerate(pairs) if type(name) is not str and name != i + 1), None)
    if wrong is not None:
        raise NetError("badname", wrong)
    return {name: as_net(x, session, in_graph) for name, x in pairs}


class _Options:
    """The options of a container: types and coders of its ports, multipliers."""

    def __init__(self, head: Symbol, rules: tuple[Any, ...], evaluate: Any) -> None:
        self.coders: dict[str, Coder] = {}
        self.multipliers: Any = None
        self._head = head
        self._ports: list[tuple[str, Any]] = []
        self._evaluate = evaluate
        for rule in rules:
            if not is_rule(rule):
                raise NetError("nonopt", rule, 1, head)
            name = option_name(rule.args[0])
            if name == "LearningRateMultipliers":
                self.multipliers = checked_multipliers(rule.args[1])
            elif type(name) is str:
                self._ports.append((name, rule.args[1]))
            else:
                raise NetError("badport", name)

    def ports(self, graph: Graph) -> dict[str, Any]:
        """The declared types of the ports of a graph."""
        found = {}
        for name, value in self._ports:
            if name not in graph.input_names + graph.output_names:
                raise NetError("optx", name, self._head)
            side = "output" if name in graph.output_names else "input"
            found[name] = port_kind(name, value, self.coders, self._evaluate, side)
        return found


def make_chain(layers: Any, options: tuple[Any, ...], session: Any, say: Callable[..., None], place: Any = None) -> Any:
    """NetChain[layers, options]; $Failed after a message, None for a pattern."""
    if has_patterns((layers, *options)):
        return None
    return built(say, lambda: _chain(layers, options, session), place)


def _chain(layers: Any, options: tuple[Any, ...], session: Any) -> Net:
    if is_net(layers):
        return _with_options(_as_chain(layers), S.NetChain, options, session)
    members = _members(layers, session, in_graph=False)
    return _with_options(chain_net(members), S.NetChain, options, session)


def chain_net(
    members: Mapping[Any, Net],
    ports: Mapping[str, Any] | None = None,
    coders: Mapping[str, Coder] | None = None,
    multipliers: Any = None,
) -> Net:
    """A NetChain of nets by name (or by number from 1), without going through expressions.

    `ports` are types (or specifications) of its ports, `coders` further coders at them: those of the members at the
    ends are kept. Raises NetError or a RuntimeProblem for what does not fit.
    """
    members = dict(members)
    names = list(members)
    for name in names[1:]:
        if len(members[name].graph.input_names) != 1:
            raise NetError("inner", name)
    for name in names[:-1]:
        if len(members[name].graph.output_names) != 1:
            raise NetError("inner", name)
    graph = chain({n: m.node for n, m in members.items()})
    return _container(S.NetChain, graph, members, None, ports, coders, multipliers)


def _as_chain(net: Net) -> Net:
    """NetChain[graph] is the chain of the layers of a graph where each feeds the next; a layer becomes the only one."""
    if net.head is S.NetChain:
        return net
    if net.children is None:
        return chain_net({1: net})
    order = [path for path, _ in net.graph.nodes]
    ways = {source[0]: target[0] for source, target in net.graph.edges}
    path: list[Any] = [None, *order, None]
    if len(net.graph.edges) != len(order) + 1 or any(ways[a] != b for a, b in zip(path, path[1:], strict=False)):
        raise NetError("nochain")
    return taken(net, [name for (name,) in order], chained=True)


def make_graph(
    layers: Any, edges: Any, options: tuple[Any, ...], session: Any, say: Callable[..., None], place: Any = None
) -> Any:
    """NetGraph[layers, edges, options] or NetGraph[net]; $Failed after a message, None for a pattern."""
    if has_patterns((layers, edges, *options)):
        return None
    if is_net(layers) and edges is None:
        return built(say, lambda: _as_graph(layers), place)
    if edges is None:
        edges = make_list(())
    return built(say, lambda: _graph(layers, edges, options, session), place)


def _as_graph(net: Net) -> Net:
    """NetGraph[chain] is the same net with its edges written out; a layer becomes the only vertex."""
    if net.head is S.NetGraph:
        return net
    if net.head is S.FunctionLayer:  # the graph of the function
        return _as_graph(net.child("Net"))
    if net.children is None:
        graph = connect({1: net.node}, [])
        return Net(S.NetGraph, graph, placed(net.arrays, 1), net.coders, (), {1: net}, make_list(()))
    names = list(net.children)
    edges = make_list(expr(S.Rule, a, b) for a, b in zip(names, names[1:], strict=False))
    return net.having(head=S.NetGraph, edges=edges)


def _graph(layers: Any, edges: Any, options: tuple[Any, ...], session: Any) -> Net:
    members = _members(layers, session, in_graph=True)
    return _with_options(graph_net(members, edges), S.NetGraph, options, session)


def graph_net(
    members: Mapping[Any, Net],
    edges: Any,
    ports: Mapping[str, Any] | None = None,
    coders: Mapping[str, Coder] | None = None,
    multipliers: Any = None,
) -> Net:
    """A NetGraph of nets by name (or by number from 1), as `chain_net`.

    `edges` is the list of rules that people write, or a Python list of pairs (source, target) as in `Graph.edges`: an
    end is ((name,), port), or (None, port) for a port of the graph; a target None mutes an output.
    """
    members = dict(members)
    if isinstance(edges, list | tuple):
        edges = edge_rules(edges, members)
    return _container(S.NetGraph, joined(members, edges), members, edges, ports, coders, multipliers)


def taken(net: Net, names: list[Any], chained: bool = False) -> Net:
    """Some members of a container as a net of their own; what joined them to others becomes a port.

    Members without names are numbered anew. Coders of the net's ports stay at those that are left. `chained` makes a
    chain of the members of a graph.
    """
    assert net.children is not None
    numbered = not any(type(name) is str for name in names)
    new = {name: i + 1 if numbered else name for i, name in enumerate(names)}
    members = {new[name]: net.child(name) for name in names}
    if net.edges is None or chained:
        part = chain_net(members)
    else:
        kept = [pair for pair in net.graph.edges if all(path is None or path[0] in new for path, _ in pair)]
        part = graph_net(members, [tuple((path and (new[path[0]],), port) for path, port in pair) for pair in kept])
    declared = dict(net.graph.inputs + net.graph.outputs)
    ends = [pair for pair in net.graph.edges if any(path is not None and path[0] in new for path, _ in pair)]
    outer = {port for pair in ends for path, port in pair if path is None and port in _port_names(part)}
    ports = {port: declared[port] for port in outer}
    coders = {port: coder for port, coder in net.coders.items() if port in outer}
    return part.having(graph=part.graph.with_ports(ports), coders={**part.coders, **coders})


def _port_names(net: Net) -> tuple[str, ...]:
    return net.graph.input_names + net.graph.output_names


def _container(
    head: Symbol,
    graph: Graph,
    members: dict[Any, Net],
    edges: Any,
    ports: Mapping[str, Any] | None,
    coders: Mapping[str, Coder] | None,
    multipliers: Any,
) -> Net:
    given = dict(coders or {})
    graph = graph.with_ports({port: coder.type for port, coder in given.items()}).with_ports(ports or {})
    coders = {**_inherited_coders(graph, members), **given}
    arrays = joined_arrays([placed(m.arrays, name) for name, m in members.items()])
    net = Net(head, graph, arrays, coders, (), members, edges, multipliers=multipliers)
    net.inference  # noqa: B018 - layers that do not fit are refused now
    return net


def _with_options(net: Net, head: Symbol, rules: tuple[Any, ...], session: Any) -> Net:
    """The container with what its options say of ports and multipliers."""
    if not rules:
        return net
    read = _Options(head, rules, session.evaluate_expr)
    graph = net.graph.with_ports(read.ports(net.graph))
    net = net.having(graph=graph, coders={**net.coders, **read.coders}, multipliers=read.multipliers)
    net.inference  # noqa: B018 - as above
    return net


def _inherited_coders(graph: Graph, members: dict[Any, Net]) -> dict[str, Coder]:
    """Coders of members whose ports are the container's own."""
    found: dict[str, Coder] = {}
    for source, target in graph.edges:
        inside, outside = (target, source) if source[0] is None else (source, target)
        if outside[0] is None and inside[0]:
            coder = members[inside[0][0]].coders.get(inside[1])
            if coder is not None:
                found[outside[1]] = coder
    return found
