"""Other rates: against scipy's own polyphase filter, soxr, and the sines that should come out."""

from pathlib import Path

import numpy as np
import pytest
from luperca.interpreter.audio import resample
from luperca.interpreter.audio.resample import resampled
from luperca.interpreter.audio.value import AudioError

STORED = np.load(Path(__file__).parents[2] / "reference" / "audio" / "rates.npz")
RATES = sorted(tuple(map(int, k.split("_")[1:])) for k in STORED.files if k.startswith("in_"))


@pytest.mark.parametrize(("old", "new"), RATES)
def test_stored(old, new):
    found = resampled(STORED[f"in_{old}_{new}"][None].astype("float64"), old, new)[0]
    poly, soxr = STORED[f"poly_{old}_{new}"], STORED[f"soxr_{old}_{new}"]
    assert len(found) == len(poly)
    assert np.abs(found - poly).max() < 3e-6  # one filter, made by another library: everywhere
    n = min(len(found), len(soxr))
    inner = slice(n // 4, -(n // 4))  # another filter: where both see sound on all sides
    assert np.abs(found[:n] - soxr[:n])[inner].max() < 2e-4


@pytest.mark.parametrize(("old", "new"), [(44100, 16000), (8000, 16000), (16000, 11025), (100.5, 33)])
@pytest.mark.parametrize(("part", "bound"), [(0.5, 5e-6), (0.8, 1e-5), (0.9, 3e-5)])
def test_what_both_rates_hold_passes(old, new, part, bound):
    frequency = part * min(old, new) / 2
    count = int(1000 * old / min(old, new))
    found = resampled(np.sin(2 * np.pi * frequency / old * np.arange(count))[None], old, new)[0]
    expected = np.sin(2 * np.pi * frequency / new * np.arange(len(found)))
    inner = slice(len(found) // 4, -(len(found) // 4))
    assert np.abs(found - expected)[inner].max() < bound


def test_what_the_new_rate_cannot_hold_goes():
    x = np.sin(2 * np.pi * 9000 / 44100 * np.arange(8000))[None]
    assert np.abs(resampled(x, 44100, 16000)[0])[400:-400].max() < 2e-5


def test_channels_apart_and_types_kept():
    x = np.random.default_rng(0).normal(size=(3, 200)).astype("float32")
    found = resampled(x, 3, 7)
    assert found.dtype == x.dtype and found.shape == (3, 467)
    assert np.array_equal(found[1], resampled(x[1:2], 3, 7)[0])


def test_pieces_do_not_show(monkeypatch):
    x = np.random.default_rng(0).normal(size=(1, 3000))
    whole = resampled(x, 16000, 11025)
    monkeypatch.setattr(resample, "_ENTRIES", 1 << 14)  # weights by the piece, not all phases at once
    assert np.allclose(resampled(x, 16000, 11025), whole, atol=1e-14)


def test_the_same_rate_and_no_samples():
    x = np.ones((1, 3))
    assert resampled(x, 8000, 8000) is x
    assert resampled(np.ones((2, 0)), 8000, 16000).shape == (2, 0)


def test_a_small_file_does_not_fill_the_memory():
    with pytest.raises(AudioError):
        resampled(np.zeros((1, 10**6)), 1, 10**9)
