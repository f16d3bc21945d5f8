"""Bytes in files and streams: numbers, characters and strings as machines write them."""

from __future__ import annotations

import math
import struct
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .. import symbols as S
from ..bytearrays import ByteArray, bytes_of
from ..convert import to_expression
from ..declare import builtin, name
from ..expr import FAILED, Expr, has_head, is_list, make_list
from ..gate import gated, open_file
from ..numerics.numbers import REAL_TYPES, Complex
from ..packed import Packed, from_array, pack
from .directories import OSERR
from .filenames import path_of
from .files import locate
from .streams import BINARY, opened, streams_of

_MESSAGES = {
    "oserr": OSERR,
    "format": "`1` is not a type of binary data, nor a list of such types.",
    "intnm": "Non-negative machine-sized integer expected at position `1` in `2`.",
    "bfmt": "The stream `1` has not been opened with BinaryFormat -> True, so that its bytes cannot be used.",
    "nocoerce": "`1` cannot be written as `2`.",
    "byteord": "The value `1` of ByteOrdering should be 1 or -1.",
    "stream": "`1` is not a string, File, InputStream or OutputStream.",
}
_OPTIONS = {"ByteOrdering": "$ByteOrdering"}
_ORDERS = {1: "big", -1: "little"}
name("ByteOrdering", "ByteOrdering is an option of binary functions: 1 puts the most significant byte first, -1 last.")


