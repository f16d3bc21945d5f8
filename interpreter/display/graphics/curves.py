"""Arcs, rounded rectangles and splines as cubic Bézier curves."""

from __future__ import annotations

import math

from .values import Place, Placed

Point = tuple[float, float]
_KAPPA = 0.5522847498307936  # how far the handles of a quarter of a circle reach


def arc(centre: Point, radii: Point, start: float, end: float) -> list[Place]:
    """The places of an arc of an ellipse."""
    if abs(end - start) > 2 * math.pi:
        end = start + math.copysign(2 * math.pi, end - start)
    pieces = max(1, math.ceil(abs(end - start) / (math.pi / 2) - 1e-9))
    step = (end - start) / pieces
    reach = 4 / 3 * math.tan(step / 4)
    (cx, cy), (rx, ry) = centre, radii

    def at(angle: float, out: float) -> Place:
        c, s = math.cos(angle), math.sin(angle)
        return cx + rx * (c - out * s), cy + ry * (s + out * c)

    found: list[Place] = [at(start, 0)]
    for i in range(pieces):
        a, b = start + i * step, start + (i + 1) * step
        found += [at(a, reach), at(b, -reach), at(b, 0)]
    return found


def rounded(low: Point, high: Point, radius: Point) -> list[Place]:
    """The outline of a rectangle with rounded corners, counterclockwise."""
    (x0, y0), (x1, y1) = low, high
    rx, ry = min(radius[0], (x1 - x0) / 2), min(radius[1], (y1 - y0) / 2)
    quarter = math.pi / 2
    found: list[Place] = []
    for i, centre in enumerate(((x1 - rx, y1 - ry), (x0 + rx, y1 - ry), (x0 + rx, y0 + ry), (x1 - rx, y0 + ry))):
        corner = arc(centre, (rx, ry), i * quarter, (i + 1) * quarter)
        found += straight(found[-1], corner[0]) if found else []
        found += corner if not found else corner[1:]
    return [*found, *straight(found[-1], found[0])]


def straight(a: Place, b: Place) -> list[Place]:
    """A straight line as the rest of a cubic curve: two handles and the end."""
    return [between(a, b, 1 / 3), between(a, b, 2 / 3), b]


def between(a: Place, b: Place, t: float) -> Place:
    if isinstance(a, tuple) and isinstance(b, tuple):
        return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t
    a, b = _placed(a), _placed(b)
    mixed = [p + (q - p) * t for p, q in ((a.x, b.x), (a.y, b.y), (a.dx, b.dx), (a.dy, b.dy))]
    return Placed(*mixed, a.scaled, a.image)


def _placed(p: Place) -> Placed:
    return Placed(*p) if isinstance(p, tuple) else p


def bezier(places: list[Place], degree: int = 3) -> list[Place]:
    """The cubic form of BezierCurve: pieces of the degree, the last of fewer places if they do not suffice."""
    found = [places[0]]
    for i in range(0, len(places) - 1, degree):
        piece = places[i : i + degree + 1]
        if len(piece) == 2:
            found += straight(*piece)
        elif len(piece) == 3:
            found += [between(piece[0], piece[1], 2 / 3), between(piece[2], piece[1], 2 / 3), piece[2]]
        else:
            found += piece[1:4]
    return found


def spline(places: list[Point], degree: int, closed: bool, weights: list[float] | None = None) -> list[Place]:
    """Places along a B-spline curve with even knots, which begins and ends at its first and last places or is closed.

    By de Boor's recursion (C. de Boor, A Practical Guide to Splines, 1978) on homogeneous coordinates.
    """
    if weights is None:
        weights = [1.0] * len(places)
    control: list[tuple[float, ...]] = [(x * w, y * w, w) for (x, y), w in zip(places, weights)]
    degree = min(degree, len(control) - 1)
    if closed:
        control += control[:degree]
        knots = [float(i) for i in range(len(control) + degree + 1)]
    else:
        inner = len(control) - degree
        knots = [0.0] * degree + [float(i) for i in range(inner + 1)] + [float(inner)] * degree
    found: list[Place] = []
    for span in range(degree, len(control)):
        a, b = knots[span], knots[span + 1]
        found += [_boor(control, knots, degree, span, a + (b - a) * i / _FINE) for i in range(_FINE)]
    return [*found, _boor(control, knots, degree, len(control) - 1, knots[len(control)])]


_FINE = 16  # pieces between two knots


def _boor(control: list[tuple[float, ...]], knots: list[float], degree: int, span: int, t: float) -> Point:
    row = control[span - degree : span + 1]
    for r in range(1, degree + 1):
        for j in range(degree, r - 1, -1):
            low, high = knots[span - degree + j], knots[span + 1 + j - r]
            s = (t - low) / (high - low)
            row[j] = tuple([p + (q - p) * s for p, q in zip(row[j - 1], row[j])])
    x, y, w = row[degree]
    return (x / w, y / w) if w else (x, y)
