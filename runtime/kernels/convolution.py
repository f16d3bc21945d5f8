"""Convolutions over one or two space axes and their transposes, directly: see windows.h for how windows are said.

Windows that are single places are matrix products. The way back to the input, and the transpose, take each phase of
the stride by itself: the inputs that are so many places behind a multiple of the stride meet only every so many places
of the kernel, and for them it is a convolution with windows one place apart.
"""

from dataclasses import dataclass
from math import prod
from typing import Any

import numpy

from . import kernel, machine
from .affine import activation_back, kind_of, product
from .host import Call, closure
from .layout import matrix, plain, vectors

FRAME = 1 << 16  # bytes of padded input at once: what leaves room for weights in the second-level cache
COLUMNS = 1 << 20  # bytes of columns of an image, at most
ADDING = 1.5  # the price of columns that are added to their places, beside a direct product


@dataclass(frozen=True)
class Axis:
    """The windows along one space axis: their first place, how many, the distance between them, and the places of the
    kernel as (place in the kernel, distance from the window's start)."""

    start: int
    count: int
    stride: int
    taps: tuple[tuple[int, int], ...]

    @property
    def reach(self) -> int:
        return max((distance for _, distance in self.taps), default=0) + 1

    @property
    def extent(self) -> int:
        return (self.count - 1) * self.stride + self.reach

    def inside(self, size: int) -> bool:
        """Whether all windows lie inside an axis of this size."""
        return self.start >= 0 and self.start + self.extent <= size


