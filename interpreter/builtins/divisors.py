"""Division and greatest common divisors of polynomials with integer coefficients.

Polynomials are the dictionaries of monomials.py with exponents that are not negative; integers that hold the exponents
compare like the lexicographic order of monomials, the last generator counting most.
"""

from __future__ import annotations

from functools import reduce
from math import gcd
from random import Random

from .monomials import WIDTH, Polynomial, add_polynomials, exponents, multiply_polynomials

ONE: Polynomial = {0: 1}
_MASK = (1 << WIDTH) - 1
_MOST_TERMS = 5_000  # in a remainder
_PRIME = 2_147_483_647


class TooLarge(Exception):
    """The work would take unreasonably long; callers leave the expression as it is."""


def negated(p: Polynomial) -> Polynomial:
    return {k: -c for k, c in p.items()}


def is_constant(p: Polynomial) -> bool:
    return not p or set(p) == {0}


def integer_content(p: Polynomial) -> int:
    """The greatest common divisor of the coefficients, with the sign of the leading one."""
    g = reduce(gcd, p.values(), 0)
    return -g if p and p[max(p)] < 0 else g


def scaled_down(p: Polynomial, n: int) -> Polynomial:
    return p if n == 1 else {k: c // n for k, c in p.items()}


def quotient(p: Polynomial, q: Polynomial) -> Polynomial | None:
    """p/q if q divides p, else None."""
    if q == ONE:
        return p
    lead = max(q)
    c_lead, parts = q[lead], exponents(lead)
    rest, out = dict(p), {}
    while rest:
        k = max(rest)
        c, remainder = divmod(rest[k], c_lead)
        if remainder or any((k >> (WIDTH * i)) & _MASK < e for i, e in parts):
            return None
        shift = k - lead
        out[shift] = c
        for kq, cq in q.items():
            value = rest.get(kq + shift, 0) - c * cq
            if value:
                rest[kq + shift] = value
            else:
                rest.pop(kq + shift, None)
    return out


def exact(p: Polynomial, q: Polynomial) -> Polynomial:
    r = quotient(p, q)
    assert r is not None
    return r


def used(p: Polynomial) -> set[int]:
    """The generators that occur."""
    return {i for k in p for i, _ in exponents(k)}


def coefficients_in(p: Polynomial, v: int) -> dict[int, Polynomial]:
    """p as a polynomial in generator v: exponent -> coefficient."""
    out: dict[int, Polynomial] = {}
    for k, c in p.items():
        e = (k >> (WIDTH * v)) & _MASK
        out.setdefault(e, {})[k - (e << (WIDTH * v))] = c
    return out


def _joined(parts: dict[int, Polynomial], v: int) -> Polynomial:
    return {k + (e << (WIDTH * v)): c for e, q in parts.items() for k, c in q.items()}


def common_divisor(p: Polynomial, q: Polynomial) -> Polynomial:
    """The greatest common divisor, its leading coefficient positive."""
    if not p or not q:
        r = p or q
        return scaled_down(r, 1) if not r or r[max(r)] > 0 else negated(r)
    n = gcd(integer_content(p), integer_content(q))
    p, q = scaled_down(p, integer_content(p)), scaled_down(q, integer_content(q))
    in_p, in_q = used(p), used(q)
    if not in_p & in_q:
        return {0: n}
    for extra, a, b in ((in_p - in_q, p, q), (in_q - in_p, q, p)):
        if extra:  # a generator of one of them only: its coefficients have to share the divisor
            parts = coefficients_in(a, max(extra))
            g = reduce(common_divisor, parts.values(), b)
            return {k: n * c for k, c in g.items()}
    v = max(in_p)
    content_p, p = primitive(p, v)
    content_q, q = primitive(q, v)
    if _surely_coprime(p, q, v):
        p, q = ONE, {}
    while q:
        p, q = q, _pseudo_remainder(p, q, v)
        if q:
            q = primitive(q, v)[1]
            if v not in used(q):
                p, q = ONE, {}
    g = multiply_polynomials(common_divisor(content_p, content_q), p)
    g = scaled_down(g, integer_content(g))
    return {k: n * c for k, c in g.items()}


def _surely_coprime(p: Polynomial, q: Polynomial, v: int) -> bool:
    """True if images with numbers for all generators but v, modulo a prime, have no common divisor with v in it.

    An image of a divisor divides the images, so there is none; False says nothing.
    """
    random = Random(len(p) * 1009 + len(q))
    numbers = {i: random.randrange(1, _PRIME) for i in used(p) | used(q) if i != v}
    images = []
    for poly in (p, q):
        image = [0] * (max(coefficients_in(poly, v)) + 1)
        for k, c in poly.items():
            place, value = 0, c
            for i, e in exponents(k):
                if i == v:
                    place = e
                else:
                    value = value * pow(numbers[i], e, _PRIME) % _PRIME
            image[place] = (image[place] + value) % _PRIME
        if not image[-1]:
            return False
        images.append(image)
    return len(gcd_mod(images[0], images[1], _PRIME)) == 1


def primitive(p: Polynomial, v: int) -> tuple[Polynomial, Polynomial]:
    """(content, primitive part) of p as a polynomial in generator v."""
    content: Polynomial = {}
    for c in coefficients_in(p, v).values():
        content = common_divisor(content, c)
        if content == ONE:
            return ONE, p
    part = quotient(p, content)
    assert part is not None
    return content, part


def _pseudo_remainder(p: Polynomial, q: Polynomial, v: int) -> Polynomial:
    a, b = coefficients_in(p, v), coefficients_in(q, v)
    degree, lead = max(b), b[max(b)]
    while a and max(a) >= degree:
        if sum(map(len, a.values())) > _MOST_TERMS:
            raise TooLarge
        top = max(a)
        factor = a.pop(top)
        shift = top - degree
        a = {e: multiply_polynomials(c, lead) for e, c in a.items()}
        for e, c in b.items():
            if e != degree:
                minus = negated(multiply_polynomials(factor, c))
                total = add_polynomials([a.get(e + shift, {}), minus])
                if total:
                    a[e + shift] = total
                else:
                    a.pop(e + shift, None)
    return _joined(a, v)


# ---- one variable modulo a prime: coefficients in a list, lowest first -----------------------------------------------


def trimmed(a: list[int]) -> list[int]:
    while a and not a[-1]:
        a.pop()
    return a


def monic(a: list[int], p: int) -> list[int]:
    a = trimmed([c % p for c in a])
    inverse = pow(a[-1], -1, p)
    return [c * inverse % p for c in a]


def divide_mod(a: list[int], b: list[int], p: int) -> tuple[list[int], list[int]]:
    """Quotient and remainder by a monic b."""
    a, n = list(a), len(b) - 1
    out = [0] * max(len(a) - n, 0)
    for i in range(len(a) - n - 1, -1, -1):
        c = out[i] = a[i + n] % p
        if c:
            for j in range(n):
                a[i + j] -= c * b[j]
    return out, trimmed([c % p for c in a[:n]])


def gcd_mod(a: list[int], b: list[int], p: int) -> list[int]:
    a, b = trimmed([c % p for c in a]), trimmed([c % p for c in b])
    while b:
        b = monic(b, p)
        a, b = b, divide_mod(a, b, p)[1]
    return monic(a, p)
