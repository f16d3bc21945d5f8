"""Information of nets and coders: a value computed by hand for every property."""

import re

import pytest
from luperca.interpreter.builtins.information import information

# The documented names.
PROPERTIES = """
    Arrays ArraysByteCounts ArraysCount ArraysDimensions ArraysElementCounts ArraysLearningRateMultipliers ArraysList
    ArraysPositionList ArraysSizes ArraysTotalByteCount ArraysTotalElementCount ArraysTotalSize FullSummaryGraphic
    InputForm InputPortNames InputPorts LayerTypeCounts Layers LayersCount LayersGraph LayersList OutputPortNames
    OutputPorts Properties RecurrentStatesCount RecurrentStatesPositionList SharedArraysCount SummaryGraphic
    TopologyGraph""".split()

SETUP = """
    net = NetChain[<|"a" -> LinearLayer[3, "Weights" -> {{1, 2}, {3, 4}, {5, 6}}], "t" -> Tanh,
      "b" -> NetChain[{2, SoftmaxLayer[]}]|>, "Input" -> 2, "Output" -> NetDecoder[{"Class", {"x", "y"}}],
      LearningRateMultipliers -> {"a" -> 0.5}];
    norm = BatchNormalizationLayer["Input" -> 4];
    graph = NetGraph[{2, 2, Plus}, {NetPort["in"] -> {1, 2} -> 3}, "in" -> 3];
    pair = NetGraph[{CrossEntropyLossLayer["Index"]}, {}, "Input" -> 5];
    tied = LinearLayer[2, "Weights" -> NetArray["w"]];
    share = NetChain[{tied, tied}, "Input" -> 2];
    seq = NetChain[{LongShortTermMemoryLayer[2], NetChain[{GatedRecurrentLayer[3]}]}, "Input" -> {"Varying", 1}];
    fed = NetGraph[{GatedRecurrentLayer[2], GatedRecurrentLayer[2]}, {NetPort[1, "State"] -> NetPort[2, "State"],
      1 -> 2}, "Input" -> {"Varying", 1}];
    loose = LinearLayer[2];
"""


