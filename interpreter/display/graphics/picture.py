"""From Graphics[...] to a scene: range, size, axes, frame and labels around the shapes."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from ... import symbols as S
from ...expr import Expr, has_head, is_list
from . import (
    metrics,
    outlines,  # noqa: F401 - has primitives
)
from .legends import legended
from .options import LARGEST, Options, given_ticks, given_values, read_options
from .primitives import is_picture, shapes_of, styled, words_of
from .scales import Range, Tick, padded, ticks, widened
from .scene import Bitmap, Curve, Item, Paper, Pen, Scene, Stroke, labels
from .shapes import extent
from .style import Size, Style, applied

WIDTH = 360.0
_TALLEST = 2.0  # a picture of which nothing is said is at most so many times as high as wide
_LEAST = 20.0
_USUAL_PADDING = 0.04
_GAP = 4.0  # between ticks, their labels, and what stands around
_TICK = (4.0, 2.5)  # lengths of labelled and of minor ticks
_INK = (0.35, 0.35, 0.35, 1.0)
_AXIS = Style(color=(*_INK[:3], None), thickness=Size(0.8))
_GRID = Style(color=(0.88, 0.88, 0.88, None), thickness=Size(0.6))
_DEEPEST = 4  # pictures within pictures

Margins = tuple[float, float, float, float]  # left, bottom, right, top


def as_graphics(e: Any) -> Expr:
    """The Graphics[...] that shows an expression: its own, that of what is wrapped, else its text."""
    for _ in range(50):
        if has_head(e, S.Graphics) or has_head(e, S.Graphics3D):
            return e  # type: ignore[no-any-return]
        if hasattr(e, "graphics"):
            e = e.graphics()
        elif isinstance(e, Expr) and len(e) and e.head in (S.Legended, S.Labeled, S.Style, S.Annotation, S.Tooltip):
            e = e.args[0]
        elif isinstance(e, Expr) and e.head in _LAYOUTS and len(e) and is_list(e.args[0]):
            return _laid_out(e)
        else:
            break
    content = Expr(S.Inset, (e,)) if is_picture(e) else Expr(S.Text, (e,))
    return Expr(S.Graphics, (content,))


_LAYOUTS = {S.GraphicsRow: 1, S.GraphicsColumn: 0, S.GraphicsGrid: None}


def _laid_out(e: Expr) -> Expr:
    """Graphics beside and below one another, in cells of one size."""
    cells = e.args[0].args
    rows = [list(cells)] if e.head is S.GraphicsRow else [list(c.args) if is_list(c) else [c] for c in cells]
    insets = [
        Expr(S.Inset, (cell, Expr(S.List, (float(x), float(-y))), Expr(S.List, (0, 0)), Expr(S.List, (0.95, 0.95))))
        for y, row in enumerate(rows)
        for x, cell in enumerate(row)
    ]
    width = max(map(len, rows), default=1)
    limits = [Expr(S.List, (-0.5, width - 0.5)), Expr(S.List, (0.5 - len(rows), 0.5))]
    options = [Expr(S.Rule, (S.PlotRange, Expr(S.List, tuple(limits)))), Expr(S.Rule, (S.PlotRangePadding, S.None_))]
    return Expr(S.Graphics, (Expr(S.List, tuple(insets)), *options))


def scene(e: Any, size: tuple[float, float] | float | None = None, depth: int = 0) -> Scene:
    """The scene of a Graphics expression (of anything else, of what `as_graphics` makes of it).

    `size`, a width or (width, height) in points, is taken instead of ImageSize.
    """
    if has_head(e, S.Legended, 2):
        return legended(e, size, depth, scene)
    e = as_graphics(e)
    if e.head is S.Graphics3D:
        from ..space.scene import scene as in_space  # needs numpy, which a plain picture does not

        return in_space(e, size)
    o = read_options(e.args[1:])
    if size is not None:
        o.width, o.height = size if isinstance(size, tuple) else (size, None)
    shapes = shapes_of(e.args[0], o.style) if len(e) else []
    x, y = _ranges(o, shapes)
    width, height, margins = _layout(o, x, y)
    box = _box(o, x, y, width, height, margins)
    paper = Paper(x, y, box, (width, height), lambda content, w, h: _inner(content, w, h, depth))
    before = shapes_of(o.prolog, o.style) if o.prolog is not None else []
    after = shapes_of(o.epilog, o.style) if o.epilog is not None else []
    found = Scene(width, height, _opaque(o))
    found.items += _grid(o, paper)
    first = len(found.items)
    found.items += paper.drawn([*before, *shapes])
    if o.clipped:
        found.clipped = (first, len(found.items), *box)
    found.items += _decorations(o, paper)
    found.items += paper.drawn(after)
    return found


def _opaque(o: Options) -> tuple[float, float, float, float] | None:
    if o.background is None:
        return None
    r, g, b, a = o.background
    return r, g, b, 1.0 if a is None else a


def _inner(content: Any, width: float | None, height: float | None, depth: int) -> Scene | None:
    """The scene of a picture in a picture: of an image its pixels, of graphics what fits into the size."""
    if depth >= _DEEPEST:
        return None
    if hasattr(content, "space"):  # an image
        return _image(content, width, height)
    if width is not None and height is not None:
        inner = scene(content, (width, height), depth + 1)
        return inner
    return scene(content, width if width is not None else WIDTH / 2, depth + 1)


def _image(image: Any, width: float | None, height: float | None) -> Scene | None:
    import numpy as np

    array = image.reals()
    if array.ndim != 3:
        return None
    if image.space not in (None, "Grayscale", "RGB"):
        from ...images.colors import converted

        n = {"CMYK": 4}.get(image.space, 3)
        array = np.concatenate([converted(array[..., :n], image.space, "RGB"), array[..., n:]], axis=-1)
    array = np.rint(np.clip(np.nan_to_num(array), 0, 1) * 255).astype(np.uint8)
    if array.shape[-1] < 3:
        array = np.concatenate([np.repeat(array[..., :1], 3, axis=-1), array[..., 1:]], axis=-1)
    h, w = array.shape[:2]
    if width is None:
        width = height * w / h if height is not None else float(w)
    elif height is not None:
        width = min(width, height * w / h)
    height = width * h / w
    smooth = width < w or max(w, h) > 64
    return Scene(width, height, None, [Bitmap(0.0, 0.0, width, height, np.ascontiguousarray(array[..., :4]), smooth)])


# ---- range and size --------------------------------------------------------------------------------------------------


def _ranges(o: Options, shapes: list[Any]) -> tuple[Range, Range]:
    found = extent(shapes)
    both = []
    for given, (low, high), rooms in ((o.x, found.x, o.room[0]), (o.y, found.y, o.room[1])):
        if low > high:
            low, high = -1.0, 1.0
        by = o.padding if o.padding is not None else _USUAL_PADDING
        if high == low:
            low, high = widened(low, high)
        wide = (low, high) if rooms is not None else padded((low, high), by)
        low = wide[0] if given[0] is None else given[0]
        high = wide[1] if given[1] is None else given[1]
        low, high = widened(min(low, high), max(low, high))
        if rooms is not None:
            low, high = low - rooms[0] * (high - low), high + rooms[1] * (high - low)
        both.append((low, high))
    return both[0], both[1]


def _layout(o: Options, x: Range, y: Range) -> tuple[float, float, Margins]:
    """The size of the picture and its margins."""
    aspect = o.aspect if o.aspect is not None else (y[1] - y[0]) / (x[1] - x[0])
    margins = _margins(o, x, y, aspect)
    left, bottom, right, top = margins
    if o.width is not None and o.height is not None:
        return o.width, o.height, margins
    if o.height is not None:
        inner = max(o.height - bottom - top, 1.0)
        return float(round(min(max(inner / aspect + left + right, _LEAST), LARGEST))), o.height, margins
    width = WIDTH if o.width is None else o.width
    inner = max(width - left - right, 1.0)
    height = min(max(inner * aspect + bottom + top, _LEAST if o.width is None else 1.0), LARGEST)
    if o.width is None and height > WIDTH * _TALLEST:
        height = WIDTH * _TALLEST
        width = max((height - bottom - top) / aspect + left + right, _LEAST)
    return (width if o.width is not None else float(round(width))), float(max(round(height), 1)), margins


def _box(o: Options, x: Range, y: Range, width: float, height: float, margins: Margins) -> tuple[float, ...]:
    """Where the range lies in the picture: as large as it can be in its proportions."""
    left, bottom, right, top = margins
    w, h = max(width - left - right, 1.0), max(height - bottom - top, 1.0)
    if o.full:
        return left, top, w, h
    aspect = o.aspect if o.aspect is not None else (y[1] - y[0]) / (x[1] - x[0])
    inner_w = min(w, h / aspect) if aspect * w > h else w
    inner_h = min(inner_w * aspect, h)
    return left + (w - inner_w) / 2, top + (h - inner_h) / 2, max(inner_w, 1e-3), max(inner_h, 1e-3)


# ---- what stands around ----------------------------------------------------------------------------------------------


def _label_style(o: Options, size: float = 10.0) -> Style:
    style = o.style if o.style.color != Style().color else replace(o.style, color=(*_INK[:3], None))
    return replace(style, size=size if o.style.size == Style().size else o.style.size)


def _counts(aspect: float) -> tuple[int, int]:
    """How many ticks a picture of a shape has room for."""
    return 6, max(2, min(8, round(6 * min(aspect, 1.2))))


def _axis_ticks(o: Options, x: Range, y: Range, aspect: float) -> tuple[list[Tick], list[Tick]]:
    spec = o.frame_ticks if any(o.frame) else o.ticks
    nx, ny = _counts(aspect)
    return (
        given_ticks(spec[0], x, lambda: ticks(x, nx)),
        given_ticks(spec[1], y, lambda: ticks(y, ny)),
    )


def _margins(o: Options, x: Range, y: Range, aspect: float) -> Margins:
    """Room around the range for ticks, labels and a title."""
    if o.margin is not None:
        return (o.margin,) * 4
    style, other = _tick_styles(o)
    left = bottom = right = top = 0.0
    xs, ys = _axis_ticks(o, x, y, aspect) if any(o.frame) or any(o.axes) else ([], [])
    wide = max([metrics.width(t.label, other.size) for t in ys], default=0.0)
    last = max([metrics.width(t.label, style.size) for t in xs], default=0.0) / 2
    high = style.size * metrics.LINE
    if any(o.frame):
        left, bottom = max(wide + 2 * _GAP, last), (high if xs else 0) + 2 * _GAP
        right, top = max(last * 0.6, 2 * _GAP), 2 * _GAP
        for side, label in enumerate(o.frame_labels):
            if label is not None:
                room = metrics.height(*_sized(label, _label_style(o, 11.0))) + _GAP
                left, bottom, right, top = [m + room * (i == side) for i, m in enumerate((left, bottom, right, top))]
    elif any(o.axes):
        inner = WIDTH if o.width is None else o.width
        ox, oy = _origin(o, x, y)
        left = max(0.0, wide + 2 * _GAP - (ox - x[0]) / (x[1] - x[0]) * inner) if o.axes[1] else last * 0.6
        bottom = max(0.0, high + 2 * _GAP - (oy - y[0]) / (y[1] - y[0]) * inner * aspect) if o.axes[0] else high * 0.5
        right, top = last * 0.6, high * 0.5
        if o.axes_labels[0] is not None:
            right = max(right, metrics.width(*_sized(o.axes_labels[0], _label_style(o, 11.0))) + 2 * _GAP)
        if o.axes_labels[1] is not None:
            top = max(top, metrics.height(*_sized(o.axes_labels[1], _label_style(o, 11.0))) + 2 * _GAP)
    if o.title is not None:
        top += metrics.height(*_sized(o.title, _label_style(o, 12.0))) + _GAP
    return left, bottom, right, top


def _sized(e: Any, style: Style) -> tuple[str, float]:
    text, style = words_of(e, style)
    return text, style.size


def _origin(o: Options, x: Range, y: Range) -> tuple[float, float]:
    """Where the axes cross: at zero where the range has it, else at the end next to it."""
    found = []
    for given, limits in zip(o.origin, (x, y)):
        found.append(min(max(0.0 if given is None else given, limits[0]), limits[1]))
    return found[0], found[1]


def _grid(o: Options, paper: Paper) -> list[Item]:
    xs, ys = _axis_ticks(o, paper.x, paper.y, paper.box[3] / paper.box[2])
    left, top, width, height = paper.box
    up, across = [], []
    for value in given_values(o.grid[0], xs):
        px = paper.at((value, paper.y[0]))[0]
        up.append(Stroke([(px, top), (px, top + height)]))
    for value in given_values(o.grid[1], ys):
        py = paper.at((paper.x[0], value))[1]
        across.append(Stroke([(left, py), (left + width, py)]))
    pens = [paper.pen(applied(_GRID, (s,))) for s in o.grid_styles]
    if pens[0] == pens[1]:
        up, across = up + across, []
    return [Curve(lines, None, pen) for lines, pen in zip((up, across), pens) if lines]


def _decorations(o: Options, paper: Paper) -> list[Item]:
    items = _frame(o, paper) if any(o.frame) else _axes(o, paper) if any(o.axes) else []
    if o.title is not None:
        text, style = words_of(o.title, _label_style(o, 12.0))
        middle = paper.box[0] + paper.box[2] / 2
        items += labels(text, (middle, _GAP), style, (0.0, 1.0))
    return items


def _line(points: list[tuple[float, float]], pen: Pen) -> Curve:
    return Curve([Stroke(points)], None, pen)


def _tick_styles(o: Options) -> list[Style]:
    """How what is written at the ticks of both axes looks."""
    lines = (o.frame_style,) * 2 if any(o.frame) else o.axes_styles
    return [_worded(_worded(_label_style(o), line), own) for line, own in zip(lines, o.ticks_styles)]


def _worded(style: Style, e: Any) -> Style:
    """A style of text after a directive, in which a plain number is the size of letters."""
    return styled(style, e.args if isinstance(e, Expr) and e.head is S.Directive else (e,))


def _frame(o: Options, paper: Paper) -> list[Item]:
    """A box of the sides that are asked for; ticks at all, labels at the left and below."""
    left, top, width, height = paper.box
    right, bottom = left + width, top + height
    sides = ([(left, top), (left, bottom)], [(left, bottom), (right, bottom)])
    sides += ([(right, bottom), (right, top)], [(right, top), (left, top)])  # type: ignore[assignment]
    items: list[Item] = []
    pen = paper.pen(applied(_AXIS, (o.frame_style,)))
    if all(o.frame):
        items.append(Curve([Stroke([(left, top), (right, top), (right, bottom), (left, bottom)], True)], None, pen))
    else:
        items += [_line(points, pen) for points, wanted in zip(sides, o.frame) if wanted]
    xs, ys = _axis_ticks(o, paper.x, paper.y, height / width)
    styles = _tick_styles(o)
    marks: list[Stroke] = []
    for t in xs:
        px, long = paper.at((t.value, paper.y[0]))[0], _TICK[t.minor]
        marks += [Stroke([(px, bottom), (px, bottom - long)])] * o.frame[1]
        marks += [Stroke([(px, top), (px, top + long)])] * (o.frame[3] and not t.minor)
        if t.label and o.frame[1]:
            items += labels(t.label, (px, bottom + _GAP), styles[0], (0.0, 1.0))
    for t in ys:
        py, long = paper.at((paper.x[0], t.value))[1], _TICK[t.minor]
        marks += [Stroke([(left, py), (left + long, py)])] * o.frame[0]
        marks += [Stroke([(right, py), (right - long, py)])] * (o.frame[2] and not t.minor)
        if t.label and o.frame[0]:
            items += labels(t.label, (left - _GAP, py), styles[1], (1.0, 0.0))
    items += [Curve(marks, None, pen)] if marks else []
    return items + _frame_labels(o, paper, ys)


def _frame_labels(o: Options, paper: Paper, ys: list[Tick]) -> list[Item]:
    left, top, width, height = paper.box
    style = _label_style(o, 11.0)
    below, beside = (s.size for s in _tick_styles(o))
    room = max([metrics.width(t.label, beside) for t in ys], default=0.0) + 2 * _GAP
    below = below * metrics.LINE + 2 * _GAP
    spots = (
        ((left - room, top + height / 2), (0.0, -1.0), math.pi / 2),
        ((left + width / 2, top + height + below), (0.0, 1.0), 0.0),
        ((left + width + 2 * _GAP, top + height / 2), (0.0, 1.0), math.pi / 2),
        ((left + width / 2, top - _GAP), (0.0, -1.0), 0.0),
    )
    items: list[Item] = []
    for label, (at, anchor, turn) in zip(o.frame_labels, spots):
        if label is not None:
            text, own = words_of(label, style)
            items += labels(text, at, own, anchor, turn)
    return items


def _axes(o: Options, paper: Paper) -> list[Item]:
    left, top, width, height = paper.box
    ox, oy = _origin(o, paper.x, paper.y)
    px, py = paper.at((ox, oy))
    xs, ys = _axis_ticks(o, paper.x, paper.y, height / width)
    styles, large = _tick_styles(o), _label_style(o, 11.0)
    pens = [paper.pen(applied(_AXIS, (s,))) for s in o.axes_styles]
    items: list[Item] = []
    up: list[Stroke] = []  # the marks of the axis of x
    across: list[Stroke] = []
    crossing = o.axes[0] and o.axes[1]
    if o.axes[0]:
        items.append(_line([(left, py), (left + width, py)], pens[0]))
        for t in xs:
            at = paper.at((t.value, oy))[0]
            hidden = crossing and abs(at - px) < 1 and left + 1 < px
            up += [] if hidden else [Stroke([(at, py), (at, py - _TICK[t.minor])])]
            items += labels(t.label, (at, py + _GAP), styles[0], (0.0, 1.0)) if t.label and not hidden else []
        if o.axes_labels[0] is not None:
            text, own = words_of(o.axes_labels[0], large)
            items += labels(text, (left + width + _GAP, py), own, (-1.0, 0.0))
    if o.axes[1]:
        items.append(_line([(px, top), (px, top + height)], pens[1]))
        for t in ys:
            at = paper.at((ox, t.value))[1]
            hidden = crossing and abs(at - py) < 1 and py < top + height - 1
            across += [] if hidden else [Stroke([(px, at), (px + _TICK[t.minor], at)])]
            items += labels(t.label, (px - _GAP, at), styles[1], (1.0, 0.0)) if t.label and not hidden else []
        if o.axes_labels[1] is not None:
            text, own = words_of(o.axes_labels[1], large)
            items += labels(text, (px, top - _GAP), own, (0.0, -1.0))
    if pens[0] == pens[1]:
        up, across = up + across, []
    return items + [Curve(marks, None, pen) for marks, pen in zip((up, across), pens) if marks]
