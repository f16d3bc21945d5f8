"""Steps that divide normalised text into words, by the names of the tokenizers' files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any

from .bytelevel import as_characters, words
from .charclasses import expression
from .tokenizer import ModelError

Step = Callable[[str, bool], list[str]]  # (text, whether it begins the whole) -> words

MARK = "\u2581"  # the sign for a blank in SentencePiece's tokens


# ---- dividing at matches ---------------------------------------------------------------------------------------------


def _stretches(pattern: re.Pattern[str], text: str, invert: bool) -> list[tuple[str, bool]]:
    """The stretches of a text, and whether each is a delimiter."""
    found, position = [], 0
    for m in pattern.finditer(text):
        if m.end() == m.start():
            continue
        if m.start() > position:
            found.append((text[position : m.start()], invert))
        found.append((m[0], not invert))
        position = m.end()
    if position < len(text):
        found.append((text[position:], invert))
    return found


def _removed(stretches: list[tuple[str, bool]]) -> list[str]:
    return [s for s, delimiter in stretches if not delimiter]


def _isolated(stretches: list[tuple[str, bool]]) -> list[str]:
    return [s for s, _ in stretches]


def _with_previous(stretches: list[tuple[str, bool]]) -> list[str]:
    found: list[str] = []
    open_ = False
    for s, delimiter in stretches:
        if delimiter and open_:
            found[-1] += s
        else:
            found.append(s)
        open_ = not delimiter
    return found


def _with_next(stretches: list[tuple[str, bool]]) -> list[str]:
    found: list[str] = []
    open_ = False
    for s, delimiter in stretches:
        if not delimiter and open_:
            found[-1] += s
        else:
            found.append(s)
        open_ = delimiter
    return found


def _contiguous(stretches: list[tuple[str, bool]]) -> list[str]:
    found: list[str] = []
    last = None
    for s, delimiter in stretches:
        if delimiter is last:
            found[-1] += s
        else:
            found.append(s)
        last = delimiter
    return found


_BEHAVIOURS = {
    "Removed": _removed,
    "Isolated": _isolated,
    "MergedWithPrevious": _with_previous,
    "MergedWithNext": _with_next,
    "Contiguous": _contiguous,
}


def _at(pattern: re.Pattern[str], behaviour: str, invert: bool = False) -> Step:
    arranged = _BEHAVIOURS.get(behaviour)
    if arranged is None:
        raise ModelError(f"behavior {behaviour}")
    return lambda text, first: arranged(_stretches(pattern, text, invert))


# ---- steps -----------------------------------------------------------------------------------------------------------

_ASCII_PUNCTUATION = "!-/:-@\\[-`{-~"


def _punctuation() -> re.Pattern[str]:
    return expression(rf"[{_ASCII_PUNCTUATION}\p{{P}}]")


def _chunks(text: str, first: bool = True) -> list[str]:
    """What stands between white space."""
    return expression(r"\S+").findall(text)


def bert_words(text: str, first: bool = True) -> list[str]:
    """Words at white space, every punctuation character a word of its own."""
    return [w for chunk in _chunks(text) for w in _bert_chunk(chunk)]


def _bert_chunk(chunk: str) -> list[str]:
    return [chunk] if chunk.isalnum() else _isolated(_stretches(_punctuation(), chunk, False))


def _byte_level(spec: dict[str, Any]) -> Step:
    blank, divide = spec.get("add_prefix_space", True), spec.get("use_regex", True)

    def split(text: str, first: bool) -> list[str]:
        if blank and not text.startswith(" "):
            text = " " + text
        return [as_characters(w) for w in words(text)] if divide else [as_characters(text)]

    return split


def _metaspace(spec: dict[str, Any]) -> Step:
    mark = spec.get("replacement", MARK)
    scheme = spec.get("prepend_scheme", "always" if spec.get("add_prefix_space", True) else "never")
    divide = spec.get("split", True)
    pattern = re.compile(re.escape(mark))

    def split(text: str, first: bool) -> list[str]:
        text = text.replace(" ", mark)
        if not text.startswith(mark) and (scheme == "always" or (scheme == "first" and first)):
            text = mark + text
        return _with_next(_stretches(pattern, text, False)) if divide else [text]

    return split


def _split(spec: dict[str, Any]) -> Step:
    pattern = spec["pattern"]
    compiled = re.compile(re.escape(pattern["String"])) if "String" in pattern else expression(pattern["Regex"])
    return _at(compiled, spec["behavior"], spec.get("invert", False))


def _sequence(spec: dict[str, Any]) -> Step:
    steps = [splitter(s) for s in spec["pretokenizers"]]

    def split(text: str, first: bool) -> list[str]:
        found = [text]
        for step in steps:
            found = [w for i, part in enumerate(found) for w in step(part, first and i == 0)]
        return found

    return split


_STEPS: dict[str, Callable[[dict[str, Any]], Step]] = {
    "BertPreTokenizer": lambda spec: bert_words,
    "ByteLevel": _byte_level,
    "CharDelimiterSplit": lambda spec: _at(re.compile(re.escape(spec["delimiter"])), "Removed"),
    "Digits": lambda spec: _at(expression(r"\p{N}"), "Isolated" if spec.get("individual_digits") else "Contiguous"),
    "Metaspace": _metaspace,
    "Punctuation": lambda spec: _at(_punctuation(), spec.get("behavior", "Isolated")),
    "Sequence": _sequence,
    "Split": _split,
    "Whitespace": lambda spec: _at(expression(r"\w+|[^\w\s]+"), "Removed", invert=True),
    "WhitespaceSplit": lambda spec: _chunks,
}


def splitter(spec: dict[str, Any] | None) -> Step:
    """The step of a specification; none leaves a text whole."""
    if spec is None:
        return lambda text, first: [text] if text else []
    if spec.get("type") not in _STEPS:
        raise ModelError(f"pre-tokenizer {spec.get('type')}")
    return _STEPS[spec["type"]](spec)


def at_marks(tokens: Iterable[str], mark: str = MARK) -> Step:
    """Words with the marks before them, cut only where no token reaches over.

    What models without words make is the same, but most words are divided once only.
    """
    over = {c for token in tokens for c, d in pairwise(token) if d == mark}
    pattern = re.compile(f"(?<=[^{mark}{''.join(map(re.escape, sorted(over)))}])(?={mark})")
    return lambda text, first: pattern.split(text) if text else []
