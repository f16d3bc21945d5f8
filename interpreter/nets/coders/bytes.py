"""The "UTF8" encoder: strings to the bytes that write them in UTF-8, each plus 1."""

from __future__ import annotations

from typing import Any

import numpy as np

from .coder import Coder, EncoderKind, declare
from .strings import FORM, is_string, sequence, shaped

_COUNT = 248  # no byte of UTF-8 is greater than 247


def _encode(coder: Coder, examples: list[Any], session: Any) -> list[np.ndarray]:
    return [shaped(coder, _codes(e), _COUNT) for e in examples]


def _codes(text: str) -> np.ndarray:
    return np.frombuffer(text.encode("utf-8", "surrogatepass"), dtype=np.uint8).astype(np.int64) + 1


declare(
    EncoderKind(
        "UTF8",
        _encode,
        type=lambda c: sequence(c, _COUNT),
        example=is_string,
        wants="a string",
        arguments={"Form": FORM},
        word="string",
    )
)
