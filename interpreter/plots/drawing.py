"""Graphics of curves, points and bars, with the options that plots share."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..display.graphics.plots import PALETTE, legend, look
from ..display.graphics.values import color_expression
from ..display.outputform import output_form
from ..expr import TRUE, Expr, expr, has_head, is_list, make_list
from .sampling import Point, cuts

GOLDEN = expr(S.Power, S.GoldenRatio, -1)
_DOT = expr(S.AbsolutePointSize, 4.5)
_ROOM = 0.04
_FAINT = expr(S.Opacity, 0.25)
Curve = list[list[Point]]  # the pieces of one


def _pair(x: float, y: float) -> Expr:
    return make_list((x, y))


def _rule(name: str, value: Any) -> Expr:
    return expr(S.Rule, S.system(name), value)


def styles(spec: Any, count: int) -> list[list[Any]]:
    """The directives of each curve: the usual ones, then those of PlotStyle, one after the other."""
    given = spec.args if is_list(spec) and len(spec) else (spec,)
    found = []
    for i in range(count):
        one = given[i % len(given)]
        extra = [] if one is S.Automatic or one is S.None_ else one.args if has_head(one, S.Directive) else [one]
        found.append([*look(i), *extra])
    return found


def names(spec: Any, written: list[Any]) -> list[str]:
    """The names in a legend: those of PlotLegends, or the functions as they are written; none."""
    if spec is S.None_ or not written:
        return []
    labels = spec.args if is_list(spec) else written if spec is S.Automatic or spec == "Expressions" else (spec,)
    return [output_form(x) for x in labels]


def plotted(
    curves: list[Curve],
    options: dict[str, Any],
    given: list[Any],
    joined: list[bool],
    written: list[Any],
    range_x: tuple[float, float] | None = None,
    typical: list[float] | None = None,
) -> Expr:
    """Curves, or points where they are not joined, as Graphics; `given` are the options of Graphics, as written.

    `typical` are heights that say which part of the curves is worth showing.
    """
    looks = styles(options["PlotStyle"], len(curves))
    points = [[p for piece in curve for p in piece] for curve in curves]
    parts = []
    for curve, directives, line in zip(curves, looks, joined, strict=True):
        fill = _filling(curve, options["Filling"], line)
        whole = [make_list(_pair(*p) for p in piece) for piece in curve]
        lines = [expr(S.Line, w) for w in whole if len(w) > 1]
        primitive = lines if line else [_DOT, *(expr(S.Point, w) for w in whole)]
        parts.append(make_list([*directives, *fill, *primitive]))
    heights = [y for some in points for _, y in some]
    rules = [_rule("AspectRatio", GOLDEN), _rule("Axes", TRUE)]
    if heights:
        rules.append(_rule("PlotRange", _range(options["PlotRange"], points, typical or heights, range_x)))
        rules.append(_rule("PlotRangePadding", S.None_))
    labels = names(options["PlotLegends"], written)
    if labels and heights:
        entries = list(zip(looks, labels))
        rules.append(_rule("Epilog", legend(entries, [p for p in points if p])))
    return expr(S.Graphics, make_list(parts), *given, *rules)


def _range(spec: Any, points: list[list[Point]], heights: list[float], range_x: tuple[float, float] | None) -> Any:
    """{{x0, x1}, {y0, y1}} where nothing else is said; Full and All leave nothing out."""
    xs, ys = ([p[i] for some in points for p in some] for i in (0, 1))
    x = range_x or (min(xs), max(xs))
    below, above = (None, None) if spec in (S.All, S.Full) else cuts(heights)
    y = min(ys) if below is None else below, max(ys) if above is None else above
    found = [_pair(*_wider(*x)), _pair(*_wider(*y))]
    if is_list(spec) and len(spec) == 2:
        if all(is_list(part) or part in (S.Automatic, S.All, S.Full) for part in spec.args):
            found = [part if is_list(part) else usual for part, usual in zip(spec.args, found, strict=True)]
        else:
            found[1] = spec
    elif spec not in (S.Automatic, S.All, S.Full):
        found[1] = make_list((expr(S.Times, -1, spec), spec))
    return make_list(found)


def _wider(low: float, high: float) -> tuple[float, float]:
    """A range with some room at its ends."""
    room = _ROOM * (high - low) or 1.0
    return low - room, high + room


def _filling(curve: Curve, spec: Any, line: bool) -> list[Expr]:
    """Between a curve and the axis, or from points to it."""
    if spec is S.None_:
        return []
    base = float(spec) if type(spec) in (int, float) else 0.0
    if not line:
        return [expr(S.Line, make_list((_pair(x, y), _pair(x, base)))) for piece in curve for x, y in piece]
    areas = [[*piece, (piece[-1][0], base), (piece[0][0], base)] for piece in curve if len(piece) > 1]
    return [make_list([_FAINT, expr(S.Polygon, make_list(_pair(*p) for p in area))]) for area in areas]


def bars(rows: list[tuple[float, float, float, int]], options: dict[str, Any], given: list[Any], ticks: Any) -> Expr:
    """Bars (left, right, height, number of the series)."""
    parts = []
    edge = expr(S.EdgeForm, make_list([expr(S.GrayLevel, 0.3), expr(S.AbsoluteThickness, 0.5)]))
    fixed = options["ChartStyle"]
    own = fixed.args if is_list(fixed) else () if fixed is S.Automatic else (fixed,)
    for left, right, height, series in rows:
        color = own[series % len(own)] if own else color_expression(PALETTE[series % len(PALETTE)])
        corners = _pair(left, min(height, 0.0)), _pair(right, max(height, 0.0))
        parts.append(make_list([edge, color, expr(S.Rectangle, *corners)]))
    origin = _pair(rows[0][0] if rows else 0, 0)
    rules = [_rule("AspectRatio", GOLDEN), _rule("Axes", TRUE), _rule("AxesOrigin", origin)]
    if ticks is not None:
        rules.append(_rule("Ticks", make_list((ticks, S.Automatic))))
    return expr(S.Graphics, make_list(parts), *given, *rules)
