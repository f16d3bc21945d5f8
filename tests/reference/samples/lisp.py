from fractions import Fraction
from math import factorial, gcd

from forms import show

S = "Lisp`Private`sym"
print(f"{{{{{S}[a], {{{S}[quote], {{{S}[b], 2}}}}}}}}")
print('lispRun["text"] evaluates all of them and gives the last value.')
print(1 + 2 * 3)
print(factorial(25))
print(f"({' '.join(str(x * x) for x in (1, 2, 3))})")
print((lambda n: lambda x: x + n)(10)(5))
print(f"(2 3 {show(Fraction(2, 3))} {'#t' if 2 < 3 else '#f'})")
print(gcd(1071, 462))
print("#<procedure>")
print("(p q)")
print("#f")
print('"unbound: oops"')
