"""Sequences of different lengths, states, ports without data, whole numbers, and the options of a call."""

import pytest

LSTM = 'l = NetInitialize[LongShortTermMemoryLayer[2, "Input" -> {"Varying", 3}]]; '
ROWS = "a = {{1, 2, 3}, {4, 5, 6}}; b = {{3, 2, 1}}; "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Max[Abs[l[{a, b}] - {l[a], l[b]}]] < 10^-6", "True"),
        ("Map[Length, l[{a, b}]]", "{2, 1}"),
        ('Map[Dimensions, l[{a, b}, NetPortGradient["Input"]]]', "{{2, 3}, {1, 3}}"),
        ('l[a, NetPort["State"]] === Last[l[a]]', "True"),
        ('Dimensions[l[{a, b}, NetPort["CellState"]]]', "{2, 2}"),
        ("Max[Abs[l[{a, b, a}, BatchSize -> 2] - l[{a, b, a}]]] < 10^-6", "True"),
        ('ElementwiseLayer[Ramp, "Input" -> "Varying"][{{1, -2}, {3}}]', "{{1., 0.}, {3.}}"),
        ("SequenceLastLayer[][{{1, 2}, {3}}]", "{2., 3.}"),
        ("SequenceReverseLayer[][{{1, 2}, {3}}]", "{{2., 1.}, {3.}}"),
        ("SequenceIndicesLayer[][{{5}, {6}, {7}}]", "{1, 2, 3}"),
        ("OrderingLayer[][{3, 1, 2}]", "{2, 3, 1}"),
        ("ElementwiseLayer[Ramp][{1/2, Sqrt[4], -Pi}]", "{0.5, 2., 0.}"),
        (
            'ElementwiseLayer[Ramp, "Input" -> "Varying"][<|"Input" -> {{1, 2}, {3}}, '
            'NetPortGradient["Output"] -> {{2, 3}, {4}}|>, NetPortGradient["Input"]]',
            "{{2., 3.}, {4.}}",
        ),
        ('NetArrayLayer["Array" -> {1, 2}][]', "{1., 2.}"),
        ('NetArrayLayer["Array" -> {1, 2}][NetPortGradient["Array"]]', "{1., 1.}"),
        (
            'NetGraph[{NetArrayLayer["Array" -> {1, 2}], Plus}, {NetPort["Input"] -> 2, 1 -> 2}][{{1, 1}, {5, 5}}]',
            "{{2., 3.}, {6., 7.}}",
        ),
        ('Dimensions[RandomArrayLayer[NormalDistribution[0, 1], "Output" -> {2, 3}][]]', "{2, 3}"),
        ('ContrastiveLossLayer[][<|"Input" -> {0.25, 0.5}, "Target" -> {True, False}|>]', "{0.25, 0.5}"),
    ],
)
def test_results(ask, text, expected):
    assert ask(LSTM + ROWS + text) == expected
    assert ask.messages == []


def test_a_graph_joins_states(ask):
    ask(LSTM + ROWS)
    ask(
        'g = NetGraph[<|"start" -> LinearLayer[2, "Weights" -> {{0, 0}, {0, 0}}, "Biases" -> {0, 0}], "l" -> l|>, '
        '{NetPort["From"] -> "start" -> NetPort["l", "State"], NetPort["l", "CellState"] -> NetPort["Final"]}]'
    )
    assert ask.messages == []
    assert ask('{Information[g, "InputPorts"], Information[g, "OutputPorts"]}') == (
        '{<|"From" -> 2, "Input" -> {"Varying", 3}|>, <|"Final" -> 2, "Output" -> {"Varying", 2}|>}'
    )
    assert ask('g[<|"From" -> {1, 2}, "Input" -> a|>, "Output"] === l[a]') == "True"
    assert ask('g[<|"From" -> {1, 2}, "Input" -> a|>, "Final"] === l[a, NetPort["CellState"]]') == "True"
    assert ask("ToExpression[ToString[g, InputForm]] === g") == "True"
    assert ask('Information[NetChain[{l, SequenceLastLayer[]}], "InputPortNames"]') == '{"Input"}'


