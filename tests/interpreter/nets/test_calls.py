"""Calls of nets: one example or several at every kind of port, by name or in order, and the options of a call."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca import Session

SETUP = """
    lin = LinearLayer[2, "Weights" -> {{1, 2}, {3, 4}}, "Biases" -> {10, 20}];
    square = ElementwiseLayer[#^2 &];
    scalar = ElementwiseLayer[#^2 &, "Input" -> "Real"];
    sums = NetChain[{AggregationLayer[Total, 1]}, "Input" -> {"Varying", 2}];
    words = NetChain[{UnitVectorLayer[]}, "Input" -> {"Varying", Restricted["Integer", 3]}];
    class = NetChain[{SoftmaxLayer[]}, "Input" -> NetEncoder[{"Class", {"a", "b", "c"}, "IndicatorVector"}],
      "Output" -> NetDecoder[{"Class", {"a", "b", "c"}}]];
    two = NetGraph[{lin, SoftmaxLayer[]}, {1 -> NetPort["raw"], 1 -> 2 -> NetPort["soft"]},
      "soft" -> NetDecoder[{"Class", {"x", "y"}}]];
    pair = NetGraph[{Subtract}, {NetPort["a"] -> NetPort[1, "Input1"], NetPort["b"] -> NetPort[1, "Input2"]},
      "a" -> 2, "b" -> 2];
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # one example
        ("lin[{1, 1}]", "{13., 27.}"),
        ('class["b"]', '"b"'),
        ("scalar[3]", "9."),
        ("lin[NumericArray[{1, 1}, \"Real64\"]]", 'NumericArray[{13., 27.}, "Real32"]'),
        ("lin[{1/2, Pi - Pi}]", "{10.5, 21.5}"),
        # several: the rank is one more than that of the port
        ("lin[{{1, 1}, {0, 0}}]", "{{13., 27.}, {10., 20.}}"),
        ("lin[{{1, 1}}]", "{{13., 27.}}"),
        ("scalar[{1, 2, 3}]", "{1., 4., 9.}"),
        ('lin[NumericArray[{{1, 1}, {0, 0}}, "Real32"]]', 'NumericArray[{{13., 27.}, {10., 20.}}, "Real32"]'),
        ('lin[{NumericArray[{1, 1}, "Real32"]}]', '{NumericArray[{13., 27.}, "Real32"]}'),
        # or they suit the encoder
        ('class[{"b", "c", "b"}]', '{"b", "c", "b"}'),
        # a layer of unknown rank takes the whole as one array
        ("square[{1, 2, 3}]", "{1., 4., 9.}"),
        ("square[{{1, 2}, {3, 4}}]", "{{1., 4.}, {9., 16.}}"),
        ("square[3]", "9."),
        # sequences of one length or of different ones
        ("sums[{{1, 2}, {3, 4}}]", "{4., 6.}"),
        ("sums[{{{1, 2}, {3, 4}}, {{5, 6}}}]", "{{4., 6.}, {5., 6.}}"),
        ("sums[{{{1, 2}}, {{5, 6}}}]", "{{1., 2.}, {5., 6.}}"),
        ("words[{2, 3}]", "{{0., 1., 0.}, {0., 0., 1.}}"),
        ("words[{{2}, {3, 1}}]", "{{{0., 1., 0.}}, {{0., 0., 1.}, {1., 0., 0.}}}"),
        # several inputs: an association, of lists for several examples; a list of associations
        ('pair[<|"a" -> {5, 5}, "b" -> {1, 2}|>]', "{4., 3.}"),
        ('pair[<|"b" -> {1, 2}, "a" -> {5, 5}|>]', "{4., 3.}"),
        ('pair[<|"a" -> {{5, 5}, {0, 0}}, "b" -> {{1, 2}, {3, 4}}|>]', "{{4., 3.}, {-3., -4.}}"),
        ('pair[{<|"a" -> {5, 5}, "b" -> {1, 2}|>, <|"b" -> {3, 4}, "a" -> {0, 0}|>}]', "{{4., 3.}, {-3., -4.}}"),
        ('lin[{<|"Input" -> {1, 1}|>}]', "{{13., 27.}}"),
        # unnamed inputs in order
        ("ThreadingLayer[Subtract][{5, 3}]", "2."),
        ("pair[{{5, 5}, {1, 2}}]", "{4., 3.}"),
        # several outputs
        ("two[{1, 1}]", '<|"raw" -> {13., 27.}, "soft" -> "y"|>'),
        ("two[{{1, 1}, {1, -20}}]", '<|"raw" -> {{13., 27.}, {-29., -57.}}, "soft" -> {"y", "x"}|>'),
        # one of them
        ('two[{1, 1}, "raw"]', "{13., 27.}"),
        ('two[{1, 1}, "soft"]', '"y"'),
        ('two[{1, 1}, {"soft", "raw"}]', '{"y", {13., 27.}}'),
        # properties of decoders
        ('class["b", "TopDecisions" -> 2]', '{"b", "a"}'),
        ('class[{"b", "c"}, {"TopDecisions", 1}]', '{{"b"}, {"c"}}'),
        ('two[{1, 1}, "soft" -> "Decision"]', '"y"'),
        ('two[{1, 1}, <|"soft" -> None, "raw" -> Automatic|>][["raw"]]', "{13., 27.}"),
        ('Keys[two[{1, 1}, "soft" -> "Probabilities"]]', '{"x", "y"}'),
        # no decoding
        ('Round[Total[class["b", None]], 0.001]', "1."),
        ("lin[{1, 1}, None]", "{13., 27.}"),
        ('Head[two[{1, 1}, None]["soft"]]', "List"),
        # what is encoded already passes the encoder
        ("class[{0, 0, 5}]", '"c"'),
        ("class[{{0, 0, 5}, {7, 0, 0}}]", '{"c", "a"}'),
    ],
)  # fmt: skip
def test_examples_and_batches(nets, text, expected):
    assert nets(text) == expected
    assert nets.messages == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("lin[{1, 1, 1}]", "LinearLayer::invindata"),
        ("lin[{{{1, 1}}}]", "LinearLayer::invindata"),
        ("lin[{}]", "LinearLayer::invindata"),
        ("lin[{1, x}]", "LinearLayer::invindata"),
        ('lin["a"]', "LinearLayer::invindata"),
        ("sums[{{1, 2}, {3}}]", "NetChain::invindata"),
        ("sums[{{{1, 2}}, {{1, 2, 3}}}]", "NetChain::invindata"),
        ("words[{4}]", "NetChain::invindata"),
        ("words[{1.5}]", "NetChain::invindata"),
        ('class["d"]', "NetEncoder::invin"),
        ('pair[<|"a" -> {5, 5}|>]', "NetGraph::missport"),
        ('pair[<|"a" -> {5, 5}, "b" -> {{1, 2}}|>]', "NetGraph::invindata"),
        ('pair[<|"a" -> {{5, 5}, {1, 2}}, "b" -> {{1, 2}}|>]', "NetGraph::invindata"),
        ('pair[<|"a" -> {5, 5}, "b" -> {1, 2}, "c" -> 1|>]', "NetGraph::extraport"),
        ('pair[{<|"a" -> {5, 5}, "b" -> {1, 2}|>, <|"a" -> {5, 5}|>}]', "NetGraph::missport"),
        ("pair[{{5, 5}}]", "NetGraph::misscount"),
        ('lin[{1, 1}, "Nope"]', "LinearLayer::invprop"),
        ('class["b", "Nope"]', "NetChain::invprop"),
        ('two[{1, 1}, "raw" -> "Decision"]', "NetGraph::invprop"),
        ('LinearLayer[2, "Input" -> 2][{1, 2}]', "LinearLayer::uninit"),
        ('lin[{1, 1}, BatchSize -> 0]', "LinearLayer::arginv"),
        ('lin[{1, 1}, NetEvaluationMode -> "Best"]', "LinearLayer::arginv"),
        ('lin[{1, 1}, RandomSeeding -> {}]', "LinearLayer::badseed"),
        ('lin[{1, 1}, TargetDevice -> "TPU"]', "LinearLayer::badtrgdev"),
        ('lin[{1, 1}, WorkingPrecision -> "Real128"]', "LinearLayer::arginv"),
    ],
)  # fmt: skip
def test_data_that_do_not_fit(nets, text, message):
    assert nets(text) == "$Failed"
    assert nets.messages == [message]


