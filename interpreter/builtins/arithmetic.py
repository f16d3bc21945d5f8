"""Sums, products, powers and what is written with them; infinities as values."""

from __future__ import annotations

import math
import operator
from typing import Any

from .. import symbols as S
from ..declare import builtin, name, variable
from ..expr import Expr
from ..numerics import arrays
from ..numerics.algebra import plus as canonical_sum
from ..numerics.algebra import product_of, sum_of
from ..numerics.algebra import times as canonical_product
from ..numerics.arithmetic import add, direct_quotient, multiply
from ..numerics.infinities import COMPLEX_INFINITY, INFINITY, directed, infinite_quotient
from ..numerics.numbers import NUMBER_TYPES, Rational, rational
from ..numerics.objects import KNOWN as OBJECTS
from ..numerics.objects import reckoned
from ..numerics.powers import power as canonical_power
from ..numerics.powers import power_of
from ..packed import Packed

_SUM = "Flat Listable NumericFunction OneIdentity Orderless Protected"
_HALF = Rational(1, 2)


@builtin("Plus[x___]", attributes=_SUM, numeric=operator.add, reals=operator.add, arrays=True, canonical=True)
def plus(x, *, session):
    """Plus[x, y, ...], written x + y + ..., is a sum.

    Numbers are added, equal terms are collected, and the terms come in canonical order.  An inexact number makes the
    numeric terms inexact as well.  Lists are added element by element.

    >>> 2 + 3 + a
    5 + a

    >>> a + 2 a - b
    3 a - b

    >>> {1, 2, 3} + {10, 20, 30}
    {11, 22, 33}
    """
    if len(x) == 2:
        a, b = x
        if type(a) in NUMBER_TYPES and type(b) in NUMBER_TYPES:
            return add(a, b)
    if Packed in map(type, x):
        return arrays.total(x)
    if len(x) < 2:
        return x[0] if x else 0
    if not OBJECTS.isdisjoint(map(type, x)):
        found = reckoned("Plus", x)
        if found is not None:
            return found
    return canonical_sum(x, session)


@builtin("Times[x___]", attributes=_SUM, numeric=operator.mul, reals=operator.mul, arrays=True, canonical=True)
def times(x, *, session):
    """Times[x, y, ...], written x y ... or x*y*..., is a product.

    Numbers are multiplied, equal bases are collected into powers, and the factors come in canonical order.  A number
    stays outside a sum, but -1 goes in.  Lists are multiplied element by element.

    >>> 2 x x/y
    (2 x^2)/y

    >>> -(a + b)
    -a - b

    >>> 2 {1, x, 3}
    {2, 2 x, 6}

    >>> Sqrt[2] Sqrt[3] a
    Sqrt[6] a
    """
    if len(x) == 2:
        a, b = x
        if type(a) in NUMBER_TYPES and type(b) in NUMBER_TYPES:
            return multiply(a, b)
    if Packed in map(type, x):
        return arrays.product(x)
    if len(x) < 2:
        return x[0] if x else 1
    if not OBJECTS.isdisjoint(map(type, x)):
        found = reckoned("Times", x)
        if found is not None:
            return found
    return canonical_product(x, session)


def _small_power(a: int, b: int) -> Any:
    if b > 0 and (b < 64 or -2 < a < 2 or a.bit_length() * b < 1 << 20):
        return a**b
    return rational(1, a**-b) if -64 < b < 0 and a else None


@builtin(
    "Power[x___]",
    attributes="Listable NumericFunction OneIdentity Protected",
    numeric=_small_power,
    arrays=True,
    infy="Infinite expression `1` encountered.",
    indet="Indeterminate expression `1` encountered.",
)
def power(x, *, session):
    """Power[x, y], written x^y, is x to the power y.

    Exact roots are taken as far as they go; powers of powers and of products are multiplied out for whole exponents.
    Power[x, y, z] is x^(y^z).

    >>> 2^100
    1267650600228229401496703205376

    >>> {8^(1/3), Sqrt[12], (-1)^(1/2), (a b)^2}
    {2, 2 Sqrt[3], I, a^2 b^2}

    >>> 2.^{1, 2, 3}
    {2., 4., 8.}
    """
    n = len(x)
    if n == 2:
        if Packed in map(type, x):
            return arrays.power(*x)
        base, exponent = x
        if type(base) is float and type(exponent) is int and exponent > 0:
            try:
                return base**exponent
            except OverflowError:
                pass
        if not OBJECTS.isdisjoint((type(base), type(exponent))):
            return reckoned("Power", x)
        return canonical_power(base, exponent, session)
    if n < 2:
        return x[0] if x else 1
    if any(type(a) is Packed for a in x):
        return None
    return Expr(S.Power, (x[0], Expr(S.Power, x[1:])))


