"""Arithmetic of numbers: exact, arbitrary-precision and machine, real and complex.

Contagion: exact + arbitrary precision gives arbitrary precision, anything + machine gives machine.  A machine
result beyond the range of floats goes on as an arbitrary-precision number of machine precision.
"""

from __future__ import annotations

import cmath
import math
from typing import Any

from .bigreals import MACHINE_PRECISION, add_big, big, call, multiply_big
from .numbers import BigReal, Complex, NumberOverflow, Rational, as_fraction, compare_reals, is_inexact, rational

MAX_POWER_BITS = 1 << 27  # beyond it an exact power is Overflow[]: it would take minutes and fill the memory
EQUAL_TOLERANCE = 2.0**-46  # machine numbers that differ in their last seven bits only are Equal


def add(a: Any, b: Any) -> Any:
    """a + b."""
    ta, tb = type(a), type(b)
    if ta is int and tb is int:
        return a + b
    if ta is Complex or tb is Complex:
        (x, y), (u, v) = _parts(a), _parts(b)
        return make_complex(add(x, u), add(y, v))
    if ta is float or tb is float:
        try:
            r = float(a) + float(b)
        except OverflowError:
            r = math.inf
        return r if r - r == 0.0 else to_machine(add(_exact(a), _exact(b)))
    if ta is BigReal or tb is BigReal:
        return add_big(a, b)
    if tb is int:
        return Rational(a.p + b * a.q, a.q)
    if ta is int:
        return Rational(b.p + a * b.q, b.q)
    return rational(a.p * b.q + b.p * a.q, a.q * b.q)


def negate(a: Any) -> Any:
    """-a."""
    t = type(a)
    if t is Complex:
        return Complex(negate(a.re), negate(a.im))
    if t is BigReal:
        return BigReal(-a.value, a.precision, a.accuracy) if not a.value else _negated(a)
    return -a


def _negated(a: BigReal) -> BigReal:
    from mpmath import libmp, mp

    return BigReal(mp.make_mpf(libmp.mpf_neg(a.value._mpf_)), a.precision, a.accuracy)


def subtract(a: Any, b: Any) -> Any:
    """a - b."""
    return add(a, negate(b))


def multiply(a: Any, b: Any) -> Any:
    """a b."""
    ta, tb = type(a), type(b)
    if ta is int and tb is int:
        return a * b
    if ta is Complex or tb is Complex:
        return _multiply_complex(a, b)
    if ta is float or tb is float:
        try:
            r = float(a) * float(b)
        except OverflowError:
            r = math.inf
        return r if r - r == 0.0 else _settle(multiply_big(_wide(a), _wide(b)))
    if ta is BigReal or tb is BigReal:
        return multiply_big(a, b)
    (p, q), (r, s) = as_fraction(a), as_fraction(b)
    return rational(p * r, q * s)


def _multiply_complex(a: Any, b: Any) -> Any:
    if type(a) is not Complex:
        a, b = b, a
    if type(b) is not Complex:
        return make_complex(multiply(a.re, b), multiply(a.im, b))
    re = subtract(multiply(a.re, b.re), multiply(a.im, b.im))
    return make_complex(re, add(multiply(a.re, b.im), multiply(a.im, b.re)))


def make_complex(re: Any, im: Any) -> Any:
    """re + im I with both parts machine numbers if one is and they can; the real part alone if im is an exact 0."""
    if type(im) is int and im == 0:
        return re
    ti, tr = type(im), type(re)
    if (ti is float) != (tr is float):
        re, im = _alike(_to_machine(re), _to_machine(im))
    elif ti is BigReal and tr is not BigReal and re != 0:
        re = big(re, max(im.precision, 1))
    elif tr is BigReal and ti is not BigReal:
        im = big(im, max(re.precision, 1))
    return Complex(re, im)


def _to_machine(x: Any) -> Any:
    try:
        r = float(x)
    except OverflowError:
        return _coarse(x)
    return r if r - r == 0.0 or type(x) is float else _coarse(x)