@dataclass(frozen=True)
class Geometry:
    """A convolution along one axis."""

    size: int
    kernel: int
    stride: int
    dilation: int
    low: int
    out: int

    def forward(self) -> Axis:
        return Axis(-self.low, self.out, self.stride, tuple((u, u * self.dilation) for u in range(self.kernel)))

    def phases(self) -> list[tuple[int, Axis]]:
        """The way back: for each phase of the stride the first place it writes, and windows over the outputs."""
        found = []
        for phase in range(self.stride):
            first = -(-(self.low - phase) // self.stride)
            count = (self.low + self.size - 1 - phase) // self.stride - first + 1
            if count < 1:
                continue
            behind = {
                u: (u * self.dilation - phase) // self.stride
                for u in range(self.kernel)
                if u * self.dilation % self.stride == phase
            }
            most = max(behind.values(), default=0)
            taps = tuple((u, most - m) for u, m in sorted(behind.items(), key=lambda item: -item[1]))
            found.append((first * self.stride + phase - self.low, Axis(first - most, count, 1, taps)))
        return found


@dataclass(frozen=True)
class Images:
    """An array (n, rows, columns, channels) as it lies."""

    array: Any
    count: int
    rows: int
    columns: int
    channels: int

    @staticmethod
    def of(a: Any) -> "Images":
        space = a.shape[1:-1]
        return Images(a, len(a), space[0] if len(space) == 2 else 1, space[-1], a.shape[-1])


class Windows:
    """One convolution of the library: windows over `x`, kernel places `down` and `across`."""

    def __init__(self, x: Images, down: Axis, across: Axis, each: bool):
        self.x, self.down, self.across, self.each = x, down, across, each
        c = x.channels
        distances = [d for _, d in across.taps]
        # Places side by side are one run.
        self.joins = not each and distances == list(range(len(distances))) and self._even(across)
        self.framed = not (down.inside(x.rows) and across.inside(x.columns))
        strides = (across.extent * c, x.columns * c)
        pairs = [(t, s) for t in down.taps for s in (across.taps[:1] if self.joins else across.taps)]
        self.pairs = [(u, v) for (u, _), (v, _) in pairs]
        offsets = [u * stride + v * c for stride in strides for (_, u), (_, v) in pairs]
        self.offsets = numpy.array(offsets or [0], "int64")
        self.runs = len(pairs)
        self.places = len(across.taps) if self.joins else 1
        self.length = c * self.places
        kernel = [u for u, _ in across.taps]
        self.direction = kernel[1] - kernel[0] if self.places > 1 else 1  # the way back meets the kernel's end first
        self.high = (down.count - 1) * down.stride + down.reach

    @staticmethod
    def _even(across: Axis) -> bool:
        """Whether the places of the kernel follow each other in one direction."""
        kernel = [u for u, _ in across.taps]
        return len({b - a for a, b in zip(kernel, kernel[1:])}) <= 1

    def words(self, y: Any, weights: Any, bias: Any, out: int, padded: int, places: tuple, kind: int) -> list:
        """The words of windows.h up to FRAMED; `places` are how y lies: by image, row, pixel."""
        x, down, across = self.x, self.down, self.across
        return [
            x.array, weights, bias, y, x.count, x.rows, x.columns, x.channels, -down.start, -across.start, down.reach,
            across.extent, down.stride, across.stride, down.count, across.count, out, padded, self.runs, self.offsets,
            self.length, *places, kind, self._block(), int(self.framed),
        ]  # fmt: skip

    def _block(self) -> int:
        """Rows of windows of a piece of work: for a frame that stays in cache, and pieces for all threads."""
        row = self.across.extent * self.x.channels * 4 * self.down.stride
        most = max(1, (FRAME - self.down.reach * row // self.down.stride) // max(row, 1)) if self.framed else 64
        wanted = -(-4 * machine().threads // self.x.count)
        return max(1, min(self.down.count, most, -(-self.down.count // wanted)))

    def weights(self, w: Any, swapped: bool) -> tuple[list, int, int]:
        """How `pack` finds the weights of this convolution in w (o, c, *kernel): its words behind the target, and
        (rows, outputs). `swapped` takes the outputs for the channels."""
        steps = [s // 4 for s in w.strides]
        o, c, *space = steps
        down, across = space if len(space) == 2 else (0, space[0])
        out, channels = w.shape[:2]
        if swapped:
            o, c, out, channels = c, o, channels, out
        if self.each:
            o, c, out, channels = steps[0], 0, w.shape[0], 1
        starts = numpy.array([u * down + v * across for u, v in self.pairs] or [0], "int64")
        words = [self.runs, self.places, channels, out, starts, across * self.direction, c, o]
        return words, self.runs * self.places * channels, out


def _geometry(x: Any, y: Any, w: Any, stride: tuple, dilation: tuple, padding: tuple) -> tuple[Geometry, Geometry]:
    """Down and across; `x` is the side of the windows' places, `y` that of the windows."""
    each = zip(x.shape[1:-1], w.shape[2:], stride, dilation, padding, y.shape[1:-1])
    axes = [Geometry(n, k, s, d, low, out) for n, k, s, d, (low, _), out in each]
    return (axes[0], axes[1]) if len(axes) == 2 else (Geometry(1, 1, 1, 1, 0, 1), axes[0])


def _applies(w: Any, groups: int, *arrays: Any) -> bool:
    each = _each(w, groups)
    good = w.ndim in (3, 4) and (groups == 1 or each) and plain(*arrays) and w.size
    return bool(good) and all(s % 4 == 0 for s in w.strides) and all(a is None or a.size for a in arrays)


def _each(w: Any, groups: int) -> bool:
    """Whether every channel has a filter of its own."""
    return groups > 1 and groups == len(w) and w.shape[1] == 1


def _library(each: bool) -> Any:
    return machine().library("depthwise" if each else "convolution")


def _convolve(
    room: Any, windows: Windows, w: Any, swapped: bool, b: Any, y: Any, start: int, places: tuple, kind: int
) -> list[Call]:
    """Calls for one convolution that writes y from an element on."""
    pack = machine().library("convolution")
    words, rows, out = windows.weights(w, swapped)
    padded = vectors(out)
    runs, inner, channels, _, starts, across, c, o = words
    weights = room.scratch((max(rows, 1), padded))
    bias = room.scratch((padded,))
    target = y.reshape(-1)[start:]
    calls: list[Call] = [
        (pack.pack, (w, weights, runs, inner, channels, out, padded if windows.each else 0, starts, across, c, o)),
        (pack.pack_bias, (b, bias, out, padded)),
    ]
    function = _library(windows.each).convolve_each if windows.each else pack.convolve
    return [*calls, (function, tuple(windows.words(target, weights, bias, out, padded, places, kind)))]


def _there(room: Any, x: Any, y: Any, w: Any, b: Any, geometry: tuple, each: bool, kind: int, swapped: bool) -> list:
    """Calls for y = the convolution of x."""
    down, across = geometry
    windows = Windows(Images.of(x), down.forward(), across.forward(), each)
    out = y.shape[-1]
    return _convolve(room, windows, w, swapped, b, y, 0, (prod(y.shape[1:]), across.out * out, out), kind)


def _back(room: Any, x: Any, y: Any, w: Any, b: Any, geometry: tuple, each: bool, kind: int) -> list[Call]:
    """Calls for x = the transpose of the convolution, of y; phase by phase, or by products and adding."""
    c = x.shape[-1]
    if not each and _scatters(x, y, w, geometry):
        down, across = geometry
        sides = (down.kernel, across.kernel, down.stride, across.stride, down.dilation, across.dilation)
        words = (y, w, b, x, len(x), down.size, across.size, c, down.out, across.out, y.shape[-1], *sides)
        return [(machine().library("convolution").scatter, (*words, down.low, across.low, kind))]
    columns = Images.of(x).columns
    source = Images.of(y)
    calls: list[Call] = []
    for top, down in geometry[0].phases():
        for left, across in geometry[1].phases():
            windows = Windows(source, down, across, each)
            places = (prod(x.shape[1:]), geometry[0].stride * columns * c, geometry[1].stride * c)
            calls += _convolve(room, windows, w, True, b, x, (top * columns + left) * c, places, kind)
    return calls


def _scatters(x: Any, y: Any, w: Any, geometry: tuple) -> bool:
    """Whether products for every window cost less than windows over y with its padding: where y is small."""
    down, across = geometry
    order = w.transpose((*range(2, w.ndim), 1, 0))
    if not order.flags.c_contiguous:
        return False
    windows, places = prod(y.shape[1:-1]), down.kernel * across.kernel
    if windows * places * x.shape[-1] * 4 > COLUMNS:
        return False
    phases = [sum(a.count * len(a.taps) for _, a in axis.phases()) for axis in geometry]
    return prod(phases) * vectors(x.shape[-1]) > ADDING * windows * places * x.shape[-1]


def _by_weights(room: Any, dw: Any, x: Any, y: Any, geometry: tuple, each: bool) -> list[Call]:
    """Calls for the gradient by the weights (outputs, channels, *kernel), windows over x, outputs y."""
    windows = Windows(Images.of(x), geometry[0].forward(), geometry[1].forward(), each)
    words, rows, out = windows.weights(dw, False)
    padded = out if each else vectors(out)
    parts = min(len(x), 8)
    sums = room.scratch((parts, rows, padded))
    runs, inner, channels, _, starts, across, c, o = words
    told = windows.words(y, sums, None, out, padded, (0, 0, 0), 0)
    each_bytes = 4 * (windows.high * windows.across.extent * x.shape[-1] + prod(y.shape[1:-1]) * padded)
    told += [parts, max(1, min(8, FRAME * 2 // max(each_bytes, 1)))]
    function = _library(each).outer_each if each else _library(False).outer_sums
    unpack = (dw, None, runs, inner, channels, out, padded, starts, across, c, o, sums, parts)
    return [(function, tuple(told)), (machine().library("convolution").unpack, unpack)]


def _single(w: Any, stride: tuple, padding: tuple, groups: int) -> bool:
    """Whether windows are single places, all of them."""
    return groups == 1 and all(k == 1 for k in w.shape[2:]) and set(stride) == {1} and not any(map(any, padding))


def _rows(a: Any) -> Any:
    return a.reshape(-1, a.shape[-1])


def _flat(w: Any) -> Any:
    """Weights of a kernel of single places as a matrix."""
    return w[(slice(None), slice(None), *(0,) * (w.ndim - 2))]


@kernel("convolution", "forward")
def convolution(
    room: Any, out: Any, x: Any, w: Any, b: Any = None, stride: tuple = (), dilation: tuple = (), padding: tuple = (),
    groups: int = 1, activation: str | None = None,
) -> Any:
    kind = kind_of(room, activation)
    if kind is None or not _applies(w, groups, x, out, b):
        return None
    if _single(w, stride, padding, groups):
        turned = matrix(_flat(w).T)
        if turned is not None:
            rows = _rows(x)
            words = (rows, w, b, out, *rows.shape, out.shape[-1], kind, turned[1], turned[0], rows.shape[1])
            return closure(machine(), [(machine().library("affine").affine, words)])
    geometry = _geometry(x, out, w, stride, dilation, padding)
    return closure(machine(), _there(room, x, out, w, b, geometry, _each(w, groups), kind, False))


@kernel("convolution", "gradient")
def convolution_gradient(
    room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, stride: tuple = (), dilation: tuple = (),
    padding: tuple = (), groups: int = 1, activation: str | None = None,
) -> Any:
    x, w = inputs[:2]
    dx, dw, db = (*dinputs, None)[:3]
    kind = kind_of(room, activation)
    if kind is None or not _applies(w, groups, x, out, dy, dx, db):
        return None
    calls: list[Call] = []
    if kind or db is not None:
        calls.append(activation_back(room, _rows(dy), _rows(out), db, kind))
    if _single(w, stride, padding, groups):
        if dw is not None:
            calls.append(product(_rows(x).T, _rows(dy), _flat(dw).T))
        if dx is not None:
            calls.append(product(_rows(dy), _flat(w), _rows(dx)))
        return None if None in calls else closure(machine(), calls)
    geometry, each = _geometry(x, dy, w, stride, dilation, padding), _each(w, groups)
    if dw is not None:
        calls += _by_weights(room, dw, x, dy, geometry, each)
    if dx is not None:
        calls += _back(room, dx, dy, w, None, geometry, each, 0)
    return closure(machine(), calls)


@kernel("deconvolution", "forward")
def deconvolution(
    room: Any, out: Any, x: Any, w: Any, b: Any = None, stride: tuple = (), dilation: tuple = (), padding: tuple = (),
    groups: int = 1, activation: str | None = None,
) -> Any:
    kind = kind_of(room, activation)
    if kind is None or not _applies(w, groups, x, out, b):
        return None
    geometry = _geometry(out, x, w, stride, dilation, padding)
    return closure(machine(), _back(room, out, x, w, b, geometry, _each(w, groups), kind))


@kernel("deconvolution", "gradient")
def deconvolution_gradient(
    room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, stride: tuple = (), dilation: tuple = (),
    padding: tuple = (), groups: int = 1, activation: str | None = None,
) -> Any:
    x, w = inputs[:2]
    dx, dw, db = (*dinputs, None)[:3]
    kind = kind_of(room, activation)
    if kind is None or not _applies(w, groups, x, out, dy, dx, db):
        return None
    calls: list[Call] = []
    if kind or db is not None:
        calls.append(activation_back(room, _rows(dy), _rows(out), db, kind))
    geometry, each = _geometry(dy, x, w, stride, dilation, padding), _each(w, groups)
    if dw is not None:
        calls += _by_weights(room, dw, dy, x, geometry, each)
    if dx is not None:
        calls += _there(room, dy, dx, w, None, geometry, each, 0, False)
    return closure(machine(), calls)
