"""Elements by their places: parts, gathered rows, orderings, unit vectors, and the arithmetic of places.

Places are whole numbers that count from 1, negative ones from the end of an example.
"""

from math import prod
from typing import Any

from ..declare import op
from .lengths import behind
from .sequences import take
from .standardization import summed_into

# --- parts at fixed places


def _part_shape(x: tuple, axis: int, places: tuple | slice) -> tuple:
    size = len(range(x[axis])[places]) if isinstance(places, slice) else len(places)
    return (*x[:axis], size, *x[axis + 1 :])


def _pairs(whole: Any, part: Any, axis: int, places: tuple | slice) -> list[tuple[Any, Any]]:
    """Views of the whole array and of the part that belong together."""
    before = (slice(None),) * axis
    if isinstance(places, slice):
        return [(whole[(*before, places)], part)]
    return [(whole[(*before, p)], part[(*before, i)]) for i, p in enumerate(places)]


@op("part", shape=_part_shape, saves=(), whole="inputs", onnx="Gather")
def part(room: Any, out: Any, x: Any, axis: int, places: tuple | slice) -> Any:
    """The elements along an axis at some places (counted from 0 here), in their order, or in a slice."""
    xp, pairs = room.xp, _pairs(x, out, axis, places)

    def run() -> None:
        for source, target in pairs:
            xp.copyto(target, source)

    return run


@part.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, axis: int, places: tuple | slice) -> Any:
    xp, dx = room.xp, dinputs[0]
    pairs = _pairs(dx, dy, axis, places)

    def run() -> None:
        dx.fill(0)
        for target, source in pairs:  # a place may come twice
            xp.add(target, source, out=target)

    return run


# --- rows at computed places


def _gather_shape(x: tuple, places: tuple) -> tuple:
    return (*places, *x[2:])


def _rows(room: Any, x: Any, places: Any) -> tuple[Any, Any]:
    """The place of each wanted row when examples lie end to end, and the closure that finds it."""
    xp, (n, steps) = room.xp, x.shape[:2]
    start = xp.arange(n)[:, None] * steps
    if places.ndim < 2:
        places = places[:, None]
    row = room.scratch(places.shape, xp.int64)

    def find() -> None:
        xp.subtract(places, 1, out=row)
        xp.maximum(row, 0, out=row)
        xp.minimum(row, steps - 1, out=row)
        xp.add(row, start, out=row)

    return row.reshape(-1), find


@op("gather", shape=_gather_shape, saves=("inputs",), whole="inputs", constant=(1,), onnx="GatherND")
def gather(room: Any, out: Any, x: Any, places: Any) -> Any:
    """The elements of each example at places from 1, (batch, count) or (batch,); the nearest for those out of range."""
    xp = room.xp
    row, find = _rows(room, x, places)
    source = x.reshape(x.shape[0] * x.shape[1], -1)
    target = out.reshape(row.shape[0], -1)

    def run() -> None:
        find()
        take(xp, source, row, target)

    return run


@gather.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple) -> Any:
    xp, dx = room.xp, dinputs[0]
    x, places = inputs
    row, find = _rows(room, x, places)
    target = dx.reshape(x.shape[0] * x.shape[1], -1)
    source = dy.reshape(row.shape[0], -1)

    def run() -> None:
        find()
        dx.fill(0)
        xp.add.at(target, row, source)  # a place may come twice

    return run


def _flat_shape(places: tuple, lengths: Any = None, *, sizes: tuple) -> tuple:
    return (places[0], prod(places[1:-1])) if len(places) > 1 else places


@op("flat_places", shape=_flat_shape, saves=(), whole=True)
def flat_places(room: Any, out: Any, places: Any, lengths: Any = None, *, sizes: tuple) -> Any:
    """Places in several levels of the sizes, along the last axis, as places among all elements, from 1.

    With lengths, the first level of each example has its own.
    """
    xp = room.xp
    if places.ndim == 1:
        places = places[:, None]
    parts = places.reshape(len(places), -1, len(sizes))
    result = out.reshape(parts.shape[:2])
    level, back = room.scratch(result.shape, xp.int64), room.scratch(result.shape, bool)
    ends = [size if i or lengths is None else lengths[:, None] for i, size in enumerate(sizes)]

    def run() -> None:
        result.fill(0)
        for i, (size, end) in enumerate(zip(sizes, ends)):
            one = parts[:, :, i]
            xp.less(one, 0, out=back)
            xp.multiply(back, end, out=level)
            xp.add(level, back, out=level)
            xp.add(level, one, out=level)
            xp.minimum(level, end, out=level)
            xp.subtract(level, 1, out=level)
            xp.maximum(level, 0, out=level)
            xp.multiply(result, size, out=result)
            xp.add(result, level, out=result)
        xp.add(result, 1, out=result)

    return run


