"""NetInsert and NetDelete: places, names, graphs, ports, shapes, coders."""

import pytest

CHAIN = 'NetChain[<|"a" -> 3, "b" -> Ramp, "c" -> 2|>, "Input" -> 4, "Output" -> NetDecoder[{"Class", {"x", "y"}}]]'
LOSS = 'NetGraph[<|"l" -> LinearLayer[2], "loss" -> MeanSquaredLossLayer[]|>, {"l" -> "loss"}, "Input" -> 3]'
TWO = (
    'NetGraph[<|"a" -> Ramp, "b" -> Tanh, "c" -> LinearLayer[2]|>, '
    '{"a" -> "b" -> NetPort["o"], "a" -> "c" -> NetPort["p"]}, "Input" -> 3]'
)
STATE = 'NetGraph[{GatedRecurrentLayer[2]}, {NetPort["s"] -> NetPort[{1, "State"}]}, "Input" -> {"Varying", 3}]'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NetInsert[NetChain[{Ramp, Tanh}], 7, 2] // Map[Head]@*Normal",
         "{ElementwiseLayer, LinearLayer, ElementwiseLayer}"),
        ("NetInsert[NetChain[{Ramp, Tanh}], 7, 1] // First // Head", "LinearLayer"),
        ("NetInsert[NetChain[{Ramp, Tanh}], 7, 3] // Last // Head", "LinearLayer"),
        ("NetInsert[NetChain[{Ramp, Tanh}], 7, -1] // Last // Head", "LinearLayer"),
        ("NetInsert[NetChain[{Ramp, Tanh}], 7, -3] // First // Head", "LinearLayer"),
        (f'Keys[NetInsert[{CHAIN}, "new" -> Tanh, "b"]]', '{"a", "new", "b", "c"}'),
        (f'Keys[NetInsert[{CHAIN}, "new" -> Tanh, 3]]', '{"a", "b", "new", "c"}'),
        (f'Head[NetExtract[NetInsert[{CHAIN}, "new" -> SoftmaxLayer[], 4], "Output"]]', "NetDecoder"),
        (f'NetExtract[NetInsert[{CHAIN}, "new" -> 5, 4], "Output"]', "5"),
        ("NetInsert[NetChain[{}], Ramp, 1]", "NetChain[{ElementwiseLayer[Ramp]}]"),
        ("Keys[NetDelete[NetChain[{Ramp, Tanh, Ramp}], 2]]", "{1, 2}"),
        (f'Keys[NetDelete[{CHAIN}, "b"]]', '{"a", "c"}'),
        (f'Keys[NetDelete[{CHAIN}, -1]]', '{"a", "b"}'),
        (f'Keys[NetDelete[{CHAIN}, {{"b", "c"}}]]', '{"a"}'),
        (f'NetExtract[NetDelete[{CHAIN}, "a"], "Input"]', "3"),
        ('Keys[NetDelete[NetChain[{3, 4, 5, 3, 2}, "Input" -> 7], {4, 3, 2}]]', "{1, 2}"),  # together from 3 to 3
        (f'NetExtract[NetDelete[{CHAIN}, "c"], "Output"]', "3"),
        (f'Information[NetDelete[{LOSS}, "loss"], {{"InputPorts", "OutputPorts"}}]',
         '{<|"Input" -> 3|>, <|"Output" -> 2|>}'),
        (f'Information[NetDelete[{LOSS}, "l"], "InputPortNames"] // Sort', '{"Input", "Target"}'),
        (f'Information[NetDelete[{TWO}, "b"], "OutputPorts"]', '<|"o" -> 3, "p" -> 2|>'),
        (f'Information[NetDelete[{TWO}, "a"], "InputPorts"]', '<|"Input" -> 3|>'),
        (f'NetDelete[{TWO}, NetPort["o"]] // Keys', '{"a", "c"}'),
        (f'Information[NetDelete[{TWO}, {{NetPort["p"]}}], "OutputPorts"]', '<|"o" -> 3|>'),
        (f'Information[NetDelete[{STATE}, NetPort["s"]], "InputPortNames"]', '{"Input"}'),
    ],
)  # fmt: skip
def test_results(ask, text, expected):
    assert ask(text) == expected
    assert ask.messages == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"NetInsert[{CHAIN}, Tanh, 2]", "NetInsert::needname"),
        ('NetInsert[NetChain[{Ramp}], "a" -> Tanh, 1]', "NetInsert::noname"),
        (f'NetInsert[{CHAIN}, "a" -> Tanh, 2]', "NetInsert::exists"),
        ("NetInsert[NetChain[{Ramp}], Tanh, 5]", "NetInsert::unkvert"),
        ('NetInsert[NetChain[{Ramp}], Tanh, "x"]', "NetInsert::unkvert"),
        ("NetInsert[NetGraph[{Ramp}, {}], Tanh, 1]", "NetInsert::notchain"),
        ('NetInsert[NetInitialize[NetChain[{2, Ramp}, "Input" -> 2]], 7, 1]', "NetInsert::tyfail1"),
        ("NetInsert[NetChain[{Ramp}], MeanSquaredLossLayer[], 2]", "NetInsert::inner"),
        ('NetDelete[NetChain[{3, 4, 5}, "Input" -> 2], 2]', "NetDelete::nocompat"),
        (f'NetDelete[{LOSS}, "zz"]', "NetDelete::unkvert"),
        (f'NetDelete[{TWO}, NetPort["q"]]', "NetDelete::noport"),
        (f'NetDelete[{TWO}, NetPort["Input"]]', "NetDelete::needport"),
        (f'NetDelete[{LOSS}, NetPort["Loss"]]', "NetDelete::needport"),
        ("NetDelete[5, 1]", "NetDelete::notcont"),
        ("NetDelete[NetGraph[{Ramp, Tanh, TotalLayer[], Ramp}, {{1, 2} -> 3 -> 4}], 3]", "NetDelete::nocompat"),
    ],
)
def test_messages(ask, text, message):
    assert ask(text) == "$Failed"
    assert ask.messages == [message]
