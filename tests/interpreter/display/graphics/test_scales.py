"""Ranges and the ticks on them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from luperca.interpreter.display.graphics.scales import label, step_of, ticks, widened

ends = st.floats(-1e50, 1e50)


@pytest.mark.parametrize(
    "limits, labels",
    [
        ((0, 1), ["0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        ((-1.5, 1.5), ["-1", "0", "1"]),
        ((0, 1000), ["0", "200", "400", "600", "800", "1000"]),
        ((0, 5e7), ["0", "1e7", "2e7", "3e7", "4e7", "5e7"]),
        ((0, 3e-7), ["0", "1e-7", "2e-7", "3e-7"]),
        ((0.011, 0.019), ["0.012", "0.014", "0.016", "0.018"]),
    ],
)
def test_ticks(limits, labels):
    assert [t.label for t in ticks(limits, 5) if not t.minor] == labels


@given(ends, ends)
def test_ticks_lie_in_the_range(a, b):
    limits = widened(min(a, b), max(a, b))
    found = ticks(limits, 6)
    slack = (limits[1] - limits[0]) * 1e-6
    assert 1 <= len([t for t in found if not t.minor]) <= 14
    assert all(limits[0] - slack <= t.value <= limits[1] + slack for t in found)
    assert all(x.value < y.value for x, y in zip(found, found[1:]))


@given(ends, ends, st.integers(1, 20))
def test_steps_are_round(a, b, count):
    step = step_of(widened(min(a, b), max(a, b)), count)
    digit = step / 10.0 ** math.floor(math.log10(step) + 1e-9)
    assert min(abs(digit - d) for d in (1, 2, 5)) < 1e-6


def test_a_range_always_has_a_length():
    assert widened(3, 3) == (1.5, 4.5)
    assert widened(0, 0) == (-0.5, 0.5)
    assert widened(0, 1) == (0, 1)


def test_labels():
    assert label(-0.0, 0.1) == "0" and label(0.30000000000000004, 0.1) == "0.3"
    assert label(123456789.0, 1.0) == "1.23456789e8"
