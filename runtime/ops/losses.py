"""Losses: one real an example. Logarithms are held above the log of a tiny number, so that a loss stays finite.

Examples of different lengths: the mean is over the true length, and what lies behind it has no gradient.
"""

from collections.abc import Callable
from math import prod
from typing import Any

from ..declare import op
from .means import Mean, standing
from .reductions import softmax
from .sequences import take

TINY = 1e-30
LARGEST = 69.07755278982137  # -log TINY


def loss_shape(x: tuple, *_: Any, **__: Any) -> tuple:
    """One number an example."""
    return (x[0],)


def _difference_loss(room: Any, out: Any, x: Any, target: Any, lengths: Any, size: Callable) -> Callable:
    xp = room.xp
    mean, t = Mean(room, x, lengths), room.scratch(x.shape)
    rows, hide = t.reshape(x.shape[0], -1), mean.hide(t)

    def run() -> None:
        mean.find()
        xp.subtract(x, target, out=t, casting="same_kind")
        size(t)
        hide()
        xp.add.reduce(rows, axis=1, out=out)
        xp.multiply(out, mean.scale, out=out)

    return run


def _difference_gradient(room: Any, dy: Any, inputs: tuple, dinputs: tuple, slope: Callable, factor: float) -> Callable:
    """The gradient by the input is `slope` of the difference times a factor, by the target its negative."""
    xp = room.xp
    x, target, lengths = (*inputs, None)[:3]
    mean = Mean(room, x, lengths)
    weight, weigh = mean.weights(dy)
    column = standing(weight, x)
    targets = [(d, sign * factor, mean.hide(d)) for d, sign in zip(dinputs[:2], (1, -1)) if d is not None]

    def run() -> None:
        mean.find()
        weigh()
        for d, number, hide in targets:
            xp.subtract(x, target, out=d, casting="same_kind")
            slope(d)
            xp.multiply(d, column, out=d)
            xp.multiply(d, number, out=d)
            hide()

    return run


@op("mean_squared", shape=loss_shape, saves=("inputs",))
def mean_squared(room: Any, out: Any, x: Any, target: Any, lengths: Any = None) -> Any:
    """The mean of (x - target)^2."""
    return _difference_loss(room, out, x, target, lengths, lambda t: room.xp.multiply(t, t, out=t))


@mean_squared.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple) -> Any:
    return _difference_gradient(room, dy, inputs, dinputs, lambda t: None, 2)


@op("mean_absolute", shape=loss_shape, saves=("inputs",))
def mean_absolute(room: Any, out: Any, x: Any, target: Any, lengths: Any = None) -> Any:
    """The mean of |x - target|."""
    return _difference_loss(room, out, x, target, lengths, lambda t: room.xp.abs(t, out=t))


@mean_absolute.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple) -> Any:
    return _difference_gradient(room, dy, inputs, dinputs, lambda t: room.xp.sign(t, out=t), 1)


@op("contrastive", shape=loss_shape, saves=("inputs",), constant=(1,))
def contrastive(room: Any, out: Any, x: Any, target: Any, margin: float) -> Any:
    """The distance x of a pair that belongs together (target 0), max(margin - x, 0) of one that does not."""
    xp = room.xp
    apart = room.scratch(x.shape, bool)

    def run() -> None:
        xp.not_equal(target, 0, out=apart)
        xp.copyto(out, x)
        xp.subtract(margin, out, out=out, where=apart)
        xp.maximum(out, 0, out=out, where=apart)

    return run


@contrastive.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, margin: float) -> Any:
    xp = room.xp
    x, target = inputs
    dx = dinputs[0]
    apart, far = room.scratch(x.shape, bool), room.scratch(x.shape, bool)

    def run() -> None:
        xp.not_equal(target, 0, out=apart)
        xp.greater_equal(x, margin, out=far)
        xp.copyto(dx, dy)
        xp.negative(dx, out=dx, where=apart)
        xp.logical_and(far, apart, out=far)
        xp.copyto(dx, 0, where=far)

    return run


# --- cross entropy: p are probabilities along the last axis


def _picked(room: Any, p: Any, target: Any, lengths: Any = None) -> tuple:
    """The flat position of each target's probability (targets count from 1), filled by the returned closure."""
    xp, classes = room.xp, p.shape[-1]
    count = target.size
    start = xp.arange(count) * classes - 1
    place = room.scratch((count,), xp.int64)
    flat = target.reshape(-1)

    def find() -> None:
        if lengths is None:
            xp.add(start, flat, out=place)
            return
        xp.minimum(flat, classes, out=place)  # behind the end there may be anything
        xp.maximum(place, 1, out=place)
        xp.add(place, start, out=place)

    return place, find


