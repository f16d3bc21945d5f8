"""Elementwise, affine, threading and shape layers, and the losses."""

import numpy

from . import G, layer, numbers, probabilities

CASES = {
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
