"""Shape inference: types travel along wires and through layers, both ways, until nothing changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import prod
from typing import TYPE_CHECKING, Any

from .declare import Layer, inner_path
from .errors import ShapeError, UnspecifiedError
from .ports import ANY, VARYING, Mismatch, Type, meet, pattern

if TYPE_CHECKING:
    from .graph import Address, Flat


@dataclass
class Inference:
    """What is known of every port and array of a flat graph. A wire is named by the address where it starts.

    `inner` holds the types at the ports of operators' nets, by (layer path, net).
    """

    flat: "Flat"
    wires: dict["Address", Type]
    arrays: dict[tuple, Type] = field(default_factory=dict)
    concrete: bool = False
    inner: dict[tuple, dict[str, Type]] = field(default_factory=dict)

    def port(self, path: tuple | None, port: str) -> Type:
        """The type of a layer's port, or (path None) of a port of the graph."""
        if path is None:
            address = (None, port) if (None, port) in self.wires else self.flat.outputs[port]
        else:
            address = self.flat.feeds.get((path, port), (path, port))
        return self.wires[address]

    @property
    def inputs(self) -> dict[str, Type]:
        """The types of the graph's inputs."""
        return {name: self.wires[None, name] for name in self.flat.inputs}

    @property
    def outputs(self) -> dict[str, Type]:
        """The types of the graph's outputs."""
        return {name: self.wires[address] for name, address in self.flat.outputs.items()}

    @property
    def array_shapes(self) -> dict[tuple, tuple[int, ...]]:
        """The shapes of all arrays; raises `UnspecifiedError` naming those that are not known."""
        unknown = tuple((path[:-1], path[-1]) for path, kind in self.arrays.items() if not kind.fixed)
        if unknown:
            raise UnspecifiedError(unknown)
        return {path: kind.dims for path, kind in self.arrays.items()}


class Scope:
    """One layer's view while types are inferred: its ports, its arrays and the names of its signature.

    A state stands on both sides of the layer and has one type there, so a port may be several wires.
    """

    def __init__(self, inference: Inference, path: tuple, layer: Layer):
        self.inference, self.path, self.layer, self.guess = inference, path, layer, False
        self.names: dict[str, Any] = {}
        feeds = inference.flat.feeds
        self.addresses: dict[str, tuple] = {port: (feeds[path, port],) for port in layer.inputs}
        for port in layer.outputs + layer.states:
            self.addresses[port] = (*self.addresses.get(port, ()), (path, port))
        self.changed = False

    def __getitem__(self, port: str) -> Type:
        return self.inference.wires[self.addresses[port][0]]

    def narrow(self, port: str, kind: Type | tuple | None) -> None:
        """Adds knowledge about a port; raises `ShapeError` when it contradicts what is known."""
        kind = kind if isinstance(kind, Type) else Type(kind)
        for address in self.addresses[port]:
            known = self.inference.wires[address]
            try:
                new = kind = meet(known, kind)
            except Mismatch:
                raise ShapeError(self.path, port, kind, known) from None
            if new != known:
                self.inference.wires[address] = new
                self.changed = True

    def fail(self, port: str, wanted: Type) -> None:
        """Says that a port's type cannot be right."""
        raise ShapeError(self.path, port, wanted, self[port])

    def inner(self, net: str, types: Mapping[str, Type], graph: Any = None) -> dict[str, Type]:
        """Infers an inner net from what is known at its ports; its arrays are narrowed, its ports' types returned.

        `graph` is the net with other ports.
        """
        graph = dict(self.layer.nets)[net] if graph is None else graph
        places = {place: inner_path(self.path, net, place) for place in graph.flat.arrays}
        known = {place: self.inference.arrays[path] for place, path in places.items()}
        try:
            found = graph.infer(types, known, self.inference.concrete, self.guess)
        except ShapeError as problem:
            raise ShapeError((*self.path, net, *problem.path), problem.port, problem.wanted, problem.found) from None
        for place, path in places.items():
            if found.arrays[place] != self.inference.arrays[path]:
                self.inference.arrays[path] = found.arrays[place]
                self.changed = True
        self.inference.inner[self.path, net] = found.inputs | found.outputs
        return found.inputs | found.outputs

    def equal(self, name: str, size: int | None) -> None:
        """Says that a size of the signature is a number; None says nothing."""
        if size is None:
            return
        if self.names.get(name) not in (None, size):
            for array in self.layer.arrays:
                known = self.inference.arrays[self.layer.place(self.path, array.name)]
                if name in array.shape.split() and known.dims is not None:
                    wanted = tuple(size if n == name else self.names.get(n) for n in array.shape.split())
                    raise ShapeError(self.path, array.name, Type(wanted), known)
            signature = self.layer.kind.signature
            for port, sizes in signature.inputs + signature.outputs:
                if name in sizes.before + sizes.after and port in self.addresses:
                    raise ShapeError(self.path, port, sizes.build(self.names | {name: size}), self[port])
            raise ShapeError(self.path, name, Type((size,)), Type((self.names[name],)))
        if self.names.get(name) is None:
            self.names[name] = size
            self.changed = True

    def propagate(self, *rules: Any) -> bool:
        """Applies the signature, the arrays and further rules until nothing changes; whether anything did."""
        ever = False
        while True:
            self.changed = False
            self._signature()
            for rule in rules:
                if rule is not None:
                    rule(self.layer, self)
            self._arrays()
            if not self.changed:
                return ever
            ever = True

    def _signature(self) -> None:
        types = {port: self[port] for port in self.addresses}
        try:
            narrowed = self.layer.kind.signature.apply(types, self.names)
        except Mismatch as problem:
            raise ShapeError(self.path, problem.port, problem.one, self[problem.port]) from None
        for port, kind in narrowed.items():
            self.narrow(port, kind)

    def _arrays(self) -> None:
        for array in self.layer.arrays:
            place, shape = self.layer.place(self.path, array.name), pattern(array.shape)
            known = self.inference.arrays[place]
            before = dict(self.names)
            try:
                shape.bind(known, self.names)
                new = meet(shape.build(self.names), known)
            except (ValueError, Mismatch):
                raise ShapeError(self.path, array.name, shape.build(before), known) from None
            if new != known or self.names != before:
                self.inference.arrays[place] = new
                self.changed = True


