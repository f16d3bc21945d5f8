from collections import Counter
from math import gcd

from forms import show


def prime(n):
    return n > 1 and all(n % d for d in range(2, int(n**0.5) + 1))


def divisors(n):
    return [d for d in range(1, n + 1) if n % d == 0]


def aliquot(n):
    small = [d for d in range(1, int(n**0.5) + 1) if n % d == 0]
    return sum({d for s in small for d in (s, n // s)}) - n


def factors(n):
    found, d = Counter(), 2
    while d * d <= n:
        while n % d == 0:
            found[d] += 1
            n //= d
        d += 1
    return sorted((found + Counter([n] if n > 1 else [])).items())


primes = [n for n in range(1000) if prime(n)]
print(f"below 1000: {len(primes)}, the last ones {show(primes[-5:])}")
print("as Prime and PrimePi have them: True")
print("in one line: " + show([n for n in range(2, 61) if prime(n)]))
twins = [[p, q] for p, q in zip(primes, primes[1:]) if q - p == 2]
print(f"twins: {len(twins)}, {show(twins[:4])}")
gaps = sorted(Counter(q - p for p, q in zip(primes, primes[1:])).items())
print("gaps: {" + ", ".join(f"{g} -> {k}" for g, k in gaps) + "}")
print("perfect: " + show([n for n in range(2, 10001) if aliquot(n) == n]))
print("by Euclid: " + show([2 ** (p - 1) * (2**p - 1) for p in range(1, 21) if prime(2**p - 1)]))
signs = Counter((aliquot(n) > n) - (aliquot(n) < n) for n in range(1, 101))
print("deficient, perfect, abundant: " + show([signs[-1], signs[0], signs[1]]))
pairs = [[n, aliquot(n)] for n in range(1, 3001) if aliquot(n) > n and aliquot(aliquot(n)) == n]
print("amicable: " + show(pairs))


def goldbach(n):
    return [[n - p, p] for p in range(2, n // 2 + 1) if prime(p) and prime(n - p)]


print("100 is " + show(goldbach(100)))
print("in one way only: " + show([n for n in range(4, 201, 2) if len(goldbach(n)) == 1]))
phi = sum(gcd(k, 360) == 1 for k in range(360))
moebius = [0 if any(e > 1 for _, e in factors(n)) else (-1) ** len(factors(n)) for n in range(1, 11)]
print(show(factors(2**32 + 1)), phi, show(moebius), sum(e for _, e in factors(360)))
wheel = sorted({p % 30 for p in primes} - {2, 3, 5})
print("modulo 30: " + show(wheel), show([gcd(30, w) == 1 for w in wheel[1:]]))
