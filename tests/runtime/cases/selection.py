"""Parts, positions, orders of levels, repetition, arrays of the net, and further forms of the basic layers."""

import numpy

from . import layer, numbers

CASES = {
    "part": (layer("PartLayer", 2), {"Input": numbers(2, 3, 2)}),
    "part to a real": (layer("PartLayer", -1), {"Input": numbers(2, 3)}),
    "part of a span": (layer("PartLayer", ("Span", 2, 3)), {"Input": numbers(2, 4, 2)}),
    "part of a span from the end": (layer("PartLayer", ("Span", -3, "All")), {"Input": numbers(2, 5)}),
    "part of a span to the end": (layer("PartLayer", ("Span", 2, -1)), {"Input": numbers(2, 5, 2)}),
    "part in steps": (layer("PartLayer", ("Span", 1, "All", 2)), {"Input": numbers(2, 5, 2)}),
    "part reversed": (layer("PartLayer", ("Span", -1, 1, -2)), {"Input": numbers(2, 5)}),
    "part of levels": (layer("PartLayer", ["All", ("Span", 1, 3, 2), -1]), {"Input": numbers(2, 2, 3, 4)}),
    "part of elements": (layer("PartLayer", [[2, 1, 2]]), {"Input": numbers(2, 3, 2)}),
    "part of elements from the end": (layer("PartLayer", [[-1, 1], 2]), {"Input": numbers(2, 3, 2)}),
    "extract": (
        layer("ExtractLayer"),
        {"Input": numbers(2, 3, 4), "Position": numpy.array([[[1, 2], [-1, -4], [1, 2]], [[2, 3], [2, 1], [1, -1]]])},
    ),
    "extract rows": (
        layer("ExtractLayer"),
        {"Input": numbers(2, 3, 4), "Position": numpy.array([[[1], [-1]], [[2], [2]]])},
    ),
    "extract one": (layer("ExtractLayer"), {"Input": numbers(2, 3), "Position": numpy.array([[2], [-1]])}),
    "extract by an integer": (
        layer("ExtractLayer", ports={"Position": "Integer"}),
        {"Input": numbers(3, 3, 2), "Position": numpy.array([2, -1, 1])},
    ),
    "transpose": (layer("TransposeLayer"), {"Input": numbers(2, 3, 4)}),
    "transpose exchange": (layer("TransposeLayer", ("TwoWayRule", 1, -1)), {"Input": numbers(2, 3, 4, 5)}),
    "transpose exchanges": (
        layer("TransposeLayer", [("TwoWayRule", 1, 3), ("TwoWayRule", 2, 3)]),
        {"Input": numbers(2, 3, 4, 5)},
    ),
    "transpose permutation": (layer("TransposeLayer", [2, 3, 1]), {"Input": numbers(2, 3, 4, 5)}),
    "transpose inner levels": (layer("TransposeLayer", ("TwoWayRule", 2, 3)), {"Input": numbers(2, 3, 4, 5)}),
    "replicate": (layer("ReplicateLayer", 3), {"Input": numbers(2, 4)}),
    "replicate a real": (layer("ReplicateLayer", [3, 2]), {"Input": numbers(4)}),
    "replicate inside": (layer("ReplicateLayer", [3, 2], 2), {"Input": numbers(2, 4, 3)}),
    "replicate last": (layer("ReplicateLayer", 3, -1), {"Input": numbers(2, 4)}),
    "replicate before the last": (layer("ReplicateLayer", 3, -2), {"Input": numbers(2, 4, 5)}),
    "unit vectors": (layer("UnitVectorLayer", 4), {"Input": numpy.array([[1, 4, 2], [3, 3, 1]])}),
    "unit vector": (layer("UnitVectorLayer", 3), {"Input": numpy.array([1, 3])}),
    "ordering": (layer("OrderingLayer"), {"Input": numbers(2, 5)}),
    "ordering smallest": (layer("OrderingLayer", 2), {"Input": numbers(2, 5)}),
    "ordering largest": (layer("OrderingLayer", -2), {"Input": numbers(2, 5)}),
    "parametric ramp": (layer("ParametricRampLayer"), {"Input": numbers(2, 3, 4)}),
    "parametric ramp of one slope": (layer("ParametricRampLayer", []), {"Input": numbers(2, 3, 4)}),
    "parametric ramp of levels": (layer("ParametricRampLayer", [2, 3]), {"Input": numbers(2, 3, 4, 2)}),
    "synonym": (layer("DotPlusLayer", 3), {"Input": numbers(2, 4)}),
    "dropout with mask": (layer("DropoutLayer", 0.4, OutputPorts=["Output", "BinaryMask"]), {"Input": numbers(3, 4)}),
    "alpha dropout": (layer("DropoutLayer", 0.4, Method="AlphaDropout"), {"Input": numbers(3, 4)}),
    "threading at level 1": (
        layer("ThreadingLayer", "Times", 1, InputPorts=2),
        {"Input1": numbers(2, 3, 4), "Input2": numbers(2, 4)},
    ),
    "threading at the last level": (
        layer("ThreadingLayer", "Subtract", -1),
        {"Input1": numbers(2, 3), "Input2": numbers(2, 3, 4)},
    ),
    "threading by input": (
        layer("ThreadingLayer", "Plus", [1, -1, "Automatic"], InputPorts=3),
        {"Input1": numbers(2, 4), "Input2": numbers(2, 3), "Input3": numbers(2, 1, 4)},
    ),
    "threading without broadcasting": (
        layer("ThreadingLayer", "Subtract", None),
        {"Input1": numbers(2, 3), "Input2": numbers(2, 3)},
    ),
    "reshape to a reference": (
        layer("ReshapeLayer", "ReferenceShape"),
        {"Input": numbers(2, 6), "ReferenceShape": numbers(2, 3, 2)},
    ),
    "flatten merged in time": (layer("FlattenLayer", [[1, 3]]), {"Input": numbers(2, 3, 2, 4)}),
    "catenate three": (
        layer("CatenateLayer", InputPorts=3),
        {"Input1": numbers(2, 3, 2), "Input2": numbers(2, 2, 2), "Input3": numbers(2, 4, 2)},
    ),
    "random array that is certain": (
        layer("RandomArrayLayer", ("Function", ("BernoulliDistribution", ("Slot", "p")))),
        {"p": numpy.array([[-0.5, 1.5], [1.5, -0.5], [1.5, 1.5]])},
    ),
}
