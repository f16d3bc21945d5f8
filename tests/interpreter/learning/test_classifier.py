"""Classify and ClassifierFunction: forms of data, properties, how it decides, messages."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca import Session

SETUP = """
    sizes = {1 -> "small", 2 -> "small", 8 -> "large", 9 -> "large"};
    near = Method -> {"NearestNeighbors", "NeighborsNumber" -> 2};
    f = Classify[sizes, near];
    net = NetChain[{ElementwiseLayer[# + 0 &]}, "Input" -> 2, "Output" -> NetDecoder[{"Class", {"a", "b"}}]];
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # forms of data
        ("Classify[sizes, 1, near]", '"small"'),
        ('Classify[{1, 2, 8, 9} -> {"small", "small", "large", "large"}, {1, 9}, near]', '{"small", "large"}'),
        ('Classify[<|"small" -> {1, 2}, "large" -> {8, 9}|>, 9, near]', '"large"'),
        ("Classify[{{1, x, 5}, {2, y, 5}, {9, x, 6}, {8, y, 6}} -> 3, {1, x}, near]", "5"),
        ("Classify[{{5, 1, x}, {5, 2, y}, {6, 9, x}, {6, 8, y}} -> 1, {{1, x}, {9, y}}, near]", "{5, 6}"),
        ("Classify[{{1, 5}, {2, 5}, {9, 6}, {8, 6}} -> -1, {{1}, {9}}, near]", "{5, 6}"),
        ('Classify[{<|"v" -> 1, "k" -> a|>, <|"v" -> 9, "k" -> b|>} -> "k", <|"v" -> 7|>]', "b"),
        ("Classify[{1 -> True, 2 -> True, 8 -> False, 9 -> False}, 1, near]", "True"),
        ('Classify[{"x" -> 1, "y" -> 2, "x" -> 1}, {"y", "x"}, Method -> "LogisticRegression"]', "{2, 1}"),
        ('Classify[{"the cat" -> a, "the dog" -> a, "le chat" -> b, "le chien" -> b}, "le chat noir"]', "b"),
        ("Classify[{Image[{{0, 0}}] -> 0, Image[{{1, 1}}] -> 1, Image[{{1, .9}}] -> 1}, Image[{{.8, 1}}]]", "1"),
        # 1 and 1. are two classes
        ("Information[Classify[{1 -> 1, 2 -> 1.}], \"Classes\"]", "{1, 1.}"),
        # properties: a class counts half a neighbour more
        ("f[2]", '"small"'),
        ("f[{}]", "{}"),
        ('f[2, "Decision"]', '"small"'),
        ('f[2, "Probabilities"]', '<|"large" -> 0.16666666666666666, "small" -> 0.8333333333333334|>'),
        ('f[2, "Probability" -> "large"]', "0.16666666666666666"),
        ('f[{2, 8}, "Probability" -> "large"]', "{0.16666666666666666, 0.8333333333333334}"),
        ('f[2, "TopProbabilities" -> 1]', '{"small" -> 0.8333333333333334}'),
        ('f[2, "TopDecisions" -> 2]', '{"small", "large"}'),
        ('f[{2}, {"Decision", "Probability" -> "small"}]', '{{"small", 0.8333333333333334}}'),
        ('First[f[2, "Properties"]]', '"Decision"'),
        ('Classify[sizes, 2, "Probability" -> "large", near]', "0.16666666666666666"),
        # how to decide: 1/6 and 5/6, times 0.9/0.5 and 0.1/0.5
        ('f[2, "Probability" -> "large", ClassPriors -> <|"large" -> 9, "small" -> 1|>]', "0.6428571428571428"),
        ('f[2, ClassPriors -> <|"large" -> 9, "small" -> 1|>]', '"large"'),
        ('f[2, "ClassPriors" -> <|"large" -> 9, "small" -> 1|>]', '"large"'),
        ("f[{2, 9}, IndeterminateThreshold -> 0.9]", "{Indeterminate, Indeterminate}"),
        ("f[{2, 9}, IndeterminateThreshold -> 0.8]", '{"small", "large"}'),
        ('f[2, UtilityFunction -> (If[#1 == "large" && #2 == "small", -9, Boole[#1 == #2]] &)]', '"large"'),
        ("Classify[f, IndeterminateThreshold -> 0.9][2]", "Indeterminate"),
        ('Classify[sizes, 2, near, ClassPriors -> <|"large" -> 9, "small" -> 1|>]', '"large"'),
        # of nets
        ("Classify[net][{{1, 0}, {0, 1}}]", '{"a", "b"}'),
        ('Classify[net][{0.25, 0.75}, "Probabilities"]', '<|"a" -> 0.25, "b" -> 0.75|>'),
        ('Classify[net, ClassPriors -> <|"a" -> 1, "b" -> 0|>][{0, 1}]', '"a"'),
        # what it is made of
        ('Information[f, "Method"]', '"NearestNeighbors"'),
        ('Information[f, "MethodOption"]', '<|"NeighborsNumber" -> 2|>'),
        ('Information[f, "ExampleNumber"]', "4"),
        # it is an atom that what it prints makes again
        ("AtomQ[f]", "True"),
        ("ToExpression[ToString[f, InputForm]] === f", "True"),
        ("ToExpression[ToString[f, InputForm]][{1, 9}]", '{"small", "large"}'),
        ("ClassifierFunction[<||>]", "ClassifierFunction[<||>]"),
        # features
        ("Classify[{-1 -> a, 1 -> a, -9 -> b, 9 -> b}, {-8, 8, 0}, FeatureExtractor -> (#^2 &)]", "{b, b, a}"),
        ('Classify[{1 -> a, 9 -> b}, {1, 9}, FeatureExtractor -> "IndicatorVector"]', "{a, b}"),
    ],
)  # fmt: skip
def test_classes(ready, text, expected):
    assert ready(text) == expected
    assert ready.messages == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Classify[3]", "Classify::baddata"),
        ("Classify[{}]", "Classify::nodata"),
        ("Classify[{1, 2} -> {a}]", "Classify::baddata"),
        ('Classify[sizes, Method -> "Magic"]', "Classify::badmethod"),
        ('Classify[sizes, Method -> {"NearestNeighbors", "Magic" -> 1}]', "Classify::badsub"),
        ('Classify[sizes, Method -> {"NearestNeighbors", "NeighborsNumber" -> 0}]', "Classify::badopt"),
        ('Classify[sizes, Method -> {"LogisticRegression", "L2Regularization" -> -1}]', "Classify::badopt"),
        ("Classify[sizes, FeatureExtractor -> 3]", "Classify::badopt"),
        ('Classify[sizes, FeatureExtractor -> "PixelVector"]', "Classify::nolearn"),
        ("Classify[sizes, ValidationSet -> 3]", "Classify::badopt"),
        ("Classify[sizes, ValidationSet -> {1 -> huge}]", "Classify::noclass"),
        ("Classify[sizes, RandomSeeding -> 1.5]", "Classify::badseed"),
        ('Classify[sizes, PerformanceGoal -> "Beauty"]', "Classify::badopt"),
        ("Classify[sizes, IndeterminateThreshold -> 2]", "Classify::badopt"),
        ("Classify[LinearLayer[2]]", "Classify::badnet"),
        ("Classify[sizes, near, Magic -> 1]", "Classify::optx"),
        ('f["x"]', "ClassifierFunction::badinput"),
        ('f[2, "Magic"]', "ClassifierFunction::invprop"),
        ('f[2, "Probability" -> "huge"]', "ClassifierFunction::noclass"),
        ("f[2, Magic -> 1]", "ClassifierFunction::optx"),
        ('f[2, ClassPriors -> <|"small" -> 1|>]', "ClassifierFunction::badopt"),
        ("f[2, UtilityFunction -> (a &)]", "ClassifierFunction::badutility"),
    ],
)
def test_what_cannot_be(ready, text, message):
    found = ready(text)
    assert ready.messages == [message]
    assert found == "$Failed" or "optx" in message