@builtin(
    "Subtract[x_, y_]", attributes="Listable NumericFunction Protected", numeric=operator.sub, arrays=True
)
def subtract(x, y, *, session):
    """Subtract[x, y], written x - y, is x + (-1) y.

    >>> Subtract[10, 3]
    7

    >>> Subtract[a, b]
    a - b
    """
    if type(x) is Packed or type(y) is Packed:
        negated = arrays.product((-1, y)) if type(y) is Packed else -y
        return None if negated is None else arrays.total((x, negated))
    return sum_of(x, product_of(-1, y, session=session), session=session)


@builtin("Minus[x_]", attributes="Listable NumericFunction Protected", arrays=True)
def minus(x, *, session):
    """Minus[x], written -x, is the negative of x.

    >>> Minus[3]
    -3

    >>> Minus[a + b]
    -a - b
    """
    if type(x) is Packed:
        return arrays.product((-1, x))
    return product_of(-1, x, session=session)


def _small_quotient(a: int, b: int) -> int | None:
    return a // b if b and a % b == 0 else None


@builtin(
    "Divide[x_, y_]",
    attributes="Listable NumericFunction Protected",
    numeric=_small_quotient,
    arrays=True,
    infy="Infinite expression `1` encountered.",
    indet="Indeterminate expression `1` encountered.",
)
def divide(x, y, *, session):
    """Divide[x, y], written x/y, is x times y^(-1).

    >>> Divide[6, 4]
    3/2

    >>> Divide[a, b]
    a/b
    """
    if type(x) is Packed or type(y) is Packed:
        return arrays.quotient(x, y)
    if type(x) in NUMBER_TYPES and type(y) in NUMBER_TYPES:
        r = direct_quotient(x, y)
        return infinite_quotient(x, session) if r is None else r
    return product_of(x, power_of(y, -1, session), session=session)


@builtin("Sqrt[x_]", attributes="Listable NumericFunction Protected", arrays=True)
def sqrt(x, *, session):
    """Sqrt[x] is the principal square root of x, the power x^(1/2).

    >>> {Sqrt[16], Sqrt[8], Sqrt[-4], Sqrt[x^2]}
    {4, 2 Sqrt[2], 2 I, Sqrt[x^2]}

    >>> Sqrt[2.]
    1.41421
    """
    if type(x) is float and x >= 0:
        return math.sqrt(x)
    if type(x) is Packed:
        return arrays.power(x, 0.5)
    return power_of(x, _HALF, session)


@builtin("DirectedInfinity[z___]")
def directed_infinity(z):
    """DirectedInfinity[z] is an infinite quantity in the direction of the complex number z.

    DirectedInfinity[1] is Infinity, DirectedInfinity[-1] is -Infinity, DirectedInfinity[] is ComplexInfinity.

    >>> {DirectedInfinity[5], DirectedInfinity[]}
    {Infinity, ComplexInfinity}
    """
    if len(z) != 1 or type(z[0]) not in NUMBER_TYPES:
        return None
    found = directed(z[0])
    return None if found.args == z and type(found.args[0]) is type(z[0]) else found


@variable("Infinity", attributes="Protected ReadProtected")
def infinity(session):
    """Infinity is a positive infinite quantity, DirectedInfinity[1].

    >>> {1/Infinity, Infinity + 5, -2 Infinity}
    {0, Infinity, -Infinity}
    """
    return INFINITY


@variable("ComplexInfinity", attributes="Protected ReadProtected")
def complex_infinity(session):
    """ComplexInfinity is an infinite quantity whose direction in the complex plane is not known.

    >>> 5 ComplexInfinity
    ComplexInfinity
    """
    return COMPLEX_INFINITY


name("Indeterminate", "Indeterminate stands for a number whose magnitude cannot be determined, such as 0/0.")
name("Overflow", "Overflow[] stands for a number too large to be written down.")
name("Underflow", "Underflow[] stands for a number too small to be written down.")
