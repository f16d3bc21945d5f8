import re
from fractions import Fraction
from math import factorial

from forms import show

print(show(["+", 1, ["*", 2, 3]]))
print(show(["-", ["**", -2, 2], ["/", ["max", "a", 3], 4]]))
names = {"x": Fraction(5), "rate": Fraction(3, 2), "max": max, "abs": abs, "fact": lambda n: factorial(int(n))}
for text in [
    "1 + 2*3",
    "(1 + 2)*3",
    "2**3**2",
    "10 - 4 - 3",
    "x*rate + 1",
    "1/3 + 1/6",
    "max(1, abs(-7), x)/2",
    "fact(20)",
]:
    exact = re.sub(r"\d+", r"Fraction(\g<0>)", text)
    print(text, "=", show(Fraction(eval(exact, {"Fraction": Fraction, **names}))))
print("no value")
print("$Failed")
