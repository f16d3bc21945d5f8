"""The "FeatureExtractor" encoder: anything to a vector, by a function that is given or learnt from training data."""

from __future__ import annotations

from typing import Any

import numpy as np

from ....runtime.ports import Type, real
from ... import symbols as S
from ...associations import Association
from ...expr import Expr, Symbol, is_list, make_list
from ...learning.features import METHODS, Unlearnt, is_example, is_extractor, learnt
from .coder import Coder, CoderError, EncoderKind, declare
from .functions import SHAPE, array_from, called, with_type
from .parameters import Parameter, Unfit


def _extractor(value: Any) -> Any:
    """A function, a net or the name of a method; Automatic learns."""
    if value is S.Automatic or (type(value) is str and value in METHODS):
        return value
    if type(value) is str:
        raise Unfit("a function, or one of the methods " + ", ".join(f'"{m}"' for m in METHODS if type(m) is str))
    if not isinstance(value, Symbol | Expr) or is_list(value) or type(value) is Association:
        raise Unfit("a function")
    return value


def _finished(values: dict[str, Any], evaluate: Any) -> dict[str, Any]:
    """The parameters with the type: an extractor that was learnt knows how many features it gives."""
    f = values["Extractor"]
    known = values["Shape"] is S.Automatic and is_extractor(f) and type(f.args[2]) is int
    return with_type({**values, "Shape": f.args[2]} if known else values, evaluate)


def _is_open(coder: Coder) -> bool:
    """Whether the extractor has still to be learnt."""
    f = coder["Extractor"]
    return f is S.Automatic or type(f) is str


def _encode(coder: Coder, examples: list[Any], session: Any) -> list[np.ndarray]:
    if _is_open(coder):
        raise CoderError("unlearnt", coder.kind.name)
    f = coder["Extractor"]
    f = f.args[0] if is_extractor(f) else f
    return [array_from(coder, called(coder, f, (e,), session), coder.type, session) for e in examples]


def _is_whole(coder: Coder, e: Any, session: Any) -> bool:
    f = coder["Extractor"]
    return is_extractor(f) and is_example(f, e, session)


def _learn(coder: Coder, examples: list[Any]) -> Expr | None:
    """The specification with the function that the examples give; None where a function was given."""
    if not _is_open(coder) or not examples:
        return None
    try:
        return make_list((coder.kind.name, learnt(examples, coder["Extractor"])))
    except Unlearnt as problem:
        raise CoderError("nolearn", *problem.args) from None


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
        finish=_finished,
        rows=lambda c: [("Extractor", c["Extractor"])],
        word="feature extractor",
        whole=_is_whole,
        bypass=False,
        turns=False,
        learn=_learn,
    )
)
