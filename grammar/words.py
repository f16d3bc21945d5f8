"""Names and patterns that are not plain ASCII: other scripts, `\\[Alpha]`, letter-like characters."""

from __future__ import annotations

import re

from . import operators
from .characters import SYMBOLS, kind_of, named, suggestion
from .errors import WLSyntaxError

_PIECE = re.compile(r"[A-Za-z0-9$`]++|[^\x00-\x7f]|\\\[([A-Za-z0-9]++)\]|\\:([0-9a-fA-F]{4})")
_BLANKS = re.compile(r"___|__|_\.|_")
_NAME = re.compile(r"`?[^0-9`][^`]*(?:`[^0-9`][^`]*)*")
_SYNTAX = frozenset("".join((*operators.BRACKETS, *(closer for closer, _ in operators.BRACKETS.values())))) | {
    glyph
    for table in (operators.PREFIX, operators.INFIX, operators.POSTFIX, operators.SPELLINGS)
    for glyph in table
    if not glyph.isascii()
}


def is_syntax(char: str) -> bool:
    """Whether a character outside ASCII is an operator or a bracket of the table."""
    return char in _SYNTAX


def is_letter(char: str) -> bool:
    """Whether a character outside ASCII can be part of a name."""
    return char not in _SYNTAX and kind_of(char) == "letter"


def scan_name(text: str, pos: int) -> tuple[str, int]:
    """The name at `pos`, with its named characters put in, and its end; "" if there is none.

    >>> scan_name("größe+2", 0)
    ('größe', 5)
    """
    out = []
    while True:
        piece = _PIECE.match(text, pos)
        if piece is None:
            break
        word = piece[0]
        name, code = piece.groups()
        if name:
            found = named(name)
            if found is None:
                raise WLSyntaxError(f"there is no character \\[{name}]{suggestion(name)}", text, pos)
            if found.kind != "letter":
                break
            word = found.char
        elif code:
            word = chr(int(code, 16))
        if not word.isascii() and not is_letter(word):
            break
        out.append(word)
        pos = piece.end()
    return "".join(out), pos


def scan_word(text: str, pos: int) -> tuple[str, str, str, int]:
    """Name, blanks, head and end of the symbol or pattern at `pos`; what it does not have is "".

    >>> scan_word("α_Integer", 0)
    ('α', '_', 'Integer', 9)
    """
    name, end = scan_name(text, pos)
    blanks = _BLANKS.match(text, end)
    head = ""
    if blanks:
        end = blanks.end()
        if blanks[0] != "_." and not text[end : end + 1].isdigit():
            head, end = scan_name(text, end)
    return name, blanks[0] if blanks else "", head, end


def symbol_name(word: str, text: str, pos: int) -> str:
    """The name of the symbol that a word of code stands for.

    >>> symbol_name("π", "", 0)
    'Pi'
    """
    if "`" in word and not _NAME.fullmatch(word):
        raise WLSyntaxError(f"{word} is not a name: letters must follow each ` of a context", text, pos)
    return SYMBOLS.get(word, word)
