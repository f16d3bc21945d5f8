"""Windows over space."""

from ..spec import spec
from .node import operator


def borders(node, sizes, kernel):
    """PaddingSize: the automatic ones of ONNX go by the stride too."""
    rank = len(kernel)
    automatic = node.get("auto_pad", "NOTSET")
    if automatic == "NOTSET":
        pads = node.get("pads", [0] * 2 * rank)
        return tuple(zip(pads[:rank], pads[rank:]))
    if automatic == "VALID":
        return ((0, 0),) * rank
    strides, dilations = node.get("strides", [1] * rank), node.get("dilations", [1] * rank)
    if strides == [1] * rank and automatic == "SAME_UPPER":
        return "Same"
    pads = []
    for n, k, s, d in zip(sizes, kernel, strides, dilations):
        total = max((-(-n // s) - 1) * s + d * (k - 1) + 1 - n, 0)
        pads.append((total // 2, total - total // 2))
    return tuple(pads if automatic == "SAME_UPPER" else [pair[::-1] for pair in pads])


@operator("Conv")
def convolution(node):
    kernel = node[1].shape[2:]
    rank = len(kernel)
    padding = borders(node, node[0].shape[2:], kernel)
    options = {
        "Stride": tuple(node.get("strides", [1] * rank)),
        "Dilation": tuple(node.get("dilations", [1] * rank)),
        "ChannelGroups": node.get("group", 1),
        "PaddingSize": padding,
    }
    return with_biases("ConvolutionLayer", len(node[1]), kernel, node, node[1], options)


def with_biases(layer, channels, kernel, node, weights, options):
    arrays = {"Weights": weights}
    if node[2] is None:
        options["Biases"] = None
    else:
        arrays["Biases"] = node[2]
    return spec(layer, channels, tuple(kernel), **options), {"Input": node[0]}, arrays


@operator("ConvTranspose")
def deconvolution(node):
    kernel = node[1].shape[2:]
    rank, groups = len(kernel), node.get("group", 1)
    padding = borders(node, (), kernel)
    if "auto_pad" in node.settings or any(node.get("output_padding", [0])) or "output_shape" in node.settings:
        return None
    inputs, each = node[1].shape[:2]
    weights = node[1].reshape(groups, inputs // groups, each, *kernel).swapaxes(1, 2)
    weights = weights.reshape(groups * each, inputs // groups, *kernel)
    options = {
        "Stride": tuple(node.get("strides", [1] * rank)),
        "Dilation": tuple(node.get("dilations", [1] * rank)),
        "ChannelGroups": groups,
        "PaddingSize": padding,
    }
    return with_biases("DeconvolutionLayer", groups * each, kernel, node, weights, options)


@operator("MaxPool", "AveragePool")
def pooling(node):
    kernel = tuple(node.get("kernel_shape"))
    rank = len(kernel)
    padding = borders(node, node[0].shape[2:], kernel)
    mean = "count_include_pad" in node.settings or node.get("operator") == "AveragePool"
    outside = padding == "Same" or any(map(any, padding))
    if node.get("ceil_mode", 0) or set(node.get("dilations", [1])) != {1} or node[0].dtype.kind != "f":
        return None
    if mean and outside and not node.get("count_include_pad", 0):
        return None
    strides = tuple(node.get("strides", [1] * rank))
    described = spec("PoolingLayer", kernel, strides, Function="Mean" if mean else "Max", PaddingSize=padding)
    return described, {"Input": node[0]}, {}


@operator("GlobalAveragePool", "GlobalMaxPool")
def everywhere(node):
    kernel = node[0].shape[2:]
    function = "Mean" if node.get("operator") == "GlobalAveragePool" else "Max"
    return spec("PoolingLayer", kernel, Function=function), {"Input": node[0]}, {}


@operator("Pad")
def padding(node):
    rank = node[0].ndim
    pads = node.get("pads", None if node[1] is None else node[1].tolist())
    if node[3] is not None or node.get("mode", "constant") == "wrap" or min(pads) < 0 or pads[0] or pads[rank]:
        return None
    value = node.get("value", 0.0) if node[2] is None else float(node[2])
    kind = {"constant": value, "edge": "Fixed", "reflect": "Reflected"}[node.get("mode", "constant")]
    return spec("PaddingLayer", tuple(zip(pads[1:rank], pads[rank + 1 :])), Padding=kind), {"Input": node[0]}, {}


@operator("Resize")
def resizing(node):
    old = node[0].shape
    mode, places = node.get("mode", "nearest"), node.get("coordinate_transformation_mode", "half_pixel")
    if (
        "axes" in node.settings
        or node.get("antialias", 0)
        or node.get("keep_aspect_ratio_policy", "stretch") != "stretch"
    ):
        return None
    if node[3] is not None and node[3].size:
        new = tuple(node[3].tolist())
    else:
        new = tuple(int(n * s) for n, s in zip(old, node[2]))
        if any(abs(n * s - m) > 1e-6 for n, s, m in zip(old, node[2], new)):
            return None
    if len(old) != 4 or new[:2] != old[:2]:
        return None
    if mode == "linear" and places in ("align_corners", "half_pixel"):
        options = {"Resampling": "Linear", "Scheme": "Point" if places == "align_corners" else "Bin"}
    elif mode == "nearest" and repeating(node, places) and all(m % n == 0 for n, m in zip(old, new)):
        options = {"Resampling": "Nearest"}
    else:
        return None
    return spec("ResizeLayer", new[2:], **options), {"Input": node[0]}, {}


def repeating(node, places):
    """Whether the nearest element is the one whose copies lie there."""
    rounded = node.get("nearest_mode", "round_prefer_floor")
    return (places, rounded) == ("asymmetric", "floor") or (places == "half_pixel" and rounded.startswith("round"))
