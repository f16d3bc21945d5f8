"""Arithmetic with DirectedInfinity and Indeterminate."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..expr import Expr, same
from .arithmetic import compare, divide, is_zero, multiply, negate, sign
from .numbers import NUMBER_TYPES, Complex, NumberOverflow, Rational
from .numeric import is_numeric, real_value

INDETERMINATE = S.Indeterminate
DIRECTED = S.DirectedInfinity
INFINITY = Expr(DIRECTED, (1,))
MINUS_INFINITY = Expr(DIRECTED, (-1,))
COMPLEX_INFINITY = Expr(DIRECTED, ())


def out_of_range(problem: NumberOverflow, session: Any) -> Expr:
    """Overflow[] or Underflow[] after the message that says so."""
    if session is not None:
        session.message(S.General, "unfl" if problem.small else "ovfl")
    return Expr(S.Underflow if problem.small else S.Overflow, ())


def is_infinite(e: Any) -> bool:
    """True for Infinity, -Infinity, ComplexInfinity and every other DirectedInfinity."""
    return isinstance(e, Expr) and e.head is DIRECTED


def is_infinity(e: Any) -> bool:
    """True for Infinity itself, evaluated or not."""
    return e is S.Infinity or (is_infinite(e) and e.args == (1,) and type(e.args[0]) is int)


def directed(z: Any) -> Any:
    """The infinity in the direction of a number (no direction for 0)."""
    return Expr(DIRECTED, () if is_zero(z) else (direction(z),))


def direction(z: Any) -> Any:
    """z/|z| of a nonzero number, kept exact for real and imaginary ones."""
    if type(z) is Complex:
        if is_zero(z.re):
            return Complex(0, sign(z.im))
        from .radicals import rational_sqrt

        if type(z.re) in (int, Rational) and type(z.im) in (int, Rational):
            from .arithmetic import add

            size = rational_sqrt(add(multiply(z.re, z.re), multiply(z.im, z.im)))
            if size is not None:
                return divide(z, size)
            return z
        w = complex(z)
        w /= abs(w)
        return Complex(w.real, w.imag)
    return sign(z)


def indeterminate(e: Any, session: Any) -> Any:
    """Indeterminate, with its message."""
    if session is not None:
        session.message(S.Infinity, "indet", e)
    return INDETERMINATE


def infinite_quotient(a: Any, session: Any) -> Any:
    """a/0 of a number, with the message."""
    if is_zero(a):
        session.message(S.Power, "infy", Expr(S.Divide, (a, 0)))
        return indeterminate(Expr(S.Times, (a, COMPLEX_INFINITY)), session)
    session.message(S.Power, "infy", Expr(S.Divide, (a, 0)))
    return COMPLEX_INFINITY


def add_infinities(args: tuple[Any, ...], given: tuple[Any, ...], session: Any) -> Any:
    """A sum with infinities among its terms: they swallow what is numeric."""
    found: Any = None
    rest = []
    for a in args:
        if is_infinite(a):
            if found is None:
                found = a
            elif not a.args or not found.args or not same(a, found):
                return indeterminate(Expr(S.Plus, args), session)
        elif not is_numeric(a, session):
            rest.append(a)
    if not rest:
        return found
    from .algebra import _sorted

    ordered = _sorted([*rest, found], given, None)
    return None if ordered is None else Expr(S.Plus, ordered)


def multiply_infinities(args: tuple[Any, ...], given: tuple[Any, ...], session: Any) -> Any:
    """A product with infinities among its factors: the other factors turn the direction."""
    number: Any = 1
    rest = []
    undirected = False
    for a in args:
        if is_infinite(a):
            if not a.args:
                undirected = True
                continue
            a = a.args[0]
        if type(a) in NUMBER_TYPES:
            number = multiply(number, a)
        else:
            rest.append(a)
    if is_zero(number):
        return indeterminate(Expr(S.Times, args), session)
    symbolic = []
    for a in rest:
        value = real_value(a, session) if session is not None else None
        if value is None:
            symbolic.append(a)
        elif not is_zero(value):
            number = multiply(number, _unit(value))
    if undirected:
        return COMPLEX_INFINITY
    if symbolic:
        from .algebra import product_of

        return Expr(DIRECTED, (product_of(direction(number), *symbolic, session=session),))
    return directed(number)


def _unit(value: Any) -> Any:
    return direction(value) if type(value) is Complex else sign(value)


def infinite_power(base: Any, exponent: Any, session: Any) -> Any:
    """base^exponent with an infinity among them; None if it stays."""
    from .algebra import product_of
    from .powers import power_of

    if is_infinite(exponent):
        return _to_infinity(base, exponent, session)
    value = real_value(exponent, session)
    if value is None:
        return None
    if is_zero(value):
        return indeterminate(Expr(S.Power, (base, exponent)), session)
    part = value.re if type(value) is Complex else value
    if sign(part) < 0:
        return 0
    if type(value) is Complex and sign(part) == 0:
        return indeterminate(Expr(S.Power, (base, exponent)), session)
    if not base.args or type(value) is Complex:
        return COMPLEX_INFINITY
    turned = power_of(base.args[0], exponent, session)
    return product_of(turned, INFINITY, session=session)


def _to_infinity(base: Any, exponent: Any, session: Any) -> Any:
    if not exponent.args:
        return indeterminate(Expr(S.Power, (base, exponent)), session)
    way = exponent.args[0]
    if way not in (1, -1):
        return indeterminate(Expr(S.Power, (base, exponent)), session) if type(way) in NUMBER_TYPES else None
    if is_infinite(base):
        return 0 if way == -1 else COMPLEX_INFINITY
    value = real_value(base, session)
    if value is None or type(value) is Complex:
        return None
    size = value if sign(value) >= 0 else negate(value)
    order = compare(size, 1)
    if order == 0:
        return indeterminate(Expr(S.Power, (base, exponent)), session)
    if is_zero(value):
        return 0 if way == 1 else COMPLEX_INFINITY
    if order * way < 0:
        return 0
    return INFINITY if sign(value) > 0 else COMPLEX_INFINITY
