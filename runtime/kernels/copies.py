"""Ops that move memory as it lies."""

from typing import Any

import numpy

from . import kernel, machine
from .host import Call, closure
from .layout import plain


def _copied(out: Any, x: Any) -> Any:
    if not plain(out, x) or out.dtype != "float32" or x.dtype != "float32":
        return None
    return closure(machine(), [(machine().library("copies").copy, (out, x, out.size))])


@kernel("reshape", "forward")
def reshape(room: Any, out: Any, x: Any, shape: tuple, batched: bool = True) -> Any:
    return _copied(out, x)


@kernel("reshape", "gradient")
def reshape_gradient(
    room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, shape: tuple, batched: bool = True
) -> Any:
    return _copied(dinputs[0], dy)


@kernel("dropout", "gradient")
def dropout_gradient(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, **settings: Any) -> Any:
    if not room.stored:
        return None
    mask, dx = room.stored[0], dinputs[0]
    if not plain(dy, mask, dx) or mask.shape != dy.shape or mask.dtype != "float32":
        return None
    return closure(machine(), [(machine().library("copies").multiply, (dx, dy, mask, dx.size))])


def moved(out: Any, x: Any) -> Call | None:
    """The call that copies between arrays of one shape that lie in any order; axes that lie one in the other on both
    sides are taken as one."""
    if not _single(out, x) or not x.size:
        return None
    axes: list[tuple[int, int, int]] = []
    for size, *steps in zip(x.shape, out.strides, x.strides):
        o, s = (step // 4 for step in steps)
        if size == 1:
            continue
        if axes and (axes[-1][1], axes[-1][2]) == (o * size, s * size):
            axes[-1] = (axes[-1][0] * size, o, s)
        else:
            axes.append((size, o, s))
    if len(axes) > 4:
        return None
    if len(axes) == 1:  # one line, in pieces for the threads
        n, o, s = axes[0]
        lines = next((k for k in (64, 48, 32, 16, 8, 6, 4, 3, 2) if n % k == 0), 1)
        axes = [(lines, n // lines * o, n // lines * s), (n // lines, o, s)]
        axes.insert(1, (1, 0, 0))
    axes = [(1, 0, 0)] * (4 - len(axes)) + axes
    sizes, outs, steps = zip(*axes)
    return machine().library("copies").move, (out, x, *sizes, *outs, *steps)


def _single(*arrays: Any) -> bool:
    return all(a.dtype == "float32" and not any(s % 4 for s in a.strides) for a in arrays)


def _closure(*calls: Call | None) -> Any:
    return None if None in calls else closure(machine(), list(calls))


@kernel("transpose", "forward")
def transpose(room: Any, out: Any, x: Any, axes: tuple) -> Any:
    return _closure(moved(out, x.transpose(axes)))


@kernel("transpose", "gradient")
def transpose_gradient(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, axes: tuple) -> Any:
    return _closure(moved(dinputs[0].transpose(axes), dy))


@kernel("span", "forward")
def span(room: Any, out: Any, x: Any, axis: int, start: int, stop: int) -> Any:
    return _closure(moved(out, x[(slice(None),) * axis + (slice(start, stop),)]))


@kernel("span", "gradient")
def span_gradient(
    room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, axis: int, start: int, stop: int
) -> Any:
    dx = dinputs[0]
    if not plain(dx) or not _single(dx):
        return None
    fill = (machine().library("copies").fill, (dx, 0.0, dx.size))
    return _closure(fill, moved(dx[(slice(None),) * axis + (slice(start, stop),)], dy))


@kernel("catenate", "forward")
def catenate(room: Any, out: Any, *x: Any, axis: int) -> Any:
    return _closure(*(moved(place, a) for place, a in zip(_places(out, x, axis), x)))


@kernel("catenate", "gradient")
def catenate_gradient(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, axis: int) -> Any:
    pairs = [(d, place) for place, d in zip(_places(dy, inputs, axis), dinputs) if d is not None]
    return _closure(*(moved(d, place) for d, place in pairs))


def _places(out: Any, x: tuple, axis: int) -> list[Any]:
    """The parts of the joined array."""
    found, start = [], 0
    for a in x:
        found.append(out[(slice(None),) * axis + (slice(start, start + a.shape[axis]),)])
        start += a.shape[axis]
    return found


def has_nan(x: Any) -> bool:
    """Whether a NaN is among the numbers of an array in one piece."""
    found = numpy.zeros(1, numpy.int64)
    closure(machine(), [(machine().library("copies").nan_among, (found, x, x.size))])()
    return bool(found[0])
