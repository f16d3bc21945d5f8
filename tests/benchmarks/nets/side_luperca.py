"""Our runtime through its public functions; LUPERCA_KERNELS and LUPERCA_BLAS in the environment choose what computes.

Evaluation is `plan.evaluate` with a cache of plans, the call that applying a net makes. A training step is what
`training.train` does for a batch: fill the plan's inputs, execute it, one step of the optimiser.
"""

import os
import sys
from importlib import import_module
from pathlib import Path

import numpy

sys.path.append(str(Path(__file__).resolve().parents[3]))
import_module("conftest")  # maps the folders of a bare checkout

from luperca.runtime.builder import Plan, Request  # noqa: E402
from luperca.runtime.declare import create  # noqa: E402
from luperca.runtime.graph import chain, connect, single  # noqa: E402
from luperca.runtime.initialize import initialize  # noqa: E402
from luperca.runtime.kernels import accelerators  # noqa: E402
from luperca.runtime.optimize import Optimizer  # noqa: E402
from luperca.runtime.plan import PlanCache, evaluate  # noqa: E402
from luperca.runtime.ports import Type  # noqa: E402
from luperca.runtime.training import train  # noqa: E402
from workloads import CLASSES, ENCODER, HEAD, LABELS, LINE, LINE_ROUNDS, RATE, STEM, blocks  # noqa: E402

GENERATOR = numpy.random.default_rng(0)
RELU6 = ("Min", ("Max", ("Slot", 1), 0), 6)


def about():
    found = ", ".join(f"{name} {value}" for name, value in accelerators().items() if value)
    return f"numpy {numpy.__version__}, {found}"


def refused():
    """Why this process is not what its environment asks for; empty where it is."""
    found, wanted = accelerators(), os.environ.get("LUPERCA_KERNELS", "auto")
    if wanted not in ("auto", found["Kernels"]):
        return found.get("Problem", f"no kernels of {wanted}")
    if os.environ.get("LUPERCA_BLAS") == "mkl" and found.get("BLAS") != "MKL":
        return f"no MKL in {sys.prefix}"
    return ""


def linear(size):
    return create("LinearLayer", size)


def ramp():
    return create("ElementwiseLayer", "Ramp")


def convolution(channels, kernel, stride=1, padding=0, groups=1, **options):
    sizes = {"Stride": stride, "PaddingSize": padding, "ChannelGroups": groups}
    return create("ConvolutionLayer", channels, (kernel, kernel), **sizes, **options)


def mlp():
    return chain([linear(256), ramp(), linear(256), ramp(), linear(CLASSES)])


def lenet():
    features = []
    for channels in (20, 50):
        features += [convolution(channels, 5), ramp(), create("PoolingLayer", (2, 2), (2, 2))]
    return chain([*features, create("FlattenLayer"), linear(500), ramp(), linear(CLASSES)])


def residual(i, o, stride):
    """Two convolutions beside a shortcut."""
    members = {
        "one": convolution(o, 3, stride, 1, Biases=None),
        "norm": create("BatchNormalizationLayer"),
        "ramp": ramp(),
        "two": convolution(o, 3, 1, 1, Biases=None),
        "norm2": create("BatchNormalizationLayer"),
        "sum": create("TotalLayer"),
        "out": ramp(),
    }
    names = list(members)
    edges = [((a, None), (b, None)) for a, b in zip(names, names[1:])]
    edges.insert(0, ((None, "Input"), ("one", None)))
    if i == o:
        return connect(members, [*edges, ((None, "Input"), ("sum", None))])
    members["shortcut"] = convolution(o, 1, stride, Biases=None)
    return connect(members, [*edges, ((None, "Input"), ("shortcut", None)), (("shortcut", None), ("sum", None))])


def resnet():
    stem = [convolution(16, 3, 1, 1, Biases=None), create("BatchNormalizationLayer"), ramp()]
    body = [residual(16, 16, 1), residual(16, 32, 2), residual(32, 64, 2)]
    return chain([*stem, *body, create("AggregationLayer", "Mean"), linear(CLASSES)])


def lstm():
    return chain([create("LongShortTermMemoryLayer", 128), create("SequenceLastLayer"), linear(CLASSES)])


def mapped(layer):
    """The layer at every place of a sequence."""
    return create("NetMapOperator", nets={"Net": single(layer)})


