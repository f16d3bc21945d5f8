"""Copies in other orders."""

import numpy
import pytest
from luperca.runtime import kernels

from .hold import drawn, hold, needs

pytestmark = needs("c")


@pytest.mark.parametrize(
    ("shape", "axes"),
    [((3, 4, 5, 6), (0, 2, 3, 1)), ((3, 20, 33), (0, 2, 1)), ((2, 3), (1, 0)), ((2, 3, 4), (0, 1, 2))],
)
def test_transpose(shape, axes):
    hold("transpose", drawn(shape, numpy.random.default_rng(0)), axes=axes)


@pytest.mark.parametrize(("axis", "start", "stop"), [(1, 0, 1), (1, 2, 5), (2, 3, 7), (0, 1, 3), (2, 0, 7)])
def test_span(axis, start, stop):
    hold("span", drawn((4, 5, 7), numpy.random.default_rng(0)), axis=axis, start=start, stop=stop)


@pytest.mark.parametrize("axis", [0, 1, 2])
def test_catenate(axis):
    g = numpy.random.default_rng(0)
    shapes = [tuple(n if i == axis else 4 for i in range(3)) for n in (1, 3, 2)]
    hold("catenate", *(drawn(shape, g) for shape in shapes), axis=axis)


def test_copies():
    x = drawn((3, 4, 5), numpy.random.default_rng(0))
    hold("reshape", x, shape=(20,))
    hold("total", x, 2 * x, x - 1)
    hold("total", x)


@pytest.mark.parametrize("place", [0, 12345, (1 << 18) - 1])
def test_a_nan_is_found_wherever_it_is(place):
    x = numpy.full(1 << 18, numpy.inf, "float32")
    x[::2] = -numpy.inf
    assert not kernels.has_nan(x)
    x[place] = numpy.nan
    assert kernels.has_nan(x)
    assert kernels.has_nan(x[::-1])
