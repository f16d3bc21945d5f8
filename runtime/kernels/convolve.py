"""The op of convolution on a GPU, by `device.convolve`.

cuDNN wants the filters' elements in the order out, kernel, in, so they are turned into a buffer of the plan before, and
the gradient by them behind.
"""

from collections.abc import Callable
from math import prod
from typing import Any

from ..ops.elementwise import ACTIVATIONS
from ..ops.linear import column_sums
from . import kernel
from .cudnn import windows


def _turned(room: Any, w: Any) -> tuple[Any, Any]:
    """(a buffer for filters in cuDNN's order, the array seen in that order)."""
    seen = w.transpose((0, *range(2, w.ndim), 1))
    return room.scratch(seen.shape), seen


def _applies(room: Any, x: Any, out: Any) -> bool:
    return room.device.convolve is not None and 3 <= x.ndim <= 5 and prod(out.shape) > 0


@kernel("convolution", "forward", "cuda")
def convolution(
    room: Any, out: Any, x: Any, w: Any, b: Any = None, stride: tuple = (), dilation: tuple = (), padding: tuple = (),
    groups: int = 1, activation: str | None = None,
) -> Any:
    if not _applies(room, x, out):
        return None
    xp, (filters, seen) = room.xp, _turned(room, w)
    step = room.device.convolve.step("forward", (x, filters), out, windows(stride, dilation, padding))
    act = ACTIVATIONS[activation][0](room, out, out) if activation else None

    def run() -> None:
        xp.copyto(filters, seen)
        step()
        if b is not None:
            xp.add(out, b, out=out)
        if act is not None:
            act()

    return run


@kernel("convolution", "gradient", "cuda")
def convolution_gradient(
    room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, stride: tuple = (), dilation: tuple = (),
    padding: tuple = (), groups: int = 1, activation: str | None = None,
) -> Any:
    x, w = inputs[:2]
    if not _applies(room, x, out):
        return None
    xp, place = room.xp, windows(stride, dilation, padding)
    dx, dw, db = (*dinputs, None)[:3]
    (filters, seen), convolve = _turned(room, w), room.device.convolve
    steps: list[Callable] = []
    if activation:
        steps.append(ACTIVATIONS[activation][1](room, dy, out, dy))
    if db is not None:
        rows = dy.reshape(-1, dy.shape[-1])
        steps.append(lambda: column_sums(xp, rows, db))
    if dw is not None:
        target = dw.transpose((0, *range(2, dw.ndim), 1))
        steps += [convolve.step("by weights", (x, dy), filters, place), lambda: xp.copyto(target, filters)]
    if dx is not None:
        steps += [lambda: xp.copyto(filters, seen), convolve.step("by input", (dy, filters), dx, place)]

    def run() -> None:
        for step in steps:
            step()

    return run
