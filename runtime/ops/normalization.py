"""Normalisation: by statistics of the whole batch, of single examples, and of neighbouring channels.

Statistics are taken in two passes, the mean first and then the mean square of what is left, and sums over many rows in
pieces: single precision keeps its digits. Work goes through pieces that stay in cache, sums are products with ones.
"""

from math import prod
from typing import Any

from ..declare import op
from .elementwise import ACTIVATIONS
from .lengths import behind
from .sheets import Sheets


def _counted(room: Any, x: Any, lengths: Any) -> tuple[Any, Any]:
    """How many elements of x a channel has, and the closure that finds it out: sequences are of different lengths."""
    xp = room.xp
    if lengths is None:
        return max(prod(x.shape[:-1]), 1), lambda: None
    count, whole = room.scratch((1,)), room.scratch((1,), xp.int64)
    each = prod(x.shape[2:-1])

    def run() -> None:
        xp.add.reduce(lengths, axis=0, keepdims=True, out=whole)
        xp.multiply(whole, each, out=count, casting="unsafe")
        xp.maximum(count, 1, out=count)

    return count, run


# --- by statistics of the batch; x has its channels last


@op("moments", shape=lambda x, lengths=None: (2, x[-1]))
def moments(room: Any, out: Any, x: Any, lengths: Any = None) -> Any:
    """Mean and variance of each channel (the last axis) over all other axes.

    With lengths, the places behind the end of a sequence hold zeros and do not count.
    """
    xp = room.xp
    count, counting = _counted(room, x, lengths)
    sheets = Sheets(room, x)
    pieces, t = sheets.pieces, sheets.scratch()
    row, tile = sheets.tile()
    add, total = sheets.sums()
    mean, variance = out[0], out[1]
    if lengths is not None:
        mask, find = behind(room, x, lengths)
        full = room.scratch(x.shape)
        pieces_left = Sheets(room, full).pieces

    def run() -> None:
        counting()
        for i, (a,) in enumerate(pieces):
            add(i, a)
        total(mean)
        xp.divide(mean, count, out=mean)
        xp.copyto(tile, mean)
        if lengths is not None:
            find()
            xp.subtract(x, mean, out=full)
            xp.copyto(full, 0, where=mask)
            for i, (a,) in enumerate(pieces_left):
                xp.multiply(a, a, out=a)
                add(i, a)
        else:
            for i, (a,) in enumerate(pieces):
                d = t[: len(a)]
                xp.subtract(a, row, out=d)
                xp.multiply(d, d, out=d)
                add(i, d)
        total(variance)
        xp.divide(variance, count, out=variance)

    return run


@moments.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple) -> Any:
    xp, x, dx = room.xp, inputs[0], dinputs[0]
    count, counting = _counted(room, x, (*inputs, None)[1])

    def run() -> None:
        counting()
        xp.divide(dy, count, out=dy)
        xp.subtract(x, out[0], out=dx)
        xp.multiply(dx, dy[1], out=dx)
        xp.multiply(dx, 2, out=dx)
        xp.add(dx, dy[0], out=dx)

    return run


def _like_x(x: tuple, *others: tuple, **settings: Any) -> tuple:
    return x


@op("batch_normalization", shape=_like_x, constant=(1,), onnx="BatchNormalization")
def batch_normalization(
    room: Any,
    out: Any,
    x: Any,
    moments: Any,
    scaling: Any,
    biases: Any,
    lengths: Any = None,
    epsilon: float = 0.001,
    activation: str | None = None,
) -> Any:
    """activation(scaling (x - mean)/Sqrt(variance + epsilon) + biases), channels last.

    The moments are those of x: the gradient goes through them.
    """
    xp = room.xp
    sheets = Sheets(room, x, out)
    factor, term = sheets.tile(), sheets.tile()
    scale, shift = room.scratch(scaling.shape), room.scratch(scaling.shape)
    act = ACTIVATIONS[activation][0](room, out, out) if activation else None

    def run() -> None:
        xp.add(moments[1], epsilon, out=scale)
        xp.sqrt(scale, out=scale)
        xp.divide(scaling, scale, out=scale)
        xp.multiply(moments[0], scale, out=shift)
        xp.subtract(biases, shift, out=shift)
        xp.copyto(factor[1], scale)
        xp.copyto(term[1], shift)
        for a, y in sheets.pieces:
            xp.multiply(a, factor[0], out=y)
            xp.add(y, term[0], out=y)
        if act is not None:
            act()

    return run


