"""What calls of nets ask for besides outputs: values inside, recurrent states, gradients."""

import pytest

SETUP = """
    lin = LinearLayer[2, "Weights" -> {{1, 2}, {3, 4}}, "Biases" -> {10, 20}];
    chain = NetChain[{lin, Ramp, NetChain[<|"up" -> ElementwiseLayer[# + 1 &], "sum" -> SummationLayer[]|>]}];
    named = NetGraph[<|"body" -> NetChain[{lin, Ramp}], "end" -> SoftmaxLayer[]|>, {"body" -> "end"},
      "Output" -> NetDecoder[{"Class", {"x", "y"}}]];
    branch = NetGraph[{lin, ElementwiseLayer[2 # &]}, {NetPort["Input"] -> {1, 2}}];
    (* the state is the sum of what has been seen, each element times 1 *)
    memory = BasicRecurrentLayer[1, "InputWeights" -> {{1}}, "StateWeights" -> {{1}}, "Biases" -> {0},
      "Input" -> {"Varying", 1}];
    fold = NetFoldOperator[NetGraph[{Plus}, {NetPort["Input"] -> 1, NetPort["State"] -> 1}, "Input" -> 1]];
    deep = NetChain[{fold, NetChain[<|"in" -> fold|>], SequenceLastLayer[]}, "Input" -> {"Varying", 1}];
    lstm = NetInitialize[NetChain[{LongShortTermMemoryLayer[2, "Input" -> {"Varying", 3}], SequenceLastLayer[]}],
      RandomSeeding -> 3];
    shared = NetGraph[{ElementwiseLayer[# + 0 &], ConstantTimesLayer["Scaling" -> NetArray[<|"Name" -> "s",
      "Array" -> {2, 3}|>]], ConstantTimesLayer["Scaling" -> NetArray["s"]]}, {1 -> 2 -> 3}, "Input" -> 2];
    embed = EmbeddingLayer[1, 2, "Weights" -> {{1}, {2}}, "Input" -> "Varying"];
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # values inside, by all ways to write a place
        ('chain[{1, 1}, NetPort["Output"]]', "42."),
        ('chain[{1, 1}, NetPort[{1, "Output"}]]', "{13., 27.}"),
        ('chain[{1, 1}, NetPort[1, "Output"]]', "{13., 27.}"),
        ("chain[{1, 1}, NetPort[1]]", "{13., 27.}"),
        ("chain[{1, 1}, NetPort[{1}]]", "{13., 27.}"),
        ("chain[{1, 1}, NetPort[-1]]", "42."),
        ('chain[{1, 1}, NetPort[{3, "up", "Output"}]]', "{14., 28.}"),
        ('chain[{1, 1}, NetPort[{3, "up"}]]', "{14., 28.}"),
        ('chain[{1, 1}, NetPort[3, 1]]', "{14., 28.}"),
        ('chain[{1, 1}, NetPort[3, "Output"]]', "42."),
        ('chain[{{1, 1}, {-10, -10}}, NetPort[2]]', "{{13., 27.}, {0., 0.}}"),
        ('named[{1, 1}, NetPort[{"body", "Output"}]]', "{13., 27.}"),
        ('named[{1, 1}, NetPort["body"]]', "{13., 27.}"),
        ('named[{1, 1}, NetPort[{"body", 1, "Output"}]]', "{13., 27.}"),
        ('branch[{1, 1}, NetPort["Output2"]]', "{2., 2.}"),
        # an output of the net is decoded, a port inside is not
        ('named[{1, 1}, NetPort["Output"]]', '"y"'),
        ('Round[named[{1, 1}, NetPort[{"end", "Output"}]], 0.001]', "{0., 1.}"),
        # several
        (
            'chain[{1, 1}, {NetPort[1], NetPort[3, "up"]}]',
            '<|NetPort[1] -> {13., 27.}, NetPort[3, "up"] -> {14., 28.}|>',
        ),
        ("chain[{1, 1}, {NetPort[1]}]", "<|NetPort[1] -> {13., 27.}|>"),
        ('chain[{1, 1}, NetPort[All, "Output"]]', "<|1 -> {13., 27.}, 2 -> {13., 27.}, 3 -> 42.|>"),
        (
            'named[{1, 1}, {NetPort["body"], NetPort["Output"]}]',
            '<|NetPort["body"] -> {13., 27.}, NetPort["Output"] -> "y"|>',
        ),
        # states
        ('fold[{{1}, {2}, {4}}, NetPort[All, "States"]]', '<|{"State"} -> {7.}|>'),
        ('fold[{{1}, {2}, {4}}, NetPort["State"]]', "{7.}"),
        ('fold[{{{1}, {2}}, {{4}}}, NetPort[All, "States"]]', '<|{"State"} -> {{3.}, {4.}}|>'),
        ('deep[{{1}, {2}}, NetPort[All, "States"]]', '<|{1, "State"} -> {3.}, {2, "in", "State"} -> {4.}|>'),
        ('Keys[lstm[{{1, 2, 3}}, NetPort[All, "States"]]]', '{{1, "State"}, {1, "CellState"}}'),
        (
            'deep[{{1}, {2}}, {NetPort["Output"], NetPort[All, "States"]}][[1]]',
            "{4.}",
        ),
        ('fold[<|"Input" -> {{1}, {2}}, NetPort[All, "States"] -> <|{"State"} -> {10}|>|>]', "{{11.}, {13.}}"),
        ('fold[<|"Input" -> {{1}, {2}}, NetPort[All, "States"] -> <|"State" -> {10}|>|>]', "{{11.}, {13.}}"),
        ('fold[<|"Input" -> {{1}, {2}}, NetPort["State"] -> {10}|>]', "{{11.}, {13.}}"),
        ('deep[<|"Input" -> {{1}, {2}}, NetPort[{2, "in", "State"}] -> {100}|>]', "{104.}"),
        ('deep[<|"Input" -> {{1}, {2}}, NetPort[2, 1, "State"] -> {100}|>]', "{104.}"),
        ('deep[<|"Input" -> {{{1}, {2}}, {{3}}}, NetPort[1, "State"] -> {{100}, {200}}|>]', "{{204.}, {203.}}"),
        (
            'lstm[<|"Input" -> {{4, 5, 6}}, NetPort[All, "States"] -> lstm[{{1, 2, 3}}, NetPort[All, "States"]]|>]'
            " == lstm[{{1, 2, 3}, {4, 5, 6}}]",
            "True",
        ),
        (
            's = lstm[{{{1, 2, 3}}, {{0, 0, 1}, {1, 1, 1}}}, NetPort[All, "States"]];'
            'lstm[<|"Input" -> {{{1, 1, 1}}, {{2, 2, 2}}}, NetPort[All, "States"] -> s|>]'
            " == lstm[{{{1, 2, 3}, {1, 1, 1}}, {{0, 0, 1}, {1, 1, 1}, {2, 2, 2}}}]",
            "True",
        ),
        (
            'fold[{<|"Input" -> {{1}}, NetPort["State"] -> {1}|>, <|"Input" -> {{1}}, NetPort["State"] -> {5}|>}]',
            "{{{2.}}, {{6.}}}",
        ),
        # gradients: of the sum of all elements of the outputs
        ('lin[{1, 1}, NetPortGradient["Input"]]', "{4., 6.}"),
        ('lin[{1, 2}, NetPortGradient["Weights"]]', "{{1., 2.}, {1., 2.}}"),
        ('branch[{1, 1}, NetPortGradient["Input"]]', "{6., 8.}"),
        ('chain[{1, 2}, NetPortGradient[{1, "Weights"}]]', "{{1., 2.}, {1., 2.}}"),
        ('chain[{1, 2}, NetPortGradient[1, "Biases"]]', "{1., 1.}"),
        ('named[{1, 2}, NetPortGradient[{"body", 1, "Biases"}]] // Round', "{0, 0}"),
        ('shared[{1, 1}, NetPortGradient[NetArray["s"]]]', "{4., 6.}"),
        (
            "lin[{1, 2}, NetPortGradient[All]]",
            '<|"Input" -> {4., 6.}, {"Weights"} -> {{1., 2.}, {1., 2.}}, {"Biases"} -> {1., 1.}|>',
        ),
        ("Keys[chain[{1, 2}, NetPortGradient[All]]]", '{"Input", {1, "Weights"}, {1, "Biases"}}'),
        ("Keys[shared[{1, 2}, NetPortGradient[All]]]", '{"Input", NetArray["s"]}'),
        ("embed[{1, 2, 2}, NetPortGradient[All]]", '<|{"Weights"} -> {{1.}, {2.}}|>'),
        (
            'lin[{1, 2}, {NetPortGradient["Input"], NetPortGradient["Biases"]}]',
            '<|NetPortGradient["Input"] -> {4., 6.}, NetPortGradient["Biases"] -> {1., 1.}|>',
        ),
        (
            'lin[{1, 2}, {NetPort["Output"], NetPortGradient["Biases"]}]',
            '<|NetPort["Output"] -> {15., 31.}, NetPortGradient["Biases"] -> {1., 1.}|>',
        ),
        # of batches: by inputs example by example, by arrays summed
        ('lin[{{1, 2}, {3, 4}}, NetPortGradient["Input"]]', "{{4., 6.}, {4., 6.}}"),
        ('lin[{{1, 2}, {3, 4}}, NetPortGradient["Weights"]]', "{{4., 6.}, {4., 6.}}"),
        ('lin[NumericArray[{1, 2}, "Real32"], NetPortGradient["Biases"]]', 'NumericArray[{1., 1.}, "Real32"]'),
        # imposed on outputs: a dot product instead of the sum
        ('lin[<|"Input" -> {1, 1}, NetPortGradient["Output"] -> {1, 0}|>, NetPortGradient["Input"]]', "{1., 2.}"),
        (
            'lin[<|"Input" -> {{1, 1}, {1, 1}}, NetPortGradient["Output"] -> {{1, 0}, {0, 10}}|>,'
            ' NetPortGradient["Input"]]',
            "{{1., 2.}, {30., 40.}}",
        ),
        (
            'branch[<|"Input" -> {1, 1}, NetPortGradient["Output1"] -> {0, 0}, NetPortGradient["Output2"] -> {5, 1}|>,'
            ' NetPortGradient["Input"]]',
            "{10., 2.}",
        ),
        # states that are ports for the time of a call are no outputs
        ('fold[<|"Input" -> {{1}, {2}}, NetPort["State"] -> {1}|>, NetPortGradient["Input"]]', "{{2.}, {1.}}"),
        (
            'fold[{{1}, {2}}, {NetPortGradient["Input"], NetPort[All, "States"]}]',
            '<|NetPortGradient["Input"] -> {{2.}, {1.}}, NetPort[All, "States"] -> <|{"State"} -> {3.}|>|>',
        ),
        ('Keys[memory[<|"Input" -> {{0}}, NetPort["State"] -> {0}|>, NetPortGradient[All]]]',
         '{"Input", {"InputWeights"}, {"StateWeights"}, {"Biases"}}'),
        (
            'memory[<|"Input" -> {{0}}, NetPort["State"] -> {2}|>, NetPortGradient["StateWeights"]]'
            " - {{2 (1 - Tanh[2.]^2)}} // Chop[#, 10^-6] &",
            "{{0}}",
        ),
    ],
)  # fmt: skip
def test_requests(nets, text, expected):
    assert nets(text) == expected
    assert nets.messages == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('chain[{1, 1}, NetPort["Input"]]', "NetChain::inport"),
        ('chain[{1, 1}, NetPort[{2, "Input"}]]', "NetChain::inport"),
        ('chain[{1, 1}, NetPort["Nope"]]', "NetChain::badport"),
        ("chain[{1, 1}, NetPort[4]]", "NetChain::badport"),
        ("chain[{1, 1}, NetPort[]]", "NetChain::badport"),
        ('chain[{1, 1}, NetPort[All, "Nope"]]', "NetChain::badport"),
        ('chain[{1, 1}, NetPort[All, "States"]]', "NetChain::nostates"),
        ('fold[<|"Input" -> {{1}}, NetPort["Nope"] -> {1}|>]', "NetFoldOperator::nostate"),
        ('fold[<|"Input" -> {{1}}, NetPort["State"] -> {1, 2}|>]', "NetFoldOperator::badstate"),
        ('fold[<|"Input" -> {{1}}, NetPort["State"] -> x|>]', "NetFoldOperator::badstate"),
        ('fold[<|"Input" -> {{{1}}, {{1}}}, NetPort["State"] -> {1}|>]', "NetFoldOperator::badstate"),
        ('fold[<|"Input" -> {{1}}, NetPort[All, "States"] -> 3|>]', "NetFoldOperator::arginv"),
        ('lin[<|"Input" -> {1, 1}, NetPort["State"] -> {1}|>]', "LinearLayer::nostates"),
        ('lin[{1, 2}, NetPortGradient["Zork"]]', "LinearLayer::nopart"),
        ('chain[{1, 2}, NetPortGradient[{4, "Weights"}]]', "NetChain::nopart"),
        ('lin[{1, 2}, NetPortGradient[]]', "LinearLayer::nopart"),
        ('embed[{1, 2}, NetPortGradient["Input"]]', "EmbeddingLayer::nograd"),
        ('lin[<|"Input" -> {1, 1}, NetPortGradient["Output"] -> 1|>, NetPortGradient[All]]', "LinearLayer::invindata"),
        ('lin[<|"Input" -> {1, 1}, NetPortGradient["Out"] -> {1}|>, NetPortGradient[All]]', "LinearLayer::extraport"),
    ],
)  # fmt: skip
def test_mistakes(nets, text, message):
    assert nets(text) == "$Failed"
    assert nets.messages == [message]
