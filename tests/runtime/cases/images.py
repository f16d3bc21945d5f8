"""Resizing, padding, affine sampling and crops."""

import numpy

from . import layer, numbers

NEAR = numpy.array([[0.83, 0.11, 0.07, -0.13, 0.71, 0.05], [1.1, -0.2, 0.13, 0.3, -0.9, 0.21]])
CASES = {
    "resizing": (layer("ResizeLayer", (5, 3)), {"Input": numbers(2, 2, 3, 7)}),
    "resizing one axis": (layer("ResizeLayer", (("Scaled", 1.5),), Scheme="Bin"), {"Input": numbers(2, 2, 5)}),
    "resizing to one place": (layer("ResizeLayer", (1, 2)), {"Input": numbers(2, 1, 3, 1)}),
    "resizing to the nearest": (
        layer("ResizeLayer", (("Scaled", 2), 4), Resampling="Nearest"),
        {"Input": numbers(2, 2, 2, 3)},
    ),
    "resizing interleaved": (
        layer("ResizeLayer", ("All", 4), Interleaving=True),
        {"Input": numbers(2, 3, 5, 2)},
    ),
    "resizing to the same": (layer("ResizeLayer", ("All", 3)), {"Input": numbers(2, 2, 2, 3)}),
    "padding": (layer("PaddingLayer", ((1, 0), (0, 2))), {"Input": numbers(2, 2, 3)}),
    "padding behind": (layer("PaddingLayer", ((0, 2), (1, 1)), Padding=1.5), {"Input": numbers(2, 3, 2)}),
    "padding of a vector": (layer("PaddingLayer", ((0, 0),)), {"Input": numbers(2, 3)}),
    "padding by the edge": (
        layer("PaddingLayer", ((2, 0), (1, 3), (0, 0)), Padding="Fixed"),
        {"Input": numbers(2, 3, 2, 2)},
    ),
    "padding by reflection": (
        layer("PaddingLayer", ((0, 1), (4, 3), (1, 1)), Padding="Reflected"),
        {"Input": numbers(2, 2, 3, 1)},
    ),
    "spatial transformation": (
        layer("SpatialTransformationLayer", (4, 3)),
        {"Input": numbers(2, 2, 3, 5), "Parameters": NEAR},
    ),
    "spatial transformation interleaved": (
        layer("SpatialTransformationLayer", (2, 1), Interleaving=True),
        {"Input": numbers(2, 3, 5, 3), "Parameters": NEAR},
    ),
    "crop": (layer("ImageAugmentationLayer", (2, 3)), {"Input": numbers(2, 2, 5, 3)}),
    "crop interleaved": (
        layer("ImageAugmentationLayer", (1, 2), ReflectionProbabilities=(0.5, 0.5), Interleaving=True),
        {"Input": numbers(2, 4, 5, 2)},
    ),
}
