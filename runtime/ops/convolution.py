"""Convolution (without turning the kernel round) and its transpose, over any number of space axes."""

from math import prod
from typing import Any

from ..declare import op
from .correlation import FEW_ROWS, correlate, outer, scatter
from .depthwise import correlate_each, outer_each, scatter_each
from .elementwise import ACTIVATIONS
from .linear import column_sums
from .windows import Windows, extent, sequence


def _shape_of_convolution(
    x: tuple, w: tuple, b: Any = None, stride: tuple = (), dilation: tuple = (), padding: tuple = (), groups: int = 1,
    activation: str | None = None,
) -> tuple:
    if x[-1] != w[1] * groups or w[0] % groups:
        raise ValueError(f"{x[-1]} channels, weights {w} and {groups} groups do not fit")
    return (x[0], *Windows(x[1:-1], w[2:], stride, dilation, padding).out, w[0])


def _shape_of_deconvolution(
    x: tuple, w: tuple, b: Any = None, stride: tuple = (), dilation: tuple = (), padding: tuple = (), groups: int = 1,
    activation: str | None = None,
) -> tuple:
    if x[-1] != w[0] or w[0] % groups:
        raise ValueError(f"{x[-1]} channels, weights {w} and {groups} groups do not fit")
    each = zip(x[1:-1], w[2:], stride, dilation, padding)
    sizes = tuple(s * (n - 1) + extent(k, d) - low - high for n, k, s, d, (low, high) in each)
    if min(sizes) < 1:
        raise ValueError(f"nothing remains of {x[1:-1]}")
    return (x[0], *sizes, w[1] * groups)


def _taps(w: Any) -> Any:
    """Weights (o, c, *kernel) as (*kernel, c, o)."""
    return w.transpose((*range(2, w.ndim), 1, 0))


def _grouped(groups: int, *arrays: Any) -> list[tuple]:
    """The parts of arrays for each group: of their last axis, of vectors too; None stays."""
    found = []
    for g in range(groups):
        row = []
        for a in arrays:
            if a is None:
                row.append(None)
            else:
                n = a.shape[-1] // groups
                row.append(a[..., g * n : (g + 1) * n])
        found.append(tuple(row))
    return found


def _weights(w: Any, groups: int) -> list[Any]:
    """The weights of each group; the first axis is divided."""
    n = 0 if w is None else len(w) // groups
    return [None if w is None else w[g * n : (g + 1) * n] for g in range(groups)]


def _after(room: Any, activation: str | None) -> Any:
    return None if activation is None else lambda part: ACTIVATIONS[activation][0](room, part, part)


def _back(room: Any, dy: Any, out: Any, activation: str | None) -> list:
    return [] if activation is None else [ACTIVATIONS[activation][1](room, dy, out, dy)]


def _each(w: Any, groups: int) -> bool:
    """Whether every channel has one filter of its own."""
    return groups > 1 and groups == len(w) and w.shape[1] == 1


def _sums(room: Any, dy: Any, db: Any) -> Any:
    rows = dy.reshape(-1, dy.shape[-1])
    return lambda: column_sums(room.xp, rows, db)


@op("convolution", shape=_shape_of_convolution, onnx="Conv")
def convolution(
    room: Any, out: Any, x: Any, w: Any, b: Any = None, stride: tuple = (), dilation: tuple = (), padding: tuple = (),
    groups: int = 1, activation: str | None = None,
) -> Any:
    """activation(Sum of the window times the weights + b); x (n, *space, c), w (out, c/groups, *kernel)."""
    windows, after = Windows(x.shape[1:-1], w.shape[2:], stride, dilation, padding), _after(room, activation)
    if _each(w, groups):
        return sequence(correlate_each(room, out, x, w, b, windows, after))
    steps: list = []
    for (y, part, biases), weights in zip(_grouped(groups, out, x, b), _weights(w, groups)):
        steps += correlate(room, y, part, _taps(weights), biases, windows, after)
    return sequence(steps)


