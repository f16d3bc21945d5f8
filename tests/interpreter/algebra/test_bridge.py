"""Expressions to SymPy and back, the time limit, and what is said where SymPy is missing."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
import sympy
from luperca.interpreter.algebra.asking import asked, limited
from luperca.interpreter.algebra.bridge import Bridge, Foreign
from luperca.interpreter.control import AbortSignal
from luperca.interpreter.convert import to_python
from luperca.interpreter.expr import expr, symbol, system

X, F = symbol("Global`x"), symbol("Global`f")


def value(ask, text):
    return ask.session.evaluate_expr(ask.session.read_value(text))


@pytest.mark.parametrize(
    "text",
    [
        "3", "-7/2", "2 + 3 I", "1.5", "1.25`30", "Pi", "E", "EulerGamma", "GoldenRatio", "Infinity", "-Infinity",
        "ComplexInfinity", "Indeterminate", "True", "False", "x", "x + 2 y", "x^2 y/3", "Sqrt[x]", "E^x", "2^x",
        "Sin[x] Cos[y]", "ArcTan[x, y]", "ArcCot[x]", "Log[x]", "Gamma[x]", "Gamma[a, x]", "PolyGamma[2, x]",
        "Zeta[x]", "Erf[x]", "Erfc[x]", "ExpIntegralEi[x]", "BesselJ[2, x]", "ProductLog[x]", "ProductLog[k, x]",
        "PolyLog[2, x]", "EllipticK[x]", "EllipticF[x, m]", "EllipticE[x, m]", "Hypergeometric2F1[a, b, c, x]",
        "Hypergeometric1F1[a, b, x]", "Binomial[n, k]", "n!", "Pochhammer[a, n]", "HarmonicNumber[n]", "Abs[x]",
        "Floor[x]", "Mod[n, 3]", "Max[x, y]", "Min[x, y, z]", "Sign[x]", "Re[z]", "Conjugate[z]", "ChebyshevT[n, x]",
        "LegendreP[2, m, x]", "HeavisideTheta[x]", "x == y", "x != y", "x < y", "x >= 2", "x > 0 && y > 0",
        "x > 0 || y > 0", "!p", "Element[x, Reals]", "Piecewise[{{x, x > 0}, {1, x < -1}}, y]", "{x, {y, 2}}",
        "f[x]", "f'[x]", "f''[2]", "Derivative[1, 2][f][x, y]", "f'[x^2]", "g[\"text\"]", "a[1] + a[2]",
        "Subscript[a, 1] x",
    ],
)  # fmt: skip
def test_there_and_back(ask, text):
    bridge = Bridge(sympy, ask.session, [X])
    e = value(ask, text)
    assert bridge.back(bridge.to(e)) == e


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("ArcTan[x, y]", "atan2(y, x)"),
        ("1 < x < 2", "(1 < x) & (x < 2)"),
        ("1 < x <= 2 < y", "(1 < x) & (2 < y) & (x <= 2)"),
        ("Inequality[a, Less, x, LessEqual, b]", "(a < x) & (x <= b)"),
        ("ProductLog[k, x]", "LambertW(x, k)"),
        ("EllipticE[x, m]", "elliptic_e(x, m)"),
        ("LogisticSigmoid[x]", "1/(1 + exp(-x))"),
        ("UnitStep[x]", "Piecewise((1, x >= 0), (0, True))"),
        ("90 Degree + x", "x + pi/2"),
    ],
)
def test_what_it_is_there(ask, text, there):
    assert Bridge(sympy, ask.session).to(value(ask, text)) == sympy.sympify(there)


@pytest.mark.parametrize(
    ("there", "text"),
    [
        ("lowergamma(a, x)", "Gamma[a] - Gamma[a, x]"),
        ("Piecewise((x, x > 0), (0, True))", "Piecewise[{{x, x > 0}}, 0]"),
        ("Piecewise((x, x > 0))", "ConditionalExpression[x, x > 0]"),
        ("hyper((a,), (b,), x)", "Hypergeometric1F1[a, b, x]"),
        ("frac(x)", "x - Floor[x]"),
        ("1/3", "1/3"),
        ("I", "I"),
        ("zoo", "ComplexInfinity"),
        ("CRootOf(x**5 - x - 1, 0)", "Root[-1 - # + #^5 &, 1]"),
        ("log(x)**2/2", "Log[x]^2/2"),
    ],
)
def test_what_it_is_here(ask, there, text):
    bridge = Bridge(sympy, ask.session)
    for e in map(value, [ask] * 3, "xab"):
        bridge.to(e)
    assert bridge.back(sympy.sympify(there)) == value(ask, text)


def test_roots_are_numbered_as_here(ask):
    bridge, x = Bridge(sympy, ask.session), sympy.Symbol("x")
    for k in range(5):
        there = sympy.CRootOf(x**5 - 4 * x + 1, k)
        here = to_python(ask.session.evaluate_expr(expr(system("N"), bridge.back(there))))
        assert abs(here - complex(there.evalf())) < 1e-9


def test_foreign_things_are_refused(ask):
    bridge = Bridge(sympy, ask.session, [X])
    with pytest.raises(Foreign):
        bridge.to(value(ask, "Function[x]"))
    bridge.to(X)
    with pytest.raises(Foreign):
        bridge.back(sympy.Integral(sympy.sin(sympy.Symbol("x") ** 3), sympy.Symbol("x")))
    with pytest.raises(Foreign):
        bridge.back(sympy.Symbol("made_there"))


def test_assumptions_reach_sympy(ask):
    bridge = Bridge(sympy, ask.session, assume={X: {"positive": True}})
    assert bridge.back(bridge.to(value(ask, "Sqrt[x^2]"))) is X


def test_work_that_takes_too_long_ends(ask):
    started = time.monotonic()

    def endless():
        while True:
            pass

    assert limited(ask.session, endless, 0.2) is None
    assert time.monotonic() - started < 30
    assert limited(ask.session, lambda: 7, 0.2) == 7
    assert limited(ask.session, lambda: 1 / 0, 5) is None


def test_an_abort_reaches_the_work(ask):
    def endless(sympy):
        ask.session.abort()
        while True:
            pass

    with pytest.raises(AbortSignal):
        asked(ask.session, endless, 60)


def test_sympy_is_neither_needed_nor_loaded_at_first():
    root = Path(__file__).parents[3]
    code = (
        "import conftest, sys; from luperca import Session; s = Session(); s.evaluate('Expand[(a + b)^2]');"
        "print('sympy' in sys.modules); sys.modules['sympy'] = None;"
        "from luperca.interpreter.algebra.asking import asked; from luperca.interpreter.session import Session as I;"
        "i = I(); print(asked(i, lambda sympy: 1), [m.name for m in i.messages.issued])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root)
    assert done.stdout.split("\n")[:2] == ["False", "None ['General::nosympy']"], done.stderr
