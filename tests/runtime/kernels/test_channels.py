"""Normalisation and pooling."""

import numpy
import pytest

from .hold import drawn, hold, needs

pytestmark = needs("c")
SHAPES = [(5, 7, 3), (4, 9, 11, 16), (33, 1), (2, 3, 5, 7, 10), (3000, 20)]


@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("activation", [None, "Ramp", "Tanh"])
def test_batch_normalization(shape, activation):
    g = numpy.random.default_rng(0)
    x, c = drawn(shape, g) * 3 + 2, shape[-1]
    flat = x.reshape(-1, c)
    hold("moments", x, gradients=False)
    moments = numpy.stack([flat.mean(0), flat.var(0)])
    arrays = x, moments, drawn((c,), g), drawn((c,), g)
    hold("batch_normalization", *arrays, epsilon=0.01, activation=activation, tolerance=1e-4)
    hold("affine_channels", x, drawn((c,), g), drawn((c,), g), activation=activation)
    hold("moving_average", drawn((c,), g), moments, row=1, momentum=0.9, gradients=False)


@pytest.mark.parametrize("method", ["Standardize", "RMS"])
@pytest.mark.parametrize(("shape", "axes"), [((5, 7), (1,)), ((300, 3, 33), (2,)), ((4, 5, 6), (1, 2)), ((2, 1), (1,))])
@pytest.mark.parametrize("scaled", [True, False])
def test_normalization(shape, axes, method, scaled):
    g = numpy.random.default_rng(0)
    one = tuple(n if i in axes else 1 for i, n in enumerate(shape))
    arrays = drawn(shape, g), drawn(one, g) if scaled else None, drawn(one, g) if scaled else None
    hold("normalization", *arrays, axes=axes, epsilon=0.1, method=method, tolerance=1e-4)


POOLS = [
    ((2, 8, 8, 20), (2, 2), (2, 2), ((0, 0), (0, 0))),
    ((2, 9, 7, 3), (2, 2), (2, 2), ((0, 0), (0, 0))),
    ((2, 9, 7, 3), (3, 2), (2, 1), ((1, 0), (0, 1))),
    ((1, 6, 6, 17), (3, 3), (1, 1), ((2, 2), (2, 2))),
    ((3, 11, 5), (4,), (3,), ((1, 2),)),
    ((2, 5, 6, 4), (1, 1), (2, 2), ((0, 0), (0, 0))),
]


@pytest.mark.parametrize("case", POOLS, ids=str)
@pytest.mark.parametrize("function", ["Max", "Mean", "Total"])
def test_pooling(case, function):
    shape, kernel, stride, padding = case
    x = numpy.random.default_rng(0).integers(-3, 4, shape).astype("float32")  # with ties
    hold("pooling", x, kernel=kernel, stride=stride, padding=padding, function=function)


def test_pooling_of_nan():
    x = drawn((1, 6, 6, 9), numpy.random.default_rng(0))
    x[0, 1, 2, 3], x[0, 4, 4] = numpy.nan, -numpy.inf
    for kernel, stride in (((2, 2), (2, 2)), ((3, 3), (1, 1))):
        settings = {"kernel": kernel, "stride": stride, "padding": ((0, 0), (0, 0)), "function": "Max"}
        hold("pooling", x, gradients=False, **settings)
