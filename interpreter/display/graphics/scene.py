"""Scenes: pictures on paper, in points from the top left corner, with every style resolved.  What back ends draw."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from . import metrics
from .shapes import Dots, Oval, Path, Picture, Pixels, Shape, Words
from .style import Style
from .values import Place, Placed

RGBA = tuple[float, float, float, float]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Pen:
    color: RGBA
    width: float
    dashes: tuple[float, ...] = ()


@dataclass(slots=True)
class Stroke:
    """A line: points, straight or cubic, closed or not."""

    points: list[Point]
    closed: bool = False
    cubic: bool = False


@dataclass(slots=True)
class Curve:
    strokes: list[Stroke]
    fill: RGBA | None = None
    pen: Pen | None = None


@dataclass(slots=True)
class Ellipse:
    x: float
    y: float
    rx: float
    ry: float
    fill: RGBA | None = None
    pen: Pen | None = None


@dataclass(slots=True)
class Label:
    """A line of text.  (x, y) is its middle's height and its left end (align -1), middle (0) or right end (1)."""

    x: float
    y: float
    text: str
    size: float
    color: RGBA
    align: int = 0
    turn: float = 0.0  # in degrees, counterclockwise
    bold: bool = False
    italic: bool = False
    family: str = ""


@dataclass(slots=True)
class Bitmap:
    x: float
    y: float
    width: float
    height: float
    array: Any
    smooth: bool = False


Item = Curve | Ellipse | Label | Bitmap


@dataclass(slots=True)
class Scene:
    width: float
    height: float
    background: RGBA | None = None
    items: list[Item] = field(default_factory=list)
    clipped: tuple[int, int, float, float, float, float] | None = None  # items from, to; a box that they stay within


@dataclass(slots=True)
class Paper:
    """The map from coordinates to paper: the range lies in a box (left, top, width, height) of the picture."""

    x: tuple[float, float]
    y: tuple[float, float]
    box: tuple[float, float, float, float]
    size: Point
    # Makes the scene of a picture in the picture: (expression, width or None, height or None) -> Scene or None
    inner: Callable[[Any, float | None, float | None], Scene | None] = lambda *_: None

    @property
    def scale(self) -> Point:
        return self.box[2] / (self.x[1] - self.x[0]), self.box[3] / (self.y[1] - self.y[0])

    def at(self, p: Place) -> Point:
        if isinstance(p, Placed):
            return self._placed(p)
        left, top, _, height = self.box
        sx, sy = self.scale
        return left + (p[0] - self.x[0]) * sx, top + height - (p[1] - self.y[0]) * sy

    def _placed(self, p: Placed) -> Point:
        if p.image:
            x, y = p.x * self.size[0], (1 - p.y) * self.size[1]
        elif p.scaled:
            x, y = self.box[0] + p.x * self.box[2], self.box[1] + (1 - p.y) * self.box[3]
        else:
            x, y = self.at((p.x, p.y))
        return x + p.dx, y - p.dy

    def pen(self, style: Style) -> Pen:
        dashes = tuple([max(d.points(self.size[0]), 0.1) for d in style.dashes])
        return Pen(style.rgba, style.thickness.points(self.size[0]), dashes)

    def region_look(self, style: Style) -> tuple[RGBA | None, Pen | None]:
        """How a filled region and its edge look."""
        face = style if style.face is True else style.face
        fill = None if face is False else face.rgba  # type: ignore[union-attr]
        return fill, self.pen(style.edge) if isinstance(style.edge, Style) else None

    def drawn(self, shapes: list[Shape]) -> list[Item]:
        """The items of shapes, those behind first."""
        return [item for shape in shapes for item in _MAKERS[type(shape)](self, shape)]


# ---- shapes to items -------------------------------------------------------------------------------------------------


def _path(paper: Paper, shape: Path) -> list[Item]:
    strokes = [Stroke([paper.at(p) for p in t.places], t.closed, t.cubic) for t in shape.traces]
    if shape.filled:
        strokes = [_with_corners(s) for s in strokes]
        fill, edge = paper.region_look(shape.style)
        return [Curve(strokes, fill, edge)]
    pen = paper.pen(shape.style)
    if not shape.arrow:
        return [Curve(strokes, None, pen)]
    size = shape.style.arrow_size.points(paper.size[0])
    heads = [head for s in strokes if (head := arrow_head(s, size)) is not None]
    return [Curve(strokes, None, pen), *[Curve([h], pen.color, None) for h in heads]]


def _with_corners(stroke: Stroke) -> Stroke:
    """Two opposite corners stand for a rectangle."""
    if len(stroke.points) == 2:
        (x0, y0), (x1, y1) = stroke.points
        return Stroke([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], True)
    return stroke


