"""NetChain and NetGraph: every form in which layers and edges are written, and what follows for ports and shapes."""

import pytest


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ('NetChain[<|"a" -> Tanh, "b" -> Ramp|>]', 'NetChain[{"a" -> Tanh, "b" -> Ramp}]'),
        ("NetChain[{Tanh, LogisticSigmoid, Ramp}]", "NetChain[Map[ElementwiseLayer, {Tanh, LogisticSigmoid, Ramp}]]"),
        ("NetChain[{3}]", "NetChain[{LinearLayer[3]}]"),
        ('NetChain[{"ReLU"}]', 'NetChain[{ElementwiseLayer["ReLU"]}]'),
        ("NetChain[{#^2 &}]", "NetChain[{ElementwiseLayer[#^2 &]}]"),
        ("NetChain[{{Tanh, 3}, Ramp}]", "NetChain[{NetChain[{Tanh, 3}], Ramp}]"),
        ('NetChain[{<|"in" -> 3|>}]', 'NetChain[{NetChain[<|"in" -> 3|>]}]'),
        ("NetChain[{DotPlusLayer[2], SoftmaxLayer}]", "NetChain[{DotPlusLayer[2], SoftmaxLayer[]}]"),
        ("NetChain[{ElementwiseLayer[Tanh]}]", "NetChain[ElementwiseLayer[Tanh]]"),
        ("NetChain[{LinearLayer[3]}]", "NetChain[LinearLayer[3]]"),
        ("NetChain[NetChain[{Tanh, 3}]]", "NetChain[{Tanh, 3}]"),
        ("NetGraph[{Plus, Times}, {1 -> 2}]", "NetGraph[{ThreadingLayer[Plus], ThreadingLayer[Times]}, {1 -> 2}]"),
        ("NetGraph[{Divide, Subtract}, {}]", "NetGraph[{ThreadingLayer[Divide], ThreadingLayer[Subtract]}, {}]"),
        ("NetGraph[{#1 + #2 &}, {}]", "NetGraph[{ThreadingLayer[#1 + #2 &]}, {}]"),
        ('NetGraph[{"a" -> Tanh, "b" -> 3}, {"a" -> "b"}]', 'NetGraph[<|"a" -> Tanh, "b" -> 3|>, {"a" -> "b"}]'),
        ("NetGraph[{{Tanh, 3}}, {}]", "NetGraph[{NetChain[{Tanh, 3}]}, {}]"),
        ("NetGraph[{TotalLayer}, {}]", "NetGraph[{TotalLayer[]}, {}]"),
        ("NetGraph[{Tanh}]", "NetGraph[{Tanh}, {}]"),
    ],
)
def test_shorthands(ask, written, plain):
    assert ask(f"{written} === {plain}") == "True"
    assert ask.messages == []


@pytest.mark.parametrize(
    ("edges", "inputs", "outputs"),
    [
        ("{1 -> 2}", '{"Input"}', '{"Output"}'),
        ("1 -> 2", '{"Input"}', '{"Output"}'),
        ("{-2 -> -1}", '{"Input"}', '{"Output"}'),
        ("{}", '{"Input1", "Input2"}', '{"Output1", "Output2"}'),
        ('{NetPort["x"] -> 1 -> 2 -> NetPort["y"]}', '{"x"}', '{"y"}'),
        ('{NetPort["x"] -> {1, 2}}', '{"x"}', '{"Output1", "Output2"}'),
        ('{{NetPort["x"] -> 1, NetPort["x"] -> 2}, {}}', '{"x"}', '{"Output1", "Output2"}'),
        ('{NetPort[1, "Output"] -> NetPort[2, "Input"]}', '{"Input"}', '{"Output"}'),
        ('{NetPort[{1, "Output"}] -> NetPort[{2, "Input"}]}', '{"Input"}', '{"Output"}'),
        ('{1 -> 2, 1 -> NetPort["mid"]}', '{"Input"}', '{"mid", "Output"}'),
        ('{1 -> {2, NetPort["mid"]}}', '{"Input"}', '{"mid", "Output"}'),
        ('{1 -> 2, NetPort[2, "Output"] -> None, 1 -> NetPort["mid"]}', '{"Input"}', '{"mid"}'),
        ("{2 -> None}", '{"Input1", "Input2"}', '{"Output"}'),
        ('{NetPort["x"] -> NetPort["y"], 1 -> 2}', '{"x", "Input"}', '{"y", "Output"}'),
        ('{NetPort["Input2"] -> 1}', '{"Input2", "Input"}', '{"Output1", "Output2"}'),
    ],
)
def test_edges_and_the_ports_that_are_left(ask, edges, inputs, outputs):
    ask(f"NetGraph[{{Tanh, Ramp}}, {edges}]")
    assert ask('Information[%, {"InputPortNames", "OutputPortNames"}]') == f"{{{inputs}, {outputs}}}"