def test_methods_are_chosen_by_what_they_have_not_seen(ready):
    ready('far = Flatten[Table[{x -> "in", x + 4 -> "out", x - 4 -> "out"}, {x, -1, 1, 0.1}]]')
    assert ready('Information[Classify[far], "Method"]') == '"NearestNeighbors"'  # no line parts them
    assert ready("Classify[far, {-4, 0, 4}]") == '{"out", "in", "out"}'
    assert ready('Information[Classify[far, PerformanceGoal -> "DirectTraining"], "Method"]') == '"LogisticRegression"'
    held = "ValidationSet -> {0 -> \"out\", 4 -> \"in\"}"
    assert ready(f'Information[Classify[far, {held}], "Accuracy"] < 0.6') == "True"  # no method can do that
    assert ready.messages == []


def test_a_net(ready):
    ready('two = Flatten[Table[{x, y} -> (x y > 0), {x, -2, 2, 0.4}, {y, -2, 2, 0.4}]]; SeedRandom[1]')
    ready('g = Classify[two, Method -> {"NeuralNetwork", "MaxTrainingRounds" -> 150}]')
    assert ready('ClassifierMeasurements[g, two, "Accuracy"] > 0.9') == "True"
    assert ready('Head[Information[g, "Model"]]') == "NetChain"
    assert ready('g === Classify[two, Method -> {"NeuralNetwork", "MaxTrainingRounds" -> 150}]') == "False"  # the time
    again = 'Information[Classify[two, Method -> {"NeuralNetwork", "MaxTrainingRounds" -> 150}], "Model"]'
    assert ready(f'Information[g, "Model"] === {again}') == "True"
    assert ready.messages == []


@settings(max_examples=15, deadline=None, derandomize=True)
@given(st.integers(2, 4), st.integers(4, 12), st.integers(0, 10**6))
def test_probabilities_are_such_whatever_the_method(classes, n, seed):
    rng = np.random.default_rng(seed)
    right = np.append(np.arange(1, classes + 1), rng.integers(1, classes + 1, size=n - classes))
    data = f"{rng.normal(size=(n, 2)).round(3).tolist()} -> {right.tolist()}".replace("[", "{").replace("]", "}")
    for method in ("LogisticRegression", "NearestNeighbors"):
        call = f'Classify[{data}, {{{{0, 0}}, {{5, -5}}}}, "Probabilities", Method -> "{method}"]'
        with Session() as session:
            rows = session.evaluate(f"Values[{call}]")
        assert np.allclose(np.sum(rows, axis=1), 1) and np.min(rows) > 0
