"""Softmax along the last axis, and its cross entropy."""

from typing import Any

from ..ops.losses import LARGEST
from . import kernel, machine
from .host import closure
from .layout import exact, plain, rows_of


@kernel("softmax", "forward")
def softmax(room: Any, out: Any, x: Any, axis: int) -> Any:
    if axis not in (-1, x.ndim - 1) or not plain(x, out) or not x.size:
        return None
    library = machine().library("softmax")
    return closure(machine(), [(library.softmax_exact if exact(room) else library.softmax_fast, (x, out, *rows_of(x)))])


@kernel("softmax", "gradient")
def softmax_gradient(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, axis: int) -> Any:
    dx = dinputs[0]
    if axis not in (-1, dy.ndim - 1) or not plain(dy, out, dx) or not dy.size:
        return None
    return closure(machine(), [(machine().library("softmax").softmax_back, (dy, out, dx, *rows_of(dy)))])


@kernel("softmax_cross_entropy", "forward")
def softmax_cross_entropy(room: Any, out: Any, x: Any, target: Any, lengths: Any = None) -> Any:
    if lengths is not None or not plain(out, x, target, room.stored[0]) or not x.size or target.dtype != "int64":
        return None
    words = (x, target, room.stored[0], out, len(x), target.size // len(x), x.shape[-1], LARGEST)
    return closure(machine(), [(machine().library("softmax").softmax_loss, words)])


@kernel("softmax_cross_entropy", "gradient")
def softmax_cross_entropy_gradient(room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple) -> Any:
    x, target, lengths = (*inputs, None)[:3]
    dx = dinputs[0]
    if lengths is not None or not plain(dy, dx, target, room.stored[0]) or not x.size or target.dtype != "int64":
        return None
    words = (dy, target, room.stored[0], dx, len(x), target.size // len(x), x.shape[-1])
    return closure(machine(), [(machine().library("softmax").softmax_loss_back, words)])
