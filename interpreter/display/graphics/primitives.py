"""Primitives: a table from heads to rules that make shapes, and the walk over the tree that calls them.

@primitive("Point")
def point(e, style): -> list of shapes, or None for what is malformed (it is not drawn)
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

from ... import symbols as S
from ...expr import Expr, Symbol, has_head, is_list, is_rule
from ...options import option_name
from ...packed import Packed
from ..outputform import output_form
from ..typeset import readable, script_text
from . import curves
from .shapes import Dots, Oval, Path, Picture, Pixels, Shape, Trace, Words
from .style import Style, applied, changed, font_size
from .transforms import WRAPPERS, Finish, numbered
from .values import Place, color, many, number, numbers, place, places

Rule = Callable[[Expr, Style], "list[Shape] | None"]
PRIMITIVES: dict[str, Rule] = {}
# Heads that are drawn as what they hold.
GROUPS = frozenset({"List", "GraphicsGroup"})
HOLDERS = frozenset(
    "Annotation Button Deploy EventHandler Hyperlink Labeled Legended Mouseover PopupWindow StatusArea Tooltip".split()
)
_NONE: Any = object()


def primitive(*heads: str) -> Callable[[Rule], Rule]:
    """Register f(expression, style) -> shapes; None where the expression is malformed."""

    def register(function: Rule) -> Rule:
        PRIMITIVES.update(dict.fromkeys(heads, function))
        return function

    return register


class _Scope:
    """A list being walked, with the style in force there, and what is done with its shapes, those from `first` on."""

    __slots__ = ("items", "style", "first", "finish")

    def __init__(self, items: Iterator[Any], style: Style, first: int = 0, finish: Finish | None = None) -> None:
        self.items, self.style, self.first, self.finish = items, style, first, finish


def shapes_of(tree: Any, style: Style | None = None) -> list[Shape]:
    """The shapes of a tree of primitives and directives, those behind first."""
    shapes: list[Shape] = []
    stack = [_Scope(iter((tree,)), style or Style())]
    while stack:
        scope = stack[-1]
        e = next(scope.items, _NONE)
        if e is _NONE:
            stack.pop()
            if scope.finish is not None:
                shapes[scope.first :] = scope.finish(shapes[scope.first :])
            continue
        name = e.head.name if isinstance(e, Expr) and type(e.head) is Symbol else ""
        if type(e) is Packed or (name in GROUPS and not len(e)):
            continue  # numbers are no primitives
        if name == "List":
            stack.append(_Scope(iter(e.args), scope.style))
        elif name in GROUPS or name in HOLDERS:
            stack.append(_Scope(iter(e.args[:1]), scope.style))
        elif name == "Style" and len(e):
            stack.append(_Scope(iter(e.args[:1]), styled(scope.style, e.args[1:])))
        elif name in WRAPPERS and len(e) > 1:
            stack.append(_Scope(iter(e.args[:1]), scope.style, len(shapes), WRAPPERS[name](e)))
        elif name == "GraphicsComplex":
            stack.append(_Scope(iter((numbered(e),)), scope.style))
        elif name in PRIMITIVES:
            shapes += PRIMITIVES[name](e, scope.style) or ()
        else:
            scope.style = changed(scope.style, e) or scope.style
    return shapes


def styled(style: Style, directives: tuple[Any, ...]) -> Style:
    """The style within Style[e, directives...]; there a plain number is a font size."""
    for d in directives:
        style = (font_size(style, d) if type(d) in (int, float) else None) or applied(style, (d,))
    return style


def _region(traces: list[Trace], style: Style) -> list[Shape]:
    """A region as it is filled; its edge goes with it."""
    return [Path(traces, style, filled=True)]


def rules(e: Expr) -> tuple[list[Any], dict[Any, Any]]:
    """The arguments without the options, and the options by name."""
    options = {option_name(a.args[0]): a.args[1] for a in e.args if is_rule(a)}
    return [a for a in e.args if not is_rule(a)], options


# ---- points and lines ------------------------------------------------------------------------------------------------


@primitive("Point")
def point(e: Expr, style: Style) -> list[Shape] | None:
    if not len(e):
        return None
    one = place(e.args[0])
    found = [one] if one is not None else [p for part in many(e.args[0]) for p in places(part) or ()]
    return [Dots(found, style)] if found else None


def lines(e: Any, least: int) -> list[list[Place]]:
    return [found for part in many(e) if (found := places(part)) is not None and len(found) >= least]


@primitive("Line")
def line(e: Expr, style: Style) -> list[Shape] | None:
    traces = [Trace(p) for p in lines(e.args[0], 2)] if len(e) else []
    return [Path(traces, style)] if traces else None


@primitive("BezierCurve")
def bezier_curve(e: Expr, style: Style) -> list[Shape] | None:
    traces = traces_of_bezier(e)
    return [Path(traces, style)] if traces else None


def traces_of_bezier(e: Expr) -> list[Trace]:
    args, options = rules(e)
    degree = options.get("SplineDegree", 3)
    if not args or degree not in (1, 2, 3):
        return []
    return [Trace(curves.bezier(p, degree), cubic=True) for p in lines(args[0], 2)]


@primitive("Arrow")
def arrow(e: Expr, style: Style) -> list[Shape] | None:
    """Arrow[{p1, ..., pn}] or of a curve; Arrow[..., {s1, s2}] stays away from the ends."""
    if not len(e):
        return None
    first = e.args[0]
    if isinstance(first, Expr) and first.head in (S.Line, S.BezierCurve) and len(first):
        traces = traces_of_bezier(first) if first.head is S.BezierCurve else [Trace(p) for p in lines(first.args[0], 2)]
    else:
        traces = [Trace(p) for p in lines(first, 2)]
    setback = number(e.args[1]) if len(e) > 1 else 0.0
    gaps = numbers(e.args[1], 2) if setback is None else [setback, setback]
    for trace in traces if gaps else ():
        trace.places = _shortened(_shortened(trace.places, gaps[0])[::-1], gaps[1])[::-1]  # type: ignore[index]
    return [Path([t], style, arrow=True) for t in traces]


def _shortened(found: list[Place], gap: float) -> list[Place]:
    """Places without the first stretch of a length; only the first piece can give way."""
    a, b = found[:2]
    if gap <= 0 or not isinstance(a, tuple) or not isinstance(b, tuple):
        return found
    length = math.dist(a, b)
    return [curves.between(a, b, gap / length), *found[1:]] if length > gap else found


# ---- regions ---------------------------------------------------------------------------------------------------------


@primitive("Polygon", "Triangle")
def polygon(e: Expr, style: Style) -> list[Shape] | None:
    """Polygon[{p1, ...}], several in a list, outline -> holes."""
    if not len(e):
        return None
    spec = e.args[0]
    if is_rule(spec):
        outlines = [*lines(spec.args[0], 3), *lines(spec.args[1], 3)]
        return _region([Trace(p, closed=True) for p in outlines], style) if outlines else None
    return [Path([Trace(p, closed=True)], style, filled=True) for p in lines(spec, 3)]


@primitive("RegularPolygon")
def regular_polygon(e: Expr, style: Style) -> list[Shape] | None:
    """RegularPolygon[n], [r, n], [{x, y}, r, n], [{x, y}, {r, angle}, n]."""
    *front, n = e.args or (None,)
    centre = place(front.pop(0)) if len(front) == 2 else (0.0, 0.0)
    radius, start = 1.0, None
    if front:
        pair = numbers(front[0], 2)
        radius, start = pair if pair else (number(front[0]), None)  # type: ignore[assignment]
    if type(n) is not int or not 3 <= n <= 10_000 or radius is None or not isinstance(centre, tuple):
        return None
    start = math.pi / n - math.pi / 2 if start is None else start
    angles = [start + 2 * math.pi * i / n for i in range(n)]
    corners: list[Place] = [(centre[0] + radius * math.cos(a), centre[1] + radius * math.sin(a)) for a in angles]
    return _region([Trace(corners, closed=True)], style)


@primitive("Rectangle")
def rectangle(e: Expr, style: Style) -> list[Shape] | None:
    """Rectangle[{x, y}] of size one, Rectangle[{x0, y0}, {x1, y1}], with RoundingRadius."""
    args, options = rules(e)
    low = place(args[0]) if args else (0.0, 0.0)
    high = place(args[1]) if len(args) > 1 else (low[0] + 1, low[1] + 1) if isinstance(low, tuple) else None
    if low is None or high is None:
        return None
    if not isinstance(low, tuple) or not isinstance(high, tuple):
        return [Path([Trace([low, high], closed=True)], style, filled=True)]  # scene.py makes the other two corners
    (x0, x1), (y0, y1) = sorted((low[0], high[0])), sorted((low[1], high[1]))
    given = options.get("RoundingRadius", 0)
    radius = number(given)
    radii = numbers(given, 2) if radius is None else [radius, radius]
    if radii and min(radii) > 0:
        return _region([Trace(curves.rounded((x0, y0), (x1, y1), (radii[0], radii[1])), True, True)], style)
    return _region([Trace([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], closed=True)], style)


def _round(filled: bool) -> Rule:
    def rule(e: Expr, style: Style) -> list[Shape] | None:
        """Disk[] or Circle[]: centre, radius or radii, angles."""
        centre = place(e.args[0]) if len(e) else (0.0, 0.0)
        radius = number(e.args[1]) if len(e) > 1 else 1.0
        radii = numbers(e.args[1], 2) if radius is None else [radius, radius]
        if centre is None or radii is None or min(radii) < 0:
            return None
        if len(e) < 3:
            return [Oval(centre, (radii[0], radii[1]), style, filled)]
        angles = numbers(e.args[2], 2)
        if angles is None or not isinstance(centre, tuple):
            return None
        bow = curves.arc(centre, (radii[0], radii[1]), *angles)
        if filled:
            bow = [centre, *curves.straight(centre, bow[0]), *bow[1:], *curves.straight(bow[-1], centre)]
        return [Path([Trace(bow, closed=filled, cubic=True)], style, filled=filled)]

    return rule


PRIMITIVES["Disk"] = _round(True)
PRIMITIVES["Circle"] = _round(False)


# ---- text and pixels -------------------------------------------------------------------------------------------------


@primitive("Text")
def text(e: Expr, style: Style) -> list[Shape] | None:
    """Text[e, place, anchor, direction]."""
    args, options = rules(e)
    content, spot, anchor, direction = (*args, None, None, None, None)[:4]
    at = place(spot) if spot is not None else (0.0, 0.0)
    corner = (numbers(anchor, 2) if anchor is not None else None) or [0.0, 0.0]
    along = (numbers(direction, 2) if direction is not None else None) or [1.0, 0.0]
    if at is None or not args:
        return None
    style = applied(style, [a for a in e.args if is_rule(a)])
    written, style = words_of(content, style)
    turn = math.atan2(along[1], along[0]) if any(along) else 0.0
    limited = (max(-9.0, min(9.0, corner[0])), max(-9.0, min(9.0, corner[1])))
    return [Words(written, at, style, limited, turn, color(options.get("Background")))] if written else None


def words_of(e: Any, style: Style) -> tuple[str, Style]:
    """An expression as text; Style around it is taken off and said in the style."""
    for _ in range(20):
        if not has_head(e, S.Style) or not len(e):
            break
        e, style = e.args[0], styled(style, e.args[1:])
    return (readable(e) if type(e) is str else script_text(e) or output_form(e)), style


@primitive("Inset")
def inset(e: Expr, style: Style) -> list[Shape] | None:
    """Inset[e, place, point of e, size]."""
    args, _ = rules(e)
    if not args:
        return None
    content, spot, anchor, size = (*args, None, None, None, None)[:4]
    at = place(spot) if spot is not None else (0.0, 0.0)
    if at is None:
        return None
    if not is_picture(content):
        return text(Expr(S.Text, tuple(args[:3])), style)
    width = number(size) if size is not None else None
    both = numbers(size, 2) if size is not None and width is None else [width, None]
    corner = numbers(anchor, 2) if anchor is not None else None
    return [Picture(content, at, tuple(corner) if corner else (0.0, 0.0), tuple(both or (None, None)))]  # type: ignore


_PICTURES = (S.Graphics, S.Graphics3D, S.Legended)


def is_picture(e: Any) -> bool:
    """Whether e is more than text in a picture: graphics, an image, what says how it is drawn."""
    return isinstance(e, Expr) and (e.head in _PICTURES or hasattr(e, "space") or hasattr(e, "graphics"))


@primitive("Raster")
def raster(e: Expr, style: Style) -> list[Shape] | None:
    """Raster[rows] from the lowest up: gray levels, {level, opacity}, {r, g, b} or {r, g, b, a} from 0 to 1.

    Raster[rows, {{x0, y0}, {x1, y1}}, {min, max}] says where, and which values are black and white.
    """
    args, _ = rules(e)
    array = _array(args[0]) if args else None
    if array is None or array.ndim not in (2, 3) or not array.size or (array.ndim == 3 and array.shape[2] > 4):
        return None
    corners = places(args[1]) if len(args) > 1 else None
    if len(args) > 1 and (corners is None or len(corners) != 2):
        return None
    low, high = corners or [(0.0, 0.0), (float(array.shape[1]), float(array.shape[0]))]
    limits = numbers(args[2], 2) if len(args) > 2 else None
    return [Pixels(_bytes(array, limits or [0.0, 1.0]), low, high)]


def _array(e: Any) -> Any:
    """The numbers of a list of lists, exact ones too, or of a NumericArray, as an array; None for all else."""
    import numpy as np

    from ...numericarray import array_of
    from ...packed import to_array

    found = array_of(e)
    if found is None:
        found = to_array(e)
    if found is not None or not is_list(e):
        return found
    rows = [[numbers(x) or number(x) for x in row.args] if is_list(row) else None for row in e.args]
    try:
        return np.array(rows, dtype=float)
    except (TypeError, ValueError):
        return None


def _bytes(array: Any, limits: list[float]) -> Any:
    import numpy as np

    span = limits[1] - limits[0]
    levels = np.nan_to_num((np.asarray(array, dtype=float) - limits[0]) / (span or 1.0))
    levels = np.rint(np.clip(levels, 0, 1) * 255).astype(np.uint8)[::-1]
    if levels.ndim == 2:
        levels = levels[..., None]
    if levels.shape[2] < 3:  # gray levels, perhaps with opacity
        levels = np.concatenate([np.repeat(levels[..., :1], 3, axis=2), levels[..., 1:]], axis=2)
    return np.ascontiguousarray(levels)
