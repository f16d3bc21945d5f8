"""What all coders share: specifications, batches, what is encoded already, properties, parts, conversion, ports."""

import pickle
import warnings

import pytest
from luperca.interpreter.nets.coders.coder import DECODERS, ENCODERS

CLASS = 'e = NetEncoder[{"Class", {a, b, c}}]; '
LABELS = 'd = NetDecoder[{"Class", {a, b, c}}]; '


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('NetEncoder["Boolean"][True]', "1"),
        ('NetEncoder[{"Boolean"}][True]', "1"),
        ('NetEncoder[NetEncoder["Boolean"]][True]', "1"),
        (CLASS + "e[b]", "2"),
        (CLASS + "e[{c, a}]", "{3, 1}"),
        (CLASS + "e[{}]", "{}"),
        # encoded already
        (CLASS + "e[e[b]]", "2"),
        (CLASS + "e[e[{c, a}]]", "{3, 1}"),
        (CLASS + "e[{c, 1}]", "{3, 1}"),
        ('NetEncoder[{"Class", {3, 1, 2}}][{1, 2}]', "{2, 3}"),
        ('NetEncoder[{"Class", {a, b}, "IndicatorVector"}][{0.5, 0.5}]', "{0.5, 0.5}"),
        ('NetEncoder[{"Class", {a, b}, "IndicatorVector"}][{{0.5, 0.5}, b}]', "{{0.5, 0.5}, {0., 1.}}"),
        # a numeric array in, one out
        ('Head[NetEncoder[{"UnitVector", 3}][NumericArray[{1, 3}, "Integer64"]]]', "NumericArray"),
        (
            'Normal[NetEncoder[{"UnitVector", 3}][NumericArray[{1, 3}, "Integer64"]]]',
            "{{1., 0., 0.}, {0., 0., 1.}}",
        ),
        ('Head[NetEncoder[{"UnitVector", 3}][{1, 3}]]', "List"),
        # dimensions
        ('NetEncoder[{"Class", {a, b}, "Dimensions" -> {2}}][{b, a}]', "{2, 1}"),
        ('NetEncoder[{"Class", {a, b}, "Dimensions" -> {2}}][{{b, a}, {a, a}}]', "{{2, 1}, {1, 1}}"),
        ('NetEncoder[{"Class", {a, b}, "Dimensions" -> {2, 1}}][{{b}, {a}}]', "{{2}, {1}}"),
        ('NetEncoder[{"Class", {a, b}, "Dimensions" -> {"Varying"}}][{{b, a}, {a}}]', "{{2, 1}, {1}}"),
        ('NetEncoder[{"Class", {a, b}, "UnitVector", "Dimensions" -> {1}}][{b}]', "{{0., 1.}}"),
        ('NetEncoder[{"Boolean", {2, 2}}][{{True, False}, {False, True}}]', "{{1, 0}, {0, 1}}"),
        # properties
        (LABELS + "d[{0.2, 0.5, 0.3}]", "b"),
        (LABELS + "d[{1/5, 1/2, 3/10}]", "b"),
        (LABELS + 'd[NumericArray[{0.2, 0.5, 0.3}, "Real64"]]', "b"),
        (LABELS + "d[{0.2, 0.5, 0.3}, Automatic]", "b"),
        (LABELS + "d[{0.2, 0.5, 0.3}, None]", "{0.2, 0.5, 0.3}"),
        (LABELS + 'd[{{0.2, 0.5, 0.3}, {1, 0, 0}}, {"Decision", "Probability" -> a}]', "{{b, 0.2}, {a, 1.}}"),
        (LABELS + 'd[{0.2, 0.5, 0.3}, {"TopDecisions", "Decision"}]', "{{b}, b}"),
        (LABELS + 'd[{0.2, 0.5, 0.3}, {"TopDecisions", 2}]', "{b, c}"),
        (LABELS + 'd[{0.2, 0.5, 0.3}, {{"TopDecisions", 2}, "Decision", None}]', "{{b, c}, b, {0.2, 0.5, 0.3}}"),
        (LABELS + 'd[{0.2, 0.5, 0.3}, {"TopDecisions" -> 2, "Probability" -> c}]', "{{b, c}, 0.3}"),
        (
            LABELS + 'd[0, "Properties"]',
            '{"Decision", "TopDecisions", "TopProbabilities", "Probabilities", "Probability", "Entropy", '
            '"RandomSample", None}',
        ),
        ('NetDecoder["Real"][0, "Properties"]', "{None}"),
        # parts
        (CLASS + 'NetExtract[e, "Type"]', '"Class"'),
        (CLASS + 'NetExtract[e, "Labels"]', "{a, b, c}"),
        (CLASS + 'NetExtract[e, "Multilabel"]', "False"),
        (CLASS + 'NetExtract[e, "OutputDimensions"]', "{}"),
        ('NetExtract[NetEncoder[{"Class", {a, b}, "UnitVector", "Dimensions" -> {3}}], "Output"]', "{3, 2}"),
        (LABELS + 'NetExtract[d, "InputDepth"]', "1"),
        (LABELS + 'NetExtract[SoftmaxLayer["Output" -> d], {"Output", "Labels"}]', "{a, b, c}"),
        (
            LABELS + 'NetExtract[SoftmaxLayer["Output" -> d], {{"Output", "Type"}, {"Output", "InputDepth"}}]',
            '{"Class", 1}',
        ),
        # conversion
        (LABELS + "NetEncoder[d][{b, a}]", "{2, 1}"),
        (CLASS + "NetDecoder[e][{0, 0, 1}]", "c"),
        ('NetDecoder[NetEncoder[{"Class", {a, b}, "UnitVector"}]][{0, 1}]', "b"),
        ('NetEncoder[NetDecoder[{"Class", {a, b}, "Multilabel" -> True}]][{b, a}]', "{1., 1.}"),
        ('NetEncoder[NetDecoder[{"Class", {a, b}, "InputDepth" -> 2}]][{b, a, a}]', "{2, 1, 1}"),
        ('NetDecoder[NetEncoder[{"Class", {a, b}, "Dimensions" -> {3}}]][{{0, 1}, {1, 0}, {0, 1}}]', "{b, a, b}"),
        ('NetDecoder[NetEncoder[{"Boolean", {2}}]][{0.2, 0.8}]', "{False, True}"),
        ('NetEncoder[NetDecoder[{"Boolean", "InputDepth" -> 1}]][{True, False, True}]', "{1, 0, 1}"),
        ('NetEncoder[NetDecoder["Boolean"]][True]', "1"),
        # rebuilt from what is printed
        (CLASS + "e === ToExpression[ToString[e, InputForm]]", "True"),
        # an atom, in which nothing is replaced, with parts
        (LABELS + "(d /. c -> z)[{0, 0, 1}]", "c"),
        (LABELS + '{AtomQ[d], d[["Type"]], Normal[d]["Type"]}', '{True, "Class", "Class"}'),
    ],
)
def test_coder(ask, text, expected):
    assert ask(text) == expected
    assert not ask.messages


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("NetEncoder[]", "NetEncoder::types"),
        ("NetDecoder[]", "NetDecoder::types"),
        ('NetEncoder["Magic"]', "NetEncoder::unknown"),
        ('NetDecoder["Magic"]', "NetDecoder::unknown"),
        ("NetEncoder[3]", "NetEncoder::badtype"),
        ("NetEncoder[{}]", "NetEncoder::badtype"),
        ("NetDecoder[{Class}]", "NetDecoder::badtype"),
        ('NetEncoder["Class"]', "NetEncoder::noarg"),
        ('NetEncoder[{"Class", {a}, "Index", 3}]', "NetEncoder::manyargs"),
        ('NetEncoder[{"Class", {a}, "Magic" -> 3}]', "NetEncoder::nopar"),
        ('NetEncoder[{"Class", {a}, "Dimensions" -> {0}}]', "NetEncoder::arginv"),
        ('NetDecoder[{"Class", {a}, "InputDepth" -> 0}]', "NetDecoder::arginv"),
        (CLASS + "e[z]", "NetEncoder::invin"),
        (CLASS + "e[{a, z}]", "NetEncoder::invin"),
        (CLASS + "e[4]", "NetEncoder::invin"),
        ('NetEncoder[{"Class", {a, b}, "Dimensions" -> {2}}][{a}]', "NetEncoder::invin"),
        ('NetEncoder[{"Class", {a, b}, "Dimensions" -> {2}}][a]', "NetEncoder::invin"),
        ('NetEncoder[{"Class", {a, b}, "Dimensions" -> {Automatic}}][{{a}, {{b}}}]', "NetEncoder::invin"),
        (LABELS + "d[{1, 2}]", "NetDecoder::invindata"),
        (LABELS + "d[x]", "NetDecoder::invindata"),
        (LABELS + "d[{}]", "NetDecoder::invindata"),
        (LABELS + 'd[{0, 0, 1}, "Magic"]', "NetDecoder::invprop"),
        (LABELS + "d[{0, 0, 1}, {}]", "NetDecoder::invprop"),
        (LABELS + 'd[{0, 0, 1}, "Decision" -> 2]', "NetDecoder::invprop"),
        (LABELS + 'd[{0, 0, 1}, "Probability"]', "NetDecoder::invprop"),
        (LABELS + 'd[{0, 0, 1}, {"Decision", {"Entropy"}}]', "NetDecoder::invprop"),
        (LABELS + 'd[{0, 0, 1}, "TopDecisions" -> 0]', "NetDecoder::arginv"),
        (LABELS + 'd[{0, 0, 1}, "RandomSample" -> -1]', "NetDecoder::arginv"),
        ('NetDecoder[NetEncoder[{"UnitVector", 3}]]', "NetDecoder::noturn"),
        ('NetEncoder[NetDecoder["Class"]]', "NetEncoder::noarg"),
        (CLASS + 'NetExtract[e, "Magic"]', "NetExtract::nopart"),
        # at ports the encoder says it too
        (CLASS + 'SoftmaxLayer["Input" -> NetEncoder[{"Boolean", {2}}]][{True, 3}]', "NetEncoder::invin"),
        ('SoftmaxLayer["Output" -> NetDecoder[{"Class", {a, b}}]][{1, 2}, "Magic"]', "SoftmaxLayer::invprop"),
        ('NetChain[{SoftmaxLayer[]}, "Output" -> "Function"]', "NetChain::noarg"),
        ('NetChain[{SoftmaxLayer[]}, "Output" -> "Magic"]', "NetChain::badport"),
    ],
)
def test_messages(ask, text, message):
    assert ask(text) == "$Failed"
    assert ask.messages == [message]


