"""Pixels of several types, colour spaces, geometry, arithmetic: on arrays."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from luperca.interpreter.images.arithmetic import together
from luperca.interpreter.images.filters import box, gaussian, smoothed
from luperca.interpreter.images.geometry import frame, padded, place
from luperca.interpreter.images.pixels import coerced, in_space, retyped
from luperca.interpreter.images.rasterize import rasterized, written
from luperca.interpreter.images.value import TYPES, Picture

RANDOM = np.random.default_rng(6)
numbers = arrays.arrays("float64", (3,), elements=st.floats(-1e6, 1e6))


@given(numbers)
def test_whole_numbers_are_rounded_and_clipped(values):
    assert coerced(values, "Byte").tolist() == [min(max(round(v), 0), 255) for v in values.tolist()]
    assert coerced(values, "Bit").tolist() == [round(v) > 0 for v in values.tolist()]


def test_pixels_are_finite():
    wild = np.array([np.nan, np.inf, -np.inf, 1e300])
    for kind in TYPES:
        assert np.isfinite(coerced(wild, kind).astype(float)).all()
    assert coerced(wild, "Byte").tolist() == [0, 255, 0, 255]


@pytest.mark.parametrize("narrow", ["Bit", "Byte", "Bit16"])
@pytest.mark.parametrize("wide", ["Bit16", "Real32", "Real64"])
def test_wider_types_lose_nothing(narrow, wide):
    if narrow == wide:
        return
    top = TYPES[narrow][1]
    array = (np.arange(1024).reshape(32, 32, 1) * 64 % (top + 1)).astype(TYPES[narrow][0])
    there = retyped(Picture(array), wide)
    assert there.type == wide
    assert np.array_equal(retyped(there, narrow).array, array)


@pytest.mark.parametrize("space", ["CMYK", "HSB", "LAB", "LCH", "LUV", "XYZ"])
def test_spaces_keep_opacity_and_come_back(space):
    picture = Picture(RANDOM.random((4, 4, 4)), "RGB")
    there = in_space(picture, space)
    assert there.has_alpha
    assert np.allclose(in_space(there, "RGB").array, picture.array, atol=1e-6)


def test_types_of_converted_pictures():
    byte = Picture(np.zeros((2, 2, 3), dtype=np.uint8), "RGB")
    assert [in_space(byte, s).type for s in ("Grayscale", "HSB", "CMYK", "LAB", "XYZ")] == [
        "Byte", "Byte", "Byte", "Real32", "Real32",
    ]  # fmt: skip


# ---- geometry --------------------------------------------------------------------------------------------------------


@given(st.integers(1, 50), st.integers(1, 50), st.sampled_from([-1, 0, 1]))
def test_places(old, new, side):
    first, last = place(old, new, side)
    assert first + last == new - old
    assert side != -1 or last == 0
    assert side != 1 or first == 0
    assert side != 0 or abs(first - last) <= 1


@pytest.mark.parametrize(("name", "mode"), [("Fixed", "edge"), ("Periodic", "wrap"), ("Reversed", "symmetric")])
def test_paddings(name, mode):
    array = RANDOM.random((3, 4, 2))
    assert np.array_equal(padded(array, [(1, 2), (3, 0)], name), np.pad(array, [(1, 2), (3, 0), (0, 0)], mode=mode))


@given(st.lists(st.tuples(st.integers(-1, 3), st.integers(-1, 3)), min_size=2, max_size=2))
def test_margins_change_the_size(margins):
    array = RANDOM.random((4, 5, 3))
    out = padded(array, margins, np.array([1, 2, 3]))
    assert out.shape == (4 + sum(margins[0]), 5 + sum(margins[1]), 3)
    outside = sum(max(a, 0) + max(b, 0) for a, b in margins)
    assert bool((out == [1, 2, 3]).all(axis=-1).any()) == (outside > 0)


def test_frames_are_found():
    array = np.zeros((6, 7, 3))
    array[2:4, 1:6] = RANDOM.random((2, 5, 3))
    assert frame(array) == (slice(2, 4), slice(1, 6))


# ---- filters ---------------------------------------------------------------------------------------------------------


def test_kernels():
    assert gaussian(3, 1.5).sum() == pytest.approx(1)
    places = np.arange(-40, 41)
    assert (gaussian(40, 4.0) * places**2).sum() == pytest.approx(16)  # the variance is exact
    assert np.allclose(box(2), 0.2)


def test_smoothing_is_a_weighted_mean():
    array = RANDOM.random((5, 6, 2))
    wide = np.pad(array, [(1, 1), (1, 1), (0, 0)], mode="edge")
    expected = sum(wide[i : i + 5, j : j + 6] for i in range(3) for j in range(3)) / 9
    assert np.allclose(smoothed(array, box(1)), expected)


# ---- arithmetic ------------------------------------------------------------------------------------------------------


def test_opacity_is_left_alone():
    clear = Picture(np.array([[[0.5, 0.25, 0, 0.5]]]), "RGB")
    found = together(lambda x, y: x + y, [clear, 0.25])
    assert (found.array.tolist(), found.space, found.type) == ([[[0.75, 0.5, 0.25, 0.5]]], "RGB", "Real64")


def test_gray_levels_go_with_colours():
    gray, colour = Picture(np.array([[[0.5]]])), Picture(np.array([[[1, 0.5, 0]]]), "RGB")
    assert together(lambda x, y: x * y, [gray, colour]).array.tolist() == [[[0.5, 0.25, 0]]]
    assert together(lambda x, y: x, [gray, Picture(np.zeros((2, 2, 1)))]) is None


# ---- drawing ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(12, 12), (40, 20), (9, 50)])
def test_text_fits_with_a_margin(size):
    dark = written("38", size).array[..., 0] < 128
    assert dark.shape == size[::-1]
    assert dark.any()
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    for places, n in ((rows, size[1]), (columns, size[0])):
        assert places[0] >= n // 8
        assert places[-1] < n - n // 8


@pytest.mark.parametrize("text", ["", "\n", " ", "a\nb", "x" * 5000, "\t", "é→漢"])
def test_any_text_can_be_drawn(text):
    assert written(text).array.min() >= 0
    assert written(text, (10, 10)).size == (10, 10)


def test_rasterized(ask):
    picture = Picture(np.zeros((2, 2, 1), dtype=np.uint8))
    assert rasterized(picture, ask.session) is picture
    assert rasterized(ask.session.read_value("a + b"), ask.session).space == "Grayscale"
