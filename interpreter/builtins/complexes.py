"""Absolute value, sign, and the parts of complex numbers."""

from __future__ import annotations

import cmath
import math

from .. import symbols as S
from ..declare import builtin
from ..expr import Expr, make_list
from ..numerics.algebra import product_of
from ..numerics.arithmetic import add, is_zero, multiply, negate, sign
from ..numerics.functions import ATTRIBUTES, call_number, opposite
from ..numerics.inequality import order_of
from ..numerics.infinities import INFINITY, direction, is_infinite
from ..numerics.numbers import NUMBER_TYPES, Complex, Rational, is_inexact
from ..numerics.numeric import is_numeric, real_value
from ..numerics.powers import power_of
from ..packed import Packed

_HALF = Rational(1, 2)


def _split_number(z):
    """(number, rest) of a product that begins with a number."""
    if isinstance(z, Expr) and z.head is S.Times and type(z.args[0]) in NUMBER_TYPES:
        return z.args[0], product_of(*z.args[1:])
    return None


def absolute(z):
    """|z| of a number; an expression where it is an irrational root."""
    if type(z) is Complex:
        if type(z.re) is float:
            return abs(complex(z))
        if is_inexact(z):
            return call_number(lambda c, x: abs(x), z)
        return power_of(add(multiply(z.re, z.re), multiply(z.im, z.im)), _HALF)
    return negate(z) if sign(z) < 0 else z


@builtin("Abs[z_]", attributes=ATTRIBUTES, arrays=True)
def abs_(z, *, session):
    """Abs[z] gives the absolute value of the real or complex number z.

    >>> {Abs[-3], Abs[3 + 4 I], Abs[-2 x], Abs[Pi - 4]}
    {3, 5, 2 Abs[x], 4 - Pi}
    """
    t = type(z)
    if t is float or t is int:
        return abs(z)
    if t in NUMBER_TYPES:
        return absolute(z)
    if t is Packed:
        import numpy as np

        return None if z.is_integer and z.bound >= 1 << 63 else Packed(np.abs(z.array), z._bound)
    if is_infinite(z):
        return INFINITY
    value = real_value(z, session)
    if value is not None and type(value) is not Complex:
        return z if order_of(z, 0, session) >= 0 else product_of(-1, z)
    if isinstance(z, Expr) and z.head is S.Abs and len(z) == 1:
        return z
    split = _split_number(z)
    if split is not None:
        return product_of(absolute(split[0]), Expr(S.Abs, (split[1],)))
    w = opposite(z)
    return None if w is None else Expr(S.Abs, (w,))


@builtin("RealAbs[x_]", attributes=ATTRIBUTES)
def real_abs(x, *, session):
    """RealAbs[x] gives the absolute value of the real number x; it can be differentiated.

    >>> {RealAbs[-3], RealAbs[x]}
    {3, RealAbs[x]}
    """
    return None if type(x) is Complex or not is_numeric(x, session) else Expr(S.Abs, (x,))


@builtin("Sign[z_]", attributes=ATTRIBUTES, arrays=True)
def sign_(z, *, session):
    """Sign[z] is -1, 0 or 1 for a real number z, and z/Abs[z] for a complex one.

    >>> {Sign[-2.5], Sign[0], Sign[Pi], Sign[3 I], Sign[x]}
    {-1, 0, 1, I, Sign[x]}
    """
    t = type(z)
    if t is Packed:
        import numpy as np

        return Packed(np.sign(z.array).astype(np.int64), 1)
    if t is Complex:
        if is_zero(z):
            return 0
        d = direction(z)
        return product_of(z, power_of(absolute(z), -1)) if d == z and abs(complex(z)) != 1 else d
    if t in NUMBER_TYPES:
        return sign(z)
    if is_infinite(z) and z.args:
        return z.args[0]
    value = real_value(z, session)
    if value is not None and type(value) is not Complex:
        return order_of(z, 0, session)
    split = _split_number(z)
    if split is not None and type(split[0]) is not Complex:
        return product_of(sign(split[0]), Expr(S.Sign, (split[1],)))
    return None


@builtin("RealSign[x_]", attributes=ATTRIBUTES)
def real_sign(x, *, session):
    """RealSign[x] is -1, 0 or 1, the sign of the real number x.

    >>> RealSign[{-2, 0, 5.5}]
    {-1, 0, 1}
    """
    return None if type(x) is Complex or not is_numeric(x, session) else Expr(S.Sign, (x,))


