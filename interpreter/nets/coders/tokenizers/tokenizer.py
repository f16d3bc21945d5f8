"""A tokenizer: text is divided at added tokens, normalised, split into words, and each word into tokens."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from .charclasses import BLANKS

_REMEMBERED = 200_000  # words whose tokens are kept; a language has fewer that come often


class ModelError(Exception):
    """A model that cannot be read or used: what is wrong with it."""


class Uncovered(Exception):
    """Text that no token covers, where there is none for the unknown: the character or word."""


@dataclass
class Added:
    """Tokens that text is divided at, with their numbers: before it is normalised, or after."""

    index: dict[str, int] = field(default_factory=dict)
    left: frozenset[str] = frozenset()  # white space before these belongs to them
    right: frozenset[str] = frozenset()  # and behind these
    words: frozenset[str] = frozenset()  # these count only as whole words

    def divided(self, text: str) -> Iterable[tuple[str, int | None]]:
        """(stretch of text, None) and (token, its number) in order."""
        if not self.index:
            yield text, None
            return
        position = 0
        for m in self._pattern.finditer(text):
            if m.start() < position:
                continue
            token = m[0]
            before = text[position : m.start()]
            if token in self.left:
                before = before.rstrip(BLANKS)
            if before:
                yield before, None
            yield token, self.index[token]
            position = m.end()
            while token in self.right and position < len(text) and text[position] in BLANKS:
                position += 1
        if position < len(text):
            yield text[position:], None

    def __post_init__(self) -> None:
        tokens = sorted(self.index, key=len, reverse=True)
        first = "".join(sorted({re.escape(t[0]) for t in tokens}))
        look = f"(?=[{first}])" if first else ""  # hundreds of tokens need not be tried at every character
        self._pattern = re.compile(look + "(?:" + "|".join(map(self._written, tokens)) + ")")

    def _written(self, token: str) -> str:
        return rf"(?<!\w){re.escape(token)}(?!\w)" if token in self.words else re.escape(token)


@dataclass
class Tokenizer:
    """A model of subwords, ready to use.

    method    how words are divided: "BPE", "WordPiece", "Unigram", "WordLevel"
    tokens    the vocabulary by number from 0; what is no text (the start, the end) is whatever the caller put there
    segment   a word -> numbers of its tokens
    split     (normalised text, whether it is the beginning) -> words
    join      tokens -> text
    """

    method: str
    tokens: list[Any]
    segment: Callable[[str], list[int]]
    split: Callable[[str, bool], list[str]]
    join: Callable[[list[Any]], str]
    normalise: Callable[[str], str] = str
    added: Added = field(default_factory=Added)  # found before text is normalised
    later: Added = field(default_factory=Added)  # found after
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    silent: frozenset[int] = frozenset()  # tokens that decoding leaves out
    padding: int | None = None  # the token that the model itself fills sequences with
    recipe: tuple[Any, ...] = ()  # a function and its arguments that make the same elsewhere

    def __post_init__(self) -> None:
        self._known: dict[str, list[int]] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        return self.recipe

    @property
    def filler(self) -> int:
        """What sequences are filled with: the model's own token for that, that of the end, else the last one."""
        if self.padding is not None:
            return self.padding
        return self.end[-1] if self.end else len(self.tokens) - 1

    def encode(self, text: str, terminals: bool = False) -> list[int]:
        """The numbers of the tokens of a text, from 0; with those of its start and end on request."""
        found = list(self.start) if terminals else []
        first = True
        for stretch, number in self.added.divided(text):
            if number is None:
                self._encode_plain(self.normalise(stretch), first, found)
            else:
                found.append(number)
            first = False
        return found + self.end if terminals else found

    def _encode_plain(self, text: str, first: bool, found: list[int]) -> None:
        known = self._known
        for stretch, number in self.later.divided(text):
            if number is not None:
                found.append(number)
                first = False
                continue
            for word in self.split(stretch, first):
                numbers = known.get(word)
                if numbers is None:
                    if len(known) >= _REMEMBERED:
                        known.clear()
                    numbers = known[word] = self.segment(word)
                found += numbers
            first = False

    def decode(self, numbers: Iterable[int]) -> str:
        """The text of tokens given by number."""
        return self.join([self.tokens[i] for i in numbers if i not in self.silent])
