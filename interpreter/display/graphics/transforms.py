"""Shapes moved, turned and scaled: Translate, Rotate, Scale, GeometricTransformation, and places by number.

A wrapper is a row of a table: what it makes of the shapes of what it holds, once these are known.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from ... import symbols as S
from ...expr import Expr, has_head, is_list
from . import curves
from .shapes import Dots, Oval, Path, Picture, Pixels, Shape, Trace, Words, extent
from .style import Style
from .values import Place, Placed, number, numbers

Finish = Callable[[list[Shape]], list[Shape]]
_MOST_COPIES, _MOST_CELLS, _MOST_SHAPES = 10_000, 10_000, 200_000


@dataclass(frozen=True, slots=True)
class Affine:
    """(x, y) -> (a x + b y + u, c x + d y + v)."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    u: float = 0.0
    v: float = 0.0

    def at(self, p: Place) -> Place:
        if isinstance(p, Placed):
            return p if p.scaled else replace(p, x=self._x(p.x, p.y), y=self._y(p.x, p.y))
        return self._x(*p), self._y(*p)

    def _x(self, x: float, y: float) -> float:
        return self.a * x + self.b * y + self.u

    def _y(self, x: float, y: float) -> float:
        return self.c * x + self.d * y + self.v

    def about(self, centre: tuple[float, float]) -> Affine:
        """The same map with another fixed point."""
        x, y = centre
        return replace(self, u=x - self.a * x - self.b * y, v=y - self.c * x - self.d * y)

    @property
    def upright(self) -> bool:
        """Whether the directions of the axes stay."""
        return self.b == 0 == self.c


def mapped(shapes: list[Shape], by: Affine) -> list[Shape]:
    return [piece for shape in shapes for piece in _MAPS[type(shape)](shape, by)]


def _path(shape: Path, by: Affine) -> list[Shape]:
    traces = [replace(t, places=[by.at(p) for p in _corners(t)]) for t in shape.traces]
    return [replace(shape, traces=traces)]


def _corners(trace: Trace) -> list[Place]:
    """The places of a line; two opposite corners that stand for a rectangle as four."""
    if trace.closed and len(trace.places) == 2 and all(type(p) is tuple for p in trace.places):
        (x0, y0), (x1, y1) = trace.places  # type: ignore[misc]
        return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
    return trace.places


def _dots(shape: Dots, by: Affine) -> list[Shape]:
    return [replace(shape, places=[by.at(p) for p in shape.places])]


def _oval(shape: Oval, by: Affine) -> list[Shape]:
    rx, ry = shape.radii
    if by.upright:
        return [replace(shape, centre=by.at(shape.centre), radii=(abs(by.a) * rx, abs(by.d) * ry))]
    if isinstance(shape.centre, Placed):
        return [replace(shape, centre=by.at(shape.centre))]
    bow = curves.arc(shape.centre, shape.radii, 0.0, 2 * math.pi)
    return [Path([Trace([by.at(p) for p in bow], True, True)], shape.style, filled=shape.filled)]


def _words(shape: Words, by: Affine) -> list[Shape]:
    c, s = math.cos(shape.turn), math.sin(shape.turn)
    turn = math.atan2(by.c * c + by.d * s, by.a * c + by.b * s)
    grown = math.sqrt(abs(by.a * by.d - by.b * by.c))
    style = shape.style if abs(grown - 1) < 1e-9 else replace(shape.style, size=shape.style.size * grown)
    return [replace(shape, place=by.at(shape.place), turn=turn, style=style)]


def _picture(shape: Picture, by: Affine) -> list[Shape]:
    size = tuple([None if s is None else s * abs(k) for s, k in zip(shape.size, (by.a, by.d))])
    return [replace(shape, place=by.at(shape.place), size=size if by.upright else shape.size)]  # type: ignore[arg-type]


def _pixels(shape: Pixels, by: Affine) -> list[Shape]:
    """Cells stay a picture where the axes do, else they become areas."""
    height, width = shape.array.shape[:2]
    if by.upright or isinstance(shape.low, Placed) or isinstance(shape.high, Placed) or height * width > _MOST_CELLS:
        return [replace(shape, low=by.at(shape.low), high=by.at(shape.high))]
    (x0, y0), (x1, y1) = shape.low, shape.high
    xs = [x0 + (x1 - x0) * i / width for i in range(width + 1)]
    ys = [y1 + (y0 - y1) * i / height for i in range(height + 1)]
    found: list[Shape] = []
    for i, row in enumerate(shape.array.tolist()):
        for j, cell in enumerate(row):
            ends = [(xs[j], ys[i]), (xs[j + 1], ys[i]), (xs[j + 1], ys[i + 1]), (xs[j], ys[i + 1])]
            r, g, b, a = (*[v / 255 for v in cell], 1.0)[:4]
            found.append(Path([Trace([by.at(p) for p in ends], True)], Style(color=(r, g, b, a)), filled=True))
    return found


_MAPS: dict[type, Callable[[Any, Affine], list[Shape]]] = {
    Path: _path,
    Dots: _dots,
    Oval: _oval,
    Words: _words,
    Picture: _picture,
    Pixels: _pixels,
}


# ---- wrappers --------------------------------------------------------------------------------------------------------


def _pair(e: Any) -> tuple[float, float] | None:
    found = numbers(e, 2)
    return None if found is None else (found[0], found[1])


def _middle(shapes: list[Shape]) -> tuple[float, float]:
    found = extent(shapes)
    return (0.0, 0.0) if found.empty else ((found.x[0] + found.x[1]) / 2, (found.y[0] + found.y[1]) / 2)


