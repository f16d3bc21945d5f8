"""Layers that sample images: resizing, padding, spatial transformation, cropping."""

import torch
from torch.nn import functional

from ..case import case
from ..spec import spec

IMAGE = {"Input": (2, 3, 5, 4)}
case(
    "padding",
    spec("PaddingLayer", ((0, 1), (2, 0), (1, 3))),
    IMAGE,
    lambda t: functional.pad(t.Input, (1, 3, 2, 0, 0, 1)),
)
case(
    "padding by a value",
    spec("PaddingLayer", ((0, 0), (2, 0), (1, 3)), Padding=1.5),
    IMAGE,
    lambda t: functional.pad(t.Input, (1, 3, 2, 0), value=1.5),
)
for ours, theirs in (("Fixed", "replicate"), ("Reflected", "reflect")):
    case(
        f"padding {ours}",
        spec("PaddingLayer", ((0, 0), (2, 1), (1, 3)), Padding=ours),
        IMAGE,
        lambda t, m=theirs: functional.pad(t.Input, (1, 3, 2, 1), mode=m),
    )
case(
    "padding of a vector", spec("PaddingLayer", ((2, 1),)), {"Input": (3, 5)}, lambda t: functional.pad(t.Input, (2, 1))
)


def resized(x, size, corners):
    return functional.interpolate(x, size, mode="bilinear", align_corners=corners)


for title, size in (("larger", (9, 7)), ("smaller", (3, 2)), ("other", (4, 9))):
    case(f"resizing {title}", spec("ResizeLayer", size), IMAGE, lambda t, s=size: resized(t.Input, s, True))
    binned = spec("ResizeLayer", size, Scheme="Bin", Resampling="Linear")
    case(f"resizing {title} by bins", binned, IMAGE, lambda t, s=size: resized(t.Input, s, False))
case(
    "resizing a vector",
    spec("ResizeLayer", (8,)),
    {"Input": (2, 3, 5)},
    lambda t: functional.interpolate(t.Input, 8, mode="linear", align_corners=True),
)
case(
    "resizing to the nearest",
    spec("ResizeLayer", (10, 12), Resampling="Nearest"),
    IMAGE,
    lambda t: functional.interpolate(t.Input, (10, 12), mode="nearest"),
)
case(
    "resizing interleaved",
    spec("ResizeLayer", (9, 7), Interleaving=True),
    {"Input": (2, 5, 4, 3)},
    lambda t: resized(t.Input.movedim(-1, 1), (9, 7), True).movedim(1, -1),
)


def transformed(x, parameters, size):
    grid = functional.affine_grid(parameters.reshape(-1, 2, 3), (*x.shape[:2], *size), align_corners=True)
    return functional.grid_sample(x, grid, align_corners=True)


def near_identity(generator):
    return torch.tensor([1.0, 0, 0, 0, 1, 0]).numpy() * 0.8 + generator.uniform(-0.2, 0.2, (2, 6))


for name, size in (("", (5, 4)), (" to another size", (7, 3))):
    case(
        f"spatial transformation{name}",
        spec("SpatialTransformationLayer", size),
        {"Input": (2, 3, 5, 4), "Parameters": near_identity},
        lambda t, s=size: transformed(t.Input, t.Parameters, s),
    )
case(
    "cropping to the middle",
    spec("ImageAugmentationLayer", (3, 2)),
    {"Input": (2, 3, 5, 4)},
    lambda t: t.Input[:, :, 1:4, 1:3],
)
case(
    "spatial transformation interleaved",
    spec("SpatialTransformationLayer", (5, 4), Interleaving=True),
    {"Input": (2, 5, 4, 3), "Parameters": near_identity},
    lambda t: transformed(t.Input.movedim(-1, 1), t.Parameters, (5, 4)).movedim(1, -1),
)
case(
    "cropping interleaved",
    spec("ImageAugmentationLayer", (3, 2), Interleaving=True),
    {"Input": (2, 5, 4, 3)},
    lambda t: t.Input[:, 1:4, 1:3],
)