def _sum_rows(room: Any, wide: Any, mean: Mean, out: Any) -> Callable:
    """The closure that writes the negative mean of an array in double precision."""
    xp = room.xp
    rows, total, hide = wide.reshape(out.shape[0], -1), room.scratch(out.shape, xp.float64), mean.hide(wide)

    def run() -> None:
        hide()
        xp.add.reduce(rows, axis=1, out=total)
        xp.multiply(total, mean.scale, out=total)
        xp.negative(total, out=total)
        xp.copyto(out, total, casting="same_kind")

    return run


@op("cross_entropy_index", shape=loss_shape, saves=("inputs",))
def cross_entropy_index(room: Any, out: Any, p: Any, target: Any, lengths: Any = None) -> Any:
    """-log p[target], averaged over the positions of an example."""
    xp = room.xp
    place, find = _picked(room, p, target, lengths)
    chosen, wide = room.scratch((target.size,)), room.scratch(target.shape, xp.float64)
    mean = Mean(room, target, lengths)
    flat, picked, finish = p.reshape(-1), chosen.reshape(target.shape), _sum_rows(room, wide, mean, out)

    def run() -> None:
        mean.find()
        find()
        take(xp, flat, place, chosen)
        xp.maximum(picked, TINY, out=wide)
        xp.log(wide, out=wide)
        finish()

    return run


@cross_entropy_index.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple) -> Any:
    xp = room.xp
    p, target, lengths = (*inputs, None)[:3]
    place, find = _picked(room, p, target, lengths)
    chosen, mean = room.scratch((target.size,)), Mean(room, target, lengths)
    flat, dflat, picked = p.reshape(-1), dinputs[0].reshape(-1), chosen.reshape(target.shape)
    weight, weigh = mean.weights(dy)
    column, hide = standing(weight, target), mean.hide(picked)

    def run() -> None:
        mean.find()
        find()
        weigh()
        take(xp, flat, place, chosen)
        xp.maximum(chosen, TINY, out=chosen)
        xp.divide(column, picked, out=picked)
        xp.negative(chosen, out=chosen)
        hide()
        dflat.fill(0)
        dflat[place] = chosen

    return run


@softmax.fuse("cross_entropy_index")
def _(settings: dict, following: dict) -> Any:
    return (softmax_cross_entropy, {}) if settings["axis"] == -1 else None


def _probabilities_store(x: tuple, *_: Any) -> tuple:
    return (x,)


@op("softmax_cross_entropy", shape=loss_shape, saves=("inputs",), stores=_probabilities_store)
def softmax_cross_entropy(room: Any, out: Any, x: Any, target: Any, lengths: Any = None) -> Any:
    """-log softmax(x)[target]: one pass, and nothing underflows where the probability does."""
    xp = room.xp
    place, find = _picked(room, x, target, lengths)
    p = room.stored[0]
    row = room.scratch((*x.shape[:-1], 1))
    chosen, wide = room.scratch((target.size,)), room.scratch(target.shape, xp.float64)
    mean = Mean(room, target, lengths)
    flat, picked, sums = p.reshape(-1), chosen.reshape(target.shape), row.reshape(target.shape)
    finish = _sum_rows(room, wide, mean, out)

    def run() -> None:
        mean.find()
        find()
        xp.maximum.reduce(x, axis=-1, keepdims=True, out=row)
        xp.subtract(x, row, out=p)
        take(xp, flat, place, chosen)
        xp.exp(p, out=p)
        xp.add.reduce(p, axis=-1, keepdims=True, out=row)
        xp.divide(p, row, out=p)
        xp.log(sums, out=wide, dtype=xp.float64)
        xp.subtract(picked, wide, out=wide)
        xp.maximum(wide, -LARGEST, out=wide)  # so that the fused loss is the one of its two parts
        finish()

    return run


