"""Sheets of XLSX files for Import: what their cells hold."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime, timedelta
from typing import Any
from xml.etree import ElementTree

from ..declare import declaration
from ..expr import FAILED, FALSE, TRUE, is_list, make_list
from .formats import FUNCTIONS, Format, register

for _function in FUNCTIONS:
    declaration(_function)
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINKS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_LARGEST = 512 * 1024 * 1024  # bytes of one part, unpacked
_DATES = frozenset([*range(14, 23), *range(45, 48)])  # numbers of the formats that are dates (ECMA-376, 18.8.30)
_START = datetime(1899, 12, 30)


class _Book:
    """A workbook: its sheets by name, the texts that they share, which styles are dates."""

    def __init__(self, data: bytes) -> None:
        self.file = zipfile.ZipFile(io.BytesIO(data))
        links = {r.get("Id"): r.get("Target", "") for r in self.part("xl/_rels/workbook.xml.rels")}
        sheets = self.part("xl/workbook.xml").iter(f"{_MAIN}sheet")
        self.sheets = {s.get("name", ""): self.place(links.get(s.get(f"{_LINKS}id"), "")) for s in sheets}
        names = self.file.namelist()
        self.texts = [_text(e) for e in self.part("xl/sharedStrings.xml")] if "xl/sharedStrings.xml" in names else []
        self.dates = self._date_styles() if "xl/styles.xml" in names else set()

    @staticmethod
    def place(target: str) -> str:
        return target.lstrip("/") if target.startswith("/") else f"xl/{target}"

    def part(self, place: str) -> ElementTree.Element:
        if self.file.getinfo(place).file_size > _LARGEST:
            raise ValueError(place)
        return ElementTree.fromstring(self.file.read(place))

    def _date_styles(self) -> set[int]:
        styles = self.part("xl/styles.xml")
        own = {
            int(f.get("numFmtId", "0"))
            for f in styles.iter(f"{_MAIN}numFmt")
            if re.search(r"[dmyhs]", re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", f.get("formatCode", "")))
        }
        formats = styles.find(f"{_MAIN}cellXfs")
        kinds = [int(x.get("numFmtId", "0")) for x in formats] if formats is not None else []
        return {i for i, kind in enumerate(kinds) if kind in _DATES or kind in own}

    def rows(self, name: str) -> Any:
        found: list[list[Any]] = []
        for row in self.part(self.sheets[name]).iter(f"{_MAIN}row"):
            at = int(row.get("r", len(found) + 1)) - 1
            if at > 1_048_576:
                break
            found += [[] for _ in range(at + 1 - len(found))]
            for cell in row.iter(f"{_MAIN}c"):
                column = _column(cell.get("r", "")) if cell.get("r") else len(found[at])
                found[at] += [""] * (column + 1 - len(found[at]))
                found[at][column] = self.value(cell)
        width = max(map(len, found), default=0)
        return make_list(tuple([make_list(tuple(r + [""] * (width - len(r)))) for r in found]))

    def value(self, cell: ElementTree.Element) -> Any:
        kind, held = cell.get("t", "n"), cell.find(f"{_MAIN}v")
        text = "" if held is None or held.text is None else held.text
        if kind == "s":
            return self.texts[int(text)]
        if kind == "inlineStr":
            return _text(cell)
        if kind == "b":
            return TRUE if text == "1" else FALSE
        if kind in ("str", "e") or not text:
            return text
        number = float(text)
        if int(cell.get("s", "0")) in self.dates:
            from .dateobjects import granular

            t = _START + timedelta(days=number)
            return granular(t, "Day" if number == int(number) else "Instant")
        return number


def _text(e: ElementTree.Element) -> str:
    return "".join([t.text or "" for t in e.iter(f"{_MAIN}t")])


def _column(reference: str) -> int:
    letters = re.match(r"[A-Z]{1,3}", reference)
    found = 0
    for c in letters[0] if letters else "A":
        found = found * 26 + ord(c) - 64
    return found - 1


def _read(data: bytes, element: Any, session: Any) -> Any:
    """The rows of all sheets; "Sheets" gives their names, {"Data", n} or {"Sheets", "name"} the rows of one."""
    which = None
    if is_list(element) and len(element) == 2:
        element, which = element.args
    try:
        book = _Book(data)
        names = list(book.sheets)
        if element == "Sheets" and which is None:
            return make_list(tuple(names))
        if element not in (None, "Data", "Sheets"):
            return None
        if which is None:
            return make_list(tuple([book.rows(n) for n in names]))
        if type(which) is int and 0 < which <= len(names):
            which = names[which - 1]
        return book.rows(which) if which in book.sheets else None
    except (zipfile.BadZipFile, ElementTree.ParseError, KeyError, IndexError, ValueError, OverflowError):
        return FAILED


register(Format("XLSX", ("xlsx", "xlsm"), _read, None, binary=True))
