"""Numeric values, precision and accuracy, and the tests that tell kinds of numbers apart."""

from __future__ import annotations

import math

from .. import symbols as S
from ..declare import builtin, name, variable
from ..expr import Expr, Symbol, boolean
from ..numerics.arithmetic import make_complex, sign, to_machine
from ..numerics.bigreals import MACHINE_PRECISION, accuracy_of, big, precision_of
from ..numerics.infinities import INFINITY
from ..numerics.numbers import REAL_TYPES, BigReal, Complex, as_fraction, is_inexact, is_number, magnitude, rational
from ..numerics.numeric import (
    MAX_EXTRA_PRECISION,
    evaluate_to,
    is_numeric,
    lowest_precision,
    numericize,
    real_value,
)
from ..packed import Packed
from .assignment import add_rule, assignable, evaluate_lhs


@builtin(
    "N[expr_]",
    "N[expr_, n_]",
    meprec="Internal precision limit $MaxExtraPrecision = `1` reached while evaluating `2`.",
    precbd="Requested precision `1` is not a machine-sized real number.",
)
def n_(expr, n=S.MachinePrecision, *, session, say):
    """N[expr] gives the numerical value of expr, in machine numbers.

    N[expr, n] works with as many digits as it takes to have n digits right in the result.  Whole exponents and the
    arguments of heads with attributes such as NHoldFirst stay exact.

    >>> {N[1/3], N[Pi], N[x^2 + 1/2]}
    {0.333333, 3.14159, 0.5 + x^2}

    >>> N[Pi, 30]
    3.14159265358979323846264338328

    >>> N[{1, Sqrt[2], Sin[1]}]
    {1., 1.41421, 0.841471}
    """
    if n is S.MachinePrecision:
        return numericize(expr, None, session)
    digits = _digits(n, session)
    if digits is None:
        say("precbd", n)
        return None
    if digits == math.inf:
        return expr
    value, reached = evaluate_to(expr, digits, session)
    if not reached:
        say("meprec", MAX_EXTRA_PRECISION, expr)
    return value


@assignable(S.N)
def set_numeric_value(session, lhs, value):
    """N[a] = v and N[f[x_]] := v: a numeric value that belongs to a or f."""
    inner = lhs
    while isinstance(inner, Expr) and inner.head is not S.N:
        inner = inner.args[0]
    owner = inner.args[0] if inner.args else None
    while isinstance(owner, Expr):
        owner = owner.head
    if type(owner) is not Symbol:
        session.message(S.Set, "setraw", lhs)
        return False
    d = session.definitions[owner]
    if d.protected:
        session.message(S.Set, "write", owner, inner)
        return False
    add_rule(session, d, "nvalues", evaluate_lhs(session, lhs), value)
    return True


_MOST_DIGITS = 10**7  # decimal digits that a number may be asked for


def _digits(n, session):
    """A precision as a float, None if it is none."""
    if n is S.MachinePrecision:
        return MACHINE_PRECISION
    if isinstance(n, Expr) and n == INFINITY:
        return math.inf
    value = real_value(n, session)
    if value is None or type(value) is Complex or (type(value) is int and abs(value) > _MOST_DIGITS):
        return None
    return float(value) if abs(float(value)) <= _MOST_DIGITS else None


def _amount(x):
    return INFINITY if x == math.inf else S.MachinePrecision if x == MACHINE_PRECISION else float(x)


@builtin("Precision[x_]")
def precision(x):
    """Precision[x] gives the number of decimal digits that are known of the numbers in x, the least of all.

    It is MachinePrecision for machine numbers and Infinity for exact ones.

    >>> {Precision[1.5], Precision[1], Precision[1.5`20]}
    {MachinePrecision, Infinity, 20.}
    """
    return _amount(lowest_precision(x))


@builtin("Accuracy[x_]")
def accuracy(x):
    """Accuracy[x] gives the number of decimal digits that are known to the right of the decimal point.

    >>> {Accuracy[2], Accuracy[100.`20]}
    {Infinity, 18.}
    """
    low, stack = math.inf, [x]
    while stack:
        e = stack.pop()
        if is_number(e):
            low = min(low, accuracy_of(e))
        elif isinstance(e, Expr):
            stack.extend((e.head, *e.args))
    return _amount(low)