def test_batch_size_changes_nothing_but_memory(nets):
    nets("data = Table[{k, -k}, {k, 100}]; ragged = Table[ConstantArray[{1, k}, k], {k, 40}]")
    nets("same[net_, x_, s_] := Max[Abs[Flatten[net[x, BatchSize -> s] - net[x]]]] < 10.^-3")
    for size in (1, 7, 16, 100, 1000, "Automatic"):
        assert nets(f"same[lin, data, {size}]") == "True"
        assert nets(f"same[sums, ragged, {size}]") == "True"
    gradient = 'lin[data, NetPortGradient["Weights"], BatchSize -> {}]'
    assert nets(gradient.format(16)) == nets(gradient.format(1000))


def test_evaluation_mode_and_its_random_numbers(nets):
    nets('drop = DropoutLayer[0.5, "Input" -> 200]; ones = ConstantArray[1, 200]')
    nets('train[opts___] := drop[ones, NetEvaluationMode -> "Train", opts]')
    assert nets("drop[ones] == ones") == "True"
    assert nets('drop[ones, NetEvaluationMode -> "Test"] == ones') == "True"
    assert nets("Union[train[]]") == "{0., 2.}"
    assert nets("train[] == train[]") == "False"
    assert nets("train[RandomSeeding -> 5] == train[RandomSeeding -> 5]") == "True"
    assert nets('train[RandomSeeding -> "a"] == train[RandomSeeding -> "b"]') == "False"
    inherited = "SeedRandom[1]; train[RandomSeeding -> Inherited]"
    assert nets(f"({inherited}) == ({inherited})") == "True"
    assert nets("(SeedRandom[1]; train[]) == (SeedRandom[1]; train[])") == "False"


