"""NetReplace: patterns and literal layers, at any depth, Nothing, splicing, and no match."""

import pytest

NET = "NetChain[{Ramp, Tanh, {Ramp, DropoutLayer[]}}]"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NetReplace[NetChain[{Ramp, Tanh}], _ElementwiseLayer -> ElementwiseLayer[3 # &]][{-1, 2}]", "{-9., 18.}"),
        ("NetReplace[NetChain[{Ramp, Tanh}], ElementwiseLayer[Tanh] -> ElementwiseLayer[3 # &]][{-1, 2}]", "{0., 6.}"),
        ("NetReplace[NetChain[{Ramp, Tanh}, \"Input\" -> 2], ElementwiseLayer[Tanh] -> Ramp][{-1, 2}]", "{0., 2.}"),
        (
            "NetReplace[NetChain[{Ramp, Tanh}], {ElementwiseLayer[Tanh] -> Ramp, ElementwiseLayer[Ramp] -> Tanh}]",
            "NetChain[{ElementwiseLayer[Tanh], ElementwiseLayer[Ramp]}]",
        ),
        (f"NetReplace[{NET}, _DropoutLayer -> Nothing] // Last", "NetChain[{ElementwiseLayer[Ramp]}]"),
        ("NetReplace[NetChain[{Ramp, Tanh}], ElementwiseLayer[Ramp] -> Nothing]", "NetChain[{ElementwiseLayer[Tanh]}]"),
        (f"NetReplace[{NET}, ElementwiseLayer[Ramp] -> {{Tanh, Tanh}}] // Length", "4"),
        (f"NetReplace[{NET}, ElementwiseLayer[Ramp] -> {{Tanh, Tanh}}, FlattenInPlace -> False] // Length", "3"),
        (f"NetReplace[{NET}, ElementwiseLayer[Ramp] -> {{Tanh, Tanh}}] // Last // Length", "3"),
        ("NetReplace[NetChain[<|\"a\" -> Ramp, \"b\" -> Tanh|>], ElementwiseLayer[Ramp] -> {Tanh, Tanh}] // Keys",
         '{"a/1", "a/2", "b"}'),
        (f"NetReplace[{NET}, x : ElementwiseLayer[Tanh] :> NetChain[{{x, x}}]] // Length", "4"),
        (f"NetReplace[{NET}, (ElementwiseLayer[Tanh] | _DropoutLayer) -> Ramp] // Last",
         "NetChain[{ElementwiseLayer[Ramp], ElementwiseLayer[Ramp]}]"),
        ("NetReplace[NetChain[{Ramp, Tanh}], x_ElementwiseLayer /; x[{-1.}] == {0.} :> LogisticSigmoid] // First",
         "ElementwiseLayer[LogisticSigmoid]"),
        ("NetReplace[NetMapOperator[{Ramp, Tanh}], ElementwiseLayer[Ramp] -> Tanh]",
         "NetMapOperator[NetChain[{ElementwiseLayer[Tanh], ElementwiseLayer[Tanh]}]]"),
        ("NetReplace[NetGraph[{Ramp, Tanh}, {1 -> 2}], ElementwiseLayer[Ramp] -> {Tanh, Tanh}] // First // Head",
         "NetChain"),
        ("NetReplace[NetGraph[{Ramp, Tanh}, {1 -> 2}], ElementwiseLayer[Ramp] -> Nothing]",
         "NetGraph[{ElementwiseLayer[Tanh]}, {}]"),
        ("NetReplace[ElementwiseLayer[Ramp], _ElementwiseLayer -> Tanh]", "ElementwiseLayer[Tanh]"),
        # a literal layer is compared by its parameters
        ("NetReplace[NetChain[{DropoutLayer[0.3], DropoutLayer[]}], DropoutLayer[] -> Ramp] // Last",
         "ElementwiseLayer[Ramp]"),
        ("NetReplace[NetChain[{3, 4}], LinearLayer[] -> Ramp]",
         "NetChain[{ElementwiseLayer[Ramp], ElementwiseLayer[Ramp]}]"),
        ("NetReplace[NetChain[{3, 4}], LinearLayer[4] -> Ramp] // Last // Head", "ElementwiseLayer"),
        ("NetReplace[NetChain[{{Ramp, Tanh}, Tanh}], NetChain[{Ramp, Tanh}] -> Ramp] // First",
         "ElementwiseLayer[Ramp]"),
    ],
)  # fmt: skip
def test_results(ask, text, expected):
    assert ask(text) == expected
    assert ask.messages == []


def test_no_match_gives_a_message_and_the_net(ask):
    assert ask(f"n = {NET}; SameQ[NetReplace[n, PoolingLayer[2] -> Ramp], n]") == "True"
    assert ask.messages == ["NetReplace::nomatch"]


def test_arrays_of_a_literal_layer_count(ask):
    two = 'NetChain[{LinearLayer[1, "Weights" -> {{2}}], LinearLayer[1, "Weights" -> {{3}}]}]'
    assert ask(f'NetReplace[{two}, LinearLayer[1, "Weights" -> {{{{3}}}}] -> Ramp] // Map[Head]@*Normal') == (
        "{LinearLayer, ElementwiseLayer}"
    )


def test_other_arrays_stay(ask):
    ask('n = NetInitialize[NetChain[{3, Ramp, {2, Ramp}}, "Input" -> 2]]')
    ask("m = NetReplace[n, ElementwiseLayer[Ramp] -> Tanh]")
    assert ask('SameQ[Information[m, "Arrays"], Information[n, "Arrays"]]') == "True"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("NetReplace[NetChain[{Ramp}], 5]", "badrule"),
        ("NetReplace[5, _ -> Ramp]", "invnet"),
        ("NetReplace[NetChain[{Ramp}], _ElementwiseLayer -> f[x]]", "invnet"),
        ("NetReplace[NetMapOperator[Ramp], _ElementwiseLayer -> Nothing]", "nothing"),
        ("NetReplace[ElementwiseLayer[Ramp], _ElementwiseLayer -> Nothing]", "nothing"),
        ('NetReplace[NetInitialize[NetChain[{2, Ramp, 3}, "Input" -> 2]], _ElementwiseLayer -> 7]', "tyfail1"),
        ('NetReplace[NetGraph[{Ramp, TotalLayer[]}, {1 -> 2, NetPort["x"] -> 2}], _TotalLayer -> Nothing]', "nocompat"),
    ],
)
def test_messages(ask, text, message):
    assert ask(text) == "$Failed"
    assert ask.messages == [f"NetReplace::{message}"]
