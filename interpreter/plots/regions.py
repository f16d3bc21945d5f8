"""RegionPlot: where a condition on two variables holds."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import symbols as S
from ..display.graphics.plots import PALETTE
from ..display.graphics.values import color_expression
from ..expr import TRUE, Expr, expr, is_list, make_list
from .curves import packed
from .functions import plotting
from .lines import iterator
from .looks import legended, unwrapped
from .settings import graphics, settings, whole_number

_POINTS, _MOST, _HALVINGS = 60, 400, 10


class Condition:
    """holds(xs, ys) -> an array of truth values."""

    def __init__(self, body: Any, variables: list[Any], session: Any) -> None:
        self.body, self.variables, self.session = body, variables, session

    def __call__(self, xs: Any, ys: Any) -> Any:
        from ..builtins.scoping import assign_own

        evaluate, session = self.session.evaluator.evaluate, self.session
        x, y = self.variables
        found = []
        for a, b in zip(xs.tolist(), ys.tolist()):
            assign_own(session, x, a)
            assign_own(session, y, b)
            found.append(evaluate(self.body) is TRUE)
        return np.array(found, dtype=bool)


def region_plot(name: str, call: Expr, session: Any) -> Expr:
    """RegionPlot of a condition, or of several."""
    o = settings(name, call.args[3:], session, call)
    x, x0, x1 = iterator(call.args[1], session)
    y, y0, y1 = iterator(call.args[2], session)
    n = max(whole_number(o["PlotPoints"], _POINTS, _MOST), 3)
    xs, ys = np.linspace(x0, x1, n), np.linspace(y0, y1, n)
    body = unwrapped(call.args[0])[0]
    conditions = list(body.args) if is_list(body) else [call.args[0]]
    parts, looks = [], []
    with plotting(session, [x, y]):
        for i, written in enumerate(conditions):
            bare, own, _ = unwrapped(written)
            loops, border = _region(Condition(bare, [x, y], session), xs, ys)
            fill, line = _styles(o, i, own)
            looks.append(fill)
            if loops:
                outlines = [packed(loop) for loop in loops]
                area = expr(S.Polygon, expr(S.Rule, outlines[0], make_list(tuple(outlines[1:]))))
                parts.append(make_list((fill, area)))
            if len(border) and o["BoundaryStyle"] is not S.None_:
                parts.append(make_list((line, expr(S.Line, packed(border)))))
    limits = make_list((make_list((x0, x1)), make_list((y0, y1))))
    picture = graphics(parts, o | {"PlotRange": limits})
    return legended(picture, o["PlotLegends"], "SwatchLegend", looks, conditions)


def _styles(o: dict[str, Any], i: int, own: tuple[Any, ...]) -> tuple[Expr, Expr]:
    spec, border = o["PlotStyle"], o["BoundaryStyle"]
    said = spec.args[i % len(spec)] if is_list(spec) and len(spec) else spec
    more = said.args if isinstance(said, Expr) and said.head is S.Directive else (said,)
    base = color_expression(PALETTE[i % len(PALETTE)])
    fill = expr(S.Directive, base, expr(S.Opacity, 0.3), *[m for m in more if isinstance(m, Expr)], *own)
    edge = [border] if border is not S.Automatic else []
    return fill, expr(S.Directive, base, expr(S.AbsoluteThickness, 1.2), *edge)


def _region(holds: Condition, xs: Any, ys: Any) -> tuple[list[Any], Any]:
    """(outlines, which enclose the region by the even-odd rule; pieces of the border within the range)."""
    across, up = np.meshgrid(xs, ys)
    inside = holds(across.ravel(), up.ravel()).reshape(across.shape)
    east = _crossings(holds, across[:, :-1], up[:, :-1], across[:, 1:], up[:, 1:], inside[:, :-1], inside[:, 1:])
    north = _crossings(holds, across[:-1], up[:-1], across[1:], up[1:], inside[:-1], inside[1:])
    sides: dict[tuple[Any, Any], None] = {}
    border: list[Any] = []
    count = inside[:-1, :-1].astype(int) + inside[:-1, 1:] + inside[1:, 1:] + inside[1:, :-1]
    for i, j in zip(*np.nonzero((count > 0) & (count < 4))):
        for shape, lines in _cell(i, j, xs, ys, inside, east, north):
            _add(sides, shape)
            border += lines
    for i, j in zip(*np.nonzero(count == 4)):
        _add(sides, [(xs[j], ys[i]), (xs[j + 1], ys[i]), (xs[j + 1], ys[i + 1]), (xs[j], ys[i + 1])])
    return _loops(sides), np.array(border, dtype=float).reshape(-1, 2, 2)


def _add(sides: dict[tuple[Any, Any], None], shape: list[Any]) -> None:
    """The sides of a shape; one that its neighbour has too, the other way round, is within the region."""
    for a, b in zip(shape, shape[1:] + shape[:1]):
        if (b, a) in sides:
            del sides[b, a]
        else:
            sides[a, b] = None


def _loops(sides: dict[tuple[Any, Any], None]) -> list[Any]:
    """Closed lines of sides, without the places at which they go straight on."""
    after: dict[Any, list[Any]] = {}
    for a, b in sides:
        after.setdefault(a, []).append(b)
    found = []
    while after:
        start = p = next(iter(after))
        loop = []
        while p in after:
            loop.append(p)
            ends = after[p]
            q = ends.pop()
            if not ends:
                del after[p]
            p = q
            if p == start:
                break
        kept = [q for o, q, r in zip(loop[-1:] + loop[:-1], loop, loop[1:] + loop[:1]) if not _straight(o, q, r)]
        if len(kept) > 2:
            found.append(kept)
    return found


def _straight(o: Any, q: Any, r: Any) -> bool:
    return bool((o[0] == q[0] == r[0]) or (o[1] == q[1] == r[1]))


def _crossings(holds: Condition, xa: Any, ya: Any, xb: Any, yb: Any, ia: Any, ib: Any) -> Any:
    """Where the condition changes on the sides from a to b, by halving; nan where it does not."""
    found = np.full((*xa.shape, 2), np.nan)
    changes = ia != ib
    if not changes.any():
        return found
    low = np.stack([xa[changes], ya[changes]], axis=1)
    high = np.stack([xb[changes], yb[changes]], axis=1)
    first = ia[changes]
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        same = holds(middle[:, 0], middle[:, 1]) == first
        low, high = np.where(same[:, None], middle, low), np.where(same[:, None], high, middle)
    found[changes] = (low + high) / 2
    return found


def _cell(i: int, j: int, xs: Any, ys: Any, inside: Any, east: Any, north: Any) -> list[tuple[Any, list[Any]]]:
    """The parts of a cell in which the condition holds, and their borders within the cell."""
    corners = [(i, j), (i, j + 1), (i + 1, j + 1), (i + 1, j)]
    sides = [east[i, j], north[i, j + 1], east[i + 1, j], north[i, j]]
    walk: list[tuple[tuple[float, float], bool]] = []  # (place, whether the border meets the side there)
    for (r, c), crossing, (r2, c2) in zip(corners, sides, corners[1:] + corners[:1]):
        if inside[r, c]:
            walk.append(((xs[c], ys[r]), False))
        if inside[r, c] != inside[r2, c2]:
            walk.append(((float(crossing[0]), float(crossing[1])), True))
    marks = [k for k, (_, is_crossing) in enumerate(walk) if is_crossing]
    if len(marks) == 4 and not inside[i, j] == inside[i, j + 1]:  # two opposite corners: two parts
        turned = walk if not walk[0][1] else walk[1:] + walk[:1]
        places = [p for p, _ in turned]
        parts = [[places[0], places[1], places[5]], [places[3], places[4], places[2]]]
        return [(part, [[part[1], part[2]]]) for part in parts]
    shape = [p for p, _ in walk]
    lines = []
    for a, b in zip(marks, marks[1:] + marks[:1]):
        if (b - a) % len(walk) == 1:
            lines.append([walk[a][0], walk[b][0]])
    return [(shape, lines)]
