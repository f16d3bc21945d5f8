"""Numbers and strings: the text of a literal -> the value that a builder makes."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from .characters import named, suggestion
from .errors import WLSyntaxError

# More significant digits than this make a number of arbitrary precision out of a literal without a mark.
MACHINE_DIGITS = 17
MACHINE_PRECISION = 15.954589770191003
MAX_EXPONENT = 10_000_000  # of an exact number: beyond it the digits alone would fill the memory

_ESCAPE = re.compile(
    r"\\(?:\[([A-Za-z0-9]+)\]|:([0-9a-fA-F]{4})|\.([0-9a-fA-F]{2})|\|([0-9a-fA-F]{6})|([0-7]{3})|(\r?\n[ \t]*)|(.)|$)",
    re.S,
)
# Box notation inside strings stays as it was written, backslash included.
_SIMPLE = {
    "n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", '"': '"', "\\": "\\", "<": "", ">": "",
    **{c: "\\" + c for c in "!(*)^_/@%&+`"},
}  # fmt: skip
_SURROGATE = re.compile("[\ud800-\udfff]")


def unescape(body: str, text: str, pos: int) -> str:
    """The value of a string whose body, between its quotes, starts at `pos`.

    >>> unescape(r"a\\[Alpha]\\n", "", 0)
    'aα\\n'
    """
    if "\\" not in body:
        return body

    def value(match: re.Match[str]) -> str:
        name, four, two, six, octal, line, char = match.groups()
        if name:
            found = named(name)
            if found is None:
                message = f"there is no character \\[{name}]{suggestion(name)}"
                raise WLSyntaxError(message, text, pos + match.start())
            return found.char
        code = four or two or six
        if code or octal:
            number = int(code, 16) if code else int(octal, 8)
            if number > 0x10FFFF:
                raise WLSyntaxError(f"there is no character with the code {code}", text, pos + match.start())
            return chr(number)
        if line:
            return ""
        simple = _SIMPLE.get(char)
        if simple is None:
            message = f"\\{char or ''} means nothing inside a string; a backslash itself is written \\\\"
            raise WLSyntaxError(message, text, pos + match.start())
        return simple

    out = _ESCAPE.sub(value, body)
    if _SURROGATE.search(out):  # a character beyond \:ffff that was written as a pair
        out = out.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return out


def integer(digits: str, base: int = 10) -> int:
    """The value of digits, of any number.

    >>> integer("9" * 10000) == 10**10000 - 1
    True
    """
    if len(digits) <= 4000:  # Python refuses to convert longer ones at once
        return int(digits, base)
    half = len(digits) // 2
    return integer(digits[:-half], base) * base**half + integer(digits[-half:], base)


def number(literal: str, text: str, pos: int, builder: Any) -> Any:
    """The node of a number literal that starts at `pos`."""
    if literal.isdigit():
        return builder.integer(integer(literal))
    body, has_exponent, exponent = literal.partition("*^")
    body, has_mark, mark = body.partition("`")
    base, has_base, digits = body.rpartition("^^")
    radix = int(base) if has_base and len(base) < 3 else 0 if has_base else 10
    if not 2 <= radix <= 36:
        raise WLSyntaxError(f"the base {base} is not between 2 and 36", text, pos)
    whole, point, part = digits.partition(".")
    if has_base:
        for i, digit in enumerate(digits):
            if digit != "." and int(digit, 36) >= radix:
                raise WLSyntaxError(f"{digit} is not a digit in base {radix}", text, pos + len(base) + 2 + i)
    if len(exponent) > 400:
        raise WLSyntaxError("the exponent is too large", text, pos)
    power = int(exponent) if has_exponent else 0
    if not point and not has_mark:
        return _exact(integer(whole, radix), radix, power, text, pos, builder)
    significant = len((whole + part).lstrip("0"))
    if radix == 10 and not mark and significant <= MACHINE_DIGITS:
        value = float(f"{digits}e{power}")
        if value - value == 0.0 and (value or not significant):
            return builder.real(value)
    # What is left over is rare: other bases, marks, long, huge and tiny numbers.
    from fractions import Fraction

    if abs(power) > MAX_EXPONENT:
        raise WLSyntaxError("the exponent is too large", text, pos)
    p, q = integer(whole + part or "0", radix), radix ** (len(part) + max(-power, 0))
    exact = Fraction(p * radix ** max(power, 0), q)
    if mark.startswith("`"):
        return builder.marked(exact, "a", float(mark[1:]))
    if mark:
        return builder.marked(exact, "p", float(mark))
    if radix == 10 and significant > MACHINE_DIGITS and not has_mark:
        return builder.marked(exact, "p", _precision(exact, len(part) - power))
    try:
        value = float(exact)
    except OverflowError:
        value = 0.0
    return builder.real(value) if value or not exact else builder.marked(exact, "p", MACHINE_PRECISION)


def _exact(value: int, radix: int, power: int, text: str, pos: int, builder: Any) -> Any:
    if value and abs(power) > MAX_EXPONENT:
        raise WLSyntaxError("the exponent is too large", text, pos)
    if power >= 0 or not value:
        return builder.integer(value * radix**power if value else 0)
    from math import gcd

    q = radix**-power
    common = gcd(value, q)
    return builder.integer(value // common) if common == q else builder.rational(value // common, q // common)


def _precision(value: Any, places: int) -> float:
    """Digits of a number of which `places` stand behind its point."""
    from math import log10

    return round(log10(value.numerator) - log10(value.denominator) + places, 10)


_NUM = r"-?+(?:[0-9]++(?:\.(?!\.)[0-9]*+)?+|\.[0-9]++)(?:\*\^-?+[0-9]++)?+"
_WHITE = r"[ \t\r\n]*+"
_MAX_RANK = 6
_OPENERS = re.compile(rf"(?:\{{{_WHITE}){{1,{_MAX_RANK}}}+(?=[-.0-9])")
_UNSAFE = re.compile(r"[0-9.]{19}|\*\^-?[0-9]{3}")
_BARE = str.maketrans("", "", "{} \t\r\n")
_SKELETON = str.maketrans("", "", "0123456789.-*^ \t\r\n")


@cache
def _row(rank: int) -> re.Pattern[str]:
    source = _NUM
    for _ in range(rank):
        source = rf"\{{{_WHITE}{source}(?:{_WHITE},{_WHITE}{source})*+{_WHITE}\}}"
    return re.compile(source)


def numbers(text: str, pos: int) -> tuple[list[Any], tuple[int, ...], int] | None:
    """Values, shape and end of the rectangular list of numbers at `pos`; None if another kind of list stands there.

    It is all int or all float and has no base, no mark and no number that a float does not hold.

    >>> numbers("{{1, 2}, {3, 4}}", 0)
    ([1, 2, 3, 4], (2, 2), 16)
    >>> numbers("{1, 2.5}", 0) is None
    True
    """
    opener = _OPENERS.match(text, pos)
    if opener is None:
        return None
    rank = opener[0].count("{")
    found = _row(rank).match(text, pos)
    if found is None:
        return None
    source = found[0]
    points = source.count(".")
    if points and _UNSAFE.search(source) or not points and "*" in source:
        return None
    shape = _shape(source.translate(_SKELETON), rank)
    if shape is None:
        return None
    words = source.translate(_BARE).replace("*^", "e").split(",")
    if points and points != len(words):
        return None
    try:
        values: list[Any] = list(map(float, words)) if points else list(map(int, words))
    except ValueError:  # an integer too long for Python to convert at once
        return None
    return values, shape, found.end()


def _shape(skeleton: str, rank: int) -> tuple[int, ...] | None:
    """The shape of a nested list of which only braces and commas are left; None if its rows differ in length."""
    sizes = []
    for level in range(rank):
        row = skeleton[rank - 1 - level : skeleton.index("}") + 1]
        sizes.append(row.count(",") + 1)
        skeleton = skeleton.replace(row, "x")
        if level + 1 < rank and "}" not in skeleton:
            return None
    return tuple(reversed(sizes)) if skeleton == "x" else None