def _about(turn: Affine, e: Expr) -> Finish | None:
    """A map about the place that the third argument says, or about the middle of the shapes."""
    centre = _pair(e.args[2]) if len(e) > 2 else None
    if len(e) > 2 and centre is None:
        return None
    return lambda shapes: mapped(shapes, turn.about(_middle(shapes) if centre is None else centre))


def _rotated(e: Expr) -> Finish | None:
    """Rotate[g, angle], Rotate[g, {u, v}] which brings one direction to another, Rotate[g, angle, place]."""
    angle = number(e.args[1])
    if angle is None:
        ends = [_pair(v) for v in e.args[1].args] if is_list(e.args[1]) and len(e.args[1]) == 2 else [None]
        if None in ends:
            return None
        (ux, uy), (vx, vy) = ends  # type: ignore[misc]
        angle = math.atan2(vy, vx) - math.atan2(uy, ux)
    c, s = math.cos(angle), math.sin(angle)
    return _about(Affine(c, -s, s, c), e)


def _scaled(e: Expr) -> Finish | None:
    """Scale[g, s], Scale[g, {sx, sy}], Scale[g, s, place]."""
    one = number(e.args[1])
    both = _pair(e.args[1]) if one is None else (one, one)
    return None if both is None else _about(Affine(both[0], 0.0, 0.0, both[1]), e)


def _moved(e: Expr) -> Finish | None:
    """Translate[g, {x, y}], Translate[g, {{x1, y1}, ...}] of several copies."""
    one = _pair(e.args[1])
    steps = [one] if one else [_pair(v) for v in e.args[1].args] if is_list(e.args[1]) else [None]
    return None if None in steps else _copies([Affine(u=s[0], v=s[1]) for s in steps])  # type: ignore[index]


def _copies(maps: list[Affine]) -> Finish | None:
    if len(maps) > _MOST_COPIES:
        return None

    def finish(shapes: list[Shape]) -> list[Shape]:
        if len(maps) * len(shapes) > _MOST_SHAPES:
            return shapes
        return [s for by in maps for s in mapped(shapes, by)]

    return finish


def _transformed(e: Expr) -> Finish | None:
    """GeometricTransformation[g, t]: a TransformationFunction, {matrix, vector}, matrix, or a list of such."""
    one = affine(e.args[1])
    maps = [one] if one else [affine(t) for t in e.args[1].args] if is_list(e.args[1]) else [None]
    return None if None in maps else _copies(maps)  # type: ignore[arg-type]


def affine(e: Any) -> Affine | None:
    if has_head(e, S.TransformationFunction, 1):
        rows = [numbers(r, 3) for r in e.args[0].args] if is_list(e.args[0]) and len(e.args[0]) == 3 else [None]
        if None in rows or rows[2] != [0.0, 0.0, 1.0]:
            return None
        (a, b, u), (c, d, v) = rows[:2]  # type: ignore[misc]
        return Affine(a, b, c, d, u, v)
    if not is_list(e) or len(e) != 2:
        return None
    matrix, shift = _matrix(e), (0.0, 0.0)
    if matrix is None:
        matrix, vector = _matrix(e.args[0]), _pair(e.args[1])
        if vector is None:
            return None
        shift = vector
    return None if matrix is None else Affine(*matrix, *shift)


def _matrix(e: Any) -> tuple[float, float, float, float] | None:
    rows = [_pair(r) for r in e.args] if is_list(e) and len(e) == 2 else [None]
    return None if None in rows else (*rows[0], *rows[1])  # type: ignore[misc]


WRAPPERS: dict[str, Callable[[Expr], Finish | None]] = {
    "Rotate": _rotated,
    "Scale": _scaled,
    "Translate": _moved,
    "GeometricTransformation": _transformed,
}


# ---- places by number ------------------------------------------------------------------------------------------------

_DEEPEST = 100
# Which arguments of a primitive are places: all others are lengths, angles and texts.
_FIRST, _SECOND, _ALL = (0, 1), (1, 2), (0, 1000)
_BY_NUMBER = {
    "Arrow": _FIRST, "BezierCurve": _FIRST, "BSplineCurve": _FIRST, "Circle": _FIRST, "Cone": _FIRST,
    "Cuboid": _ALL, "Cylinder": _FIRST, "Disk": _FIRST, "Inset": _SECOND, "Line": _FIRST, "Point": _FIRST,
    "Polygon": _FIRST, "Rectangle": _ALL, "Sphere": _FIRST, "Text": _SECOND, "Triangle": _FIRST, "Tube": _FIRST,
}  # fmt: skip


def numbered(e: Expr) -> Any:
    """What GraphicsComplex[places, primitives] draws: the primitives with the places instead of their numbers."""
    if len(e) < 2 or not is_list(e.args[0]):
        return None
    known = e.args[0].args

    def place(x: Any, depth: int) -> Any:
        if type(x) is int:
            return known[x - 1] if 0 < x <= len(known) else x
        if (is_list(x) or has_head(x, S.Rule)) and depth:
            return Expr(x.head, tuple([place(a, depth - 1) for a in x.args]))
        return walk(x, depth)

    def walk(x: Any, depth: int) -> Any:
        name = getattr(x.head, "name", "") if isinstance(x, Expr) else ""
        if name in _BY_NUMBER and depth:
            first, last = _BY_NUMBER[name]
            return Expr(x.head, tuple([place(a, depth - 1) if first <= i < last else a for i, a in enumerate(x.args)]))
        if isinstance(x, Expr) and name != "GraphicsComplex" and depth:
            return Expr(x.head, tuple([walk(a, depth - 1) for a in x.args]))
        return x

    return walk(e.args[1], _DEEPEST)
