"""What can be asked of something that has been judged on test examples: properties by name, with arguments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from .. import symbols as S
from ..associations import association
from ..display import formatter, summary_text
from ..expr import Symbol, Value, is_list, is_rule, make_list
from .examples import LearnError
from .methods import is_count

FEW = 10  # examples that are shown without a number


@dataclass(frozen=True)
class Measure:
    """value(judged, argument); `argument` tells what may follow the name in a rule, None that nothing may."""

    value: Callable[[Any, Any], Any]
    argument: Callable[[Any, Any], bool] | None = None
    needed: bool = False


class Judged(Value):
    """head[...]: what somebody said of test examples beside what is right, as a table of measures tells of it."""

    __slots__ = ("inputs", "method")
    measures: dict[str, Measure]
    main: str  # the measure that the summary shows

    def __init__(self, head: Symbol, inputs: list[Any], method: str) -> None:
        super().__init__(head)
        self.inputs, self.method = inputs, method

    def arguments(self) -> Iterator[Any]:
        yield association(self.rows())

    def rows(self) -> list[tuple[str, Any]]:
        """The summary: on what, and how good."""
        return [("Method", self.method), ("Test examples", len(self.inputs)), (self.main, measured(self, self.main))]

    def equals(self, other: Any) -> bool:
        return self is other

    def digest(self) -> int:
        return id(self)


def measured(judged: Judged, wanted: Any) -> Any:
    """A property, or a list of them; raises LearnError."""
    if is_list(wanted):
        return make_list(measured(judged, w) for w in wanted.args)
    name, argument = wanted.args if is_rule(wanted) else (wanted, None)
    if name == "Properties":
        return make_list(sorted(judged.measures))
    found = judged.measures.get(name) if type(name) is str else None
    if found is None:
        raise LearnError("invprop", wanted, make_list(sorted(judged.measures)))
    fits = not found.needed if argument is None else found.argument is not None and found.argument(judged, argument)
    if not fits:
        raise LearnError("measarg", name, S.None_ if argument is None else argument)
    return found.value(judged, argument)


def ranked(score: Callable[[Any], Any], show: Callable[[Any, Any], Any]) -> Measure:
    """The examples of the least scores, shown by their places."""
    return Measure(lambda j, n: show(j, np.argsort(score(j), kind="stable")[: n or FEW]), lambda j, n: is_count(n))


@formatter("ClassifierMeasurementsObject", "PredictorMeasurementsObject")
def show(e: Any, page: Any) -> Any:
    return summary_text(e.head.name, e.rows(), "", page) if isinstance(e, Judged) else None
