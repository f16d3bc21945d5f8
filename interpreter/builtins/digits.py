"""Digits of integers and reals in any base."""

from __future__ import annotations

import string

from .. import symbols as S
from ..declare import builtin
from ..expr import Expr, Symbol, is_list, make_list
from ..numerics.algebra import product_of, sum_of
from ..numerics.bigreals import precision_of
from ..numerics.numbers import BigReal, Rational, as_fraction, rational
from ..numerics.numeric import evaluate_to, real_value
from ..numerics.powers import power_of
from ..numerics.quadratics import periodic_terms, periodic_value, quadratic
from ..packed import pack

_GLYPHS = string.digits + string.ascii_lowercase
_BASE = "Base `1` is not an integer greater than 1."


def digits_of(n: int, base: int) -> list[int]:
    """The digits of n >= 0, the first one first; halving the number keeps long ones fast."""
    if n < base:
        return [n]
    if base == 10 and n.bit_length() < 10_000:
        return [ord(c) - 48 for c in str(n)]
    if n.bit_length() < 512:
        out = []
        while n:
            n, d = divmod(n, base)
            out.append(d)
        return out[::-1]
    half, power = 1, base
    while power * power <= n:
        half, power = half * 2, power * power
    high, low = divmod(n, power)
    tail = digits_of(low, base)
    return digits_of(high, base) + [0] * (half - len(tail)) + tail


def number_of(digits, base: int) -> int:
    """The integer with these digits, by halves."""
    if len(digits) <= 64:
        n = 0
        for d in digits:
            n = n * base + d
        return n
    half = len(digits) // 2
    return number_of(digits[:-half], base) * base**half + number_of(digits[-half:], base)


@builtin(
    "IntegerDigits[n_Integer]", "IntegerDigits[n_Integer, base_Integer]",
    "IntegerDigits[n_Integer, base_Integer, length_Integer]", attributes="Listable Protected", base=_BASE,
)  # fmt: skip
def integer_digits(n, base=10, length=None, *, say):
    """IntegerDigits[n] gives the decimal digits of n; IntegerDigits[n, b] those in base b.

    IntegerDigits[n, b, k] gives k digits, padded on the left or cut there.

    >>> {IntegerDigits[1234], IntegerDigits[10, 2], IntegerDigits[5, 2, 8]}
    {{1, 2, 3, 4}, {1, 0, 1, 0}, {0, 0, 0, 0, 0, 1, 0, 1}}
    """
    if base < 2:
        say("base", base)
        return None
    digits = digits_of(abs(n), base)
    if length is not None:
        digits = [0] * (length - len(digits)) + digits[max(len(digits) - length, 0) :]
    return pack(digits)


@builtin("FromDigits[digits_]", "FromDigits[digits_, base_]")
def from_digits(digits, base=10, *, session):
    """FromDigits[list] gives the integer with these decimal digits; FromDigits[list, b] takes them in base b.

    The digits may also come as a string, or as {digits, position of the point}.

    >>> {FromDigits[{1, 2, 3}], FromDigits[{1, 0, 1}, 2], FromDigits["ff", 16], FromDigits[{a, b}, x]}
    {123, 5, 255, b + a x}
    """
    if type(digits) is str:
        if not all(c in _GLYPHS for c in digits.lower()):
            return None
        values = [_GLYPHS.index(c) for c in digits.lower()]
    elif is_list(digits):
        values = list(digits.args)
        if len(values) == 2 and is_list(values[0]) and type(values[1]) is int:
            whole = Expr(S.FromDigits, (values[0], base))
            return Expr(S.Times, (whole, Expr(S.Power, (base, values[1] - len(values[0])))))
    else:
        return None
    if type(base) is int and all(type(d) is int for d in values):
        return number_of(values, base)
    n = 0
    for d in values:
        n = sum_of(product_of(n, base, session=session), d, session=session)
    if type(n) in (int, float):
        return n
    top = len(values) - 1
    terms = [product_of(d, power_of(base, top - i, session), session=session) for i, d in enumerate(values)]
    return sum_of(*terms, session=session)


@builtin("IntegerLength[n_Integer]", "IntegerLength[n_Integer, base_Integer]", attributes="Listable Protected",
         base=_BASE)  # fmt: skip
def integer_length(n, base=10, *, say):
    """IntegerLength[n] gives the number of decimal digits of n; IntegerLength[n, b] that in base b.

    >>> {IntegerLength[1234], IntegerLength[255, 2], IntegerLength[0]}
    {4, 8, 0}
    """
    if base < 2:
        say("base", base)
        return None
    n = abs(n)
    if base == 2 or not n:
        return n.bit_length()
    k = int((n.bit_length() - 1) / (base.bit_length() or 1))
    power = base**k
    while power <= n:
        k, power = k + 1, power * base
    return k