def _mapped(e, f):
    """f at every number of an expression."""
    if is_number(e):
        return f(e)
    if isinstance(e, Expr):
        return Expr(e.head, tuple([_mapped(a, f) for a in e.args]))
    return e


def _with_precision(x, digits):
    t = type(x)
    if t is Complex:
        return make_complex(_with_precision(x.re, digits), _with_precision(x.im, digits))
    if digits is None:
        return to_machine(x)
    if digits == math.inf:
        return _exact(x)
    return big(x, digits)


def _exact(x):
    return rational(*as_fraction(x))


@builtin("SetPrecision[x_, n_]", precbd="Requested precision `1` is not a machine-sized real number.")
def set_precision(x, n, *, session, say):
    """SetPrecision[x, n] gives x with all its numbers at n digits of precision, padded with binary zeros if need be.

    >>> SetPrecision[Pi, 10]
    3.141592654

    >>> SetPrecision[0.5, Infinity]
    1/2
    """
    digits = None if n is S.MachinePrecision else _digits(n, session)
    if digits is None and n is not S.MachinePrecision:
        say("precbd", n)
        return None
    if digits != math.inf:
        x = session.evaluate_expr(numericize(x, None if digits is None else digits + 5, session))
    return _mapped(x, lambda v: _with_precision(v, digits))


@builtin("SetAccuracy[x_, n_]", precbd="Requested accuracy `1` is not a machine-sized real number.")
def set_accuracy(x, n, *, session, say):
    """SetAccuracy[x, n] gives x with all its numbers known to n digits after the decimal point.

    >>> SetAccuracy[100, 3]
    100.00
    """
    digits = _digits(n, session)
    if digits is None:
        say("precbd", n)
        return None

    def known(v):
        if type(v) is Complex:
            return make_complex(known(v.re), known(v.im))
        if digits == math.inf:
            return _exact(v)
        wide = big(v, 20)
        if type(wide) is int or not wide.value:
            from mpmath import mpf

            return BigReal(mpf(0), 0, digits)
        size = digits + magnitude(wide.value)
        return big(v, size) if size > 0 else BigReal(wide.value * 0, 0, digits)

    if digits != math.inf:
        x = session.evaluate_expr(numericize(x, digits + 25, session))
    return _mapped(x, known)


@builtin("Chop[expr_, delta_:0.0000000001]")
def chop(expr, delta=1e-10):
    """Chop[expr] replaces inexact numbers in expr that are close to zero by 0; Chop[expr, delta] those below delta.

    >>> Chop[{1. 10^-12, 0.5, 1. + 10.^-15 I}]
    {0, 0.5, 1.}
    """
    if type(delta) not in REAL_TYPES:
        return None
    limit = to_machine(delta)  # stays what it is beyond the range of floats

    def small(v):
        return is_inexact(v) and abs(float(v)) < limit

    def cut(v):
        if type(v) is Complex:
            re, im = cut(v.re), cut(v.im)
            return make_complex(re, im) if type(im) is not int or im else re
        return 0 if small(v) else v

    if type(expr) is Packed:
        import numpy as np

        if expr.is_integer or not (np.abs(expr.array) < limit).any():
            return expr
    return _mapped(expr, cut)


@builtin("Complex[re_, im_]", attributes="Protected")
def complex_(re, im):
    """Complex[x, y] is the head and the construction of the complex number x + y I.

    >>> {Complex[1, 2], Complex[1, 0], Head[I]}
    {1 + 2 I, 1, Complex}
    """
    if is_number(re) and is_number(im) and type(re) is not Complex and type(im) is not Complex:
        return make_complex(re, im)
    return None


@builtin("Rational[p_, q_]", attributes="Protected", infy="Infinite expression `1` encountered.")
def rational_(p, q):
    """Rational[p, q] is the head and the construction of the exact fraction p/q.

    >>> {Rational[6, 4], Head[1/2]}
    {3/2, Rational}
    """
    return rational(p, q) if type(p) is int and type(q) is int and q else None


