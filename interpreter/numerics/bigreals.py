"""The gateway to mpmath: arithmetic and functions of arbitrary-precision numbers with their precision tracked.

mpmath's own context is process-wide and mutable, so every thread has a context of its own here, and nothing outside
this file imports mpmath.  Uncertainties add: the absolute ones of a sum, the relative ones of a product; the result
of a function is as uncertain as the difference that the uncertainty of its arguments makes.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from math import ceil, isfinite, log10
from typing import Any

from .numbers import LOG10_2, BigReal, Complex, Rational, complex_number, magnitude

MACHINE_PRECISION = 53 * LOG10_2
GUARD_BITS = 12
_here = threading.local()


def context(digits: float) -> Any:
    """This thread's mpmath context, set to work with that many decimal digits."""
    c = getattr(_here, "context", None)
    if c is None:
        import mpmath

        c = _here.context = mpmath.MPContext()
    c.prec = bits_of(digits)
    return c


def own_context(digits: float) -> Any:
    """A new context, for work in which expressions are evaluated on the way: that changes the thread's own one."""
    import mpmath

    c = mpmath.MPContext()
    c.prec = bits_of(digits)
    return c


def bits_of(digits: float) -> int:
    """Bits that hold a number of decimal digits, with a few to spare."""
    return max(ceil(digits / LOG10_2), 1) + GUARD_BITS


def _mpf(raw: Any) -> Any:
    import mpmath

    return mpmath.mp.make_mpf(raw)


def big(x: Any, precision: float) -> Any:
    """A real number as a BigReal of this precision (in digits); a BigReal is rounded or padded to it."""
    from mpmath import libmp

    bits, t = bits_of(precision), type(x)
    if t is int:
        if not x:
            return 0
        raw = libmp.from_int(x, bits, "n")
    elif t is Rational:
        raw = libmp.from_rational(x.p, x.q, bits, "n")
    elif t is float:
        raw = libmp.from_float(x, bits, "n")
    else:
        if not x.value:
            return BigReal(x.value, 0, x.accuracy)
        raw = libmp.mpf_pos(x.value._mpf_, bits, "n")
    return BigReal(_mpf(raw), precision)


def parse_real(digits: str, exponent: int, precision: float) -> Any:
    """The BigReal of a decimal literal such as 1.5 times 10^exponent, correctly rounded."""
    from mpmath import libmp

    return BigReal(_mpf(libmp.from_str(f"{digits}e{exponent}", bits_of(precision), "n")), precision)


def from_mp(value: Any, accuracy: float) -> Any:
    """An mpmath result, known to 10^-accuracy, as a number: parts below that are a zero of that accuracy.

    None for what is no number: infinities and NaN.
    """
    if hasattr(value, "_mpc_"):
        parts = [_mpf(p) for p in value._mpc_]
        # a part that is zero without rounding is an exact 0
        re, im = (_real(p, accuracy) if p else 0 for p in parts)
        return None if re is None or im is None else complex_number(re, im)
    return _real(_mpf(value._mpf_), accuracy)


def _real(value: Any, accuracy: float) -> Any:
    from mpmath import libmp

    raw = value._mpf_
    if raw in (libmp.finf, libmp.fninf, libmp.fnan):
        return None
    if raw == libmp.fzero:
        return 0 if accuracy == float("inf") else BigReal(value, 0, accuracy)
    precision = accuracy + magnitude(value)
    if precision <= 0:
        return BigReal(_mpf(libmp.fzero), 0, accuracy)
    return BigReal(_mpf(libmp.mpf_pos(raw, bits_of(precision), "n")), precision)


def to_mp(x: Any, c: Any) -> Any:
    """Any number as a value of an mpmath context."""
    t = type(x)
    if t is Complex:
        return c.mpc(to_mp(x.re, c), to_mp(x.im, c))
    if t is Rational:
        return c.mpf(x.p) / x.q
    if t is BigReal:
        return c.make_mpf(x.value._mpf_)
    return c.mpf(x)


def precision_of(x: Any) -> float:
    """Decimal digits that are known of a number: infinite for an exact one, a complex one by its absolute value."""
    t = type(x)
    if t is float:
        return MACHINE_PRECISION
    if t is BigReal:
        return x.precision
    if t is Complex:
        if type(x.re) is float or type(x.im) is float:
            return MACHINE_PRECISION
        accuracy = accuracy_of(x)
        return accuracy if accuracy == float("inf") else max(accuracy + _size(x), 0.0)
    return float("inf")


def accuracy_of(x: Any) -> float:
    """Decimal digits that are known to the right of the decimal point."""
    t = type(x)
    if t is float:
        # a machine zero is taken to be as accurate as the least normal number is precise
        return MACHINE_PRECISION - log10(abs(x)) if x else 307.65265556858878 + 0 * MACHINE_PRECISION
    if t is BigReal:
        return x.accuracy
    if t is Complex:
        re, im = accuracy_of(x.re), accuracy_of(x.im)
        if re == float("inf") or im == float("inf"):
            return min(re, im)
        low = min(re, im)
        return low - 0.5 * log10(1 + 10.0 ** (2 * max(low - max(re, im), -300.0)))
    return float("inf")


