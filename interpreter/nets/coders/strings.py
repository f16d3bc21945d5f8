"""What the coders of text share: lengths, forms and types of sequences of codes, and probabilities back to codes.

Codes count from 1.  "TargetLength" -> n keeps the first n codes and fills shorter sequences with a code for nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ....runtime.ports import VARYING, Type, integer, real
from ... import symbols as S
from .coder import Coder
from .parameters import CoderError, Parameter, depth, either, one_of, size
from .properties import Property
from .sampling import read_sampling, sampled

FORM = Parameter(one_of("Index", "UnitVector", "IndicatorVector"), "Index")
_SHOWN = 60
LENGTH = Parameter(either(S.All, size), S.All)


def is_string(coder: Coder, e: Any) -> bool:
    """Whether e is one example of most encoders of text."""
    return type(e) is str


def uncovered(c: str, text: str) -> CoderError:
    """What is said of a character (or word) without a code, and of where it stands."""
    return CoderError("nochar", c, text if len(text) <= _SHOWN else text[:_SHOWN] + "...")


def cut(coder: Coder, codes: Sequence[int], filler: int) -> np.ndarray:
    """Codes as an array of the length that the encoder wants."""
    n = coder["TargetLength"]
    if n is not S.All:
        codes = [*codes[:n], *[filler] * (n - len(codes))]
    return np.array(codes, dtype=np.int64)


def shaped(coder: Coder, codes: np.ndarray, count: int) -> np.ndarray:
    """Codes as they are, or each as a unit vector."""
    if coder["Form"] == "Index":
        return codes
    vectors = np.zeros((len(codes), count), dtype=np.float32)
    vectors[np.arange(len(codes)), codes - 1] = 1
    return vectors


def sequence(coder: Coder, count: int) -> Type:
    """The type of a sequence of codes from 1 to count, or of unit vectors."""
    length = VARYING if coder.parameters.get("TargetLength", S.All) is S.All else coder["TargetLength"]
    if coder.parameters.get("Form", "Index") == "Index":
        return integer(length, low=1, high=count)
    return real(length, count)


# ---- decoders --------------------------------------------------------------------------------------------------------


DEPTH = Parameter(depth, 2)
LOSS = ("CrossEntropyLossLayer", "Index")


def probabilities(coder: Coder, count: int) -> Type:
    """The type of the probabilities of count codes: for a sequence of them, or for one (depth 1)."""
    return real(count) if coder["InputDepth"] < 2 else real(None, count)


def written(text: Callable[[Coder, list[int]], str]) -> dict[str | None, Property]:
    """The properties of a decoder of text; `text` makes the string of codes from 0."""

    def likeliest(coder: Coder, p: Any, argument: Any, session: Any) -> str:
        return text(coder, np.atleast_2d(p).argmax(axis=-1).tolist())

    def drawn(coder: Coder, p: Any, how: Any, session: Any) -> str:
        return text(coder, [sampled(row, how, session) for row in np.atleast_2d(p)])

    return {None: Property(likeliest), "RandomSample": Property(drawn, read_sampling, True)}
