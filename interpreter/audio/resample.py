"""Other sample rates: band-limited interpolation by a windowed sinc.

Every output sample is a weighted sum of the input samples around it; the weights are those of an ideal low-pass filter
under a Kaiser window (J. O. Smith, "Digital Audio Resampling", 2002).  With 64 zero crossings on each side everything
up to 0.9 of the lower of the two Nyquist frequencies passes unchanged, and what lies beyond that frequency is weakened
by about 96 dB.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from .value import check_length

CROSSINGS = 64  # zeros of the sinc on each side
_ROLLOFF = 0.952  # the middle of the transition, in terms of the lower Nyquist frequency
_BETA = 0.1102 * (96 - 8.7)  # Kaiser's formula for 96 dB
_KAISER = np.i0(_BETA * np.sqrt(1 - np.linspace(0, 1, 1 << 13) ** 2)) / np.i0(_BETA)  # one half of the window
_ENTRIES = 1 << 22  # weights held at once


def resampled(array: np.ndarray, old: float, new: float) -> np.ndarray:
    """Samples (channels, n) at the rate `old` as samples (channels, about n new/old) at the rate `new`.

    Before and behind the sound there is silence; the first sample stays at time 0.  AudioError where a small file with
    a strange rate would fill the memory.
    """
    ratio = Fraction(new) / Fraction(old)
    ratio = ratio.limit_denominator(1 << 20)
    if ratio == 1 or not array.shape[1]:
        return array
    up, down = max(ratio.numerator, 1), ratio.denominator
    count = -(-array.shape[1] * up // down)
    if count > array.shape[1]:
        check_length(count)
    reach = _reach(up, down)
    padded = np.pad(array.astype("float64"), ((0, 0), (reach, reach)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach, axis=1)
    out = np.empty((array.shape[0], count))
    rows = max(1, _ENTRIES // (2 * reach))
    whole = weights(np.arange(up), up, down) if up <= rows else None
    for start in range(0, count, rows):
        place, phase = np.divmod(np.arange(start, min(start + rows, count)) * down, up)
        used = weights(phase, up, down) if whole is None else whole[phase]
        for channel, row in zip(windows, out):
            row[start : start + len(place)] = np.einsum("ij,ij->i", channel[place + 1], used)
    return out.astype(array.dtype)


def _reach(up: int, down: int) -> int:
    """Input samples on each side that have weights."""
    return -(-CROSSINGS * max(up, down) // up)


def weights(phase: np.ndarray, up: int, down: int) -> np.ndarray:
    """The weights of the input samples for outputs that lie phase/up of a sample behind one; a row for each phase.

    The columns are the samples from `reach - 1` before that one to `reach` behind it.
    """
    reach, scale = _reach(up, down), min(1.0, up / down)
    distance = (np.arange(1 - reach, reach + 1) - (phase / up)[:, None]) * scale
    window = np.interp(np.abs(distance) / CROSSINGS, np.linspace(0, 1, len(_KAISER)), _KAISER, right=0)
    return scale * _ROLLOFF * np.sinc(_ROLLOFF * distance) * window