# ---- the types -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of `size` bytes: read(bytes, order) -> value, write(value, order) -> bytes, ValueError for what is none.

    `dtype` is numpy's name of it without the order, if there is one whose numbers the language has.
    """

    size: int
    read: Callable[[bytes, Any], Any]
    write: Callable[[Any, Any], bytes]
    dtype: str = ""


def _integer(bits: int, signed: bool, dtype: str = "") -> Kind:
    size = bits // 8

    def write(e: Any, order: Any) -> bytes:
        if type(e) is not int:
            raise ValueError
        try:
            return e.to_bytes(size, order, signed=signed)
        except OverflowError:
            raise ValueError from None

    return Kind(size, lambda data, order: int.from_bytes(data, order, signed=signed), write, dtype)


def _packed_real(code: str, e: Any, order: Any) -> bytes:
    if type(e) in REAL_TYPES:
        value = float(e)
    else:
        value = {S.Indeterminate: math.nan, _INFINITY: math.inf, _MINUS_INFINITY: -math.inf}.get(e)
        if value is None:
            raise ValueError
    try:
        return struct.pack(("<" if order == "little" else ">") + code, value)
    except OverflowError:
        raise ValueError from None


_INFINITY, _MINUS_INFINITY = Expr(S.DirectedInfinity, (1,)), Expr(S.DirectedInfinity, (-1,))


def _unpacked(code: str, data: bytes, order: Any) -> tuple[float, ...]:
    return struct.unpack(("<" if order == "little" else ">") + code, data)


def _real(code: str, dtype: str = "") -> Kind:
    return Kind(
        struct.calcsize("<" + code),
        lambda data, order: to_expression(_unpacked(code, data, order)[0]),
        lambda e, order: _packed_real(code, e, order),
        dtype,
    )


def _complex(code: str) -> Kind:
    def write(e: Any, order: Any) -> bytes:
        parts = (e.re, e.im) if type(e) is Complex else (e, 0.0)
        return b"".join([_packed_real(code, part, order) for part in parts])

    size = 2 * struct.calcsize("<" + code)
    return Kind(size, lambda data, order: to_expression(complex(*_unpacked(code * 2, data, order))), write)


def _character(size: int) -> Kind:
    def write(e: Any, order: Any) -> bytes:
        if type(e) is not str or len(e) != 1 or ord(e) >= 1 << 8 * size:
            raise ValueError
        return ord(e).to_bytes(size, order)

    def read(data: bytes, order: Any) -> str:
        code = int.from_bytes(data, order)
        return chr(code) if code < 0x110000 else "\ufffd"

    return Kind(size, read, write)


_TERMINATED = "TerminatedString"
KINDS: dict[str, Kind] = {
    "Byte": _integer(8, False, "u1"),
    **{f"Character{8 * n}": _character(n) for n in (1, 2, 4)},
    **{f"Integer{8 * n}": _integer(8 * n, True, f"i{n}") for n in (1, 2, 4, 8)},
    **{f"Integer{n}": _integer(n, True) for n in (24, 128)},
    **{f"UnsignedInteger{8 * n}": _integer(8 * n, False, f"u{n}") for n in (1, 2, 4)},
    **{f"UnsignedInteger{n}": _integer(n, False) for n in (24, 64, 128)},
    "Real16": _real("e"),
    "Real32": _real("f", "f4"),
    "Real64": _real("d", "f8"),
    "Complex64": _complex("f"),
    "Complex128": _complex("d"),
}


def _is_type(e: Any) -> bool:
    if is_list(e):
        return len(e) > 0 and all(_is_type(x) for x in e.args)
    return e == _TERMINATED or (type(e) is str and e in KINDS)


def _named(e: Any) -> Any:
    """The symbols that stand for types, by their names."""
    if is_list(e):
        return make_list([_named(x) for x in e.args])
    return {S.Byte: "Byte", S.Character: "Character8", S.Real: "Real64", S.Integer: "Integer32"}.get(e, e)


def _read_one(read: Callable[[int], bytes], kind: Any, order: Any) -> Any:
    if is_list(kind):
        return make_list([_read_one(read, k, order) for k in kind.args])
    if kind == _TERMINATED:
        out = b""
        while (byte := read(1)) not in (b"", b"\0"):
            out += byte
        return out.decode("latin-1") if out or byte else S.EndOfFile
    data = read(KINDS[kind].size)
    return KINDS[kind].read(data, order) if len(data) == KINDS[kind].size else S.EndOfFile


def numbers(data: bytes, kind: Kind, order: Any) -> Any:
    """All that bytes hold of one type; a rest that is too short is left out."""
    data = data[: len(data) - len(data) % kind.size]
    if kind.dtype and len(data) >= 64 * kind.size:
        import numpy as np

        array = np.frombuffer(data, np.dtype(kind.dtype).newbyteorder("<" if order == "little" else ">"))
        if array.dtype.kind != "f" or bool(np.isfinite(array).all()):
            return from_array(array.astype(np.int64 if array.dtype.kind != "f" else np.float64))
    return pack([kind.read(data[i : i + kind.size], order) for i in range(0, len(data), kind.size)])


# ---- streams ---------------------------------------------------------------------------------------------------------


def _source(stream: Any, keep: bool, session: Any, say: Any) -> tuple[Any, bool]:
    """(what gives n bytes, or all for -1; whether it is open just for this); `keep` leaves a file open for more."""
    streams = streams_of(session)
    path = path_of(stream)
    found = stream if path is None else streams.named(path, session, S.InputStream)
    if found is None and path is not None:
        full = locate(path, session)
        if full is None:
            return say("noopen", path), False
        if not keep:
            return open_file(session, full, "rb").read, True
        found = opened(path, "r", S.InputStream, True, session, say)
    file = streams.file(found)
    if file is None:
        return say("openx" if has_head(stream, S.InputStream) else "stream", stream), False
    if file.encoding not in (BINARY, None):
        return say("bfmt", stream), False
    return lambda n=-1: file.read(n).encode("latin-1", "replace"), False


def _order(options: Any, say: Any) -> str | None:
    order = options["ByteOrdering"]
    if order is S.system("$ByteOrdering"):
        return sys.byteorder
    return _ORDERS[order] if type(order) is int and order in _ORDERS else say("byteord", order)


def _closed(read: Any, own: bool) -> None:
    if own:
        read.__self__.close()


@builtin('BinaryRead[stream_, type_:"Byte", OptionsPattern[]]', options=_OPTIONS, volatile=True, **_MESSAGES)
@gated
def binary_read(stream: Any, type: Any = "Byte", *, options: Any, session: Any, say: Any) -> Any:
    """BinaryRead[stream] reads a byte, an integer from 0 to 255.
    BinaryRead[stream, "type"] reads a value of another type, BinaryRead[stream, {"type1", "type2", ...}] one of each.

    Types are "Byte", "Integer8", "Integer16", "Integer24", "Integer32", "Integer64" and "Integer128", the same with
    "UnsignedInteger", "Real16", "Real32" and "Real64", "Complex64" and "Complex128", "Character8", "Character16" and
    "Character32", "TerminatedString". ByteOrdering -> 1 takes the most significant byte first, -1 last. At the end the
    result is EndOfFile. A stream from a file needs BinaryFormat -> True; a file that is named is opened and stays so.

    >>> s = StringToStream["abcd"]; r = {BinaryRead[s], BinaryRead[s, {"Character8", "Integer8"}]}; Close[s]; r
    {97, {b, 99}}
    """
    type = _named(type)
    order = _order(options, say)
    if order is None or not _is_type(type):
        return None if order is None else say("format", type)
    read, _ = _source(stream, True, session, say)
    return FAILED if read is None else _read_one(read, type, order)


@builtin(
    'BinaryReadList[stream_, type_:"Byte", OptionsPattern[]]',
    "BinaryReadList[stream_, type_, n_, OptionsPattern[]]",
    options=_OPTIONS,
    volatile=True,
    **_MESSAGES,
)
@gated
def binary_read_list(
    stream: Any, type: Any = "Byte", n: Any = None, *, options: Any, session: Any, say: Any, expr: Any
) -> Any:
    """BinaryReadList["file"] gives the list of the bytes of a file, BinaryReadList["file", "type"] of its values of a
    type, BinaryReadList["file", {"type1", ...}] of lists of values; a stream works as well.
    BinaryReadList["file", type, n] gives the first n.

    >>> s = StringToStream["\\.01\\.00\\.00\\.02"]; r = BinaryReadList[s, "Integer16", ByteOrdering -> -1]; Close[s]; r
    {1, 512}
    """
    type = _named(type)
    order = _order(options, say)
    if order is None or not _is_type(type):
        return None if order is None else say("format", type)
    if n is not None and not (isinstance(n, int) and n >= 0):
        return say("intnm", 3, expr)
    read, own = _source(stream, False, session, say)
    if read is None:
        return FAILED
    try:
        kind = None if is_list(type) or type == _TERMINATED else KINDS[type]
        if kind is not None:
            return numbers(read(-1 if n is None else n * kind.size), kind, order)
        values: list[Any] = []
        while n is None or len(values) < n:
            value = _read_one(read, type, order)
            if value is S.EndOfFile or (is_list(value) and value.args[0] is S.EndOfFile):
                break
            values.append(value)
        return make_list(values)
    finally:
        _closed(read, own)


@builtin("ReadByteArray[source_]", "ReadByteArray[source_, n_]", volatile=True, **_MESSAGES)
@gated
def read_byte_array(source: Any, n: Any = None, *, session: Any, say: Any, expr: Any) -> Any:
    """ReadByteArray["file"] gives the bytes of a file as a ByteArray, ReadByteArray[stream] those that are left in a
    stream, ReadByteArray[stream, n] the next n; EndOfFile if there are none.

    >>> f = CreateFile[]; WriteString[f, "abc"]; b = ReadByteArray[f]; DeleteFile[f]; Normal[b]
    {97, 98, 99}
    """
    if n is not None and not (type(n) is int and n >= 0):
        return say("intnm", 2, expr)
    read, own = _source(source, False, session, say)
    if read is None:
        return FAILED
    try:
        data = read(-1 if n is None else n)
        return ByteArray(data) if data or n == 0 else S.EndOfFile
    finally:
        _closed(read, own)


# ---- writing ---------------------------------------------------------------------------------------------------------


class Uncoercible(Exception):
    pass


def written(e: Any, kind: Any, order: Any) -> bytes:
    """The bytes of a value or a list of values; a list of types is gone through again and again."""
    if type(e) is ByteArray and kind == "Byte":
        return e.data
    if is_list(e):
        if type(e) is Packed and kind == "Byte":
            data = bytes_of(e)
            if data is not None:
                return data
        kinds = kind.args if is_list(kind) else (kind,)
        return b"".join([written(x, kinds[i % len(kinds)], order) for i, x in enumerate(e.args)])
    if is_list(kind):
        kind = kind.args[0]
    try:
        if type(e) is str and kind == "Byte":
            return e.encode("latin-1")
        if type(e) is str and kind == _TERMINATED:
            return e.encode("latin-1") + b"\0"
        if type(e) is str and len(e) != 1 and kind.startswith("Character"):
            return b"".join([KINDS[kind].write(c, order) for c in e])
        return KINDS[kind].write(e, order)
    except (ValueError, KeyError):  # an encoding problem is a ValueError too
        raise Uncoercible(e, kind) from None


@builtin('BinaryWrite[stream_, data_, type_:"Byte", OptionsPattern[]]', options=_OPTIONS, volatile=True, **_MESSAGES)
@gated
def binary_write(stream: Any, data: Any, type: Any = "Byte", *, options: Any, session: Any, say: Any) -> Any:
    """BinaryWrite[stream, b] writes a byte, BinaryWrite[stream, {b1, b2, ...}] bytes, BinaryWrite[stream, array] those
    of a ByteArray, BinaryWrite[stream, "string"] the characters of a string as bytes.
    BinaryWrite[stream, data, "type"] writes data in another type, BinaryWrite[stream, {x1, x2, ...}, {"type1", ...}]
    every value in its own.

    Types and ByteOrdering are those of BinaryRead. A stream to a file needs BinaryFormat -> True; a file that is named
    is opened and stays so until Close["file"].

    >>> f = CreateFile[]; s = OpenWrite[f, BinaryFormat -> True]; BinaryWrite[s, {1, 2.5}, {"Integer16", "Real32"}];
    ... Close[s]; r = BinaryReadList[f, {"Integer16", "Real32"}]; DeleteFile[f]; r
    {{1, 2.5}}
    """
    type = _named(type)
    order = _order(options, say)
    if order is None or not _is_type(type):
        return None if order is None else say("format", type)
    try:
        text = written(data, type, order).decode("latin-1")
    except Uncoercible as problem:
        say("nocoerce", *problem.args)
        return FAILED
    streams = streams_of(session)
    path = path_of(stream)
    found = stream if path is None else streams.named(path, session, S.OutputStream)
    if found is None and path is not None:
        found = opened(path, "w", S.OutputStream, True, session, say)
    file = streams.file(found, writing=True)
    if file is None:
        say("openx" if has_head(stream, S.OutputStream) else "stream", stream)
        return FAILED
    if file.encoding != BINARY:
        say("bfmt", stream)
        return FAILED
    file.write(text)
    return stream
