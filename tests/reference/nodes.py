"""ONNX operators as our layers, for the operators and settings that both have.

A function of `OPERATORS` takes a `Node` and gives (Spec, inputs, arrays) or, for results that stand otherwise, a fourth
member: what to do with our output; or None where the layer has no such setting.
"""

from dataclasses import dataclass

import numpy

from .spec import spec


@dataclass
class Node:
    """An operator's settings and its inputs, constants among them, in order; None for one that is left out."""

    settings: dict
    inputs: list
    version: int

    def get(self, name, default=None):
        return self.settings.get(name, default)

    def __getitem__(self, i):
        return self.inputs[i] if i < len(self.inputs) else None


OPERATORS = {}


def operator(*names):
    def declare(function):
        OPERATORS.update(dict.fromkeys(names, function))
        return function

    return declare


# --- elements

FUNCTIONS = {
    "Abs": "Abs",
    "Acos": "ArcCos",
    "Acosh": "ArcCosh",
    "Asin": "ArcSin",
    "Asinh": "ArcSinh",
    "Atan": "ArcTan",
    "Atanh": "ArcTanh",
    "Ceil": "Ceiling",
    "Cos": "Cos",
    "Cosh": "Cosh",
    "Erf": "Erf",
    "Exp": "Exp",
    "Floor": "Floor",
    "HardSwish": "HardSwish",
    "Log": "Log",
    "Mish": "Mish",
    "Neg": "Minus",
    "Relu": "Ramp",
    "Round": "Round",
    "Sigmoid": "LogisticSigmoid",
    "Sign": "Sign",
    "Sin": "Sin",
    "Sinh": "Sinh",
    "Softplus": "SoftPlus",
    "Softsign": "SoftSign",
    "Sqrt": "Sqrt",
    "Swish": "Swish",
    "Tan": "Tan",
    "Tanh": "Tanh",
}
for name, ours in FUNCTIONS.items():
    OPERATORS[name] = lambda node, f=ours: (spec("ElementwiseLayer", f), {"Input": node[0]}, {})


@operator("Gelu")
def gelu(node):
    plain = node.get("approximate", "none") in ("none", b"none")
    return (spec("ElementwiseLayer", "GELU"), {"Input": node[0]}, {}) if plain else None


@operator("Elu")
def elu(node):
    return scaled(node, 1.0, node.get("alpha", 1.0))


@operator("Selu")
def selu(node):
    return scaled(node, node.get("gamma", 1.0507010), node.get("alpha", 1.6732632))


def scaled(node, gamma, alpha):
    x = ("Slot", 1)
    negative = ("Times", gamma * alpha, ("Plus", ("Exp", x), -1))
    return spec("ElementwiseLayer", ("If", ("Greater", x, 0), ("Times", gamma, x), negative)), {"Input": node[0]}, {}


PAIRS = {"Add": "Plus", "Sub": "Subtract", "Mul": "Times", "Div": "Divide", "Pow": "Power", "Max": "Max", "Min": "Min"}


@operator("LeakyRelu", "PRelu")
def parametric(node):
    slope = numpy.full(1, node.get("alpha", 0.01), "float32") if len(node.inputs) == 1 else node[1]
    if slope.size == 1:
        return spec("ParametricRampLayer", ()), {"Input": node[0]}, {"Slope": slope.reshape(())}
    if slope.shape == (node[0].shape[1], *(1,) * (node[0].ndim - 2)):
        return spec("ParametricRampLayer"), {"Input": node[0]}, {"Slope": slope.reshape(-1)}
    return None


def pair(ours):
    def mapped(node):
        ranks = {x.ndim for x in node.inputs}
        if len(ranks) > 1 or len({len(x) for x in node.inputs}) > 1 or any(x.dtype.kind != "f" for x in node.inputs):
            return None
        ports = {f"Input{i + 1}": x for i, x in enumerate(node.inputs)}
        count = {} if ours in ("Subtract", "Divide", "Power") else {"InputPorts": len(ports)}
        return spec("ThreadingLayer", ours, **count), ports, {}

    return mapped


OPERATORS.update({name: pair(ours) for name, ours in PAIRS.items()})


@operator("Sum")
def total(node):
    return spec("TotalLayer", InputPorts=len(node.inputs)), {f"Input{i + 1}": x for i, x in enumerate(node.inputs)}, {}


@operator("Softmax")
def softmax(node):
    rank = node[0].ndim
    if node.version < 13 and node.get("axis", 1) % rank != rank - 1:  # it flattened what follows the axis
        return None
    axis = node.get("axis", -1 if node.version >= 13 else 1) % rank
    return (spec("SoftmaxLayer", axis), {"Input": node[0]}, {}) if axis else None


