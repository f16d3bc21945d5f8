"""Coders of plain numbers, some under the names of older programs: "Real", "Scalar", "UnitVector"."""

from __future__ import annotations

from typing import Any

import numpy as np

from ....runtime.ports import Type, real
from ...numerics.numbers import REAL_TYPES
from ...packed import from_array
from .coder import Coder, DecoderKind, EncoderKind, declare
from .parameters import Parameter, Unfit, depth, dimensions, number, size
from .properties import Property


def _is_number(coder: Coder, e: Any) -> bool:
    try:
        return type(e) in REAL_TYPES and number(e) is not None
    except Unfit:
        return False


def _encode_unit(coder: Coder, examples: list[Any], session: Any) -> np.ndarray:
    return np.eye(coder["Size"], dtype=np.float32)[[e - 1 for e in examples]]


def _without_vector(coder: Coder, x: np.ndarray, argument: Any, session: Any) -> Any:
    """Vectors of length 1 at the last level as their numbers."""
    return from_array(x[..., 0] if x.ndim and x.shape[-1] == 1 else x)


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
            at_ports=False,
        )
        for name in ("Real", "Scalar")
    ),
    DecoderKind(
        "Real",
        type=lambda c: real(),
        properties=lambda c: {None: Property(lambda c, x, argument, session: float(x))},
        options={"InputDepth": Parameter(depth, 0)},
        word="real",
        at_ports=False,
    ),
    DecoderKind(
        "Scalar",
        type=lambda c: Type(),
        properties=lambda c: {None: Property(_without_vector)},
        word="real",
        at_ports=False,
    ),
    EncoderKind(
        "UnitVector",
        _encode_unit,
        type=lambda c: real(c["Size"]),
        example=lambda c, e: type(e) is int and 0 < e <= c["Size"],
        wants="an integer from 1 to its size",
        arguments={"Size": Parameter(size)},
        options={"Dimensions": Parameter(dimensions, ())},
        word="index",
    ),
)
