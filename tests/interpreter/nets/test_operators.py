"""Operators: nets as arguments, parts inside, rebuilding, and what wrong nets say."""

import pytest

LINE = 'LinearLayer[1, "Weights" -> {{2}}, "Biases" -> {1}]'
FOLD = '[NetGraph[{TotalLayer[]}, {{NetPort["Input"], NetPort["State"]} -> 1}]'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"NetMapOperator[{LINE}][{{{{1}}, {{2}}}}]", "{{3.}, {5.}}"),
        ("NetMapOperator[{Ramp, Tanh}][{{0, 0}}]", "{{0., 0.}}"),
        ("NetMapOperator[Ramp][{{1, -2}, {3}}]", "{{1., 0.}, {3.}}"),
        (f'NetExtract[NetMapOperator[{LINE}], {{"Net", "Weights"}}]', "{{2.}}"),
        (f'NetExtract[NetMapOperator[{{Ramp, {LINE}}}], {{"Net", 2, "Biases"}}]', "{1.}"),
        (f'Head[NetExtract[NetMapOperator[{LINE}], "Net"]]', "LinearLayer"),
        (f'NetChain[{{NetMapOperator[{LINE}]}}][{{{{1}}, {{2}}}}, NetPortGradient[{{1, "Net", "Biases"}}]]', "{2.}"),
        ("NetNestOperator[2 # &, 3][{1, 2}]", "{8., 16.}"),
        ('NetMapThreadOperator[ThreadingLayer[#a - #b &]][<|"a" -> {1, 2}, "b" -> {5, 7}|>]', "{-4., -5.}"),
        ('NetMapThreadOperator[ThreadingLayer[#a - #b &], <|"a" -> 1|>][<|"a" -> {1, 2}, "b" -> 1|>]', "{0., 1.}"),
        (f"NetFoldOperator{FOLD}][{{1, 2, 3}}]", "{1., 3., 6.}"),
        (f'NetFoldOperator{FOLD}, {{"Output" -> "State"}}][{{{{1, 2}}, {{5}}}}]', "{{1., 3.}, {5.}}"),
        (
            'f = NetGraph[<|"t" -> ThreadingLayer[#x + #c #s &]|>, {"t" -> NetPort["y"]}]; '
            'NetFoldOperator[f, {"y" -> "s"}, {"c"}][<|"x" -> {1, 1, 1}, "c" -> 2|>]',
            "{1., 3., 7.}",
        ),
        ("NetBidirectionalOperator[SequenceReverseLayer[], Mean][{{1}, {4}}]", "{{4.}, {1.}}"),
        (f"NetBidirectionalOperator[NetMapOperator[{LINE}]][{{{{1}}, {{2}}}}]", "{{3., 3.}, {5., 5.}}"),
        (f"NetBidirectionalOperator[{{NetMapOperator[{LINE}], NetMapOperator[Ramp]}}][{{{{1}}}}]", "{{3., 1.}}"),
        ("NetPairEmbeddingOperator[Ramp, DistanceFunction -> CosineDistance][{{1, 0}, {0, 1}}]", "1."),
        (
            'NetGANOperator[{Ramp, SummationLayer[]}, "Wasserstein"][<|"Sample" -> {1, 2}, "Latent" -> {4, -1}|>]',
            '<|"LossReal" -> -3., "LossFake" -> 4., "GeneratedFake" -> {4., 0.}|>',
        ),
        (
            'AttentionLayer[NetGraph[{DotLayer[]}, {{NetPort["Input"], NetPort["Query"]} -> 1}]][<|"Key" -> '
            '{{0, 0}, {0, 0}}, "Value" -> {{1}, {3}}, "Query" -> {{1, 1}}|>]',
            "{{2.}}",
        ),
    ],
)
def test_results(ask, text, expected):
    assert ask(text) == expected
    assert ask.messages == []


def test_the_two_ways_have_arrays_of_their_own(ask):
    ask('b = NetInitialize[NetBidirectionalOperator[BasicRecurrentLayer[2], "Input" -> {"Varying", 3}]]')
    parts = '{"ForwardNet", "InputWeights"}], NetExtract[b, {"BackwardNet", "InputWeights"}'
    assert ask(f"SameQ[NetExtract[b, {parts}]]") == "False"
    assert ask('Information[b, "ArraysCount"]') == "6"


@pytest.mark.parametrize(
    "net",
    [
        'NetMapOperator[NetChain[{3, Tanh, 2}], "Input" -> {"Varying", 4}]',
        'NetChain[{NetMapOperator[{LinearLayer[3], Ramp}], SequenceLastLayer[], 2}, "Input" -> {"Varying", 4}]',
        'NetBidirectionalOperator[GatedRecurrentLayer[2], "Input" -> {"Varying", 3}]',
        'NetGANOperator[{{2}, {1}}, "Latent" -> 3]',
        'NetMapOperator[NetMapOperator[2], "Input" -> {2, 3, 4}]',
        'NetPairEmbeddingOperator[{2, Tanh}, "Input" -> {2, 3}]',
    ],
)
def test_initialisation_reaches_inside_and_the_input_form_rebuilds(ask, net):
    ask(f"net = NetInitialize[{net}]")
    assert ask.messages == []
    assert ask('FreeQ[Values[Information[net, "Arrays"]], Automatic]') == "True"
    text = ask("net")
    assert ask(f"({text}) === net") == "True"
    assert ask("NetInitialize[net, All, RandomSeeding -> 7] === net") == "False"


def test_inner_arrays_that_have_values_keep_them(ask):
    ask(f"net = NetInitialize[NetMapOperator[{{{LINE}, LinearLayer[2]}}]]")
    assert ask('NetExtract[net, {"Net", 1, "Weights"}]') == "{{2.}}"
    assert ask('Dimensions[NetExtract[net, {"Net", 2, "Weights"}]]') == "{2, 1}"


def test_training_changes_inner_arrays(ask):
    ask('net = NetInitialize[NetMapOperator[LinearLayer[1], "Input" -> {2, 1}]]')
    ask("trained = NetTrain[net, {{{1}, {2}} -> {{3}, {5}}}, MaxTrainingRounds -> 1500, LearningRate -> 0.05]")
    assert ask('Round[NetExtract[trained, {"Net", "Weights"}], 0.1]') == "{{2.}}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("NetMapOperator[]", "NetMapOperator::argm"),
        ("NetMapOperator[x]", "NetMapOperator::invnet"),
        ("NetMapOperator[TotalLayer[]]", "NetMapOperator::opone"),
        ("NetNestOperator[Ramp]", "NetNestOperator::argx"),
        ("NetNestOperator[Ramp, 0]", "NetNestOperator::arginv"),
        ('NetNestOperator[LinearLayer[2, "Input" -> 3], 2]', "NetNestOperator::tyfail1"),
        ("NetGANOperator[Ramp]", "NetGANOperator::oppair"),
        ("NetGANOperator[{Ramp}]", "NetGANOperator::oppair"),
        ("NetBidirectionalOperator[{Ramp}]", "NetBidirectionalOperator::oppair"),
        ("NetFoldOperator[Ramp]", "NetFoldOperator::arginv"),
        (f'NetFoldOperator{FOLD}, {{"Nope" -> "State"}}]', "NetFoldOperator::arginv"),
        ("AttentionLayer[Ramp]", "AttentionLayer::scoreports"),
        (f'NetExtract[NetMapOperator[{LINE}], "Nope"]', "NetExtract::nopart"),
    ],
)
def test_mistakes_give_a_message_and_failed(ask, text, message):
    assert ask(text) == "$Failed"
    assert ask.messages == [message]
