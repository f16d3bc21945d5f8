"""Summaries of nets and coders as text: what documentation and primer show, closed and opened."""

from textwrap import dedent

import pytest

CLASSES = 'Join[{"other", "kit fox"}, Map["animal number " <> ToString[#] &, Range[998]], {"dumbbell"}]'
IMAGE = 'NetEncoder[{"Image", {12, 12}, "ColorSpace" -> "Grayscale"}]'
PETS = 'NetDecoder[{"Class", {"dog", "cat"}}]'
LOSS = 'NetInitialize[NetGraph[{LinearLayer[1], MeanSquaredLossLayer[]}, {1 -> 2}, "Input" -> {1}]]'
TWO = 'NetGraph[{Tanh, LogisticSigmoid, TotalLayer[]}, {NetPort["Input1"] -> 1, NetPort["Input2"] -> 2, {1, 2} -> 3}]'
READY = (
    'NetInitialize[NetChain[{ConvolutionLayer[2, 3], FlattenLayer[], 2, SoftmaxLayer[]}, "Input" -> '
    f'NetEncoder[{{"Image", {{8, 8}}}}], "Output" -> {PETS}]]'
)
STATES = 'NetStateObject[NetInitialize[NetChain[{BasicRecurrentLayer[2]}, "Input" -> {"Varying", 3}]]]'


@pytest.fixture
def shown(ask):
    def text(source):
        found = ask(source, "OutputForm")
        assert ask.messages == []
        return found

    return text


# What is documented, a row of it a case: (row, object, its closed summary).
CLOSED = [
    ("a fresh layer without shape is its head", "TransposeLayer[]", "TransposeLayer[<>]"),
    ("a fresh layer without shape", "LinearLayer[]", "LinearLayer[<>]"),
    ("a function stands for its icon", "ElementwiseLayer[Tanh]", "ElementwiseLayer[\n  Function: Tanh\n]"),
    (
        "an elementwise layer of known dimensions",
        'ElementwiseLayer[Tanh, "Input" -> {4, 32}]',
        """
        ElementwiseLayer[
          Function: Tanh
          Output:   matrix (size: 4 x 32)
        ]""",
    ),
    (
        "a linear layer, uninitialised",
        'LinearLayer[3, "Input" -> 2]',
        """
        LinearLayer[
          Input:  vector (size: 2)
          Output: vector (size: 3)
        ]""",
    ),
    (
        "a linear layer, initialised",
        'NetInitialize[LinearLayer[3, "Input" -> 2]]',
        """
        LinearLayer[
          Input:  vector (size: 2)
          Output: vector (size: 3)
        ]""",
    ),
    (
        "an uninitialised container",
        "NetChain[{NetChain[{LinearLayer[]}]}]",
        """
        NetChain[
          uninitialized
          Input port:       tensor
          Output port:      tensor
          Number of layers: 1
        ]""",
    ),
    (
        "a chain that is ready",
        READY,
        """
        NetChain[
          Input port:       image
          Output port:      class
          Number of layers: 4
        ]""",
    ),
    (
        "a chain without arrays is ready",
        "NetChain[{ElementwiseLayer[Tanh], ElementwiseLayer[LogisticSigmoid]}]",
        """
        NetChain[
          Input port:       tensor
          Output port:      tensor
          Number of layers: 2
        ]""",
    ),
    (
        "a graph of several inputs",
        TWO,
        """
        NetGraph[
          Number of inputs: 2
          Output port:      tensor
          Number of layers: 3
        ]""",
    ),
    (
        "a graph of several outputs",
        'NetGraph[{2, 3}, {NetPort["Input"] -> {1, 2}}, "Input" -> 4]',
        """
        NetGraph[
          uninitialized
          Input port:        vector (size: 4)
          Number of outputs: 2
          Number of layers:  2
        ]""",
    ),
    (
        "a graph that ends in a loss",
        LOSS,
        """
        NetGraph[
          Number of inputs: 2
          Loss port:        real
          Number of layers: 2
        ]""",
    ),
    (
        "a layer with a decoder",
        f'SoftmaxLayer["Output" -> {PETS}]',
        """
        SoftmaxLayer[
          Level:  -1
          Output: class
        ]""",
    ),
    (
        "a fresh loss layer shows its ports",
        "MeanSquaredLossLayer[]",
        """
        MeanSquaredLossLayer[
          Input:  tensor
          Target: tensor
        ]""",
    ),
    (
        "an encoder of images",
        IMAGE,
        """
        NetEncoder[
          Type:           Image
          Image size:     {12, 12}
          Color space:    Grayscale
          Color channels: 1
          Mean image:     None
          Variance image: None
          Output:         3-tensor (size: 1 × 12 × 12)
        ]""",
    ),
    (
        "a decoder of classes",
        PETS,
        """
        NetDecoder[
          Type:        Class
          Labels:      {dog, cat}
          Input depth: 1
          Dimensions:  2
        ]""",
    ),
    (
        "a long list of labels is cut in the middle",
        f'NetDecoder[{{"Class", {CLASSES}}}]',
        """
        NetDecoder[
          Type:        Class
          Labels:      {other, kit fox, <<998>>, dumbbell}
          Input depth: 1
          Dimensions:  1001
        ]""",
    ),
    # further kinds of objects
    (
        "an operator",
        'NetMapOperator[LinearLayer[2, "Input" -> 3]]',
        """
        NetMapOperator[
          Net:    LinearLayer
          Output: matrix (size: ? x 2)
        ]""",
    ),
    (
        "a state object",
        STATES,
        """
        NetStateObject[
          Net:     NetChain
          1/State: vector (size: 2)
        ]""",
    ),
]

