"""Applying nets: the single and batch rule, properties, gradients, coders, and training."""

import pytest

LINEAR = 'n = LinearLayer[2, "Weights" -> {{1, 2}, {3, 4}}, "Biases" -> {10, 20}]; '


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LINEAR + "n[{1, 1}]", "{13., 27.}"),
        (LINEAR + "n[{{1, 1}, {0, 0}}]", "{{13., 27.}, {10., 20.}}"),
        (LINEAR + 'n[<|"Input" -> {1, 1}|>]', "{13., 27.}"),
        (LINEAR + 'n[{<|"Input" -> {1, 1}|>, <|"Input" -> {0, 0}|>}]', "{{13., 27.}, {10., 20.}}"),
        (LINEAR + "n[{1, 1}, None]", "{13., 27.}"),
        (LINEAR + 'n[{1, 1}, "Output"]', "{13., 27.}"),
        (LINEAR + 'n[{1, 1}, NetPortGradient["Input"]]', "{4., 6.}"),
        (LINEAR + 'n[{{1, 1}, {5, 5}}, NetPortGradient["Input"]]', "{{4., 6.}, {4., 6.}}"),
        (LINEAR + 'n[{1, 2}, NetPortGradient["Weights"]]', "{{1., 2.}, {1., 2.}}"),
        (LINEAR + 'n[{{1, 2}, {3, 4}}, NetPortGradient["Biases"]]', "{2., 2.}"),
        (
            LINEAR + 'n[{1, 2}, {NetPortGradient["Input"], NetPortGradient["Biases"]}]',
            '<|NetPortGradient["Input"] -> {4., 6.}, NetPortGradient["Biases"] -> {1., 1.}|>',
        ),
        (
            LINEAR + 'n[<|"Input" -> {1, 2}, NetPortGradient["Output"] -> {1, 0}|>, NetPortGradient["Input"]]',
            "{1., 2.}",
        ),
        (LINEAR + 'NetChain[{n, Ramp}][{-20, 1}, NetPortGradient[{1, "Biases"}]]', "{0., 0.}"),
        (LINEAR + 'NetChain[{n, Ramp}][{1, 1}, NetPort[{1, "Output"}]]', "{13., 27.}"),
        (LINEAR + "NetChain[{n, Ramp}][{1, 1}, NetPort[1]]", "{13., 27.}"),
        ("TotalLayer[][{{1, 2}, {3, 4}, {5, 6}}]", "{9., 12.}"),
        ('TotalLayer[][<|"Input1" -> 1, "Input2" -> 2|>]', "3."),
        ("ThreadingLayer[Times][{{1, 2}, {3, 4}}]", "{3., 8.}"),
        ('ThreadingLayer[#a - #b &][<|"a" -> {5, 5}, "b" -> {1, 2}|>]', "{4., 3.}"),
        ("ElementwiseLayer[#^2 + 1 &][{1, 2}]", "{2., 5.}"),
        ("c = 3; ElementwiseLayer[c # &][{1, 2}]", "{3., 6.}"),
        ("ElementwiseLayer[If[# > 0, #, 0] &][{-1, 2}]", "{0., 2.}"),
        ('ElementwiseLayer["ReLU"][{-1, 2}]', "{0., 2.}"),
        ("SoftmaxLayer[][{0, 0}]", "{0.5, 0.5}"),
        ("DropoutLayer[][{1, 2}]", "{1., 2.}"),
        ("SummationLayer[][{{1, 2}, {3, 4}}]", "10."),
        ("ReshapeLayer[{2, 2}][{1, 2, 3, 4}]", "{{1., 2.}, {3., 4.}}"),
        ("FlattenLayer[][{{1, 2}, {3, 4}}]", "{1., 2., 3., 4.}"),
        ("CatenateLayer[][{{1, 2}, {3}}]", "{1., 2., 3.}"),
        ("DotLayer[][{{1, 2}, {3, 4}}]", "11."),
        ('ConstantTimesLayer["Scaling" -> {2, 3}][{4, 5}]', "{8., 15.}"),
        (
            'CrossEntropyLossLayer["Index"][<|"Input" -> {0.25, 0.75}, "Target" -> 1|>] - Log[4] // Chop[#, 10^-6] &',
            "0",
        ),
        ('d = NetDecoder[{"Class", {a, b, c}}]; d[{0.2, 0.5, 0.3}, "TopDecisions" -> 2]', "{b, c}"),
        ('d = NetDecoder[{"Class", {a, b, c}}]; d[{{1, 0, 0}, {0, 0, 1}}]', "{a, c}"),
        ('d = NetDecoder[{"Class", {a, b}}]; d[{0.5, 0.5}, {"Probability", b}]', "0.5"),
        ('d = NetDecoder[{"Class", {a, b}}]; d[{0.5, 0.5}, None]', "{0.5, 0.5}"),
        ('NetEncoder[{"Class", {a, b}, "IndicatorVector"}][b]', "{0., 1.}"),
        ('NetChain[{SoftmaxLayer[]}, "Output" -> NetDecoder[{"Class", {a, b}}]][{{0, 1}, {1, 0}}]', "{b, a}"),
        ('NetChain[{SoftmaxLayer["Output" -> NetDecoder[{"Class", {a, b}}]]}][{0, 1}]', "b"),
    ],
)
def test_results(ask, text, expected):
    assert ask(text) == expected
    assert ask.messages == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (LINEAR + "n[{1, 2, 3}]", "LinearLayer::invindata"),
        (LINEAR + "n[{x, y}]", "LinearLayer::invindata"),
        (LINEAR + "n[]", "LinearLayer::argt"),
        (LINEAR + 'n[<|"In" -> {1, 2}|>]', "LinearLayer::extraport"),
        (LINEAR + 'n[{1, 2}, "Probabilities"]', "LinearLayer::invprop"),
        (LINEAR + 'n[{1, 2}, NetPortGradient["Zork"]]', "LinearLayer::nopart"),
        (LINEAR + 'n[{1, 2}, TargetDevice -> "TPU"]', "LinearLayer::badtrgdev"),
        ('LinearLayer[3, "Input" -> 2][{1, 2}]', "LinearLayer::uninit"),
        ('MeanSquaredLossLayer[][<|"Input" -> {1}|>]', "MeanSquaredLossLayer::missport"),
        ('MeanSquaredLossLayer[][<|"Input" -> {1}, "Target" -> {1, 2}|>]', "MeanSquaredLossLayer::invindata"),
        ('NetEncoder[{"Class", {a, b}}][z]', "NetEncoder::invin"),
        ('NetDecoder[{"Class", {a, b}}][{1, 2, 3}]', "NetDecoder::invindata"),
        ('NetDecoder[{"Class", {a, b}}][{1, 0}, "Magic"]', "NetDecoder::invprop"),
        ('NetEncoder["Image"][File["no-such.png"]]', "NetEncoder::nofile"),
        ('NetTrain[LinearLayer[1, "Input" -> 1], {}]', "NetTrain::nodata"),
        ('NetTrain[LinearLayer[1, "Input" -> 1], {{1} -> {1}, {1, 2} -> {1}}]', "NetTrain::invdata"),
        ('NetTrain[LinearLayer[1, "Input" -> 1], <|"Input" -> {{1}}, "Output" -> {{1}, {2}}|>]', "NetTrain::invdata"),
        ('NetTrain[LinearLayer[1, "Input" -> 1], {{1} -> {1}}, Method -> "Magic"]', "NetTrain::badmethod"),
        ('NetTrain[LinearLayer[1, "Input" -> 1], {{1} -> {1}}, MaxTrainingRounds -> 0]', "NetTrain::badopt"),
    ],
)
def test_mistakes_give_a_message_and_failed(ask, text, message):
    assert ask(text) == "$Failed"
    assert ask.messages == [message]


