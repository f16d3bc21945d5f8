"""Layers, chains and graphs: forms, inference, display, and what mistakes say."""

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LinearLayer[3]", "LinearLayer[3]"),
        ('LinearLayer[3, "Input" -> 2]', 'LinearLayer[3, "Input" -> 2]'),
        ("Head[SoftmaxLayer[]]", "SoftmaxLayer"),
        ("MatchQ[LinearLayer[3], _LinearLayer]", "True"),
        ("LinearLayer[3] === LinearLayer[3]", "True"),
        ("LinearLayer[3] === LinearLayer[4]", "False"),
        ('LinearLayer[1, "Weights" -> {{1}}] === LinearLayer[1, "Weights" -> {{2}}]', "False"),
        ('Information[NetChain[{Tanh, 3}], "LayersCount"]', "2"),
        ('NetExtract[NetChain[{LinearLayer[4], Ramp, LinearLayer[2]}, "Input" -> 3], "Output"]', "2"),
        (
            'NetExtract[NetChain[{LinearLayer[4], Ramp, LinearLayer[]}, "Input" -> 3, "Output" -> 5], {3, "Output"}]',
            "5",
        ),
        ('NetExtract[LinearLayer[3, "Input" -> 2], "Weights"]', "Automatic"),
        ('Information[LinearLayer[3, "Input" -> 2], "ArraysTotalElementCount"]', "9"),
        ('NetExtract[NetChain[<|"a" -> Tanh, "b" -> LinearLayer[2]|>], "a"]', "ElementwiseLayer[Tanh]"),
        ('Head[NetExtract[NetChain[<|"in" -> {Tanh, 3}|>], {"in", 2}]]', "LinearLayer"),
        ("Length[NetExtract[NetChain[{Tanh, Ramp, Tanh}], All]]", "3"),
        ("NetChain[{}][{1, 2}]", "{1., 2.}"),
        ("NetChain[{Tanh, {Ramp}}][{0, 1}] == NetChain[{Tanh, Ramp}][{0, 1}]", "True"),
        ('Information[NetGraph[{Tanh, Ramp}, {1 -> 2}], "InputPortNames"]', '{"Input"}'),
        ('Information[NetGraph[{Tanh, Ramp}, {}], "InputPortNames"]', '{"Input1", "Input2"}'),
        ('Information[NetGraph[{Tanh, Ramp}, {}], "OutputPortNames"]', '{"Output1", "Output2"}'),
        ('Information[NetGraph[{Tanh}, {NetPort["x"] -> 1 -> NetPort["y"]}], "OutputPortNames"]', '{"y"}'),
        ('NetGraph[{Tanh, Plus}, {1 -> 2, NetPort["b"] -> 2}][<|"Input" -> 0, "b" -> 2|>]', "2."),
        ('NetGraph[<|"s" -> 2, "t" -> Tanh|>, {"s" -> "t"}, "Input" -> 3]["Input"] === 1', "False"),
        ("Head[NetGraph[NetChain[{Tanh, Ramp}]]]", "NetGraph"),
    ],
)
def test_nets(ask, text, expected):
    assert ask(text) == expected


