"""Hyperbolic functions and their inverses."""

from __future__ import annotations

import cmath
import math

from .. import symbols as S
from ..numerics.algebra import product_of, sum_of
from ..numerics.angles import arc
from ..numerics.compositions import composed, turned
from ..numerics.functions import (
    at_infinity,
    even,
    numeric_function,
    odd,
)
from ..numerics.infinities import COMPLEX_INFINITY, INFINITY, MINUS_INFINITY, is_infinite
from ..numerics.numbers import Complex, Rational

_HALF = Rational(1, 2)
_I = Complex(0, 1)
_HALF_PI = product_of(_HALF, S.Pi)


def _hyperbolic(name, z, at_zero, parity, factor, other, limits):
    if z == 0 and type(z) is int:
        return at_zero
    found = at_infinity(z, *limits)
    if found is None:
        found = parity(name, z)
    if found is None:
        found = turned(z, factor, other)
    return composed(name, z) if found is None else found


@numeric_function("Sinh", real=math.sinh, complex=cmath.sinh, mp="sinh", array="sinh", derivative="Cosh[#]")
def sinh(z, session):
    """Sinh[z] gives the hyperbolic sine of z.

    >>> {Sinh[0], Sinh[-x], Sinh[1.]}
    {0, -Sinh[x], 1.1752}
    """
    return _hyperbolic("Sinh", z, 0, odd, _I, "Sin", (INFINITY, MINUS_INFINITY))


@numeric_function("Cosh", real=math.cosh, complex=cmath.cosh, mp="cosh", array="cosh", derivative="Sinh[#]")
def cosh(z, session):
    """Cosh[z] gives the hyperbolic cosine of z.

    >>> {Cosh[0], Cosh[-x], Cosh[I Pi]}
    {1, Cosh[x], -1}
    """
    return _hyperbolic("Cosh", z, 1, even, 1, "Cos", (INFINITY, INFINITY))


@numeric_function("Tanh", real=math.tanh, complex=cmath.tanh, mp="tanh", array="tanh", derivative="Sech[#]^2")
def tanh(z, session):
    """Tanh[z] gives the hyperbolic tangent of z.

    >>> {Tanh[0], Tanh[Infinity], Tanh[0.5]}
    {0, 1, 0.462117}
    """
    return _hyperbolic("Tanh", z, 0, odd, _I, "Tan", (1, -1))


@numeric_function(
    "Coth", real=lambda x: 1 / math.tanh(x), complex=lambda z: 1 / cmath.tanh(z), mp="coth",
    array=lambda np, x: 1 / np.tanh(x), derivative="-Csch[#]^2",
)  # fmt: skip
def coth(z, session):
    """Coth[z] gives the hyperbolic cotangent of z, 1/Tanh[z].

    >>> {Coth[0], Coth[Infinity], Coth[1.]}
    {ComplexInfinity, 1, 1.31304}
    """
    return _hyperbolic("Coth", z, COMPLEX_INFINITY, odd, Complex(0, -1), "Cot", (1, -1))


@numeric_function(
    "Sech", real=lambda x: 1 / math.cosh(x), complex=lambda z: 1 / cmath.cosh(z), mp="sech",
    array=lambda np, x: 1 / np.cosh(x), derivative="-Sech[#] Tanh[#]",
)  # fmt: skip
def sech(z, session):
    """Sech[z] gives the hyperbolic secant of z, 1/Cosh[z].

    >>> {Sech[0], Sech[Infinity]}
    {1, 0}
    """
    return _hyperbolic("Sech", z, 1, even, 1, "Sec", (0, 0))


@numeric_function(
    "Csch", real=lambda x: 1 / math.sinh(x), complex=lambda z: 1 / cmath.sinh(z), mp="csch",
    array=lambda np, x: 1 / np.sinh(x), derivative="-Coth[#] Csch[#]",
)  # fmt: skip
def csch(z, session):
    """Csch[z] gives the hyperbolic cosecant of z, 1/Sinh[z].

    >>> {Csch[0], Csch[-Infinity]}
    {ComplexInfinity, 0}
    """
    return _hyperbolic("Csch", z, COMPLEX_INFINITY, odd, Complex(0, -1), "Csc", (0, 0))


# ---- inverse hyperbolic functions ------------------------------------------------------------------------------------