def test_training_without_a_loss_and_with_labels(ask):
    ask("data = Table[{x, y} -> If[x > y, up, down], {x, 0., 1, 0.25}, {y, 0.1, 1, 0.25}] // Flatten")
    net = 'NetChain[{8, Tanh, 2, SoftmaxLayer[]}, "Input" -> 2]'
    ask(f"net = NetTrain[{net}, data, MaxTrainingRounds -> 300, RandomSeeding -> 1]")
    assert ask("net[{0.9, 0.1}]") == "up"
    assert ask("net[{{0.1, 0.9}, {0.9, 0.2}}]") == "{down, up}"
    assert ask('NetExtract[net, {"Output", "Labels"}]') == "{down, up}"


def test_training_reports_what_is_asked_for(ask):
    ask('rules = {{1} -> {2}, {2} -> {4}}; line = LinearLayer[1, "Input" -> 1]')
    ask("train[p_] := NetTrain[line, rules, p, MaxTrainingRounds -> 5, RandomSeeding -> 3]")
    assert ask('train["TotalRounds"]') == "5"
    assert ask('{Length[train["RoundLossList"]], train["BatchSize"]}') == "{5, 2}"
    assert ask('Head /@ train[{"RoundLoss", "TrainedNet"}]') == "{Real, LinearLayer}"
    assert ask('train["TrainedNet"] === train["TrainedNet"]') == "True"
    assert ask('train["Fame"]') == "$Failed"


def test_training_can_be_interrupted(ask):
    import threading

    threading.Timer(0.5, ask.session.abort).start()
    assert ask('Head[NetTrain[LinearLayer[1, "Input" -> 1], {{1} -> {2}}, TimeGoal -> 60]]') == "LinearLayer"
    assert ask("1 + 1") == "2"
