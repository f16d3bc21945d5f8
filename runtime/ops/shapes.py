"""Arrays in other shapes: the same elements, joined, moved or masked."""

from math import prod
from typing import Any

from ..declare import op


def reshape_shape(x: tuple, shape: tuple, batched: bool = True) -> tuple:
    """The new shape, behind the batch axis unless `batched` is False."""
    new = (x[0], *shape) if batched else tuple(shape)
    if prod(new) != prod(x):
        raise ValueError(f"{prod(x)} elements do not fill {new}")
    return new


@op("reshape", shape=reshape_shape, saves=(), whole="inputs", view=True, onnx="Reshape")
def reshape(room: Any, out: Any, x: Any, shape: tuple, batched: bool = True) -> Any:
    """The same elements in another shape."""
    seen = out.reshape(x.shape)  # a result lies in one piece, which an array of the net need not
    return lambda: room.xp.copyto(seen, x)


@reshape.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, shape: tuple, batched: bool = True) -> Any:
    seen = dy.reshape(dinputs[0].shape)
    return lambda: room.xp.copyto(dinputs[0], seen)


@op("transpose", shape=lambda x, axes: tuple(x[a] for a in axes), saves=(), whole="inputs", onnx="Transpose")
def transpose(room: Any, out: Any, x: Any, axes: tuple) -> Any:
    """The axes in another order, the batch among them."""
    moved = x.transpose(axes)
    return lambda: room.xp.copyto(out, moved)


@transpose.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, axes: tuple) -> Any:
    moved = dinputs[0].transpose(axes)
    return lambda: room.xp.copyto(moved, dy)


def catenate_shape(*shapes: tuple, axis: int) -> tuple:
    """Sizes add up along the axis and agree elsewhere."""
    first = list(shapes[0])
    if any(s[:axis] + s[axis + 1 :] != shapes[0][:axis] + shapes[0][axis + 1 :] for s in shapes):
        raise ValueError(f"shapes {shapes} do not fit")
    first[axis] = sum(s[axis] for s in shapes)
    return tuple(first)


def _slices(arrays: tuple, axis: int) -> list[tuple]:
    """For each array where it lies in the joined one."""
    places, start = [], 0
    for a in arrays:
        places.append((slice(None),) * axis + (slice(start, start + a.shape[axis]),))
        start += a.shape[axis]
    return places


@op("catenate", shape=catenate_shape, saves=(), whole="inputs", onnx="Concat")
def catenate(room: Any, out: Any, *x: Any, axis: int) -> Any:
    """The arrays one after the other along an axis."""
    pairs = [(out[place], a) for place, a in zip(_slices(x, axis), x)]

    def run() -> None:
        for place, a in pairs:
            room.xp.copyto(place, a)

    return run


@catenate.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, axis: int) -> Any:
    pairs = [(d, dy[place]) for place, d in zip(_slices(inputs, axis), dinputs) if d is not None]

    def run() -> None:
        for d, place in pairs:
            room.xp.copyto(d, place)

    return run


@op("replicate", shape=lambda x, shape: shape, saves=(), whole="inputs", onnx="Expand")
def replicate(room: Any, out: Any, x: Any, shape: tuple) -> Any:
    """Copies along the axes of size 1."""
    return lambda: room.xp.copyto(out, x)


@replicate.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, shape: tuple) -> Any:
    axes = tuple(i for i, (a, b) in enumerate(zip(shape, dinputs[0].shape)) if a != b)
    if not axes:
        return lambda: room.xp.copyto(dinputs[0], dy)
    return lambda: room.xp.add.reduce(dy, axis=axes, keepdims=True, out=dinputs[0])


def _kept(x: tuple, probability: float) -> tuple:
    return x


@op("dropout", shape=_kept, saves=(), stores=lambda x, probability: (x,), random=True, onnx="Dropout")
def dropout(room: Any, out: Any, x: Any, probability: float) -> Any:
    """Zero with the probability, else scaled up so that the mean stays; the mask is kept for the gradient."""
    xp, mask = room.xp, room.stored[0]
    scale = 1 / (1 - probability)

    def run() -> None:
        room.uniform(mask)
        xp.greater_equal(mask, probability, out=mask)
        xp.multiply(mask, scale, out=mask)
        xp.multiply(x, mask, out=out)

    return run


@dropout.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, probability: float) -> Any:
    mask = room.stored[0]
    return lambda: room.xp.multiply(dy, mask, out=dinputs[0])