OPENED = [
    (
        "the primer's opened layer",
        'NetInitialize[LinearLayer[2, "Input" -> 3]]',
        """
        LinearLayer[
          Parameters
            Output dimensions: 2
          Arrays
            Weights: matrix (size: 2 x 3)
            Biases:  vector (size: 2)
          Ports
            Input:  vector (size: 3)
            Output: vector (size: 2)
        ]""",
    ),
    (
        "the primer's elementwise layer",
        'ElementwiseLayer[Tanh, "Input" -> {4, 32}]',
        """
        ElementwiseLayer[
          Parameters
            Function: Tanh
          Ports
            Input:  matrix (size: 4 x 32)
            Output: matrix (size: 4 x 32)
        ]""",
    ),
    (
        "the primer's loss layer",
        "MeanSquaredLossLayer[]",
        """
        MeanSquaredLossLayer[
          Ports
            Input:  tensor
            Target: tensor
            Loss:   real
        ]""",
    ),
    (
        "the primer's chain in a chain",
        "NetChain[{NetChain[{LinearLayer[]}]}]",
        """
        NetChain[
          uninitialized
          Layers
            1: NetChain  tensor
          Arrays
            1/1/Weights: matrix
            1/1/Biases:  vector
          Ports
            Input:  tensor
            Output: tensor
        ]""",
    ),
    (
        "the primer's graph of two inputs",
        TWO,
        """
        NetGraph[
          Layers
            1: ElementwiseLayer  tensor
            2: ElementwiseLayer  tensor
            3: TotalLayer        tensor
          Ports
            Input1: tensor
            Input2: tensor
            Output: tensor
        ]""",
    ),
    (
        "the primer's graph with a loss",
        LOSS,
        """
        NetGraph[
          Layers
            1: LinearLayer           vector (size: 1)
            2: MeanSquaredLossLayer  real
          Arrays
            1/Weights: matrix (size: 1 x 1)
            1/Biases:  vector (size: 1)
          Ports
            Input:  vector (size: 1)
            Target: vector (size: 1)
            Loss:   real
        ]""",
    ),
    (
        "the primer's layer with a decoder",
        f'SoftmaxLayer["Output" -> {PETS}]',
        """
        SoftmaxLayer[
          Parameters
            Level: -1
          Ports
            Input:  vector (size: 2)
            Output: class
        ]""",
    ),
    (
        "the primer's encoder",
        IMAGE,
        """
        NetEncoder[
          Type: Image
          Parameters
            Image size:      {12, 12}
            Color space:     Grayscale
            Color channels:  1
            Mean image:      None
            Variance image:  None
            Interleaving:    False
            Data transposed: False
            Method:          Stretch
            Resampling:      Automatic
            Alignment:       Center
            Padding:         GrayLevel[0]
          Ports
            Output: 3-tensor (size: 1 × 12 × 12)
        ]""",
    ),
    (
        "the primer's decoder",
        PETS,
        """
        NetDecoder[
          Type:       Class
          Properties: {Decision, TopDecisions, TopProbabilities, Probabilities, Probability, Entropy, RandomSample, None}
          Parameters
            Labels:      {dog, cat}
            Input depth: 1
            Dimensions:  2
            Multilabel:  False
          Ports
            Input: vector (size: 2)
        ]""",  # noqa: E501
    ),
    (
        "the panel of a chain: number or name, head, size of the output",
        'NetChain[<|"first" -> 3, "f" -> Tanh, "end" -> {2, Ramp}|>, "Input" -> 4]',
        """
        NetChain[
          uninitialized
          Layers
            first: LinearLayer       vector (size: 3)
            f:     ElementwiseLayer  vector (size: 3)
            end:   NetChain          vector (size: 2)
          Arrays
            first/Weights: matrix (size: 3 x 4)
            first/Biases:  vector (size: 3)
            end/1/Weights: matrix (size: 2 x 3)
            end/1/Biases:  vector (size: 2)
          Ports
            Input:  vector (size: 4)
            Output: vector (size: 2)
        ]""",
    ),
    (
        "an operator, with the nets in it",
        'NetMapOperator[LinearLayer[2, "Input" -> 3]]',
        """
        NetMapOperator[
          Nets
            Net: LinearLayer  vector (size: 2)
          Arrays
            Net/Weights: matrix (size: 2 x 3)
            Net/Biases:  vector (size: 2)
          Ports
            Input:  matrix (size: ? x 3)
            Output: matrix (size: ? x 2)
        ]""",
    ),
    (
        "shared arrays have their names, options that were given are shown",
        'GatedRecurrentLayer[1, "Dropout" -> 0.5, "ResetGateBiases" -> NetArray["b"]]',
        """
        GatedRecurrentLayer[
          Parameters
            Output size: 1
            Dropout:     0.5
          Arrays
            InputGateInputWeights:  matrix (size: 1 x ?)
            InputGateStateWeights:  matrix (size: 1 x 1)
            InputGateBiases:        vector (size: 1)
            ResetGateInputWeights:  matrix (size: 1 x ?)
            ResetGateStateWeights:  matrix (size: 1 x 1)
            b:                      vector (size: 1)
            MemoryGateInputWeights: matrix (size: 1 x ?)
            MemoryGateStateWeights: matrix (size: 1 x 1)
            MemoryGateBiases:       vector (size: 1)
          Ports
            Input:  matrix
            Output: matrix (size: ? x 1)
        ]""",
    ),
    (
        "rows are single lines whatever they show",
        'NetEncoder["Characters"]',
        r"""
        NetEncoder[
          Type: Characters
          Parameters
            Characters:    97
            Ignore case:   False
            Form:          Index
            Target length: All
            Alphabet:      {\t, \n,  , !, ", <<87>>, z, {, |, }, ~}
          Ports
            Output: vector of indices (size: n) (range: 1..97)
        ]""",
    ),
    (
        "a state object, with its net",
        STATES,
        """
        NetStateObject[
          Net: NetChain
          States
            1/State: vector (size: 2)
          Layers
            1: BasicRecurrentLayer  matrix (size: n x 2)
          Arrays
            1/InputWeights: matrix (size: 2 x 3)
            1/StateWeights: matrix (size: 2 x 2)
            1/Biases:       vector (size: 2)
          Ports
            Input:  matrix (size: n x 3)
            Output: matrix (size: n x 2)
        ]""",
    ),
]


