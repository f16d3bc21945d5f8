"""Elementary and special functions: exact values, and mpmath as the oracle for numbers."""

import cmath
import math

import mpmath
import pytest
from luperca.interpreter import builtins
from luperca.interpreter.numerics.functions import FUNCTIONS, array_value
from luperca.interpreter.numerics.numbers import BigReal, Complex
from luperca.interpreter.packed import Packed

builtins.load()

EXACT = [
    ("Sin[0]", "0"),
    ("Sin[Pi/6]", "1/2"),
    ("Sin[Pi/4]", "1/Sqrt[2]"),
    ("Sin[Pi/3]", "Sqrt[3]/2"),
    ("Sin[Pi/12]", "(-1 + Sqrt[3])/(2*Sqrt[2])"),
    ("Sin[7 Pi/6]", "-1/2"),
    ("Sin[-x]", "-Sin[x]"),
    ("Sin[b - a]", "-Sin[a - b]"),
    ("Sin[x + Pi]", "-Sin[x]"),
    ("Cos[(x - 1) x]", "Cos[(-1 + x)*x]"),
    ("Sin[(1 - x) x]", "Sin[(1 - x)*x]"),
    ("Sin[x + Pi/2]", "Cos[x]"),
    ("Sin[9 Pi/7]", "-Cos[(3*Pi)/14]"),
    ("Sin[30 Degree]", "1/2"),
    ("Sin[I x]", "I*Sinh[x]"),
    ("Sin[ArcSin[x]]", "x"),
    ("Cos[ArcSin[x]]", "Sqrt[1 - x^2]"),
    ("Cos[Pi]", "-1"),
    ("Cos[-x]", "Cos[x]"),
    ("Cos[Pi/5]", "(1 + Sqrt[5])/4"),
    ("Tan[Pi/3]", "Sqrt[3]"),
    ("Tan[Pi/2]", "ComplexInfinity"),
    ("Tan[3 Pi/4]", "-1"),
    ("Cot[Pi/6]", "Sqrt[3]"),
    ("Sec[Pi/3]", "2"),
    ("Csc[Pi/4]", "Sqrt[2]"),
    ("Sinh[0]", "0"),
    ("Cosh[I Pi]", "-1"),
    ("Tanh[Infinity]", "1"),
    ("Coth[0]", "ComplexInfinity"),
    ("ArcSin[1/2]", "Pi/6"),
    ("-ArcSin[-1]", "Pi/2"),
    ("ArcSin[Sqrt[3]/2]", "Pi/3"),
    ("ArcCos[-1/2]", "(2*Pi)/3"),
    ("ArcTan[1]", "Pi/4"),
    ("ArcTan[Sqrt[3]]", "Pi/3"),
    ("-ArcTan[-Infinity]", "Pi/2"),
    ("ArcTan[-1, 1]", "(3*Pi)/4"),
    ("-ArcTan[0, -2]", "Pi/2"),
    ("ArcTan[2, 3]", "ArcTan[3/2]"),
    ("ArcTan[-2, -3]", "-Pi + ArcTan[3/2]"),
    ("ArcCosh[1]", "0"),
    ("ArcTanh[1]", "Infinity"),
    ("Log[1]", "0"),
    ("Log[0]", "-Infinity"),
    ("Log[E^2]", "2"),
    ("Log[-1]", "I*Pi"),
    ("2 Log[I]", "I*Pi"),
    ("Log[1/2]", "-Log[2]"),
    ("Log[2, 8]", "3"),
    ("Log[4, 8]", "3/2"),
    ("Log[1/2, 8]", "-3"),
    ("Log[2, x]", "Log[x]/Log[2]"),
    ("Log2[1/4]", "-2"),
    ("Log10[1000]", "3"),
    ("Exp[1]", "E"),
    ("Sinc[0]", "1"),
    ("Haversine[Pi/3]", "1/4"),
    ("LogisticSigmoid[0]", "1/2"),
    ("Erf[Infinity]", "1"),
    ("Gamma[5]", "24"),
    ("Gamma[1/2]", "Sqrt[Pi]"),
    ("Gamma[-3/2]", "(4*Sqrt[Pi])/3"),
    ("Gamma[0]", "ComplexInfinity"),
    ("Beta[2, 3]", "1/12"),
    ("Zeta[2]", "Pi^2/6"),
    ("Zeta[-1]", "-1/12"),
    ("10!", "3628800"),
    ("(-1)!", "ComplexInfinity"),
    ("7!!", "105"),
    ("(-3)!!", "-1"),
    ("Binomial[5, 2]", "10"),
    ("Binomial[-2, 3]", "-4"),
    ("Binomial[1/2, 2]", "-1/8"),
    ("Pochhammer[3, 4]", "360"),
    ("HarmonicNumber[4]", "25/12"),
    ("Abs[-3]", "3"),
    ("Abs[3 + 4 I]", "5"),
    ("Abs[-2 x]", "2*Abs[x]"),
    ("Abs[Pi - 4]", "4 - Pi"),
    ("Sign[Pi - 4]", "-1"),
    ("Re[3 + 4 I]", "3"),
    ("Im[I x]", "Re[x]"),
    ("Conjugate[1 + 2 I]", "1 - 2*I"),
    ("Arg[1 + I]", "Pi/4"),
    ("Floor[-2.7]", "-3"),
    ("Floor[Pi 10^20]", "314159265358979323846"),
    ("Floor[17, 5]", "15"),
    ("Floor[x + 3]", "3 + Floor[x]"),
    ("Ceiling[E]", "3"),
    ("Round[{2.5, 3.5, -2.5, 7/2}]", "{2, 4, -2, 4}"),
    ("Round[Pi, 0.01]", "3.14"),
    ("IntegerPart[-2.7]", "-2"),
    ("FractionalPart[7/3]", "1/3"),
    ("Clip[{-2, 0.5, 3}]", "{-1, 0.5, 1}"),
    ("Clip[7, {0, 5}, {a, b}]", "b"),
    ("UnitStep[{-1, 0, 2.5}]", "{0, 1, 1}"),
    ("Ramp[{-1, 2}]", "{0, 2}"),
    ("CubeRoot[-8]", "-2"),
    ("Surd[-2, 3]", "-2^(1/3)"),
    ("Rescale[{1, 2, 3}]", "{0, 1/2, 1}"),
]


