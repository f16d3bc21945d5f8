"""The course of training: rounds over batches, an optimiser over the flat buffer of all arrays, and what is kept.

What is left to the runtime ("automatic") is decided by the rules of `automatic`; rounds go on until the time goal, at
most `MOST_ROUNDS`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import inf, isfinite
from time import perf_counter
from typing import Any

import numpy

from ..communicate import communicator
from ..device import Device
from ..device import device as find_device
from ..graph import Graph
from ..initialize import initialize
from ..optimize import Optimizer
from .automatic import MOST_ROUNDS, TIME_GOAL, batch_length, expected_rounds, learning_rate, scheduled
from .sources import Columns, Stream
from .steps import Steps

STOP = ("Stop", "StopTraining")
ABORT = "AbortTraining"


@dataclass
class TrainingResult:
    """The trained `arrays`, the mean loss of every round, and how it went.

    `ended` is "rounds", "time", "stopped" (by a callback or an interrupt), "aborted" (by a callback) or "diverged",
    when the loss or an array was no longer finite: the arrays are then those of the last good round. `best` are the
    arrays after `best_round`, whose loss on the validation set was the least; None without one.
    """

    arrays: dict[tuple, Any]
    losses: list[float] = field(default_factory=list)
    ended: str = "rounds"
    rounds: int = 0
    batches: int = 0
    batch_size: int = 0
    rate: float = 0.0
    final_rate: float = 0.0
    seconds: float = 0.0
    examples: int = 0
    batch_losses: list[float] = field(default_factory=list)
    validation_losses: list[float] = field(default_factory=list)
    validation_batches: list[int] = field(default_factory=list)
    best: dict[tuple, Any] | None = None
    best_round: int = 0
    processed: int = 0


@dataclass
class Schedule:
    """How long training goes on, and how long its steps are: `rate` times what `factor(batch, batches)` gives."""

    rate: float
    falling: bool = False
    rounds: int | None = None
    batches: int | None = None
    goal: float | None = None
    factor: Callable[[int, int], float] | None = None


class Trainer:
    """Training under way: what callbacks see, and what a checkpoint keeps.

    `round` and `batch` count those that are done; `rounds` is how many rounds there will be, as far as one knows.
    """

    def __init__(
        self,
        steps: Steps,
        source: Columns | Stream,
        optimizers: list[Optimizer],
        schedule: Schedule,
        length: int,
        seed: int,
        validation: Columns | None = None,
        every: tuple[str, int] = ("Round", 1),
    ):
        self.steps, self.source, self.optimizers, self.schedule = steps, source, optimizers, schedule
        self.length, self.seed, self.validation, self.every = length, seed, validation, every
        self.round = self.batch = self.processed = self.in_round = 0
        self.loss = self.validation_loss = inf
        self.losses: list[float] = []
        self.batch_losses: list[float] = []
        self.validation_losses: list[float] = []
        self.validation_batches: list[int] = []  # after how many batches they were found
        self.rate, self.before, self.total, self.best_round = schedule.rate, 0.0, 0.0, 0
        self.best_value = inf
        self.per_round = -(-source.count // length)
        self.begun = perf_counter()
        values = steps.parameters.values
        self.good, self.latest = values.copy(), values.copy()  # before and after the last round with a finite loss
        self.best: Any = None
        self.culprit: tuple | None = None  # the array where training diverged

    # --- what one may ask

    @property
    def elapsed(self) -> float:
        """Seconds, those before a checkpoint among them."""
        return self.before + perf_counter() - self.begun

    @property
    def rounds(self) -> int:
        s = self.schedule
        if s.batches is not None:
            return -(-s.batches // self.per_round)
        most = s.rounds or MOST_ROUNDS
        return expected_rounds(self.round, self.elapsed, s.goal, most) if self.round else s.rounds or 1

    @property
    def done(self) -> float:
        """The share of training that is over."""
        s = self.schedule
        planned = s.batches if s.batches is not None else (s.rounds or MOST_ROUNDS) * self.per_round
        share = self.batch / planned
        if s.goal and s.rounds is None and s.batches is None:
            share = max(share, self.elapsed / s.goal)
        return min(share, 1.0)

    def _infinite(self) -> tuple | None:
        """The path of the first array that is not finite, or whose gradient is not."""
        parameters, finite = self.steps.parameters, self.steps.finite
        for views in (parameters.views, parameters.slopes):
            found = next((path for path, view in views.items() if not finite(view)), None)
            if found is not None:
                return found
        return None

    def arrays(self) -> dict[tuple, Any]:
        """Copies of the arrays as they are now."""
        return self.steps.parameters.read()

    def gradients(self) -> dict[tuple, Any]:
        """Copies of the gradients of the last batch."""
        return self.steps.parameters.read(self.steps.parameters.gradients)

    # --- the course

    def run(
        self,
        callback: Callable[["Trainer", str], object] | None = None,
        batches: bool = False,
        interrupted: Callable[[], bool] | None = None,
    ) -> str:
        """Trains to an end and says which; `callback(self, event)` sees every "Round", every "Validation" that does not
        come with one, and with `batches` every "Batch"."""
        self.begun = perf_counter()
        team = self.steps.team
        callback = callback if team.rank == 0 else None
        watch = callback if batches else None
        ended = None
        try:
            with numpy.errstate(all="ignore"):
                while ended is None:
                    ended = self._round(watch, callback, interrupted) or self._round_over(callback)
        except KeyboardInterrupt:
            ended = "stopped"
        if not self.steps.finite(self.steps.parameters.values):
            ended, self.culprit = "diverged", self.culprit or self._infinite()
            if self.steps.finite(self.good):
                self.steps.parameters.values[...] = self.good
        if team.size > 1:
            self.best, self.best_round = team.broadcast((self.best, self.best_round))
        return ended

    def _round(
        self, watch: Callable | None, callback: Callable | None, interrupted: Callable[[], bool] | None
    ) -> str | None:
        """The batches of a round that are left."""
        s, length = self.schedule, self.length
        for batch in self.source.batches(length, self.seed, self.round, self.in_round):
            loss = self.steps.learn(batch, self.source.ragged, self.batch)
            self.rate = scheduled(s.rate, s.falling, self._agreed(self.done) if s.falling else 0.0)
            if s.factor is not None:
                self.rate *= s.factor(self.batch + 1, self.per_round * self.rounds)
            self.optimizers[self.batch % len(self.optimizers)].step(self.rate)
            self.total += loss
            self.batch += 1
            self.in_round += 1
            self.processed += batch.size
            self.batch_losses.append(loss / batch.size)
            ended = None
            if self._validates("Batch", self.batch) and callback is not None:
                ended = _ended(callback(self, "Validation"))
            if watch is not None:
                ended = _ended(watch(self, "Batch")) or ended
            if ended is None and interrupted is not None and interrupted():
                ended = "stopped"
            if (ended := self._agreed(ended)) is not None:
                return ended
            if s.batches is not None and self.batch >= s.batches:
                break
        return None

    def _round_over(self, callback: Callable | None) -> str | None:
        values, xp = self.steps.parameters.values, self.steps.device.xp
        mean = self.total / max(self.processed - self.seen_before, 1)
        self.total, self.in_round, self.seen_before = 0.0, 0, self.processed
        if not isfinite(mean):
            self.culprit = self._infinite()
            values[...] = self.latest
            return "diverged"
        self.good, self.latest = self.latest, self.good
        xp.copyto(self.latest, values)
        self.loss = mean
        self.losses.append(mean)
        self.round += 1
        self._validates("Round", self.round)
        ended = None if callback is None else _ended(callback(self, "Round"))
        return self._agreed(ended or self._over())

    def _over(self) -> str | None:
        """Whether training has lasted as long as it was to."""
        s = self.schedule
        if s.batches is not None and self.batch >= s.batches:
            return "rounds"
        if s.goal is not None and self.elapsed >= s.goal:
            return "time" if self.round < (s.rounds or MOST_ROUNDS) else "rounds"
        return "rounds" if s.batches is None and self.round >= (s.rounds or MOST_ROUNDS) else None

    def _agreed(self, decision: Any) -> Any:
        """What the first of several processes decides."""
        return decision if self.steps.team.size == 1 else self.steps.team.broadcast(decision)

    seen_before = 0  # examples in the rounds that are over

    def _validates(self, unit: str, done: int) -> bool:
        """Finds the loss on the validation set if it is time to."""
        if self.validation is None or self.every[0] != unit or done % self.every[1]:
            return False
        self.validation_loss = self.steps.losses(self.validation)
        self.validation_losses.append(self.validation_loss)
        self.validation_batches.append(self.batch)
        return True

    def keep_best(self, value: float) -> None:
        """Notes the arrays as the best so far, with the value that says so (the less, the better)."""
        self.best, self.best_value = self.steps.parameters.values.copy(), value
        self.best_round = self.round + (self.in_round > 0)

    # --- what a checkpoint keeps

    COUNTS = ("round", "batch", "processed", "in_round", "seen_before", "best_round")
    NUMBERS = (*COUNTS, "total", "loss", "validation_loss", "best_value")
    LISTS = ("losses", "batch_losses", "validation_losses", "validation_batches")

    def state(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """(buffers, facts) from which `restore` goes on to the same end."""
        get = self.steps.device.get
        buffers = {"values": get(self.steps.parameters.values), "good": get(self.good), "latest": get(self.latest)}
        if self.best is not None:
            buffers["best"] = get(self.best)
        for i, optimizer in enumerate(self.optimizers):
            buffers |= {f"state {i} {j}": get(buffer) for j, buffer in enumerate(optimizer.state)}
        facts = {name: getattr(self, name) for name in (*self.NUMBERS, *self.LISTS)}
        facts |= {"seed": self.seed, "length": self.length, "elapsed": self.elapsed, "rate": self.schedule.rate}
        facts["steps"] = [optimizer.steps for optimizer in self.optimizers]
        return buffers, facts

    def restore(self, buffers: Mapping[str, Any], facts: Mapping[str, Any]) -> None:
        """Takes the state of a training that was left; raises ValueError if it was another one."""
        put, values = self.steps.device.put, self.steps.parameters.values
        if (facts["seed"], facts["length"]) != (self.seed, self.length) or buffers["values"].shape != values.shape:
            raise ValueError("a checkpoint of another training")
        values[...] = put(buffers["values"])
        self.good[...], self.latest[...] = put(buffers["good"]), put(buffers["latest"])
        self.best = put(buffers["best"]).copy() if "best" in buffers else None
        for i, optimizer in enumerate(self.optimizers):
            optimizer.steps = facts["steps"][i]
            for j, buffer in enumerate(optimizer.state):
                buffer[...] = put(buffers[f"state {i} {j}"])
        for name in self.NUMBERS:
            setattr(self, name, facts[name])
        for name in self.LISTS:
            setattr(self, name, list(facts[name]))
        self.before = facts["elapsed"]
        self.steps.parameters.version += 1

    def result(self, ended: str) -> TrainingResult:
        """What has come out."""
        best = None if self.best is None else self.steps.parameters.read(self.best)
        return TrainingResult(
            self.arrays(),
            self.losses,
            ended,
            self.round,
            self.batch,
            self.length,
            self.schedule.rate,
            self.rate,
            self.elapsed,
            self.source.count,
            self.batch_losses,
            self.validation_losses,
            self.validation_batches,
            best,
            self.best_round,
            self.processed,
        )


def _ended(answer: object) -> str | None:
    """What a callback's answer means."""
    return "stopped" if answer in STOP else "aborted" if answer == ABORT else None


