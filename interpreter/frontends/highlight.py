"""Colours for what is being typed: the grammar's own tokens, each classified by its text.

Colour and parser cannot disagree: where the lexer finds an error, the rest keeps the colour of plain text.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.lexers import Lexer

from ...grammar import WLSyntaxError, tokens


class Span(NamedTuple):
    start: int
    end: int
    kind: str


STYLE = {
    "comment": "ansibrightblack italic",
    "string": "ansigreen",
    "number": "ansimagenta",
    "pattern": "ansicyan",
    "slot": "ansicyan",
    "undefined": "ansiblue",
    "unmatched": "ansired bold",
    "prompt": "ansigreen",
}
PAIRS = {"[": "]", "[[": "]]", "(": ")", "{": "}", "<|": "|>", "⟦": "⟧", "⌊": "⌋", "⌈": "⌉", "⟨": "⟩"}
_CLOSERS = frozenset(PAIRS.values())


def spans(text: str, known: Callable[[str], bool] = lambda name: True) -> list[Span]:
    """The coloured parts of a text in order; names for which `known` is false are "undefined"."""
    found: list[Span] = []
    opened: list[Span] = []
    pos = 0
    while pos < len(text):
        begin = pos
        try:
            for token in tokens(text, pos):
                start, end = token.start_pos, token.end_pos
                if token.type == "END":
                    pos = max(end, begin + 1) if start == end else end
                    continue
                _comments(text, pos, start, found)
                pos = max(pos, end)
                if end > start:
                    _classify(text, Span(start, end, ""), opened, found, known)
        except WLSyntaxError as error:
            at = max(getattr(error, "pos", pos), pos)
            _comments(text, pos, at, found)
            kind = "string" if text.startswith('"', at) else "comment" if text.startswith("(*", at) else "plain"
            found.append(Span(at, len(text), kind))
            break
        if pos == begin:
            break
    _comments(text, pos, len(text), found)
    found += [Span(s.start, s.end, "unmatched") for s in opened]
    return sorted(found)


def _comments(text: str, start: int, end: int, found: list[Span]) -> None:
    """Between two tokens there is only white space and comments."""
    gap = text[start:end]
    if "(*" in gap:
        found.append(Span(start + gap.index("(*"), start + len(gap.rstrip()), "comment"))


def _classify(text: str, span: Span, opened: list[Span], found: list[Span], known: Callable[[str], bool]) -> None:
    word = text[span.start : span.end]
    first = word[0]
    if word in PAIRS:
        opened.append(span)
    elif word in _CLOSERS:
        if opened and PAIRS[text[opened[-1].start : opened[-1].end]] == word:
            opened.pop()
        else:
            found.append(span._replace(kind="unmatched"))
    elif first == '"':
        found.append(span._replace(kind="string"))
    elif first.isdigit() or (first == "." and word[1:2].isdigit()):
        found.append(span._replace(kind="number"))
    elif first in "#%":
        found.append(span._replace(kind="slot"))
    elif "_" in word:
        found.append(span._replace(kind="pattern"))
    elif (first.isalpha() or first in "$`") and not known(word):
        found.append(span._replace(kind="undefined"))


class Highlighter(Lexer):
    """The spans as prompt_toolkit wants them: fragments by line."""

    def __init__(self, known: Callable[[str], bool]) -> None:
        self.known = known

    def lex_document(self, document: Document) -> Callable[[int], StyleAndTextTuples]:
        text = document.text
        lines: list[StyleAndTextTuples] = [[]]

        def add(part: str, style: str) -> None:
            for i, piece in enumerate(part.split("\n")):
                if i:
                    lines.append([])
                if piece:
                    lines[-1].append((style, piece))

        pos = 0
        for span in spans(text, self.known):
            if span.end <= pos:
                continue
            add(text[pos : span.start], "")
            add(text[max(span.start, pos) : span.end], f"class:{span.kind}")
            pos = span.end
        add(text[pos:], "")
        return lambda number: lines[number] if number < len(lines) else []
