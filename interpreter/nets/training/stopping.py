"""TrainingStoppingCriterion, and which net of a training is the best."""

from __future__ import annotations

from math import inf
from typing import Any

from ... import symbols as S
from ...associations import Association
from ...expr import TRUE, Symbol, expr, has_head
from ...numerics.numbers import REAL_TYPES
from ...options import option_name
from ..complaints import NetError
from .progress import Course, mentions, told

_OPTION = "TrainingStoppingCriterion"
_KEYS = ("Criterion", "Patience", "InitialPatience", "AbsoluteChange", "RelativeChange")
# Measurements that are better when they are greater; all others, losses among them, are better when they are less.
_GREATER = frozenset(
    """
    Accuracy AreaUnderROCCurve CohenKappa F1Score FScore Informedness IntersectionOverUnion Markedness
    MatthewsCorrelationCoefficient NegativePredictiveValue Precision RSquared Recall ScottPi Sensitivity Specificity
    TrueNegativeNumber TrueNegativeRate TruePositiveNumber TruePositiveRate
    """.split()
)


class Criterion:
    """Follows the value of a measurement from round to round: which round was best, and when to stop waiting."""

    def __init__(self, wanted: Any, numbers: dict[str, float], stops: bool) -> None:
        self.wanted, self.stops = wanted, stops
        self.patience, self.first = numbers.get("Patience", 0), numbers.get("InitialPatience", 0)
        self.absolute, self.relative = numbers.get("AbsoluteChange", 0.0), numbers.get("RelativeChange", 0.0)

    def value(self, course: Course) -> float | None:
        """What is to fall; None where there is no value."""
        if self.wanted == "Loss":
            losses = course.trainer.validation_losses or course.trainer.losses
            return losses[-1] if losses else None
        lists = course.validation_measurements.get(self.wanted) or course.measurements.get(self.wanted) or []
        found = lists[-1] if lists else None
        if isinstance(found, Association):  # by class: their mean
            numbers = [float(x) for x in found.values() if type(x) in REAL_TYPES]
            found = sum(numbers) / len(numbers) if numbers else None
        if type(found) not in REAL_TYPES:
            return None
        return -float(found) if self.wanted in _GREATER else float(found)

    def better(self, course: Course) -> bool:
        """Looks at the present value and keeps the arrays if it is the best so far; whether it is."""
        value, trainer = self.value(course), course.trainer
        if value is None:
            return False
        best = trainer.best_value
        least = self.absolute + self.relative * abs(best) if best < inf else 0.0
        improved = value < best - least or (best == inf and value == value)
        if improved:
            trainer.keep_best(value)
        return improved

    def over(self, course: Course) -> bool:
        """Whether there has been nothing better for too long."""
        now = course.trainer.round
        return self.stops and now > self.first and now - course.trainer.best_round > self.patience


class Called:
    """A function of what is told that says True when training is to stop."""

    def __init__(self, f: Any, session: Any) -> None:
        self.f, self.session, self.mentioned = f, session, mentions(f)

    def __call__(self, course: Course) -> bool:
        return self.session.evaluator.evaluate(expr(self.f, told(course, self.mentioned))) is TRUE


def read_criterion(spec: Any, session: Any) -> tuple[Criterion, Called | None]:
    """What decides on the best net and on stopping; raises NetError."""
    if spec is S.None_:
        return Criterion("Loss", {}, False), None
    if type(spec) is not Association:
        return _criterion(spec, {}, session)
    given = {option_name(k): v for k, v in spec.items()}
    odd = next((k for k in given if k not in _KEYS), None)
    numbers = {k: v for k, v in given.items() if k != "Criterion"}
    if (
        odd is not None
        or "Criterion" not in given
        or not all(type(v) in REAL_TYPES and v >= 0 for v in numbers.values())
    ):
        raise NetError("badopt", _OPTION, spec)
    return _criterion(given["Criterion"], {k: float(v) for k, v in numbers.items()}, session)


def _criterion(wanted: Any, numbers: dict[str, float], session: Any) -> tuple[Criterion, Called | None]:
    if wanted is S.Automatic or wanted == "Loss":
        return Criterion("Loss", numbers, True), None
    if type(wanted) is str:
        return Criterion(wanted, numbers, True), None
    if has_head(wanted, S.Function) or isinstance(wanted, Symbol):
        return Criterion("Loss", {}, False), Called(wanted, session)
    raise NetError("badopt", _OPTION, wanted)