def infer(
    flat: "Flat",
    inputs: Mapping[str, Type] | None = None,
    arrays: Mapping[tuple, tuple] | None = None,
    concrete: bool = False,
    guess: bool = True,
) -> Inference:
    """What follows for every port and array.

    `inputs` are further types of the graph's ports, `arrays` known shapes (or types); `concrete` takes varying sizes as
    unknown; without `guess` nothing is assumed that does not follow.
    """
    wires: dict = {(None, name): ANY for name in flat.inputs}
    wires.update({(path, port): ANY for path, layer in flat.layers.items() for port in layer.outputs + layer.states})
    found = Inference(flat, wires, dict(flat.array_types), concrete)
    for place, shape in (arrays or {}).items():
        if place in found.arrays:
            kind = shape if isinstance(shape, Type) else Type(tuple(shape))
            try:
                found.arrays[place] = meet(found.arrays[place], kind)
            except Mismatch as problem:
                raise ShapeError(place[:-1], place[-1], problem.one, problem.other) from None
    declared = [((None, name), kind, None) for name, kind in flat.inputs.items()]
    declared += [(*pair, None) for pair in flat.declared]
    declared += [((None, n) if n in flat.inputs else flat.outputs[n], kind, n) for n, kind in (inputs or {}).items()]
    for address, kind, name in declared:
        if concrete and VARYING in (kind.dims or ()):
            kind = kind.with_dims(tuple(None if d == VARYING else d for d in kind.dims))
        try:
            wires[address] = meet(wires[address], kind)
        except Mismatch:
            path, port = address
            raise ShapeError(path or (), name or port, kind, wires[address]) from None
    scopes = [Scope(found, path, layer) for path, layer in flat.layers.items()]
    _settle_down(scopes)
    for scope in scopes if guess else ():  # what may be guessed is guessed last, one layer at a time
        scope.guess = True  # from now on inner nets may guess too
        if scope.layer.kind.settle is not None:
            scope.layer.kind.settle(scope.layer, scope)
        if scope.changed or scope.layer.nets:
            _settle_down(scopes)
    return found


def _settle_down(scopes: list[Scope]) -> None:
    while True:
        changes = [scope.propagate(scope.layer.kind.infer) for scope in scopes]
        if not any(changes):
            return
        scopes = scopes[::-1]


def element_count(inference: Inference) -> int:
    """The number of elements of all arrays of known shape."""
    return sum(prod(kind.dims) for kind in inference.arrays.values() if kind.fixed)
