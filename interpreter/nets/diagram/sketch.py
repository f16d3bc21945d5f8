"""What a diagram of a net shows: nodes, the links between their ports, and what the links carry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ....runtime.declare import Layer
from ....runtime.graph import Address, Graph
from ....runtime.ports import VARYING, Type
from ..objects import Net
from .words import Look, layer_look, net_look

Key = tuple[Any, ...]  # ("layer", path), ("in", port), ("out", port), ("mute", path, port)


@dataclass(slots=True)
class Node:
    """A layer, a nested net, a port of the whole, or the end of an output that nothing uses (`kind`)."""

    kind: str
    name: str
    look: Look
    outputs: dict[str, Type] = field(default_factory=dict)
    head: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    source: Key
    target: Key
    source_port: str
    target_port: str
    type: Type

    @property
    def label(self) -> str:
        return shape_words(self.type)


@dataclass(slots=True)
class Sketch:
    """`groups` are the nested nets that are opened: path -> the keys of the layers in them."""

    nodes: dict[Key, Node]
    links: list[Link]
    groups: dict[tuple[Any, ...], list[Key]] = field(default_factory=dict)

    @property
    def is_chain(self) -> bool:
        """Whether everything lies on one line."""
        froms, tos = [x.source for x in self.links], [x.target for x in self.links]
        return len(set(froms)) == len(froms) and len(set(tos)) == len(tos) and len(self.links) == len(self.nodes) - 1

    def edges(self, keys: list[Key]) -> list[tuple[int, int, int]]:
        """The links for `layered`: numbers of nodes in the order of the keys, and one for each output."""
        number = {key: i for i, key in enumerate(keys)}
        ports: dict[tuple[Key, str], int] = {}
        return [
            (number[x.source], number[x.target], ports.setdefault((x.source, x.source_port), len(ports)))
            for x in self.links
        ]

    def order(self) -> list[Key]:
        """The nodes such that each follows those that feed it."""
        return [*[k for k in self.nodes if k[0] == "in"], *[k for k in self.nodes if k[0] != "in"]]


def shape_words(kind: Type) -> str:
    """A type as it stands on an edge: 2, 3×224×224, n×5, real, index; nothing where the rank is not known."""
    if kind.dims is None:
        return ""
    if not kind.dims:
        return "real" if kind.kind != "integer" else "index" if kind.high is not None else "integer"
    return "×".join(["?" if d is None else "n" if d == VARYING else str(d) for d in kind.dims])


def sketch(net: Net, full: bool = False) -> Sketch:
    """The diagram of a net: its members, or if `full` the layers of nested nets in their place."""
    graph = _flattened(net.graph) if full else net.graph
    found = Sketch({}, [])
    for port in net.graph.input_names:
        found.nodes["in", port] = Node("port", port, Look(port, _word(net, port), "port"))
    for path, node in graph.nodes:
        found.nodes["layer", path] = _node(net, path, node)
        for n in range(1, len(path)):
            found.groups.setdefault(path[:n], []).append(("layer", path))
    for port in net.graph.output_names:
        found.nodes["out", port] = Node("port", port, Look(port, _word(net, port), "port"))
    for source, target in graph.edges:
        kind = _type_at(net, graph, source)
        found.links.append(Link(_key(source, "in"), _key(target, "out"), source[1], target[1], kind))
    _mute(found, net, graph)
    return found


def _key(address: Address, side: str) -> Key:
    path, port = address
    return (side, port) if path is None else ("layer", path)


def _word(net: Net, port: str) -> str:
    coder = net.coders.get(port)
    return "" if coder is None else coder.kind.word


def _node(net: Net, path: tuple[Any, ...], node: Layer | Graph) -> Node:
    name = "/".join(map(str, path))
    ports = node.outputs if isinstance(node, Layer) else node.output_names
    outputs = {p: _type_at(net, None, (path, p), node) for p in ports}
    if isinstance(node, Layer):
        return Node("layer", name, layer_look(node, next(iter(outputs.values()), Type())), outputs, node.name)
    member = net.children.get(path[0]) if net.children is not None and len(path) == 1 else None
    return Node("net", name, net_look("NetGraph" if member is None else member.name, len(node.nodes)), outputs)


def _mute(found: Sketch, net: Net, graph: Graph) -> None:
    """Outputs that nothing uses get an end of their own."""
    used = {source for source, _ in graph.edges}
    for path, _ in graph.nodes:
        for port, kind in found.nodes["layer", path].outputs.items():
            if (path, port) not in used:
                found.nodes["mute", path, port] = Node("mute", port, Look("", "", "port"))
                found.links.append(Link(("layer", path), ("mute", path, port), port, "", kind))


# ---- what flows ------------------------------------------------------------------------------------------------------


def _type_at(net: Net, graph: Graph | None, source: Address, node: Layer | Graph | None = None) -> Type:
    path, port = source
    if path is None:
        return net.inputs[port]
    if node is None and graph is not None:
        node = dict(graph.nodes)[path]
    if isinstance(node, Graph):
        inside = _inside(node, port)
        if inside is None:
            return Type()
        path, port = (*path, *inside[0]), inside[1]
    return net.inference.port(path, port)


def _inside(graph: Graph, port: str) -> tuple[tuple[Any, ...], str] | None:
    """The layer's port that a graph's output comes from; None if it is one of the graph's own inputs."""
    path, inner = graph.flat.outputs[port]
    return None if path is None else (path, inner)


def _flattened(graph: Graph) -> Graph:
    """The same graph without nesting."""
    flat = graph.flat
    edges: list[tuple[Address, Address]] = [(source, target) for target, source in flat.feeds.items()]
    edges += [(source, (None, port)) for port, source in flat.outputs.items()]
    return Graph(tuple(flat.layers.items()), tuple(edges), graph.inputs, graph.outputs)


def walk(found: Sketch) -> Iterator[tuple[Key, Node, list[Link]]]:
    """The nodes in order, with the links that come to each."""
    coming: dict[Key, list[Link]] = {}
    for link in found.links:
        coming.setdefault(link.target, []).append(link)
    for key in found.order():
        yield key, found.nodes[key], coming.get(key, [])
