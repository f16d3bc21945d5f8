"""Sequences: their parts, their ends, their reverse, and masks for dropout along time.

Time is axis 1. `lengths` (batch,) are whole numbers, or None where all examples are full.
"""

import inspect
from typing import Any

from ..declare import op
from .lengths import behind


def take(xp: Any, rows: Any, places: Any, out: Any) -> None:
    """The rows at places that are known to be in range: told so, numpy writes them without a copy between."""
    xp.take(rows, places, axis=0, out=out, **_in_range(xp))


def _in_range(xp: Any) -> dict:
    return {"mode": "clip"} if "mode" in inspect.signature(xp.take).parameters else {}


def _span_shape(x: tuple, axis: int, start: int, stop: int) -> tuple:
    if not 0 <= start <= stop <= x[axis]:
        raise ValueError(f"no part {start}..{stop} of {x[axis]}")
    return (*x[:axis], stop - start, *x[axis + 1 :])


@op("span", shape=_span_shape, saves=(), onnx="Slice")
def span(room: Any, out: Any, x: Any, axis: int, start: int, stop: int) -> Any:
    """The part of an array from `start` (counted from 0) up to, not including, `stop` along an axis."""
    part = x[(slice(None),) * axis + (slice(start, stop),)]
    return lambda: room.xp.copyto(out, part)


@span.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, axis: int, start: int, stop: int) -> Any:
    xp = room.xp
    places = [(slice(None),) * axis + (cut,) for cut in (slice(0, start), slice(start, stop), slice(stop, None))]
    before, part, after = (dinputs[0][place] for place in places)

    def run() -> None:
        xp.copyto(before, 0)
        xp.copyto(part, dy)
        xp.copyto(after, 0)

    return run


def _end(room: Any, steps: int, lengths: Any, by: int) -> tuple:
    """(row of each example's end when examples of so many steps lie end to end, closure that fills it)."""
    xp = room.xp
    n = lengths.shape[0]
    place, start = room.scratch((n,), xp.int64), xp.arange(n) * steps

    def find() -> None:
        xp.add(lengths, by, out=place)
        xp.maximum(place, 0, out=place)
        xp.minimum(place, steps - 1, out=place)
        xp.add(place, start, out=place)

    return place, find


@op("last", shape=lambda x, *_: (x[0], *x[2:]), saves=("inputs",))
def last(room: Any, out: Any, x: Any, lengths: Any = None) -> Any:
    """The last element of every example."""
    xp = room.xp
    if lengths is None:
        end = x[:, x.shape[1] - 1]
        return lambda: xp.copyto(out, end)
    place, find = _end(room, x.shape[1], lengths, -1)
    rows, flat = x.reshape(x.shape[0] * x.shape[1], -1), out.reshape(out.shape[0], -1)

    def run() -> None:
        find()
        take(xp, rows, place, flat)

    return run


@last.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple) -> Any:
    xp = room.xp
    x, lengths = (*inputs, None)[:2]
    dx = dinputs[0]
    if lengths is None:
        end = dx[:, x.shape[1] - 1]

        def run() -> None:
            dx.fill(0)
            xp.copyto(end, dy)

        return run
    place, find = _end(room, x.shape[1], lengths, -1)
    rows, flat = dx.reshape(x.shape[0] * x.shape[1], -1), dy.reshape(dy.shape[0], -1)

    def run_ragged() -> None:
        find()
        dx.fill(0)
        rows[place] = flat

    return run_ragged


def _turned(room: Any, x: Any, out: Any, lengths: Any) -> Any:
    """The closure that writes the reverse of each example of x; what lies behind the end becomes 0."""
    xp = room.xp
    n, steps = x.shape[0], x.shape[1]
    if lengths is None:
        turned = x[:, ::-1]
        return lambda: xp.copyto(out, turned)
    place = room.scratch((n, steps), xp.int64)
    mask, find = behind(room, out, lengths)
    ends, forward = lengths[:, None], xp.arange(steps)[None, :]
    start = xp.arange(n)[:, None] * steps
    rows, flat = x.reshape(n * steps, -1), out.reshape(n * steps, -1)
    flat_place = place.reshape(-1)

    def run() -> None:
        find()
        xp.subtract(ends, forward, out=place)
        xp.subtract(place, 1, out=place)
        xp.maximum(place, 0, out=place)
        xp.add(place, start, out=place)
        take(xp, rows, flat_place, flat)
        xp.copyto(out, 0, where=mask)

    return run


