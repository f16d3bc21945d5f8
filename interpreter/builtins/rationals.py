"""Rational functions: common denominators, cancelling, factoring."""

from __future__ import annotations

from collections.abc import Callable
from math import lcm
from typing import Any

from .. import symbols as S
from ..declare import builtin, name
from ..expr import Expr, make_list
from ..numerics.algebra import product_of, sum_of
from ..numerics.numbers import Complex, Rational, is_inexact
from ..numerics.powers import power_of
from ..ordering import sort_key
from .divisors import (
    ONE,
    TooLarge,
    coefficients_in,
    common_divisor,
    exact,
    integer_content,
    is_constant,
    negated,
    quotient,
    scaled_down,
    used,
)
from .factoring import factors
from .monomials import WIDTH, Polynomial, Ring, add_polynomials, multiply_polynomials, power_polynomial
from .polynomials import threaded

FIELD = {"Extension": "None", "Modulus": "0", "Trig": "False"}
for _title, _usage in {
    "Extension": "Extension is an option of Factor and others: algebraic numbers that coefficients may have in them.",
    "GaussianIntegers": "GaussianIntegers is an option of Factor: whether I may be in coefficients.",
    "Modulus": "Modulus is an option of functions of polynomials: the number modulo which coefficients are taken.",
    "Trig": "Trig is an option of Factor and others: whether to use relations between circular functions.",
}.items():
    name(_title, _usage)

Fraction = tuple[
    Polynomial, list[tuple[Polynomial, int]]
]  # numerator, and the denominator as powers of coprime factors


_UNIT = S.system("Private`unit")
_MASK = (1 << WIDTH) - 1


class Inexact(Exception):
    """Coefficients that are no exact numbers: then there is no greatest common divisor."""


def in_field(operation: str, options: dict[str, Any], session: Any) -> Callable[[Any], Any] | None:
    """The operation over the numbers that the options say; None for the rational ones."""
    from ..algebra.fields import Field, is_usual

    return None if is_usual(options) else Field(options, session).operation(operation)


class Fractions:
    """Reads expressions as quotients of polynomials with integer coefficients over one ring."""

    def __init__(self, *expressions: Any) -> None:
        self.ring = Ring()
        for e in expressions:
            self.read(e)
        known, self.ring = self.ring.generators, Ring()
        # the first in canonical order counts most, I least
        for g in sorted(known, key=lambda g: (g is _UNIT, sort_key(g)), reverse=True):
            self.ring.generator(g)

    def read(self, e: Any) -> Fraction:
        if type(e) is int:
            return ({0: e} if e else {}), []
        if type(e) is Rational:
            return {0: e.p}, [({0: e.q}, 1)]
        if is_inexact(e):
            raise Inexact
        if type(e) is Complex:  # I is one more variable until the result is written
            return self.add(self.read(e.re), self.multiply(self.read(e.im), (self.ring.monomial(_UNIT, 1), [])))
        if isinstance(e, Expr):
            if e.head is S.Plus:
                total: Fraction = ({}, [])
                for a in e.args:
                    total = self.add(total, self.read(a))
                return total
            if e.head is S.Times:
                product: Fraction = (ONE, [])
                for a in e.args:
                    product = self.multiply(product, self.read(a))
                return product
            if e.head is S.Power and type(e.args[1]) is int:
                return self.power(self.read(e.args[0]), e.args[1])
            if e.head is S.Power and type(e.args[1]) is Rational:
                q = e.args[1]
                root = self.ring.monomial(power_of(e.args[0], Rational(1, q.q)), 1)
                return self.power((root, []), q.p)
        return self.ring.monomial(e, 1), []

    def reduced(self, n: Polynomial, basis: list[tuple[Polynomial, int]]) -> Fraction:
        """Cancel what the numerator shares with the factors of the denominator."""
        out: list[tuple[Polynomial, int]] = []
        for f, k in basis:
            while k:
                g = common_divisor(n, f)
                if g == ONE or not n:
                    break
                n = exact(n, g)
                if g != f:  # only a part of f goes: the rest of this power stays
                    out.append((exact(f, g), 1))
                k -= 1
            if k:
                out.append((f, k))
        return n, _merged(out)

    def add(self, a: Fraction, b: Fraction) -> Fraction:
        basis = coprime_basis([f for f, _ in (*a[1], *b[1])])
        powers = [_powers(x[1], basis) for x in (a, b)]
        common = [max(p, q) for p, q in zip(*powers)]
        sums = []
        for x, own in zip((a, b), powers):
            n = x[0]
            for f, have, want in zip(basis, own, common):
                n = multiply_polynomials(n, power_polynomial(f, want - have)) if want > have else n
            sums.append(n)
        return self.reduced(add_polynomials(sums), [(f, k) for f, k in zip(basis, common) if k])

    def multiply(self, a: Fraction, b: Fraction) -> Fraction:
        n, da = self.reduced(a[0], b[1])
        m, db = self.reduced(b[0], a[1])
        basis = coprime_basis([f for f, _ in (*da, *db)])
        total = [p + q for p, q in zip(_powers(da, basis), _powers(db, basis))]
        return multiply_polynomials(n, m), [(f, k) for f, k in zip(basis, total) if k]

    def power(self, a: Fraction, n: int) -> Fraction:
        if n >= 0:
            return power_polynomial(a[0], n), [(f, k * n) for f, k in a[1]] if n else []
        numerator = ONE
        for f, k in a[1]:
            numerator = multiply_polynomials(numerator, power_polynomial(f, -k * n))
        if not a[0]:
            raise Inexact  # 1/0 is the evaluator's to report
        content = integer_content(a[0])
        basis = _monomial_factors(scaled_down(a[0], content))
        if abs(content) > 1:
            basis.append(({0: abs(content)}, 1))
        numerator = negated(numerator) if content < 0 and n % 2 else numerator
        return numerator, [(f, -k * n) for f, k in basis]

    def write(self, fraction: Fraction) -> Any:
        n, basis = fraction
        n = self.without_unit(n)
        if not n:
            return 0
        below = [power_of(self.polynomial(f), -k) for f, k in basis]
        return product_of(self.ring.expression(n), *below)

    def polynomial(self, p: Polynomial) -> Any:
        return self.ring.expression(self.without_unit(p))

    def without_unit(self, p: Polynomial) -> Polynomial:
        """p with I for the variable that stands for it."""
        if _UNIT not in self.ring.generators:
            return p
        shift = WIDTH * self.ring.generator(_UNIT)
        parts = []
        for k, c in p.items():
            n = (k >> shift) & _MASK
            parts.append({k - (n << shift): product_of(c, power_of(Complex(0, 1), n))})
        return add_polynomials(parts)


