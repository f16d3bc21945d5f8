"""What every mistake with nets says: the tag, what the text names, and what comes back."""

import pytest

LINEAR = 'LinearLayer[1, "Weights" -> {{1, 2}}, "Biases" -> None]'
INNER = f'NetChain[<|"in" -> {{Ramp, {LINEAR}}}|>]'
FRESH = 'NetChain[{LinearLayer[2], {LinearLayer[1]}}, "Input" -> 3]'
SOFT = 'SoftmaxLayer["Output" -> NetDecoder[{"Class", {"a", "b"}}]]'
ONE = 'LinearLayer[1, "Input" -> 1]'
FAILED = "$Failed"

# situation, input, tag, phrases of the text, result (None: it is looked at by itself)
ROWS = [
    # -- devices
    ("GPU absent, a layer", 'ElementwiseLayer[Tanh][{1}, TargetDevice -> "GPU"]', "ElementwiseLayer::nogpu",
     ["TargetDevice -> GPU could not be used", "NVIDIA GPU"], FAILED),
    ("GPU absent, a chain", 'NetChain[{Tanh}][{1}, TargetDevice -> {"GPU", 1}]', "NetChain::nogpu", ["NVIDIA"], FAILED),
    ("GPU absent, training", f'NetTrain[{ONE}, {{{{1}} -> {{2}}}}, TargetDevice -> "GPU"]', "NetTrain::badtrgdevgpu",
     ["TargetDevice -> GPU", "driver"], FAILED),
    ("bad device", 'Ramp // ElementwiseLayer // #[1, TargetDevice -> "TPU"] &', "ElementwiseLayer::badtrgdev",
     ["TPU", "CPU"], FAILED),
    ("bad device, training", f'NetTrain[{ONE}, {{{{1}} -> {{2}}}}, TargetDevice -> 3]', "NetTrain::badtrgdev",
     ["TargetDevice -> 3"], FAILED),
    # -- shapes
    ("layers do not fit", 'NetChain[{2, LinearLayer[2, "Input" -> 4]}]', "NetChain::tyfail1",
     ["Output of layer 1", "vector (size: 2)", "vector (size: 4)"], FAILED),
    ("nested layers do not fit", 'NetChain[<|"a" -> {Ramp, LinearLayer[2]}, "b" -> LinearLayer[2, "Input" -> 4]|>]',
     "NetChain::tyfail1", ["Output of layer {a, 2}", "(size: 2)", "(size: 4)"], FAILED),
    ("layers of a graph do not fit", 'NetGraph[{2, LinearLayer[2, "Input" -> 4]}, {1 -> 2}]', "NetGraph::tyfail1",
     ["layer 1", "(size: 2)", "(size: 4)"], FAILED),
    ("an array does not fit", 'LinearLayer[2, "Weights" -> {{1, 2}, {3, 4}}, "Input" -> 3]', "LinearLayer::tyfail1",
     ["2 x 2", "3"], FAILED),
    ("a declared port does not fit", f'NetChain[{{{LINEAR}}}, "Output" -> 4]', "NetChain::tyfail1",
     ["Output", "vector (size: 1)", "vector (size: 4)"], FAILED),
    ("an operator's net does not fit", 'NetNestOperator[LinearLayer[2, "Input" -> 3], 2]', "NetNestOperator::tyfail1",
     ["(size: 2)", "(size: 3)"], FAILED),
    # -- data
    ("wrong shape", f"{LINEAR}[{{1, 2, 3}}]", "LinearLayer::invindata",
     ["port Input", "vector (size: 2)", "vector (size: 3)"], FAILED),
    ("wrong shape, nested", f"{INNER}[{{1, 2, 3}}]", "NetChain::invindata",
     ["port Input", "vector (size: 2)", "vector (size: 3)"], FAILED),
    ("wrong rank", f"{LINEAR}[3]", "LinearLayer::invindata", ["vector (size: 2)", "found 3"], FAILED),
    ("no numbers", f'{LINEAR}["abc"]', "LinearLayer::invindata", ["numeric array", "(size: 2)", "found abc"], FAILED),
    ("symbols among numbers", f"{LINEAR}[{{x, 2}}]", "LinearLayer::invindata", ["numeric array", "{x, 2}"], FAILED),
    ("no numbers, unknown rank", "ElementwiseLayer[Tanh][x]", "ElementwiseLayer::invindata",
     ["numeric array", "found x"], FAILED),
    ("missing port", 'MeanSquaredLossLayer[][<|"Input" -> 1|>]', "MeanSquaredLossLayer::missport", ["Target"], FAILED),
    ("extra port", 'MeanSquaredLossLayer[][<|"Input" -> 1, "Target" -> 1, "Up" -> 2|>]',
     "MeanSquaredLossLayer::extraport", ["port Up", "{Input, Target}"], FAILED),
    ("not initialised", f"{ONE}[{{1}}]", "LinearLayer::uninit", ["{Weights, Biases}", "NetInitialize"], FAILED),
    ("not initialised, nested", f"{FRESH}[{{1, 2, 3}}]", "NetChain::uninit", ["{2, 1, Weights}"], FAILED),
    ("bad property", f'{SOFT}[{{1, 2}}, "Up"]', "SoftmaxLayer::invprop", ["Up", "Probabilities"], FAILED),
    # -- specifications
    ("open sizes", "NetInitialize[NetChain[{{2}}]]", "NetInitialize::unspec", ["{1, 1, Weights}"], FAILED),
    ("open sizes, training", 'NetTrain[NetChain[{LinearLayer[], 1}, "Input" -> 1], {{1} -> {2}}]', "NetTrain::unspec",
     ["{1, Weights}"], FAILED),
    ("too few arguments", "ConvolutionLayer[]", "ConvolutionLayer::argrx", ["0", "2"], FAILED),
    ("too many arguments", "LinearLayer[1, 2]", "LinearLayer::argt", ["2"], FAILED),
    ("wrong argument", "ConvolutionLayer[2, x]", "ConvolutionLayer::arginv",
     ["KernelSize", "positive integer", "found x"], FAILED),
    ("wrong option value", 'PoolingLayer[2, "Function" -> Sin]', "PoolingLayer::arginv", ["Function", "Sin"], FAILED),
    ("unknown parameter", 'LinearLayer[3, "Up" -> 2]', "LinearLayer::optx", ["Up", "LinearLayer"], FAILED),
    ("unknown option", "LinearLayer[3, Up -> 2]", "LinearLayer::optx", ["Up"], FAILED),
    ("unknown option of a chain", "NetChain[{Tanh}, Up -> 2]", "NetChain::optx", ["Up", "NetChain"], FAILED),
    ("unknown option of initialisation", f"NetInitialize[{ONE}, Up -> 2]", "NetInitialize::optx", ["Up"], None),
    # -- edges
    ("cycle", "NetGraph[{Tanh, Ramp}, {1 -> 2, 2 -> 1}]", "NetGraph::cyc", ["2 -> 1"], FAILED),
    ("unknown vertex", "NetGraph[{Tanh, Ramp}, {1 -> 3}]", "NetGraph::unkvert", ["layer 3", "1 -> 3"], FAILED),
    ("port fed twice", "NetGraph[{Tanh, Ramp, Tanh}, {1 -> 3, 2 -> 3}]", "NetGraph::dupin",
     ["port Input of layer 3", "2 -> 3"], FAILED),
    # -- surgery
    ("no match", "NetReplace[NetChain[{Tanh}], _LinearLayer -> Ramp] === NetChain[{Tanh}]", "NetReplace::nomatch",
     ["_LinearLayer"], "True"),
    ("names twice", 'NetRename[NetChain[<|"a" -> Tanh, "b" -> Ramp|>], "a" -> "b"]', "NetRename::dup", ["b"], FAILED),
    ("a name that is taken", 'NetInsert[NetChain[<|"a" -> Tanh, "b" -> Ramp|>], "a" -> Ramp, "b"]',
     "NetInsert::exists", ["a"], FAILED),
    ("deletion that breaks shapes", 'NetDelete[NetChain[{2, 3, 4}, "Input" -> 5], 2]', "NetDelete::nocompat",
     ["layer 2"], FAILED),
    ("no such part", f'NetExtract[{INNER}, {{"in", 2, "Up"}}]', "NetExtract::nopart", ["Up", "LinearLayer"], FAILED),
    ("no such layer", f"NetExtract[{INNER}, 2]", "NetExtract::nopart", ["2", "{in, Input, Output}"], FAILED),
    # -- coders
    ("wrong class", 'NetEncoder[{"Class", {"a", "b"}}]["c"]', "NetEncoder::invin", ["Class", "c"], FAILED),
    ("no truth value", 'NetEncoder["Boolean"]["c"]', "NetEncoder::invin", ["Boolean", "True"], FAILED),
    ("no string", 'NetEncoder["Characters"][x]', "NetEncoder::invin", ["Characters", "string"], FAILED),
    ("no file", 'NetEncoder["Image"][File["/no/such.png"]]', "NetEncoder::nofile", ["/no/such.png"], FAILED),
    # -- training
    ("columns of different lengths", f'NetTrain[{ONE}, <|"Input" -> {{{{1}}, {{2}}}}, "Output" -> {{{{1}}}}|>]',
     "NetTrain::invdata", ["Input: 2", "Output: 1"], FAILED),
    ("an example of another shape", f"NetTrain[{ONE}, {{{{1}} -> {{1}}, {{2, 3}} -> {{1}}}}]", "NetTrain::invdata",
     ["example 2", "port Input", "vector (size: 1)"], FAILED),
    ("a target of another shape", f"NetTrain[{ONE}, {{{{1}} -> {{1}}, {{1}} -> {{1}}, {{2}} -> {{{{1}}}}}}]",
     "NetTrain::invdata", ["example 3", "port Output"], FAILED),
    ("an example without numbers", f"NetTrain[{ONE}, {{{{1}} -> {{1}}, {{x}} -> {{1}}}}]", "NetTrain::invdata",
     ["example 2", "numeric array"], FAILED),
    ("data that are none", f"NetTrain[{ONE}, 7]", "NetTrain::invdata", ["rules"], FAILED),
    ("no data", f"NetTrain[{ONE}, {{}}]", "NetTrain::nodata", ["no training examples"], FAILED),
    ("nothing to train", 'net = NetChain[{Tanh}, "Input" -> 1]; NetTrain[net, {{1} -> {2}}] === net',
     "NetTrain::noarrays", ["no arrays"], "True"),
    ("divergence", f"Head[NetTrain[{ONE}, {{{{1}} -> {{10.^30}}, {{2}} -> {{-10.^30}}}}, LearningRate -> 10.^10, "
     'Method -> "SGD", MaxTrainingRounds -> 20]]', "NetTrain::arrdiv", ["smaller LearningRate", "normalised"],
     "LinearLayer"),
    ("no net", "NetTrain[3, {1 -> 2}]", "NetTrain::invnet", ["3 is not"], FAILED),
]  # fmt: skip


@pytest.mark.parametrize(("text", "tag", "phrases", "result"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_message(ask, text, tag, phrases, result):
    shown = []
    ask.session.on_message(lambda m: shown.append(m.text))
    found = ask(text)
    assert ask.messages == [tag]
    for phrase in phrases:
        assert phrase in shown[0]
    assert result is None or found == result
