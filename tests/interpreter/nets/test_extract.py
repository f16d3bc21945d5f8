"""NetExtract and Normal: every path to a layer, array, parameter, port or coder, and parts that are not there."""

import pytest

NET = (
    'net = NetInitialize[NetChain[<|"a" -> LinearLayer[3, "Biases" -> None], "b" -> {Ramp, 2}, '
    '"c" -> SoftmaxLayer[]|>, "Input" -> NetEncoder[{"Image", {2, 2}, "ColorSpace" -> "Grayscale"}], '
    '"Output" -> NetDecoder[{"Class", {"x", "y"}}]]]; '
    'shared = NetInitialize[NetChain[{LinearLayer[2, "Weights" -> NetArray["w"], "Biases" -> NetArray["v"]], '
    'LinearLayer[2, "Weights" -> NetArray["w"]]}, "Input" -> 2]]; '
    "bare = NetChain[{LinearLayer[3], Tanh, LinearLayer[]}]; "
)


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        ("NetExtract[bare, 1]", 'LinearLayer[3, "Output" -> 3]'),
        ("NetExtract[bare, -2] === NetExtract[bare, 2]", "True"),
        ('NetExtract[net, "b"] === NetExtract[net, 2]', "True"),
        ('NetExtract[net, {"b", 1}] === NetExtract[net, {2, -2}]', "True"),
        ('NetExtract[net, {"b", 2, "Biases"}]', "{0., 0.}"),
        ('Dimensions[NetExtract[net, {"b", -1, "Weights"}]]', "{2, 3}"),
        ('NetExtract[net, {"a", "Biases"}]', "None"),
        ('NetExtract[bare, {1, "Weights"}]', "Automatic"),
        ('NetExtract[NetMapOperator[{3, Ramp}], {"Net", 1, "Output"}]', "3"),
        ('Head[NetExtract[NetBidirectionalOperator[BasicRecurrentLayer[2]], "ForwardNet"]]', "BasicRecurrentLayer"),
        # all
        ("NetExtract[bare, All] === {NetExtract[bare, 1], NetExtract[bare, 2], NetExtract[bare, 3]}", "True"),
        ("Keys[NetExtract[net, All]]", '{"a", "b", "c"}'),
        ('Keys[NetExtract[net, {All, "Weights"}]]', '{"a"}'),
        ('NetExtract[bare, {All, "OutputDimensions"}]', "<|1 -> {3}, 3 -> Automatic|>"),
        ("NetExtract[net, {2, All}] === Normal[NetExtract[net, 2]]", "True"),
        ('NetExtract[net, {All, All, "Function"}]', '<|"b" -> <|1 -> Ramp|>|>'),
        ("Keys[NetExtract[net, {1, All}]]", '{"OutputDimensions", "Weights", "Biases", "Input", "Output"}'),
        ("NetExtract[net, {1, All}] === Normal[NetExtract[net, 1]]", "True"),
        # several at once
        ('NetExtract[net, {{"c", "Level"}, {"a", "Output"}, {2}}] === {-1, 3, NetExtract[net, 2]}', "True"),
        ('NetExtract[net, {{"Output"}, {-1}}] === {NetExtract[net, "Output"], NetExtract[net, 3]}', "True"),
        # ports: the coder, or the shape
        ('NetExtract[net, "Output"]', 'NetDecoder[{"Class", {"x", "y"}}]'),
        ('Head[NetExtract[net, "Input"]]', "NetEncoder"),
        ('NetExtract[net, {"a", "Output"}]', "3"),
        ('NetExtract[LinearLayer[{}, "Input" -> "Real"], "Input"]', '"Real"'),
        ('NetExtract[bare, "Input"]', "Automatic"),
        ('NetExtract[ConvolutionLayer[2, {3, 3}], "Input"]', "{Automatic, Automatic, Automatic}"),
        ('NetExtract[ConvolutionLayer[2, {3, 3}, "Input" -> {1, 8, 8}], "Output"]', "{2, 6, 6}"),
        ('NetExtract[SequenceLastLayer["Input" -> {"Varying", 3}], "Input"]', '{"Varying", 3}'),
        ('NetExtract[EmbeddingLayer[2, 5, "Input" -> "Integer"], "Input"]', 'Restricted["Integer", 5]'),
        # coders
        ('NetExtract[net, {"Input", "ColorSpace"}]', '"Grayscale"'),
        ('NetExtract[net, {"Input", "Type"}]', '"Image"'),
        ('NetExtract[net, {"Input", "OutputDimensions"}]', "{1, 2, 2}"),
        ('NetExtract[net, {"Output", "Labels"}]', '{"x", "y"}'),
        ('NetExtract[NetEncoder[{"Image", {4, 3}}], {{"Type"}, {"OutputDimensions"}}]', '{"Image", {3, 3, 4}}'),
        ('NetExtract[NetEncoder["Boolean"], "Type"]', '"Boolean"'),
        ('KeyExistsQ[Normal[NetDecoder[{"Class", {1, 2}}]], "Labels"]', "True"),
        ('Normal[NetDecoder["Boolean"]] === NetExtract[NetDecoder["Boolean"], All]', "True"),
        # shared arrays
        ('NetExtract[shared, NetArray["w"]] === NetExtract[shared, {2, "Weights"}]', "True"),
        ('NetExtract[shared, NetArray["v"]]', "{0., 0.}"),
        ('NetExtract[shared, {1, NetArray["v"]}]', "{0., 0.}"),
        ('NetExtract[shared, {NetArray["v"], NetArray["v"]}]', "{{0., 0.}, {0., 0.}}"),
        ('Keys[NetExtract[shared, NetArray[All]]]', '{"w", "v"}'),
        ('NetExtract[LinearLayer[2, "Weights" -> NetArray["w"]], NetArray["w"]]', "Automatic"),
        # parameters
        ('NetExtract[ElementwiseLayer[Tanh], "Function"]', "Tanh"),
        ('NetExtract[ElementwiseLayer["ReLU"], "Function"]', '"ReLU"'),
        ('NetExtract[ElementwiseLayer[#^2 &], "Function"][3]', "9"),
        ('NetExtract[LinearLayer[{2, 3}], "OutputDimensions"]', "{2, 3}"),
        ('NetExtract[NetChain[{2, LinearLayer[]}, "Output" -> 4], {2, "OutputDimensions"}]', "{4}"),
        ('NetExtract[BatchNormalizationLayer["Epsilon" -> 0.5], {{"Epsilon"}, {"Momentum"}}]', "{0.5, 0.9}"),
        ('NetExtract[ConvolutionLayer[2, {3, 5}, "Stride" -> 2], {{"KernelSize"}, {"Stride"}, {"OutputChannels"}}]',
         "{{3, 5}, 2, 2}"),
        ('NetExtract[PoolingLayer[2], "Function"]', "Max"),
        ('NetExtract[PoolingLayer[2, "Function" -> Mean], "Function"]', "Mean"),
        ('NetExtract[ConvolutionLayer[2, 2], "Interleaving"]', "False"),
        ('NetExtract[DropoutLayer[], "Probability"]', "0.5"),
        ('NetExtract[AggregationLayer[Max, 1 ;; 2], "Function"]', "Max"),
        ('NetExtract[LongShortTermMemoryLayer[2], "Dropout"]', "None"),
        ('NetExtract[TransposeLayer[1 <-> 2], "Specification"]', "{1 <-> 2}"),
        ('NetExtract[RandomArrayLayer[NormalDistribution[0, 1]], "Distribution"]', "NormalDistribution[0, 1]"),
    ],
)  # fmt: skip
def test_parts(ask, spec, expected):
    assert ask(NET + spec) == expected
    assert ask.messages == []