def make_trainer(
    graph: Graph,
    arrays: Mapping[tuple, Any],
    columns: Mapping[str, Any],
    *,
    loss: str | Mapping[str, float] = "Loss",
    method: str = "ADAM",
    options: Mapping[str, float] | None = None,
    rate: float | None = None,
    factor: Callable[[int, int], float] | None = None,
    batch_size: int | None = None,
    rounds: int | None = None,
    batches: int | None = None,
    time_goal: float | None = None,
    multipliers: Mapping[tuple, float] | None = None,
    penalties: Mapping[str, Mapping[tuple, float]] | None = None,
    groups: list[set[tuple]] | None = None,
    validation: Mapping[str, Any] | None = None,
    every: tuple[str, int] = ("Round", 1),
    stream: tuple[Callable[[int, int], Mapping[str, Any]], int] | None = None,
    seed: int | None = None,
    dtype: str = "float32",
    device: str | tuple | Device = "CPU",
) -> Trainer:
    """A training, ready to run; see `train`.  `factor` is a schedule of the rate, `penalties` are regularisations and
    clippings by array path (see `Optimizer`), `groups` of array paths are updated in turn, batch by batch; `stream` is
    (function of round and batch that gives columns, examples a round) in place of columns."""
    team = communicator()
    place = find_device(device, dtype == "mixed", team.rank)
    team.join(place)
    dtype = "float32" if dtype == "mixed" else dtype
    generator = numpy.random.default_rng(seed)

    types = graph.infer(arrays={path: numpy.shape(array) for path, array in arrays.items()}).inputs

    def read(given: Mapping[str, Any]) -> Columns:
        return Columns(types, given, place, dtype)

    source = read(columns) if stream is None else Stream(*stream, read)
    arrays = initialize(graph, arrays, generator=generator, dtype=dtype, inputs=source.types)
    length = min(batch_size or batch_length(source.count, bool(source.ragged)), source.count)
    chosen, falling = learning_rate(method, source.count, length)
    if rate is not None or factor is not None:
        chosen, falling = chosen if rate is None else rate, False
    goal = time_goal if time_goal is not None else TIME_GOAL if rounds is None and batches is None else None
    weights = {loss: 1.0} if isinstance(loss, str) else dict(loss)
    given = dict(multipliers or {})
    declared = graph.flat.arrays
    factors = given | {path: 0.0 for path in arrays if not declared[path].learnable}
    trained = tuple(path for path in arrays if factors.get(path, 1.0))
    moving = tuple(path for path in arrays if not declared[path].learnable and given.get(path, 1.0))
    number = team.broadcast(int(generator.integers(1 << 62)))
    steps = Steps(graph, team.broadcast(arrays), weights, trained, moving, place, dtype, number, team)
    optimizers = []
    for group in groups or [set(arrays)]:
        mine = factors | {path: 0.0 for path in arrays if path not in group}
        optimizers.append(_optimizer(steps, method, options, mine, penalties or {}))
    schedule = Schedule(chosen, falling, rounds, batches, goal, factor)
    held = None if validation is None else read(validation)
    return Trainer(steps, source, optimizers, schedule, length, number, held, every)


