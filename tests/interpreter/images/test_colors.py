"""Colour spaces: against other libraries, round trips, and what the formulas do outside of the usual ranges."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from luperca.interpreter.images.colors import RGB_TO_XYZ, SPACES, WHITE, converted
from luperca.interpreter.images.value import CHANNELS

REFERENCE = {
    name: np.array(rows)
    for name, rows in json.loads(
        (Path(__file__).parents[2] / "reference" / "images" / "colors.json").read_text()
    ).items()
}
# What the scales of the other libraries have to be divided by.
SCALES = {"XYZ": 1, "LAB": 100, "LCH": (100, 100, 360), "LUV": 100, "CMYK": 1, "HSB": 1}
COLORED = [name for name in SPACES if name != "Grayscale"]


def test_every_space_is_there():
    assert set(SPACES) == set(CHANNELS)


@pytest.mark.parametrize("space", SCALES)
def test_of_rgb(space):
    rgb, wanted = REFERENCE["RGB"], REFERENCE[space] / SCALES[space]
    found = converted(rgb, "RGB", space)
    if space == "LCH":  # the hue of a gray means nothing
        colored = wanted[:, 1] > 1e-3
        found, wanted = found[colored], wanted[colored]
    assert found == pytest.approx(wanted, abs=2e-6)


@pytest.mark.parametrize("space", SCALES)
def test_to_rgb(space):
    assert converted(REFERENCE[space] / SCALES[space], space, "RGB") == pytest.approx(REFERENCE["RGB"], abs=2e-5)


def test_gray():
    assert converted(REFERENCE["RGB"], "RGB", "Grayscale") == pytest.approx(
        REFERENCE["RGB"] @ [[0.299], [0.587], [0.114]]
    )
    bytes_ = np.rint(REFERENCE["RGB"] * 255)
    assert converted(bytes_, "RGB", "Grayscale")[:, 0] == pytest.approx(REFERENCE["GrayBytes"], abs=0.51)


def test_known_colours():
    """Values that the language's documentation gives for red."""
    red = np.array([1.0, 0, 0])
    assert converted(red, "RGB", "LAB") == pytest.approx([0.542917, 0.808125, 0.698850], abs=1e-6)
    assert converted(red, "RGB", "XYZ") == pytest.approx([0.436075, 0.222504, 0.0139322], abs=1e-6)
    assert converted(red, "RGB", "CMYK").tolist() == [0, 1, 1, 0]


def test_white_and_black():
    assert WHITE == pytest.approx([0.96422, 1, 0.82521])
    assert RGB_TO_XYZ.sum() == pytest.approx(WHITE.sum())
    for space, white in {"LAB": [1, 0, 0], "LUV": [1, 0, 0], "XYZ": WHITE, "HSB": [0, 0, 1], "CMYK": [0] * 4}.items():
        assert converted(np.ones(3), "RGB", space) == pytest.approx(np.array(white), abs=1e-12)
    for space in ("LAB", "LUV", "LCH", "XYZ", "HSB", "Grayscale"):
        assert not converted(np.zeros(3), "RGB", space).any()


colours = st.tuples(*[st.floats(0, 1)] * 3).map(np.array)


@given(colours, st.sampled_from(COLORED), st.sampled_from(COLORED))
def test_round_trips(rgb, first, second):
    """Through any two spaces and back."""
    there = converted(converted(rgb, "RGB", first), first, second)
    assert converted(converted(there, second, first), first, "RGB") == pytest.approx(rgb, abs=1e-5)


@given(st.tuples(*[st.floats(-2, 3)] * 3).map(np.array), st.sampled_from(["XYZ", "LAB", "LCH"]))
def test_what_a_screen_cannot_show_comes_back(rgb, space):
    assert converted(converted(rgb, "RGB", space), space, "RGB") == pytest.approx(rgb, abs=1e-4)


@given(st.floats(0, 1), st.sampled_from(list(SPACES)))
def test_gray_is_gray_everywhere(level, space):
    gray = np.array([level])
    assert converted(converted(gray, "Grayscale", space), space, "Grayscale") == pytest.approx(gray, abs=1e-6)


def test_hues_turn():
    hues = converted(np.array([[h, 1.0, 1.0] for h in (0, 1 / 6, 1 / 3, 0.5, 2 / 3, 5 / 6, 1, -1 / 3)]), "HSB", "RGB")
    wanted = [[1, 0, 0], [1, 1, 0], [0, 1, 0], [0, 1, 1], [0, 0, 1], [1, 0, 1], [1, 0, 0], [0, 0, 1]]
    assert hues == pytest.approx(np.array(wanted), abs=1e-12)


@pytest.mark.parametrize("target", SPACES)
@pytest.mark.parametrize("source", SPACES)
def test_forms(source, target):
    """Single precision stays single, leading axes and alpha stay what they are, the argument is not changed."""
    array = np.linspace(0, 1, 2 * 3 * (CHANNELS[source] + 1), dtype=np.float32).reshape(2, 3, -1)
    array.flags.writeable = False
    found = converted(array, source, target)
    assert found.dtype == np.float32 and found.shape == (2, 3, CHANNELS[target] + 1)
    assert (found[..., -1] == array[..., -1]).all()
    assert np.isfinite(found).all()
    assert converted(np.ones((4, CHANNELS[source]), dtype=int), source, target).dtype == np.float64