def _monomial_factors(p: Polynomial) -> list[tuple[Polynomial, int]]:
    """A primitive polynomial as [(generator, power), ..., (rest, 1)]."""
    out: list[tuple[Polynomial, int]] = []
    for v in sorted(used(p)):
        least = min(coefficients_in(p, v))
        if least:
            generator = 1 << (WIDTH * v)
            out.append(({generator: 1}, least))
            p = {k - least * generator: c for k, c in p.items()}
    return out if is_constant(p) else [*out, (p, 1)]


def _merged(powers: list[tuple[Polynomial, int]]) -> list[tuple[Polynomial, int]]:
    out: dict[Any, tuple[Polynomial, int]] = {}
    for f, k in powers:
        if f != ONE:
            key = frozenset(f.items())
            out[key] = (f, k + out.get(key, (f, 0))[1])
    return list(out.values())


def coprime_basis(polynomials: list[Polynomial]) -> list[Polynomial]:
    """Polynomials without common divisors of which all the given ones are products of powers."""
    basis: list[Polynomial] = []
    todo = [p for p in polynomials if p != ONE]
    while todo:
        p = todo.pop()
        for i, b in enumerate(basis):
            g = common_divisor(p, b)
            if g != ONE:
                del basis[i]
                todo += [q for q in (g, exact(p, g), exact(b, g)) if q != ONE]
                break
        else:
            basis.append(p)
    return basis[::-1]


def _powers(of: list[tuple[Polynomial, int]], basis: list[Polynomial]) -> list[int]:
    """How often each element of a coprime basis divides a product of powers."""
    out = []
    for b in basis:
        total = 0
        for f, k in of:
            while (r := quotient(f, b)) is not None:
                f, total = r, total + k
        out.append(total)
    return out


@builtin("Together[expr_, OptionsPattern[]]", attributes="Listable Protected", options=FIELD)
def together(expr: Any, *, options: dict[str, Any], session: Any) -> Any:
    """Together[expr] puts the terms of a sum over a common denominator and cancels common factors.

    >>> {Together[1/x + 1/(1 + x)], Together[1/(x^2 - 1) + 1/(x - 1)]}
    {(1 + 2 x)/(x (1 + x)), (2 + x)/((-1 + x) (1 + x))}
    """
    return threaded(expr, in_field("together", options, session) or joined)


def joined(e: Any) -> Any:
    """e over one denominator; unchanged where coefficients are inexact."""
    try:
        fractions = Fractions(e)
        return fractions.write(fractions.read(e))
    except (Inexact, TooLarge):
        return e


