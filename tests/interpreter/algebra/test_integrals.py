"""Integrals beyond our own rules; antiderivatives are checked by differentiation, values by what is well known."""

import pytest
from luperca.interpreter.algebra.checking import agree


@pytest.mark.parametrize(
    "e",
    ["1/(1 + x^3)", "Sqrt[1 - x^2]", "E^(-x^2)", "Sin[x]/x", "1/Log[x]", "1/(x^4 + 1)", "Sec[x]^3", "x^2 Sin[x]^2",
     "x ArcTan[x]^2", "Log[x]/(1 + x)^2", "1/(a^2 + x^2)^2", "{x, 1/(x^3 - 1)}[[2]]"],
)  # fmt: skip
def test_antiderivatives(ask, e):
    whole = ask(f"Integrate[{e}, x]")
    assert "Integrate" not in whole
    a, b = (ask.session.evaluate_expr(ask.session.read_value(t)) for t in (f"D[{whole}, x]", e))
    assert agree(ask.session, a, b)
    assert ask.messages == []


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("E^(-x^2), {x, -Infinity, Infinity}", "Sqrt[Pi]"),
        ("E^(-a x), {x, 0, Infinity}, Assumptions -> a > 0", "1/a"),
        ("E^(-a x), {x, 0, Infinity}", "ConditionalExpression[1/a, Re[a] > 0]"),
        ("x^n, {x, 0, 1}, Assumptions -> n > 0", "1/(1 + n)"),
        ("Abs[x], {x, -1, 2}", "5/2"),
        ("x y, {x, 0, 1}, {y, 0, x}", "1/8"),
        ("Log[x]^2, {x, 0, 1}", "2"),
        ("UnitStep[x - 1], {x, 0, 3}", "2"),
        ("1/(2 + Cos[x]), {x, 0, 2 Pi}", "2 Pi/Sqrt[3]"),
        ("{x, x^2}, {x, 0, 1}", "{1/2, 1/3}"),
    ],
)
def test_limits(ask, call, expected):
    assert ask(f"Simplify[Integrate[{call}] - ({expected})]") in ("0", "{0, 0}") or ask(
        f"Integrate[{call}]"
    ) == ask(expected)


def test_assuming_reaches_integrals(ask):
    assert ask("Assuming[a > 0, Integrate[1/(a^2 + x^2), {x, -Infinity, Infinity}]]") == "Pi/a"


@pytest.mark.parametrize("call", ["f[x], x", "x^x, x", "1/x, {x, -1, 1}", "1/x^2, {x, -1, 1}"])
def test_what_is_not_known_stays(ask, call):
    assert ask(f"Head[Integrate[{call}]]") == "Integrate"
    assert ask.messages == []
