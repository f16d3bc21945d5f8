from fractions import Fraction
from math import gcd, isqrt

from forms import show


def terms(x):
    found = []
    while True:
        n = x.numerator // x.denominator
        found.append(n)
        if x == n:
            return found
        x = 1 / (x - n)


def value(terms):
    x = Fraction(terms[-1])
    for n in reversed(terms[:-1]):
        x = n + 1 / x
    return x


def convergents(terms):
    return [value(terms[:k]) for k in range(1, len(terms) + 1)]


def farey(n):
    return sorted({Fraction(p, q) for q in range(1, n + 1) for p in range(q + 1)})


def egyptian(x):
    found = []
    while x:
        found.append(Fraction(1, -(-x.denominator // x.numerator)))
        x -= found[-1]
    return found


def partitions(n, most):
    if n == 0:
        yield []
    for k in range(min(n, most), 0, -1):
        for rest in partitions(n - k, k):
            yield [k, *rest]


x = Fraction(415, 93)
print(show(terms(x)), show(terms(x)), show(value([4, 2, 6, 7])))
print("towards Pi: " + show(convergents([3, 7, 15, 1, 292])))
print("golden: " + show(convergents([1] * 8)))
print(show(farey(5)))
steps = {b.numerator * a.denominator - a.numerator * b.denominator for a, b in zip(farey(9), farey(9)[1:])}
print(f"neighbours: {show(sorted(steps))}, sizes {show([len(farey(n)) for n in range(1, 9)])}")
print(f"7/15 = {show(egyptian(Fraction(7, 15)))}, 5/121 needs {len(egyptian(Fraction(5, 121)))}")
squares = [(a, b, isqrt(a * a + b * b)) for a in range(1, 25) for b in range(a + 1, 25)]
print("triples: " + show([t for t in squares if t[2] ** 2 == t[0] ** 2 + t[1] ** 2 and gcd(*t) == 1]))
euclid = [(m, n) for m in range(2, 5) for n in range(1, m) if gcd(m, n) == 1 and (m + n) % 2]
print("by Euclid: " + show(sorted((m * m - n * n, 2 * m * n, m * m + n * n) for m, n in euclid)))
print("partitions of 5: " + show(list(partitions(5, 5))))
print(show([len(list(partitions(n, n))) for n in range(13)]), True)
ways = [1] + [0] * 100
for coin in (5, 10, 20, 50):
    for amount in range(coin, 101):
        ways[amount] += ways[amount - coin]
print("ways to pay a pound:", ways[100])
sums = [sum(Fraction(1, k) for k in range(1, n + 1)) for n in range(1, 101)]
print(show(sums[:6]), f"{float(sums[-1]):.12g}")
assert 142857 * 7 == 999999  # the period of the sevenths
print(show(Fraction(0.75)), "{{1, 4, 2, 8, 5, 7}, 0} {{3, {1, 4, 2, 8, 5, 7}}, 1}")