@builtin("Cancel[expr_, OptionsPattern[]]", attributes="Listable Protected", options=FIELD)
def cancel(expr: Any, *, options: dict[str, Any], session: Any) -> Any:
    """Cancel[expr] cancels common factors of numerator and denominator, in each term of a sum by itself.

    >>> {Cancel[(x^2 - 1)/(x - 1)], Cancel[a + (x^2 + x)/x]}
    {1 + x, 1 + a + x}
    """

    def act(e: Any) -> Any:
        if isinstance(e, Expr) and e.head is S.Plus:
            return sum_of(*[joined(a) for a in e.args])
        return joined(e)

    return threaded(expr, in_field("cancel", options, session) or act)


def _common(polynomials: tuple[Any, ...], combine: Any) -> Any:
    try:
        fractions = Fractions(*polynomials)
        read = [fractions.read(p) for p in polynomials]
    except (Inexact, TooLarge):
        return None
    if any(below and not all(is_constant(f) for f, _ in below) for _, below in read):
        return None
    scale = 1
    for _, below in read:
        for f, k in below:
            scale = lcm(scale, f[0] ** k)
    whole = []
    for n, below in read:
        c = scale
        for f, k in below:
            c //= f[0] ** k
        whole.append({k: v * c for k, v in n.items()})
    result = whole[0] if whole else {}
    try:
        for p in whole[1:]:
            result = combine(result, p)
    except TooLarge:
        return None
    return product_of(Rational(1, scale) if scale > 1 else 1, fractions.polynomial(result))


@builtin("PolynomialGCD[polynomials__]", attributes="Listable Protected")
def polynomial_gcd(polynomials: tuple[Any, ...]) -> Any:
    """PolynomialGCD[p1, p2, ...] gives the greatest common divisor of polynomials.

    >>> PolynomialGCD[x^2 - 1, x^2 + 2 x + 1]
    1 + x
    """
    return _common(polynomials, common_divisor)


@builtin("PolynomialLCM[polynomials__]", attributes="Listable Protected")
def polynomial_lcm(polynomials: tuple[Any, ...]) -> Any:
    """PolynomialLCM[p1, p2, ...] gives the least common multiple of polynomials, multiplied out.

    >>> PolynomialLCM[x - 1, x^2 - 1]
    -1 + x^2
    """

    def least(p: Any, q: Any) -> Any:
        return multiply_polynomials(exact(p, common_divisor(p, q)), q) if p and q else {}

    return _common(polynomials, least)


# ---- factoring -------------------------------------------------------------------------------------------------------


def factored(e: Any) -> list[tuple[Any, int]] | None:
    """(factor, power) pairs, the number first; None where coefficients are inexact."""
    try:
        fractions = Fractions(e)
        n, below = fractions.read(e)
    except (Inexact, TooLarge):
        return None
    if not n:
        return [(0, 1)]
    write = fractions.polynomial
    try:
        above, denominators = factors(n), [(factors(f), k) for f, k in below]
    except TooLarge:
        return None
    pairs = [(write(f), k) for f, k in above[1:]]
    number: Any = above[0][0].get(0, 1)
    for parts, k in denominators:
        number = product_of(number, power_of(parts[0][0].get(0, 1), -k))
        pairs += [(write(g), -k * j) for g, j in parts[1:]]
    return [(number, 1), *pairs]


@builtin("Factor[expr_, OptionsPattern[]]", attributes="Listable Protected",
         options=FIELD | {"GaussianIntegers": "False"})  # fmt: skip
def factor(expr: Any, *, options: dict[str, Any], session: Any) -> Any:
    """Factor[expr] writes a polynomial with integer coefficients as a product of irreducible factors.

    Extension -> {a, ...} allows coefficients with the algebraic numbers a, ..., Modulus -> p takes them modulo a prime.
    Quotients are factored above and below.  In very large cases a factor may be left that could be split further.

    >>> {Factor[x^3 - 1], Factor[x^2 + x], Factor[a^2 - b^2], Factor[1/(x^2 + 2 x + 1)]}
    {(-1 + x) (1 + x + x^2), x (1 + x), (a - b) (a + b), 1/(1 + x)^2}
    """

    def act(e: Any) -> Any:
        pairs = factored(e)
        return e if pairs is None else product_of(*[power_of(f, k) for f, k in pairs])

    return threaded(expr, in_field("factor", options, session) or act)


@builtin("FactorList[expr_]")
def factor_list(expr: Any) -> Any:
    """FactorList[poly] gives the {factor, power} pairs of a polynomial, the number first.

    >>> FactorList[2 x^3 - 2 x]
    {{2, 1}, {x, 1}, {-1 + x, 1}, {1 + x, 1}}
    """
    pairs = factored(expr)
    return None if pairs is None else make_list([make_list(pair) for pair in pairs])
