"""Arrays at other places: along an axis by a fixed rule, and at the places of an affine map of the image plane."""

from collections.abc import Callable
from math import prod
from typing import Any

from ..declare import op
from .sequences import take

# --- along an axis


def sources(old: int, new: int, scheme: str) -> list[float]:
    """Where each of `new` places lies among `old` ones.

    "Point" keeps the first and the last place, "Bin" divides the same stretch into equal bins and takes their middles.
    """
    if scheme == "Point":
        return [i * (old - 1) / (new - 1) if new > 1 else 0.0 for i in range(new)]
    return [(i + 0.5) * old / new - 0.5 for i in range(new)]


def weights(old: int, new: int, method: str, scheme: str) -> list[list[float]]:
    """A matrix (new, old): how much every old place counts for every new one."""
    rows = []
    for place in sources(old, new, scheme):
        row = [0.0] * old
        if method == "Nearest":
            row[min(max(int(place + 0.5), 0), old - 1)] = 1.0
        else:
            place = min(max(place, 0.0), old - 1.0)
            low = min(int(place), max(old - 2, 0))
            row[low] += 1 - (place - low)
            if place > low:
                row[low + 1] += place - low
        rows.append(row)
    return rows


def _stretched(x: tuple, axis: int, size: int, method: str, scheme: str) -> tuple:
    return (*x[:axis], size, *x[axis + 1 :])


def _products(room: Any, x: Any, y: Any, axis: int, matrix: Any) -> Callable:
    """y = matrix.x along an axis."""
    xp, rest = room.xp, prod(x.shape[axis + 1 :])
    if rest == 1:
        rows, results = x.reshape(-1, x.shape[axis]), y.reshape(-1, y.shape[axis])
        return lambda: xp.matmul(rows, matrix.T, out=results)
    blocks, results = (a.reshape(-1, a.shape[axis], rest) for a in (x, y))
    return lambda: xp.matmul(matrix, blocks, out=results)


@op("resampling", shape=_stretched, saves=("inputs",))
def resampling(room: Any, out: Any, x: Any, axis: int, size: int, method: str, scheme: str) -> Any:
    """The array with `size` places along an axis: the "Nearest" ones, or between two of them by "Linear" weights."""
    matrix = room.xp.asarray(weights(x.shape[axis], size, method, scheme), room.dtype)
    return _products(room, x, out, axis, matrix)


@resampling.gradient
def _(
    room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, axis: int, size: int, method: str, scheme: str
) -> Any:
    matrix = room.xp.asarray(weights(inputs[0].shape[axis], size, method, scheme), room.dtype)
    return _products(room, dy, dinputs[0], axis, matrix.T)


# --- affine maps of the plane


def _grid(size: tuple[int, int]) -> list[list[float]]:
    """Rows x, y and 1 of every place of an image that reaches from -1 to 1 both ways."""
    h, w = size
    ys, xs = ([2 * i / (n - 1) - 1 if n > 1 else 0.0 for i in range(n)] for n in (h, w))
    return [xs * h, [y for y in ys for _ in range(w)], [1.0] * (h * w)]


class Plane:
    """The four places of an image around each place that an affine map gives; for body and gradient alike."""

    def __init__(self, room: Any, x: Any, parameters: Any, size: tuple[int, int]):
        xp, (n, *space) = room.xp, x.shape[:-1]
        self.xp, self.space, count = xp, space, size[0] * size[1]
        self.grid = xp.asarray(_grid(size), room.dtype)
        self.map = parameters.reshape(n, 2, 3)
        self.places, self.low, self.part = (room.scratch((n, 2, count)) for _ in range(3))
        self.index, self.flat = room.scratch((n, count), xp.int64), room.scratch((n, count), xp.int64)
        self.inside, self.also = room.scratch((n, count), bool), room.scratch((n, count), bool)
        self.weight, self.other = room.scratch((n, count)), room.scratch((n, count))
        self.starts = xp.arange(n)[:, None] * prod(space)
        self.scales = [(m - 1) / 2 for m in space[::-1]]

    def locate(self) -> None:
        """Finds the places, x before y, and how far they are behind the grid line before them."""
        xp = self.xp
        xp.matmul(self.map, self.grid, out=self.places)
        xp.add(self.places, 1, out=self.places)
        for axis in (0, 1):
            xp.multiply(self.places[:, axis], self.scales[axis], out=self.places[:, axis])
        xp.floor(self.places, out=self.low)
        xp.subtract(self.places, self.low, out=self.part)

    def corner(self, right: int, below: int) -> None:
        """Fills in the rows of one corner in `flat`, and in `inside` whether it belongs to the image."""
        xp = self.xp
        self.inside.fill(True)
        xp.copyto(self.flat, self.starts)
        for axis, step, width, unit in ((0, right, self.space[1], 1), (1, below, self.space[0], self.space[1])):
            xp.copyto(self.index, self.low[:, axis], casting="unsafe")
            xp.add(self.index, step, out=self.index)
            for compare, edge in ((xp.greater_equal, 0), (xp.less, width)):
                compare(self.index, edge, out=self.also)
                xp.logical_and(self.inside, self.also, out=self.inside)
            xp.maximum(self.index, 0, out=self.index)
            xp.minimum(self.index, width - 1, out=self.index)
            xp.multiply(self.index, unit, out=self.index)
            xp.add(self.flat, self.index, out=self.flat)

    def near(self, axis: int, step: int, out: Any) -> None:
        """How much a corner counts along an axis: the part, or what is missing to 1."""
        if step:
            self.xp.multiply(self.part[:, axis], self.inside, out=out)
        else:
            self.xp.subtract(1, self.part[:, axis], out=out)
            self.xp.multiply(out, self.inside, out=out)


