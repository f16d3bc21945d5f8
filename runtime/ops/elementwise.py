"""Functions of elements: `elementwise` of one array, `threading` of several that stretch to one shape."""

from typing import Any

from ..declare import op
from .trees import Compiled

# --- activations whose derivative follows from the result: one pass over memory, also inside `linear.affine`


def ramp(room: Any, x: Any, y: Any) -> Any:
    xp = room.xp
    return lambda: xp.maximum(x, 0, out=y)


def ramp_back(room: Any, dy: Any, y: Any, dx: Any) -> Any:
    xp = room.xp
    mask = room.scratch(y.shape, bool)

    def run() -> None:
        xp.greater(y, 0, out=mask)
        xp.multiply(dy, mask, out=dx)

    return run


def tanh(room: Any, x: Any, y: Any) -> Any:
    # Computed in double and rounded once: single-precision library routines differ in the last digit.
    xp = room.xp
    return lambda: xp.tanh(x, out=y, dtype=xp.float64, casting="same_kind")


def tanh_back(room: Any, dy: Any, y: Any, dx: Any) -> Any:
    xp = room.xp
    t = room.scratch(y.shape)

    def run() -> None:
        xp.multiply(y, y, out=t)
        xp.subtract(1, t, out=t)
        xp.multiply(dy, t, out=dx)

    return run


def sigmoid(room: Any, x: Any, y: Any) -> Any:
    xp = room.xp
    t = room.scratch(y.shape, xp.float64)

    def run() -> None:
        xp.negative(x, out=t, dtype=xp.float64)
        xp.exp(t, out=t)
        xp.add(t, 1, out=t)
        xp.divide(1, t, out=y, dtype=xp.float64, casting="same_kind")

    return run


def sigmoid_back(room: Any, dy: Any, y: Any, dx: Any) -> Any:
    xp = room.xp
    t = room.scratch(y.shape)

    def run() -> None:
        xp.subtract(1, y, out=t)
        xp.multiply(t, y, out=t)
        xp.multiply(dy, t, out=dx)

    return run


ACTIVATIONS = {
    "Ramp": (ramp, ramp_back),
    "RectifiedLinearUnit": (ramp, ramp_back),
    "ReLU": (ramp, ramp_back),
    "Tanh": (tanh, tanh_back),
    "LogisticSigmoid": (sigmoid, sigmoid_back),
    "Sigmoid": (sigmoid, sigmoid_back),
}


# --- one array


def _blocks(room: Any, *arrays: Any) -> list[tuple]:
    """The arrays cut into pieces that stay in cache, all flat."""
    flat = [a.reshape(-1) for a in arrays]
    step = room.block or max(flat[0].size, 1)
    return [tuple(a[i : i + step] for a in flat) for i in range(0, flat[0].size, step)]


@op("elementwise", shape=lambda x, function: x)
def elementwise(room: Any, out: Any, x: Any, function: Compiled) -> Any:
    """The function of each element."""
    xp = room.xp
    if function.name in ACTIVATIONS:
        return ACTIVATIONS[function.name][0](room, x, out)
    blocks = _blocks(room, x, out)

    def run() -> None:
        for a, b in blocks:
            b[...] = function.value(xp, (a.astype(xp.float64),))

    return run


@elementwise.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, function: Compiled) -> Any:
    xp = room.xp
    if function.name in ACTIVATIONS:
        return ACTIVATIONS[function.name][1](room, dy, out, dinputs[0])
    blocks = _blocks(room, dy, inputs[0], dinputs[0])

    def run() -> None:
        for d, a, b in blocks:
            slope = function.slopes(xp, (a.astype(xp.float64),), (0,))[0]
            b[...] = 0 if slope is None else xp.where(d == 0, 0, d * slope)

    return run


# --- several arrays


def broadcast_shape(*shapes: tuple, **_: Any) -> tuple:
    """The shape to which arrays of one rank stretch; raises ValueError when they do not."""
    result = []
    for sizes in zip(*shapes, strict=True):
        wide = {n for n in sizes if n != 1}
        if len(wide) > 1:
            raise ValueError(f"shapes {shapes} do not fit")
        result.append(wide.pop() if wide else 1)
    return tuple(result)


def summed_to(xp: Any, gradient: Any, shape: tuple) -> Any:
    """A gradient of the stretched array, summed over the axes along which an array of `shape` was stretched."""
    gradient = xp.broadcast_to(gradient, tuple(max(a, b) for a, b in zip(gradient.shape, shape)))
    axes = tuple(i for i, (a, b) in enumerate(zip(gradient.shape, shape)) if a != b)
    return gradient.sum(axis=axes, keepdims=True) if axes else gradient


@op("threading", shape=broadcast_shape)
def threading(room: Any, out: Any, *x: Any, function: Compiled) -> Any:
    """The function of corresponding elements; sizes of 1 stretch."""
    xp = room.xp
    if all(a.shape == out.shape for a in x):
        blocks = _blocks(room, out, *x)
    else:
        blocks = [(out, *x)]

    def run() -> None:
        for y, *a in blocks:
            y[...] = function.value(xp, tuple(v.astype(xp.float64) for v in a))

    return run


@threading.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, function: Compiled) -> Any:
    xp = room.xp
    wanted = tuple(i for i, d in enumerate(dinputs) if d is not None)

    def run() -> None:
        slopes = function.slopes(xp, tuple(v.astype(xp.float64) for v in inputs), wanted)
        for i, slope in zip(wanted, slopes):
            d = dinputs[i]
            d[...] = 0 if slope is None else summed_to(xp, xp.where(dy == 0, 0, dy * slope), d.shape)

    return run


@op("total", shape=lambda *shapes: shapes[0], saves=())
def total(room: Any, out: Any, *x: Any) -> Any:
    """The sum of arrays of one shape."""
    xp = room.xp

    def run() -> None:
        if len(x) == 1:
            xp.copyto(out, x[0])
            return
        xp.add(x[0], x[1], out=out)
        for other in x[2:]:
            xp.add(out, other, out=out)

    return run


@total.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple) -> Any:
    targets = [d for d in dinputs if d is not None]

    def run() -> None:
        for d in targets:
            room.xp.copyto(d, dy)

    return run
