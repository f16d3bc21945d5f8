"""Derivatives: known forms, and D against numeric differences."""

import math

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from luperca.interpreter import symbols as S
from luperca.interpreter.builtins.derivatives import PARTIALS
from luperca.interpreter.expr import Expr, symbol
from luperca.interpreter.session import Session

CASES = [
    ("D[5, x]", "0"),
    ("D[y, x]", "0"),
    ("D[x, x]", "1"),
    ("D[x^n, x]", "n*x^(-1 + n)"),
    ("D[a^x, x]", "a^x*Log[a]"),
    ("D[E^(x^2), x]", "2*E^x^2*x"),
    ("D[x^x, x]", "x^x*(1 + Log[x])"),
    ("D[Sin[x]^2, x]", "2*Cos[x]*Sin[x]"),
    ("D[1/x, x]", "-x^(-2)"),
    ("D[Sqrt[x], x]", "1/(2*Sqrt[x])"),
    ("D[x^5, {x, 2}]", "20*x^3"),
    ("D[x^5, {x, 0}]", "x^5"),
    ("D[Sin[x], {x, 4}]", "Sin[x]"),
    ("D[x^2*y^3, x, y]", "6*x*y^2"),
    ("D[x^2*y^3, {x, 2}, {y, 2}]", "12*y"),
    ("D[{x, x^2, y}, x]", "{1, 2*x, 0}"),
    ("D[x^2*y, {{x, y}}]", "{2*x*y, x^2}"),
    ("D[x^2*y, {{x, y}, 2}]", "{{2*y, 2*x}, {2*x, 0}}"),
    ("D[{x*y, x + y}, {{x, y}}]", "{{y, x}, {1, 1}}"),
    ("D[x^2 == y, x]", "2*x == 0"),
    ("D[f[x], x]", "f'[x]"),
    ("D[f[x], x, x]", "f''[x]"),
    ("D[f[x^2], x]", "2*x*f'[x^2]"),
    ("D[f[x, y], y]", "Derivative[0, 1][f][x, y]"),
    ("D[f[x, x], x]", "Derivative[0, 1][f][x, x] + Derivative[1, 0][f][x, x]"),
    ("D[f'[x], x]", "f''[x]"),
    ("D[f[x]*g[x], x]", "g[x]*f'[x] + f[x]*g'[x]"),
    ("D[u[t]^2, u[t]]", "2*u[t]"),
    ("D[If[x > 0, x^2, -x], x]", "If[x > 0, 2*x, -1]"),
    ("D[ArcTan[x, y], x]", "-(y/(x^2 + y^2))"),
    ("D[Log[2, x], x]", "1/(x*Log[2])"),
    ("Cos'", "-Sin[#1] & "),
    ("Derivative[2][Sin][x]", "-Sin[x]"),
    ("Derivative[0][f]", "f"),
    ("Derivative[1][Derivative[1][f]]", "f''"),
    ("(#^2 &)'[3]", "6"),
    ("Function[{x, y}, x^2*y]; Derivative[1, 1][Function[{x, y}, x^2*y]]", "Function[{x, y}, 2*x]"),
    ("D[Piecewise[{{x^2, x > 0}}, x], x]", "Piecewise[{{2*x, x > 0}}, 1]"),
    ("D[Integrate[g[t], {t, 0, x^2}], x]", "2*x*g[x^2]"),
    ("D[Sum[f[i, x], {i, 1, n}], x]", "Sum[Derivative[0, 1][f][i, x], {i, 1, n}]"),
    ("Piecewise[{{1, 1 > 2}, {2, u}, {3, True}, {4, v}}]", "Piecewise[{{2, u}}, 3]"),
    ("Piecewise[{{1, False}}]", "0"),
    ("Curl[{-y, x, 0}, {x, y, z}]", "{0, 0, 2}"),
    ("Laplacian[x^2*y + y^3, {x, y}]", "8*y"),
    ("ClearAll[h]; h[x_] := x^3; h'[2]", "12"),
    ("ClearAll[k]; k'[x_] := x; D[k[y], {y, 2}]", "1"),
]


@pytest.mark.parametrize(("given_", "expected"), CASES)
def test_derivative(ask, given_, expected):
    assert ask(given_).strip() == expected.strip()
    assert ask.messages == []


@pytest.mark.parametrize(
    ("given_", "message"),
    [("D[x^2, 2]", "D::ivar"), ("D[x^2, {x, -1}]", "D::dvar"), ("D[x^2, x + y]", "D::ivar"), ("D[x, {x}]", "D::ivar")],
)
def test_what_is_wrong_is_said(ask, given_, message):
    ask(given_)
    assert ask.messages == [message]


# ---- against numeric differences -------------------------------------------------------------------------------------

X = symbol("Global`x")
# The functions of the table that are evaluated at reals, each with a point at which it and its neighbourhood are real.
POINTS = {"ArcSec": 1.7, "ArcCsc": 1.7, "ArcCosh": 1.7, "ArcCoth": 1.7, "ArcSech": 0.4}
REAL = ("Sin Cos Tan Cot Sec Csc ArcSin ArcCos ArcTan ArcCot ArcSec ArcCsc Sinh Cosh Tanh Coth Sech Csch ArcSinh "
        "ArcCosh ArcTanh ArcCoth ArcSech ArcCsch Exp Log LogisticSigmoid").split()  # fmt: skip
SESSION = Session(debug=True)


def value(e, at):
    """e as a float at x = at; None where it is not a finite real number."""
    result = SESSION.evaluate_expr(Expr(S.ReplaceAll, (e, Expr(S.Rule, (X, at)))))
    return result if type(result) is float and math.isfinite(result) else float(result) if type(result) is int else None


def slope(e, at, h=1e-5):
    left, right = value(e, at - h), value(e, at + h)
    return None if left is None or right is None else (right - left) / (2 * h)


@pytest.mark.parametrize("name", REAL)
def test_table_entry(name):
    assert name in PARTIALS
    at = POINTS.get(name, 0.37)
    e = Expr(S.system(name), (X,))
    assert value(SESSION.evaluate_expr(Expr(S.D, (e, X))), at) == pytest.approx(slope(e, at), rel=1e-6)


_leaves = st.one_of(st.just(X), st.integers(-3, 3))


def _grown(inner):
    def node(head):
        return lambda args: Expr(S.system(head), tuple(args))

    return st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(node("Plus")),
        st.lists(inner, min_size=2, max_size=3).map(node("Times")),
        st.tuples(inner, st.integers(-2, 3)).map(node("Power")),
        *[inner.map(lambda a, f=f: node(f)([a])) for f in ("Sin", "Cos", "Exp", "Tanh", "ArcTan", "LogisticSigmoid")],
    )


@settings(max_examples=120, deadline=None)
@given(st.recursive(_leaves, _grown, max_leaves=8), st.sampled_from([-1.3, -0.4, 0.3, 0.9, 1.6]))
def test_against_differences(e, at):
    derivative = SESSION.evaluate_expr(Expr(S.D, (e, X)))
    coarse, fine, exact = slope(e, at, 2e-5), slope(e, at), value(derivative, at)
    assume(coarse is not None and fine is not None and exact is not None)
    size = max(abs(value(e, at) or 0), 1)
    assume(abs(coarse - fine) <= 1e-6 * (1 + abs(fine)) and size < 1e4)  # smooth enough there
    assert exact == pytest.approx(fine, rel=1e-4, abs=1e-6 * size)