@pytest.mark.parametrize(
    ("net", "data", "expected"),
    [
        ("NetGraph[{Tanh, Ramp, TotalLayer[]}, {{1, 2} -> 3}]", '<|"Input1" -> 0, "Input2" -> 2|>', "2."),
        ("NetGraph[{Ramp, # + 2 &, Divide}, {{1, 2} -> 3}]", '<|"Input1" -> 8, "Input2" -> 2|>', "2."),
        ("NetGraph[{Ramp, # + 2 &, Divide}, {{2, 1} -> 3}]", '<|"Input1" -> 8, "Input2" -> 2|>', "0.5"),
        ('NetGraph[{Ramp, Plus}, {NetPort["a"] -> {1, 2}, 1 -> 2}]', "3", "6."),
        ('NetGraph[{Subtract}, {NetPort["a"] -> 1, NetPort["b"] -> 1}]', '<|"a" -> 3, "b" -> 1|>', "2."),
        (
            'NetGraph[{Subtract}, {NetPort["a"] -> NetPort[1, "Input2"], NetPort["b"] -> NetPort[1, "Input1"]}]',
            '<|"a" -> 3, "b" -> 1|>',
            "-2.",
        ),
        (
            'NetGraph[{MeanSquaredLossLayer[]}, {NetPort["t"] -> NetPort[1, "Target"]}]',
            '<|"Input" -> 3, "t" -> 1|>',
            "4.",
        ),
        ("NetGraph[{Ramp, MeanSquaredLossLayer[]}, {1 -> 2}]", '<|"Input" -> 3, "Target" -> 1|>', "4."),
        ('NetGraph[{Ramp, MeanSquaredLossLayer[]}, {{1, NetPort["t"]} -> 2}]', '<|"Input" -> 3, "t" -> 1|>', "4."),
        ('NetGraph[{Ramp, # + 1 &}, {1 -> 2, 1 -> NetPort["mid"]}]', "3", '<|"mid" -> 3., "Output" -> 4.|>'),
        ("NetGraph[{Ramp, # + 1 &}, {}]", '<|"Input1" -> 1, "Input2" -> 2|>', '<|"Output1" -> 1., "Output2" -> 3.|>'),
        ("NetChain[{}]", "{1, 2}", "{1., 2.}"),
        ("NetChain[{{}, {Ramp, {}}}]", "{-1, 2}", "{0., 2.}"),
        ('NetChain[{NetGraph[{Plus}, {NetPort["a"] -> 1, NetPort["b"] -> 1}], Ramp}]', '<|"a" -> 1, "b" -> 2|>', "3."),
        (
            'NetChain[{Ramp, NetGraph[{Ramp, # + 1 &}, {NetPort["x"] -> {1, 2}}]}]',
            "3",
            '<|"Output1" -> 3., "Output2" -> 4.|>',
        ),
    ],
)
def test_results(ask, net, data, expected):
    assert ask(f"{net}[{data}]") == expected
    assert ask.messages == []


# ---- edges that reach inside -----------------------------------------------------------------------------------------

