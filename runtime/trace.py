"""Walking a flat graph once: the same walk records a program for a plan and computes at once on the tape."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from .declare import Layer, inner_path
from .graph import Address, Flat
from .infer import Inference
from .ops.shapes import replicate
from .ports import Type


@dataclass
class Trace:
    """What a walk gives: the value at every wire, the lengths where examples differ, the arrays' new values."""

    wires: dict[Address, Any] = field(default_factory=dict)
    lengths: dict[Address, Any] = field(default_factory=dict)
    updates: dict[tuple, Any] = field(default_factory=dict)
    demands: list["Demand"] = field(default_factory=list)


@dataclass(frozen=True)
class Demand:
    """What data have to fulfil that only a look at them can tell: `holds(*arrays)` of some values, as `wanted` says."""

    port: str
    values: tuple
    holds: Callable[..., bool]
    wanted: str
    path: tuple = ()


def at_least(count: int) -> tuple[Callable[[Any], bool], str]:
    """The demand on lengths that every example has so many elements."""
    return lambda lengths: bool(lengths.min() >= count), f"sequences of at least {count} elements"


class Lengths(Mapping[str, Any]):
    """The lengths of a layer's inputs by port (None: all examples are full), and what it says of its outputs'."""

    def __init__(self, inputs: Mapping[str, Any]):
        self.inputs = inputs
        self.outputs: dict[str, Any] = {}

    def __getitem__(self, port: str) -> Any:
        return self.inputs[port]

    def __iter__(self) -> Iterator[str]:
        return iter(self.inputs)

    def __len__(self) -> int:
        return len(self.inputs)

    def set(self, port: str, lengths: Any) -> None:
        """Says how long the examples of an output are; None: all are full."""
        self.outputs[port] = lengths

    def of(self, port: str, value: Any, inputs: Mapping[str, Any]) -> Any:
        """The lengths of an output: what the layer said, else those of the first input that is as long."""
        if port in self.outputs:
            return self.outputs[port]
        for name, lengths in self.inputs.items():
            if lengths is not None and len(value.shape) > 1 and value.shape[1] == inputs[name].shape[1]:
                return lengths
        return None


def trace(
    flat: Flat,
    inference: Inference,
    inputs: Mapping[str, Any],
    arrays: Mapping[tuple, Any],
    train: bool,
    lengths: Mapping[str, Any] | None = None,
    recorder: Any = None,
) -> Trace:
    """Calls every layer's forward on values.

    `inputs` and `arrays` hold values of one recorder (`tape.Tape` or `program.Program`), `lengths` those of the inputs
    that are padded. A graph without inputs and arrays needs the recorder itself.
    """
    found = Trace({(None, name): value for name, value in inputs.items()})
    found.lengths = {(None, name): value for name, value in (lengths or {}).items() if value is not None}
    batch = next((value.shape[0] for value in inputs.values()), 1)
    recorder = recorder or next((value.recorder for value in (*inputs.values(), *arrays.values())), None)
    for path, layer in flat.layers.items():
        _layer(found, flat, inference, path, layer, arrays, train, batch, recorder)
    return found


def _layer(
    found: Trace,
    flat: Flat,
    inference: Inference,
    path: tuple,
    layer: Layer,
    arrays: Mapping,
    train: bool,
    batch: int,
    recorder: Any,
) -> None:
    feeds = {port: flat.feeds[path, port] for port in layer.inputs}
    values = {port: found.wires[address] for port, address in feeds.items()}
    lengths = Lengths({port: found.lengths.get(address) for port, address in feeds.items()})
    ordinary = [values[port] for port in layer.inputs if port not in layer.states]
    states = [values.get(state) for state in layer.states]
    own = [arrays.get(layer.place(path, a.name)) if a.name not in layer.absent else None for a in layer.kind.arrays]
    makers = {
        "train": lambda: train,
        "batch": lambda: batch,
        "recorder": lambda: recorder,
        "lengths": lambda: lengths,
        "shape": lambda: inference.port(path, layer.outputs[0]).dims,
        "update": lambda: lambda name, value: found.updates.__setitem__(layer.place(path, name), value),
        "call": lambda: _caller(found, path, layer, arrays, train),
        "demand": lambda: lambda *demand: found.demands.append(Demand(*demand, path)),
        "array": lambda: lambda net, place: arrays[inner_path(path, net, place)],
    }
    extras = {name: makers[name]() for name in layer.kind.extras}
    result = layer.kind.forward(layer, *ordinary, *states, *own, **extras)
    results = result if isinstance(result, dict) else {layer.outputs[0]: result}
    for port, value in results.items():
        if not feeds and value.shape[0] != batch:  # made without data: the same for every example
            value = replicate(value, shape=(batch, *value.shape[1:]))
        found.wires[path, port] = value
        known = lengths.of(port, value, values)
        if known is not None:
            found.lengths[path, port] = known
            if all(known is not length for length in lengths.values()):  # made shorter, but not to nothing
                found.demands.append(Demand(port, (known,), *at_least(1), path))


def _caller(found: Trace, path: tuple, layer: Layer, arrays: Mapping, train: bool) -> Any:
    """The function by which an operator runs its inner nets; further nets of one call share what was inferred."""
    nets = dict(layer.nets)
    inferred: dict[tuple, Inference] = {}

    def call(net: str, inputs: Mapping[str, Any], lengths: Any = None, variant: Any = None) -> dict[str, Any]:
        graph = nets[net] if variant is None else variant
        inner = {place: arrays[inner_path(path, net, place)] for place in graph.flat.arrays}
        shapes = (net, *((name, value.shape[1:]) for name, value in inputs.items()))
        if shapes not in inferred:
            types = {name: Type(value.shape[1:]) for name, value in inputs.items()}
            known = {place: value.shape for place, value in inner.items()}
            inferred[shapes] = graph.infer(types, known, concrete=True)
        given = {name: value for name, value in (lengths or {}).items() if isinstance(name, str)}
        traced = trace(graph.flat, inferred[shapes], inputs, inner, train, given)
        found.updates.update({inner_path(path, net, place): value for place, value in traced.updates.items()})
        found.demands += [replace(demand, path=(*path, net, *demand.path)) for demand in traced.demands]
        if isinstance(lengths, Lengths):
            for name, address in graph.flat.outputs.items():
                lengths.set(name, traced.lengths.get(address))
        return {name: traced.wires[address] for name, address in graph.flat.outputs.items()}

    return call