@op("reverse", shape=lambda x, *_: x, saves=("inputs",))
def reverse(room: Any, out: Any, x: Any, lengths: Any = None) -> Any:
    """The elements of every example in the opposite order."""
    return _turned(room, x, out, lengths)


@reverse.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple) -> Any:
    return _turned(room, dy, dinputs[0], (*inputs, None)[1])


@op("append", shape=lambda x, element, *_: (x[0], x[1] + 1, *x[2:]), saves=("inputs",))
def append(room: Any, out: Any, x: Any, element: Any, lengths: Any = None) -> Any:
    """Every example with one more element at its end."""
    xp = room.xp
    steps = x.shape[1]
    front, end = out[:, :steps], out[:, steps]
    if lengths is None:

        def run() -> None:
            xp.copyto(front, x)
            xp.copyto(end, element)

        return run
    place, find = _end(room, steps + 1, lengths, 0)
    rows, flat = out.reshape(out.shape[0] * (steps + 1), -1), element.reshape(element.shape[0], -1)

    def run_ragged() -> None:
        find()
        xp.copyto(front, x)
        xp.copyto(end, 0)
        rows[place] = flat

    return run_ragged


@append.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple) -> Any:
    xp = room.xp
    x, element, lengths = (*inputs, None)[:3]
    dx, delement = dinputs[:2]
    steps = x.shape[1]
    front, end = dy[:, :steps], dy[:, steps]
    if lengths is not None:
        mask, hide = behind(room, x, lengths)
        place, find = _end(room, steps + 1, lengths, 0)
        rows = dy.reshape(dy.shape[0] * (steps + 1), -1)
        flat = None if delement is None else delement.reshape(element.shape[0], -1)

    def run() -> None:
        if delement is not None:
            if lengths is None:
                xp.copyto(delement, end)
            else:
                find()
                take(xp, rows, place, flat)
        if dx is not None:
            xp.copyto(dx, front)
            if lengths is not None:
                hide()
                xp.copyto(dx, 0, where=mask)

    return run


@op("positions", shape=lambda x, maximum=None: x[:2], saves=(), whole=True, constant=(0,))
def positions(room: Any, out: Any, x: Any, maximum: int | None = None) -> Any:
    """1, 2, ... along every example, at most `maximum`."""
    xp = room.xp
    count = xp.arange(1, x.shape[1] + 1)
    if maximum is not None:
        count = xp.minimum(count, maximum)
    return lambda: xp.copyto(out, count)


# --- dropout whose mask is the same at every step: Y. Gal and Z. Ghahramani, arXiv:1512.05287


@op("kept", shape=lambda x, shape, probability: shape, saves=(), constant=(0,), random=True)
def kept(room: Any, out: Any, x: Any, shape: tuple, probability: float) -> Any:
    """A mask of the shape for dropout: 0 with the probability, else what keeps the mean; x only says for what net."""
    xp, scale = room.xp, 1 / (1 - probability)

    def run() -> None:
        room.uniform(out)
        xp.greater_equal(out, probability, out=out)
        xp.multiply(out, scale, out=out)

    return run


@kept.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, shape: tuple, probability: float) -> Any:
    return lambda: None


@op("thinned", shape=lambda x, mask: x, saves=("inputs",), constant=(1,))
def thinned(room: Any, out: Any, x: Any, mask: Any) -> Any:
    """The array times a mask whose sizes of 1 stretch."""
    return lambda: room.xp.multiply(x, mask, out=out)


@thinned.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple) -> Any:
    return lambda: room.xp.multiply(dy, inputs[1], out=dinputs[0])