# --- products


@operator("Gemm")
def gemm(node):
    if node.get("alpha", 1) != 1 or node.get("beta", 1) != 1 or node.get("transA", 0):
        return None
    weights = node[1] if node.get("transB", 0) else node[1].T
    if node[2] is None:
        return spec("LinearLayer", len(weights), Biases=None), {"Input": node[0]}, {"Weights": weights}
    if node[2].size not in (1, len(weights)):
        return None
    biases = numpy.broadcast_to(node[2].reshape(-1), len(weights))
    return spec("LinearLayer", len(weights)), {"Input": node[0]}, {"Weights": weights, "Biases": biases}


@operator("MatMul")
def product(node):
    if node[0].ndim != 3 or node[1].ndim != 3 or len(node[0]) != len(node[1]):
        return None
    return spec("DotLayer", InputPorts=2), {"Input1": node[0], "Input2": node[1]}, {}


@operator("Gather")
def embedding(node):
    table, places = node[0], node[1]
    if node.get("axis", 0) or table.ndim != 2 or places.ndim < 1:
        return None
    count, size = table.shape
    return spec("EmbeddingLayer", size, count), {"Input": places % count + 1}, {"Weights": table}


# --- windows


def borders(node, sizes, kernel):
    """PaddingSize: the automatic ones of ONNX go by the stride too."""
    rank = len(kernel)
    automatic = node.get("auto_pad", "NOTSET")
    if automatic == "NOTSET":
        pads = node.get("pads", [0] * 2 * rank)
        return tuple(zip(pads[:rank], pads[rank:]))
    if automatic == "VALID":
        return ((0, 0),) * rank
    strides, dilations = node.get("strides", [1] * rank), node.get("dilations", [1] * rank)
    if strides == [1] * rank and automatic == "SAME_UPPER":
        return "Same"
    pads = []
    for n, k, s, d in zip(sizes, kernel, strides, dilations):
        total = max((-(-n // s) - 1) * s + d * (k - 1) + 1 - n, 0)
        pads.append((total // 2, total - total // 2))
    return tuple(pads if automatic == "SAME_UPPER" else [pair[::-1] for pair in pads])


@operator("Conv")
def convolution(node):
    kernel = node[1].shape[2:]
    rank = len(kernel)
    padding = borders(node, node[0].shape[2:], kernel)
    options = {
        "Stride": tuple(node.get("strides", [1] * rank)),
        "Dilation": tuple(node.get("dilations", [1] * rank)),
        "ChannelGroups": node.get("group", 1),
        "PaddingSize": padding,
    }
    return with_biases("ConvolutionLayer", len(node[1]), kernel, node, node[1], options)


def with_biases(layer, channels, kernel, node, weights, options):
    arrays = {"Weights": weights}
    if node[2] is None:
        options["Biases"] = None
    else:
        arrays["Biases"] = node[2]
    return spec(layer, channels, tuple(kernel), **options), {"Input": node[0]}, arrays


@operator("ConvTranspose")
def deconvolution(node):
    kernel = node[1].shape[2:]
    rank, groups = len(kernel), node.get("group", 1)
    padding = borders(node, (), kernel)
    if "auto_pad" in node.settings or any(node.get("output_padding", [0])) or "output_shape" in node.settings:
        return None
    inputs, each = node[1].shape[:2]
    weights = node[1].reshape(groups, inputs // groups, each, *kernel).swapaxes(1, 2)
    weights = weights.reshape(groups * each, inputs // groups, *kernel)
    options = {
        "Stride": tuple(node.get("strides", [1] * rank)),
        "Dilation": tuple(node.get("dilations", [1] * rank)),
        "ChannelGroups": groups,
        "PaddingSize": padding,
    }
    return with_biases("DeconvolutionLayer", groups * each, kernel, node, weights, options)


@operator("MaxPool", "AveragePool")
def pooling(node):
    kernel = tuple(node.get("kernel_shape"))
    rank = len(kernel)
    padding = borders(node, node[0].shape[2:], kernel)
    mean = "count_include_pad" in node.settings or node.get("operator") == "AveragePool"
    outside = padding == "Same" or any(map(any, padding))
    if node.get("ceil_mode", 0) or set(node.get("dilations", [1])) != {1} or node[0].dtype.kind != "f":
        return None
    if mean and outside and not node.get("count_include_pad", 0):
        return None
    strides = tuple(node.get("strides", [1] * rank))
    described = spec("PoolingLayer", kernel, strides, Function="Mean" if mean else "Max", PaddingSize=padding)
    return described, {"Input": node[0]}, {}


@operator("GlobalAveragePool", "GlobalMaxPool")
def everywhere(node):
    kernel = node[0].shape[2:]
    function = "Mean" if node.get("operator") == "GlobalAveragePool" else "Max"
    return spec("PoolingLayer", kernel, Function=function), {"Input": node[0]}, {}


@operator("Pad")
def padding(node):
    rank = node[0].ndim
    pads = node.get("pads", None if node[1] is None else node[1].tolist())
    if node[3] is not None or node.get("mode", "constant") == "wrap" or min(pads) < 0 or pads[0] or pads[rank]:
        return None
    value = node.get("value", 0.0) if node[2] is None else float(node[2])
    kind = {"constant": value, "edge": "Fixed", "reflect": "Reflected"}[node.get("mode", "constant")]
    return spec("PaddingLayer", tuple(zip(pads[1:rank], pads[rank + 1 :])), Padding=kind), {"Input": node[0]}, {}


@operator("Resize")
def resizing(node):
    old = node[0].shape
    mode, places = node.get("mode", "nearest"), node.get("coordinate_transformation_mode", "half_pixel")
    if (
        "axes" in node.settings
        or node.get("antialias", 0)
        or node.get("keep_aspect_ratio_policy", "stretch") != "stretch"
    ):
        return None
    if node[3] is not None and node[3].size:
        new = tuple(node[3].tolist())
    else:
        new = tuple(int(n * s) for n, s in zip(old, node[2]))
        if any(abs(n * s - m) > 1e-6 for n, s, m in zip(old, node[2], new)):
            return None
    if len(old) != 4 or new[:2] != old[:2]:
        return None
    if mode == "linear" and places in ("align_corners", "half_pixel"):
        options = {"Resampling": "Linear", "Scheme": "Point" if places == "align_corners" else "Bin"}
    elif mode == "nearest" and repeating(node, places) and all(m % n == 0 for n, m in zip(old, new)):
        options = {"Resampling": "Nearest"}
    else:
        return None
    return spec("ResizeLayer", new[2:], **options), {"Input": node[0]}, {}


def repeating(node, places):
    """Whether the nearest element is the one whose copies lie there."""
    rounded = node.get("nearest_mode", "round_prefer_floor")
    return (places, rounded) == ("asymmetric", "floor") or (places == "half_pixel" and rounded.startswith("round"))


# --- normalisation


@operator("BatchNormalization")
def batch_normalization(node):
    names = ("Scaling", "Biases", "MovingMean", "MovingVariance")
    train = bool(node.get("training_mode", 0))
    described = spec("BatchNormalizationLayer", Epsilon=node.get("epsilon", 1e-5), train=train)
    return described, {"Input": node[0]}, dict(zip(names, node.inputs[1:]))


@operator("InstanceNormalization")
def instance_normalization(node):
    described = spec("NormalizationLayer", Epsilon=node.get("epsilon", 1e-5))
    return described, {"Input": node[0]}, {"Scaling": node[1], "Biases": node[2]}


@operator("GroupNormalization")
def group_normalization(node):
    rank = node[0].ndim - 1
    if len(node[1]) != node[0].shape[1]:  # an older version scaled groups
        return None
    groups = (node.get("num_groups"), *(1,) * (rank - 1))
    options = {"GroupNumber": groups, "Epsilon": node.get("epsilon", 1e-5)}
    described = spec("NormalizationLayer", tuple(range(1, rank + 1)), (1,), **options)
    return described, {"Input": node[0]}, {"Scaling": node[1], "Biases": node[2]}


@operator("LayerNormalization", "RMSNormalization")
def layer_normalization(node):
    rank = node[0].ndim
    axis = node.get("axis", -1) % rank
    if not axis or node[1].shape != node[0].shape[axis:]:
        return None
    options = {"Epsilon": node.get("epsilon", 1e-5)}
    arrays = {"Scaling": node[1]}
    if node.get("operator") == "RMSNormalization":
        options |= {"Method": "RMS", "Biases": None}
    elif node[2] is None:
        options["Biases"] = None
    else:
        arrays["Biases"] = node[2]
    return spec("NormalizationLayer", tuple(range(axis, rank)), "Same", **options), {"Input": node[0]}, arrays


@operator("LRN")
def local_response(node):
    size = node.get("size")
    if size % 2 == 0:
        return None
    constants = {"Alpha": node.get("alpha", 1e-4), "Beta": node.get("beta", 0.75), "Bias": node.get("bias", 1.0)}
    described = spec("LocalResponseNormalizationLayer", ChannelWindowSize=size // 2, **constants)
    return described, {"Input": node[0]}, {}


# --- sequences


GATES = {
    "RNN": ("BasicRecurrentLayer", ("",)),
    "LSTM": ("LongShortTermMemoryLayer", ("InputGate", "OutputGate", "ForgetGate", "MemoryGate")),
    "GRU": ("GatedRecurrentLayer", ("InputGate", "ResetGate", "MemoryGate")),
}


@operator(*GATES)
def recurrent(node):
    """The last state: what the cases ask for first."""
    kind = node.get("operator")
    layer, gates = GATES[kind]
    usual = (
        node.get("direction", "forward") == "forward"
        and "activations" not in node.settings
        and "clip" not in node.settings
    )
    if (
        not usual
        or any(x is not None for x in node.inputs[4:])
        or (kind == "GRU" and not node.get("linear_before_reset", 0))
    ):
        return None
    size = node.get("hidden_size")
    x = node[0] if node.get("layout", 0) else node[0].swapaxes(0, 1)
    both = numpy.zeros((2, len(gates) * size), "float32") if node[3] is None else node[3][0].reshape(2, -1)
    if kind == "GRU" and both[1][2 * size :].any():
        return None
    parts = {"InputWeights": node[1][0], "StateWeights": node[2][0], "Biases": both.sum(0)}
    arrays = {
        gate + name: array[i * size : (i + 1) * size] for name, array in parts.items() for i, gate in enumerate(gates)
    }
    all_steps, batch_first = node.get("results")[0], node.get("layout", 0)

    def arranged(y):
        """With an axis for the direction, and time or the batch first."""
        if all_steps:
            return y[:, :, None] if batch_first else y.swapaxes(0, 1)[:, None]
        return y[:, -1][:, None] if batch_first else y[:, -1][None]

    return spec(layer, size), {"Input": x}, arrays, arranged


@operator("Attention")
def attention(node):
    known = {"operator", "results", "is_causal", "q_num_heads", "kv_num_heads"}
    if len(node.inputs) > 3 or node[0].ndim != 4 or node.settings.keys() - known:
        return None
    query, key, value = node.inputs
    if query.dtype != numpy.float32 or query.shape[1] != key.shape[1]:
        return None
    options = {"MultiHead": True, "ScoreRescaling": "DimensionSqrt"}
    if node.get("is_causal", 0):
        if query.shape[2] != key.shape[2]:
            return None
        options["Mask"] = "Causal"
    ports = {name: x.swapaxes(1, 2) for name, x in (("Query", query), ("Key", key), ("Value", value))}
    return spec("AttentionLayer", "Dot", **options), ports, {}, lambda y: y.swapaxes(1, 2)


# --- losses


@operator("NegativeLogLikelihoodLoss")
def negative_log(node):
    return indices(node, numpy.exp(node[0].astype("float64")))


@operator("SoftmaxCrossEntropyLoss")
def softmax_cross_entropy(node):
    if len(node.get("results")) > 1:
        return None
    x = numpy.exp(node[0].astype("float64"))
    return indices(node, x / x.sum(1, keepdims=True))


def indices(node, p):
    target = node[1]
    if (
        node.get("reduction", "mean") != "none"
        or node[2] is not None
        or "ignore_index" in node.settings
        or target.ndim > 1
    ):
        return None
    return spec("CrossEntropyLossLayer", "Index"), {"Input": p, "Target": target + 1}, {}


# --- shapes


@operator("Transpose")
def transposition(node):
    order = list(node.get("perm", range(node[0].ndim)[::-1]))
    if order[0]:
        return None
    return spec("TransposeLayer", tuple(order.index(k) for k in range(1, len(order)))), {"Input": node[0]}, {}


@operator("Concat")
def catenation(node):
    axis = node.get("axis") % node[0].ndim
    if not axis:
        return None
    ports = {f"Input{i + 1}": x for i, x in enumerate(node.inputs)}
    return spec("CatenateLayer", axis, InputPorts=len(ports)), ports, {}


@operator("Flatten")
def flattening(node):
    return (spec("FlattenLayer"), {"Input": node[0]}, {}) if node.get("axis", 1) % node[0].ndim == 1 else None


REDUCTIONS = {"ReduceMean": "Mean", "ReduceSum": "Total", "ReduceMax": "Max", "ReduceMin": "Min", "ReduceProd": "Times"}


@operator(*REDUCTIONS)
def aggregation(node):
    axes = node.get("axes", None if node[1] is None else node[1].tolist())
    if not axes or node.get("keepdims", 1) or 0 in (levels := [a % node[0].ndim for a in axes]) or not node[0].size:
        return None
    if node[0].dtype.kind != "f":
        return None
    return spec("AggregationLayer", REDUCTIONS[node.get("operator")], tuple(levels)), {"Input": node[0]}, {}