CORNERS = ((0, 0), (1, 0), (0, 1), (1, 1))


@op("affine_sampling", shape=lambda x, parameters, size: (x[0], *size, x[-1]), saves=("inputs",))
def affine_sampling(room: Any, out: Any, x: Any, parameters: Any, size: tuple) -> Any:
    """An image x (n, height, width, c) at the places of an affine map (n, 6), bilinear, 0 outside the image.

    With coordinates from -1 to 1 the output at (u, v) is the input at (p1 u + p2 v + p3, p4 u + p5 v + p6).
    """
    xp, plane, n, c = room.xp, Plane(room, x, parameters, size), len(x), x.shape[-1]
    rows, result = x.reshape(-1, c), out.reshape(n, -1, c)
    found = room.scratch((n * size[0] * size[1], c))
    block, row = found.reshape(n, -1, c), plane.flat.reshape(-1)

    def run() -> None:
        plane.locate()
        result.fill(0)
        for right, below in CORNERS:
            plane.corner(right, below)
            take(xp, rows, row, found)
            plane.near(0, right, plane.weight)
            plane.near(1, below, plane.other)
            xp.multiply(plane.weight, plane.other, out=plane.weight)
            xp.multiply(block, plane.weight[:, :, None], out=block)
            xp.add(result, block, out=result)

    return run


@affine_sampling.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, size: tuple) -> Any:
    (x, parameters), (dx, dparameters) = inputs, dinputs
    xp, plane, n, c = room.xp, Plane(room, x, parameters, size), len(x), x.shape[-1]
    rows, slope, row_count = x.reshape(-1, c), dy.reshape(n, -1, c), n * size[0] * size[1]
    target = None if dx is None else dx.reshape(-1)
    spread, columns = room.scratch((row_count, c), xp.int64), xp.arange(c)[None, :]
    found = room.scratch((row_count, c))
    block, row = found.reshape(n, -1, c), plane.flat.reshape(-1)
    total, moves = room.scratch(plane.weight.shape), room.scratch(plane.places.shape)
    dmap = None if dparameters is None else dparameters.reshape(n, 2, 3)

    def by_image() -> None:
        xp.multiply(plane.weight, plane.other, out=total)
        xp.multiply(slope, total[:, :, None], out=block)
        xp.multiply(row[:, None], c, out=spread)
        xp.add(spread, columns, out=spread)
        xp.add.at(target, spread.reshape(-1), found.reshape(-1))

    def by_map(right: int, below: int) -> None:
        take(xp, rows, row, found)
        xp.multiply(block, slope, out=block)
        for axis, step, other in ((0, right, plane.other), (1, below, plane.weight)):
            xp.add.reduce(block, axis=2, out=total)
            xp.multiply(total, other, out=total)
            (xp.add if step else xp.subtract)(moves[:, axis], total, out=moves[:, axis])

    def run() -> None:
        plane.locate()
        moves.fill(0)
        if target is not None:
            target.fill(0)
        for right, below in CORNERS:
            plane.corner(right, below)
            plane.near(0, right, plane.weight)
            plane.near(1, below, plane.other)
            if target is not None:
                by_image()
            if dmap is not None:
                by_map(right, below)
        if dmap is not None:
            for axis in (0, 1):
                xp.multiply(moves[:, axis], plane.scales[axis], out=moves[:, axis])
            xp.matmul(moves, plane.grid.T, out=dmap)

    return run
