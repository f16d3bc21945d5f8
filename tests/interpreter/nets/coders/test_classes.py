"""The "Class" coders and drawing from probabilities."""

import math

import numpy as np
import pytest
from luperca.interpreter.nets.coders.parameters import Unfit
from luperca.interpreter.nets.coders.sampling import Sampling, read_sampling, weights

P = 'd = NetDecoder[{"Class", {a, b, c, z}}]; p = {0.1, 0.5, 0.4, 0.}; '
MANY = 'd = NetDecoder[{"Class", {a, b, c}, "Multilabel" -> True}]; p = {0.9, 0.5, 0.6}; '


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # encoder
        ('NetEncoder[{"Class", {"x", 3, f[1]}}][{f[1], 3, "x"}]', "{3, 2, 1}"),
        ('NetEncoder[{"Class", {a, b}, "Index"}][b]', "2"),
        ('NetEncoder[{"Class", {a, b, c}, "IndicatorVector"}][{b, a}]', "{{0., 1., 0.}, {1., 0., 0.}}"),
        ('NetEncoder[{"Class", {a, b, c}, "UnitVector"}][b]', "{0., 1., 0.}"),
        ('NetEncoder[{"Class", {{1}, {2}}}][{{2}, {1}}]', "{2, 1}"),
        ('NetEncoder[{"Class", 3}][{3, 1}]', "{3, 1}"),
        ('NetEncoder[{"Class", {1, 1.}}][{1., 1}]', "{2, 1}"),
        ('NetEncoder[{"Class", {a, b, c}, "Multilabel" -> True}][{c, a}]', "{1., 0., 1.}"),
        ('NetEncoder[{"Class", {a, b, c}, "Multilabel" -> True}][{}]', "{0., 0., 0.}"),
        ('NetEncoder[{"Class", {a, b, c}, "Multilabel" -> True}][{{c}, {}}]', "{{0., 0., 1.}, {0., 0., 0.}}"),
        # decoder: every property
        (P + "d[p]", "b"),
        (P + 'd[p, "Decision"]', "b"),
        (P + "d[{0.4, 0.1, 0.1, 0.4}]", "a"),
        (P + 'd[p, "TopDecisions" -> 3]', "{b, c, a}"),
        (P + 'd[p, "TopDecisions" -> 9]', "{b, c, a, z}"),
        (P + 'd[p, "TopProbabilities"]', "{b -> 0.5, c -> 0.4, a -> 0.1}"),
        (P + 'd[p, "TopProbabilities" -> 2]', "{b -> 0.5, c -> 0.4}"),
        (P + 'd[p, {"TopProbabilities", 1}]', "{b -> 0.5}"),
        (P + 'd[p, "Probabilities"]', "<|a -> 0.1, b -> 0.5, c -> 0.4, z -> 0.|>"),
        (P + 'd[p, "Probability" -> c]', "0.4"),
        (P + 'd[p, {"Probability", "Decision"}]', "$Failed"),
        ('NetDecoder[{"Class", {"Decision", "x"}}][{0.2, 0.8}, {"Probability", "Decision"}]', "0.2"),
        (P + 'Abs[d[p, "Entropy"] - (0.1 Log[10] + 0.5 Log[2] + 0.4 Log[2.5])] < 10^-12', "True"),
        (P + 'd[{0, 1, 0, 0}, "Entropy"]', "0."),
        (P + 'd[{0, 1, 0, 0}, "RandomSample"]', "b"),
        (P + 'd[p, "RandomSample" -> 0]', "b"),
        (P + 'd[p, "RandomSample" -> {"Temperature" -> 1, "TopProbabilities" -> 1}]', "b"),
        (P + 'd[p, "RandomSample" -> {"TotalProbabilityCutoff" -> 0.3}]', "b"),
        (P + "d[p, None]", "{0.1, 0.5, 0.4, 0.}"),
        (P + "d[{p, {1, 0, 0, 0}}]", "{b, a}"),
        # without labels, deeper inputs
        ('NetDecoder["Class"][{{0.2, 0.8}, {0.6, 0.4}}]', "{2, 1}"),
        ('NetDecoder["Class"][{0.2, 0.5, 0.3}, "TopProbabilities" -> 1]', "{2 -> 0.5}"),
        ('NetDecoder["Class"][{0.2, 0.8}, "Probability" -> 2]', "0.8"),
        ('d = NetDecoder[{"Class", {a, b}, "InputDepth" -> 2}]; d[{{0, 1}, {1, 0}}]', "{b, a}"),
        ('d = NetDecoder[{"Class", {a, b}, "InputDepth" -> 3}]; d[{{{0, 1}, {1, 0}}}]', "{{b, a}}"),
        ('NetDecoder[{"Class", {a, b}, "InputDepth" -> 2}][{{{0, 1}}, {{1, 0}, {0, 1}}}]', "{{b}, {a, b}}"),
        (
            'NetDecoder[{"Class", {a, b}, "InputDepth" -> 2}][{{0, 1}, {1, 0}}, {"Decision", "Probability" -> a}]',
            "{{b, a}, {0., 1.}}",
        ),
        # several labels at once
        (MANY + "d[p]", "{a, c}"),
        (MANY + 'd[p, "TopDecisions" -> 2]', "{a, c}"),
        (MANY + 'd[p, "TopProbabilities" -> 1]', "{a -> 0.9}"),
        (MANY + 'd[p, "Probabilities"]', "<|a -> 0.9, b -> 0.5, c -> 0.6|>"),
        (MANY + 'd[p, "Probability" -> b]', "0.5"),
        (MANY + 'd[{0.5, 0, 1}, "Entropy"] == Log[2.]', "True"),
        (MANY + "d[{p, {0, 0, 0}}]", "{{a, c}, {}}"),
    ],
)
def test_class(ask, text, expected):
    assert ask(text) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('NetEncoder[{"Class", {}}]', "NetEncoder::arginv"),
        ('NetEncoder[{"Class", {a, a}}]', "NetEncoder::arginv"),
        ('NetEncoder[{"Class", {a, b}, "Vector"}]', "NetEncoder::arginv"),
        ('NetEncoder[{"Class", {a, b}, "Multilabel" -> 1}]', "NetEncoder::arginv"),
        ('NetEncoder[{"Class", {a, b}, "Multilabel" -> True}][{a, z}]', "NetEncoder::invin"),
        ('NetEncoder[{"Class", {a, b}, "Multilabel" -> True}][a]', "NetEncoder::invin"),
        (P + 'd[p, "Probability" -> q]', "NetDecoder::nolabel"),
        (P + 'd[p, "TopProbabilities" -> 1.5]', "NetDecoder::arginv"),
        (MANY + 'd[p, "RandomSample"]', "NetDecoder::invprop"),
        (P + 'd[p, "RandomSample" -> {"Magic" -> 1}]', "NetDecoder::arginv"),
        (P + 'd[p, "RandomSample" -> {"TotalProbabilityCutoff" -> 2}]', "NetDecoder::arginv"),
    ],
)
def test_class_messages(ask, text, message):
    assert ask(text) == "$Failed"
    assert ask.messages == [message]


