"""Resultants, Groebner bases, elimination, contents, residues, interpolation, algebraic numbers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca.interpreter.session import Session


def value(text):
    session = Session(debug=True)
    return session.text(session.evaluate_expr(session.read_value(text)), "InputForm")


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("Resultant[x - a, x - b, x]", "a - b"),
        ("Resultant[x^2 - 2 x + 7, x^3 - x + 5, x]", "265"),
        ("Resultant[x^2 + 1, x^3, x, Modulus -> 2]", "1"),
        ("Discriminant[a x^2 + b x + c, x]", "b^2 - 4 a c"),
        ("Discriminant[x^3 + p x + q, x]", "-4 p^3 - 27 q^2"),
        ("Discriminant[(x - 1)^2 (x + 1), x]", "0"),
        ("Subresultants[(x - 1)^2 (x - 2), (x - 1) (x - 3), x]", "{0, 2, 1}"),
        ("GroebnerBasis[{x^2 + y^2 - 1, x - y}, {x, y}]", "{-1 + 2 y^2, x - y}"),
        ("GroebnerBasis[{x - t^2, y - t^3}, {x, y}, {t}]", "{x^3 - y^2}"),
        ("GroebnerBasis[{x y - 1, x}, {x, y}]", "{1}"),
        ("Eliminate[{x == t^2, y == t^3}, t]", "x^3 - y^2 == 0"),
        ("Decompose[x^6 + 1, x]", "{1 + x^3, x^2}"),
        ("MinimalPolynomial[Sqrt[2] + Sqrt[3], x]", "1 - 10 x^2 + x^4"),
        ("MinimalPolynomial[1/2]", "-1 + 2 # &"),
        ("RootReduce[Sqrt[3 + 2 Sqrt[2]] - 1 - Sqrt[2]]", "0"),
        ("ToRadicals[Root[#^3 - 2 &, 1]]", "2^(1/3)"),
        ("SymmetricPolynomial[2, {x, y, z}]", "x y + x z + y z"),
        ("FactorSquareFree[x^5 - x^3 - x^2 + 1]", "(-1 + x)^2 (1 + 2 x + 2 x^2 + x^3)"),
        ("FactorTerms[3 + 6 x]", "3 (1 + 2 x)"),
        ("IrreduciblePolynomialQ[x^2 - 2]", "True"),
        ("IrreduciblePolynomialQ[x^2 - 2, Extension -> Sqrt[2]]", "False"),
        ("PolynomialMod[3 x^2 + 5 x + 7, 3]", "1 + 2 x"),
        ("PolynomialMod[x^2/2 + 1, 3]", "1 + 2 x^2"),
        ("CountRoots[x^5 - x - 1, x]", "1"),
        ("HornerForm[x^3 + 2 x]", "x (2 + x^2)"),
        ("InterpolatingPolynomial[{1, 4, 9}, x]", "1 + (-1 + x) (1 + x)"),
    ],
)
def test_values(call, expected):
    assert value(call) == value(expected)


coefficients = st.lists(st.integers(-5, 5), min_size=2, max_size=4).filter(lambda c: c[-1])


def polynomial(c):
    return "(" + " + ".join([str(c[0]), *[f"({a}) x^{i}" for i, a in enumerate(c[1:], 1)]]) + ")"


@settings(max_examples=25, deadline=None, derandomize=True)
@given(coefficients, coefficients)
def test_the_resultant_is_a_product_over_roots(p, q):
    """Res(p, q) = lc(p)^deg q * product of q at the roots of p, by numpy's roots."""
    import numpy as np

    expected = p[-1] ** (len(q) - 1) * np.prod(np.polyval(q[::-1], np.roots(p[::-1])))
    assert abs(float(value(f"Resultant[{polynomial(p)}, {polynomial(q)}, x]")) - expected) < 1e-5 * (1 + abs(expected))


@settings(max_examples=25, deadline=None, derandomize=True)
@given(coefficients, coefficients)
def test_the_extended_divisor(p, q):
    a, b = polynomial(p), polynomial(q)
    text = f"With[{{r = PolynomialExtendedGCD[{a}, {b}, x]}}, Expand[r[[2, 1]] {a} + r[[2, 2]] {b} - r[[1]]]]"
    assert value(text) == "0"


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.dictionaries(st.integers(-5, 5), st.integers(-9, 9), min_size=1, max_size=5))
def test_interpolation_meets_its_points(points):
    data = ", ".join(f"{{{a}, {b}}}" for a, b in points.items())
    for a, b in points.items():
        assert value(f"InterpolatingPolynomial[{{{data}}}, x] /. x -> {a}") == str(b)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(coefficients)
def test_other_forms_are_the_same_polynomial(c):
    p = polynomial(c)
    for form in (f"HornerForm[{p}]", f"FactorTerms[{p}]", f"FactorSquareFree[{p}]"):
        assert value(f"Expand[{form} - {p}]") == "0"
