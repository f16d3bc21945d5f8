"""Convolution, its transpose and pooling in one to three dimensions, with uneven padding."""

import torch
from torch.nn import functional

from ..case import case, distinct
from ..spec import spec

CONVOLUTIONS = {1: functional.conv1d, 2: functional.conv2d, 3: functional.conv3d}
TRANSPOSED = {1: functional.conv_transpose1d, 2: functional.conv_transpose2d, 3: functional.conv_transpose3d}
MAXIMA = {1: functional.max_pool1d, 2: functional.max_pool2d, 3: functional.max_pool3d}
MEANS = {1: functional.avg_pool1d, 2: functional.avg_pool2d, 3: functional.avg_pool3d}


def listed(value, rank):
    return (value,) * rank if isinstance(value, int) else tuple(value)


def borders(size, kernel, dilation):
    """The padding before and after each dimension that a PaddingSize means; "Same" goes by the kernel alone."""
    if size != "Same":
        return [(p, p) if isinstance(p, int) else tuple(p) for p in listed(size, len(kernel))]
    totals = [d * (k - 1) for k, d in zip(kernel, dilation)]
    return [(total // 2, total - total // 2) for total in totals]


def padded(x, pads, value=0.0):
    return functional.pad(x, [n for pair in reversed(pads) for n in pair], value=value)


def channels_first(x, options):
    return x.movedim(-1, 1) if options.get("Interleaving") else x


def channels_back(y, options):
    return y.movedim(1, -1) if options.get("Interleaving") else y


def convolution(name, shape, channels, kernel, **options):
    """A case of ConvolutionLayer; the shape is the input's with its batch."""
    rank = len(kernel)
    stride, dilation = (listed(options.get(key, 1), rank) for key in ("Stride", "Dilation"))
    groups = options.get("ChannelGroups", 1)
    inputs = shape[-1] if options.get("Interleaving") else shape[1]

    def by(t):
        x = channels_first(t.Input, options)
        x = padded(x, borders(options.get("PaddingSize", 0), kernel, dilation))
        y = CONVOLUTIONS[rank](x, t.Weights, getattr(t, "Biases", None), stride, 0, dilation, groups)
        return channels_back(y, options)

    arrays = {"Weights": (channels, inputs // groups, *kernel), "Biases": (channels,)}
    if "Biases" in options:
        del arrays["Biases"]
    case(f"convolution {name}", spec("ConvolutionLayer", channels, kernel, **options), {"Input": shape}, by, arrays)


convolution("1D", (2, 3, 9), 4, (3,))
convolution("1D of a sequence", (2, 9, 3), 4, (3,), Interleaving=True, PaddingSize=1)
convolution("1D strided and dilated", (2, 3, 14), 2, (3,), Stride=2, Dilation=2, PaddingSize=((1, 2),))
convolution("2D", (2, 3, 7, 6), 4, (3, 2))
convolution("2D one channel", (3, 1, 6, 7), 5, (3, 3), PaddingSize=1)
convolution("2D without biases", (2, 3, 5, 6), 4, (2, 3), Biases=None)
convolution("2D pointwise", (2, 5, 3, 4), 3, (1, 1))
convolution("2D pointwise strided", (2, 5, 6, 7), 3, (1, 1), Stride=2)
convolution("2D strided", (2, 3, 9, 8), 4, (3, 3), Stride=(2, 3), PaddingSize=1)
convolution("2D dilated", (2, 3, 9, 8), 4, (3, 2), Dilation=(2, 3), PaddingSize=(2, 1))
convolution("2D uneven padding", (2, 3, 5, 6), 4, (3, 3), Stride=2, PaddingSize=((0, 2), (3, 1)))
convolution("2D grouped", (2, 6, 5, 6), 4, (3, 3), ChannelGroups=2, PaddingSize=1)
convolution("2D depthwise", (2, 5, 7, 6), 5, (3, 3), ChannelGroups=5, PaddingSize=1)
convolution("2D depthwise strided", (2, 5, 7, 8), 5, (5, 5), ChannelGroups=5, PaddingSize=2, Stride=2)
convolution("2D depthwise with multiplier", (2, 3, 6, 5), 6, (2, 3), ChannelGroups=3)
convolution("2D same", (2, 3, 7, 6), 4, (4, 3), PaddingSize="Same")
convolution("2D same strided", (2, 3, 7, 6), 4, (4, 3), PaddingSize="Same", Stride=(2, 3))
convolution("2D interleaved", (2, 7, 6, 3), 4, (3, 2), Interleaving=True, PaddingSize=((1, 0), (0, 1)))
convolution("3D", (2, 2, 4, 5, 3), 3, (2, 3, 2))
convolution(
    "3D of all options",
    (1, 4, 5, 6, 7),
    2,
    (2, 3, 2),
    Stride=(1, 2, 1),
    Dilation=(2, 1, 3),
    PaddingSize=((1, 0), (0, 1), (2, 1)),
    ChannelGroups=2,
)


def regrouped(weights, groups):
    """From (out, in/groups, kernel) to torch's (in, out/groups, kernel)."""
    out, each, *kernel = weights.shape
    split = weights.reshape(groups, out // groups, each, *kernel)
    return split.transpose(1, 2).reshape(groups * each, out // groups, *kernel)


def deconvolution(name, shape, channels, kernel, **options):
    """A case of DeconvolutionLayer: padding crops the output."""
    rank = len(kernel)
    stride, dilation = (listed(options.get(key, 1), rank) for key in ("Stride", "Dilation"))
    groups = options.get("ChannelGroups", 1)
    inputs = shape[-1] if options.get("Interleaving") else shape[1]

    def by(t):
        x, weights = channels_first(t.Input, options), regrouped(t.Weights, groups)
        y = TRANSPOSED[rank](x, weights, getattr(t, "Biases", None), stride, 0, 0, groups, dilation)
        for axis, (before, after) in enumerate(borders(options.get("PaddingSize", 0), kernel, dilation), 2):
            y = y.narrow(axis, before, y.shape[axis] - before - after)
        return channels_back(y, options)

    arrays = {"Weights": (channels, inputs // groups, *kernel), "Biases": (channels,)}
    if "Biases" in options:
        del arrays["Biases"]
    case(f"deconvolution {name}", spec("DeconvolutionLayer", channels, kernel, **options), {"Input": shape}, by, arrays)


deconvolution("1D", (2, 3, 5), 4, (3,))
deconvolution("2D", (2, 3, 4, 5), 4, (3, 2))
deconvolution("2D without biases", (2, 3, 4, 5), 2, (2, 2), Biases=None)
deconvolution("2D strided", (2, 3, 4, 3), 5, (3, 4), Stride=(2, 3), PaddingSize=1)
deconvolution("2D uneven padding", (2, 3, 4, 5), 2, (4, 4), Stride=2, PaddingSize=((1, 2), (0, 1)))
deconvolution("2D grouped", (2, 6, 3, 4), 4, (3, 3), ChannelGroups=2, Stride=2)
deconvolution("2D dilated", (2, 3, 4, 5), 2, (3, 2), Dilation=2)
deconvolution("2D interleaved", (2, 4, 5, 3), 4, (2, 3), Interleaving=True, Stride=2)
deconvolution("3D", (1, 2, 3, 2, 4), 3, (2, 3, 2), Stride=(1, 2, 2))


def pooling(name, shape, kernel, *strides, **options):
    """Cases of PoolingLayer for the three functions."""
    rank = len(kernel)
    stride = listed(strides[0] if strides else 1, rank)

    def by(t, function):
        x = channels_first(t.Input, options)
        pads = borders(options.get("PaddingSize", 0), kernel, (1,) * rank)
        if function == "Max":
            y = MAXIMA[rank](padded(x, pads, -torch.inf), kernel, stride)
        else:
            y = MEANS[rank](padded(x, pads), kernel, stride)
            y = y * torch.tensor(kernel).prod() if function == "Total" else y
        return channels_back(y, options)

    for function in ("Max", "Mean", "Total"):
        described = spec("PoolingLayer", kernel, *strides, Function=function, **options)
        case(f"pooling {name} {function}", described, {"Input": distinct(*shape)}, lambda t, f=function: by(t, f))


pooling("1D", (2, 3, 8), (3,))
pooling("2D", (2, 3, 6, 7), (2, 3))
pooling("2D disjoint", (2, 3, 6, 7), (2, 2), (2, 2))
pooling("2D overlapping", (2, 3, 7, 8), (3, 3), (2, 2), PaddingSize=1)
pooling("2D uneven padding", (2, 3, 5, 7), (3, 2), (2, 3), PaddingSize=((0, 2), (1, 0)))
pooling("2D same", (2, 3, 7, 6), (3, 2), (2, 2), PaddingSize="Same")
pooling("2D interleaved", (2, 6, 7, 3), (2, 3), (2, 1), Interleaving=True)
pooling("3D", (2, 2, 4, 5, 6), (2, 3, 2), (2, 1, 2))

# A kernel of one size in as many dimensions as an option says.
case(
    "convolution of stated dimensionality",
    spec("ConvolutionLayer", 4, 3, Dimensionality=2),
    {"Input": (2, 3, 5, 6)},
    lambda t: functional.conv2d(t.Input, t.Weights, t.Biases),
    {"Weights": (4, 3, 3, 3), "Biases": (4,)},
)
case(
    "convolution of inferred dimensionality",
    spec("ConvolutionLayer", 4, 3),
    {"Input": (2, 3, 8)},
    lambda t: functional.conv1d(t.Input, t.Weights, t.Biases),
    {"Weights": (4, 3, 3), "Biases": (4,)},
)
case(
    "deconvolution of stated dimensionality",
    spec("DeconvolutionLayer", 4, 3, Dimensionality=1),
    {"Input": (2, 3, 5)},
    lambda t: functional.conv_transpose1d(t.Input, t.Weights.transpose(0, 1), t.Biases),
    {"Weights": (4, 3, 3), "Biases": (4,)},
)
case(
    "pooling of stated dimensionality",
    spec("PoolingLayer", 3, Dimensionality=2),
    {"Input": distinct(2, 3, 5, 6)},
    lambda t: functional.max_pool2d(t.Input, 3, 1),
)
