"""NetFlatten: chains, graphs, operators, levels, names, and what is declared of the ports of nested nets."""

import pytest

PAIR = 'NetGraph[{Ramp, Tanh, TotalLayer[]}, {NetPort["Input"] -> {1, 2} -> 3}]'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NetFlatten[NetChain[{Ramp, {Tanh, {Ramp}}}]]",
         "NetChain[{ElementwiseLayer[Ramp], ElementwiseLayer[Tanh], ElementwiseLayer[Ramp]}]"),
        ("NetFlatten[NetChain[{Ramp, {Tanh, {Ramp}}}], 1]",
         "NetChain[{ElementwiseLayer[Ramp], ElementwiseLayer[Tanh], NetChain[{ElementwiseLayer[Ramp]}]}]"),
        ("n = NetChain[{Ramp, {Tanh, {Ramp}}}]; SameQ[NetFlatten[n, 0], n]", "True"),
        ('Keys[NetFlatten[NetChain[<|"a" -> Ramp, "b" -> {Tanh, Ramp}|>]]]', '{"a", "b/1", "b/2"}'),
        ('Keys[NetFlatten[NetChain[<|"a" -> NetChain[<|"x" -> NetChain[<|"y" -> Ramp|>]|>]|>]]]', '{"a/x/y"}'),
        ("NetFlatten[NetGraph[{Ramp, Tanh}, {1 -> 2}]]", "NetChain[{ElementwiseLayer[Ramp], ElementwiseLayer[Tanh]}]"),
        ("NetFlatten[NetGraph[{Ramp, Tanh}, {2 -> 1}]] // Head", "NetGraph"),
        (f"Head[NetFlatten[NetChain[{{Ramp, {PAIR}}}]]]", "NetGraph"),
        (f"Length[NetFlatten[NetChain[{{Ramp, {PAIR}}}]]]", "4"),
        (f"NetFlatten[NetChain[{{Tanh, {PAIR}}}]][{{-1., 2.}}] == NetChain[{{Tanh, {PAIR}}}][{{-1., 2.}}]", "True"),
        ("NetFlatten[NetMapOperator[{Ramp, {Tanh}}]]",
         "NetMapOperator[NetChain[{ElementwiseLayer[Ramp], ElementwiseLayer[Tanh]}]]"),
        ("NetFlatten[NetChain[{NetMapOperator[{Ramp, {Tanh}}]}]] // First",
         "NetMapOperator[NetChain[{ElementwiseLayer[Ramp], ElementwiseLayer[Tanh]}]]"),
        ("NetFlatten[ElementwiseLayer[Ramp]]", "ElementwiseLayer[Ramp]"),
        ("NetFlatten[NetChain[{Ramp, NetChain[{}], Tanh}]] // Length", "2"),
        ('NetExtract[NetFlatten[NetChain[{NetChain[{LinearLayer[]}, "Output" -> 3], 2}]], {1, "Output"}]', "3"),
        ('Information[NetFlatten[NetGraph[{Ramp}, {NetPort["x"] -> 1}]], "InputPortNames"]', '{"x"}'),
        # a wire that reaches into a nested net
        ('NetFlatten[NetGraph[<|"g" -> NetChain[{Ramp, Tanh}], "h" -> LogisticSigmoid|>, '
         '{NetPort[{"g", 1, "Output"}] -> "h"}]] // Keys', '{"g/1", "g/2", "h"}'),
    ],
)  # fmt: skip
def test_results(ask, text, expected):
    assert ask(text) == expected
    assert ask.messages == []


def test_coders_and_states_stay(ask):
    ask('n = NetInitialize[NetChain[{{3, Ramp}, {2, SoftmaxLayer["Output" -> NetDecoder[{"Class", {"x", "y"}}]]}}, '
        '"Input" -> 2]]')  # fmt: skip
    assert ask("NetFlatten[n][{{1, 2}, {-3, 4}}] === n[{{1, 2}, {-3, 4}}]") == "True"
    ask('r = NetInitialize[NetGraph[<|"a" -> NetGraph[<|"l" -> GatedRecurrentLayer[2]|>, {NetPort["s"] -> '
        'NetPort[{"l", "State"}]}]|>, {}, "Input" -> {"Varying", 2}]]')  # fmt: skip
    assert ask(
        'NetFlatten[r][<|"Input" -> {{1, 2}}, "s" -> {3, 4}|>] === r[<|"Input" -> {{1, 2}}, "s" -> {3, 4}|>]'
    ) == ("True")
    assert ask.messages == []


@pytest.mark.parametrize(
    ("text", "message"), [("NetFlatten[5]", "invnet"), ("NetFlatten[NetChain[{Ramp}], x]", "badlevel")]
)
def test_messages(ask, text, message):
    assert ask(text) == "$Failed"
    assert ask.messages == [f"NetFlatten::{message}"]
