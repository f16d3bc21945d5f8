"""NMinimize and its kin: known minima, constraints, messages."""

import pytest

MINIMA = [
    # problem, variables, value, place
    ("(x - 1)^2 + (y + 2)^2", "{x, y}", 0, "{1, -2}"),
    ("100 (y - x^2)^2 + (1 - x)^2", "{x, y}", 0, "{1, 1}"),
    ("Sum[x[i]^2 - 10 Cos[2 Pi x[i]] + 10, {i, 2}]", "Table[x[i], {i, 2}]", 0, "{0, 0}"),
    ("{x + y, x^2 + y^2 <= 2}", "{x, y}", -2, "{-1, -1}"),
    ("{x^2 + y^2, x + y == 1}", "{x, y}", "1/2", "{1/2, 1/2}"),
    ("{2 x + 3 y, x + y >= 5, x >= 0, y >= 0, 3 x + y >= 6}", "{x, y}", 10, "{5, 0}"),
    ("{(x - 2.4)^2 + (y - 1.6)^2, Element[x | y, Integers]}", "{x, y}", "0.32", "{2, 2}"),
    ("{Sin[x] + Sin[10 x/3], 2.7 < x < 7.5}", "{x}", "-1.899599", "{5.145735}"),
    ("Abs[x - 3] + 1", "{{x, 0, 10}}", 1, "{3}"),
]


@pytest.mark.parametrize(("problem", "variables", "value", "place"), MINIMA)
def test_minima(ask, problem, variables, value, place):
    ask(f"r = NMinimize[{problem}, {variables}]")
    names = variables if "{{" not in variables else "{x}"
    assert ask(f"Abs[First[r] - ({value})] < 10^-4 && Max[Abs[({names} /. Last[r]) - {place}]] < 10^-3") == "True"
    assert ask.messages == []


def test_maxima_and_parts(ask):
    assert ask("Round[{NMaxValue[Exp[-x^2], x], NMinValue[x^2 + 1, x]}, 10.^-6]") == "{1., 1.}"
    assert ask("Round[{NArgMax[3 - (x - 1)^2, x], NArgMin[x^2 - x, {x}]}, 10.^-4]") == "{1., {0.5}}"
    assert ask("NMaximize[{4 x - x^2, Element[x, Integers]}, x]") == "{4., {x -> 2}}"
    assert ask("x = 3; Round[NMinValue[(x - 1)^2, x] + 1, 10.^-6]") == "1."


@pytest.mark.parametrize(
    ("given_", "message"),
    [
        ("NMinimize[{x, x >= 1 && x <= -1}, x]", "NMinimize::nsol"),
        ("NMinimize[a x, x]", "NMinimize::nnum"),
        ("NMinimize[x^2, 3]", "NMinimize::ivar"),
        ("NMinimize[{x^2, x}, x]", "NMinimize::eqineq"),
        ('NMinimize[x^2, x, Method -> "Guess"]', "NMinimize::bdmtd"),
    ],
)
def test_what_is_wrong_is_said(ask, given_, message):
    ask(given_)
    assert ask.messages == [message]
