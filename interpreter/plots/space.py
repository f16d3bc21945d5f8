"""From surfaces, lines and points in space to Graphics3D: meshes, colours, ranges, legends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from .. import symbols as S
from ..display.graphics.plots import PALETTE
from ..display.graphics.values import Color, color, color_expression, mixed, number
from ..expr import FALSE, Expr, expr, is_list, make_list
from ..packed import Packed
from .gradients import DENSITY, GRADIENTS, between
from .settings import SPACE, rule, word

_MESH = 15  # lines in a direction
_WHITE: Color = (1.0, 1.0, 1.0, None)
_LINE = expr(S.Directive, expr(S.GrayLevel, 0.2), expr(S.Opacity, 0.6), expr(S.AbsoluteThickness, 0.5))
_OUTLIERS = 6.0  # times what nine tenths of all heights cover: from there on a plot is cut


@dataclass(slots=True)
class Sheet:
    """A surface: places (rows, columns, 3), nan where there is none, and the colours of its places or None."""

    places: Any
    colors: Any = None


def surface_looks(spec: Any, own: list[tuple[Any, ...]]) -> list[Expr]:
    """The directives of each surface: a light colour of its own, what PlotStyle says, then its own Style."""
    found = []
    for i, more in enumerate(own):
        said = spec.args[i % len(spec)] if is_list(spec) and len(spec) else spec
        if said is S.None_:
            said = expr(S.FaceForm, S.None_)
        parts: list[Any] = [color_expression(mixed(PALETTE[i % len(PALETTE)], _WHITE, 0.2))]
        parts.append(expr(S.Specularity, 0.15, 12))
        if isinstance(said, Expr) and said.head in (S.Directive, S.List):
            parts += said.args
        elif isinstance(said, Expr) and len(said):
            parts.append(said)
        found.append(expr(S.Directive, *parts, *more))
    return found


def mesh_counts(spec: Any) -> tuple[int | None, int | None]:
    """How many lines of a mesh there are in both directions; None for one at each place."""
    pair = spec.args if is_list(spec) and len(spec) == 2 else (spec, spec)
    found = []
    for e in pair:
        name = word(e)
        found.append(0 if name in ("None", "False") else None if name in ("All", "Full") else _MESH)
        if type(e) is int and e >= 0:
            found[-1] = min(e, 200)
    return found[0], found[1]


def grid_size(o: dict[str, Any], most: int = 400) -> tuple[int, int]:
    """How many places there are in both directions, so that the lines of the mesh go through places."""
    points = o["PlotPoints"]
    pair = points.args if is_list(points) and len(points) == 2 else (points, points)
    found = []
    for e, lines in zip(pair, mesh_counts(o["Mesh"])):
        if type(e) is int and e > 1:
            found.append(min(e, most))
        else:
            found.append((lines + 1) * max(round(48 / (lines + 1)), 1) + 1 if lines else 49)
    return found[0], found[1]


def _shown(count: int, lines: int | None) -> list[int]:
    """The numbers of the rows at which lines are drawn."""
    if lines is None:
        return list(range(count))
    return sorted({round((i + 1) * (count - 1) / (lines + 1)) for i in range(lines)})


def drawn_sheet(sheet: Sheet, look: Expr, o: dict[str, Any]) -> Expr:
    """GraphicsComplex of a surface and its mesh."""
    rows, columns = sheet.places.shape[:2]
    known = np.isfinite(sheet.places).all(axis=2)
    index = np.arange(1, rows * columns + 1).reshape(rows, columns)
    cells = np.stack([index[:-1, :-1], index[:-1, 1:], index[1:, 1:], index[1:, :-1]], axis=2).reshape(-1, 4)
    whole = known[:-1, :-1] & known[:-1, 1:] & known[1:, 1:] & known[1:, :-1]
    cells = cells[whole.ravel()]
    parts: list[Any] = []
    if len(cells):
        parts.append(make_list((look, expr(S.EdgeForm, S.None_), expr(S.Polygon, Packed(cells)))))
    across, along = mesh_counts(o["Mesh"])  # lines of one x, lines of one y
    lines = [index[:, j][part] for j in _shown(columns, across) for part in _runs(known[:, j])]
    lines += [index[i][part] for i in _shown(rows, along) for part in _runs(known[i])]
    if lines:
        style = _LINE if o["MeshStyle"] is S.Automatic else o["MeshStyle"]
        parts.append(
            make_list((style, expr(S.Line, make_list(tuple([Packed(np.ascontiguousarray(r)) for r in lines])))))
        )
    border = o.get("BoundaryStyle", S.None_)
    if border is not S.None_ and border is not S.Automatic:
        edge = np.concatenate([index[0], index[1:, -1], index[-1, -2::-1], index[-2::-1, 0]])
        parts.append(make_list((border, expr(S.Line, Packed(edge)))))
    places = np.where(known[..., None], sheet.places, 0.0).reshape(-1, 3)
    used = known.ravel()
    if not used.all() and used.any():
        places[~used] = places[used][0]  # so that they do not count for the range
    more = []
    if sheet.colors is not None:
        more.append(rule("VertexColors", Packed(np.ascontiguousarray(sheet.colors.reshape(-1, 3)))))
    return expr(S.GraphicsComplex, Packed(np.ascontiguousarray(places)), make_list(tuple(parts)), *more)


def _runs(known: Any) -> list[Any]:
    ends = np.nonzero(known[1:] != known[:-1])[0] + 1
    return [part for part in np.split(np.arange(len(known)), ends) if len(part) > 1 and known[part[0]]]


# ---- colours ---------------------------------------------------------------------------------------------------------


def colors_by(spec: Any, columns: list[Any], scaled: bool, session: Any, height: int = 2) -> Any:
    """The colours that ColorFunction gives to places: by the name of a gradient from heights, or by a function of all
    coordinates, brought to 0 to 1 where `scaled`; None for Automatic."""
    if word(spec) in ("Automatic", "None"):
        return None
    values = [_unit(c) if scaled else np.nan_to_num(c) for c in columns]
    if type(spec) is str:
        return between(GRADIENTS.get(spec, DENSITY), values[height])
    evaluate = session.evaluator.evaluate
    rows = zip(*[v.ravel().tolist() for v in values])
    found = [color(evaluate(Expr(spec, row))) for row in rows]
    return np.array([(0.5, 0.5, 0.5) if c is None else c[:3] for c in found]).reshape(*values[0].shape, 3)


def _unit(values: Any) -> Any:
    known = values[np.isfinite(values)]
    low, high = (float(known.min()), float(known.max())) if len(known) else (0.0, 1.0)
    return (np.nan_to_num(values, nan=low) - low) / ((high - low) or 1.0)


def is_scaled(o: dict[str, Any]) -> bool:
    return o["ColorFunctionScaling"] is not FALSE


# ---- the picture -----------------------------------------------------------------------------------------------------


def heights_range(given: Any, heights: Any, x: Any, y: Any) -> Any:
    """PlotRange: what is given of the heights, and the greater part of them where few lie far outside."""
    if is_list(given) and len(given) == 3:
        return given
    ends: Any = S.Automatic
    if (is_list(given) and len(given) == 2) or number(given) is not None:
        ends = given
    elif word(given) == "Automatic":
        known = heights[np.isfinite(heights)]
        if len(known) > 20:
            low, high = (float(v) for v in np.quantile(known, (0.05, 0.95)))
            if known.max() - known.min() > _OUTLIERS * (high - low) > 0:
                room = 0.5 * (high - low)
                ends = make_list((max(float(known.min()), low - room), min(float(known.max()), high + room)))
    if ends is S.Automatic:
        return S.All
    return make_list((make_list(x), make_list(y), ends))


def graphics3d(parts: list[Any], o: dict[str, Any]) -> Expr:
    """Graphics3D[parts, options], with those options that it has."""
    rules = [rule(name, value) for name, value in o.items() if name in SPACE and value is not None]
    plain = {"AxesStyle": make_list(()), "TicksStyle": make_list(()), "SphericalRegion": S.False_,
             "BaseStyle": make_list(()), "LabelStyle": make_list(()), "FaceGrids": S.None_, "AlignmentPoint": S.Center,
             "BaselinePosition": S.Automatic, "ImageMargins": 0, "Method": S.Automatic, "PerformanceGoal": S.Automatic,
             "AspectRatio": S.Automatic, "Background": S.None_, "Epilog": make_list(()), "Prolog": make_list(()),
             "AxesLabel": S.None_, "PlotLabel": S.None_, "Boxed": S.True_, "ImageSize": S.Automatic,
             "Lighting": S.Automatic, "PlotRange": S.All, "Ticks": S.Automatic, "BoxStyle": make_list(()),
             "PlotRangePadding": S.Automatic, "ViewAngle": S.Automatic, "ViewProjection": S.Automatic,
             "BoxRatios": S.Automatic, "ViewVertical": make_list((0, 0, 1)),
             "ViewPoint": make_list((1.3, -2.4, 2.0))}  # fmt: skip
    return expr(S.Graphics3D, make_list(tuple(parts)), *[r for r in rules if plain.get(r.args[0].name) != r.args[1]])
