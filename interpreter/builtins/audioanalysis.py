"""Sounds by their frequencies: short-time Fourier transforms, and the windows under which they are taken."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import symbols as S
from ..audio.spectral import WINDOWS, both_sides, partitioned, partitions, places, spectra, window
from ..audio.times import real, samples
from ..audio.value import Sound, check_length
from ..declare import builtin
from ..expr import Expr, Symbol, expr, has_head, is_list
from ..numerics.numbers import REAL_TYPES, compare_reals, rational
from ..packed import from_array, to_array
from .audio import MESSAGES, sound_of, sounding
from .linear import from_complex

# ---- windows ---------------------------------------------------------------------------------------------------------


def _window(title: str, docstring: str) -> None:
    def value(x: Any) -> Any:
        if type(x) not in REAL_TYPES:
            return None
        half = rational(1, 2)
        if compare_reals(x, half) > 0 or compare_reals(x, rational(-1, 2)) < 0:
            return 0
        terms = [_term(rational(c.numerator, c.denominator), k, x) for k, c in enumerate(WINDOWS[title])]
        return expr(S.Plus, *terms)

    value.__doc__ = docstring
    builtin(f"{title}[x_]", attributes="Listable Protected")(value)


def _term(c: Any, k: int, x: Any) -> Any:
    return expr(S.Times, c, expr(S.Cos, expr(S.Times, 2 * k, S.Pi, x))) if k else c


_window(
    "DirichletWindow",
    """DirichletWindow[x] is 1 for x between -1/2 and 1/2, else 0: a window that changes nothing.

    >>> DirichletWindow[{0, 1/4, 1}]
    {1, 1, 0}
    """,
)
_window(
    "HannWindow",
    """HannWindow[x] is 1/2 + 1/2 Cos[2 Pi x] for x between -1/2 and 1/2, else 0.

    >>> HannWindow[{0, 1/4, 1/2, 1}]
    {1, 1/2, 0, 0}
    """,
)
_window(
    "HammingWindow",
    """HammingWindow[x] is 25/46 + 21/46 Cos[2 Pi x] for x between -1/2 and 1/2, else 0.

    >>> HammingWindow[{0, 1/4, 1/2, 1}]
    {1, 25/46, 2/23, 0}
    """,
)
_window(
    "BlackmanWindow",
    """BlackmanWindow[x] is 21/50 + 1/2 Cos[2 Pi x] + 2/25 Cos[4 Pi x] for x between -1/2 and 1/2, else 0.

    >>> BlackmanWindow[{0, 1/4, 1/2, 1}]
    {1, 17/50, 0, 0}
    """,
)


# ---- spectrograms ----------------------------------------------------------------------------------------------------


@builtin(
    "SpectrogramArray[data_, OptionsPattern[]]",
    "SpectrogramArray[data_, n_, OptionsPattern[]]",
    "SpectrogramArray[data_, n_, d_, OptionsPattern[]]",
    "SpectrogramArray[data_, n_, d_, window_, OptionsPattern[]]",
    "SpectrogramArray[data_, n_, d_, window_, m_, OptionsPattern[]]",
    options={"FourierParameters": "{1, -1}"},
    size="`1` is not a positive number of samples, nor a time.",
    window="`1` is not a window: a function of numbers from -1/2 to 1/2, or a list of `2` numbers.",
    fpopt="FourierParameters -> `1` should be two real numbers, the second 1 or -1.",
    short="Partitions of `1` samples cannot be filled up to `2`.",
    vector="`1` is not a sound, nor a list of real numbers that is not empty.",
    **MESSAGES,
)
@sounding
def spectrogram_array(
    data: Any,
    n: Any = S.Automatic,
    d: Any = S.Automatic,
    window: Any = S.DirichletWindow,
    m: Any = S.Automatic,
    *,
    options: Any,
    evaluate: Any,
    session: Any,
    say: Any,
) -> Any:
    """SpectrogramArray[data] gives the Fourier transforms of partitions of a list or of a sound (its channels added).

    SpectrogramArray[data, n, d, window, m] takes partitions of n samples at distances of d under a window, filled up
    with zeros to m.  Where nothing is said, n is the power of two next to twice the root of the number of samples, d is
    Round[n/3] and there is no window.  The last partition is filled up with the last sample.

    >>> Chop[SpectrogramArray[{1, 0, -1, 0, 1, 0}, 4, 2]]
    {{0, 2., 0, 2.}, {0, -2., 0, -2.}}
    """
    values, rate = _values(data, evaluate, session)
    if values is None:
        return say("vector", data)
    size = _automatic_size(len(values)) if n is S.Automatic else _count(n, rate)
    if size is None:
        return say("size", n)
    offset = max(1, round(size / 3)) if d is S.Automatic else _count(d, rate)
    if offset is None:
        return say("size", d)
    full = size if m is S.Automatic else _count(m, rate)
    if full is None:
        return say("size", m)
    if full < size:
        return say("short", size, full)
    scale = _scale(options["FourierParameters"], full)
    if scale is None:
        return say("fpopt", options["FourierParameters"])
    check_length(partitions(len(values), size, offset) * full * 8)  # each is a number with a place of its own
    shape = sampled_window(window, size, evaluate)
    if shape is None:
        return say("window", window, size)
    found = both_sides(spectra(partitioned(values, size, offset, "edge"), shape, full), full) * abs(scale)
    return from_complex(found if scale > 0 else found.conj())


def _values(data: Any, evaluate: Any, session: Any) -> tuple[Any, float]:
    """(samples of one channel, the rate)."""
    sound = sound_of(data, session)
    if isinstance(sound, Sound):
        return (sound.array.sum(axis=0, dtype="float64") if sound.array.size else None), sound.rate
    array = to_array(data) if isinstance(data, Expr) else None
    if array is None and has_head(data, S.List):
        array = to_array(evaluate(expr(S.N, data)))
    return (array.astype("float64") if array is not None and array.ndim == 1 and len(array) else None), 1.0


def _automatic_size(length: int) -> int:
    return int(2 ** round(np.log2(length) / 2 + 1))


def _count(e: Any, rate: float) -> int | None:
    """A positive number of samples: an integer, or a Quantity of time."""
    count = e if type(e) is int else samples(e, rate) if has_head(e, S.Quantity) else None
    if count is None or count < 1:
        return None
    check_length(count)
    return count


def sampled_window(given: Any, size: int, evaluate: Any) -> Any:
    """The weights of `size` samples by a window function, or a list of them; None for all else."""
    if type(given) is Symbol and given.name in WINDOWS:
        return window(given.name, size)
    if not is_list(given):
        given = evaluate(expr(S.N, expr(S.Map, given, from_array(places(size)))))
    array = to_array(given) if isinstance(given, Expr) else None
    return array if array is not None and array.shape == (size,) else None


def _scale(parameters: Any, size: int) -> float | None:
    """The factor of the transform by FourierParameters -> {a, b}, negative for b = 1."""
    if not is_list(parameters) or len(parameters) != 2:
        return None
    a, b = (real(p) for p in parameters.args)
    if a is None or b not in (1.0, -1.0) or abs(a) > 10:
        return None
    return -b * float(size) ** ((a - 1) / 2)