@builtin("DigitCount[n_Integer]", "DigitCount[n_Integer, base_Integer]", "DigitCount[n_Integer, base_Integer, d_]",
         attributes="Listable Protected", base=_BASE)  # fmt: skip
def digit_count(n, base=10, d=None, *, say):
    """DigitCount[n] counts the digits 1, 2, ..., 9, 0 of n; DigitCount[n, b, d] the digit d in base b.

    >>> {DigitCount[100121], DigitCount[242442, 10, 2], DigitCount[13, 2, 1]}
    {{3, 1, 0, 0, 0, 0, 0, 0, 0, 2}, 3, 3}
    """
    if base < 2:
        say("base", base)
        return None
    digits = digits_of(abs(n), base)
    if d is None:
        return make_list([digits.count(k) for k in (*range(1, base), 0)])
    return digits.count(d) if type(d) is int else None


@builtin("DigitSum[n_Integer]", "DigitSum[n_Integer, base_Integer]", attributes="Listable Protected", base=_BASE)
def digit_sum(n, base=10, *, say):
    """DigitSum[n] gives the sum of the decimal digits of n; DigitSum[n, b] that in base b.

    >>> {DigitSum[1234], DigitSum[255, 2]}
    {10, 8}
    """
    if base < 2:
        say("base", base)
        return None
    return sum(digits_of(abs(n), base))


@builtin("IntegerReverse[n_Integer]", "IntegerReverse[n_Integer, base_Integer]", attributes="Listable Protected")
def integer_reverse(n, base=10):
    """IntegerReverse[n] gives the integer with the decimal digits of n in reverse order.

    >>> {IntegerReverse[1230], IntegerReverse[6, 2]}
    {321, 3}
    """
    return number_of(digits_of(abs(n), base)[::-1], base) if base > 1 else None


@builtin("IntegerString[n_Integer]", "IntegerString[n_Integer, base_Integer]",
         "IntegerString[n_Integer, base_Integer, length_Integer]", attributes="Listable Protected",
         basf="Base `1` is not an integer from 2 to 36.")  # fmt: skip
def integer_string(n, base=10, length=None, *, say):
    """IntegerString[n] gives the decimal digits of n as a string; IntegerString[n, b, k] k digits in base b.

    >>> {IntegerString[255, 16], IntegerString[5, 2, 8]}
    {ff, 00000101}
    """
    if not 2 <= base <= 36:
        say("basf", base)
        return None
    text = "".join([_GLYPHS[d] for d in digits_of(abs(n), base)])
    return text if length is None else text.rjust(length, "0")[-length:] if length else ""


@builtin("IntegerExponent[n_Integer]", "IntegerExponent[n_Integer, base_Integer]", attributes="Listable Protected")
def integer_exponent(n, base=10):
    """IntegerExponent[n, b] gives the greatest power of b that divides n; IntegerExponent[n] that of 10.

    >>> {IntegerExponent[1200], IntegerExponent[48, 2]}
    {2, 4}
    """
    if n == 0:
        return Expr(S.DirectedInfinity, (1,))
    if base < 2:
        return None
    k = 0
    while n % base == 0:
        n, k = n // base, k + 1
    return k


@builtin(
    "RealDigits[x_]", "RealDigits[x_, base_Integer]", "RealDigits[x_, base_Integer, n_Integer]",
    attributes="Listable Protected", ndig="The number of digits to give has to be said for `1`.",
)  # fmt: skip
def real_digits(x, base=10, n=None, *, session, say):
    """RealDigits[x] gives {digits of x, number of digits before the point}; RealDigits[x, b, n] n digits in base b.

    Of a fraction the repeating digits come as a list of their own.

    >>> {RealDigits[123.5], RealDigits[1/7], RealDigits[Pi, 10, 5]}
    {{{1, 2, 3, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 3}, {{{1, 4, 2, 8, 5, 7}}, 0}, {{3, 1, 4, 1, 5}, 1}}
    """
    if base < 2:
        return None
    if type(x) in (int, Rational) and n is None:
        return _exact_digits(x, base)
    value = x
    if type(x) not in (int, Rational, float, BigReal):
        if n is None:
            if real_value(x, session) is not None:
                say("ndig", x)
            return None
        value, _ = evaluate_to(x, n * _log10(base) + 5, session)
    if type(value) not in (int, Rational, float, BigReal):
        return None
    p, q = as_fraction(value)
    p = abs(p)
    if n is None:
        n = round(precision_of(value) / _log10(base))
    if not p:
        return make_list((make_list([0] * n), 1))
    e = _digits_before_point(p, q, base)
    shift = n - e
    scaled = p * base**shift if shift >= 0 else p
    bottom = q if shift >= 0 else q * base**-shift
    if type(x) in (float, BigReal):
        rounded = (2 * scaled + bottom) // (2 * bottom)
        if rounded == base**n:
            rounded, e = rounded // base, e + 1
    else:
        rounded = scaled // bottom
    digits = digits_of(rounded, base)
    return make_list((make_list([0] * (n - len(digits)) + digits), e))


