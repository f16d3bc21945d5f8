"""Nets as expressions: parts, sameness, patterns, and the text that gives them back."""

import numpy as np
import pytest
from luperca.interpreter.expr import same

NET = (
    "net = NetInitialize[NetChain[{LinearLayer[3], Tanh, {LinearLayer[2]}, SoftmaxLayer[]}, "
    '"Input" -> 4, "Output" -> NetDecoder[{"Class", {"a", "b"}}]]]; '
    'named = NetChain[<|"one" -> Ramp, "two" -> LinearLayer[2], "three" -> Tanh|>, "Input" -> 3]; '
    "graph = NetGraph[{# + 1 &, # * 2 &, Plus, Ramp}, {1 -> 2, {1, 2} -> 3, 3 -> 4}]; "
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Head[net[[1]]]", "LinearLayer"),
        ("net[[0]]", "NetChain"),
        ("net[[-1]] === net[[4]]", "True"),
        ('net[[1, "Biases"]]', "{0., 0., 0.}"),
        ('net[[1, "Weights"]] === NetExtract[net, {1, "Weights"}]', "True"),
        ('net[[1, "Weights"]][[2, 3]] === NetExtract[net, {1, "Weights"}][[2, 3]]', "True"),
        ('net[[3, 1, "Output"]]', "2"),
        ('net[["Output"]]', 'NetDecoder[{"Class", {"a", "b"}}]'),
        ('net[["Output", "Labels"]]', '{"a", "b"}'),
        ('net[["Input"]]', "4"),
        ('named[["two"]]', 'LinearLayer[2, "Input" -> 3, "Output" -> 2]'),
        ('named[["two"]] === named[[2]]', "True"),
        ("net[[All]] === Normal[net]", "True"),
        ('net[[All, "Output"]]', "<|1 -> 3, 2 -> 3, 3 -> 2, 4 -> 2|>"),
        ('net[[2 ;; 3, "Output"]]', "<|1 -> 3, 2 -> 2|>"),
        ("net[[{1, -1}]] === {net[[1]], net[[4]]}", "True"),
        ("Head[net[[2 ;; 3]]]", "NetChain"),
        ("Normal[net[[2 ;; 3]]] === {net[[2]], net[[3]]}", "True"),
        ('NetExtract[net[[2 ;; ]], {"Output", "Labels"}]', '{"a", "b"}'),
        ('{net[[;; 2]][["Input"]], net[[;; 2]][["Output"]]}', "{4, 3}"),
        ("net[[;; 2]][{1, 2, 3, 4}] === net[{1, 2, 3, 4}, NetPort[2]]", "True"),
        ("net[[;; ]] === net", "True"),
        ("Keys[Normal[named[[2 ;; 3]]]]", '{"two", "three"}'),
        ("net[[3 ;; 2]]", 'NetChain[{}]'),
        ("Head[graph[[1 ;; 3]]]", "NetGraph"),
        ("graph[[1 ;; 3]][3.]", "12."),
        ('graph[[2 ;; 3]][<|"Input" -> 1, "Input1" -> 3|>]', "5."),
        ("Length[Normal[net]]", "4"),
        ("Keys[Normal[named]]", '{"one", "two", "three"}'),
        ('Normal[net[[4]]]', '<|"Level" -> -1, "Input" -> 2, "Output" -> 2|>'),
        ("Keys[Normal[net[[1]]]]", '{"OutputDimensions", "Weights", "Biases", "Input", "Output"}'),
        ("Keys[named]", '{"one", "two", "three"}'),
        ("Keys[net]", "{1, 2, 3, 4}"),
        ("Values[named] === Values[Normal[named]]", "True"),
        ("Length[net]", "4"),
        ("Length[net[[1]]]", "0"),
        ("Head[net]", "NetChain"),
        ("First[net] === net[[1]]", "True"),
        ("Last[named] === named[[3]]", "True"),
        ("Most[net] === net[[;; -2]]", "True"),
        ("Rest[named] === named[[2 ;; ]]", "True"),
        ("AtomQ /@ {net, net[[1]]}", "{True, True}"),
    ],
)  # fmt: skip
def test_parts(ask, text, expected):
    assert ask(NET + text) == expected
    assert ask.messages == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("net[[9]]", "Part::partw"),
        ('net[["Up"]]', "Part::partw"),
        ('net[[1, "Up"]]', "Part::partw"),
        ("net[[2 ;; 9]]", "Part::partw"),
        ("First[NetChain[{}]]", "First::nofirst"),
        ("Rest[NetChain[{}]]", "Rest::norest"),
    ],
)
def test_parts_that_are_not_there(ask, text, message):
    ask(NET + text)
    assert ask.messages == [message]


