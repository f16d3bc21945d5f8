"""What is told of a training under way and of its end: a table of properties."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from math import isfinite
from types import SimpleNamespace
from typing import Any

import numpy as np

from ....runtime.training import Trainer
from ....runtime.training.sources import Batch
from ... import symbols as S
from ...associations import association
from ...display.graphics.plots import curves_plot
from ...expr import Expr, Symbol, expr, make_list
from ...packed import from_array
from ..extract import array_spec
from ..objects import Net, Path, placed

_REASONS = {
    "rounds": "MaxTrainingRounds",
    "time": "TimeGoal",
    "stopped": "Interrupted",
    "aborted": "Aborted",
    "diverged": "Diverged",
}


@dataclass
class Course:
    """A training as its user sees it: the net, the trainer, and what was measured and written on the way."""

    net: Net
    prefix: Path
    trainer: Trainer
    method: str
    device: Any
    rates: dict[Path, float]
    finish: Callable[[dict[Path, Any]], Net]
    validation_count: int = 0
    reason: str | None = None
    event: str = "Round"
    measurements: dict[str, list[Any]] = field(default_factory=dict)
    validation_measurements: dict[str, list[Any]] = field(default_factory=dict)
    batch_measurements: dict[str, list[Any]] = field(default_factory=dict)
    measure_batch: Callable[[], None] = lambda: None  # measures what was learnt from last, once
    files: list[str] = field(default_factory=list)
    written: Any = S.None_  # the call as it was

    def by_path(self, arrays: dict[Path, Any]) -> dict[Path, Any]:
        """Arrays of the net, found behind the prefix in the graph that is trained."""
        places = placed({path: path for path in self.net.inference.arrays}, *self.prefix)
        return {path: arrays[place] for place, path in places.items()}

    def trained(self, best: bool = False) -> Net:
        """The net with its arrays as they are now, or as they were best."""
        read = self.trainer.steps.parameters.read
        arrays = read(self.trainer.best) if best and self.trainer.best is not None else read()
        return self.finish(self.by_path(arrays))


Rule = Callable[[Course], Any]


def _number(x: float) -> Any:
    return x if isfinite(x) else S.Missing if x != x else expr(S.DirectedInfinity, 1 if x > 0 else -1)


def _last(values: list[float]) -> Any:
    return values[-1] if values else S.Missing


def _lists(columns: dict[str, list[Any]]) -> Any:
    return association((name, make_list(values)) for name, values in columns.items())


def _newest(columns: dict[str, list[Any]]) -> Any:
    return association((name, values[-1]) for name, values in columns.items() if values)


def _arrays(arrays: dict[Path, Any]) -> Any:
    return association((array_spec(path), from_array(np.asarray(array))) for path, array in arrays.items())


def _root_mean_squares(arrays: dict[Path, Any]) -> Any:
    return association((array_spec(p), float(np.sqrt(np.mean(np.square(a, dtype=float))))) for p, a in arrays.items())


def _vector(arrays: dict[Path, Any]) -> Any:
    return from_array(np.concatenate([np.asarray(a, float).reshape(-1) for a in arrays.values()]))


def _per_second(count: float, c: Course) -> float:
    return count / max(c.trainer.elapsed, 1e-9)


def _loss_plot(c: Course) -> Any:
    """The losses of the rounds, or of the batches where there were few rounds, and those of the validation set."""
    t = c.trainer
    if len(t.losses) > 1:
        curves = [("training", range(1, len(t.losses) + 1), t.losses)]
        held = [batches / t.per_round for batches in t.validation_batches]
        curves += [("validation", held, t.validation_losses)] if held else []
        return curves_plot(curves, "round", "loss")
    return curves_plot([("training", range(1, len(t.batch_losses) + 1), t.batch_losses)], "batch", "loss")


def measured_plots(c: Course) -> Any:
    plots = [("Loss", _loss_plot(c))]
    for name in dict.fromkeys([*c.measurements, *c.validation_measurements]):
        sides = (("training", c.measurements.get(name)), ("validation", c.validation_measurements.get(name)))
        numbers = [(side, v) for side, v in sides if v and all(type(x) in (int, float) for x in v)]
        if numbers:
            plots.append((name, curves_plot([(s, range(1, len(v) + 1), v) for s, v in numbers], "round", name)))
    return association(plots)


def _batch_indices(c: Course) -> Any:
    """The numbers of the examples that were learnt from last; Missing for those that a function has given."""
    _, batch = c.trainer.steps.seen or (None, None)
    chosen = getattr(batch, "chosen", None)
    if not isinstance(batch, Batch):
        return S.Missing
    return from_array((np.arange(batch.size) if chosen is None else c.trainer.steps.device.get(chosen)) + 1)


def _batch_data(c: Course) -> Any:
    """What was learnt from last, encoded, by port."""
    if c.trainer.steps.seen is None:
        return S.Missing
    plan, batch = c.trainer.steps.seen
    device = c.trainer.steps.device
    # read once more, to another place: where it was, something else may be by now
    fresh = {name: device.xp.empty_like(buffer) for name, buffer in plan.inputs.items()}
    lengths = {name: device.xp.empty_like(buffer) for name, buffer in plan.length_inputs.items()}
    batch.fill(SimpleNamespace(inputs=fresh, length_inputs=lengths))
    names = sorted(fresh, key=lambda name: name not in c.net.graph.input_names)  # targets last
    return association((name, from_array(device.get(fresh[name]))) for name in names)


def _measured_batch(c: Course) -> Any:
    c.measure_batch()
    return _newest(c.batch_measurements)


def _measured_batches(c: Course) -> Any:
    c.measure_batch()
    return _lists(c.batch_measurements)


# What both a training under way and its result can tell.
SHARED: dict[str, Rule] = {
    "BatchesPerRound": lambda c: c.trainer.per_round,
    "BatchMeasurementsLists": lambda c: _lists(c.batch_measurements),
    "BatchLossList": lambda c: make_list(map(_number, c.trainer.batch_losses)),
    "BatchSize": lambda c: c.trainer.length,
    "BestValidationRound": lambda c: c.trainer.best_round or S.Missing,
    "CheckpointingFiles": lambda c: make_list(c.files),
    "ExamplesProcessed": lambda c: c.trainer.processed,
    "InitialLearningRate": lambda c: c.trainer.schedule.rate,
    "MeanBatchesPerSecond": lambda c: _per_second(c.trainer.batch, c),
    "MeanExamplesPerSecond": lambda c: _per_second(c.trainer.processed, c),
    "OptimizationMethod": lambda c: c.method,
    "RoundLoss": lambda c: _last(c.trainer.losses),
    "RoundLossList": lambda c: make_list(c.trainer.losses),
    "RoundMeasurements": lambda c: _newest(c.measurements),
    "RoundMeasurementsLists": lambda c: _lists(c.measurements),
    "TargetDevice": lambda c: c.device,
    "TotalBatches": lambda c: c.trainer.batch,
    "ValidationLoss": lambda c: _last(c.trainer.validation_losses),
    "ValidationLossList": lambda c: make_list(c.trainer.validation_losses),
    "ValidationMeasurements": lambda c: _newest(c.validation_measurements),
    "ValidationMeasurementsLists": lambda c: _lists(c.validation_measurements),
}

# What functions that follow a training are given.
UNDER_WAY: dict[str, Rule] = {
    **SHARED,
    "AbsoluteBatch": lambda c: c.trainer.batch,
    "Batch": lambda c: c.trainer.in_round or c.trainer.per_round,
    "BatchesPerSecond": SHARED["MeanBatchesPerSecond"],
    "BatchLoss": lambda c: _last(c.trainer.batch_losses),
    "Event": lambda c: c.event + "Complete",
    "ExamplesPerSecond": SHARED["MeanExamplesPerSecond"],
    "LearningRate": lambda c: c.trainer.rate,
    "ProgressFraction": lambda c: c.trainer.done,
    "Round": lambda c: c.trainer.round + (c.event == "Batch"),
    "TimeElapsed": lambda c: c.trainer.elapsed,
    "TimeRemaining": lambda c: c.trainer.elapsed * (1 / max(c.trainer.done, 1e-9) - 1),
    "TotalBatches": lambda c: c.trainer.per_round * c.trainer.rounds,
    "TotalRounds": lambda c: c.trainer.rounds,
}

# What takes long to tell, and is told to functions that mention it.
COSTLY: dict[str, Rule] = {
    "BatchData": _batch_data,
    "BatchIndices": _batch_indices,
    "BatchMeasurements": _measured_batch,
    "BatchMeasurementsLists": _measured_batches,
    "ExampleLosses": lambda c: from_array(np.asarray(c.trainer.steps.example_losses(), float)),
    "Gradients": lambda c: _arrays(c.by_path(c.trainer.gradients())),
    "GradientsRMS": lambda c: _root_mean_squares(c.by_path(c.trainer.gradients())),
    "GradientsVector": lambda c: _vector(c.by_path(c.trainer.gradients())),
    "Net": lambda c: c.trained(),
    "Weights": lambda c: _arrays(c.by_path(c.trainer.arrays())),
    "WeightsRMS": lambda c: _root_mean_squares(c.by_path(c.trainer.arrays())),
    "WeightsVector": lambda c: _vector(c.by_path(c.trainer.arrays())),
}

# What a NetTrainResultsObject tells.
RESULTS: dict[str, Rule] = {
    **SHARED,
    "ArraysLearningRateMultipliers": lambda c: association((array_spec(p), x) for p, x in c.rates.items()),
    "FinalLearningRate": lambda c: c.trainer.rate,
    "FinalPlots": measured_plots,
    "LossPlot": _loss_plot,
    "NetTrainInputForm": lambda c: c.written,
    "ReasonTrainingStopped": lambda c: c.reason,
    "RoundPositions": lambda c: make_list(c.trainer.per_round * (i + 1) for i in range(c.trainer.round)),
    "TotalRounds": lambda c: c.trainer.round,
    "TotalTrainingTime": lambda c: c.trainer.elapsed,
    "TrainedNet": lambda c: c.trained(best=True),
    "TrainingExamples": lambda c: c.trainer.source.count,
    "TrainingNet": lambda c: c.trained(),
    "ValidationExamples": lambda c: c.validation_count,
    "ValidationPositions": lambda c: make_list(c.trainer.validation_batches),
}
OLDER = {
    "BatchLosses": "BatchLossList",
    "FinalValidationLoss": "ValidationLoss",
    "LossEvolutionPlot": "LossPlot",
    "RoundLosses": "RoundLossList",
}


def reason(ended: str) -> str:
    """Why training ended, in the words of the language."""
    return _REASONS.get(ended, ended)


def told(course: Course, mentioned: set[str] | None) -> Any:
    """The association for a function that mentions these keys; None: any."""
    rules = UNDER_WAY | {k: rule for k, rule in COSTLY.items() if mentioned is None or k in mentioned}
    return association((name, rule(course)) for name, rule in sorted(rules.items()))


def mentions(f: Any) -> set[str] | None:
    """The strings in a pure function, #Name among them; None for what cannot be looked into."""
    if isinstance(f, Symbol) or not isinstance(f, Expr):
        return None
    found: set[str] = set()
    todo: list[Any] = [f]
    while todo:
        e = todo.pop()
        if type(e) is str:
            found.add(e)
        elif isinstance(e, Expr):
            todo += [e.head, *e.args]
    return None if expr(S.Slot, 1) in _calls(f) else found


def _calls(f: Expr) -> Iterable[Any]:
    """What the function hands on whole: arguments that are the slot itself."""
    todo: list[Any] = [f]
    while todo:
        e = todo.pop()
        if isinstance(e, Expr):
            if isinstance(e.head, Symbol) and e.head not in (S.Slot, S.Function):
                yield from e.args
            todo += [e.head, *e.args]


def rough_time(seconds: float) -> str:
    """A time as people write it."""
    if seconds < 60:
        return f"{seconds:.0f}s"
    minutes = int(seconds // 60)
    return f"{minutes}m {seconds % 60:02.0f}s" if minutes < 60 else f"{minutes // 60}h {minutes % 60:02d}m"
