"""Limits and residues with known values; what has none; one side and the other."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca import Session

CASES = [
    ("Sin[x]/x, x -> 0", "1"),
    ("(1 + a/x)^x, x -> Infinity", "E^a"),
    ("(Tan[x] - x)/x^3, x -> 0", "1/3"),
    ("(x^2 - 1)/(x - 1), x -> 1", "2"),
    ("Sqrt[x^2 + x] - x, x -> Infinity", "1/2"),
    ("x/Sqrt[x^2 + 1], x -> -Infinity", "-1"),
    ("ArcTan[x], x -> -Infinity", "-(Pi/2)"),
    ("(E^x + 1)/(E^x - 1), x -> Infinity", "1"),
    ("Cos[x]^(1/x^2), x -> 0", "1/Sqrt[E]"),
    ("Gamma[x]*x, x -> 0", "1"),
    ("1/x^2, x -> 0", "Infinity"),
    ("1/x, x -> 0", "Indeterminate"),
    ("Sign[x], x -> 0", "Indeterminate"),
    ("Abs[x], x -> 0", "0"),
    ("Floor[x], x -> 2", "Indeterminate"),
    ("Floor[x], x -> 1/2", "0"),
    ("Piecewise[{{x, x < 1}}, 2], x -> 1", "Indeterminate"),
    ("Piecewise[{{x, x < 1}}, 2 - x], x -> 1", "1"),
    ("{x, x^2}, x -> 3", "{3, 9}"),
    ("(f[x + h] - f[x])/h, h -> 0", "f'[x]"),
    ("y, x -> 0", "y"),
    ("E^(-1/x^2), x -> 0", "0"),
]
ONE_SIDED = [
    ("1/x", 0, "Infinity", "-Infinity"),
    ("Abs[x]/x", 0, "1", "-1"),
    ("Floor[x]", 2, "2", "1"),
    ("Ceiling[-x]", 2, "-2", "-1"),
    ("E^(1/x)", 0, "Infinity", "0"),
    ("ArcTan[1/x]", 0, "Pi/2", "-(Pi/2)"),
    ("Piecewise[{{x, x < 1 || x > 3}}, 7]", 3, "3", "7"),
]


@pytest.mark.parametrize(("given_", "expected"), CASES)
def test_limits(ask, given_, expected):
    assert ask(f"Limit[{given_}]") == expected
    assert ask.messages == []


@pytest.mark.parametrize(("f", "place", "above", "below"), ONE_SIDED)
def test_one_side(ask, f, place, above, below):
    assert ask(f'Limit[{f}, x -> {place}, Direction -> "FromAbove"]') == above
    assert ask(f'Limit[{f}, x -> {place}, Direction -> "FromBelow"]') == below
    assert ask(f"Limit[{f}, x -> {place}, Direction -> -1]") == above


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ("x*E^(-x), x -> Infinity", "0"),
        ("Log[x]/x, x -> Infinity", "0"),
        ("x^x, x -> 0, Direction -> -1", "1"),
        ("x*Sin[1/x], x -> 0", "0"),
        ("Sin[x], x -> Infinity", "Indeterminate"),
        ("HarmonicNumber[n] - Log[n], n -> Infinity", "EulerGamma"),
        ("(2^x + 3^x)^(1/x), x -> Infinity", "3"),
        ("n!/n^n, n -> Infinity", "0"),
    ],
)
def test_where_growth_is_compared(ask, given_, expected):
    pytest.importorskip("sympy")
    assert ask(f"Limit[{given_}]") == expected


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ("1/z, {z, 0}", "1"),
        ("1/(z^2 + 1)^2, {z, I}", "-I/4"),
        ("Cot[z], {z, Pi}", "1"),
        ("E^z/z^4, {z, 0}", "1/6"),
        ("1/z, {z, Infinity}", "-1"),
        ("z^2, {z, 0}", "0"),
        ("Gamma[z], {z, -3}", "-1/6"),
    ],
)
def test_residues(ask, given_, expected):
    assert ask(f"Residue[{given_}] == {expected}") == "True"


@pytest.mark.parametrize(
    ("given_", "message"),
    [
        ("Limit[x, 3]", "Limit::lim"),
        ("Limit[x, x -> 1, Direction -> up]", "Limit::ldir"),
        ("Residue[1/z, z]", "Residue::lim"),
    ],
)
def test_what_is_wrong_is_said(ask, given_, message):
    ask(given_)
    assert ask.messages == [message]


coefficients = st.lists(st.integers(-4, 4), min_size=1, max_size=4)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(coefficients, coefficients.filter(any), st.integers(-2, 2))
def test_quotients_of_polynomials(top, bottom, place):
    """A common factor does not change a limit: (p/q) at a place where q does not vanish."""

    def text(p):
        return " + ".join(f"({c}) x^{i}" for i, c in enumerate(p))

    with Session() as session:
        q = f"({text(bottom)}) + (x - ({place}))^8"
        expected = session.evaluate(f"(({text(top)})/({q})) /. x -> {place}")
        if session.evaluate(f"({q} /. x -> {place}) == 0"):
            return
        factor = f"(x - ({place})) (x + 7)"
        found = session.evaluate(f"Limit[Expand[({text(top)}) {factor}]/Expand[({q}) {factor}], x -> {place}]")
    assert found == expected
