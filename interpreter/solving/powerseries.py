"""Arithmetic of truncated power series with fractional exponents.

Coefficients are expressions of the language; all identities used are formal, so that coefficients may be symbols or
logarithms.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import gcd, lcm
from typing import Any

from .. import symbols as S
from ..builtins.polynomials import expanded
from ..expr import Expr, expr
from ..numerics.arithmetic import add, is_zero, multiply
from ..numerics.inequality import equal
from ..numerics.numbers import NUMBER_TYPES, Rational, compare_reals, rational
from ..numerics.numeric import is_numeric


class NoSeries(Exception):
    """There is no power series here."""


class Lost(NoSeries):
    """All terms vanish as far as they are known."""


class Coefficients:
    """Reckoning with coefficients in a session."""

    def __init__(self, session: Any) -> None:
        self.session, self.evaluate = session, session.evaluate_expr

    def sum(self, terms: Sequence[Any]) -> Any:
        terms = [t for t in terms if not (type(t) is int and t == 0)]
        if len(terms) < 2:
            return terms[0] if terms else 0
        if all(type(t) in NUMBER_TYPES for t in terms):
            total = terms[0]
            for t in terms[1:]:
                total = add(total, t)
            return total
        return self.tidy(self.evaluate(Expr(S.Plus, tuple(terms))))

    def product(self, *factors: Any) -> Any:
        if len(factors) == 2 and type(factors[0]) in NUMBER_TYPES and type(factors[1]) in NUMBER_TYPES:
            return multiply(*factors)
        return self.evaluate(Expr(S.Times, factors))

    def tidy(self, c: Any) -> Any:
        """A sum in which what cancels is gone."""
        return self.evaluate(expanded(c)) if isinstance(c, Expr) and c.head is S.Plus else c

    def power(self, c: Any, n: Any) -> Any:
        return self.evaluate(expr(S.Power, c, n))

    def is_zero(self, c: Any) -> bool:
        if type(c) in NUMBER_TYPES:
            return bool(is_zero(c))
        if is_numeric(c, self.session):
            return equal(c, 0, self.session) is True
        if isinstance(c, Expr) and c.head in (S.Plus, S.Times):
            joined = self.evaluate(expr(S.Together, c))
            return type(joined) in NUMBER_TYPES and bool(is_zero(joined))
        return False


@dataclass(frozen=True)
class PowerSeries:
    """sum of terms[k] t^((first + k)/root), up to but without t^(end/root)."""

    terms: tuple[Any, ...]
    first: int
    end: int
    root: int
    by: Coefficients

    def __getitem__(self, exponent: int) -> Any:
        k = exponent - self.first
        return self.terms[k] if 0 <= k < len(self.terms) else 0

    def trimmed(self) -> PowerSeries:
        """Without leading terms that are 0, nor terms beyond the end."""
        terms = self.terms[: max(self.end - self.first, 0)]
        k = 0
        while k < len(terms) and self.by.is_zero(terms[k]):
            k += 1
        return PowerSeries(terms[k:], self.first + k if k < len(terms) else self.end, self.end, self.root, self.by)

    def rescaled(self, root: int) -> PowerSeries:
        """The same with exponents counted in another, finer unit."""
        k = root // self.root
        if k == 1:
            return self
        terms = [0] * (len(self.terms) * k)
        terms[::k] = self.terms
        return PowerSeries(tuple(terms), self.first * k, self.end * k, root, self.by)

    def reduced(self) -> PowerSeries:
        """With the coarsest unit that all exponents have."""
        k = gcd(self.root, self.end, *[self.first + i for i, c in enumerate(self.terms) if type(c) is not int or c])
        if k < 2:
            return self
        offset = -self.first % k
        return PowerSeries(self.terms[offset::k], (self.first + offset) // k, self.end // k, self.root // k, self.by)

    def mapped(self, f: Callable[[Any], Any]) -> PowerSeries:
        return PowerSeries(tuple(map(f, self.terms)), self.first, self.end, self.root, self.by)

    def shifted(self, exponent: Any) -> PowerSeries:
        """Times t^exponent."""
        p, q = (exponent, 1) if type(exponent) is int else (exponent.p, exponent.q)
        s = self.rescaled(lcm(self.root, q))
        k = p * s.root // q
        return PowerSeries(s.terms, s.first + k, s.end + k, s.root, s.by)

    def stretched(self, r: Any) -> PowerSeries:
        """With all exponents times r."""
        p, q = (r, 1) if type(r) is int else (r.p, r.q)
        terms = [0] * max(len(self.terms) * p, 0)
        terms[::p] = self.terms
        return PowerSeries(tuple(terms), self.first * p, self.end * p, self.root * q, self.by)

    def plus(self, other: PowerSeries) -> PowerSeries:
        root = lcm(self.root, other.root)
        a, b = self.rescaled(root), other.rescaled(root)
        end = min(a.end, b.end)
        first = min(a.first, b.first, end)
        last = min(max(a.first + len(a.terms), b.first + len(b.terms)), end)
        terms = tuple([self.by.sum((a[k], b[k])) for k in range(first, last)])
        return PowerSeries(terms, first, end, root, self.by)

    def times(self, other: PowerSeries) -> PowerSeries:
        root = lcm(self.root, other.root)
        a, b = self.rescaled(root), other.rescaled(root)
        end = min(a.first + b.end, b.first + a.end)
        first = a.first + b.first
        terms = []
        for n in range(min(end - first, len(a.terms) + len(b.terms) - 1)):
            low, high = max(0, n - len(b.terms) + 1), min(n, len(a.terms) - 1)
            pairs = [(a.terms[i], b.terms[n - i]) for i in range(low, high + 1)]
            terms.append(self.by.sum([self.by.product(x, y) for x, y in pairs if x != 0 and y != 0]))
        return PowerSeries(tuple(terms), first, end, root, self.by)

    def scaled(self, c: Any) -> PowerSeries:
        return self.mapped(lambda x: self.by.product(c, x))

    def lead(self) -> tuple[Any, Any, PowerSeries]:
        """(c, exponent, w): the series is c t^exponent (1 + w)."""
        s = self.trimmed()
        if not s.terms:
            raise Lost
        inverse = self.by.power(s.terms[0], -1)
        rest = tuple([self.by.product(inverse, x) for x in s.terms[1:]])
        w = PowerSeries(rest, 1, s.end - s.first, s.root, self.by)
        return s.terms[0], rational(s.first, s.root), w

    def power(self, r: Any) -> PowerSeries:
        """To the power r: a rational number, or anything where there is a constant term."""
        if type(r) is int and 0 <= r <= 2:
            return self.constant(1, self.end) if r == 0 else self if r == 1 else self.times(self)
        bare = self.trimmed()
        if not bare.terms and type(r) in (int, Rational) and compare_reals(r, 0) > 0:
            return PowerSeries((), bare.end, bare.end, bare.root, self.by).stretched(r)
        c, v, w = self.lead()
        if type(r) not in (int, Rational) and v != 0:
            raise NoSeries
        # j c_j = sum of (r k - (j - k)) w_k c_(j-k), from (1 + w) y' = r w' y
        size = w.end
        terms = [1]
        few = [k for k in range(1, min(size, w.first + len(w.terms))) if w[k] != 0]
        if len(few) == 1:  # a binomial: products, which stay short for symbols
            [k] = few
            for j in range(1, size):
                n, rest = divmod(j, k)
                if rest:
                    terms.append(0)
                    continue
                factor = self.by.sum((r, 1 - n))
                terms.append(self.by.product(rational(1, n), self.by.product(factor, terms[j - k], w[k])))
        else:
            for j in range(1, size):
                parts = []
                for k in few:
                    if k <= j and terms[j - k] != 0:
                        factor = self.by.sum((self.by.product(r, k), k - j))
                        parts.append(self.by.product(factor, w[k], terms[j - k]))
                terms.append(self.by.product(rational(1, j), self.by.sum(parts)))
        s = PowerSeries(tuple(terms), 0, size, w.root, self.by).scaled(self.by.power(c, r))
        return s if v == 0 else s.shifted(multiply(v, r))

    def constant(self, c: Any, end: int) -> PowerSeries:
        return PowerSeries((c,), 0, max(end, 0), self.root, self.by)

    def without_constant(self) -> tuple[Any, PowerSeries]:
        """(c, the rest with positive exponents); raises where there are negative ones."""
        s = self.trimmed()
        if s.end <= 0:
            raise Lost
        if s.first < 0:
            raise NoSeries
        k = max(1 - s.first, 0)
        return s[0], PowerSeries(s.terms[k:], max(s.first, 1), s.end, s.root, self.by)

    def exponential(self) -> PowerSeries:
        """E^s: j y_j = sum of k w_k y_(j-k)."""
        c, w = self.without_constant()
        terms = [1]
        for j in range(1, w.end):
            parts = [self.by.product(k, w[k], terms[j - k]) for k in range(1, j + 1) if w[k] != 0 and terms[j - k] != 0]
            terms.append(self.by.product(rational(1, j), self.by.sum(parts)))
        return PowerSeries(tuple(terms), 0, w.end, w.root, self.by).scaled(self.by.power(S.E, c))

    def derivative(self) -> PowerSeries:
        terms = [self.by.product(rational(self.first + k, self.root), c) for k, c in enumerate(self.terms)]
        return PowerSeries(tuple(terms), self.first - self.root, self.end - self.root, self.root, self.by)

    def integral(self) -> PowerSeries:
        """Without a constant; raises where there is a term 1/t."""
        terms = []
        for k, c in enumerate(self.terms):
            n = self.first + k + self.root
            if n == 0:
                if not self.by.is_zero(c):
                    raise NoSeries
                terms.append(0)
            else:
                terms.append(self.by.product(rational(self.root, n), c))
        return PowerSeries(tuple(terms), self.first + self.root, self.end + self.root, self.root, self.by)

    def composed(self, coefficients: Sequence[Any]) -> PowerSeries:
        """The sum of coefficients[k] s^k, for a series that vanishes at 0."""
        s = self.trimmed()
        if s.first <= 0:
            raise NoSeries
        end = min(s.end, s.first * len(coefficients))
        total = self.constant(0, end)
        power: PowerSeries | None = None
        for k, c in enumerate(coefficients):
            if k * s.first >= end:
                break
            power = self.constant(1, end) if power is None else power.times(s) if k > 1 else s
            if not (type(c) is int and c == 0):
                total = total.plus(power.scaled(c))
        return PowerSeries(total.terms, total.first, min(total.end, end), total.root, self.by)

    def reversed(self) -> PowerSeries:
        """The series r with s(r(t)) = t, for an s that vanishes at 0: r_n = [t^(n-1)] (t/s)^n/n (Lagrange)."""
        s = self.trimmed()
        if s.first <= 0 or not s.terms:
            raise NoSeries
        if s.root != 1:
            raise NoSeries
        if s.first > 1:  # of t^v (...): the inverse of its v-th root, at y^(1/v)
            inner = s.power(rational(1, s.first)).reversed()
            return PowerSeries(inner.terms, inner.first, inner.end, s.first, self.by)
        quotient = PowerSeries(s.terms, 0, s.end - 1, 1, self.by).power(-1)
        terms, power = [], None
        for n in range(1, s.end):
            power = quotient if power is None else power.times(quotient)
            terms.append(self.by.product(rational(1, n), power[n - 1]))
        return PowerSeries(tuple(terms), 1, s.end, 1, self.by)
