"""NumberForm and its family: the numbers in an expression with other digits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..expr import Expr, is_list, is_rule
from ..numerics.numbers import BigReal
from ..options import option_name
from .layout import MOST_PAGES, Page, Parts, Style
from .numberoptions import dress_of, dressed
from .numerals import (
    OUTPUT_DIGITS,
    Digits,
    big_output,
    fixed,
    float_digits,
    integer_text,
    mpf_digits,
    output_power,
    spell,
)
from .operations import head_rule
from .outputform import OUTPUT_ATOMS, OUTPUT_RULES, formatter, number_text

Spelling = Callable[[Digits], str]


def digits_of(x: Any, n: int) -> Digits:
    return float_digits(x, n) if type(x) is float else mpf_digits(x.value, n)


def restyled(spell_real: Callable[[Any], str], spell_integer: Callable[[int], str] | None = None) -> Style:
    """OutputForm with other numbers."""

    def real(e: Any, page: Page) -> tuple[int, Parts]:
        return number_text(spell_real(e))

    atoms = {**OUTPUT_ATOMS, float: real, BigReal: real}
    if spell_integer is not None:
        atoms[int] = lambda e, page: number_text(spell_integer(e))
    return Style(atoms, OUTPUT_RULES, head_rule, separate=False)


def places(text: str, count: int) -> str:
    """A decimal with that many digits after its point, zeros among them."""
    mantissa, star, power = text.partition("*")
    whole, _, fraction = mantissa.partition(".")
    return f"{whole}.{fraction[:count].ljust(count, '0')}{star}{power}"


def rounded_to_places(x: Any, count: int, most: int) -> Digits:
    """Digits of x rounded to `count` places after the point, at most `most` in all."""
    exponent = digits_of(x, 1)[2] if x != 0 else 0
    return digits_of(x, max(min(exponent + 1 + count, most), 1))


def _requested(spec: Any) -> tuple[int | None, int | None]:
    """(digits, places) of the second argument: n or {n, f}."""
    if type(spec) is int and spec > 0:
        return spec, None
    if is_list(spec) and len(spec) == 2 and type(spec.args[1]) is int:
        return (spec.args[0] if type(spec.args[0]) is int else None), spec.args[1]
    return None, None


def with_numbers(e: Any, page: Page, spell_number: Callable[[Digits], str], integers: Any = None) -> str:
    """The text of a form's first argument, its reals rounded as the second one says, with the form's options."""
    digits, after = _requested(e.args[1] if len(e.args) > 1 else None)
    dress = dress_of(e.args[1:])
    if dress.plain:
        return _with_numbers(e, page, spell_number, integers, digits, after)
    room = (digits or 0) - (after or 0)
    if e.head.name == "NumberForm":
        spell_number = _spelled_within(dress.fixed)
    return _with_numbers(
        e, page, lambda parts: dressed(spell_number(parts), dress, room),
        lambda n: dressed(integer_text(n), dress, digits or 0), digits, after,
        lambda text: dressed(text, dress, room), spell_number,
    )  # fmt: skip


def _spelled_within(limits: tuple[int, int]) -> Callable[[Digits], str]:
    """Numbers with powers of ten where their exponents are not within limits."""
    return lambda parts: _plainly(parts) if limits[0] <= parts[2] <= limits[1] else _scientific(parts)


def _with_numbers(
    e: Any, page: Page, spell_number: Callable[[Digits], str], integers: Any, digits: int | None, after: int | None,
    dress_places: Callable[[str], str] = str, bare: Callable[[Digits], str] | None = None,
) -> str:  # fmt: skip
    bare = bare or spell_number

    def real(x: Any) -> str:
        if type(x) is BigReal and not x.value:
            return big_output(x)
        if type(x) is float and (x != x or x in (float("inf"), float("-inf"))):
            return str(x)
        n = digits if digits is not None else OUTPUT_DIGITS if type(x) is float else max(round(x.precision), 1)
        if after is None:
            return spell_number(digits_of(x, n))
        return dress_places(places(bare(rounded_to_places(x, after, n)), after))

    return page.inner(restyled(real, integers)).text(e.args[0])


def _plainly(parts: Digits) -> str:
    negative, digits, exponent = parts
    return ("-" if negative else "") + fixed(digits, exponent)


def _scientific(parts: Digits) -> str:
    negative, digits, exponent = parts
    text = fixed(digits, 0)
    return ("-" if negative else "") + (output_power(text, exponent) if exponent else text)


def _engineering(parts: Digits) -> str:
    negative, digits, exponent = parts
    power = exponent // 3 * 3
    text = fixed(digits, exponent - power)
    return ("-" if negative else "") + (output_power(text, power) if power else text)


def _accounting(parts: Digits) -> str:
    text = _plainly((False, *parts[1:]))
    return f"({text})" if parts[0] else text


def _percent(parts: Digits) -> str:
    negative, digits, exponent = parts
    return _plainly((negative, digits, exponent + 2)).removesuffix(".") + "%"


_SPELLINGS: dict[str, Spelling] = {
    "NumberForm": lambda parts: spell(parts, output_power),
    "DecimalForm": _plainly,
    "ScientificForm": _scientific,
    "EngineeringForm": _engineering,
    "AccountingForm": _accounting,
    "PercentForm": _percent,
}


@formatter(*_SPELLINGS)
def show_number_form(e: Any, page: Page) -> Any:
    return with_numbers(e, page, _SPELLINGS[e.head.name]) if e.args and page.level <= MOST_PAGES else None


@formatter("PaddedForm")
def show_padded(e: Any, page: Page) -> Any:
    """PaddedForm[e, n] and PaddedForm[e, {n, f}]: numbers after blanks, in the room of n digits and a sign."""
    if len(e.args) < 2 or page.level > MOST_PAGES:
        return None
    digits, after = _requested(e.args[1])
    width = (digits or 0) + 1  # a place for the sign

    if any(is_rule(a) for a in e.args[2:]):
        left = Expr(S.Rule, (S.NumberPadding, Expr(S.List, (" ", "0"))))
        given = [a for a in e.args[2:] if is_rule(a)]
        said = any(option_name(r.args[0]) == "NumberPadding" for r in given)
        form = Expr(S.NumberForm, (*e.args[:2], *given, *([] if said else [left])))
        return with_numbers(form, page, _SPELLINGS["NumberForm"])
    if is_list(e.args[0]) or type(e.args[0]) in (int, float, BigReal):
        text = with_numbers(e, page, _SPELLINGS["NumberForm"], lambda n: integer_text(n).rjust(width))
        return text.rjust(width + 1) if type(e.args[0]) in (float, BigReal) else text
    return with_numbers(e, page, _SPELLINGS["NumberForm"])


# ---- other bases -----------------------------------------------------------------------------------------------------

_NUMERALS = "0123456789abcdefghijklmnopqrstuvwxyz"


def integer_in_base(n: int, base: int) -> str:
    """The digits of n in a base from 2 to 36, halves of the digits at a time."""
    if n < 0:
        return "-" + integer_in_base(-n, base)
    if base in (2, 8, 16):
        return format(n, {2: "b", 8: "o", 16: "x"}[base])
    powers = [base]
    while powers[-1] * powers[-1] <= n:
        powers.append(powers[-1] * powers[-1])

    def convert(m: int, level: int) -> str:
        if level < 0:
            return _NUMERALS[m]
        high, low = divmod(m, powers[level])
        return convert(high, level - 1) + convert(low, level - 1)

    return convert(n, len(powers) - 1).lstrip("0") or "0"


def real_in_base(x: float, base: int, digits: int) -> str:
    """x with a number of significant digits in a base, trailing zeros dropped."""
    p, q = abs(x).as_integer_ratio()
    scale = 0
    while p * base**scale // q < base ** (digits - 1) and scale < 400 and p:
        scale += 1
    text = integer_in_base((2 * p * base**scale + q) // (2 * q), base).rjust(scale + 1, "0")
    whole, fraction = (text[:-scale], text[-scale:].rstrip("0")) if scale else (text, "")
    return ("-" if x < 0 else "") + f"{whole}.{fraction}"


@formatter("BaseForm")
def show_base(e: Any, page: Page) -> Any:
    """BaseForm[e, b]: numbers written as they are typed in that base, b^^digits."""
    base = e.args[1] if len(e.args) == 2 else None
    if type(base) is not int or not 2 <= base <= 36 or page.level > MOST_PAGES:
        return None

    def based(text: str) -> str:
        return f"-{base}^^{text[1:]}" if text[0] == "-" else f"{base}^^{text}"

    style = restyled(lambda x: based(real_in_base(float(x), base, 20 if base == 2 else OUTPUT_DIGITS)),
                     lambda n: based(integer_in_base(n, base)))  # fmt: skip
    return page.inner(style).text(e.args[0])