# ---- sameness --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("net === NetInitialize[net]", "True"),
        ("net === NetInitialize[net, All]", "True"),
        ("net === NetInitialize[net, All, RandomSeeding -> 1]", "False"),
        ("net == NetInitialize[net, All]", "True"),
        ("net == NetInitialize[net, All, RandomSeeding -> 1]", "False"),
        ("net != named", "True"),
        ("net === named", "False"),
        ("NetChain[{Tanh}] === NetGraph[{Tanh}, {}]", "False"),
        ("NetChain[{2}] === NetChain[{3}]", "False"),
        ('NetChain[{2}, "Input" -> 2] === NetChain[{2}]', "False"),
        ('NetChain[{2}, LearningRateMultipliers -> {1 -> 0}] === NetChain[{2}]', "False"),
        ('NetGraph[{Tanh, Ramp}, {1 -> 2}] === NetGraph[{Tanh, Ramp}, {2 -> 1}]', "False"),
        ('NetChain[<|"a" -> Tanh|>] === NetChain[<|"b" -> Tanh|>]', "False"),
        ("NetChain[{Tanh}] === NetChain[{Ramp}]", "False"),
        ("NetMapOperator[2] === NetMapOperator[2]", "True"),
        ("NetMapOperator[2] === NetMapOperator[3]", "False"),
        ('LinearLayer[2, "Biases" -> None] === LinearLayer[2]', "False"),
        ('LinearLayer[1, "Weights" -> {{1}}] === LinearLayer[1, "Weights" -> {{1}}]', "True"),
        ('LinearLayer[1, "Weights" -> {{1}}] === LinearLayer[1, "Weights" -> {{1.5}}]', "False"),
        ('LinearLayer[1, "Weights" -> NetArray["w"]] === LinearLayer[1, "Weights" -> NetArray["v"]]', "False"),
        ("SoftmaxLayer[\"Output\" -> NetDecoder[\"Boolean\"]] === SoftmaxLayer[]", "False"),
        ("<|net -> 1, named -> 2|>[NetInitialize[net]]", "1"),
        ("<|net -> 1, named -> 2|>[NetInitialize[net, All, RandomSeeding -> 1]]", 'Missing["KeyAbsent", *]'),
        ("Length[Union[{net, named, net}]]", "2"),
        ("Length[DeleteDuplicates[{net, named, NetInitialize[net]}]]", "2"),
        ("Counts[{named, named}] === <|named -> 2|>", "True"),
        ("net === Hold[net]", "False"),
    ],
)  # fmt: skip
def test_sameness(ask, text, expected):
    found = ask(NET + text)
    assert found == expected or (expected.endswith("*]") and found.startswith(expected[:-2]))


def test_sameness_reads_arrays_only_where_they_are(ask):
    """No list of numbers is made for it."""
    make = 'NetInitialize[NetChain[Flatten[Table[{LinearLayer[40], Ramp}, {30}]], "Input" -> 40]]'
    for item in ask.session.read(f"{{{make}, {make}}}"):
        one, other = ask.session.evaluate_input(item).expr.args
    assert one.arrays.keys() == other.arrays.keys()
    assert not any(one.arrays[path] is other.arrays[path] for path in one.arrays)
    assert same(one, other)
    assert hash(one) == hash(other)
    for net in (one, other):
        with pytest.raises(AttributeError):
            object.__getattribute__(net, "args")


# ---- patterns and replacement ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MatchQ[net[[1]], _LinearLayer]", "True"),
        ("MatchQ[net, _NetChain]", "True"),
        ("MatchQ[net, NetChain[__]]", "True"),
        ("MatchQ[graph, _NetChain]", "False"),
        ("MatchQ[net, NetChain[{_LinearLayer, __}, ___]]", "True"),
        ("MatchQ[named, NetChain[<|\"one\" -> _, __|>, ___] | NetChain[_, \"Input\" -> 3]]", "True"),
        ("MatchQ[LinearLayer[3, \"Biases\" -> None], LinearLayer[_, \"Biases\" -> None]]", "True"),
        ("MatchQ[LinearLayer[3], LinearLayer[3, ___]]", "True"),
        ("MatchQ[LinearLayer[3], LinearLayer[4, ___]]", "False"),
        ("Length[Cases[Normal[net], _LinearLayer]]", "1"),
        ("Position[Normal[net], _ElementwiseLayer]", "{{2}}"),
        ("Cases[net, _LinearLayer]", "{}"),
        ("Count[{net, named}, _NetChain]", "2"),
        ("FreeQ[net, Tanh]", "True"),
        ("FreeQ[{net}, _NetChain]", "False"),
        ("(net /. Tanh -> Ramp) === net", "True"),
        ("(net /. NetChain -> NetGraph) === net", "True"),
        ("(net /. 3 -> 5) === net", "True"),
        ("({net, 1} /. n_NetChain :> Length[n])", "{4, 1}"),
        ("(Normal[net] /. l_LinearLayer :> Dimensions[NetExtract[l, \"Weights\"]])[[1]]", "{3, 4}"),
        ("(net //. Tanh -> Ramp) === net", "True"),
        ("Replace[net, Tanh -> Ramp, All] === net", "True"),
        ("Map[f, net] === net", "True"),
        ("f[n_NetChain] := Length[n]; f /@ {net, named}", "{4, 3}"),
        ("g[1] = net; g[1] === net", "True"),
        ("With[{n = net}, (n[#] &)[{1, 2, 3, 4}]] === net[{1, 2, 3, 4}]", "True"),
        ("h[x_] := Evaluate[net][x]; h[{1, 2, 3, 4}] === net[{1, 2, 3, 4}]", "True"),
        ("{net, x}[[1]] === net", "True"),
        ("Level[{net}, {1}] === {net}", "True"),
        ("Depth[net]", "1"),
    ],
)  # fmt: skip
def test_nets_are_atoms_with_a_head(ask, text, expected):
    assert ask(NET + text) == expected
    assert ask.messages == []


