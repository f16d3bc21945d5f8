"""Formats of plain numbers in bytes, and ImportByteArray and ExportByteArray for every format."""

from __future__ import annotations

import sys
from typing import Any

from ..bytearrays import ByteArray
from ..declare import builtin, declaration
from ..expr import FAILED
from .binary import KINDS, Uncoercible, numbers, written
from .formats import FUNCTIONS, MESSAGES, Format, Unwritable, exported, find_format, imported, register


def _format(title: str) -> Format:
    kind = "Byte" if title == "Binary" else title

    def read(data: bytes, element: Any, session: Any) -> Any:
        return numbers(data, KINDS[kind], sys.byteorder) if element in (None, "Data") else None

    def write(e: Any, session: Any) -> bytes:
        try:
            return written(e, kind, sys.byteorder)
        except Uncoercible as problem:
            raise Unwritable(problem.args[0]) from None

    return Format(title, ("bin",) if title == "Binary" else (), read, write, binary=True)


for _title in ("Binary", *KINDS):
    register(_format(_title))
for _name in FUNCTIONS:
    declaration(_name)


@builtin("ImportByteArray[array_, format_]", volatile=True, barray="`1` is not a ByteArray.", **MESSAGES)
def import_byte_array(array: Any, format: Any, *, session: Any, say: Any) -> Any:
    """ImportByteArray[array, "format"] reads the data that the bytes of a ByteArray hold in a format,
    ImportByteArray[array, {"format", element}] a part of them.

    >>> ImportByteArray[StringToByteArray["a,1\\nb,2"], "CSV"]
    {{a, 1}, {b, 2}}
    """
    if type(array) is not ByteArray:
        return say("barray", array)
    chosen, element = find_format(format, None)
    return imported(array.data, chosen, element, format, session, say)


@builtin("ExportByteArray[expr_, format_]", volatile=True, **MESSAGES)
def export_byte_array(expr: Any, format: Any, *, session: Any, say: Any) -> Any:
    """ExportByteArray[expr, "format"] gives the bytes that Export would write as a ByteArray.

    >>> ByteArrayToString[ExportByteArray[{{1, 2}, {3, 4}}, "CSV"]]
    1,2
    3,4

    >>> Normal[ExportByteArray[{1, -2}, "Integer16"]]
    {1, 0, 254, 255}
    """
    chosen, _ = find_format(format, None)
    data = exported(expr, chosen, format, session, say)
    return FAILED if data is None else ByteArray(data)
