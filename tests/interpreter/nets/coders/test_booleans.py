"""The "Boolean" coders and those of plain numbers."""

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('NetEncoder["Boolean"][True]', "1"),
        ('NetEncoder["Boolean"][{True, False}]', "{1, 0}"),
        ('NetEncoder["Boolean"][NetEncoder["Boolean"][False]]', "0"),
        ('NetEncoder[{"Boolean", {3}}][{True, False, True}]', "{1, 0, 1}"),
        ('NetEncoder[{"Boolean", 2}][{{True, False}, {False, False}}]', "{{1, 0}, {0, 0}}"),
        ('NetEncoder[{"Boolean", {"Varying"}}][{{True}, {False, True}}]', "{{1}, {0, 1}}"),
        ('NetDecoder["Boolean"][0.5]', "True"),
        ('NetDecoder["Boolean"][0.49]', "False"),
        ('NetDecoder["Boolean"][{0.1, 0.9}]', "{False, True}"),
        ('NetDecoder["Boolean"][0.25, "Decision"]', "False"),
        ('NetDecoder["Boolean"][0.25, "Probability"]', "0.25"),
        ('NetDecoder["Boolean"][1/2, "Entropy"] == Log[2.]', "True"),
        ('NetDecoder["Boolean"][{0, 1}, "Entropy"]', "{0., 0.}"),
        ('NetDecoder["Boolean"][0.25, None]', "0.25"),
        ('NetDecoder["Boolean"][{0, 1}, "RandomSample"]', "{False, True}"),
        ('NetDecoder["Boolean"][0.6, "RandomSample" -> 0]', "True"),
        ('NetDecoder["Boolean"][0.6, "Properties"]', '{"Decision", "Probability", "Entropy", "RandomSample", None}'),
        ('NetDecoder[{"Boolean", "InputDepth" -> 1}][{0.1, 0.9}]', "{False, True}"),
        ('NetDecoder[{"Boolean", "InputDepth" -> 2}][{{0.1, 0.9}, {0.8, 0.}}]', "{{False, True}, {True, False}}"),
        ('NetDecoder[{"Boolean", "InputDepth" -> 1}][{{0.1}, {0.9, 0.8}}]', "{{False}, {True, True}}"),
        ('NetChain[{LogisticSigmoid}, "Input" -> "Real", "Output" -> "Boolean"][{-1, 1}]', "{False, True}"),
        # numbers
        ('NetEncoder["Real"][{1, 2.5, 1/2}]', "{1., 2.5, 0.5}"),
        ('NetEncoder["Scalar"][3]', "3."),
        ('NetDecoder["Real"][{1, 2}]', "{1., 2.}"),
        ('NetDecoder[{"Real", "InputDepth" -> 1}][{1, 2}]', "{1., 2.}"),
        ('NetDecoder["Scalar"][{0.5}]', "0.5"),
        ('NetDecoder["Scalar"][0.5]', "0.5"),
        ('NetDecoder["Scalar"][{{0.5}, {1.5}}]', "{0.5, 1.5}"),
        ('NetEncoder[{"UnitVector", 3}][2]', "{0., 1., 0.}"),
        ('NetEncoder[{"UnitVector", 2}][{1, 2}]', "{{1., 0.}, {0., 1.}}"),
        ('NetEncoder[{"UnitVector", 2}][{0, 1}]', "{0, 1}"),
        ('NetEncoder[{"UnitVector", 2, "Dimensions" -> {2}}][{2, 1}]', "{{0., 1.}, {1., 0.}}"),
        ('NetChain[{Ramp}, "Input" -> NetEncoder[{"UnitVector", 2}]][{1, 2}]', "{{1., 0.}, {0., 1.}}"),
    ],
)
def test_numbers(ask, text, expected):
    assert ask(text) == expected
    assert not ask.messages


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('NetEncoder["Boolean"][x]', "NetEncoder::invin"),
        ('NetEncoder["Boolean"][{True, x}]', "NetEncoder::invin"),
        ('NetEncoder[{"Boolean", {2}}][{True}]', "NetEncoder::invin"),
        ('NetEncoder[{"Boolean", {0}}]', "NetEncoder::arginv"),
        ('NetDecoder[{"Boolean", "InputDepth" -> -1}]', "NetDecoder::arginv"),
        ('NetDecoder["Boolean"][{{0.5}}]', "NetDecoder::invindata"),
        ('NetDecoder["Boolean"][0.5, "TopDecisions" -> 1]', "NetDecoder::invprop"),
        ('NetEncoder["Real"][x]', "NetEncoder::invin"),
        ('NetEncoder[{"UnitVector", 3}][4]', "NetEncoder::invin"),
        ('NetEncoder["UnitVector"]', "NetEncoder::noarg"),
        ('NetEncoder[{"UnitVector", 0}]', "NetEncoder::arginv"),
    ],
)
def test_messages(ask, text, message):
    assert ask(text) == "$Failed"
    assert ask.messages == [message]
