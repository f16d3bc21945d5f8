"""Padé's quotients, first terms, functions made interpolating."""

import pytest


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ("PadeApproximant[Exp[x], {x, 0, {2, 1}}]", "(1 + (2*x)/3 + x^2/6)/(1 - x/3)"),
        ("PadeApproximant[Exp[x], {x, 0, 1}]", "(1 + x/2)/(1 - x/2)"),
        ("PadeApproximant[1/(2 - x), {x, 1, {0, 1}}]", "(2 - x)^(-1)"),
        ("PadeApproximant[Cos[x], {x, 0, {2, 0}}]", "1 - x^2/2"),
        ("Asymptotic[Sin[x] - x, x -> 0]", "-(x^3/6)"),
        ("Asymptotic[1/(1 + x), {x, Infinity, 2}]", "-x^(-2) + x^(-1)"),
    ],
)
def test_quotients_and_terms(ask, given_, expected):
    assert ask(f"Simplify[({given_}) - ({expected})]") == "0"
    assert ask.messages == []


def test_a_pade_approximant_has_the_series_of_the_function(ask):
    ask("p = PadeApproximant[Log[1 + x], {x, 0, {3, 2}}]")
    assert ask("Normal[Series[p, {x, 0, 5}] - Series[Log[1 + x], {x, 0, 5}]]") == "0"


def test_functions_made_interpolating(ask):
    ask("g = FunctionInterpolation[Exp[Sin[3 x]], {x, 0, 4}]; x = 7")
    assert ask("Max[Abs[Table[g[t] - Exp[Sin[3 t]], {t, 0., 4, 0.013}]]] < 10^-4") == "True"
    assert ask("x") == "7"
