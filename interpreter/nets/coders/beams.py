"""The "CTCBeamSearch" decoder: from probabilities by time to likely sequences of labels.

Prefix search over the paths of connectionist temporal classification (A. Hannun et al., "First-pass large vocabulary
continuous speech recognition using bi-directional recurrent DNNs", 2014): for every prefix in the beam the probability
of the paths that spell it is kept in two parts, of those that end in a blank and of those that do not. All is in
logarithms and double precision; the last class is the blank.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ....runtime.ports import VARYING, real
from ... import symbols as S
from ...associations import key
from ...expr import expr, is_list, make_list
from .coder import Coder, DecoderKind, declare
from .parameters import Parameter, Unfit, positive_integer
from .properties import Property

Found = list[tuple[tuple[int, ...], float]]  # (labels by number, logarithm of the probability), the likeliest first
_NEVER = float("-inf")


def search(p: np.ndarray, size: int) -> Found:
    """The likeliest sequences for probabilities {time, classes and blank}."""
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.log(np.maximum(np.nan_to_num(np.asarray(p, dtype=np.float64), nan=0.0), 0))
        return _greedy(logs) if size == 1 else _beams(logs, size)


def _greedy(logs: np.ndarray) -> Found:
    """The likeliest path."""
    path = logs.argmax(axis=1).tolist()
    blank = logs.shape[1] - 1
    spelt = tuple(c for i, c in enumerate(path) if c != blank and (i == 0 or path[i - 1] != c))
    return [(spelt, float(logs.max(axis=1).sum()))]


def _beams(logs: np.ndarray, size: int) -> Found:
    prefixes: list[tuple[int, ...]] = [()]
    blank, other = np.zeros(1), np.full(1, _NEVER)  # of the paths that end in a blank, and of those that do not
    for now in logs:
        prefixes, blank, other = _step(prefixes, blank, other, now, size)
    total = np.logaddexp(blank, other)
    return [(prefixes[i], float(total[i])) for i in np.argsort(-total, kind="stable")]


def _step(
    prefixes: list[tuple[int, ...]], blank: np.ndarray, other: np.ndarray, now: np.ndarray, size: int
) -> tuple[list[tuple[int, ...]], np.ndarray, np.ndarray]:
    """The beam one step later."""
    total = np.logaddexp(blank, other)
    last = np.array([x[-1] if x else -1 for x in prefixes])
    same = np.where(last >= 0, now[last], _NEVER)  # the step repeats the last label
    grown = total[:, None] + now[None, :-1]
    again = np.flatnonzero(last >= 0)
    grown[again, last[again]] = blank[again] + now[last[again]]  # a double label needs a blank between
    stay_blank, stay_other = total + now[-1], other + same
    place = {x: i for i, x in enumerate(prefixes)}
    for i, x in enumerate(prefixes):  # a prefix that another one grows to
        parent = place.get(x[:-1]) if x else None
        if parent is not None:
            stay_other[i] = np.logaddexp(stay_other[i], grown[parent, x[-1]])
            grown[parent, x[-1]] = _NEVER
    weights = np.concatenate([np.logaddexp(stay_blank, stay_other), grown.ravel()])
    best = np.argsort(-weights, kind="stable")[:size]
    best = best[weights[best] > _NEVER] if (weights[best] > _NEVER).any() else best[:1]
    n, classes = len(prefixes), grown.shape[1]
    chosen: list[tuple[int, ...]] = []
    for i in best.tolist():
        chosen.append(prefixes[i] if i < n else (*prefixes[(i - n) // classes], (i - n) % classes))
    ended = np.concatenate([stay_blank, np.full(grown.size, _NEVER)])[best]
    open_ = np.concatenate([stay_other, grown.ravel()])[best]
    return chosen, ended, open_


# ---- the decoder -----------------------------------------------------------------------------------------------------


def _alphabet(value: Any) -> Any:
    """A list of different labels; a string stands for its characters."""
    if type(value) is str and value:
        value = make_list(value)
    if not is_list(value) or not len(value) or len({key(x) for x in value.args}) != len(value):
        raise Unfit("a list of different labels")
    return value


def _decodings(coder: Coder, p: np.ndarray, n: int | None) -> list[tuple[Any, float]]:
    labels = coder["Alphabet"].args
    found = search(p, coder["BeamSize"])
    return [(make_list(labels[c] for c in spelt), 0.0 - logs) for spelt, logs in found[:n]]


def _lists(coder: Coder, p: np.ndarray, n: int | None, session: Any) -> Any:
    return make_list(spelt for spelt, _ in _decodings(coder, p, n))


def _rules(coder: Coder, p: np.ndarray, n: int | None, session: Any) -> Any:
    return make_list(expr(S.Rule, spelt, _real(loss)) for spelt, loss in _decodings(coder, p, n))


def _real(loss: float) -> Any:
    return expr(S.DirectedInfinity, 1) if loss == float("inf") else loss


_PROPERTIES: dict[str | None, Property] = {
    "Decoding": Property(lambda c, p, x, s: _decodings(c, p, 1)[0][0]),
    "Decodings": Property(_lists),
    "TopDecodings": Property(_lists, positive_integer),
    "NegativeLogLikelihoods": Property(_rules),
    "TopNegativeLogLikelihoods": Property(_rules, positive_integer),
}

declare(
    DecoderKind(
        "CTCBeamSearch",
        type=lambda c: real(None, len(c["Alphabet"]) + 1),
        properties=lambda c: _PROPERTIES,
        arguments={"Alphabet": Parameter(_alphabet)},
        options={"BeamSize": Parameter(positive_integer, 100)},
        rows=lambda c: [("Labels", c["Alphabet"]), ("Beam size", c["BeamSize"])],
        word="sequence of classes",
        turns=False,
        loss=lambda c: ("CTCLossLayer",),
        target=lambda c, output: make_list(("Class", c["Alphabet"], expr(S.Rule, "Dimensions", make_list((VARYING,))))),
    )
)
