"""FindRoot."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca import Session


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("Cos[x] == x, {x, 1}", "{0.7390851332151607}"),
        ("x^2 - 2, {x, 1}", "{Sqrt[2]}"),
        ("x^2 - 2, {x, -1}", "{-Sqrt[2]}"),
        ("x^2 - 2, x", "{Sqrt[2]}"),
        ("Sin[x], {x, 3, 4}", "{Pi}"),
        ("x^2 - 2, {x, 1, 0, 3}", "{Sqrt[2]}"),
        ("x^2 + 1, {x, 1 + I}", "{I}"),
        ("x^3 == -1, {x, 1 + I}", "{1/2 + Sqrt[3] I/2}"),
        ("{x^2 + y^2 == 5, x y == 2}, {{x, 3}, {y, 1}}", "{2, 1}"),
        ("{x + y == 3, x - y == 1}, {x, 0}, {y, 0}", "{2, 1}"),
        ("{x + y, x - y} == {3, 1}, {{x, 0}, {y, 0}}", "{2, 1}"),
        ("Tan[x] - x, {x, 4.4}", "{4.493409457909064}"),
        ("f[x], {x, 1}", "{2^(1/3)}"),
        ('Exp[x] - 3, {x, 0, 2}, Method -> "Secant"', "{Log[3]}"),
        ('Exp[x] - 3, {x, 0, 2}, Method -> "Brent"', "{Log[3]}"),
        ("BesselJ[0, x], {x, 2}", "{2.404825557695773}"),
    ],
)
def test_roots(ask, call, expected):
    ask("f[t_?NumericQ] := t^3 - 2")
    assert ask(f"Max[Abs[Last /@ FindRoot[{call}] - {expected}]] < 10^-9") == "True"
    assert ask.messages == []


def test_many_digits(ask):
    assert ask("x /. FindRoot[E^x == 5, {x, 1}, WorkingPrecision -> 40]") == (
        "1.609437912434100374600759333226187639525601354269`40."
    ) or ask("Abs[(x /. FindRoot[E^x == 5, {x, 1}, WorkingPrecision -> 40]) - Log[5]] < 10^-38") == "True"
    assert ask("Precision[x /. FindRoot[E^x == 5, {x, 1}, WorkingPrecision -> 40]] > 39") == "True"
    assert ask.messages == []


def test_values_of_the_variables_stay_out_of_it(ask):
    assert ask("x = 5; Last /@ FindRoot[x^2 == 9, {x, 1}]; x") == "5"
    assert ask("n = 0; FindRoot[x^2 == 2, {x, 1.}, EvaluationMonitor :> n++]; n > 3") == "True"


@pytest.mark.parametrize(
    ("call", "messages"),
    [
        ("x^2 + 1, {x, 1}", None),  # no real root: something is said
        ("a x, {x, 1}", ["FindRoot::nlnum"]),
        ("{x, y}, {x, 1}", ["FindRoot::nveq"]),
        ("x, {1, 2}", ["FindRoot::ivar"]),
        ("x, {x, b}, {y, 1}", None),
        ('x, {x, 1}, Method -> "Magic"', ["FindRoot::bdmtd"]),
        ("x, {x, 1}, WorkingPrecision -> -1", ["FindRoot::wprec"]),
    ],
)
def test_what_is_said(ask, call, messages):
    ask(f"FindRoot[{call}]")
    assert ask.messages and messages in (None, ask.messages)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.lists(st.integers(-9, 9), min_size=3, max_size=5), st.integers(-3, 3))
def test_roots_solve_the_equation(coefficients, start):
    polynomial = " + ".join(f"({c}) x^{i}" for i, c in enumerate(coefficients)) + f" + x^{len(coefficients) | 1}"
    with Session() as session:
        result = session.evaluate_wrap(f"Abs[({polynomial}) /. FindRoot[{polynomial}, {{x, {start} + 0.5}}]]")
        assert result.messages or result.result < 1e-6
