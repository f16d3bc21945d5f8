"""Linear algebra: the affine map with its activation in one step, and the product of arrays."""

from math import prod
from typing import Any

from ..declare import op
from .elementwise import ACTIVATIONS

# Sums down a column are not pairwise in numpy: longer ones are taken in pieces, which keeps single precision honest.
ROWS = 4096


def column_sums(xp: Any, rows: Any, out: Any) -> None:
    """Sums over the first axis of a matrix."""
    xp.add.reduce(rows[:ROWS], axis=0, out=out)
    for i in range(ROWS, len(rows), ROWS):
        xp.add(out, xp.add.reduce(rows[i : i + ROWS], axis=0), out=out)


@op("affine", shape=lambda x, w, b=None, activation=None: (x[0], w[0]), onnx="Gemm")
def affine(room: Any, out: Any, x: Any, w: Any, b: Any = None, activation: str | None = None) -> Any:
    """activation(w.x + b) for every example; x is flattened to a vector first."""
    xp = room.xp
    rows, columns = x.reshape(len(x), -1), w.T
    act = ACTIVATIONS[activation][0](room, out, out) if activation else None

    def run() -> None:
        xp.matmul(rows, columns, out=out)
        if b is not None:
            xp.add(out, b, out=out)
        if act is not None:
            act()

    return run


@affine.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, activation: str | None = None) -> Any:
    xp = room.xp
    x, w = inputs[0], inputs[1]
    dx, dw, db = (*dinputs, None)[:3]
    rows, drows = x.reshape(len(x), -1), None if dx is None else dx.reshape(len(x), -1)
    act = ACTIVATIONS[activation][1](room, dy, out, dy) if activation else None
    dcolumns = None if dw is None else dw.T

    def run() -> None:
        if act is not None:
            act()
        if db is not None:
            column_sums(xp, dy, db)
        if dcolumns is not None:
            xp.matmul(rows.T, dy, out=dcolumns)
        if drows is not None:
            xp.matmul(dy, w, out=drows)

    return run


@affine.fuse("elementwise")
def _(settings: dict, following: dict) -> Any:
    name = following["function"].name
    if settings.get("activation") is None and name in ACTIVATIONS:
        return affine, {"activation": name}
    return None


def dot_shape(a: tuple, b: tuple) -> tuple:
    """The shape of the product of two batches: the last axis of one meets the first of the other."""
    if a[-1] != b[1]:
        raise ValueError(f"shapes {a[1:]} and {b[1:]} do not fit")
    return (a[0], *a[1:-1], *b[2:])


@op("dot", shape=dot_shape, saves=("inputs",), onnx="MatMul")
def dot(room: Any, out: Any, a: Any, b: Any) -> Any:
    """The product of two arrays, example by example."""
    xp = room.xp
    left, right, result = _matrices(a, b, out)
    return lambda: xp.matmul(left, right, out=result)


@dot.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple) -> Any:
    xp = room.xp
    left, right, result = _matrices(*inputs, dy)
    da, db = (None if d is None else d.reshape(m.shape) for d, m in zip(dinputs, (left, right)))

    def run() -> None:
        if da is not None:
            xp.matmul(result, right.swapaxes(1, 2), out=da)
        if db is not None:
            xp.matmul(left.swapaxes(1, 2), result, out=db)

    return run


def _matrices(a: Any, b: Any, out: Any) -> tuple:
    n, k = len(a), a.shape[-1]
    left, right = a.reshape(n, -1, k), b.reshape(n, k, -1)
    return left, right, out.reshape(n, prod(a.shape[1:-1]), prod(b.shape[2:]))
