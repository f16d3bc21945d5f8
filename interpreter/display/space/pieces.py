"""What a tree of primitives in space becomes: faces, lines, dots and notes with their styles."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ..graphics.style import Style


@dataclass(slots=True)
class Faces:
    """Polygons with the same number of corners: an array (faces, corners, 3).

    `edged` says which sides (from each corner to the next) are edges of the thing drawn, `colors` (faces, 3) gives each
    face a colour of its own, and the faces of a `closed` thing are counterclockwise as seen from outside.
    """

    points: Any
    style: Style
    edged: Any = None
    colors: Any = None
    closed: bool = False


@dataclass(slots=True)
class Lines:
    """Lines through places: an array (places, 3) each."""

    runs: list[Any]
    style: Style
    arrow: bool = False


@dataclass(slots=True)
class Dots:
    points: Any  # (places, 3)
    style: Style
    colors: Any = None


@dataclass(slots=True)
class Note:
    """Text, or a picture, at a place."""

    content: Any
    point: Any
    style: Style
    anchor: tuple[float, float] = (0.0, 0.0)


Piece = Faces | Lines | Dots | Note


def mapped(piece: Piece, matrix: Any) -> Piece:
    """A piece after a map in homogeneous coordinates (4, 4)."""

    def at(points: Any) -> Any:
        return points @ matrix[:3, :3].T + matrix[:3, 3]

    if isinstance(piece, Faces):
        points, edged = at(piece.points), piece.edged
        if np.linalg.det(matrix[:3, :3]) < 0:  # outside stays outside
            points = points[:, ::-1]
            edged = None if edged is None else np.roll(edged[:, ::-1], -1, axis=1)
        return replace(piece, points=points, edged=edged)
    if isinstance(piece, Lines):
        return replace(piece, runs=[at(run) for run in piece.runs])
    if isinstance(piece, Dots):
        return replace(piece, points=at(piece.points))
    return replace(piece, point=at(piece.point))


def corners_of(pieces: list[Piece]) -> Any:
    """All places of pieces, as an array (places, 3)."""
    found = [np.empty((0, 3))]
    for piece in pieces:
        if isinstance(piece, Faces):
            found.append(piece.points.reshape(-1, 3))
        elif isinstance(piece, Lines):
            found += piece.runs
        elif isinstance(piece, Dots):
            found.append(piece.points)
        else:
            found.append(piece.point[None])
    return np.concatenate(found)


def ends_of(pieces: list[Piece]) -> tuple[Any, Any]:
    """The least and the greatest coordinates of pieces; of nothing those of a cube around the origin."""
    places = corners_of(pieces)
    if not len(places):
        return np.full(3, -1.0), np.full(3, 1.0)
    return places.min(axis=0), places.max(axis=0)
