"""Arrays of samples (channels, n) cut, joined, filled up, mixed and made louder."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .resample import resampled
from .value import TYPES, Sound, check_length

SILENCE = 0.001  # amplitudes below this, 60 decibels under full, are not heard

# How a sound goes on beyond its ends: the modes of numpy.
PADDINGS = {"Fixed": "edge", "Periodic": "wrap", "Reflected": "reflect", "Reversed": "symmetric"}

Measure = tuple[str, float]  # ("Max" or "RMS", the value it should have)


def mono(array: np.ndarray) -> np.ndarray:
    """The mean of the channels, as one channel."""
    return array if array.shape[0] == 1 else array.mean(axis=0, keepdims=True, dtype="float64").astype(array.dtype)


def with_channels(array: np.ndarray, count: int) -> np.ndarray:
    """Another number of channels: one is repeated, otherwise silent ones are added; fewer are the mean, repeated."""
    have = array.shape[0]
    if have < count and have != 1:
        return np.pad(array, ((0, count - have), (0, 0)))
    return array if have == count else np.repeat(mono(array), count, axis=0)


def normalized(array: np.ndarray, measure: Measure) -> np.ndarray:
    """Made so loud that a measure has a value; silence stays."""
    kind, wanted = measure
    wide = array.astype("float64")
    size = 0.0
    if wide.size:
        size = float(np.abs(wide).max()) if kind == "Max" else float(np.sqrt(np.mean(wide**2)))
    return array if size == 0 else (wide * (wanted / size)).astype(array.dtype)


def fitted(array: np.ndarray, length: int) -> np.ndarray:
    """Cut off or followed by silence."""
    have = array.shape[1]
    check_length(length)
    return array[:, :length] if have >= length else np.pad(array, ((0, 0), (0, length - have)))


def trimmed(array: np.ndarray) -> np.ndarray:
    """Without the silence at both ends."""
    heard = np.flatnonzero((np.abs(array) >= SILENCE).any(axis=0))
    return array[:, heard[0] : heard[-1] + 1] if len(heard) else array[:, :0]


def padded(array: np.ndarray, before: int, after: int, padding: str | float = 0.0) -> np.ndarray:
    """With more samples at the ends: of a value, or by one of PADDINGS."""
    check_length(array.shape[1] + before + after)
    sides = ((0, 0), (before, after))
    if not isinstance(padding, str) or not array.shape[1]:
        return np.pad(array, sides, constant_values=0.0 if isinstance(padding, str) else padding)
    return np.pad(array, sides, mode=PADDINGS[padding])  # type: ignore[call-overload]


def conformed(sounds: Sequence[Sound], rate: float | None = None) -> tuple[list[np.ndarray], float, str]:
    """(the arrays of sounds with one rate and number of channels, the rate, the type): the greatest there are."""
    rate = max(s.rate for s in sounds) if rate is None else rate
    channels = max(s.channels for s in sounds)
    kind = max((s.type for s in sounds), key=list(TYPES).index)
    arrays = [with_channels(resampled(s.array, s.rate, rate), channels).astype(TYPES[kind][0]) for s in sounds]
    return arrays, rate, kind


def joined(sounds: Sequence[Sound], rate: float | None = None) -> Sound:
    """Sounds one after the other."""
    arrays, rate, kind = conformed(sounds, rate)
    check_length(sum(a.shape[1] for a in arrays))
    return Sound(np.concatenate(arrays, axis=1), rate, kind)