@convolution.gradient
def _(
    room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, stride: tuple = (), dilation: tuple = (),
    padding: tuple = (), groups: int = 1, activation: str | None = None,
) -> Any:
    x, w = inputs[:2]
    dx, dw, db = (*dinputs, None)[:3]
    windows = Windows(x.shape[1:-1], w.shape[2:], stride, dilation, padding)
    steps = _back(room, dy, out, activation)
    if _each(w, groups):
        if db is not None:
            steps.append(_sums(room, dy, db))
        if dw is not None:
            steps += outer_each(room, dw, x, dy, windows)
        if dx is not None:
            steps += scatter_each(room, dx, dy, w, None, windows, None)
        return sequence(steps)
    if db is not None and (dw is None or windows.trivial):
        steps.append(_sums(room, dy, db))
        db = None
    parts = zip(_grouped(groups, dy, x, dx, db), _weights(w, groups), _weights(dw, groups))
    for (slope, part, dpart, dbiases), weights, dweights in parts:
        if dweights is not None:
            steps += outer(room, _taps(dweights), dbiases, part, slope, windows)
        if dpart is not None:
            steps += _by_input(room, dpart, slope, weights, windows)
    return sequence(steps)


def _by_input(room: Any, dx: Any, dy: Any, w: Any, windows: Windows) -> list:
    """The gradient by the input: where windows are one place apart, a convolution with the kernel turned round."""
    reach = tuple(extent(k, d) - 1 for k, d in zip(windows.kernel, windows.dilation))
    border = tuple((r - low, r - high) for r, (low, high) in zip(reach, windows.padding))
    fits = set(windows.stride) == {1} and min(min(b) for b in border) >= 0 and len(dx) * prod(windows.out) >= FEW_ROWS
    if windows.trivial or not fits or len(w) > TURNED * w.shape[1]:
        return scatter(room, dx, dy, _taps(w), None, windows, None)
    turned = w[(slice(None), slice(None), *(slice(None, None, -1),) * len(reach))]
    taps = turned.transpose((*range(2, w.ndim), 0, 1))
    around = Windows(windows.out, windows.kernel, windows.stride, windows.dilation, border)
    return correlate(room, dx, dy, taps, None, around, None)


# Columns of dy have len(w)/channels times as many elements as columns of dx; writing an element is cheaper than
# adding one to its place, by this factor.
TURNED = 1.5


@op("deconvolution", shape=_shape_of_deconvolution, onnx="ConvTranspose")
def deconvolution(
    room: Any, out: Any, x: Any, w: Any, b: Any = None, stride: tuple = (), dilation: tuple = (), padding: tuple = (),
    groups: int = 1, activation: str | None = None,
) -> Any:
    """The transpose of a convolution, plus b; x (n, *space, c), w (c, out/groups, *kernel), padding is cut off."""
    windows, after = Windows(out.shape[1:-1], w.shape[2:], stride, dilation, padding), _after(room, activation)
    if _each(w, groups):
        return sequence(scatter_each(room, out, x, w, b, windows, after))
    steps: list = []
    for (y, part, biases), weights in zip(_grouped(groups, out, x, b), _weights(w, groups)):
        steps += scatter(room, y, part, _taps(weights), biases, windows, after)
    return sequence(steps)


@deconvolution.gradient
def _(
    room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, stride: tuple = (), dilation: tuple = (),
    padding: tuple = (), groups: int = 1, activation: str | None = None,
) -> Any:
    x, w = inputs[:2]
    dx, dw, db = (*dinputs, None)[:3]
    windows = Windows(dy.shape[1:-1], w.shape[2:], stride, dilation, padding)
    steps = _back(room, dy, out, activation)
    if db is not None:
        steps.append(_sums(room, dy, db))
    if _each(w, groups):
        if dw is not None:
            steps += outer_each(room, dw, dy, x, windows)
        if dx is not None:
            steps += correlate_each(room, dx, dy, w, None, windows, None)
        return sequence(steps)
    parts = zip(_grouped(groups, dy, x, dx), _weights(w, groups), _weights(dw, groups))
    for (slope, part, dpart), weights, dweights in parts:
        if dweights is not None:
            steps += outer(room, _taps(dweights), None, slope, part, windows)
        if dpart is not None:
            steps += correlate(room, dpart, slope, _taps(weights), None, windows, None)
    return sequence(steps)