@batch_normalization.gradient
def _(
    room: Any,
    dy: Any,
    out: Any,
    inputs: tuple,
    dinputs: tuple,
    epsilon: float = 0.001,
    activation: str | None = None,
) -> Any:
    xp = room.xp
    x, moments, scaling, _, lengths = (*inputs, None)[:5]
    dx, _, dscaling, dbiases, *_ = dinputs
    count, counting = _counted(room, x, lengths)
    sheets = Sheets(room, x, dy) if dx is None else Sheets(room, x, dy, dx)
    t = sheets.scratch()
    middle, factor, slope, shift = (sheets.tile() for _ in range(4))
    add, total = sheets.sums()
    add_products, total_products = sheets.sums()
    inverse, one, two, three = (room.scratch(scaling.shape) for _ in range(4))
    act = ACTIVATIONS[activation][1](room, dy, out, dy) if activation else None

    def run() -> None:
        if act is not None:
            act()
        counting()
        xp.add(moments[1], epsilon, out=inverse)
        xp.sqrt(inverse, out=inverse)
        xp.divide(1, inverse, out=inverse)
        xp.copyto(middle[1], moments[0])
        for i, (a, d, *_) in enumerate(sheets.pieces):
            s = t[: len(a)]
            xp.subtract(a, middle[0], out=s)
            xp.multiply(s, d, out=s)
            add(i, d)
            add_products(i, s)
        total(one)  # the sum of dy
        total_products(two)
        xp.multiply(two, inverse, out=two)  # the sum of dy times the normalised x
        if dscaling is not None:
            xp.copyto(dscaling, two)
        if dbiases is not None:
            xp.copyto(dbiases, one)
        if dx is None:
            return
        # dx = scaling/deviation (dy - mean(dy) - normalised x mean(dy normalised x))
        xp.multiply(scaling, inverse, out=three)
        xp.copyto(factor[1], three)
        xp.divide(three, count, out=three)
        xp.negative(three, out=three)
        xp.multiply(one, three, out=one)
        xp.copyto(shift[1], one)
        xp.multiply(two, three, out=two)
        xp.multiply(two, inverse, out=two)
        xp.copyto(slope[1], two)
        xp.multiply(two, moments[0], out=two)
        xp.subtract(shift[1], two, out=shift[1])
        for a, d, g in reversed(sheets.pieces):  # the last pieces are in cache still
            s = t[: len(a)]
            xp.multiply(a, slope[0], out=s)
            xp.add(s, shift[0], out=s)
            xp.multiply(d, factor[0], out=g)
            xp.add(g, s, out=g)

    return run


@op("affine_channels", shape=_like_x)
def affine_channels(
    room: Any, out: Any, x: Any, scale: Any, shift: Any, activation: str | None = None
) -> Any:
    """activation(scale x + shift), channels last: what normalisation by fixed statistics comes to."""
    xp = room.xp
    sheets = Sheets(room, x, out)
    factor, term = sheets.tile(), sheets.tile()
    act = ACTIVATIONS[activation][0](room, out, out) if activation else None

    def run() -> None:
        xp.copyto(factor[1], scale)
        xp.copyto(term[1], shift)
        for a, y in sheets.pieces:
            xp.multiply(a, factor[0], out=y)
            xp.add(y, term[0], out=y)
        if act is not None:
            act()

    return run


@affine_channels.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, activation: str | None = None) -> Any:
    xp = room.xp
    x, scale, _ = inputs
    dx, dscale, dshift = dinputs
    sheets = Sheets(room, x, dy)
    t = sheets.scratch()
    add, total = sheets.sums()
    add_products, total_products = sheets.sums()
    act = ACTIVATIONS[activation][1](room, dy, out, dy) if activation else None

    def run() -> None:
        if act is not None:
            act()
        if dshift is not None:
            for i, (_, d) in enumerate(sheets.pieces):
                add(i, d)
            total(dshift)
        if dscale is not None:
            for i, (a, d) in enumerate(sheets.pieces):
                s = t[: len(a)]
                xp.multiply(a, d, out=s)
                add_products(i, s)
            total_products(dscale)
        if dx is not None:
            xp.multiply(dy, scale, out=dx)

    return run


