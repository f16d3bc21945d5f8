"""The compiled normalisation of SentencePiece: a double array of byte strings and what replaces them."""

from __future__ import annotations

import re
import struct
from functools import lru_cache

_WORD = re.compile(" *[^ ]+| +")


class CharsMap:
    """Replaces the longest known byte strings, from left to right.

    The data are the length of the double array in bytes, the array of 32-bit units, and replacements that end in zero
    bytes.  A unit has a label (the byte that leads to it), a mark that a value hangs below it, and the offset of what
    follows.
    """

    def __init__(self, data: bytes) -> None:
        size = int.from_bytes(data[:4], "little")
        if data and not 4 + size <= len(data) > 3:
            raise ValueError("no table of normalisation")
        self.units = struct.unpack_from(f"<{size // 4}I", data, 4) if data else ()
        self.texts = data[4 + size :]
        self._of_run = lru_cache(maxsize=65536)(self._replaced)

    def __call__(self, text: str) -> str:
        if not self.units:
            return text
        # a blank is part of no longer key, so that words can be done one by one and remembered
        return "".join(map(self._of_run, _WORD.findall(text)))

    def _replaced(self, text: str) -> str:
        source, parts, i = text.encode("utf-8", "surrogatepass"), [], 0
        while i < len(source):
            length, found = self._longest(source, i)
            if not length:
                length = _width(source[i])
                found = source[i : i + length]
            parts.append(found)
            i += length
        return b"".join(parts).decode("utf-8", "replace")

    def _longest(self, source: bytes, start: int) -> tuple[int, bytes]:
        units = self.units
        place = _offset(units[0])
        length, value = 0, 0
        for i in range(start, len(source)):
            place ^= source[i]
            if place >= len(units):
                break
            unit = units[place]
            if unit & 0x800000FF != source[i]:
                break
            place ^= _offset(unit)
            if unit >> 8 & 1 and place < len(units):
                length, value = i + 1 - start, units[place] & 0x7FFFFFFF
        end = self.texts.find(b"\0", value)
        return length, self.texts[value : None if end < 0 else end] if length else b""


def _offset(unit: int) -> int:
    return (unit >> 10) << ((unit & 0x200) >> 6)


def _width(byte: int) -> int:
    """The length of the character that a byte begins."""
    return 1 if byte < 0xC0 else 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
