"""Grids of text with lines between the cells, alignments column by column, and cells that take several columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .. import symbols as S
from ..expr import Expr, is_list, is_rule

_JUSTIFY = {S.Left: str.ljust, S.Right: str.rjust, S.Center: str.center}
_SPANS = (S.SpanFromLeft, S.SpanFromBoth)


def is_span(e: Any) -> bool:
    return e in (S.SpanFromLeft, S.SpanFromAbove, S.SpanFromBoth)


def each(spec: Any, count: int, default: Any) -> list[Any]:
    """What a specification says about each of a number of columns or rows.

    A value is for all; {v1, v2, ...} for one after the other; a list inside stands for as many as are left, again and
    again; rules i -> v add to that.
    """
    if not is_list(spec):
        return [default if spec in (S.Automatic, None) else spec] * count
    rules = [r for x in spec.args for r in (x.args if is_list(x) and x.args and is_rule(x.args[0]) else [x])]
    rules = [r for r in rules if is_rule(r)]
    plain = [x for x in spec.args if not is_rule(x) and not (is_list(x) and x.args and is_rule(x.args[0]))]
    out = [default] * count
    cycle = next((i for i, x in enumerate(plain) if is_list(x) and len(x)), None)
    if cycle is None:
        out[: len(plain)] = plain[:count]
    else:
        before, again, after = plain[:cycle], plain[cycle].args, plain[cycle + 1 :]
        middle = max(count - len(before) - len(after), 0)
        out = [*before, *[again[i % len(again)] for i in range(middle)], *after][:count]
    for r in rules:
        i = r.args[0]
        if type(i) is int and 0 < abs(i) <= count:
            out[i - 1 if i > 0 else count + i] = r.args[1]
    return [default if x is S.Automatic else x for x in out]


def both(spec: Any) -> tuple[Any, Any]:
    """The parts of a specification for columns and for rows."""
    if is_list(spec):
        return (spec.args[0] if len(spec) else None), (spec.args[1] if len(spec) > 1 else None)
    return spec, spec


def _inner(spec: Any, count: int) -> list[bool]:
    """Which of the lines between and around a number of columns or rows are drawn."""
    if spec is S.Center:
        return [False, *[True] * (count - 1), False]
    return [x not in (None, S.None_, S.False_) for x in each(spec, count + 1, S.None_)]


def lines_of(options: dict[str, Any], columns: int, rows: int) -> tuple[list[bool], list[bool]]:
    """The upright lines and the level ones that Dividers and Frame ask for."""
    across, down = both(options.get("Dividers"))
    upright, level = _inner(across, columns), _inner(down, rows)
    frame = options.get("Frame")
    if frame is S.All:
        return [True] * (columns + 1), [True] * (rows + 1)
    if frame is S.True_:
        upright[0] = upright[-1] = level[0] = level[-1] = True
    return upright, level


@dataclass
class LinedGrid:
    """Cells as text, None for what the cell to the left takes."""

    rows: list[list[str | None]]
    options: dict[str, Any] = field(default_factory=dict)
    gap: int = 2

    def text(self) -> str:
        columns = max(map(len, self.rows))
        rows = [[*row, *[""] * (columns - len(row))] for row in self.rows]
        upright, level = lines_of(self.options, columns, len(rows))
        horizontal = both(self.options.get("Alignment"))[0]
        justify = [_JUSTIFY.get(a, str.ljust) for a in each(horizontal, columns, S.Left)]
        between = [" | " if upright[c + 1] else " " * self.gap for c in range(columns - 1)]
        first, last = ("| " if upright[0] else ""), (" |" if upright[-1] else "")
        widths = self._widths(rows, between)
        total = len(first) + sum(widths) + sum(map(len, between)) + len(last)
        out = []
        for r, row in enumerate(rows):
            if level[r]:
                out.append("-" * total)
            out += self._lines(row, widths, between, justify, first, last)
        if level[-1]:
            out.append("-" * total)
        return "\n".join(out)

    @staticmethod
    def _spans(row: list[str | None]) -> list[tuple[int, int, str]]:
        """(column, number of columns, text) of the cells of a row."""
        out: list[tuple[int, int, str]] = []
        for c, cell in enumerate(row):
            if cell is None and out:
                start, count, text = out[-1]
                out[-1] = (start, count + 1, text)
            else:
                out.append((c, 1, cell or ""))
        return out

    def _widths(self, rows: list[list[str | None]], between: list[str]) -> list[int]:
        widths = [0] * max(map(len, rows))
        for alone in (True, False):
            for row in rows:
                for c, count, text in self._spans(row):
                    if (count == 1) is not alone:
                        continue
                    width = max(map(len, text.split("\n")))
                    there = sum(widths[c : c + count]) + sum(map(len, between[c : c + count - 1]))
                    widths[c + count - 1] += max(width - there, 0)
        return widths

    def _lines(self, row: Any, widths: list[int], between: list[str], justify: list[Any], first: str, last: str) -> Any:
        blocks = [(c, count, text.split("\n")) for c, count, text in self._spans(row)]
        for k in range(max(len(lines) for _, _, lines in blocks)):
            line = first
            for c, count, lines in blocks:
                width = sum(widths[c : c + count]) + sum(map(len, between[c : c + count - 1]))
                line += justify[c](lines[k] if k < len(lines) else "", width)
                line += between[c + count - 1] if c + count - 1 < len(between) else ""
            yield (line + last).rstrip()


def grid(rows: list[list[Any]], options: dict[str, Any], write: Any) -> str:
    """The text of a grid; `write` gives that of a cell."""
    cells: list[list[str | None]] = [
        [None if x in _SPANS else "" if is_span(x) else write(x) for x in row] for row in rows
    ]
    return LinedGrid(cells, options).text()


def is_plain(rows: list[list[Any]], options: dict[str, Any]) -> bool:
    """Whether a grid has neither lines nor merged cells, and one alignment for all."""
    alignment = options.get("Alignment")
    if options.get("Dividers") is not None or options.get("Frame") is not None or isinstance(alignment, Expr):
        return False
    return not any(is_span(x) for row in rows for x in row)