HEADS = """NetGraph[{SoftmaxLayer[], ElementwiseLayer[LogisticSigmoid], SummationLayer[]},
    {NetPort["Input"] -> 1 -> NetPort["C"], NetPort["Input"] -> 2 -> NetPort["B"],
     NetPort["Input"] -> 3 -> NetPort["S"]}, "Input" -> 2,
    "C" -> NetDecoder[{"Class", {x, y}}], "B" -> NetDecoder[{"Boolean", "InputDepth" -> 1}]]"""


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("g[{0, 1}]", '<|"C" -> y, "B" -> {True, True}, "S" -> 1.|>'),
        ("g[{0, 1}, None][[{2, 3}]]", '<|"B" -> {0.5, 0.731059}, "S" -> 1.|>'),
        ('g[{0, 1}, "C"]', "y"),
        ('g[{{0, 1}, {1, 0}}, "C"]', "{y, x}"),
        ('g[{0, 1}, "B" -> "Probability"]', "{0.5, 0.731059}"),
        ('g[{0, 1}, "S" -> None]', "1."),
        ('g[{0, 1}, {"C", "B" -> "Probability"}]', "{y, {0.5, 0.731059}}"),
        ('g[{{0, 1}, {1, 0}}, <|"C" -> Automatic, "S" -> None|>]', '<|"C" -> {y, x}, "S" -> {1., 1.}|>'),
        ('g[{0, 1}, "TopDecisions" -> 2]', '<|"C" -> {y, x}, "B" -> {True, True}, "S" -> 1.|>'),
        ('g[{0, 1}, "Probability"]', '<|"C" -> y, "B" -> {0.5, 0.731059}, "S" -> 1.|>'),
    ],
)
def test_outputs(ask, call, expected):
    shown = ask(f"g = {HEADS}; " + call + " /. r_Real :> Round[r, 1.*^-6]", "InputForm")
    assert shown == expected
    assert not ask.messages


