"""NetRename: layers, ports, functions, levels, and names that would not be unique."""

import pytest

CHAIN = 'NetChain[<|"a" -> Ramp, "b" -> NetChain[<|"a" -> Tanh, "c" -> NetChain[<|"a" -> Ramp|>]|>]|>]'
GRAPH = 'NetGraph[<|"a" -> Ramp, "b" -> Tanh|>, {NetPort["in"] -> "a" -> "b" -> NetPort["out"]}]'
NESTED = f'NetGraph[<|"g" -> {GRAPH}, "h" -> Ramp|>, {{NetPort["Input"] -> NetPort[{{"g", "in"}}], "g" -> "h"}}]'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f'Keys[NetRename[{CHAIN}, "a" -> "z"]]', '{"z", "b"}'),
        (f'Keys[NetRename[{CHAIN}, {{"a" -> "b", "b" -> "a"}}]]', '{"b", "a"}'),
        (f'Keys[NetRename[{CHAIN}, <|"a" -> "z"|>]]', '{"z", "b"}'),
        (f'Keys[NetRename[{CHAIN}, StringJoin[#, "!"] &]]', '{"a!", "b!"}'),
        ('Keys[NetRename[NetChain[{Ramp, Tanh}], "layer" <> # &]]', '{"layer1", "layer2"}'),
        ('Keys[NetRename[NetChain[{Ramp, Tanh}], 2 -> "t"]]', '{1, "t"}'),
        (f'Keys[NetExtract[NetRename[{CHAIN}, "a" -> "z"], "b"]]', '{"a", "c"}'),
        (f'Keys[NetExtract[NetRename[{CHAIN}, "a" -> "z", 2], "b"]]', '{"z", "c"}'),
        (f'Keys[NetExtract[NetRename[{CHAIN}, "a" -> "z", 2], {{"b", "c"}}]]', '{"a"}'),
        (f'Keys[NetRename[{CHAIN}, "a" -> "z", {{2}}]]', '{"a", "b"}'),
        (f'Keys[NetExtract[NetRename[{CHAIN}, "a" -> "z", {{2, 3}}], {{"b", "c"}}]]', '{"z"}'),
        (f'Keys[NetExtract[NetRename[{CHAIN}, "a" -> "z", Infinity], {{"b", "c"}}]]', '{"z"}'),
        ('NetRename[NetMapOperator[<|"a" -> Ramp|> // NetChain], "a" -> "z", 2] // NetExtract[#, "Net"] & // Keys',
         '{"z"}'),
        (f'NetRename[{GRAPH}, "a" -> "z"]',
         'NetGraph[<|"z" -> ElementwiseLayer[Ramp], "b" -> ElementwiseLayer[Tanh]|>, '
         '{NetPort["in"] -> "z" -> "b" -> NetPort["out"]}]'),
        (f'Information[NetRename[{GRAPH}, NetPort["in"] -> NetPort["x"]], {{"InputPortNames", "OutputPortNames"}}]',
         '{{"x"}, {"out"}}'),
        (f'Information[NetRename[{GRAPH}, {{NetPort["in"] -> NetPort["out"], NetPort["out"] -> NetPort["in"]}}], '
         '"InputPortNames"]', '{"out"}'),
        ('Information[NetRename[NetChain[{Ramp}], NetPort["Input"] -> NetPort["x"]], "InputPortNames"]', '{"x"}'),
        (f'NetRename[{NESTED}, NetPort["in"] -> NetPort["x"], {{2}}][{{-1., 2.}}] == {NESTED}[{{-1., 2.}}]', "True"),
        (f'Information[NetExtract[NetRename[{NESTED}, NetPort["in"] -> NetPort["x"], 2], "g"], "InputPortNames"]',
         '{"x"}'),
    ],
)  # fmt: skip
def test_results(ask, text, expected):
    assert ask(text) == expected
    assert ask.messages == []


def test_coders_and_types_move_with_their_ports(ask):
    ask('n = NetChain[{Ramp}, "Input" -> 2, "Output" -> NetDecoder[{"Class", {"x", "y"}}]]')
    ask('m = NetRename[n, {NetPort["Output"] -> NetPort["o"], NetPort["Input"] -> NetPort["i"]}]')
    assert ask('m[<|"i" -> {1, 2}|>]') == '"y"'
    assert ask('NetExtract[m, "i"]') == "2"


def test_multipliers_name_the_renamed(ask):
    ask('n = NetChain[<|"a" -> 2, "b" -> 2|>, "Input" -> 2, LearningRateMultipliers -> {"a" -> 0}]')
    assert ask('Values[Information[NetRename[n, "a" -> "z"], "ArraysLearningRateMultipliers"]]') == "{0., 0., 1., 1.}"
    assert ask('SameQ[NetRename[NetRename[n, "a" -> "z"], "z" -> "a"], n]') == "True"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f'NetRename[{CHAIN}, "a" -> "b"]', "dup"),
        (f'NetRename[{CHAIN}, "same" &]', "dup"),
        (f'NetRename[{CHAIN}, "z" -> "y"]', "noname"),
        (f'NetRename[{GRAPH}, NetPort["z"] -> NetPort["y"]]', "noname"),
        (f'NetRename[{GRAPH}, NetPort["in"] -> NetPort["out"]]', "dup"),
        (f'NetRename[{GRAPH}, NetPort["in"] -> "out"]', "badrename"),
        (f'NetRename[{CHAIN}, "a" -> 7]', "badrename"),
        (f"NetRename[{CHAIN}, f]", "badrename"),
        (f'NetRename[{CHAIN}, "a" -> "z", x]', "badlevel"),
        ('NetRename[Ramp, "a" -> "z"]', "notcont"),
    ],
)
def test_messages(ask, text, message):
    assert ask(text) == "$Failed"
    assert ask.messages == [f"NetRename::{message}"]
