"""Sums and products with symbolic ends: forms that are well known, and numbers put for the ends."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca.interpreter.session import Session


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("Sum[k, {k, n}]", "n (1 + n)/2"),
        ("Sum[k^3, {k, 1, n}]", "n^2 (1 + n)^2/4"),
        ("Sum[r^k, {k, 0, n}]", "(-1 + r^(1 + n))/(-1 + r)"),
        ("Sum[c, {k, 1, n}]", "c n"),
        ("Sum[i j, {i, 1, n}, {j, 1, m}]", "m (1 + m) n (1 + n)/4"),
        ("Sum[x^k, {k, 0, Infinity}]", "-1/(-1 + x)"),
        ("Sum[1/2^k, {k, 1, Infinity}]", "1"),
        ("Sum[2^-k + 3^-k, {k, 0, Infinity}]", "7/2"),
        ("Sum[1/k^2, {k, Infinity}]", "Pi^2/6"),
        ("Sum[x^k/k!, {k, 0, Infinity}]", "E^x"),
        ("Sum[(-1)^k/(2 k + 1), {k, 0, Infinity}]", "Pi/4"),
        ("Sum[Binomial[n, k], {k, 0, n}]", "2^n"),
        ("Sum[1/k, {k, n}]", "HarmonicNumber[n]"),
        ("Sum[k^2, k]", "(-1 + k) k (-1 + 2 k)/6"),
        ("Sum[x, {x, 3}]", "6"),
        ("Product[k, {k, n}]", "n!"),
        ("Product[2 k, {k, n}]", "2^n n!"),
        ("Product[a + k, {k, 0, n - 1}]", "Pochhammer[a, n]"),
        ("Product[x^k, {k, n}]", "x^(n (1 + n)/2)"),
        ("Product[c, {k, n}]", "c^n"),
        ("k = 7; Sum[k, {k, m}]", "m (1 + m)/2"),
        ("Sum[k, {k, 10^9}]", "500000000500000000"),
        ("Sum[2 k + 1, {k, 5, 10^8}]", "(10^8 + 1)^2 - 25"),
    ],
)
def test_formulas(ask, call, expected):
    assert ask(call) == ask(expected)
    assert ask.messages == []


@pytest.mark.parametrize("call", ["Sum[k, {k, Infinity}]", "Sum[2^k, {k, Infinity}]", "Sum[1/k, {k, Infinity}]"])
def test_divergence(ask, call):
    assert ask(call).startswith("Sum[")
    assert ask.messages == ["Sum::div"]


@pytest.mark.parametrize("call", ["Sum[f[k], {k, 1, n}]", "Product[f[k], {k, 1, n}]", "Sum[f[k], {k, Infinity}]"])
def test_what_is_not_known_stays(ask, call):
    assert ask(call).startswith(call[:4])
    assert ask.messages == []


@settings(max_examples=50, deadline=None, derandomize=True)
@given(
    st.lists(st.integers(-4, 4), min_size=1, max_size=4),
    st.sampled_from(["1", "2^k", "(-1)^k", "3^(-2 k)", "(1/2)^(k + 1)"]),
    st.integers(-2, 3),
    st.integers(0, 7),
)
def test_sums_of_polynomials_times_powers(coefficients, power, first, count):
    session = Session()
    terms = [f"({c}) k^{i}" for i, c in enumerate(coefficients[1:], 1)]
    body = f"({' + '.join([str(coefficients[0]), *terms])}) {power}"
    last = first + count
    text = f"Simplify[(Sum[{body}, {{k, {first}, n}}] /. n -> {last}) - Sum[{body}, {{k, {first}, {last}}}]]"
    assert session.text(session.evaluate_expr(session.read_value(text)), "InputForm") == "0"


@pytest.mark.parametrize("body", ["(2 k + 1)/(k + 2)", "k^2 - 9/4", "(k + 5)^2 3^k", "k/(k^2 + 3 k + 2)"])
@pytest.mark.parametrize("last", [1, 2, 6])
def test_products_of_rational_functions(ask, body, last):
    assert ask(f"Simplify[(Product[{body}, {{k, n}}] /. n -> {last}) - Product[{body}, {{k, {last}}}]]") == "0"