@numeric_function(
    "ArcSinh", real=math.asinh, complex=cmath.asinh, mp="asinh", array="arcsinh", derivative="1/Sqrt[1 + #^2]"
)
def arc_sinh(z, session):
    """ArcSinh[z] gives the number whose hyperbolic sine is z.

    >>> {ArcSinh[0], ArcSinh[-x], ArcSinh[1.]}
    {0, -ArcSinh[x], 0.881374}
    """
    if type(z) is int and z == 0:
        return 0
    found = at_infinity(z, INFINITY, MINUS_INFINITY, COMPLEX_INFINITY)
    if found is None:
        found = odd("ArcSinh", z)
    return turned(z, _I, "ArcSin") if found is None else found


@numeric_function(
    "ArcCosh", real=math.acosh, complex=cmath.acosh, mp="acosh", array="arccosh",
    derivative="1/(Sqrt[-1 + #] Sqrt[1 + #])",
)  # fmt: skip
def arc_cosh(z, session):
    """ArcCosh[z] gives the number whose hyperbolic cosine is z.

    >>> {ArcCosh[1], ArcCosh[-1], ArcCosh[2.]}
    {0, I Pi, 1.31696}
    """
    found = arc("ArcSin", z) if type(z) in (int, Rational) else None
    if found is not None:
        return product_of(_I, sum_of(_HALF_PI, product_of(-1, found)))
    return at_infinity(z, INFINITY, INFINITY, INFINITY)


@numeric_function(
    "ArcTanh", real=math.atanh, complex=cmath.atanh, mp="atanh", array="arctanh", derivative="1/(1 - #^2)"
)
def arc_tanh(z, session):
    """ArcTanh[z] gives the number whose hyperbolic tangent is z.

    >>> {ArcTanh[0], ArcTanh[1], ArcTanh[0.5]}
    {0, Infinity, 0.549306}
    """
    if type(z) is int and z in (0, 1, -1):
        return (0, INFINITY, MINUS_INFINITY)[z]
    found = at_infinity(z, product_of(Complex(0, -1), _HALF_PI), product_of(_I, _HALF_PI))
    if found is None:
        found = odd("ArcTanh", z)
    return turned(z, _I, "ArcTan") if found is None else found


@numeric_function(
    "ArcCoth", real=lambda x: math.atanh(1 / x), complex=lambda z: cmath.atanh(1 / z), mp="acoth",
    derivative="1/(1 - #^2)",
)  # fmt: skip
def arc_coth(z, session):
    """ArcCoth[z] gives the number whose hyperbolic cotangent is z, ArcTanh[1/z].

    >>> {ArcCoth[1], ArcCoth[Infinity], ArcCoth[2.]}
    {Infinity, 0, 0.549306}
    """
    if type(z) is int and z in (0, 1, -1):
        return (product_of(_I, _HALF_PI), INFINITY, MINUS_INFINITY)[z]
    return 0 if is_infinite(z) else odd("ArcCoth", z)


@numeric_function(
    "ArcSech", real=lambda x: math.acosh(1 / x), complex=lambda z: cmath.acosh(1 / z), mp="asech",
    derivative="-1/(# Sqrt[(1 - #)/(1 + #)] (1 + #))",
)  # fmt: skip
def arc_sech(z, session):
    """ArcSech[z] gives the number whose hyperbolic secant is z, ArcCosh[1/z].

    >>> {ArcSech[1], ArcSech[0], ArcSech[0.5]}
    {0, Infinity, 1.31696}
    """
    if type(z) is int and z in (0, 1):
        return (INFINITY, 0)[z]
    return product_of(_I, _HALF_PI) if is_infinite(z) else None


@numeric_function(
    "ArcCsch", real=lambda x: math.asinh(1 / x), complex=lambda z: cmath.asinh(1 / z), mp="acsch",
    derivative="-1/(Sqrt[1 + #^(-2)] #^2)",
)  # fmt: skip
def arc_csch(z, session):
    """ArcCsch[z] gives the number whose hyperbolic cosecant is z, ArcSinh[1/z].

    >>> {ArcCsch[0], ArcCsch[Infinity], ArcCsch[2.]}
    {ComplexInfinity, 0, 0.481212}
    """
    if type(z) is int and z == 0:
        return COMPLEX_INFINITY
    return 0 if is_infinite(z) else odd("ArcCsch", z)
