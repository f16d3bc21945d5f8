"""Coders of plain numbers, some under the names of older programs: "Real", "Scalar", "UnitVector"."""

from __future__ import annotations

from typing import Any

import numpy as np

from ....runtime.ports import real
from ...numerics.numbers import REAL_TYPES
from .booleans import depth
from .coder import Coder, DecoderKind, EncoderKind, declare
from .parameters import Parameter, Unfit, dimensions, number, positive_integer
from .properties import Property


def _is_number(coder: Coder, e: Any) -> bool:
    try:
        return type(e) in REAL_TYPES and number(e) is not None
    except Unfit:
        return False


def _encode_unit(coder: Coder, examples: list[Any], session: Any) -> np.ndarray:
    return np.eye(coder["Size"], dtype=np.float32)[[e - 1 for e in examples]]


declare(
    *(
        EncoderKind(
            name,
            lambda c, examples, session: np.array([number(e) for e in examples]),
            type=lambda c: real(),
            example=_is_number,
            wants="a number",
            options={"Dimensions": Parameter(dimensions, ())},
            word="real",
        )
        for name in ("Real", "Scalar")
    ),
    *(
        DecoderKind(
            name,
            type=lambda c: real(),
            properties=lambda c: {None: Property(lambda c, x, argument, session: float(x))},
            options={"InputDepth": Parameter(depth, 0)},
            word="real",
        )
        for name in ("Real", "Scalar")
    ),
    EncoderKind(
        "UnitVector",
        _encode_unit,
        type=lambda c: real(c["Size"]),
        example=lambda c, e: type(e) is int and 0 < e <= c["Size"],
        wants="an integer from 1 to its size",
        arguments={"Size": Parameter(positive_integer)},
        options={"Dimensions": Parameter(dimensions, ())},
        word="index",
    ),
)
