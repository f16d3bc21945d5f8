"""Fitted models: textbook formulas for a line, NIST's values for a curve, the likelihood of a logistic one."""

import math

import numpy as np
import pytest
from luperca.interpreter.expr import Expr
from luperca.interpreter.packed import to_array
from luperca.interpreter.session import Session

SESSION = Session(debug=True)
LINE = "LinearModelFit[{{0, 1}, {1, 0}, {3, 2}, {5, 4}}, x, x]"
X, Y = np.array([0.0, 1, 3, 5]), np.array([1.0, 0, 2, 4])


def value(text):
    return SESSION.evaluate_quietly(SESSION.read_value(text))


def numbers(text):
    found = value(text)
    return to_array(found) if isinstance(found, Expr) else found


def test_line():
    sxx, sxy = ((X - X.mean()) ** 2).sum(), ((X - X.mean()) * (Y - Y.mean())).sum()
    slope = sxy / sxx
    start = Y.mean() - slope * X.mean()
    rest = Y - start - slope * X
    variance = (rest**2).sum() / 2
    errors = np.sqrt([variance * (1 / 4 + X.mean() ** 2 / sxx), variance / sxx])
    ratios = np.array([start, slope]) / errors
    expected = {
        "BestFitParameters": [start, slope],
        "FitResiduals": rest,
        "PredictedResponse": Y - rest,
        "EstimatedVariance": variance,
        "ParameterErrors": errors,
        "ParameterTStatistics": ratios,
        "ParameterPValues": 1 - abs(ratios) / np.sqrt(ratios**2 + 2),  # Student's with 2 degrees of freedom
        "RSquared": 1 - (rest**2).sum() / ((Y - Y.mean()) ** 2).sum(),
        "HatDiagonal": 1 / 4 + (X - X.mean()) ** 2 / sxx,
        "AIC": 4 * (math.log(2 * math.pi * (rest**2).sum() / 4) + 1) + 6,
        "DesignMatrix": np.stack([np.ones(4), X], axis=1),
        "DurbinWatsonD": (np.diff(rest) ** 2).sum() / (rest**2).sum(),
    }
    for name, right in expected.items():
        assert numbers(f'{LINE}["{name}"]') == pytest.approx(np.array(right)), name
    half = 0.95 * math.sqrt(2 / (4 * 0.975 * 0.025)) * errors  # the quantile for 2 degrees of freedom
    interval = numbers(f'{LINE}["ParameterConfidenceIntervals"]')
    assert interval == pytest.approx(np.stack([[start, slope] - half, [start, slope] + half], axis=1))
    rows = value(f'{LINE}["ANOVATableEntries"]').args
    f = ratios[1] ** 2
    assert list(rows[0].args[:4]) == pytest.approx([1, slope * sxy, slope * sxy, f])
    assert rows[0].args[4] == pytest.approx(1 - abs(ratios[1]) / math.sqrt(f + 2))


def test_weights_count_points_several_times():
    once = value('LinearModelFit[{{0, 1}, {1, 0}, {3, 2}}, x, x, Weights -> {1, 2, 3}]["BestFitParameters"]')
    often = value('LinearModelFit[{{0, 1}, {1, 0}, {1, 0}, {3, 2}, {3, 2}, {3, 2}}, x, x]["BestFitParameters"]')
    assert list(once.args) == pytest.approx(list(often.args))


# NIST Statistical Reference Datasets, Misra1a
MISRA = [
    (77.6, 10.07), (114.9, 14.73), (141.1, 17.94), (190.8, 23.93), (239.9, 29.61), (289.0, 35.18), (332.8, 40.02),
    (378.4, 44.82), (434.8, 50.76), (477.3, 55.05), (536.8, 61.01), (593.1, 66.40), (689.1, 75.47), (760.0, 81.78),
]  # fmt: skip


def test_nonlinear():
    data = str(MISRA).replace("(", "{").replace(")", "}").replace("[", "{").replace("]", "}")
    value(f"fit = NonlinearModelFit[{data}, b1 (1 - Exp[-b2 x]), {{{{b1, 500}}, {{b2, 0.0001}}}}, x]")
    found = [r.args[1] for r in value('fit["BestFitParameters"]').args]
    assert found == pytest.approx([2.3894212918e02, 5.5015643181e-04], rel=1e-8)
    assert numbers('fit["ParameterErrors"]') == pytest.approx([2.7070075241, 7.2668688436e-06], rel=1e-6)
    assert value('Sqrt[fit["EstimatedVariance"]]') == pytest.approx(1.0187876330e-01, rel=1e-8)
    assert value("fit[100.] - Normal[fit] /. x -> 100.") == 0


def test_logistic():
    x, y = np.array([0.0, 1, 2, 3]), np.array([0.0, 1, 0, 1])
    a, b = value('LogitModelFit[{{0, 0}, {1, 1}, {2, 0}, {3, 1}}, x, x]["BestFitParameters"]').args
    mean = 1 / (1 + np.exp(-a - b * x))
    assert [(y - mean).sum(), ((y - mean) * x).sum()] == pytest.approx([0, 0], abs=1e-9)  # the likelihood is greatest
    errors = numbers('LogitModelFit[{{0, 0}, {1, 1}, {2, 0}, {3, 1}}, x, x]["ParameterErrors"]')
    design = np.stack([np.ones(4), x], axis=1)
    assert errors == pytest.approx(np.sqrt(np.diag(np.linalg.inv(design.T * (mean * (1 - mean)) @ design))))


CASES = [
    ("LinearModelFit[{1, 3, 5}, x, x]", 'FittedModel["Linear", {1, 3, 5}, {1, x}, {x}, {}, '),
    ('LinearModelFit[{{1, 2}, {2, 4}}, x, x, IncludeConstantBasis -> False]["BasisFunctions"]', "{x}"),
    ('ToExpression[ToString[fit = LinearModelFit[{1, 3, 5}, x, x], InputForm]] === fit', "True"),
    ('Head[LinearModelFit[{1, 3, 5}, x, x]["ParameterTable"]]', "Grid"),
    ("Round[LinearModelFit[{{{1, 0}, {1, 1}, {1, 2}}, {1, 3, 5}}][1, 10], 0.001]", "21."),
    ("Round[Last /@ FindFit[Table[2 Sin[3. t + 1], {t, 9}], a Sin[w t + p], {a, {w, 3.1}, p}, t], 0.001]",
     "{2., 3., 1.}"),
    ("Round[FindFit[{{0, 0, 1}, {1, 0, 3}, {0, 1, 4}, {1, 1, 6}}, a + b x + c y, {a, b, c}, {x, y}][[All, 2]], 0.001]",
     "{1., 2., 3.}"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "shown"), CASES)
def test_cases(ask, text, shown):
    assert ask(text).startswith(shown)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("LinearModelFit[foo, x, x]", "LinearModelFit::fitd"),
        ("LinearModelFit[{{0, 1}, {1, 2}}, Log[x - 5], x]", "LinearModelFit::fitc"),
        ("LogitModelFit[{{0, 3}, {1, 2}}, x, x]", "LogitModelFit::logit"),
        ("FindFit[{1, 2, 3}, a x, {1}, x]", "FindFit::parms"),
        ('LinearModelFit[{1, 3, 5}, x, x]["nope"]', "FittedModel::notprop"),
    ],
)
def test_messages(ask, text, message):
    ask(text)
    assert ask.messages == [message]
