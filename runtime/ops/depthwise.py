"""Sums over windows where every channel has a filter of its own: too thin for matrix products.

One einsum multiplies all windows, as a view, by the weights and adds up the places of the kernel while a row of the
output stays in the cache. Where windows are one place apart the last space axis and the channels are run over as one:
the weights are repeated along the axis, which makes the innermost loop long (a 3x3 kernel on 56x56x144: 0.7 ms
against 1.3 ms with channels alone, and 1.1 ms with a multiplication and an addition for every place).
"""

from collections.abc import Callable
from typing import Any

from .windows import CACHE, Windows, extent, frame, pieces, row_bytes

Step = Callable[[], Any]


def _einsum(room: Any, product: str, a: Any, b: Any, out: Any) -> Step:
    """The sum of products into `out`, where the array module can; one on a GPU returns it."""
    xp = room.xp
    if room.block is None:
        return lambda: xp.copyto(out, xp.einsum(product, a, b))
    return lambda: xp.einsum(product, a, b, out=out)


def _joined(x: Any) -> Any:
    """The last space axis and the channels as one axis, without a copy."""
    *lead, width, c = x.shape
    return x.reshape(*lead, width * c)


class Each:
    """What the sums share: windows as a view, and weights that fit it.

    `joins` says whether the last space axis and the channels are one.
    """

    def __init__(self, room: Any, windows: Windows, channels: int):
        self.room, self.windows, self.channels = room, windows, channels
        self.joins = windows.stride[-1] == 1
        axes = len(windows.out)
        self.places = "ijklm"[:axes]
        self.outs = "nhgfed"[: axes + (not self.joins)]
        self.width = channels * (windows.out[-1] if self.joins else 1)

    def view(self, x: Any) -> Any:
        """The windows of padded examples: (n, *out, *kernel, c), or with `joins` (n, *out but the last, *kernel, w)."""
        w = self.windows
        n, *space, unit = x.strides
        out, steps = w.out, tuple(a * s for a, s in zip(space, w.stride))
        if self.joins:
            out, steps = out[:-1], steps[:-1]
        inner = tuple(a * d for a, d in zip(space, w.dilation))
        strided = self.room.xp.lib.stride_tricks.as_strided
        return strided(x, (len(x), *out, *w.kernel, self.width), (n, *steps, *inner, unit))

    def outputs(self, y: Any) -> Any:
        """Outputs in the axes of the windows."""
        return _joined(y) if self.joins else y

    def weights(self, taps: Any) -> tuple[Any, Step]:
        """Weights (*kernel, 1, c) as (*kernel, width), and the step that fills them in."""
        xp, kernel = self.room.xp, self.windows.kernel
        rows = self.room.scratch((*kernel, self.width // self.channels, self.channels))
        return rows.reshape(*kernel, self.width), lambda: xp.copyto(rows, taps)

    def loads(self, x: Any) -> tuple[list[Step], list[tuple]]:
        """Steps before the first piece; and for every piece its (start, stop), its padded examples and steps."""
        xp = self.room.xp
        examples = pieces(len(x), row_bytes(self.room, self.windows.padded, self.channels) * self.windows.padded[0])
        box = frame(self.room, examples[0][1] if examples else 0, self.windows, self.channels)
        if box is None:
            return [], [((i, j), x[i:j], []) for i, j in examples]
        found = []
        for i, j in examples:
            source = box.array[: j - i]
            found.append(((i, j), source, [_copy(xp, source[box.inside], x[i:j])]))
        return [lambda: box.clear(0)], found


def _copy(xp: Any, to: Any, source: Any) -> Step:
    return lambda: xp.copyto(to, source)


def _add(xp: Any, to: Any, more: Any) -> Step:
    return lambda: xp.add(to, more, out=to)


def _taps(w: Any) -> Any:
    return w.transpose((*range(2, w.ndim), 1, 0))


def correlate_each(
    room: Any, y: Any, x: Any, w: Any, biases: Any, windows: Windows, after: Callable | None
) -> list[Step]:
    """Steps that write y, as `correlation.correlate` does; w is (c, 1, *kernel)."""
    each = Each(room, windows, len(w))
    rows, fill = each.weights(_taps(w))
    first, parts = each.loads(x)
    product = f"{each.outs}{each.places}c,{each.places}c->{each.outs}c"
    steps = [fill, *first]
    for (start, stop), source, load in parts:
        target = y[start:stop]
        steps += [*load, _einsum(room, product, each.view(source), rows, each.outputs(target))]
        if biases is not None:
            steps.append(_add(room.xp, target, biases))
        if after is not None:
            steps.append(after(target))
    return steps


def outer_each(room: Any, dw: Any, x: Any, y: Any, windows: Windows) -> list[Step]:
    """Steps that write the gradient by the weights (c, 1, *kernel), from dy in y."""
    xp, c = room.xp, len(dw)
    each = Each(room, windows, c)
    first, parts = each.loads(x)
    places = list(windows.places())
    total, part = room.scratch((*windows.kernel, each.width)), room.scratch((each.width,))
    steps = [*first]
    for i, ((start, stop), source, load) in enumerate(parts):
        view, slope = each.view(source), each.outputs(y[start:stop])
        steps += load
        for place in places:
            window = view[(slice(None),) * len(each.outs) + place]
            target = part if i else total[place]
            steps.append(_einsum(room, f"{each.outs}c,{each.outs}c->c", window, slope, target))
            if i:
                steps.append(_add(xp, total[place], part))
    found = total.reshape(*windows.kernel, each.width // c, c)
    taps = _taps(dw)
    steps.append(lambda: xp.add.reduce(found, axis=-2, keepdims=True, out=taps))
    return steps


def scatter_each(
    room: Any, x: Any, y: Any, w: Any, biases: Any, windows: Windows, after: Callable | None
) -> list[Step]:
    """Steps that write x, as `correlation.scatter` does: a convolution with the kernels turned round where windows are
    one place apart, else place by place."""
    border = tuple(
        (extent(k, d) - 1 - low, extent(k, d) - 1 - high)
        for k, d, (low, high) in zip(windows.kernel, windows.dilation, windows.padding)
    )
    if set(windows.stride) == {1} and min(map(min, border)) >= 0:
        turned = w[(slice(None), slice(None), *(slice(None, None, -1),) * len(border))]
        around = Windows(windows.out, windows.kernel, windows.stride, windows.dilation, border)
        return correlate_each(room, x, y, turned, biases, around, after)
    xp, c, taps = room.xp, len(w), _taps(w)
    examples = pieces(len(y), row_bytes(room, windows.padded, c) * windows.padded[0], CACHE // 2)
    box = frame(room, examples[0][1] if examples else 0, windows, c)
    product = room.scratch((examples[0][1] if examples else 0, *windows.out, c))
    steps: list[Step] = []
    for start, stop in examples:
        part, source = x[start:stop], y[start:stop]
        target, total = part if box is None else box.array[: stop - start], product[: stop - start]
        steps.append(_fill(target, 0) if biases is None else _copy(xp, target, biases))
        for place in windows.places():
            to, tap = target[(slice(None), *windows.tap(place))], taps[place]
            steps += [_multiply(xp, source, tap, total), _add(xp, to, total)]
        if box is not None:
            steps.append(_copy(xp, part, target[box.inside]))
        if after is not None:
            steps.append(after(part))
    return steps


def _fill(target: Any, number: float) -> Step:
    return lambda: target.fill(number)


def _multiply(xp: Any, a: Any, b: Any, out: Any) -> Step:
    return lambda: xp.multiply(a, b, out=out)
