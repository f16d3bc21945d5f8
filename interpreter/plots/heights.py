"""Plots of data in space: heights on a grid, scattered places, bars."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import symbols as S
from ..associations import Association
from ..display.graphics.plots import PALETTE, look
from ..display.graphics.values import color_expression, mixed, number
from ..expr import Expr, expr, is_list, make_list
from ..packed import Packed
from .charts import bins
from .functions import real
from .looks import legended, unwrapped
from .settings import Complaint, settings, word
from .space import Sheet, colors_by, drawn_sheet, graphics3d, heights_range, is_scaled, mesh_counts, surface_looks
from .triangles import MOST, triangles

_WHITE = (1.0, 1.0, 1.0, None)
_EDGE = expr(S.EdgeForm, expr(S.Directive, expr(S.GrayLevel, 0.25), expr(S.AbsoluteThickness, 0.5)))


def matrix_of(e: Any, session: Any) -> Any:
    """The numbers of a list of lists of the same length, nan for what is none; None for all else."""
    if type(e) is Packed:
        return e.array.astype(float) if e.array.ndim == 2 else None
    rows = [unwrapped(r)[0] for r in e.args] if is_list(e) else []
    if not rows or not all(is_list(r) for r in rows) or len({len(r) for r in rows}) != 1:
        return None
    if any(is_list(v) for v in rows[0].args):
        return None
    return np.array([[real(v, session) for v in r.args] for r in rows], dtype=float)


def _sets(data: Any, session: Any) -> tuple[list[Any], list[Any], list[Any]]:
    """(matrices, their own directives, names)."""
    inner = unwrapped(data)[0]
    names: list[Any] = []
    if isinstance(inner, Association):
        names, parts = list(inner.keys()), list(inner.values())
    else:
        whole = matrix_of(inner, session)
        if whole is not None:
            return [whole], [unwrapped(data)[1]], [1]
        parts = list(inner.args) if is_list(inner) else []
    found = [matrix_of(unwrapped(p)[0], session) for p in parts]
    if not found or any(m is None for m in found):
        raise Complaint("lpn", data)
    return found, [unwrapped(p)[1] for p in parts], names or list(range(1, len(found) + 1))


def grid_of(matrix: Any, o: dict[str, Any]) -> Any:
    """Places over a grid: columns along x, rows along y."""
    rows, columns = matrix.shape
    x, y = (1.0, float(columns)), (1.0, float(rows))
    given = o["DataRange"]
    if is_list(given) and len(given) == 2 and all(is_list(r) and len(r) == 2 for r in given.args):
        ends = [[number(v) for v in r.args] for r in given.args]
        if not any(v is None for pair in ends for v in pair):
            x, y = ends  # type: ignore[assignment]
    across, along = np.meshgrid(np.linspace(*x, columns), np.linspace(*y, rows))
    return np.stack([across, along, matrix], axis=2)


def list_plot3d(name: str, call: Expr, session: Any) -> Expr:
    """ListPlot3D: a surface through heights on a grid, or through places {x, y, z}."""
    data, *given = call.args
    o = settings(name, tuple(given), session, call)
    matrices, own, names = _sets(data, session)
    looks = surface_looks(o["PlotStyle"], own)
    parts, every = [], []
    for m, shown in zip(matrices, looks):
        if m.shape[1] == 3 and len(m) > 2:
            m = m[np.isfinite(m).all(axis=1)]
            places = regular(m)
            if places is None:
                parts.append(_scattered(m, shown, o, session))
                every.append(m)
                continue
        else:
            places = grid_of(m, o)
        if min(places.shape[:2]) < 2:
            raise Complaint("lpn", data)
        every.append(places.reshape(-1, 3))
        columns = list(np.moveaxis(places, 2, 0))
        shades = colors_by(o["ColorFunction"], columns, is_scaled(o), session)
        counts = [min(n - 1, 15) if c == 15 else c for n, c in zip(places.shape[1::-1], mesh_counts(o["Mesh"]))]
        lines = make_list(tuple([S.All if c is None else c for c in counts]))
        parts.append(drawn_sheet(Sheet(places, shades), shown, o | {"Mesh": lines}))
    known = np.concatenate(every)
    known = known[np.isfinite(known).all(axis=1)]
    if not len(known):
        raise Complaint("lpn", data)
    low, high = known.min(axis=0).tolist(), known.max(axis=0).tolist()
    ranged = heights_range(o["PlotRange"], known[:, 2], (low[0], high[0]), (low[1], high[1]))
    if o["PlotRange"] is S.Automatic:
        ranged = S.All
    return legended(graphics3d(parts, o | {"PlotRange": ranged}), o["PlotLegends"], "SwatchLegend", looks, names)


def regular(places: Any) -> Any:
    """Scattered places as a grid, where they are one."""
    xs, ys = np.unique(places[:, 0]), np.unique(places[:, 1])
    if len(xs) * len(ys) != len(places) or min(len(xs), len(ys)) < 2:
        return None
    order = np.lexsort((places[:, 0], places[:, 1]))
    found = places[order].reshape(len(ys), len(xs), 3)
    same = (found[..., 0] == xs).all() and (found[..., 1] == ys[:, None]).all()
    return found if same else None


def _scattered(places: Any, shown: Expr, o: dict[str, Any], session: Any) -> Expr:
    _, first = np.unique(places[:, :2], axis=0, return_index=True)
    places = places[np.sort(first)][:MOST]
    corners = triangles(places[:, :2]) if len(places) > 2 else np.empty((0, 3), dtype=int)
    shades = colors_by(o["ColorFunction"], list(places.T), is_scaled(o), session)
    more = [] if shades is None else [expr(S.Rule, S.VertexColors, Packed(np.ascontiguousarray(shades)))]
    body = [shown, _EDGE if word(o["Mesh"]) in ("All", "Full") else expr(S.EdgeForm, S.None_)]
    if len(corners):
        body.append(expr(S.Polygon, Packed(np.ascontiguousarray(corners + 1))))
    return expr(S.GraphicsComplex, Packed(np.ascontiguousarray(places)), make_list(tuple(body)), *more)


def list_points3d(name: str, call: Expr, session: Any) -> Expr:
    """ListPointPlot3D and ListLinePlot3D: places {x, y, z}, or heights on a grid."""
    data, *given = call.args
    o = settings(name, tuple(given), session, call)
    matrices, own, names = _sets(data, session)
    parts, looks = [], []
    for i, (m, more) in enumerate(zip(matrices, own)):
        places = m if m.shape[1] == 3 else grid_of(m, o).reshape(-1, 3)
        places = np.ascontiguousarray(places[np.isfinite(places).all(axis=1)])
        spec = o["PlotStyle"]
        said = spec.args[i % len(spec)] if is_list(spec) and len(spec) else spec
        directives = said.args if isinstance(said, Expr) and said.head is S.Directive else (said,)
        directives = tuple([d for d in directives if isinstance(d, Expr)])
        looks.append(expr(S.Directive, *look(i), expr(S.AbsolutePointSize, 5), *directives, *more))
        if not len(places):
            continue
        shades = colors_by(o["ColorFunction"], list(places.T), is_scaled(o), session)
        colored = [] if shades is None else [expr(S.Rule, S.VertexColors, Packed(np.ascontiguousarray(shades)))]
        shape = expr(S.Line, Packed(places)) if name == "ListLinePlot3D" else expr(S.Point, Packed(places), *colored)
        parts.append(make_list((looks[-1], *_stems(o, places), shape)))
    ranged = S.All if o["PlotRange"] is S.Automatic else o["PlotRange"]
    return legended(graphics3d(parts, o | {"PlotRange": ranged}), o["PlotLegends"], "PointLegend", looks, names)


def _stems(o: dict[str, Any], places: Any) -> list[Expr]:
    """Filling: lines from places down to the lowest one, up to the highest one, to zero, or to a height."""
    low, high = float(places[:, 2].min()), float(places[:, 2].max())
    foot = {"Bottom": low, "Top": high, "Axis": 0.0}.get(word(o["Filling"]), number(o["Filling"]))
    if foot is None:
        return []
    feet = places.copy()
    feet[:, 2] = foot
    said = [o["FillingStyle"]] if isinstance(o["FillingStyle"], Expr) else [expr(S.Opacity, 0.5)]
    return [make_list((expr(S.AbsoluteThickness, 0.8), *said, expr(S.Line, Packed(np.stack([feet, places], axis=1)))))]


# ---- bars ------------------------------------------------------------------------------------------------------------


def _bar_looks(spec: Any, n: int) -> list[Expr]:
    found = []
    for i in range(n):
        said = spec.args[i % len(spec)] if is_list(spec) and len(spec) else spec
        more = said.args if isinstance(said, Expr) and said.head is S.Directive else (said,)
        usual = color_expression(mixed(PALETTE[i % len(PALETTE)], _WHITE, 0.25))
        found.append(expr(S.Directive, usual, *[m for m in more if isinstance(m, Expr)]))
    return found


def bar_chart3d(name: str, call: Expr, session: Any) -> Expr:
    """BarChart3D: groups one after the other along x, the bars of a group along y."""
    data, *given = call.args
    o = settings(name, tuple(given), session, call)
    names = list(data.keys()) if isinstance(data, Association) else []
    items = list(data.values()) if isinstance(data, Association) else list(data.args) if is_list(data) else []
    if not items:
        raise Complaint("lpn", data)
    groups = [list(unwrapped(e)[0].args) if is_list(unwrapped(e)[0]) else [e] for e in items]
    series = max(map(len, groups), default=1)
    looks = _bar_looks(o["ChartStyle"], series if series > 1 or not is_list(o["ChartStyle"]) else len(groups))
    parts: list[Any] = [_EDGE]
    ticks = []
    given_labels = o["ChartLabels"].args if is_list(o["ChartLabels"]) else names
    for g, bars in enumerate(groups):
        for j, written in enumerate(bars):
            bare, own, _ = unwrapped(written)
            height = real(bare, session)
            if np.isfinite(height):
                shown = looks[j % len(looks)] if series > 1 else looks[g % len(looks)]
                low, high = make_list((g + 0.1, j + 0.1, 0.0)), make_list((g + 0.9, j + 0.9, float(height)))
                parts.append(make_list((shown, *own, expr(S.Cuboid, low, high))))
        if g < len(given_labels):
            ticks.append(make_list((g + 0.5, given_labels[g])))
    if o["Ticks"] is S.Automatic:
        o = o | {"Ticks": make_list((make_list(tuple(ticks)), S.None_, S.Automatic))}
    ratios = make_list((float(max(len(groups), 2)), float(max(series, 1)), 0.6 * max(len(groups), 2)))
    if o["BoxRatios"] is S.Automatic:
        o = o | {"BoxRatios": ratios}
    titles = names or list(range(1, len(looks) + 1))
    return legended(graphics3d(parts, o | {"PlotRange": S.All}), o["ChartLegends"], "SwatchLegend", looks, titles)


def histogram3d(name: str, call: Expr, session: Any) -> Expr:
    """Histogram3D: how many places {x, y} lie in which cells."""
    data, *rest = call.args
    spec: Any = S.Automatic
    if rest and not (isinstance(rest[0], Expr) and rest[0].head in (S.Rule, S.RuleDelayed)):
        spec, *rest = rest
    what: Any = "Count"
    if rest and type(rest[0]) is str:
        what, *rest = rest
    o = settings(name, tuple(rest), session, call)
    places = matrix_of(data, session)
    if places is None or places.shape[1] != 2:
        raise Complaint("lpn", data)
    places = places[np.isfinite(places).all(axis=1)]
    pair = spec.args if is_list(spec) and len(spec) == 2 and any(is_list(s) for s in spec.args) else (spec, spec)
    edges = [bins(places[:, k], pair[k]) for k in (0, 1)]
    if any(e is None for e in edges):
        raise Complaint("hbins", spec)
    counts, _, _ = np.histogram2d(places[:, 0], places[:, 1], bins=edges)
    areas = np.diff(edges[0])[:, None] * np.diff(edges[1])
    total = max(len(places), 1)
    scale = {"Count": 1.0, "Automatic": 1.0, "Probability": 1 / total, "PDF": 1 / total / areas}.get(what)
    if scale is None:
        raise Complaint("hspec", what)
    heights = counts * scale
    parts: list[Any] = [_EDGE, _bar_looks(o["ChartStyle"], 1)[0]]
    for i, j in zip(*np.nonzero(heights)):
        low = make_list((float(edges[0][i]), float(edges[1][j]), 0.0))
        high = make_list((float(edges[0][i + 1]), float(edges[1][j + 1]), float(heights[i, j])))
        parts.append(expr(S.Cuboid, low, high))
    if o["BoxRatios"] is S.Automatic:
        o = o | {"BoxRatios": make_list((1, 1, 0.6))}
    return graphics3d(parts, o | {"PlotRange": S.All})
