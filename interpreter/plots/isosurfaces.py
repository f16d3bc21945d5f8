"""ContourPlot3D: surfaces on which a function of three variables has a value.

A cell of the grid in which the function passes the value holds one place, the mean of where it does so on the cell's
edges; each edge that is passed makes a face between the cells around it (surface nets: S. Gibson, 1998).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import symbols as S
from ..display.graphics.values import number
from ..expr import Expr, expr, has_head, is_list, make_list
from ..packed import Packed
from .functions import Sampled, plotting
from .lines import body_of, iterator
from .looks import legended
from .settings import Complaint, settings, whole_number, word
from .space import colors_by, graphics3d, is_scaled, surface_looks


def contour_plot3d(name: str, call: Expr, session: Any) -> Expr:
    """ContourPlot3D of an equation, of several, or of a function at some values."""
    body, *specs = call.args[:4]
    o = settings(name, call.args[4:], session, call)
    variables, ends = [], []
    for spec in specs:
        v, low, high = iterator(spec, session)
        variables.append(v)
        ends.append((low, high))
    n = min(max(whole_number(o["PlotPoints"], 32, 120), 4), 120)
    # A cell more on all sides: the surface goes on to the ends of the range, where it is cut.
    step = [(high - low) / (n - 1) for low, high in ends]
    axes = [np.linspace(low - d, high + d, n + 2) for (low, high), d in zip(ends, step)]
    grid = np.meshgrid(*axes, indexing="ij")
    columns = [g.ravel() for g in grid]
    surfaces, names = [], []
    with plotting(session, variables):
        body = body_of(body, o, session)
        for part in body.args if is_list(body) else (body,):
            equation = has_head(part, S.Equal, 2)
            f = expr(S.Plus, part.args[0], expr(S.Times, -1, part.args[1])) if equation else part
            values = Sampled(f, variables, session)(*columns).reshape(grid[0].shape)
            for level in [0.0] if equation else _levels(o["Contours"], values):
                surfaces.append(net(values - level, axes))
                names.append(part if equation else level)
    looks = surface_looks(o["ContourStyle"], [()] * len(surfaces))
    parts = []
    for (places, faces), look in zip(surfaces, looks):
        if len(faces):
            shades = colors_by(o["ColorFunction"], list(places.T), is_scaled(o), session)
            more = [] if shades is None else [expr(S.Rule, S.VertexColors, Packed(np.ascontiguousarray(shades)))]
            shown = make_list((look, expr(S.EdgeForm, S.None_), expr(S.Polygon, Packed(faces + 1))))
            parts.append(expr(S.GraphicsComplex, Packed(places), shown, *more))
    ranged = make_list(tuple(map(make_list, ends))) if word(o["PlotRange"]) in ("All", "Automatic") else o["PlotRange"]
    return legended(graphics3d(parts, o | {"PlotRange": ranged}), o["PlotLegends"], "SwatchLegend", looks, names)


def _levels(spec: Any, values: Any) -> list[float]:
    if is_list(spec):
        found = [number(e) for e in spec.args]
        if None in found:
            raise Complaint("lpn", spec)
        return found  # type: ignore[return-value]
    count = spec if type(spec) is int and 0 < spec <= 20 else 3
    known = values[np.isfinite(values)]
    if not len(known):
        return []
    low, high = float(known.min()), float(known.max())
    return [low + (high - low) * (i + 1) / (count + 1) for i in range(count)]


_CORNERS = np.array([(i, j, k) for i in (0, 1) for j in (0, 1) for k in (0, 1)])
_EDGES = [(a, b) for a in range(8) for b in range(a + 1, 8) if np.abs(_CORNERS[a] - _CORNERS[b]).sum() == 1]


def net(values: Any, axes: list[Any]) -> tuple[Any, Any]:
    """(places, faces as four numbers of places) of the surface on which values are zero."""
    n = values.shape
    heights = np.stack([values[i : n[0] - 1 + i, j : n[1] - 1 + j, k : n[2] - 1 + k] for i, j, k in _CORNERS])
    up = heights >= 0
    passed = np.isfinite(heights).all(axis=0) & up.any(axis=0) & ~up.all(axis=0)
    where = np.nonzero(passed)
    cells = heights[:, passed]
    total, count = np.zeros((cells.shape[1], 3)), np.zeros(cells.shape[1])
    for a, b in _EDGES:
        crossed = (cells[a] >= 0) != (cells[b] >= 0)
        t = np.where(crossed, cells[a] / np.where(crossed, cells[a] - cells[b], 1.0), 0.0)
        at = _CORNERS[a] + t[:, None] * (_CORNERS[b] - _CORNERS[a])
        total += np.where(crossed[:, None], at, 0.0)
        count += crossed
    inside = total / np.maximum(count, 1)[:, None]
    places = np.stack(
        [axis[w] + inside[:, k] * (axis[1] - axis[0]) for k, (axis, w) in enumerate(zip(axes, where))], axis=1
    )  # fmt: skip
    number_of = np.full(passed.shape, -1)
    number_of[where] = np.arange(len(places))
    faces = [_across(values, number_of, k) for k in range(3)]
    return np.ascontiguousarray(places), np.concatenate(faces)


def _across(values: Any, number_of: Any, k: int) -> Any:
    """The faces around the edges along one axis that the surface passes."""
    turned = (k, (k + 1) % 3, (k + 2) % 3)
    v, cells = values.transpose(turned), number_of.transpose(turned)
    with np.errstate(invalid="ignore"):
        rising = (v[:-1] < 0) & (v[1:] >= 0)
        falling = (v[:-1] >= 0) & (v[1:] < 0)
    inner = (slice(None), slice(1, -1), slice(1, -1))
    around = [cells[:, :-1, :-1], cells[:, 1:, :-1], cells[:, 1:, 1:], cells[:, :-1, 1:]]
    found = []
    for which, order in ((rising[inner], (0, 1, 2, 3)), (falling[inner], (3, 2, 1, 0))):
        face = np.stack([around[i][which] for i in order], axis=1)
        found.append(face[(face >= 0).all(axis=1)])
    return np.concatenate(found)