def test_input_form_rebuilds_the_net(ask):
    ask(
        'net = NetInitialize[NetChain[{LinearLayer[4], Tanh, <|"a" -> LinearLayer[2]|>}, "Input" -> 3]]'.replace(
            "<|", "NetChain[<|"
        ).replace("|>", "|>]")
    )
    text = ask("net")
    assert ask(f"{text} === net") == "True"
    assert ask(f"{text}[{{1, 2, 3}}] === net[{{1, 2, 3}}]") == "True"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('NetChain[{LinearLayer[3, "Input" -> 2], LinearLayer[2, "Input" -> 4]}]', "NetChain::tyfail1"),
        ('LinearLayer[2, "Weights" -> {{1, 2}, {3, 4}}, "Input" -> 3]', "LinearLayer::tyfail1"),
        ("LinearLayer[x]", "LinearLayer::arginv"),
        ("LinearLayer[-1]", "LinearLayer::arginv"),
        ("LinearLayer[1, 2]", "LinearLayer::argt"),
        ("ElementwiseLayer[]", "ElementwiseLayer::argx"),
        ("ElementwiseLayer[nofunction]", "ElementwiseLayer::arginv"),
        ("LinearLayer[3, Wobble -> 1]", "LinearLayer::optx"),
        ('LinearLayer[3, "Weights" -> "heavy"]', "LinearLayer::invarr"),
        ('SoftmaxLayer["Input" -> {a, b}]', "SoftmaxLayer::arginv"),
        ("NetChain[{1, foo[2]}]", "NetChain::invnet"),
        ("NetChain[{MeanSquaredLossLayer[], MeanSquaredLossLayer[]}]", "NetChain::inner"),
        ("NetGraph[{Tanh, Ramp}, {1 -> 3}]", "NetGraph::unkvert"),
        ("NetGraph[{Tanh, Ramp}, {1 -> 2, 2 -> 1}]", "NetGraph::cyc"),
        ("NetGraph[{Tanh, Ramp, Tanh}, {1 -> 3, 2 -> 3}]", "NetGraph::dupin"),
        ('NetGraph[{Tanh}, {NetPort[1, "Nowhere"] -> NetPort["x"]}]', "NetGraph::notport"),
        ("NetGraph[{Tanh}, {1}]", "NetGraph::badedge"),
        ("NetInitialize[LinearLayer[3]]", "NetInitialize::unspec"),
        ("NetInitialize[x]", "NetInitialize::invnet"),
        ('NetInitialize[LinearLayer[3, "Input" -> 2], Method -> "Magic"]', "NetInitialize::badmethod"),
        ('NetExtract[LinearLayer[3], "Nothing here"]', "NetExtract::nopart"),
        ("NetExtract[3, 1]", "NetExtract::invnet"),
        ('NetEncoder["Magic"]', "NetEncoder::unknown"),
        ('NetEncoder[{"Image", {0, 1}}]', "NetEncoder::arginv"),
        ('NetEncoder[{"Image", "ColorSpace" -> "Sepia"}]', "NetEncoder::arginv"),
        ('NetEncoder[{"Class"}]', "NetEncoder::noarg"),
    ],
)
def test_mistakes_give_a_message_and_failed(ask, text, message):
    assert ask(text) == "$Failed"
    assert ask.messages == [message]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("NormalizationLayer[2 ;; All, 1]", ["Aggregation levels: 2 ;; All", "Scaling levels:     1"]),
        ("TransposeLayer[1 <-> 2]", ["Specification: 1 <-> 2"]),
        ("RandomArrayLayer[NormalDistribution[0, 1]]", ["Distribution: NormalDistribution[0, 1]"]),
        (
            'PoolingLayer[{2, 3}, 2, "Function" -> Mean]',
            ["Kernel size: {2, 3}", "Stride:      2", "Function:    Mean", "Output:      3-tensor"],
        ),
        ("AggregationLayer[Max, 1 ;; 2]", ["Function: Max", "Levels:   1 ;; 2"]),
        ("ResizeLayer[{Scaled[2], All}]", ["Dimensions: {Scaled[2], All}", "Output:     3-tensor"]),
        ("LongShortTermMemoryLayer[3]", ["Output size: 3", "Output:      matrix (size: ? x 3)"]),
        ("NetMapOperator[{Ramp}]", ["Net: NetChain"]),
        ("NetNestOperator[Ramp, 3]", ["Net:                    ElementwiseLayer", "Number of applications: 3"]),
    ],
)
def test_summaries(ask, text, rows):
    assert ask(text, "OutputForm").splitlines()[1:-1] == [f"  {row}" for row in rows]


def test_later_names_are_listed_when_asked_for(ask):
    ask("?*Layer")
    ask("??*Layer")
    short, long = (set(text.split()[2:]) for text in ask.printed)
    assert len(short) == 45
    assert {"AttentionLayer", "NetArrayLayer"} <= long - short


def test_properties_of_operators(ask):
    inner = 'NetMapOperator[{2, LinearLayer["Weights" -> NetArray["w"]]}]'
    ask(f'net = NetChain[{{{inner}, SequenceLastLayer[]}}, "Input" -> {{4, 3}}, "Output" -> 1]')
    assert ask('Information[net, "ArraysDimensions"]') == (
        '<|{1, "Net", 1, "Weights"} -> {2, 3}, {1, "Net", 1, "Biases"} -> {2}, NetArray["w"] -> {1, 2}, '
        '{1, "Net", 2, "Biases"} -> {1}|>'
    )
    assert ask('Information[net, {"SharedArraysCount", "LayersCount", "RecurrentStatesCount"}]') == "{1, 2, 0}"
    assert ask('Information[BasicRecurrentLayer[2], "RecurrentStatesPositionList"]') == '{{"State"}}'


def test_what_nets_are_run_with(ask):
    assert ask('KeyExistsQ[$NetAccelerators, "Kernels"]') == "True"


def test_a_shape_message_names_the_layer_and_both_shapes(ask):
    shown = []
    ask.session.on_message(lambda m: shown.append(m.text))
    ask('NetChain[{LinearLayer[3, "Input" -> 2], LinearLayer[2, "Input" -> 4]}]')
    assert len(shown) == 1
    assert "Output of layer 1" in shown[0]
    assert "vector (size: 3)" in shown[0]
    assert "vector (size: 4)" in shown[0]


def test_initialisation_is_repeatable_and_seeded(ask):
    ask('w[o___] := NetExtract[NetInitialize[LinearLayer[3, "Input" -> 2], o], "Weights"]')
    assert ask("w[] === w[]") == "True"
    assert ask("w[RandomSeeding -> 1] === w[RandomSeeding -> 2]") == "False"
    assert ask('w[RandomSeeding -> "a"] === w[RandomSeeding -> "a"]') == "True"
    assert ask("w[RandomSeeding -> Automatic] === w[RandomSeeding -> Automatic]") == "False"
    assert (
        ask("SeedRandom[5]; a = w[RandomSeeding -> Inherited]; SeedRandom[5]; a === w[RandomSeeding -> Inherited]")
        == "True"
    )
    assert ask('n = NetInitialize[LinearLayer[1, "Input" -> 1]]; n === NetInitialize[n]') == "True"
    assert ask("NetInitialize[n, All, RandomSeeding -> 7] === n") == "False"


def test_the_declared_names_are_those_of_the_runtime():
    from luperca.interpreter.builtins.nets import LAYERS
    from luperca.runtime import layers

    assert set(LAYERS) <= set(layers.LAYERS)
