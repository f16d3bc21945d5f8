"""Factors of polynomials with integer coefficients: square-free parts, then primes, then products that divide."""

from __future__ import annotations

from functools import reduce
from itertools import combinations
from math import comb, gcd, isqrt
from random import Random
from typing import Any

from .divisors import (
    common_divisor,
    divide_mod,
    exact,
    gcd_mod,
    integer_content,
    is_constant,
    monic,
    negated,
    primitive,
    quotient,
    scaled_down,
    trimmed,
    used,
)
from .monomials import WIDTH, Polynomial, add_polynomials, exponents

_MASK = (1 << WIDTH) - 1
_MOST_TRIALS = 20_000  # products of modular factors that are tried before a polynomial is left as it is
_MOST_DEGREE = 48  # for factors by way of a prime


def factors(p: Polynomial) -> list[tuple[Polynomial, int]]:
    """Irreducible factors with multiplicities after a constant (the first entry); p is their product."""
    constant = integer_content(p)
    p = scaled_down(p, constant)
    out: list[tuple[Polynomial, int]] = [({0: constant}, 1)]
    for v in sorted(used(p)):  # powers of a generator alone
        least = min((k >> (WIDTH * v)) & _MASK for k in p)
        if least:
            out.append(({1 << (WIDTH * v): 1}, least))
            p = {k - (least << (WIDTH * v)): c for k, c in p.items()}
    if not is_constant(p):
        out += _by_content(p)
    merged: dict[Any, tuple[Polynomial, int]] = {}
    for f, n in out[1:]:
        key = frozenset(f.items())
        merged[key] = (f, n + merged.get(key, (f, 0))[1])
    return [out[0], *merged.values()]


def _by_content(p: Polynomial) -> list[tuple[Polynomial, int]]:
    v = max(used(p))
    content, p = primitive(p, v)
    out = [] if is_constant(content) else _by_content(content)
    for f, n in _square_free(p, v):
        out += [(g, n) for g in _split(f, v)]
    return out


def _derivative(p: Polynomial, v: int) -> Polynomial:
    unit = 1 << (WIDTH * v)
    return {k - unit: c * e for k, c in p.items() if (e := (k >> (WIDTH * v)) & _MASK)}


def _square_free(p: Polynomial, v: int) -> list[tuple[Polynomial, int]]:
    """Yun's algorithm: p primitive in v as a product of powers of square-free polynomials."""
    out = []
    d = _derivative(p, v)
    g = common_divisor(p, d)
    a, b = exact(p, g), exact(d, g)
    n = 1
    while not is_constant(a):
        c = add_polynomials([b, negated(_derivative(a, v))])
        f = common_divisor(a, c)
        if not is_constant(f):
            out.append((f, n))
        a, b = exact(a, f), exact(c, f) if c else {}
        n += 1
    return out


def _split(p: Polynomial, v: int) -> list[Polynomial]:
    """The irreducible factors of a square-free p that is primitive in v.

    Several generators become powers of one (Kronecker), whose factors are put together until they divide p.
    """
    names = sorted(used(p))
    steps, step = {}, 1
    for i in names:
        steps[i] = step
        step *= max((k >> (WIDTH * i)) & _MASK for k in p) + 1

    def image(q: Polynomial) -> list[int]:
        dense = [0] * step
        for k, c in q.items():
            dense[sum(steps[i] * e for i, e in exponents(k))] += c
        while dense and not dense[-1]:
            dense.pop()
        return dense

    def original(dense: list[int]) -> Polynomial | None:
        out: Polynomial = {}
        for n, c in enumerate(dense):
            if c:
                k = 0
                for i in reversed(names):
                    e, n = divmod(n, steps[i])
                    k += e << (WIDTH * i)
                out[k] = out.get(k, 0) + c
        return out

    pieces = [f for f, n in _dense_factors(image(p)) for _ in range(n)]
    if len(names) == 1:
        return [q for f in pieces if (q := original(f)) is not None]
    found, trials = [], 0
    size = 1
    while 2 * size <= len(pieces):
        for chosen in combinations(range(len(pieces)), size):
            trials += 1
            if trials > _MOST_TRIALS:
                return [*found, p]
            candidate = original(reduce(_times, [pieces[i] for i in chosen]))
            rest = quotient(p, candidate) if candidate and not is_constant(candidate) else None
            if rest is not None and candidate is not None:
                found.append(scaled_down(candidate, integer_content(candidate)))
                p = rest
                pieces = [f for i, f in enumerate(pieces) if i not in chosen]
                break
        else:
            size += 1
    return found if is_constant(p) else [*found, scaled_down(p, integer_content(p))]


# ---- one variable: coefficients in a list, lowest first --------------------------------------------------------------


def _times(a: list[int], b: list[int]) -> list[int]:
    out = [0] * (len(a) + len(b) - 1)
    for i, x in enumerate(a):
        if x:
            for j, y in enumerate(b):
                out[i + j] += x * y
    return out


