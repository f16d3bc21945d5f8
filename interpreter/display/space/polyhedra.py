"""Polyhedra by name: corners and faces, edges of length one, centres at the origin."""

from __future__ import annotations

import math
from functools import cache
from itertools import combinations, product
from typing import Any

import numpy as np

_PHI = (1 + math.sqrt(5)) / 2


def _even(x: float, y: float, z: float) -> list[tuple[float, float, float]]:
    """All signs of a triple in its three cyclic orders."""
    found = set()
    for a, b, c in ((x, y, z), (z, x, y), (y, z, x)):
        found |= {(s * a, t * b, u * c) for s, t, u in product((1, -1), repeat=3)}
    return sorted((p + 0.0, q + 0.0, r + 0.0) for p, q, r in found)


def _all(x: float, y: float, z: float) -> list[tuple[float, float, float]]:
    return sorted({*_even(x, y, z), *_even(x, z, y)})


# Corners up to a factor, after H. S. M. Coxeter, Regular Polytopes (1973).
_CORNERS: dict[str, list[tuple[float, float, float]]] = {
    "Tetrahedron": [(1, 1, 1), (1, -1, -1), (-1, 1, -1), (-1, -1, 1)],
    "Cube": _all(1, 1, 1),
    "Octahedron": _all(1, 0, 0),
    "Icosahedron": _even(0, 1, _PHI),
    "Dodecahedron": [*_all(1, 1, 1), *_even(0, 1 / _PHI, _PHI)],
    "Cuboctahedron": _all(1, 1, 0),
    "Icosidodecahedron": [*_all(0, 0, _PHI), *_even(0.5, _PHI / 2, _PHI * _PHI / 2)],
    "TruncatedCube": _all(math.sqrt(2) - 1, 1, 1),
    "TruncatedOctahedron": _all(0, 1, 2),
    "TruncatedTetrahedron": [p for p in _all(3, 1, 1) if p[0] * p[1] * p[2] > 0],
    "TruncatedIcosahedron": [
        *_even(0, 1, 3 * _PHI), *_even(1, 2 + _PHI, 2 * _PHI), *_even(_PHI, 2, 2 * _PHI + 1),
    ],
    "SmallRhombicuboctahedron": _all(1, 1, 1 + math.sqrt(2)),
    "GreatRhombicuboctahedron": _all(1, 1 + math.sqrt(2), 1 + 2 * math.sqrt(2)),
}  # fmt: skip
_OTHER_NAMES = {
    "Hexahedron": "Cube",
    "BuckyBall": "TruncatedIcosahedron",
    "Rhombicuboctahedron": "SmallRhombicuboctahedron",
}
NAMES = tuple(sorted(_CORNERS))


@cache
def polyhedron(name: str) -> tuple[Any, tuple[tuple[int, ...], ...]] | None:
    """(corners, faces as numbers of corners, counterclockwise from outside) of a polyhedron with this name."""
    corners = _CORNERS.get(_OTHER_NAMES.get(name, name))
    if corners is None:
        return None
    places = np.array(corners, dtype=float)
    apart = np.linalg.norm(places[:, None] - places[None], axis=2)
    places /= apart[apart > 1e-9].min()
    return places, _faces(places)


def _faces(places: Any) -> tuple[tuple[int, ...], ...]:
    """The faces of the convex hull of few places: planes through neighbours that have all others on one side."""
    n = len(places)
    apart = np.linalg.norm(places[:, None] - places[None], axis=2)
    near = [np.nonzero((apart[i] > 1e-9) & (apart[i] < 1 + 1e-6))[0].tolist() for i in range(n)]
    found: dict[frozenset[int], tuple[int, ...]] = {}
    for i in range(n):
        for j, k in combinations(near[i], 2):
            across = np.cross(places[j] - places[i], places[k] - places[i])
            heights = (places - places[i]) @ across
            if heights.min() < -1e-9 < 1e-9 < heights.max() or np.linalg.norm(across) < 1e-9:
                continue
            on = np.nonzero(np.abs(heights) < 1e-9)[0].tolist()
            if frozenset(on) not in found:
                found[frozenset(on)] = _around(places, on)
    return tuple(sorted(found.values(), key=lambda face: (len(face), face)))


def _around(places: Any, on: list[int]) -> tuple[int, ...]:
    """The corners of a face in order, from the lowest number on."""
    from .solids import frame

    middle = places[on].mean(axis=0)
    u, v, _ = frame(middle).T
    angles = [math.atan2((places[i] - middle) @ v, (places[i] - middle) @ u) for i in on]
    order = [i for _, i in sorted(zip(angles, on))]
    first = order.index(min(order))
    return tuple(order[first:] + order[:first])
