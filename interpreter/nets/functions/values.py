"""Arrays that are not there yet, and the graph that grows while a function is walked through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from ....runtime.declare import Layer, create
from ....runtime.errors import RuntimeProblem
from ....runtime.graph import Graph, connect, single
from ....runtime.ops.contractions import Numbers
from ....runtime.ports import ANY, Type
from ... import symbols as S
from ...expr import Expr, expr, make_list, register_atom, system
from ..complaints import NetError
from ..construct import joined_arrays
from ..objects import Net, placed
from ..summaries import tree_expression

Address = tuple[Any, str]  # (member, port); member None is the graph itself
LARGEST_TREE = 48  # nodes: what is larger gets a layer of its own, so that nothing grows beyond bounds


class Traced:
    """An array in a sketch: where it comes from, or a function of elements of such arrays that has no layer yet.

    `tree` is over slots 1, 2, ... that stand for `wires`; None for a wire itself.
    """

    __slots__ = ("sketch", "tree", "wires")

    def __init__(self, sketch: Sketch, tree: Any, wires: tuple[Address, ...]) -> None:
        self.sketch, self.tree, self.wires = sketch, tree, wires

    def __repr__(self) -> str:
        return f"<{self.tree} of {self.wires}>"

    @property
    def wire(self) -> Address:
        """Where the array comes from; a function of elements gets its layer now."""
        if self.tree is not None:
            self.wires, self.tree = (self.sketch.elementwise(self.tree, self.wires),), None
        return self.wires[0]

    @property
    def dims(self) -> tuple[Any, ...] | None:
        """The sizes as far as they are known."""
        if self.tree is not None and len(self.wires) == 1:
            return self.sketch.type_of(self.wires[0]).dims
        return self.sketch.type_of(self.wire).dims

    @property
    def rank(self) -> int | None:
        return None if self.dims is None else len(self.dims)

    @property
    def length(self) -> int | None:
        """The first size, where it is a known number."""
        return self.dims[0] if self.dims and isinstance(self.dims[0], int) else None


register_atom(Traced, "NetTrace")


def tree_size(tree: Any) -> int:
    """The number of nodes of a tree."""
    return 1 + sum(map(tree_size, tree[1:])) if isinstance(tree, tuple) and tree[0] != "Slot" else 1


class Sketch:
    """A graph that grows: members, edges, the ports that it has so far.

    A sketch inside another one (the body of Map) takes what it needs from outside through ports of its own:
    `captured` maps those to the values outside.
    """

    def __init__(self, inputs: Mapping[str, Type], outer: Sketch | None = None) -> None:
        self.inputs, self.outer = dict(inputs), outer
        self.members: dict[int, Net] = {}
        self.edges: list[tuple[Address, Address]] = []
        self.captured: dict[str, Traced] = {}
        self._types: tuple[int, Any] = (-1, None)
        self._constants: dict[Any, Address] = {}
        self._sources: dict[Address, str] = {}

    def input(self, name: str) -> Traced:
        """The array at an input port."""
        return Traced(self, None, ((None, name),))

    def own(self, value: Traced) -> Traced:
        """A value of this sketch; one from outside comes in through a port."""
        if value.sketch is self:
            return value
        if self.outer is None:
            raise NetError("nocompile", S.Function)
        value = self.outer.own(value)
        source = value.wire
        name = self._sources.get(source)
        if name is None:
            name = self._sources[source] = f"Outer{len(self._sources) + 1}"
            self.inputs[name] = self.outer.type_of(source)
            self.captured[name] = value
        return self.input(name)

    # ---- growing

    def add(self, net: Net, *values: Traced, ports: Iterable[str] = ()) -> Any:
        """A member fed with values in the order of its inputs (or of `ports`).

        The result is a Traced, or a dictionary of them by port where the member has several outputs.
        """
        name = len(self.members) + 1
        names = list(ports) or list(net.graph.input_names)
        if len(names) < len(values):  # takes any number of inputs
            names = [f"Input{i + 1}" for i in range(len(values))]
        sources = [self.own(v).wire for v in values]
        name = len(self.members) + 1
        self.members[name] = net
        self.edges += [(source, (name, port)) for source, port in zip(sources, names, strict=True)]
        found = {port: Traced(self, None, ((name, port),)) for port in net.graph.output_names}
        return next(iter(found.values())) if len(found) == 1 else found

    def layer(self, title: str, *arguments: Any, inputs: tuple[Traced, ...] = (), given: Any = None) -> Traced:
        """A layer without arrays, made from the runtime's arguments and shown with the `given` expressions."""
        layer = create(title, *arguments)
        shown = tuple(map(_shown, arguments)) if given is None else given
        if layer.variadic:
            layer = layer.with_count(len(inputs))
            shown += (expr(S.Rule, S.InputPorts, len(inputs)),)
        found: Traced = self.add(_single(title, layer, shown), *inputs)
        return found

    def elementwise(self, tree: Any, wires: tuple[Address, ...]) -> Address:
        """A function of the elements of several arrays; those of fewer levels are repeated along the last ones."""
        bare = isinstance(tree, tuple) and tree[1:] == tuple(("Slot", i + 1) for i in range(len(wires)))
        function = tree[0] if bare else tree
        shown = system(function) if bare else expr(S.Function, tree_expression(tree))
        inputs = tuple(Traced(self, None, (w,)) for w in wires)
        if len(wires) == 1:
            return self.layer("ElementwiseLayer", function, inputs=inputs, given=(shown,)).wire
        return self.layer("ThreadingLayer", function, -1, inputs=inputs, given=(shown, -1)).wire

    def constant(self, array: Any) -> Traced:
        """An array of numbers that is not trained."""
        numbers = Numbers(np.array(array, dtype=np.float64, order="C"))
        if numbers not in self._constants:
            from ...packed import from_array

            given = (from_array(np.array(array)),)
            self._constants[numbers] = self.layer("ConstantLayer", numbers, given=given).wire
        return Traced(self, None, (self._constants[numbers],))

    # ---- what is known

    def type_of(self, address: Address) -> Type:
        """What is known of the array at an address."""
        if address[0] is None:
            known = self.inputs[address[1]]
            if known.dims is not None or not self.members:
                return known
        count, found = self._types
        if count != len(self.members):
            try:
                found = self.graph([]).inference
            except RuntimeProblem:  # said when the graph is finished
                found = None
            self._types = (len(self.members), found)
        if found is None:
            return ANY
        if address[0] is None:
            return found.wires.get(address, ANY)
        return found.outputs.get(f"{address[0]}:{address[1]}", ANY)

    # ---- finishing

    def graph(self, outputs: list[tuple[str, Address]]) -> Graph:
        """The graph with some outputs; without any, every port of every member is one."""
        edges: list[Any] = list(self.edges)
        used = {source[1] for source, _ in self.edges if source[0] is None}
        ends = [(source, (None, name)) for name, source in outputs]
        if not outputs:
            for name, net in self.members.items():
                ends += [((name, port), (None, f"{name}:{port}")) for port in net.graph.output_names]
        used |= {source[1] for source, _ in ends if source[0] is None}
        edges += ends
        edges += [((None, name), None) for name in self.inputs if name not in used]
        if outputs:
            fed = {source for source, _ in edges}
            edges += [
                ((name, port), None)
                for name, net in self.members.items()
                for port in net.graph.output_names
                if (name, port) not in fed
            ]
        made = connect({name: net.node for name, net in self.members.items()}, edges)
        return _ordered(made, list(self.inputs)).with_ports({n: t for n, t in self.inputs.items() if t != ANY})

    def net(self, outputs: Mapping[str, Traced]) -> Net:
        """The NetGraph that gives the outputs."""
        addresses = [(name, self.own(value).wire) for name, value in outputs.items()]
        numbers = self._needed({address[0] for _, address in addresses})
        addresses = [(name, (numbers[member], port)) for name, (member, port) in addresses]
        graph = self.graph(addresses)
        arrays = joined_arrays([placed(net.arrays, name) for name, net in self.members.items()])
        edges = [expr(S.Rule, _end(s), _end(t)) for s, t in self.edges]
        edges += [expr(S.Rule, _end(source), expr(S.NetPort, name)) for name, source in addresses]
        net = Net(S.NetGraph, graph, arrays, {}, (), dict(self.members), make_list(edges))
        net.inference  # noqa: B018 - shapes that contradict each other are refused now
        return net

    def _needed(self, needed: set[Any]) -> dict[Any, Any]:
        """Leaves out the members on which no output depends; the new numbers of the others by their old ones."""
        for name in reversed(self.members):
            if name in needed:
                needed |= {source[0] for source, target in self.edges if target[0] == name}
        numbers: dict[Any, Any] = {None: None}
        numbers |= {name: i for i, name in enumerate((n for n in self.members if n in needed), 1)}
        self.edges = [((numbers[s[0]], s[1]), (numbers[t[0]], t[1])) for s, t in self.edges if t[0] in numbers]
        self.members = {numbers[name]: net for name, net in self.members.items() if name in numbers}
        return numbers


def _ordered(graph: Graph, names: list[str]) -> Graph:
    """The graph with its inputs in the order of the function's arguments."""
    inputs = dict(graph.inputs)
    order = {n: inputs[n] for n in names if n in inputs} | inputs
    return Graph(graph.nodes, graph.edges, tuple(order.items()), graph.outputs)


def _single(title: str, layer: Layer, given: tuple[Any, ...]) -> Net:
    return Net(system(title), single(layer), {}, {}, given)


def _shown(argument: Any) -> Any:
    from ..specs import unplain

    return system(argument) if isinstance(argument, str) else unplain(argument)


def _end(address: Address) -> Expr:
    member, port = address
    return expr(S.NetPort, port) if member is None else expr(S.NetPort, make_list((member, port)))
