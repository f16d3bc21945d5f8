"""Summaries: an object that is too much to print, shown as its head and rows of what it is about.

LinearLayer[
  Input:  vector (size: 2)
  Output: vector (size: 3)
]
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .layout import Page

INDENT = "  "
Row = tuple[str, Any]
_ESCAPES = {i: repr(chr(i))[1:-1] for i in (*range(32), 127)}  # a row is one line


def summary_text(head: str, rows: Iterable[Row | str] = (), word: str = "", page: Page | None = None) -> str:
    """The text of a summary.

    rows   pairs (name, value), written `name: value` with their values below one another; a plain string is the title
           of the group of rows that follows it, which stand deeper.  A value that is not a string is shown by `page`,
           so that expressions may be given.
    word   a word about the state of the object, such as uninitialized, on a line of its own before the rows
    page   where the summary is written; within other text (in a list, as an argument) it is `Head[<>]`, or
           `Head[<word>]`
    """
    if page is not None and not page.blocks:
        return f"{head}[<{word}>]"
    lines = [INDENT + word] if word else []
    group: list[tuple[str, str]] = []
    margin = INDENT

    def close() -> None:
        width = max((len(name) for name, _ in group), default=0) + 1
        lines.extend([f"{margin}{name + ':':<{width}} {value}".rstrip() for name, value in group])
        group.clear()

    for row in rows:
        if isinstance(row, str):
            close()
            lines.append(INDENT + row)
            margin = INDENT * 2
        else:
            group.append((row[0], _value(row[1], page)))
    close()
    return f"{head}[\n" + "\n".join(lines) + "\n]" if lines else f"{head}[<>]"


def _value(value: Any, page: Page | None) -> str:
    from .outputform import output_form

    text = value if isinstance(value, str) else page.inline(value) if page is not None else output_form(value)
    return text if text.isprintable() else text.translate(_ESCAPES)
