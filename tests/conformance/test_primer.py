"""A primer of neural nets, input by input, through the session, the embedded evaluator and the script runner.

CELLS are (input, what is shown).  A text must be given exactly; a function is the property of a result that depends on
random weights, asked of its InputForm text.
"""

import re
import subprocess

from luperca import Session as Embedded
from luperca.interpreter.session import Session


def numbers(text):
    return [float(x) for x in re.findall(r"-?\d+\.?\d*(?:e-?\d+)?", re.sub(r"\*(10)?\^", "e", text))]


def summary(head, *rows):
    return "\n".join([f"{head}[", *(f"  {row}" for row in rows), "]"])


LINEAR = summary("LinearLayer", "Input:  vector (size: 2)", "Output: vector (size: 3)")
LOSS_GRAPH = summary("NetGraph", "Number of inputs: 2", "Loss port:        real", "Number of layers: 2")
LAYERS = """
AggregationLayer AppendLayer BasicRecurrentLayer BatchNormalizationLayer CatenateLayer ConstantArrayLayer
ConstantPlusLayer ConstantTimesLayer ContrastiveLossLayer ConvolutionLayer CrossEntropyLossLayer CTCLossLayer
DeconvolutionLayer DotLayer DotPlusLayer DropoutLayer ElementwiseLayer EmbeddingLayer FlattenLayer
GatedRecurrentLayer ImageAugmentationLayer InstanceNormalizationLayer LinearLayer LocalResponseNormalizationLayer
LongShortTermMemoryLayer MeanAbsoluteLossLayer MeanSquaredLossLayer PaddingLayer PartLayer PoolingLayer
ReplicateLayer ReshapeLayer ResizeLayer SequenceAttentionLayer SequenceLastLayer SequenceMostLayer
SequenceRestLayer SequenceReverseLayer SoftmaxLayer SpatialTransformationLayer SummationLayer ThreadingLayer
TotalLayer TransposeLayer UnitVectorLayer""".split()


def in_four_columns(names):
    """Read down the columns: 12, 12, 12 and 9 names."""
    rows = [names[r::12] for r in range(12)]
    return lambda text: [line.split() for line in text.splitlines()[2:]] == rows and text.startswith("▼ System`")


