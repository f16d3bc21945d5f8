"""Colours for what is being typed: the grammar's own tokens, each by its kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.lexers import Lexer

from ...grammar import tokens


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
    "out": "ansicyan",
    "error": "ansired",
    "undefined": "ansiblue",
    "unmatched": "ansired bold",
    "prompt": "ansigreen",
}
PAIRS = {"[": "]", "(": ")", "{": "}", "<|": "|>", "⟦": "⟧", "⌊": "⌋", "⌈": "⌉", "⟨": "⟩"}
_CLOSERS = frozenset(PAIRS.values())


def spans(text: str, known: Callable[[str], bool] = lambda name: True) -> list[Span]:
    """The coloured parts of a text in order; names for which `known` is false are "undefined"."""
    found: list[Span] = []
    opened: list[Span] = []
    for kind, start, end in tokens(text):
        span = Span(start, end, kind)
        if kind in STYLE:
            found.append(span)
        elif kind == "symbol" and not known(text[start:end]):
            found.append(span._replace(kind="undefined"))
        elif kind == "bracket":
            word = text[start:end]
            if word in PAIRS:
                opened.append(span)
            elif opened and PAIRS[text[opened[-1].start : opened[-1].end]] == word:
                opened.pop()
            elif word in _CLOSERS:
                found.append(span._replace(kind="unmatched"))
    found += [span._replace(kind="unmatched") for span in opened]
    return sorted(found)


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
