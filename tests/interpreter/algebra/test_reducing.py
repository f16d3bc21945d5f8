"""Reduce, Resolve, FindInstance, SolveAlways, and Solve with inequalities."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca.interpreter.session import Session


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("x^2 > 1, x", "x < -1 || x > 1"),
        ("x^2 == 1, x", "x == -1 || x == 1"),
        ("x^2 < 5 && x > 0, x, Integers", "x == 1 || x == 2"),
        ("a x == b, x", "a == 0 && b == 0 || a != 0 && x == b/a"),
        ("(x - 1) (x - 2)/(x - 3) <= 0, x", "x <= 1 || 2 <= x < 3"),
        ("Sin[x] == 1/2, x", "Element[C[1], Integers] && (x == Pi/6 + 2 Pi C[1] || x == 5 Pi/6 + 2 Pi C[1])"),
        ("E^x == 2, x", "Element[C[1], Integers] && x == 2 I Pi C[1] + Log[2]"),
        ("E^x == 2, x, Reals", "x == Log[2]"),
        ("x^3 - x - 1 == 0, x, Reals", "x == Root[-1 - # + #^3 &, 1]"),
        ("x^4 + x^2 < 1, x", "-Sqrt[(-1 + Sqrt[5])/2] < x < Sqrt[(-1 + Sqrt[5])/2]"),
        ("x + y == 3 && x - y == 1, {x, y}", "x == 2 && y == 1"),
        ("{x + y == 3, x - y == 1}, {x, y}", "x == 2 && y == 1"),
        ("3 x + 5 y == 7, {x, y}, Integers", "Element[C[1], Integers] && x == 4 + 5 C[1] && y == -1 - 3 C[1]"),
        ("2 x + 4 y == 7, {x, y}, Integers", "False"),
        ("Abs[x - 1] < 2, x", "-1 < x < 3"),
        ("Sqrt[x] > 2, x", "x > 4"),
        ("Log[x] < 1, x", "0 < x < E"),
        ("x^2 >= 0, x, Reals", "True"),
        ("x^2 < 0, x", "False"),
        ("x^2 <= 0, x", "x == 0"),
        ("x^2 != 1, x", "x != -1 && x != 1"),
        ("x > 3, x, Integers", "Element[x, Integers] && x >= 4"),
        ("1/x == 0, x", "False"),
        ("x^2 == y^2 && y == 3, {x, y}", "x == -3 && y == 3 || x == 3 && y == 3"),
        ("x == 1 || x > 3, x", "x == 1 || x > 3"),
        ("ForAll[x, x^2 + 1 > 0], {}, Reals", "True"),
    ],
)
def test_reduce(ask, call, expected):
    assert ask(f"Reduce[{call}]") == ask(expected)
    assert ask.messages == []


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("ForAll[x, x^2 >= 0], Reals", "True"),
        ("ForAll[x, x^2 > 0], Reals", "False"),
        ("Exists[x, x^2 == -1], Reals", "False"),
        ("Exists[x, x^2 == -1]", "True"),
        ("Exists[x, a x + b == 0]", "a == 0 && b == 0 || a != 0"),
        ("ForAll[x, x > 0, x + 1/x >= 2], Reals", "True"),
        ("Exists[x, 0 < x < 1, x^2 == 1/4], Reals", "True"),
    ],
)
def test_resolve(ask, call, expected):
    assert ask(f"Resolve[{call}]") == ask(expected)


@pytest.mark.parametrize(
    ("statement", "variables", "domain"),
    [
        ("x^2 == 4 && x > 0", "{x}", "Complexes"),
        ("x^2 + y^2 == 25 && x > 0 && y > 0", "{x, y}", "Integers"),
        ("x^2 - 2 y^2 == 1 && x > 1 && y > 0", "{x, y}", "Integers"),
        ("x > 1 && x < 2", "{x}", "Reals"),
        ("x^3 == 5", "{x}", "Reals"),
        ("3 x + 5 y == 7", "{x, y}", "Integers"),
    ],
)
def test_instances_are_instances(ask, statement, variables, domain):
    assert ask(f"Simplify[{statement} /. First[FindInstance[{statement}, {variables}, {domain}]]]") == "True"


def test_no_instances(ask):
    assert ask("FindInstance[x^2 == 2, x, Integers]") == "{}"
    assert ask("FindInstance[x^2 < 0, x, Reals]") == "{}"
    assert ask("Length[FindInstance[x^2 < 10, x, Integers, 3]]") == "3"


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("x^2 < 4, x, Reals", "{{x -> ConditionalExpression[x, -2 < x < 2]}}"),
        ("x^2 < 4 && x > 0, x, Integers", "{{x -> 1}}"),
        ("x^2 < 0, x, Reals", "{}"),
        ("2 x + 4 y == 7, {x, y}, Integers", "{}"),
    ],
)
def test_solve_with_inequalities(ask, call, expected):
    assert ask(f"Solve[{call}]") == ask(expected)


def test_solve_always(ask):
    assert ask("SolveAlways[a x + b == 2 x + 3, x]") == "{{b -> 3, a -> 2}}"
    assert ask("SolveAlways[x + 1 == x + 2, x]") == "{}"


def test_what_cannot_be_reduced(ask):
    assert ask("Reduce[f[x] == 2, x]") == "Reduce[f[x] == 2, x]"
    assert ask.messages == ["Reduce::nsmet"]


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    st.lists(st.integers(-4, 4), min_size=2, max_size=4),
    st.sampled_from(["<", "<=", ">", ">=", "=="]),
    st.sampled_from(["&&", "||"]),
)
def test_reduced_statements_are_equivalent(roots, relation, junction):
    session = Session()
    polynomial = " ".join(f"(x - ({r}))" for r in roots)
    statement = f"{polynomial} {relation} 0 {junction} 2 x < 5"

    def value(text):
        return session.text(session.evaluate_expr(session.read_value(text)), "InputForm")

    found = value(f"Reduce[{statement}, x, Reals]")
    for k in range(-11, 12):
        point = Fraction(k, 2)
        assert value(f"({found}) /. x -> {point}") == value(f"({statement}) /. x -> {point}")


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("Resolve[ForAll[x, a x == 0]]", "a == 0"),
        ("Resolve[Exists[{x, y}, x + y == 3 && x > 0 && y > 0], Reals]", "True"),
        ("Resolve[Exists[{x, y}, x + y == 3 && x > 2 && y > 2], Reals]", "False"),
        ("Reduce[x < y, x]", "x < y"),
        ("Resolve[Exists[x, x > a && x < b], Reals]", "a < b"),
        ("Resolve[Exists[x, x >= a && x <= b && x > 0], Reals]", "a <= b && 0 < b"),
        ("Resolve[Exists[x, x > a], Reals]", "True"),
        ("Reduce[3 - 2 x >= a, x]", "x <= (3 - a)/2"),
        ("Reduce[x > 0 && y^2 < 4, {x, y}]", "x > 0 && -2 < y < 2"),
        ("Resolve[ForAll[{x, y}, x > 0 && y > 0]]", "False"),
        ("Solve[x E^x == 1, x]", "{{x -> ProductLog[1]}}"),
        ("Solve[x^2 == 1 || x == 5, x]", "{{x -> -1}, {x -> 1}, {x -> 5}}"),
    ],
)
def test_more_of_both(ask, call, expected):
    assert ask(call) == ask(expected)
