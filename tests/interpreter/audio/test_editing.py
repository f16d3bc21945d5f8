"""Samples cut, joined and mixed; times; noises."""

import numpy as np
import pytest
from luperca.interpreter import symbols as S
from luperca.interpreter.audio.editing import conformed, normalized, padded, trimmed, with_channels
from luperca.interpreter.audio.oscillators import NOISES, WAVES, impulses, noise, wave
from luperca.interpreter.audio.times import samples
from luperca.interpreter.audio.value import AudioError, Sound
from luperca.interpreter.expr import expr
from luperca.interpreter.numerics.numbers import rational


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        (2, 2000),
        (0.0125, 12),
        (-1, -1000),
        (rational(1, 4), 250),
        (expr(S.Quantity, 20, "Milliseconds"), 20),
        (expr(S.Quantity, 20, "Samples"), 20),
        (expr(S.Quantity, 2, "Minutes"), 120000),
        (expr(S.Quantity, 2, "Meters"), None),
        (expr(S.Quantity, 2, S.Seconds), None),
        (expr(S.Quantity, S.x, "Seconds"), None),
        (10**400, None),
        (1e300, None),
        ("2", None),
        (S.All, None),
    ],
)
def test_times(time, expected):
    assert samples(time, 1000) == expected


def test_channels():
    two = np.array([[1.0, 0.0], [0.0, 1.0]])
    assert with_channels(two, 1).tolist() == [[0.5, 0.5]]
    assert with_channels(two, 2) is two
    assert with_channels(two, 3).tolist() == [[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]]
    assert with_channels(two[:1], 2).tolist() == [[1.0, 0.0], [1.0, 0.0]]


def test_loudness():
    x = np.array([[0.5, -0.25]])
    assert np.abs(normalized(x, ("Max", 0.8))).max() == pytest.approx(0.8)
    assert np.sqrt(np.mean(normalized(x, ("RMS", 0.1)) ** 2)) == pytest.approx(0.1)
    assert normalized(np.zeros((1, 3)), ("Max", 1.0)).tolist() == [[0.0] * 3]
    assert normalized(np.zeros((1, 0)), ("RMS", 1.0)).shape == (1, 0)


def test_silence_at_the_ends():
    assert trimmed(np.array([[0, 0.0005, 0.5, 0, -0.1, 0], [0, 0, 0, 0, 0, 0]])).shape == (2, 3)
    assert trimmed(np.zeros((2, 4))).shape == (2, 0)


def test_too_long():
    with pytest.raises(AudioError):
        padded(np.zeros((1, 2)), 1 << 31, 0)


def test_sounds_get_one_form():
    a = Sound(np.zeros((2, 10), "float32"), 8000, "SignedInteger16")
    b = Sound(np.zeros((1, 10), "float64"), 16000, "Real64")
    arrays, rate, kind = conformed([a, b])
    assert ([x.shape for x in arrays], rate, kind) == ([(2, 20), (2, 10)], 16000, "Real64")


@pytest.mark.parametrize("name", WAVES)
def test_waves(name):
    found = wave(name, 5, 0.0, length=400, rate=400)
    assert np.allclose(found[:80], found[80:160], atol=1e-9) and 0.95 < np.abs(found).max() <= 1
    assert np.allclose(wave(name, 5, np.pi, length=320, rate=400), found[40:360], atol=1e-9)


def test_impulses():
    assert np.flatnonzero(impulses(10, 0.0, 100, 400)).tolist() == [0, 40, 80]


@pytest.mark.parametrize("name", NOISES)
def test_noises_have_their_colour(name):
    found = noise(NOISES[name], 1 << 15, np.random.default_rng(5))
    power = np.abs(np.fft.rfft(found)) ** 2
    octaves = [power[1 << k : 2 << k].mean() for k in range(6, 14)]
    slope = np.polyfit(np.log2([1.5 * (1 << k) for k in range(6, 14)]), np.log2(octaves), 1)[0]
    assert slope == pytest.approx(-NOISES[name], abs=0.15) and np.abs(found).max() <= 1