@pytest.mark.parametrize(("text", "expected"), EXACT)
def test_exact_values(ask, text, expected):
    assert ask(text) == expected
    assert ask.messages == []


POINTS = (0.3, -0.7, 1.6, -2.4, 7.25)


WHOLE_PLANE = sorted(set(FUNCTIONS) - {"InverseErf"})  # mpmath has it between -1 and 1 only


@pytest.mark.parametrize("name", WHOLE_PLANE)
def test_machine_values(ask, name):
    row = FUNCTIONS[name]
    for x in POINTS:
        value = ask.session.evaluate_expr(ask.session.read_value(f"{name}[{x}]"))
        expected = complex(row.big(mpmath.mp, mpmath.mpf(x)))
        assert complex(value) == pytest.approx(expected, rel=1e-12, abs=1e-14), x


@pytest.mark.parametrize("name", WHOLE_PLANE)
def test_complex_values(ask, name):
    row = FUNCTIONS[name]
    for z in (0.3 + 0.4j, -1.2 + 0.5j, 2.1 - 1.3j):
        value = ask.session.evaluate_expr(ask.session.read_value(f"{name}[{z.real} + {z.imag} I]"))
        expected = complex(row.big(mpmath.mp, mpmath.mpc(z)))
        assert complex(value) == pytest.approx(expected, rel=1e-12, abs=1e-14), z


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_thirty_digits(ask, name):
    value = ask.session.evaluate_expr(ask.session.read_value(f"N[{name}[13/29], 30]"))
    with mpmath.workdps(60):
        expected = FUNCTIONS[name].big(mpmath.mp, mpmath.mpf(13) / 29)
        whole = type(value) is Complex
        parts = [(value.re, expected.real), (value.im, expected.imag)] if whole else [(value, expected)]
        for got, want in parts:
            assert type(got) is BigReal or got == 0
            if got != 0:
                assert got.precision > 29
                assert abs(got.value - want) <= abs(want) * mpmath.mpf(10) ** -30


@pytest.mark.parametrize("name", sorted(n for n, row in FUNCTIONS.items() if row.array))
def test_arrays_agree_with_scalars(name):
    import numpy as np

    row = FUNCTIONS[name]
    points = np.linspace(0.05, 0.95, 19)
    if name in ("ArcCosh",):
        points = points + 1
    values = array_value(row, Packed(points))
    assert values.array == pytest.approx([row.real(x) for x in points.tolist()], rel=1e-13)


@pytest.mark.parametrize("name", sorted(n for n, row in FUNCTIONS.items() if row.derivative))
def test_derivatives(ask, name):
    """The text of the derivative against a difference of the function."""
    row = FUNCTIONS[name]
    for x in (0.31, 0.62):
        x = x + 1 if name in ("ArcCosh", "ArcCoth", "ArcSec", "ArcCsc") else x
        text = row.derivative.replace("#", f"({x!r})")
        value = complex(ask.session.evaluate_expr(ask.session.read_value(f"N[{text}]")))
        expected = complex(mpmath.diff(lambda t: row.big(mpmath.mp, t), mpmath.mpf(x)))
        assert value == pytest.approx(expected, rel=1e-6), text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ArcSin[2.]", cmath.asin(complex(2, -0.0))),
        ("Log[-2.]", complex(math.log(2), math.pi)),
        ("Sqrt[-2.]", 1j * math.sqrt(2)),
        ("ArcCosh[0.5]", cmath.acosh(0.5)),
        ("Log[2, 10.]", math.log2(10)),
        ("ArcTan[1., 2.]", math.atan2(2, 1)),
        ("Gamma[2, 1.]", 2 * math.exp(-1)),
        ("Beta[1.5, 2.5]", float(mpmath.beta(1.5, 2.5))),
        ("PolyGamma[1, 1.]", math.pi**2 / 6),
        ("Binomial[5.5, 2]", 12.375),
        ("BesselJ[2, 3.5]", float(mpmath.besselj(2, 3.5))),
        ("PolyLog[2, 0.5]", float(mpmath.polylog(2, 0.5))),
        ("Hypergeometric2F1[1/2, 1/3, 2, 0.5]", float(mpmath.hyp2f1(0.5, 1 / 3, 2, 0.5))),
        ("InverseErf[0.5]", float(mpmath.erfinv(0.5))),
        ("LegendreP[4, 0.3]", float(mpmath.legendre(4, 0.3))),
        ("HermiteH[5, 3] + 0.", 3816),
        ("LaguerreL[3, 2] + 0.", -1 / 3),
        ("ChebyshevU[4, 1/3] + 0.", float(mpmath.chebyu(4, mpmath.mpf(1) / 3))),
        ("Abs[1. + 2. I]", math.sqrt(5)),
        ("Arg[1. + I]", math.pi / 4),
    ],
)
def test_numbers(ask, text, expected):
    value = ask.session.evaluate_expr(ask.session.read_value(text))
    assert complex(value) == pytest.approx(expected, rel=1e-13)
