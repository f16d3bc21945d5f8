"""Common denominators, factors and simplification; products of random polynomials come apart again."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca.interpreter import symbols as S
from luperca.interpreter.builtins.divisors import common_divisor, quotient
from luperca.interpreter.builtins.factoring import factors
from luperca.interpreter.builtins.monomials import WIDTH, multiply_polynomials, power_polynomial
from luperca.interpreter.expr import Expr, symbol
from luperca.interpreter.session import Session

CASES = [
    ("Together[1/x + 1/y]", "(x + y)/(x*y)"),
    ("Together[a/b + c/d]", "(b*c + a*d)/(b*d)"),
    ("Together[1/(x - 1) - 1/(x + 1)]", "2/((-1 + x)*(1 + x))"),
    ("Together[1/2 + x/3]", "(3 + 2*x)/6"),
    ("Together[x + 1/x == 2]", "(1 + x^2)/x == 2"),
    ("Together[(x^2 - y^2)/(x - y)]", "x + y"),
    ("Together[1/(a*b) + 1/(b*c)]", "(a + c)/(a*b*c)"),
    ("Cancel[(x^2 - 1)/(x - 1)]", "1 + x"),
    ("Cancel[1/x + (x + x^2)/x]", "1 + x^(-1) + x"),
    ("PolynomialGCD[6*x^2*y, 4*x*y^2]", "2*x*y"),
    ("PolynomialGCD[x^2 + 2*x*y + y^2, x^2 - y^2]", "x + y"),
    ("PolynomialGCD[x, y]", "1"),
    ("PolynomialLCM[x^2, x*y]", "x^2*y"),
    ("Factor[x^2 - 1]", "(-1 + x)*(1 + x)"),
    ("Factor[x^4 + 1]", "1 + x^4"),
    ("Factor[x^4 + 4]", "(2 - 2*x + x^2)*(2 + 2*x + x^2)"),
    ("Factor[2*x^2 - 8]", "2*(-2 + x)*(2 + x)"),
    ("Factor[a^2 - b^2]", "(a - b)*(a + b)"),
    ("Factor[x^3 + y^3]", "(x + y)*(x^2 - x*y + y^2)"),
    ("Factor[(x + 1)^5]", "(1 + x)^5"),
    ("Factor[1 - x^2] === Times[-1, -1 + x, 1 + x]", "True"),
    ("Factor[{x^2 - 1, x^2 + x}]", "{(-1 + x)*(1 + x), x*(1 + x)}"),
    ("Factor[Sin[x]^2 - 1]", "(-1 + Sin[x])*(1 + Sin[x])"),
    ("Factor[10]", "10"),
    ("Factor[x^2 - 2]", "-2 + x^2"),
    ("Length[FactorList[x^12 - 1]]", "7"),
    ("Simplify[Sin[x]^2 + Cos[x]^2]", "1"),
    ("Simplify[1 - Cos[x]^2]", "Sin[x]^2"),
    ("Simplify[Cosh[x]^2 - Sinh[x]^2]", "1"),
    ("Simplify[(x^2 + 2*x + 1)/(x + 1)]", "1 + x"),
    ("Simplify[(x + y)^2 - x^2 - y^2]", "2*x*y"),
    ("Simplify[f[(a^2 - b^2)/(a - b)]]", "f[a + b]"),
    ("Simplify[x > 0]", "x > 0"),
]


@pytest.mark.parametrize(("given_", "expected"), CASES)
def test_rational_function(ask, given_, expected):
    assert ask(given_) == expected
    assert ask.messages == []


_monomials = st.tuples(st.integers(0, 3), st.integers(0, 2)).map(lambda e: e[0] + (e[1] << WIDTH))
_polynomials = st.dictionaries(_monomials, st.integers(-5, 5).filter(bool), min_size=1, max_size=4)


@settings(max_examples=100, deadline=None)
@given(_polynomials, _polynomials, _polynomials)
def test_common_divisor_of_products(p, q, r):
    a, b = multiply_polynomials(p, r), multiply_polynomials(q, r)
    g = common_divisor(a, b)
    assert quotient(a, g) is not None and quotient(b, g) is not None
    assert quotient(g, common_divisor(r, r)) is not None  # r divides it, up to sign


@settings(max_examples=60, deadline=None)
@given(_polynomials, _polynomials)
def test_factors_multiply_back(p, q):
    product = multiply_polynomials(p, q)
    parts = factors(product)
    back = {0: 1}
    for f, n in parts:
        back = multiply_polynomials(back, power_polynomial(f, n))
    assert back == product
    fewest = sum(n for f, n in parts[1:])
    assert fewest >= sum(n for f, n in factors(p)[1:])


SESSION = Session(debug=True)
X, Y = symbol("Global`x"), symbol("Global`y")
_leaves = st.one_of(st.sampled_from([X, Y]), st.integers(-3, 3))


def _grown(inner):
    return st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda a: Expr(S.Plus, tuple(a))),
        st.lists(inner, min_size=2, max_size=2).map(lambda a: Expr(S.Times, tuple(a))),
        st.tuples(inner, st.sampled_from([-2, -1, 2])).map(lambda a: Expr(S.Power, a)),
    )


@settings(max_examples=80, deadline=None)
@given(st.recursive(_leaves, _grown, max_leaves=6), st.sampled_from(["Together", "Cancel", "Factor", "Simplify"]))
def test_the_value_is_kept(e, name):
    def at(form):
        rules = Expr(S.List, (Expr(S.Rule, (X, 7)), Expr(S.Rule, (Y, -11))))
        return SESSION.evaluate_expr(Expr(S.ReplaceAll, (form, rules)))

    e = SESSION.evaluate_quietly(e)
    before, after = at(e), at(SESSION.evaluate_quietly(Expr(S.system(name), (e,))))
    if before not in (S.Indeterminate, S.ComplexInfinity) and not isinstance(before, Expr):
        assert before == after
