"""Where things were written: the places in their texts of the calls that build nets.

An error in a net is often found far from where the layer at fault was written; a net therefore keeps its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from os.path import basename
from typing import Any
from weakref import ref

from .expr import Expr, Symbol

_BUILDERS = ("Layer", "Operator", "NetChain", "NetGraph")  # ends of the names of what builds nets
_SHOWN = 60  # characters of an excerpt


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a text; `file` is "" for what was typed."""

    text: str
    start: int
    end: int
    file: str = ""

    @property
    def line(self) -> int:
        return self.text.count("\n", 0, self.start) + 1

    @property
    def column(self) -> int:
        return self.start - self.text.rfind("\n", 0, self.start)

    @property
    def excerpt(self) -> str:
        """What stands there, on one line."""
        words = " ".join(self.text[self.start : self.end].split())
        return words if len(words) <= _SHOWN else words[: _SHOWN - 3] + "..."

    def __str__(self) -> str:
        where = f"{basename(self.file)}:{self.line}:{self.column}" if self.file else f"{self.line}:{self.column}"
        return f"{where}: {self.excerpt}"


class Places:
    """The places of the calls that a reader makes, each for as long as the call lives."""

    def __init__(self) -> None:
        self._text, self._file = "", ""
        self._known: dict[int, tuple[ref[Expr], Place]] = {}

    def reading(self, text: str, file: str) -> None:
        """What the next calls are read from."""
        self._text, self._file = text, file

    def note(self, call: Expr, start: int, end: int) -> None:
        """A call was read."""
        head = call.head
        if start >= 0 and type(head) is Symbol and head.name.endswith(_BUILDERS):
            number = id(call)
            gone = ref(call, lambda _: self._known.pop(number, None))
            self._known[number] = gone, Place(self._text, start, end, self._file)

    def of(self, call: Any) -> Place | None:
        """Where a call stands, if it was read as it is."""
        found = self._known.get(id(call))
        return found[1] if found is not None and found[0]() is call else None