@pytest.mark.parametrize(
    ("option", "same"),
    [("RandomSeeding -> 1", "True"), ('RandomSeeding -> "a"', "True"), ("RandomSeeding -> Automatic", "False")],
)
def test_random_numbers_start_where_the_seed_says(ask, option, same):
    ask(f'drop[] := DropoutLayer[0.5][ConstantArray[1, 200], NetEvaluationMode -> "Train", {option}]')
    assert ask("drop[] === drop[]") == same
    assert ask("Sort[Union[drop[]]]") == "{0., 2.}"


@pytest.mark.parametrize("precision", ["Real32", "Real64", "Mixed"])
def test_precisions(ask, precision):
    assert ask(f'ElementwiseLayer[Ramp][{{1, -1}}, WorkingPrecision -> "{precision}"]') == "{1., 0.}"


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ("{}", "an empty list"),
        ("{{}}", "matrix (size: 1 x 0)"),
        ("{a, {}}", "vector (size: 0)"),
        ("{1, 2, 3}", "vector (size: 3)"),
        ("{{1, 2}}", "matrix (size: 1 x 2)"),
        ("{a, {{1, 2}}}", "examples of different shapes"),
        ("{{1, 2, Indeterminate}}", "{{1, 2, Indeterminate}}"),
        ("{{x, 2, 3}}", "{{x, 2, 3}}"),
        ('"abc"', "abc"),
    ],
)
def test_wrong_data_are_named_with_the_port_and_both_shapes(ask, data, found):
    shown = []
    ask(LSTM + ROWS)
    ask.session.on_message(lambda m: shown.append(m.text))
    assert ask(f"l[{data}]") == "$Failed"
    numeric = "" if found.startswith(("matrix", "vector", "examples", "an empty")) else "a numeric array, "
    assert shown == [f"Data at port Input should be {numeric}matrix (size: n x 3); found {found}."]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("l[a, BatchSize -> 0]", "LongShortTermMemoryLayer::arginv"),
        ('l[a, WorkingPrecision -> "Real16"]', "LongShortTermMemoryLayer::arginv"),
        ('l[a, NetEvaluationMode -> "Exam"]', "LongShortTermMemoryLayer::arginv"),
        ("l[a, RandomSeeding -> {1}]", "LongShortTermMemoryLayer::badseed"),
        ("TotalLayer[][{}]", "TotalLayer::unfed"),
        ("ThreadingLayer[Subtract][{1, 2, 3}]", "ThreadingLayer::misscount"),
        ('EmbeddingLayer[1, 2, "Weights" -> {{1}, {2}}][{1, 3}]', "EmbeddingLayer::invindata"),
        (
            'EmbeddingLayer[1, 2, "Weights" -> {{1}, {2}}, "Input" -> "Varying"][{1}, NetPortGradient["Input"]]',
            "EmbeddingLayer::nograd",
        ),
        ('NetGraph[{l}, {NetPort["x"] -> NetPort[1, "Nope"]}]', "NetGraph::notport"),
        ('LinearLayer[2, "Input" -> NetDecoder[{"Class", {x}}]]', "LinearLayer::badcoder"),
    ],
)
def test_mistakes_give_a_message_and_failed(ask, text, message):
    assert ask(LSTM + ROWS + text) == "$Failed"
    assert ask.messages == [message]


def test_training_on_sequences_of_different_lengths(ask):
    ask('net = NetChain[{GatedRecurrentLayer[3], SequenceLastLayer[], LinearLayer[1]}, "Input" -> {"Varying", 1}]')
    ask("data = {{{1}, {2}} -> {3}, {{1}} -> {1}, {{1}, {1}, {1}} -> {3}}")
    ask("trained = NetTrain[net, data, MaxTrainingRounds -> 3, RandomSeeding -> 1]")
    assert ask.messages == []
    assert ask('NetExtract[trained, "Input"]') == '{"Varying", 1}'
    assert ask("Dimensions[trained[data[[All, 1]]]]") == "{3, 1}"
