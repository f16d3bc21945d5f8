"""The three sums over windows that convolution, transposed convolution and their gradients are made of.

With x (n, *space, c), y (n, *out, o) and taps (*kernel, c, o):
`correlate`  y[p, o] = Sum_(t, c) x[p + t, c] taps[t, c, o]
`scatter`    x[p + t, c] += Sum_o y[p, o] taps[t, c, o], its transpose by x
`outer`      taps[t, c, o] = Sum_p x[p + t, c] y[p, o], its transpose by the taps

Each gathers the windows of as many examples as fit into the cache into a matrix of columns and multiplies. A row of
the matrix may hold the windows of several neighbouring outputs at once, which share most of their elements: with s
outputs of a kernel of width k it has s + k - 1 instead of s k places along the last axis, and the other factor is a
band of s shifted copies of the taps. That multiplies by zeros, (s + k - 1) / k times as much as needed, but copies
less and gives the product more columns; see `shared_outputs` for when it pays.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import prod
from typing import Any

from .windows import CACHE, Windows, extent, frame, pieces, window_view

Step = Callable[[], Any]


# In units of one multiply-add within a large matrix product, measured with 2 threads on 2 cores with AVX2 at 3x3 and
# 5x5 kernels of 1 to 64 channels: what it costs to write an element of the columns or to add one to its place, and
# how many columns too few a product feels.
COPY, ADD, EDGE = 16.0, 40.0, 16.0


def shared_outputs(windows: Windows, channels: int, filters: int, each: float = COPY) -> int:
    """How many neighbouring outputs share a row of the columns: the number with the least estimated time an output.

    `each` is the cost of an element of the columns. Milliseconds forward at batch 64 by that number, from 1 on:
    5x5, 1 to 20 channels on 28x28: 2.5, 1.6 (2), 1.2 (4), 1.3 (8); 5x5, 20 to 50 on 12x12: 3.2, 1.85 (2), 2.5 (4);
    3x3, 16 to 16 on 32x32: 6.4, 5.0 (2), 5.5 (4); 32 on 16x16: 3.5, 3.4 (2), 4.3 (4); 64 on 8x8: 2.5, 2.9 (2).
    """
    if windows.dilation[-1] > 1:
        return 1
    around = prod(windows.kernel[:-1]) * channels
    width, stride = windows.kernel[-1], windows.stride[-1]

    def cost(s: int) -> float:
        row = around * (width + (s - 1) * stride)
        columns = s * filters
        return row / s * each + row * filters * (1 + EDGE / columns)

    return min((s for s in range(1, 9) if windows.out[-1] % s == 0), key=cost)


@dataclass
class Columns:
    """The matrix of columns for some examples at a time, the frame before it and the pieces it is filled in.

    A row has the elements of a window (`width` of them) and, with `ones`, a last 1, which makes biases a row of taps.
    """

    room: Any
    windows: Windows
    channels: int
    shared: int = 1
    ones: bool = False
    channels_first: bool = False

    def __post_init__(self) -> None:
        w = self.windows
        self.kernel = (*w.kernel[:-1], extent(w.kernel[-1], 1) + (self.shared - 1) * w.stride[-1])
        self.stride = (*w.stride[:-1], w.stride[-1] * self.shared)
        self.out = (*w.out[:-1], w.out[-1] // self.shared)
        self.width = prod(self.kernel) * self.channels
        self.row = self.width + self.ones
        self.run = self.stride[-1] if w.dilation[-1] == 1 else 1

    def prepare(self, count: int, unit: int = 1) -> None:
        """Makes the scratch memory for `count` examples in all, with rows of a frame a multiple of `unit` long."""
        room, row_bytes = self.room, self.row * self.room.dtype.itemsize
        self.examples = pieces(count, prod(self.out) * row_bytes)
        per = self.examples[0][1] if self.examples else 0
        # An example too large for the cache is taken by stretches of its first axis.
        self.stretches = pieces(self.out[0], per * prod(self.out[1:]) * row_bytes)
        self.frame = frame(room, per, self._lengthened(unit), self.channels)
        self.matrix = room.scratch((per * self.stretches[0][1] * prod(self.out[1:]), self.row))

    def _lengthened(self, unit: int) -> Windows:
        w = self.windows
        low, high = w.padding[-1]
        return replace(w, padding=(*w.padding[:-1], (low, high + -w.padded[-1] % unit)))

    def chunk(self, examples: tuple, stretch: tuple) -> tuple[Any, Any]:
        """The columns of a piece: as a matrix, and as an array (examples, *out, *kernel, channels)."""
        n, out = examples[1] - examples[0], (stretch[1] - stretch[0], *self.out[1:])
        matrix = self.matrix[: n * prod(out)]
        if self.channels_first:
            axes = len(out)
            places = matrix[:, : self.width].reshape(n, *out, self.channels, *self.kernel)
            return matrix, places.transpose((*range(axes + 1), *range(axes + 2, 2 * axes + 2), axes + 1))
        return matrix, matrix[:, : self.width].reshape(n, *out, *self.kernel, self.channels)

    def view(self, source: Any, stretch: tuple) -> Any:
        """The windows of some examples along a stretch."""
        start = stretch[0] * self.stride[0]
        out = (stretch[1] - stretch[0], *self.out[1:])
        dilation = (*self.windows.dilation[:-1], self.windows.dilation[-1] if self.shared == 1 else 1)
        return window_view(self.room.xp, source[:, start:], self.kernel, self.stride, dilation, out)

    def start(self) -> list[Step]:
        """What is to be done before the first piece."""
        steps: list[Step] = []
        if self.frame is not None:
            steps.append(lambda: self.frame.clear(0))
        if self.ones:
            last = self.matrix[:, self.width :]
            steps.append(lambda: last.fill(1))
        return steps

    def load(self, x: Any, examples: tuple) -> tuple[Any, list[Step]]:
        """Where the windows of some examples are found, and how they come there."""
        part = x[examples[0] : examples[1]]
        if self.frame is None:
            return part, []
        array = self.frame.array[: len(part)]
        inside, xp = array[self.frame.inside], self.room.xp
        return array, [lambda: xp.copyto(inside, part)]

    def gather(self, x: Any) -> list[tuple[tuple, tuple, Any, list[Step]]]:
        """For every piece: its examples, its stretch, the matrix and the steps that fill it from x."""
        found, xp = [], self.room.xp
        for examples in self.examples:
            source, steps = self.load(x, examples)
            for stretch in self.stretches:
                matrix, columns = self.chunk(examples, stretch)
                fill = _copy(xp, columns, self.view(source, stretch))
                found.append((examples, stretch, matrix, [*steps, fill]))
                steps = []
        return found

    def part(self, y: Any, examples: tuple, stretch: tuple) -> Any:
        """The part of y (n, *out, o) for a piece."""
        unit = self.windows.out[0] // self.out[0]
        return y[examples[0] : examples[1], stretch[0] * unit : stretch[1] * unit]

    def rows(self, y: Any, examples: tuple, stretch: tuple) -> Any:
        """The same as a matrix, with the outputs of a row of the columns side by side."""
        return self.part(y, examples, stretch).reshape(-1, self.shared * y.shape[-1])

    def shifts(self, band: Any, filters: int) -> list[Any]:
        """The copies of the taps within a band (width, shared filters), each (*kernel, channels, filters)."""
        open_band = band[: self.width].reshape(*self.kernel, self.channels, self.shared, filters)
        lead = (slice(None),) * (len(self.kernel) - 1)
        step, width = self.windows.stride[-1], self.windows.kernel[-1]
        return [open_band[(*lead, slice(i * step, i * step + width), slice(None), i)] for i in range(self.shared)]


def _copy(xp: Any, to: Any, source: Any) -> Step:
    return lambda: xp.copyto(to, source)


def _band(columns: Columns, taps: Any, biases: Any) -> tuple[Any, Step]:
    """The factor of the columns: shifted copies of the taps, zeros elsewhere, and a row of biases."""
    room, xp, filters = columns.room, columns.room.xp, taps.shape[-1]
    band = room.scratch((columns.row, columns.shared * filters))
    copies = columns.shifts(band, filters)
    last = band[columns.width :].reshape(-1, columns.shared, filters)

    def run() -> None:
        if columns.shared > 1:
            band.fill(0)
        for copy in copies:
            xp.copyto(copy, taps)
        if biases is not None:
            xp.copyto(last, biases)

    return band, run


def correlate(
    room: Any, y: Any, x: Any, taps: Any, biases: Any, windows: Windows, after: Callable | None
) -> list[Step]:
    """Steps that write y; `after(part)` gives a step to take on each finished part of it, or None."""
    xp, c = room.xp, taps.shape[-2]
    if windows.trivial:
        return _products(room, y, x, taps, biases, after)
    factor, first = _stays(taps, y)
    if factor is not None:
        columns, late = Columns(room, windows, c, channels_first=first), biases
    else:  # biases ride along in the product
        columns, late = Columns(room, windows, c, _shared(windows, taps, y), biases is not None), None
    columns.prepare(len(x))
    steps = columns.start()
    if factor is None:
        factor, fill = _band(columns, taps, biases)
        steps.append(fill)
    for examples, stretch, matrix, fills in columns.gather(x):
        part, rows = columns.part(y, examples, stretch), columns.rows(y, examples, stretch)
        steps += [*fills, _product(xp, matrix, factor, rows), *_finish(xp, part, late, after)]
    return steps


# A copy of the taps costs as much as some 16 rows of the product with them: not worth it below this many rows.
FEW_ROWS = 512


def _stays(taps: Any, y: Any) -> Any:
    """The taps as a matrix (width, o) where they lie, and whether their channels are then before the places of the
    kernel; (None, False) where they lie otherwise, or where they are used so often that they are rather copied."""
    *kernel, c, o = taps.shape
    if prod(y.shape[:-1]) < FEW_ROWS:
        if _in_order(taps):
            return taps.reshape(-1, o), False
        whole = taps.transpose((taps.ndim - 1, taps.ndim - 2, *range(len(kernel))))
        if _in_order(whole):
            return whole.reshape(o, -1).T, True
    return None, False


def _in_order(x: Any) -> bool:
    """Whether an array lies in memory in the order of its axes, without gaps."""
    unit = x.dtype.itemsize
    for n, stride in zip(x.shape[::-1], x.strides[::-1]):
        if n > 1 and stride != unit:
            return False
        unit *= n
    return True


def _shared(windows: Windows, taps: Any, y: Any, each: float = COPY) -> int:
    """`shared_outputs`, where neighbouring outputs lie side by side in memory (groups do not)."""
    c, o = taps.shape[-2:]
    return shared_outputs(windows, c, o, each) if y.strides[-2] == o * y.strides[-1] else 1


def _product(xp: Any, a: Any, b: Any, out: Any) -> Step:
    return lambda: xp.matmul(a, b, out=out)


def _finish(xp: Any, part: Any, biases: Any, after: Callable | None) -> list[Step]:
    steps: list[Step] = []
    if biases is not None:
        steps.append(lambda: xp.add(part, biases, out=part))
    if after is not None:
        steps.append(after(part))
    return steps


def _matrix(x: Any) -> Any:
    return x.reshape(-1, x.shape[-1])


def _products(room: Any, y: Any, x: Any, taps: Any, biases: Any, after: Callable | None) -> list[Step]:
    """A kernel of one place: one product; by parts that stay in the cache where something is to follow."""
    xp, rows, results = room.xp, _matrix(x), _matrix(y)
    factor = taps[(0,) * (taps.ndim - 2)]
    follows = biases is not None or after is not None
    size = (x.shape[-1] + y.shape[-1]) * room.dtype.itemsize
    steps: list[Step] = []
    for start, stop in pieces(len(rows), size if follows else 0, 4 * CACHE):
        part = results[start:stop]
        steps.append(_product(xp, rows[start:stop], factor, part))
        steps += _finish(xp, part, biases, after)
    return steps


def scatter(
    room: Any, x: Any, y: Any, taps: Any, biases: Any, windows: Windows, after: Callable | None
) -> list[Step]:
    """Steps that write x, which begins at the biases or at zero."""
    xp, c = room.xp, taps.shape[-2]
    if windows.trivial:
        return _products(room, x, y, taps.swapaxes(-1, -2), biases, after)
    factor, first = _stays(taps, y)
    shared = 1 if factor is not None else _shared(windows, taps, y, ADD)
    columns = Columns(room, windows, c, shared, channels_first=first)
    # Runs of places that are added at once (`_spread`) divide the rows: numpy then sees that they do not overlap, and
    # adds in place.
    columns.prepare(len(x), columns.run)
    steps: list[Step] = []
    if factor is None:
        factor, fill = _band(columns, taps, None)
        steps.append(fill)
    for examples in columns.examples:
        part = x[examples[0] : examples[1]]
        target = part if columns.frame is None else columns.frame.array[: len(part)]
        steps.append((lambda t: lambda: t.fill(0))(target) if biases is None else _copy(xp, target, biases))
        for stretch in columns.stretches:
            matrix, places = columns.chunk(examples, stretch)
            steps.append(_product(xp, columns.rows(y, examples, stretch), factor.T, matrix))
            steps += _spread(xp, columns, target, places, stretch)
        if columns.frame is not None:
            steps.append(_copy(xp, part, target[columns.frame.inside]))
        if after is not None:
            steps.append(after(part))
    return steps


def _spread(xp: Any, columns: Columns, target: Any, places: Any, stretch: tuple) -> list[Step]:
    """Adds columns (n, *out, *kernel, c) to where their windows lie.

    Windows overlap, so it goes by places of the kernel; along the last axis as many places at once as windows are
    apart, which are contiguous there.
    """
    windows, kernel, stride, out, run = columns.windows, columns.kernel, columns.stride, columns.out, columns.run
    count = stretch[1] - stretch[0]
    axes = len(kernel)
    steps = []
    lead = Windows(
        windows.padded[:-1], kernel[:-1], stride[:-1], windows.dilation[:-1], ((0, 0),) * (axes - 1)
    )
    for place in lead.places():
        outer_slices = list(lead.tap(place)) if axes > 1 else []
        for j in range(0, kernel[-1], run):
            wide = min(run, kernel[-1] - j)
            slices = list(outer_slices)
            first = j * windows.dilation[-1]
            if axes > 1:
                at = place[0] * windows.dilation[0] + stretch[0] * stride[0]
                slices[0] = slice(at, at + stride[0] * (count - 1) + 1, stride[0])
                base, number = first, out[-1]
            else:
                base, number = first + stretch[0] * stride[-1], count
            cut = target[(slice(None), *slices, slice(base, None))]
            n, *mid, _, c = cut.shape
            *strides, along, unit = cut.strides
            to = xp.lib.stride_tricks.as_strided(
                cut, (n, *mid, number, wide, c), (*strides, along * stride[-1], along, unit)
            )
            index = (slice(None),) * (1 + axes) + place + (slice(j, j + wide),)
            steps.append(_add(xp, to, places[index]))
    return steps


def _add(xp: Any, to: Any, more: Any) -> Step:
    return lambda: xp.add(to, more, out=to)


def outer(room: Any, dtaps: Any, dbiases: Any, x: Any, y: Any, windows: Windows) -> list[Step]:
    """Steps that write the gradient by the taps, and by the biases where they are not None, from dy in y."""
    xp, c, o = room.xp, *dtaps.shape[-2:]
    if windows.trivial:
        rows, slopes = _matrix(x), _matrix(y)
        result = room.scratch((c, o))

        def run() -> None:
            xp.matmul(rows.T, slopes, out=result)
            xp.copyto(dtaps, result.reshape(dtaps.shape))

        return [run]
    shared = _shared(windows, dtaps, y)
    columns = Columns(room, windows, c, shared, dbiases is not None)
    columns.prepare(len(x))
    total, part = (room.scratch((columns.row, shared * o)) for _ in range(2))
    steps = columns.start()
    for i, (examples, stretch, matrix, fills) in enumerate(columns.gather(x)):
        rows = columns.rows(y, examples, stretch)
        steps += [*fills, _product(xp, matrix.T, rows, part if i else total)]
        if i:
            steps.append(_add(xp, total, part))
    copies = columns.shifts(total, o)
    last = total[columns.width :].reshape(-1, shared, o)

    def finish() -> None:
        xp.copyto(dtaps, copies[0])
        for copy in copies[1:]:
            xp.add(dtaps, copy, out=dtaps)
        if dbiases is not None:
            xp.add.reduce(last, axis=(0, 1), out=dbiases)

    return [*steps, finish]
