"""Tokenizers of a list of tokens, as the language writes them: a token that begins a word begins with a blank.

The place in the list says which pair of symbols is joined first: tokens before others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from .models import Vocabulary, greedy, scored
from .normalising import lower
from .splitting import at_marks, bert_words
from .tokenizer import Tokenizer

_MARK = "##"  # before tokens inside of words in lists made for WordPiece elsewhere
UNKNOWN_TEXT = "\ufffd"  # what stands for a character that no token has


@dataclass
class Blanks:
    """What is done about blanks before text is divided: one put at an end, runs of them made one."""

    padding: str | None = None  # "Left", "Right"
    combined: bool = False

    def padded(self, text: str) -> str:
        """The text with its blanks in order."""
        if self.combined:
            text = re.sub(r"\s+", " ", text)
        return " " + text if self.padding == "Left" else text + " " if self.padding == "Right" else text

    def trimmed(self, text: str) -> str:
        """The text without the blank that was put at an end."""
        if self.padding == "Left":
            return text.removeprefix(" ")
        return text.removesuffix(" ") if self.padding == "Right" else text


def listed(
    tokens: list[Any],
    unknown: Any,
    method: str = "BPE",
    ignore_case: bool = False,
    blanks: Blanks | None = None,
    wanted: Sequence[str] | None = None,
    terminals: tuple[Any, ...] = (),
) -> Tokenizer:
    """The tokenizer of a list of strings and symbols.

    unknown    the symbol for characters without a token
    wanted     the tokens that may come out, all by default
    terminals  the symbols for the beginning and the end of a text, where there are such
    """
    shown = [lower(t) if type(t) is str and ignore_case else t for t in tokens]
    index: dict[str, int] = {}
    for i, t in enumerate(shown):
        if type(t) is str and t:
            index.setdefault(t, i)
    others = _places(tokens, unknown)
    vocabulary = Vocabulary(index, others[0] if others else None, strict=True)
    made = _BUILDERS[method](vocabulary, shown, unknown, lower if ignore_case else str, blanks or Blanks(), wanted)
    if terminals:
        made.start, made.end = (_places(tokens, s)[:1] for s in terminals)
    made.recipe = (listed, (tokens, unknown, method, ignore_case, blanks, wanted, terminals))
    return made


def _places(tokens: list[Any], symbol: Any) -> list[int]:
    return [i for i, t in enumerate(tokens) if type(t) is not str and t == symbol]


def _pairs(
    vocabulary: Vocabulary, tokens: list[Any], unknown: Any, case: Any, blanks: Blanks, wanted: Any
) -> Tokenizer:
    scores = {t: -float(i) for t, i in vocabulary.index.items()}
    unwanted = frozenset(scores) - frozenset(wanted) if wanted is not None else frozenset()
    unwanted = frozenset(t for t in unwanted if len(t) > 1)
    return Tokenizer(
        "BPE",
        tokens,
        scored(vocabulary, scores, (), unwanted),
        at_marks(vocabulary.index, " "),
        lambda found: blanks.trimmed("".join(_written(found, unknown))),
        lambda text: case(blanks.padded(text)),
    )


def _word_pieces(
    vocabulary: Vocabulary, tokens: list[Any], unknown: Any, case: Any, blanks: Blanks, wanted: Any
) -> Tokenizer:
    index = vocabulary.index
    kept = frozenset(index if wanted is None else wanted)
    allowed = {t: i for t, i in index.items() if t in kept}
    marked = any(t.startswith(_MARK) and len(t) > len(_MARK) for t in index)
    # greedy marks what goes on with a word, lists of the language what begins one
    told = allowed if marked else {_turned(t): i for t, i in allowed.items()}
    vocabulary = Vocabulary(told, vocabulary.unknown, strict=True)

    def join(found: list[Any]) -> str:
        parts = _written(found, unknown)
        if marked:
            parts = [p.removeprefix(_MARK) if p.startswith(_MARK) else " " + p for p in parts]
        return "".join(parts).removeprefix(" ")

    return Tokenizer("WordPiece", tokens, greedy(vocabulary, _MARK), bert_words, join, case)


def _turned(token: str) -> str:
    return token[1:] if token.startswith(" ") and len(token) > 1 else _MARK + token


def _written(tokens: list[Any], unknown: Any) -> list[str]:
    return [t if type(t) is str else UNKNOWN_TEXT if t == unknown else "" for t in tokens]


_BUILDERS: dict[str, Callable[..., Tokenizer]] = {"BPE": _pairs, "WordPiece": _word_pieces}
LISTED = tuple(_BUILDERS)  # the methods that a list of tokens is enough for