def _fuse_activation(fused: Any) -> Any:
    def fuse(settings: dict, following: dict) -> Any:
        name = following["function"].name
        if settings.get("activation") is None and name in ACTIVATIONS:
            return fused, {**settings, "activation": name}
        return None

    return fuse


def _fuse_scale(fused: Any) -> Any:
    """A scale and shift of the channels behind a convolution go into its weights and biases."""

    def fuse(settings: dict, following: dict) -> Any:
        if settings.get("activation") is not None:
            return None
        groups, turned = settings["groups"], fused is deconvolution

        def prepare(x: Any, w: Any, b: Any, scale: Any, shift: Any) -> tuple:
            scaled = scaled_kernel(w, scale, groups=groups if turned else None)
            return x, scaled, shift if b is None else scaled_biases(b, scale, shift)

        return fused, {**settings, "activation": following.get("activation")}, prepare

    return fuse


for _op in (convolution, deconvolution):
    _op.fuse("elementwise")(_fuse_activation(_op))
    _op.fuse("affine_channels")(_fuse_scale(_op))


def _by_filter(w: Any, groups: int | None) -> tuple[Any, tuple]:
    """Weights so that a vector of the output channels, in the given shape, stretches over them.

    `groups` is None for a convolution (out, in/groups, ...) and a number for its transpose (in, out/groups, ...).
    """
    rest = (1,) * (w.ndim - 2)
    if groups is None:
        return w, (w.shape[0], 1, *rest)
    return w.reshape(groups, -1, *w.shape[1:]), (groups, 1, w.shape[1], *rest)


@op("scaled_kernel", shape=lambda w, scale, groups: w, saves=("inputs",))
def scaled_kernel(room: Any, out: Any, w: Any, scale: Any, groups: int | None) -> Any:
    """Weights times a number for every output channel."""
    xp = room.xp
    to, shape = _by_filter(out, groups)

    def run() -> None:
        xp.multiply(_by_filter(w, groups)[0], scale.reshape(shape), out=to)

    return run


@scaled_kernel.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, groups: int | None) -> Any:
    xp, (w, scale), (dw, dscale) = room.xp, inputs, dinputs
    slopes, shape = _by_filter(dy, groups)
    product = room.scratch(slopes.shape)
    axes = tuple(i for i, n in enumerate(shape) if n == 1)

    def run() -> None:
        if dscale is not None:
            xp.multiply(slopes, _by_filter(w, groups)[0], out=product)
            xp.add.reduce(product, axis=axes, keepdims=True, out=dscale.reshape(shape))
        if dw is not None:
            xp.multiply(slopes, scale.reshape(shape), out=product)
            xp.copyto(dw, product.reshape(dw.shape))

    return run


@op("scaled_biases", shape=lambda b, scale, shift: b, saves=("inputs",))
def scaled_biases(room: Any, out: Any, b: Any, scale: Any, shift: Any) -> Any:
    """b scale + shift."""
    xp = room.xp

    def run() -> None:
        xp.multiply(b, scale, out=out)
        xp.add(out, shift, out=out)

    return run


@scaled_biases.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple) -> Any:
    xp, (b, scale, _), (db, dscale, dshift) = room.xp, inputs, dinputs

    def run() -> None:
        for target, factor in ((db, scale), (dscale, b)):
            if target is not None:
                xp.multiply(dy, factor, out=target)
        if dshift is not None:
            xp.copyto(dshift, dy)

    return run