# ---- text ------------------------------------------------------------------------------------------------------------

WRITTEN = [
    "NetChain[{Tanh, 3}]",
    'NetInitialize[NetChain[{LinearLayer[3], Tanh, {2}}, "Input" -> 4]]',
    'NetChain[<|"a" -> 2, "b" -> Ramp|>, "Output" -> 2, LearningRateMultipliers -> {"a" -> 0, _ -> 2}]',
    'NetInitialize[NetGraph[{2, Ramp, Plus}, {NetPort["x"] -> {1, 2}, {1, 2} -> 3}, "x" -> 2]]',
    'NetGraph[{Tanh, Ramp}, {1 -> 2, NetPort[2, "Output"] -> None, 1 -> NetPort["y"]}]',
    'NetInitialize[ConvolutionLayer[2, {3, 3}, "Stride" -> 2, "Input" -> {1, 8, 8}]]',
    'NetInitialize[LongShortTermMemoryLayer[2, "Input" -> {"Varying", 3}]]',
    'SoftmaxLayer["Output" -> NetDecoder[{"Class", {"a", "b"}}]]',
    'LinearLayer[{}, "Input" -> "Real"]',
    'NetMapOperator[LinearLayer[2, "Weights" -> {{1, 2}, {3, 4}}]]',
    'ElementwiseLayer[#^2 + 1 &]',
    "ThreadingLayer[#1 * #2 &]",
    'NetChain[{LinearLayer[2, "Weights" -> NetArray["w"]], LinearLayer[2, "Weights" -> NetArray["w"]]}]',
    'EmbeddingLayer[3, 5, "Input" -> {"Varying"}]',
    'SoftmaxLayer["Input" -> {Automatic, 3}]',
    'EmbeddingLayer[3, "Input" -> Restricted["Integer", {2, 6}]]',
    'NetNestOperator[{2, Ramp}, 3]',
]  # fmt: skip


@pytest.mark.parametrize("net", WRITTEN)
@pytest.mark.parametrize("form", ["InputForm", "FullForm"])
def test_text_gives_the_net_back(ask, net, form):
    assert ask(f"net = {net}; ToExpression[ToString[net, {form}]] === net") == "True"
    assert ask(f"MatchQ[ToExpression[ToString[net, {form}]], _{net.partition('[')[0]}] || True") == "True"
    assert ask.messages == []


def test_arrays_are_written_with_the_digits_of_single_precision(ask):
    text = 'LinearLayer[2, "Weights" -> {{0.1, 2.05}, {-300., 0.000012345}}, "Biases" -> {1/3, 10^20}]'
    assert "{{0.1, 2.05}, {-300., 0.000012345}}" in ask(text).replace("1.2345*^-5", "0.000012345")
    assert ask(f"ToExpression[ToString[{text}, InputForm]] === {text}") == "True"


def test_the_digits_of_every_single_precision_number_are_enough():
    from luperca.interpreter.nets.writing import decimal

    generator = np.random.default_rng(1)
    given = np.concatenate(
        [
            generator.normal(size=3000),
            10.0 ** generator.uniform(-45, 38, 3000),
            [0.0, -0.0, np.inf, -np.inf, np.nan, 1e-45, 3.4028235e38, 16777217, 123456789],
        ]
    ).astype(np.float32)
    found = decimal(given)
    assert np.array_equal(found.astype(np.float32), given, equal_nan=True)
    assert np.array_equal(np.signbit(found), np.signbit(given))
    assert max(len(repr(float(x)).strip("-0.").replace(".", "")) for x in found[:3000]) <= 9
