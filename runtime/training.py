"""Training: rounds over shuffled examples, one planned step a batch, an optimiser over the flat buffer of all arrays.

What is left to the runtime ("automatic") is decided by general rules, each a function here: `batch_length`,
`learning_rate`, `scheduled`; rounds go on until the time goal, at most `MOST_ROUNDS`.
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import cos, isfinite, pi
from time import perf_counter
from typing import Any

import numpy

from .builder import Plan, Request, parameters_for
from .device import Device
from .device import device as find_device
from .errors import InputError
from .graph import Graph
from .initialize import initialize
from .optimize import Optimizer
from .plan import check
from .ports import Type
from .ragged import BUCKET, Ragged

FULL_BATCH = 64  # examples up to which every step sees all of them
TIME_GOAL = 20.0  # seconds
MOST_ROUNDS = 10000
RATES = {"ADAM": 0.001, "RMSProp": 0.001, "SGD": 0.01, "SignSGD": 0.001}
FULL_BATCH_FACTOR = 10  # without sampling noise a step may be this much longer, if it shrinks again at the end
MOST_PLANS = 32  # shapes of batches for which plans are kept
FALL = 0.9  # the share of the rounds after which a falling rate falls


@dataclass(frozen=True)
class Progress:
    """What a callback sees after a round. `arrays()` copies the present arrays."""

    round: int
    rounds: int
    batch: int
    loss: float
    losses: list[float]
    rate: float
    elapsed: float
    arrays: Callable[[], dict[tuple, Any]]


@dataclass
class TrainingResult:
    """The trained `arrays`, the mean loss of every round, and how it went.

    `ended` is "rounds", "time", "stopped" (by the callback or an interrupt) or "diverged", when the loss or an array
    was no longer finite: the arrays are then those of the last good round.
    """

    arrays: dict[tuple, Any]
    losses: list[float] = field(default_factory=list)
    ended: str = "rounds"
    rounds: int = 0
    batches: int = 0
    batch_size: int = 0
    rate: float = 0.0
    seconds: float = 0.0
    examples: int = 0


def batch_length(examples: int) -> int:
    """All examples where there are few, else 64."""
    return min(examples, FULL_BATCH)


def learning_rate(method: str, examples: int, batch: int) -> tuple[float, bool]:
    """The method's usual rate, constant; ten times that, falling to 0, where every batch is the whole data.

    A full batch gives the gradient itself and not a sample of it, so longer steps do not add noise; falling to 0 in the
    end settles what overshoots.
    """
    base = RATES.get(method, 0.001)
    return (base * FULL_BATCH_FACTOR, True) if batch >= examples else (base, False)


def scheduled(rate: float, falling: bool, done: float) -> float:
    """The rate when a share of the rounds is done: constant, or falling as a cosine from `FALL` on."""
    return rate if not falling or done < FALL else rate * (1 + cos(pi * (done - FALL) / (1 - FALL))) / 2


def expected_rounds(done: int, elapsed: float, goal: float | None, most: int) -> int:
    """How many rounds there will be, judged by those done: what fills the time goal, at most `most`."""
    return most if goal is None else max(done, min(most, int(done * goal / max(elapsed, 1e-9))))


class _Data:
    """The columns on the device, and batches of them copied into a plan's inputs; ragged ones are padded once."""

    def __init__(
        self, graph: Graph, columns: Mapping[str, Any], arrays: Mapping[tuple, Any], device: Device, dtype: str
    ):
        self.columns, self.lengths = {}, {}
        types = graph.infer(arrays={path: numpy.shape(array) for path, array in arrays.items()}).inputs
        for name, kind in types.items():
            if name not in columns:
                raise InputError(name, kind, None)
            column = columns[name] if isinstance(columns[name], Ragged) else numpy.asarray(columns[name])
            check(name, kind, column)
            if isinstance(column, Ragged):
                self.lengths[name], column = column.lengths, column.array
            self.columns[name] = column.astype("int64" if kind.kind == "integer" else dtype)
        lengths = {len(column) for column in self.columns.values()}
        if len(lengths) != 1 or lengths == {0}:
            raise InputError(", ".join(self.columns), "columns of one length", sorted(lengths))
        self.count = lengths.pop()
        self.columns = {name: device.put(column) for name, column in self.columns.items()}
        self.types = {name: Type(column.shape[1:]) for name, column in self.columns.items()}
        self.xp = device.xp

    def shapes(self, chosen: Any, size: int) -> tuple[tuple[str, tuple], ...]:
        """The shapes of a batch: sequences are as long as the longest of it, rounded up."""
        found = []
        for name, column in self.columns.items():
            sizes = list(column.shape[1:])
            if name in self.lengths:
                longest = int(self.lengths[name][chosen].max())
                sizes[0] = min(sizes[0], -(-longest // BUCKET) * BUCKET)
            found.append((name, (size, *sizes)))
        return tuple(found)

    def fill(self, plan: Plan, chosen: Any) -> None:
        """Copies the chosen examples in; None means all in order."""
        for name, buffer in plan.inputs.items():
            column = self.columns[name]
            if name in self.lengths:
                column = column[:, : buffer.shape[1]]
                lengths = self.lengths[name]
                plan.length_inputs[name][...] = lengths if chosen is None else lengths[chosen]
            buffer[...] = column if chosen is None else column[chosen]


def train(
    graph: Graph,
    arrays: Mapping[tuple, Any],
    columns: Mapping[str, Any],
    *,
    loss: str | Mapping[str, float] = "Loss",
    method: str = "ADAM",
    options: Mapping[str, float] | None = None,
    rate: float | None = None,
    batch_size: int | None = None,
    rounds: int | None = None,
    time_goal: float | None = None,
    multipliers: Mapping[tuple, float] | None = None,
    seed: int | None = None,
    callback: Callable[[Progress], object] | None = None,
    interrupted: Callable[[], bool] | None = None,
    dtype: str = "float32",
    device: str | tuple | Device = "CPU",
) -> TrainingResult:
    """Trains the arrays of a graph so that its loss falls on the data.

    `columns` maps every input port to an array with one row an example. `loss` is the output port to minimise, or
    several with weights. Arrays without values are initialised from `seed`, which also shuffles. `multipliers` give
    arrays by path a factor of the rate; 0 freezes. `callback` is called after every round and ends training by
    returning "Stop"; `interrupted` is asked after every batch, and KeyboardInterrupt ends training too: both give the
    arrays so far. `dtype` and the errors are those of `plan.evaluate`. What is None is chosen by the rules of this
    file.
    """
    place = find_device(device, dtype == "mixed")
    dtype = "float32" if dtype == "mixed" else dtype
    generator = numpy.random.default_rng(seed)
    data = _Data(graph, columns, arrays, place, dtype)
    arrays = initialize(graph, arrays, generator=generator, dtype=dtype, inputs=data.types)
    length = min(batch_size or batch_length(data.count), data.count)
    chosen_rate, falling = learning_rate(method, data.count, length)
    if rate is not None:
        chosen_rate, falling = rate, False
    weights = {loss: 1.0} if isinstance(loss, str) else dict(loss)
    factors = dict(multipliers or {})
    declared = graph.flat.arrays
    factors.update({path: 0.0 for path in arrays if not declared[path].learnable})
    trained = tuple(path for path in arrays if factors.get(path, 1.0))
    moving = tuple(path for path in arrays if not declared[path].learnable and (multipliers or {}).get(path, 1.0))
    job = _Job(graph, data, arrays, weights, trained, moving, place, dtype, int(generator.integers(1 << 62)))
    job.length = length
    parts = [(job.parameters.places[path], factor) for path, factor in factors.items() if path in job.parameters.places]
    optimizer = Optimizer(method, job.parameters.values, job.parameters.gradients, place, options, parts)
    result = TrainingResult(dict(arrays), rate=chosen_rate, batch_size=length, examples=data.count)
    goal = time_goal if time_goal is not None else (TIME_GOAL if rounds is None else None)
    with numpy.errstate(all="ignore"):
        _rounds(job, optimizer, result, generator, rounds, goal, falling, callback, interrupted)
    return result


class _Job:
    """The plans for the batches, by shape, over one set of buffers."""

    def __init__(
        self,
        graph: Graph,
        data: _Data,
        arrays: Mapping[tuple, Any],
        weights: Mapping[str, float],
        trained: tuple,
        moving: tuple,
        device: Device,
        dtype: str,
        seed: int,
    ):
        self.graph, self.data, self.weights, self.trained, self.moving = graph, data, weights, trained, moving
        self.device, self.dtype, self.seed = device, str(numpy.dtype(dtype)), seed
        self.plans: OrderedDict[tuple, Plan] = OrderedDict()
        self.shapes = {path: numpy.shape(array) for path, array in arrays.items()}
        self.parameters = parameters_for(graph, self.shapes, device, self.dtype)
        self.parameters.prepare_gradients()
        self.parameters.load(arrays)
        self.parameters.loaded.clear()  # training changes what was loaded
        self.total = device.xp.zeros((), device.xp.float64)
        self.sum = device.xp.zeros((), device.xp.float64)

    def plan(self, chosen: Any, size: int) -> Plan:
        """The plan for a batch's shapes; those used last are kept."""
        shapes = self.data.shapes(chosen, size)
        plan = self.plans.get(shapes)
        if plan is None:
            each = tuple((name, self.weights.get(name, 0.0) / size) for name in self.graph.output_names)
            request = Request(
                self.graph,
                shapes,
                tuple(self.weights),
                self.trained,
                weights=each,
                train=True,
                dtype=self.dtype,
                device=self.device,
                ragged=tuple(self.data.lengths),
            )
            plan = self.plans[shapes] = Plan(request, self.parameters, self.shapes)
            plan.seed(self.seed + len(self.plans))
            if len(self.plans) > MOST_PLANS:
                self.plans.popitem(last=False)
        self.plans.move_to_end(shapes)
        return plan

    def batch(self, chosen: Any, size: int) -> None:
        """Forward and backward on one batch; its loss is added to the round's."""
        plan, xp = self.plan(chosen, size), self.data.xp
        self.data.fill(plan, chosen)
        plan.walk()
        plan.look_back()
        for path in self.moving:
            if path in plan.new_arrays:
                xp.copyto(self.parameters.views[path], plan.new_arrays[path])
        for name, weight in self.weights.items():
            xp.add.reduce(plan.outputs[name].reshape(-1), axis=0, dtype=xp.float64, out=self.sum)
            if weight != 1.0:
                xp.multiply(self.sum, weight, out=self.sum)
            xp.add(self.total, self.sum, out=self.total)

    def finite(self, values: Any) -> bool:
        """Whether every number is."""
        return bool(self.device.get(self.data.xp.isfinite(values).all()))

    def take_loss(self) -> float:
        """The mean loss of an example since the last call."""
        mean = float(self.device.get(self.total)) / self.data.count
        self.total.fill(0)
        return mean


def _rounds(
    job: _Job,
    optimizer: Optimizer,
    result: TrainingResult,
    generator: numpy.random.Generator,
    rounds: int | None,
    goal: float | None,
    falling: bool,
    callback: Callable[[Progress], object] | None,
    interrupted: Callable[[], bool] | None,
) -> None:
    count, length, xp = job.data.count, job.length, job.data.xp
    starts = range(0, count, length)
    values = optimizer.values
    good, latest = values.copy(), values.copy()  # before and after the last round whose loss was finite
    begun = perf_counter()
    planned = rounds or MOST_ROUNDS
    try:
        while result.rounds < planned:
            order = None if length == count else job.device.put(generator.permutation(count))
            for start in starts:
                chosen = None if order is None else order[start : start + length]
                job.batch(chosen, min(length, count - start))
                done = (result.rounds + start / count) / planned
                if goal and rounds is None:
                    done = max(done, (perf_counter() - begun) / goal)
                optimizer.step(scheduled(result.rate, falling, min(done, 1.0)))
                result.batches += 1
                if interrupted is not None and interrupted():
                    raise KeyboardInterrupt
            mean = job.take_loss()
            if not isfinite(mean):
                result.ended = "diverged"
                values[...] = latest
                break
            good, latest = latest, good
            xp.copyto(latest, values)
            result.losses.append(mean)
            result.rounds += 1
            elapsed = perf_counter() - begun
            if callback is not None:
                expected = expected_rounds(result.rounds, elapsed, goal, planned)
                seen = (result.rounds, expected, result.batches, mean, result.losses, result.rate, elapsed)
                if callback(Progress(*seen, job.parameters.read)) in ("Stop", "StopTraining"):
                    result.ended = "stopped"
                    break
            if goal is not None and elapsed >= goal:
                result.ended = "time" if result.rounds < planned else "rounds"
                break
    except KeyboardInterrupt:
        result.ended = "stopped"
    if not job.finite(values):
        result.ended = "diverged"
        if job.finite(good):
            values[...] = good
    result.arrays = job.parameters.read()
    result.seconds = perf_counter() - begun
