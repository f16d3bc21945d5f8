"""The canonical form of powers: numbers and radicals, powers of powers and products, E^x, infinities."""

from __future__ import annotations

import cmath
import math
from typing import Any

from .. import symbols as S
from ..expr import Expr, Symbol
from . import algebra, radicals
from .arithmetic import is_zero, multiply, negate, power_inexact, power_integer, sign
from .bigreals import big, call, precision_of
from .infinities import COMPLEX_INFINITY, INDETERMINATE, infinite_power, is_infinite, out_of_range
from .numbers import NUMBER_TYPES, BigReal, Complex, NumberOverflow, Rational, as_fraction, is_inexact, rational
from .numeric import is_numeric, numericize, real_value

POWER, TIMES, PLUS = S.Power, S.Times, S.Plus


def power_of(base: Any, exponent: Any, session: Any = None) -> Any:
    """The power of canonical expressions in canonical form."""
    r = power(base, exponent, session)
    return Expr(POWER, (base, exponent)) if r is None else r


def power(base: Any, exponent: Any, session: Any = None) -> Any:
    """The canonical form of base^exponent, or None if Power[base, exponent] is it already."""
    tb, te = type(base), type(exponent)
    if te in NUMBER_TYPES:
        if tb in NUMBER_TYPES:
            return power_of_numbers(base, exponent, session)
        if te is int:
            if exponent == 1:
                return base
            if exponent == 0:
                return _zeroth(base, session)
            if tb is Symbol and base is not S.E and base is not INDETERMINATE:
                return None
    if base is INDETERMINATE or exponent is INDETERMINATE:
        return INDETERMINATE
    if is_infinite(base) or is_infinite(exponent):
        return infinite_power(base, exponent, session)
    if tb is int:
        if base == 1:
            return 1
        if base == 0:
            return _zero_base(exponent, session)
    if (is_inexact(base) or is_inexact(exponent)) and session is not None:
        joined = _numeric_power(base, exponent, session)
        if joined is not None:
            return joined
    if base is S.E:
        return power_of_e(exponent, session)
    if isinstance(base, Expr):
        if base.head is POWER and len(base) == 2:
            return _power_of_power(base, exponent, session)
        if base.head is TIMES:
            return _power_of_product(base, exponent, session)
    if isinstance(exponent, Expr) and exponent.head is TIMES:
        return _logarithmic(base, exponent, session)
    return None


def _zeroth(base: Any, session: Any) -> Any:
    if base is INDETERMINATE or is_infinite(base):
        if session is not None and base is not INDETERMINATE:
            session.message(POWER, "indet", Expr(POWER, (base, 0)))
        return INDETERMINATE
    return 1


def _zero_base(exponent: Any, session: Any) -> Any:
    """0^exponent for an exponent that is no number but perhaps a positive or negative constant."""
    value = real_value(exponent, session)
    if value is None or type(value) is Complex:
        return None
    return 0 if sign(value) > 0 else _infinite(0, exponent, session)


def _infinite(base: Any, exponent: Any, session: Any) -> Any:
    if session is not None:
        session.message(POWER, "infy", Expr(POWER, (base, exponent)))
    return COMPLEX_INFINITY


# ---- numbers ---------------------------------------------------------------------------------------------------------


def power_of_numbers(base: Any, exponent: Any, session: Any = None) -> Any:
    """base^exponent of two numbers: a number, an expression with radicals, or None if it stays."""
    te = type(exponent)
    if is_zero(base):
        return _power_of_zero(base, exponent, session)
    try:
        if te is int:
            return power_integer(base, exponent)
        if is_inexact(base) or is_inexact(exponent):
            if is_zero(exponent):
                return _inexact_one(exponent)
            return power_inexact(base, exponent)
        if te is Complex:
            return 1 if base == 1 and type(base) is int else None
        found = radicals.rational_power(base, exponent)
    except NumberOverflow as problem:
        return out_of_range(problem, session)
    if found is None:
        return None
    coefficient, factors = found
    if coefficient == 1 and len(factors) == 1:
        only = factors[0]
        if only.args[0] == base and only.args[1] == exponent:
            return None
        return only
    return algebra.product_of(coefficient, *factors)


