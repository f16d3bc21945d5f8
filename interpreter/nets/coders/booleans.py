"""The "Boolean" coders: True and False to 1 and 0, and probabilities to True and False."""

from __future__ import annotations

from math import log
from typing import Any

import numpy as np

from ....runtime.ports import real
from ...expr import FALSE, TRUE, boolean
from .coder import Coder, DecoderKind, EncoderKind, declare
from .parameters import Parameter, depth, dimensions
from .properties import Property
from .sampling import read_sampling, sampled

_LEAST = 0.5  # from this probability on the decision is True


def _encode(coder: Coder, examples: list[Any], session: Any) -> np.ndarray:
    return np.array([e is TRUE for e in examples], dtype=np.int64)


def _entropy(coder: Coder, p: Any, argument: Any, session: Any) -> float:
    return 0.0 - sum(q * log(q) for q in (float(p), 1 - float(p)) if q > 0)


def _random(coder: Coder, p: Any, how: Any, session: Any) -> Any:
    return boolean(sampled(np.array([1 - float(p), float(p)]), how, session))


_PROPERTIES: dict[str | None, Property] = {
    "Decision": Property(lambda c, p, x, s: boolean(p >= _LEAST)),
    "Probability": Property(lambda c, p, x, s: float(p)),
    "Entropy": Property(_entropy),
    "RandomSample": Property(_random, read_sampling, True),
}

declare(
    EncoderKind(
        "Boolean",
        _encode,
        type=lambda c: real(),
        example=lambda c, e: e in (TRUE, FALSE),
        wants="True or False",
        arguments={"Dimensions": Parameter(dimensions, ())},
        word="boolean",
    ),
    DecoderKind(
        "Boolean",
        type=lambda c: real(),
        properties=lambda c: _PROPERTIES,
        options={"InputDepth": Parameter(depth, 0)},
        word="boolean",
        loss=lambda c: ("CrossEntropyLossLayer", "Binary"),
    ),
)
