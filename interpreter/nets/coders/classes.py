"""The "Class" encoder and decoder: labels to integers and probabilities to labels."""

from __future__ import annotations

from math import log
from typing import Any

import numpy as np

from ... import symbols as S
from ...associations import association, key
from ...builtins.random import generator
from ...expr import expr, is_list, is_rule, make_list
from .coder import DECODERS, ENCODERS, Coder, CoderError, CoderKind, take_options

PROPERTIES = ("Decision", "TopDecisions", "TopProbabilities", "Probabilities", "Probability", "Entropy", "RandomSample")
_LEAST_SHOWN = 0.01  # "TopProbabilities" without a number shows what is likelier than this share of the best


def _labels(arguments: tuple[Any, ...], spec: str) -> list[Any]:
    if len(arguments) < 1 or not is_list(arguments[0]) or not len(arguments[0]):
        raise CoderError("nolabels", spec)
    return list(arguments[0].args)


# ---- encoder ---------------------------------------------------------------------------------------------------------


def _read_encoder(arguments: tuple[Any, ...], options: dict[str, Any], evaluate: Any) -> dict[str, Any]:
    labels = _labels(arguments, "Class")
    form = arguments[1] if len(arguments) > 1 else "Index"
    if form not in ("Index", "IndicatorVector", "UnitVector"):
        raise CoderError("badform", form)
    take_options(options, {})
    return {"Labels": labels, "Form": form, "index": {key(x): i for i, x in enumerate(labels)}}


def _encode(coder: Coder, examples: list[Any], session: Any) -> np.ndarray:
    found = []
    for x in examples:
        i = coder["index"].get(key(x))
        if i is None:
            raise CoderError("nolabel", x, make_list(coder["Labels"]))
        found.append(i)
    if coder["Form"] == "Index":
        return np.array(found, dtype=np.int64) + 1
    return np.eye(len(coder["Labels"]), dtype=np.float32)[found]


def _encoder_type(coder: Coder) -> Any:
    from ....runtime.ports import integer, real

    n = len(coder["Labels"])
    return integer(low=1, high=n) if coder["Form"] == "Index" else real(n)


ENCODERS["Class"] = CoderKind(
    "Class",
    _read_encoder,
    _encode,
    _encoder_type,
    rows=lambda c: [("Labels", make_list(c["Labels"])), ("Output", str(c.type))],
    single=lambda c, e: key(e) in c["index"] or not is_list(e),
    word="class",
)


# ---- decoder ---------------------------------------------------------------------------------------------------------


def _read_decoder(arguments: tuple[Any, ...], options: dict[str, Any], evaluate: Any) -> dict[str, Any]:
    chosen = take_options(options, {"InputDepth": 1})
    if arguments and type(arguments[0]) is int:
        labels: list[Any] = list(range(1, arguments[0] + 1))
    else:
        labels = _labels(arguments, "Class")
    return {"Labels": labels, "InputDepth": chosen["InputDepth"]}


def split_property(prop: Any) -> tuple[str | None, Any]:
    """("TopProbabilities", 2) of "TopProbabilities" -> 2 or {"TopProbabilities", 2}; (name, None) of a bare name."""
    if is_rule(prop):
        return prop.args[0], prop.args[1]
    if is_list(prop) and len(prop) == 2:
        return prop.args[0], prop.args[1]
    return prop, None


def _decode(coder: Coder, array: np.ndarray, prop: Any, session: Any) -> list[Any]:
    name, argument = split_property(prop)
    rule = _PROPERTIES.get(name)
    if rule is None:
        raise CoderError("invprop", prop, make_list(PROPERTIES))
    labels = coder["Labels"]
    if array.shape[-1] != len(labels):
        raise CoderError("indim", len(labels), array.shape[-1])

    def one(p: np.ndarray) -> Any:
        if p.ndim > 1:
            return make_list(one(row) for row in p)
        return rule(labels, [float(x) for x in p], argument, session)

    return [one(p) for p in array]


def _ranked(labels: list[Any], p: list[float]) -> list[tuple[Any, float]]:
    return sorted(zip(labels, p, strict=True), key=lambda pair: -pair[1])


def _top_probabilities(labels: list[Any], p: list[float], n: Any, session: Any) -> Any:
    ranked = _ranked(labels, p)
    chosen = ranked[:n] if type(n) is int else [r for r in ranked if r[1] >= _LEAST_SHOWN * ranked[0][1]]
    return make_list(expr(S.Rule, label, q) for label, q in chosen)


def _probability(labels: list[Any], p: list[float], label: Any, session: Any) -> Any:
    index = {key(x): i for i, x in enumerate(labels)}.get(key(label))
    if index is None:
        raise CoderError("nolabel", label, make_list(labels))
    return p[index]


def _sample(labels: list[Any], p: list[float], temperature: Any, session: Any) -> Any:
    weights = np.array(p, dtype=np.float64)
    if type(temperature) in (int, float):
        weights = weights ** (1 / temperature)
    return labels[generator(session).choice(len(labels), p=weights / weights.sum())]


_PROPERTIES: dict[Any, Any] = {
    "Decision": lambda labels, p, n, s: labels[max(range(len(p)), key=lambda i: (p[i], -i))],
    "TopDecisions": lambda labels, p, n, s: make_list(x for x, _ in _ranked(labels, p)[: n if type(n) is int else 1]),
    "TopProbabilities": _top_probabilities,
    "Probabilities": lambda labels, p, n, s: association(zip(labels, p, strict=True)),
    "Probability": _probability,
    "Entropy": lambda labels, p, n, s: -sum(q * log(q) for q in p if q > 0),
    "RandomSample": _sample,
}


def _decoder_type(coder: Coder) -> Any:
    from ....runtime.ports import real

    return real(*[None] * (coder["InputDepth"] - 1), len(coder["Labels"]))


DECODERS["Class"] = CoderKind(
    "Class",
    _read_decoder,
    _decode,
    _decoder_type,
    rows=lambda c: [
        ("Labels", make_list(c["Labels"])),
        ("Input depth", c["InputDepth"]),
        ("Dimensions", len(c["Labels"])),
    ],
    properties=PROPERTIES,
    word="class",
)
