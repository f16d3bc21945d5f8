"""Legends: Legended[picture, legend] as one picture.  A legend is drawn as a small Graphics in points of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ... import symbols as S
from ...expr import Expr, expr, has_head, is_list, is_rule, make_list
from ...options import option_name
from . import metrics
from .primitives import words_of
from .scene import Scene, moved
from .style import Style

_SIZE = 10.0
_ROW, _SAMPLE, _GAP = 16.0, 22.0, 6.0  # points
_BESIDE = 12.0
_BAR = (14.0, 150.0)
# Where a legend stands: (part of the width, part of the height) that it moves the picture or itself.
_SIDES = {"After": "right", "Right": "right", "Automatic": "right", "Before": "left", "Left": "left",
          "Above": "top", "Top": "top", "Below": "bottom", "Bottom": "bottom"}  # fmt: skip


def _line(y: float) -> list[Any]:
    return [expr(S.Line, make_list((make_list((0.0, y)), make_list((_SAMPLE, y)))))]


def _point(y: float) -> list[Any]:
    return [expr(S.AbsolutePointSize, 6), expr(S.Point, make_list((_SAMPLE / 2, y)))]


def _swatch(y: float) -> list[Any]:
    return [expr(S.Rectangle, make_list((6.0, y - 5)), make_list((_SAMPLE - 4, y + 5)))]


SAMPLES: dict[str, Callable[[float], list[Any]]] = {"LineLegend": _line, "PointLegend": _point, "SwatchLegend": _swatch}


def drawing(legend: Any, across: bool = False) -> Expr | None:
    """The Graphics of LineLegend, PointLegend, SwatchLegend or BarLegend, or of any other thing its text."""
    name = getattr(legend.head, "name", "") if isinstance(legend, Expr) else ""
    args = [a for a in legend.args if not is_rule(a)] if name in SAMPLES or name == "BarLegend" else []
    options = {option_name(a.args[0]): a.args[1] for a in legend.args if is_rule(a)} if args else {}
    title = options.get("LegendLabel")
    if name == "BarLegend" and args:
        return _bar(args[0])
    if name in SAMPLES and len(args) == 2 and is_list(args[0]) and is_list(args[1]):
        return _rows(SAMPLES[name], args[0].args, args[1].args, None if title is S.None_ else title, across)
    if name == "Graphics":
        return legend  # type: ignore[no-any-return]
    return _sheet([_text(legend, 0.0, _ROW / 2)], _width(legend), _ROW)


def _rows(sample: Any, styles: tuple[Any, ...], texts: tuple[Any, ...], title: Any, across: bool) -> Expr:
    parts: list[Any] = []
    x, wide = 0.0, 0.0
    rows = list(zip(styles, texts))
    high = _ROW * ((1 if across else len(rows)) + (title is not None))
    y = high - _ROW / 2
    if title is not None:
        parts.append(_text(title, 0.0, y))
        wide, y = _width(title), y - _ROW
    for style, text in rows:
        shown = [_shifted(p, x) for p in sample(y)]
        parts += [make_list((style, *shown)), _text(text, x + _SAMPLE + _GAP, y)]
        end = x + _SAMPLE + _GAP + _width(text)
        wide = max(wide, end)
        x, y = (end + 2 * _GAP, y) if across else (x, y - _ROW)
    return _sheet(parts, wide, high)


def _shifted(e: Expr, x: float) -> Expr:
    def moved_place(p: Any) -> Any:
        if is_list(p) and len(p) == 2 and not any(isinstance(v, Expr) for v in p.args):
            return make_list((p.args[0] + x, p.args[1]))
        return make_list(tuple(map(moved_place, p.args))) if is_list(p) else p

    return Expr(e.head, tuple([moved_place(a) for a in e.args]))


def _bar(spec: Any) -> Expr:
    """BarLegend[{{color, ...}, {min, max}}]: colours beside a scale."""
    from .scales import ticks
    from .values import color, numbers

    colors, limits = spec.args if is_list(spec) and len(spec) == 2 else (None, None)
    found = [color(c) for c in colors.args] if is_list(colors) else []
    ends = numbers(limits, 2)
    if not found or None in found or not ends or ends[0] == ends[1]:
        return _sheet([_text("", 0.0, _ROW / 2)], 10.0, _ROW)
    rows = make_list(tuple([make_list((make_list(tuple(c[:3])),)) for c in found]))  # type: ignore[index]
    wide, high = _BAR
    parts = [expr(S.Raster, rows, make_list((make_list((0.0, 5.0)), make_list((wide, 5.0 + high)))))]
    widest = 0.0
    for t in ticks((ends[0], ends[1]), 6, minor=False):
        y = 5.0 + high * (t.value - ends[0]) / (ends[1] - ends[0])
        parts.append(expr(S.Line, make_list((make_list((wide, y)), make_list((wide + 3, y))))))
        parts.append(_text(t.label, wide + 6, y))
        widest = max(widest, _width(t.label))
    return _sheet([expr(S.GrayLevel, 0.35), expr(S.AbsoluteThickness, 0.8), *parts], wide + 6 + widest, high + 10)


def _text(e: Any, x: float, y: float) -> Expr:
    style = expr(S.Style, e, expr(S.Rule, S.FontSize, _SIZE), expr(S.GrayLevel, 0.25))
    return expr(S.Text, style, make_list((x, y)), make_list((-1, 0)))


def _width(e: Any) -> float:
    return metrics.width(words_of(e, Style())[0], _SIZE) + 2.0


def _sheet(parts: list[Any], width: float, height: float) -> Expr:
    limits = make_list((make_list((0.0, width)), make_list((0.0, height))))
    rules = {"PlotRange": limits, "ImageSize": make_list((width, height)), "ImagePadding": S.None_}
    return expr(S.Graphics, make_list(tuple(parts)), *[expr(S.Rule, S.system(k), v) for k, v in rules.items()])


# ---- beside a picture ------------------------------------------------------------------------------------------------


def legended(e: Expr, size: Any, depth: int, scene: Callable[..., Scene]) -> Scene:
    """The scene of Legended[picture, legend or Placed[legend, where]]."""
    legend, where = e.args[1], S.After
    if has_head(legend, S.Placed) and len(legend) >= 2:
        legend, where = legend.args[:2]
    where = where.args[0] if is_list(where) and len(where) == 1 else where
    side = _SIDES.get(getattr(where, "name", ""), "") or "inside"
    drawn = drawing(legend, across=side in ("top", "bottom"))
    extra = scene(drawn, None, depth + 1)
    width, height = size if isinstance(size, tuple) else (size, None)
    if side in ("left", "right"):
        width = None if width is None else max(width - extra.width - _BESIDE, 20.0)
    elif side in ("top", "bottom"):
        height = None if height is None else max(height - extra.height - _GAP, 20.0)
    inner = scene(e.args[0], None if width is None and height is None else (width, height), depth)
    return _joined(inner, extra, side, where)


def _joined(inner: Scene, extra: Scene, side: str, where: Any) -> Scene:
    w, h = inner.width, inner.height
    along_x, along_y = max((w - extra.width) / 2, 0.0), max((h - extra.height) / 2, 0.0)
    at, shift, total = {
        "right": ((w + _BESIDE, along_y), (0.0, 0.0), (w + _BESIDE + extra.width, h)),
        "left": ((0.0, along_y), (extra.width + _BESIDE, 0.0), (w + _BESIDE + extra.width, h)),
        "top": ((along_x, 0.0), (0.0, extra.height + _GAP), (w, h + extra.height + _GAP)),
        "bottom": ((along_x, h + _GAP), (0.0, 0.0), (w, h + extra.height + _GAP)),
        "inside": (_inside(inner, extra, where), (0.0, 0.0), (w, h)),
    }[side]
    found = Scene(max(total[0], extra.width), max(total[1], extra.height), inner.background)
    found.items = [*moved(inner.items, *shift), *moved(extra.items, *at)]
    if inner.clipped is not None:
        first, last, x, y, *rest = inner.clipped
        found.clipped = (first, last, x + shift[0], y + shift[1], *rest)  # type: ignore[assignment]
    return found


def _inside(inner: Scene, extra: Scene, where: Any) -> tuple[float, float]:
    """The corner of a legend at {x, y} or {Right, Top} within a picture."""
    from .values import number

    words = {"Left": 0.12, "Center": 0.5, "Right": 0.95, "Bottom": 0.1, "Top": 0.95}
    where = where.args[0] if has_head(where, S.Scaled, 1) else where
    parts = where.args if is_list(where) and len(where) == 2 else (S.Right, S.Top)
    x, y = (words.get(getattr(p, "name", ""), number(p)) for p in parts)
    x, y = 0.95 if x is None else x, 0.95 if y is None else y
    return (inner.width - extra.width) * x, (inner.height - extra.height) * (1 - y)
