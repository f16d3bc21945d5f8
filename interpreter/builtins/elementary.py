"""Exponentials, logarithms and functions made of them."""

from __future__ import annotations

import cmath
import math

from .. import symbols as S
from ..declare import builtin
from ..expr import Expr
from ..numerics.algebra import product_of, sum_of
from ..numerics.angles import circular
from ..numerics.arithmetic import negate, sign
from ..numerics.functions import (
    ATTRIBUTES,
    DERIVATIVES,
    at_infinity,
    even,
    numeric_function,
    odd,
)
from ..numerics.infinities import INFINITY, MINUS_INFINITY, is_infinite
from ..numerics.numbers import NUMBER_TYPES, Complex, Rational, as_fraction, is_inexact, rational
from ..numerics.numeric import is_numeric, real_value
from ..numerics.powers import power_of
from ..numerics.radicals import exact_root

_HALF = Rational(1, 2)
_I = Complex(0, 1)
_HALF_PI = product_of(_HALF, S.Pi)


@numeric_function("Exp", real=math.exp, complex=cmath.exp, mp="exp", array="exp", derivative="E^#")
def exp(z, session):
    """Exp[z] is the exponential function E^z.

    >>> {Exp[0], Exp[1], Exp[I Pi], Exp[1.]}
    {1, E, -1, 2.71828}
    """
    return power_of(S.E, z, session)


def _log_exact(z, session):
    t = type(z)
    if t is int and z in (0, 1):
        return (MINUS_INFINITY, 0)[z]
    if is_inexact(z):
        return MINUS_INFINITY  # a zero: everything else has a logarithm
    if z is S.E:
        return 1
    if t is Rational:
        if z.p < 0:
            return sum_of(_log_exact(negate(z), session) or Expr(S.Log, (negate(z),)), product_of(_I, S.Pi))
        return Expr(S.Times, (-1, Expr(S.Log, (z.q,)))) if z.p == 1 else None
    if t is int and z < 0:
        return Expr(S.Plus, (product_of(_I, S.Pi), Expr(S.Log, (-z,))))
    if t is Complex and z.re == 0:
        quarter = product_of(Complex(0, rational(sign(z.im), 2)), S.Pi)
        size = z.im if sign(z.im) > 0 else negate(z.im)
        return quarter if size == 1 else Expr(S.Plus, (quarter, Expr(S.Log, (size,))))
    if is_infinite(z):
        return INFINITY
    if isinstance(z, Expr) and z.head is S.Power and z.args[0] is S.E:
        e = z.args[1]
        if type(e) in (int, Rational):
            return e
        value = real_value(e, session)
        if value is not None and type(value) is not Complex:
            return e
    if isinstance(z, Expr) and z.head is S.Times and type(z.args[0]) in NUMBER_TYPES and is_numeric(z, session):
        value = real_value(z, session)
        if type(value) is not Complex and sign(value) < 0:
            return Expr(S.Plus, (product_of(_I, S.Pi), Expr(S.Log, (product_of(-1, z),))))
    return None


_log = numeric_function(
    "Log", real=math.log, complex=cmath.log, mp="log", array="log", derivative="1/#", declare=False
)(_log_exact)
DERIVATIVES["Log", 2] = ("-Log[#2]/(#1 Log[#1]^2)", "1/(#2 Log[#1])")


@builtin("Log[z_]", "Log[b_, z_]", attributes=ATTRIBUTES, arrays=True)
def log(z, b=None, *, session):
    """Log[z] gives the natural logarithm of z; Log[b, z] the logarithm to base b.

    >>> {Log[1], Log[E^2], Log[2, 8], Log[1/2], Log[-1], Log[10.]}
    {0, 2, 3, -Log[2], I Pi, 2.30259}
    """
    if b is None:
        return _log(z, session=session)
    if type(b) in (int, Rational) and type(z) in (int, Rational):
        e = _exact_log(b, z)
        if e is not None:
            return e
    if type(z) is float and type(b) in (int, float) and z > 0 and b > 0:
        if b == 2:
            return math.log2(z)
        if b == 10:
            return math.log10(z)
        if b != 1:
            return math.log(z) / math.log(b)
    if b is S.E:
        return Expr(S.Log, (z,))
    return Expr(S.Times, (Expr(S.Log, (z,)), Expr(S.Power, (Expr(S.Log, (b,)), -1))))