INNER = (
    'net = NetGraph[<|"a" -> {# + 1 &, # * 2 &, # - 3 &}, "b" -> Plus|>, '
    '{NetPort[{"a", 1, "Output"}] -> "b", "a" -> "b", NetPort[{"a", 2}] -> NetPort["mid"]}]; '
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("net[1]", '<|"mid" -> 4., "Output" -> 3.|>'),
        ('NetExtract[net, "a"][1]', "1."),
        ('NetExtract[net, "a"] === NetChain[{# + 1 &, # * 2 &, # - 3 &}]', "True"),
        ("ToExpression[ToString[net, InputForm]] === net", "True"),
        ("ToExpression[ToString[net, InputForm]][2] === net[2]", "True"),
        ('net[1, NetPort[{"a", 2, "Output"}]]', "4."),
        ('NetChain[{net}][1, "mid"]', "4."),
    ],
)
def test_edges_from_inside_a_nested_net(ask, text, expected):
    assert ask(INNER + text) == expected
    assert ask.messages == []


def test_edges_into_a_nested_net(ask):
    """The state of an encoder starts a decoder; both are chains."""
    ask('lstm = NetInitialize[LongShortTermMemoryLayer[2, "Input" -> {"Varying", 2}]]')
    ask(
        'net = NetGraph[<|"enc" -> {lstm, SequenceLastLayer[]}, "dec" -> {{Ramp, lstm}}|>, '
        '{NetPort[{"enc", 1, "State"}] -> NetPort[{"dec", 1, 2, "State"}], NetPort["x"] -> "dec"}]'
    )
    ask('data = {{1, 2}, {3, 4}}; out = net[<|"Input" -> data, "x" -> data|>]')
    ask('flat = NetGraph[{lstm, lstm}, {NetPort[1, "State"] -> NetPort[2, "State"], NetPort["x"] -> 2}]')
    assert ask('out["Output2"] === flat[<|"Input" -> data, "x" -> data|>]["Output2"]') == "True"
    assert ask('NetExtract[net, "dec"][data] === lstm[data]') == "True"
    assert ask('NetExtract[net, {"dec", 1, 2}] === NetExtract[{lstm}[[1]], All]') == "False"
    assert ask('NetExtract[net, {"dec", 1, 2}] === NetExtract[net, {"enc", 1}]') == "True"
    assert ask.messages == []


def test_states_of_layers_are_ports_when_an_edge_names_them(ask):
    ask('lstm = NetInitialize[LongShortTermMemoryLayer[2, "Input" -> {"Varying", 2}]]')
    assert ask('Information[NetGraph[{lstm}, {}], {"InputPortNames", "OutputPortNames"}]') == (
        '{{"Input"}, {"Output"}}'
    )
    ask('net = NetGraph[{lstm}, {NetPort["s"] -> NetPort[1, "State"], NetPort[1, "CellState"] -> NetPort["c"]}]')
    assert ask('Information[net, {"InputPortNames", "OutputPortNames"}]') == '{{"s", "Input"}, {"c", "Output"}}'


# ---- shapes and coders -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("net", "part", "expected"),
    [
        ('NetChain[{2, LinearLayer[]}, "Input" -> 3, "Output" -> 5]', '{2, "Output"}', "5"),
        ('NetChain[{2, LinearLayer[]}, "Output" -> 5]', '{2, "OutputDimensions"}', "{5}"),
        ('NetChain[{ElementwiseLayer[Tanh], 2}, "Input" -> 3]', '{2, "Input"}', "3"),
        ('NetChain[{Ramp, LinearLayer[2, "Input" -> 3]}]', '"Input"', "3"),
        ('NetChain[{{Ramp, {Tanh}}, LinearLayer[2, "Input" -> 3]}]', '{1, 2, 1, "Input"}', "3"),
        ('NetGraph[{2, Ramp, TotalLayer[]}, {1 -> 3, 2 -> 3}, "Input1" -> 3]', '"Input2"', "2"),
        ('NetChain[{LinearLayer[]}, "Output" -> NetDecoder[{"Class", {a, b, c}}]]', '{1, "Output"}', "3"),
        ('NetChain[{LinearLayer[], SoftmaxLayer["Output" -> NetDecoder[{"Class", {a, b}}]]}]', '{1, "Output"}', "2"),
        ('NetChain[{2}, "Input" -> NetEncoder[{"Class", {a, b, c}, "UnitVector"}]]', '{1, "Input"}', "3"),
        ('NetChain[{2}, "Input" -> {Automatic, 3}]', '"Input"', "{Automatic, 3}"),
        ('NetChain[{SequenceLastLayer[]}, "Input" -> {"Varying", 3}]', '"Output"', "3"),
        ('NetChain[{}, "Input" -> 3]', '"Output"', "3"),
        ('NetChain[{{}}, "Output" -> 3]', '"Input"', "3"),
        ('NetGraph[{Tanh}, {NetPort["x"] -> 1 -> NetPort["y"]}, "x" -> 3]', '"y"', "3"),
        (
            'Head[NetExtract[NetChain[{SoftmaxLayer["Output" -> NetDecoder[{"Class", {a, b}}]]}], "Output"]]',
            None,
            "NetDecoder",
        ),
    ],
)
def test_shapes_go_both_ways(ask, net, part, expected):
    assert ask(net if part is None else f"NetExtract[{net}, {part}]") == expected
    assert ask.messages == []