# ---- tests -----------------------------------------------------------------------------------------------------------


@builtin("NumberQ[expr_]")
def number_q(expr):
    """NumberQ[expr] is True if expr is a number: an integer, a fraction, a real or a complex number.

    >>> {NumberQ[2], NumberQ[1.5], NumberQ[Pi]}
    {True, True, False}
    """
    return boolean(is_number(expr))


@builtin("NumericQ[expr_]")
def numeric_q(expr, *, session):
    """NumericQ[expr] is True if N can be expected to make a number of expr.

    >>> {NumericQ[Pi], NumericQ[Sin[2]], NumericQ[x]}
    {True, True, False}
    """
    return boolean(is_numeric(expr, session))


@builtin("IntegerQ[expr_]")
def integer_q(expr):
    """IntegerQ[expr] is True if expr is an integer.

    >>> {IntegerQ[3], IntegerQ[3.], IntegerQ[x]}
    {True, False, False}
    """
    return boolean(type(expr) is int)


@builtin("ExactNumberQ[expr_]")
def exact_number_q(expr):
    """ExactNumberQ[expr] is True if expr is a number without any uncertainty.

    >>> {ExactNumberQ[1/2], ExactNumberQ[0.5]}
    {True, False}
    """
    return boolean(is_number(expr) and not is_inexact(expr))


@builtin("InexactNumberQ[expr_]")
def inexact_number_q(expr):
    """InexactNumberQ[expr] is True if expr is a machine or an arbitrary-precision number.

    >>> {InexactNumberQ[0.5], InexactNumberQ[1/2]}
    {True, False}
    """
    return boolean(is_number(expr) and is_inexact(expr))


@builtin("MachineNumberQ[expr_]")
def machine_number_q(expr):
    """MachineNumberQ[expr] is True if expr is a machine real or complex number.

    >>> {MachineNumberQ[0.5], MachineNumberQ[1.5`20], MachineNumberQ[1]}
    {True, False, False}
    """
    return boolean(type(expr) is float or (type(expr) is Complex and type(expr.re) is float))


@builtin("RealValuedNumberQ[expr_]")
def real_valued_number_q(expr):
    """RealValuedNumberQ[expr] is True if expr is a number that is not complex.

    >>> {RealValuedNumberQ[1/2], RealValuedNumberQ[I]}
    {True, False}
    """
    return boolean(is_number(expr) and type(expr) is not Complex)


@builtin("RealValuedNumericQ[expr_]")
def real_valued_numeric_q(expr, *, session):
    """RealValuedNumericQ[expr] is True if expr is a real number or has a real numerical value.

    >>> {RealValuedNumericQ[Pi], RealValuedNumericQ[I]}
    {True, False}
    """
    value = real_value(expr, session)
    return boolean(value is not None and type(value) is not Complex)


@builtin("Rationalize[x_, dx_:Automatic]", attributes="Listable Protected")
def rationalize(x, dx=None, *, session):
    """Rationalize[x] gives the simple fraction that the inexact number x stands for, if there is one.

    Rationalize[x, dx] gives the fraction of least denominator within dx of x; Rationalize[x, 0] always a fraction.

    >>> {Rationalize[0.75], Rationalize[N[Pi]], Rationalize[N[Pi], 1/100]}
    {3/4, 3.14159, 22/7}
    """
    if dx is not None and type(dx) not in REAL_TYPES:
        return None
    if not is_number(x):
        value = real_value(x, session) if dx is not None else None
        if value is None:
            return _mapped(x, lambda v: _simple_fraction(v, dx)) if isinstance(x, Expr) else x
        x = value
    return _simple_fraction(x, dx)