CASES = [
    ('net, "Arrays"', '<|{"a", "Weights"} -> {{1., 2.}, {3., 4.}, {5., 6.}}, {"a", "Biases"} -> Automatic, '
     '{"b", 1, "Weights"} -> Automatic, {"b", 1, "Biases"} -> Automatic|>'),
    ('net, "ArraysByteCounts"',
     '<|{"a", "Weights"} -> 24, {"a", "Biases"} -> 12, {"b", 1, "Weights"} -> 24, {"b", 1, "Biases"} -> 8|>'),
    ('net, "ArraysCount"', "4"),
    ('net, "ArraysDimensions"',
     '<|{"a", "Weights"} -> {3, 2}, {"a", "Biases"} -> {3}, '
     '{"b", 1, "Weights"} -> {2, 3}, {"b", 1, "Biases"} -> {2}|>'),
    ('loose, "ArraysDimensions"', '<|{"Weights"} -> {2, Automatic}, {"Biases"} -> {2}|>'),
    ('net, "ArraysElementCounts"',
     '<|{"a", "Weights"} -> 6, {"a", "Biases"} -> 3, {"b", 1, "Weights"} -> 6, {"b", 1, "Biases"} -> 2|>'),
    ('loose, "ArraysElementCounts"', '<|{"Weights"} -> Automatic, {"Biases"} -> 2|>'),
    ('net, "ArraysLearningRateMultipliers"',
     '<|{"a", "Weights"} -> 0.5, {"a", "Biases"} -> 0.5, {"b", 1, "Weights"} -> 1., {"b", 1, "Biases"} -> 1.|>'),
    ('norm, "ArraysLearningRateMultipliers"',
     '<|{"Biases"} -> 1., {"Scaling"} -> 1., {"MovingMean"} -> 0., {"MovingVariance"} -> 0.|>'),
    ('net, "ArraysList"', "{{{1., 2.}, {3., 4.}, {5., 6.}}, Automatic, Automatic, Automatic}"),
    ('net, "ArraysPositionList"', '{{"a", "Weights"}, {"a", "Biases"}, {"b", 1, "Weights"}, {"b", 1, "Biases"}}'),
    ('share, "ArraysPositionList"', '{NetArray["w"], {1, "Biases"}, {2, "Biases"}}'),
    ('loose, "ArraysSizes"', '<|{"Weights"} -> Automatic, {"Biases"} -> Quantity[8, "Bytes"]|>'),
    ('net, "ArraysTotalByteCount"', "68"),
    ('net, "ArraysTotalElementCount"', "17"),
    ('net, "ArraysTotalSize"', 'Quantity[68, "Bytes"]'),
    ('share, "ArraysTotalElementCount"', "8"),
    ('net, "InputPortNames"', '{"Input"}'),
    ('graph, "InputPortNames"', '{"in"}'),
    ('pair, "InputPortNames"', '{"Input", "Target"}'),
    ('net, "InputPorts"', '<|"Input" -> 2|>'),
    ('pair, "InputPorts"', '<|"Input" -> 5, "Target" -> Restricted["Integer", 5]|>'),
    ('seq, "InputPorts"', '<|"Input" -> {"Varying", 1}|>'),
    ('loose, "InputPorts"', '<|"Input" -> Automatic|>'),
    ('net, "LayerTypeCounts"', "<|LinearLayer -> 2, ElementwiseLayer -> 1, SoftmaxLayer -> 1|>"),
    ('net, "LayersCount"', "4"),
    ('loose, "LayersCount"', "1"),
    ('NetMapOperator[NetChain[{2, Tanh}]], "LayersCount"', "1"),
    ('net, "OutputPortNames"', '{"Output"}'),
    ('net, "OutputPorts"', '<|"Output" -> NetDecoder[{"Class", {"x", "y"}}]|>'),
    ('pair, "OutputPorts"', '<|"Loss" -> "Real"|>'),
    ('seq, "RecurrentStatesCount"', "3"),
    ('seq, "RecurrentStatesPositionList"', '{{1, "State"}, {1, "CellState"}, {2, 1, "State"}}'),
    ('fed, "RecurrentStatesPositionList"', '{{1, "State"}}'),
    ('net, "RecurrentStatesCount"', "0"),
    ('share, "SharedArraysCount"', "1"),
    ('net, "SharedArraysCount"', "0"),
    # several at once, for several nets
    ('net, {"LayersCount", "ArraysCount"}', "{4, 4}"),
    ('{net, loose}, "LayersCount"', "{4, 1}"),
    ('{net, loose}, {"LayersCount", "ArraysCount"}', "{{4, 4}, {1, 2}}"),
    # coders
    ('NetEncoder[{"Image", {8, 6}, "ColorSpace" -> "Grayscale"}], "ColorSpace"', '"Grayscale"'),
    ('NetEncoder[{"Image", {8, 6}, "ColorSpace" -> "Grayscale"}], "OutputDimensions"', "{1, 6, 8}"),
    ('NetDecoder[{"Class", {"a", "b"}}], {"Type", "Labels"}', '{"Class", {"a", "b"}}'),
    ('NetDecoder[{"Class", {"a", "b"}}], "Properties"',
     '{"InputDepth", "InputDimensions", "Labels", "Multilabel", "Properties", "Type"}'),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "expected"), CASES)
@pytest.mark.parametrize("name", ["Information", "NetInformation"])
def test_properties(nets, name, asked, expected):
    assert nets(f"{name}[{asked}]") == expected
    assert nets.messages == []


def test_every_property_is_listed_and_has_a_value(nets):
    names = nets('Information[net, "Properties"]').strip("{}").replace('"', "").split(", ")
    assert names == PROPERTIES
    for name in names:
        for net in ("net", "graph", "share", "seq", "fed", "loose", "norm", "pair"):
            assert nets(f'Information[{net}, "{name}"]') != "$Failed", (net, name)
            assert nets.messages == [], (net, name)


def test_the_reference_lists_every_property():
    assert set(re.findall(r'"([A-Z]\w+)"', information.__doc__)) == {*PROPERTIES, "Input", "States"}


def test_state_objects_and_results_of_training(nets):
    nets('object = NetStateObject[NetInitialize[BasicRecurrentLayer[2, "Input" -> {"Varying", 3}]]]')
    assert nets('Information[object, {"LayersCount", "RecurrentStatesCount", "States"}]') == (
        '{1, 1, <|{"State"} -> {0., 0.}|>}'
    )
    nets('r = NetTrain[LinearLayer[1, "Input" -> 2], {{1, 2}, {2, 1}} -> {{3}, {4}}, All, MaxTrainingRounds -> 2]')
    for name in ("Information", "NetInformation"):
        assert nets(f'{name}[r, {{"TotalRounds", "TrainingExamples"}}]') == "{2, 2}"
        assert nets(f'{name}[r, "Properties"] === r["Properties"]') == "True"
        assert nets(f'{name}[r, "TrainedNet"] === r["TrainedNet"]') == "True"
        assert nets.messages == []


