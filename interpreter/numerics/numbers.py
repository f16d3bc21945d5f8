"""Exact, complex and arbitrary-precision numbers: the atoms that Python's int and float do not cover."""

from __future__ import annotations

from math import gcd, log10
from typing import Any

from ..expr import register_atom

LOG10_2 = log10(2.0)


class Rational:
    """An exact fraction p/q in lowest terms with q > 1; make one with `rational(p, q)`."""

    __slots__ = ("p", "q")

    def __init__(self, p: int, q: int) -> None:
        self.p, self.q = p, q

    def __eq__(self, other: object) -> bool:
        return type(other) is Rational and self.p == other.p and self.q == other.q

    def __lt__(self, other: Any) -> bool:
        return compare_reals(self, other) < 0

    def __gt__(self, other: Any) -> bool:
        return compare_reals(self, other) > 0

    def __le__(self, other: Any) -> bool:
        return compare_reals(self, other) <= 0

    def __ge__(self, other: Any) -> bool:
        return compare_reals(self, other) >= 0

    def __hash__(self) -> int:
        return hash((self.p, self.q))

    def __float__(self) -> float:
        return self.p / self.q

    def __neg__(self) -> Rational:
        return Rational(-self.p, self.q)

    def __repr__(self) -> str:
        return f"Rational[{self.p}, {self.q}]"


def rational(p: int, q: int) -> int | Rational:
    """p/q in lowest terms: an int when it is whole."""
    if q < 0:
        p, q = -p, -q
    g = gcd(p, q)
    return p // g if q == g else Rational(p // g, q // g)


class Complex:
    """A number with parts of any real type; an exact zero imaginary part never occurs (see `complex_number`)."""

    __slots__ = ("im", "re")

    def __init__(self, re: Any, im: Any) -> None:
        self.re, self.im = re, im

    def __eq__(self, other: object) -> bool:
        return (
            type(other) is Complex
            and type(self.re) is type(other.re)
            and type(self.im) is type(other.im)
            and self.re == other.re
            and self.im == other.im
        )

    def __hash__(self) -> int:
        return hash((self.re, self.im))

    def __complex__(self) -> complex:
        return complex(float(self.re), float(self.im))

    def __repr__(self) -> str:
        return f"Complex[{self.re!r}, {self.im!r}]"


def complex_number(re: Any, im: Any) -> Any:
    """re + im I; the real part alone when the imaginary part is an exact 0."""
    return re if type(im) is int and im == 0 else Complex(re, im)


class NumberOverflow(ArithmeticError):
    """A number that no memory would hold, or whose exponent is beyond that of $MaxNumber; `small` if it is near 0."""

    def __init__(self, small: bool = False) -> None:
        super().__init__("a number too small" if small else "a number too large")
        self.small = small


_LARGEST = 1355718576299609  # the exponent to 10 of $MaxNumber


class BigReal:
    """An arbitrary-precision real: an mpmath mpf, its precision and its accuracy in decimal digits.

    The absolute uncertainty is 10^-accuracy, so precision = accuracy + log10 |value|; a zero has precision 0 and
    is described by its accuracy alone.
    """

    __slots__ = ("accuracy", "precision", "value")

    def __init__(self, value: Any, precision: float, accuracy: float | None = None) -> None:
        self.value = value
        if value:
            size = magnitude(value)
            self.precision = float(precision)
            self.accuracy = precision - size if accuracy is None else accuracy
        else:
            self.precision = 0.0
            self.accuracy = float(precision if accuracy is None else accuracy)

    def __eq__(self, other: object) -> bool:
        return type(other) is BigReal and bool(self.value == other.value)

    def __lt__(self, other: Any) -> bool:
        return compare_reals(self, other) < 0

    def __gt__(self, other: Any) -> bool:
        return compare_reals(self, other) > 0

    def __le__(self, other: Any) -> bool:
        return compare_reals(self, other) <= 0

    def __ge__(self, other: Any) -> bool:
        return compare_reals(self, other) >= 0

    def __hash__(self) -> int:
        return hash(self.value)

    def __float__(self) -> float:
        return float(self.value)

    def __repr__(self) -> str:
        return f"{self.value}`{self.precision:.6g}"


def magnitude(value: Any) -> float:
    """log10 |value| of a nonzero mpf, safe for exponents that no float has; raises NumberOverflow."""
    _, mantissa, exponent, bits = value._mpf_
    if not mantissa:  # an infinity, or no number
        raise NumberOverflow(False)
    if abs(exponent) > _LARGEST / LOG10_2:
        raise NumberOverflow(exponent < 0)
    return log10(mantissa >> (bits - 53) if bits > 53 else mantissa) + (exponent + max(bits - 53, 0)) * LOG10_2


def as_fraction(x: Any) -> tuple[int, int]:
    """A real number as an exact pair (numerator, positive denominator), not reduced."""
    t = type(x)
    if t is int:
        return x, 1
    if t is Rational:
        return x.p, x.q
    if t is float:
        return x.as_integer_ratio()
    sign, mantissa, exponent, _ = x.value._mpf_
    mantissa = -int(mantissa) if sign else int(mantissa)
    return (mantissa << exponent, 1) if exponent >= 0 else (mantissa, 1 << -exponent)


def compare_reals(a: Any, b: Any) -> int:
    """-1, 0 or 1: the exact order of two real numbers of any types."""
    if type(a) is BigReal and type(b) is BigReal:
        return -1 if a.value < b.value else int(a.value > b.value)
    (p, q), (r, s) = as_fraction(a), as_fraction(b)
    left, right = p * s, r * q
    return (left > right) - (left < right)


register_atom(Rational, "Rational")
register_atom(Complex, "Complex")
register_atom(BigReal, "Real")

REAL_TYPES = (int, float, Rational, BigReal)
NUMBER_TYPES = frozenset((*REAL_TYPES, Complex))


def is_number(e: Any) -> bool:
    return type(e) in NUMBER_TYPES


def is_inexact(e: Any) -> bool:
    """True for machine and arbitrary-precision numbers, also as a part of a complex one."""
    t = type(e)
    return t is float or t is BigReal or (t is Complex and (is_inexact(e.re) or is_inexact(e.im)))
