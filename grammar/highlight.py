"""Text -> coloured pieces, for highlighters: any text, finished or not, right or wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .characters import named
from .patterns import MASTER, STRING_END, comment_end
from .words import is_syntax, scan_word


class Token(NamedTuple):
    """A piece of text: text[start:end]."""

    kind: str
    start: int
    end: int


_KINDS = {
    "SYMBOL": "symbol",
    "INTEGER": "number",
    "NUMBER": "number",
    "BLANK": "pattern",
    "SLOT": "slot",
    "OUT": "out",
    "GET": "operator",
    "PUT": "operator",
    "MESSAGE": "operator",
    "UNSET": "operator",
    "OPERATOR": "operator",
    "COMMA": "operator",
    "OPEN": "bracket",
    "CLOSE": "bracket",
    "BOX": "error",
}


def tokens(text: str) -> Iterator[Token]:
    """The pieces of a text that are not white space.

    The kinds: symbol, number, string, comment, pattern, slot, out, operator, bracket and error.  Nothing is raised.

    >>> [(kind, "f[x_] (* a"[start:end]) for kind, start, end in tokens("f[x_] (* a")]
    [('symbol', 'f'), ('bracket', '['), ('pattern', 'x_'), ('bracket', ']'), ('comment', '(* a')]
    """
    pos, size = 0, len(text)
    while pos < size:
        m = MASTER.match(text, pos)
        if m is None:
            if not text[pos].isspace():
                yield Token("error", pos, pos + 1)
            pos += 1
            continue
        group: str = m.lastgroup  # type: ignore[assignment]
        start, end = m.span(group)
        kind = _KINDS.get(group, "")
        if group == "OPEN" and text.startswith("(*", start):
            kind, end = "comment", comment_end(text, start)
            end = size if end < 0 else end
        elif group == "STRING":
            whole = STRING_END.match(text, start)
            kind, end = "string", whole.end() if whole else size
        elif group in ("WORD", "NAMED", "OTHER"):
            kind, end = _word(text, start, end, m["name"])
        if kind:
            yield Token(kind, start, end)
        pos = end


def _word(text: str, start: int, end: int, name: str | None) -> tuple[str, int]:
    """Kind and end of a piece that is not plain ASCII; the kind of white space is ""."""
    try:
        _, blanks, _, after = scan_word(text, start)
    except SyntaxError:
        return "error", end
    if after > start:
        return "pattern" if blanks else "symbol", after
    found = named(name) if name else None
    char = found.char if found else text[start]
    if is_syntax(char):
        return "operator", end
    if char.isspace() or found and found.kind in ("space", "newline"):
        return "", end
    return "operator" if found and found.kind in ("raw", "operator") else "error", end
