"""PoolingLayer."""

from typing import Any

from ..declare import Parameter, layer
from ..ops.lengths import masked, strided
from ..ops.pooling import pooling
from ..ports import Type
from . import windows
from .windows import axes_of, geometry, join, split


@layer("PoolingLayer", ports="Input: *in -> Output: *out")
class Pooling:
    """PoolingLayer[s] takes the largest element of every window of size s, channel by channel.
    PoolingLayer[s, t] has windows t places apart, PoolingLayer[{h, w}, {sh, sw}] sizes for each dimension.

    Of an array {channels, d1, d2, ...} it makes {channels, d1', d2', ...}, or of {d1, d2, ..., channels} with
    Interleaving -> True, where d1 may vary: d' = Floor[(d + before + after - s)/t] + 1. Unless said, t is 1.

    Options: "Function" -> Max, Mean or Total; PaddingSize -> 0 (n, a list with n or {before, after} for each dimension,
    or "Same" for d' = Ceiling[d/t]); "Dimensionality" -> Automatic. Padding never wins a maximum and counts as zeros in
    a mean, which divides by the size of the whole window. The gradient of a maximum goes to its first place.

    >>> PoolingLayer[{2}][{{1, 5, 2, 3}}]
    {{5., 5., 3.}}
    """

    parameters = (
        windows.KERNEL,
        Parameter("Stride", windows.each_axis, 1, label="Stride"),
        windows.PADDING,
        windows.FUNCTION,
        windows.DIMENSIONALITY,
        windows.INTERLEAVING,
    )

    def infer(layer: Any, scope: Any) -> None:
        axes = axes_of(layer, [scope["Input"].rank, scope["Output"].rank])
        if axes is None:
            return
        if axes < 1:
            scope.fail("Input" if scope["Input"].rank is not None else "Output", Type((None, None)))
        for port in ("Input", "Output"):
            scope.narrow(port, (None,) * (axes + 1))
        windows.no_varying_channels(layer, scope)
        for port, other in (("Output", "Input"), ("Input", "Output")):
            scope.narrow(port, join(layer, split(layer, scope[other].dims)[0], (None,) * axes))
        g = geometry(layer, axes)
        pads = [low + high for low, high in g.padding]

        def forward(n: int, i: int) -> int:
            return (n + pads[i] - g.kernel[i]) // g.stride[i] + 1

        def backward(n: int, i: int) -> int | None:
            size = n - 1 + g.kernel[i] - pads[i]
            return size if g.stride[i] == 1 and size > 0 else None

        windows.narrow_sizes(layer, scope, forward, backward, lambda i: g.kernel[i] - pads[i])

    def forward(layer: Any, x: Any, lengths: Any) -> Any:
        g, function = geometry(layer, len(x.shape) - 2), layer["Function"]
        known = lengths["Input"]
        if known is not None:
            x = masked(x, known, value=float("-inf") if function == "Max" else 0.0)
            lengths.set("Output", strided(known, before=sum(g.padding[0]), window=g.kernel[0], stride=g.stride[0]))
        y = pooling(
            windows.channels_last(layer, x), kernel=g.kernel, stride=g.stride, padding=g.padding, function=function
        )
        return windows.channels_back(layer, y)
