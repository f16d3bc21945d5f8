"""Features: functions that make vectors of examples, learnt from examples.

What is learnt is FeatureExtractorFunction[f, pattern, n]: f is a pure function of the language, the pattern says what
is one example, and n is the length of the vectors.  Numbers and vectors are standardised, labels become indicator
vectors, texts weighted counts of words, images pixels at the size of the first, sounds the mean of their cepstra; lists
and associations of such are joined.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from math import log, prod
from typing import Any, NamedTuple

from .. import symbols as S
from ..associations import Association, key
from ..audio.value import Sound
from ..expr import Expr, Symbol, expr, has_head, is_list, make_list
from ..images.value import CHANNELS, Picture
from ..numerics.numbers import REAL_TYPES
from ..packed import to_array

_WORD = re.compile(r"[^\W_]+")
_CEPSTRA = 13
_SUBJECT = expr(S.Slot, 1)
SINGLE = expr(S.Except, expr(S.Blank, S.List))  # the pattern of an example that is no list


class Unlearnt(Exception):
    """Examples from which a method learns nothing: (the method's name, an example at fault)."""


class Features(NamedTuple):
    """A vector over the subject as an expression, and its length."""

    body: Any
    size: int


def learnt(examples: list[Any], method: Any) -> Expr:
    """FeatureExtractorFunction[...] that a method, or a function of an example, makes of examples; raises Unlearnt."""
    if method not in METHODS:
        return expr(S.FeatureExtractorFunction, method, _pattern(examples), S.Automatic)
    found = METHODS[method](examples, _SUBJECT)
    return expr(S.FeatureExtractorFunction, expr(S.Function, found.body), _pattern(examples), found.size)


def is_extractor(e: Any) -> bool:
    return has_head(e, S.FeatureExtractorFunction, 3)


def is_example(f: Expr, x: Any, session: Any) -> bool:
    """Whether x is one example for a FeatureExtractorFunction."""
    return session.evaluate_expr(Expr(S.MatchQ, (x, f.args[1]))) is S.True_


def extracted(f: Expr, x: Any, session: Any) -> Any:
    """The features of an example, or of each of a list of them."""
    if is_list(x) and not is_example(f, x, session):
        return Expr(S.Map, (f.args[0], x))
    return Expr(f.args[0], (x,))


def _pattern(examples: list[Any]) -> Any:
    """What all examples are like: lists of some length, or no lists."""
    first = examples[0]
    if not is_list(first) or not all(is_list(e) and len(e) == len(first) for e in examples):
        return SINGLE if not any(map(is_list, examples)) else expr(S.Blank)
    parts = [_pattern([e.args[i] for e in examples]) for i in range(len(first))]
    if len(parts) > 1 and all(part == parts[0] for part in parts):
        return make_list((expr(S.Repeated, parts[0], make_list((len(parts),))),))
    return make_list(parts)


# ---- methods ---------------------------------------------------------------------------------------------------------


def _automatic(examples: list[Any], subject: Any) -> Features:
    if all(type(e) is Association for e in examples):
        return _of_associations(examples, subject)
    if _column(examples) is not None:
        return _standardized(examples, subject)
    kinds = [features for is_such, features in _KINDS if all(map(is_such, examples))]
    if kinds:
        return kinds[0](examples, subject)
    first = examples[0]
    if all(is_list(e) and len(e) == len(first) for e in examples) and len(first):
        return _joined([([e.args[i] for e in examples], expr(S.Part, subject, i + 1)) for i in range(len(first))])
    return _indicators(examples, subject)


def _of_associations(examples: list[Any], subject: Any) -> Features:
    names = examples[0].keys()
    odd = next((e for e in examples if set(map(key, e.keys())) != set(map(key, names))), None)
    if odd is not None:
        raise Unlearnt("NumericVector", odd)
    return _joined([([e.get(k) for e in examples], expr(S.Part, subject, expr(S.Key, k))) for k in names])


def _joined(columns: list[tuple[list[Any], Any]]) -> Features:
    parts = [_automatic(column, subject) for column, subject in columns]
    return Features(Expr(S.Join, tuple([part.body for part in parts])), sum(part.size for part in parts))


def _column(examples: list[Any]) -> Any:
    """Numbers, or vectors of one length, as a matrix; None for others."""
    if all(type(e) in REAL_TYPES for e in examples):
        found = to_array(make_list(float(e) for e in examples))
        return found[:, None] if found is not None else None
    found = to_array(make_list(examples))
    return found if found is not None and found.ndim == 2 else None


def _standardized(examples: list[Any], subject: Any) -> Features:
    """Mean 0 and variance 1 by component; a component that does not vary becomes 0."""
    import numpy as np

    matrix = _column(examples)
    if matrix is None:
        raise Unlearnt("StandardizedVector", next((e for e in examples if _column([e]) is None), examples[-1]))
    spread = matrix.std(axis=0, ddof=1) if len(matrix) > 1 else np.zeros(matrix.shape[1])
    spread[spread == 0] = 1
    shift, scale = make_list((-matrix.mean(axis=0)).tolist()), make_list((1 / spread).tolist())
    vector = subject if is_list(examples[0]) else make_list((subject,))
    return Features(expr(S.Times, scale, expr(S.Plus, shift, vector)), matrix.shape[1])


def _indicators(examples: list[Any], subject: Any) -> Features:
    """1 at the place of the label, 0 at all others; all 0 for a label that was not among the examples."""
    odd = next((e for e in examples if type(e) not in (str, int, Symbol) and not has_head(e, S.Rational)), None)
    if odd is not None:
        raise Unlearnt("IndicatorVector", odd)
    labels = list({key(e): e for e in examples}.values())
    return Features(make_list(expr(S.Boole, expr(S.SameQ, subject, label)) for label in labels), len(labels))


def _weighted_words(examples: list[Any], subject: Any) -> Features:
    """How often each word occurs, times the logarithm of the inverse of the share of texts that have it."""
    odd = next((e for e in examples if type(e) is not str), None)
    if odd is not None:
        raise Unlearnt("TFIDF", odd)
    texts = [set(_WORD.findall(e.lower())) for e in examples]
    words = sorted(set().union(*texts))
    if not words:
        raise Unlearnt("TFIDF", examples[0])
    weights = [log(len(texts) / sum(word in text for text in texts)) for word in words]
    split = expr(S.StringCases, expr(S.ToLowerCase, subject), expr(S.Repeated, S.WordCharacter))
    counts = expr(S.Lookup, expr(S.Counts, split), make_list(words), 0)
    return Features(expr(S.Times, make_list(weights), counts), len(words))


def _pixels(examples: list[Any], subject: Any) -> Features:
    """The pixels of images, all brought to the size and the colours of the first."""
    odd = next((e for e in examples if not _is_image(e)), None)
    if odd is not None:
        raise Unlearnt("PixelVector", odd)
    first = examples[0]
    space = "RGB" if first.channels - first.has_alpha > 1 else "Grayscale"
    encoder = expr(S.NetEncoder, make_list(("Image", make_list(first.size), expr(S.Rule, "ColorSpace", space))))
    return Features(expr(S.Flatten, Expr(encoder, (subject,))), prod(first.size) * CHANNELS[space])


def _sounds(examples: list[Any], subject: Any) -> Features:
    """The mean of the cepstra of sounds."""
    return Features(expr(S.Mean, Expr(expr(S.NetEncoder, "AudioMFCC"), (subject,))), _CEPSTRA)


def _is_image(e: Any) -> bool:
    return type(e) is Picture and e.array.ndim == 3


# Methods by name.
METHODS: dict[Any, Callable[[list[Any], Any], Features]] = {
    S.Automatic: _automatic,
    "NumericVector": _automatic,
    "StandardizedVector": _standardized,
    "IndicatorVector": _indicators,
    "TFIDF": _weighted_words,
    "PixelVector": _pixels,
}
# Kinds of single examples that are known as such: the first that fits all; a string with blanks is a text, no label.
_KINDS: list[tuple[Callable[[Any], bool], Callable[[list[Any], Any], Features]]] = [
    (_is_image, _pixels),
    (lambda e: isinstance(e, Sound), _sounds),
    (lambda e: type(e) is str and " " in e.strip(), _weighted_words),
]
