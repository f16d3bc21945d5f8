"""Dataset[data]: lists and associations of such, looked at as a table and asked by level."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from . import symbols as S
from .associations import Association
from .display import formatter
from .display.grids import cell_text, grid_text
from .expr import Expr, Value, is_list, symbol
from .listed import TYPES

_MOST_ROWS = 20
_WIDEST = 40  # characters of a cell
_TABLED = symbol("Internal`Tabled")


class Dataset(Value):
    """The data as one value; its argument rebuilds it."""

    __slots__ = ("data",)

    def __init__(self, data: Any) -> None:
        super().__init__(S.Dataset)
        self.data = data

    def arguments(self) -> Iterator[Any]:
        yield self.data

    def normal(self) -> Any:
        return self.data

    def length(self) -> int:
        return len(self.data) if isinstance(self.data, Expr) else 0

    def entries(self) -> Any:
        return self.data if type(self.data) is Association else None

    def part(self, specs: tuple[Any, ...]) -> Any:
        return Expr(_TABLED, (Expr(S.Part, (self.data, *specs)),))


def tabled(value: Any) -> Any:
    """A result as a Dataset where it is a list or an association."""
    return Dataset(value) if is_list(value) or type(value) is Association else value


TYPES[Dataset] = {"*": tabled}


# ---- as a table ------------------------------------------------------------------------------------------------------


@formatter("Dataset")
def show(e: Any, page: Any) -> Any:
    """Rows and columns, with headings where there are keys; of many rows the first ones."""
    if type(e) is not Dataset:
        return None
    if not page.blocks:
        return "Dataset[<>]"
    named = type(e.data) is Association
    values = e.data.values() if named else list(e.data.args) if is_list(e.data) else [e.data]
    shown = values[:_MOST_ROWS]
    columns = _columns(shown)
    rows = [[_cell(x, page) for x in _row(v, columns)] for v in shown]
    if named:
        rows = [[_cell(k, page), *row] for k, row in zip(e.data.keys(), rows)]
    if columns is not None:
        rows.insert(0, [""] * named + [_cell(k, page) for k in columns])
    text = grid_text(rows, gap=2)
    if columns is not None:
        head, _, rest = text.partition("\n")
        text = f"{head}\n{'─' * max(map(len, text.splitlines()))}\n{rest}"
    hidden = len(values) - len(shown)
    return text + (f"\n… {hidden} more rows" if hidden else "")


def _columns(values: list[Any]) -> list[Any] | None:
    """The keys of rows that are associations, in the order in which they come up; None where some are none."""
    if not values or not all(type(v) is Association for v in values):
        return None
    return list({k: k for v in values for k in v.keys()}.values())


def _row(value: Any, columns: list[Any] | None) -> list[Any]:
    if columns is not None:
        return [value.get(k, "") for k in columns]
    return list(value.args) if is_list(value) else [value]


def _cell(x: Any, page: Any) -> str:
    """A cell on one line, cut where it is long."""
    text = "" if x is None else " ".join(cell_text(x, page).split("\n")[0:1])
    if is_list(x) and len(text) > _WIDEST:
        return f"{{… {len(x)}}}"
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def rows_in(data: Any) -> Any:
    """What stands in a Dataset; anything else as it is."""
    return data.data if type(data) is Dataset else data

