"""The "FeatureExtractor" encoder: anything to a vector, by a function that is given or learnt from training data.

What is learnt is a pure function of the language: numbers and vectors are standardised, labels become indicator
vectors, lists and associations of such are joined. Texts, pictures and sounds have no features here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ....runtime.ports import Type, real
from ... import symbols as S
from ...associations import Association, key
from ...expr import Expr, Symbol, expr, has_head, is_list, make_list
from ...numerics.numbers import REAL_TYPES
from ...packed import to_array
from .coder import Coder, CoderError, EncoderKind, declare
from .functions import SHAPE, array_from, called, with_type
from .parameters import Parameter, Unfit

Body = tuple[Any, int]  # (a list over the subject, its length)


def _extractor(value: Any) -> Any:
    """A function, a net or the name of a method; Automatic learns."""
    if value is S.Automatic or (type(value) is str and value in _METHODS):
        return value
    if type(value) is str:
        raise Unfit(
            "a function, or one of the methods " + ", ".join(f'"{m}"' for m in _METHODS if m is not S.Automatic)
        )
    if not isinstance(value, Symbol | Expr) or is_list(value) or type(value) is Association:
        raise Unfit("a function")
    return value


def _encode(coder: Coder, examples: list[Any], session: Any) -> list[np.ndarray]:
    f = coder["Extractor"]
    if f is S.Automatic or type(f) is str:
        raise CoderError("unlearnt", coder.kind.name)
    return [array_from(coder, called(coder, f, (e,), session), coder.type, session) for e in examples]


# ---- learning --------------------------------------------------------------------------------------------------------


def _learn(coder: Coder, examples: list[Any]) -> Expr | None:
    """The specification with the function that the examples give; None where a function was given."""
    f = coder["Extractor"]
    if not (f is S.Automatic or type(f) is str) or not examples:
        return None
    body, size = _METHODS[f](examples, expr(S.Slot, 1))
    return make_list((coder.kind.name, expr(S.Function, body), size))


def _automatic(examples: list[Any], subject: Any) -> Body:
    first = examples[0]
    if all(type(e) is Association for e in examples):
        names = first.keys()
        if all(set(map(key, e.keys())) == set(map(key, names)) for e in examples):
            return _joined([([e.get(k) for e in examples], expr(S.Part, subject, expr(S.Key, k))) for k in names])
    if _column(examples) is not None:
        return _standardized(examples, subject)
    if all(is_list(e) and len(e) == len(first) for e in examples) and len(first):
        return _joined([([e.args[i] for e in examples], expr(S.Part, subject, i + 1)) for i in range(len(first))])
    return _indicators(examples, subject)


def _joined(columns: list[tuple[list[Any], Any]]) -> Body:
    parts = [_automatic(column, subject) for column, subject in columns]
    return Expr(S.Join, tuple([body for body, _ in parts])), sum(size for _, size in parts)


def _column(examples: list[Any]) -> np.ndarray | None:
    """Numbers, or vectors of one length, as a matrix."""
    if all(type(e) in REAL_TYPES for e in examples):
        found = to_array(make_list(float(e) for e in examples))
        return found[:, None] if found is not None else None
    found = to_array(make_list(examples))
    return found if found is not None and found.ndim == 2 else None


def _standardized(examples: list[Any], subject: Any) -> Body:
    """Mean 0 and variance 1 by component; a component that does not vary becomes 0."""
    matrix = _column(examples)
    if matrix is None:
        raise CoderError("nolearn", "StandardizedVector", examples[0])
    spread = matrix.std(axis=0, ddof=1) if len(matrix) > 1 else np.zeros(matrix.shape[1])
    spread[spread == 0] = 1
    shift, scale = make_list((-matrix.mean(axis=0)).tolist()), make_list((1 / spread).tolist())
    vector = subject if is_list(examples[0]) else make_list((subject,))
    return expr(S.Times, expr(S.Plus, vector, shift), scale), matrix.shape[1]


def _indicators(examples: list[Any], subject: Any) -> Body:
    """1 at the place of the label, 0 at all others; all 0 for a label that was not among the examples."""
    odd = next((e for e in examples if type(e) not in (str, int, Symbol) and not has_head(e, S.Rational)), None)
    if odd is not None:
        raise CoderError("nolearn", "IndicatorVector", odd)
    labels = list({key(e): e for e in examples}.values())
    return make_list(expr(S.Boole, expr(S.SameQ, subject, label)) for label in labels), len(labels)


_METHODS: dict[Any, Callable[[list[Any], Any], Body]] = {
    S.Automatic: _automatic,
    "StandardizedVector": _standardized,
    "IndicatorVector": _indicators,
}


def _type(coder: Coder) -> Type:
    found: Type = coder["type"]
    return real(None) if found.dims is None else found


declare(
    EncoderKind(
        "FeatureExtractor",
        _encode,
        _type,
        example=lambda c, e: not is_list(e),
        accepts=lambda c, e: True,
        wants="an example for its extractor",
        arguments={"Extractor": Parameter(_extractor, S.Automatic), "Shape": SHAPE},
        finish=with_type,
        rows=lambda c: [("Extractor", c["Extractor"])],
        word="feature extractor",
        bypass=False,
        turns=False,
        learn=_learn,
    )
)
