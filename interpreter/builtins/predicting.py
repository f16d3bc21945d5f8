"""Predict and what measures predictors; carried out in interpreter/learning."""

from __future__ import annotations

from typing import Any

from ..declare import applied, builtin, name
from .information import informs
from .learning import MEASURING, MESSAGES, OPTIONS, told
from .nets import inform

_BAD_VALUE = "`1` is no real number, which is what can be predicted."


@builtin(
    "Predict[examples_, OptionsPattern[]]",
    "Predict[examples_, data_, OptionsPattern[]]",
    "Predict[examples_, data_, property_, OptionsPattern[]]",
    options=OPTIONS,
    **MESSAGES,
    badvalue=_BAD_VALUE,
)
def predict(
    examples: Any, data: Any = None, property: Any = "Decision", *, options: dict[str, Any], session: Any, say: Any
) -> Any:
    """Predict[{in1 -> x1, in2 -> x2, ...}] gives a PredictorFunction, which tells numbers for other data.
    Predict[examples, data] tells the number for data at once, Predict[examples, data, property] a property.

    Examples, options and features are those of Classify, but for how to decide. Method: "LinearRegression"
    ("L2Regularization", the weight of half the sum of squares), "NearestNeighbors" ("NeighborsNumber"), "NeuralNetwork"
    ("NetworkDepth", "MaxTrainingRounds"); what is left Automatic is chosen by the squares of what is missed.

    >>> Predict[{1 -> 1.5, 2 -> 3.5, 3 -> 5.5, 4 -> 7.5}, 5, Method -> "LinearRegression"]
    9.5
    """
    from ..learning import predictor as p

    def work() -> Any:
        found = p.predict(examples, options, session)
        return found if data is None else p.apply(found, data, property, session)

    return told(say, work)


@builtin("PredictorFunction[parts_Association]", **MESSAGES)
def predictor_function(parts: Any) -> Any:
    """PredictorFunction[<|...|>] is what Predict gives. predictor[data] is the number for data, or for each of a list;
    predictor[data, property] a property; Information[predictor, property] tells what it is made of.

    Properties: "Decision", "Distribution" (normal, as wide as the predictor errs on examples that it has not seen),
    lists of such, "Properties".

    >>> Predict[{{1, 1} -> 2, {2, 1} -> 3, {1, 3} -> 4, {3, 3} -> 6}, Method -> "LinearRegression"][{{5, 5}, {0, 1}}]
    {10., 1.}
    """
    from ..learning.predictor import written

    return written(parts)


@applied("PredictorFunction")
def _predicted(head: Any, args: tuple[Any, ...], *, session: Any, say: Any) -> Any:
    from ..learning.learnt import Learnt
    from ..learning.predictor import apply

    if not isinstance(head, Learnt) or not 1 <= len(args) <= 2:
        return None
    return told(say, lambda: apply(head, args[0], args[1] if len(args) == 2 else "Decision", session))


@builtin(
    "PredictorMeasurements[predictor_, test_]",
    "PredictorMeasurements[predictor_, test_, property_]",
    **MESSAGES,
    **MEASURING,
    badvalue=_BAD_VALUE,
    nopredictor="`1` is no predictor: a PredictorFunction or a list of numbers.",
)
def predictor_measurements(predictor: Any, test: Any, property: Any = None, *, session: Any, say: Any) -> Any:
    """PredictorMeasurements[predictor, test, property] tells how far off a predictor is on test examples.
    PredictorMeasurements[predictor, test] gives an object, of which object[property] is a property.

    The predictor is a PredictorFunction, or a list of the numbers that were given to the examples. Properties:
    "StandardDeviation" (the root of the mean square of what is missed), "StandardDeviationBaseline" (of always saying
    the mean), "MeanSquare", "MeanDeviation", "RSquared", "FractionVarianceUnexplained", "LogLikelihood" (for normal
    errors as wide as the predictor says), "Predictions", "Residuals" (right minus predicted), "ComparisonPlot",
    "ResidualPlot", with -> n "BestPredictedExamples" and "WorstPredictedExamples"; lists of such; "Properties".

    >>> PredictorMeasurements[{1, 2, 4}, {1, 2, 3}, {"MeanSquare", "MeanDeviation", "WorstPredictedExamples" -> 1}]
    {0.333333, 0.333333, {3 -> 3.}}
    """
    from ..learning.deviations import judge
    from ..learning.measures import measured

    def work() -> Any:
        found = judge(predictor, test, session)
        return found if property is None else measured(found, property)

    return told(say, work)


name(
    "PredictorMeasurementsObject",
    "PredictorMeasurementsObject[...] is what PredictorMeasurements[predictor, test] gives: object[property] is a "
    'property, object["Properties"] the list of them.',
    **MESSAGES,
    **MEASURING,
)


@applied("PredictorMeasurementsObject")
def _measured(head: Any, args: tuple[Any, ...], *, say: Any) -> Any:
    from ..learning.measures import Judged, measured

    return told(say, lambda: measured(head, args[0])) if isinstance(head, Judged) and len(args) == 1 else None


for head in ("PredictorFunction", "PredictorMeasurementsObject"):
    informs(head)(inform)