def _dense_factors(a: list[int]) -> list[tuple[list[int], int]]:
    """Irreducible factors of a primitive polynomial in one variable, which need not be square-free."""
    sparse = {i: c for i, c in enumerate(a) if c}
    out = []
    least = min(sparse)
    if least:
        out.append(([0, 1], least))
        sparse = {i - least: c for i, c in sparse.items()}
    if max(sparse) == 0:
        return out
    for f, n in _square_free(sparse, 0):
        dense = [f.get(i, 0) for i in range(max(f) + 1)]
        out += [(g, n) for g in _zassenhaus(dense)]
    return out


def _zassenhaus(a: list[int]) -> list[list[int]]:
    """Factors of a square-free primitive polynomial: modulo a prime beyond all coefficients, then put together."""
    degree, lead = len(a) - 1, a[-1]
    if lead == 1 and abs(a[0]) == 1 and not any(a[1:-1]):
        return _cyclotomic(degree, a[0])
    if degree <= 1 or degree > _MOST_DEGREE:
        return [a]
    bound = 2 * abs(lead) * comb(degree, degree // 2) * (isqrt(sum(c * c for c in a)) + 1) + 1
    for p in _primes_from(max(bound, 1000)):
        if lead % p and len(gcd_mod(a, _derived(a), p)) == 1:
            break
    pieces = _factors_mod(monic(a, p), p)
    found = []
    size, trials = 1, 0
    while 2 * size <= len(pieces):
        for chosen in combinations(pieces, size):
            trials += 1
            if trials > _MOST_TRIALS:
                return [*found, a]
            product = reduce(lambda x, y: [c % p for c in _times(x, y)], chosen, [a[-1] % p])
            candidate = [c - p if c > p // 2 else c for c in product]
            g = reduce(gcd, candidate)
            candidate = [c // g for c in candidate]
            rest = quotient({i: c for i, c in enumerate(a) if c}, {i: c for i, c in enumerate(candidate) if c})
            if rest is not None:
                found.append(candidate if candidate[-1] > 0 else [-c for c in candidate])
                a = [rest.get(i, 0) for i in range(max(rest) + 1)]
                pieces = [f for f in pieces if not any(f is c for c in chosen)]
                break
        else:
            size += 1
    return [*found, a if a[-1] > 0 else [-c for c in a]]


def _cyclotomic(n: int, sign: int) -> list[list[int]]:
    """The factors of x^n - 1 (sign -1) or x^n + 1."""
    known: dict[int, Polynomial] = {}
    whole = n if sign < 0 else 2 * n
    for d in [d for d in range(1, whole + 1) if whole % d == 0]:
        q: Polynomial = {0: -1, d: 1}
        for c, f in known.items():
            if d % c == 0:
                q = exact(q, f)
        known[d] = q
    wanted = [f for d, f in known.items() if sign < 0 or n % d]
    return [[f.get(i, 0) for i in range(max(f) + 1)] for f in wanted]


def _primes_from(n: int) -> Any:
    n |= 1
    while True:
        if all(pow(b, n - 1, n) == 1 for b in (2, 3, 5, 7, 11, 13)) and all(n % q for q in (3, 5, 7, 11, 13, 17, 561)):
            yield n
        n += 2


def _derived(a: list[int]) -> list[int]:
    return [i * c for i, c in enumerate(a)][1:]


def _power_mod(a: list[int], n: int, m: list[int], p: int) -> list[int]:
    result = [1]
    for bit in bin(n)[2:]:
        result = divide_mod(_times(result, result), m, p)[1] if result else result
        if bit == "1" and result:
            result = divide_mod(_times(result, a), m, p)[1]
    return result


def _minus(a: list[int], b: list[int], p: int) -> list[int]:
    n = max(len(a), len(b))
    return trimmed([((a[i] if i < len(a) else 0) - (b[i] if i < len(b) else 0)) % p for i in range(n)])


def _factors_mod(a: list[int], p: int) -> list[list[int]]:
    """Cantor and Zassenhaus: factors of a monic square-free polynomial modulo p, by degree and then by chance."""
    out: list[list[int]] = []
    random = Random(1)  # the result does not depend on it
    power, degree = [0, 1], 0
    while len(a) > 1:
        degree += 1
        if 2 * degree > len(a) - 1:
            out.append(a)
            break
        power = _power_mod(power, p, a, p)
        g = gcd_mod(a, _minus(power, [0, 1], p), p) if _minus(power, [0, 1], p) else a
        if len(g) > 1:
            out += _equal_degree(g, degree, p, random)
            a = divide_mod(a, g, p)[0]
            power = divide_mod(power, a, p)[1] if len(a) > 1 else power
    return out


def _equal_degree(a: list[int], degree: int, p: int, random: Random) -> list[list[int]]:
    if len(a) - 1 == degree:
        return [a]
    while True:
        b = trimmed([random.randrange(p) for _ in range(len(a) - 1)])
        if len(b) < 2:
            continue
        g = gcd_mod(a, b, p)
        if len(g) == 1:
            power = _minus(_power_mod(b, (p**degree - 1) // 2, a, p), [1], p)
            if not power:
                continue
            g = gcd_mod(a, power, p)
        if 1 < len(g) < len(a):
            return _equal_degree(g, degree, p, random) + _equal_degree(divide_mod(a, g, p)[0], degree, p, random)
