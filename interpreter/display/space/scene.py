"""From Graphics3D[...] to a scene on paper: range, box, camera, what is painted, and the box and axes around it."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np

from ...expr import Expr
from ..graphics import metrics
from ..graphics import options as paper_options
from ..graphics.primitives import shapes_of, words_of
from ..graphics.scales import widened
from ..graphics.scene import Item, Paper, Scene, labels
from ..graphics.style import Style
from . import bodies  # noqa: F401 - has primitives
from .axes import Axis, axes_of, box_lines, grid_lines
from .clipping import clipped
from .painter import painted
from .pieces import Note, Piece, corners_of, ends_of, mapped
from .primitives import pieces_of
from .view import Camera, Options, read_options

_WIDTH = 360.0
_TALLEST = 1.6
_EDGE = 4.0  # points around all

Margins = tuple[float, float, float, float]  # left, bottom, right, top


def scene(e: Expr, size: Any = None) -> Scene:
    """The scene of Graphics3D[primitives, options]; `size` is taken instead of ImageSize."""
    common, o = paper_options.read_options(e.args[1:]), read_options(e.args[1:])
    if size is not None:
        common.width, common.height = size if isinstance(size, tuple) else (size, None)
    pieces = pieces_of(e.args[0]) if len(e) else []
    pieces = [p for p in pieces if np.isfinite(corners_of([p])).all()]
    low, high, cut = _limits(pieces, o)
    if cut:
        pieces = clipped(pieces, low, high)
    box = np.array(o.ratios or tuple(high - low))
    box = box / box.max()
    to_box = np.diag([*(box / (high - low)), 1.0])
    to_box[:3, 3] = -box * (low / (high - low) + 0.5)
    inside = [mapped(p, to_box) for p in pieces]
    camera = Camera(o)
    shown = _corners(box) if o.boxed or any(o.axes) or not pieces else corners_of(inside)
    plane = camera.on_paper(shown)
    axes = axes_of(o, camera, box, low, high, common.width or _WIDTH)
    title = None if common.title is None else words_of(common.title, Style(size=12.0))
    sheet = _Sheet(plane, common, (_EDGE,) * 4)
    if axes:
        sheet = _Sheet(plane, common, _margins(axes, sheet))
    if title is not None:
        left, bottom, right, top = sheet.margins
        sheet = _Sheet(plane, common, (left, bottom, right, top + metrics.height(*_sized(title)) + _EDGE))
    grids = grid_lines(o, camera, box, low, high, sheet.fit)
    return _composed(common, o, camera, inside, box, grids, axes, title, sheet, cut)


def _sized(title: tuple[str, Style]) -> tuple[str, float]:
    return title[0], title[1].size


def _limits(pieces: list[Piece], o: Options) -> tuple[Any, Any, bool]:
    """The ends of the box, and whether some were given, at which pieces are cut."""
    low, high = ends_of(pieces)
    for k, (given, room) in enumerate(zip(o.limits, o.padding)):
        a, b = low[k], high[k]
        if given[0] is None and given[1] is None:
            a, b = a - room * (b - a), b + room * (b - a)
        a, b = (a if given[0] is None else given[0]), (b if given[1] is None else given[1])
        low[k], high[k] = widened(min(a, b), max(a, b))
    return low, high, any(end is not None for given in o.limits for end in given)


def _corners(box: Any) -> Any:
    return np.array([[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)]) * box / 2


class _Sheet:
    """The paper, and where the plane of the camera lies on it."""

    def __init__(self, plane: Any, common: paper_options.Options, margins: Margins) -> None:
        low, high = plane.min(axis=0), plane.max(axis=0)
        wide, tall = (max(float(v), 1e-9) for v in high - low)
        left, bottom, right, top = self.margins = margins
        width, height = common.width, common.height
        if width is None and height is not None:
            width = max((height - bottom - top) * wide / tall, 1.0) + left + right
        self.width = _WIDTH if width is None else width
        scale = max(self.width - left - right, 1.0) / wide
        if height is None:
            height = scale * tall + bottom + top
            if common.width is None and height > _TALLEST * self.width:
                height = _TALLEST * self.width
        self.height = float(max(round(height), 1))
        scale = min(scale, max(self.height - bottom - top, 1.0) / tall)
        self.scale = scale
        middle = (low + high) / 2
        centre = np.array([(left + self.width - right) / 2, (top + self.height - bottom) / 2])
        self._shift, self._middle = centre, middle

    def fit(self, plane: Any) -> Any:
        """Points on paper of places in the plane of the camera."""
        return (plane - self._middle) * np.array([self.scale, -self.scale]) + self._shift


def _margins(axes: list[Axis], sheet: _Sheet) -> Margins:
    """Room for what is written at the axes, on whichever side it stands out."""
    left = bottom = right = top = _EDGE
    for axis in axes:
        for x0, y0, x1, y1 in axis.boxes(sheet.fit):
            left, top = max(left, sheet.margins[0] - x0 + _EDGE), max(top, sheet.margins[3] - y0 + _EDGE)
            right = max(right, x1 - (sheet.width - sheet.margins[2]) + _EDGE)
            bottom = max(bottom, y1 - (sheet.height - sheet.margins[1]) + _EDGE)
    return min(left, sheet.width / 3), bottom, min(right, sheet.width / 3), top


def _composed(
    common: paper_options.Options, o: Options, camera: Camera, pieces: list[Piece], box: Any,
    grids: list[Item], axes: list[Axis], title: tuple[str, Style] | None, sheet: _Sheet, cut: bool,
) -> Scene:  # fmt: skip
    found = Scene(sheet.width, sheet.height, None if common.background is None else _opaque(common.background))
    paper = Paper((0.0, 1.0), (0.0, 1.0), (0.0, 0.0, sheet.width, sheet.height), (sheet.width, sheet.height))
    if common.prolog is not None:
        found.items += paper.drawn(shapes_of(common.prolog))
    behind, before = box_lines(o, camera, box, sheet.fit, sheet.width) if o.boxed else ([], [])
    found.items += [*grids, *behind]
    found.items += painted(pieces, camera, o.lights, sheet.fit, sheet.width, cut)
    found.items += before
    for axis in axes:
        found.items += axis.items(sheet.fit)
    for piece in sorted((p for p in pieces if isinstance(p, Note)), key=lambda p: -float(camera.distance(p.point))):
        found.items += _note(piece, camera, sheet)
    if title is not None:
        found.items += labels(title[0], (sheet.width / 2, _EDGE), title[1], (0.0, 1.0))
    if common.epilog is not None:
        found.items += paper.drawn(shapes_of(common.epilog))
    return found


def _opaque(c: Any) -> tuple[float, float, float, float]:
    return (*c[:3], 1.0 if c[3] is None else c[3])


def _note(piece: Note, camera: Camera, sheet: _Sheet) -> list[Item]:
    text, style = words_of(piece.content, piece.style)
    x, y = sheet.fit(camera.on_paper(piece.point)).tolist()
    if not text or not (math.isfinite(x) and math.isfinite(y)):
        return []
    return labels(text, (x, y), replace(style, edge=False), piece.anchor)
