"""Grids of text: Grid, TableForm, MatrixForm and Column, with cells of any height."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..expr import Expr, Value, has_head, is_list, is_rule
from .gridlines import grid, is_plain
from .layout import ATOM, MOST_PAGES, Instead, Page
from .outputform import formatter

GAP = 3


def grid_text(rows: list[list[str]], gap: int = GAP, align: str = "left") -> str:
    """Rows of cells as lines, each column as wide as its widest cell."""
    columns = max(map(len, rows), default=0)
    blocks = [[cell.split("\n") for cell in row] for row in rows]
    widths = [max((len(line) for row in blocks if c < len(row) for line in row[c]), default=0) for c in range(columns)]
    justify = {"left": str.ljust, "right": str.rjust, "center": str.center}[align]
    lines = []
    for row in blocks:
        for k in range(max(map(len, row), default=1)):
            cells = [justify(cell[k] if k < len(cell) else "", width) for cell, width in zip(row, widths)]
            lines.append((" " * gap).join(cells).rstrip())
    return "\n".join(lines)


def cell_text(e: Any, page: Page) -> str:
    """A cell as a text of its own, which may have several lines."""
    return page.inner().text(e)


def options(e: Expr, first: int = 1) -> dict[str, Any]:
    """The options at the end of a call by name."""
    return {getattr(r.args[0], "name", r.args[0]): r.args[1] for r in e.args[first:] if is_rule(r)}


def rows_of(e: Any) -> list[list[Any]]:
    """The rows of a list of lists; an element that is no list is a row of its own."""
    return [list(row.args) if is_list(row) else [row] for row in e.args]


_ALIGNMENTS = {"Left": "left", "Right": "right", "Center": "center"}


def _alignment(e: Expr, name: str, default: str) -> str:
    return _ALIGNMENTS.get(getattr(options(e).get(name), "name", ""), default)


@formatter("TableForm", "MatrixForm")
def show_table(e: Any, page: Page) -> Any:
    """A list as rows and columns; within other text just the list."""
    if not e.args or page.level > MOST_PAGES:
        return None
    content = e.args[0]
    if isinstance(content, Value) and content.head is S.SparseArray:
        content = content.normal()
    if has_head(content, S.Association):
        content = Expr(S.List, tuple([Expr(S.List, r.args) for r in content.args]))
    if not is_list(content) or not len(content) or not page.blocks:
        return Instead(e.args[0])
    rows = [[cell_text(x, page) for x in row] for row in rows_of(content)]
    rows = _with_headings(rows, options(e).get("TableHeadings"), page)
    return grid_text(rows, align=_alignment(e, "TableAlignments", "left"))


def _with_headings(rows: list[list[str]], headings: Any, page: Page) -> list[list[str]]:
    if headings is S.Automatic:
        headings = Expr(S.List, (S.Automatic, S.Automatic))
    if not is_list(headings) or not len(headings):
        return rows
    beside, above = _labels(headings.args[0], len(rows), page), None
    if len(headings) > 1:
        above = _labels(headings.args[1], max(map(len, rows)), page)
    if above is not None:
        rows = [above, *rows]
        beside = ["", *beside] if beside is not None else None
    return rows if beside is None else [[label, *row] for label, row in zip(beside, rows)]


def _labels(e: Any, n: int, page: Page) -> list[str] | None:
    if e is S.Automatic:
        return [str(i + 1) for i in range(n)]
    if not is_list(e):
        return None
    return [*[cell_text(x, page) for x in e.args], *[""] * n][:n]


@formatter("Grid")
def show_grid(e: Any, page: Page) -> Any:
    if not e.args or not is_list(e.args[0]) or page.level > MOST_PAGES:
        return None
    if not page.blocks:
        return Instead(e.args[0])
    cells, settings = rows_of(e.args[0]), options(e)
    if any(cells) and not is_plain(cells, settings):
        return grid(cells, settings, lambda x: cell_text(x, page))
    rows = [[cell_text(x, page) for x in row] for row in cells]
    return grid_text(rows, gap=2, align=_alignment(e, "Alignment", "left"))


@formatter("Column", "ColumnForm")
def show_column(e: Any, page: Page) -> Any:
    """Column[{a, b, ...}, alignment]: the elements below one another."""
    if not e.args or not is_list(e.args[0]) or page.level > MOST_PAGES:
        return None
    if not page.blocks:
        return Instead(e.args[0])
    settings = options(e)
    if len(e.args) > 1 and not is_rule(e.args[1]):
        settings["Alignment"] = e.args[1]
    if len(e.args[0]) and not (settings.keys().isdisjoint(("Alignment", "Dividers", "Frame"))):
        return grid([[x] for x in e.args[0].args], settings, lambda x: cell_text(x, page))
    return ATOM, ("\n".join([cell_text(x, page) for x in e.args[0].args]),)


@formatter("Multicolumn")
def show_columns(e: Any, page: Page) -> Any:
    """Multicolumn[list, n]: the elements in n columns, Multicolumn[list, {m, Automatic}] in m rows."""
    if len(e) < 2 or not is_list(e.args[0]) or not len(e.args[0]):
        return None
    items, shape = e.args[0].args, e.args[1]
    rows = shape.args[0] if is_list(shape) and len(shape) else None
    columns = (shape.args[1] if len(shape) > 1 else None) if is_list(shape) else shape
    if type(rows) is not int:
        rows = -(-len(items) // columns) if type(columns) is int and columns > 0 else None
    if type(rows) is not int or rows < 1:
        return None
    across = [items[i : i + rows] for i in range(0, len(items), rows)]
    if options(e, 2).get("Appearance") == "Horizontal":
        width = len(across)
        lines = [items[i : i + width] for i in range(0, len(items), width)]
    else:
        lines = [[c[r] for c in across if r < len(c)] for r in range(rows)]
    return Instead(Expr(S.Grid, (Expr(S.List, tuple([Expr(S.List, tuple(line)) for line in lines])),)))