CELLS = [
    ("elem = ElementwiseLayer [Tanh]", summary("ElementwiseLayer", "Function: Tanh")),
    ("elem@{1, 2, 3}", "{0.761594, 0.964028, 0.995055}"),
    ("N@Tanh@{1, 2, 3}", "{0.761594, 0.964028, 0.995055}"),
    ('elem[{1, 2, 3}, NetPortGradient["Input"]]', "{0.419974, 0.0706508, 0.009866}"),
    ("D[Tanh[x], x] /. x -> {1., 2., 3.}", "{0.419974, 0.0706508, 0.00986604}"),
    ('elem[{1, 2, 3}, TargetDevice -> "GPU"]', "$Failed"),
    (
        'ElementwiseLayer[Tanh, "Input" -> {4, 32}]',
        summary("ElementwiseLayer", "Function: Tanh", "Output:   matrix (size: 4 x 32)"),
    ),
    ('dot = LinearLayer[3, "Input" -> 2]', LINEAR),
    ("dot2 = NetInitialize@dot", LINEAR),
    ('NetExtract[dot2, "Weights"]', lambda t: len(set(numbers(t))) == 6 and t.count("{") == 4),
    ("msloss = MeanSquaredLossLayer []", summary("MeanSquaredLossLayer", "Input:  tensor", "Target: tensor")),
    ('msloss [<|"Input" -> {1, 2, 3}, "Target" -> {4, 0, 4}|>]', "4.66667"),
    ("? *Layer", in_four_columns(LAYERS)),
    ("linear[data_, weight_, bias_] := Dot[weight, data] + bias", ""),
    (
        'layer = NetInitialize@LinearLayer[2, "Input" -> 3]',
        summary("LinearLayer", "Input:  vector (size: 3)", "Output: vector (size: 2)"),
    ),
    (
        'layer[{2, 10, 3}] - linear[{2, 10, 3}, NetExtract[layer, "Weights"], NetExtract[layer, "Biases"]]',
        lambda t: len(numbers(t)) == 2 and max(map(abs, numbers(t))) < 1e-5,
    ),
    (
        "net = NetChain[{ElementwiseLayer[Tanh], ElementwiseLayer[LogisticSigmoid]}]",
        summary("NetChain", "Input port:       tensor", "Output port:      tensor", "Number of layers: 2"),
    ),
    ("f[x_] := LogisticSigmoid@Tanh@x", ""),
    ("data = {1., 2., 3.};", ""),
    ("net@data", "{0.6817, 0.723927, 0.730085}"),
    ("f@data", "{0.6817, 0.723927, 0.730085}"),
    (
        "net = NetGraph[{ElementwiseLayer[Tanh], ElementwiseLayer[LogisticSigmoid], TotalLayer[]}, "
        '{NetPort["Input1"] -> 1, NetPort["Input2"] -> 2, {1, 2} -> 3}]',
        summary("NetGraph", "Number of inputs: 2", "Output port:      tensor", "Number of layers: 3"),
    ),
    ("func = (Tanh@#Input1 + LogisticSigmoid@#Input2) &;", ""),
    ('data = <|"Input1" -> {0.1, -2.4}, "Input2" -> {-1.2, 3.4}|>;', ""),
    ("net@data", "{0.331143, -0.0159703}"),
    ("func@data", "{0.331143, -0.0159703}"),
    ('net[data, NetPortGradient["Input1"]]', "{0.990066, 0.0323837}"),
    (
        "NetChain[{NetChain[{LinearLayer[]}]}]",
        summary(
            "NetChain", "uninitialized", "Input port:       tensor", "Output port:      tensor", "Number of layers: 1"
        ),
    ),
    (
        'imageenc = NetEncoder[{"Image", {12, 12}, "ColorSpace" -> "Grayscale"}]',
        summary(
            "NetEncoder",
            "Type:           Image",
            "Image size:     {12, 12}",
            "Color space:    Grayscale",
            "Color channels: 1",
            "Mean image:     None",
            "Variance image: None",
            "Output:         3-tensor (size: 1 × 12 × 12)",
        ),
    ),
    ("digit = imageenc[3];", ""),
    (
        "{Dimensions[digit], Max[digit] == 1, 0 <= Min[digit] < 0.3, Union[digit[[1, 1]], digit[[1, All, 1]]]}",
        "{{1, 12, 12}, True, True, {1.}}",
    ),
    ('FileExistsQ[First[f = File@FindFile["ExampleData/coneflower.jpg"]]]', "True"),
    ("Short[imageenc[f]]", lambda t: "<<" in t and t.startswith("{{{")),
    ("{Dimensions[imageenc[f]], Max[Abs[255 imageenc[f] - Round[255 imageenc[f]]]] < 0.001}", "{{1, 12, 12}, True}"),
    (
        'dec = NetDecoder[{"Class", {"dog", "cat"}}]',
        summary("NetDecoder", "Type:        Class", "Labels:      {dog, cat}", "Input depth: 1", "Dimensions:  2"),
    ),
    ("dec[{0.1, 0.9}]", "cat"),
    ('dec[{0.1, 0.9}, "Probabilities"]', "<|dog -> 0.1, cat -> 0.9|>"),
    (
        'soft = SoftmaxLayer["Output" -> NetDecoder[{"Class", {"dog", "cat"}}]]',
        summary("SoftmaxLayer", "Level:  -1", "Output: class"),
    ),
    ('soft[{44, 41}, "Probabilities"]', "<|dog -> 0.952574, cat -> 0.0474259|>"),
    (
        "data = {{1} -> {1.9}, {2} -> {4.1}, {3} -> {6.0}, {4} -> {8.1}}",
        "{{1} -> {1.9}, {2} -> {4.1}, {3} -> {6.}, {4} -> {8.1}}",
    ),
    (
        'net = NetInitialize@NetGraph[{LinearLayer[1], MeanSquaredLossLayer[]}, {1 -> 2}, "Input" -> {1}]',
        LOSS_GRAPH,
    ),
    (
        '{net[<|"Input" -> {2}, "Target" -> {4.1}|>], NetExtract[net, {1, "Weights"}], NetExtract[net, {1, "Biases"}]}',
        lambda t: (v := numbers(t)) and v[2] == 0 and abs(v[0] - (2 * v[1] - 4.1) ** 2) < 1e-3,
    ),
    ("trainednet = NetTrain[net, data]", LOSS_GRAPH),
    ('trainednet[<|"Input" -> {2}, "Target" -> {4.1}|>]', lambda t: abs(numbers(t)[0] - 0.01) < 0.001),
    ('NetExtract[trainednet, {1, "Weights"}]', lambda t: abs(numbers(t)[0] - 2.05) < 0.001),
]
GPU = "TargetDevice -> GPU could not be used; your system does not appear to have an NVIDIA GPU."


def agrees(shown, expected):
    return expected(shown) if callable(expected) else shown == expected


def has_gpu():
    from luperca.runtime.device import DeviceError, device

    try:
        device("GPU")
    except DeviceError:
        return False
    return True


CELLS = [c for c in CELLS if not (c[1] == "$Failed" and has_gpu())]


def test_in_the_session():
    session, printed, messages = Session(debug=True), [], []
    session.on_print(printed.append)
    session.on_message(lambda m: messages.append(m.text))
    for text, expected in CELLS:
        printed.clear()
        shown = [session.evaluate_input(item).text for item in session.read(text)][-1]
        shown = "\n".join([*printed, *([] if shown is None else [shown])])
        assert agrees(shown, expected), (text, shown)
    assert messages == ([] if has_gpu() else [GPU])


def test_in_the_embedded_evaluator():
    with Embedded() as session:
        for text, expected in CELLS:
            result = session.evaluate_wrap(text)
            shown = "\n".join([*result.output, *([] if result.text == "Null" else [result.text])])
            assert agrees(shown, expected), (text, shown)


def test_in_the_script_runner(command, tmp_path):
    script = tmp_path / "primer.wl"
    script.write_text("\n".join(text for text, _ in CELLS), encoding="utf-8")
    done = subprocess.run(
        [*command, "--transcript", str(script)], capture_output=True, text=True, encoding="utf-8", timeout=120
    )
    assert done.returncode == 0
    assert done.stderr.count(GPU) == (not has_gpu())
    blocks = re.split(r"^In\[\d+\]:= ", done.stdout, flags=re.M)[1:]
    assert len(blocks) == len(CELLS)
    for block, (text, expected) in zip(blocks, CELLS, strict=True):
        shown = block[len(text) :] if block.startswith(text) else None
        assert shown is not None, block
        shown = re.sub(r"^Out\[\d+\](?://\w+)?= *\n?", "", shown.strip(), flags=re.M)
        if callable(expected):
            assert expected(shown), (text, shown)
        else:
            assert [x.strip() for x in shown.splitlines()] == [x.strip() for x in expected.splitlines()], text


