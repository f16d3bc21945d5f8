"""NetTrainResultsObject: what a training came to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from ... import symbols as S
from ...associations import association
from ...display import formatter, summary_text
from ...expr import Value, is_list, make_list
from ..complaints import NetError, reported
from ..information import Known, known
from ..summaries import groups, net_report, opened
from .progress import OLDER, RESULTS, Course, rough_time


class Results(Value):
    """The properties of a training that is over; pictures and nets are made when they are asked for."""

    __slots__ = ("course", "kept")

    def __init__(self, course: Course) -> None:
        super().__init__(S.NetTrainResultsObject)
        self.course = course
        self.kept: dict[str, Any] = {}

    def arguments(self) -> Iterator[Any]:
        names = ("RoundLossList", "TotalRounds", "TotalBatches", "BatchSize", "TrainedNet")
        yield association((name, self.get(name)) for name in names)

    def equals(self, other: Any) -> bool:
        return self is other

    def digest(self) -> int:
        return id(self)

    def get(self, name: Any) -> Any:
        """A property; raises NetError for what is none."""
        if name == "Properties":
            return make_list(sorted([*RESULTS, "Properties"]))
        known = OLDER.get(name, name) if type(name) is str else name
        if type(known) is not str or known not in RESULTS:
            raise NetError("noprop", name)
        if known not in self.kept:
            self.kept[known] = RESULTS[known](self.course)
        return self.kept[known]


def asked(results: Results, prop: Any) -> Any:
    """What the third argument of NetTrain asks for; raises NetError."""
    if prop is None or prop is S.Automatic:
        return results.get("TrainedNet")
    if prop is S.All:
        return results
    if is_list(prop):
        return make_list(results.get(name) for name in prop.args)
    return results.get(prop)


def apply(results: Any, args: tuple[Any, ...], say: Callable[..., None]) -> Any:
    """results["property"], or a list of such; None for a head that is none."""
    if type(results) is not Results or len(args) != 1:
        return None
    return reported(say, lambda: asked(results, args[0]))


@formatter("NetTrainResultsObject")
def show(e: Any, page: Any) -> Any:
    """The summary: rounds, examples, losses, why it ended."""
    return summary_text(e.head.name, _rows(e), "", page) if type(e) is Results else None


@opened(Results)
def report(results: Results) -> list[Any]:
    """The summary, and the opened one of the net."""
    return [*groups(("Training", _rows(results))), *net_report(results.course.net)]


@known(Results)
def of_results(results: Results) -> Known:
    """The properties of a training."""
    return {name: partial(results.get, name) for name in RESULTS}


def _rows(results: Results) -> list[tuple[str, Any]]:
    t = results.course.trainer
    rows: list[tuple[str, Any]] = [
        ("Net", results.course.net.name),
        ("Total rounds", t.round),
        ("Training examples", t.source.count),
        ("Batch size", t.length),
        ("Training time", rough_time(t.elapsed)),
        ("Method", results.course.method),
    ]
    if t.losses:
        rows.append(("Final round loss", f"{t.losses[-1]:.4g}"))
    if t.validation_losses:
        rows.append(("Validation loss", f"{min(t.validation_losses):.4g} (round {t.best_round})"))
    rows.append(("Stopped by", results.course.reason))
    return rows
