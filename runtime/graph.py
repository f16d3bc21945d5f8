"""Graphs of layers: how they are joined, flattened, and what shapes follow.

A graph is immutable and holds no arrays: those live beside it, in a dictionary from array path to array, where an array
path is the path of its layer and its name: `("Weights",)` for a single layer, `(1, "Weights")` for the first of a
chain, `("block", 2, "Biases")` in nested graphs.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Union

from .declare import Array, Layer, inner_path
from .errors import GraphError, ShapeError
from .infer import Inference, infer
from .ports import ANY, Mismatch, Type, meet, port_type

Address = tuple[tuple | None, str]  # (layer path, port); (None, port) is a port of the graph itself


@dataclass(frozen=True)
class Graph:
    """Layers and graphs under names, joined port to port.

    `nodes` are (path, Layer or Graph), in an order in which every node follows those that feed it; `edges` are
    (source, target) addresses with the node's path or None for the graph's own ports; `inputs` and `outputs` are the
    graph's ports with their declared types. Make one with `single`, `chain` or `connect`.
    """

    nodes: tuple[tuple[tuple, Union[Layer, "Graph"]], ...]
    edges: tuple[tuple[Address, Address], ...]
    inputs: tuple[tuple[str, Type], ...]
    outputs: tuple[tuple[str, Type], ...]

    @cached_property
    def hash(self) -> int:
        return hash((self.nodes, self.edges, self.inputs, self.outputs))

    def __hash__(self) -> int:
        return self.hash

    @cached_property
    def flat(self) -> "Flat":
        """The graph without nested graphs."""
        return flatten(self)

    @cached_property
    def inference(self) -> Inference:
        """The shapes that follow from the graph alone."""
        return infer(self.flat)

    def infer(
        self,
        inputs: Mapping[str, Type] | None = None,
        arrays: Mapping[tuple, tuple] | None = None,
        concrete: bool = False,
        guess: bool = True,
    ) -> Inference:
        """The shapes that follow from the graph, further types of its ports and shapes of its arrays.

        `concrete` takes varying sizes as unknown ones, for actual data; `guess` lets layers choose what nothing
        decides. Raises `ShapeError` at the first contradiction.
        """
        if not inputs and not arrays and not concrete and guess:
            return self.inference
        return infer(self.flat, inputs, arrays, concrete, guess)

    def node(self, *path: Any) -> Union[Layer, "Graph"]:
        """The layer or graph at a path; raises KeyError."""
        found: Layer | Graph = _unwrapped(self)
        for key in path:
            if not isinstance(found, Graph):
                raise KeyError(path)
            found = _unwrapped(dict(found.nodes)[(key,)])
        return found

    @cached_property
    def input_names(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.inputs)

    @cached_property
    def output_names(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.outputs)

    def with_ports(self, ports: Mapping[str, Any]) -> "Graph":
        """The same graph with more said about the types of its ports; raises GraphError for a port that it lacks."""
        missing = next((p for p in ports if p not in self.input_names + self.output_names), None)
        if missing is not None:
            raise GraphError("port", (None, missing), f"the graph has no port {missing}")
        inputs, outputs = (
            tuple((name, _declared(kind, ports.get(name), name)) for name, kind in side)
            for side in (self.inputs, self.outputs)
        )
        return Graph(self.nodes, self.edges, inputs, outputs)


def _unwrapped(node: Layer | Graph) -> Layer | Graph:
    """The layer of a graph made by `single`, whose path is empty."""
    return dict(node.nodes).get((), node) if isinstance(node, Graph) else node


def _declared(kind: Type, spec: Any, name: str) -> Type:
    try:
        return meet(kind, port_type(spec))
    except Mismatch as problem:
        raise ShapeError((), name, problem.one, problem.other) from None


# --- construction


def single(layer: Layer) -> Graph:
    """The graph of one layer, whose path is empty; its ports are the layer's."""
    return _assemble({(): layer}, [])


def exposed(graph: Graph, states: Iterable[str] = ()) -> Graph:
    """The graph of one layer with its states as ports: all as outputs, those named as inputs too."""
    ((path, node),) = graph.nodes
    for state in states:
        node = node.with_state(state)
    inputs = [((None, port), (path, port)) for port in node.inputs]
    outputs = [((path, port), (None, port)) for port in node.outputs + node.states]
    declared = dict(graph.inputs + graph.outputs)
    return Graph(
        ((path, node),),
        (*inputs, *outputs),
        tuple((port, declared.get(port, ANY)) for port in node.inputs),
        tuple((port, declared.get(port, ANY)) for port in node.outputs + node.states),
    )


