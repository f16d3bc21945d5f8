"""Solve, NSolve and Root."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca import Session


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("2 x + 3 == 0, x", "{{x -> -3/2}}"),
        ("x^2 - 5 x + 6 == 0, x", "{{x -> 2}, {x -> 3}}"),
        ("x^2 == 4", "{{x -> -2}, {x -> 2}}"),
        ("(x - 1)^2 (x + 2) == 0, x", "{{x -> -2}, {x -> 1}, {x -> 1}}"),
        ("x^2 == 2, x", "{{x -> -Sqrt[2]}, {x -> Sqrt[2]}}"),
        ("x^2 + 1 == 0, x", "{{x -> -I}, {x -> I}}"),
        ("x^4 - 5 x^2 + 6 == 0, x", "{{x -> -Sqrt[2]}, {x -> Sqrt[2]}, {x -> -Sqrt[3]}, {x -> Sqrt[3]}}"),
        ("a x + b == 0, x", "{{x -> -(b/a)}}"),
        ("1/x == 2, x", "{{x -> 1/2}}"),
        ("(x^2 - 1)/(x - 1) == 0, x", "{{x -> -1}}"),
        ("Sqrt[x] == 3, x", "{{x -> 9}}"),
        ("Sqrt[x] == -3, x", "{}"),
        ("Log[x] == 2, x", "{{x -> E^2}}"),
        ("x == x, x", "{{}}"),
        ("x == x + 1, x", "{}"),
        ("True, x", "{{}}"),
        ("False, x", "{}"),
        ("f[x] == 3, f[x]", "{{f[x] -> 3}}"),
        # systems
        ("{x + y == 3, x - y == 1}, {x, y}", "{{x -> 2, y -> 1}}"),
        ("x + y == 3 && x - y == 1, {x, y}", "{{x -> 2, y -> 1}}"),
        ("{a + b + c == 6, a - b == 1, b + c == 5}, {a, b, c}", "{{a -> 1, b -> 0, c -> 5}}"),
        ("{x^2 + y^2 == 5, x y == 2}, {x, y}",
         "{{x -> -2, y -> -1}, {x -> -1, y -> -2}, {x -> 1, y -> 2}, {x -> 2, y -> 1}}"),
        ("{x + y == 1, 2 x + 2 y == 3}, {x, y}", "{}"),
        ("{x + y == p, x - y == q}, {x, y}", "{{x -> (p + q)/2, y -> (p - q)/2}}"),
        # conditions and domains
        ("x^2 == 2 && x > 0, x", "{{x -> Sqrt[2]}}"),
        ("x^2 == -1, x, Reals", "{}"),
        ("x^3 - x == 0, x, Reals", "{{x -> -1}, {x -> 0}, {x -> 1}}"),
        ("2 x^2 - 3 x + 1 == 0, x, Integers", "{{x -> 1}}"),
    ],
)  # fmt: skip
def test_solutions(ask, call, expected):
    assert ask(f"Simplify[Solve[{call}]] === Simplify[{expected}]") == "True", ask(f"Solve[{call}]")
    assert ask.messages == []


@pytest.mark.parametrize(
    ("call", "count"),
    [
        ("x^3 == 2, x", 3),
        ("x^6 == 1, x", 6),
        ("x^3 - x - 1 == 0, x", 3),
        ("x^5 - x - 1 == 0, x", 5),
        ("x^4 + x^2 + 3 == 0, x", 4),
        ("2 x^2 + 3 x + 7 == 0, x", 2),
        ("Exp[x] == 5, x", 1),
        ("E^(2 x) - 3 E^x + 2 == 0, x", 2),
        ("Sin[x] == 1/2, x", 2),
        ("Cos[2 x] == 1/3, x", 2),
        ("Sin[x]^2 == 1/4, x", 4),
        ("2^x == 8, x", 1),
        ("Sqrt[x + 1] == x - 1, x", 1),
    ],
)
def test_solutions_are_such(ask, call, count):
    """What numbers say when they are put in."""
    left, right = call.split(", x")[0].split("==")
    assert ask(f"Length[s = Quiet[Solve[{call}]]]") == str(count)
    assert ask(f"Max[Abs[N[({left}) - ({right}) /. s]]] < 10^-9") == "True"


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("x + y == 1, {x, y}", "Solve::svars"),
        ("Exp[x] == 5, x", "Solve::ifun"),
        ("Tan[x] + x == 1, x", "Solve::nsmet"),
        ("x == 1, 3", "Solve::ivar"),
    ],
)
def test_what_is_said(ask, call, message):
    ask(f"Solve[{call}]")
    assert ask.messages == [message]


def test_roots_of_polynomials(ask):
    assert ask("Abs[N[Root[#^3 - # - 1 &, 1], 40]^3 - N[Root[#^3 - # - 1 &, 1], 40] - 1] < 10^-38") == "True"
    assert ask("Map[N[Root[(# - 1) (# + 2) (#^2 + 1) &, #]] &, Range[4]] == {-2., 1., -1. I, 1. I}") == "True"
    assert ask("x /. NSolve[x^3 - x - 1 == 0, x, Reals] // First // Chop[# - 1.324717957244746] &") == "0"
    ask("N[Root[#^2 - 2 &, 3]]")
    assert ask.messages == ["Root::rroot"]


@settings(max_examples=30, deadline=None, derandomize=True)
@given(st.lists(st.integers(-6, 6), min_size=1, max_size=4))
def test_products_of_linear_factors(roots):
    product = " ".join(f"(x - ({r}))" for r in roots)
    expected = "{" + ", ".join(f"{{x -> {r}}}" for r in sorted(roots)) + "}"
    with Session() as session:
        assert session.evaluate(f"Solve[Expand[{product}] == 0, x] === {expected}") is True


@settings(max_examples=20, deadline=None, derandomize=True)
@given(st.lists(st.lists(st.integers(-4, 4), min_size=3, max_size=3), min_size=2, max_size=2))
def test_linear_systems(rows):
    (a, b, c), (d, e, f) = rows
    with Session() as session:
        found = session.evaluate_wrap(f"Solve[{{{a} x + {b} y == {c}, {d} x + {e} y == {f}}}, {{x, y}}]")
        if a * e - b * d:
            exact = f"{{{{x -> ({c * e - b * f})/({a * e - b * d}), y -> ({a * f - c * d})/({a * e - b * d})}}}}"
            assert found.input_form == session.evaluate_wrap(exact).input_form