def _alike(re: Any, im: Any) -> tuple[Any, Any]:
    """Two parts of a number, both machine numbers or neither."""
    return (re, im) if type(re) is type(im) else (_wide(re), _wide(im))


def to_machine(x: Any) -> Any:
    """A number as a machine number where its size allows: float, or Complex of floats."""
    if type(x) is Complex:
        return Complex(*_alike(_to_machine(x.re), _to_machine(x.im)))
    return _to_machine(x)


def _settle(x: Any) -> Any:
    """An arbitrary-precision result of machine operands, as a machine number if it fits."""
    if type(x) is BigReal:
        try:
            r = float(x)
        except OverflowError:
            return x
        return r if r - r == 0.0 else x
    return x


def _parts(a: Any) -> tuple[Any, Any]:
    return (a.re, a.im) if type(a) is Complex else (a, 0)


def _wide(a: Any) -> Any:
    return big(a, MACHINE_PRECISION) if type(a) is float else a


def _coarse(a: Any) -> Any:
    """A real number that is too large for a machine number, with no more than the precision of one."""
    return a if type(a) is BigReal and a.precision < MACHINE_PRECISION else big(a, MACHINE_PRECISION)


def _exact(a: Any) -> Any:
    """A machine number as the fraction that it is: machine arithmetic takes what it is given to be exact."""
    return rational(*a.as_integer_ratio()) if type(a) is float else a


def reciprocal(a: Any) -> Any:
    """1/a for a nonzero number."""
    t = type(a)
    if t is int:
        return rational(1, a)
    if t is Rational:
        return rational(a.q, a.p)
    if t is float:
        r = 1.0 / a
        return r if r - r == 0.0 else power_integer(_wide(a), -1)
    return power_integer(a, -1)


def divide(a: Any, b: Any) -> Any:
    """a/b for a nonzero b."""
    if type(b) is float and type(a) in (int, float):
        try:
            r = a / b
            if r - r == 0.0:
                return r
        except OverflowError:
            pass
    return multiply(a, reciprocal(b))


def direct_quotient(a: Any, b: Any) -> Any:
    """a/b of two numbers, or None if b is zero."""
    return None if is_zero(b) else divide(a, b)


def is_zero(a: Any) -> bool:
    """True for every zero: exact, machine, arbitrary precision or complex."""
    t = type(a)
    if t is Complex:
        return is_zero(a.re) and is_zero(a.im)
    return not a.value if t is BigReal else t is not Rational and a == 0


def power_integer(a: Any, n: int) -> Any:
    """a^n; a is not zero where n is negative."""
    t = type(a)
    if t is int:
        if a in (1, -1, 0):
            return 1 if n == 0 or a == 1 else a if a == 0 or n % 2 else 1
        if (a.bit_length() - 1) * abs(n) > MAX_POWER_BITS:
            raise NumberOverflow
        return a**n if n >= 0 else rational(1, a**-n)
    if t is Rational:
        if max(a.p.bit_length(), a.q.bit_length()) * abs(n) > MAX_POWER_BITS:
            raise NumberOverflow
        return Rational(a.p**n, a.q**n) if n > 0 else 1 if n == 0 else rational(a.q**-n, a.p**-n)
    if t is float:
        if a in (1.0, -1.0):  # whatever the exponent
            return a if n % 2 else 1.0
        try:
            r = a**n
            if r - r == 0.0:
                return r
        except OverflowError:
            pass
        return power_integer(_wide(a), n)
    if t is BigReal:
        return _settle_power(a, n)
    if type(a.re) is float:
        try:
            z = complex(a) ** n
            if cmath.isfinite(z):
                return Complex(z.real, z.imag)
        except (OverflowError, ZeroDivisionError):
            pass
        return call(lambda c, x: x**n, Complex(_wide(a.re), _wide(a.im)))
    if n < 0:
        a, n = _invert_complex(a), -n
    result: Any = 1
    while n:
        if n & 1:
            result = multiply(result, a)
        n >>= 1
        if n:
            a = multiply(a, a)
    return result