@pytest.mark.parametrize(("row", "source", "text"), CLOSED, ids=[row for row, *_ in CLOSED])
def test_closed(shown, row, source, text):
    assert shown(source) == dedent(text).strip()


@pytest.mark.parametrize(("row", "source", "text"), OPENED, ids=[row for row, *_ in OPENED])
def test_opened(shown, row, source, text):
    assert shown(f"Information[{source}]") == dedent(text).strip()


def test_results_of_training(shown):
    results = 'NetTrain[LinearLayer[1, "Input" -> 2], {{1, 2}} -> {{3}}, All, MaxTrainingRounds -> 2]'
    closed, opened = shown(f"r = {results}").splitlines(), shown("Information[r]").splitlines()
    assert closed[1:4] == ["  Net:               LinearLayer", "  Total rounds:      2", "  Training examples: 1"]
    assert opened[1] == "  Training" and [line[2:] for line in opened[2:10]] == closed[1:-1]
    assert opened[10:-1] == shown('Information[r["TrainedNet"]]').splitlines()[1:-1]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{LinearLayer[3], 1}", "{LinearLayer[<>], 1}"),
        ("{NetChain[{3}]}", "{NetChain[<uninitialized>]}"),
        (f"<|a -> {PETS}|>", "<|a -> NetDecoder[<>]|>"),
        ("{Information[NetChain[{3}]]}", "{NetChain[<uninitialized>]}"),
        ("InformationData[3]", "InformationData[3]"),
    ],
)
def test_within_other_text(shown, source, text):
    assert shown(source) == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ('LinearLayer[3, "Input" -> 2]', r'"LinearLayer[3, \"Input\" -> 2]"'),
        (
            'NetChain[{3, Tanh}, "Input" -> 2]',
            r'"NetChain[{LinearLayer[3, \"Input\" -> 2, \"Output\" -> 3], '
            r'ElementwiseLayer[Tanh, \"Input\" -> 3, \"Output\" -> 3]}, \"Input\" -> 2]"',
        ),
        (PETS, r'"NetDecoder[{\"Class\", {\"dog\", \"cat\"}}]"'),
    ],
)
def test_input_form_rebuilds(ask, source, text):
    assert ask(f"ToString[{source}, InputForm]") == text
    assert ask(f"ToExpression[{text}] === {source}") == "True"
