"""Numbers as text: the shortest digits that read back for InputForm, six significant digits for OutputForm."""

from __future__ import annotations

import decimal
from collections.abc import Callable
from math import ceil, isfinite
from typing import Any

from ..numerics.numbers import LOG10_2

OUTPUT_DIGITS = 6
# A real is written without an exponent from 10^-5 up to below 10^6.
FIRST_FIXED, LAST_FIXED = -5, 5
_SHORT_BITS = 4096  # below this str() is fast, and never stopped by the limit that Python sets on it

Digits = tuple[bool, str, int]  # negative, digits "d1d2d3...", exponent: d1.d2d3... times 10^exponent


def integer_text(n: int) -> str:
    """The decimal digits of an integer of any size, in about the time of a few multiplications."""
    if -(1 << _SHORT_BITS) < n < 1 << _SHORT_BITS:
        return str(n)
    # Division by powers of ten is slow in Python's integers, multiplication of decimals is not: halves of bits
    # are put together in decimal.  The context is this block's own.
    with decimal.localcontext() as context:
        context.prec, context.Emax, context.Emin = decimal.MAX_PREC, decimal.MAX_EMAX, decimal.MIN_EMIN
        context.traps[decimal.Inexact] = True
        powers: dict[int, decimal.Decimal] = {}

        def power(bits: int) -> decimal.Decimal:
            if bits not in powers:
                half = bits >> 1
                powers[bits] = decimal.Decimal(1 << bits) if bits <= 1024 else power(half) * power(bits - half)
            return powers[bits]

        def convert(m: int, bits: int) -> decimal.Decimal:
            if bits <= 1024:
                return decimal.Decimal(m)
            half = bits >> 1
            high = m >> half
            return convert(high, bits - half) * power(half) + convert(m - (high << half), half)

        return ("-" if n < 0 else "") + f"{convert(abs(n), n.bit_length()):f}"


# ---- digits of reals -------------------------------------------------------------------------------------------------


def float_digits(x: float, digits: int | None = None) -> Digits:
    """The shortest digits that read back as x, or x rounded to a number of significant digits."""
    text = repr(x) if digits is None else f"{x:.{max(digits, 1) - 1}e}"
    mantissa, _, exponent = text.lstrip("-").partition("e")
    whole, _, fraction = mantissa.partition(".")
    shift = int(exponent or 0) + len(whole) - 1
    all_digits = whole + fraction
    significant = all_digits.lstrip("0")
    if not significant:
        return text[0] == "-", "0", 0
    return text[0] == "-", significant.rstrip("0"), shift - (len(all_digits) - len(significant))


def mpf_digits(value: Any, digits: int) -> Digits:
    """An mpf rounded to a number of significant digits, trailing zeros kept."""
    from mpmath import libmp

    sign, text, exponent = libmp.to_digits_exp(value._mpf_, digits + 6)
    text = text.ljust(digits + 1, "0")
    kept, up = text[:digits], text[digits] >= "5"
    if up:
        as_decimal = _plus_one(kept)
        if len(as_decimal) > digits:
            as_decimal, exponent = as_decimal[:digits], exponent + 1
        kept = as_decimal
    return bool(sign) and sign != "+", kept, exponent


def _plus_one(digits: str) -> str:
    """The digits of n + 1 from the digits of n: only the nines at the end change."""
    head = digits.rstrip("9")
    zeros = "0" * (len(digits) - len(head))
    return (head[:-1] + str(int(head[-1]) + 1) if head else "1") + zeros


def exact_mpf_digits(value: Any, precision: float) -> Digits:
    """Digits of an mpf that read back as the same mpf; no more than the precision claims if those do."""
    from mpmath import libmp

    bits = max(value._mpf_[3], ceil(precision / LOG10_2) + 12)
    # Correctly rounded in both directions: this many digits always tell two neighbours of `bits` bits apart.
    enough = ceil(bits * LOG10_2) + 2
    for digits in (max(ceil(precision), 1), enough):
        negative, text, exponent = mpf_digits(value, digits)
        back = libmp.from_str(f"{'-' if negative else ''}{text[0]}.{text[1:] or 0}e{exponent}", bits, "n")
        if back == value._mpf_:
            break
    return negative, text.rstrip("0") or "0", exponent


# ---- digits to text --------------------------------------------------------------------------------------------------


def fixed(digits: str, exponent: int) -> str:
    """Digits with a point and without an exponent: 3. keeps its point."""
    if exponent < 0:
        return "0." + "0" * (-exponent - 1) + digits
    if len(digits) <= exponent + 1:
        return digits + "0" * (exponent + 1 - len(digits)) + "."
    return digits[: exponent + 1] + "." + digits[exponent + 1 :]


def spell(parts: Digits, times_power: Callable[[str, int], str], mark: str = "") -> str:
    """Digits as a number, with an exponent where a plain one would be long.

    `mark` goes between the mantissa and the exponent, as in 1.5`20*^7.
    """
    negative, digits, exponent = parts
    if FIRST_FIXED <= exponent <= LAST_FIXED:
        text = fixed(digits, exponent) + mark
    else:
        text = times_power(fixed(digits, 0) + mark, exponent)
    return "-" + text if negative else text


def input_power(mantissa: str, exponent: int) -> str:
    return f"{mantissa}*^{exponent}"


def output_power(mantissa: str, exponent: int) -> str:
    return f"{mantissa}*10^{exponent}"


def plain(x: float) -> str:
    """A precision or accuracy as a mark is written: 20, 15.95."""
    text = repr(float(x))
    return text[:-2] if text.endswith(".0") else text if "e" not in text else f"{x:.17f}".rstrip("0").rstrip(".")


def real_input(x: float) -> str:
    """A machine real as it is typed: 1.5, 3., 1.*^-7."""
    if not isfinite(x):
        return "Indeterminate" if x != x else "Infinity" if x > 0 else "-Infinity"
    text = repr(x)
    if "e" not in text and text.find(".") <= LAST_FIXED + 1 + (text[0] == "-"):
        return text[:-1] if text.endswith(".0") else text
    return spell(float_digits(x), input_power)


def real_output(x: float, digits: int = OUTPUT_DIGITS) -> str:
    """A machine real with six significant digits: 0.761594, 2.05, 3., 1.23457*10^7."""
    text = f"{x:.{digits}g}"  # the fastest formatting there is; a million numbers come this way
    if "e" not in text and "n" not in text:
        if digits != OUTPUT_DIGITS and not FIRST_FIXED <= float_digits(x, digits)[2] <= LAST_FIXED:
            return spell(float_digits(x, digits), output_power)
        return text if "." in text else ("0." if text == "-0" else text + ".")
    if not isfinite(x):
        return real_input(x)
    return spell(float_digits(x, digits), output_power)


def big_input(x: Any) -> str:
    """An arbitrary-precision real as it is typed: 1.5`20, 1.5`20*^7, and 0``20 for a zero."""
    if not x.value:
        return "0``" + plain(x.accuracy)
    return spell(exact_mpf_digits(x.value, x.precision), input_power, "`" + plain(x.precision))


def big_output(x: Any, digits: int | None = None) -> str:
    """An arbitrary-precision real with as many digits as are known of it."""
    if not x.value:
        return f"0.*10^{-round(x.accuracy)}"
    return spell(mpf_digits(x.value, digits or max(round(x.precision), 1)), output_power)