@pytest.mark.parametrize(
    ("given", "known"),
    [
        ('"Real"', '"Real"'),
        ('"Scalar"', '"Real"'),
        ("3", "3"),
        ("{3}", "3"),
        ("{2, 3}", "{2, 3}"),
        ('"Varying"', '"Varying"'),
        ('{"Varying", 2}', '{"Varying", 2}'),
        ("Automatic", "Automatic"),
        ("{Automatic, 3}", "{Automatic, 3}"),
        ('"Integer"', '"Integer"'),
        ('{3, "Integer"}', '{3, "Integer"}'),
        ('Restricted["Integer", 4]', 'Restricted["Integer", 4]'),
        ('Restricted["Integer", {2, 5}]', 'Restricted["Integer", {2, 5}]'),
        ('{"Varying", Restricted["Integer", 4]}', '{"Varying", Restricted["Integer", 4]}'),
        ('"Boolean"', 'NetEncoder[{"Boolean"}]'),
        ('NetEncoder["Boolean"]', 'NetEncoder[{"Boolean"}]'),
        ('{2, "Boolean"}', 'NetEncoder[{"Boolean", {2}}]'),
        ('{"Varying", NetEncoder[{"Class", {a, b}}]}', 'NetEncoder[{"Class", {a, b}, "Dimensions" -> {"Varying"}}]'),
    ],
)
def test_port_specifications(ask, given, known):
    assert ask(f'NetExtract[NetChain[{{Ramp}}, "Input" -> {given}], "Input"]') == known
    assert ask(f'NetExtract[NetGraph[{{Ramp}}, {{NetPort["x"] -> 1}}, "x" -> {given}], "x"]') == known
    assert ask(f'NetExtract[ElementwiseLayer[Ramp, "Input" -> {given}], "Input"]') == known


@pytest.mark.parametrize(
    ("given", "known", "data", "result"),
    [
        ('"Boolean"', 'NetDecoder[{"Boolean"}]', "3", "True"),
        ('{2, "Boolean"}', 'NetDecoder[{"Boolean", "InputDepth" -> 1}]', "{3, -3}", "{True, False}"),
    ],
)
def test_decoders_at_ports(ask, given, known, data, result):
    ask(f'net = NetChain[{{LogisticSigmoid}}, "Output" -> {given}]')
    assert ask('NetExtract[net, "Output"]') == known
    assert ask(f"net[{data}]") == result


def test_the_graph_of_a_loss(ask):
    ask('net = NetGraph[{LinearLayer[1], MeanSquaredLossLayer[]}, {1 -> 2}, "Input" -> {1}]')
    assert ask('Information[net, {"InputPortNames", "OutputPortNames"}]') == '{{"Input", "Target"}, {"Loss"}}'
    assert ask('{net[["Input"]], net[["Target"]], net[["Loss"]]}') == '{1, 1, "Real"}'


