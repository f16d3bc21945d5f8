"""Normalisation by batch, levels and channels."""

from . import layer, numbers

CASES = {
    "batch normalization": (layer("BatchNormalizationLayer"), {"Input": numbers(3, 2, 3, 5)}),
    "batch normalization of vectors": (layer("BatchNormalizationLayer", Epsilon=0.01), {"Input": numbers(5, 3)}),
    "batch normalization interleaved": (
        layer("BatchNormalizationLayer", Interleaving=True, Momentum=0.5),
        {"Input": numbers(2, 5, 3)},
    ),
    "batch normalization of odd rows": (layer("BatchNormalizationLayer"), {"Input": numbers(3, 3, 11)}),
    "normalization": (layer("NormalizationLayer"), {"Input": numbers(2, 3, 5)}),
    "normalization of images": (layer("NormalizationLayer"), {"Input": numbers(2, 3, 4, 5)}),
    "normalization of everything": (layer("NormalizationLayer", "All"), {"Input": numbers(2, 3, 5)}),
    "normalization of vectors": (layer("NormalizationLayer", 1, "Same"), {"Input": numbers(3, 5)}),
    "normalization of the last level": (layer("NormalizationLayer", -1, "Same"), {"Input": numbers(2, 3, 5)}),
    "normalization of the first level": (layer("NormalizationLayer", 1), {"Input": numbers(2, 5, 3)}),
    "normalization of outer levels": (layer("NormalizationLayer", [1, 3], [2, 3]), {"Input": numbers(2, 3, 2, 4)}),
    "normalization of a span": (
        layer("NormalizationLayer", ("Span", 1, -2), "All"),
        {"Input": numbers(2, 3, 2, 4)},
    ),
    "normalization by groups": (
        layer("NormalizationLayer", "All", 1, GroupNumber=[2, 1]),
        {"Input": numbers(2, 6, 3)},
    ),
    "normalization by groups inside": (
        layer("NormalizationLayer", [3, 2], "All", GroupNumber=[2, 3]),
        {"Input": numbers(2, 2, 6, 4)},
    ),
    "normalization unbiased": (layer("NormalizationLayer", Unbiased=True), {"Input": numbers(2, 3, 5)}),
    "normalization unbiased outside": (layer("NormalizationLayer", 1, Unbiased=True), {"Input": numbers(2, 3, 5)}),
    "root mean square": (layer("NormalizationLayer", 2, "Same", Method="RMS"), {"Input": numbers(2, 3, 5)}),
    "root mean square outside": (
        layer("NormalizationLayer", 1, Method="RMS", Biases=None),
        {"Input": numbers(2, 3, 5)},
    ),
    "normalization without arrays": (
        layer("NormalizationLayer", Biases=None, Scaling=None),
        {"Input": numbers(2, 3, 5)},
    ),
    "instance normalization": (layer("InstanceNormalizationLayer", Epsilon=0.1), {"Input": numbers(2, 3, 2, 5)}),
    "local response": (layer("LocalResponseNormalizationLayer"), {"Input": numbers(2, 5, 2, 3)}),
    "local response of few channels": (
        layer("LocalResponseNormalizationLayer", ChannelWindowSize=4, Alpha=0.5, Beta=0.75, Bias=2),
        {"Input": numbers(2, 3, 1, 2)},
    ),
}