@pytest.mark.parametrize("call", ['g[{0, 1}, "Magic"]', 'g[{0, 1}, "S" -> "Entropy"]', 'g[{0, 1}, <|"Q" -> None|>]'])
def test_no_such_output(ask, call):
    assert ask(f"g = {HEADS}; " + call) == "$Failed"
    assert ask.messages == ["NetGraph::invprop"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'NetChain[{SoftmaxLayer[]}, "Output" -> NetDecoder[{"Class", {a, b}}]][{{0, 1}, {1, 0}}, "Decision"]',
            "{b, a}",
        ),
        ('NetChain[{SoftmaxLayer[]}, "Output" -> "Class"][{1, 2, 3}]', "3"),
        ('NetExtract[NetChain[{Ramp}, "Input" -> "Real"], "Input"]', '"Real"'),
        ('NetChain[{Ramp}, "Input" -> "Boolean"][{True, False}]', "{1., 0.}"),
        ('NetChain[{Ramp}, "Input" -> "Boolean"][0.5]', "0.5"),
        ('NetChain[{Ramp}, "Output" -> NetDecoder["Scalar"], "Input" -> 1][{{2}, {3}}]', "{2., 3.}"),
        (
            'NetChain[{SoftmaxLayer[]}, "Input" -> {"Varying", 2}, "Output" -> NetDecoder[{"Class", {a, b}, '
            '"InputDepth" -> 2}]][{{{0, 1}, {1, 0}}, {{1, 0}}}]',
            "{{b, a}, {a}}",
        ),
        (
            'Map[Length, NetInitialize[NetChain[{EmbeddingLayer[2, 2]}, "Input" -> NetEncoder[{"Class", {a, b}, '
            '"Dimensions" -> {"Varying"}}]]][{{a}, {b, a, b}}]]',
            "{1, 3}",
        ),
    ],
)
def test_at_ports(ask, text, expected):
    assert ask(text) == expected
    assert not ask.messages


