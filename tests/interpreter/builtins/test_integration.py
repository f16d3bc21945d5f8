"""Integrals: the derivative of each indefinite one is the integrand, numerically; definite ones have known values."""

import pytest

INTEGRANDS = """
x^3 - 2*x + 5
(2*x + 1)^5
1/(3*x + 2)
Sqrt[x + 1]
E^(-2*x)
2^x
Sin[3*x + 1]
Tan[x]
Sec[x]
Csc[x]
Sinh[2*x]
Tanh[x]
Log[3*x]
ArcSin[x/2]
ArcTan[2*x]
ArcSinh[x]
LogisticSigmoid[x]
Erf[x]
Sin[x]^2
Tanh[x]^2
Log[x]^2
Sin[x]*Cos[x]^3
x*E^(-x^2)
x^3*E^(2*x)
x^2*Sin[3*x]
x*Log[x]
x^2*Log[x]^2
x*ArcTan[x]
Log[x]/x
1/((x + 1)*Log[x + 1])
x/Sqrt[1 - x^2]
1/Sqrt[4 - 9*x^2]
1/Sqrt[4 + x^2]
1/(1 + x^2)
1/(x^2 - 5*x + 7)
1/(x^2 - 4)
(2*x + 3)/(x^2 + x + 1)
x^5/(1 + x^2)
(x^3 + 1)/(x + 2)
E^x*Sin[2*x]
E^(3*x)*Cos[x]
Cos[x]/(1 + Sin[x]^2)
a*x^n
""".strip().splitlines()


@pytest.mark.parametrize("f", INTEGRANDS)
def test_the_derivative_is_the_integrand(ask, f):
    whole = ask(f"whole = Integrate[{f}, x]")
    assert "Integrate" not in whole
    at = "/. {x -> 0.37, a -> 1.3, n -> 2.5}"
    assert ask(f"Abs[(D[whole, x] {at}) - (({f}) {at})] < 10^-9") == "True"


VALUES = [
    ("Integrate[x^2, {x, 0, 3}]", "9"),
    ("Integrate[Sin[x], {x, 0, Pi}]", "2"),
    ("Integrate[E^(-x), {x, 0, Infinity}]", "1"),
    ("Integrate[x*y, {x, 0, 1}, {y, 0, x}]", "1/8"),
    ("Integrate[{1, x}, x]", "{x, x^2/2}"),
    ("Integrate[1/x^2, {x, -1, 1}]", "Integrate[x^(-2), {x, -1, 1}]"),
    ("Integrate[f[x], x]", "Integrate[f[x], x]"),
    ("D[Integrate[f[x], x], x]", "f[x]"),
    ("PolynomialQuotient[x^3 + 1, x + 1, x]", "1 - x + x^2"),
    ("PolynomialRemainder[x^3, x^2 + 1, x]", "-x"),
]


@pytest.mark.parametrize(("given", "expected"), VALUES)
def test_value(ask, given, expected):
    assert ask(given) == expected
    assert ask.messages == []
