"""The box around things in space, and axes with ticks on the sides of it that face outwards."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ... import symbols as S
from ...expr import Expr
from ..graphics import metrics
from ..graphics.options import given_ticks
from ..graphics.primitives import styled, words_of
from ..graphics.scales import Tick, ticks
from ..graphics.scene import Curve, Item, Pen, Stroke, labels
from ..graphics.style import Size, Style, applied
from .painter import pen_of
from .view import Camera, Options

_INK = (0.3, 0.3, 0.3, 1.0)
_LONG, _SHORT, _GAP = 4.0, 2.0, 4.0
_LARGE = 11.0
_AXIS = Style(color=(*_INK[:3], None), size=10.0, thickness=Size(0.8))

Fit = Callable[[Any], Any]


def _facing(camera: Camera, box: Any) -> dict[tuple[int, int], bool]:
    """Which sides of the box are seen from outside: (axis, -1 or 1) -> whether."""
    found = {}
    for k in range(3):
        for sign in (-1, 1):
            out = np.zeros(3)
            out[k] = sign
            middle = out * box / 2
            found[k, sign] = bool(camera.seen_from(middle) @ out > 1e-9)
    return found


def _edges() -> list[tuple[int, int, int, int, int]]:
    """(axis, other axis, its sign, third axis, its sign) of the twelve edges."""
    return [
        (a, b, s, c, t) for a, b, c in ((0, 1, 2), (1, 0, 2), (2, 0, 1)) for s in (-1, 1) for t in (-1, 1)
    ]  # fmt: skip


def _ends(edge: tuple[int, int, int, int, int], box: Any) -> Any:
    a, b, s, c, t = edge
    found = np.zeros((2, 3))
    found[:, b], found[:, c] = s * box[b] / 2, t * box[c] / 2
    found[:, a] = -box[a] / 2, box[a] / 2
    return found


def box_lines(o: Options, camera: Camera, box: Any, fit: Fit, width: float) -> tuple[list[Item], list[Item]]:
    """The edges of the box behind all things and those before them."""
    facing = _facing(camera, box)
    behind: list[Stroke] = []
    before: list[Stroke] = []
    for edge in _edges():
        _, b, s, c, t = edge
        line = Stroke([(x, y) for x, y in fit(camera.on_paper(_ends(edge, box))).tolist()])
        (before if facing[b, s] and facing[c, t] else behind).append(line)
    pen = pen_of(o.box_style, width)
    pen = Pen(pen.color, pen.width * 0.7, pen.dashes)
    return [Curve(lines, None, pen) for lines in (behind,) if lines], [Curve(before, None, pen)] if before else []


def grid_lines(o: Options, camera: Camera, box: Any, low: Any, high: Any, fit: Fit) -> list[Item]:
    """FaceGrids: lines at the ticks of both directions on faces, of All on those behind."""
    facing = _facing(camera, box)
    faces = [f for f, seen in facing.items() if not seen] if o.all_grids else [f for f in o.grids if f in facing]
    lines: list[Stroke] = []
    for k, sign in faces:
        others = [i for i in range(3) if i != k]
        for a, b in (others, others[::-1]):
            limits = (float(low[a]), float(high[a]))
            for t in given_ticks(o.ticks[a], limits, lambda limits=limits: ticks(limits, 5, minor=False)):  # type: ignore[misc]
                ends = np.zeros((2, 3))
                ends[:, k], ends[:, a] = sign * box[k] / 2, (_part(t.value, limits) - 0.5) * box[a]
                ends[:, b] = -box[b] / 2, box[b] / 2
                lines.append(Stroke([(x, y) for x, y in fit(camera.on_paper(ends)).tolist()]))
    return [Curve(lines, None, Pen((0.8, 0.8, 0.8, 1.0), 0.6))] if lines else []


@dataclass(slots=True)
class Axis:
    """An axis: its ends in the plane of the camera, which way is outwards, ticks and label."""

    start: Any
    end: Any
    out: Any  # a unit vector, upwards and to the right
    spots: list[tuple[Any, Tick]]  # places in the plane
    label: tuple[str, Style] | None
    style: Style
    pen: Pen

    def _written(self, fit: Fit) -> list[tuple[str, Style, tuple[float, float]]]:
        """(text, style, place) of all labels."""
        x, y = self.out
        found = []
        for place, tick in self.spots:
            if tick.label:
                px, py = fit(place).tolist()
                found.append((tick.label, self.style, (px + x * (_LONG + _GAP), py - y * (_LONG + _GAP))))
        if self.label is not None:
            room = max([self._reach(t.label) for _, t in self.spots], default=0.0)
            px, py = fit((self.start + self.end) / 2).tolist()
            by = _LONG + 2.5 * _GAP + room
            found.append((*self.label, (px + x * by, py - y * by)))
        return found

    def _reach(self, text: str) -> float:
        """How far a text stands out."""
        x, y = abs(self.out)
        return float(x * metrics.width(text, self.style.size) + y * metrics.height(text, self.style.size))

    def _anchor(self) -> tuple[float, float]:
        most = max(abs(self.out))
        x, y = (-float(v) / most for v in self.out)
        return x, y

    def boxes(self, fit: Fit) -> list[tuple[float, float, float, float]]:
        """(left, top, right, bottom) of all labels on paper."""
        x, y = self._anchor()
        found = []
        for text, style, (px, py) in self._written(fit):
            wide, high = metrics.width(text, style.size), metrics.height(text, style.size)
            left, top = px - wide * (x + 1) / 2, py - high * (1 - y) / 2
            found.append((left, top, left + wide, top + high))
        return found

    def items(self, fit: Fit) -> list[Item]:
        x, y = self.out
        marks = []
        for place, tick in self.spots:
            px, py = fit(place).tolist()
            long = _SHORT if tick.minor else _LONG
            marks.append(Stroke([(px, py), (px + x * long, py - y * long)]))
        line = Stroke([(px, py) for px, py in fit(np.stack([self.start, self.end])).tolist()])
        found: list[Item] = [Curve([line, *marks], None, self.pen)]
        for text, style, at in self._written(fit):
            found += labels(text, at, style, self._anchor())
        return found


def axes_of(o: Options, camera: Camera, box: Any, low: Any, high: Any, width: float) -> list[Axis]:
    """The axes that are asked for, each on an edge at the outline of the box: below, or on the left."""
    facing = _facing(camera, box)
    middle = camera.on_paper(np.zeros(3))
    found = []
    for k, wanted in enumerate(o.axes):
        if not wanted:
            continue
        outline = [e for e in _edges() if e[0] == k and facing[e[1], e[2]] != facing[e[3], e[4]]]
        lines = [camera.on_paper(_ends(e, box)) for e in outline or [e for e in _edges() if e[0] == k]]
        lines = [line for line in lines if np.linalg.norm(line[1] - line[0]) > 1e-6]
        if not lines:
            continue
        column = 0 if k == 2 else 1
        start, end = min(lines, key=lambda line: (round(float(line[:, column].mean()), 9), float(line[0, 0])))
        along = (end - start) / np.linalg.norm(end - start)
        out = np.array([-along[1], along[0]])
        if out @ ((start + end) / 2 - middle) < 0:
            out = -out
        limits = (float(low[k]), float(high[k]))
        marks = given_ticks(o.ticks[k], limits, lambda limits=limits: ticks(limits, 5))  # type: ignore[misc]
        # Perspective makes steps of different lengths: ticks are placed in space.
        edge = next(e for e in _edges() if e[0] == k and np.allclose(camera.on_paper(_ends(e, box)), (start, end)))
        a, b = _ends(edge, box)
        spots = [(camera.on_paper(a + (b - a) * _part(t.value, limits)), t) for t in marks]
        label = (
            None
            if o.labels[k] is None
            else words_of(o.labels[k], styled(replace(_AXIS, size=_LARGE), _parts(o.label_style)))
        )
        pen = pen_of(applied(_AXIS, (o.axes_styles[k],)), width)
        words = styled(applied(_AXIS, (o.axes_styles[k],)), (*_parts(o.label_style), *_parts(o.ticks_styles[k])))
        found.append(Axis(start, end, out, spots, label, words, pen))
    return found


def _parts(e: Any) -> tuple[Any, ...]:
    return e.args if isinstance(e, Expr) and e.head in (S.Directive, S.List) else (e,)


def _part(value: float, limits: tuple[float, float]) -> float:
    return min(max((value - limits[0]) / (limits[1] - limits[0]), 0.0), 1.0) if math.isfinite(value) else 0.0
