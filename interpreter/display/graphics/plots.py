"""Plots as Graphics expressions: a matrix of numbers in colours, curves with a legend."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from ... import symbols as S
from ...expr import TRUE, Expr, expr, make_list
from ...packed import from_array
from . import metrics
from .values import Color, color_expression, mixed

# Colours that are told apart in print and by most eyes, too.
PALETTE: tuple[Color, ...] = (
    (0.16, 0.40, 0.72, None),
    (0.89, 0.45, 0.10, None),
    (0.20, 0.58, 0.35, None),
    (0.75, 0.22, 0.25, None),
    (0.50, 0.35, 0.68, None),
    (0.55, 0.40, 0.25, None),
    (0.85, 0.45, 0.68, None),
    (0.40, 0.40, 0.42, None),
)
LIGHT: Color = (0.965, 0.975, 0.99, None)
DARK: Color = (0.07, 0.28, 0.57, None)
_DASHED_AGAIN = ((), (6.0, 3.0), (1.5, 2.5))  # how curves are drawn when the colours begin anew
_GRAY, _INK, _WHITE = expr(S.GrayLevel, 0.6), expr(S.GrayLevel, 0.15), expr(S.GrayLevel, 1.0)

Curve = tuple[str, Sequence[float], Sequence[float]]


def _rule(name: str, value: Any) -> Expr:
    return expr(S.Rule, S.system(name), value)


def _text(text: str, size: float, place: Any, anchor: tuple[float, float] = (0, 0), *rest: Any) -> Expr:
    return expr(S.Text, expr(S.Style, text, _rule("FontSize", size)), place, make_list(anchor), *rest)


def _pair(x: Any, y: Any) -> Expr:
    return make_list((x, y))


# ---- matrices --------------------------------------------------------------------------------------------------------

_CELL = 34.0  # points
_MOST_WRITTEN = 25  # rows or columns: the numbers of more are not written
_MOST_LABELS = 40
_WIDEST, _NARROWEST = 620.0, 180.0
_LONGEST = 16  # characters of a label


def matrix_plot(
    matrix: Any,
    row_labels: Sequence[str] = (),
    column_labels: Sequence[str] = (),
    title: str = "",
    row_title: str = "",
    column_title: str = "",
) -> Expr:
    """The picture of a matrix of numbers, the first row above: light cells for small values, dark ones for large.

    The numbers stand in the cells where there is room.  Labels stand at the left and above, as text or numbers; a
    `row_title` and `column_title` say what they are.
    """
    import numpy as np

    values = np.nan_to_num(np.asarray(matrix, dtype=float))
    values = values.reshape(len(values), -1) if values.size else np.zeros((1, 1))
    rows, columns = values.shape
    least, most = min(float(values.min()), 0.0), float(values.max())
    levels = (values - least) / ((most - least) or 1.0)
    tones = np.array([[mixed(LIGHT, DARK, i / 255)[c] for c in range(3)] for i in range(256)])
    pixels = tones[np.rint(levels * 255).astype(int)][::-1]
    parts: list[Any] = [expr(S.Raster, from_array(pixels), _pair(_pair(0, 0), _pair(columns, rows)))]
    if max(rows, columns) <= _MOST_WRITTEN:
        parts.append(_between(rows, columns))
        parts += _written(values, levels)
    cell = min(_CELL, max(_WIDEST / max(rows, columns), 1.0), _WIDEST / columns)
    cell = max(cell, _NARROWEST / max(rows, columns, 4))
    left = _labels(row_labels, rows, lambda i, name: _text(name, 10.0, _beside(0, rows - i - 0.5), (1, 0)))
    # Long labels above stand upright.
    names = [_short(x) for x in column_labels]
    upright = max([metrics.width(n, 10.0) for n in names], default=0.0) > cell * max(1.0, columns / _MOST_LABELS)
    above = _labels(
        column_labels,
        columns,
        lambda i, name: (
            _text(name, 10.0, _over(i + 0.5, rows), (-1, 0), _pair(0, 1))
            if upright
            else _text(name, 10.0, _over(i + 0.5, rows), (0, -1))
        ),
    )
    reach_left = max([metrics.width(_short(x), 10.0) for x in row_labels], default=0.0) + 12
    reach_up = max([metrics.width(n, 10.0) for n in names], default=0.0) + 10 if upright else 22.0 * bool(names)
    outside = [expr(S.GrayLevel, 0.3), *left, *above]
    if row_title:
        at = expr(S.Offset, _pair(-reach_left - 2, 0), _pair(0, rows / 2))
        outside.append(_text(row_title, 11.0, at, (0, -1), _pair(0, 1)))
        reach_left += 20
    if column_title:
        at = expr(S.Offset, _pair(0, reach_up), _pair(columns / 2, rows))
        outside.append(_text(column_title, 11.0, at, (0, -1)))
        reach_up += 20
    if title:
        at = expr(S.Offset, _pair(0, reach_up + 2), _pair(columns / 2, rows))
        outside.append(_text(title, 12.0, at, (0, -1)))
        reach_up += 24
    # Titles may be wider than the cells below them.
    titled = max(metrics.width(title, 12.0), metrics.width(column_title, 11.0))
    aside = max(0.0, (titled - columns * cell) / 2)
    return _sized([*parts, make_list(outside)], columns, rows, cell, max(reach_left, aside + 4), reach_up, aside)


def _sized(parts: list[Any], columns: int, rows: int, cell: float, left: float, up: float, right: float) -> Expr:
    """The Graphics whose cells have a size in points, with room at the left, above and at the right."""
    pad = 8.0
    x = _pair(-left / cell, columns + (right + pad) / cell)
    y = _pair(-pad / cell, rows + (up + pad / 2) / cell)
    size = _pair(math.ceil(left + right + pad + columns * cell), math.ceil(up + pad * 1.5 + rows * cell))
    return expr(
        S.Graphics,
        make_list(parts),
        _rule("PlotRange", _pair(x, y)),
        _rule("PlotRangePadding", S.None_),
        _rule("ImagePadding", 0),
        _rule("ImageSize", size),
        _rule("AspectRatio", S.Full),
    )


def _between(rows: int, columns: int) -> Expr:
    """White lines between the cells."""
    lines = [_pair(_pair(0, i), _pair(columns, i)) for i in range(1, rows)]
    lines += [_pair(_pair(i, 0), _pair(i, rows)) for i in range(1, columns)]
    drawn = [expr(S.Line, make_list(lines))] if lines else []
    return make_list([_WHITE, expr(S.AbsoluteThickness, 1.0), *drawn])


def _written(values: Any, levels: Any) -> list[Expr]:
    """The numbers in the cells: dark on light, light on dark."""
    rows = len(values)
    found: list[list[Any]] = [[_INK], [_WHITE]]
    for i, row in enumerate(values.tolist()):
        for j, value in enumerate(row):
            word = _number(value)
            size = min(11.0, 30.0 / max(metrics.width(word, 1.0), 1e-3))
            found[int(levels[i, j] > 0.5)].append(_text(word, size, _pair(j + 0.5, rows - i - 0.5)))
    return [make_list(part) for part in found]


def _number(value: float) -> str:
    if value == int(value) and abs(value) < 1e6:
        return str(int(value))
    return f"{value:.2f}" if 0.01 <= abs(value) < 1e4 else f"{value:.1e}"


def _labels(names: Sequence[str], count: int, make: Any) -> list[Expr]:
    """A label for each row or column; of very many only some."""
    step = math.ceil(count / _MOST_LABELS)
    return [make(i, _short(name)) for i, name in enumerate(names[:count]) if i % step == 0]


def _short(name: Any) -> str:
    name = str(name).replace("\n", " ")
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"


def _beside(x: float, y: float) -> Expr:
    return expr(S.Offset, _pair(-6, 0), _pair(x, y))


def _over(x: float, y: float) -> Expr:
    return expr(S.Offset, _pair(0, 5), _pair(x, y))


# ---- curves ----------------------------------------------------------------------------------------------------------


def curves_plot(
    curves: Iterable[Curve],
    x_label: str = "",
    y_label: str = "",
    diagonal: bool = False,
    title: str = "",
    marks: bool = False,
) -> Expr:
    """Curves (label, xs, ys) in a frame, with a legend where one of them has a label.

    `diagonal` draws the line from (0, 0) to (1, 1) that chance (or perfect calibration) gives, over the unit square;
    `marks` shows the points too.
    """
    found = [(label, points) for label, xs, ys in curves if (points := _points(xs, ys))]
    parts: list[Any] = []
    if diagonal:
        line = expr(S.Line, _pair(_pair(0, 0), _pair(1, 1)))
        parts.append(make_list([_GRAY, expr(S.AbsoluteThickness, 1.0), S.Dashed, line]))
    for i, (_, points) in enumerate(found):
        body = make_list([_pair(*p) for p in points])
        drawn = [expr(S.Line, body)] if len(points) > 1 else []
        dots = [expr(S.AbsolutePointSize, 5.0), expr(S.Point, body)] if marks or len(points) == 1 else []
        parts.append(make_list([*look(i), *drawn, *dots]))
    options = [
        _rule("Frame", TRUE),
        _rule("GridLines", S.Automatic),
        _rule("AspectRatio", 1 if diagonal else 0.62),
        _rule("ImageSize", 320 if diagonal else 400),
        _rule("FrameLabel", _pair(x_label or S.None_, y_label or S.None_)),
    ]
    if diagonal:
        unit = _pair(-0.02, 1.02)
        options += [_rule("PlotRange", _pair(unit, unit)), _rule("PlotRangePadding", S.None_)]
    if title:
        options.append(_rule("PlotLabel", title))
    labels = [(i, _short_label(label)) for i, (label, _) in enumerate(found) if label]
    if labels:
        corner = _free_corner([points for _, points in found], diagonal)
        options.append(_rule("Epilog", _legend(labels, corner)))
    return expr(S.Graphics, make_list(parts), *options)


def points_plot(xs: Sequence[float], ys: Sequence[float], x_label: str, y_label: str, diagonal: bool = False) -> Expr:
    """Points in a frame; `diagonal` draws the line where both are equal."""
    points = _points(xs, ys)
    parts: list[Any] = []
    if diagonal and points:
        ends = [f(v for p in points for v in p) for f in (min, max)]
        line = expr(S.Line, make_list([_pair(v, v) for v in ends]))
        parts.append(make_list([_GRAY, expr(S.AbsoluteThickness, 1.0), S.Dashed, line]))
    body = make_list([_pair(*p) for p in points])
    parts.append(make_list([color_expression(PALETTE[0]), expr(S.AbsolutePointSize, 3.0), expr(S.Point, body)]))
    options = (
        _rule("Frame", TRUE),
        _rule("GridLines", S.Automatic),
        _rule("AspectRatio", 1 if diagonal else 0.62),
        _rule("ImageSize", 320 if diagonal else 400),
        _rule("FrameLabel", _pair(x_label, y_label)),
    )
    return expr(S.Graphics, make_list(parts), *options)


def _points(xs: Sequence[float], ys: Sequence[float]) -> list[tuple[float, float]]:
    pairs = [(float(x), float(y)) for x, y in zip(xs, ys)]
    return [p for p in pairs if math.isfinite(p[0]) and math.isfinite(p[1])]


def look(i: int) -> list[Any]:
    again = i // len(PALETTE) % len(_DASHED_AGAIN)
    dashes = [expr(S.AbsoluteDashing, make_list(_DASHED_AGAIN[again]))] if again else []
    return [color_expression(PALETTE[i % len(PALETTE)]), expr(S.AbsoluteThickness, 1.8), *dashes]


def _short_label(label: Any) -> str:
    text = str(label).replace("\n", " ")
    return text if len(text) <= 32 else text[:31] + "…"


def _free_corner(curves: list[list[tuple[float, float]]], unit: bool) -> tuple[int, int]:
    """The corner of the frame from which the curves stay farthest."""
    points = [p for curve in curves for p in _sampled(curve)]
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    x0, x1 = (0.0, 1.0) if unit else (min(xs), max(xs))
    y0, y1 = (0.0, 1.0) if unit else (min(ys), max(ys))
    places = [((x - x0) / ((x1 - x0) or 1.0), (y - y0) / ((y1 - y0) or 1.0)) for x, y in points]

    def room(corner: tuple[int, int]) -> float:
        return min(max(abs(x - corner[0]) / 0.5, abs(y - corner[1]) / 0.4) for x, y in places)

    return max(((1, 0), (1, 1), (0, 1), (0, 0)), key=room)


def _sampled(curve: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Points along a curve, between those that it goes through, too."""
    step = max(1, len(curve) // 200)
    few = [*curve[::step], curve[-1]]
    return [
        (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t) for a, b in zip(few, few[1:]) for t in (0, 0.25, 0.5, 0.75)
    ] + [curve[-1]]


def _legend(labels: list[tuple[int, str]], corner: tuple[int, int]) -> Expr:
    """Short lines with names in a corner of the frame, on white that lets the grid through a little."""
    line, size, edge = 15.0, 9.5, 10.0
    width = max(metrics.width(text, size) for _, text in labels) + 34
    height = line * len(labels) + 6
    at = make_list(corner)

    def place(x: float, y: float) -> Expr:
        """x points from the box's left, y from its top."""
        dx = edge + x if corner[0] == 0 else -edge - width + x
        dy = edge + height - y if corner[1] == 0 else -edge - y
        return expr(S.Offset, _pair(round(dx, 2), round(dy, 2)), expr(S.Scaled, at))

    parts: list[Any] = [
        make_list(
            [
                expr(S.GrayLevel, 1.0),
                expr(S.Opacity, 0.85),
                expr(S.EdgeForm, make_list([expr(S.GrayLevel, 0.85), expr(S.AbsoluteThickness, 0.6)])),
                expr(S.Rectangle, place(0, height), place(width, 0)),
            ]
        )
    ]
    for row, (i, text) in enumerate(labels):
        y = 3 + line * (row + 0.5)
        parts.append(make_list([*look(i), expr(S.Line, _pair(place(6, y), place(24, y)))]))
        parts.append(make_list([_INK, _text(text, size, place(29, y), (-1, 0))]))
    return make_list(parts)
