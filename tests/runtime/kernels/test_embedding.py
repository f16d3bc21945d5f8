"""Vectors looked up by number, some of them often."""

import numpy
import pytest

from .hold import drawn, hold, needs

pytestmark = needs("c")


@pytest.mark.parametrize(("shape", "count", "size"), [((5,), 3, 1), ((4, 7), 10, 33), ((300, 2), 5, 64)])
def test_embedding(shape, count, size):
    g = numpy.random.default_rng(0)
    hold("embedding", drawn(shape, g, count), drawn((count, size), g))