def _exact_log(b, z):
    """The rational e with b^e = z, if there is one."""
    (p, q), (r, s) = as_fraction(b), as_fraction(z)
    if p <= 0 or r <= 0 or (p == q == 1):
        return None
    flip = 1
    if p < q:
        p, q, flip = q, p, -flip
    if r < s:
        r, s, flip = s, r, -flip
    if (r, s) == (1, 1):
        return 0
    # both are powers of a common base iff their primitive roots agree
    (m, k), (n, j) = _primitive(p, q), _primitive(r, s)
    return rational(flip * j, k) if m == n else None


def _primitive(p, q):
    """(root, k) with p/q = root^k and k as great as possible."""
    k = 1
    e = 2
    while p >> e or q >> e:
        r, s = exact_root(p, e), exact_root(q, e)
        if r is not None and s is not None:
            p, q, k = r, s, k * e
        else:
            e += 1
    return (p, q), k


@numeric_function(
    "Log2", real=math.log2, mp=lambda c, x: c.log(x) / c.log(2), array="log2", derivative="1/(# Log[2])"
)
def log_2(z, session):
    """Log2[z] gives the logarithm of z to base 2.

    >>> {Log2[8], Log2[1/4], Log2[10.]}
    {3, -2, 3.32193}
    """
    return Expr(S.Log, (2, z))


@numeric_function(
    "Log10", real=math.log10, mp=lambda c, x: c.log(x) / c.log(10), array="log10", derivative="1/(# Log[10])"
)
def log_10(z, session):
    """Log10[z] gives the logarithm of z to base 10.

    >>> {Log10[1000], Log10[2.]}
    {3, 0.30103}
    """
    return Expr(S.Log, (10, z))


@numeric_function(
    "Sinc", real=lambda x: math.sin(x) / x if x else 1.0, mp="sinc",
    array=lambda np, x: np.sinc(x / np.pi), derivative="Cos[#]/# - Sin[#]/#^2",
)  # fmt: skip
def sinc(z, session):
    """Sinc[z] gives Sin[z]/z, and 1 at 0.

    >>> {Sinc[0], Sinc[Pi], Sinc[-x]}
    {1, 0, Sinc[x]}
    """
    if type(z) is int and z == 0:
        return 1
    found = circular("Sin", z)
    if found is not None and is_numeric(z, session):
        return product_of(found, power_of(z, -1))
    return 0 if is_infinite(z) and z.args in ((1,), (-1,)) else even("Sinc", z)


@numeric_function(
    "Haversine", real=lambda x: math.sin(x / 2) ** 2, mp=lambda c, x: c.sin(x / 2) ** 2,
    array=lambda np, x: np.sin(x / 2) ** 2, derivative="Sin[#]/2",
)  # fmt: skip
def haversine(z, session):
    """Haversine[z] gives Sin[z/2]^2.

    >>> {Haversine[0], Haversine[Pi], Haversine[Pi/3]}
    {0, 1, 1/4}
    """
    found = circular("Cos", z)
    if found is not None and is_numeric(z, session):
        return product_of(_HALF, sum_of(1, product_of(-1, found)))
    return even("Haversine", z)


@numeric_function(
    "Gudermannian", real=lambda x: 2 * math.atan(math.tanh(x / 2)), mp=lambda c, x: 2 * c.atan(c.tanh(x / 2)),
    array=lambda np, x: 2 * np.arctan(np.tanh(x / 2)), derivative="Sech[#]",
)  # fmt: skip
def gudermannian(z, session):
    """Gudermannian[z] gives 2 ArcTan[Tanh[z/2]].

    >>> {Gudermannian[0], Gudermannian[Infinity], Gudermannian[1.]}
    {0, Pi/2, 0.865769}
    """
    if type(z) is int and z == 0:
        return 0
    found = at_infinity(z, _HALF_PI, product_of(-1, _HALF_PI))
    return odd("Gudermannian", z) if found is None else found


def _logistic(x):
    if x >= 0:
        return 1.0 / (1.0 + math.exp(-x))
    e = math.exp(x)
    return e / (1.0 + e)


@numeric_function(
    "LogisticSigmoid", real=_logistic, mp=lambda c, x: 1 / (1 + c.exp(-x)),
    array=lambda np, x: 0.5 * (1 + np.tanh(0.5 * x)), derivative="LogisticSigmoid[#] (1 - LogisticSigmoid[#])",
)  # fmt: skip
def logistic_sigmoid(z, session):
    """LogisticSigmoid[z] gives 1/(1 + E^-z).

    >>> {LogisticSigmoid[0], LogisticSigmoid[Infinity], LogisticSigmoid[1.]}
    {1/2, 1, 0.731059}
    """
    if type(z) is int and z == 0:
        return _HALF
    return at_infinity(z, 1, 0)
