"""Losses: one real an example. Logarithms are held above the log of a tiny number, so that a loss stays finite."""

from math import prod
from typing import Any

from ..declare import op
from .reductions import softmax

TINY = 1e-30


def loss_shape(x: tuple, target: tuple, **_: Any) -> tuple:
    """One number an example."""
    return (x[0],)


def _difference(xp: Any, inputs: tuple) -> tuple:
    x, target = (a.reshape(len(a), -1) for a in inputs)
    return x, target, 1 / max(x.shape[1], 1)


@op("mean_squared", shape=loss_shape, saves=("inputs",))
def mean_squared(room: Any, out: Any, x: Any, target: Any) -> Any:
    """The mean of (x - target)^2."""
    xp = room.xp
    a, b, scale = _difference(xp, (x, target))
    t = room.scratch(a.shape)

    def run() -> None:
        xp.subtract(a, b, out=t)
        xp.multiply(t, t, out=t)
        xp.add.reduce(t, axis=1, out=out)
        xp.multiply(out, scale, out=out)

    return run


@mean_squared.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple) -> Any:
    xp = room.xp
    a, b, scale = _difference(xp, inputs)
    column = dy[:, None]
    return _signed(xp, dinputs, lambda t: (xp.subtract(a, b, out=t), xp.multiply(t, column, out=t)), 2 * scale)


def _signed(xp: Any, dinputs: tuple, fill: Any, scale: float) -> Any:
    """A gradient that is `fill` times scale for the first input and the negative of it for the second."""
    targets = [(d.reshape(len(d), -1), s) for d, s in zip(dinputs, (scale, -scale)) if d is not None]

    def run() -> None:
        for t, s in targets:
            fill(t)
            xp.multiply(t, s, out=t)

    return run


@op("mean_absolute", shape=loss_shape, saves=("inputs",))
def mean_absolute(room: Any, out: Any, x: Any, target: Any) -> Any:
    """The mean of |x - target|."""
    xp = room.xp
    a, b, scale = _difference(xp, (x, target))
    t = room.scratch(a.shape)

    def run() -> None:
        xp.subtract(a, b, out=t)
        xp.abs(t, out=t)
        xp.add.reduce(t, axis=1, out=out)
        xp.multiply(out, scale, out=out)

    return run


@mean_absolute.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple) -> Any:
    xp = room.xp
    a, b, scale = _difference(xp, inputs)
    column = dy[:, None]

    def fill(t: Any) -> None:
        xp.subtract(a, b, out=t)
        xp.sign(t, out=t)
        xp.multiply(t, column, out=t)

    return _signed(xp, dinputs, fill, scale)


# --- cross entropy: p are probabilities along the last axis


def _picked(room: Any, p: Any, target: Any) -> tuple:
    """The flat position of each target's probability (targets count from 1), filled by the returned closure."""
    xp, classes = room.xp, p.shape[-1]
    count = target.size
    start = xp.arange(count) * classes - 1
    place = room.scratch((count,), xp.int64)
    flat = target.reshape(-1)
    return place, lambda: xp.add(start, flat, out=place)


@op("cross_entropy_index", shape=loss_shape, saves=("inputs",))
def cross_entropy_index(room: Any, out: Any, p: Any, target: Any) -> Any:
    """-log p[target], averaged over the positions of an example."""
    xp = room.xp
    place, find = _picked(room, p, target)
    flat, scale = p.reshape(-1), len(p) / max(target.size, 1)

    def run() -> None:
        find()
        logs = xp.log(xp.maximum(flat[place].astype(xp.float64), TINY)).reshape(len(out), -1)
        xp.copyto(out, logs.sum(axis=1) * -scale, casting="same_kind")

    return run


@cross_entropy_index.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple) -> Any:
    xp = room.xp
    p, target = inputs
    place, find = _picked(room, p, target)
    flat, dflat, each = p.reshape(-1), dinputs[0].reshape(-1), target.size // len(p)

    def run() -> None:
        find()
        dinputs[0][...] = 0
        dflat[place] = xp.repeat(dy, each) * (-1 / each) / xp.maximum(flat[place], TINY)

    return run