# ---- conversions, options --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NetGraph[NetChain[{Tanh, Ramp}]]", "NetGraph[{Tanh, Ramp}, {1 -> 2}]"),
        (
            'NetGraph[NetChain[<|"a" -> Tanh, "b" -> 3|>, "Input" -> 2]]',
            'NetGraph[<|"a" -> Tanh, "b" -> 3|>, {"a" -> "b"}, "Input" -> 2]',
        ),
        ("NetGraph[ElementwiseLayer[Tanh]]", "NetGraph[{Tanh}, {}]"),
        ("NetGraph[NetGraph[{Tanh}, {}]]", "NetGraph[{Tanh}, {}]"),
        ("NetChain[NetGraph[{Tanh, Ramp}, {1 -> 2}]]", "NetChain[{Tanh, Ramp}]"),
        (
            'NetChain[NetGraph[<|"b" -> Tanh, "a" -> Ramp|>, {"a" -> "b"}, "Input" -> 2]]',
            'NetChain[<|"a" -> Ramp, "b" -> Tanh|>, "Input" -> 2]',
        ),
        ("NetChain[NetGraph[{LinearLayer[2], Ramp, Plus}, {1 -> 2, {1, 2} -> 3}]]", "$Failed"),
    ],
)
def test_conversions(ask, text, expected):
    assert ask(f"{text} === ({expected})") == "True"


def test_a_converted_net_computes_the_same(ask):
    ask('net = NetInitialize[NetChain[{2, Tanh, <|"a" -> 3|>}, "Input" -> 2]]')
    assert ask("NetGraph[net][{1, 2}] === net[{1, 2}]") == "True"
    assert ask("NetChain[NetGraph[net]] === net") == "True"
    assert ask("NetGraph[net[[1]]][{1, 2}] === net[[1]][{1, 2}]") == "True"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Options[NetChain]", "{LearningRateMultipliers -> Automatic}"),
        ('Options[LinearLayer, {"Weights", "Biases"}]', '{"Biases" -> Automatic, "Weights" -> Automatic}'),
        ('Options[ConvolutionLayer, {"Stride", PaddingSize}]', '{PaddingSize -> 0, "Stride" -> 1}'),
        ('Options[PoolingLayer, "Function"]', '{"Function" -> Max}'),
        ("Options[TotalLayer, InputPorts]", "{InputPorts -> Automatic}"),
        ('Options[BatchNormalizationLayer, "Momentum"]', '{"Momentum" -> 0.9}'),
        ("Options[LinearLayer[3], NetEvaluationMode]", '{NetEvaluationMode -> "Test"}'),
        (
            "Options[NetChain[{Tanh}]]",
            '{BatchSize -> Automatic, NetEvaluationMode -> "Test", RandomSeeding -> Automatic, TargetDevice -> "CPU", '
            'WorkingPrecision -> "Real32"}',
        ),
        (
            "NetChain[{Tanh, 3}, LearningRateMultipliers -> {2 -> 0}]",
            'NetChain[{ElementwiseLayer[Tanh], LinearLayer[3, "Output" -> 3]}, LearningRateMultipliers -> {2 -> 0}]',
        ),
    ],
)
def test_options(ask, text, expected):
    assert ask(text) == expected
    assert ask.messages == []


