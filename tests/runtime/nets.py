"""Nets and data that several tests share: every layer by itself, and some graphs."""

import numpy
from luperca.runtime.declare import create
from luperca.runtime.graph import chain, connect, single

G = numpy.random.default_rng(7)


def layer(name, *arguments, **options):
    return single(create(name, *arguments, **options))


def numbers(*shape):
    """Reals away from 0, so that no kink is near."""
    x = G.uniform(0.2, 1.2, shape)
    return x * numpy.where(G.random(shape) < 0.5, -1, 1)


def probabilities(*shape):
    x = G.uniform(0.1, 1, shape)
    return x / x.sum(axis=-1, keepdims=True)


LAYERS = {
    "elementwise": (layer("ElementwiseLayer", "Tanh"), {"Input": numbers(2, 3)}),
    "elementwise real": (layer("ElementwiseLayer", "GELU"), {"Input": numbers(4)}),
    "linear": (layer("LinearLayer", 3), {"Input": numbers(2, 4)}),
    "linear of a matrix": (layer("LinearLayer", [2, 3]), {"Input": numbers(2, 3, 2)}),
    "linear to a real": (layer("LinearLayer", []), {"Input": numbers(2, 3)}),
    "linear of a real": (layer("LinearLayer", 2), {"Input": numbers(5)}),
    "linear without biases": (layer("LinearLayer", 2, Biases=None), {"Input": numbers(3, 2)}),
    "softmax": (layer("SoftmaxLayer"), {"Input": numbers(2, 3, 4)}),
    "softmax level 1": (layer("SoftmaxLayer", 1), {"Input": numbers(2, 3, 4)}),
    "dropout": (layer("DropoutLayer", 0.4), {"Input": numbers(3, 4)}),
    "summation": (layer("SummationLayer"), {"Input": numbers(2, 3, 2)}),
    "total": (layer("TotalLayer", InputPorts=3), {f"Input{i}": numbers(2, 3) for i in (1, 2, 3)}),
    "total of one": (layer("TotalLayer", InputPorts=1), {"Input1": numbers(2, 3)}),
    "dot": (layer("DotLayer", InputPorts=2), {"Input1": numbers(2, 3, 4), "Input2": numbers(2, 4, 2)}),
    "dot of vectors": (layer("DotLayer", InputPorts=2), {"Input1": numbers(2, 3), "Input2": numbers(2, 3)}),
    "dot of three": (
        layer("DotLayer", InputPorts=3),
        {"Input1": numbers(2, 3), "Input2": numbers(2, 3, 4), "Input3": numbers(2, 4, 2)},
    ),
    "threading": (layer("ThreadingLayer", "Divide"), {"Input1": numbers(2, 3), "Input2": numbers(2, 3)}),
    "threading stretched": (
        layer("ThreadingLayer", "Power"),
        {"Input1": 1 + numbers(2, 3, 1) ** 2, "Input2": numbers(2, 1, 4)},
    ),
    "threading three": (
        layer("ThreadingLayer", "Times", InputPorts=3),
        {f"Input{i}": numbers(2, 3) for i in (1, 2, 3)},
    ),
    "threading named": (
        layer("ThreadingLayer", ("Plus", ("Slot", "a"), ("Times", 2, ("Sin", ("Slot", "b")), ("Slot", "a")))),
        {"a": numbers(2, 3), "b": numbers(2, 3)},
    ),
    "constant plus": (layer("ConstantPlusLayer"), {"Input": numbers(3, 2, 2)}),
    "constant times": (layer("ConstantTimesLayer"), {"Input": numbers(3, 2, 2)}),
    "flatten": (layer("FlattenLayer"), {"Input": numbers(2, 3, 2)}),
    "flatten first": (layer("FlattenLayer", 2), {"Input": numbers(2, 3, 2, 2)}),
    "flatten last": (layer("FlattenLayer", -2), {"Input": numbers(2, 3, 2, 2)}),
    "flatten groups": (layer("FlattenLayer", [[3, 1]]), {"Input": numbers(2, 3, 2, 4)}),
    "reshape": (layer("ReshapeLayer", [3, "Automatic"]), {"Input": numbers(2, 12)}),
    "reshape inherited": (layer("ReshapeLayer", ["Inherited", 2, "Automatic"]), {"Input": numbers(2, 3, 4)}),
    "reshape all": (layer("ReshapeLayer", [1, "Inherited", "All"]), {"Input": numbers(2, 1, 3, 4)}),
    "reshape to a real": (layer("ReshapeLayer", []), {"Input": numbers(2, 1)}),
    "catenate": (layer("CatenateLayer", InputPorts=2), {"Input1": numbers(2, 3), "Input2": numbers(2, 1)}),
    "catenate last": (
        layer("CatenateLayer", -1, InputPorts=2),
        {"Input1": numbers(2, 2, 3), "Input2": numbers(2, 2, 1)},
    ),
    "catenate raised": (
        layer("CatenateLayer", InputPorts=2),
        {"Input1": numbers(2, 3, 2), "Input2": numbers(2, 4)},
    ),
    "mean squared": (layer("MeanSquaredLossLayer"), {"Input": numbers(2, 3), "Target": numbers(2, 3)}),
    "mean squared real": (layer("MeanSquaredLossLayer"), {"Input": numbers(4), "Target": numbers(4)}),
    "mean absolute": (layer("MeanAbsoluteLossLayer"), {"Input": numbers(2, 2, 2), "Target": 3 + numbers(2, 2, 2)}),
    "cross entropy index": (
        layer("CrossEntropyLossLayer", "Index"),
        {"Input": probabilities(3, 4), "Target": numpy.array([1, 4, 2])},
    ),
    "cross entropy index of a sequence": (
        layer("CrossEntropyLossLayer", "Index"),
        {"Input": probabilities(2, 3, 4), "Target": numpy.array([[1, 4, 2], [3, 3, 1]])},
    ),
    "cross entropy probabilities": (
        layer("CrossEntropyLossLayer", "Probabilities"),
        {"Input": probabilities(2, 3, 4), "Target": probabilities(2, 3, 4)},
    ),
    "cross entropy binary": (
        layer("CrossEntropyLossLayer", "Binary"),
        {"Input": G.uniform(0.1, 0.9, (2, 3)), "Target": G.uniform(0, 1, (2, 3))},
    ),
}


