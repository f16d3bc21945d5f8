"""FindMinimum, FindMaximum and Fit."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca import Session


@pytest.mark.parametrize(
    ("call", "value", "place"),
    [
        ("FindMinimum[(x - 2)^2 + 1, {x, 0}]", "1", "{2}"),
        ("FindMinimum[(x - 2)^2 + 1, x]", "1", "{2}"),
        ("FindMinimum[(1 - x)^2 + 100 (y - x^2)^2, {{x, -1.2}, {y, 1}}]", "0", "{1, 1}"),
        ("FindMinimum[(x - y)^2 + y^4 - y, {x, 0}, {y, 1}]", "-3/4 4^(-1/3)", "{4^(-1/3), 4^(-1/3)}"),
        ("FindMinimum[f[x], {x, 1}]", "-2", "{1}"),
        ("FindMaximum[Sin[x], {x, 1}]", "1", "{Pi/2}"),
        ("FindMinimum[{x^2 + y^2, x + y == 2}, {{x, 0}, {y, 0}}]", "2", "{1, 1}"),
        ("FindMinimum[{x, x >= 3 && x <= 10}, {x, 5}]", "3", "{3}"),
        ("FindMaximum[{x y, x + y <= 4}, {{x, 1}, {y, 1}}]", "4", "{2, 2}"),
    ],
)
def test_extrema(ask, call, value, place):
    ask(f"f[t_?NumericQ] := t^3 - 3 t; found = {call}")
    assert ask(f"Abs[First[found] - {value}] < 10^-5") == "True"
    assert ask(f"Max[Abs[Last /@ Last[found] - {place}]] < 10^-3") == "True"
    assert ask.messages == []


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("FindMinimum[a x, {x, 1}]", "FindMinimum::nrnum"),
        ("FindMinimum[x, {x, 0}]", "FindMinimum::cvmit"),
        ("FindMinimum[{x, x > 3 && x < 2}, {x, 5}]", "FindMinimum::infeas"),
        ("FindMinimum[{x, y}, {x, 5}]", "FindMinimum::eqineq"),
        ("FindMinimum[x, {x, I}]", "FindMinimum::srect"),
        ("FindMinimum[x, {3, 4}]", "FindMinimum::ivar"),
        ("Fit[3, {1}, x]", "Fit::fitd"),
        ("Fit[{{1, 2}}, {}, x]", "Fit::fitd"),
        ("Fit[{{1, 2, 3}}, {1, x}, x]", "Fit::fitd"),
        ("Fit[{{0, 2}, {1, 1}}, {1/x}, x]", "Fit::fitc"),
    ],
)
def test_what_is_said(ask, call, message):
    ask(call)
    assert message in ask.messages


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("Fit[{{0, 1}, {1, 3}, {2, 5}}, {1, x}, x]", "1 + 2 x"),
        ("Fit[{1, 4, 9, 16}, {x^2}, x]", "x^2"),
        ("Fit[{{0, 0, 1}, {1, 0, 2}, {0, 1, 3}}, {1, x, y}, {x, y}]", "1 + x + 2 y"),
        ("Fit[{{1/2, 1}, {1, 2}}, {x}, x]", "2 x"),
        ("Fit[{{0, 1}, {1, E}, {2, E^2}}, {Exp[x]}, x]", "E^x"),
    ],
)
def test_fits(ask, call, expected):
    assert ask(f"Max[Abs[Table[{call} - ({expected}) /. {{x -> i/3, y -> i/2}}, {{i, 5}}]]] < 10^-9") == "True"
    assert ask.messages == []


@settings(max_examples=20, deadline=None, derandomize=True)
@given(st.integers(3, 12), st.integers(0, 10**6))
def test_fits_are_those_of_numpy(n, seed):
    rng = np.random.default_rng(seed)
    x, y = np.sort(rng.normal(size=n)).round(3), rng.normal(size=n).round(3)
    data = "{" + ", ".join(f"{{{a}, {b}}}" for a, b in zip(x, y)) + "}"
    with Session() as session:
        found = session.evaluate(f"Table[Fit[{data}, {{1, x, x^2}}, x] /. x -> t, {{t, {{0., 1., 2.}}}}]")
    assert np.allclose(found, np.polyval(np.polyfit(x, y, 2), [0.0, 1.0, 2.0]), rtol=1e-5, atol=1e-5)
