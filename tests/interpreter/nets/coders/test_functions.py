"""The "Function" coders and the "FeatureExtractor" encoder."""

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('NetEncoder[{"Function", {#, #} &, 2}][3]', "{3, 3}"),
        ('NetEncoder[{"Function", {#, #} &, {2}}][{3, 4}]', "{{3, 3}, {4, 4}}"),
        ('NetEncoder[{"Function", {Cos[#], Sin[#]} &, 2}][Pi/2]', "{0, 1}"),
        ('NetEncoder[{"Function", {#, 1/2} &, 2}][1]', "{1., 0.5}"),
        ('NetEncoder[{"Function", StringLength, "Real"}][{"a", "bcd"}]', "{1, 3}"),
        ('NetEncoder[{"Function", Range, {"Varying", Restricted["Integer", 9]}}][{2, 3}]', "{{1, 2}, {1, 2, 3}}"),
        ('NetEncoder[{"Function", Range}][3]', "{1, 2, 3}"),
        ('NetEncoder[{"Function", NumericArray[{#, 2}, "Integer8"] &, 2}][1]', "{1, 2}"),
        # a list is a batch, unless the pattern says that it is an example
        ('NetEncoder[{"Function", Total, "Real"}][{{1, 2}, {3}}]', "{3, 3}"),
        ('NetEncoder[{"Function", {#} &, 1, "Pattern" -> _Real}][2.5]', "{2.5}"),
        ('NetEncoder[{"Function", Total, "Real", "Pattern" -> {__Integer}}][{{1, 2}, {3}}]', "{3, 3}"),
        ('NetEncoder[{"Function", Total, "Real", "Pattern" -> {__Integer}}][{1, 2}]', "3"),
        ('c = 0; NetEncoder[{"Function", (c++; #^2) &, "Real", "Batched" -> True}][{2, 3}]', "{4, 9}"),
        ('c = 0; NetEncoder[{"Function", (c++; #^2) &, "Real", "Batched" -> True}][{2, 3}]; c', "1"),
        ('c = 0; NetEncoder[{"Function", (c++; #^2) &, "Real"}][{2, 3}]; c', "2"),
        # what the function means is looked up when it is used
        ('f[x_] := {x}; e = NetEncoder[{"Function", f, 1}]; f[x_] := {x + 1}; e[3]', "{4}"),
        ('c = 0; e = NetEncoder[{"Function", {#} &, 1, Initialization :> c++}]; e[1]; e[2]; c', "1"),
        ('NetChain[{Ramp}, "Input" -> NetEncoder[{"Function", {#, -#} &, 2}]][{1, 2}]', "{{1., 0.}, {2., 0.}}"),
        # decoder
        ('NetDecoder[{"Function", Head}][{1, 2}]', "NumericArray"),
        ('NetDecoder[{"Function", Normal[#] + 1 &}][{1, 2}]', "{2., 3.}"),
        ('NetDecoder[{"Function", f}][2.5]', "f[2.5]"),
        ('NetDecoder[{"Function", f[#2] &, "Properties" -> {"A", "B"}}][{1, 2}]', 'f["A"]'),
        ('NetDecoder[{"Function", f[#2] &, "Properties" -> {"A", "B"}}][{1, 2}, "B"]', 'f["B"]'),
        ('NetDecoder[{"Function", f[#2] &, "Properties" -> {"A", "B"}}][{1, 2}, {"B", "A"}]', '{f["B"], f["A"]}'),
        ('NetDecoder[{"Function", f, "Properties" -> {"A", "B"}}][{1, 2}, None]', "{1, 2}"),
        ('NetDecoder[{"Function", f, "Properties" -> {"A", "B"}}][{1, 2}, "Properties"]', '{"A", "B", None}'),
        (
            'd = NetDecoder[{"Function", Total[Normal[#]] &}]; '
            'NetChain[{Ramp}, "Input" -> 2, "Output" -> d][{{1, 2}, {3, 4}}]',
            "{3., 7.}",
        ),
    ],
)
def test_function(ask, text, expected):
    assert ask(text) == expected
    assert not ask.messages


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('NetEncoder["Function"]', "NetEncoder::noarg"),
        ('NetEncoder[{"Function", f, -1}]', "NetEncoder::arginv"),
        ('NetEncoder[{"Function", f, 2}][1]', "NetEncoder::badout"),
        ('NetEncoder[{"Function", {#} &, 2}][1]', "NetEncoder::badout"),
        ('NetEncoder[{"Function", {#} &, {1, Restricted["Integer", 3]}}][4]', "NetEncoder::badout"),
        ('NetEncoder[{"Function", {#} &, 1, "Pattern" -> _Real}][{1., 2}]', "NetEncoder::invin"),
        ('NetEncoder[{"Function", 7 &, 1, "Batched" -> True}][{1, 2}]', "NetEncoder::badbatch"),
        ('NetEncoder[{"Function", {#, Range[#]} &}][{1, 2}]', "NetEncoder::badout"),
        ('NetEncoder[{"Function", ConstantArray[1, {2, #}] &}][{1, 2}]', "NetEncoder::uneven"),
        ('NetDecoder[{"Function", f, "Properties" -> "A"}]', "NetDecoder::arginv"),
        ('NetDecoder[{"Function", f, "Properties" -> {"A"}}][{1, 2}, "B"]', "NetDecoder::invprop"),
        ('NetDecoder[NetEncoder[{"Function", f, 2}]]', "NetDecoder::noturn"),
        ('NetEncoder["FeatureExtractor"][1]', "NetEncoder::unlearnt"),
        ('NetEncoder[{"FeatureExtractor", "WordVectors"}]', "NetEncoder::arginv"),
        ('NetEncoder[{"FeatureExtractor", 3}]', "NetEncoder::arginv"),
        ('NetEncoder[{"FeatureExtractor", f}][1]', "NetEncoder::badout"),
    ],
)
def test_messages(ask, text, message):
    assert ask(text) == "$Failed"
    assert ask.messages == [message]


