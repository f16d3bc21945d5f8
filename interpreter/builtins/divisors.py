"""Division, greatest common divisors and factors of polynomials with integer coefficients.

Polynomials are the dictionaries of monomials.py with exponents that are not negative; integers that hold the exponents
compare like the lexicographic order of monomials, the last generator counting most.
"""

from __future__ import annotations

from functools import reduce
from itertools import combinations
from math import comb, gcd, isqrt
from random import Random
from typing import Any

from .monomials import WIDTH, Polynomial, add_polynomials, exponents, multiply_polynomials

ONE: Polynomial = {0: 1}
_MASK = (1 << WIDTH) - 1
_MOST_TRIALS = 20_000  # products of modular factors that are tried before a polynomial is left as it is


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
    content_p, p = _primitive(p, v)
    content_q, q = _primitive(q, v)
    while q:
        p, q = q, _pseudo_remainder(p, q, v)
        if q:
            q = _primitive(q, v)[1]
            if v not in used(q):
                p, q = ONE, {}
    g = multiply_polynomials(common_divisor(content_p, content_q), p)
    g = scaled_down(g, integer_content(g))
    return {k: n * c for k, c in g.items()}


def _primitive(p: Polynomial, v: int) -> tuple[Polynomial, Polynomial]:
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


# ---- factors ---------------------------------------------------------------------------------------------------------


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
    content, p = _primitive(p, v)
    out = [] if is_constant(content) else _by_content(content)
    for f, n in _square_free(p, v):
        out += [(g, n) for g in _split(f, v)]
    return out


def _derivative(p: Polynomial, v: int) -> Polynomial:
    unit = 1 << (WIDTH * v)
    return {k - unit: c * e for k, c in p.items() if (e := (k >> (WIDTH * v)) & _MASK)}


def _exact(p: Polynomial, q: Polynomial) -> Polynomial:
    r = quotient(p, q)
    assert r is not None
    return r


def _square_free(p: Polynomial, v: int) -> list[tuple[Polynomial, int]]:
    """Yun's algorithm: p primitive in v as a product of powers of square-free polynomials."""
    out = []
    d = _derivative(p, v)
    g = common_divisor(p, d)
    a, b = _exact(p, g), _exact(d, g)
    n = 1
    while not is_constant(a):
        c = add_polynomials([b, negated(_derivative(a, v))])
        f = common_divisor(a, c)
        if not is_constant(f):
            out.append((f, n))
        a, b = _exact(a, f), _exact(c, f) if c else {}
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
    if degree <= 1:
        return [a]
    bound = 2 * abs(lead) * comb(degree, degree // 2) * (isqrt(sum(c * c for c in a)) + 1) + 1
    for p in _primes_from(max(bound, 1000)):
        if lead % p and len(_gcd_mod(a, _derived(a), p)) == 1:
            break
    pieces = _factors_mod(_monic(a, p), p)
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


def _primes_from(n: int) -> Any:
    n |= 1
    while True:
        if all(pow(b, n - 1, n) == 1 for b in (2, 3, 5, 7, 11, 13)) and all(n % q for q in (3, 5, 7, 11, 13, 17, 561)):
            yield n
        n += 2


def _derived(a: list[int]) -> list[int]:
    return [i * c for i, c in enumerate(a)][1:]


def _trimmed(a: list[int]) -> list[int]:
    while a and not a[-1]:
        a.pop()
    return a


def _monic(a: list[int], p: int) -> list[int]:
    a = _trimmed([c % p for c in a])
    inverse = pow(a[-1], -1, p)
    return [c * inverse % p for c in a]


def _divide_mod(a: list[int], b: list[int], p: int) -> tuple[list[int], list[int]]:
    """Quotient and remainder by a monic b."""
    a, n = list(a), len(b) - 1
    out = [0] * max(len(a) - n, 0)
    for i in range(len(a) - n - 1, -1, -1):
        c = out[i] = a[i + n] % p
        if c:
            for j in range(n):
                a[i + j] -= c * b[j]
    return out, _trimmed([c % p for c in a[:n]])


def _gcd_mod(a: list[int], b: list[int], p: int) -> list[int]:
    a, b = _trimmed([c % p for c in a]), _trimmed([c % p for c in b])
    while b:
        b = _monic(b, p)
        a, b = b, _divide_mod(a, b, p)[1]
    return _monic(a, p)


def _power_mod(a: list[int], n: int, m: list[int], p: int) -> list[int]:
    result = [1]
    for bit in bin(n)[2:]:
        result = _divide_mod(_times(result, result), m, p)[1] if result else result
        if bit == "1" and result:
            result = _divide_mod(_times(result, a), m, p)[1]
    return result


def _minus(a: list[int], b: list[int], p: int) -> list[int]:
    n = max(len(a), len(b))
    return _trimmed([((a[i] if i < len(a) else 0) - (b[i] if i < len(b) else 0)) % p for i in range(n)])


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
        g = _gcd_mod(a, _minus(power, [0, 1], p), p) if _minus(power, [0, 1], p) else a
        if len(g) > 1:
            out += _equal_degree(g, degree, p, random)
            a = _divide_mod(a, g, p)[0]
            power = _divide_mod(power, a, p)[1] if len(a) > 1 else power
    return out


def _equal_degree(a: list[int], degree: int, p: int, random: Random) -> list[list[int]]:
    if len(a) - 1 == degree:
        return [a]
    while True:
        b = _trimmed([random.randrange(p) for _ in range(len(a) - 1)])
        if len(b) < 2:
            continue
        g = _gcd_mod(a, b, p)
        if len(g) == 1:
            power = _minus(_power_mod(b, (p**degree - 1) // 2, a, p), [1], p)
            if not power:
                continue
            g = _gcd_mod(a, power, p)
        if 1 < len(g) < len(a):
            return _equal_degree(g, degree, p, random) + _equal_degree(_divide_mod(a, g, p)[0], degree, p, random)
