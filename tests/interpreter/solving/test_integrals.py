"""NIntegrate."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca import Session


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("Sin[x], {x, 0, Pi}", "2"),
        ("x, {x, 2, 1}", "-3/2"),
        ("x, {x, 1, 1}", "0"),
        ("1/Sqrt[x], {x, 0, 1}", "2"),
        ("Log[x], {x, 0, 1}", "-1"),
        ("Exp[-x^2], {x, -Infinity, Infinity}", "Sqrt[Pi]"),
        ("Exp[-x], {x, 0, Infinity}", "1"),
        ("Exp[x], {x, -Infinity, 0}", "1"),
        ("1/(1 + x^2), {x, 0, Infinity}", "Pi/2"),
        ("Abs[x - 1/3], {x, 0, 1}", "5/18"),
        ("Abs[x - 1/3], {x, 0, 1/3, 1}", "5/18"),
        ("If[x > 1, 1, 0], {x, 0, 2}", "1"),
        ("Exp[I x], {x, 0, 1}", "Sin[1] + I (1 - Cos[1])"),
        ("x y, {x, 0, 1}, {y, 0, 2}", "1"),
        ("1, {x, 0, 1}, {y, 0, x}", "1/2"),
        ("x y z, {x, 0, 1}, {y, 0, x}, {z, 0, y}", "1/48"),
        ("Sqrt[1 - x^2 - y^2], {x, -1, 1}, {y, -Sqrt[1 - x^2], Sqrt[1 - x^2]}", "2 Pi/3"),
        ("f[x], {x, 0, 3}", "9"),
        ("g, {x, 0, 1}", "1/2"),
        ("7, {x, 0, 2}", "14"),
    ],
)
def test_integrals(ask, call, expected):
    ask("f[t_?NumericQ] := t^2; g := x")
    assert ask(f"Abs[NIntegrate[{call}] - ({expected})] < 10^-8") == "True"
    assert ask.messages == []


def test_many_digits(ask):
    assert ask("Abs[NIntegrate[1/x, {x, 1, 2}, WorkingPrecision -> 40] - Log[2]] < 10^-38") == "True"
    assert ask("Precision[NIntegrate[1/x, {x, 1, 2}, WorkingPrecision -> 40]] > 39") == "True"


def test_values_of_the_variables_stay_out_of_it(ask):
    assert ask("x = 5; NIntegrate[x, {x, 0, 2}]; x") == "5"


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("a x, {x, 0, 1}", "NIntegrate::inumr"),
        ("1/x, {x, 0, 1}", "NIntegrate::inumr"),
        ("x, {x, 0, b}", "NIntegrate::nlim"),
        ("x, {x, 0}", "NIntegrate::ilim"),
        ("x, {2, 0, 1}", "NIntegrate::ilim"),
        ("x, {x, y, 1}, {y, 0, 1}", "NIntegrate::nlim"),
        ("Sin[1/x]/x, {x, 0, 1}", "NIntegrate::ncvb"),
        ("x, {x, 0, 1}, WorkingPrecision -> x", "NIntegrate::wprec"),
    ],
)
def test_what_is_said(ask, call, message):
    ask(f"NIntegrate[{call}]")
    assert ask.messages == [message]


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.lists(st.integers(-5, 5), min_size=1, max_size=6), st.integers(-4, 4), st.integers(1, 5))
def test_polynomials(coefficients, low, width):
    terms = [f"({c}) x^{i}" for i, c in enumerate(coefficients)]
    polynomial, high = " + ".join(terms), low + width
    exact = sum(c * (high ** (i + 1) - low ** (i + 1)) / (i + 1) for i, c in enumerate(coefficients))
    with Session() as session:
        found = session.evaluate(f"NIntegrate[{polynomial}, {{x, {low}, {high}}}]")
    assert abs(found - exact) < 1e-7 * max(1, abs(exact))
