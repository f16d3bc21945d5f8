"""NetAppend, NetPrepend, NetJoin: forms, names, coders at joints, graphs, ports."""

import pytest

DECODER = 'NetDecoder[{"Class", {"x", "y"}}]'
ENCODER = 'NetEncoder[{"Class", {"x", "y"}, "IndicatorVector"}]'
GRAPH = 'NetGraph[<|"a" -> Ramp, "b" -> Tanh, "t" -> TotalLayer[]|>, {NetPort["Input"] -> {"a", "b"} -> "t"}]'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NetAppend[NetChain[{Ramp}], Tanh] // Length", "2"),
        ("NetAppend[ElementwiseLayer[Ramp], Tanh]", "NetChain[{ElementwiseLayer[Ramp], ElementwiseLayer[Tanh]}]"),
        ("NetAppend[NetChain[{Ramp}], {Tanh, 3}] // Length", "3"),
        ('Keys[NetAppend[NetChain[<|"a" -> Ramp|>], "b" -> Tanh]]', '{"a", "b"}'),
        ('Keys[NetAppend[NetChain[<|"a" -> Ramp|>], {"b" -> Tanh, "c" -> Ramp}]]', '{"a", "b", "c"}'),
        ('Keys[NetAppend[NetChain[<|"a" -> Ramp|>], <|"b" -> Tanh, "c" -> Ramp|>]]', '{"a", "b", "c"}'),
        ('Keys[NetAppend[NetChain[<|"a" -> Ramp|>], Tanh]]', '{"a", 2}'),
        ("NetAppend[NetChain[{Ramp}], NetChain[{Tanh, Tanh}]] // Length", "2"),
        (f'NetExtract[NetAppend[NetChain[{{Ramp}}, "Output" -> {DECODER}], Tanh], "Output"]', "2"),
        (f'Head[NetExtract[NetAppend[NetChain[{{Ramp}}], SoftmaxLayer["Output" -> {DECODER}]], "Output"]]',
         "NetDecoder"),
        (f'Head[NetExtract[NetAppend[NetChain[{{Ramp}}], Tanh, "Output" -> {DECODER}], "Output"]]', "NetDecoder"),
        (f'Head[NetExtract[NetAppend[NetChain[{{Ramp}}, "Input" -> {ENCODER}], Tanh], "Input"]]', "NetEncoder"),
        ('NetExtract[NetAppend[NetChain[{Ramp}], Tanh, "Input" -> 4], "Output"]', "4"),
        ('NetExtract[NetAppend[NetChain[{LinearLayer[]}, "Output" -> 3], Tanh], {1, "Output"}]', "3"),
        (f"NetAppend[{GRAPH}, ElementwiseLayer[2 # &]][{{1.}}] == 2 {GRAPH}[{{1.}}]", "True"),
        (f"Head[NetAppend[{GRAPH}, Ramp]]", "NetGraph"),
        ("NetAppend[NetChain[{}], Ramp]", "NetChain[{ElementwiseLayer[Ramp]}]"),
        ("NetPrepend[NetChain[{Ramp}], ElementwiseLayer[-3 # &]][{-1, 2}]", "{3., 0.}"),
        ('Keys[NetPrepend[NetChain[<|"a" -> Ramp|>], {"b" -> Tanh, "c" -> Ramp}]]', '{"b", "c", "a"}'),
        (f'NetExtract[NetPrepend[NetChain[{{Ramp}}, "Input" -> {ENCODER}], Tanh], "Input"]', "2"),
        (f'Head[NetExtract[NetPrepend[NetChain[{{Ramp}}], Tanh, "Input" -> {ENCODER}], "Input"]]', "NetEncoder"),
        (f"Keys[NetPrepend[{GRAPH}, Ramp]]", '{1, "a", "b", "t"}'),
        (f"NetPrepend[{GRAPH}, ElementwiseLayer[-# &]][{{1., 2.}}] == {GRAPH}[{{-1., -2.}}]", "True"),
        ("NetJoin[NetChain[{Ramp}], NetChain[{Tanh, Ramp}], NetChain[{}]] // Length", "3"),
        ("NetJoin[NetChain[{Ramp}], ElementwiseLayer[Tanh]]",
         "NetChain[{ElementwiseLayer[Ramp], ElementwiseLayer[Tanh]}]"),
        ('Keys[NetJoin[NetChain[<|"a" -> Ramp|>], NetChain[<|"b" -> Tanh|>]]]', '{"a", "b"}'),
        ('Keys[NetJoin[NetChain[<|"a" -> Ramp|>], NetChain[<|"a" -> Tanh, "c" -> Ramp|>]]]', '{"a", 2, "c"}'),
        (f"Head[NetJoin[NetChain[{{Ramp}}], {GRAPH}, NetChain[{{Tanh}}]]]", "NetGraph"),
        (f"Length[NetJoin[NetChain[{{Ramp}}], {GRAPH}, {GRAPH}]]", "7"),
        (f'Head /@ NetExtract[NetJoin[NetChain[{{Ramp}}, "Input" -> {ENCODER}, "Output" -> 2], '
         f'NetChain[{{Ramp}}, "Output" -> {DECODER}]], {{{{"Input"}}, {{"Output"}}}}]', "{NetEncoder, NetDecoder}"),
        ('NetExtract[NetJoin[NetChain[{Ramp}], NetChain[{Tanh}], "Input" -> 4], "Output"]', "4"),
        ("NetJoin[NetChain[{Ramp}]]", "NetChain[{ElementwiseLayer[Ramp]}]"),
    ],
)  # fmt: skip
def test_results(ask, text, expected):
    assert ask(text) == expected
    assert ask.messages == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('NetAppend[NetChain[<|"a" -> Ramp|>], "a" -> Tanh]', "NetAppend::exists"),
        ('NetAppend[NetChain[{3}], LinearLayer[2, "Input" -> 5]]', "NetAppend::tyfail1"),
        ('NetAppend[NetChain[{Ramp}], CatenateLayer["InputPorts" -> 2]]', "NetAppend::onein"),
        ("NetAppend[NetChain[{Ramp}], 7 -> Ramp]", "NetAppend::badname"),
        ("NetAppend[NetChain[{Ramp}], f[x]]", "NetAppend::invnet"),
        ("NetAppend[5, Ramp]", "NetAppend::invnet"),
        ("NetAppend[NetGraph[{Ramp, Tanh}, {}], Ramp]", "NetAppend::oneout"),
        ("NetPrepend[MeanSquaredLossLayer[], Ramp]", "NetPrepend::onein"),
        ('NetPrepend[NetChain[{LinearLayer[2, "Input" -> 5]}], LinearLayer[3]]', "NetPrepend::tyfail1"),
        ("NetJoin[]", "NetJoin::argm"),
        ("NetJoin[NetChain[{Ramp}], 5]", "NetJoin::invnet"),
        ('NetJoin[NetChain[{3}], NetChain[{4}, "Input" -> 2]]', "NetJoin::tyfail1"),
    ],
)
def test_messages(ask, text, message):
    assert ask(text) == "$Failed"
    assert ask.messages == [message]
