"""NetTake and NetDrop: ends of all kinds, graphs, coders, shapes that the rest had, and what cannot be taken."""

import pytest

CHAIN = 'NetChain[<|"a" -> 3, "b" -> Ramp, "c" -> 2, "d" -> SoftmaxLayer[]|>, "Input" -> 4, "Output" -> DEC]'.replace(
    "DEC", 'NetDecoder[{"Class", {"x", "y"}}]'
)
GRAPH = (
    'NetGraph[<|"a" -> LinearLayer[3], "b" -> Ramp, "c" -> Tanh, "t" -> TotalLayer[], "u" -> LinearLayer[2]|>, '
    '{"a" -> "b" -> "t", "a" -> "c" -> "t" -> NetPort["sum"], "c" -> "u" -> NetPort["side"]}, "Input" -> 4]'
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Keys[NetTake[{CHAIN}, 2]]", '{"a", "b"}'),
        (f'Keys[NetTake[{CHAIN}, "c"]]', '{"a", "b", "c"}'),
        (f"Keys[NetTake[{CHAIN}, -2]]", '{"a", "b", "c"}'),
        (f"Keys[NetTake[{CHAIN}, {{2, 3}}]]", '{"b", "c"}'),
        (f'Keys[NetTake[{CHAIN}, {{"b", -1}}]]', '{"b", "c", "d"}'),
        (f"Keys[NetTake[{CHAIN}, {{All, 3}}]]", '{"a", "b", "c"}'),
        (f"Keys[NetTake[{CHAIN}, {{2, All}}]]", '{"b", "c", "d"}'),
        (f'Keys[NetTake[{CHAIN}, {{2, NetPort["Output"]}}]]', '{"b", "c", "d"}'),
        (f'Keys[NetTake[{CHAIN}, NetPort[{{"b", "Output"}}]]]', '{"a", "b"}'),
        (f'Keys[NetTake[{CHAIN}, NetPort["b", "Input"]]]', '{"a"}'),
        (f"n = {CHAIN}; SameQ[NetTake[n, All], n]", "True"),
        (f'NetExtract[NetTake[{CHAIN}, {{2, 3}}], "Input"]', "3"),  # known in the whole only
        (f'NetExtract[NetTake[{CHAIN}, 3], "Output"]', "2"),
        (f'Head[NetExtract[NetTake[{CHAIN}, {{2, 4}}], "Output"]]', "NetDecoder"),
        (f'Head[NetExtract[NetTake[{CHAIN}, 3, "Output" -> NetDecoder[{{"Class", {{1, 2}}}}]], "Output"]]',
         "NetDecoder"),
        # graphs
        (f'Keys[NetTake[{GRAPH}, NetPort["side"]]]', '{"a", "c", "u"}'),
        (f'Information[NetTake[{GRAPH}, NetPort["side"]], "OutputPorts"]', '<|"side" -> 2|>'),
        (f'Keys[NetTake[{GRAPH}, {{"c", "t"}}]]', '{"b", "c", "t"}'),  # the sum needs b as well
        (f'Information[NetTake[{GRAPH}, {{"c", "t"}}], "InputPorts"]', '<|"Input" -> 3|>'),
        (f'Information[NetTake[{GRAPH}, {{{{"b", "c"}}, "t"}}], "InputPorts"]', '<|"Input" -> 3|>'),
        (f'Information[NetTake[{GRAPH}, {{All, {{"b", "u"}}}}], "OutputPorts"]', '<|"Output" -> 3, "side" -> 2|>'),
        (f'Information[NetTake[{GRAPH}, {{All, {{"b", "c"}}}}], "OutputPorts"]', '<|"Output1" -> 3, "Output2" -> 3|>'),
        (f'Information[NetTake[{GRAPH}, {{NetPort["t", "Input2"], "t"}}], "InputPorts"]',
         '<|"Input" -> 3, "Input2" -> 3|>'),
        (f'Keys[NetTake[{GRAPH}, {{NetPort["c", "Output"], "t"}}]]', '{"b", "t"}'),
        (f"n = {GRAPH}; SameQ[Keys[NetTake[n, All]], Keys[n]]", "True"),
        ("NetTake[NetGraph[{Ramp, Tanh}, {1 -> 2}], 1]", "NetGraph[{ElementwiseLayer[Ramp]}, {}]"),
        # NetDrop
        (f"Keys[NetDrop[{CHAIN}, 1]]", '{"b", "c", "d"}'),
        (f"Keys[NetDrop[{CHAIN}, -1]]", '{"a", "b", "c"}'),
        (f"Keys[NetDrop[{CHAIN}, {{2, 2}}]]", '{"a", "c", "d"}'),
        (f'Keys[NetDrop[{CHAIN}, {{"b"}}]]', '{"a", "c", "d"}'),
        (f'Keys[NetDrop[{CHAIN}, {{"c", "d"}}]]', '{"a", "b"}'),
        (f"Keys[NetDrop[{CHAIN}, 0]]", '{"a", "b", "c", "d"}'),
        (f'Head[NetExtract[NetDrop[{CHAIN}, -1], "Output"]]', "NetDecoder"),  # fits the layer before too
        (f'NetExtract[NetDrop[{CHAIN}, -2], "Output"]', "3"),
        (f'NetExtract[NetDrop[{CHAIN}, 1], "Input"]', "3"),
        ('NetDrop[NetChain[{NetGraph[{Ramp, Tanh, TotalLayer[]}, {{1, 2} -> 3}], SoftmaxLayer[]}, "Input1" -> 3], 1]',
         'NetChain[{SoftmaxLayer["Input" -> 3, "Output" -> 3]}]'),  # what was known at the new end stays
        (f'NetExtract[NetDrop[{CHAIN}, -1, "Output" -> None], "Output"]', "2"),
    ],
)  # fmt: skip
def test_results(ask, text, expected):
    assert ask(text) == expected
    assert ask.messages == []


def test_outputs_of_what_is_taken(ask):
    ask(f"n = NetInitialize[{GRAPH}]; x = {{1., 2., -3., 0.5}}")
    assert ask('SameQ[NetTake[n, NetPort["side"]][x], n[x]["side"]]') == "True"
    assert ask('SameQ[NetTake[n, {"c", "t"}][NetTake[n, "a"][x]], n[x]["sum"]]') == "True"
    assert ask.messages == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"NetTake[{CHAIN}, 9]", "NetTake::unkvert"),
        (f"NetTake[{CHAIN}, {{3, 2}}]", "NetTake::nopath"),
        (f'NetTake[{GRAPH}, {{"b", "c"}}]', "NetTake::nopath"),
        (f'NetTake[{CHAIN}, 3, "Output" -> NetDecoder[{{"Class", {{1, 2, 3}}}}]]', "NetTake::tyfail1"),
        (f"NetTake[{CHAIN}, {{1, 2, 3}}]", "NetTake::badtake"),
        (f'NetTake[{CHAIN}, NetPort["x"]]', "NetTake::noport"),
        (f'NetTake[{CHAIN}, 1, "zz" -> 3]', "NetTake::noport"),
        (f"NetTake[{CHAIN}, 1, 3]", "NetTake::nonport"),
        ("NetTake[Ramp, 1]", "NetTake::notcont"),
        (f"NetDrop[{CHAIN}, {{3, 3}}]", "NetDrop::nocompat"),
        (f"NetDrop[{CHAIN}, 9]", "NetDrop::badtake"),
        (f"NetDrop[{GRAPH}, 1]", "NetDrop::notchain"),
    ],
)
def test_messages(ask, text, message):
    assert ask(text) == "$Failed"
    assert ask.messages == [message]
