"""Expressions through a pipe: each with its length before it."""

from __future__ import annotations

from typing import IO, Any

from ..expr import make_list
from ..wxf import decode, encode

_LENGTH = 8  # bytes


def send(pipe: IO[bytes], *parts: Any) -> None:
    data = encode(make_list(parts))
    pipe.write(len(data).to_bytes(_LENGTH, "little") + data)
    pipe.flush()


def receive(pipe: IO[bytes]) -> tuple[Any, ...] | None:
    """The parts that were sent, not evaluated; None at the end."""
    head = pipe.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    size = int.from_bytes(head, "little")
    data = pipe.read(size)
    if len(data) < size:
        return None
    parts: tuple[Any, ...] = decode(data).args
    return parts
