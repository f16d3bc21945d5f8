"""Interpolation: what polynomials of the degree are exact for, known values, messages."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca import Session

CASES = [
    # the cubic through (1, 1), (2, 2), (3, 3), (4, 5)
    ("Interpolation[{1, 2, 3, 5, 8, 5}][5/2]", "39/16"),
    ("Interpolation[{1, 4, 9, 16}, 3/2]", "9/4"),
    ("Interpolation[{{1, 1}, {3, 9}, {2, 4}}, InterpolationOrder -> 2][5/2]", "25/4"),
    ("Interpolation[{{0, 0}, {2, 4}}, InterpolationOrder -> 1]'[1]", "2"),
    ("Interpolation[{1, 8, 27, 64}]''[2]", "12"),
    ("Interpolation[{{2, 1}, {4, 5}, {5, 2}}, InterpolationOrder -> 0] /@ {5/2, 4, 9/2, 5}", "{5, 5, 2, 2}"),
    ("Interpolation[{{{0}, 0, 0}, {{1}, 1, 2}}][1/2]", "1/4"),
    ("Interpolation[{{0, {1, 2}}, {1, {3, 4}}}, InterpolationOrder -> 1][1/2]", "{2, 3}"),
    ("Interpolation[{1, 4, 9, 16}][{3/2, {5/2}}]", "{9/4, {25/4}}"),
    ("Interpolation[Flatten[Table[{{x, y}, x^3 y^2}, {x, 5}, {y, 0, 4}], 1]][7/2, 1/2]", "343/32"),
    ("D[Interpolation[Flatten[Table[{{x, y}, x^3 y^2}, {x, 5}, {y, 4}], 1]][x, y], y] /. {x -> 2, y -> 3}", "48"),
    ("ListInterpolation[{0, 1, 4, 9}, {{0, 3}}][5/2]", "25/4"),
    ("ListInterpolation[{{0, 1}, {2, 3}}, {{0, 1}, {5, 7}}, InterpolationOrder -> 1][1/2, 6]", "3/2"),
    ("Interpolation[{1, 4, 9, 16}][\"Domain\"]", "{{1, 4}}"),
    ("Interpolation[{{0, 5}, {1, 7}, {2, 1}, {3, 0}}][\"ValuesOnGrid\"]", "{5, 7, 1, 0}"),
    ("Interpolation[{{0, 5}, {1, 7}, {2, 1}, {3, 0}}][\"Grid\"]", "{{0}, {1}, {2}, {3}}"),
    ("f = Interpolation[{1, 4, 9, 16}]; ToExpression[ToString[f, InputForm]] === f", "True"),
    ("Round[Integrate[Interpolation[{1., 4, 9, 16}][x], {x, 1, 4}], 10^-9]", "21"),
    ("Round[Interpolation[Table[{x, x^3}, {x, 0., 6}], Method -> \"Spline\"][2.5], 10^-9]", "125/8"),
    ("Head[Interpolation[Table[{x, Sin[x]}, {x, 0, 2 Pi, Pi/4}]][1]]", "Real"),
    ("Interpolation[{1, 4, 9, 16}][x]", 'InterpolatingFunction[{{1, 4}}, {"Hermite", {3}, {0}, {False}, 1}, '
     "{{1, 2, 3, 4}}, {1, 4, 9, 16}][x]"),
]  # fmt: skip


@pytest.mark.parametrize(("given_", "expected"), CASES)
def test_values(ask, given_, expected):
    assert ask(given_) == expected
    assert ask.messages == []


def test_display(ask):
    assert ask("Interpolation[{1., 4, 9, 16}]'", "OutputForm") == "InterpolatingFunction[{{1, 4}}, <>]"


@pytest.mark.parametrize(
    ("given_", "message"),
    [
        ("Interpolation[5]", "Interpolation::innd"),
        ("Interpolation[{1, a, 3, 4}]", "Interpolation::innd"),
        ("Interpolation[{{1, 2}, {1, 3}}]", "Interpolation::inddp"),
        ("Interpolation[{{a, 2}, {1, 3}}]", "Interpolation::indat"),
        ("Interpolation[{{{1, 1}, 2}, {{1, 2}, 3}, {{2, 1}, 3}}]", "Interpolation::indim"),
        ("Interpolation[{1, 2}]", "Interpolation::inhr"),
        ("Interpolation[{1, 2, 3, 4}, InterpolationOrder -> a]", "Interpolation::inord"),
        ("Interpolation[{1, 2, 3, 4}, Method -> 7]", "Interpolation::bdmtd"),
        ("Interpolation[{1, 2, 3, 4, 5}, PeriodicInterpolation -> True]", "Interpolation::perio"),
        ("Interpolation[{1, 2, 3, 4}][7]", "InterpolatingFunction::dmval"),
        ("ListInterpolation[{1, 2, 3, 4}, {2, 1, 3, 4}]", "ListInterpolation::inddp"),
    ],
)
def test_what_is_wrong_is_said(ask, given_, message):
    ask(given_)
    assert ask.messages == [message]


def test_a_periodic_function_repeats_itself(ask):
    ask("p = Interpolation[Table[{x, Sin[x]}, {x, 0, 2 Pi, Pi/50}], PeriodicInterpolation -> True];")
    assert ask("Abs[p[10] - Sin[10]] < 10^-5 && Abs[p[-20] - Sin[-20]] < 10^-5 && Abs[p'[0] - 1] < 10^-4") == "True"
    assert ask.messages == []


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    st.lists(st.integers(-4, 4), min_size=1, max_size=4),
    st.lists(st.integers(-9, 9), min_size=5, max_size=8, unique=True),
    st.fractions(0, 1, max_denominator=12),
    st.sampled_from(["", ', Method -> "Spline"']),
)
def test_polynomials_of_the_degree_are_met_exactly(coefficients, places, share, method):
    """Both ways of going through data give back a cubic, at exact and at inexact places, with its derivative."""
    places = sorted(places)
    x = places[0] + share * (places[-1] - places[0])

    def value(at):
        return sum(c * at**i for i, c in enumerate(coefficients))

    slope = sum(i * c * x ** (i - 1) for i, c in enumerate(coefficients) if i)
    data = ", ".join(f"{{{p}, {value(p)}}}" for p in places)
    with Session() as session:
        session.evaluate(f"f = Interpolation[{{{data}}}{method}];")
        at = f"{x.numerator}/{x.denominator}"
        exact, inexact, derivative = session.evaluate(f"{{f[{at}], f[N[{at}]], f'[{at}]}}")
    if not method:
        assert Fraction(exact) == value(x)
        assert Fraction(derivative) == slope
    scale = 1e-9 * (1 + max(abs(value(p)) for p in places))
    assert abs(float(inexact) - float(value(x))) < scale
    assert abs(float(derivative) - float(slope)) < 100 * scale
