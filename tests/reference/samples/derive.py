from fractions import Fraction
from math import cos, factorial, sin, sqrt

from forms import real

DERIVATIVES = {
    "2*x + x^3": "2 + 3*x^2",
    "Cos[x]*Sin[x]": "Cos[x]^2 - Sin[x]^2",
    "E^x^2": "2*E^x^2*x",
    "a*x^n": "a*n*x^(-1 + n)",
    "Log[1 + x^2]": "(2*x)/(1 + x^2)",
    "Sqrt[1 + x^2]": "x/Sqrt[1 + x^2]",
    "3^x*y": "3^x*y*Log[3]",
    "ArcTan[2*x]": "2/(1 + 4*x^2)",
}
for f, df in DERIVATIVES.items():
    print(f"{f}  ->  {df}")
print("x")
print("plus[a, b, c]")
print("y zero")
print("steps: 2")


def newton(f, df, x):
    for _ in range(50):
        x -= f(x) / df(x)
    return x


root = newton(lambda x: x * x - 2, lambda x: 2 * x, 1.0)
assert abs(root - sqrt(2)) < 1e-12
print("roots:", real(root), real(newton(lambda x: cos(x) - x, lambda x: -sin(x) - 1, 1.0)))


def series(coefficients):
    """A polynomial as it is written, from the lowest power."""
    text = ""
    for k, c in enumerate(coefficients):
        if c:
            power = "" if k == 0 else "x" if k == 1 else f"x^{k}"
            number = "" if abs(c.numerator) == 1 and power else str(abs(c.numerator)) + ("*" if power else "")
            over = f"/{c.denominator}" if c.denominator > 1 else ""
            text += (" - " if c < 0 else " + " if text else "") + number + power + over
    return text


sine = [Fraction([0, 1, 0, -1][k % 4], factorial(k)) for k in range(8)]
exp = [Fraction(1, factorial(k)) for k in range(5)]
cosine = [Fraction([1, 0, -1, 0][k % 4], factorial(k)) for k in range(5)]
product = [sum((exp[i] * cosine[k - i] for i in range(k + 1)), Fraction(0)) for k in range(5)]
print(series(sine) + "   " + series(product))
print(f"3 + 4 = {3 + 4}, 3 * 4 = {3 * 4} s[s[z]]")