def _inexact_one(exponent: Any) -> Any:
    """x^0. is an inexact 1."""
    return big(1, max(exponent.accuracy, 1)) if type(exponent) is BigReal else 1.0


def _power_of_zero(base: Any, exponent: Any, session: Any) -> Any:
    part = exponent.re if type(exponent) is Complex else exponent
    if is_zero(part):
        if session is not None:
            session.message(POWER, "indet", Expr(POWER, (base, exponent)))
        return INDETERMINATE
    if sign(part) < 0:
        return _infinite(base, exponent, session)
    if type(base) is int and type(exponent) is not float:
        return 0
    if type(base) is float or type(exponent) is float:
        return 0.0
    return base


def _numeric_power(base: Any, exponent: Any, session: Any) -> Any:
    """2.^Pi and Pi^2.: the exact one of two numeric operands becomes as inexact as the other."""
    inexact, other = (base, exponent) if is_inexact(base) else (exponent, base)
    if not is_numeric(other, session) or type(other) in NUMBER_TYPES:
        return None
    machine = type(inexact) is float or type(getattr(inexact, "re", None)) is float
    digits = None if machine else max(precision_of(inexact), 1) + 5
    if other is S.E and inexact is exponent:
        return _exp(exponent, session)
    value = session.evaluate_expr(numericize(other, digits, session))
    if type(value) not in NUMBER_TYPES:
        return None
    return power_of_numbers(*((base, value) if inexact is base else (value, exponent)), session)


def exp_of_number(x: Any) -> Any:
    """E^x of an inexact number."""
    t = type(x)
    try:
        if t is float:
            return math.exp(x)
        if t is Complex and type(x.re) is float:
            z = cmath.exp(complex(x))
            return Complex(z.real, z.imag)
    except OverflowError:
        from .arithmetic import _widened

        x = _widened(x)
    return call(lambda c, v: c.exp(v), x)


def _exp(x: Any, session: Any) -> Any:
    try:
        return exp_of_number(x)
    except NumberOverflow as problem:
        return out_of_range(problem, session)


# ---- E^x and logarithms ----------------------------------------------------------------------------------------------


def power_of_e(exponent: Any, session: Any) -> Any:
    """E^exponent: logarithms are undone, multiples of I Pi brought into one turn."""
    if is_inexact(exponent):
        return _exp(exponent, session)
    if not isinstance(exponent, Expr):
        return None
    if exponent.head is S.Log and len(exponent) == 1:
        return exponent.args[0]
    if exponent.head is PLUS:
        return _split_logs(exponent, session)
    if exponent.head is not TIMES:
        return None
    args = exponent.args
    if len(args) == 2 and args[1] is S.Pi and type(args[0]) is Complex and args[0].re == 0:
        return _unit_root(args[0].im)
    return _logarithmic(S.E, exponent, session)


def _split_logs(exponent: Expr, session: Any) -> Any:
    """E^(a + Log[b]) -> b E^a, E^(a + I Pi) -> -E^a."""
    out, rest = [], []
    for term in exponent.args:
        if _is_log_term(term) or _is_half_turn(term):
            out.append(power_of(S.E, term, session))
        else:
            rest.append(term)
    if not out:
        return None
    return algebra.product_of(*out, power_of(S.E, algebra.sum_of(*rest), session), session=session)


def _is_log_term(e: Any) -> bool:
    return isinstance(e, Expr) and (
        (e.head is S.Log and len(e) == 1)
        or (e.head is TIMES and len(e) == 2 and type(e.args[0]) in NUMBER_TYPES and _is_log_term(e.args[1]))
    )


