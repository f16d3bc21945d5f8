"""Meshes of solids: arrays (faces, corners, 3), corners counterclockwise as seen from outside."""

from __future__ import annotations

from typing import Any

import numpy as np

_TINY = 1e-12


def sphere(around: int) -> list[Any]:
    """The unit sphere, in cells of about the same height and width."""
    up = max(around // 2, 3)
    v = np.linspace(-np.pi / 2, np.pi / 2, up + 1)
    u = np.linspace(0, 2 * np.pi, around + 1)
    return [_net(np.sin(v), np.cos(v), u)]


def _net(heights: Any, radii: Any, u: Any) -> Any:
    """The surface that a line of radii at heights makes as it turns; quadrilaterals from below upwards."""
    ring = np.stack([np.cos(u), np.sin(u)], axis=1)
    places = np.empty((len(heights), len(u), 3))
    places[..., :2] = radii[:, None, None] * ring[None]
    places[..., 2] = heights[:, None]
    return quads(places)


def quads(places: Any) -> Any:
    """The cells of a grid (rows, columns, 3) of places."""
    a, b, c, d = places[:-1, :-1], places[:-1, 1:], places[1:, 1:], places[1:, :-1]
    return np.stack([a, b, c, d], axis=2).reshape(-1, 4, 3)


def cylinder(around: int, top: float = 1.0) -> list[Any]:
    """From z = 0 to 1 with radius 1, at the upper end `top` (0 for a cone); ends closed."""
    u = np.linspace(0, 2 * np.pi, around + 1)
    steps = 1 if top else 6  # the cells of a cone become narrow, so there are more of them
    t = np.linspace(0, 1, steps + 1)
    found = [_net(t, 1 + (top - 1) * t, u)]
    ring = np.stack([np.cos(u[:-1]), np.sin(u[:-1]), np.zeros(around)], axis=1)
    found.append(ring[None, ::-1])
    if top:
        found.append((ring * [top, top, 0] + [0, 0, 1])[None])
    return found


def torus(inner: float, outer: float, around: int) -> list[Any]:
    u = np.linspace(0, 2 * np.pi, around + 1)
    v = np.linspace(0, 2 * np.pi, max(around // 2, 6) + 1)
    middle, thick = (inner + outer) / 2, (outer - inner) / 2
    return [_net(thick * np.sin(v), middle + thick * np.cos(v), u)]


_CUBE = ((0, 3, 2, 1), (4, 5, 6, 7), (0, 1, 5, 4), (1, 2, 6, 5), (2, 3, 7, 6), (3, 0, 4, 7))


def cuboid(low: Any, high: Any) -> Any:
    (x0, y0, z0), (x1, y1, z1) = np.minimum(low, high), np.maximum(low, high)
    corners = [(x0, y0, z0), (x1, y0, z0), (x1, y1, z0), (x0, y1, z0), (x0, y0, z1), (x1, y0, z1), (x1, y1, z1)]
    return np.array([*corners, (x0, y1, z1)])[np.array(_CUBE)]


def hexahedron(corners: Any) -> list[Any]:
    """Eight corners, four below and the four above them."""
    return outward([corners[list(face)] for face in _CUBE])


def prism(corners: Any) -> list[Any]:
    """Six corners, three below and the three above them."""
    faces = ((0, 2, 1), (3, 4, 5), (0, 1, 4, 3), (1, 2, 5, 4), (2, 0, 3, 5))
    return outward([corners[list(face)] for face in faces])


def pyramid(corners: Any) -> list[Any]:
    """Five corners, the tip last."""
    return outward([corners[list(face)] for face in ((0, 3, 2, 1), (0, 1, 4), (1, 2, 4), (2, 3, 4), (3, 0, 4))])


def tetrahedron(corners: Any) -> list[Any]:
    return outward([corners[list(face)] for face in ((0, 1, 2), (0, 3, 1), (1, 3, 2), (2, 3, 0))])


def outward(faces: list[Any]) -> list[Any]:
    """The faces of a convex solid, counterclockwise as seen from outside; as arrays of one face each."""
    middle = np.concatenate(faces).mean(axis=0)
    found = []
    for face in faces:
        out = normal(face[None])[0] @ (face.mean(axis=0) - middle) >= 0
        found.append((face if out else face[::-1])[None])
    return found


def normal(points: Any) -> Any:
    """Unit vectors at right angles to faces (Newell's method); of a face without area any vector."""
    after = np.roll(points, -1, axis=1)
    found = np.stack(
        [
            ((points[..., 1] - after[..., 1]) * (points[..., 2] + after[..., 2])).sum(axis=1),
            ((points[..., 2] - after[..., 2]) * (points[..., 0] + after[..., 0])).sum(axis=1),
            ((points[..., 0] - after[..., 0]) * (points[..., 1] + after[..., 1])).sum(axis=1),
        ],
        axis=1,
    )
    length = np.linalg.norm(found, axis=1, keepdims=True)
    return np.where(length > _TINY**2, found / np.where(length > 0, length, 1), [0.0, 0.0, 1.0])


def frame(axis: Any) -> Any:
    """A matrix whose columns are three directions at right angles, the last one along the axis."""
    w = axis / np.linalg.norm(axis)
    other = np.eye(3)[int(np.argmin(np.abs(w)))]
    u = np.cross(other, w)
    u /= np.linalg.norm(u)
    return np.stack([u, np.cross(w, u), w], axis=1)


def tube(places: Any, radii: Any, around: int) -> list[Any]:
    """A round tube along a line: rings that turn with it as little as they can, ends closed."""
    keep = np.concatenate([[True], np.linalg.norm(np.diff(places, axis=0), axis=1) > _TINY])
    places, radii = places[keep], radii[keep]
    if len(places) < 2:
        return []
    along = np.diff(places, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    heading = np.concatenate([along[:1], along[:-1] + along[1:], along[-1:]])
    u = np.linspace(0, 2 * np.pi, around + 1)
    side = frame(along[0])[:, 0]
    rings = []
    for p, w, r in zip(places, heading, radii):
        length = np.linalg.norm(w)
        w = w / length if length > _TINY else along[0]
        side = side - (side @ w) * w
        side /= np.linalg.norm(side) or 1.0
        wide = r * min(2 / length, 3.0) if _TINY < length < 2 and 0 < len(rings) < len(places) - 1 else r
        # A bend is as thick as the tube: the ring is longer where the two directions meet.
        other = np.cross(w, side)
        bend = _across(rings, along, side, other)
        ring = np.cos(u)[:, None] * side + np.sin(u)[:, None] * other
        if bend is not None and wide > r:
            ring = ring + (wide / r - 1) * (ring @ bend)[:, None] * bend
        rings.append(p + r * ring)
    grid = np.array(rings)
    return [quads(grid), grid[:1, -2::-1], grid[-1:, :-1]]


def _across(rings: list[Any], along: Any, side: Any, other: Any) -> Any:
    """The direction, in the plane of the next ring, in which the line bends there."""
    i = len(rings)
    if not 0 < i < len(along):
        return None
    turn = along[i] - along[i - 1]
    flat = (turn @ side) * side + (turn @ other) * other
    length = np.linalg.norm(flat)
    return flat / length if length > _TINY else None
