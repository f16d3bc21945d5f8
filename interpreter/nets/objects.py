"""Nets as expressions: a layer, operator or container with its graph, its arrays and the coders at its ports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from ...runtime.declare import SHARED, Layer
from ...runtime.graph import Graph, single
from ...runtime.infer import Inference
from ...runtime.ports import VARYING, Type
from .. import symbols as S
from ..associations import association
from ..expr import Expr, Symbol, expr, make_list
from ..packed import from_array
from .coders import Coder

Path = tuple[Any, ...]


class Parts:
    """Stands among the given arguments of an operator for its inner nets: one net, or a list of those named."""

    def __init__(self, *names: str, listed: bool = False) -> None:
        self.names, self.listed = names, listed


class Net(Expr):
    """An inert object with the head of its constructor.  Its arguments rebuild it, arrays included.

    `given` are a layer's own arguments; `children` the members of a container by name, `edges` its edge list (None for
    a chain); `inner` the nets of an operator by name.  `arrays` maps array paths to arrays: the outermost net's are the
    ones that count, not its members'.  `multipliers` is what LearningRateMultipliers was given, None if nothing.
    """

    __slots__ = ("__dict__", "arrays", "children", "coders", "edges", "given", "graph", "inner", "multipliers")

    def __init__(
        self,
        head: Symbol,
        graph: Graph,
        arrays: dict[Path, Any],
        coders: dict[str, Coder],
        given: tuple[Any, ...] = (),
        children: dict[Any, Net] | None = None,
        edges: Any = None,
        inner: Mapping[str, Net] | None = None,
        multipliers: Any = None,
    ) -> None:
        self.head = head
        self._hash = None
        self._key = None
        self.stamp = 0
        self.graph, self.arrays, self.coders = graph, arrays, coders
        self.given, self.children, self.edges, self.inner = given, children, edges, dict(inner or {})
        self.multipliers = multipliers

    def __getattr__(self, name: str) -> Any:
        if name != "args":  # `args` stays unset until somebody asks
            raise AttributeError(name)
        self.args = args = tuple(_arguments(self))
        return args

    def __len__(self) -> int:
        return len(self.args)

    def __reduce__(self) -> tuple[Any, ...]:
        return Net, tuple(self._facts().values())

    @cached_property
    def inference(self) -> Inference:
        """What is known of every port and array."""
        return self.graph.infer(
            {p: c.type for p, c in self.coders.items() if p in self.graph.input_names},
            {path: a.shape for path, a in self.arrays.items()},
        )

    @cached_property
    def missing(self) -> tuple[Path, ...]:
        """The arrays that have no values yet."""
        return tuple(path for path in self.inference.arrays if path not in self.arrays)

    @property
    def inputs(self) -> dict[str, Type]:
        return self.inference.inputs

    @property
    def outputs(self) -> dict[str, Type]:
        return self.inference.outputs

    @property
    def layer(self) -> Layer | None:
        """The layer that the net is; None for a container."""
        return None if self.children is not None else self.graph.nodes[0][1]

    @property
    def node(self) -> Layer | Graph:
        """What a container holds: the bare layer (it may still learn its number of inputs there) or the graph."""
        return self.layer or self.graph

    @property
    def name(self) -> str:
        name: str = self.head.name
        return name

    def _facts(self) -> dict[str, Any]:
        names = ("head", "graph", "arrays", "coders", "given", "children", "edges", "inner", "multipliers")
        return {name: getattr(self, name) for name in names}

    def having(self, **changes: Any) -> Net:
        """The same net with other facts: graph, arrays, coders ..."""
        return Net(**(self._facts() | changes))

    def with_arrays(self, arrays: dict[Path, Any]) -> Net:
        """The same net with other arrays."""
        return self.having(arrays=arrays)

    def with_coders(self, coders: dict[str, Coder]) -> Net:
        """The same net with other coders at its ports."""
        return self.having(coders=coders)

    @property
    def members(self) -> dict[Any, Net]:
        """The members of a container, or the inner nets of an operator, as they were given."""
        return self.inner if self.children is None else self.children

    def child(self, name: Any) -> Net:
        """A member of a container or operator, with the arrays and shapes that it has here."""
        given = self.members[name]
        if self.children is None:
            graph = dict(self.graph.nodes[0][1].nets)[name]
            known = self.inference.inner.get(((), name), {})
        else:
            node = self.graph.node(name)
            graph = single(replace(node, wired=())) if isinstance(node, Layer) else node
            known = _port_types(self.inference, name, graph)
        graph = graph.with_ports({p: t for p, t in known.items() if p in graph.input_names + graph.output_names})
        arrays = {path[1:]: a for path, a in self.arrays.items() if path[0] == name}
        arrays |= {path: self.arrays[path] for path in graph.flat.arrays if path[0] == SHARED and path in self.arrays}
        return given.having(graph=graph, arrays=arrays)


def _port_types(inference: Inference, name: Any, graph: Graph) -> dict[str, Type]:
    """The types at the ports of a container's member."""
    flat = graph.flat
    places = {source[1]: target for target, source in flat.feeds.items() if source[0] is None}
    places |= {port: address for port, address in flat.outputs.items() if address[0] is not None}
    return {port: inference.port((name, *path), inside) for port, (path, inside) in places.items()}


