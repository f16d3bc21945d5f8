"""Pieces moved, turned and scaled in space: Translate, Rotate, Scale, GeometricTransformation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ... import symbols as S
from ...expr import Expr, has_head, is_list
from ..graphics.values import number, numbers
from .pieces import Piece, ends_of, mapped

Finish = Callable[[list[Piece]], list[Piece]]
_MOST_PIECES = 100_000


def _linear(matrix: Any, shift: Any = (0.0, 0.0, 0.0)) -> Any:
    found = np.eye(4)
    found[:3, :3], found[:3, 3] = matrix, shift
    return found


def _about(matrix: Any, centre: Any) -> Finish:
    """A linear map about a place, by default the middle of the box around the pieces."""

    def finish(pieces: list[Piece]) -> list[Piece]:
        place = sum(ends_of(pieces)) / 2 if centre is None else centre
        return [mapped(p, _linear(matrix, place - matrix @ place)) for p in pieces]

    return finish


def _vector(e: Any) -> Any:
    found = numbers(e, 3)
    return None if found is None else np.array(found)


def turn(angle: float, axis: Any) -> Any:
    """The matrix that turns about an axis (formula of Rodrigues)."""
    x, y, z = axis / np.linalg.norm(axis)
    across = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return np.eye(3) + np.sin(angle) * across + (1 - np.cos(angle)) * across @ across


def _rotated(e: Expr) -> Finish | None:
    """Rotate[g, angle, axis], Rotate[g, angle, axis, place]; Rotate[g, {u, v}] turns one direction to another."""
    angle = number(e.args[1])
    centre = _vector(e.args[3]) if len(e) > 3 else None
    if angle is not None:
        axis = _vector(e.args[2]) if len(e) > 2 else np.array([0.0, 0.0, 1.0])
        return None if axis is None or not axis.any() else _about(turn(angle, axis), centre)
    ends = [_vector(v) for v in e.args[1].args] if is_list(e.args[1]) and len(e.args[1]) == 2 else [None]
    if any(v is None or not v.any() for v in ends):
        return None
    u, v = (w / np.linalg.norm(w) for w in ends)
    axis = np.cross(u, v)
    if not axis.any():
        axis = np.cross(u, np.eye(3)[int(np.argmin(np.abs(u)))])
    return _about(turn(float(np.arccos(np.clip(u @ v, -1, 1))), axis), centre)


def _scaled(e: Expr) -> Finish | None:
    one = number(e.args[1])
    sizes = _vector(e.args[1]) if one is None else np.full(3, one)
    return None if sizes is None else _about(np.diag(sizes), _vector(e.args[2]) if len(e) > 2 else None)


def _copies(matrices: list[Any]) -> Finish | None:
    if any(m is None for m in matrices) or len(matrices) > _MOST_PIECES:
        return None

    def finish(pieces: list[Piece]) -> list[Piece]:
        return (
            [mapped(p, m) for m in matrices for p in pieces] if len(matrices) * len(pieces) < _MOST_PIECES else pieces
        )

    return finish


def _moved(e: Expr) -> Finish | None:
    one = _vector(e.args[1])
    steps = [one] if one is not None else [_vector(v) for v in e.args[1].args] if is_list(e.args[1]) else [None]
    return _copies([None if s is None else _linear(np.eye(3), s) for s in steps])


def _matrix(e: Any, size: int) -> Any:
    rows = [numbers(r, size) for r in e.args] if is_list(e) and len(e) == size else [None]
    return None if None in rows else np.array(rows)


def affine(e: Any) -> Any:
    """The matrix (4, 4) of a TransformationFunction, a matrix, or {matrix, vector}."""
    if has_head(e, S.TransformationFunction, 1):
        return _matrix(e.args[0], 4)
    one = _matrix(e, 3)
    if one is not None:
        return _linear(one)
    if not is_list(e) or len(e) != 2:
        return None
    matrix, vector = _matrix(e.args[0], 3), _vector(e.args[1])
    return None if matrix is None or vector is None else _linear(matrix, vector)


def _transformed(e: Expr) -> Finish | None:
    one = affine(e.args[1])
    return _copies([one] if one is not None else [affine(t) for t in e.args[1].args] if is_list(e.args[1]) else [None])


WRAPPERS: dict[str, Callable[[Expr], Finish | None]] = {
    "Rotate": _rotated,
    "Scale": _scaled,
    "Translate": _moved,
    "GeometricTransformation": _transformed,
}
