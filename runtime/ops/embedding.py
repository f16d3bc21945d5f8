"""Vectors of a table, looked up by number."""

from typing import Any

from ..declare import op
from .sequences import take


def _places(room: Any, x: Any) -> tuple:
    """(rows of the table for the numbers of x, which count from 1; closure that fills them)."""
    xp = room.xp
    place, flat = room.scratch((x.size,), xp.int64), x.reshape(-1)
    return place, lambda: xp.subtract(flat, 1, out=place)


@op("embedding", shape=lambda x, w: (*x, w[1]), saves=("inputs",), onnx="Gather", adds=True)
def embedding(room: Any, out: Any, x: Any, w: Any) -> Any:
    """Row x of the matrix w, for every number of an array."""
    xp = room.xp
    place, find = _places(room, x)
    rows = out.reshape(x.size, w.shape[1])

    def run() -> None:
        find()
        take(xp, w, place, rows)

    return run


@embedding.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple) -> Any:
    """Adds each row of dy to the row of the table that it came from, element by element: that is numpy's fast way."""
    xp = room.xp
    x, w = inputs
    size = w.shape[1]
    place, find = _places(room, x)
    spread = room.scratch((x.size, size), xp.int64)
    starts, columns = place[:, None], xp.arange(size)[None, :]
    table, flat, slopes = dinputs[1].reshape(-1), spread.reshape(-1), dy.reshape(-1)

    def run() -> None:
        find()
        xp.multiply(place, size, out=place)
        xp.add(starts, columns, out=spread)
        xp.add.at(table, flat, slopes)

    return run
