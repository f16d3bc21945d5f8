"""Pooling: the largest, the mean or the total of every window, over any number of space axes.

The forward pass goes axis by axis, as maximum and sum allow it, over strided views of some examples at a time; there
are no index lists. The gradient of a maximum goes to the first place in reading order that equals the result.
"""

from collections.abc import Callable
from math import prod
from typing import Any

from ..declare import op
from .windows import CACHE, Windows, frame, pieces, row_bytes, sequence

Step = Callable[[], Any]
PIECE = CACHE // 8  # bytes of padded input at once: it, the result and a mask stay in the second-level cache
INFINITY = float("inf")


def _windows(x: Any, kernel: tuple, stride: tuple, padding: tuple) -> Windows:
    return Windows(tuple(x.shape[1:-1]), kernel, stride, (1,) * len(kernel), padding)


def _shape(x: tuple, kernel: tuple, stride: tuple, padding: tuple, function: str) -> tuple:
    return (x[0], *Windows(x[1:-1], kernel, stride, (1,) * len(kernel), padding).out, x[-1])


def _pieces(room: Any, windows: Windows, count: int, channels: int) -> list[tuple[int, int]]:
    return pieces(count, row_bytes(room, windows.padded, channels) * windows.padded[0], PIECE)


def _along(x: Any, axis: int, place: int, stride: int, count: int) -> Any:
    """The elements that one place of the kernel meets along an axis."""
    return x[(slice(None),) * axis + (slice(place, place + stride * (count - 1) + 1, stride),)]


def _call(function: Callable, *inputs: Any, out: Any) -> Step:
    return lambda: function(*inputs, out=out)


def _copy(xp: Any, to: Any, source: Any) -> Step:
    return lambda: xp.copyto(to, source)


def _fill(target: Any, number: Any) -> Step:
    return lambda: target.fill(number)


@op("pooling", shape=_shape, onnx="MaxPool")
def pooling(room: Any, out: Any, x: Any, kernel: tuple, stride: tuple, padding: tuple, function: str) -> Any:
    """The windows' largest element, mean (padding counts as zeros) or total; x is (n, *space, channels)."""
    xp, windows = room.xp, _windows(x, kernel, stride, padding)
    examples = _pieces(room, windows, len(x), x.shape[-1])
    per = examples[0][1] if examples else 0
    box = frame(room, per, windows, x.shape[-1])
    join, edge = (xp.maximum, -INFINITY) if function == "Max" else (xp.add, 0)
    steps: list[Step] = [] if box is None else [lambda: box.clear(edge)]
    axes = [i for i, (k, s) in enumerate(zip(kernel, stride)) if k > 1 or s > 1]
    sizes, between = list(windows.padded), []
    for i in axes[:-1]:
        sizes[i] = windows.out[i]
        between.append(room.scratch((per, *sizes, x.shape[-1])) if kernel[i] > 1 else None)
    for start, stop in examples:
        current, target = x[start:stop], out[start:stop]
        if box is not None:
            inner = box.array[: stop - start]
            steps.append(_copy(xp, inner[box.inside], current))
            current = inner
        for i, space in zip(axes, [*between, target]):
            parts = [_along(current, 1 + i, p, stride[i], windows.out[i]) for p in range(kernel[i])]
            last = space is target
            if len(parts) == 1 and not last:
                current = parts[0]
                continue
            current = space[: stop - start]
            steps.append(_call(join, *parts[:2], out=current) if len(parts) > 1 else _copy(xp, current, parts[0]))
            steps += [_call(join, current, part, out=current) for part in parts[2:]]
        if not axes:
            steps.append(_copy(xp, target, current))
        if function == "Mean":
            steps.append(_call(xp.multiply, target, 1 / prod(kernel), out=target))
    return sequence(steps)


