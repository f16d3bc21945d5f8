"""Resampling: against Pillow and scipy, what every method keeps, and frames."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca.interpreter.images.resample import FAMILIES, METHODS, NEAREST, fitted, known_method, resized, taps
from PIL import Image

REFERENCE = json.loads((Path(__file__).parents[2] / "reference" / "images" / "resampled.json").read_text())
RANDOM = np.random.default_rng(5)
SPECS = [("Spline", 3), ("BSpline", 3), ("Gaussian", 1), ("Gaussian", 2, 0.5), ("Lanczos", 2)]
SPECS += [m for m in METHODS if m not in ("Spline", "BSpline")]
PILLOW = {
    "Area": Image.Resampling.BOX,
    "Linear": Image.Resampling.BILINEAR,
    "Lanczos": Image.Resampling.LANCZOS,
}
SIZES = [(5, 9), (30, 4), (16, 12), (40, 33), (1, 1), (7, 12)]


def pillow(array, size, filter):
    """One channel at a time."""
    channels = [Image.fromarray(np.ascontiguousarray(array[..., i])) for i in range(array.shape[-1])]
    return np.stack([np.asarray(c.resize(size, filter)) for c in channels], axis=-1)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("method", PILLOW)
def test_reals_as_pillow(method, size):
    array = RANDOM.random((12, 16, 3), dtype=np.float32)
    assert resized(array, size, method) == pytest.approx(pillow(array, size, PILLOW[method]), abs=1e-6)
    assert resized(array.astype(float), size, method) == pytest.approx(pillow(array, size, PILLOW[method]), abs=1e-6)


@pytest.mark.parametrize("channels", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("method", PILLOW)
def test_bytes_as_pillow(method, channels):
    array = RANDOM.integers(0, 256, (12, 16, channels), dtype=np.uint8)
    for size in SIZES:
        found = resized(array, size, method)
        assert found.dtype == np.uint8
        # Where an axis that shrinks more goes first, bytes between the passes are rounded at another place.
        assert np.abs(found.astype(int) - pillow(array, size, PILLOW[method])).max() <= (0 if channels in (1, 3) else 1)


@pytest.mark.parametrize("order, method", [(2, "Quadratic"), (3, "Cubic"), (4, "Quartic"), (5, "Quintic")])
def test_splines(order, method):
    row, wanted = np.array(REFERENCE["row"]), np.array(REFERENCE["splines"][str(order)])
    for spec in (method, ("Spline", order)):
        found = resized(row[None, :, None], (len(wanted), 1), spec)[0, :, 0]
        assert found[60:-60] == pytest.approx(wanted[60:-60], abs=1e-5)  # the ends differ


def test_automatic():
    """Areas where an axis shrinks, linear where it grows, each axis on its own."""
    array = RANDOM.random((12, 16, 3))
    assert (resized(array, (8, 6)) == resized(array, (8, 6), "Area")).all()
    assert (resized(array, (32, 24)) == resized(array, (32, 24), "Linear")).all()
    mixed = resized(resized(array, (8, 12), "Area"), (8, 24), "Linear")
    assert resized(array, (8, 24)) == pytest.approx(mixed)
    blocks = array.reshape(6, 2, 8, 2, 3).mean(axis=(1, 3))
    assert resized(array, (8, 6)) == pytest.approx(blocks)


@pytest.mark.parametrize("method", SPECS, ids=str)
def test_what_every_method_keeps(method):
    flat = np.full((7, 5, 2), 0.25)
    array = RANDOM.random((7, 5, 2))
    # Areas of 3.5 pixels have a pixel in the middle between them, which is counted once.
    small = [(1, 1)] if method in ("Area", "Automatic") else [(2, 2), (1, 1)]
    for size in ((11, 3), (5, 7), (20, 20), *small):
        assert resized(flat, size, method) == pytest.approx(0.25)
        found = resized(array, size, method)
        assert found.shape == (*size[::-1], 2)
        assert found == pytest.approx(resized(array[::-1, ::-1], size, flipped(method))[::-1, ::-1])
    assert (resized(array, (5, 7), method) == array).all()


def flipped(method):
    return {"NearestLeft": "NearestRight", "NearestRight": "NearestLeft", "Constant": "NearestLeft"}.get(method, method)


@pytest.mark.parametrize("method", SPECS, ids=str)
def test_types(method):
    for dtype, result in (("uint8", "uint8"), ("uint16", "uint16"), ("float32", "float32"), ("float64", "float64")):
        top = 1 if dtype[0] == "f" else np.iinfo(dtype).max
        array = (RANDOM.random((6, 8, 3)) * top).astype(dtype)
        array.flags.writeable = False
        for size in ((5, 9), (3, 2), (8, 6)):
            assert resized(array, size, method).dtype == result
    assert resized(np.ones((4, 4, 1), dtype=bool), (2, 2), method).dtype == np.float32


@pytest.mark.parametrize("method", NEAREST)
@pytest.mark.parametrize("size", SIZES)
def test_nearest_as_pillow(method, size):
    array = RANDOM.random((11, 15, 2), dtype=np.float32)  # of odd sides, so that there are no ties
    assert (resized(array, size, method) == pillow(array, size, Image.Resampling.NEAREST)).all()


def test_nearest_and_ties():
    row = np.array([[[0.0], [1.0], [2.0], [3.0]]])
    pixels = {m: resized(row, (2, 1), m).ravel().tolist() for m in NEAREST}
    assert pixels == {"Nearest": [0.5, 2.5], "NearestRight": [1, 3], "NearestLeft": [0, 2], "Constant": [1, 3]}
    assert resized((row * 50).astype(np.uint8), (2, 1), "Nearest").ravel().tolist() == [25, 125]


@pytest.mark.parametrize("method", ["Cubic", "Lanczos", "Gaussian"])
def test_both_ways_to_add_up(method, monkeypatch):
    array = RANDOM.random((50, 40, 3))
    dense = resized(array, (13, 90), method)
    monkeypatch.setattr("luperca.interpreter.images.resample._DENSE", 0)
    assert resized(array, (13, 90), method) == pytest.approx(dense)


@given(st.integers(1, 30), st.integers(1, 30), st.sampled_from([m for m in FAMILIES if FAMILIES[m].takes(())]))
@settings(max_examples=60)
def test_shares(old, new, method):
    found = taps(old, new, method)
    assert found.shares.sum(axis=1) == pytest.approx(1)
    assert found.places.min() >= 0 and found.places.max() < old


def test_volumes():
    array = RANDOM.random((4, 6, 8, 2))
    found = resized(array, (4, 3, 2))
    assert found == pytest.approx(array.reshape(2, 2, 3, 2, 4, 2, 2).mean(axis=(1, 3, 5)))
    bytes_ = (array * 255).astype(np.uint8)
    for method in SPECS:
        assert resized(bytes_, (4, 7, 9), method).shape == (9, 7, 4, 2)


@pytest.mark.parametrize(
    "spec",
    ["Spam", ("Spline",), ("Spline", 0), ("Spline", 99), ("Linear", 1), ("Lanczos", 1.5), (), 3, ("BSpline", True)],
)
def test_no_methods(spec):
    assert known_method(spec) is None
    with pytest.raises(ValueError):
        resized(np.zeros((2, 2, 1)), (1, 1), spec)


# ---- frames ----------------------------------------------------------------------------------------------------------

WIDE = np.arange(1.0, 9).reshape(2, 4, 1)  # 2 rows of 4


def rows(array):
    return array[..., 0].tolist()


def test_stretch():
    assert (fitted(WIDE, (2, 2)) == resized(WIDE, (2, 2))).all()


@pytest.mark.parametrize("alignment, first", [((0, 0), 1), ((0, 1), 0), ((0, -1), 2), ((1, 0.5), 0), ((), 1)])
def test_fit_up_and_down(alignment, first):
    found = fitted(WIDE, (4, 4), "Fit", alignment, 0)
    assert rows(found[first : first + 2]) == rows(WIDE)
    assert found.sum() == WIDE.sum()


@pytest.mark.parametrize("alignment, first", [((0, 0), 1), ((-1, 0), 0), ((1, 0), 2)])
def test_fit_left_and_right(alignment, first):
    tall = WIDE.swapaxes(0, 1)
    found = fitted(tall, (4, 4), "Fit", alignment, 9)
    assert rows(found[:, first : first + 2]) == rows(tall)
    assert (found == 9).sum() == 8


@pytest.mark.parametrize("alignment, first", [((0, 0), 1), ((-1, 0), 0), ((1, 0), 2)])
def test_fill(alignment, first):
    assert rows(fitted(WIDE, (2, 2), "Fill", alignment)) == rows(WIDE[:, first : first + 2])


@pytest.mark.parametrize(
    "padding, top", [("Fixed", [1, 2, 3, 4]), ("Reversed", [1, 2, 3, 4]), ("Periodic", [5, 6, 7, 8]), (7, [7] * 4)]
)
def test_paddings(padding, top):
    assert rows(fitted(WIDE, (4, 4), "Fit", (), padding))[0] == top


def test_colours_as_padding():
    found = fitted(np.zeros((1, 2, 3)), (2, 2), "Fit", (0, 1), [0.1, 0.2, 0.3])
    assert found[1].tolist() == [[0.1, 0.2, 0.3]] * 2 and not found[0].any()


@given(*[st.integers(1, 40)] * 4, st.sampled_from(["Fit", "Fill", "Stretch"]))
@settings(max_examples=100)
def test_frames_are_filled(w, h, width, height, method):
    found = fitted(np.ones((h, w, 1)), (width, height), method, (), 1)
    assert found.shape == (height, width, 1)
    assert found == pytest.approx(1)


def test_frames_of_volumes():
    """The whole stands at the front (the last of the rows, which run from back to front) and the bottom."""
    array = np.ones((2, 2, 4, 1))
    found = fitted(array, (4, 4, 4), "Fit", (0, -1, -1), 0)
    assert found.shape == (4, 4, 4, 1)
    assert found[2:, 2:].all() and found.sum() == array.sum()
    assert fitted(array, (2, 2, 2), "Fill").shape == (2, 2, 2, 1)