def _log10(base):
    from math import log10

    return log10(base)


def _digits_before_point(p, q, base):
    """e with base^(e-1) <= p/q < base^e."""
    from math import log

    e = int((p.bit_length() - q.bit_length()) / log(base, 2))
    while (p >= q * base**e) if e >= 0 else (p * base**-e >= q):
        e += 1
    while (p < q * base ** (e - 1)) if e > 0 else (p * base ** (1 - e) < q):
        e -= 1
    return e


def _exact_digits(x, base):
    p, q = as_fraction(x)
    p = abs(p)
    if not p:
        return make_list((make_list([0]), 1))
    e = _digits_before_point(p, q, base)
    n, rest = divmod(p, q)
    digits = digits_of(n, base) if n else []
    seen: dict[int, int] = {}
    skip = n == 0
    while rest and rest not in seen:
        if not skip:
            seen[rest] = len(digits)
        d, new = divmod(rest * base, q)
        if skip and d == 0:
            rest = new
            continue
        if skip:
            skip = False
            seen[rest] = len(digits)
        digits.append(d)
        rest = new
    if rest:
        start = seen[rest]
        return make_list((make_list([*digits[:start], make_list(digits[start:])]), e))
    while len(digits) > 1 and digits[-1] == 0 and len(digits) > e:
        digits.pop()
    return make_list((make_list(digits), e))


@builtin("ContinuedFraction[x_]", "ContinuedFraction[x_, n_Integer]", attributes="Listable Protected")
def continued_fraction(x, n=None, *, session):
    """ContinuedFraction[x] gives the terms of the continued fraction of x; ContinuedFraction[x, n] the first n.

    The terms of a quadratic irrational end in the list of those that come again and again.

    >>> {ContinuedFraction[47/17], ContinuedFraction[Pi, 5], ContinuedFraction[Sqrt[13]]}
    {{2, 1, 3, 4}, {3, 7, 15, 1, 292}, {3, {1, 1, 1, 1, 6}}}
    """
    value = x
    if n is None and isinstance(x, (Expr, Symbol)):
        irrational = quadratic(x)
        if irrational is None or not irrational.d:
            return None
        before, period = periodic_terms(irrational)
        return make_list([*before, make_list(period)])
    if type(x) not in (int, Rational):
        if n is None and type(x) is not float and type(x) is not BigReal:
            return None
        if type(x) not in (float, BigReal):
            value, _ = evaluate_to(x, 2 * n + 20, session)
        if type(value) not in (int, float, Rational, BigReal):
            return None
    inexact = type(value) in (float, BigReal)
    p, q = as_fraction(value)
    limit = q if not inexact else int(10 ** (precision_of(value) / 2))
    out, h, k = [], 0, 1
    while q and (n is None or len(out) < n):
        a = p // q
        h, k = k, a * k + h if out else 1
        if inexact and k > limit:
            break
        out.append(a)
        p, q = q, p - a * q
    return make_list(out)


@builtin("FromContinuedFraction[list_List]")
def from_continued_fraction(list, *, session):
    """FromContinuedFraction[{a, b, c, ...}] gives a + 1/(b + 1/(c + ...)).

    A list at the end stands for terms that come again and again.

    >>> {FromContinuedFraction[{2, 1, 3, 4}], FromContinuedFraction[{1, {2}}]}
    {47/17, Sqrt[2]}
    """
    if list.args and is_list(list.args[-1]):
        *before, period = list.args
        if not all([type(a) is int for a in (*before, *period.args)]):
            return None
        value = periodic_value(before, [*period.args])
        if value is None:
            return None
        a, b = (rational(x.numerator, x.denominator) for x in (value.a, value.b))
        return sum_of(a, product_of(b, power_of(value.d, Rational(1, 2), session)))
    result = None
    for a in reversed(list.args):
        result = a if result is None else sum_of(a, power_of(result, -1, session), session=session)
    return result