def is_net(e: Any) -> bool:
    return type(e) is Net


def placed(arrays: Mapping[Path, Any], *front: Any) -> dict[Path, Any]:
    """Arrays by their paths seen from further outside; those that are shared have one path everywhere."""
    return {path if path[0] == SHARED else (*front, *path): a for path, a in arrays.items()}


# ---- the arguments that rebuild a net --------------------------------------------------------------------------------


def _arguments(net: Net) -> Iterator[Any]:
    layer = net.layer
    if layer is not None:
        for argument in net.given:
            yield _inner_nets(net, argument) if type(argument) is Parts else argument
        yield from _array_rules(net, layer)
    else:
        members = [(k, net.child(k)) for k in net.members]
        named = any(type(k) is str for k in net.members)
        yield association(members) if named else make_list(m for _, m in members)
        if net.edges is not None:
            yield net.edges
    if net.multipliers is not None:
        yield expr(S.Rule, S.LearningRateMultipliers, net.multipliers)
    for side in (net.graph.inputs, net.graph.outputs):
        for port, kind in side:
            if port in net.coders:
                yield expr(S.Rule, port, net.coders[port])
            elif _is_declared(net, port, kind):
                yield expr(S.Rule, port, shape_spec(net.inference.port(None, port)))


def _inner_nets(net: Net, parts: Parts) -> Any:
    return make_list(map(net.child, parts.names)) if parts.listed else net.child(parts.names[0])


def _array_rules(net: Net, layer: Layer) -> Iterator[Any]:
    """What is said about a layer's arrays: values, names under which they are shared, declared sizes."""
    shared, sizes = dict(layer.shared), dict(layer.sizes)
    for array in layer.arrays:
        value = net.arrays.get(layer.place((), array.name))
        facts: dict[str, Any] = {}
        if array.name in shared:
            facts["Name"] = shared[array.name]
        if value is not None:
            facts["Array"] = array_value(value)
        elif array.name in sizes:
            facts["Dimensions"] = make_list(sizes[array.name].dims or ())
        if facts:
            only = len(facts) == 1 and next(iter(facts))
            yield expr(
                S.Rule,
                array.name,
                facts["Array"]
                if only == "Array"
                else expr(S.NetArray, facts["Name"] if only == "Name" else association(facts.items())),
            )


def _is_declared(net: Net, port: str, kind: Type) -> bool:
    if kind != Type():
        return True
    return net.layer is not None and port in dict(net.layer.declared)


def shape_spec(kind: Type) -> Any:
    """A type as a port specification of the language."""
    element = None
    if kind.kind == "integer":
        element = "Integer"
        if kind.high is not None:
            low = 1 if kind.low is None else kind.low
            element = expr(S.Restricted, "Integer", kind.high if low == 1 else make_list((low, kind.high)))
    if kind.dims is None:
        return S.Automatic
    if not kind.dims:
        return element or "Real"
    dims = [S.Automatic if d is None else d if d != VARYING else "Varying" for d in kind.dims]
    if element is not None:
        return make_list([*dims, element])
    return dims[0] if len(dims) == 1 and dims[0] is not S.Automatic else make_list(dims)


def array_value(array: Any) -> Any:
    """An array of a net as a list of reals."""
    import numpy as np

    return from_array(np.asarray(array))
