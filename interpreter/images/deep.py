"""Files of sixteen bits a channel in several channels, which Pillow brings down to eight: PNG (RFC 2083) and TIFF 6.

Read are PNG files without interlacing and TIFF files in plain strips, as most programs write them; of others Pillow
gives eight bits.  Written are the same.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

import numpy as np

PNG = b"\x89PNG\r\n\x1a\n"
_CHANNELS = {2: 3, 4: 2, 6: 4}  # PNG's types of colour with several channels
_COLOURS = {channels: kind for kind, channels in _CHANNELS.items()}
_SIXTEEN = 16


def read_deep(data: bytes, most: int) -> np.ndarray | None:
    """The pixels of a file of these kinds, (height, width, channels) with at most so many of them.

    None of any other file, and of a broken one.
    """
    array = _read_png(data, most)
    return _read_tiff(data) if array is None else array


# ---- PNG -------------------------------------------------------------------------------------------------------------


def _read_png(data: bytes, most: int) -> np.ndarray | None:
    if data[:8] != PNG or data[12:16] != b"IHDR" or len(data) < 33:
        return None
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", data[16:29])
    if depth != _SIXTEEN or colour not in _CHANNELS or interlaced or not 0 < width * height <= most:
        return None
    channels = _CHANNELS[colour]
    length = 2 * channels * width
    packed = bytearray()
    at = 8
    while at + 8 <= len(data):
        size, name = struct.unpack(">I4s", data[at : at + 8])
        if name == b"IDAT":
            packed += data[at + 8 : at + 8 + size]
        at += size + 12
    try:  # no more than the header promises, whatever is in there
        rows = zlib.decompressobj().decompress(bytes(packed), (length + 1) * height)
    except zlib.error:
        return None
    if len(rows) != (length + 1) * height:
        return None
    raw = np.frombuffer(rows, dtype=np.uint8).reshape(height, length + 1)
    lines = _unfiltered(raw, 2 * channels)
    return None if lines is None else lines.view(">u2").astype(np.uint16).reshape(height, width, channels)


def _unfiltered(raw: np.ndarray, step: int) -> np.ndarray | None:
    """The bytes of the rows, each of which was written as differences of the kind that its first byte names."""
    lines = np.empty((len(raw), raw.shape[1] - 1), dtype=np.uint8)
    before = np.zeros(lines.shape[1], dtype=np.uint8)
    for y, row in enumerate(raw):
        if row[0] >= len(_FILTERS):
            return None
        before = lines[y] = _FILTERS[row[0]](row[1:], before, step)
    return np.ascontiguousarray(lines)


def _left(row: np.ndarray, above: np.ndarray, step: int) -> np.ndarray:
    return np.cumsum(row.reshape(-1, step), axis=0, dtype=np.uint8).ravel()


def _average(row: np.ndarray, above: np.ndarray, step: int) -> np.ndarray:
    out = [0] * step  # bytes to the left of the first pixel
    for i, (byte, up) in enumerate(zip(row.tolist(), above.tolist(), strict=True)):
        out.append((byte + (out[i] + up) // 2) & 255)
    return np.array(out[step:], dtype=np.uint8)


def _paeth(row: np.ndarray, above: np.ndarray, step: int) -> np.ndarray:
    out, corners = [0] * step, [0] * step + above.tolist()
    for i, (byte, up) in enumerate(zip(row.tolist(), above.tolist(), strict=True)):
        left, corner = out[i], corners[i]
        to_left, to_up, to_corner = abs(up - corner), abs(left - corner), abs(left + up - 2 * corner)
        near = left if to_left <= to_up and to_left <= to_corner else up if to_up <= to_corner else corner
        out.append((byte + near) & 255)
    return np.array(out[step:], dtype=np.uint8)


_FILTERS: tuple[Callable[[np.ndarray, np.ndarray, int], np.ndarray], ...] = (
    lambda row, above, step: row,
    _left,
    lambda row, above, step: row + above,
    _average,
    _paeth,
)


def _write_png(array: np.ndarray) -> bytes:
    """A PNG file of (height, width, channels) 16-bit numbers, every row as its differences from the one above."""
    height, width, channels = array.shape
    lines = np.ascontiguousarray(array, dtype=">u2").view(np.uint8).reshape(height, -1)
    differences = np.diff(lines, axis=0, prepend=np.zeros_like(lines[:1]))
    rows = np.concatenate([np.full((height, 1), 2, dtype=np.uint8), differences], axis=1)
    header = struct.pack(">IIBBBBB", width, height, _SIXTEEN, _COLOURS[channels], 0, 0, 0)
    return b"".join(
        [PNG, _chunk(b"IHDR", header), _chunk(b"IDAT", zlib.compress(rows.tobytes())), _chunk(b"IEND", b"")]
    )


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


# ---- TIFF ------------------------------------------------------------------------------------------------------------

_SHORT, _LONG = 3, 4
_WIDTH, _HEIGHT, _BITS, _COMPRESSION, _MEANING, _STRIPS, _SAMPLES, _ROWS, _BYTES, _PLANES, _EXTRA = (
    256, 257, 258, 259, 262, 273, 277, 278, 279, 284, 338,
)  # fmt: skip


def _read_tiff(data: bytes) -> np.ndarray | None:
    """The pixels of the first page."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(data[:4])
    if order is None:
        return None
    try:
        tags = _tags(data, order)
        width, height = tags[_WIDTH][0], tags[_HEIGHT][0]
        channels = tags.get(_SAMPLES, (1,))[0]
        plain = tags.get(_COMPRESSION, (1,))[0] == 1 and tags.get(_PLANES, (1,))[0] == 1
        if not plain or channels < 2 or tags.get(_BITS) != (_SIXTEEN,) * channels or tags[_MEANING][0] not in (1, 2):
            return None
        strips = zip(tags[_STRIPS], tags[_BYTES], strict=True)
        pixels = b"".join([data[start : start + size] for start, size in strips])
        array = np.frombuffer(pixels, dtype=order + "u2", count=width * height * channels)
    except (struct.error, KeyError, IndexError, ValueError):
        return None
    return array.astype(np.uint16).reshape(height, width, channels)


