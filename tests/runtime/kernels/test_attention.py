"""Attention with one head and several, masked and not, few and many queries."""

import numpy
import pytest

from .hold import drawn, hold, needs

pytestmark = needs("c")


@pytest.mark.parametrize("queries", [1, 5, 17, 32])
@pytest.mark.parametrize("heads", [0, 1, 3])
@pytest.mark.parametrize("swapped", [True, False])
@pytest.mark.parametrize("causal", [True, False])
@pytest.mark.parametrize("ragged", [True, False])
@pytest.mark.parametrize("exact", [True, False])
def test_attention(queries, heads, swapped, causal, ragged, exact):
    g = numpy.random.default_rng(0)
    n, keys, size, wide = 3, queries if causal else 11, 6, 9

    def shape(positions, last):
        inner = (positions,) if not heads else (positions, heads) if swapped else (heads, positions)
        return (n, *inner, last)

    arrays = [drawn(shape(queries, size), g), drawn(shape(keys, size), g), drawn(shape(keys, wide), g)]
    if ragged:
        arrays.append(g.integers(1, keys + 1, n))
    hold("attention", *arrays, exact=exact, scale=0.4, causal=causal, swapped=swapped)
