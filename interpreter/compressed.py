"""The binary form inside texts that Compress of the original product has made, as people who looked at it describe it.

After "!boR" every part has a letter: i and a number of 32 bits, r and a real of 64, I, R, S and s with a length before
the digits, text or name, f with the number of arguments before head and arguments, e with rank and dimensions before
the reals of an array.  All numbers have their lowest byte first.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Callable
from typing import Any

from .convert import to_expression
from .expr import Expr, Symbol
from .packed import from_array
from .wxf import NoWXF, big_real, digits_value, number_of

MARK = b"!boR"
_DEEPEST = 32  # levels of an array


class _Reader:
    def __init__(self, data: bytes, resolve: Callable[[str], Symbol]) -> None:
        self.data, self.at, self.resolve = data, len(MARK), resolve

    def take(self, n: int) -> bytes:
        if n > len(self.data) - self.at:
            raise NoWXF("the bytes end too early")
        self.at += n
        return self.data[self.at - n : self.at]

    def count(self) -> int:
        return int.from_bytes(self.take(4), "little")

    def text(self) -> str:
        return self.take(self.count()).decode("utf-8")

    def array(self) -> Any:
        import numpy as np

        rank = self.count()
        if not 0 < rank <= _DEEPEST:
            raise NoWXF("an array of an unknown kind")
        shape = [self.count() for _ in range(rank)]
        return from_array(np.frombuffer(self.take(8 * math.prod(shape)), "<f8").astype(float).reshape(shape))


_ATOMS: dict[bytes, Callable[[_Reader], Any]] = {
    b"i": lambda r: int.from_bytes(r.take(4), "little", signed=True),
    b"r": lambda r: to_expression(struct.unpack("<d", r.take(8))[0]),
    b"I": lambda r: digits_value(r.text()),
    b"R": lambda r: big_real(r.text()),
    b"S": _Reader.text,
    b"s": lambda r: r.resolve(r.text()),
    b"e": _Reader.array,
}


def decode(data: bytes, resolve: Callable[[str], Symbol]) -> Any:
    """The expression of some bytes, not evaluated.  Raises NoWXF."""
    r = _Reader(data, resolve)
    open_: list[tuple[list[Any], int]] = []  # parts so far, and how many there will be
    while True:
        token = r.take(1)
        if token == b"f":
            n = r.count()
            if n > len(data):
                raise NoWXF("the bytes end too early")
            open_.append(([], n + 1))
            continue
        if token not in _ATOMS:
            raise NoWXF(f"the token {token!r} is unknown")
        try:
            value = _ATOMS[token](r)
        except (UnicodeDecodeError, ValueError, OverflowError) as problem:
            raise NoWXF(str(problem)) from None
        while open_:
            parts, wanted = open_[-1]
            parts.append(value)
            if len(parts) < wanted:
                break
            open_.pop()
            value = number_of(parts[0], *parts[1:]) if len(parts) == 3 else Expr(parts[0], tuple(parts[1:]))
        else:
            if r.at != len(data):
                raise NoWXF("there are more bytes than one expression has")
            return value
