"""The "Class" coders: labels to integers or indicator vectors, and probabilities to labels."""

from __future__ import annotations

from math import log
from typing import Any

import numpy as np

from ....runtime.ports import Type, integer, real
from ... import symbols as S
from ...associations import association, key
from ...expr import expr, is_list, make_list
from .coder import Coder, CoderError, DecoderKind, EncoderKind, declare
from .parameters import Parameter, Unfit, depth, dimensions, one_of, positive_integer, size, truth
from .properties import Property
from .sampling import read_sampling, sampled

_LEAST_SHOWN = 0.01  # "TopProbabilities" without a number shows what is likelier than this share of the best
_CHOSEN = 0.5  # of several labels those are chosen that are likelier than this


def _labels(value: Any) -> Any:
    """A list of different labels; n stands for the integers 1 to n."""
    if type(value) is int:
        return make_list(range(1, size(value) + 1))
    if not is_list(value) or not len(value) or len({key(x) for x in value.args}) != len(value):
        raise Unfit("a list of different labels")
    return value


def _indexed(values: dict[str, Any], evaluate: Any) -> dict[str, Any]:
    labels = values["Labels"]
    return {**values, "index": {key(x): i for i, x in enumerate(labels.args)} if labels is not S.Automatic else {}}


# ---- encoder ---------------------------------------------------------------------------------------------------------


def _encode(coder: Coder, examples: list[Any], session: Any) -> np.ndarray:
    index, n = coder["index"], len(coder["Labels"])
    if coder["Multilabel"]:
        found = np.zeros((len(examples), n), dtype=np.float32)
        for row, e in zip(found, examples, strict=True):
            row[[index[key(x)] for x in e.args]] = 1
        return found
    places = np.array([index[key(x)] for x in examples], dtype=np.int64)
    return places + 1 if coder["Form"] == "Index" else np.eye(n, dtype=np.float32)[places]


def _is_label(coder: Coder, e: Any) -> bool:
    if coder["Multilabel"]:
        return is_list(e) and all(key(x) in coder["index"] for x in e.args)
    return key(e) in coder["index"]


def _encoder_type(coder: Coder) -> Type:
    n = len(coder["Labels"])
    return integer(low=1, high=n) if coder["Form"] == "Index" and not coder["Multilabel"] else real(n)


# ---- decoder ---------------------------------------------------------------------------------------------------------


def _names(coder: Coder, p: np.ndarray) -> Any:
    """The labels of as many probabilities: integers where none were given."""
    return range(1, len(p) + 1) if coder["Labels"] is S.Automatic else coder["Labels"].args


def _ranked(coder: Coder, p: np.ndarray) -> list[tuple[Any, float]]:
    """(label, probability), the likeliest first; equal ones in the order of the labels."""
    names = _names(coder, p)
    return [(names[i], float(p[i])) for i in np.argsort(-p, kind="stable")]


def _rules(pairs: Any) -> Any:
    return make_list(expr(S.Rule, label, p) for label, p in pairs)


def _top_decisions(coder: Coder, p: np.ndarray, n: int | None, session: Any) -> Any:
    return make_list(label for label, _ in _ranked(coder, p)[: n or 1])


def _top_probabilities(coder: Coder, p: np.ndarray, n: int | None, session: Any) -> Any:
    ranked = _ranked(coder, p)
    return _rules(ranked[:n] if n is not None else [r for r in ranked if r[1] >= _LEAST_SHOWN * ranked[0][1]])


def _probability(coder: Coder, p: np.ndarray, label: Any, session: Any) -> Any:
    index = coder["index"].get(key(label))
    if coder["Labels"] is S.Automatic and type(label) is int and 0 < label <= len(p):
        index = label - 1
    if index is None:
        raise CoderError("nolabel", label, make_list(_names(coder, p)))
    return float(p[index])


def _entropy(coder: Coder, p: np.ndarray, argument: Any, session: Any) -> float:
    return 0.0 - sum(q * log(q) for q in p.tolist() if q > 0)


def _entropies(coder: Coder, p: np.ndarray, argument: Any, session: Any) -> float:
    """Of independent yes and no for each label."""
    return 0.0 - sum(q * log(q) for r in p.tolist() for q in (r, 1 - r) if q > 0)


def _chosen(coder: Coder, p: np.ndarray) -> Any:
    return make_list(label for label, q in zip(_names(coder, p), p.tolist(), strict=True) if q > _CHOSEN)


_PROBABILITIES = Property(lambda c, p, x, s: association(zip(_names(c, p), p.tolist(), strict=True)))
_SINGLE: dict[str | None, Property] = {
    "Decision": Property(lambda c, p, x, s: _names(c, p)[int(p.argmax())]),
    "TopDecisions": Property(
        lambda c, p, n, s: make_list(x for x, _ in _ranked(c, p)[: n or 1]), positive_integer, True
    ),
    "TopProbabilities": Property(_top_probabilities, positive_integer, True),
    "Probabilities": _PROBABILITIES,
    "Probability": Property(_probability, lambda label: label),
    "Entropy": Property(_entropy),
    "RandomSample": Property(lambda c, p, how, s: _names(c, p)[sampled(p, how, s)], read_sampling, True),
}
_MULTIPLE: dict[str | None, Property] = {
    "Decision": Property(lambda c, p, x, s: _chosen(c, p)),
    "TopDecisions": _SINGLE["TopDecisions"],
    "TopProbabilities": _SINGLE["TopProbabilities"],
    "Probabilities": _PROBABILITIES,
    "Probability": _SINGLE["Probability"],
    "Entropy": Property(_entropies),
}


def _decoder_type(coder: Coder) -> Type:
    return real(None if coder["Labels"] is S.Automatic else len(coder["Labels"]))


def _decoder_rows(coder: Coder) -> list[tuple[str, Any]]:
    several = [("Multilabel", S.True_)] if coder["Multilabel"] else []
    size = S.Automatic if coder["Labels"] is S.Automatic else len(coder["Labels"])
    return [("Labels", coder["Labels"]), ("Input depth", coder["InputDepth"]), ("Dimensions", size), *several]


declare(
    EncoderKind(
        "Class",
        _encode,
        _encoder_type,
        example=_is_label,
        wants="one of its classes",
        arguments={
            "Labels": Parameter(_labels),
            "Form": Parameter(one_of("Index", "IndicatorVector", "UnitVector"), "Index"),
        },
        options={"Dimensions": Parameter(dimensions, ()), "Multilabel": Parameter(truth, False)},
        finish=_indexed,
        rows=lambda c: [("Labels", c["Labels"])],
        word="class",
    ),
    DecoderKind(
        "Class",
        _decoder_type,
        properties=lambda c: _MULTIPLE if c["Multilabel"] else _SINGLE,
        arguments={"Labels": Parameter(_labels, S.Automatic)},
        options={"InputDepth": Parameter(depth, 1), "Multilabel": Parameter(truth, False)},
        finish=_indexed,
        rows=_decoder_rows,
        word="class",
        loss=lambda c: ("CrossEntropyLossLayer", "Binary" if c["Multilabel"] else "Index"),
    ),
)