def _simple_fraction(x, dx):
    if type(x) is Complex:
        return make_complex(_simple_fraction(x.re, dx), _simple_fraction(x.im, dx))
    if not is_inexact(x) and dx is None:
        return x
    p, q = as_fraction(x)
    if dx is not None and sign(dx) > 0:
        r, s = as_fraction(dx)
        return _simplest_between((p * s - r * q, q * s), (p * s + r * q, q * s))
    # a convergent p/q close enough that chance is no explanation: |x - p/q| < 10^-4/q^2; with dx = 0 the first one
    # that is as close as the precision of x can tell
    try:
        unit = 10.0 ** -precision_of(x) * abs(p / q)
    except OverflowError:
        unit = math.inf
    h0, k0, h1, k1 = 1, 0, p // q, 1
    a, b = p % q, q
    best = None
    while True:
        error = abs(h1 * q - p * k1) / (k1 * q)
        if max(error, unit) * k1 * k1 < 1e-4 if dx is None else error <= unit:
            best = rational(h1, k1)
            break
        if not a or k1 > 10**17:
            break
        t = b // a
        b, a = a, b - t * a
        h0, k0, h1, k1 = h1, k1, t * h1 + h0, t * k1 + k0
    if best is not None:
        return best
    return x if dx is None else rational(p, q)


def _simplest_between(low, high):
    """The fraction of least denominator in [low, high], by Stern and Brocot's descent."""
    (p, q), (r, s) = low, high
    if p <= 0 <= r:
        return 0
    if r < 0:
        found = _simplest_between((-r, s), (-p, q))
        return -found
    whole = -(-p // q)
    if whole * s <= r:
        return whole
    floor = p // q
    inner = _simplest_between((s, r - floor * s), (q, p - floor * q))
    from ..numerics.arithmetic import add, reciprocal

    return add(floor, reciprocal(inner))


# ---- constants -------------------------------------------------------------------------------------------------------

_CONSTANT = "Constant Protected ReadProtected"
name("Pi", "Pi is the ratio of a circle's circumference to its diameter, about 3.14159.", attributes=_CONSTANT)
name("E", "E is the base of natural logarithms, about 2.71828.", attributes=_CONSTANT)
name("EulerGamma", "EulerGamma is Euler's constant, about 0.577216.", attributes=_CONSTANT)
name("GoldenRatio", "GoldenRatio is (1 + Sqrt[5])/2, about 1.61803.", attributes=_CONSTANT)
name("Catalan", "Catalan is Catalan's constant, about 0.915966.", attributes=_CONSTANT)
name("Degree", "Degree is the number of radians in one degree, Pi/180.", attributes=_CONSTANT)
name("Khinchin", "Khinchin is Khinchin's constant, about 2.68545.", attributes=_CONSTANT)
name("Glaisher", "Glaisher is Glaisher's constant, about 1.28243.", attributes=_CONSTANT)
name("MachinePrecision", "MachinePrecision stands for the precision of machine numbers, about 15.95 digits.")


@variable("I", attributes="Locked Protected ReadProtected")
def imaginary_unit(session):
    """I is the imaginary unit, Sqrt[-1].

    >>> {I^2, (1 + I) (1 - I)}
    {-1, 2}
    """
    return Complex(0, 1)


@variable("$MachinePrecision", attributes="Protected")
def machine_precision(session):
    """$MachinePrecision is the number of decimal digits of a machine number.

    >>> $MachinePrecision
    15.9546
    """
    return MACHINE_PRECISION


@variable("$MachineEpsilon", attributes="Protected")
def machine_epsilon(session):
    """$MachineEpsilon is the distance between 1. and the next machine number.

    >>> $MachineEpsilon == 2.^-52
    True
    """
    return 2.0**-52


@variable("$MaxMachineNumber", attributes="Protected")
def max_machine_number(session):
    """$MaxMachineNumber is the largest machine number.

    >>> $MaxMachineNumber > 10.^308
    True
    """
    return math.ldexp(1 - 2.0**-53, 1024)


@variable("$MinMachineNumber", attributes="Protected")
def min_machine_number(session):
    """$MinMachineNumber is the smallest positive machine number that has full precision.

    >>> $MinMachineNumber < 10.^-307
    True
    """
    return 2.0**-1022


@variable("$MaxExtraPrecision")
def max_extra_precision(session):
    """$MaxExtraPrecision is the number of digits that N may use beyond those that were asked for.

    >>> $MaxExtraPrecision
    50.
    """
    return MAX_EXTRA_PRECISION