def test_every_layer_has_all_its_parts(ask):
    """Normal gives for every layer what NetExtract gives by name."""
    from .test_malformed import GOOD

    for name, text in GOOD.items():
        assert ask(f"n = {text}; p = Normal[n]; Values[p] === Map[NetExtract[n, #] &, Keys[p]]") == "True", name
        assert ask.messages == [], name


@pytest.mark.parametrize(
    ("spec", "phrase"),
    [
        ("NetExtract[bare, 4]", "no part 4 in NetChain, whose parts are {1, 2, 3, Input, Output}"),
        ("NetExtract[bare, -4]", "no part -4"),
        ('NetExtract[net, "z"]', "{a, b, c, Input, Output}"),
        ('NetExtract[net, {"a", "Up"}]', "no part Up in LinearLayer"),
        ('NetExtract[net, {"a", "Weights", 1}]', "no part 1"),
        ('NetExtract[net, {"Output", "Up"}]', "no part Up in NetDecoder"),
        ('NetExtract[net, {"b", 7, "Weights"}]', "no part 7"),
        ('NetExtract[net, {All, "Up"}]', "no part Up"),
        ('NetExtract[net, {{"a"}, {"z"}}]', "no part z"),
        ("NetExtract[net, x]", "no part x"),
        ("NetExtract[net, 1.5]", "no part 1.5"),
        ("NetExtract[net, {x -> y}]", "no part x -> y"),
        ('NetExtract[shared, NetArray["z"]]', "no part NetArray[z]"),
        ('NetExtract[shared, {NetArray["w"], NetArray["z"]}]', "no part NetArray[z]"),
        ("NetExtract[net, {1, All, All}]", "no part"),
        ("NetExtract[net, 1 ;; 9]", "no part 1 ;; 9"),
    ],
)
def test_parts_that_are_not_there(ask, spec, phrase):
    shown = []
    ask.session.on_message(lambda m: shown.append(m.text))
    assert ask(NET + spec) == "$Failed"
    assert ask.messages == ["NetExtract::nopart"]
    assert phrase in shown[0]


def test_only_nets_have_parts(ask):
    assert ask("NetExtract[3, 1]") == "$Failed"
    assert ask.messages == ["NetExtract::invnet"]
