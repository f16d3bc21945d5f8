"""The regular expressions of tokens.

Alternatives do not overlap and repetition is possessive, so that no text makes them go back.  They are ASCII but for
OTHER: names and operators outside ASCII are looked up character by character (words.py), which keeps compilation short.
"""

from __future__ import annotations

import re

from . import operators

# A name of ASCII letters, with contexts.  What follows decides whether it ends there: a `_` makes it a pattern, a
# backslash or a character outside ASCII may go on with it.
NAME = r"[A-Za-z$`][A-Za-z0-9$`]*+"
ENDS = r"(?![\\]|[^\x00-\x7f])"
STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
FILE = rf"{STRING}|[A-Za-z0-9_/\\.:$*~?!`\-]++"
MARK = r"(?:``[+-]?[0-9]++(?:\.[0-9]*+)?|`(?:[+-]?(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++))?)?"
DECIMAL = r"[0-9]++(?:\.(?!\.)[0-9]*+)?|\.[0-9]++"
BASED = r"[0-9]++\^\^(?:[0-9a-zA-Z]++(?:\.(?!\.)[0-9a-zA-Z]*+)?|\.[0-9a-zA-Z]++)"


def _trie(words: list[str]) -> str:
    """A pattern that matches the longest of the words."""
    tails: dict[str, list[str]] = {}
    for word in words:
        tails.setdefault(word[0], []).append(word[1:])
    parts = []
    for first, rest in tails.items():
        longer = [tail for tail in rest if tail]
        part = re.escape(first)
        if longer:
            part += _trie(longer) if "" not in rest else f"(?:{_trie(longer)})?"
        parts.append(part)
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"


# These are told apart by what follows them, or take a text with them.
_OWN = {"/.", "=.", ".", "::", ">>", ">>>"}
_GLYPHS = [g for g in {**operators.PREFIX, **operators.INFIX, **operators.POSTFIX} if g.isascii() and g not in _OWN]

MASTER = re.compile(
    r"[ \t\r\f\v]*+(?:"
    + "|".join(
        [
            rf"(?P<SYMBOL>{NAME}(?![_\\]|[^\x00-\x7f]))",
            r"(?P<INTEGER>[0-9]++(?![.`]|\^\^|\*\^))",
            r"(?P<COMMA>,)",
            r"(?P<OPEN>[\[({]|<\|)",
            r"(?P<CLOSE>[\])}]|\|>)",
            r"(?P<NEWLINE>\n)",
            r"(?P<STRING>\")",
            rf"(?P<NUMBER>(?:{BASED}|{DECIMAL}){MARK}(?:\*\^[+-]?[0-9]++)?)",
            rf"(?P<BLANK>(?:{NAME})?(?>(?:___|__|_(?!\.))(?:{NAME})?|_\.){ENDS})",
            rf"(?P<SLOT>\#(?:\#[0-9]*+|[0-9]++|[A-Za-z$][A-Za-z0-9$]*+|{STRING})?)",
            r"(?P<OUT>%(?:[0-9]++|%*+))",
            rf"(?P<GET><<[ \t]*+(?P<getfile>{FILE})?)",
            rf"(?P<PUT>>>>?[ \t]*+(?P<putfile>{FILE})?)",
            rf"(?P<MESSAGE>::[ \t]*+(?P<tag>[A-Za-z$][A-Za-z0-9$]*+|[0-9]++|{STRING})?)",
            r"(?P<UNSET>=[ \t]*+\.(?![0-9.]))",
            rf"(?P<OPERATOR>/\.(?![0-9])|{_trie(_GLYPHS)}|\.)",
            r"(?P<CONTINUED>\\\r?\n)",
            r"(?P<NAMED>\\\[(?P<name>[A-Za-z0-9]++)\])",
            r"(?P<WORD>[A-Za-z$`_]|\\:[0-9a-fA-F]{4})",
            r"(?P<OTHER>[^\x00-\x7f])",
            r"(?P<BOX>\\[(!^_/@%&+)`*])",
        ]
    )
    + ")",
    re.S,
)
_COMMENT = re.compile(r"\(\*|\*\)")
STRING_END = re.compile(STRING, re.S)
WHITE = re.compile(r"[ \t\r\n\f\v]*+")
# ?name at the start of an input
INFORMATION = re.compile(r"(\?\??)[ \t]*+([A-Za-z0-9$`*@]++)[ \t\r]*+(?=\n|\Z)")


def comment_end(text: str, start: int) -> int:
    """The end of the comment whose `(*` is at `start`; -1 if it has none.

    >>> comment_end("(* a (* b *) c *) d", 0)
    17
    """
    depth, pos = 1, start + 2
    while depth:
        found = _COMMENT.search(text, pos)
        if found is None:
            return -1
        depth += 1 if found[0] == "(*" else -1
        pos = found.end()
    return pos