def _tags(data: bytes, order: str) -> dict[int, tuple[int, ...]]:
    """The whole numbers in the first directory of a TIFF file."""
    (start,) = struct.unpack_from(order + "I", data, 4)
    (count,) = struct.unpack_from(order + "H", data, start)
    found = {}
    for i in range(count):
        tag, kind, n = struct.unpack_from(order + "HHI", data, start + 2 + 12 * i)
        letter = {_SHORT: "H", _LONG: "I"}.get(kind)
        if letter is None or n * struct.calcsize(letter) > len(data):
            continue
        place = start + 10 + 12 * i
        if n * struct.calcsize(letter) > 4:
            (place,) = struct.unpack_from(order + "I", data, place)
        found[tag] = struct.unpack_from(f"{order}{n}{letter}", data, place)
    return found


def _write_tiff(array: np.ndarray) -> bytes:
    """A TIFF file of (height, width, channels) 16-bit numbers in one strip; two or four channels end with opacity."""
    height, width, channels = array.shape
    pixels = np.ascontiguousarray(array, dtype="<u2").tobytes()
    entries = [
        (_WIDTH, _LONG, (width,)),
        (_HEIGHT, _LONG, (height,)),
        (_BITS, _SHORT, (_SIXTEEN,) * channels),
        (_COMPRESSION, _SHORT, (1,)),
        (_MEANING, _SHORT, (2 if channels > 2 else 1,)),
        (_STRIPS, _LONG, (8,)),
        (_SAMPLES, _SHORT, (channels,)),
        (_ROWS, _LONG, (height,)),
        (_BYTES, _LONG, (len(pixels),)),
        (_PLANES, _SHORT, (1,)),
        *([(_EXTRA, _SHORT, (2,))] if channels in (2, 4) else []),
    ]
    start = 8 + len(pixels)
    beyond = start + 2 + 12 * len(entries) + 4  # where values stand that do not fit in an entry
    directory, rest = struct.pack("<H", len(entries)), b""
    for tag, kind, values in entries:
        packed = struct.pack(f"<{len(values)}{'H' if kind == _SHORT else 'I'}", *values)
        if len(packed) > 4:
            packed, rest = struct.pack("<I", beyond + len(rest)), rest + packed
        directory += struct.pack("<HHI", tag, kind, len(values)) + packed.ljust(4, b"\0")
    return b"II*\0" + struct.pack("<I", start) + pixels + directory + b"\0\0\0\0" + rest


DEEP_WRITERS = {"PNG": _write_png, "TIFF": _write_tiff}
