"""BinarySerialize and BinaryDeserialize, and the file format WXF."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..bytearrays import ByteArray, bytes_of
from ..declare import builtin, declaration
from ..expr import FAILED, Expr
from ..wxf import NoWXF, decode, encode
from .formats import FUNCTIONS, Format, register

_HOLD = {None: None, "Expression": None, "HeldExpression": S.Hold}


def _read(data: bytes, element: Any, session: Any) -> Any:
    if element not in _HOLD:
        return None
    try:
        value = decode(data, session.contexts.stored)
    except NoWXF:
        return FAILED
    return value if _HOLD[element] is None else Expr(_HOLD[element], (value,))


register(Format("WXF", ("wxf",), _read, lambda e, session: encode(e), binary=True))
for _name in FUNCTIONS:
    declaration(_name)


@builtin("BinarySerialize[expr_, OptionsPattern[]]", options={"PerformanceGoal": '"Speed"'})
def binary_serialize(expr: Any, *, options: Any) -> Any:
    """BinarySerialize[expr] gives a ByteArray that stands for any expression, in the format WXF; BinaryDeserialize
    gives the expression back. PerformanceGoal -> "Size" packs the bytes.

    >>> Normal[BinarySerialize[{1, x}]]
    {56, 58, 102, 2, 115, 4, 76, 105, 115, 116, 67, 1, 115, 8, 71, 108, 111, 98, 97, 108, 96, 120}
    """
    return ByteArray(encode(expr, options["PerformanceGoal"] == "Size"))


@builtin("BinaryDeserialize[bytes_]", "BinaryDeserialize[bytes_, h_]", attributes="Protected",
         invalid="These bytes are not those of an expression: `1`.", barray="`1` is not a ByteArray.")  # fmt: skip
def binary_deserialize(bytes: Any, h: Any = None, *, session: Any, say: Any) -> Any:
    """BinaryDeserialize[array] gives the expression for which the bytes of BinarySerialize stand;
    BinaryDeserialize[array, h] wraps it in h before it is evaluated.

    >>> BinaryDeserialize[BinarySerialize[<|"a" -> 2^100, "b" -> {1/2, 2.5}|>]]
    <|a -> 1267650600228229401496703205376, b -> {1/2, 2.5}|>
    >>> BinaryDeserialize[BinarySerialize[Unevaluated[1 + 1]], Hold]
    Hold[1 + 1]
    """
    data = bytes_of(bytes)
    if data is None:
        return say("barray", bytes)
    try:
        value = decode(data, session.contexts.stored)
    except NoWXF as problem:
        say("invalid", str(problem))
        return FAILED
    return value if h is None else Expr(h, (value,))
