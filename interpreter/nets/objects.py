"""Nets as expressions: a layer or container with its graph, its arrays and the coders at its ports."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from ...runtime.declare import Layer
from ...runtime.graph import Graph, single
from ...runtime.infer import Inference
from ...runtime.ports import VARYING, Type
from .. import symbols as S
from ..associations import association
from ..expr import Expr, Symbol, expr, make_list
from ..packed import from_array
from .coders import Coder

Path = tuple[Any, ...]


class Net(Expr):
    """An inert object with the head of its constructor.  Its arguments rebuild it, arrays included.

    `given` are a layer's own arguments; `children` the members of a container by name, `edges` its edge list (None for
    a chain).  `arrays` maps array paths to arrays: the container's are the ones that count, not its children's.
    """

    __slots__ = ("__dict__", "arrays", "children", "coders", "edges", "given", "graph")

    def __init__(
        self,
        head: Symbol,
        graph: Graph,
        arrays: dict[Path, Any],
        coders: dict[str, Coder],
        given: tuple[Any, ...] = (),
        children: dict[Any, Net] | None = None,
        edges: Any = None,
    ) -> None:
        self.head = head
        self._hash = None
        self._key = None
        self.stamp = 0
        self.graph, self.arrays, self.coders = graph, arrays, coders
        self.given, self.children, self.edges = given, children, edges

    def __getattr__(self, name: str) -> Any:
        if name != "args":  # `args` stays unset until somebody asks
            raise AttributeError(name)
        self.args = args = tuple(_arguments(self))
        return args

    def __len__(self) -> int:
        return len(self.args)

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
    def node(self) -> Layer | Graph:
        """What a container holds: the bare layer (it may still learn its number of inputs there) or the graph."""
        return self.graph if self.children is not None else self.graph.nodes[0][1]

    @property
    def name(self) -> str:
        name: str = self.head.name
        return name

    def with_arrays(self, arrays: dict[Path, Any]) -> Net:
        """The same net with other arrays."""
        return Net(self.head, self.graph, arrays, self.coders, self.given, self.children, self.edges)

    def with_coders(self, coders: dict[str, Coder]) -> Net:
        """The same net with other coders at its ports."""
        return Net(self.head, self.graph, self.arrays, coders, self.given, self.children, self.edges)

    def child(self, name: Any) -> Net:
        """A member of a container, with the arrays that it has here and the shapes that follow here."""
        assert self.children is not None
        inner = self.children[name]
        arrays = {path[1:]: a for path, a in self.arrays.items() if path[0] == name}
        graph = inner.graph
        if inner.children is None:
            graph = single(self.graph.node(name))
            graph = graph.with_ports(
                {p: self.inference.port((name,), p) for p in (*graph.input_names, *graph.output_names)}
            )
        return Net(inner.head, graph, arrays, inner.coders, inner.given, inner.children, inner.edges)


def is_net(e: Any) -> bool:
    return type(e) is Net


# ---- the arguments that rebuild a net --------------------------------------------------------------------------------


def _arguments(net: Net) -> Iterator[Any]:
    if net.children is None:
        yield from net.given
        for path, array in net.arrays.items():
            yield expr(S.Rule, path[-1], array_value(array))
    else:
        members = [(k, net.child(k)) for k in net.children]
        named = any(type(k) is str for k in net.children)
        yield association(members) if named else make_list(m for _, m in members)
        if net.edges is not None:
            yield net.edges
    for side in (net.graph.inputs, net.graph.outputs):
        for port, kind in side:
            if port in net.coders:
                yield expr(S.Rule, port, net.coders[port])
            elif _is_declared(net, port, kind):
                yield expr(S.Rule, port, shape_spec(net.inference.port(None, port)))


def _is_declared(net: Net, port: str, kind: Type) -> bool:
    if kind != Type():
        return True
    return net.children is None and port in dict(net.graph.nodes[0][1].declared) if net.graph.nodes else False


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
    return dims[0] if len(dims) == 1 else make_list(dims)


def array_value(array: Any) -> Any:
    """An array of a net as a list of reals."""
    import numpy as np

    return from_array(np.asarray(array))
