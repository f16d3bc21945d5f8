"""Some graphs of several layers."""

import numpy
from luperca.runtime.declare import create
from luperca.runtime.graph import chain, connect

from . import numbers


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


CASES = {
    "classifier": (_classifier(), {"Input": numbers(3, 6), "Target": numpy.array([1, 4, 2])}),
    "branches": (_branches(), {"Input": numbers(2, 4)}),
    "views": (_views(), {"Input": numbers(2, 3, 2)}),
    "deep": (
        chain([create("LinearLayer", 4), create("ElementwiseLayer", "Ramp")] * 3 + [create("SummationLayer")]),
        {"Input": numbers(3, 4)},
    ),
}
