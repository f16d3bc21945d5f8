"""Layers that rearrange."""

import torch

from ..case import case
from ..spec import spec

CUBE = {"Input": (2, 3, 4, 5)}


def permuted(places):
    """Input level k becomes output level places[k]."""
    order = [0] + [1 + places.index(level) for level in sorted(places)]
    return lambda t: t.Input.permute(order)


case("transposition", spec("TransposeLayer"), {"Input": (2, 3, 5)}, lambda t: t.Input.transpose(1, 2))
case(
    "transposition of levels", spec("TransposeLayer", (("TwoWayRule", 1, 3),)), CUBE, lambda t: t.Input.transpose(1, 3)
)
case("permutation", spec("TransposeLayer", (2, 3, 1)), CUBE, permuted((2, 3, 1)))
case("flattening", spec("FlattenLayer"), CUBE, lambda t: t.Input.flatten(1))
case("flattening the first levels", spec("FlattenLayer", 2), CUBE, lambda t: t.Input.flatten(1, 2))
case("flattening the last levels", spec("FlattenLayer", -2), CUBE, lambda t: t.Input.flatten(2))
case(
    "flattening groups", spec("FlattenLayer", ((3, 1), (2,))), CUBE, lambda t: t.Input.permute(0, 3, 1, 2).flatten(1, 2)
)
case("reshaping", spec("ReshapeLayer", (5, "Automatic")), CUBE, lambda t: t.Input.reshape(2, 5, 12))
for level in (1, 2, -1):
    shapes = {f"Input{i}": tuple(i if k == level % 4 else n for k, n in enumerate((2, 3, 4, 5))) for i in (1, 2, 3)}
    described = spec("CatenateLayer", level, InputPorts=3)
    case(f"catenation at {level}", described, shapes, lambda t, a=level: torch.cat([t.Input1, t.Input2, t.Input3], a))
case("part", spec("PartLayer", 2), CUBE, lambda t: t.Input[:, 1])
case("part from the end", spec("PartLayer", -1), CUBE, lambda t: t.Input[:, -1])
case(
    "replication",
    spec("ReplicateLayer", (4, 2)),
    {"Input": (2, 3, 5)},
    lambda t: t.Input[:, None, None].expand(2, 4, 2, 3, 5),
)
case(
    "replication at the end",
    spec("ReplicateLayer", 4, -1),
    {"Input": (2, 3)},
    lambda t: t.Input[..., None].expand(2, 3, 4),
)
case("array without input", spec("NetArrayLayer"), {}, lambda t: t.Array[None] * 1, {"Array": (3, 2)})
case(
    "array without input under its old name",
    spec("ConstantArrayLayer"),
    {},
    lambda t: t.Array[None] * 1,
    {"Array": (2, 3)},
)
case(
    "extraction",
    spec("ExtractLayer"),
    {"Input": (2, 4, 3, 5), "Position": [[[1, 2], [4, 3], [2, 2]], [[3, 1], [3, 1], [1, 3]]]},
    lambda t: torch.stack([x[p[:, 0] - 1, p[:, 1] - 1] for x, p in zip(t.Input, t.Position)]),
)
case("part of a span", spec("PartLayer", ("Span", 2, 3)), CUBE, lambda t: t.Input[:, 1:3])
