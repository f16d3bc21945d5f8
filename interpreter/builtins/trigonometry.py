"""Circular functions and their inverses.

The branch cuts are those of Abramowitz and Stegun's handbook, with ArcCot taken as ArcTan of the reciprocal.
"""

from __future__ import annotations

import cmath
import math

from .. import symbols as S
from ..declare import builtin
from ..expr import Expr
from ..numerics.algebra import product_of, sum_of
from ..numerics.angles import arc, circular
from ..numerics.arithmetic import sign, to_machine
from ..numerics.bigreals import MACHINE_PRECISION, big
from ..numerics.compositions import composed, turned
from ..numerics.functions import (
    ATTRIBUTES,
    DERIVATIVES,
    at_infinity,
    call_number,
    even,
    numeric_function,
    odd,
)
from ..numerics.infinities import COMPLEX_INFINITY, INDETERMINATE, INFINITY, is_infinite
from ..numerics.numbers import Complex, Rational, is_inexact, rational
from ..numerics.numeric import real_value
from ..numerics.powers import power_of

_HALF = Rational(1, 2)
_I = Complex(0, 1)
_HALF_PI = product_of(_HALF, S.Pi)


def _circular(name, z, parity, factor, hyperbolic):
    found = circular(name, z)
    if found is None:
        found = parity(name, z)
    if found is None:
        found = turned(z, factor, hyperbolic)
    if found is None:
        found = composed(name, z)
    if found is None and is_infinite(z):
        return INDETERMINATE
    return found


@numeric_function("Sin", real=math.sin, complex=cmath.sin, mp="sin", array="sin", derivative="Cos[#]")
def sin(z, session):
    """Sin[z] gives the sine of z, an angle in radians.

    >>> {Sin[0], Sin[Pi/6], Sin[-x], Sin[x + Pi], Sin[1.]}
    {0, 1/2, -Sin[x], -Sin[x], 0.841471}
    """
    return _circular("Sin", z, odd, _I, "Sinh")


@numeric_function("Cos", real=math.cos, complex=cmath.cos, mp="cos", array="cos", derivative="-Sin[#]")
def cos(z, session):
    """Cos[z] gives the cosine of z, an angle in radians.

    >>> {Cos[0], Cos[Pi/4], Cos[-x], Cos[60 Degree]}
    {1, 1/Sqrt[2], Cos[x], 1/2}
    """
    return _circular("Cos", z, even, 1, "Cosh")


@numeric_function("Tan", real=math.tan, complex=cmath.tan, mp="tan", array="tan", derivative="Sec[#]^2")
def tan(z, session):
    """Tan[z] gives the tangent of z, an angle in radians.

    >>> {Tan[Pi/3], Tan[Pi/2], Tan[-x]}
    {Sqrt[3], ComplexInfinity, -Tan[x]}
    """
    return _circular("Tan", z, odd, _I, "Tanh")


@numeric_function(
    "Cot", real=lambda x: 1 / math.tan(x), complex=lambda z: 1 / cmath.tan(z), mp="cot",
    array=lambda np, x: 1 / np.tan(x), derivative="-Csc[#]^2",
)  # fmt: skip
def cot(z, session):
    """Cot[z] gives the cotangent of z, 1/Tan[z].

    >>> {Cot[Pi/4], Cot[0], Cot[-x]}
    {1, ComplexInfinity, -Cot[x]}
    """
    return _circular("Cot", z, odd, Complex(0, -1), "Coth")


@numeric_function(
    "Sec", real=lambda x: 1 / math.cos(x), complex=lambda z: 1 / cmath.cos(z), mp="sec",
    array=lambda np, x: 1 / np.cos(x), derivative="Sec[#] Tan[#]",
)  # fmt: skip
def sec(z, session):
    """Sec[z] gives the secant of z, 1/Cos[z].

    >>> {Sec[0], Sec[Pi/3], Sec[-x]}
    {1, 2, Sec[x]}
    """
    return _circular("Sec", z, even, 1, "Sech")


@numeric_function(
    "Csc", real=lambda x: 1 / math.sin(x), complex=lambda z: 1 / cmath.sin(z), mp="csc",
    array=lambda np, x: 1 / np.sin(x), derivative="-Cot[#] Csc[#]",
)  # fmt: skip
def csc(z, session):
    """Csc[z] gives the cosecant of z, 1/Sin[z].

    >>> {Csc[Pi/2], Csc[Pi/6], Csc[-x]}
    {1, 2, -Csc[x]}
    """
    return _circular("Csc", z, odd, Complex(0, -1), "Csch")


# ---- inverse circular functions --------------------------------------------------------------------------------------


@numeric_function("ArcSin", real=math.asin, complex=cmath.asin, mp="asin", array="arcsin", derivative="1/Sqrt[1 - #^2]")
def arc_sin(z, session):
    """ArcSin[z] gives the angle, in radians, whose sine is z.

    >>> {ArcSin[1], ArcSin[1/2], ArcSin[-x], ArcSin[0.5]}
    {Pi/2, Pi/6, -ArcSin[x], 0.523599}
    """
    found = arc("ArcSin", z)
    if found is None:
        found = at_infinity(z, product_of(Complex(0, -1), INFINITY), product_of(_I, INFINITY), COMPLEX_INFINITY)
    if found is None:
        found = odd("ArcSin", z)
    return turned(z, _I, "ArcSinh") if found is None else found


