"""ConvolutionLayer and DeconvolutionLayer."""

from typing import Any

from ..declare import Array, Parameter, layer
from ..errors import ArgumentError, ShapeError
from ..ops.convolution import convolution, deconvolution
from ..ops.lengths import joined, masked, shifted, strided
from ..ops.shapes import reshape, transpose
from ..ports import Type
from . import windows
from .windows import axes_of, geometry, join, split

_PARAMETERS = (
    Parameter("OutputChannels", windows.channels, label="Output channels", required=True),
    windows.KERNEL,
    windows.STRIDE,
    windows.PADDING,
    windows.DILATION,
    Parameter("ChannelGroups", windows.channels, 1, label="Channel groups", named=True),
    windows.DIMENSIONALITY,
    windows.INTERLEAVING,
)
_ARRAYS = (
    Array("Weights", "n k *kernel", initial="weights", transposed=True),
    Array("Biases", "n", optional=True),
)


def _narrow_kernel(layer: Any, scope: Any, kernel: tuple) -> None:
    known = scope.names.get("kernel")
    if known is None:
        scope.names["kernel"] = kernel
        scope.changed = True
    elif known != kernel:
        if None in known and len(known) == len(kernel) and all(a in (None, b) for a, b in zip(known, kernel)):
            scope.names["kernel"] = kernel
            scope.changed = True
            return
        wanted = Type((layer["OutputChannels"], scope.names.get("k"), *kernel))
        found = Type((scope.names.get("n"), scope.names.get("k"), *known))
        raise ShapeError(scope.path, "Weights", wanted, found)


def _groups(layer: Any, count: Any, which: str) -> None:
    groups = layer["ChannelGroups"]
    if count is not None and count % groups:
        raise ArgumentError(layer.name, "ChannelGroups", groups, f"a divisor of the {count} {which} channels")


