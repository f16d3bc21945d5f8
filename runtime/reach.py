"""Edges that end inside nested graphs: the graphs on the way get ports for them, which nobody else sees.

A hidden port's name is a tuple, the path of what it leads to, so that it is never one that a user gave.
"""

from dataclasses import replace
from typing import Any

from .declare import Layer
from .errors import GraphError
from .graph import Address, Graph
from .ports import ANY


def outlet(node: Layer | Graph, path: tuple, port: str | None) -> tuple[Layer | Graph, Any]:
    """The node with an output that gives what the layer at a path inside gives at a port, and that output's name.

    A port None means the only output. Raises `GraphError` for a layer or port that is not there.
    """
    if not path:
        return node, _output(node, port)
    graph, name = _inside(node, path)
    inner, inner_port = outlet(dict(graph.nodes)[name], path[1:], port)
    graph = _with_node(graph, name, inner)
    source = (name, inner_port)
    known = next((target[1] for start, target in graph.edges if start == source and target[0] is None), None)
    if known is not None:
        return graph, known
    hidden = (*path, inner_port)
    edges = (*graph.edges, (source, (None, hidden)))
    return replace(graph, edges=edges, outputs=(*graph.outputs, (hidden, ANY))), hidden


def inlet(node: Layer | Graph, path: tuple, port: str) -> tuple[Layer | Graph, Any]:
    """The node with an input that feeds a port of the layer at a path inside, and that input's name."""
    if not path:
        return _input(node, port)
    graph, name = _inside(node, path)
    inner, inner_port = inlet(dict(graph.nodes)[name], path[1:], port)
    graph = _with_node(graph, name, inner)
    target: Address = (name, inner_port)
    known = next((source for source, end in graph.edges if end == target), None)
    if known is not None and known[0] is None:
        return graph, known[1]
    if known is not None:
        raise GraphError("twice", ((*path,), port), f"{port} of {path} is fed already")
    hidden = (*path, inner_port)
    edges = (*graph.edges, ((None, hidden), target))
    return replace(graph, edges=edges, inputs=(*graph.inputs, (hidden, ANY))), hidden


def concealed(graph: Graph) -> Graph:
    """The graph as it was before others reached into it."""
    if not any(isinstance(port, tuple) for port, _ in graph.inputs + graph.outputs):
        return graph
    edges = tuple(e for e in graph.edges if not any(end[0] is None and isinstance(end[1], tuple) for end in e))
    fed = {target for _, target in edges}
    nodes = tuple(
        (path, concealed(x) if isinstance(x, Graph) else replace(x, wired=_kept(x, path, fed)))
        for path, x in graph.nodes
    )
    inputs, outputs = (tuple(p for p in side if isinstance(p[0], str)) for side in (graph.inputs, graph.outputs))
    return Graph(nodes, edges, inputs, outputs)


def _kept(layer: Layer, path: tuple, fed: set) -> tuple[str, ...]:
    return tuple(state for state in layer.wired if (path, state) in fed)


def _inside(node: Layer | Graph, path: tuple) -> tuple[Graph, tuple]:
    if not isinstance(node, Graph) or path[:1] not in dict(node.nodes):
        raise GraphError("vertex", path[0], f"there is no layer {path[0]}")
    return node, path[:1]


def _with_node(graph: Graph, name: tuple, node: Layer | Graph) -> Graph:
    return replace(graph, nodes=tuple((path, node if path == name else x) for path, x in graph.nodes))


def _output(node: Layer | Graph, port: str | None) -> Any:
    names, states = (node.outputs, node.states) if isinstance(node, Layer) else (node.output_names, ())
    if port is None and len(names) == 1:
        return names[0]
    if port not in names + states:
        raise GraphError("port", (None, port), f"there is no output {port}")
    return port


def _input(node: Layer | Graph, port: str) -> tuple[Layer | Graph, Any]:
    names, states = (node.inputs, node.states) if isinstance(node, Layer) else (node.input_names, ())
    if port in names:
        return node, port
    if port not in states:
        raise GraphError("port", (None, port), f"there is no input {port}")
    assert isinstance(node, Layer)
    return node.with_state(port), port
