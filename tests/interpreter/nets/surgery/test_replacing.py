"""NetReplacePart: arrays, parameters, ports, layers, coder parameters; and what does not fit."""

import pytest

CHAIN = 'NetInitialize[NetChain[<|"a" -> 3, "r" -> Ramp, "b" -> NetChain[{2, Tanh}]|>, "Input" -> 2]]'
LINE = 'LinearLayer[1, "Weights" -> {{2}}, "Biases" -> {0}]'
SHARED = (
    'NetGraph[<|"l" -> LinearLayer[2, "Weights" -> NetArray["w"]], "m" -> LinearLayer[2, "Weights" -> NetArray["w"]], '
    '"t" -> TotalLayer[]|>, {NetPort["Input"] -> {"l", "m"} -> "t"}, "Input" -> 2]'
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # arrays
        (f'NetReplacePart[{LINE}, "Biases" -> {{5}}][{{10}}]', "{25.}"),
        (f'NetExtract[NetReplacePart[{LINE}, "Weights" -> Automatic], "Weights"]', "Automatic"),
        (f'NetReplacePart[{LINE}, "Biases" -> None]', 'LinearLayer[1, "Biases" -> None, "Weights" -> {{2.}}]'),
        (f'NetReplacePart[{LINE}, {{"Biases" -> {{5}}, "Weights" -> {{{{1}}}}}}][{{10}}]', "{15.}"),
        (f'NetReplacePart[{LINE}, <|"Biases" -> {{5}}, "Weights" -> {{{{1}}}}|>][{{10}}]', "{15.}"),
        ('NetReplacePart[LinearLayer[1, "Biases" -> None], "Biases" -> {7}]', 'LinearLayer[1, "Biases" -> {7.}]'),
        (f'NetExtract[NetReplacePart[{CHAIN}, {{"b", 1, "Biases"}} -> {{1, 2}}], {{"b", 1, "Biases"}}]', "{1., 2.}"),
        (f'NetExtract[NetReplacePart[{CHAIN}, {{-1, -2, "Biases"}} -> {{1, 2}}], {{"b", 1, "Biases"}}]', "{1., 2.}"),
        (f'NetExtract[NetReplacePart[{SHARED}, NetArray["w"] -> {{{{1, 2}}, {{3, 4}}}}], {{"m", "Weights"}}]',
         "{{1., 2.}, {3., 4.}}"),
        (f'NetExtract[NetReplacePart[{SHARED}, {{"l", "Weights"}} -> {{{{1, 2}}, {{3, 4}}}}], {{"m", "Weights"}}]',
         "{{1., 2.}, {3., 4.}}"),
        ('NetReplacePart[LinearLayer[1], "Weights" -> NetArray["v"]]', 'LinearLayer[1, "Weights" -> NetArray["v"]]'),
        (f'NetReplacePart[NetMapOperator[{LINE}], {{"Net", "Biases"}} -> {{1}}][{{{{1}}, {{2}}}}]', "{{3.}, {5.}}"),
        # parameters of layers
        ('NetReplacePart[ElementwiseLayer[Tanh], "Function" -> Ramp][{-1., 2.}]', "{0., 2.}"),
        ('NetReplacePart[ConvolutionLayer[2, 3], "Stride" -> 2]', 'ConvolutionLayer[2, 3, "Stride" -> 2]'),
        # ports
        ('NetReplacePart[ElementwiseLayer[Ramp], "Input" -> 3]', 'ElementwiseLayer[Ramp, "Input" -> 3]'),
        ('NetExtract[NetReplacePart[ElementwiseLayer[Ramp, "Input" -> 3], "Input" -> {2, 2}], "Output"]', "{2, 2}"),
        ('NetExtract[NetReplacePart[NetChain[{Ramp}, "Input" -> 3], "Input" -> Automatic], "Output"]', "Automatic"),
        ('NetReplacePart[NetChain[{Ramp}], "Output" -> NetDecoder[{"Class", {"x", "y"}}]][{1, 2}]', '"y"'),
        ('NetReplacePart[NetChain[{Ramp}, "Output" -> NetDecoder[{"Class", {"x", "y"}}]], "Output" -> None][{1, 2}]',
         "{1., 2.}"),
        ('NetReplacePart[NetChain[{Ramp}], "Output" -> "Boolean"][0.9]', "True"),
        ('NetExtract[NetReplacePart[NetChain[{Ramp}, "Output" -> NetDecoder[{"Class", {"x", "y"}}]], "Output" -> 3], '
         '"Output"]', "3"),
        # layers
        (f'NetReplacePart[{CHAIN}, "r" -> Tanh] // Keys', '{"a", "r", "b"}'),
        ('NetReplacePart[NetChain[{Ramp, Tanh}], 2 -> ElementwiseLayer[3 # &]][{-1, 2}]', "{0., 6.}"),
        ('NetReplacePart[NetChain[{Ramp, {Ramp, Tanh}}], {2, -1} -> ElementwiseLayer[3 # &]][{-1, 2}]', "{0., 6.}"),
        ('NetReplacePart[NetMapOperator[Ramp], "Net" -> Tanh]', "NetMapOperator[ElementwiseLayer[Tanh]]"),
        (f'NetReplacePart[{SHARED}, "t" -> ThreadingLayer[Times]] // Head', "NetGraph"),
        # several, which fit only together
        (f'NetExtract[NetReplacePart[{CHAIN}, {{"b" -> 5, "Output" -> 5}}], "Output"]', "5"),
        # coders
        ('NetReplacePart[NetDecoder[{"Class", {"a", "b"}}], "Labels" -> {1, 2, 3}]',
         'NetDecoder[{"Class", {1, 2, 3}}]'),
        ('NetReplacePart[NetEncoder[{"Image", {12, 12}}], "ColorSpace" -> "Grayscale"]',
         'NetEncoder[{"Image", {12, 12}, "ColorSpace" -> "Grayscale"}]'),
        ('NetExtract[NetReplacePart[NetChain[{Ramp}, "Output" -> NetDecoder[{"Class", {"x", "y"}}]], '
         '{"Output", "Labels"} -> {"p", "q"}], {"Output", "Labels"}]', '{"p", "q"}'),
    ],
)  # fmt: skip
def test_results(ask, text, expected):
    assert ask(text) == expected
    assert ask.messages == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f'NetReplacePart[{LINE}, "Biases" -> {{5, 6}}]', "tyfail1"),
        (f'NetReplacePart[{LINE}, "Biases" -> "x"]', "invarr"),
        (f'NetReplacePart[{LINE}, "Output" -> 2]', "tyfail1"),
        (f'NetReplacePart[{LINE}, "nothing" -> 2]', "nopart"),
        (f'NetReplacePart[{CHAIN}, "r" -> LinearLayer[5]]', "tyfail1"),
        (f'NetReplacePart[{CHAIN}, "zz" -> Ramp]', "nopart"),
        (f'NetReplacePart[{CHAIN}, "r" -> TotalLayer["InputPorts" -> 2]]', None),
        (f"NetReplacePart[{CHAIN}, 7]", "badrule"),
        (f'NetReplacePart[{CHAIN}, "r" -> f[x]]', "invnet"),
        (f'NetReplacePart[{CHAIN}, "Input" -> NetDecoder["Boolean"]]', "badcoder"),
        ("NetReplacePart[7, 1 -> 2]", "invnet"),
        ('NetReplacePart[NetDecoder["Boolean"], "nothing" -> 2]', "nopart"),
        (f'NetReplacePart[{SHARED}, NetArray["v"] -> {{1}}]', "nopart"),
    ],
)
def test_messages(ask, text, message):
    assert ask(text) == "$Failed"
    assert message is None or ask.messages == [f"NetReplacePart::{message}"]
    assert ask.messages and "General::pyerr" not in ask.messages