def test_working_precision(nets):
    assert nets("ElementwiseLayer[# / 3 &][1] == 1 / 3.") == "False"
    assert nets('ElementwiseLayer[# / 3 &][1, WorkingPrecision -> "Real64"] == 1 / 3.') == "True"
    assert nets('lin[NumericArray[{1, 1}, "Real32"], WorkingPrecision -> "Real64"]') == (
        'NumericArray[{13., 27.}, "Real64"]'
    )
    assert nets('lin[{1, 1}, WorkingPrecision -> "Mixed", TargetDevice -> "CPU"]') == "{13., 27.}"


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 5), st.integers(1, 6), st.integers(0, 2**32 - 1))
def test_the_short_way_of_a_plain_call_gives_what_the_long_way_gives(size, count, seed):
    session = Session()
    rng = np.random.default_rng(seed)
    rows = rng.normal(size=(count, size)).round(3).tolist()
    text = str(rows).replace("[", "{").replace("]", "}")
    session.evaluate(f'net = NetInitialize[NetChain[{{3, Tanh, 2}}, "Input" -> {size}], RandomSeeding -> {seed}]')
    long = session.evaluate(f"x = {text}; net[x, BatchSize -> Automatic]")
    singly = session.evaluate("Map[net[#, None] &, x]")
    for _ in range(2):  # once to make the plan, once through it
        assert np.array_equal(session.evaluate("net[x]"), long)
        assert np.array_equal(session.evaluate("Map[net, x]"), singly)


def test_the_short_way_sees_other_arrays_and_mistakes(nets):
    assert nets("Table[lin[{1., 1.}], 3]") == "{{13., 27.}, {13., 27.}, {13., 27.}}"
    nets('other = NetReplacePart[lin, "Biases" -> {0, 0}]')
    assert nets("{other[{1., 1.}], lin[{1., 1.}], other[{1., 1.}]}") == "{{3., 7.}, {13., 27.}, {3., 7.}}"
    assert nets("lin[{1., Indeterminate}]") == "$Failed"
    assert nets("lin[{1., 1., 1.}]") == "$Failed"
    assert nets.messages == ["LinearLayer::invindata"]