def test_samples_follow_the_probabilities(ask):
    ask('SeedRandom[1]; d = NetDecoder[{"Class", {a, b, c}}]; t = Table[d[{0.2, 0.7, 0.1}, "RandomSample"], 2000];')
    shares = [float(ask(f"N[Count[t, {label}]/2000]")) for label in "abc"]
    assert shares == pytest.approx([0.2, 0.7, 0.1], abs=0.04)
    assert ask('SeedRandom[5]; d[{0.2, 0.7, 0.1}, "RandomSample"]') == ask(
        'SeedRandom[5]; d[{0.2, 0.7, 0.1}, "RandomSample"]'
    )


P4 = np.array([0.1, 0.5, 0.15, 0.25])


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        (None, P4),
        (Sampling(2.0), np.sqrt(P4) / np.sqrt(P4).sum()),
        (Sampling(0.5), P4**2 / (P4**2).sum()),
        (Sampling(0.0), [0, 1, 0, 0]),
        (Sampling(1e-6), [0, 1, 0, 0]),
        (Sampling(top=2), [0, 2 / 3, 0, 1 / 3]),
        (Sampling(total=0.5), [0, 1, 0, 0]),
        (Sampling(total=0.6), [0, 2 / 3, 0, 1 / 3]),
        (Sampling(total=1.0), P4),
        (Sampling(total=0.6, top=1), [0, 1, 0, 0]),
    ],
)
def test_weights(how, expected):
    assert weights(P4, how) == pytest.approx(np.array(expected, dtype=float), abs=1e-12)


@pytest.mark.parametrize("p", [[0, 0], [math.nan, 0.5], [-1, 2], [math.nan, math.nan]])
def test_weights_of_what_are_no_probabilities(p):
    found = weights(np.array(p), Sampling(0.7, 0.9, 1))
    assert found.sum() == pytest.approx(1)
    assert (found >= 0).all()


@pytest.mark.parametrize("wrong", ["x", -1, math.inf])
def test_no_sampling(wrong):
    with pytest.raises(Unfit):
        read_sampling(wrong)


def test_summary(ask):
    shown = ask('NetDecoder[{"Class", {a, b}, "Multilabel" -> True}]', "OutputForm")
    rows = [line.split(":")[0].strip() for line in shown.splitlines()[1:-1]]
    assert rows == ["Type", "Labels", "Input depth", "Dimensions", "Multilabel"]
