"""Means over the true elements of each example, for losses."""

from collections.abc import Callable
from math import prod
from typing import Any


class Mean:
    """The mean over the true elements of each example of an array.

    `scale` is 1 over their number (a number, or one an example), `hide(a)` makes a closure that sets what lies behind
    the end of `a`, an array with the same time axis, to 0. `find` comes first in every run.
    """

    def __init__(self, room: Any, x: Any, lengths: Any, inner: int | None = None):
        xp, self.xp, self.room, self.lengths = room.xp, room.xp, room, lengths
        self.x = x
        if lengths is None:
            self.scale: Any = 1 / max(prod(x.shape[1:]) if inner is None else inner, 1)
            self.find: Callable = lambda: None
            return
        rest = prod(x.shape[2:]) if inner is None else inner // max(x.shape[1], 1)
        self.scale, self.mask = room.scratch((x.shape[0],)), room.scratch(x.shape[:2], bool)
        steps, column = xp.arange(x.shape[1])[None, :], lengths[:, None]

        def find() -> None:
            xp.greater_equal(steps, column, out=self.mask)
            xp.multiply(lengths, rest, out=self.scale, casting="same_kind")
            xp.maximum(self.scale, 1, out=self.scale)
            xp.divide(1, self.scale, out=self.scale)

        self.find = find

    def hide(self, a: Any, value: float = 0) -> Callable:
        """The closure that sets what lies behind the ends to a value."""
        if self.lengths is None:
            return lambda: None
        mask = self.mask.reshape(self.mask.shape + (1,) * (a.ndim - 2))
        return lambda: self.xp.copyto(a, value, where=mask)

    def weights(self, dy: Any) -> tuple[Any, Callable]:
        """(slopes by the elements' sum, one an example; closure that fills them)."""
        weight = self.room.scratch(dy.shape)
        return weight, lambda: self.xp.multiply(dy, self.scale, out=weight)


def standing(column: Any, x: Any) -> Any:
    """A number an example, so that it stretches over an array."""
    return column.reshape(column.shape[0], *(1,) * (x.ndim - 1))