@pytest.mark.parametrize(
    ("net", "data", "expected"),
    [
        (
            'NetChain[{LinearLayer[{}], LogisticSigmoid}, "Input" -> 1, "Output" -> "Boolean"]',
            "{{1} -> True, {-1} -> False}",
            "{True, False}",
        ),
        (
            'NetChain[{LinearLayer[2], LogisticSigmoid}, "Input" -> 1, "Output" -> NetDecoder[{"Class", {a, b}, '
            '"Multilabel" -> True}]]',
            "{{1} -> {a, b}, {-1} -> {}}",
            "{{a, b}, {}}",
        ),
        (
            'NetChain[{LinearLayer[2], SoftmaxLayer[], ReshapeLayer[{2}]}, "Input" -> 1, '
            '"Output" -> NetDecoder[{"Class", {a, b}}]]',
            "{{1} -> a, {-1} -> b}",
            "{a, b}",
        ),
        (
            'NetChain[{LinearLayer[2], SoftmaxLayer[]}, "Input" -> 1, "Output" -> NetDecoder[{"Class", {a, b}}]]',
            "{{1} -> {0.9, 0.1}, {-1} -> {0, 1}}",
            "{a, b}",
        ),
        (
            'NetChain[{NetMapOperator[LinearLayer[2]], SoftmaxLayer[]}, "Input" -> {"Varying", 1}, '
            '"Output" -> NetDecoder[{"Class", {a, b}, "InputDepth" -> 2}]]',
            "{{{1}, {-1}} -> {a, b}, {{-1}, {1}, {1}} -> {b, a, a}}",
            "{{a, b}, {b, a, a}}",
        ),
        (
            'NetChain[{NetMapOperator[LinearLayer[3]], SoftmaxLayer[]}, "Input" -> {"Varying", 1}, '
            '"Output" -> NetDecoder[{"CTCBeamSearch", {a, b}}]]',
            "{{{1}, {1}} -> {a}, {{-1}, {-1}, {-1}} -> {b}}",
            "{{a}, {b}}",
        ),
    ],
)
def test_targets(ask, net, data, expected):
    """A decoder says which loss fits and how targets are encoded."""
    code = f"data = {data}; NetTrain[{net}, data, MaxTrainingRounds -> 400, RandomSeeding -> 1][Keys[data]]"
    assert ask(code) == expected
    assert not ask.messages


def test_encoder_at_a_target_inside(ask):
    code = """net = NetGraph[{LinearLayer[2], SoftmaxLayer[], CrossEntropyLossLayer["Index"]},
        {1 -> 2 -> 3, NetPort["Target"] -> NetPort[3, "Target"]}, "Input" -> 1,
        "Target" -> NetEncoder[{"Class", {a, b}}]];
        NetTrain[net, <|"Input" -> {{1}, {-1}}, "Target" -> {a, b}|>, "RoundLossList", MaxTrainingRounds -> 300,
        RandomSeeding -> 1][[-1]] < 0.1"""
    assert ask(code) == "True"
    assert not ask.messages


def test_column_that_does_not_fit(ask):
    net = 'NetChain[{LinearLayer[1]}, "Input" -> NetEncoder[{"Class", {a, b}, "UnitVector"}]]'
    assert ask(f"NetTrain[{net}, {{a -> {{1}}, z -> {{2}}}}]") == "$Failed"
    assert ask.messages == ["NetEncoder::invin", "NetTrain::invdata"]


def test_pickled(ask):
    value = ask.session.evaluate_input(next(ask.session.read('NetEncoder[{"Class", {a, b}}]'))).expr
    again = pickle.loads(pickle.dumps(value))
    assert again == value
    assert again.type == value.type


