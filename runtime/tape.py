"""The tape: ops run at once, are remembered, and are walked backwards for gradients.

The simple way to compute the same as a plan: nets that a plan cannot hold run on it, and tests hold plans to it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy

from .declare import Op
from .device import CPU, Device
from .graph import Graph
from .ops.lengths import behind
from .ports import Type
from .ragged import Ragged
from .room import Room
from .trace import trace


class Value:
    """An array on a tape."""

    __slots__ = ("recorder", "array")

    def __init__(self, recorder: "Tape", array: Any):
        self.recorder, self.array = recorder, array

    @property
    def shape(self) -> tuple:
        return self.array.shape


class Tape:
    """Runs and remembers ops in one precision on one device."""

    def __init__(self, dtype: Any = "float32", device: Device = CPU, seed: int | None = None, exact: bool = True):
        self.room = Room(device, dtype, device.generator(seed))
        self.room.exact = exact
        self.records: list[tuple] = []

    def value(self, array: Any) -> Value:
        """A leaf; whole numbers stay whole, reals take the tape's precision."""
        array = self.room.device.put(array)
        kind = self.room.xp.int64 if array.dtype.kind in "iub" else self.room.dtype
        return Value(self, array.astype(kind))

    def record(self, op: Op, inputs: tuple, settings: dict) -> Value:
        shapes = [v.shape for v in inputs if v is not None]
        whole = op.gives_whole(v.array.dtype != self.room.dtype for v in inputs if v is not None)
        out = self.room.xp.empty(op.shape(*shapes, **settings), self.room.xp.int64 if whole else self.room.dtype)
        stored = tuple(self.room.scratch(s) for s in op.stores(*shapes, **settings)) if op.stores else ()
        self.room.stored = stored
        arrays = tuple(None if v is None else v.array for v in inputs)
        with numpy.errstate(all="ignore"):
            op.body(self.room, out, *arrays, **settings)()
        result = Value(self, out)
        self.records.append((op, inputs, settings, result, stored))
        return result

    def gradient(self, seeds: Mapping[Value, Any], wanted: Iterable[Value]) -> list:
        """The gradients of Sum over values v of (v . seeds[v]) by the wanted values."""
        room = self.room
        gradients: dict[Value, Any] = {value: room.device.put(seed).astype(room.dtype) for value, seed in seeds.items()}
        for op, inputs, settings, result, stored in reversed(self.records):
            if result not in gradients:
                continue
            dy = gradients[result].copy()  # the gradient may overwrite it
            dinputs = tuple(
                None if v is None or i in op.constant or v.array.dtype != room.dtype else room.scratch(v.shape)
                for i, v in enumerate(inputs)
            )
            if not any(d is not None for d in dinputs):
                continue
            for d in dinputs if op.adds else ():
                if d is not None:
                    d[...] = 0
            room.stored = stored
            with numpy.errstate(all="ignore"):
                op.gradient_body(room, dy, result.array, tuple(_arrays(inputs)), dinputs, **settings)()
            for value, d in zip(inputs, dinputs):
                if d is not None:
                    gradients[value] = gradients[value] + d if value in gradients else d
        return [gradients.get(value, room.xp.zeros(value.shape, room.dtype)) for value in wanted]


def _arrays(values: tuple) -> list:
    return [None if v is None else v.array for v in values]


def run(
    graph: Graph,
    arrays: Mapping[tuple, Any],
    inputs: Mapping[str, Any],
    *,
    gradients: Iterable[str | tuple] = (),
    output_gradients: Mapping[str, Any] | None = None,
    train: bool = False,
    dtype: Any = "float32",
    device: Device = CPU,
    seed: int | None = None,
) -> tuple[dict[str, Any], dict[str | tuple, Any]]:
    """Outputs and gradients of a graph on a tape: the same answers as `plan.evaluate`, slowly.

    Inputs may be `Ragged`; so are the outputs that follow their lengths.
    """
    tape = Tape(dtype, device, seed, not train)
    lengths = {name: tape.value(data.lengths) for name, data in inputs.items() if isinstance(data, Ragged)}
    feeds = {name: tape.value(data.array if name in lengths else data) for name, data in inputs.items()}
    weights = {path: tape.value(array) for path, array in arrays.items()}
    types = {name: Type(value.shape[1:]) for name, value in feeds.items()}
    inference = graph.infer(types, {path: value.shape for path, value in weights.items()}, True)
    traced = trace(graph.flat, inference, feeds, weights, train, lengths, tape)
    values = {name: traced.wires[address] for name, address in graph.flat.outputs.items()}
    outputs = {name: device.get(value.array) for name, value in values.items()}
    for name, address in graph.flat.outputs.items():
        if address in traced.lengths:
            outputs[name] = Ragged(outputs[name], device.get(traced.lengths[address].array))
    wanted = list(gradients)
    if not wanted:
        return outputs, {}
    ones = {name: tape.room.xp.ones(v.shape, tape.room.dtype) for name, v in values.items()}
    for name, address in graph.flat.outputs.items():
        if address in traced.lengths:  # behind the end of an example there is nothing to sum
            mask, find = behind(tape.room, ones[name], traced.lengths[address].array)
            find()
            tape.room.xp.copyto(ones[name], 0, where=mask)
    seeds: dict[Value, Any] = {}
    for name, given in (ones if output_gradients is None else output_gradients).items():
        value = values[name]
        given = device.put(given.array if isinstance(given, Ragged) else given)
        seeds[value] = seeds[value] + given if value in seeds else given
    leaves = [feeds[t] if isinstance(t, str) else weights[t] for t in wanted]
    return outputs, {t: device.get(g) for t, g in zip(wanted, tape.gradient(seeds, leaves))}
