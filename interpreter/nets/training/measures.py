"""TrainingProgressMeasurements: what is measured on the way, of the examples, the validation set and single batches."""

from __future__ import annotations

from typing import Any

from ....runtime.training import Trainer
from ....runtime.training.sources import Batch
from ... import symbols as S
from ...associations import Association
from ...expr import is_list
from ...options import option_name
from ..complaints import NetError
from ..measuring.measure import Asked, Measuring, read_asked
from ..objects import Net
from .examples import Columns
from .progress import Course
from .validation import rows_of
from .watching import Every, read_interval

_OPTION = "TrainingProgressMeasurements"


class Measures:
    """Measurements by their keys, after rounds or, where they say so, after batches, as the course keeps them."""

    def __init__(
        self, course: Course, columns: Columns, validation: Columns | None, spec: Any, criterion: Any, session: Any
    ) -> None:
        self.course, self.columns, self.session = course, columns, session
        net, wanted = course.net, list(spec.args) if is_list(spec) else [spec]
        wanted = [] if spec is S.Automatic or spec is S.None_ else wanted
        self.chosen = {_key(w): read_asked(net, w) for w in wanted}
        self.every = {_key(w): _interval(w) for w in wanted}
        if type(criterion) is str and criterion != "Loss" and criterion not in self.chosen:
            self.chosen[criterion], self.every[criterion] = read_asked(net, criterion), Every("Round", 1)
        self.held: dict[str, Asked] = dict(self.chosen)
        if spec is S.Automatic and validation is not None and _is_classifier(net):
            self.held.setdefault("ErrorRate", read_asked(net, "ErrorRate"))
        self.examples = Measuring(columns, {}, S.Automatic, session)
        self.validation = None if validation is None else Measuring(validation, {}, S.Automatic, session)
        self.measured_at = 0
        course.measure_batch = self.of_batch

    @property
    def fine(self) -> bool:
        """Whether batches have to be looked at."""
        return any(every.fine for every in self.every.values())

    @property
    def idle(self) -> bool:
        return not self.chosen and (self.validation is None or not self.held)

    def after(self, trainer: Trainer, event: str) -> None:
        """What is due after a round or a batch."""
        due = {k: a for k, a in self.chosen.items() if self.every[k].due(trainer, event)}
        if event == "Round":
            self._add(self.examples, due, self.course.measurements)
        elif due:
            self.of_batch()

    def of_validation(self) -> None:
        if self.validation is not None:
            self._add(self.validation, self.held, self.course.validation_measurements)

    def of_batch(self) -> None:
        """Of the examples that were learnt from last, unless that is known already."""
        trainer = self.course.trainer
        _, batch = trainer.steps.seen or (None, None)
        if not self.chosen or self.measured_at == trainer.batch or not isinstance(batch, Batch):
            return
        self.measured_at = trainer.batch
        columns = self.columns
        if batch.chosen is not None:
            columns = rows_of(columns, trainer.steps.device.get(batch.chosen).tolist())
        measuring = Measuring(columns, {}, S.Automatic, self.session)
        self._add(measuring, self.chosen, self.course.batch_measurements)

    def _add(self, measuring: Measuring, asked: dict[str, Asked], lists: dict[str, list[Any]]) -> None:
        if not asked:
            return
        values = measuring.values(self.course.trained(), list(asked.values()))
        for key, value in zip(asked, values, strict=True):
            lists.setdefault(key, []).append(value)


def _key(spec: Any) -> Any:
    """The name under which a measurement is kept."""
    if type(spec) is not Association:
        return spec
    named = {option_name(k): v for k, v in spec.items()}
    return named.get("Key", named.get("Measurement"))


def _interval(spec: Any) -> Every:
    """When a measurement is made: after every round, if it does not say otherwise; raises NetError."""
    named = {option_name(k): v for k, v in spec.items()} if type(spec) is Association else {}
    unit, count = read_interval(_OPTION, named["Interval"]) if "Interval" in named else ("Round", 1)
    if unit == "Seconds":
        raise NetError("badopt", _OPTION, spec)
    return Every(unit, count)


def _is_classifier(net: Net) -> bool:
    outputs = net.graph.output_names
    return len(outputs) == 1 and outputs[0] in net.coders and net.coders[outputs[0]].kind.name in ("Class", "Boolean")
