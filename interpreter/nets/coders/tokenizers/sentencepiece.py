"""Models of SentencePiece: the few fields of the protocol buffer that dividing text needs."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import Any

from .charsmap import CharsMap
from .joining import byte_fallback
from .models import Likeliest, Segment, Vocabulary, longest_first, scored
from .splitting import MARK, at_marks
from .tokenizer import ModelError, Tokenizer

# Field numbers of the messages.
_PIECE, _TRAINER, _NORMALIZER = 1, 2, 3
_TEXT, _SCORE, _TYPE = 1, 2, 3
_MODEL_TYPE, _SUFFIX, _BYTES = 3, 24, 35
_CHARSMAP, _DUMMY_PREFIX, _EXTRA_SPACES, _ESCAPED = 2, 3, 4, 5

_UNKNOWN, _CONTROL, _DEFINED, _UNUSED, _BYTE = 2, 3, 4, 5, 6
_METHODS = {1: "Unigram", 2: "BPE"}
_SURFACE = " \u2047 "  # how an unknown token is written


def _varint(data: bytes, i: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[i]
        value |= (byte & 0x7F) << shift
        i, shift = i + 1, shift + 7
        if byte < 0x80:
            return value, i


def fields(data: bytes) -> Iterator[tuple[int, Any]]:
    """(number, value) of the fields of a message; raises ModelError for bytes that are none."""
    i = 0
    try:
        while i < len(data):
            key, i = _varint(data, i)
            number, wire = key >> 3, key & 7
            if wire == 0:
                value, i = _varint(data, i)
                yield number, value
            elif wire == 2:
                size, i = _varint(data, i)
                if i + size > len(data):
                    raise IndexError
                yield number, data[i : i + size]
                i += size
            elif wire == 5:
                yield number, struct.unpack_from("<f", data, i)[0]
                i += 4
            elif wire == 1:
                i += 8
            else:
                raise IndexError
    except (IndexError, struct.error):
        raise ModelError("the file is not a model of SentencePiece") from None


def read_model(data: bytes) -> Tokenizer:
    """The tokenizer of a .model file, of type BPE or unigram."""
    pieces: list[tuple[str, float, int]] = []
    trainer: dict[int, Any] = {}
    settings: dict[int, Any] = {}
    for number, value in fields(data):
        if number == _PIECE:
            piece = dict(fields(value))
            pieces.append((piece[_TEXT].decode(), float(piece.get(_SCORE, 0)), piece.get(_TYPE, 1)))
        elif number == _TRAINER:
            trainer = dict(fields(value))
        elif number == _NORMALIZER:
            settings = dict(fields(value))
    method = _METHODS.get(trainer.get(_MODEL_TYPE, 1))
    if not all(p[0] for p in pieces) or not pieces or method is None or trainer.get(_SUFFIX):
        raise ModelError("the file is not a model of SentencePiece of type BPE or unigram")
    numbers = {kind: [i for i, p in enumerate(pieces) if p[2] == kind] for kind in (_UNKNOWN, _CONTROL, _DEFINED)}
    tokens = [p[0] for p in pieces]
    index = {token: i for i, (token, _, kind) in enumerate(pieces) if kind not in (_CONTROL, _UNKNOWN)}
    unknown = numbers[_UNKNOWN][0] if numbers[_UNKNOWN] else None
    vocabulary = Vocabulary(index, unknown, bool(trainer.get(_BYTES)), fuse=True)
    defined = [tokens[i] for i in numbers[_DEFINED]]
    return Tokenizer(
        method,
        tokens,
        _SEGMENTS[method](vocabulary, pieces, defined),
        at_marks(tokens),
        _joiner(tokens[unknown] if unknown is not None else None, settings),
        _normaliser(settings, defined),
        start=[i for i in numbers[_CONTROL] if tokens[i] == "<s>"],
        end=[i for i in numbers[_CONTROL] if tokens[i] == "</s>"],
        silent=frozenset(numbers[_CONTROL]),
        padding=next((i for i in numbers[_CONTROL] if tokens[i] == "<pad>"), None),
    )


def _of_type(pieces: list[tuple[str, float, int]], *kinds: int) -> dict[str, float]:
    return {token: score for token, score, kind in pieces if kind in kinds}


def _pairs(vocabulary: Vocabulary, pieces: list[tuple[str, float, int]], defined: list[str]) -> Segment:
    scores = _of_type(pieces, 1, _DEFINED, _UNUSED)
    return scored(vocabulary, scores, defined, frozenset(_of_type(pieces, _UNUSED)))


def _likeliest(vocabulary: Vocabulary, pieces: list[tuple[str, float, int]], defined: list[str]) -> Segment:
    scores = _of_type(pieces, 1)
    floor, top = min(scores.values(), default=0.0), max(scores.values(), default=0.0)
    sure = {token: len(token) * top - 0.1 for token in defined}  # better than any division of it
    return Likeliest(vocabulary, {**scores, **sure}, floor)


_SEGMENTS = {"BPE": _pairs, "Unigram": _likeliest}

_BLANKS = re.compile(" +")


def _normaliser(settings: dict[int, Any], defined: list[str]) -> Any:
    charsmap = CharsMap(settings.get(_CHARSMAP, b""))
    prefixed, spare, escaped = (settings.get(key, 1) for key in (_DUMMY_PREFIX, _EXTRA_SPACES, _ESCAPED))
    kept = frozenset(defined)
    divide = longest_first(defined)

    def mapped(text: str) -> str:
        if not kept:
            return charsmap(text)
        found, held = [], ""
        for part in divide(text):  # defined tokens stay as they are
            if part in kept:
                found += [charsmap(held), part]
                held = ""
            else:
                held += part
        return "".join([*found, charsmap(held)])

    def normalise(text: str) -> str:
        text = mapped(text)
        if spare:
            text = _BLANKS.sub(" ", text.strip(" "))
        if prefixed and text:
            text = " " + text
        if escaped:
            text = text.replace(" ", MARK)
            return text.rstrip(MARK) if spare else text
        return text

    return normalise


def _joiner(unknown: str | None, settings: dict[int, Any]) -> Any:
    prefixed, spare = settings.get(_DUMMY_PREFIX, 1), settings.get(_EXTRA_SPACES, 1)

    def join(tokens: list[str]) -> str:
        text = "".join(byte_fallback([_SURFACE if t == unknown else t for t in tokens]))
        text = text.lstrip(MARK) if spare else text.removeprefix(MARK) if prefixed else text
        return text.replace(MARK, " ")

    return join
