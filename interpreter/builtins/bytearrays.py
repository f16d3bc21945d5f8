"""ByteArray: bytes as a value, and the texts that stand for them."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..bytearrays import ByteArray, bytes_of
from ..compressed import MARK, decode
from ..declare import builtin
from ..display import formatter, full_form
from ..expr import FAILED, Expr, Symbol, boolean
from .characters import codec_of

_ENCODING = "`1` is not a character encoding that is known here."
_NO_BYTES = "`1` is not a ByteArray."


@builtin(
    "ByteArray[data_]",
    lend="The argument at position 1 in `1` should be a list of integers from 0 to 255 or a string in base 64.",
)
def byte_array(data: Any, *, say: Any, expr: Any) -> Any:
    """ByteArray[{b1, b2, ...}] is an array of bytes, integers from 0 to 255; ByteArray["string"] is the one whose text
    in base 64 is given.

    It is a value: Normal gives the list of integers, Length, Part, Take, Drop, Join and Reverse work as for lists.

    >>> ByteArray[{1, 2, 255}]
    ByteArray[<3>]
    >>> InputForm[ByteArray[{1, 2, 255}]]
    ByteArray["AQL/"]
    >>> Normal[Join[ByteArray["AQL/"], ByteArray[{7, 8}]][[2 ;; 4]]]
    {2, 255, 7}
    """
    found = _from_base64(data) if type(data) is str else bytes_of(data)
    if found is None:
        return say("lend", expr)
    return ByteArray(found)


def _from_base64(text: str) -> bytes | None:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (ValueError, binascii.Error):
        return None


@builtin("ByteArrayQ[expr_]")
def byte_array_q(expr: Any) -> Any:
    """ByteArrayQ[expr] is True for a ByteArray.

    >>> {ByteArrayQ[ByteArray[{1, 2}]], ByteArrayQ[{1, 2}]}
    {True, False}
    """
    return boolean(type(expr) is ByteArray)


@formatter("ByteArray")
def show_byte_array(e: Any, page: Any) -> Any:
    return f"ByteArray[<{e.length()}>]" if type(e) is ByteArray else None


# ---- characters ------------------------------------------------------------------------------------------------------


@builtin('StringToByteArray[string_, encoding_:"UTF-8"]', encoding=_ENCODING, ctnb="`1` has characters beyond `2`.")
def string_to_byte_array(string: Any, encoding: Any = "UTF-8", *, say: Any, expr: Any) -> Any:
    """StringToByteArray["string"] gives the bytes of a string in UTF-8, StringToByteArray["string", "encoding"] in
    another encoding, such as "UTF-16", "ISO8859-1" or "ASCII".

    >>> Normal[StringToByteArray["aé"]]
    {97, 195, 169}
    >>> Normal[StringToByteArray["aé", "ISO8859-1"]]
    {97, 233}
    """
    if type(string) is not str:
        return say("string", 1, expr)
    name = _encoding(encoding)
    if name is None:
        return say("encoding", encoding)
    try:
        return ByteArray(string.encode(name))
    except UnicodeEncodeError:
        return say("ctnb", string, encoding)


@builtin('ByteArrayToString[array_, encoding_:"UTF-8"]', encoding=_ENCODING, barray=_NO_BYTES)
def byte_array_to_string(array: Any, encoding: Any = "UTF-8", *, say: Any) -> Any:
    """ByteArrayToString[array] gives the string whose bytes in UTF-8 a ByteArray holds, ByteArrayToString[array,
    "encoding"] those of another encoding.

    Bytes that the encoding has no character for become \\[UnknownGlyph].

    >>> ByteArrayToString[ByteArray[{72, 101, 108, 108, 111}]]
    Hello
    """
    if type(array) is not ByteArray:
        return say("barray", array)
    name = _encoding(encoding)
    if name is None:
        return say("encoding", encoding)
    return array.data.decode(name, "replace")


def _encoding(name: Any) -> str | None:
    known, codec = codec_of(name)
    return codec or "utf-8" if known else None


# ---- texts that carry bytes ------------------------------------------------------------------------------------------


def _of_hexadecimal(text: str) -> bytes:
    return bytes.fromhex(re.sub("[^0-9A-Fa-f]", "", text))


def _of_base64(text: str) -> bytes:
    return base64.b64decode(re.sub("[^A-Za-z0-9+/=]", "", text), validate=True)


def _of_ascii85(text: str) -> bytes:
    return base64.a85decode(re.sub("[^!-uz]", "", text))


# name -> (text of bytes, bytes of a text, which leaves out what is no character of the encoding)
_BASES: dict[str, tuple[Callable[[bytes], str], Callable[[str], bytes]]] = {
    "Base16": (lambda data: data.hex(), _of_hexadecimal),
    "Base64": (lambda data: base64.b64encode(data).decode("ascii"), _of_base64),
    "Base85ASCII": (lambda data: base64.a85encode(data).decode("ascii"), _of_ascii85),
}
_UNKNOWN = "The encoding `1` is not among Base16, Base64 and Base85ASCII."


@builtin('BaseEncode[array_, encoding_:"Base64"]', barray=_NO_BYTES, encoding=_UNKNOWN)
def base_encode(array: Any, encoding: Any = "Base64", *, say: Any) -> Any:
    """BaseEncode[array] gives the text of a ByteArray in base 64; BaseEncode[array, "encoding"] in "Base16", "Base64"
    or "Base85ASCII".

    >>> BaseEncode[StringToByteArray["Many hands"]]
    TWFueSBoYW5kcw==
    >>> BaseEncode[ByteArray[{255, 10}], "Base16"]
    ff0a
    """
    if type(array) is not ByteArray:
        return say("barray", array)
    if encoding not in _BASES:
        return say("encoding", encoding)
    return _BASES[encoding][0](array.data)


@builtin(
    'BaseDecode[string_, encoding_:"Base64"]', encoding=_UNKNOWN, invalid="`1` is no text of bytes in the encoding `2`."
)
def base_decode(string: Any, encoding: Any = "Base64", *, say: Any, expr: Any) -> Any:
    """BaseDecode["string"] gives the ByteArray of a text in base 64, BaseDecode["string", "encoding"] of one in
    "Base16", "Base64" or "Base85ASCII".

    Characters that the encoding does not use are left out.

    >>> ByteArrayToString[BaseDecode["TWFueSBoYW5kcw=="]]
    Many hands
    """
    if type(string) is not str:
        return say("string", 1, expr)
    if encoding not in _BASES:
        return say("encoding", encoding)
    try:
        return ByteArray(_BASES[encoding][1](string))
    except ValueError:
        say("invalid", string, encoding)
        return FAILED


# ---- compression -----------------------------------------------------------------------------------------------------

_MARK = "1:"  # the version of the text that Compress makes


def _whole_name(s: Symbol) -> str:
    return s.name if s.context == "System`" else s.full


@builtin("Compress[expr_]")
def compress(expr: Any) -> Any:
    """Compress[expr] gives a short text that stands for any expression; Uncompress gives the expression back.

    The text is "1:" and, in base 64, the full form of the expression in UTF-8 as zlib packs it.

    >>> Uncompress[Compress[{1, "two", x + y}]]
    {1, two, x + y}
    >>> StringLength[Compress[Range[1000]]] < StringLength[ToString[Range[1000]]]
    True
    """
    import zlib

    text = full_form(expr, visible=_whole_name).encode("utf-8", "surrogatepass")
    return _MARK + base64.b64encode(zlib.compress(text, 9)).decode("ascii")


@builtin(
    "Uncompress[string_]", "Uncompress[string_, h_]", corrupt="`1` is no text that Compress has made.", attributes=""
)
def uncompress(string: Any, h: Any = None, *, session: Any, say: Any, expr: Any) -> Any:
    """Uncompress["string"] gives the expression from which Compress made a text, Uncompress["string", h] wraps it in h
    before it is evaluated. Texts that other implementations of the language have made are read as well.

    >>> Uncompress[Compress[Unevaluated[1 + 1]], Hold]
    Hold[1 + 1]
    """
    import zlib

    from ...grammar import WLSyntaxError

    if type(string) is not str:
        return say("string", 1, expr)
    try:
        if not string.startswith(_MARK):
            raise ValueError
        data = zlib.decompress(base64.b64decode("".join(string[len(_MARK) :].split()), validate=True))
        if data.startswith(MARK):
            found = decode(data, session.contexts.stored)
        else:
            found = session.read_value(data.decode("utf-8", "surrogatepass"))
    except (ValueError, zlib.error, WLSyntaxError):
        say("corrupt", string)
        return FAILED
    return found if h is None else Expr(h, (found,))


@builtin("CompressedData[string_]")
def compressed_data(string: Any, *, evaluate: Any) -> Any:
    """CompressedData["string"] stands for the expression from which Compress made a text.

    >>> CompressedData[Compress[{1, 2}]]
    {1, 2}
    """
    found = evaluate(Expr(S.Quiet, (Expr(S.Uncompress, (string,)),))) if type(string) is str else FAILED
    return None if found is FAILED else found
