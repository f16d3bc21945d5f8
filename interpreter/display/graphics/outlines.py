"""Primitives that are put together: joined and filled curves, splines, rings, segments, parallelograms."""

from __future__ import annotations

import math
from typing import Any

from ... import symbols as S
from ...expr import TRUE, Expr, is_list
from . import curves
from .primitives import PRIMITIVES, lines, primitive, rules, traces_of_bezier
from .shapes import Oval, Path, Shape, Trace
from .style import Style
from .values import Place, number, numbers, place

_MOST_DEGREE = 20


@primitive("BSplineCurve")
def spline_curve(e: Expr, style: Style) -> list[Shape] | None:
    traces = _splines(e)
    return [Path(traces, style)] if traces else None


def _splines(e: Expr) -> list[Trace]:
    args, options = rules(e)
    degree, closed = options.get("SplineDegree", 3), options.get("SplineClosed") is TRUE
    if not args or type(degree) is not int or not 1 <= degree <= _MOST_DEGREE:
        return []
    found = []
    for through in lines(args[0], 2):
        weights = numbers(options.get("SplineWeights"), len(through))
        if all(type(p) is tuple for p in through):
            found.append(Trace(curves.spline(through, degree, closed, weights)))  # type: ignore[arg-type]
    return found


_PIECES = {
    "Line": lambda e: [Trace(p) for p in lines(e.args[0], 1)],
    "BezierCurve": traces_of_bezier,
    "BSplineCurve": _splines,
}


def _cubic(trace: Trace) -> list[Place]:
    if trace.cubic:
        return trace.places
    found = trace.places[:1]
    for a, b in zip(trace.places, trace.places[1:]):
        found += curves.straight(a, b)
    return found


def _joined(pieces: Any) -> list[Place]:
    """The places of curves, each of which goes on where the one before it ends, as one cubic curve."""
    found: list[Place] = []
    for e in pieces:
        piece = _PIECES.get(getattr(getattr(e, "head", None), "name", ""))
        if piece is None or not len(e):
            continue
        args, _ = rules(e)
        if found and is_list(args[0]):
            start = found[-1]
            if type(start) is tuple:
                e = Expr(e.head, (Expr(S.List, (Expr(S.List, start), *args[0].args)), *e.args[1:]))
        for trace in piece(e):
            more = _cubic(trace)
            found += curves.straight(found[-1], more[0]) if found and more[0] != found[-1] else []
            found += more[1:] if found else more
    return found


@primitive("JoinedCurve", "FilledCurve")
def joined_curve(e: Expr, style: Style) -> list[Shape] | None:
    """JoinedCurve[{c1, c2, ...}] or of several such lists; FilledCurve is the area within."""
    args, options = rules(e)
    if not args:
        return None
    spec = args[0] if is_list(args[0]) else Expr(S.List, (args[0],))
    parts = [p.args for p in spec.args] if len(spec) and all(map(is_list, spec.args)) else [spec.args]
    filled = e.head is S.FilledCurve
    closed = filled or options.get("CurveClosed") is TRUE
    found = [p for part in parts if len(p := _joined(part)) > 1]
    if closed:
        found = [[*p, *curves.straight(p[-1], p[0])] if p[0] != p[-1] else p for p in found]
    return [Path([Trace(p, closed, True) for p in found], style, filled=filled)] if found else None


def _centre_and_radii(args: list[Any], usual: tuple[float, float]) -> tuple[Place | None, list[float] | None]:
    centre = place(args[0]) if args else (0.0, 0.0)
    one = number(args[1]) if len(args) > 1 else None
    return centre, (list(usual) if len(args) < 2 else numbers(args[1], 2) if one is None else [one, one])


