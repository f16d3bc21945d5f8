"""Spectra against numpy.fft written out, scipy and librosa."""

from pathlib import Path

import numpy as np
import pytest
from luperca.interpreter.audio.spectral import (
    WINDOWS,
    both_sides,
    cepstra,
    cosines,
    mel_filters,
    partitioned,
    partitions,
    spectra,
    window,
)

STORED = np.load(Path(__file__).parents[2] / "reference" / "audio" / "spectra.npz")
NAMES = {"DirichletWindow": "boxcar", "HannWindow": "hann", "HammingWindow": "hamming", "BlackmanWindow": "blackman"}
SIZE, OFFSET, RATE = 400, 133, 16000


def transformed():
    return spectra(partitioned(STORED["x"], SIZE, OFFSET), window("HannWindow", SIZE))


@pytest.mark.parametrize("name", WINDOWS)
def test_windows(name):
    assert np.allclose(window(name, 15), STORED[f"window_{NAMES[name]}"], atol=1e-15)
    assert window(name, 1).tolist() == pytest.approx([1])
    assert window(name, 0).shape == (0,)


def test_against_scipy():
    assert np.allclose(both_sides(transformed(), SIZE), STORED["stft"], atol=1e-12)
    assert np.allclose(np.abs(transformed()), STORED["magnitude"], atol=1e-12)


@pytest.mark.parametrize("size", [1, 2, 5, 8])
@pytest.mark.parametrize("offset", [1, 3, 9])
@pytest.mark.parametrize("padding", ["constant", "edge"])
def test_against_the_definition(size, offset, padding):
    x = np.random.default_rng(3).normal(size=20)
    rows = partitioned(x, size, offset, padding)
    assert len(rows) == partitions(20, size, offset)
    for k, row in enumerate(rows):
        part = x[k * offset :][:size]
        assert np.array_equal(row, np.pad(part, (0, size - len(part)), mode=padding))
    assert (len(rows) - 1) * offset + size >= 20 or offset > size
    shape = window("HannWindow", size)
    expected = np.stack([np.fft.fft(row * shape) for row in rows])
    assert np.allclose(both_sides(spectra(rows, shape), size), expected, atol=1e-12)


@pytest.mark.parametrize("n", [0, 1, 4])
def test_shorter_than_a_partition(n):
    assert partitioned(np.ones(n), 5, 2).tolist() == [[1.0] * n + [0.0] * (5 - n)]


@pytest.mark.parametrize(("name", "count", "least", "most"), [("mel", 40, 0, 8000), ("mel_narrow", 12, 300, 3400)])
def test_mel_filters(name, count, least, most):
    filters = mel_filters(count, SIZE, RATE, least, most)
    assert np.allclose(filters, STORED[f"{name}_filters"], atol=1e-12)
    assert np.allclose(np.abs(transformed()) @ filters.T, STORED[name], atol=1e-11)


def test_cepstra():
    found = cepstra(STORED["mel"], 13)
    found[:, 1:] *= np.sqrt(2)
    assert np.allclose(found, STORED["mfcc"], atol=1e-12)


def test_cosines():
    x = STORED["x"][:17]
    found = cosines(17, 17) @ x
    found[1:] *= np.sqrt(2)
    assert np.allclose(found, STORED["dct"], atol=1e-13)


def test_silence_has_cepstra():
    assert np.isfinite(cepstra(np.zeros((2, 40)), 13)).all()
