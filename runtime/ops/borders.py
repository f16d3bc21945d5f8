"""Arrays with more or less at their ends: padding by a value, the edge or a reflection, crops and random crops."""

from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Any

from ..declare import op
from .sequences import take


def _padded(x: tuple, sizes: tuple, kind: Any = 0.0) -> tuple:
    return (x[0], *(n + low + high for n, (low, high) in zip(x[1:], sizes)))


def _source(place: int, size: int, kind: str) -> int:
    """Which place of an axis a place outside repeats."""
    if kind == "Fixed" or size == 1:
        return min(max(place, 0), size - 1)
    place %= 2 * (size - 1)
    return min(place, 2 * (size - 1) - place)


def _insides(shape: tuple, sizes: tuple) -> tuple[tuple, tuple]:
    """Where the common part lies in the padded array and in the given one; a negative size cuts off."""
    wide: tuple = (slice(None),)
    given: tuple = (slice(None),)
    for n, (low, high) in zip(shape[1:], sizes):
        wide += (slice(max(low, 0), max(low, 0) + n + min(low, 0) + min(high, 0)),)
        given += (slice(max(-low, 0), n - max(-high, 0)),)
    return wide, given


@dataclass(frozen=True)
class Stage:
    """The padding of one axis: from one array into another one, which is longer along it.

    What repeats is read from the shorter array: within one array numpy would see an overlap and make a copy.
    """

    shorter: Any
    longer: Any
    axis: int
    pad: tuple[int, int]
    kind: str

    @cached_property
    def pairs(self) -> list[tuple[Any, Any]]:
        """Parts of the longer array and what of the shorter one lies there, first the whole."""
        lead, (low, high), n = (slice(None),) * self.axis, self.pad, self.shorter.shape[self.axis]
        found = [(self.longer[(*lead, slice(low, low + n))], self.shorter)]
        for place in (*range(-low, 0), *range(n, n + high)):
            source = _source(place, n, self.kind)
            found.append((self.longer[(*lead, low + place)], self.shorter[(*lead, source)]))
        return found


def _stages(room: Any, short: Any, long: Any, sizes: tuple, kind: str) -> list[Stage]:
    """One stage for each axis that grows."""
    axes = [i for i, pad in enumerate(sizes, 1) if any(pad)]
    current, shape, stages = short, list(short.shape), []
    for axis in axes:
        shape[axis] = long.shape[axis]
        following = long if axis == axes[-1] else room.scratch(tuple(shape))
        stages.append(Stage(current, following, axis, sizes[axis - 1], kind))
        current = following
    return stages


@op("padding", shape=_padded, saves=())
def padding(room: Any, out: Any, x: Any, sizes: tuple, kind: Any = 0.0) -> Any:
    """The array with (before, after) more places along each axis behind the batch: a value, or a `kind` by name.

    "Fixed" repeats the edge, "Reflected" turns back at it without repeating it. Negative sizes, for a value only, cut.
    """
    xp = room.xp
    if isinstance(kind, str) and out.shape != x.shape:
        pairs = [pair for stage in _stages(room, x, out, sizes, kind) for pair in stage.pairs]

        def run() -> None:
            for place, source in pairs:
                xp.copyto(place, source)

        return run
    inside, part = _insides(x.shape, sizes)
    to, given = out[inside], x[part]

    def fill() -> None:
        if out.size != given.size:
            out.fill(kind)
        xp.copyto(to, given)

    return fill


@padding.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, sizes: tuple, kind: Any = 0.0) -> Any:
    xp, dx = room.xp, dinputs[0]
    if isinstance(kind, str) and dx.shape != dy.shape:
        stages = _stages(room, dx, dy, sizes, kind)[::-1]

        def run() -> None:
            for stage in stages:
                (inside, whole), *others = stage.pairs
                xp.copyto(whole, inside)
                for place, source in others:
                    xp.add(source, place, out=source)

        return run
    inside, part = _insides(dx.shape, sizes)
    slope, to = dy[inside], dx[part]

    def cut() -> None:
        if to.size != dx.size:
            dx.fill(0)
        xp.copyto(to, slope)

    return cut


def _cropped(x: tuple, size: tuple, reflections: tuple) -> tuple:
    return (x[0], *size, x[-1])


class Crop:
    """The rows of an image (n, height, width) in drawn crops, from four uniform numbers an example."""

    def __init__(self, room: Any, draws: Any, space: tuple, size: tuple, reflections: tuple):
        xp, n = room.xp, len(draws)
        self.xp, self.draws, self.space, self.size, self.reflections = xp, draws, space, size, reflections
        self.starts = xp.arange(n)[:, None] * space[0]
        self.index = room.scratch((n, *size), xp.int64)
        self.places = [room.scratch((n, m), xp.int64) for m in size]
        self.first, self.turned = room.scratch((n,), xp.int64), room.scratch((n,), bool)
        self.steps = [xp.arange(m)[None, :] for m in size]
        self.backwards = [xp.arange(m - 1, -1, -1)[None, :] for m in size]

    def locate(self) -> Any:
        """The rows, flat."""
        xp = self.xp
        for axis, (n, m, places) in enumerate(zip(self.space, self.size, self.places)):
            draw = self.draws[:, axis]
            xp.multiply(draw, n - m + 1, out=self.first, casting="unsafe")
            xp.minimum(self.first, n - m, out=self.first)
            xp.less(self.draws[:, 2 + axis], self.reflections[axis], out=self.turned)
            xp.copyto(places, self.steps[axis])
            xp.copyto(places, self.backwards[axis], where=self.turned[:, None])
            xp.add(places, self.first[:, None], out=places)
        rows, columns = self.places
        xp.add(rows, self.starts, out=rows)
        xp.multiply(rows, self.space[1], out=rows)
        xp.add(rows[:, :, None], columns[:, None, :], out=self.index)
        return self.index.reshape(-1)


@op(
    "random_crop",
    shape=_cropped,
    saves=(),
    stores=lambda x, size, reflections: ((x[0], 4),),
    random=True,
)
def random_crop(room: Any, out: Any, x: Any, size: tuple, reflections: tuple) -> Any:
    """A part of every image (n, height, width, c) at a random place, turned over with the (up-down, left-right)
    probabilities."""
    xp, draws = room.xp, room.stored[0]
    crop, c = Crop(room, draws, x.shape[1:3], size, reflections), x.shape[-1]
    rows, result = x.reshape(-1, c), out.reshape(-1, c)

    def run() -> None:
        room.uniform(draws)
        take(xp, rows, crop.locate(), result)

    return run


@random_crop.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, size: tuple, reflections: tuple) -> Any:
    dx, c = dinputs[0], dy.shape[-1]
    crop = Crop(room, room.stored[0], dx.shape[1:3], size, reflections)
    rows, slope = dx.reshape(-1, c), dy.reshape(prod(dy.shape[:-1]), c)

    def run() -> None:
        rows.fill(0)
        rows[crop.locate()] = slope

    return run