def chain(
    members: Mapping[Any, Layer | Graph] | Iterable[Layer | Graph], ports: Mapping[str, Any] | None = None
) -> Graph:
    """Layers one after the other: a mapping name -> layer, or a list, whose members are named 1, 2, ...

    The first member's inputs and the last one's outputs are the graph's; members in between have one input and one
    output.
    """
    named = dict(members) if isinstance(members, Mapping) else {i + 1: m for i, m in enumerate(members)}
    if not named:
        through = (((None, "Input"), (None, "Output")),)
        return Graph((), through, (("Input", ANY),), (("Output", ANY),)).with_ports(ports or {})
    keys = list(named)
    return connect(named, [((a, None), (b, None)) for a, b in zip(keys, keys[1:])], ports)


def connect(
    nodes: Mapping[Any, Layer | Graph],
    edges: Iterable[tuple[tuple, tuple | None]],
    ports: Mapping[str, Any] | None = None,
) -> Graph:
    """Layers joined by edges ((name, port), (name, port)).

    A name None means the graph itself: (None, "Input1") is its port. A port None means the only output of a source, and
    of a target the next input that nothing feeds yet ("Input" where it has one of that name). A target None mutes an
    output. Ports that nothing joins become ports of the graph; several of one name get numbers: "Input1", "Input2".
    Raises `GraphError` with reason "vertex", "port", "twice" or "cycle".
    """
    members = {(name,): node for name, node in nodes.items()}
    return _assemble(members, list(edges)).with_ports(ports or {})


def _assemble(nodes: dict, edges: list) -> Graph:
    nodes = dict(nodes)
    fed: dict[Address, Address] = {}
    used: set[Address] = set()
    outputs: dict[str, Address] = {}
    inputs: dict[str, Type] = {}
    for source, target in edges:
        start = _source(nodes, source)
        if start[0] is None:
            inputs[start[1]] = ANY
        used.add(start)
        if target is None:
            continue
        if target[0] is None:
            if target[1] in outputs:
                raise GraphError("twice", target, f"the output {target[1]} is fed twice")
            outputs[target[1]] = start
            continue
        end = _target(nodes, target, fed)
        if end in fed:
            raise GraphError("twice", end, f"the port {end[1]} of {target[0]} is fed twice")
        fed[end] = start
    order = _ordered(nodes, fed)
    free = [(path, port) for path in order for port in _ports(nodes[path], "inputs") if (path, port) not in fed]
    for name, address in _names([port for _, port in free], free, inputs).items():
        inputs[name] = ANY
        fed[address] = (None, name)
    open_ends = [(p, port) for p in order for port in _ports(nodes[p], "outputs") if (p, port) not in used]
    outputs |= _names([port for _, port in open_ends], open_ends, outputs)
    joined = [(source, target) for target, source in fed.items()]
    joined += [(source, (None, name)) for name, source in outputs.items()]
    return Graph(
        tuple((path, nodes[path]) for path in order),
        tuple(joined),
        tuple(inputs.items()),
        tuple((name, ANY) for name in outputs),
    )


def _ports(node: Layer | Graph, side: str) -> tuple[str, ...]:
    return getattr(node, side) if isinstance(node, Layer) else tuple(name for name, _ in getattr(node, side))


def _names(ports: list[str], addresses: list[Address], taken: Mapping[str, Any]) -> dict[str, Address]:
    """Names for the ports that nothing joins: their own, numbered where several have it."""
    names: dict[str, Address] = {}
    numbers: dict[str, int] = {}
    for port, address in zip(ports, addresses):
        name = port if ports.count(port) == 1 else ""
        while not name or name in taken or name in names:
            numbers[port] = numbers.get(port, 0) + 1
            name = f"{port}{numbers[port]}"
        names[name] = address
    return names


def _states(node: Layer | Graph) -> tuple[str, ...]:
    return node.states if isinstance(node, Layer) else ()


def _found(nodes: Mapping, name: Any) -> tuple:
    if (name,) not in nodes:
        raise GraphError("vertex", name, f"there is no layer {name}")
    return (name,)


def _source(nodes: Mapping, end: tuple) -> Address:
    name, port = end
    if name is None:
        return (None, port)
    path = _found(nodes, name)
    ports = _ports(nodes[path], "outputs")
    if port is None and len(ports) == 1:
        port = ports[0]
    if port not in ports and port not in _states(nodes[path]):
        text = f"{name} has no single output" if port is None else f"{name} has no output {port}"
        raise GraphError("port", end, text)
    return (path, port)