def _settle_power(a: BigReal, n: int) -> Any:
    if n == 0:
        return 1
    if not a.value:
        return BigReal(a.value, 0, a.accuracy * n)
    from mpmath import libmp, mp

    from .bigreals import bits_of

    precision = max(a.precision - math.log10(abs(n)), 0.01)
    return BigReal(mp.make_mpf(libmp.mpf_pow_int(a.value._mpf_, n, bits_of(a.precision), "n")), precision)


def _invert_complex(a: Complex) -> Any:
    norm = add(multiply(a.re, a.re), multiply(a.im, a.im))
    return make_complex(divide(a.re, norm), divide(negate(a.im), norm))


def power_inexact(a: Any, b: Any) -> Any:
    """a^b of numbers where at least one is inexact and b is no integer; None if there is no finite value."""
    if _has_machine(a) or _has_machine(b):
        return _power_machine(a, b)
    return call(lambda c, x, y: c.power(x, y), a, b)


def _has_machine(a: Any) -> bool:
    return type(a) is float or (type(a) is Complex and type(a.re) is float)


def _power_machine(a: Any, b: Any) -> Any:
    half = type(b) is Rational and b.q == 2 and b.p in (1, -1)
    try:
        if type(a) is Complex or type(b) is Complex or a < 0:
            z = complex(a) if type(a) is Complex else complex(float(a), 0.0)
            if half:
                w = cmath.sqrt(z) if b.p == 1 else 1 / cmath.sqrt(z)
            elif b == 0.5:
                w = cmath.sqrt(z)
            else:
                w = z ** (complex(b) if type(b) is Complex else float(b))
            if cmath.isfinite(w):
                return Complex(w.real, w.imag)
        else:
            x = float(a)
            r = (math.sqrt(x) if b.p == 1 else 1.0 / math.sqrt(x)) if half else math.pow(x, float(b))
            if r - r == 0.0:
                return r
    except (OverflowError, ValueError):
        pass
    except ZeroDivisionError:
        return None
    if is_zero(a):
        return None
    return call(lambda c, x, y: c.power(x, y), *(_widened(x) for x in (a, b)))


def _widened(a: Any) -> Any:
    return Complex(_wide(a.re), _wide(a.im)) if type(a) is Complex else _wide(a)


# ---- comparison ------------------------------------------------------------------------------------------------------


def sign(a: Any) -> int:
    """-1, 0 or 1 of a real number."""
    if type(a) is Rational:
        a = a.p
    elif type(a) is BigReal:
        a = a.value
    return (a > 0) - (a < 0)


def compare(a: Any, b: Any) -> int:
    """-1, 0 or 1: the order of two real numbers."""
    ta, tb = type(a), type(b)
    if (ta is int or ta is float) and (tb is int or tb is float):
        return (a > b) - (a < b)
    return compare_reals(a, b)


def nearly_equal(a: Any, b: Any) -> bool:
    """Equal: exact numbers by value, inexact ones up to their last digits."""
    ta, tb = type(a), type(b)
    if ta is int and tb is int:
        return bool(a == b)
    if ta is float and tb is float:
        return a == b or abs(a - b) <= EQUAL_TOLERANCE * max(abs(a), abs(b))
    if ta is Complex or tb is Complex:
        return _nearly_equal_complex(a, b)
    if not (is_inexact(a) or is_inexact(b)):
        return compare_reals(a, b) == 0
    if ta is float or tb is float:
        try:
            x, y = float(a), float(b)
            return x == y or abs(x - y) <= EQUAL_TOLERANCE * max(abs(x), abs(y))
        except OverflowError:
            return False
    difference = subtract(a, b)
    if is_zero(difference):
        return True
    return difference.precision <= 1.0 and compare_reals(difference, 0) == 0


def _nearly_equal_complex(a: Any, b: Any) -> bool:
    if _has_machine(a) or _has_machine(b):
        try:
            x, y = (complex(z) if type(z) is Complex else complex(float(z), 0.0) for z in (a, b))
        except OverflowError:
            return False
        return abs(x - y) <= EQUAL_TOLERANCE * max(abs(x), abs(y))
    (p, q), (r, s) = _parts(a), _parts(b)
    return nearly_equal(p, r) and nearly_equal(q, s)
