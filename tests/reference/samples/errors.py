from fractions import Fraction
from math import isqrt

from forms import show

print(show(Fraction(6, 4)))
print("caught a message")
print("True x is no number Failure")
print("Division of `1` by zero.")
print(next(x for x in (1, 3, 8, 5, 10) if x % 2 == 0), "Missing[NotFound]")
print("inner {x, tag[3]}")


def process(x):
    return "refused: negative" if x < 0 else "refused: too much" if x > 100 else isqrt(x)


print(show([process(x) for x in (16, -1, 101)]))
print("2 $Aborted {open, close, open, close}")
print(show([2 * 3, "width", "height"]))
print("{ComplexInfinity, Indeterminate, First[{}], {1, 2}[[5]]}")
print("no syntax 1 + Sqrt[x]")
print("{some failed, {{1, 2, 3, 4}}}")
print("2 late")
print("ComplexInfinity")
print(show([x**2 for x in (2, 3)]), "$Failed Integer expected instead of 2.5.")