def arrow_head(stroke: Stroke, size: float) -> Stroke | None:
    """The head at the end of a line, which is made shorter by what the head covers."""
    tip = stroke.points[-1]
    before = next((p for p in reversed(stroke.points) if math.dist(p, tip) > 1e-9), None)
    if before is None or not size:
        return None
    length = math.dist(before, tip)
    ux, uy = (tip[0] - before[0]) / length, (tip[1] - before[1]) / length
    half, notch = size * 0.36, min(size * 0.75, length)
    back = (tip[0] - ux * size, tip[1] - uy * size)
    if length > notch and len(stroke.points) > 1 and before is stroke.points[-2]:
        stroke.points[-1] = (tip[0] - ux * notch, tip[1] - uy * notch)
    sides = [(back[0] - uy * half, back[1] + ux * half), (back[0] + uy * half, back[1] - ux * half)]
    return Stroke([tip, sides[0], (tip[0] - ux * size * 0.8, tip[1] - uy * size * 0.8), sides[1]], True)


def _dots(paper: Paper, shape: Dots) -> list[Item]:
    r = shape.style.point_size.points(paper.size[0]) / 2
    rgba = shape.style.rgba
    return [Ellipse(*paper.at(p), r, r, rgba) for p in shape.places] if r else []


def _oval(paper: Paper, shape: Oval) -> list[Item]:
    sx, sy = paper.scale
    fill, pen = paper.region_look(shape.style) if shape.filled else (None, paper.pen(shape.style))
    return [Ellipse(*paper.at(shape.centre), shape.radii[0] * sx, shape.radii[1] * sy, fill, pen)]


_ALIGN = {-1.0: -1, 0.0: 0, 1.0: 1}


def _words(paper: Paper, shape: Words) -> list[Item]:
    return labels(shape.text, paper.at(shape.place), shape.style, shape.anchor, shape.turn, shape.background)


def labels(
    text: str, at: Point, style: Style, anchor: Point = (0.0, 0.0), turn: float = 0.0, background: Any = None
) -> list[Item]:
    """Lines of text whose point `anchor` lies at a point of the paper."""
    lines = text.split("\n")
    width, height = metrics.width(text, style.size, style.bold), metrics.height(text, style.size)
    align = _ALIGN.get(anchor[0])
    along = 0.0 if align is not None else -anchor[0] * width / 2
    c, s = math.cos(turn), math.sin(turn)
    found: list[Item] = []
    if background is not None:
        pad = style.size * 0.15
        corners = [
            (x * (width / 2 + pad) - anchor[0] * width / 2, y * (height / 2 - pad / 2) + anchor[1] * height / 2)
            for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1))
        ]
        box = [(at[0] + x * c + y * s, at[1] - x * s + y * c) for x, y in corners]
        r, g, b, a = background
        found.append(Curve([Stroke(box, True)], (r, g, b, 1.0 if a is None else a)))
    for i, line in enumerate(lines):
        down = (i + 0.5) * style.size * metrics.LINE - height / 2 + anchor[1] * height / 2
        x, y = at[0] + along * c + down * s, at[1] - along * s + down * c
        degrees = math.degrees(turn)
        found.append(
            Label(x, y, line, style.size, style.rgba, align or 0, degrees, style.bold, style.italic, style.family)
        )
    return found


def _pixels(paper: Paper, shape: Pixels) -> list[Item]:
    (x0, y0), (x1, y1) = paper.at(shape.low), paper.at(shape.high)
    array = shape.array[:, ::-1] if x1 < x0 else shape.array
    array = array[::-1] if y1 > y0 else array
    return [Bitmap(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0), array)]


def _picture(paper: Paper, shape: Picture) -> list[Item]:
    sx, sy = paper.scale
    width, height = (None if s is None else abs(s) * f for s, f in zip(shape.size, (sx, sy)))
    inner = paper.inner(shape.content, width, height)
    if inner is None:
        return []
    from .clipping import cut  # it is about scenes itself

    x, y = paper.at(shape.place)
    left = x - inner.width / 2 * (1 + shape.anchor[0])
    top = y - inner.height / 2 * (1 - shape.anchor[1])
    return moved(cut(inner), left, top)


def moved(items: list[Item], dx: float, dy: float) -> list[Item]:
    """Items at another place."""
    found: list[Item] = []
    for item in items:
        if isinstance(item, Curve):
            strokes = [replace(s, points=[(x + dx, y + dy) for x, y in s.points]) for s in item.strokes]
            found.append(replace(item, strokes=strokes))
        else:
            found.append(replace(item, x=item.x + dx, y=item.y + dy))
    return found


_MAKERS: dict[type, Callable[[Paper, Any], list[Item]]] = {
    Path: _path,
    Dots: _dots,
    Oval: _oval,
    Words: _words,
    Pixels: _pixels,
    Picture: _picture,
}
