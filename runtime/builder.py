"""Plans: a graph at given shapes, compiled once into a list of closures over preallocated memory.

Compiling records the graph as a program, fuses and prunes it, appends the gradient's instructions, lays all buffers
into one arena by lifetime and binds every step to its views. Running copies the inputs in and walks the list.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy

from .backward import Backward
from .device import CPU, Device
from .device import device as find_device
from .errors import InputError, UnspecifiedError
from .graph import Graph
from .kernels import FEW, bind, joined
from .layout import layout
from .loans import LARGE, Loans, lends
from .memory import FOREVER, Parameters, Ref, Storage, allocate, views
from .ports import Type
from .program import Instruction, Program, Value
from .ragged import Ragged
from .room import PlanRoom
from .trace import trace

SAFE = 1e30  # a sum of squares below which no number is too large for single precision
Target = str | tuple  # an input port, or the path of an array
Output = str | tuple  # an output port, or the address (layer path, port) of an inner one


@dataclass(frozen=True)
class Request:
    """What a plan is made for; equal requests share a plan.

    `inputs` are (port, shape with batch axis); `outputs` which results are wanted; `gradients` by what; `imposed` the
    outputs whose gradients are given at run time. Without any, the gradient is of the sum of all outputs' elements,
    each output weighted by its entry in `weights`. `exact` asks for functions that are rounded correctly. `ragged` are
    the inputs whose examples differ in length.
    """

    graph: Graph
    inputs: tuple[tuple[str, tuple], ...]
    outputs: tuple[Output, ...] | None = None
    gradients: tuple[Target, ...] = ()
    imposed: tuple[str, ...] = ()
    weights: tuple[tuple[str, float], ...] = ()
    train: bool = False
    dtype: str = "float32"
    device: Device | None = None
    exact: bool = True
    ragged: tuple[str, ...] = ()


class Plan:
    """A compiled request. `inputs` and `outputs` are device buffers, `steps` the closures, in order.

    `parameters` are buffers to share with another plan of the graph; `arrays` shapes that the graph does not tell.
    """

    def __init__(
        self, request: Request, parameters: Parameters | None = None, arrays: Mapping[tuple, tuple] | None = None
    ):
        self.request = request
        graph, flat = request.graph, request.graph.flat
        self.device = request.device or find_device()
        self.room = PlanRoom(self.device, request.dtype)
        self.room.exact = request.exact and not request.train
        shapes = dict(request.inputs)
        self.types = graph.infer({name: Type(shape[1:]) for name, shape in shapes.items()}, arrays, concrete=True)
        unknown = tuple(((), name) for name, kind in self.types.inputs.items() if not kind.fixed)
        if unknown:
            raise UnspecifiedError(unknown)
        self.kinds = self.types.inputs
        self.whole = {name: kind for name, kind in self.types.inputs.items() if kind.kind == "integer"}
        self.parameters = parameters or parameters_for(graph, self.types.array_shapes, self.device, request.dtype)
        program = Program()
        self.feeds = {name: program.value(shapes[name], name in self.whole) for name in flat.inputs}
        self.arrays = {path: program.value(shape) for path, shape in self.types.array_shapes.items()}
        lengths = {name: program.value(shapes[name][:1], True) for name in request.ragged}
        traced = trace(flat, self.types, self.feeds, self.arrays, request.train, lengths, program)
        wanted = graph.output_names if request.outputs is None else request.outputs
        addresses = {name: flat.outputs[name] if isinstance(name, str) else name for name in wanted}
        self.results = {name: traced.wires[address] for name, address in addresses.items()}
        self.ends = {name: traced.lengths[a] for name, a in addresses.items() if a in traced.lengths}
        self.updates = traced.updates if request.train and request.gradients else {}
        self.lengths = lengths
        self.summed = request.imposed or tuple(n for n in graph.output_names) if request.gradients else ()
        ends = {name: traced.wires[flat.outputs[name]] for name in self.summed}
        self.bounds = {n: traced.lengths[flat.outputs[n]] for n in self.summed if flat.outputs[n] in traced.lengths}
        self.demands = traced.demands
        self.kept = (*self.results.values(), *self.ends.values(), *self.updates.values())
        self.kept += tuple(value for demand in self.demands for value in demand.values)
        keep = (*self.kept, *ends.values(), *self.bounds.values())
        program.prune(keep)
        layout(program, keep)
        program.fuse(keep)
        self.program = program
        self.early = set() if request.train else program.only(self.arrays.values())
        self._compile(ends)
        self.lock = self.parameters.lock  # plans that share arrays run one at a time

    # --- compiling

    def _compile(self, ends: dict[str, Value]) -> None:
        self.refs: dict[Value, Ref] = {}
        self.pending: list[tuple[Callable, list[Storage], bool]] = []
        self.storages: list[Storage] = []
        for value in (*self.feeds.values(), *self.lengths.values()):
            self._place(value).storage.use(-1)
        for path, value in self.arrays.items():
            self.refs[value] = self.outside(self.parameters.views[path])
        stored = {i.result: self._forward(i) for i in self.program.instructions}
        backward = Backward(self, ends, stored) if self.request.gradients else None
        self.gradients, self.imposed = (backward.results, backward.imposed) if backward else ({}, {})
        for value in self.kept:
            self.refs[value].storage.use(FOREVER)
        for step, (_, storages, early) in enumerate(self.pending):
            for storage in storages:
                storage.use(step)
                if early:
                    storage.use(-1)
                    storage.use(FOREVER)
        self.bytes = allocate(self.device, [s for s in self.storages if s.last >= 0 or s.first == -1])
        self.loans = Loans(self.pending)
        self._bind()
        self.seen = -1  # the version of the arrays for which the prologue ran
        self.inputs = {name: self.refs[value].array for name, value in self.feeds.items()}
        self.length_inputs = {name: self.refs[value].array for name, value in self.lengths.items()}
        self.outputs = {name: self.refs[value].array for name, value in self.results.items()}
        self.new_arrays = {path: self.refs[value].array for path, value in self.updates.items()}
        on_host = self.device is CPU
        self.lendable = {n for n, value in self.feeds.items() if on_host and self.refs[value].storage.bytes >= LARGE}
        self.given_away = self._handed_out() if on_host else ()

    def _handed_out(self) -> tuple[Output, ...]:
        """The large outputs that a step makes for the caller alone: they are given away instead of copied."""
        values = (*self.kept, *self.feeds.values(), *self.arrays.values())
        storages = [self.refs[value].storage for value in values]
        found = {name: self.refs[value].storage for name, value in self.results.items()}
        return tuple(n for n, s in found.items() if s.bytes >= LARGE and s.first >= 0 and storages.count(s) == 1)

    def _bind(self) -> None:
        """Takes over the steps as they are bound now, neighbours that are compiled as one."""
        self.replay: Callable | None = None
        self.steps, self.prologue = joined(self.loans.steps(early=False)), joined(self.loans.steps(early=True))
        self.silent = all(hasattr(step, "calls") for step in (*self.steps, *self.prologue))  # compiled: no warnings

    def outside(self, array: Any) -> Ref:
        """Memory that is not in the arena."""
        return Ref(Storage(array.size, array.dtype, array=array), array.shape)

    def fresh(self, shape: tuple, dtype: Any = None) -> Ref:
        """Memory in the arena, as long as steps use it."""
        storage = Storage(prod(shape), self.room.dtype if dtype is None else self.room.xp.dtype(dtype))
        self.storages.append(storage)
        return Ref(storage, tuple(shape))

    def _place(self, value: Value) -> Ref:
        self.refs[value] = self.fresh(value.shape, self.room.xp.int64 if value.whole else None)
        return self.refs[value]

    def step(self, make: Callable, refs: Iterable[Ref | None], early: bool = False) -> None:
        """Appends a step: `make` binds it once the memory of `refs` is there."""
        self.pending.append((make, [r.storage for r in refs if r is not None], early))

    def _forward(self, i: Instruction) -> tuple[Ref, ...]:
        inputs = [None if v is None else self.refs[v] for v in i.inputs]
        if i.op.view and inputs[0].storage.array is None:  # an array of the net may lie transposed: that is copied
            self.refs[i.result] = Ref(inputs[0].storage, i.result.shape)
            return ()
        out = self._place(i.result)
        stored = tuple(map(self.fresh, i.op.stores(*i.shapes, **i.settings))) if i.op.stores else ()

        def make() -> Callable:
            self.room.begin(tuple(r.array for r in stored))
            return bind(i.op, "forward", self.room, out.array, *views(inputs), **i.settings)

        self.step(make, [*inputs, out, *stored], i.result in self.early)
        return stored

    # --- running

    def execute(self) -> None:
        """Walks the steps: from what lies in `inputs` to `outputs` and the gradients."""
        if self.silent:
            self._prepare()
            self.walk()
            return
        with numpy.errstate(all="ignore"):
            self._prepare()
            self.walk()

    def _prepare(self) -> None:
        """Runs the steps that depend on the arrays alone, where these have changed."""
        if self.prologue and self.seen != self.parameters.version:
            for step in self.prologue:
                step()
            self.seen = self.parameters.version

    def walk(self) -> None:
        """Runs the steps; where the device can, as one launch from the second time on."""
        if self.replay is not None:
            self.replay()
            return
        for step in self.steps:
            step()
        if self.device.capture is not None:
            self.replay = self.device.capture(self.steps)

    def seed(self, seed: int | None) -> None:
        """Starts the random numbers of dropout anew."""
        self.room.generator = self.device.generator(seed)
        self.replay = None  # which draws from the generator of before

    def reseed(self, seed: int) -> None:
        """Starts the random numbers anew where a recorded walk goes on to draw them."""
        generator = self.device.generator(seed)
        if hasattr(generator, "shape"):  # an array on the device, which a recorded walk knows by its place
            self.room.generator[...] = generator
        else:
            self.room.generator = generator

    def run(
        self,
        inputs: Mapping[str, Any],
        arrays: Mapping[tuple, Any] | None = None,
        given: Mapping[str, Any] | None = None,
    ) -> tuple[dict[Output, Any], dict[Target, Any]]:
        """Outputs and gradients, as numpy arrays of their own; `given` are the imposed gradients of outputs."""
        with self.lock:
            if arrays is not None:
                self.parameters.load(arrays)
            self._feed(inputs)
            for name in self.imposed:
                self._impose(self.imposed[name].array, given[name])
            self.execute()
            self.look_back()
            outputs = {n: self._given(n) if n in self.given_away else self._host(a) for n, a in self.outputs.items()}
            for name, value in self.ends.items():
                outputs[name] = Ragged(outputs[name], self._host(self.refs[value].array))
            gradients = {target: self._host(ref.array) for target, ref in self.gradients.items()}
            for name in self.length_inputs.keys() & gradients.keys():
                gradients[name] = Ragged(gradients[name], inputs[name].lengths)
            return outputs, gradients

    def _feed(self, inputs: Mapping[str, Any]) -> None:
        """Copies the inputs in; a large one is read where it lies, and a large output gets memory of its own."""
        changed = False
        for name, own in self.inputs.items():
            given = inputs[name]
            if name in self.length_inputs:
                self.length_inputs[name][...] = self.device.put(given.lengths)
                given = given.array
            lent = name in self.lendable and lends(given, own)
            if name in self.lendable:
                changed |= self.loans.lend(self.refs[self.feeds[name]].storage, given if lent else own)
            if not lent:
                own[...] = self.device.put(given if given.dtype == own.dtype else _cast(given, own.dtype))
        for name in self.given_away:
            ref = self.refs[self.results[name]]
            if not self.loans.idle(ref.storage):
                changed |= self.loans.lend(ref.storage, self.device.xp.empty(ref.shape, ref.storage.dtype))
        if changed:
            self._bind()
        for name in self.given_away:
            self.loans.watch(self.refs[self.results[name]].storage)

    def _given(self, name: Output) -> Any:
        """A view of the result: as long as somebody has it, or a part of it, the memory is theirs."""
        return self.refs[self.results[name]].array.view()

    def look_back(self) -> None:
        """Raises `InputError` where data were not what a layer can work with."""
        for demand in self.demands:
            arrays = [self.device.get(self.refs[value].array) for value in demand.values]
            if not demand.holds(*arrays):
                where = "/".join(map(str, demand.path))
                raise InputError(demand.port, f"{demand.wanted}{f' for layer {where}' if where else ''}", "others")

    def _impose(self, buffer: Any, given: Any) -> None:
        """Copies an output's gradient in; behind the end of an example it is 0."""
        if not isinstance(given, Ragged):
            buffer[...] = self.device.put(given)
            return
        buffer.fill(0)
        for place, row in zip(buffer, given.examples()):
            place[: len(row)] = self.device.put(row)

    def _host(self, array: Any) -> Any:
        found = self.device.get(array)
        return found.copy() if found is array else found


def _cast(array: Any, dtype: Any) -> Any:
    """Numbers in another precision; what is too large for it becomes infinite, as in any arithmetic there."""
    if array.size <= FEW and float(numpy.vdot(array, array)) < SAFE:  # quicker to see that none is too large
        return array.astype(dtype)
    with numpy.errstate(over="ignore"):
        return array.astype(dtype)


def parameters_for(graph: Graph, shapes: Mapping[tuple, tuple], device: Device, dtype: str) -> Parameters:
    """Flat buffers for the arrays of a graph."""
    transposed = frozenset(path for path, array in graph.flat.arrays.items() if array.transposed)
    return Parameters(shapes, transposed, device, dtype)
