"""PredictorMeasurements: how far off a predictor is on examples that it has not learnt from."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from .. import symbols as S
from ..datasets import TEST
from ..display.graphics.plots import points_plot
from ..expr import expr, is_list, is_rule, make_list
from ..nets.information import Known, known
from ..nets.measuring.outcomes import Numbers
from ..nets.measuring.regression import REGRESSION
from ..nets.measuring.table import number
from ..packed import from_array
from .examples import LearnError, read_examples
from .learnt import Learnt
from .measures import Judged, Measure, measured, ranked
from .predictor import numbers, predictions


class JudgedNumbers(Judged):
    """PredictorMeasurementsObject[...]: what was predicted, and what is right.  The deviation is what the predictor
    takes for its own."""

    __slots__ = ("outcome", "deviation")
    main = "StandardDeviation"

    def __init__(self, inputs: list[Any], found: Any, right: Any, deviation: float, method: str) -> None:
        super().__init__(S.PredictorMeasurementsObject, inputs, method)
        self.outcome, self.deviation = Numbers(found, right), deviation


def judge(predictor: Any, test: Any, session: Any) -> JudgedNumbers:
    """A predictor, or a list of what was predicted, against what is right; raises LearnError."""
    if is_list(predictor):
        plain = is_list(test) and not all(map(is_rule, test.args))
        outputs = list(test.args) if plain else read_examples(test, session, part=TEST).outputs
        if len(outputs) != len(predictor) or not outputs:
            raise LearnError("length", len(predictor), len(outputs))
        found, right = numbers(list(predictor.args), session), numbers(outputs, session)
        inputs: list[Any] = list(range(1, len(right) + 1))
        return JudgedNumbers(inputs, found, right, float(np.sqrt(np.mean((found - right) ** 2))), "Given")
    if not isinstance(predictor, Learnt) or predictor.head is not S.PredictorFunction:
        raise LearnError("nopredictor", predictor)
    examples = read_examples(test, session, part=TEST)
    found, right = predictions(predictor, examples.inputs, session), numbers(examples.outputs, session)
    return JudgedNumbers(examples.inputs, found, right, predictor["StandardDeviation"], predictor["Method"])


def _of_outcome(rule: Callable[[Numbers], float]) -> Measure:
    return Measure(lambda j, _: number(rule(j.outcome)))


def _rules(j: JudgedNumbers, places: Any) -> Any:
    """The examples at places, with what is right for them."""
    right = j.outcome.right.tolist()
    return make_list(expr(S.Rule, j.inputs[i], right[i]) for i in places)


def _residuals(n: Numbers) -> Any:
    return n.right - n.found


def _likelihood(j: JudgedNumbers, _: Any) -> Any:
    """The logarithm of the density of what is right, if errors are normal and as wide as the predictor says."""
    s = max(j.deviation, float(np.finfo(float).tiny))
    return float(-(0.5 * (_residuals(j.outcome) / s) ** 2 + np.log(s) + 0.5 * np.log(2 * np.pi)).sum())


def _baseline(n: Numbers) -> float:
    return float(np.std(n.right))


MEASURES: dict[str, Measure] = {
    **{name: _of_outcome(rule) for name, rule in REGRESSION.items()},
    "BestPredictedExamples": ranked(lambda j: np.abs(_residuals(j.outcome)), _rules),
    "ComparisonPlot": Measure(
        lambda j, _: points_plot(j.outcome.found, j.outcome.right, "predicted", "right", diagonal=True)
    ),
    "LogLikelihood": Measure(_likelihood),
    "Predictions": Measure(lambda j, _: from_array(j.outcome.found)),
    "ResidualPlot": Measure(
        lambda j, _: points_plot(j.outcome.found, _residuals(j.outcome), "predicted", "right minus predicted")
    ),
    "Residuals": Measure(lambda j, _: from_array(_residuals(j.outcome))),
    "StandardDeviationBaseline": _of_outcome(_baseline),
    "WorstPredictedExamples": ranked(lambda j: -np.abs(_residuals(j.outcome)), _rules),
}
JudgedNumbers.measures = MEASURES


@known(JudgedNumbers)
def of_judged(judged: JudgedNumbers) -> Known:
    return {name: partial(measured, judged, name) for name in MEASURES}