def _classifier():
    body = chain([create("LinearLayer", 5), create("ElementwiseLayer", "Tanh"), create("LinearLayer", 4)])
    return connect(
        {"body": body, "soft": create("SoftmaxLayer"), "loss": create("CrossEntropyLossLayer", "Index")},
        [(("body", None), ("soft", None)), (("soft", None), ("loss", "Input"))],
    )


def _branches():
    """One layer used by two others, whose results meet again and are outputs too."""
    return connect(
        {
            "a": create("LinearLayer", 3),
            "t": create("ElementwiseLayer", "Tanh"),
            "s": create("ElementwiseLayer", "LogisticSigmoid"),
            "sum": create("TotalLayer"),
            "twice": create("TotalLayer"),
            "all": create("CatenateLayer"),
        },
        [
            (("a", None), ("t", None)),
            (("a", None), ("s", None)),
            (("t", None), ("sum", None)),
            (("s", None), ("sum", None)),
            (("sum", None), ("twice", None)),
            (("sum", None), ("twice", None)),
            (("twice", None), ("all", None)),
            (("a", None), ("all", None)),
            (("t", None), (None, "Inner")),
            (("all", None), (None, "Output")),
        ],
    )


def _views():
    """Reshaped arrays that are used more than once."""
    return connect(
        {
            "flat": create("FlattenLayer"),
            "again": create("ReshapeLayer", [2, 3]),
            "tanh": create("ElementwiseLayer", "Tanh"),
            "sum": create("TotalLayer"),
            "shift": create("ConstantPlusLayer"),
        },
        [
            (("flat", None), ("again", None)),
            (("flat", None), (None, "Flat")),
            (("again", None), ("tanh", None)),
            (("again", None), ("sum", None)),
            (("tanh", None), ("sum", None)),
            (("sum", None), ("shift", None)),
        ],
    )


GRAPHS = {
    "classifier": (_classifier(), {"Input": numbers(3, 6), "Target": numpy.array([1, 4, 2])}),
    "branches": (_branches(), {"Input": numbers(2, 4)}),
    "views": (_views(), {"Input": numbers(2, 3, 2)}),
    "deep": (
        chain([create("LinearLayer", 4), create("ElementwiseLayer", "Ramp")] * 3 + [create("SummationLayer")]),
        {"Input": numbers(3, 4)},
    ),
}
CASES = LAYERS | GRAPHS