def test_every_type_is_listed(ask):
    ask("NetEncoder[]")
    assert {"Boolean", "Class", "FeatureExtractor", "Function", "Image"} <= set(ENCODERS)
    assert {"Boolean", "Class", "CTCBeamSearch", "Function"} <= set(DECODERS)


ODD = """3 ¦ x ¦ {} ¦ {a} ¦ {{}} ¦ {1, {2}} ¦ "text" ¦ True ¦ None ¦ Automatic ¦ <||> ¦ <|"a" -> 1|> ¦ 1/2 ¦ I ¦ -1.
    ¦ {a, a} ¦ 10^400 ¦ {0.2, 0.8} ¦ {{0.2, 0.8}} ¦ {{0.2, 0.8}, {1}} ¦ NumericArray[{1, 2}, "Integer8"]
    ¦ {Indeterminate, 1.} ¦ "x" -> 2 ¦ {"x" -> 2} ¦ # & ¦ Infinity ¦ {"Varying"} ¦ {True, False} ¦ {1, 2, 3}"""
ODD = ODD.split("¦")
OWN = "Boolean Class Function FeatureExtractor Real Scalar UnitVector CTCBeamSearch".split()
GOOD = [
    'NetEncoder["Boolean"]',
    'NetEncoder[{"Boolean", {2}}]',
    'NetEncoder[{"Class", {a, b}}]',
    'NetEncoder[{"Class", {a, b}, "UnitVector", "Dimensions" -> {"Varying"}}]',
    'NetEncoder[{"Class", {a, b}, "Multilabel" -> True}]',
    'NetEncoder[{"Function", {#, 1} &, 2}]',
    'NetEncoder[{"Function", f, "Varying"}]',
    'NetEncoder[{"Function", #^2 &, "Real", "Batched" -> True}]',
    'NetEncoder["FeatureExtractor"]',
    'NetEncoder[{"FeatureExtractor", {#} &}]',
    'NetEncoder["Real"]',
    'NetEncoder["Scalar"]',
    'NetEncoder[{"UnitVector", 2}]',
    'NetDecoder["Boolean"]',
    'NetDecoder[{"Boolean", "InputDepth" -> 2}]',
    'NetDecoder["Class"]',
    'NetDecoder[{"Class", {a, b}, "InputDepth" -> 2}]',
    'NetDecoder[{"Class", {a, b}, "Multilabel" -> True}]',
    'NetDecoder[{"Function", # &}]',
    'NetDecoder[{"Function", f, "Properties" -> {"A"}}]',
    'NetDecoder[{"CTCBeamSearch", {a}}]',
    'NetDecoder["Real"]',
    'NetDecoder["Scalar"]',
]
PROPERTIES = """"Decision" ¦ "RandomSample" ¦ "TopDecisions" ¦ "TopDecisions" -> {1} ¦ {"TopProbabilities", 1/2} ¦ {}
    ¦ x     ¦ {"Probability", "Decision"} ¦ "RandomSample" -> {"Temperature" -> x} ¦ "A" ¦ {None} ¦ "Decodings" ¦ 1.5
    ¦ "RandomSample" -> 1/2 ¦ "Properties" ¦ <|"a" -> 1|>""".split("¦")


@pytest.mark.parametrize("head", ["NetEncoder", "NetDecoder"])
@pytest.mark.parametrize("name", OWN)
def test_malformed_specifications(ask, head, name):
    """A message or a coder, never a Python error or a warning."""
    options = ("Dimensions", "Multilabel", "InputDepth", "Properties", "BeamSize", "Pattern", "Batched", "Shape")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for odd in ODD:
            for spec in (f'{{"{name}", {odd}}}', f'{{"{name}", {{a, b}}, {odd}}}', f'{{"{name}", 2, 3, {odd}}}'):
                _checked(ask, f"{head}[{spec}]")
            for option in options:
                _checked(ask, f'{head}[{{"{name}", {{a, b}}, "{option}" -> {odd}}}]')


@pytest.mark.parametrize("coder", GOOD)
def test_malformed_data(ask, coder):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for odd in ODD:
            _checked(ask, f"{coder}[{odd}]")
            _checked(ask, f'NetChain[{{Ramp}}, "{"Input" if "NetEncoder" in coder else "Output"}" -> {coder}][{odd}]')
        if "NetDecoder" in coder:
            for prop in PROPERTIES:
                for data in ("0.5", "{0.5, 0.5}", "{{0.5, 0.5}}", "{{{0.5, 0.5}}}", "x"):
                    _checked(ask, f"{coder}[{data}, {prop}]")


def _checked(ask, code):
    found = ask(code)
    assert "General::pyerr" not in ask.messages, code
    assert found != "$Failed" or ask.messages, code
