"""Models of tokenizers: one word to the numbers of its subwords."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from .merging import merge
from .tokenizer import Uncovered

Segment = Callable[[str], list[int]]


def byte_token(byte: int) -> str:
    """The name of a token that stands for one byte."""
    return f"<0x{byte:02X}>"


@dataclass
class Vocabulary:
    """Tokens with their numbers, and what becomes of characters that have none."""

    index: dict[str, int]
    unknown: int | None = None
    byte_fallback: bool = False
    fuse: bool = False  # neighbouring unknown characters make one token
    strict: bool = False  # without an unknown token, unknown text is an error and not left out

    def of(self, text: str) -> list[int]:
        """The numbers for one symbol: its own, those of its bytes, or that of the unknown token."""
        known = self.index.get(text)
        if known is not None:
            return [known]
        if self.byte_fallback:
            numbers = [self.index.get(byte_token(b)) for b in text.encode("utf-8", "surrogatepass")]
            if None not in numbers:
                return numbers  # type: ignore[return-value]
        return self.lacking(text)

    def lacking(self, text: str) -> list[int]:
        """The numbers for text that has no tokens."""
        if self.unknown is None and self.strict:
            raise Uncovered(text)
        return [] if self.unknown is None else [self.unknown]

    def gathered(self, symbols: Iterable[str]) -> list[int]:
        """The numbers of symbols, one after the other."""
        found: list[int] = []
        fresh = True  # an unknown symbol before would swallow this one
        for s in symbols:
            numbers = self.of(s)
            unknown = numbers == [self.unknown] and s not in self.index
            if not (self.fuse and unknown and not fresh):
                found += numbers
            fresh = not unknown
        return found


def pairs(
    vocabulary: Vocabulary, merges: Iterable[tuple[str, str]], prefix: str = "", suffix: str = "", whole: bool = False
) -> Segment:
    """Byte-pair encoding by a list of merges; prefix marks symbols inside a word, suffix the last one.

    whole: a word that is a token itself is not taken apart.
    """
    index = vocabulary.index
    table: dict[tuple[int, int], tuple[int, int]] = {}
    for rank, (left, right) in enumerate(merges):
        joined = left + right[len(prefix) :]
        if left not in index or right not in index or joined not in index:
            raise ValueError(f"{left} {right}")
        table[index[left], index[right]] = (rank, index[joined])

    def segment(word: str) -> list[int]:
        if whole and word in index:
            return [index[word]]
        last = len(word) - 1
        marked = ((prefix if i else "") + c + (suffix if i == last else "") for i, c in enumerate(word))
        return merge(vocabulary.gathered(marked), lambda a, b: table.get((a, b)))

    return segment


def scored(
    vocabulary: Vocabulary, scores: dict[str, float], fixed: Iterable[str] = (), unwanted: frozenset[str] = frozenset()
) -> Segment:
    """Byte-pair encoding without merges: two symbols may be joined to any token, the one of the best score first.

    fixed are tokens that are never taken apart nor joined; unwanted ones help to join, and are taken apart again.
    """
    ranks = {token: -score for token, score in scores.items()}
    splitter = longest_first(fixed)
    kept = frozenset(fixed)

    def segment(word: str) -> list[int]:
        made: dict[str, tuple[str, str]] = {}

        def rule(a: str, b: str) -> tuple[float, str] | None:
            rank = ranks.get(a + b)
            if rank is None or a in kept or b in kept:
                return None
            made[a + b] = (a, b)
            return rank, a + b

        def wanted(s: str) -> Iterable[str]:
            stack = [s]
            while stack:
                s = stack.pop()
                if s in unwanted and s in made:
                    stack += reversed(made[s])
                else:
                    yield s

        symbols = merge(splitter(word), rule)
        return vocabulary.gathered(s for whole in symbols for s in wanted(whole))

    return segment


def longest_first(fixed: Iterable[str]) -> Callable[[str], list[str]]:
    """A word as characters, but for the longest fixed tokens in it."""
    by_start: dict[str, list[str]] = {}
    for token in sorted(filter(None, fixed), key=len, reverse=True):
        by_start.setdefault(token[0], []).append(token)
    if not by_start:
        return list

    def split(word: str) -> list[str]:
        found, i = [], 0
        while i < len(word):
            taken = next((t for t in by_start.get(word[i], ()) if word.startswith(t, i)), word[i])
            found.append(taken)
            i += len(taken)
        return found

    return split


def greedy(vocabulary: Vocabulary, prefix: str = "##", longest: int = 100) -> Segment:
    """WordPiece: the longest token that begins the word, then the longest that goes on, marked by the prefix.

    A word that cannot be covered so, or of more than `longest` characters, is one unknown token.
    """
    index = vocabulary.index
    reach = max(map(len, index), default=0)

    def segment(word: str) -> list[int]:
        if len(word) > longest:
            return vocabulary.lacking(word)
        found, i = [], 0
        while i < len(word):
            mark = prefix if i else ""
            for j in range(min(len(word), i + reach), i, -1):
                number = index.get(mark + word[i:j])
                if number is not None:
                    found.append(number)
                    i = j
                    break
            else:
                return vocabulary.lacking(word)
        return found

    return segment


@dataclass
class Likeliest:
    """Unigram: the division into tokens whose scores (logarithms of probabilities) have the greatest sum."""

    vocabulary: Vocabulary
    scores: dict[str, float]
    least: float  # the score of the unlikeliest token
    reach: int = field(init=False)

    def __post_init__(self) -> None:
        self.reach = max(map(len, self.scores), default=1)

    def __call__(self, word: str) -> list[int]:
        n = len(word)
        floor = self.least - 10  # of a character that is no token
        best: list[float] = [0.0] + [float("-inf")] * n
        start = [0] * (n + 1)
        for i in range(n):
            base = best[i]
            single = False
            for j in range(i + 1, min(n, i + self.reach) + 1):
                score = self.scores.get(word[i:j])
                if score is None:
                    continue
                single = single or j == i + 1
                if base + score > best[j]:
                    best[j], start[j] = base + score, i
            if not single and base + floor > best[i + 1]:
                best[i + 1], start[i + 1] = base + floor, i
        pieces = []
        while n:
            pieces.append(word[start[n] : n])
            n = start[n]
        return self.vocabulary.gathered(_fused(reversed(pieces), self.scores))


def _fused(pieces: Iterable[str], known: dict[str, Any]) -> Iterable[str]:
    """Neighbouring unknown pieces as one, whose bytes or unknown token stand for all."""
    held = ""
    for piece in pieces:
        if piece in known:
            if held:
                yield held
            held = ""
            yield piece
        else:
            held += piece
    if held:
        yield held
