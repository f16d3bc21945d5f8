"""Direct convolutions, by shapes that meet every edge: odd sizes, tails of vectors, strides, dilations, padding."""

import numpy
import pytest

from .hold import drawn, hold, needs, weights

pytestmark = needs("c")

# (examples, space, channels, outputs, kernel, stride, dilation, padding)
CASES = [
    (2, (9, 11), 3, 5, (3, 3), (1, 1), (1, 1), ((1, 1), (1, 1))),
    (3, (8, 8), 16, 16, (3, 3), (1, 1), (1, 1), ((1, 1), (1, 1))),
    (2, (28, 28), 1, 20, (5, 5), (1, 1), (1, 1), ((0, 0), (0, 0))),
    (2, (12, 12), 20, 50, (5, 5), (1, 1), (1, 1), ((0, 0), (0, 0))),
    (5, (13, 7), 4, 33, (3, 2), (2, 3), (1, 1), ((1, 2), (0, 1))),
    (2, (15, 14), 5, 8, (3, 3), (2, 2), (2, 3), ((2, 1), (3, 3))),
    (1, (6, 40), 2, 24, (1, 3), (1, 2), (1, 1), ((0, 0), (1, 1))),
    (9, (16, 16), 8, 32, (1, 1), (2, 2), (1, 1), ((0, 0), (0, 0))),
    (2, (5, 5), 7, 9, (1, 1), (1, 1), (1, 1), ((0, 0), (0, 0))),
    (3, (4, 4), 6, 64, (4, 4), (1, 1), (1, 1), ((3, 0), (0, 3))),
    (2, (3, 3), 3, 4, (2, 2), (3, 3), (1, 1), ((0, 0), (0, 0))),
    (2, (17,), 3, 10, (4,), (1,), (2,), ((3, 3),)),
    (2, (17,), 3, 70, (3,), (2,), (1,), ((0, 1),)),
    (20, (2, 2), 2, 3, (2, 2), (1, 1), (1, 1), ((1, 1), (1, 1))),
]


@pytest.mark.parametrize("case", CASES, ids=str)
@pytest.mark.parametrize("biased", [True, False])
def test_convolution(case, biased):
    n, space, c, o, kernel, stride, dilation, padding = case
    g = numpy.random.default_rng(0)
    arrays = drawn((n, *space, c), g), weights((o, c, *kernel), g), drawn((o,), g) if biased else None
    hold("convolution", *arrays, stride=stride, dilation=dilation, padding=padding)


@pytest.mark.parametrize("activation", ["Ramp", "Tanh", "LogisticSigmoid"])
@pytest.mark.parametrize("exact", [True, False])
def test_activations(activation, exact):
    g = numpy.random.default_rng(0)
    arrays = drawn((2, 9, 8, 3), g), weights((10, 3, 3, 3), g), drawn((10,), g)
    settings = {"stride": (1, 1), "dilation": (1, 1), "padding": ((1, 1), (1, 1)), "activation": activation}
    hold("convolution", *arrays, exact=exact, **settings)


@pytest.mark.parametrize("case", CASES, ids=str)
@pytest.mark.parametrize("channels", [5, 16, 40])
def test_each_channel_by_itself(case, channels):
    n, space, _, _, kernel, stride, dilation, padding = case
    g = numpy.random.default_rng(0)
    arrays = drawn((n, *space, channels), g), weights((channels, 1, *kernel), g), drawn((channels,), g)
    hold("convolution", *arrays, stride=stride, dilation=dilation, padding=padding, groups=channels)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_deconvolution(case):
    n, space, c, o, kernel, stride, dilation, padding = case
    g = numpy.random.default_rng(0)
    arrays = drawn((n, *space, c), g), weights((c, o, *kernel), g), drawn((o,), g)
    hold("deconvolution", *arrays, stride=stride, dilation=dilation, padding=tuple((0, 0) for _ in padding))


def test_weights_may_lie_in_any_order():
    g = numpy.random.default_rng(0)
    w = numpy.ascontiguousarray(weights((10, 3, 3, 3), g))
    settings = {"stride": (1, 1), "dilation": (1, 1), "padding": ((1, 1), (1, 1))}
    hold("convolution", drawn((2, 9, 8, 3), g), w, drawn((10,), g), **settings)
