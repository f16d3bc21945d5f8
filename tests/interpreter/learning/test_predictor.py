"""Predict and PredictorFunction."""

import pytest

SETUP = """
    line = {1 -> 1.5, 2 -> 3.5, 3 -> 5.5, 4 -> 7.5};
    p = Predict[line, Method -> "LinearRegression"];
    near = Predict[line, Method -> {"NearestNeighbors", "NeighborsNumber" -> 2}];
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Round[p[5], 10^-9] == 19/2", "True"),
        ("near[{1.2, 3.9}]", "{2.5, 6.5}"),
        ("near[{}]", "{}"),
        ('near[1.2, "Decision"]', "2.5"),
        ('Head[near[1.2, "Distribution"]]', "NormalDistribution"),
        ('Mean[near[1.2, "Distribution"]]', "2.5"),
        ('Dimensions[near[{1, 2, 3}, {"Decision", "Decision"}]]', "{3, 2}"),
        ('near[1, "Properties"]', '{"Decision", "Distribution"}'),
        ("Predict[{1, 2, 3} -> {Pi, 2 Pi, 3 Pi}, 4] - 4 Pi // Chop[#, 10^-9] &", "0"),
        ("Predict[{{1, 2}, {2, 4}, {3, 6}} -> 2, {5}] - 10 // Chop[#, 10^-9] &", "0"),
        ('Predict[{<|"x" -> 1, "y" -> 2|>, <|"x" -> 2, "y" -> 4|>} -> "y", <|"x" -> 5|>]'
         " - 10 // Chop[#, 10^-9] &", "0"),
        ('Information[near, "Method"]', '"NearestNeighbors"'),
        ("ToExpression[ToString[near, InputForm]] === near", "True"),
        ("Predict[{a -> 1, b -> 2, a -> 1, b -> 2}, {b, a}] // Round", "{2, 1}"),
    ],
)  # fmt: skip
def test_numbers(ready, text, expected):
    assert ready(text) == expected
    assert ready.messages == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Predict[7]", "Predict::baddata"),
        ("Predict[{}]", "Predict::nodata"),
        ("Predict[{1 -> x, 2 -> 3}]", "Predict::badvalue"),
        ("Predict[{1 -> I, 2 -> 3}]", "Predict::badvalue"),
        ('Predict[line, Method -> "LogisticRegression"]', "Predict::badmethod"),
        ("p[x]", "PredictorFunction::badinput"),
        ('p[1, "Magic"]', "PredictorFunction::invprop"),
    ],
)
def test_what_cannot_be(ready, text, message):
    assert ready(text) == "$Failed"
    assert ready.messages == [message]


def test_a_net(ready):
    ready("bent = Table[x -> 100 + 10 Abs[x], {x, -3., 3., 0.05}]")
    ready('q = Predict[bent, Method -> "NeuralNetwork"]')
    assert ready("Max[Abs[q[{-2., 0.5, 2.5}] - {120, 105, 125}]] < 1.5") == "True"
    assert ready('1 > Information[q, "StandardDeviation"] > 0') == "True"
    assert ready.messages == []
