"""Exact powers with rational exponents: the canonical form of products such as 2^(1/2) 3^(-1/2) / 4.

A product of radicals is a rational coefficient and a map prime -> exponent.  The whole part of each exponent
(truncated towards zero) goes to the coefficient; primes whose fractions agree up to sign share one radical:
Sqrt[6]/2 = (3/2)^(1/2), Sqrt[8] = 2 2^(1/2), 12^(1/3) = 2^(2/3) 3^(1/3).
"""

from __future__ import annotations

from functools import lru_cache
from math import gcd, isqrt
from typing import Any

from .. import symbols as S
from ..expr import Expr
from .arithmetic import MAX_POWER_BITS, divide, multiply, negate, power_integer, sign
from .numbers import Complex, NumberOverflow, Rational, as_fraction, complex_number, rational

_TRIAL = 2000  # radicands are freed of prime factors up to this size and of perfect powers


def integer_root(n: int, k: int) -> int:
    """The greatest r with r^k <= n, for n >= 0."""
    if k == 2:
        return isqrt(n)
    if n < 2:
        return n
    r = 1 << -(-n.bit_length() // k)  # not below the root
    while True:
        s = ((k - 1) * r + n // r ** (k - 1)) // k
        if s >= r:
            return r
        r = s


def exact_root(n: int, k: int) -> int | None:
    """The k-th root of n >= 0 if it is whole."""
    r = integer_root(n, k)
    return r if r**k == n else None


@lru_cache(maxsize=4096)
def small_factors(n: int) -> tuple[tuple[int, int], ...]:
    """n > 0 as prime powers; a cofactor without small factors stays whole, but is written as a power if it is one."""
    found = []
    p = 2
    while p <= _TRIAL and p * p <= n:
        if n % p == 0:
            k = 0
            while n % p == 0:
                n //= p
                k += 1
            found.append((p, k))
        p += 1 if p == 2 else 2
    if n > 1:
        k = 1
        if n > _TRIAL * _TRIAL:
            for e in (2, 3, 5, 7):
                while (r := exact_root(n, e)) is not None:
                    n, k = r, k * e
        found.append((n, k))
    return tuple(found)


def valuation(n: int, p: int) -> int:
    """How often p divides n."""
    k = 0
    while n and n % p == 0:
        n //= p
        k += 1
    return k


def is_radical(base: Any, exponent: Any) -> bool:
    """True for an exact rational base under a fraction."""
    return type(exponent) is Rational and type(base) in (int, Rational)


POSITIVE_CONSTANTS = frozenset([S.Pi, S.EulerGamma, S.GoldenRatio, S.Catalan, S.Degree, S.Khinchin, S.Glaisher])


def is_radicand(e: Any) -> bool:
    """True for products of numbers and positive constants, which stay together under a root: Sqrt[2 Pi]."""
    return e in POSITIVE_CONSTANTS or (
        isinstance(e, Expr)
        and e.head is S.Times
        and all(x in POSITIVE_CONSTANTS or _is_reciprocal(x) or type(x) in (int, Rational) for x in e.args)
    )


def _is_reciprocal(e: Any) -> bool:
    """1/Pi, as in Sqrt[2/Pi]."""
    return isinstance(e, Expr) and e.head is S.Power and e.args[0] in POSITIVE_CONSTANTS and e.args[1] == -1


@lru_cache(maxsize=4096)
def combine(coefficient: Any, radicals: tuple[tuple[Any, Any], ...]) -> tuple[Any, tuple[Any, ...]]:
    """coefficient * product of base^exponent, in canonical form: the new coefficient and the radicals left."""
    exponents: dict[Any, Any] = {}
    turn: Any = 0  # exponent of -1
    for base, e in radicals:
        for b in base.args if isinstance(base, Expr) else (base,):
            if isinstance(b, Expr):
                exponents[b.args[0]] = _sum(exponents.get(b.args[0], 0), negate(e))
                continue
            if b in POSITIVE_CONSTANTS:
                exponents[b] = _sum(exponents.get(b, 0), e)
                continue
            p, q = as_fraction(b)
            if p < 0:
                turn, p = _sum(turn, e), -p
            for n, s in ((p, 1), (q, -1)):
                for prime, k in small_factors(n) if n > 1 else ():
                    exponents[prime] = _sum(exponents.get(prime, 0), multiply(e, s * k))
    coefficient = _absorb(coefficient, exponents)
    groups: dict[Any, list[Any]] = {}
    for prime, e in exponents.items():
        p, q = as_fraction(e)
        if prime in POSITIVE_CONSTANTS:
            whole = 0
        else:
            whole = (abs(p) // q) * (1 if p > 0 else -1)
            coefficient = multiply(coefficient, _whole_power(prime, whole))
        rest = _sum(e, -whole)
        if rest != 0:
            parts = groups.setdefault(rational(*map(abs, as_fraction(rest))), [1, 1, [], []])
            up = sign(rest) > 0
            if type(prime) is int:
                parts[0 if up else 1] *= prime
            else:
                parts[2 if up else 3].append(prime)
    coefficient, turn = _turned(coefficient, turn)
    factors = []
    for f, (up, down, constants, divisors) in groups.items():
        s = 1
        if turn != 0 and turn == f:
            s, turn = -1, 0
        factors.append(_radical(s * up, down, constants, divisors, f))
    if turn != 0:
        factors.append(Expr(S.Power, (-1, turn)))
    return coefficient, tuple(factors)


def _radical(up: int, down: int, constants: list[Any], divisors: list[Any], f: Any) -> Any:
    if not constants and not divisors:
        if up == 1:
            return Expr(S.Power, (down, negate(f)))
        return Expr(S.Power, (rational(up, down), f))
    if not constants and up == 1:
        return Expr(S.Power, (_product(down, divisors, []), negate(f)))
    return Expr(S.Power, (_product(rational(up, down), constants, divisors), f))


def _product(number: Any, constants: list[Any], divisors: list[Any]) -> Any:
    factors = sorted([*constants, *[Expr(S.Power, (d, -1)) for d in divisors]], key=_constant_name)
    if number != 1:
        factors.insert(0, number)
    return factors[0] if len(factors) == 1 else Expr(S.Times, tuple(factors))


def _constant_name(e: Any) -> str:
    return e.args[0].name if isinstance(e, Expr) else e.name


def _sum(a: Any, b: Any) -> Any:
    (p, q), (r, s) = as_fraction(a), as_fraction(b)
    return rational(p * s + r * q, q * s)


def _absorb(coefficient: Any, exponents: dict[Any, Any]) -> Any:
    """Move the primes of the radicals out of the coefficient into the exponents."""
    if type(coefficient) is Complex:
        pairs = [as_fraction(x) for x in (coefficient.re, coefficient.im)]
    elif type(coefficient) in (int, Rational):
        pairs = [as_fraction(coefficient)]
    else:
        return coefficient
    for prime in exponents:
        if type(prime) is not int:
            continue
        ks = [valuation(p, prime) - valuation(q, prime) for p, q in pairs if p]
        k = min(ks, default=0)
        if k:
            exponents[prime] = _sum(exponents[prime], k)
            coefficient = multiply(coefficient, _whole_power(prime, -k))
    return coefficient


def _whole_power(p: int, k: int) -> Any:
    if p.bit_length() * abs(k) > MAX_POWER_BITS:
        raise NumberOverflow
    return p**k if k >= 0 else rational(1, p**-k)


def _turned(coefficient: Any, turn: Any) -> tuple[Any, Any]:
    """coefficient * (-1)^turn with 0 <= turn < 1; I joins the turn if there is one."""
    if turn == 0:
        return coefficient, 0
    if type(coefficient) is Complex and coefficient.re == 0 and as_fraction(turn)[1] != 2:
        coefficient, turn = coefficient.im, _sum(turn, Rational(1, 2))
    p, q = as_fraction(turn)
    p %= 2 * q
    if p >= q:
        p, coefficient = p - q, negate(coefficient)
    if 2 * p == q:
        return multiply(coefficient, Complex(0, 1)), 0
    return coefficient, rational(p, q) if p else 0


def rational_power(base: Any, exponent: Rational) -> tuple[Any, tuple[Any, ...]] | None:
    """base^exponent of an exact number: a coefficient and radicals; None if it is in no simpler form."""
    if type(base) is Complex:
        return _complex_root(base, exponent)
    if max(x.bit_length() for x in as_fraction(base)) * (abs(exponent.p) // exponent.q) > MAX_POWER_BITS:
        raise NumberOverflow
    return combine(1, ((base, exponent),))


def _complex_root(z: Complex, e: Rational) -> tuple[Any, tuple[Any, ...]] | None:
    root = _gaussian_root(z) if e.q == 2 else None
    if root is None and z.re == 0:  # (r I)^e = |r|^e (-1)^(+-e/2)
        size = z.im if sign(z.im) > 0 else negate(z.im)
        quarter = multiply(e, Rational(sign(z.im), 2))
        radicals = ((-1, quarter),) + (((size, e),) if size != 1 else ())
        return combine(1, radicals)
    return None if root is None else (power_integer(root, e.p), ())


def _gaussian_root(z: Complex) -> Any:
    """The principal square root of an exact complex number if its parts are rational."""
    norm = _sum(multiply(z.re, z.re), multiply(z.im, z.im))
    size = rational_sqrt(norm)
    if size is None:
        return None
    re = rational_sqrt(multiply(_sum(size, z.re), Rational(1, 2)))
    if re is None or re == 0:
        return None
    return complex_number(re, divide(z.im, multiply(2, re)))


def rational_sqrt(x: Any) -> Any:
    """The square root of a rational number if it is rational."""
    p, q = as_fraction(x)
    if p < 0:
        return None
    g = gcd(p, q)
    r, s = exact_root(p // g, 2), exact_root(q // g, 2)
    return None if r is None or s is None else rational(r, s)
