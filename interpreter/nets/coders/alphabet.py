"""Tables of characters with their codes, as the "Characters" coders take them.

A table is read from left to right; what has a code already keeps it, so that special cases stand before general ones:

    "abc"                   the next codes that are free, one for each
    "abc" -> n              code n for all of them
    "abc" -> Automatic      one new code for all of them
    n ;; m, n ;; m -> code  the characters of these character codes
    LetterCharacter, DigitCharacter, WordCharacter, PunctuationCharacter, WhitespaceCharacter, Automatic (printable
                            ASCII, tab and newline): the characters of the group
    StartOfString, EndOfString, _   the beginning and the end of a string, and every character without a code
    {...}                   all of these; with an arrow, the same code for all of them
"""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator
from typing import Any

from ... import symbols as S
from ...expr import Symbol, expr, has_head, is_list, is_rule, make_list
from .parameters import CoderError
from .strings import uncovered

UNKNOWN_TEXT = "\ufffd"  # what the code for all other characters is written as

_PRINTED = "\t\n" + "".join(map(chr, range(32, 127)))
_GROUPS = {
    S.Automatic: _PRINTED,
    S.LetterCharacter: string.ascii_lowercase + string.ascii_uppercase,
    S.DigitCharacter: string.digits,
    S.WordCharacter: string.ascii_lowercase + string.ascii_uppercase + string.digits,
    S.PunctuationCharacter: string.punctuation,
    S.WhitespaceCharacter: " \t\n",
}
_OTHER = expr(S.Blank)
_VIRTUAL = (S.StartOfString, S.EndOfString)
_LAST_CHARACTER = 0x10FFFF
_MOST = 1 << 20  # a code beyond is a slip, and its unit vectors would fill the memory


class Alphabet:
    """Codes by character and by symbol (StartOfString, EndOfString, Blank for all others), and what codes mean."""

    def __init__(self, table: Any, ignore_case: bool = False) -> None:
        self.ignore_case = ignore_case
        self.codes: dict[Any, int] = {}
        self._free = 1
        self._used: set[int] = set()
        self._read(table)
        if not self.codes:
            raise CoderError("badtable", table)
        self.count = max(self.codes.values())
        self.start, self.end, self.other = (self.codes.get(k) for k in (*_VIRTUAL, S.Blank))
        self.texts = [""] * (self.count + 1)
        for member, code in reversed(self.codes.items()):  # the first of several characters is the one written
            self.texts[code] = member if type(member) is str else ""
        if self.other is not None and not self.texts[self.other]:
            self.texts[self.other] = UNKNOWN_TEXT

    def encode(self, text: str) -> list[int]:
        """The codes of a text, with those of its beginning and end if they have any; CoderError names what has none."""
        get, other = self.codes.get, self.other
        found = [get(c, other) for c in self._cased(text)]
        if other is None and None in found:
            raise uncovered(text[found.index(None)], text)
        start = [] if self.start is None else [self.start]
        end = [] if self.end is None else [self.end]
        return [*start, *found, *end]  # type: ignore[list-item]

    def decode(self, codes: Iterable[int]) -> str:
        """The text of codes."""
        texts = self.texts
        return "".join([texts[c] for c in codes])

    def members(self) -> Any:
        """What is recognised, in the order of the codes."""
        ordered = sorted(self.codes, key=self.codes.__getitem__)
        return make_list(_OTHER if m is S.Blank else m for m in ordered)

    @property
    def filler(self) -> int:
        """The code behind the end: that of EndOfString, else the last one."""
        return self.count if self.end is None else self.end

    # ---- reading -----------------------------------------------------------------------------------------------------

    def _read(self, piece: Any) -> None:
        if is_list(piece):
            for p in piece.args:
                self._read(p)
        elif is_rule(piece):
            members = list(self._members(piece.args[0]))
            code = self._code(piece)
            for m in members:
                self._give(m, code)
        else:
            for m in self._members(piece):
                if m not in self.codes:
                    self._give(m, self._next())

    def _code(self, rule: Any) -> int:
        code = rule.args[1]
        if code is S.Automatic:
            return self._next()
        if type(code) is not int or not 0 < code <= _MOST:
            raise CoderError("badtable", rule)
        return code

    def _next(self) -> int:
        while self._free in self._used:
            self._free += 1
        return self._free

    def _give(self, member: Any, code: int) -> None:
        if member not in self.codes:
            self.codes[member] = code
            self._used.add(code)

    def _cased(self, text: str) -> str:
        # character by character: a text of small letters must not change its length
        return "".join([_small(c) for c in text]) if self.ignore_case else text

    def _members(self, piece: Any) -> Iterator[Any]:
        """The characters and symbols of what stands in a table."""
        if is_list(piece):
            for p in piece.args:
                yield from self._members(p)
        elif type(piece) is str:
            yield from self._cased(piece)
        elif type(piece) is Symbol and piece in _GROUPS:
            yield from self._cased(_GROUPS[piece])
        elif type(piece) is Symbol and piece in _VIRTUAL:
            yield piece
        elif piece == _OTHER:
            yield S.Blank
        else:
            yield from self._cased("".join(map(chr, _span(piece))))


def _small(c: str) -> str:
    small = c.lower()
    return small if len(small) == 1 else c


def _span(piece: Any) -> range:
    """The character codes of n ;; m."""
    low, high = piece.args if has_head(piece, S.Span, 2) else (None, None)
    if type(low) is not int or type(high) is not int or not 0 <= low <= high <= _LAST_CHARACTER:
        raise CoderError("badtable", piece)
    return range(low, high + 1)
