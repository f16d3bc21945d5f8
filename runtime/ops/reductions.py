"""Sums and softmax."""

from typing import Any

from ..declare import op


@op("summation", shape=lambda x: (x[0],), saves=())
def summation(room: Any, out: Any, x: Any) -> Any:
    """The sum of all elements of each example."""
    xp = room.xp
    rows = x.reshape(len(x), -1)
    return lambda: xp.add.reduce(rows, axis=1, out=out)


@summation.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple) -> Any:
    xp = room.xp
    rows, column = dinputs[0].reshape(len(dy), -1), dy[:, None]
    return lambda: xp.copyto(rows, column)


@op("softmax", shape=lambda x, axis: x, saves=("output",), onnx="Softmax")
def softmax(room: Any, out: Any, x: Any, axis: int) -> Any:
    """Exp(x)/Total along an axis; in evaluation computed in double precision and rounded once.

    The maximum is taken off first, so that nothing overflows.
    """
    xp = room.xp
    y = room.scratch(x.shape, xp.float64) if room.exact else out
    single = room.scratch(_one(x.shape, axis), y.dtype)

    def run() -> None:
        xp.maximum.reduce(x, axis=axis, keepdims=True, out=single)
        xp.subtract(x, single, out=y)
        xp.exp(y, out=y)
        xp.add.reduce(y, axis=axis, keepdims=True, out=single)
        xp.divide(y, single, out=y)
        if y is not out:
            xp.copyto(out, y, casting="same_kind")

    return run


def _one(shape: tuple, axis: int) -> tuple:
    """The shape with size 1 along the axis."""
    sizes = list(shape)
    sizes[axis] = 1
    return tuple(sizes)


@softmax.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, axis: int) -> Any:
    xp = room.xp
    dx = dinputs[0]
    total = room.scratch(_one(dy.shape, axis))

    def run() -> None:
        xp.multiply(dy, out, out=dx)
        xp.add.reduce(dx, axis=axis, keepdims=True, out=total)
        xp.subtract(dy, total, out=dx)
        xp.multiply(dx, out, out=dx)

    return run