def _infer(layer: Any, scope: Any, transposed: bool) -> Any:
    """What both layers know alike; gives the geometry, or None while the number of axes is unknown."""
    filters, groups = layer["OutputChannels"], layer["ChannelGroups"]
    _groups(layer, filters, "output")
    scope.equal("n", filters)
    known = scope.names.get("kernel")
    axes = axes_of(layer, [scope["Input"].rank, scope["Output"].rank, None if known is None else len(known) + 1])
    if axes is None:
        return None
    if axes < 1:
        scope.fail("Input" if scope["Input"].rank is not None else "Output", Type((None, None)))
    for port in ("Input", "Output"):
        scope.narrow(port, (None,) * (axes + 1))
    windows.no_varying_channels(layer, scope)
    found = geometry(layer, axes, transposed)
    _narrow_kernel(layer, scope, found.kernel)
    scope.narrow("Output", join(layer, filters, (None,) * axes))
    count = split(layer, scope["Input"].dims)[0]
    _groups(layer, count, "input")
    if count is not None:
        scope.equal("k", count // groups)
    if scope.names.get("k") is not None:
        scope.narrow("Input", join(layer, scope.names["k"] * groups, (None,) * axes))
    return found


@layer("ConvolutionLayer", ports="Input: *in -> Output: *out")
class Convolution:
    """ConvolutionLayer[n, s] is a trainable convolution with n output channels and kernels of size s.
    ConvolutionLayer[n, {s}] is one-dimensional, ConvolutionLayer[n, {h, w}] two-dimensional, and so on.

    Of an array {channels, d1, d2, ...} it makes {n, d1', d2', ...}, or of {d1, d2, ..., channels} with
    Interleaving -> True, where d1 may vary. Each output is the total of a window times the weights, plus a bias; the
    kernel is not turned round. d' = Floor[(d + before + after - dilation (s - 1) - 1)/stride] + 1. "Weights" has the
    dimensions {n, channels/groups, s1, s2, ...}, "Biases" {n}; "Biases" -> None leaves them out.

    Options, where a list gives a value for each dimension: "Stride" -> 1, "Dilation" -> 1, PaddingSize -> 0 (zeros on
    both sides; {{before, after}, ...} on each; "Same" for d' = Ceiling[d/stride]), "ChannelGroups" -> 1 (a divisor of
    both numbers of channels: group i of the input feeds group i of the output), "Dimensionality" -> Automatic. A kernel
    that does not fit into the padded input is an error.

    >>> ConvolutionLayer[1, {2}, "Weights" -> {{{1, 2}}}, "Biases" -> {1}][{{1, 2, 3}}]
    {{6., 9.}}
    """

    parameters = _PARAMETERS
    arrays = _ARRAYS

    def infer(layer: Any, scope: Any) -> None:
        g = _infer(layer, scope, False)
        if g is None:
            return
        pads = [low + high for low, high in g.padding]

        def forward(n: int, i: int) -> int:
            return (n + pads[i] - g.reach[i]) // g.stride[i] + 1

        def backward(n: int, i: int) -> int | None:
            size = n - 1 + g.reach[i] - pads[i]
            return size if g.stride[i] == 1 and size > 0 else None

        windows.narrow_sizes(layer, scope, forward, backward, lambda i: g.reach[i] - pads[i])

    def forward(layer: Any, x: Any, weights: Any, biases: Any, lengths: Any) -> Any:
        g = geometry(layer, len(x.shape) - 2)
        known = lengths["Input"]
        if known is not None:
            x = masked(x, known)
            lengths.set("Output", strided(known, before=sum(g.padding[0]), window=g.reach[0], stride=g.stride[0]))
        settings = {"stride": g.stride, "dilation": g.dilation, "padding": g.padding, "groups": layer["ChannelGroups"]}
        y = convolution(windows.channels_last(layer, x), weights, biases, **settings)
        return windows.channels_back(layer, y)


@layer("DeconvolutionLayer", ports="Input: *in -> Output: *out")
class Deconvolution:
    """DeconvolutionLayer[n, s] is a trainable transposed convolution with n output channels and kernels of size s.
    DeconvolutionLayer[n, {s}] is one-dimensional, DeconvolutionLayer[n, {h, w}] two-dimensional, and so on.

    Every input place adds the kernel times its value to a window of the output, which is what the gradient of a
    ConvolutionLayer does. Of an array {channels, d1, ...} it makes {n, d1', ...}, or of {d1, ..., channels} with
    Interleaving -> True, where d1 may vary: d' = stride (d - 1) + dilation (s - 1) + 1 - before - after. "Weights" has
    the dimensions {n, channels/groups, s1, ...}, "Biases" {n}; "Biases" -> None leaves them out.

    The options are those of ConvolutionLayer; PaddingSize says how much is cut off the output, and "Same" makes it the
    stride times as large as the input.

    >>> DeconvolutionLayer[1, {2}, "Stride" -> 2, "Weights" -> {{{1, 2}}}, "Biases" -> None][{{1, 2, 3}}]
    {{1., 2., 2., 4., 3., 6.}}
    """

    parameters = _PARAMETERS
    arrays = _ARRAYS

    def infer(layer: Any, scope: Any) -> None:
        g = _infer(layer, scope, True)
        if g is None:
            return
        pads = [low + high for low, high in g.padding]

        def forward(n: int, i: int) -> int:
            return g.stride[i] * (n - 1) + g.reach[i] - pads[i]

        def backward(n: int, i: int) -> int | None:
            size, rest = divmod(n + pads[i] - g.reach[i], g.stride[i])
            return size + 1 if not rest and size >= 0 else None

        def least(i: int) -> int:
            return max(-(-(1 + pads[i] - g.reach[i]) // g.stride[i]) + 1, 1)

        windows.narrow_sizes(layer, scope, forward, backward, least)

    def forward(layer: Any, x: Any, weights: Any, biases: Any, lengths: Any) -> Any:
        axes = len(x.shape) - 2
        g, groups = geometry(layer, axes, True), layer["ChannelGroups"]
        known = lengths["Input"]
        if known is not None:
            x, longer = masked(x, known), known
            for _ in range(g.stride[0] - 1):
                longer = joined(longer, known)
            lengths.set("Output", shifted(longer, by=g.reach[0] - g.stride[0] - sum(g.padding[0])))
        settings = {"stride": g.stride, "dilation": g.dilation, "padding": g.padding, "groups": groups}
        y = deconvolution(windows.channels_last(layer, x), _by_input(weights, groups), biases, **settings)
        return windows.channels_back(layer, y)


def _by_input(w: Any, groups: int) -> Any:
    """Weights {n, m/g, kernel...} as {m, n/g, kernel...}: the channels of each group change places."""
    n, k, *kernel = w.shape
    if groups == 1:
        return transpose(w, axes=(1, 0, *range(2, len(w.shape))))
    parts = reshape(w, shape=(groups, n // groups, k, *kernel), batched=False)
    turned = transpose(parts, axes=(0, 2, 1, *range(3, len(w.shape) + 1)))
    return reshape(turned, shape=(groups * k, n // groups, *kernel), batched=False)
