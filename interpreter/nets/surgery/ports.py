"""The ports of nets: what is declared of them, replaced or said in addition, and the coders at them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ....runtime.graph import Graph, single
from ....runtime.ports import ANY, Mismatch, Type, meet
from ... import symbols as S
from ...expr import is_rule
from ...options import option_name
from ..coders import Coder
from ..complaints import NetError
from ..objects import Net
from ..portspecs import port_kind
from .body import members_of, with_members


def side_of(net: Net, port: str) -> str:
    """Whether a port is an "input" or "output"; raises NetError for a name that is no port."""
    if port in net.graph.input_names:
        return "input"
    if port in net.graph.output_names:
        return "output"
    raise NetError("noport", port, net.head)


def declared(net: Net, port: str) -> Type:
    """What the net itself says of a port, whatever follows from its inside."""
    kind = dict(net.graph.inputs + net.graph.outputs).get(port, ANY)
    if net.layer is not None and kind == ANY:
        kind = net.layer.port(port)
    return kind


def pinned(net: Net, port: str, kind: Type) -> Net:
    """The net with more said about a port; a type that contradicts what is said is left for inference to refuse."""
    if kind == ANY:
        return net
    try:
        return _declaring(net, port, meet(declared(net, port), kind))
    except Mismatch:
        return _declaring(net, port, kind)


def _declaring(net: Net, port: str, kind: Type) -> Net:
    layer = net.layer
    if layer is not None:
        layer = net.node.with_port(port, kind)  # type: ignore[union-attr]
        layer = replace(layer, declared=tuple([said for said in layer.declared if said[1] != ANY]))
        return net.having(graph=single(layer))
    graph = net.graph
    inputs, outputs = (
        tuple([(name, kind if name == port else old) for name, old in side]) for side in (graph.inputs, graph.outputs)
    )
    return net.having(graph=Graph(graph.nodes, graph.edges, inputs, outputs))


def retyped(net: Net, port: str, kind: Type) -> Net:
    """The net with another type at a port, whatever was declared of it there or by the members behind it."""
    net = _freed(net, port)
    return _declaring(net, port, kind) if kind != ANY else net


def _freed(net: Net, port: str) -> Net:
    """The net with nothing declared of a port."""
    if net.children is not None:
        members = members_of(net)
        behind = _behind(net, port)
        if any(_says(members[name], inside) for name, inside in behind):
            members |= {name: _freed(members[name], inside) for name, inside in behind}
            net = with_members(net, members)
    return _declaring(net, port, ANY) if declared(net, port) != ANY else net


def _says(net: Net, port: str) -> bool:
    if declared(net, port) != ANY:
        return True
    members = net.children or {}
    return any(_says(members[name], inside) for name, inside in _behind(net, port))


def _behind(net: Net, port: str) -> list[tuple[Any, str]]:
    """The members' ports that are joined with a port of a container."""
    if net.children is None:
        return []
    inward = [(end[0], p) for (start, out), (end, p) in net.graph.edges if (start, out) == (None, port) and end]
    outward = [(start[0], out) for (start, out), (end, p) in net.graph.edges if (end, p) == (None, port) and start]
    return inward if port in net.graph.input_names else outward


# ---- specifications --------------------------------------------------------------------------------------------------


def with_port(net: Net, port: str, value: Any, session: Any) -> Net:
    """The net with a shape or coder at a port, None for no coder there, Automatic for what follows by itself."""
    side = side_of(net, port)
    coders = {name: coder for name, coder in net.coders.items() if name != port}
    if value is S.None_:
        return net.with_coders(coders)
    if value is S.Automatic:
        return retyped(net.with_coders(coders), port, ANY)
    kind = port_kind(port, value, coders, session.evaluate_expr, side)
    return retyped(net, port, kind).with_coders(coders)


def with_ports(net: Net, options: tuple[Any, ...], session: Any) -> Net:
    """The net with the shapes and coders of rules port -> specification; Automatic leaves a port as it is."""
    for rule in options:
        if not is_rule(rule):
            raise NetError("nonport", rule)
        name = option_name(rule.args[0])
        if type(name) is not str:
            raise NetError("badport", name)
        if rule.args[1] is not S.Automatic:
            net = with_port(net, name, rule.args[1], session)
    return net


def fits(coder: Coder, kind: Type) -> bool:
    """Whether a coder can stand at a port of a type."""
    try:
        meet(coder.type, kind)
    except Mismatch:
        return False
    return True