@op("spaced", shape=lambda lengths, start, step, count: (lengths[0], count), saves=(), whole=True)
def spaced(room: Any, out: Any, lengths: Any, start: int, step: int, count: int) -> Any:
    """The places start, start + step, ... of each example, from 1; a negative start counts from the example's end."""
    xp = room.xp
    offsets = xp.arange(count)[None, :] * step
    first = start if start > 0 else start + 1
    ends = lengths[:, None]

    def run() -> None:
        if start > 0:
            xp.copyto(out, offsets)
        else:
            xp.add(ends, offsets, out=out)
        xp.add(out, first, out=out)
        xp.maximum(out, 1, out=out)

    return run


@op("following", shape=lambda a, b, steps: (a[0], sum(steps)), saves=(), whole=True)
def following(room: Any, out: Any, a: Any, b: Any, steps: tuple[int, int]) -> Any:
    """For examples of lengths a and b, padded to `steps` and joined: the places that close the gap between them."""
    xp = room.xp
    places = xp.arange(1, sum(steps) + 1)[None, :]
    gap, ends = room.scratch((len(a), 1), xp.int64), a[:, None]
    second = room.scratch(out.shape, bool)

    def run() -> None:
        xp.subtract(steps[0], ends, out=gap)
        xp.greater(places, ends, out=second)
        xp.multiply(second, gap, out=out)
        xp.add(out, places, out=out)
        xp.minimum(out, sum(steps), out=out)

    return run


@op("counted", shape=lambda lengths, by, start, stop, step: lengths, saves=(), whole=True)
def counted(room: Any, out: Any, lengths: Any, by: int, start: int, stop: int, step: int) -> Any:
    """`by` times the number of places start, start + step, ... up to stop; negative ones count from the end."""
    xp = room.xp

    def run() -> None:
        # stop - start + step, where each end is a number or the length plus one
        xp.multiply(lengths, int(stop < 0) - int(start < 0), out=out)
        xp.add(out, (stop + (stop < 0)) - (start + (start < 0)) + step, out=out)
        xp.floor_divide(out, step, out=out)
        xp.maximum(out, 0, out=out)
        xp.multiply(out, by, out=out)

    return run


# --- places as results


@op("ordering", shape=lambda x, lengths=None, *, count: (x[0], abs(count)), saves=(), whole=True, constant=(0, 1))
def ordering(room: Any, out: Any, x: Any, lengths: Any = None, *, count: int) -> Any:
    """The places of the smallest elements in ascending order, of the -count largest ones for a negative count."""
    xp = room.xp
    # Pairs (element, place) are sorted as complex numbers are, in place: equal elements keep their order.
    pairs = room.scratch(x.shape, xp.complex128)
    both = pairs.view(xp.float64).reshape(*x.shape, 2)
    keys, tags = both[..., 0], both[..., 1]
    places = xp.arange(1, x.shape[1] + 1)
    if lengths is not None:
        mask, find = behind(room, x, lengths)
    chosen = tags[:, :count] if count > 0 else tags[:, count:]

    def run() -> None:
        xp.copyto(keys, x)
        if lengths is not None:
            find()
            xp.copyto(keys, xp.inf if count > 0 else -xp.inf, where=mask)
        xp.copyto(tags, places)
        pairs.sort(axis=-1)
        xp.copyto(out, chosen, casting="unsafe")

    return run


@op("unit_vectors", shape=lambda x, size: (*x, size), saves=(), constant=(0,), onnx="OneHot")
def unit_vectors(room: Any, out: Any, x: Any, size: int) -> Any:
    """For each whole number n a vector with 1 at place n and 0 elsewhere."""
    xp = room.xp
    places, column = xp.arange(1, size + 1), x[..., None]
    return lambda: xp.equal(column, places, out=out, casting="unsafe")


@unit_vectors.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, size: int) -> Any:
    return lambda: None


# --- a ramp with a slope below 0


@op("parametric_ramp", shape=lambda x, slope: x, saves=("inputs",), onnx="PRelu")
def parametric_ramp(room: Any, out: Any, x: Any, slope: Any) -> Any:
    """x where it is positive, else slope x; the slope has the rank of x and sizes of 1 where it is the same."""
    xp = room.xp
    t = room.scratch(x.shape)

    def run() -> None:
        xp.minimum(x, 0, out=t)
        xp.multiply(t, slope, out=t)
        xp.maximum(x, 0, out=out)
        xp.add(out, t, out=out)

    return run


@parametric_ramp.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple) -> Any:
    xp = room.xp
    x, slope = inputs
    dx, dslope = dinputs
    t, positive = room.scratch(x.shape), room.scratch(x.shape, bool)

    def run() -> None:
        if dslope is not None:
            xp.minimum(x, 0, out=t)
            xp.multiply(t, dy, out=t)
            summed_into(xp, t, dslope)
        if dx is not None:
            xp.greater(x, 0, out=positive)
            xp.multiply(dy, slope, out=dx)
            xp.copyto(dx, dy, where=positive)

    return run
