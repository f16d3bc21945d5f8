"""Intervals of real numbers with exact ends: what is known of where a value lies."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

INFINITY = float("inf")
End = Fraction | float  # a float only where it is infinite


class Interval(NamedTuple):
    """The real numbers from low to high; an end is `open` if it is not reached itself."""

    low: End
    high: End
    low_open: bool = False
    high_open: bool = False

    @property
    def sign(self) -> int | None:
        """-1, 0 or 1 if all numbers have that sign."""
        if self.low > 0 or (self.low == 0 and self.low_open):
            return 1
        if self.high < 0 or (self.high == 0 and self.high_open):
            return -1
        return 0 if self.low == self.high == 0 else None

    @property
    def is_nonnegative(self) -> bool:
        return self.low >= 0

    @property
    def is_nonpositive(self) -> bool:
        return self.high <= 0

    def meet(self, other: Interval) -> Interval:
        """The numbers in both."""
        low = max(self.low, other.low)
        high = min(self.high, other.high)
        return Interval(
            low,
            high,
            any(i.low_open for i in (self, other) if i.low == low),
            any(i.high_open for i in (self, other) if i.high == high),
        )


ALL = Interval(-INFINITY, INFINITY)
POSITIVE = Interval(Fraction(0), INFINITY, True)
NONNEGATIVE = Interval(Fraction(0), INFINITY)


def point(x: Fraction | int) -> Interval:
    return Interval(Fraction(x), Fraction(x))


def plus(a: Interval, b: Interval) -> Interval:
    return Interval(a.low + b.low, a.high + b.high, a.low_open or b.low_open, a.high_open or b.high_open)


def _product(x: End, y: End) -> End:
    return Fraction(0) if x == 0 or y == 0 else x * y


def times(a: Interval, b: Interval) -> Interval:
    corners = [
        (_product(x, y), (ox or oy) and not ((x == 0 and not ox) or (y == 0 and not oy)))
        for x, ox in ((a.low, a.low_open), (a.high, a.high_open))
        for y, oy in ((b.low, b.low_open), (b.high, b.high_open))
    ]
    low, high = min(c[0] for c in corners), max(c[0] for c in corners)
    return Interval(
        low, high, all(o for v, o in corners if v == low), all(o for v, o in corners if v == high)
    )


def power(a: Interval, n: int) -> Interval:
    """a^n for a whole n."""
    if n < 0:
        return reciprocal(power(a, -n))
    if n % 2 == 0:
        a = absolute(a)
    ends = [x**n if n else Fraction(1) for x in (a.low, a.high)]
    return Interval(ends[0], ends[1], a.low_open, a.high_open)


def absolute(a: Interval) -> Interval:
    if a.low >= 0:
        return a
    if a.high <= 0:
        return negative(a)
    if -a.low == a.high:
        return Interval(Fraction(0), a.high, False, a.low_open and a.high_open)
    return Interval(Fraction(0), max(-a.low, a.high), False, a.low_open if -a.low > a.high else a.high_open)


def negative(a: Interval) -> Interval:
    return Interval(-a.high, -a.low, a.high_open, a.low_open)


def reciprocal(a: Interval) -> Interval:
    """1/a; everything where a may be 0."""
    if a.sign not in (1, -1):
        return NONNEGATIVE if a.low == 0 else negative(NONNEGATIVE) if a.high == 0 else ALL
    if a.sign == -1:
        return negative(reciprocal(negative(a)))
    low = Fraction(0) if a.high == INFINITY else 1 / a.high
    high = INFINITY if a.low == 0 else 1 / a.low
    return Interval(low, high, a.high_open or a.high == INFINITY, a.low_open)


def monotone(a: Interval, zero: Fraction, at_zero: Fraction, least: End, most: End) -> Interval:
    """What is known of an increasing function of which one value and the limits are."""
    low, low_open = (at_zero, a.low_open or a.low > zero) if a.low >= zero else (least, True)
    high, high_open = (at_zero, a.high_open or a.high < zero) if a.high <= zero else (most, True)
    return Interval(low, high, low_open, high_open)


_PI_OVER_2 = Fraction(15707963267948966193, 10**19)  # a little more than it is
_ONE, _ZERO = Fraction(1), Fraction(0)
_UNIT = Interval(-_ONE, _ONE)
FUNCTIONS: dict[str, Callable[[Interval], Interval]] = {
    "Sin": lambda a: _UNIT,
    "Cos": lambda a: _UNIT,
    "Abs": absolute,
    "Tanh": lambda a: monotone(a, _ZERO, _ZERO, -_ONE, _ONE),
    "Erf": lambda a: monotone(a, _ZERO, _ZERO, -_ONE, _ONE),
    "ArcTan": lambda a: monotone(a, _ZERO, _ZERO, -_PI_OVER_2, _PI_OVER_2),
    "Sinh": lambda a: monotone(a, _ZERO, _ZERO, -INFINITY, INFINITY),
    "ArcSinh": lambda a: monotone(a, _ZERO, _ZERO, -INFINITY, INFINITY),
    "Cosh": lambda a: Interval(_ONE, INFINITY),
    "Exp": lambda a: monotone(a, _ZERO, _ONE, _ZERO, INFINITY),
    "LogisticSigmoid": lambda a: monotone(a, _ZERO, Fraction(1, 2), _ZERO, _ONE),
}
