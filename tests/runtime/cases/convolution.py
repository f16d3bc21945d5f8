"""Convolution, its transpose and pooling in one, two and three dimensions."""

from luperca.runtime.declare import create
from luperca.runtime.graph import chain

from . import layer, numbers


def convolution(*arguments, **options):
    return layer("ConvolutionLayer", *arguments, **options)


def deconvolution(*arguments, **options):
    return layer("DeconvolutionLayer", *arguments, **options)


def pooling(*arguments, **options):
    return layer("PoolingLayer", *arguments, **options)


SAME = {"PaddingSize": "Same"}
CASES = {
    "convolution": (convolution(3, 3), {"Input": numbers(2, 2, 5, 7)}),
    "convolution of images side by side": (convolution(2, (3, 2)), {"Input": numbers(1, 1, 4, 9)}),
    "convolution of one axis": (convolution(3, (2,)), {"Input": numbers(2, 2, 7)}),
    "convolution of three axes": (convolution(2, (2, 1, 3), Stride=(1, 1, 2)), {"Input": numbers(2, 2, 3, 2, 5)}),
    "convolution by places": (convolution(3, 1), {"Input": numbers(2, 4, 3, 2)}),
    "convolution by places and groups": (convolution(4, 1, ChannelGroups=2), {"Input": numbers(2, 2, 3, 2)}),
    "convolution with steps": (convolution(2, 2, Stride=(2, 3)), {"Input": numbers(2, 2, 5, 8)}),
    "convolution of single places with steps": (convolution(2, 1, Stride=2), {"Input": numbers(2, 2, 3, 4)}),
    "convolution with holes": (convolution(2, 2, Dilation=(2, 3)), {"Input": numbers(2, 2, 5, 5)}),
    "convolution padded": (convolution(2, 3, PaddingSize=1), {"Input": numbers(2, 2, 3, 4)}),
    "convolution padded unevenly": (
        convolution(2, (3, 2), PaddingSize=((0, 2), (3, 1)), Stride=2),
        {"Input": numbers(2, 1, 3, 4)},
    ),
    "convolution of the same size": (convolution(2, (2, 3), Dilation=(1, 2), **SAME), {"Input": numbers(2, 2, 3, 5)}),
    "convolution in groups": (
        convolution(4, 2, ChannelGroups=2, PaddingSize=(1, 0)),
        {"Input": numbers(2, 6, 3, 4)},
    ),
    "convolution by channels": (convolution(3, 2, ChannelGroups=3, **SAME), {"Input": numbers(2, 3, 3, 4)}),
    "convolution by channels with steps": (
        convolution(3, 3, ChannelGroups=3, Stride=2, PaddingSize=1, Biases=None),
        {"Input": numbers(2, 3, 5, 6)},
    ),
    "convolution without biases": (convolution(2, 2, Biases=None), {"Input": numbers(2, 2, 3, 4)}),
    "convolution interleaved": (convolution(2, (3, 2), Interleaving=True), {"Input": numbers(2, 4, 5, 3)}),
    "convolution along time": (
        convolution(2, (3,), Interleaving=True, Stride=2, Dilation=2, PaddingSize=2),
        {"Input": numbers(2, 6, 3)},
    ),
    "convolution along time of the same size": (
        convolution(2, (2,), Interleaving=True, **SAME),
        {"Input": numbers(2, 6, 3)},
    ),
    "convolution with an activation": (
        chain([create("ConvolutionLayer", 2, 2), create("ElementwiseLayer", "Tanh")]),
        {"Input": numbers(2, 2, 3, 4)},
    ),
    "deconvolution": (deconvolution(3, 3), {"Input": numbers(2, 2, 3, 4)}),
    "deconvolution of one axis": (deconvolution(3, (2,), Stride=3), {"Input": numbers(2, 2, 4)}),
    "deconvolution of three axes": (deconvolution(2, (1, 2, 3), Stride=2), {"Input": numbers(1, 2, 2, 2, 3)}),
    "deconvolution with steps and holes": (
        deconvolution(2, (3, 2), Stride=(2, 3), Dilation=(1, 2), PaddingSize=((1, 0), (0, 2))),
        {"Input": numbers(2, 2, 3, 3)},
    ),
    "deconvolution in groups": (
        deconvolution(4, 2, ChannelGroups=2, PaddingSize=1),
        {"Input": numbers(2, 6, 3, 4)},
    ),
    "deconvolution by channels": (
        deconvolution(3, 3, ChannelGroups=3, Stride=2, PaddingSize=1),
        {"Input": numbers(2, 3, 3, 2)},
    ),
    "deconvolution of the same size": (
        deconvolution(2, 4, Stride=2, Biases=None, **SAME),
        {"Input": numbers(2, 2, 3, 2)},
    ),
    "deconvolution along time": (
        deconvolution(2, (3,), Interleaving=True, Stride=2, PaddingSize=1),
        {"Input": numbers(2, 4, 3)},
    ),
    "deconvolution with an activation": (
        chain([create("DeconvolutionLayer", 2, 2), create("ElementwiseLayer", "Tanh")]),
        {"Input": numbers(2, 2, 3, 2)},
    ),
    "pooling": (pooling(2), {"Input": numbers(2, 2, 3, 4)}),
    "pooling of halves": (pooling(2, 2), {"Input": numbers(2, 2, 4, 6)}),
    "pooling with a rest": (pooling((2, 3), (2, 3)), {"Input": numbers(2, 2, 5, 7)}),
    "pooling of one axis": (pooling((3,), 2), {"Input": numbers(2, 3, 8)}),
    "pooling of three axes": (pooling(2, (1, 2, 1)), {"Input": numbers(2, 2, 3, 4, 2)}),
    "pooling padded": (pooling(3, 2, PaddingSize=1), {"Input": numbers(2, 2, 5, 4)}),
    "pooling along time": (pooling((3,), 2, Interleaving=True, **SAME), {"Input": numbers(2, 6, 3)}),
    "pooling by mean": (pooling(2, 2, Function="Mean"), {"Input": numbers(2, 2, 4, 6)}),
    "pooling by mean padded": (
        pooling((2, 3), Function="Mean", PaddingSize=((1, 0), (1, 2))),
        {"Input": numbers(2, 2, 3, 4)},
    ),
    "pooling by mean along time": (
        pooling((2,), Function="Mean", PaddingSize=1, Interleaving=True),
        {"Input": numbers(2, 5, 3)},
    ),
    "pooling by total": (pooling((3, 2), (2, 1), Function="Total"), {"Input": numbers(2, 2, 5, 3)}),
    "pooling by total over everything": (pooling((3, 2), Function="Total"), {"Input": numbers(2, 2, 3, 2)}),
    "pooling of single places": (pooling(1, Function="Mean"), {"Input": numbers(2, 2, 3, 2)}),
}