@numeric_function(
    "ArcCos", real=math.acos, complex=cmath.acos, mp="acos", array="arccos", derivative="-1/Sqrt[1 - #^2]"
)
def arc_cos(z, session):
    """ArcCos[z] gives the angle, in radians, whose cosine is z.

    >>> {ArcCos[1], ArcCos[0], ArcCos[-1/2]}
    {0, Pi/2, (2 Pi)/3}
    """
    found = arc("ArcSin", z)
    return None if found is None else sum_of(_HALF_PI, product_of(-1, found))


def _arc_tan_exact(z, session):
    found = arc("ArcTan", z)
    if found is None:
        found = at_infinity(z, _HALF_PI, product_of(-1, _HALF_PI))
    if found is None:
        found = odd("ArcTan", z)
    if found is None and type(z) is Complex and z.re == 0 and z.im in (1, -1):
        return product_of(z, INFINITY)
    return turned(z, _I, "ArcTanh") if found is None else found


_arc_tan = numeric_function(
    "ArcTan", real=math.atan, complex=cmath.atan, mp="atan", array="arctan", derivative="1/(1 + #^2)", declare=False
)(_arc_tan_exact)
DERIVATIVES["ArcTan", 2] = ("-#2/(#1^2 + #2^2)", "#1/(#1^2 + #2^2)")


@builtin(
    "ArcTan[z_]", "ArcTan[z_, y_]", attributes=ATTRIBUTES, arrays=True,
    indet="Indeterminate expression `1` encountered.",
)  # fmt: skip
def arc_tan(z, y=None, *, session, say):
    """ArcTan[z] gives the angle whose tangent is z; ArcTan[x, y] the angle of the point {x, y}.

    >>> {ArcTan[1], ArcTan[Infinity], ArcTan[-1, 1], ArcTan[0, 2], ArcTan[1., 2.]}
    {Pi/4, Pi/2, (3 Pi)/4, Pi/2, 1.10715}
    """
    if y is None:
        return _arc_tan(z, session=session)
    x = z
    if type(x) in (int, float) and type(y) in (int, float) and (type(x) is float or type(y) is float):
        try:
            return math.atan2(y, x)
        except OverflowError:  # an integer beyond the machine numbers
            angle = call_number(_angle, big(x, MACHINE_PRECISION), big(y, MACHINE_PRECISION))
            return to_machine(angle) or angle  # below the machine numbers too
    a, b = real_value(x, session), real_value(y, session)
    if a is None or b is None:
        return None
    if is_inexact(x) or is_inexact(y):
        return call_number(_angle, a, b)
    if type(a) is Complex or type(b) is Complex:
        return None
    s, t = sign(a), sign(b)
    if not s:
        if not t:
            say("indet", Expr(S.ArcTan, (x, y)))
            return INDETERMINATE
        return product_of(rational(t, 2), S.Pi)
    main = Expr(S.ArcTan, (product_of(y, power_of(x, -1, session), session=session),))
    if s > 0:
        return main
    return Expr(S.Plus, (product_of(-1 if t < 0 else 1, S.Pi), main))


def _angle(c, x, y):
    if c._is_real_type(x) and c._is_real_type(y):
        return c.atan2(y, x)
    return -1j * c.log((x + 1j * y) / c.sqrt(x * x + y * y))


@numeric_function(
    "ArcCot", real=lambda x: math.atan(1 / x) if x else math.pi / 2, complex=lambda z: cmath.atan(1 / z), mp="acot",
    derivative="-1/(1 + #^2)",
)  # fmt: skip
def arc_cot(z, session):
    """ArcCot[z] gives the angle whose cotangent is z, ArcTan[1/z].

    >>> {ArcCot[1], ArcCot[0], ArcCot[-x]}
    {Pi/4, Pi/2, -ArcCot[x]}
    """
    if type(z) is int and z == 0:
        return _HALF_PI
    found = arc("ArcTan", power_of(z, -1)) if not is_infinite(z) else 0
    return odd("ArcCot", z) if found is None else found


@numeric_function(
    "ArcSec", real=lambda x: math.acos(1 / x), complex=lambda z: cmath.acos(1 / z), mp="asec",
    derivative="1/(Sqrt[1 - #^(-2)] #^2)",
)  # fmt: skip
def arc_sec(z, session):
    """ArcSec[z] gives the angle whose secant is z, ArcCos[1/z].

    >>> {ArcSec[1], ArcSec[2], ArcSec[-1]}
    {0, Pi/3, Pi}
    """
    if is_infinite(z):
        return _HALF_PI
    if type(z) is int and z == 0:
        return COMPLEX_INFINITY
    found = arc("ArcSin", power_of(z, -1))
    return None if found is None else sum_of(_HALF_PI, product_of(-1, found))


@numeric_function(
    "ArcCsc", real=lambda x: math.asin(1 / x), complex=lambda z: cmath.asin(1 / z), mp="acsc",
    derivative="-1/(Sqrt[1 - #^(-2)] #^2)",
)  # fmt: skip
def arc_csc(z, session):
    """ArcCsc[z] gives the angle whose cosecant is z, ArcSin[1/z].

    >>> {ArcCsc[1], ArcCsc[2], ArcCsc[-x]}
    {Pi/2, Pi/6, -ArcCsc[x]}
    """
    if is_infinite(z):
        return 0
    if type(z) is int and z == 0:
        return COMPLEX_INFINITY
    found = arc("ArcSin", power_of(z, -1))
    return odd("ArcCsc", z) if found is None else found