def _with_activation(first: Any) -> None:
    """An activation that follows is taken into the op."""

    @first.fuse("elementwise")
    def _(settings: dict, following: dict) -> Any:
        name = following["function"].name
        if settings.get("activation") is None and name in ACTIVATIONS:
            return first, {**settings, "activation": name}
        return None


_with_activation(batch_normalization)
_with_activation(affine_channels)


@op("moving_average", shape=lambda old, moments, **_: old, saves=())
def moving_average(room: Any, out: Any, old: Any, moments: Any, row: int, momentum: float) -> Any:
    """momentum old + (1 - momentum) moments[row]."""
    xp = room.xp
    new = moments[row]
    t = room.scratch(old.shape)

    def run() -> None:
        xp.multiply(old, momentum, out=out)
        xp.multiply(new, 1 - momentum, out=t)
        xp.add(out, t, out=out)

    return run


@moving_average.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, row: int, momentum: float) -> Any:
    xp = room.xp
    dold, dmoments = dinputs

    def run() -> None:
        if dold is not None:
            xp.multiply(dy, momentum, out=dold)
        if dmoments is not None:
            dmoments.fill(0)
            xp.multiply(dy, 1 - momentum, out=dmoments[row])

    return run


# --- by neighbouring channels


def _windows(xp: Any, squares: Any, out: Any, axis: int, radius: int) -> None:
    """Sums over the neighbours up to the radius along an axis."""
    xp.copyto(out, squares)
    size = squares.shape[axis]
    before = (slice(None),) * axis
    for k in range(1, min(radius, size - 1) + 1):
        low, high = (*before, slice(0, size - k)), (*before, slice(k, size))
        xp.add(out[low], squares[high], out=out[low])
        xp.add(out[high], squares[low], out=out[high])


@op("local_response", shape=_like_x, saves=("inputs",))
def local_response(
    room: Any, out: Any, x: Any, axis: int, radius: int, alpha: float, beta: float, bias: float
) -> Any:
    """x/(bias + alpha/(2 radius + 1) Total[x^2 of the neighbours along an axis])^beta."""
    xp = room.xp
    kind = xp.float64 if room.exact else room.dtype
    squares, sums = room.scratch(x.shape, kind), room.scratch(x.shape, kind)

    def run() -> None:
        xp.multiply(x, x, out=squares, dtype=kind)
        _windows(xp, squares, sums, axis, radius)
        xp.multiply(sums, alpha / (2 * radius + 1), out=sums)
        xp.add(sums, bias, out=sums)
        xp.power(sums, -beta, out=sums)
        xp.multiply(sums, x, out=out, dtype=kind, casting="same_kind")

    return run


@local_response.gradient
def _(
    room: Any,
    dy: Any,
    out: Any,
    inputs: tuple,
    dinputs: tuple,
    axis: int,
    radius: int,
    alpha: float,
    beta: float,
    bias: float,
) -> Any:
    xp = room.xp
    x, dx = inputs[0], dinputs[0]
    sums, powers, t = (room.scratch(x.shape) for _ in range(3))
    each = alpha / (2 * radius + 1)

    def run() -> None:
        xp.multiply(x, x, out=t)
        _windows(xp, t, sums, axis, radius)
        xp.multiply(sums, each, out=sums)
        xp.add(sums, bias, out=sums)
        xp.power(sums, -beta, out=powers)
        xp.multiply(dy, powers, out=dy)
        xp.multiply(dy, x, out=t)
        xp.divide(t, sums, out=t)  # the denominator to the power -beta - 1
        _windows(xp, t, powers, axis, radius)
        xp.multiply(powers, x, out=powers)
        xp.multiply(powers, 2 * beta * each, out=powers)
        xp.subtract(dy, powers, out=dx)

    return run