def _part(z, head, session):
    """Re or Im of an exact expression: linear over real factors and sums."""
    real = head is S.Re
    value = real_value(z, session)
    if value is not None and type(value) is not Complex:
        return z if real else 0
    split = _split_number(z)
    if split is not None:
        c, rest = split
        if type(c) is not Complex:
            return product_of(c, Expr(head, (rest,)))
        # Re[(a + b I) r] = a Re[r] - b Im[r]
        re, im = Expr(S.Re, (rest,)), Expr(S.Im, (rest,))
        if real:
            return Expr(S.Plus, (product_of(c.re, re), product_of(negate(c.im), im)))
        return Expr(S.Plus, (product_of(c.re, im), product_of(c.im, re)))
    if isinstance(z, Expr) and z.head is S.Plus and any(is_numeric(t, session) for t in z.args):
        return Expr(S.Plus, tuple([Expr(head, (t,)) for t in z.args]))
    return None


@builtin("Re[z_]", attributes=ATTRIBUTES, arrays=True)
def re_(z, *, session):
    """Re[z] gives the real part of the complex number z.

    >>> {Re[3 + 4 I], Re[Pi], Re[2 x]}
    {3, Pi, 2 Re[x]}
    """
    if type(z) in NUMBER_TYPES:
        return z.re if type(z) is Complex else z
    return z if type(z) is Packed else _part(z, S.Re, session)


@builtin("Im[z_]", attributes=ATTRIBUTES)
def im_(z, *, session):
    """Im[z] gives the imaginary part of the complex number z.

    >>> {Im[3 + 4 I], Im[5], Im[I x]}
    {4, 0, Re[x]}
    """
    if type(z) in NUMBER_TYPES:
        return z.im if type(z) is Complex else 0
    return _part(z, S.Im, session)


@builtin("ReIm[z_]", attributes="Listable Protected")
def re_im(z):
    """ReIm[z] gives {Re[z], Im[z]}.

    >>> ReIm[3 + 4 I]
    {3, 4}
    """
    return make_list((Expr(S.Re, (z,)), Expr(S.Im, (z,))))


@builtin("AbsArg[z_]", attributes="Listable Protected")
def abs_arg(z):
    """AbsArg[z] gives {Abs[z], Arg[z]}.

    >>> AbsArg[2 I]
    {2, Pi/2}
    """
    return make_list((Expr(S.Abs, (z,)), Expr(S.Arg, (z,))))


@builtin("Conjugate[z_]", attributes=ATTRIBUTES, arrays=True)
def conjugate(z, *, session):
    """Conjugate[z] gives the complex conjugate of z.

    >>> {Conjugate[1 + 2 I], Conjugate[Sqrt[2]], Conjugate[x]}
    {1 - 2 I, Sqrt[2], Conjugate[x]}
    """
    if type(z) is Complex:
        return Complex(z.re, negate(z.im))
    if type(z) in NUMBER_TYPES or type(z) is Packed:
        return z
    value = real_value(z, session)
    if value is not None and type(value) is not Complex:
        return z
    if isinstance(z, Expr):
        if z.head is S.Conjugate and len(z) == 1:
            return z.args[0]
        split = _split_number(z)
        if split is not None:
            return Expr(S.Times, (conjugate(split[0], session=session), Expr(S.Conjugate, (split[1],))))
        if z.head is S.Plus and any(is_numeric(t, session) for t in z.args):
            return Expr(S.Plus, tuple([Expr(S.Conjugate, (t,)) for t in z.args]))
    return None


@builtin("Arg[z_]", attributes=ATTRIBUTES)
def arg(z, *, session):
    """Arg[z] gives the argument of the complex number z, between -Pi and Pi.

    >>> {Arg[-1], Arg[1 + I], Arg[2.], Arg[0]}
    {Pi, Pi/4, 0, 0}
    """
    if type(z) is Complex:
        if type(z.re) is float:
            return cmath.phase(complex(z))
        if is_inexact(z):
            return call_number(lambda c, x: c.arg(x), z)
        return Expr(S.ArcTan, (z.re, z.im))
    value = real_value(z, session)
    if value is None:
        return None
    if type(value) is not Complex:
        return 0 if order_of(z, 0, session) >= 0 else math.pi if type(z) is float else S.Pi
    return None
