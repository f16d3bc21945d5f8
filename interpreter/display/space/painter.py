"""Pieces in the box as items on paper, those farthest from the eye first (painter's algorithm).

What is large is cut into smaller pieces, so that things which stand before and behind one another are drawn in order.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..graphics.scene import Curve, Ellipse, Item, Pen, Stroke, arrow_head
from ..graphics.style import Style
from .lighting import Lights, shaded
from .pieces import Dots, Faces, Lines, Piece
from .primitives import UNSAID
from .solids import normal
from .view import Camera

_FACE = (0.93, 0.93, 0.95, None)
_LONGEST = 1 / 9  # of sides of faces, where there are several things
_LONGEST_LINE = 1 / 30
_MOST = 60_000  # faces
_IN_FRONT = 0.004  # lines and dots on a face are drawn after it
_HAIR = 0.45  # points: what closes the gaps between neighbours

Fit = Callable[[Any], Any]
Drawn = tuple[float, Item]


def painted(pieces: list[Piece], camera: Camera, lights: Lights, fit: Fit, width: float, open_box: bool) -> list[Item]:
    """The items of pieces; `fit` brings the plane of the camera to paper, `open_box` says that solids may be cut."""
    faces = [p for p in pieces if isinstance(p, Faces) and len(p.points)]
    several = len(faces) > 1 or len(pieces) > len(faces)
    found: list[Drawn] = []
    for part in faces:
        found += _faces(part, camera, lights, fit, width, several, open_box)
    for piece in pieces:
        if isinstance(piece, Lines):
            found += _lines(piece, camera, fit, width, bool(faces))
        elif isinstance(piece, Dots):
            found += _dots(piece, camera, fit, width)
    found.sort(key=lambda drawn: -drawn[0])
    return _joined([item for _, item in found])


def face_style(style: Style) -> Style | None:
    """How the faces of a style look; None where they are not drawn."""
    if style.face is False:
        return None
    return style if style.face is True else style.face


# ---- faces -----------------------------------------------------------------------------------------------------------


def _faces(
    piece: Faces, camera: Camera, lights: Lights, fit: Fit, width: float, several: bool, open_box: bool
) -> list[Drawn]:
    style = face_style(piece.style)
    points, edged, colors = piece.points, piece.edged, piece.colors
    if edged is None:
        edged = np.ones(points.shape[:2], dtype=bool)
    if piece.style.edge is False:
        edged = np.zeros(points.shape[:2], dtype=bool)
    alpha = 0.0 if style is None else style.rgba[3]
    if piece.closed and not open_box and alpha >= 1:
        middles = points.mean(axis=1)
        shown = (normal(points) * camera.seen_from(middles)).sum(axis=1) > 0
        points, edged, colors = points[shown], edged[shown], None if colors is None else colors[shown]
    normals = normal(points)
    found: list[Drawn] = []
    for part, sides, index in _cut(points, edged) if several else [(points, edged, np.arange(len(points)))]:
        if len(part):
            shades = None if colors is None else colors[index]
            found += _cells(part, sides, normals[index], shades, piece.style, style, camera, lights, fit, width)
    return found


def _cells(
    points: Any, edged: Any, normals: Any, colors: Any, style: Style, face: Style | None, camera: Camera,
    lights: Lights, fit: Fit, width: float,
) -> list[Drawn]:  # fmt: skip
    middles = points.mean(axis=1)
    away = camera.distance(middles).tolist()
    places = fit(camera.on_paper(points)).tolist()
    fills: list[Any] = [None] * len(points)
    alpha = 0.0
    if face is not None:
        alpha = face.rgba[3]
        said = _FACE if face.color[:3] == UNSAID[:3] else face.color
        base = np.broadcast_to(np.array(said[:3]), middles.shape) if colors is None else colors
        axes = (camera.right, camera.up, camera.towards)
        shades = shaded(base, normals, camera.seen_from(middles), middles, lights, axes, face)
        fills = [(r, g, b, alpha) for r, g, b in np.round(shades, 4).tolist()]
    edge = pen_of(style.edge, width) if isinstance(style.edge, Style) else None
    whole, none = edged.all(axis=1).tolist(), (~edged.any(axis=1)).tolist()
    found: list[Drawn] = []
    for i, (key, corners, fill) in enumerate(zip(away, places, fills)):
        outline = Stroke([(x, y) for x, y in corners], True)
        hair = Pen(fill, _HAIR) if fill is not None and alpha >= 1 else None
        if edge is not None and whole[i]:
            found.append((key, Curve([outline], fill, edge)))
            continue
        if fill is not None:
            found.append((key, Curve([outline], fill, hair)))
        if edge is not None and not none[i]:
            n = len(corners)
            sides = [Stroke([outline.points[j], outline.points[(j + 1) % n]]) for j in range(n) if edged[i, j]]
            found.append((key - 1e-9, Curve(sides, None, edge)))
    return found


def pen_of(style: Style, width: float) -> Pen:
    dashes = tuple([max(d.points(width), 0.1) for d in style.dashes])
    return Pen(style.rgba, style.thickness.points(width), dashes)


def _cut(points: Any, edged: Any) -> list[tuple[Any, Any, Any]]:
    """(faces, edges, numbers of the faces that they were) with sides no longer than allowed."""
    index = np.arange(len(points))
    if points.shape[1] > 4:
        large = _longest(points) > _LONGEST
        if not large.any():
            return [(points, edged, index)]
        small = (points[~large], edged[~large], index[~large])
        pieces = [(*_fan(points[i], edged[i]), i) for i in np.nonzero(large)[0].tolist() if _is_convex(points[i])]
        rest = [i for i in np.nonzero(large)[0].tolist() if not _is_convex(points[i])]
        found = [small, (points[rest], edged[rest], index[rest])]
        for triangles, sides, i in pieces:
            found += [(p, s, np.full(len(p), i)) for p, s, _ in _cut(triangles, sides)]
        return found
    found = []
    split = _split_four if points.shape[1] == 4 else _split_three
    while True:
        large = _longest(points) > _LONGEST
        found.append((points[~large], edged[~large], index[~large]))
        if not large.any() or sum(len(p) for p, _, _ in found) + 4 * large.sum() > _MOST:
            found.append((points[large], edged[large], index[large]))
            return found
        points, edged, index = points[large], edged[large], np.tile(index[large], 4)
        points, edged = split(points, edged)


def _longest(points: Any) -> Any:
    return np.linalg.norm(np.roll(points, -1, axis=1) - points, axis=2).max(axis=1)


def _split_four(p: Any, edged: Any) -> tuple[Any, Any]:
    a, b, c, d = (p[:, i] for i in range(4))
    ab, bc, cd, da, m = (a + b) / 2, (b + c) / 2, (c + d) / 2, (d + a) / 2, p.mean(axis=1)
    points = np.concatenate(
        [np.stack(q, axis=1) for q in ((a, ab, m, da), (ab, b, bc, m), (m, bc, c, cd), (da, m, cd, d))]
    )
    e, no = [edged[:, i] for i in range(4)], np.zeros(len(p), dtype=bool)
    sides = ((e[0], no, no, e[3]), (e[0], e[1], no, no), (no, e[1], e[2], no), (no, no, e[2], e[3]))
    return points, np.concatenate([np.stack(s, axis=1) for s in sides])


def _split_three(p: Any, edged: Any) -> tuple[Any, Any]:
    a, b, c = (p[:, i] for i in range(3))
    ab, bc, ca = (a + b) / 2, (b + c) / 2, (c + a) / 2
    points = np.concatenate([np.stack(q, axis=1) for q in ((a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca))])
    e, no = [edged[:, i] for i in range(3)], np.zeros(len(p), dtype=bool)
    sides = ((e[0], no, e[2]), (e[0], e[1], no), (no, e[1], e[2]), (no, no, no))
    return points, np.concatenate([np.stack(s, axis=1) for s in sides])


def _fan(face: Any, edged: Any) -> tuple[Any, Any]:
    """A convex face as triangles from its middle."""
    after = np.roll(face, -1, axis=0)
    middle = np.broadcast_to(face.mean(axis=0), face.shape)
    no = np.zeros(len(face), dtype=bool)
    return np.stack([middle, face, after], axis=1), np.stack([no, edged, no], axis=1)


def _is_convex(face: Any) -> bool:
    before, after = np.roll(face, 1, axis=0), np.roll(face, -1, axis=0)
    turns = np.cross(face - before, after - face) @ normal(face[None])[0]
    return bool((turns > -1e-9).all())


# ---- lines and dots --------------------------------------------------------------------------------------------------


def _lines(piece: Lines, camera: Camera, fit: Fit, width: float, cut: bool) -> list[Drawn]:
    pen = pen_of(piece.style, width)
    found: list[Drawn] = []
    for run in piece.runs:
        places = _finer(run) if cut and not pen.dashes else run
        flat = [(x, y) for x, y in fit(camera.on_paper(places)).tolist()]
        if piece.arrow:
            whole = Stroke(list(flat))
            head = arrow_head(whole, piece.style.arrow_size.points(width))
            flat[-1] = whole.points[-1]
            if head is not None:
                found.append((float(camera.distance(run[-1])) - 2 * _IN_FRONT, Curve([head], pen.color, None)))
        if pen.dashes:
            found.append((float(camera.distance(run).mean()), Curve([Stroke(flat)], None, pen)))
            continue
        lengths = np.linalg.norm(np.diff(places, axis=0), axis=1)
        keys = camera.distance((places[1:] + places[:-1]) / 2) - np.minimum(0.75 * lengths, 0.03) - _IN_FRONT
        found += [
            (key, Curve([Stroke([a, b])], None, pen)) for key, a, b in zip(keys.tolist(), flat, flat[1:])
        ]  # fmt: skip
    return found


def _finer(run: Any) -> Any:
    """A line with places so near one another that each piece is before or behind other things as a whole."""
    pieces = [run[:1]]
    for a, b in zip(run, run[1:]):
        n = min(max(int(np.ceil(np.linalg.norm(b - a) / _LONGEST_LINE)), 1), 1000)
        pieces.append(a + (b - a) * np.arange(1, n + 1)[:, None] / n)
    return np.concatenate(pieces)


def _dots(piece: Dots, camera: Camera, fit: Fit, width: float) -> list[Drawn]:
    r = piece.style.point_size.points(width) / 2
    if not r:
        return []
    keys = (camera.distance(piece.points) - 2 * _IN_FRONT).tolist()
    red, green, blue, alpha = piece.style.rgba
    colors = [(red, green, blue)] * len(keys) if piece.colors is None else piece.colors.tolist()
    places = fit(camera.on_paper(piece.points)).tolist()
    return [(key, Ellipse(x, y, r, r, (*c, alpha))) for key, (x, y), c in zip(keys, places, colors)]  # type: ignore[misc]


def _joined(items: list[Item]) -> list[Item]:
    """Lines of one pen that follow one another as one."""
    found: list[Item] = []
    for item in items:
        last = found[-1] if found else None
        if (
            isinstance(item, Curve)
            and item.fill is None
            and isinstance(last, Curve)
            and last.fill is None
            and last.pen == item.pen
            and item.pen is not None
            and item.pen.color[3] >= 1
        ):
            for stroke in item.strokes:
                _append(last.strokes, stroke)
        else:
            found.append(item)
    return found


def _append(strokes: list[Stroke], more: Stroke) -> None:
    end, (a, b) = strokes[-1], (more.points[0], more.points[-1])
    if end.closed or more.closed:
        strokes.append(more)
    elif end.points[-1] == a:
        end.points += more.points[1:]
    elif end.points[0] == b:
        end.points[:0] = more.points[:-1]
    else:
        strokes.append(more)
