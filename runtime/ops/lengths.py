"""Sequences of different lengths: what happens to the lengths, and to the places behind the end of an example.

Lengths are whole numbers, one an example; a batch is padded to the longest.
"""

from typing import Any

from ..declare import op


def _same(x: tuple, *_: Any, **__: Any) -> tuple:
    return x


@op("shifted", shape=_same, saves=(), whole=True)
def shifted(room: Any, out: Any, x: Any, by: int) -> Any:
    """Lengths longer by a number, at least 0."""
    xp = room.xp

    def run() -> None:
        xp.add(x, by, out=out)
        xp.maximum(out, 0, out=out)

    return run


@op("strided", shape=_same, saves=(), whole=True)
def strided(room: Any, out: Any, x: Any, before: int, window: int, stride: int) -> Any:
    """Floor[(length + before - window)/stride] + 1, at least 0: how often a window fits, `before` padding in all."""
    xp = room.xp

    def run() -> None:
        xp.add(x, before - window, out=out)
        xp.floor_divide(out, stride, out=out)
        xp.add(out, 1, out=out)
        xp.maximum(out, 0, out=out)

    return run


@op("joined", shape=_same, saves=(), whole=True)
def joined(room: Any, out: Any, a: Any, b: Any) -> Any:
    """The lengths of examples laid end to end."""
    return lambda: room.xp.add(a, b, out=out)


def behind(room: Any, x: Any, lengths: Any) -> Any:
    """(mask, closure that fills it): true at the places of x behind the end of each example."""
    xp = room.xp
    mask = room.scratch((x.shape[0], x.shape[1]), bool)
    steps, column = xp.arange(x.shape[1])[None, :], lengths[:, None]
    return mask.reshape(mask.shape + (1,) * (x.ndim - 2)), lambda: xp.greater_equal(steps, column, out=mask)


@op("masked", shape=_same, saves=("inputs",))
def masked(room: Any, out: Any, x: Any, lengths: Any, value: float = 0.0) -> Any:
    """The array with a value in the places behind the end of each example."""
    xp = room.xp
    mask, find = behind(room, x, lengths)

    def run() -> None:
        find()
        xp.copyto(out, x)
        xp.copyto(out, value, where=mask)

    return run


@masked.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, value: float = 0.0) -> Any:
    xp = room.xp
    mask, find = behind(room, *inputs)

    def run() -> None:
        find()
        xp.copyto(dinputs[0], dy)
        xp.copyto(dinputs[0], 0, where=mask)

    return run
