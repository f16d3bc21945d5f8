"""Summaries of nets and coders as text, closed and opened."""

import pytest

CLASSES = 'Join[{"other", "kit fox"}, Map["animal number " <> ToString[#] &, Range[998]], {"dumbbell"}]'


@pytest.fixture
def shown(ask):
    def text(source):
        lines = ask(f"ToString[{source}]").strip('"').replace("\\n", "\n").split("\n")
        assert ask.messages == []
        return [line.strip() for line in lines]

    return text


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        # fresh layers: the function, or what else is known
        ("ElementwiseLayer[Tanh]", ["ElementwiseLayer[", "Function: Tanh", "]"]),
        (
            'ElementwiseLayer[Tanh, "Input" -> {4, 32}]',
            ["ElementwiseLayer[", "Function: Tanh", "Output:   matrix (size: 4 x 32)", "]"],
        ),
        (
            'LinearLayer[3, "Input" -> 2]',
            ["LinearLayer[", "Input:  vector (size: 2)", "Output: vector (size: 3)", "]"],
        ),
        (
            'NetInitialize[LinearLayer[3, "Input" -> 2]]',
            ["LinearLayer[", "Input:  vector (size: 2)", "Output: vector (size: 3)", "]"],
        ),
        # containers: uninitialized, ports, number of layers
        (
            "NetChain[{LinearLayer[30], Tanh, LinearLayer[3]}]",
            [
                "NetChain[",
                "uninitialized",
                "Input port:       tensor",
                "Output port:      vector (size: 3)",
                "Number of layers: 3",
                "]",
            ],
        ),
        (
            'NetInitialize[NetChain[{ConvolutionLayer[2, 3], FlattenLayer[], 2, SoftmaxLayer[]}, "Input" -> '
            'NetEncoder[{"Image", {8, 8}}], "Output" -> NetDecoder[{"Class", {"a", "b"}}]]]',
            ["NetChain[", "Input port:       image", "Output port:      class", "Number of layers: 4", "]"],
        ),
        (
            'NetInitialize[NetGraph[{LinearLayer[1], TotalLayer[]}, {1 -> 2, NetPort["b"] -> 2}, "Input" -> 1]]',
            ["NetGraph[", "Number of inputs: 2", "Output port:      vector (size: 1)", "Number of layers: 2", "]"],
        ),
        (
            'NetInitialize[NetGraph[{LinearLayer[1], MeanSquaredLossLayer[]}, {1 -> 2}, "Input" -> {1}]]',
            ["NetGraph[", "Number of inputs: 2", "Loss port:        real", "Number of layers: 2", "]"],
        ),
        # a decoder shows as what it makes
        (
            'SoftmaxLayer["Output" -> NetDecoder[{"Class", {"a", "b"}}]]',
            ["SoftmaxLayer[", "Level:  -1", "Output: class", "]"],
        ),
        ("MeanSquaredLossLayer[]", ["MeanSquaredLossLayer[", "Input:  tensor", "Target: tensor", "]"]),
        # coders
        (
            'NetEncoder[{"Image", {12, 12}, "ColorSpace" -> "Grayscale"}]',
            [
                "NetEncoder[",
                "Type:           Image",
                "Image size:     {12, 12}",
                "Color space:    Grayscale",
                "Color channels: 1",
                "Mean image:     None",
                "Variance image: None",
                "Output:         3-tensor (size: 1 × 12 × 12)",
                "]",
            ],
        ),
        (
            'NetDecoder[{"Class", {"a", "b", "c"}}]',
            ["NetDecoder[", "Type:        Class", "Labels:      {a, b, c}", "Input depth: 1", "Dimensions:  3", "]"],
        ),
        # other objects
        (
            'NetStateObject[NetInitialize[NetChain[{LongShortTermMemoryLayer[2, "Input" -> {"Varying", 3}]}]]]',
            [
                "NetStateObject[",
                "Net:         NetChain",
                "1/State:     vector (size: 2)",
                "1/CellState: vector (size: 2)",
                "]",
            ],
        ),
        (
            'NetMapOperator[LinearLayer[2, "Input" -> 3]]',
            ["NetMapOperator[", "Net:    LinearLayer", "Output: matrix (size: ? x 2)", "]"],
        ),
    ],
)
def test_closed(shown, source, lines):
    assert shown(source) == lines


def test_long_lists_of_labels_are_cut_in_the_middle(shown):
    assert "Labels:      {other, kit fox, <<998>>, dumbbell}" in shown(f'NetDecoder[{{"Class", {CLASSES}}}]')


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        (
            'LinearLayer[2, "Input" -> 3]',
            [
                "LinearLayer[",
                "Parameters",
                "Output dimensions: 2",
                "Arrays",
                "Weights: matrix (size: 2 x 3)",
                "Biases:  vector (size: 2)",
                "Ports",
                "Input:  vector (size: 3)",
                "Output: vector (size: 2)",
                "]",
            ],
        ),
        (
            'NetChain[<|"first" -> 3, "f" -> Tanh, "end" -> {2, Ramp}|>, "Input" -> 4]',
            [
                "NetChain[",
                "Layers",
                "first: LinearLayer       vector (size: 3)",
                "f:     ElementwiseLayer  vector (size: 3)",
                "end:   NetChain          vector (size: 2)",
                "Arrays",
                "first/Weights: matrix (size: 3 x 4)",
                "first/Biases:  vector (size: 3)",
                "end/1/Weights: matrix (size: 2 x 3)",
                "end/1/Biases:  vector (size: 2)",
                "Ports",
                "Input:  vector (size: 4)",
                "Output: vector (size: 2)",
                "]",
            ],
        ),
        (
            'NetDecoder[{"Class", {"a", "b"}}]',
            [
                "NetDecoder[",
                "Type:            Class",
                "InputDepth:      1",
                "Labels:          {a, b}",
                "Multilabel:      False",
                "InputDimensions: {2}",
                "]",
            ],
        ),
    ],
)
def test_opened(shown, source, lines):
    assert shown(f"Information[{source}]") == lines


def test_forms(ask):
    assert ask("ToString[{LinearLayer[3]}]") == '"{LinearLayer[<>]}"'
    assert ask('ToString[LinearLayer[3, "Input" -> 2], InputForm]') == r'"LinearLayer[3, \"Input\" -> 2]"'
    assert ask('ToString[NetChain[{3, Tanh}, "Input" -> 2], InputForm]').startswith(r'"NetChain[{LinearLayer[3, ')