@softmax.fuse("cross_entropy_index")
def _(settings: dict, following: dict) -> Any:
    return (softmax_cross_entropy, {}) if settings["axis"] == -1 else None


def _probabilities_store(x: tuple, target: tuple) -> tuple:
    return (x,)


@op("softmax_cross_entropy", shape=loss_shape, saves=("inputs",), stores=_probabilities_store)
def softmax_cross_entropy(room: Any, out: Any, x: Any, target: Any) -> Any:
    """-log softmax(x)[target]: one pass, and nothing underflows where the probability does."""
    xp = room.xp
    place, find = _picked(room, x, target)
    p = room.stored[0]
    flat, each = p.reshape(-1), target.size // len(x)

    def run() -> None:
        find()
        xp.subtract(x, x.max(axis=-1, keepdims=True), out=p)
        chosen = flat[place].astype(xp.float64)
        xp.exp(p, out=p)
        total = p.sum(axis=-1, keepdims=True)
        xp.divide(p, total, out=p)
        logs = (xp.log(total.astype(xp.float64)).reshape(-1) - chosen).reshape(len(out), -1)
        xp.copyto(out, xp.minimum(logs, LARGEST).sum(axis=1) / each, casting="same_kind")

    return run


LARGEST = 69.07755278982137  # -log TINY, so that the fused loss is the one of its two parts


@softmax_cross_entropy.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple) -> Any:
    xp = room.xp
    x, target = inputs
    place, find = _picked(room, x, target)
    p, dx, each = room.stored[0], dinputs[0], target.size // len(x)
    dflat = dx.reshape(-1)
    column = dy.reshape(len(x), *(1,) * (x.ndim - 1))

    def run() -> None:
        find()
        xp.copyto(dx, p)
        dflat[place] -= 1
        xp.multiply(dx, column * (1 / each), out=dx)

    return run


@op("cross_entropy_probabilities", shape=loss_shape, saves=("inputs",))
def cross_entropy_probabilities(room: Any, out: Any, p: Any, target: Any) -> Any:
    """-Sum(target log p) over the last axis, averaged over the others."""
    xp = room.xp
    scale = -1 / max(prod(p.shape[1:-1]), 1)

    def run() -> None:
        terms = target * xp.log(xp.maximum(p.astype(xp.float64), TINY))
        xp.copyto(out, terms.reshape(len(p), -1).sum(axis=1) * scale, casting="same_kind")

    return run


@cross_entropy_probabilities.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple) -> Any:
    xp = room.xp
    p, target = inputs
    scale = -1 / max(prod(p.shape[1:-1]), 1)
    column = dy.reshape(len(p), *(1,) * (p.ndim - 1))

    def run() -> None:
        safe = xp.maximum(p, TINY)
        for d, slope in zip(dinputs, (lambda: target / safe, lambda: xp.log(safe))):
            if d is not None:
                xp.multiply(slope(), column * scale, out=d)

    return run


@op("cross_entropy_binary", shape=loss_shape, saves=("inputs",))
def cross_entropy_binary(room: Any, out: Any, p: Any, target: Any) -> Any:
    """The mean of -(t log p + (1 - t) log(1 - p))."""
    xp = room.xp
    scale = -1 / max(prod(p.shape[1:]), 1)

    def run() -> None:
        wide = p.astype(xp.float64)
        terms = target * xp.log(xp.maximum(wide, TINY)) + (1 - target) * xp.log(xp.maximum(1 - wide, TINY))
        xp.copyto(out, terms.reshape(len(p), -1).sum(axis=1) * scale, casting="same_kind")

    return run


@cross_entropy_binary.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple) -> Any:
    xp = room.xp
    p, target = inputs
    scale = -1 / max(prod(p.shape[1:]), 1)
    column = dy.reshape(len(p), *(1,) * (p.ndim - 1))

    def run() -> None:
        yes, no = xp.maximum(p, TINY), xp.maximum(1 - p, TINY)
        for d, slope in zip(dinputs, (lambda: target / yes - (1 - target) / no, lambda: xp.log(yes) - xp.log(no))):
            if d is not None:
                xp.multiply(slope(), column * scale, out=d)

    return run
