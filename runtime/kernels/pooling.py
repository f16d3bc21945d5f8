"""Pooling over one or two space axes."""

from math import prod
from typing import Any

from . import kernel, machine
from .host import closure
from .layout import plain

FUNCTIONS = ("Max", "Mean", "Total")


def _two(sizes: tuple, one: Any) -> tuple:
    """Sizes down and across."""
    return (one, *sizes) if len(sizes) == 1 else tuple(sizes)


def _words(x: Any, y: Any, dy: Any, dx: Any, kernel: tuple, stride: tuple, padding: tuple, function: str) -> tuple:
    low = tuple(before for before, _ in padding)
    factor = 1 / prod(kernel) if function == "Mean" else 1.0
    return (
        x, y, dy, dx, len(x), *_two(x.shape[1:-1], 1), x.shape[-1], *_two(y.shape[1:-1], 1), *_two(kernel, 1),
        *_two(stride, 1), *_two(low, 0), int(function == "Max"), factor,
    )  # fmt: skip


def _applies(x: Any, function: str, *arrays: Any) -> bool:
    return x.ndim in (3, 4) and function in FUNCTIONS and bool(x.size) and plain(x, *arrays)


@kernel("pooling", "forward")
def pooling(room: Any, out: Any, x: Any, kernel: tuple, stride: tuple, padding: tuple, function: str) -> Any:
    if not _applies(x, function, out):
        return None
    words = _words(x, out, None, None, kernel, stride, padding, function)
    return closure(machine(), [(machine().library("pooling").pool, words)])


@kernel("pooling", "gradient")
def pooling_gradient(
    room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, kernel: tuple, stride: tuple, padding: tuple,
    function: str,
) -> Any:
    x, dx = inputs[0], dinputs[0]
    if not _applies(x, function, out, dy, dx):
        return None
    words = _words(x, out, dy, dx, kernel, stride, padding, function)
    return closure(machine(), [(machine().library("pooling").pool_back, words)])
