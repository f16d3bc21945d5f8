"""Polynomials: known forms, and Expand against evaluation at random integers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca.interpreter import symbols as S
from luperca.interpreter.expr import Expr, make_list, same, symbol
from luperca.interpreter.session import Session

CASES = [
    ("Expand[(a + b)^2]", "a^2 + 2*a*b + b^2"),
    ("Expand[(a + b + c)^2]", "a^2 + 2*a*b + b^2 + 2*a*c + 2*b*c + c^2"),
    ("Expand[(x + 1)*(x - 1)]", "-1 + x^2"),
    ("Expand[(x/2 + 1/3)^2]", "1/9 + x/3 + x^2/4"),
    ("Expand[(1.5 + x)^2]", "2.25 + 3.*x + x^2"),
    ("Expand[(1 + I*x)^2]", "1 + 2*I*x - x^2"),
    ("Expand[(1 + Sqrt[2])^3]", "7 + 5*Sqrt[2]"),
    ("Expand[(a + b)*(c + d)]", "a*c + b*c + a*d + b*d"),
    ("Expand[x*(y + Sin[(a + b)^2])]", "x*y + x*Sin[(a + b)^2]"),
    ("Expand[(1 + x)^2/(1 + y)^2]", "(1 + y)^(-2) + (2*x)/(1 + y)^2 + x^2/(1 + y)^2"),
    ("Expand[(x + 1/x)^2]", "2 + x^(-2) + x^2"),
    ("Expand[(E^x + 1)^2]", "1 + 2*E^x + E^(2*x)"),
    ("Expand[(1 + x)^2 == (1 + y)^2]", "1 + 2*x + x^2 == 1 + 2*y + y^2"),
    ("Expand[{(1 + x)^2, y*(1 + y)}]", "{1 + 2*x + x^2, y + y^2}"),
    ("Expand[(a - a)*x]", "0"),
    ("Expand[(x + y)^0]", "1"),
    ("Expand[5]", "5"),
    ("ExpandAll[f[x*(1 + y)]]", "f[x + x*y]"),
    ("ExpandAll[1/(1 + x)^2]", "(1 + 2*x + x^2)^(-1)"),
    ("Length[Expand[(a + b + c)^12]]", "91"),
    ("Coefficient[(1 + x)^10, x, 3]", "120"),
    ("Coefficient[a*x + b*x + c, x]", "a + b"),
    ("Coefficient[x^2*y + x^2 + y, x^2]", "1 + y"),
    ("Coefficient[(x + y)^3, x*y^2]", "3"),
    ("Coefficient[x + y, z]", "0"),
    ("Coefficient[{x, 2*x}, x]", "{1, 2}"),
    ("CoefficientList[1 + 3*x^2, x]", "{1, 0, 3}"),
    ("CoefficientList[(x + y)^2, {x, y}]", "{{0, 0, 1}, {0, 2, 0}, {1, 0, 0}}"),
    ("CoefficientList[a + b*x, x]", "{a, b}"),
    ("CoefficientList[0, x]", "{}"),
    ("CoefficientRules[(x + y)^2, {x, y}]", "{{2, 0} -> 1, {1, 1} -> 2, {0, 2} -> 1}"),
    ("MonomialList[(x + 1)^2, {x}]", "{x^2, 2*x, 1}"),
    ("Exponent[(x^2 + 1)^3, x]", "6"),
    ("Exponent[x^2 + x^5, x, Min]", "2"),
    ("Exponent[y, x]", "0"),
    ("Exponent[0, x]", "-Infinity"),
    ("Variables[(x + y)^2 + Pi*Sin[z]]", "{x, y, Sin[z]}"),
    ("PolynomialQ[(x + 1)^3*Sin[y], x]", "True"),
    ("PolynomialQ[x^y, x]", "False"),
    ("PolynomialQ[Sqrt[x], x]", "False"),
    ("PolynomialQ[x*y + 1, {x, y}]", "True"),
    ("Collect[x + a*x + b, x] === b + (1 + a)*x", "True"),
    ("Collect[a*x*y + b*x*y + x, {x, y}] === x*(1 + (a + b)*y)", "True"),
    ("Collect[x^2 + a*x^2, x, f] === f[1 + a]*x^2", "True"),
]


@pytest.mark.parametrize(("given_", "expected"), CASES)
def test_polynomial_function(ask, given_, expected):
    assert ask(given_) == expected
    assert ask.messages == []


def test_a_rule_for_a_system_head_is_seen_after_expand(ask):
    ask("e = Expand[(u + v)^2]")
    assert ask("u = 1; e") == "1 + 2*v + v^2"
    assert ask("v = 2; e") == "9"


def test_a_quotient_is_no_polynomial(ask):
    assert ask("CoefficientList[1/x, x]") == "CoefficientList[x^(-1), x]"
    assert ask.messages == ["CoefficientList::poly"]


NAMES = [symbol("Global`" + n) for n in "xyz"]
SESSION = Session(debug=True)
_leaves = st.one_of(st.sampled_from(NAMES), st.integers(-4, 4))


def _grown(inner):
    return st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda a: Expr(S.Plus, tuple(a))),
        st.lists(inner, min_size=2, max_size=3).map(lambda a: Expr(S.Times, tuple(a))),
        st.tuples(inner, st.integers(0, 4)).map(lambda a: Expr(S.Power, a)),
    )


def _is_expanded(e):
    """No product holds a sum and no sum is raised to a positive integer."""
    if not isinstance(e, Expr):
        return True
    if e.head is S.Plus:
        return all(_is_expanded(a) for a in e.args)
    if e.head in (S.Times, S.Power):
        return not any(isinstance(a, Expr) and a.head is S.Plus for a in e.args)
    return True


@settings(max_examples=150, deadline=None)
@given(st.recursive(_leaves, _grown, max_leaves=8), st.lists(st.integers(-9, 9), min_size=3, max_size=3))
def test_expand_keeps_the_value(e, numbers):
    e = SESSION.evaluate_expr(Expr(S.Hold, (e,))).args[0]  # as it was drawn
    expanded = SESSION.evaluate_expr(Expr(S.Expand, (e,)))
    assert _is_expanded(expanded)
    rules = make_list([Expr(S.Rule, pair) for pair in zip(NAMES, numbers)])
    there = [SESSION.evaluate_expr(Expr(S.ReplaceAll, (x, rules))) for x in (e, expanded)]
    assert S.Indeterminate in there or same(*there)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(-9, 9), min_size=1, max_size=6))
def test_coefficient_list_gives_back_the_coefficients(coefficients):
    while coefficients and coefficients[-1] == 0:
        coefficients.pop()
    x = NAMES[0]
    terms = tuple(Expr(S.Times, (c, Expr(S.Power, (x, i)))) for i, c in enumerate(coefficients))
    found = SESSION.evaluate_expr(Expr(S.CoefficientList, (Expr(S.Plus, terms), x)))
    assert same(found, make_list(coefficients))
