"""Steps of compiled functions: constants, functions of whole arrays, gradients as layers."""

import numpy
from luperca.runtime.declare import create
from luperca.runtime.graph import chain, connect

from . import layer, numbers

X = ("Slot", 1)


def _with_constant():
    parts = {"c": create("ConstantLayer", [[1.0, 2.0, 3.0]]), "t": create("ThreadingLayer", "Times", InputPorts=2)}
    return connect(parts, [(("c", None), ("t", None)), ((None, "Input"), ("t", None))])


def _dense():
    return chain([create("LinearLayer", 3), create("ElementwiseLayer", "Tanh")])


CASES = {
    "constant": (_with_constant(), {"Input": numbers(2, 1, 3)}),
    "determinant": (layer("ArrayFunctionLayer", "Det"), {"Input": numbers(3, 3, 3)}),
    "inverse": (layer("ArrayFunctionLayer", "Inverse"), {"Input": numbers(2, 3, 3) + 4 * numpy.eye(3)}),
    "trace": (layer("ArrayFunctionLayer", "Tr"), {"Input": numbers(2, 3, 4)}),
    "norm": (layer("ArrayFunctionLayer", "Norm"), {"Input": numbers(2, 3, 2)}),
    "length": (layer("ArrayFunctionLayer", "Length"), {"Input": numbers(2, 3, 2)}),
    "outer": (layer("ArrayFunctionLayer", "Outer"), {"Input1": numbers(2, 3), "Input2": numbers(2, 2, 2)}),
    "gradient": (layer("NetGradientOperator", ("Input",), nets={"Net": _dense()}), {"Input": numbers(2, 4)}),
    "gradient by an array": (
        layer("NetGradientOperator", ((1, "Weights"), (1, "Biases")), nets={"Net": _dense()}),
        {"Input": numbers(2, 4)},
    ),
    "gradient of a part": (
        layer(
            "NetGradientOperator",
            ("Input",),
            nets={"Net": chain([create("SequenceMostLayer"), create("ElementwiseLayer", "Sin")])},
        ),
        {"Input": numbers(2, 4)},
    ),
}
