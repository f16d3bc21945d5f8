"""Pieces cut at a box: what lies outside of a range is not drawn."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from .pieces import Dots, Faces, Lines, Note, Piece


def clipped(pieces: list[Piece], low: Any, high: Any) -> list[Piece]:
    slack = 1e-9 * np.maximum(high - low, 1e-30)
    found: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, Faces):
            found += _faces(piece, low - slack, high + slack)
        elif isinstance(piece, Lines):
            runs = [part for run in piece.runs for part in _line(run, low - slack, high + slack)]
            found += [replace(piece, runs=runs)] if runs else []
        elif isinstance(piece, Dots):
            inside = ((piece.points >= low - slack) & (piece.points <= high + slack)).all(axis=1)
            colors = None if piece.colors is None else piece.colors[inside]
            found += [replace(piece, points=piece.points[inside], colors=colors)] if inside.any() else []
        elif isinstance(piece, Note) and (piece.point >= low - slack).all() and (piece.point <= high + slack).all():
            found.append(piece)
    return found


def _faces(piece: Faces, low: Any, high: Any) -> list[Piece]:
    under, over = piece.points < low, piece.points > high
    inside = ~(under | over).any(axis=(1, 2))
    outside = under.all(axis=1).any(axis=1) | over.all(axis=1).any(axis=1)
    edged = np.ones(piece.points.shape[:2], dtype=bool) if piece.edged is None else piece.edged
    colors = piece.colors
    kept = None if colors is None else colors[inside]
    found: list[Piece] = [replace(piece, points=piece.points[inside], edged=edged[inside], colors=kept)]
    for i in np.nonzero(~inside & ~outside)[0].tolist():
        corners, sides = _cut(piece.points[i], edged[i], low, high)
        if len(corners) > 2:
            own = None if colors is None else colors[i : i + 1]
            found.append(replace(piece, points=corners[None], edged=sides[None], colors=own))
    return found


def _cut(corners: Any, sides: Any, low: Any, high: Any) -> tuple[Any, Any]:
    """A face within a box, plane after plane (Sutherland and Hodgman); new sides are no edges."""
    for k in range(3):
        for limit, sign in ((low[k], 1.0), (high[k], -1.0)):
            heights = sign * (corners[:, k] - limit)
            if (heights >= 0).all():
                continue
            found, kept = [], []
            n = len(corners)
            for i in range(n):
                j = (i + 1) % n
                if heights[i] >= 0:
                    found.append(corners[i])
                    kept.append(bool(sides[i]))
                if (heights[i] >= 0) != (heights[j] >= 0):
                    t = heights[i] / (heights[i] - heights[j])
                    found.append(corners[i] + t * (corners[j] - corners[i]))
                    kept.append(bool(sides[i]) and heights[j] >= 0)
            if len(found) < 3:
                return np.empty((0, 3)), np.empty(0, dtype=bool)
            corners, sides = np.array(found), np.array(kept)
    return corners, sides


def _line(run: Any, low: Any, high: Any) -> list[Any]:
    """The parts of a line within a box."""
    found: list[list[Any]] = []
    for a, b in zip(run, run[1:]):
        step = b - a
        with np.errstate(divide="ignore", invalid="ignore"):
            one, two = (low - a) / step, (high - a) / step
        still = step == 0
        if (still & ((a < low) | (a > high))).any():
            continue
        start = float(np.where(still, 0.0, np.minimum(one, two)).max(initial=0.0))
        end = float(np.where(still, 1.0, np.maximum(one, two)).min(initial=1.0))
        if start > end:
            continue
        p, q = (a if start == 0 else a + start * step), (b if end == 1 else a + end * step)
        if found and (found[-1][-1] == p).all():
            found[-1].append(q)
        else:
            found.append([p, q])
    return [np.array(part) for part in found]