# ---- mistakes --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "message", "phrase"),
    [
        ("NetGraph[{Tanh, Ramp}, {1 -> 2, 2 -> 1}]", "NetGraph::cyc", "2 -> 1"),
        ("NetGraph[{Tanh}, {1 -> 1}]", "NetGraph::cyc", "1 -> 1"),
        ("NetGraph[{{Tanh, Ramp}}, {NetPort[{1, 1}] -> 1}]", "NetGraph::cyc", "NetPort[{1, 1}] -> 1"),
        ("NetGraph[{Tanh, Ramp}, {1 -> 3}]", "NetGraph::unkvert", "no layer 3, which is named in the edge 1 -> 3"),
        ('NetGraph[<|"a" -> Tanh|>, {"a" -> "b"}]', "NetGraph::unkvert", "the layers are {a}"),
        ('NetGraph[{{Tanh}}, {NetPort[{1, 2, "Output"}] -> NetPort["x"]}]', "NetGraph::unkvert", "2"),
        ("NetGraph[{Tanh, Ramp, Tanh}, {1 -> 3, 2 -> 3}]", "NetGraph::dupin", "by the edge 2 -> 3"),
        ("NetGraph[{Tanh, Ramp}, {{1, 1} -> 2}]", "NetGraph::dupin", "port Input of layer 2"),
        ('NetGraph[{Tanh, Ramp}, {{1, 2} -> NetPort["x"]}]', "NetGraph::dupout", "2 -> NetPort[x]"),
        ('NetGraph[{Tanh}, {NetPort["x"] -> 1 -> NetPort["x"]}]', "NetGraph::dupport", "the name x"),
        ('NetGraph[{Tanh}, {NetPort[1, "Up"] -> NetPort["x"]}]', "NetGraph::notport", "ports are {Input, Output}"),
        ('NetGraph[{Tanh, 2}, {1 -> NetPort[2, "Up"]}]', "NetGraph::notport", "1 -> NetPort[2, Up]"),
        ('NetGraph[{{Tanh}, 2}, {NetPort[{1, 1, "Up"}] -> 2}]', "NetGraph::notport", "Layer {1, 1}"),
        ('NetGraph[{{Ramp, Tanh}, 2}, {2 -> NetPort[{1, 2, "Input"}]}]', "NetGraph::dupin", "layer {1, 2}"),
        ("NetGraph[{MeanSquaredLossLayer[]}, {1 -> 2}]", "NetGraph::unkvert", "no layer 2"),
        ("NetGraph[{Tanh}, {1 -> NetPort[]}]", "NetGraph::badport", "NetPort[]"),
        ("NetGraph[{Tanh}, {1 -> x}]", "NetGraph::unkvert", "no layer x"),
        ("NetGraph[{Tanh}, {x}]", "NetGraph::badedge", "x is not an edge"),
        ("NetGraph[{Tanh}, x]", "NetGraph::badedge", "x is not an edge"),
        ("NetGraph[{Tanh}, {1 -> None}]", "NetGraph::noout", "no outputs"),
        ("NetGraph[x]", "NetGraph::invnet", "x is not"),
        ("NetChain[x]", "NetChain::invnet", "x is not"),
        ("NetChain[{x}]", "NetChain::invnet", "x is not"),
        ("NetChain[<|3 -> Tanh|>]", "NetChain::badname", "3"),
        ("NetChain[<|x -> Tanh|>]", "NetChain::badname", "x"),
        ("NetChain[{Tanh}, x]", "NetChain::nonopt", "x"),
        ('NetChain[{Tanh}, "Up" -> 3]', "NetChain::optx", "Up"),
        ("NetChain[{Tanh}, BatchSize -> 3]", "NetChain::optx", "BatchSize"),
        ('NetChain[{Tanh}, "Input" -> x]', "NetChain::badport", "x"),
        ('NetChain[{Tanh}, "Input" -> {{2}}]', "NetChain::badport", "{{2}}"),
        ('NetChain[{Tanh}, "Input" -> {x, "Boolean"}]', "NetChain::badport", "{x, Boolean}"),
        ('NetChain[{Tanh}, "Input" -> {2, NetEncoder["Image"]}]', "NetChain::badport", "is not a port"),
        ('NetChain[{Tanh}, "Input" -> NetDecoder["Boolean"]]', "NetChain::badcoder", "NetDecoder"),
        ("NetChain[{Tanh, MeanSquaredLossLayer[]}]", "NetChain::inner", "Layer 2"),
        ('NetChain[{<|"a" -> MeanSquaredLossLayer[]|>, <|"b" -> TotalLayer[]|>}]', "NetChain::inner", "Layer 2"),
        ('NetChain[{2, LinearLayer[2, "Input" -> 4]}]', "NetChain::tyfail1", "Output of layer 1"),
        ('NetChain[{{LinearLayer[3]}, {Ramp, LinearLayer[2, "Input" -> 4]}}]', "NetChain::tyfail1", "layer {2, 1}"),
        ("NetChain[NetGraph[{2, Ramp, Plus}, {1 -> 2, {1, 2} -> 3}]]", "NetChain::nochain", "one after the other"),
    ],
)  # fmt: skip
def test_mistakes(ask, text, message, phrase):
    shown = []
    ask.session.on_message(lambda m: shown.append(m.text))
    assert ask(text) == "$Failed"
    assert ask.messages == [message]
    assert phrase in shown[0]
