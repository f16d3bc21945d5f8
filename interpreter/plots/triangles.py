"""Triangles between scattered places of the plane (Delaunay's, by the algorithm of Bowyer and Watson, 1981)."""

from __future__ import annotations

from typing import Any

import numpy as np

MOST = 4000


def triangles(places: Any) -> Any:
    """An array (triangles, 3) of numbers of places (n, 2), counterclockwise."""
    n = len(places)
    low, high = places.min(axis=0), places.max(axis=0)
    unit = (places - low) / np.where(high > low, high - low, 1.0)
    far = np.array([[-30.0, -30.0], [31.0, -30.0], [0.5, 60.0]])
    points = np.concatenate([unit, far])
    corners = np.array([[n, n + 1, n + 2]])
    centres, squares = _circles(points, corners)
    for i in range(n):
        near = ((centres - points[i]) ** 2).sum(axis=1) <= squares * (1 + 1e-12)
        if not near.any():
            continue
        hit = corners[near]
        sides = np.concatenate([hit[:, [0, 1]], hit[:, [1, 2]], hit[:, [2, 0]]])
        both = {(b, a) for a, b in sides.tolist()}
        rim = np.array([(a, b) for a, b in sides.tolist() if (a, b) not in both])
        new = np.column_stack([rim, np.full(len(rim), i)])
        p, q = points[new[:, 1]] - points[new[:, 0]], points[new[:, 2]] - points[new[:, 0]]
        new = new[np.abs(p[:, 0] * q[:, 1] - p[:, 1] * q[:, 0]) > 1e-14]
        more, larger = _circles(points, new)
        corners = np.concatenate([corners[~near], new])
        centres, squares = np.concatenate([centres[~near], more]), np.concatenate([squares[~near], larger])
    return corners[(corners < n).all(axis=1)]


def _circles(points: Any, corners: Any) -> tuple[Any, Any]:
    """The centres and squared radii of the circles through the corners of triangles."""
    a, b, c = (points[corners[:, k]] for k in range(3))
    p, q = b - a, c - a
    d = 2 * (p[:, 0] * q[:, 1] - p[:, 1] * q[:, 0])
    pp, qq = (p**2).sum(axis=1), (q**2).sum(axis=1)
    u = np.stack([(q[:, 1] * pp - p[:, 1] * qq) / d, (p[:, 0] * qq - q[:, 0] * pp) / d], axis=1)
    return a + u, (u**2).sum(axis=1)
