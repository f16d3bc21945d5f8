"""Times as programs in the language give them: seconds, or a Quantity of a unit of time or of samples."""

from __future__ import annotations

import math
from typing import Any

from .. import symbols as S
from ..expr import has_head
from ..numerics.numbers import REAL_TYPES

# Units in seconds.
UNITS = {
    "Seconds": 1.0,
    "Second": 1.0,
    "s": 1.0,
    "Milliseconds": 1e-3,
    "Millisecond": 1e-3,
    "ms": 1e-3,
    "Microseconds": 1e-6,
    "Minutes": 60.0,
    "Minute": 60.0,
    "min": 60.0,
    "Hours": 3600.0,
}
_SAMPLES = ("Samples", "Sample", "sa")
FREQUENCIES = {"Hertz": 1.0, "Hz": 1.0, "Kilohertz": 1e3, "kHz": 1e3}
_MOST = 1 << 48  # samples; more than any sound has, and exact as a real


def real(e: Any) -> float | None:
    """A finite real number of the language, as a float."""
    if type(e) not in REAL_TYPES:
        return None
    try:
        x = float(e)
    except OverflowError:
        return None
    return x if math.isfinite(x) else None


def quantity(e: Any, units: dict[str, float]) -> float | None:
    """A number, or a Quantity in one of the units."""
    if not has_head(e, S.Quantity, 2):
        return real(e)
    x, unit = real(e.args[0]), units.get(e.args[1]) if type(e.args[1]) is str else None
    return None if x is None or unit is None else x * unit


def samples(e: Any, rate: float) -> int | None:
    """The number of samples, perhaps negative, that a time means; None where it is not one."""
    units = {**UNITS, **dict.fromkeys(_SAMPLES, 1 / rate)}
    seconds = quantity(e, units)
    if seconds is None or abs(seconds * rate) > _MOST:
        return None
    return round(seconds * rate)