@softmax_cross_entropy.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple) -> Any:
    xp = room.xp
    x, target, lengths = (*inputs, None)[:3]
    place, find = _picked(room, x, target, lengths)
    p, dx = room.stored[0], dinputs[0]
    chosen, mean = room.scratch((target.size,)), Mean(room, target, lengths)
    dflat = dx.reshape(-1)
    weight, weigh = mean.weights(dy)
    column, hide = standing(weight, x), mean.hide(dx)

    def run() -> None:
        mean.find()
        find()
        weigh()
        xp.copyto(dx, p)
        take(xp, dflat, place, chosen)
        xp.subtract(chosen, 1, out=chosen)
        dflat[place] = chosen
        xp.multiply(dx, column, out=dx)
        hide()

    return run


def _positions(p: Any) -> int:
    return prod(p.shape[1:-1])


@op("cross_entropy_probabilities", shape=loss_shape, saves=("inputs",))
def cross_entropy_probabilities(room: Any, out: Any, p: Any, target: Any, lengths: Any = None) -> Any:
    """-Sum(target log p) over the last axis, averaged over the others."""
    xp = room.xp
    wide, mean = room.scratch(p.shape, xp.float64), Mean(room, p, lengths, _positions(p))
    finish = _sum_rows(room, wide, mean, out)

    def run() -> None:
        mean.find()
        xp.maximum(p, TINY, out=wide)
        xp.log(wide, out=wide)
        xp.multiply(wide, target, out=wide)
        finish()

    return run


@cross_entropy_probabilities.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple) -> Any:
    xp = room.xp
    p, target, lengths = (*inputs, None)[:3]
    mean = Mean(room, p, lengths, _positions(p))
    weight, weigh = mean.weights(dy)
    column = standing(weight, p)
    dp, dtarget = dinputs[:2]
    ends = [mean.hide(d) for d in (dp, dtarget) if d is not None]

    def run() -> None:
        mean.find()
        weigh()
        xp.negative(weight, out=weight)
        if dp is not None:
            xp.maximum(p, TINY, out=dp)
            xp.divide(target, dp, out=dp, casting="same_kind")
            xp.multiply(dp, column, out=dp)
        if dtarget is not None:
            xp.maximum(p, TINY, out=dtarget)
            xp.log(dtarget, out=dtarget)
            xp.multiply(dtarget, column, out=dtarget)
        for hide in ends:
            hide()

    return run


@op("cross_entropy_binary", shape=loss_shape, saves=("inputs",))
def cross_entropy_binary(room: Any, out: Any, p: Any, target: Any, lengths: Any = None) -> Any:
    """The mean of -(t log p + (1 - t) log(1 - p))."""
    xp = room.xp
    yes, no = room.scratch(p.shape, xp.float64), room.scratch(p.shape, xp.float64)
    other, mean = room.scratch(p.shape, xp.float64), Mean(room, p, lengths)
    finish = _sum_rows(room, yes, mean, out)

    def run() -> None:
        mean.find()
        xp.copyto(yes, p)
        xp.subtract(1, yes, out=no)
        xp.maximum(yes, TINY, out=yes)
        xp.maximum(no, TINY, out=no)
        xp.log(yes, out=yes)
        xp.log(no, out=no)
        xp.multiply(yes, target, out=yes)
        xp.subtract(1, target, out=other)
        xp.multiply(no, other, out=no)
        xp.add(yes, no, out=yes)
        finish()

    return run


@cross_entropy_binary.gradient
def _(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple) -> Any:
    xp = room.xp
    p, target, lengths = (*inputs, None)[:3]
    mean = Mean(room, p, lengths)
    weight, weigh = mean.weights(dy)
    column = standing(weight, p)
    yes, no, other = room.scratch(p.shape), room.scratch(p.shape), room.scratch(p.shape)
    dp, dtarget = dinputs[:2]
    ends = [mean.hide(d) for d in (dp, dtarget) if d is not None]

    def run() -> None:
        mean.find()
        weigh()
        xp.negative(weight, out=weight)
        xp.maximum(p, TINY, out=yes)
        xp.subtract(1, p, out=no)
        xp.maximum(no, TINY, out=no)
        if dp is not None:
            xp.subtract(1, target, out=other, casting="same_kind")
            xp.divide(other, no, out=other)
            xp.divide(target, yes, out=dp, casting="same_kind")
            xp.subtract(dp, other, out=dp)
            xp.multiply(dp, column, out=dp)
        if dtarget is not None:
            xp.log(yes, out=yes)
            xp.log(no, out=no)
            xp.subtract(yes, no, out=dtarget)
            xp.multiply(dtarget, column, out=dtarget)
        for hide in ends:
            hide()

    return run
