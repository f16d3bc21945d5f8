"""Sounds made from nothing: waves of a frequency, and noise of a colour."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

# The value of a wave of amplitude 1 at a place in its period, 0 to 1; the second argument is the width of a pulse.
WAVES: dict[str, Callable[[np.ndarray, float], np.ndarray]] = {
    "Sin": lambda x, width: np.sin(2 * np.pi * x),
    "Triangle": lambda x, width: 1 - 4 * np.abs((x + 0.25) % 1 - 0.5),
    "Sawtooth": lambda x, width: 2 * ((x + 0.5) % 1) - 1,
    "Square": lambda x, width: np.where(x < 0.5, 1.0, -1.0),
    "Pulse": lambda x, width: np.where(x < width, 1.0, -1.0),
}
# Colours of noise: its power goes with frequency^-exponent.
NOISES = {"White": 0.0, "Pink": 1.0, "Brown": 2.0, "Blue": -1.0, "Violet": -2.0}
WIDTH = 0.25
FREQUENCY = 440.0


def wave(name: str, frequency: float, phase: float, width: float = WIDTH, *, length: int, rate: float) -> np.ndarray:
    """(length,): a wave of a frequency; the phase is in radians."""
    periods = np.arange(length) * (frequency / rate) + phase / (2 * np.pi)
    return WAVES[name](periods % 1, width)


def impulses(frequency: float, phase: float, length: int, rate: float) -> np.ndarray:
    """(length,): 1 at the first sample of every period, else 0."""
    periods = np.floor(np.arange(-1, length) * (frequency / rate) + phase / (2 * np.pi) + 1e-9)
    return (np.diff(periods) > 0).astype("float64")


def noise(exponent: float, length: int, generator: Any) -> np.ndarray:
    """(length,): noise whose power goes with frequency^-exponent, its greatest amplitude 1 (white: even in -1 to 1)."""
    if exponent == 0 or length < 2:
        return generator.uniform(-1, 1, length)
    spectrum = np.fft.rfft(generator.standard_normal(length))
    frequencies = np.arange(len(spectrum), dtype="float64")
    frequencies[0] = np.inf if exponent > 0 else 0.0
    found = np.fft.irfft(spectrum * frequencies ** (-exponent / 2), length)
    return found / max(float(np.abs(found).max()), 1e-300)
