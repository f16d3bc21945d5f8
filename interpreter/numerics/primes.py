"""Primes: test, sieve, count, factorization.

The test is Miller and Rabin's with bases that decide below 3.3 * 10^24, and with the first 24 primes as bases beyond.
Factors come from trial division and Brent's version of Pollard's rho.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from math import gcd, isqrt, log

_SMALL = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89)


def is_prime(n: int) -> bool:
    """True for primes; beyond 3.3 * 10^24 a composite number passes with probability below 4^-24."""
    if n < 2:
        return False
    for p in _SMALL:
        if n % p == 0:
            return n == p
    if n < 7921:
        return True
    d, s = n - 1, 0
    while d % 2 == 0:
        d, s = d // 2, s + 1
    bases = _SMALL[:4] if n < 3_215_031_751 else _SMALL[:13] if n < 3_317_044_064_679_887_385_961_981 else _SMALL
    for a in bases:
        x = pow(a, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


@lru_cache(maxsize=4)
def primes_below(n: int) -> list[int]:
    """All primes < n, by Eratosthenes' sieve over odd numbers."""
    if n <= 2:
        return []
    odd = bytearray([1]) * (n // 2)
    odd[0] = 0
    for i in range(3, isqrt(n - 1) + 1, 2):
        if odd[i // 2]:
            odd[i * i // 2 :: i] = bytes(len(range(i * i // 2, len(odd), i)))
    return [2, *[2 * i + 1 for i, p in enumerate(odd) if p]]


def _sieve_for(n: int) -> list[int]:
    size = 1 << 12
    while size < n:
        size *= 4
    return primes_below(size)


def prime(k: int) -> int:
    """The k-th prime, k >= 1."""
    if k < 6:
        return (2, 3, 5, 7, 11)[k - 1]
    bound = int(k * (log(k) + log(log(k)))) + 10
    if bound <= 1 << 24:
        return _sieve_for(bound)[k - 1]
    # near the k-th prime by inverting the logarithmic integral, then exactly from the count
    x = _inverse_li(k)
    count = prime_count(x)
    while count < k:
        x = next_prime(x)
        count += 1
    p = x if is_prime(x) else previous_prime(x)
    while count > k:
        p = previous_prime(p)
        count -= 1
    return p


def _inverse_li(k: int) -> int:
    from .bigreals import context

    c = context(30)
    x = c.mpf(k) * c.log(k)
    for _ in range(30):
        step = (k - c.li(x)) * c.log(x)
        x += step
        if abs(step) < 1:
            break
    return int(x)


def prime_count(x: int) -> int:
    """How many primes are <= x: from the sieve, or by Lucy's recurrence on the values x // i."""
    if x < 2:
        return 0
    if x <= 1 << 22:
        return bisect_right(_sieve_for(x + 1), x)
    import numpy as np

    r = isqrt(x)
    low = np.arange(r + 1, dtype=np.int64) - 1  # counts up to v for v <= r
    divisors = np.arange(1, r + 1, dtype=np.int64)
    high = np.concatenate(([0], x // divisors - 1))  # counts up to x // i
    for p in range(2, r + 1):
        if low[p] == low[p - 1]:
            continue
        before, square = low[p - 1], p * p
        last = min(r, x // square)
        i = np.arange(1, last + 1, dtype=np.int64)
        k = i * p
        inside = k <= r
        values = np.where(inside, high[np.minimum(k, r)], low[np.minimum(x // np.maximum(k, 1), r)])
        high[1 : last + 1] -= values - before
        if square <= r:
            v = np.arange(r, square - 1, -1, dtype=np.int64)
            low[v] = low[v] - (low[v // p] - before)
    return int(high[1])


def next_prime(n: int) -> int:
    """The least prime greater than n."""
    n = max(n + 1, 2)
    while not is_prime(n):
        n += 1 if n == 2 or n % 2 == 0 else 2
    return n


def previous_prime(n: int) -> int | None:
    """The greatest prime less than n, None below 3."""
    n -= 1
    while n > 1 and not is_prime(n):
        n -= 1
    return n if n > 1 else None


def factor(n: int) -> dict[int, int]:
    """The prime factors of n >= 1 with their exponents, in order."""
    found: dict[int, int] = {}
    for p in primes_below(1 << 10):
        if p * p > n:
            break
        while n % p == 0:
            found[p] = found.get(p, 0) + 1
            n //= p
    stack = [n] if n > 1 else []
    while stack:
        m = stack.pop()
        if is_prime(m):
            found[m] = found.get(m, 0) + 1
            continue
        r = isqrt(m)
        d = r if r * r == m else _rho(m)
        stack += [d, m // d]
    return dict(sorted(found.items()))


def _rho(n: int) -> int:
    """A proper divisor of an odd composite n that is no square."""
    c = 1
    while True:
        y, g, r, q = 2, 1, 1, 1
        x = saved = y
        while g == 1:
            x = y
            for _ in range(r):
                y = (y * y + c) % n
            k = 0
            while k < r and g == 1:
                saved = y
                for _ in range(min(128, r - k)):
                    y = (y * y + c) % n
                    q = q * abs(x - y) % n
                g = gcd(q, n)
                k += 128
            r *= 2
        if g == n:  # the product hid it: again, one step at a time
            g = 1
            while g == 1:
                saved = (saved * saved + c) % n
                g = gcd(abs(x - saved), n)
        if g != n:
            return g
        c += 1


def divisors(n: int) -> list[int]:
    """All positive divisors of n >= 1, in order."""
    out = [1]
    for p, k in factor(n).items():
        out = [d * p**j for d in out for j in range(k + 1)]
    return sorted(out)
