"""Items cut at a box: what a picture within another one needs, since only a whole picture has a clip of its own."""

from __future__ import annotations

from dataclasses import replace

from .scene import Curve, Item, Point, Scene, Stroke

Box = tuple[float, float, float, float]  # left, top, right, bottom


def cut(found: Scene) -> list[Item]:
    """The items of a scene, those that are to stay within its box cut there: lines exactly, areas by their corners."""
    if found.clipped is None:
        return found.items
    first, last, left, top, width, height = found.clipped
    box = (left, top, left + width, top + height)
    inside = [_curve(item, box) if isinstance(item, Curve) else item for item in found.items[first:last]]
    return [*found.items[:first], *inside, *found.items[last:]]


def _curve(item: Curve, box: Box) -> Curve:
    if item.fill is None:
        return replace(item, strokes=[piece for s in item.strokes for piece in _line(s, box)])
    return replace(item, strokes=[replace(s, points=[_held(p, box) for p in s.points]) for s in item.strokes])


def _held(p: Point, box: Box) -> Point:
    return min(max(p[0], box[0]), box[2]), min(max(p[1], box[1]), box[3])


def _line(stroke: Stroke, box: Box) -> list[Stroke]:
    """The pieces of a straight line that lie in a box; of a cubic one all of it, held within."""
    if stroke.cubic:
        return [replace(stroke, points=[_held(p, box) for p in stroke.points])]
    points = [*stroke.points, stroke.points[0]] if stroke.closed else stroke.points
    pieces: list[list[Point]] = []
    for a, b in zip(points, points[1:]):
        part = _segment(a, b, box)
        if part is None:
            continue
        if pieces and pieces[-1][-1] == part[0]:
            pieces[-1].append(part[1])
        else:
            pieces.append(list(part))
    return [Stroke(p) for p in pieces]


def _segment(a: Point, b: Point, box: Box) -> tuple[Point, Point] | None:
    """The part of a straight line within a box, by the range of its parameter that each side leaves."""
    low, high = 0.0, 1.0
    for k in (0, 1):
        d = b[k] - a[k]
        if d == 0:
            if not box[k] <= a[k] <= box[k + 2]:
                return None
            continue
        s, t = sorted(((box[k] - a[k]) / d, (box[k + 2] - a[k]) / d))
        low, high = max(low, s), min(high, t)
    if low > high:
        return None

    def at(t: float) -> Point:
        return a if t == 0 else b if t == 1 else (a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]))

    return at(low), at(high)
