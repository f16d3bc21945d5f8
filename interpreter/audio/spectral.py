"""Spectra of sounds: partitions, windows, the short-time Fourier transform, mel filters and cepstra.

Mel filters: mel(f) = 2595 log10(1 + f/700) (D. O'Shaughnessy, "Speech Communication", 1987), centres evenly spaced on
that scale, triangles in frequency with height 1 at their centre, not normalised by area.  That is what other programs
call htk=True, norm=None.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np

LEAST = float(np.finfo("float64").eps)  # silence has no logarithm: this stands for less

# Windows as sums of cosines: c_0 + c_1 Cos[2 Pi x] + c_2 Cos[4 Pi x] + ... for x from -1/2 to 1/2.
WINDOWS: dict[str, tuple[Fraction, ...]] = {
    "DirichletWindow": (Fraction(1),),
    "HannWindow": (Fraction(1, 2), Fraction(1, 2)),
    "HammingWindow": (Fraction(25, 46), Fraction(21, 46)),
    "BlackmanWindow": (Fraction(21, 50), Fraction(1, 2), Fraction(2, 25)),
}


def window(name: str, n: int) -> np.ndarray:
    """A window sampled at n points."""
    terms = [float(c) * np.cos(2 * np.pi * k * places(n)) for k, c in enumerate(WINDOWS[name])]
    return np.sum(terms, axis=0)


def places(n: int) -> np.ndarray:
    """The n points from -1/2 to 1/2, both ends among them, where windows are sampled."""
    return np.linspace(-0.5, 0.5, n) if n > 1 else np.zeros(n)


def partitioned(samples: np.ndarray, size: int, offset: int, padding: str = "constant") -> np.ndarray:
    """Samples (n,) as rows of `size` samples that begin `offset` apart, a view.

    The last row is filled up: by silence ("constant") or by repeating the last sample ("edge").
    """
    count = partitions(len(samples), size, offset)
    lacking = (count - 1) * offset + size - len(samples)
    if lacking > 0:
        samples = np.pad(samples, (0, lacking), mode=padding if len(samples) else "constant")  # type: ignore[call-overload]
    return np.lib.stride_tricks.sliding_window_view(samples, size)[::offset][:count]


def partitions(length: int, size: int, offset: int) -> int:
    """How many rows of `size`, `offset` apart, hold `length` samples: at least one, and all begin among the samples."""
    return 1 if length <= size else min(1 + -(-(length - size) // offset), -(-length // offset))


def spectra(rows: np.ndarray, shape: np.ndarray, size: int | None = None) -> np.ndarray:
    """The Fourier transforms of rows under a window, filled up with zeros to `size`, up to the Nyquist frequency."""
    return np.fft.rfft(rows * shape, n=size, axis=-1)


def both_sides(half: np.ndarray, size: int) -> np.ndarray:
    """All frequencies of real signals of a size, of those up to the Nyquist frequency."""
    return np.concatenate([half, half[..., 1 : (size + 1) // 2][..., ::-1].conj()], axis=-1)


def mel(frequency: float) -> float:
    """A frequency in hertz on the mel scale."""
    return float(2595 * np.log10(1 + frequency / 700))


def mel_filters(count: int, size: int, rate: float, least: float, most: float) -> np.ndarray:
    """(count, size // 2 + 1): the weights of `count` filters for the spectrum of partitions of a size."""
    corners = 700 * (10 ** (np.linspace(mel(least), mel(most), count + 2) / 2595) - 1)
    frequencies = np.arange(size // 2 + 1) * rate / size
    left, centre, right = corners[:-2, None], corners[1:-1, None], corners[2:, None]
    rising, falling = (frequencies - left) / (centre - left), (right - frequencies) / (right - centre)
    return np.clip(np.minimum(rising, falling), 0, None)


def cosines(count: int, n: int) -> np.ndarray:
    """(count, n): the first rows of the discrete cosine transform of type 2 as FourierDCT has it, that is
    y_s = 1/Sqrt[n] Sum[x_r Cos[Pi/n (r - 1/2) (s - 1)], {r, n}].

    Rows after the first times Sqrt[2] make the orthonormal transform.
    """
    return np.cos(np.pi / n * np.outer(np.arange(count), np.arange(n) + 0.5)) / np.sqrt(n)


def cepstra(bands: np.ndarray, count: int) -> np.ndarray:
    """The first coefficients of the cosine transform of the logarithms of bands (..., n)."""
    return np.log(np.maximum(bands, LEAST)) @ cosines(count, bands.shape[-1]).T