@primitive("Annulus")
def annulus(e: Expr, style: Style) -> list[Shape] | None:
    """Annulus[{x, y}, {inner, outer}, {a1, a2}]."""
    centre, radii = _centre_and_radii(list(e.args), (0.5, 1.0))
    angles = numbers(e.args[2], 2) if len(e) > 2 else [0.0, 2 * math.pi]
    if type(centre) is not tuple or not radii or angles is None or not 0 <= radii[0] <= radii[1]:
        return None
    inner, outer = (curves.arc(centre, (r, r), *angles) for r in radii)
    if len(e) < 3:
        return [Path([Trace(outer, True, True), Trace(inner, True, True)], style, filled=True)]
    back = inner[::-1]
    bow = [*outer, *curves.straight(outer[-1], back[0]), *back[1:], *curves.straight(back[-1], outer[0])]
    return [Path([Trace(bow, True, True)], style, filled=True)]


@primitive("DiskSegment")
def disk_segment(e: Expr, style: Style) -> list[Shape] | None:
    """DiskSegment[{x, y}, r, {a1, a2}]: what the chord cuts from a disk."""
    centre, radii = _centre_and_radii(list(e.args), (1.0, 1.0))
    angles = numbers(e.args[2], 2) if len(e) > 2 else None
    if type(centre) is not tuple or not radii or angles is None or min(radii) < 0:
        return None
    bow = curves.arc(centre, (radii[0], radii[1]), *angles)
    return [Path([Trace([*bow, *curves.straight(bow[-1], bow[0])], True, True)], style, filled=True)]


@primitive("Parallelogram")
def parallelogram(e: Expr, style: Style) -> list[Shape] | None:
    """Parallelogram[p, {v1, v2}]."""
    corner = numbers(e.args[0], 2) if len(e) else [0.0, 0.0]
    sides = [numbers(v, 2) for v in e.args[1].args] if len(e) > 1 and is_list(e.args[1]) else [[1.0, 0.0], [1.0, 1.0]]
    if corner is None or len(sides) != 2 or None in sides:
        return None
    (px, py), ((ax, ay), (bx, by)) = corner, sides  # type: ignore[misc]
    places: list[Place] = [(px, py), (px + ax, py + ay), (px + ax + bx, py + ay + by), (px + bx, py + by)]
    return [Path([Trace(places, True)], style, filled=True)]


@primitive("StadiumShape")
def stadium(e: Expr, style: Style) -> list[Shape] | None:
    """StadiumShape[{p, q}, r]: what is within r of a line."""
    ends = lines(e.args[0], 2) if len(e) == 2 else []
    r = number(e.args[1]) if ends else None
    if r is None or r < 0 or len(ends[0]) != 2 or not all(type(p) is tuple for p in ends[0]):
        return None
    (px, py), (qx, qy) = ends[0]  # type: ignore[misc]
    turn = math.atan2(qy - py, qx - px)
    one = curves.arc((qx, qy), (r, r), turn - math.pi / 2, turn + math.pi / 2)
    two = curves.arc((px, py), (r, r), turn + math.pi / 2, turn + 3 * math.pi / 2)
    bow = [*one, *curves.straight(one[-1], two[0]), *two[1:], *curves.straight(two[-1], one[0])]
    return [Path([Trace(bow, True, True)], style, filled=True)]


def _ball(filled: bool) -> Any:
    def rule(e: Expr, style: Style) -> list[Shape] | None:
        """Ball, Sphere and Ellipsoid in the plane; several centres in a list."""
        many = is_list(e.args[0]) and len(e.args[0]) and is_list(e.args[0].args[0]) if len(e) else False
        found: list[Shape] = []
        for spot in e.args[0].args if many else e.args[:1] or (Expr(S.List, (0, 0)),):
            centre, radii = _centre_and_radii([spot, *e.args[1:2]], (1.0, 1.0))
            if centre is not None and radii and min(radii) >= 0:
                found.append(Oval(centre, (radii[0], radii[1]), style, filled))
        return found or None

    return rule


PRIMITIVES |= {"Ball": _ball(True), "Ellipsoid": _ball(True), "Sphere": _ball(False)}