def encoder():
    """The block as torch's TransformerEncoderLayer has it: attention, add, normalise, two maps, add, normalise."""
    width, heads, inner = ENCODER.values()
    split = (heads, width // heads)
    options = {"MultiHead": True, "ScoreRescaling": "DimensionSqrt"}
    members = {
        "query": mapped(linear(split)),
        "key": mapped(linear(split)),
        "value": mapped(linear(split)),
        "attention": create("AttentionLayer", "Dot", **options),
        "joined": mapped(linear(width)),
        "sum": create("TotalLayer"),
        "norm": create("NormalizationLayer", 2, "Same"),
        "wide": mapped(linear(inner)),
        "ramp": ramp(),
        "narrow": mapped(linear(width)),
        "sum2": create("TotalLayer"),
        "norm2": create("NormalizationLayer", 2, "Same"),
        "mean": create("AggregationLayer", "Mean", 1),
        "last": linear(CLASSES),
    }
    names = list(members)[3:]
    edges = [((None, "Input"), (name, None)) for name in ("query", "key", "value", "sum")]
    edges += [((name.lower(), None), ("attention", name)) for name in ("Query", "Key", "Value")]
    edges += [(("norm", None), ("sum2", None))]
    edges += [((a, None), (b, None)) for a, b in zip(names, names[1:])]
    return connect(members, edges)


def inverted(i, inner, o, stride, kernel, added):
    """Widen, filter each channel by itself, narrow."""
    body = [] if inner == i else [convolution(inner, 1), create("ElementwiseLayer", RELU6)]
    body += [convolution(inner, kernel, stride, kernel // 2, inner), create("ElementwiseLayer", RELU6)]
    body = chain([*body, convolution(o, 1)])
    if not added:
        return body
    edges = [((None, "Input"), ("body", None)), ((None, "Input"), ("sum", None)), (("body", None), ("sum", None))]
    return connect({"body": body, "sum": create("TotalLayer")}, edges)


def depthwise():
    stem = [convolution(STEM, 3, 2, 1), create("ElementwiseLayer", RELU6)]
    head = [convolution(HEAD, 1), create("ElementwiseLayer", RELU6), create("AggregationLayer", "Mean"), linear(LABELS)]
    return chain([*stem, *(inverted(*block) for block in blocks()), *head])


NETS = {"mlp": mlp, "lenet": lenet, "resnet": resnet, "lstm": lstm, "encoder": encoder, "depthwise": depthwise}


def setup(workload, threads):
    if refused():
        raise RuntimeError(refused())
    return KINDS[workload.kind](workload)


def drawn(*shape):
    return GENERATOR.standard_normal(shape, dtype="float32")


def threaded(workload):
    x, y = ("Slot", 1), ("Slot", 2)
    net = single(create("ThreadingLayer", ("Plus", ("Times", ("Tanh", x), ("LogisticSigmoid", y)), x)))
    data = {"Input1": drawn(1, *workload.shape), "Input2": drawn(1, *workload.shape)}
    return evaluation(net, data, workload.precision)


def inference(workload):
    return evaluation(NETS[workload.net](), {"Input": drawn(*workload.shape)})


def evaluation(net, inputs, precision="float32"):
    arrays = initialize(net, generator=GENERATOR, inputs={name: Type(data.shape[1:]) for name, data in inputs.items()})
    cache = PlanCache()
    return lambda: evaluate(net, arrays, inputs, dtype=precision, cache=cache)


def training(workload):
    loss = create("CrossEntropyLossLayer", "Index")
    edges = [(("net", None), ("soft", None)), (("soft", None), ("loss", "Input"))]
    net = connect({"net": NETS[workload.net](), "soft": create("SoftmaxLayer"), "loss": loss}, edges)
    batch = workload.shape[0]
    data = {"Input": drawn(*workload.shape), "Target": GENERATOR.integers(1, CLASSES + 1, batch)}
    types = {name: Type(column.shape[1:]) for name, column in data.items()}
    arrays = initialize(net, generator=GENERATOR, inputs=types)
    shapes = tuple((name, column.shape) for name, column in data.items())
    learned = tuple(path for path in arrays if path[-1] not in ("MovingMean", "MovingVariance"))
    plan = Plan(Request(net, shapes, gradients=learned, weights=(("Loss", 1 / batch),), train=True))
    plan.parameters.load(arrays)
    optimizer = Optimizer("ADAM", plan.parameters.values, plan.parameters.gradients, plan.device)

    def step():
        for name, buffer in plan.inputs.items():
            buffer[...] = data[name]
        plan.execute()
        for path, array in plan.new_arrays.items():
            plan.parameters.views[path][...] = array
        optimizer.step(RATE)

    return step


def rounds(workload):
    """A whole call of `train`: what a round costs beside its arithmetic."""
    nodes = {1: linear(1), 2: create("MeanSquaredLossLayer")}
    line = connect(nodes, [((1, None), (2, None))])
    columns = {name: numpy.array(column, "float32")[:, None] for name, column in zip(("Input", "Target"), LINE)}
    return lambda: train(line, {}, columns, rounds=LINE_ROUNDS, rate=RATE, seed=1)


KINDS = {"train": training, "infer": inference, "chain": threaded, "rounds": rounds}
