"""Ranges, and the ticks on them."""

from __future__ import annotations

import math
from dataclasses import dataclass

Range = tuple[float, float]
_STEPS = (1.0, 2.0, 5.0, 10.0)
_MINOR = {1: 5, 2: 4, 5: 5, 10: 5}  # parts of a step, by its leading digit
_PLAIN = (1e-4, 1e6)  # sizes that are written without a power of ten


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark at a value; minor ones have no label."""

    value: float
    label: str = ""
    minor: bool = False


def widened(low: float, high: float) -> Range:
    """A range that has a length: what a picture of one point, or of one level, shows around it."""
    size = max(abs(low), abs(high))
    if high - low > 1e-9 * size and high - low > 1e-90:
        return low, high
    half = size / 2 if size > 1e-80 else 0.5
    return low - half, high + half


def padded(limits: Range, part: float) -> Range:
    """A range made longer by a part of its length at both ends."""
    by = (limits[1] - limits[0]) * part
    return limits[0] - by, limits[1] + by


def step_of(limits: Range, count: int) -> float:
    """The length 1, 2 or 5 times a power of ten that divides a range into about `count` parts."""
    rough = (limits[1] - limits[0]) / max(count, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    return power * next(s for s in _STEPS if s * power >= rough * 0.999 or s == 10.0)


def ticks(limits: Range, count: int = 5, minor: bool = True) -> list[Tick]:
    """About `count` labelled ticks at round values within a range, with minor ones between them."""
    step = step_of(limits, count)
    parts = _MINOR[round(step / 10.0 ** math.floor(math.log10(step) + 1e-9))] if minor else 1
    small = step / parts
    first, last = math.ceil(limits[0] / small - 1e-6), math.floor(limits[1] / small + 1e-6)
    if last - first > 1000:  # a short range far from zero, where the step is lost in the digits
        return [Tick(limits[0], label(limits[0], step)), Tick(limits[1], label(limits[1], step))]
    return [
        Tick(i * small, minor=True) if i % parts else Tick(i // parts * step, label(i // parts * step, step))
        for i in range(first, last + 1)
    ]


def label(value: float, step: float) -> str:
    """A value with as many digits as the steps between the ticks need; huge and tiny ones as a times a power of ten."""
    if abs(value) < step / 1e6:
        return "0"
    if _PLAIN[0] <= max(abs(value), step) < _PLAIN[1] and step >= 1e-6:
        digits = max(0, -math.floor(math.log10(step) + 1e-9))
        return f"{value:.{digits}f}"
    exponent = math.floor(math.log10(abs(value)) + 1e-9)
    digits = min(max(0, exponent - math.floor(math.log10(step) + 1e-9)), 12)
    mantissa = f"{value / 10.0**exponent:.{digits}f}"
    return f"{mantissa}e{exponent}"