def _target(nodes: dict, end: tuple, fed: Mapping) -> Address:
    name, port = end
    path = _found(nodes, name)
    node = nodes[path]
    ports = _ports(node, "inputs")
    if port is None:
        free = [p for p in ports if (path, p) not in fed]
        if not free and isinstance(node, Layer) and node.variadic:
            nodes[path] = node.with_count(len(ports) + 1)
            free = [nodes[path].inputs[-1]]
        if not free:
            raise GraphError("twice", end, f"all inputs of {name} are fed already")
        port = "Input" if "Input" in free else free[0]
    elif port not in ports and isinstance(node, Layer) and node.variadic and port == f"Input{len(ports) + 1}":
        nodes[path] = node.with_count(len(ports) + 1)
    elif port not in ports and port in _states(node):
        nodes[path] = node.with_state(port)
    elif port not in ports:
        raise GraphError("port", end, f"{name} has no input {port}")
    return (path, port)


def _ordered(nodes: Mapping, fed: Mapping[Address, Address]) -> list[tuple]:
    """The paths so that sources come first; the given order where edges leave it open."""
    needs: dict[tuple, set] = {path: set() for path in nodes}
    for (target, _), (source, _) in fed.items():
        if source is not None:
            needs[target].add(source)
    order: dict[tuple, None] = {}
    left = dict.fromkeys(nodes)
    while left:
        ready = next((p for p in left if needs[p] <= order.keys()), None)
        if ready is None:
            raise GraphError("cycle", next(iter(left)), "the edges make a cycle")
        order[ready] = None
        del left[ready]
    return list(order)


# --- flattening


@dataclass
class Flat:
    """A graph without nesting: layers in order, what feeds each input, where outputs come from, and declared types.

    `arrays` are the declarations of all arrays by path, those of inner nets of operators included.
    """

    layers: dict[tuple, Layer]
    feeds: dict[Address, Address]
    inputs: dict[str, Type]
    outputs: dict[str, Address]
    declared: list[tuple[Address, Type]]

    @cached_property
    def arrays(self) -> dict[tuple, Array]:
        found = {layer.place(path, a.name): a for path, layer in self.layers.items() for a in layer.arrays}
        for path, layer in self.layers.items():
            for net, graph in layer.nets:
                found |= {inner_path(path, net, place): a for place, a in graph.flat.arrays.items()}
        return found

    @cached_property
    def array_types(self) -> dict[tuple, Type]:
        """What layers declare of the arrays, by path; those that are shared have what all say."""
        found: dict[tuple, Type] = dict.fromkeys(self.arrays, ANY)
        said = [
            (path, name, layer.place(path, name), kind)
            for path, layer in self.layers.items()
            for name, kind in layer.sizes
        ]
        said += [
            (path, place[-1], inner_path(path, net, place), kind)
            for path, layer in self.layers.items()
            for net, graph in layer.nets
            for place, kind in graph.flat.array_types.items()
        ]
        for path, name, place, kind in said:
            try:
                found[place] = meet(found.get(place, ANY), kind)
            except Mismatch as problem:
                raise ShapeError(path, name, problem.one, problem.other) from None
        return found


def flatten(graph: Graph) -> Flat:
    """Replaces nested graphs by their layers, whose paths grow by the graph's name."""
    flat = Flat({}, {}, dict(graph.inputs), {}, [])
    flat.outputs.update(_walk(graph, (), {name: (None, name) for name, _ in graph.inputs}, flat))
    return flat


def _walk(graph: Graph, prefix: tuple, sources: dict[str, Address], flat: Flat) -> dict[str, Address]:
    origin: dict[Address, Address] = {(None, name): address for name, address in sources.items()}
    flat.declared.extend((sources[name], kind) for name, kind in graph.inputs if kind != ANY)
    into: dict[tuple | None, list[tuple[str, Address]]] = {}
    for source, (path, port) in graph.edges:
        into.setdefault(path, []).append((port, source))
    for path, node in graph.nodes:
        place = prefix + path
        fed = {port: origin[source] for port, source in into.get(path, ())}
        if isinstance(node, Graph):
            for port, source in _walk(node, place, fed, flat).items():
                origin[path, port] = source
            continue
        flat.layers[place] = node
        flat.feeds.update({(place, port): fed[port] for port in node.inputs})
        origin.update({(path, port): (place, port) for port in node.outputs + node.states})
        for port, kind in node.declared:
            if port in fed or port in node.outputs + node.states:
                flat.declared.append((fed[port] if port in fed else (place, port), kind))
    result = {port: origin[source] for port, source in into.get(None, ())}
    flat.declared.extend((result[name], kind) for name, kind in graph.outputs if kind != ANY)
    return {name: result[name] for name, _ in graph.outputs}
