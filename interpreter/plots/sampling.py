"""Where a function is looked at, and which points belong to one curve."""

from __future__ import annotations

from collections.abc import Callable
from math import atan2, isfinite, pi

Point = tuple[float, float]
Sample = tuple[float, float | None]
Function = Callable[[float], float | None]  # None where there is no real value

_BEND = 0.03  # half turns between neighbouring pieces, beyond which one looks closer
_STEEP = 25.0  # how many times the height of the middle half makes a pole
_TAIL = 0.1  # the share of points at either end that may be cut off
_PART = 0.4871  # where a piece is divided: not in the middle, where functions like 1/x have their poles


def curves(f: Function, low: float, high: float, count: int, depth: int) -> tuple[list[list[Point]], list[float]]:
    """The pieces of the graph of f between two ends: `count` points, more where it bends (halving at most `depth`
    times), and a gap where f has no real value or jumps from one infinity to the other; and the heights of the points
    that were taken first, which lie evenly."""
    xs = [low + (high - low) * i / (count - 1) for i in range(count)]
    # Not quite evenly, so that a function that goes with the points is seen through.
    step = (high - low) / (count - 1)
    xs = [x + 0.2 * step * (-1) ** i if 0 < i < count - 1 else x for i, x in enumerate(xs)]
    points: list[Sample] = [(x, _real(f, x)) for x in xs]
    heights = sorted(y for _, y in points if y is not None)
    if not heights:
        return [], []
    middle = heights[3 * len(heights) // 4] - heights[len(heights) // 4]
    scale = (high - low) / ((middle or heights[-1] - heights[0]) or 1.0)
    fine: list[Sample] = [points[0]]
    for i in range(1, len(points)):
        after = points[i + 1] if i + 1 < len(points) else None
        before = fine[-2] if len(fine) > 1 else None
        _refine(f, before, fine, points[i], after, scale, depth)
    return _pieces(fine, _STEEP * (middle or 1.0)), heights


def _real(f: Function, x: float) -> float | None:
    y = f(x)
    return y if y is not None and isfinite(y) else None


def _refine(
    f: Function, before: Sample | None, done: list[Sample], b: Sample, after: Sample | None, scale: float, depth: int
) -> None:
    """Adds b to what is done, and points between where the curve bends, begins or ends."""
    a = done[-1]
    if not depth or not _bends(before, a, b, after, scale):
        done.append(b)
        return
    x = a[0] + _PART * (b[0] - a[0])
    middle = (x, _real(f, x))
    _refine(f, before, done, middle, b, scale, depth - 1)
    _refine(f, a, done, b, after, scale, depth - 1)


def _bends(before: Sample | None, a: Sample, b: Sample, after: Sample | None, scale: float) -> bool:
    """Whether the piece from a to b needs points between, seen with its neighbours."""
    if a[1] is None or b[1] is None:
        return (a[1] is None) != (b[1] is None)
    return any(_turn(*three, scale) > _BEND for three in ((before, a, b), (a, b, after)) if None not in three)


def _turn(p: Sample | None, q: Sample | None, r: Sample | None, scale: float) -> float:
    """The angle between two pieces, in half turns, as one sees it."""
    angles = []
    for u, v in ((p, q), (q, r)):
        if u is None or v is None or u[1] is None or v[1] is None:
            return 0.0
        angles.append(atan2((v[1] - u[1]) * scale, v[0] - u[0]))
    return abs(angles[1] - angles[0]) / pi


def _pieces(points: list[Sample], steep: float) -> list[list[Point]]:
    pieces: list[list[Point]] = [[]]
    for x, y in points:
        if y is None:
            pieces.append([])
            continue
        last = pieces[-1][-1] if pieces[-1] else None
        if last is not None and abs(y - last[1]) > steep and y * last[1] < 0:
            pieces.append([])
        pieces[-1].append((x, y))
    return [p for p in pieces if p]


def cuts(heights: list[float]) -> tuple[float | None, float | None]:
    """Where a picture ends below and above if showing all would leave no room for most; None where all is shown."""
    found = sorted(heights)
    n = len(found)
    low, high = found[int(_TAIL * n)], found[min(n - 1, int((1 - _TAIL) * n))]
    room = high - low
    if not room:
        return None, None
    below = low - 1.5 * room if found[0] < low - 4 * room else None
    above = high + 1.5 * room if found[-1] > high + 4 * room else None
    return below, above