def _size(x: Complex) -> float:
    c = context(20)
    size = abs(to_mp(x, c))
    return magnitude(size) if size else float("-inf")


# ---- sums and products -----------------------------------------------------------------------------------------------


def _raw(x: Any, bits: int) -> Any:
    from mpmath import libmp

    t = type(x)
    if t is BigReal:
        return x.value._mpf_
    if t is int:
        return libmp.from_int(x)
    return libmp.from_rational(x.p, x.q, bits, "n")


def add_big(a: Any, b: Any) -> Any:
    """The sum of two reals, at least one of them a BigReal, none a float."""
    from mpmath import libmp

    accuracy = _combine(accuracy_of(a), accuracy_of(b))
    top = max(_bound(a), _bound(b))
    bits = bits_of(max(accuracy + top, 1) + 1)
    total = _real(_mpf(libmp.mpf_add(_raw(a, bits), _raw(b, bits), bits, "n")), accuracy)
    for x in (a, b):  # of the size and accuracy of one part: its very precision, not one rounded on the way
        if type(x) is BigReal and x.accuracy == accuracy and total.value and _bound(total) == _bound(x):
            return BigReal(total.value, x.precision)
    return total


def _combine(a: float, b: float) -> float:
    """-log10(10^-a + 10^-b)."""
    low, high = min(a, b), max(a, b)
    return low if high - low > 17 else low - log10(1 + 10.0 ** (low - high))


def _log(x: Any) -> float:
    t = type(x)
    if t is int:
        return x.bit_length() * LOG10_2
    return (x.p.bit_length() - x.q.bit_length() + 1) * LOG10_2 if t is Rational else 0.0


def _bound(x: Any) -> float:
    """log10 of the size of a real, of its uncertainty if it is a zero."""
    if type(x) is not BigReal:
        return _log(x)
    return magnitude(x.value) if x.value else -x.accuracy


def multiply_big(a: Any, b: Any) -> Any:
    """The product of two reals, at least one of them a BigReal, none a float."""
    from mpmath import libmp

    if a == 0 or b == 0:  # an exact zero: nothing is left to be uncertain
        return 0
    pa, pb = precision_of(a), precision_of(b)
    for x, y in ((a, b), (b, a)):
        if type(x) is BigReal and not x.value:
            return BigReal(x.value, 0, x.accuracy - _bound(y))
    precision = _combine(pa, pb)
    if precision <= 0:
        precision = 0.01
    bits = bits_of(precision)
    return BigReal(_mpf(libmp.mpf_mul(_raw(a, bits), _raw(b, bits), bits, "n")), precision)


# ---- functions -------------------------------------------------------------------------------------------------------


def call(function: Callable[..., Any], *args: Any) -> Any:
    """function(context, *arguments) of numbers, with as many digits as the arguments justify.

    The function is evaluated twice, the second time with each inexact argument moved by its uncertainty.
    None if the result is not finite.
    """
    inexact = [a for a in args if precision_of(a) != float("inf")]
    precision = min([precision_of(a) if _nonzero(a) else accuracy_of(a) for a in inexact], default=MACHINE_PRECISION)
    extra = max([abs(_scale(a)) for a in args], default=0.0)
    c = context(precision + 10 + min(extra, 200))
    try:
        values = [to_mp(a, c) for a in args]
        moved = [_move(v, a, c) for v, a in zip(values, args)]
        result = function(c, *values)
        error = abs(function(c, *moved) - result)
    except (ZeroDivisionError, ValueError, OverflowError, c.NoConvergence):
        return None
    size = abs(result)
    if not (c.isfinite(result) and c.isfinite(error)):
        return None
    if error:
        accuracy = -magnitude(error)
    else:
        accuracy = precision + 8 - (magnitude(size) if size else 0)
    if size:  # more digits than were computed are not to be had
        accuracy = min(accuracy, precision + 8 - magnitude(size))
    return from_mp(result, accuracy)


def _nonzero(x: Any) -> bool:
    if type(x) is Complex:
        return _nonzero(x.re) or _nonzero(x.im)
    return bool(x.value) if type(x) is BigReal else bool(x)


def _scale(x: Any) -> float:
    t = type(x)
    if t is Complex:
        return max(_scale(x.re), _scale(x.im))
    if t is BigReal:
        return magnitude(x.value) if x.value else 0.0
    if t is float:
        return log10(abs(x)) if x and isfinite(x) else 0.0
    return _log(x)


def _move(value: Any, x: Any, c: Any) -> Any:
    accuracy = accuracy_of(x)
    return value if accuracy == float("inf") else value + c.mpf(10) ** (-c.mpf(accuracy))