def learnt(ask, data, spec='"FeatureExtractor"', test=None):
    """The features that a net has learnt for its data, or those of others, as text of reals."""
    ask(f"""data = {data}; net = NetTrain[NetChain[{{LinearLayer[1]}}, "Input" -> NetEncoder[{spec}]],
        Thread[data -> ConstantArray[{{0}}, Length[data]]], MaxTrainingRounds -> 1];""")
    if ask.messages:
        return ask.messages
    ask('e = NetExtract[net, "Input"];')
    return ask(f"N[Round[Map[First[e[{{#}}]] &, {test or 'data'}], 10^-6]]")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("{1., 2., 3.}", "{{-1.}, {0.}, {1.}}"),
        ("{{1, 5}, {3, 5}, {5, 5}}", "{{-1., 0.}, {0., 0.}, {1., 0.}}"),
        ('{"a", "b", "a"}', "{{1., 0.}, {0., 1.}, {1., 0.}}"),
        ('{{1, "a"}, {2, "b"}, {3, "a"}}', "{{-1., 1., 0.}, {0., 0., 1.}, {1., 1., 0.}}"),
        (
            '{<|"n" -> 1, "c" -> x|>, <|"n" -> 2, "c" -> y|>, <|"n" -> 3, "c" -> x|>}',
            "{{-1., 1., 0.}, {0., 0., 1.}, {1., 1., 0.}}",
        ),
        ("{{{1, 2}, a}, {{3, 2}, a}, {{5, 2}, b}}", "{{-1., 0., 1., 0.}, {0., 0., 1., 0.}, {1., 0., 0., 1.}}"),
        ("{7, 7}", "{{0.}, {0.}}"),
    ],
)
def test_learnt_features(ask, data, expected):
    assert learnt(ask, data) == expected


