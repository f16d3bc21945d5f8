"""Where functions are looked at."""

from math import cos, inf, isclose, sin, sqrt, tan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca.interpreter.plots.sampling import curves, cuts


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.floats(0.1, 9), st.floats(-3, 3), st.floats(0.5, 20), st.integers(5, 60))
def test_points_lie_on_the_curve_from_end_to_end(a, low, width, count):
    def f(x):
        return sin(a * x) + x / 3

    pieces, heights = curves(f, low, low + width, count, 5)
    assert len(pieces) == 1 and len(heights) == count
    xs = [x for x, _ in pieces[0]]
    assert xs == sorted(set(xs)) and isclose(xs[0], low) and isclose(xs[-1], low + width)
    assert all(y == f(x) for x, y in pieces[0])


def test_more_points_where_it_bends():
    straight, _ = curves(lambda x: 2 * x, 0, 1, 20, 6)
    bent, _ = curves(lambda x: abs(x - 0.3), 0, 1, 20, 6)
    assert len(straight[0]) == 20
    assert min(abs(x - 0.3) for x, _ in bent[0]) < 1e-3 and len(bent[0]) < 60


@pytest.mark.parametrize(
    ("f", "ends", "pieces"),
    [
        (tan, (-4.5, 4.5), 3),
        (lambda x: 1 / x if x else None, (-1, 1), 2),
        (lambda x: sqrt(x) if x >= 0 else None, (-1, 4), 1),
        (lambda x: inf if 1 < x < 2 else x, (0, 3), 2),
        (lambda x: None, (0, 1), 0),
        (lambda x: 7.0, (0, 1), 1),
        (cos, (0, 30), 1),
    ],
)
def test_gaps(f, ends, pieces):
    found, _ = curves(f, *ends, 50, 6)
    assert len(found) == pieces


def test_an_edge_is_found():
    (piece,), _ = curves(lambda x: sqrt(x) if x >= 0 else None, -1, 4, 50, 8)
    assert 0 <= piece[0][0] < 1e-3


def test_heights_that_are_cut_off():
    assert cuts([0.0, 1.0, 2.0]) == (None, None)
    assert cuts([5.0] * 9) == (None, None)
    wide = [*range(20), 1000.0]
    assert cuts(wide)[0] is None and 20 < cuts(wide)[1] < 60
    assert cuts([-y for y in wide])[1] is None
