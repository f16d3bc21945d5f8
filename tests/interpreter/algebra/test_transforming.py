"""TrigExpand, TrigReduce, TrigFactor, TrigToExp, ExpToTrig, ComplexExpand, PowerExpand, FunctionExpand.

Forms that are well known are compared as they are; all are compared with what they come from by numbers.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca.interpreter.algebra.checking import agree
from luperca.interpreter.session import Session

CASES = [
    ("TrigExpand", "Sin[x + y]", "Cos[y] Sin[x] + Cos[x] Sin[y]"),
    ("TrigExpand", "Cos[2 x]", "Cos[x]^2 - Sin[x]^2"),
    ("TrigExpand", "Sin[3 x]", "3 Cos[x]^2 Sin[x] - Sin[x]^3"),
    ("TrigExpand", "Sinh[x - y]", "Cosh[y] Sinh[x] - Cosh[x] Sinh[y]"),
    ("TrigExpand", "Tan[2 x]", "2 Cos[x] Sin[x]/(Cos[x]^2 - Sin[x]^2)"),
    ("TrigExpand", "Sin[x/2]", "Sin[x/2]"),
    ("TrigExpand", "{Cos[x + y], 1}", "{Cos[x] Cos[y] - Sin[x] Sin[y], 1}"),
    ("TrigReduce", "2 Cos[x]^2", "1 + Cos[2 x]"),
    ("TrigReduce", "Sin[x]^3", "(3 Sin[x] - Sin[3 x])/4 // Expand"),
    ("TrigReduce", "Sin[x]^4 - Cos[x]^4", "-Cos[2 x]"),
    ("TrigReduce", "2 Cosh[x] Sinh[x]", "Sinh[2 x]"),
    ("TrigReduce", "Sin[x]^2 + Cos[x]^2", "1"),
    ("TrigReduce", "a Sin[x] Cos[y] == 0", "(a Sin[x - y])/2 + (a Sin[x + y])/2 == 0"),
    ("TrigFactor", "Sin[x] + Sin[y]", "2 Cos[(x - y)/2] Sin[(x + y)/2]"),
    ("TrigFactor", "Cos[x] - Cos[y]", "-2 Sin[(x - y)/2] Sin[(x + y)/2]"),
    ("TrigToExp", "Cosh[x]", "E^x/2 + E^-x/2"),
    ("TrigToExp", "Sin[x]", "I/2 E^(-I x) - I/2 E^(I x)"),
    ("ExpToTrig", "E^(I x)", "Cos[x] + I Sin[x]"),
    ("ExpToTrig", "E^x - E^-x", "2 Sinh[x]"),
    ("ComplexExpand", "Sin[x + I y]", "Cosh[y] Sin[x] + I Cos[x] Sinh[y]"),
    ("ComplexExpand", "E^(x + I y)", "E^x Cos[y] + I E^x Sin[y]"),
    ("ComplexExpand", "Abs[x + I y]", "Sqrt[x^2 + y^2]"),
    ("ComplexExpand", "1/(x + I y)", "x/(x^2 + y^2) - I y/(x^2 + y^2)"),
    ("ComplexExpand", "Conjugate[a + I b]", "a - I b"),
    ("FunctionExpand", "Binomial[n, 2]", "n (n - 1)/2"),
    ("FunctionExpand", "Pochhammer[a, 3]", "a (a + 1) (a + 2)"),
    ("FunctionExpand", "Beta[a, b]", "Gamma[a] Gamma[b]/Gamma[a + b]"),
    ("FunctionExpand", "BesselJ[1/2, z]", "Sqrt[2/Pi] Sin[z]/Sqrt[z]"),
]


@pytest.mark.parametrize(("head", "e", "expected"), CASES)
def test_forms(ask, head, e, expected):
    assert ask(f"{head}[{e}]") == ask(expected)


MORE = [
    ("TrigExpand", "Cot[x + 2 y]"), ("TrigExpand", "Sech[2 x]"), ("TrigExpand", "Sin[5 x] Cos[x - y]"),
    ("TrigReduce", "Cos[x]^2 Sinh[y]^3 Sin[y]"), ("TrigFactor", "Sin[x]^2 - Sin[y]^2"), ("TrigFactor", "1 - Cos[x]^2"),
    ("TrigToExp", "Tan[x] + ArcSin[x/4] + ArcCosh[2 + x]"),
    ("TrigToExp", "ArcTan[x] + Sech[x] + Coth[x] + ArcCoth[3 + x]"),
    ("TrigToExp", "ArcTan[x, y]"), ("ExpToTrig", "E^(x + I y) + (-1)^(1/9)"), ("ComplexExpand", "Tan[x + I y]"),
    ("ComplexExpand", "Tanh[x + I y]"), ("ComplexExpand", "Log[x + I y]"), ("ComplexExpand", "Sqrt[x + I y]"),
    ("ComplexExpand", "(x + I y)^-3"), ("ComplexExpand", "(x + I y)^(u + I v)"), ("ComplexExpand", "2^(x + I y)"),
    ("ComplexExpand", "Cosh[x + I y] Abs[x - I u]"),
    ("ComplexExpand", "Gamma[x + I y] x"), ("ComplexExpand", "Sqrt[x]"),
    ("FunctionExpand", "Factorial2[n]"), ("FunctionExpand", "CatalanNumber[n] + HarmonicNumber[n]"),
    ("FunctionExpand", "ChebyshevT[n, x] + ChebyshevU[n, x]"), ("FunctionExpand", "Fibonacci[n] + LucasL[n]"),
    ("FunctionExpand", "BesselJ[5/2, z] + BesselI[7/2, z] + BesselK[1/2, z]"),
    ("FunctionExpand", "PolyGamma[0, 3 + z]"),
    ("FunctionExpand", "Gudermannian[x] + Haversine[x] + LogisticSigmoid[x]"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "e"), [c[:2] for c in CASES if c[1][0] != "{" and "==" not in c[1]] + MORE)
def test_values_stay_the_same(ask, head, e):
    before, after = (ask.session.evaluate_expr(ask.session.read_value(t)) for t in (e, f"{head}[{e}]"))
    known = {ask.session.read_value("n"): {"integer": True, "positive": True}}
    assert agree(ask.session, before, after, known=known)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(["Sin[x]", "Cos[y]", "Sin[x - y]", "Cosh[x]", "Sinh[2 x]", "Cos[3 x]"]), max_size=4))
def test_reducing_and_expanding_undo_each_other(factors):
    session = Session()
    e = session.read_value(" ".join(["1", *factors]))
    for head in ("TrigReduce", "TrigExpand"):
        again = session.evaluate_expr(session.read_value(f"{head}[{' '.join(['1', *factors])}]"))
        assert agree(session, session.evaluate_expr(e), again)


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("Sqrt[x^2 y]", "x Sqrt[y]"),
        ("Log[a b^c]", "Log[a] + c Log[b]"),
        ("(a b)^n", "a^n b^n"),
        ("Log[2 x/y]", "Log[2] + Log[x] - Log[y]"),
        ("Sqrt[x y], x", "Sqrt[x] Sqrt[y]"),
        ("Sqrt[x y] + Sqrt[u v], {u}", "Sqrt[x y] + Sqrt[u] Sqrt[v]"),
        ("ArcTan[Tan[x]]", "x"),
        ("f[Sqrt[a^2]]", "f[a]"),
        ("Sqrt[x^2], Assumptions -> x < 0", "-x"),
    ],
)
def test_power_expand(ask, call, expected):
    assert ask(f"PowerExpand[{call}]") == ask(expected)


def test_complex_variables(ask):
    assert ask("ComplexExpand[Abs[z]^2, z]") == ask("Im[z]^2 + Re[z]^2")
    assert ask("ComplexExpand[Re[z^2], {z}]") == ask("Re[z]^2 - Im[z]^2")
