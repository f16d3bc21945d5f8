"""Sums, products and powers in canonical form."""

import subprocess
import sys
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from luperca.interpreter.expr import Expr, same
from luperca.interpreter.numerics.algebra import product_of, sum_of
from luperca.interpreter.numerics.arithmetic import add, multiply, negate, power_integer, reciprocal
from luperca.interpreter.numerics.numbers import Rational, complex_number, rational
from luperca.interpreter.numerics.powers import power_of
from luperca.interpreter.packed import Packed

ROOT = Path(__file__).resolve().parents[3]

CASES = [
    # sums
    ("2 + 3 + a", "5 + a"),
    ("a + 2 a - b", "3*a - b"),
    ("a - a", "0"),
    ("a - a + 1.5", "1.5"),
    ("1.5 a - 1.5 a", "0."),
    ("b + a + c", "a + b + c"),
    ("x + 1/2 + 1/3", "5/6 + x"),
    ("(a + b) + (c + a)", "2*a + b + c"),
    ("2 a b + 3 b a", "5*a*b"),
    ("Plus[]", "0"),
    ("Plus[x]", "x"),
    ("2.5 + Pi", "5.641592653589793"),
    ("1.5 + Sqrt[2] + x", "2.914213562373095 + x"),
    ("a - (b - c)", "a - b + c"),
    ("x^2 + x + 1 + y", "1 + x + x^2 + y"),
    # products
    ("2 x x/y", "(2*x^2)/y"),
    ("x/x", "1"),
    ("0 x", "0"),
    ("0. x", "0."),
    ("1. x", "1.*x"),
    ("2 (a + b)", "2*(a + b)"),
    ("-(a + b)", "-a - b"),
    ("-(a + b) c", "(-a - b)*c"),
    ("2 (a + b) + 3 (a + b)", "5*(a + b)"),
    ("(x + y)^2 (x + y)", "(x + y)^3"),
    ("x^a x^b", "x^(a + b)"),
    ("x^a/x^a", "1"),
    ("2^x 2^y", "2^(x + y)"),
    ("4 2^x", "2^(2 + x)"),
    ("6 2^x", "3*2^(1 + x)"),
    ("6 6^x", "6^(1 + x)"),
    ("Times[]", "1"),
    ("b a", "a*b"),
    ("(2 + 3 I) (2 - 3 I)", "13"),
    ("2. Sqrt[2] x", "2.8284271247461903*x"),
    # powers
    ("2^100", "1267650600228229401496703205376"),
    ("x^0", "1"),
    ("x^1", "x"),
    ("1^x", "1"),
    ("0^3", "0"),
    ("(2/3)^(-2)", "9/4"),
    ("(a^2)^3", "a^6"),
    ("(a^b)^2", "a^(2*b)"),
    ("(a^b)^c", "(a^b)^c"),
    ("(a b)^2", "a^2*b^2"),
    ("(a b)^c", "(a*b)^c"),
    ("Sqrt[x]^2", "x"),
    ("Sqrt[x^2]", "Sqrt[x^2]"),
    ("I^2", "-1"),
    ("I^3", "-I"),
    ("(1 + I)^10", "32*I"),
    ("(1 + I)^(-1) === Complex[1/2, -1/2]", "True"),
    ("E^Log[x]", "x"),
    ("E^(2 Log[3])", "9"),
    ("E^(a + Log[b])", "b*E^a"),
    ("2^(Log[5]/Log[2])", "5"),
    ("E^(I Pi)", "-1"),
    ("E^(5 I Pi/2)", "I"),
    ("E^(-I Pi/2)", "-I"),
    ("2^0.5", "1.4142135623730951"),
    ("2.^Pi", "8.824977827076287"),
    ("x^2.", "x^2."),
    # roots
    ("Sqrt[8]", "2*Sqrt[2]"),
    ("8^(1/3)", "2"),
    ("(-8)^(1/3)", "2*(-1)^(1/3)"),
    ("(-1)^(1/2)", "I"),
    ("(-1)^(4/3)", "-(-1)^(1/3)"),
    ("(-1)^(-1/3)", "-(-1)^(2/3)"),
    ("Sqrt[-2]", "I*Sqrt[2]"),
    ("(1/2)^(1/2)", "1/Sqrt[2]"),
    ("Sqrt[2]/2", "1/Sqrt[2]"),
    ("Sqrt[6]/2", "Sqrt[3/2]"),
    ("3/2 Sqrt[2]", "3/Sqrt[2]"),
    ("Sqrt[2] Sqrt[2]", "2"),
    ("Sqrt[2] Sqrt[3]", "Sqrt[6]"),
    ("2^(1/3) 2^(1/2)", "2^(5/6)"),
    ("12^(1/3)", "2^(2/3)*3^(1/3)"),
    ("Sqrt[12/5]", "2*Sqrt[3/5]"),
    ("Sqrt[4/3]", "2/Sqrt[3]"),
    ("Sqrt[2 x]", "Sqrt[2]*Sqrt[x]"),
    ("Sqrt[-4 x]", "2*Sqrt[-x]"),
    ("Sqrt[2 Pi]", "Sqrt[2*Pi]"),
    ("Sqrt[2] Sqrt[Pi]", "Sqrt[2*Pi]"),
    ("Sqrt[8 Pi]", "2*Sqrt[2*Pi]"),
    ("Sqrt[Pi/2]", "Sqrt[Pi/2]"),
    ("Sqrt[3 + 4 I]", "2 + I"),
    ("Sqrt[2 I]", "1 + I"),
    ("Sqrt[I]", "(-1)^(1/4)"),
    ("(-8.)^(1/3)", "1.0000000000000002 + 1.7320508075688772*I"),
    # infinities
    ("Infinity + 5", "Infinity"),
    ("Infinity + Pi", "Infinity"),
    ("Infinity + x === x + DirectedInfinity[1]", "True"),
    ("2 Infinity", "Infinity"),
    ("-3 Infinity", "-Infinity"),
    ("1/Infinity", "0"),
    ("Infinity^2", "Infinity"),
    ("2^Infinity", "Infinity"),
    ("(1/2)^Infinity", "0"),
    ("E^(-Infinity)", "0"),
    ("5 ComplexInfinity", "ComplexInfinity"),
    ("Indeterminate + 1", "Indeterminate"),
    ("DirectedInfinity[-7]", "-Infinity"),
    # lists
    ("{1, 2, 3} + {10, 20, 30}", "{11, 22, 33}"),
    ("2 {1, x}", "{2, 2*x}"),
    ("{1, 2}^2", "{1, 4}"),
    ("{{1, 2}, {3, 4}} + {a, b}", "{{1 + a, 2 + a}, {3 + b, 4 + b}}"),
    # the other spellings
    ("Subtract[a, b]", "a - b"),
    ("Divide[6, 4]", "3/2"),
    ("Divide[a, b]", "a/b"),
    ("Minus[a + b]", "-a - b"),
    ("Power[2, 3, 2]", "512"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_canonical_form(ask, text, expected):
    assert ask(text) == expected
    assert ask.messages == []


@pytest.mark.parametrize(
    ("text", "expected", "messages"),
    [
        ("1/0", "ComplexInfinity", ["Power::infy"]),
        ("0/0", "Indeterminate", ["Power::infy", "Infinity::indet"]),
        ("0^0", "Indeterminate", ["Power::indet"]),
        ("Infinity - Infinity", "Indeterminate", ["Infinity::indet"]),
        ("0 Infinity", "Indeterminate", ["Infinity::indet"]),
        ("0. Infinity", "Indeterminate", ["Infinity::indet"]),
        ("ComplexInfinity + ComplexInfinity", "Indeterminate", ["Infinity::indet"]),
        ("1^Infinity", "Indeterminate", ["Infinity::indet"]),
        ("{1, 2} + {1, 2, 3}", "{1, 2} + {1, 2, 3}", ["Thread::tdlen"]),
        ("2^(10^12)", "Overflow[]", ["General::ovfl"]),
    ],
)
def test_messages(ask, text, expected, messages):
    assert ask(text) == expected
    assert ask.messages[: len(messages)] == messages


integers = st.integers(-30, 30)
fractions = st.builds(rational, integers, st.integers(1, 12))
exact = fractions | st.builds(complex_number, fractions, fractions)


@given(exact, exact, exact)
def test_exact_numbers_form_a_commutative_ring(a, b, c):
    assert same(add(a, b), add(b, a))
    assert same(multiply(a, b), multiply(b, a))
    assert same(add(add(a, b), c), add(a, add(b, c)))
    assert same(multiply(multiply(a, b), c), multiply(a, multiply(b, c)))
    assert same(multiply(a, add(b, c)), add(multiply(a, b), multiply(a, c)))
    assert same(add(a, negate(a)), 0)
    if a != 0:
        assert same(multiply(a, reciprocal(a)), 1)
        assert same(power_integer(a, -3), reciprocal(multiply(a, multiply(a, a))))


@given(st.integers(1, 5000), st.integers(-7, 7), st.integers(2, 6))
@settings(max_examples=200)
def test_a_root_has_the_value_of_the_power(n, p, q):
    e = rational(p, q)
    assert _float(power_of(n, e)) == pytest.approx(n ** (p / q), rel=1e-12)
    assert same(power_of(power_of(n, e), q), power_of(n, p))


@given(st.lists(st.tuples(st.integers(2, 60), fractions.filter(lambda f: type(f) is Rational)), min_size=1, max_size=4))
def test_products_of_roots_are_in_normal_form_and_right(powers):
    whole = product_of(*[power_of(n, e) for n, e in powers])
    value = 1.0
    for n, e in powers:
        value *= n ** float(e)
    assert _float(whole) == pytest.approx(value, rel=1e-9)
    again = product_of(*whole.args) if isinstance(whole, Expr) and whole.head.name == "Times" else whole
    assert same(whole, again)
    backwards = product_of(*[power_of(n, e) for n, e in reversed(powers)])
    assert same(whole, backwards)


def _float(e):
    if isinstance(e, Expr):
        values = [_float(a) for a in e.args]
        if e.head.name == "Power":
            return values[0] ** values[1]
        out = 1.0
        for v in values:
            out *= v
        return out
    return complex(e) if type(e).__name__ == "Complex" else float(e)


terms = st.recursive(
    st.sampled_from([1, 2, -3, rational(1, 2)]) | st.sampled_from("xyz").map(lambda n: _symbol(n)),
    lambda inner: st.builds(sum_of, inner, inner) | st.builds(product_of, inner, inner),
    max_leaves=8,
)


def _symbol(name):
    from luperca.interpreter.expr import symbol

    return symbol("Global`" + name)


@given(terms, terms, terms)
def test_sums_and_products_do_not_depend_on_order(a, b, c):
    assert same(sum_of(a, b, c), sum_of(c, b, a))  # at once: -(x + 2) between would be expanded
    assert same(product_of(a, b, c), product_of(c, b, a))
    assert same(sum_of(a, product_of(-1, a)), 0)


@given(
    st.lists(st.integers(-(2**62), 2**62), min_size=16, max_size=20),
    st.sampled_from(["v + v", "v*v", "v + 1", "3 v", "v^2", "v - 2^60", "-v", "v v v + v", "2^70 + v"]),
)
@settings(max_examples=60, deadline=None)
def test_packed_integers_never_wrap(values, text):
    assert _on(values, text, packed=True) == _on(values, text, packed=False)


@given(
    st.lists(st.floats(-1e3, 1e3), min_size=16, max_size=20),
    st.sampled_from(["v + v", "v*v", "v + 1", "v/3", "v^2", "v^3", "1/(v^2 + 1)", "Sqrt[v^2]", "v^0.5"]),
)
@settings(max_examples=60, deadline=None)
def test_packed_reals_agree_with_unpacked_ones(values, text):
    packed, plain = _on(values, text, packed=True), _on(values, text, packed=False)
    for a, b in zip(packed, plain, strict=True):
        assert type(a) is type(b)
        assert complex(a) == pytest.approx(complex(b), rel=1e-13)


_sessions = []


def _on(values, text, packed):
    import numpy as np
    from luperca.interpreter.expr import make_list, symbol
    from luperca.interpreter.session import Session

    if not _sessions:
        _sessions.append(Session(debug=True))
    session = _sessions[0]
    dtype = np.float64 if type(values[0]) is float else np.int64
    data = Packed(np.array(values, dtype=dtype)) if packed else make_list(values)
    session.evaluator.set_own(session.definitions[symbol("Global`v")], data)
    return list(session.evaluate_expr(session.read_value(text)).args)


def test_machine_overflow_goes_on_with_more_exponent(ask):
    ask("x = 1.*^200 1.*^200")
    assert ask("x > 10^399") == "True"
    assert ask("x < 10^401") == "True"
    assert ask("Sqrt[x] 1.") == "1.*^200"


@pytest.mark.parametrize("text", ["1.5 + 2", "Sin[1.]", "2^100 + x", "Sqrt[8] Pi > 3", "Table[i^2, {i, 5}]"])
def test_scalars_load_neither_numpy_nor_mpmath(text):
    code = f"""
import conftest, sys
from luperca.interpreter.session import Session
s = Session(debug=True)
s.evaluate_expr(s.read_value({text!r}))
assert "numpy" not in sys.modules, "numpy"
assert "mpmath" not in sys.modules, "mpmath"
"""
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
