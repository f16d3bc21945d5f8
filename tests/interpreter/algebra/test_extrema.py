"""LinearProgramming, Minimize and their kin; linear programs are compared with all corners."""

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca.interpreter.session import Session


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("LinearProgramming[{1, 1}, {{1, 2}}, {3}]", "{0, 3/2}"),
        ("LinearProgramming[{1., 1.}, {{1, 2}}, {3}]", "{0., 1.5}"),
        ("LinearProgramming[{-3, -5}, {{1, 0}, {0, 2}, {3, 2}}, {{4, -1}, {12, -1}, {18, -1}}]", "{2, 6}"),
        ("LinearProgramming[{-1, -1}, {{2, 1}}, {{5, -1}}, {0, 0}, Integers]", "{0, 5}"),
        ("LinearProgramming[{1}, {{1}}, {{-5, 1}}, -Infinity]", "{-5}"),
        ("LinearProgramming[{1, 2}, {{1, 1}}, {{3, 0}}, {{0, 2}, {0, 5}}]", "{2, 1}"),
        ("Minimize[x^2 - 4 x + 1, x]", "{-3, {x -> 2}}"),
        ("Maximize[{x (1 - x), 0 <= x <= 1}, x]", "{1/4, {x -> 1/2}}"),
        ("Maximize[{x^3 - 3 x, -2 <= x <= 5/2}, x]", "{65/8, {x -> 5/2}}"),
        ("Minimize[{x + y, x + 2 y >= 3 && x >= 0 && y >= 0}, {x, y}]", "{3/2, {x -> 0, y -> 3/2}}"),
        ("Minimize[x^2 + y^2 - 2 x + x y, {x, y}]", "{-4/3, {x -> 4/3, y -> -2/3}}"),
        ("Minimize[{x^2 - 7 x, 0 <= x <= 10}, x, Integers]", "{-12, {x -> 3}}"),
        ("MaxValue[{3 x + 2 y, x + y <= 4, x + 3 y <= 6, x >= 0, y >= 0}, {x, y}]", "12"),
        ("ArgMin[{x^2, 1 <= x <= 2}, x]", "1"),
        ("ArgMax[{x + y, x + y <= 1, x == 0}, {x, y}]", "{0, 1}"),
        ("Minimize[{Sqrt[x], 1 <= x <= 4}, x]", "{1, {x -> 1}}"),
    ],
)
def test_values(ask, call, expected):
    assert ask(call) == ask(expected)
    assert ask.messages == []


@pytest.mark.parametrize(
    ("call", "expected", "message"),
    [
        ("LinearProgramming[{-1}, {{1}}, {{5, 1}}]", "{Indeterminate}", "LinearProgramming::lpsub"),
        ("LinearProgramming[{1}, {{1}}, {{-5, -1}}]", None, "LinearProgramming::lpsnf"),
        ("LinearProgramming[{1}, {{1, 2}}, {3}]", None, "LinearProgramming::lpdim"),
        ("Minimize[x^3, x]", "{-Infinity, {x -> -Infinity}}", "Minimize::natt"),
        ("Minimize[{x, 0 < x < 1}, x]", "{0, {x -> 0}}", "Minimize::natt"),
        ("Minimize[{x, x > 0 && x < 0}, x]", "{Infinity, {x -> Indeterminate}}", "Minimize::nsol"),
        ("Minimize[{x^2, x^2 < -1}, x]", "{Infinity, {x -> Indeterminate}}", "Minimize::nsol"),
        ("Minimize[a x^2, x]", None, "Minimize::nsmet"),
        ("Minimize[E^x, x]", None, "Minimize::nsmet"),
    ],
)
def test_what_has_no_extremum(ask, call, expected, message):
    found = ask(call)
    assert found == (ask.session.text(ask.session.read_value(call), "InputForm") if expected is None else ask(expected))
    ask(call)
    assert ask.messages == [message]


def corners(rows, sides):
    """The points where two of the lines a x + b y = c meet."""
    for ((a, b), c), ((d, e), f) in combinations(zip(rows, sides), 2):
        det = a * e - b * d
        if det:
            yield Fraction(c * e - b * f, det), Fraction(a * f - c * d, det)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.tuples(st.integers(0, 5), st.integers(0, 5)),
    st.lists(st.tuples(st.integers(-3, 5), st.integers(-3, 5)), min_size=1, max_size=4),
    st.data(),
)
def test_linear_programs_have_their_least_value_in_a_corner(costs, rows, data):
    sides = data.draw(st.lists(st.integers(-4, 6), min_size=len(rows), max_size=len(rows)))
    everything, limits = [*rows, (1, 0), (0, 1)], [*sides, 0, 0]
    inside = [
        p for p in corners(everything, limits)
        if all(a * p[0] + b * p[1] >= c for (a, b), c in zip(everything, limits))
    ]  # fmt: skip
    session = Session()

    def braces(x):
        return "{" + ", ".join(braces(y) if isinstance(y, tuple | list) else str(y) for y in x) + "}"

    text = f"{braces(costs)} . LinearProgramming[{braces(costs)}, {braces(rows)}, {braces(sides)}]"
    found = session.text(session.evaluate_expr(session.read_value(text)), "InputForm")
    if inside:
        assert Fraction(found) == min(costs[0] * x + costs[1] * y for x, y in inside)
    else:
        assert "LinearProgramming" in found
