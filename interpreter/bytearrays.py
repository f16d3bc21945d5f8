"""ByteArray["base64"]: bytes as one value, as files, codes and other programs give and take them."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

from . import symbols as S
from .expr import Value, is_list
from .listed import TYPES
from .packed import Packed, pack


class ByteArray(Value):
    """Bytes.  Their text in base 64 rebuilds them."""

    __slots__ = ("data",)

    def __init__(self, data: bytes) -> None:
        super().__init__(S.ByteArray)
        self.data = data

    def arguments(self) -> tuple[Any, ...]:
        return (b64encode(self.data).decode("ascii"),)

    def equals(self, other: Any) -> bool:
        return bool(self.data == other.data)

    def digest(self) -> int:
        return hash(self.data)

    def __reduce__(self) -> tuple[Any, ...]:
        return ByteArray, (self.data,)

    def normal(self) -> Any:
        return pack(list(self.data))

    def length(self) -> int:
        return len(self.data)

    def dimensions(self) -> tuple[int, ...]:
        return (len(self.data),)

    def with_elements(self, elements: Any) -> Any:
        found = bytes_of(elements)
        return None if found is None else ByteArray(found)


def bytes_of(e: Any) -> bytes | None:
    """The bytes of a ByteArray or of a list of integers from 0 to 255; None of all else."""
    if type(e) is ByteArray:
        return e.data
    if not is_list(e) or (type(e) is Packed and (e.array.ndim != 1 or not e.is_integer)):
        return None
    if not all(type(b) is int and 0 <= b < 256 for b in e.args):
        return None
    return bytes(e.args)


TYPES[ByteArray] = {}
