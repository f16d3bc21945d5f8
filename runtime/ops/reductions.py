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


def softmax_into(xp: Any, x: Any, y: Any, axis: int) -> None:
    """exp(x - max) / sum along an axis, in the precision of y: the maximum is taken off so that nothing overflows."""
    xp.subtract(x, x.max(axis=axis, keepdims=True), out=y)
    xp.exp(y, out=y)
    xp.divide(y, y.sum(axis=axis, keepdims=True), out=y)


@op("softmax", shape=lambda x, axis: x, saves=("output",), onnx="Softmax")
def softmax(room: Any, out: Any, x: Any, axis: int) -> Any:
    """Exp(x)/Total along an axis, computed in double precision and rounded once."""
    xp = room.xp
    wide = room.scratch(x.shape, xp.float64)

    def run() -> None:
        softmax_into(xp, x, wide, axis)
        xp.copyto(out, wide, casting="same_kind")

    return run


@softmax.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, axis: int) -> Any:
    xp = room.xp
    dx = dinputs[0]

    def run() -> None:
        xp.multiply(dy, out, out=dx)
        total = dx.sum(axis=axis, keepdims=True)
        xp.subtract(dy, total, out=dx)
        xp.multiply(dx, out, out=dx)

    return run