def _is_half_turn(e: Any) -> bool:
    if not (isinstance(e, Expr) and e.head is TIMES and len(e) == 2 and e.args[1] is S.Pi):
        return False
    c = e.args[0]
    return type(c) is Complex and c.re == 0 and type(c.im) in (int, Rational) and as_fraction(c.im)[1] <= 2


def _unit_root(turn: Any) -> Any:
    """E^(turn I Pi): a number at quarter turns, else the turn brought into (-1, 1]; None if it is there."""
    if type(turn) not in (int, Rational):
        return None
    p, q = as_fraction(turn)
    if q <= 2:
        return (1, Complex(0, 1), -1, Complex(0, -1))[(p * 2 // q) % 4]
    p %= 2 * q
    if p > q:
        p -= 2 * q
    reduced = rational(p, q)
    if reduced == turn:
        return None
    return Expr(POWER, (S.E, Expr(TIMES, (Complex(0, reduced), S.Pi))))


def _logarithmic(base: Any, exponent: Expr, session: Any) -> Any:
    """b^(a Log[x]/Log[b]) -> x^a, with Log[E] = 1."""
    logs = [a for a in exponent.args if isinstance(a, Expr) and a.head is S.Log and len(a) == 1]
    if len(logs) != 1 or (base is not S.E and type(base) not in (int, Symbol)):
        return None
    rest = [a for a in exponent.args if a is not logs[0]]
    if base is not S.E:
        inverse = Expr(POWER, (Expr(S.Log, (base,)), -1))
        if inverse not in rest:
            return None
        rest.remove(inverse)
    return power_of(logs[0].args[0], algebra.product_of(*rest, session=session), session)


# ---- powers of powers and products -----------------------------------------------------------------------------------


def _power_of_power(base: Expr, exponent: Any, session: Any) -> Any:
    inner, e = base.args
    if type(exponent) is int:
        return power_of(inner, algebra.product_of(e, exponent, session=session), session)
    if type(exponent) is Rational and type(e) in (int, Rational):
        positive = _is_positive(inner)
        if positive or (type(e) is Rational and -1 < e <= 1):
            return power_of(inner, multiply(e, exponent), session)
    if _is_positive(inner) and (inner is S.E or is_numeric(exponent, session)) and _is_real(e, session):
        return power_of(inner, algebra.product_of(e, exponent, session=session), session)
    return None


def _is_positive(e: Any) -> bool:
    return (type(e) in (int, Rational) and e > 0) or e in radicals.POSITIVE_CONSTANTS or e is S.E


def _is_real(e: Any, session: Any) -> bool:
    if type(e) in (int, Rational):
        return True
    value = real_value(e, session) if session is not None else None
    return value is not None and type(value) is not Complex


def _power_of_product(base: Expr, exponent: Any, session: Any) -> Any:
    if type(exponent) is int:
        return algebra.product_of(*[power_of(a, exponent, session) for a in base.args], session=session)
    if type(exponent) is not Rational:
        return None
    if radicals.is_radicand(base):
        return _root_of_constants(base, exponent)
    c, *rest = base.args
    if type(c) not in NUMBER_TYPES or type(c) is Complex:
        return None
    outside = c if sign(c) > 0 else negate(c)
    if outside == 1 and type(outside) is int:
        return None
    left = rest if sign(c) > 0 else [-1, *rest]
    inner = left[0] if len(left) == 1 else Expr(TIMES, tuple(left))
    return algebra.product_of(
        power_of(outside, exponent, session), power_of(inner, exponent, session), session=session
    )


def _root_of_constants(base: Expr, exponent: Rational) -> Any:
    """Sqrt[8 Pi] -> 2 Sqrt[2 Pi]; roots of products of positive constants stay together."""
    if abs(exponent.p) > exponent.q:
        return algebra.product_of(*[power_of(a, exponent) for a in base.args])
    coefficient, factors = radicals.combine(1, ((base, exponent),))
    if coefficient == 1 and len(factors) == 1 and factors[0] == Expr(POWER, (base, exponent)):
        return None
    return algebra.product_of(coefficient, *factors)