def test_learnt_by_a_method(ask):
    assert learnt(ask, "{5, 6}", '{"FeatureExtractor", "IndicatorVector"}') == "{{1., 0.}, {0., 1.}}"
    assert learnt(ask, "{5, 6}", '{"FeatureExtractor", "IndicatorVector"}', "{6, 7}") == "{{0., 1.}, {0., 0.}}"
    assert learnt(ask, "{4, 6}", '{"FeatureExtractor", "StandardizedVector"}', "{5}") == "{{0.}}"
    wrong = learnt(ask, '{"a", "b"}', '{"FeatureExtractor", "StandardizedVector"}')
    assert wrong == ["NetEncoder::nolearn"]
    assert learnt(ask, "{f[1], 2}") == ["NetEncoder::nolearn"]


def test_what_is_learnt_is_kept(ask):
    assert learnt(ask, "{1, 2, 3}") == "{{-1.}, {0.}, {1.}}"
    assert (
        ask('again = NetTrain[net, {5 -> {0}, 9 -> {0}}, MaxTrainingRounds -> 1]; NetExtract[again, "Input"] === e')
        == "True"
    )
    assert ask("ToExpression[ToString[e, InputForm]] === e") == "True"
    assert ask("Dimensions[net[{1, 2, 3}]]") == "{3, 1}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('NetEncoder[{"FeatureExtractor", {#, 1} &}][{4, 5}]', "{{4, 1}, {5, 1}}"),
        ('NetEncoder[{"FeatureExtractor", NetChain[{Ramp}]}][{{-1, 2}}]', "{{0., 2.}}"),
        (
            'n = LinearLayer[2, "Weights" -> {{1}, {2}}, "Biases" -> None]; NetEncoder[{"FeatureExtractor", n}][{{3}}]',
            "{{3., 6.}}",
        ),
    ],
)
def test_given_extractor(ask, text, expected):
    assert ask(text) == expected
    assert not ask.messages


# ---- extractors that FeatureExtraction made --------------------------------------------------------------------------

VECTORS = "g = FeatureExtraction[{{1., 5.}, {3., 5.}, {5., 5.}}];"


def test_a_function_of_features_knows_its_examples(ask):
    ask(f'{VECTORS} e = NetEncoder[{{"FeatureExtractor", g}}]')
    assert ask("e[{5, 5}]") == "{1., 0.}"
    assert ask("e[{{5, 5}, {1, 5}}]") == "{{1., 0.}, {-1., 0.}}"
    assert ask("e[{{5, 5}, {1, 5}}] === g[{{5, 5}, {1, 5}}]") == "True"
    assert ask('NetExtract[e, {"Output"}]') == "{2}"


def test_a_function_of_features_at_a_port(ask):
    ask(f'{VECTORS} n = LinearLayer["Weights" -> {{{{1, 2}}}}, "Biases" -> None, "Input" -> g]')
    assert ask('NetExtract[n, "Input"] === NetEncoder[{"FeatureExtractor", g}]') == "True"
    assert ask("n[{5, 5}]") == "{1.}"
    assert ask("n[{{5, 5}, {1, 5}}]") == "{{1.}, {-1.}}"
    assert ask.messages == []
    assert ask('Ramp; ElementwiseLayer[Ramp, "Output" -> g]') == "$Failed"
    assert ask.messages == ["ElementwiseLayer::badcoder"]


def test_texts_and_images_are_learnt(ask):
    assert learnt(ask, '{"the cat", "the dog"}') == "{{0.693147, 0., 0.}, {0., 0.693147, 0.}}"
    assert learnt(ask, "{Image[{{0, 1}}], Image[{{1, 1}}]}", '{"FeatureExtractor", "PixelVector"}') == (
        "{{0., 1.}, {1., 1.}}"
    )


def test_trained_nets_know_vectors(ask):
    assert learnt(ask, "{{1, 5}, {3, 5}, {5, 5}}") == "{{-1., 0.}, {0., 0.}, {1., 0.}}"
    assert ask("Dimensions[net[{1, 5}]]") == "{1}"
    assert ask("Dimensions[net[{{1, 5}, {2, 2}}]]") == "{2, 1}"
