"""Rounding to integers and to multiples of a number."""

from __future__ import annotations

import math

from .. import symbols as S
from ..declare import builtin
from ..expr import Expr
from ..numerics.algebra import product_of, sum_of
from ..numerics.arithmetic import is_zero, negate, subtract
from ..numerics.functions import ATTRIBUTES
from ..numerics.infinities import is_infinite
from ..numerics.numbers import NUMBER_TYPES, BigReal, Complex, Rational, as_fraction, magnitude
from ..numerics.numeric import evaluate_to, is_numeric, real_value
from ..numerics.powers import power_of
from ..packed import Packed


def _round_half_even(p, q):
    whole, twice = p // q, 2 * (p % q)
    return whole + (twice > q or (twice == q and whole & 1))


def round_down(p, q):
    """Floor[p/q]."""
    return p // q


def _ceiling(p, q):
    return -(-p // q)


def _toward_zero(p, q):
    return p // q if p >= 0 else -(-p // q)


_FLOATS = {round_down: math.floor, _ceiling: math.ceil, _round_half_even: round, _toward_zero: math.trunc}
_ARRAYS = {round_down: "floor", _ceiling: "ceil", _round_half_even: "rint", _toward_zero: "trunc"}


def whole(x, rule, session):
    """An integer near x by the rule; None for what has no real value."""
    t = type(x)
    if t is int:
        return x
    if t is float:
        return _FLOATS[rule](x)
    if t is Complex:
        re, im = whole(x.re, rule, session), whole(x.im, rule, session)
        return re if im == 0 else Complex(re, im)
    if t is Packed:
        return _whole_array(x, rule)
    if t is Rational or t is BigReal:
        return rule(*as_fraction(x))
    if is_infinite(x):
        return x
    value = real_value(x, session)
    if value is None:
        return None
    if type(value) is Complex:
        value, _ = evaluate_to(x, 30, session)
        return whole(value, rule, session) if type(value) is Complex else None
    size = magnitude(value.value) if type(value) is BigReal else math.log10(max(abs(value), 1))
    value, _ = evaluate_to(x, 25 + max(int(size), 0), session)
    if type(value) not in NUMBER_TYPES or type(value) is Complex:
        return None
    p, q = as_fraction(value)
    near = _round_half_even(p, q)
    if abs(p - near * q) * 10**20 < q:  # exactly a whole number, for all that can be told
        return near
    return rule(p, q)


def _whole_array(x, rule):
    import numpy as np

    if x.is_integer:
        return x
    r = getattr(np, _ARRAYS[rule])(x.array)
    return Packed(r.astype(np.int64)) if r.size and np.abs(r).max() < 2.0**63 else None


def _to_multiple(x, a, rule, session):
    """The multiple of a that is near x."""
    if a is None:
        return whole(x, rule, session)
    if type(x) is Packed or type(a) is Packed:
        return None
    if not (is_numeric(x, session) and is_numeric(a, session)):
        return None
    value = real_value(a, session)
    if value is None or is_zero(value):
        return S.Indeterminate if value is not None else None
    n = whole(product_of(x, power_of(a, -1, session), session=session), rule, session)
    return None if n is None else product_of(n, a, session=session)


def _rounded(z, head, rule, a, session):
    found = _to_multiple(z, a, rule, session)
    if found is None and a is None and isinstance(z, Expr) and z.head is S.Plus and type(z.args[0]) is int:
        return Expr(S.Plus, (z.args[0], Expr(head, (sum_of(*z.args[1:]),))))
    return found


@builtin("Floor[x_]", "Floor[x_, a_]", attributes=ATTRIBUTES, arrays=True)
def floor(x, a=None, *, session):
    """Floor[x] gives the greatest integer that is not greater than x; Floor[x, a] the greatest multiple of a.

    >>> {Floor[2.7], Floor[-2.7], Floor[Pi], Floor[17, 5], Floor[x + 3]}
    {2, -3, 3, 15, 3 + Floor[x]}
    """
    return _rounded(x, S.Floor, round_down, a, session)


@builtin("Ceiling[x_]", "Ceiling[x_, a_]", attributes=ATTRIBUTES, arrays=True)
def ceiling(x, a=None, *, session):
    """Ceiling[x] gives the least integer that is not less than x; Ceiling[x, a] the least multiple of a.

    >>> {Ceiling[2.1], Ceiling[-2.1], Ceiling[E], Ceiling[17, 5]}
    {3, -2, 3, 20}
    """
    return _rounded(x, S.Ceiling, _ceiling, a, session)


@builtin("Round[x_]", "Round[x_, a_]", attributes=ATTRIBUTES, arrays=True)
def round_(x, a=None, *, session):
    """Round[x] gives the integer nearest to x, the even one of two; Round[x, a] the nearest multiple of a.

    >>> {Round[2.6], Round[2.5], Round[3.5], Round[7/3], Round[Pi, 0.01]}
    {3, 2, 4, 2, 3.14}
    """
    return _rounded(x, S.Round, _round_half_even, a, session)


@builtin("IntegerPart[x_]", attributes=ATTRIBUTES, arrays=True)
def integer_part(x, *, session):
    """IntegerPart[x] gives x rounded towards zero.

    >>> {IntegerPart[2.7], IntegerPart[-2.7], IntegerPart[7/2]}
    {2, -2, 3}
    """
    return whole(x, _toward_zero, session)


@builtin("FractionalPart[x_]", attributes=ATTRIBUTES, arrays=True)
def fractional_part(x, *, session):
    """FractionalPart[x] gives x - IntegerPart[x].

    >>> {FractionalPart[7/3], FractionalPart[-2.5], FractionalPart[Pi]}
    {1/3, -0.5, -3 + Pi}
    """
    if type(x) is Packed:
        import numpy as np

        return None if x.is_integer else Packed(x.array - np.trunc(x.array))
    n = whole(x, _toward_zero, session)
    if n is None or is_infinite(x):
        return None
    if type(x) in NUMBER_TYPES:
        return subtract(x, n)
    return sum_of(x, negate(n), session=session)
