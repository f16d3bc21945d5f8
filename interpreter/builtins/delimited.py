"""Tables as text, with something between the cells: CSV, TSV, Table; and bytes as Base64."""

from __future__ import annotations

import base64
import binascii
import csv
import io
from typing import Any

from .. import symbols as S
from ..associations import Association, association
from ..declare import declaration
from ..expr import FAILED, FALSE, Expr, is_list, make_list
from ..packed import pack
from .formats import FUNCTIONS, Format, register, value_of

for _function in FUNCTIONS:
    declaration(_function)


def _rows(data: bytes, options: dict[str, Any], usual: str) -> list[list[str]]:
    """The cells of all lines; between them what FieldSeparators says, blanks for None."""
    text = data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
    given = options.get("FieldSeparators", options.get("FieldSeparator"))
    given = given.args[0] if is_list(given) and len(given) else given
    separator = given if type(given) is str and len(given) == 1 else usual
    if not separator:
        rows = [line.split() for line in text.split("\n")]
    else:
        rows = [r for r in csv.reader(io.StringIO(text), delimiter=separator) if r]
    skipped = options.get("SkipLines", 0)
    return rows[skipped if type(skipped) is int and skipped > 0 else 0 :]


def _reader(usual: str) -> Any:
    def read(data: bytes, element: Any, session: Any, options: dict[str, Any]) -> Any:
        """The rows; "Dataset" takes the first for the names of columns, HeaderLines -> n leaves n of them out."""
        rows = _rows(data, options, usual)
        if not usual and rows and not rows[-1]:
            rows = rows[:-1]
        raw = element == "RawData" or options.get("Numeric") is FALSE
        value = str if raw else value_of
        heads = options.get("HeaderLines", 1 if element == "Dataset" else 0)
        heads = heads if type(heads) is int and heads >= 0 else 0
        if element == "Dataset":
            return session.evaluate_expr(Expr(S.Dataset, (_named(rows, heads, value),)))
        if element in (None, "Data", "RawData"):
            return make_list([pack([value(c) for c in row]) for row in rows[heads:]])
        if element == "Dimensions":
            return make_list((len(rows) - heads, max(map(len, rows[heads:]), default=0)))
        return None

    return read


def _named(rows: list[list[str]], heads: int, value: Any) -> Any:
    body = rows[heads:]
    if not heads or not rows:
        return make_list([pack([value(c) for c in row]) for row in body])
    names = [c.strip() for c in rows[heads - 1]]
    return make_list([association(list(zip(names, map(value, row)))) for row in body])


def _table_of(e: Any) -> tuple[list[Any], list[Any]]:
    """(headings, rows): a list of associations with the same keys has headings."""
    e = getattr(e, "data", e) if type(e).__name__ == "Dataset" else e
    items = list(e.args) if is_list(e) else [e]
    if items and all(type(r) is Association and r.keys() == items[0].keys() for r in items):
        return list(items[0].keys()), [list(r.values()) for r in items]
    return [], [list(r.args) if is_list(r) else [r] for r in items]


def _writer(usual: str) -> Any:
    def write(e: Any, session: Any, options: dict[str, Any]) -> bytes:
        out = io.StringIO()
        given = options.get("FieldSeparators", options.get("FieldSeparator"))
        delimiter = given if type(given) is str and len(given) == 1 else usual
        heads, rows = _table_of(e)
        said = options.get("TableHeadings")
        if is_list(said):
            heads = list(said.args)
        writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
        for row in ([heads] if heads else []) + rows:
            writer.writerow([_plain(c, session) for c in row])
        return out.getvalue().encode()

    return write


def _plain(e: Any, session: Any) -> str:
    """Numbers as other programs read them (1.5e-7), all else as text."""
    return repr(e) if type(e) is float else e if type(e) is str else session.text(e)


def _from_base64(data: bytes, element: Any, session: Any) -> Any:
    try:
        return base64.b64decode(data, validate=False).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return FAILED


def _to_base64(e: Any, session: Any) -> bytes:
    data = getattr(e, "data", None)
    raw = data if isinstance(data, bytes) else _plain(e, session).encode()
    return base64.encodebytes(raw)


for _format in (
    Format("Table", ("dat",), _reader(""), _writer("\t"), options=True),
    Format("CSV", ("csv",), _reader(","), _writer(","), options=True),
    Format("TSV", ("tsv",), _reader("\t"), _writer("\t"), options=True),
    Format("Base64", (), _from_base64, _to_base64),
):
    register(_format)
