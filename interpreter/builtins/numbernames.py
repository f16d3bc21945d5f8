"""Integers in words and in Roman letters."""

from __future__ import annotations

import re
from typing import Any

from .. import symbols as S
from ..declare import builtin
from ..expr import Expr, is_list, make_list

_HYPHEN = "\u2010"
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_LARGE = (
    "thousand million billion trillion quadrillion quintillion sextillion septillion octillion nonillion decillion "
    "undecillion duodecillion tredecillion quattuordecillion quindecillion sexdecillion septendecillion octodecillion "
    "novemdecillion vigintillion"
).split()
_ORDINALS = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
             "twelve": "twelfth"}  # fmt: skip
_SUFFIXES = {1: "st", 2: "nd", 3: "rd"}
_QUALIFIERS = {"Words", "DigitsWords", "Cardinal", "Ordinal", "English", "Year"}


def _below_thousand(n: int) -> str:
    hundreds, rest = divmod(n, 100)
    words = [f"{_SMALL[hundreds]} hundred"] if hundreds else []
    if rest >= 20:
        tens = _TENS[rest // 10 - 2]
        words.append(tens + (f"{_HYPHEN}{_SMALL[rest % 10]}" if rest % 10 else ""))
    elif rest or not words:
        words.append(_SMALL[rest])
    return " ".join(words)


def _groups(n: int) -> list[tuple[int, str]] | None:
    """(a number below 1000, the name of its power of a thousand), the largest first; None where names end."""
    found: list[tuple[int, str]] = []
    for name in ("", *_LARGE):
        n, group = divmod(n, 1000)
        if group:
            found.append((group, name))
        if not n:
            return found[::-1]
    return None


def _suffix(n: int) -> str:
    return "th" if n % 100 in (11, 12, 13) else _SUFFIXES.get(n % 10, "th")


def ordinal(text: str) -> str:
    """The ordinal of a name: its last word changes."""
    front, last = re.fullmatch(f"(?s)(.*?[ {_HYPHEN}])?([^ {_HYPHEN}]+)", text).groups()  # type: ignore[union-attr]
    if last.isdigit():
        return f"{text}{_suffix(int(last))}"
    ending = "ieth" if last.endswith("y") else f"{last[-1]}h" if last.endswith("t") else f"{last[-1]}th"
    return (front or "") + (_ORDINALS.get(last) or last[:-1] + ending)


def named(n: int, digits: bool) -> str | None:
    """The name of an integer, groups of three digits in words or as numbers."""
    groups = _groups(abs(n))
    if groups is None:
        return None
    parts = [f"{group if digits else _below_thousand(group)} {name}".rstrip() for group, name in groups]
    return ("negative " if n < 0 else "") + (" ".join(parts) if parts else "zero")


def _year(n: int) -> str | None:
    """1984 as nineteen eighty-four."""
    if not 1000 < n < 10000 or n // 100 % 10 == 0:
        return named(n, False)
    front, back = divmod(n, 100)
    rest = "hundred" if not back else f"oh {_SMALL[back]}" if back < 10 else _below_thousand(back)
    return f"{_below_thousand(front)} {rest}"


@builtin("IntegerName[n_]", "IntegerName[n_, qualifier_]",
         qual="`1` does not say how an integer is named.",
         large="There is no name for an integer as large as `1`.")  # fmt: skip
def integer_name(n: Any, qualifier: Any = S.Automatic, *, say: Any) -> Any:
    """IntegerName[n] gives the name of an integer in English, from a thousand on with digits.

    IntegerName[n, "Words"] has words only, IntegerName[n, "DigitsWords"] digits, IntegerName[n, "Ordinal"] gives first,
    second and so on; {"Ordinal", "Words"} says both.

    >>> {IntegerName[-6], IntegerName[1234567], IntegerName[3005, "Words"], IntegerName[112, "Ordinal"]}
    {negative six, 1 million 234 thousand 567, three thousand five, one hundred twelfth}
    """
    if is_list(n):
        return make_list(tuple([Expr(S.IntegerName, (k, qualifier)) for k in n.args]))
    if type(n) is not int:
        return None
    wanted = set(qualifier.args if is_list(qualifier) else () if qualifier is S.Automatic else (qualifier,))
    if not all(type(q) is str for q in wanted) or not wanted <= _QUALIFIERS:
        return say("qual", qualifier)
    if "Year" in wanted:
        found = _year(n)
    else:
        digits = "DigitsWords" in wanted or ("Words" not in wanted and abs(n) >= 1000)
        found = named(n, digits and abs(n) >= 1000)
    if found is None:
        return say("large", n)
    return ordinal(found) if "Ordinal" in wanted else found


_LETTERS = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
            (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_ROMAN = re.compile("M*(?:CM|CD|D?C{0,4})(?:XC|XL|L?X{0,4})(?:IX|IV|V?I{0,4})")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


@builtin("RomanNumeral[n_]", attributes="Listable Protected", range="`1` is no integer from 0 to 3999.")
def roman_numeral(n: Any, *, say: Any) -> Any:
    """RomanNumeral[n] gives an integer from 0 to 3999 in Roman letters.

    >>> RomanNumeral[{4, 1999, 2024}]
    {IV, MCMXCIX, MMXXIV}
    """
    if type(n) is not int:
        return None
    if not 0 <= n <= 3999:
        return say("range", n)
    found = ""
    for value, letters in _LETTERS:
        count, n = divmod(n, value)
        found += letters * count
    return found or "N"


@builtin("FromRomanNumeral[string_]", attributes="Listable Protected", noroman="`1` is no number in Roman letters.")
def from_roman_numeral(string: Any, *, say: Any) -> Any:
    """FromRomanNumeral["string"] gives the integer that Roman letters stand for.

    >>> FromRomanNumeral[{"IV", "MCMXCIX", "mmxxiv"}]
    {4, 1999, 2024}
    """
    if type(string) is not str:
        return None
    letters = string.strip().upper()
    if letters == "N":
        return 0
    if not letters or not _ROMAN.fullmatch(letters):
        return say("noroman", string)
    values = [_VALUES[c] for c in letters]
    return sum(v if v >= after else -v for v, after in zip(values, [*values[1:], 0]))
