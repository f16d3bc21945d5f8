"""Elements, products and losses."""

import numpy

from ..spec import spec
from .node import OPERATORS, operator

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