def _optimizer(
    steps: Steps,
    method: str,
    options: Mapping[str, float] | None,
    factors: Mapping[tuple, float],
    penalties: Mapping[str, Mapping[tuple, float]],
) -> Optimizer:
    places = steps.parameters.places

    def by_place(numbers: Mapping[tuple, float]) -> list[tuple[slice, float]]:
        return [(places[path], number) for path, number in numbers.items() if path in places]

    parts = {name: by_place(numbers) for name, numbers in penalties.items()}
    buffers = steps.parameters.values, steps.parameters.gradients
    return Optimizer(method, *buffers, steps.device, options, by_place(factors), parts)


def train(
    graph: Graph,
    arrays: Mapping[tuple, Any],
    columns: Mapping[str, Any],
    *,
    callback: Callable[[Trainer], object] | None = None,
    interrupted: Callable[[], bool] | None = None,
    **settings: Any,
) -> TrainingResult:
    """Trains the arrays of a graph so that its loss falls on the data.

    `columns` maps every input port to an array with one row an example. `loss` is the output port to minimise, or
    several with weights. Arrays without values are initialised from `seed`, which also shuffles. `multipliers` give
    arrays by path a factor of the rate; 0 freezes. `callback` is called after every round and ends training by
    returning "Stop"; `interrupted` is asked after every batch, and KeyboardInterrupt ends training too: both give the
    arrays so far. `validation` are columns whose loss is found after `every`, ("Round" or "Batch", n). `dtype` and the
    errors are those of `plan.evaluate`. What is None is chosen by the rules of `automatic`.
    """
    trainer = make_trainer(graph, arrays, columns, **settings)
    seen = None if callback is None else lambda now, event: callback(now)
    return trainer.result(trainer.run(seen, interrupted=interrupted))
