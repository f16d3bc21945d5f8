"""Whatever evaluation does to an expression by itself: it ends, it is final, and it does not change the value."""

import cmath

import hypothesis.strategies as st
import pytest
from hypothesis import assume, given, settings
from luperca.interpreter import symbols as S
from luperca.interpreter.expr import Expr, same, symbol, system
from luperca.interpreter.numerics.numbers import NUMBER_TYPES, Complex, rational
from luperca.interpreter.session import Session

X, Y = symbol("Global`x"), symbol("Global`y")
ONE_ARGUMENT = (
    "Sin Cos Tan Cot Sec Csc ArcSin ArcCos ArcTan ArcCot ArcSec ArcCsc Sinh Cosh Tanh Coth Sech Csch ArcSinh ArcCosh "
    "ArcTanh ArcCoth ArcSech ArcCsch Log Sqrt Exp Minus Abs Re Im Conjugate Sign LogisticSigmoid"
).split()
SESSION = Session(debug=True)

leaves = st.sampled_from(
    [X, Y, S.Pi, S.E, 0, 1, -1, 2, 3, -2, 8, rational(1, 2), rational(-2, 3), rational(1, 6), Complex(0, 1)]
)


def _node(inner):
    sums = st.lists(inner, min_size=2, max_size=3).map(lambda a: Expr(S.Plus, tuple(a)))
    products = st.lists(inner, min_size=2, max_size=3).map(lambda a: Expr(S.Times, tuple(a)))
    small = st.sampled_from([2, -1, 3, -2, rational(1, 2), rational(-1, 2), rational(1, 3)])
    powers = st.tuples(inner, small | inner).map(lambda a: Expr(S.Power, a))
    calls = st.tuples(st.sampled_from(ONE_ARGUMENT), inner).map(lambda a: Expr(system(a[0]), (a[1],)))
    return sums | products | powers | calls


expressions = st.recursive(leaves, _node, max_leaves=7)


def numeric(e, values):
    """The value as Python would work it out, node by node, with every leaf inexact from the start."""
    if isinstance(e, Expr):
        return SESSION.evaluate_expr(Expr(e.head, tuple([numeric(a, values) for a in e.args])))
    if e in values:
        return values[e]
    return SESSION.evaluate_expr(Expr(S.N, (e,)))


SAFE_ON_THE_POSITIVE_AXIS = {S.Power, S.Sqrt, S.Log, S.Exp, S.Minus, S.Plus, S.Times}


def near_a_cut(e, values):
    """True if some step lies on a branch cut, where rounding decides, or is very large or small."""
    if not isinstance(e, Expr):
        return False
    for a in e.args[:1] if e.head is S.Power else e.args:
        v = numeric(a, values)
        if type(v) in NUMBER_TYPES:
            z = complex(v)
            on_real_axis = abs(z.imag) < 1e-9 * abs(z)
            safe = e.head in SAFE_ON_THE_POSITIVE_AXIS and (z.real > 0 or e.head in (S.Plus, S.Times, S.Minus, S.Exp))
            if not 1e-6 < abs(z) < 1e6 or (on_real_axis and not safe):
                return True
            if abs(z.real) < 1e-9 * abs(z) and e.head not in SAFE_ON_THE_POSITIVE_AXIS:
                return True
    return any(near_a_cut(a, values) for a in e.args)


@given(expressions)
@settings(max_examples=150, deadline=None)
def test_a_result_is_final_and_has_the_same_value(e):
    SESSION.messages.begin_input()
    r = SESSION.evaluate_expr(e)
    SESSION.evaluator.new_stamp()
    assert same(SESSION.evaluate_expr(r), r)
    values = {X: Complex(0.37, 0.21), Y: Complex(1.3, -0.4)}
    assume(not near_a_cut(e, values))
    before, after = numeric(e, values), numeric(r, values)
    assume(type(before) in NUMBER_TYPES)
    z = complex(before)
    assume(cmath.isfinite(z) and 1e-6 < abs(z) < 1e9)
    assert type(after) in NUMBER_TYPES
    assert complex(after) == pytest.approx(z, rel=1e-6)
