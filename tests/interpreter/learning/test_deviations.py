"""PredictorMeasurements: what is said of a predictor on test examples."""

import pytest

SETUP = """
    p = Predict[{1 -> 1., 2 -> 2., 3 -> 3., 4 -> 4.}, Method -> {"LinearRegression", "L2Regularization" -> 0}];
    m = PredictorMeasurements[p, {1 -> 1, 2 -> 4, 6 -> 5}];
"""


# What is missed is 0, 2 and -1; the mean of what is right is 10/3, its variance (49 + 4 + 25)/27.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('m["MeanSquare"]', "5/3"),
        ('m["StandardDeviation"]', "Sqrt[5/3]"),
        ('m["MeanDeviation"]', "1"),
        ('m["StandardDeviationBaseline"]', "Sqrt[26]/3"),
        ('m["FractionVarianceUnexplained"]', "15/26"),
        ('m["RSquared"]', "11/26"),
        ('m["Residuals"]', "{0, 2, -1}"),
        ('m["Predictions"]', "{1, 2, 6}"),
        ('m[{"MeanDeviation", "MeanSquare"}]', "{1, 5/3}"),
        ('PredictorMeasurements[{1, 3}, {1, 2}, "MeanSquare"]', "1/2"),
        ('PredictorMeasurements[{1, 3}, {a -> 1, b -> 2}, "Residuals"]', "{0, -1}"),
        ('PredictorMeasurements[{1, 2}, {1, 4}, "LogLikelihood"]',
         "Total[Log[PDF[NormalDistribution[0, Sqrt[2]], {0, 2}]]]"),
    ],
)  # fmt: skip
def test_numbers(ready, text, expected):
    assert ready(f"Max[Abs[Flatten[{{{text} - {expected}}}]]] < 10^-9") == "True"
    assert ready.messages == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('m["WorstPredictedExamples" -> 1]', "{2 -> 4.}"),
        ('First[m["BestPredictedExamples"]]', "1 -> 1."),
        ('Head /@ m[{"ComparisonPlot", "ResidualPlot"}]', "{Graphics, Graphics}"),
        ('MemberQ[m["Properties"], "RSquared"]', "True"),
        ('Information[m, "MeanDeviation"] == m["MeanDeviation"]', "True"),
    ],
)
def test_others(ready, text, expected):
    assert ready(text) == expected
    assert ready.messages == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("PredictorMeasurements[3, {1 -> 1}]", "PredictorMeasurements::nopredictor"),
        ("PredictorMeasurements[p, 3]", "PredictorMeasurements::baddata"),
        ("PredictorMeasurements[p, {1 -> x}]", "PredictorMeasurements::badvalue"),
        ("PredictorMeasurements[{1, 2}, {1}]", "PredictorMeasurements::length"),
        ('PredictorMeasurements[p, {1 -> 1}, "Magic"]', "PredictorMeasurements::invprop"),
        ('m["WorstPredictedExamples" -> 0]', "PredictorMeasurementsObject::measarg"),
    ],
)
def test_what_cannot_be(ready, text, message):
    assert ready(text) == "$Failed"
    assert ready.messages == [message]
