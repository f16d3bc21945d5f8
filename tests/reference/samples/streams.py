from fractions import Fraction
from functools import cache
from itertools import accumulate, count, islice

from forms import show


def prime(n):
    return n > 1 and all(n % d for d in range(2, int(n**0.5) + 1))


def take(values, n):
    return show(list(islice(values, n)))


def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


@cache
def ways(n):
    return 0 if n < 0 else 1 if n == 0 else ways(n - 1) + ways(n - 2) + ways(n - 3)


@cache
def ackermann(m, n):
    if m == 0:
        return n + 1
    return ackermann(m - 1, 1) if n == 0 else ackermann(m - 1, ackermann(m, n - 1))


a, b = list(accumulate([1, 1, 3])), list(accumulate([5, 0], initial=10))[1:]
print(show([a[0], a[1], b[0], a[2], b[1]]))
print(show([100 + 50, 150 - 30, "insufficient", 120]))
squares = (n * n for n in count(1))
print(take(squares, 6), take(filter(prime, count(90)), 4), take(filter(prime, count(2)), 8))
print(take(fibonacci(), 12))
print(ways(30), True)
print(ackermann(2, 3), ackermann(3, 3))
print(9, 9, show([4, 3, 2]))
# the operator form has the later argument first: (2^#)[5] would be 32, and 5^2 is meant
print(show([1, 2, 3]), 5**2, 10 - 1)
print(show([min(4, 8, 15), max(4, 8, 15), (4 + 8 + 15) // 3]), "{f[1, 2], f[3]} {0, 1}")
print(f"{{False -> {1 + 3 + 5}, True -> {2 + 4 + 6}}}")
digits = [12345 // 10**k % 10 for k in range(3)]
print(show(list(accumulate([1, 2, 3], lambda x, d: 10 * x + d, initial=0))), show(digits), "{b1, {a1, x}}")
halves = [100]
while halves[-1] > 1:
    halves.append(halves[-1] // 2)
print(show(halves), "bad {{1, 2}, {2, 1}, {1, 2}}")
print("{{1, 2}, {7, 8}} {{1, 2, 3}, {7, 8}, {1}} {2, 4}")
print(show([0, Fraction(1, 2), 1, Fraction(1, 2), 0]), 1 + 2, 2, 1 + 2 + 3, 7)
