"""Nets as expressions: a layer, operator or container with its graph, its arrays and the coders at its ports."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any, TypeVar

from ...runtime.declare import SHARED, Layer
from ...runtime.errors import ShapeError
from ...runtime.graph import Graph, single
from ...runtime.infer import Inference
from ...runtime.ports import ANY, Type
from ...runtime.reach import concealed
from ..associations import association
from ..expr import Expr, Symbol, Value, same
from ..packed import array_digest, same_arrays
from ..places import Place
from .coders import Coder
from .writing import arguments

Path = tuple[Any, ...]
Answer = TypeVar("Answer", bound=Callable[..., Any])


_ANSWERS: dict[str, Callable[..., Any]] = {}


def answers(question: str) -> Callable[[Answer], Answer]:
    """Say how nets answer what general functions of the language ask them: "normal", "part" or "graphics"."""

    def enter(function: Answer) -> Answer:
        _ANSWERS[question] = function
        return function

    return enter


class Net(Value):
    """An inert object with the head of its constructor.  Its arguments rebuild it, arrays included.

    `given` are a layer's own arguments; `children` the members of a container by name, `edges` its edge list (None for
    a chain); `inner` the nets of an operator by name.  `arrays` maps array paths to arrays: the outermost net's are the
    ones that count, not its members'.  `multipliers` is what LearningRateMultipliers was given, None if nothing.
    """

    origin: Place | None = None  # where the call that built it was written, if that is known

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
        super().__init__(head)
        self.graph, self.arrays, self.coders = graph, arrays, coders
        self.given, self.children, self.edges, self.inner = given, children, edges, dict(inner or {})
        self.multipliers = multipliers

    def arguments(self) -> Iterator[Any]:
        return arguments(self)

    @cached_property
    def outline(self) -> Expr:
        """The net as an expression without the values of arrays."""
        return Expr(self.head, tuple(arguments(self, values=False)))

    def equals(self, other: Net) -> bool:
        if self.head is not other.head or self.arrays.keys() != other.arrays.keys():
            return False
        if not all(same_arrays(array, other.arrays[path]) for path, array in self.arrays.items()):
            return False
        return _built_alike(self, other) or same(self.outline, other.outline)

    def digest(self) -> int:
        return hash((self.outline, frozenset((path, array_digest(a)) for path, a in self.arrays.items())))

    def normal(self) -> Any:
        return _ANSWERS["normal"](self)

    def entries(self) -> Any:
        return None if self.children is None else association((name, self.child(name)) for name in self.children)

    def length(self) -> int:
        return 0 if self.children is None else len(self.children)

    def part(self, specs: tuple[Any, ...]) -> Any:
        return _ANSWERS["part"](self, specs)

    def __reduce__(self) -> tuple[Any, ...]:
        return Net, tuple(self._facts().values())

    @cached_property
    def inference(self) -> Inference:
        """What is known of every port and array."""
        try:
            return self.graph.infer(
                {p: c.type for p, c in self.coders.items() if p in self.graph.input_names},
                {path: a.shape for path, a in self.arrays.items()},
            )
        except ShapeError as problem:
            problem.net = self  # whose message can say where the layer was written
            raise

    @cached_property
    def memo(self) -> dict[str, Any]:
        """What others have worked out about the net and want to find again."""
        return {}

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

    @cached_property
    def plain_input(self) -> tuple[str, int] | None:
        """The input of a net that has one, of known rank, one output and no coders, and that rank; None for others."""
        if len(self.graph.input_names) != 1 or len(self.graph.output_names) != 1 or self.coders:
            return None
        (port,) = self.graph.input_names
        rank = self.inputs[port].rank
        return None if rank is None else (port, rank)

    @property
    def layer(self) -> Layer | None:
        """The layer that the net is; None for a container."""
        return None if self.children is not None else self.graph.nodes[0][1]

    @property
    def node(self) -> Layer | Graph:
        """What a container holds: the bare layer (it may still learn its number of inputs there) or the graph."""
        layer = self.layer
        if layer is None:
            return self.graph
        for port, kind in (*self.graph.inputs, *self.graph.outputs):
            if kind != ANY:  # said of the layer since it was made
                layer = layer.with_port(port, kind)
        return layer

    @property
    def name(self) -> str:
        name: str = self.head.name
        return name

    def _facts(self) -> dict[str, Any]:
        names = ("head", "graph", "arrays", "coders", "given", "children", "edges", "inner", "multipliers")
        return {name: getattr(self, name) for name in names}

    def having(self, **changes: Any) -> Net:
        """The same net with other facts: graph, arrays, coders ..."""
        found = Net(**(self._facts() | changes))
        found.origin = self.origin
        return found

    def origin_of(self, path: Path) -> Place | None:
        """Where the layer at a path was written, or the innermost net around it of which that is known."""
        found, net = self.origin, self
        for name in path:
            inside = net.members.get(name)
            if inside is None:
                break
            net = inside
            found = net.origin or found
        return found

    def with_arrays(self, arrays: dict[Path, Any]) -> Net:
        """The same net with other arrays."""
        return self.having(arrays=arrays)

    def with_coders(self, coders: dict[str, Coder]) -> Net:
        """The same net with other coders at its ports."""
        return self.having(coders=coders)

    def in_training(self, random: Any) -> Net:
        """The net with the encoders as they are where it learns, with the generator from which they draw."""
        if not any(coder.changing for coder in self.coders.values()):
            return self
        return self.with_coders({port: coder.in_training(random) for port, coder in self.coders.items()})

    def graphics(self) -> Expr:
        """The picture that shows the net: its diagram."""
        found: Expr = _ANSWERS["graphics"](self)
        return found

    @property
    def members(self) -> dict[Any, Net]:
        """The members of a container, or the inner nets of an operator, as they were given."""
        return self.inner if self.children is None else self.children

    @cached_property
    def _found(self) -> dict[Any, Net]:
        return {}

    def child(self, name: Any) -> Net:
        """A member of a container or operator, with the arrays and shapes that it has here."""
        found: Net | None = self._found.get(name)
        if found is None:
            found = self._found[name] = self._child(name)
        return found

    def _child(self, name: Any) -> Net:
        given = self.members[name]
        if self.children is None:
            graph = dict(self.graph.nodes[0][1].nets)[name]
            known = self.inference.inner.get(((), name), {})
        else:
            node = self.graph.node(name)
            graph = single(replace(node, wired=())) if isinstance(node, Layer) else concealed(node)
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


def _built_alike(a: Net, b: Net) -> bool:
    """Whether two nets were made from the same, arrays apart; if not, they may yet come to the same."""
    if a.head is not b.head or a.graph != b.graph or a.members.keys() != b.members.keys():
        return False
    facts = zip((a.edges, a.multipliers, *a.given), (b.edges, b.multipliers, *b.given), strict=False)
    return (
        len(a.given) == len(b.given)
        and all(x is y or same(x, y) for x, y in facts)
        and a.coders == b.coders
        and all(_built_alike(net, b.members[name]) for name, net in a.members.items())
    )


def is_net(e: Any) -> bool:
    return type(e) is Net


def placed(arrays: Mapping[Path, Any], *front: Any) -> dict[Path, Any]:
    """Arrays by their paths seen from further outside; those that are shared have one path everywhere."""
    return {path if path[0] == SHARED else (*front, *path): a for path, a in arrays.items()}
