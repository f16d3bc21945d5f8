"""Real quadratic irrationals a + b Sqrt[d]: what is one, and its continued fraction."""

from __future__ import annotations

from fractions import Fraction
from math import isqrt, lcm
from typing import Any, NamedTuple

from .. import symbols as S
from ..expr import Expr
from .numbers import Rational
from .primes import factor


class Quadratic(NamedTuple):
    """a + b Sqrt[d] with a squarefree d, which is 0 for a rational number."""

    a: Fraction
    b: Fraction
    d: int

    def plus(self, other: Quadratic) -> Quadratic | None:
        d = self.d or other.d
        return _made(self.a + other.a, self.b + other.b, d) if other.d in (0, d) else None

    def times(self, other: Quadratic) -> Quadratic | None:
        d = self.d or other.d
        if other.d not in (0, d):
            return None
        return _made(self.a * other.a + self.b * other.b * d, self.a * other.b + self.b * other.a, d)

    def inverse(self) -> Quadratic | None:
        norm = self.a**2 - self.b**2 * self.d
        return Quadratic(self.a / norm, -self.b / norm, self.d) if norm else None


def _made(a: Fraction, b: Fraction, d: int) -> Quadratic:
    return Quadratic(a, b, d) if b else Quadratic(a, Fraction(0), 0)


def _root(q: Fraction) -> Quadratic:
    """The square root of a positive number."""
    inside, outside = 1, Fraction(1, q.denominator)
    for p, k in factor(q.numerator * q.denominator).items():
        outside *= p ** (k // 2)
        inside *= p ** (k % 2)
    return Quadratic(outside, Fraction(0), 0) if inside == 1 else Quadratic(Fraction(0), outside, inside)


def quadratic(e: Any) -> Quadratic | None:
    """The value of an exact expression that is rational or a real quadratic irrational; None for any other."""
    if type(e) is int:
        return Quadratic(Fraction(e), Fraction(0), 0)
    if type(e) is Rational:
        return Quadratic(Fraction(e.p, e.q), Fraction(0), 0)
    if e is S.GoldenRatio:
        return Quadratic(Fraction(1, 2), Fraction(1, 2), 5)
    if not isinstance(e, Expr) or e.head not in (S.Plus, S.Times, S.Power):
        return None
    if e.head is S.Power:
        return _power(quadratic(e.args[0]), e.args[1])
    total: Quadratic | None = None
    for x in map(quadratic, e.args):
        if x is None:
            return None
        total = x if total is None else total.plus(x) if e.head is S.Plus else total.times(x)
        if total is None:
            return None
    return total


def _power(base: Quadratic | None, exponent: Any) -> Quadratic | None:
    if base is not None and type(exponent) is Rational and exponent.q == 2 and base.d == 0 and base.a > 0:
        base, exponent = _root(base.a), exponent.p
    if base is None or type(exponent) is not int or abs(exponent) > 1000:
        return None
    if exponent < 0:
        base = base.inverse()
    result: Quadratic | None = Quadratic(Fraction(1), Fraction(0), 0)
    for _ in range(abs(exponent)):
        result = None if result is None or base is None else result.times(base)
    return result


def periodic_terms(x: Quadratic) -> tuple[list[int], list[int]]:
    """(the terms before the period, the period) of the continued fraction, from (m + Sqrt[n])/q by Lagrange's steps."""
    scale = lcm(x.a.denominator, x.b.denominator)
    m, b, q = int(x.a * scale), int(x.b * scale), scale
    if b < 0:
        m, b, q = -m, -b, -q
    n = b * b * x.d
    if (n - m * m) % q:
        m, n, q = m * abs(q), n * q * q, q * abs(q)
    seen: dict[tuple[int, int], int] = {}
    terms: list[int] = []
    while (m, q) not in seen:
        seen[m, q] = len(terms)
        a = (m + isqrt(n)) // q if q > 0 else (m + isqrt(n) + 1) // q
        terms.append(a)
        m = a * q - m
        q = (n - m * m) // q
    start = seen[m, q]
    return terms[:start], terms[start:]


def periodic_value(before: list[int], period: list[int]) -> Quadratic | None:
    """The number with these terms, the period repeated for ever."""
    h, k, h1, k1 = 1, 0, 0, 1  # y = (h y + h1)/(k y + k1)
    for a in period:
        h, h1, k, k1 = a * h + h1, h, a * k + k1, k
    discriminant = (k1 - h) ** 2 + 4 * k * h1
    if k <= 0 or discriminant <= 0:
        return None
    y = _root(Fraction(discriminant)).plus(Quadratic(Fraction(h - k1), Fraction(0), 0))
    value = None if y is None else y.times(Quadratic(Fraction(1, 2 * k), Fraction(0), 0))
    for a in reversed(before):
        below = None if value is None else value.inverse()
        value = None if below is None else below.plus(Quadratic(Fraction(a), Fraction(0), 0))
    return value