@pooling.gradient
def _(
    room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, kernel: tuple, stride: tuple, padding: tuple,
    function: str,
) -> Any:
    windows = _windows(inputs[0], kernel, stride, padding)
    if function == "Max":
        return sequence(_to_largest(room, dy, out, inputs[0], dinputs[0], windows))
    return sequence(_to_all(room, dy, dinputs[0], windows, 1 / prod(kernel) if function == "Mean" else 1))


def _to_largest(room: Any, dy: Any, out: Any, x: Any, dx: Any, windows: Windows) -> list[Step]:
    xp, c = room.xp, x.shape[-1]
    examples = _pieces(room, windows, len(x), c)
    per = examples[0][1] if examples else 0
    box, slopes = (frame(room, per, windows, c) for _ in range(2))
    shape = (per, *windows.out, c)
    hits, free, part = room.scratch(shape, bool), room.scratch(shape, bool), room.scratch(shape)
    places = list(windows.places())
    apart = all(s >= k for s, k in zip(windows.stride, windows.kernel))
    full = apart and all(n == k * m and s == k for n, k, m, s in zip(
        windows.padded, windows.kernel, windows.out, windows.stride))
    steps: list[Step] = [] if box is None else [lambda: box.clear(-INFINITY)]
    for start, stop in examples:
        n = stop - start
        source, target, y, slope = x[start:stop], dx[start:stop], out[start:stop], dy[start:stop]
        if box is not None:
            source, target = box.array[:n], slopes.array[:n]
            steps.append(_copy(xp, source[box.inside], x[start:stop]))
        if not full:
            steps.append(_fill(target, 0))
        hit, left, extra = hits[:n], free[:n], part[:n]
        steps.append(_fill(left, True))
        for i, place in enumerate(places):
            tap = (slice(None), *windows.tap(place))
            steps.append(_call(xp.equal, source[tap], y, out=hit))
            if i:
                steps.append(_call(xp.logical_and, hit, left, out=hit))
            if i < len(places) - 1:
                steps.append(_call(xp.greater, left, hit, out=left))
            if apart:
                steps.append(_call(xp.multiply, slope, hit, out=target[tap]))
            else:
                steps.append(_call(xp.multiply, slope, hit, out=extra))
                steps.append(_call(xp.add, target[tap], extra, out=target[tap]))
        if box is not None:
            steps.append(_copy(xp, dx[start:stop], target[slopes.inside]))
    return steps


def _to_all(room: Any, dy: Any, dx: Any, windows: Windows, scale: float) -> list[Step]:
    """Spreads the slopes over their windows, axis by axis from the last one."""
    xp, c = room.xp, dx.shape[-1]
    examples = _pieces(room, windows, len(dx), c)
    per = examples[0][1] if examples else 0
    box = frame(room, per, windows, c)
    sizes, spaces = list(windows.out), []
    axes = [i for i, (k, s) in enumerate(zip(windows.kernel, windows.stride)) if k > 1 or s > 1][::-1]
    for i in axes:
        sizes[i] = windows.padded[i]
        final = i == axes[-1]
        spaces.append((None if box is None else box.array) if final else room.scratch((per, *sizes, c)))
    steps: list[Step] = []
    for start, stop in examples:
        n, current, part = stop - start, dy[start:stop], dx[start:stop]
        if scale != 1:
            steps.append(_call(xp.multiply, current, scale, out=current))
        for i, space in zip(axes, spaces):
            k, s, m = windows.kernel[i], windows.stride[i], windows.out[i]
            target = part if space is None else space[:n]
            covers = s == k and m * k == windows.padded[i]
            if not covers:
                steps.append(_fill(target, 0))
            for p in range(k):
                to = _along(target, 1 + i, p, s, m)
                steps.append(_call(xp.add, to, current, out=to) if k > s else _copy(xp, to, current))
            current = target
        if box is not None:
            steps.append(_copy(xp, part, current[box.inside]))
        elif not axes:
            steps.append(_copy(xp, part, current))
    return steps

