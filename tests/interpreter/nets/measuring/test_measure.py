"""NetMeasurements: what can be asked for, of which outputs, of which data."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca import Session

SETUP = """
    dec = NetDecoder[{"Class", {"a", "b"}}];
    class = NetChain[{ElementwiseLayer[# + 0 &]}, "Input" -> 2, "Output" -> dec];
    rules = {{1, 0} -> "a", {0, 1} -> "b", {0.25, 0.75} -> "a", {0.75, 0.25} -> "a"};
    bool = ElementwiseLayer[# + 0 &, "Input" -> "Real", "Output" -> NetDecoder["Boolean"]];
    truths = {0.875 -> True, 0.75 -> False, 0.125 -> False, 0.25 -> True};
    multi = ElementwiseLayer[# + 0 &, "Input" -> 3,
      "Output" -> NetDecoder[{"Class", {"x", "y", "z"}, "Multilabel" -> True}]];
    several = {{1, 1, 0} -> {"x", "y"}, {1, 0, 0} -> {"x", "z"}, {0, 0, 0} -> {}};
    double = ElementwiseLayer[2 # &, "Input" -> 1];
    line = {{1} -> {2}, {2} -> {5}, {3} -> {6}};
    two = NetGraph[{ElementwiseLayer[# + 0 &], ElementwiseLayer[2 # &]}, {NetPort["in"] -> {1, 2},
      1 -> NetPort["kind"], 2 -> NetPort["twice"]}, "in" -> 2, "kind" -> dec];
    both = <|"in" -> {{1, 0}, {0, 1}}, "kind" -> {"a", "a"}, "twice" -> {{2, 0}, {0, 1}}|>;
    loss = NetGraph[{ElementwiseLayer[2 # &], MeanSquaredLossLayer[]}, {1 -> 2}, "Input" -> 1];
    words = NetChain[{ElementwiseLayer[# + 0 &]}, "Input" -> {"Varying", 2},
      "Output" -> NetDecoder[{"Class", {"a", "b"}, "InputDepth" -> 2}]];
    boxes = ElementwiseLayer[# + 0 &, "Input" -> {2, 2}];
    drop = DropoutLayer[0.5, "Input" -> 100];
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # classes
        ('class, rules, "Accuracy"', "0.75"),
        ('class, rules, "ErrorRate"', "0.25"),
        ('class, rules, "Accuracy" -> 2', "1."),
        ('class, rules, "ErrorRate" -> 2', "0."),
        ('class, rules, "ConfusionMatrix"', "{{2, 1}, {0, 1}}"),
        ('class, rules, "Precision"', '<|"a" -> 1., "b" -> 0.5|>'),
        ('class, rules, "TruePositiveNumber"', '<|"a" -> 2, "b" -> 1|>'),
        ('class, rules[[;; 1]], "Precision"', '<|"a" -> 1., "b" -> Indeterminate|>'),
        ('class, rules[[;; 1]], <|"Measurement" -> "Precision", "ClassAveraging" -> "Macro"|>', "1."),
        ('class, rules, <|"Measurement" -> "Precision", "ClassAveraging" -> "Macro"|>', "0.75"),
        ('class, rules, <|"Measurement" -> "Precision", "ClassAveraging" -> "Micro"|>', "0.75"),
        ('class, rules, <|"Measurement" -> "Precision", "ClassAveraging" -> "WeightedMacro"|>', "0.875"),
        ('class, rules, <|"Measurement" -> "Precision", "ClassAveraging" -> None|>', '<|"a" -> 1., "b" -> 0.5|>'),
        ('class, rules, <|"Measurement" -> ("FScore" -> 1), "ClassAveraging" -> "Micro"|>', "0.75"),
        ('class, rules, "ROCCurve"', '<|"a" -> {{0., 0.}, {0., 0.3333333333333333}, {0., 0.6666666666666666}, '
         '{0., 1.}, {1., 1.}}, "b" -> {{0., 0.}, {0., 1.}, {0.3333333333333333, 1.}, {0.6666666666666666, 1.}, '
         "{1., 1.}}|>"),
        ('class, rules, "AreaUnderROCCurve"', '<|"a" -> 1., "b" -> 1.|>'),
        # True and False
        ('bool, truths, "Accuracy"', "0.5"),
        ('bool, truths, "ConfusionMatrix"', "{{1, 1}, {1, 1}}"),
        ('bool, truths, "Recall"', "<|False -> 0.5, True -> 0.5|>"),
        # several labels at once
        ('multi, several, "Accuracy"', "0.6666666666666666"),
        ('multi, several, "Recall"', '<|"x" -> 1., "y" -> 1., "z" -> 0.|>'),
        ('multi, several, "FalseNegativeNumber"', '<|"x" -> 0, "y" -> 0, "z" -> 1|>'),
        # numbers
        ('double, line, "MeanSquare"', "0.3333333333333333"),
        ('double, line, "MeanDeviation"', "0.3333333333333333"),
        ('double, {1, 2, 3} -> {2, 5, 6}, "MeanSquare"', "$Failed"),
        ('double, Keys[line] -> Values[line], "MeanSquare"', "0.3333333333333333"),
        ('double, <|"Input" -> Keys[line], "Output" -> Values[line]|>, "MeanSquare"', "0.3333333333333333"),
        ('boxes, {{{0, 0}, {2, 2}} -> {{1, 1}, {3, 3}}}, "IntersectionOverUnion"', "0.14285714285714285"),
        ('boxes, {{{0, 0}, {1, 1}} -> {{2, 2}, {3, 3}}, {{0, 0}, {1, 1}} -> {{0, 0}, {1, 1}}}, '
         '"IntersectionOverUnion"', "0.5"),
        # several measurements
        ('class, rules, {"Accuracy", "ErrorRate"}', "{0.75, 0.25}"),
        # several outputs
        ('two, both, "kind" -> "Accuracy"', "0.5"),
        ('two, both, "twice" -> "MeanDeviation"', "0.25"),
        ('two, both, <|"Measurement" -> "Accuracy", "Port" -> "kind"|>', "0.5"),
        ('two, KeyDrop[both, "twice"], "Accuracy"', "0.5"),
        # values at ports
        ('class, rules, NetPort["Output"]', "{0.5, 0.5}"),
        ("class, rules, NetPort[1]", "{0.5, 0.5}"),
        ('class, Keys[rules], <|"Measurement" -> NetPort[1], "Aggregation" -> "Max"|>', "{1., 1.}"),
        ('class, rules, <|"Measurement" -> NetPort[1], "Aggregation" -> "Total"|>', "{2., 2.}"),
        ('double, {{3}, {4}}, <|"Measurement" -> NetPort["Output"], "Aggregation" -> "L2Norm"|>', "{10.}"),
        ('double, {{3}, {4}}, <|"Measurement" -> NetPort["Output"], "Aggregation" -> None|>', "{{6.}, {8.}}"),
        ('two, both, "twice"', "{1., 1.}"),
        # losses
        ('loss, <|"Input" -> Keys[line], "Target" -> Values[line]|>, "Loss"', "0.3333333333333333"),
        ('double, {{1} -> {2}, {2} -> {6}}, "Loss"', "2."),
        ('double, {{1} -> {2}, {2} -> {6}}, "Loss", LossFunction -> MeanAbsoluteLossLayer[]', "1."),
        # sequences: every element counts
        ('words, {{{1, 0}, {0, 1}} -> {"a", "b"}, {{1, 0}} -> {"b"}}, "Accuracy"', "0.6666666666666666"),
        # options
        ('class, rules, "Accuracy", BatchSize -> 1', "0.75"),
        ('double, line, "MeanSquare", WorkingPrecision -> "Real64", TargetDevice -> "CPU"', "0.3333333333333333"),
    ],
)  # fmt: skip
def test_values(nets, text, expected):
    assert nets(f"NetMeasurements[{text}]") == expected
    assert nets.messages == (["NetMeasurements::invdata"] if expected == "$Failed" else [])


def test_the_mode_of_evaluation(nets):
    ask = 'Union[NetMeasurements[drop, {ConstantArray[1, 100]}, NetPort["Output"], NetEvaluationMode -> "%s"]]'
    assert (nets(ask % "Test"), nets(ask % "Train")) == ("{1.}", "{0., 2.}")


def test_plots_are_graphics(nets):
    for name in ("ConfusionMatrixPlot", "ROCCurvePlot"):
        assert nets(f'Head[NetMeasurements[class, rules, "{name}"]]') == "Graphics"
        assert nets(f'StringContainsQ[ExportString[NetMeasurements[class, rules, "{name}"], "SVG"], "<svg"]') == "True"


def test_all_names_have_values(nets):
    names = nets("NetMeasurements[class, rules, All]").strip("{}").replace('"', "").split(", ")
    assert len(names) == 37 and names == sorted(names)
    numbers = {"MeanSquare", "MeanDeviation", "StandardDeviation", "RSquared", "FractionVarianceUnexplained"}
    for name in names:
        spec = f'"{name}"' + (" -> 2" if name == "FScore" else "")
        text = f"double, line, {spec}" if name in numbers else f"class, rules, {spec}"
        assert nets(f"NetMeasurements[{text}]") != "$Failed", name
        assert nets.messages == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('class, rules, "Zork"', "nomeas"),
        ("class, rules, 3", "nomeas"),
        ("class, rules, x", "nomeas"),
        ('class, rules, {"Accuracy", "Zork"}', "nomeas"),
        ('class, rules, "Accuracy" -> x', "measarg"),
        ('class, rules, "Accuracy" -> 1.5', "measarg"),
        ('class, rules, "Precision" -> 2', "measarg"),
        ('class, rules, "FScore"', "measarg"),
        ('class, rules, "MeanSquare"', "nofit"),
        ('double, line, "Accuracy"', "nofit"),
        ('class, rules, <|"ClassAveraging" -> "Macro"|>', "measkey"),
        ('class, rules, <|"Measurement" -> "Recall", "Averaging" -> "Macro"|>', "measkey"),
        ('class, rules, <|"Measurement" -> "Recall", "ClassAveraging" -> "Mean"|>', "arginv"),
        ('class, rules, <|"Measurement" -> NetPort[1], "Aggregation" -> Mean|>', "arginv"),
        ('class, rules, <|"Measurement" -> "Accuracy", "ClassAveraging" -> "Macro"|>', "noaverage"),
        ('class, rules, <|"Measurement" -> "AreaUnderROCCurve", "ClassAveraging" -> "Micro"|>', "noaverage"),
        ('class, rules, <|"Measurement" -> "Accuracy", "Port" -> "Out"|>', "extraport"),
        ('class, Keys[rules], "Accuracy"', "notarget"),
        ('class, Keys[rules], "Loss"', "notarget"),
        ('multi, several, "ConfusionMatrix"', "several"),
        ('boxes, {{{0, 0}, {2, 2}} -> {{1, 1}, {3, 3}}}, "Accuracy"', "nofit"),
        ('double, line, "IntersectionOverUnion"', "badbox"),
        ('double, {{1} -> {1, 2}}, "MeanSquare"', "badtarget"),
        ('class, rules, NetPort["Input"]', "inport"),
        ('class, rules, NetPort[7]', "badport"),
        ('class, {}, "Accuracy"', "nodata"),
        ('class, 3, "Accuracy"', "invdata"),
        ('class, {{1, 0} -> "c"}, "Accuracy"', "invdata"),
        ('two, KeyDrop[both, "in"], "kind" -> "Accuracy"', "missport"),
        ('two, Append[both, "more" -> {1, 2}], "kind" -> "Accuracy"', "extraport"),
        ('LinearLayer[2, "Input" -> 2], rules, "MeanSquare"', "uninit"),
        ('3, rules, "Accuracy"', "invnet"),
        ('class, rules, "Accuracy", BatchSize -> -1', "arginv"),
        ('class, rules, "Accuracy", TargetDevice -> "TPU"', "badtrgdev"),
        ('class, rules, "Loss", LossFunction -> 3', "badopt"),
    ],
)  # fmt: skip
def test_mistakes(nets, text, message):
    assert nets(f"NetMeasurements[{text}]") == "$Failed"
    assert nets.messages[-1] == f"NetMeasurements::{message}"


pairs = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=25)


@settings(max_examples=25, deadline=None)
@given(pairs)
def test_how_measurements_hang_together(found):
    session = Session()
    session.evaluate('net = ElementwiseLayer[# + 0 &, "Input" -> 3, "Output" -> NetDecoder[{"Class", {1, 2, 3}}]]')
    data = ", ".join(f"UnitVector[3, {i + 1}] -> {j + 1}" for i, j in found)
    session.evaluate(f"data = {{{data}}}; m[spec_] := NetMeasurements[net, data, spec]")
    session.evaluate('micro[name_] := m[<|"Measurement" -> name, "ClassAveraging" -> "Micro"|>]')
    for true in (
        'Total[m["ConfusionMatrix"], 2] == Length[data]',
        'Abs[m["Accuracy"] - Tr[m["ConfusionMatrix"]]/Length[data]] < 10^-9',
        'Abs[m["Accuracy"] + m["ErrorRate"] - 1] < 10^-9',
        'Abs[micro["Precision"] - m["Accuracy"]] < 10^-9',
        'Abs[micro["Recall"] - micro["F1Score"]] < 10^-9',
        'Values[m["TruePositiveNumber"]] == Diagonal[m["ConfusionMatrix"]]',
        'Values[m["TruePositiveNumber"]] + Values[m["FalseNegativeNumber"]] == Total /@ m["ConfusionMatrix"]',
        'm["CohenKappa"] === Indeterminate || m["CohenKappa"] <= 1',
        'm["Precision"] === m[<|"Measurement" -> "Precision", "ClassAveraging" -> None|>]',
    ):
        assert session.evaluate(true) is True, (true, data)