def test_sizes_are_shown_in_words(nets):
    assert nets('Information[net, {"ArraysTotalSize", "ArraysSizes"}]', "OutputForm") == (
        "{68 bytes, <|{a, Weights} -> 24 bytes, {a, Biases} -> 12 bytes, "
        "{b, 1, Weights} -> 24 bytes, {b, 1, Biases} -> 8 bytes|>}"
    )


def test_layers_are_nets_that_can_be_applied(nets):
    assert nets('Keys[Information[net, "Layers"]]') == '{{"a"}, {"t"}, {"b", 1}, {"b", 2}}'
    assert nets('Head /@ Information[net, "LayersList"]') == (
        "{LinearLayer, ElementwiseLayer, LinearLayer, SoftmaxLayer}"
    )
    assert nets('Values[Information[net, "Layers"]] === Information[net, "LayersList"]') == "True"
    assert nets('Information[net, "Layers"][{"t"}][{0, 0, 0}]') == "{0., 0., 0.}"
    assert nets('Information[net, "Layers"][{"b", 1}] === NetExtract[net, {"b", 1}]') == "True"


def test_graphs_of_the_layers(nets):
    assert nets('Information[graph, "TopologyGraph"][[1]]') == '{NetPort["in"], 1, 2, 3, NetPort["Output"]}'
    assert nets('Sort[List @@@ Information[graph, "TopologyGraph"][[2]]]') == (
        '{{1, 3}, {2, 3}, {3, NetPort["Output"]}, {NetPort["in"], 1}, {NetPort["in"], 2}}'
    )
    assert nets('Cases[Information[net, "TopologyGraph"][[1]], Except[_NetPort]]') == '{"a", "t", "b"}'
    assert nets('Cases[Information[net, "LayersGraph"][[1]], Except[_NetPort]]') == '{"a", "t", {"b", 1}, {"b", 2}}'


def test_pictures_and_the_form_that_rebuilds(nets):
    assert nets('Head /@ Information[net, {"SummaryGraphic", "FullSummaryGraphic"}]') == "{Graphics, Graphics}"
    short, full = (nets(f'ToString[Information[net, "{p}"]]') for p in ("SummaryGraphic", "FullSummaryGraphic"))
    assert "SoftmaxLayer" not in short and "Softmax" in full
    assert nets('ToExpression[ToString[Information[net, "InputForm"]]] === net') == "True"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('Information[net, "Layer count"]', "NetChain::nearprop"),
        ('Information[net, "Zork"]', "NetChain::invprop"),
        ("Information[net, 3]", "NetChain::invprop"),
        ("Information[net, x + y]", "NetChain::invprop"),
        ('Information[NetEncoder["Boolean"], "Labels"]', "NetEncoder::invprop"),
        ('NetInformation[net, "LayerCount"]', "NetChain::nearprop"),
        ('Information[net, "Property"]', "NetChain::nearprop"),
        ("Information[net, All]", "NetChain::invprop"),
        ('Information[loose, {{"Layers"}}]', "LinearLayer::invprop"),
        ('Information[NetStateObject[NetInitialize[seq]], "State"]', "NetStateObject::nearprop"),
        ('Information[NetTrain[loose, {{1}} -> {{1, 2}}, All, MaxTrainingRounds -> 1], "Foo"]',
         "NetTrainResultsObject::invprop"),
        ('NetInformation[3, "LayersCount"]', "NetInformation::invnet"),
        ("NetInformation[x]", "NetInformation::invnet"),
    ],
)  # fmt: skip
def test_mistakes(nets, text, message):
    assert nets(text).strip("{}") == "$Failed"
    assert nets.messages == [message]


def test_messages_name_what_is_wrong_and_what_there_is(nets):
    said = []
    nets.session.on_message(lambda m: said.append(m.text))
    nets('Information[net, "Layer count"]')
    nets('Information[NetDecoder["Boolean"], LinearLayer[]]')
    assert said == [
        "Layer count is not a property here; LayersCount is one.",
        "LinearLayer[<>] is not a property here; the properties are {InputDepth, InputDimensions, Properties, Type}.",
    ]


def test_what_is_no_object_stays(nets):
    assert nets("Information[LinearLayer[x, y, z], 1]").startswith("Information[")
    assert nets('Information[{net, 3}, "LayersCount"]').startswith("Information[")
    assert nets.messages == []
    assert nets('Information[net, "LayersCount", 2]').startswith("Information[")
    assert nets.messages == ["Information::argt"]
