"""Named characters: `\\[Alpha]` and what each is in the syntax.

The kinds: letter (part of names), operator, space, newline, raw (an ASCII character spelled out) and none (no place in
code).  The table is characters.tsv: a line `# kind` begins a section, a line of it is the code point, a tab, the name.
It is read when a character outside ASCII or a `\\[Name]` is first met.
"""

from __future__ import annotations

import os.path
from functools import cache
from typing import NamedTuple

# Letter-like characters that are other spellings of symbols.
SYMBOLS = {
    **{"π": "Pi", "∞": "Infinity", "°": "Degree", "ⅇ": "E", "ⅈ": "I", "ⅉ": "I"},
    **{"\uf74d": "E", "\uf74e": "I", "\uf74f": "I"},
}
# Characters of code in use elsewhere that the table names otherwise.
_SPACES = "\u00a0\u2060\ufeff\uf3a2"


class Named(NamedTuple):
    """A named character."""

    name: str
    char: str
    kind: str


@cache
def table() -> dict[str, Named]:
    """Every named character by its name.

    >>> table()["Alpha"]
    Named(name='Alpha', char='α', kind='letter')
    >>> len(table())
    1102
    """
    out = {}
    kind = ""
    with open(os.path.join(os.path.dirname(__file__), "characters.tsv"), encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#"):
                kind = line[2:-1]
            else:
                code, name = line.rstrip("\n").split("\t")
                out[name] = Named(name, chr(int(code, 16)), kind)
    return out


@cache
def _by_char() -> dict[str, Named]:
    out: dict[str, Named] = {}
    for named in table().values():
        out.setdefault(named.char, named)
    return out


def named(name: str) -> Named | None:
    """The character that `\\[name]` stands for.

    >>> named("Rule").kind
    'operator'
    >>> named("NoSuchCharacter") is None
    True
    """
    return table().get(name)


def name_of(char: str) -> str | None:
    """The name of a character, if it has one.

    >>> name_of("α")
    'Alpha'
    """
    found = _by_char().get(char)
    return found.name if found else None


@cache
def kind_of(char: str) -> str:
    """What a character outside ASCII is in code: letter, operator, space, newline or none.

    A character without a name is a letter, so that names can be written in any script.

    >>> kind_of("é"), kind_of("→"), kind_of("字")
    ('letter', 'operator', 'letter')
    """
    found = _by_char().get(char)
    if found:
        # Some spaces have no place in code by the table; a text that was copied from elsewhere has them all the same.
        return "space" if char in _SPACES else found.kind
    if char in _SPACES or char.isspace():
        return "space"
    return "letter" if char.isprintable() or 0xE000 <= ord(char) <= 0xF8FF else "none"


def suggestion(name: str) -> str:
    """Words for an error message about a name that no character has."""
    from difflib import get_close_matches

    near = get_close_matches(name, table(), 1, 0.75)
    return f" (did you mean \\[{near[0]}]?)" if near else ""
