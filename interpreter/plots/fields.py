"""Pictures of matrices and of functions of two variables: cells and levels in colours, lines of one height."""

from __future__ import annotations

import math
from typing import Any

from .. import symbols as S
from ..display.graphics.scales import step_of, widened
from ..display.graphics.values import color, color_expression, number
from ..expr import FALSE, TRUE, Expr, expr, has_head, is_list, make_list
from ..packed import Packed
from .curves import packed
from .functions import Sampled, plotting, real
from .gradients import DENSITY, SHADES, SIGNED, colored
from .lines import iterator
from .looks import legended
from .settings import Complaint, graphics, settings, whole_number, word

_SHADES = 24  # colours of a legend
_LINE = expr(S.Directive, expr(S.GrayLevel, 0.25), expr(S.Opacity, 0.7), expr(S.AbsoluteThickness, 0.7))


# ---- matrices --------------------------------------------------------------------------------------------------------


def array_plot(name: str, call: Expr, session: Any) -> Expr:
    """ArrayPlot and MatrixPlot: a cell for each number, the first row above."""
    import numpy as np

    data, *given = call.args
    o = settings(name, tuple(given), session, call)
    rows = [r.args if is_list(r) else None for r in data.args] if is_list(data) else []
    if not rows or None in rows or len({len(r) for r in rows}) != 1 or not rows[0]:
        raise Complaint("lpn", data)
    values = np.array([[real(v, session) for v in r] for r in rows])
    signed = name == "MatrixPlot"
    t = _unit(values, signed) if o["ColorFunctionScaling"] is not FALSE else values
    colors = colored(o["ColorFunction"], t, SIGNED if signed else SHADES, session)
    colors[~np.isfinite(values)] = 0.9
    _ruled(colors, rows, o["ColorRules"], session)
    if o["DataReversed"] is TRUE:
        colors = colors[::-1]
    high, wide = values.shape
    parts = [expr(S.Raster, Packed(np.ascontiguousarray(colors[::-1])), _box((0.0, float(wide)), (0.0, float(high))))]
    if word(o["Mesh"]) in ("True", "All"):
        across = [((0.0, float(i)), (float(wide), float(i))) for i in range(high + 1)]
        up = [((float(i), 0.0), (float(i), float(high))) for i in range(wide + 1)]
        said = [o["MeshStyle"]] if isinstance(o["MeshStyle"], Expr) else []
        lines = expr(S.Line, packed(across + up))
        parts.append(make_list((expr(S.GrayLevel, 0.6), expr(S.AbsoluteThickness, 0.6), *said, lines)))
    shown = o | {"PlotRange": _corners((0.0, float(wide)), (0.0, float(high)))}
    if o["FrameTicks"] is S.Automatic:
        flip = o["DataReversed"] is not TRUE
        both = (_counted(high, flip), _counted(wide, False)) if signed else None
        shown["FrameTicks"] = S.None_ if both is None else make_list(tuple([make_list((b, S.None_)) for b in both]))
    return _with_bar(graphics(parts, shown), o, values, SIGNED if signed else SHADES, session, signed)


def _ruled(colors: Any, rows: list[Any], rules: Any, session: Any) -> None:
    """Cells that are colours themselves, and those to which ColorRules gives one."""
    given = is_list(rules) or has_head(rules, S.Rule) or has_head(rules, S.RuleDelayed)
    for i, row in enumerate(rows):
        for j, v in enumerate(row):
            if not given and not isinstance(v, Expr):
                continue
            found = color(session.evaluator.evaluate(Expr(S.Replace, (v, rules))) if given else v)
            if found is not None:
                colors[i, j] = found[:3]


def _counted(n: int, down: bool) -> Expr:
    step = max(1, round(step_of((0.0, float(n)), 6))) if n > 1 else 1
    numbers = sorted({1, *range(step, n + 1, step), n}) if step > 1 else range(1, n + 1)
    kept = [k for k in numbers if k == n or n - k >= 0.6 * step]
    return make_list(tuple([make_list((n - k + 0.5 if down else k - 0.5, str(k))) for k in kept]))


def _unit(values: Any, signed: bool = False) -> Any:
    """Values from 0 to 1; signed ones with zero in the middle."""
    import numpy as np

    low, high = _ends(values, signed)
    return (np.nan_to_num(values, nan=low) - low) / (high - low)


def _ends(values: Any, signed: bool = False) -> tuple[float, float]:
    import numpy as np

    found = values[np.isfinite(values)]
    if not len(found):
        return 0.0, 1.0
    low, high = float(found.min()), float(found.max())
    if signed:
        high = max(abs(low), abs(high)) or 1.0
        low = -high
    return (low, high) if high > low else widened(low, high)


def _corners(x: tuple[float, float], y: tuple[float, float]) -> Expr:
    return make_list((make_list(x), make_list(y)))


def _box(x: tuple[float, float], y: tuple[float, float]) -> Expr:
    return make_list((make_list((x[0], y[0])), make_list((x[1], y[1]))))


def _with_bar(picture: Expr, o: dict[str, Any], values: Any, usual: Any, session: Any, signed: bool = False) -> Expr:
    import numpy as np

    spec = o["PlotLegends"]
    if word(spec) == "None":
        return picture
    if word(spec) == "Automatic":
        found = colored(o["ColorFunction"], np.linspace(0, 1, _SHADES), usual, session)
        colors = make_list(tuple([color_expression((*c, None)) for c in found.tolist()]))
        spec = expr(S.BarLegend, make_list((colors, make_list(_ends(values, signed)))))
        return expr(S.Legended, picture, expr(S.Placed, spec, S.After))
    return legended(picture, spec, "SwatchLegend", [], [])


# ---- functions of two variables --------------------------------------------------------------------------------------


def _grid(call: Expr, o: dict[str, Any], session: Any, points: int, body: Any) -> tuple[Any, Any, Any]:
    """(places of x, places of y, values by rows from the lowest y)."""
    import numpy as np

    x, x0, x1 = iterator(call.args[1], session)
    y, y0, y1 = iterator(call.args[2], session)
    n = min(max(whole_number(o["PlotPoints"], points, 1000), 2), 1000)
    xs, ys = np.linspace(x0, x1, n), np.linspace(y0, y1, n)
    across, up = np.meshgrid(xs, ys)
    with plotting(session, [x, y]):
        values = Sampled(body, [x, y], session)(across.ravel(), up.ravel())
    return xs, ys, values.reshape(n, n)


def density_plot(name: str, call: Expr, session: Any) -> Expr:
    """DensityPlot: heights as colours."""
    o = settings(name, call.args[3:], session, call)
    return density_of(*_grid(call, o, session, 100, call.args[0]), o, session)


def density_of(xs: Any, ys: Any, values: Any, o: dict[str, Any], session: Any) -> Expr:
    """Heights over a grid, by rows from the lowest y, as colours."""
    import numpy as np

    t = _unit(values) if o["ColorFunctionScaling"] is not FALSE else values
    colors = colored(o["ColorFunction"], t, DENSITY, session)
    colors[~np.isfinite(values)] = 1.0
    x, y = (float(xs[0]), float(xs[-1])), (float(ys[0]), float(ys[-1]))
    parts = [expr(S.Raster, Packed(np.ascontiguousarray(colors)), _box(x, y))]
    return _with_bar(graphics(parts, o | {"PlotRange": _corners(x, y)}), o, values, DENSITY, session)


def contour_plot(name: str, call: Expr, session: Any) -> Expr:
    """ContourPlot: levels in colours and the lines between them; of an equation the line where it holds."""
    o = settings(name, call.args[3:], session, call)
    body = call.args[0]
    if has_head(body, S.Equal, 2) or is_list(body):
        return _implicit(call, o, session)
    return contours_of(*_grid(call, o, session, 100, body), o, session)


def contours_of(xs: Any, ys: Any, values: Any, o: dict[str, Any], session: Any) -> Expr:
    """Levels of heights over a grid in colours, and the lines between them."""
    import numpy as np

    levels = _levels(o["Contours"], _ends(values))
    x, y = (float(xs[0]), float(xs[-1])), (float(ys[0]), float(ys[-1]))
    parts: list[Any] = []
    if word(o["ContourShading"]) not in ("None", "False"):
        band = np.searchsorted(np.array(levels), np.nan_to_num(_finer(values)))
        colors = colored(o["ColorFunction"], band / max(len(levels), 1), DENSITY, session)
        colors[~np.isfinite(_finer(values))] = 1.0
        parts.append(expr(S.Raster, Packed(np.ascontiguousarray(colors)), _box(x, y)))
    if word(o["ContourStyle"]) != "None":
        look = _LINE if o["ContourStyle"] is S.Automatic else o["ContourStyle"]
        lines = [expr(S.Line, packed(found)) for level in levels if len(found := contour(xs, ys, values, level))]
        parts.append(make_list((look, *lines)))
    return _with_bar(graphics(parts, o | {"PlotRange": _corners(x, y)}), o, values, DENSITY, session)


def _implicit(call: Expr, o: dict[str, Any], session: Any) -> Expr:
    from .looks import styles

    body = call.args[0]
    equations = body.args if is_list(body) else (body,)
    looks = styles(o["ContourStyle"], [()] * len(equations))
    parts, x, y = [], (0.0, 1.0), (0.0, 1.0)
    for e, look in zip(equations, looks):
        if not has_head(e, S.Equal, 2):
            raise Complaint("cpeq", e)
        difference = expr(S.Plus, e.args[0], expr(S.Times, -1, e.args[1]))
        xs, ys, values = _grid(call, o, session, 200, difference)
        x, y = (float(xs[0]), float(xs[-1])), (float(ys[0]), float(ys[-1]))
        found = contour(xs, ys, values, 0.0)
        parts.append(make_list((look, *([expr(S.Line, packed(found))] if len(found) else []))))
    picture = graphics(parts, o | {"PlotRange": _corners(x, y)})
    return legended(picture, o["PlotLegends"], "LineLegend", looks, list(equations))


def _levels(spec: Any, ends: tuple[float, float]) -> list[float]:
    if is_list(spec):
        return sorted([v for e in spec.args if (v := number(e)) is not None])
    count = spec if type(spec) is int and 0 < spec <= 500 else 10
    if type(spec) is int:
        return [ends[0] + (ends[1] - ends[0]) * (i + 1) / (count + 1) for i in range(count)]
    step = step_of(ends, count)
    first = math.floor(ends[0] / step) + 1
    return [k * step for k in range(first, math.ceil(ends[1] / step))]


def _finer(values: Any, by: int = 4) -> Any:
    """Values at more places, in straight lines between the known ones."""
    import numpy as np

    by = max(by, -(-100 // max(len(values), 1)))
    for _ in (0, 1):
        n = len(values)
        at = np.linspace(0, n - 1, (n - 1) * by + 1)
        i = np.minimum(at.astype(int), n - 2)
        t = (at - i)[:, None]
        values = (values[i] * (1 - t) + values[i + 1] * t).T
    return values


def contour(xs: Any, ys: Any, values: Any, level: float) -> Any:
    """Pieces of the line of one height: in each of the four triangles of a cell it is straight."""
    import numpy as np

    corners = np.stack([values[:-1, :-1], values[:-1, 1:], values[1:, 1:], values[1:, :-1]], axis=-1) - level
    i, j = np.nonzero(np.isfinite(corners).all(axis=-1) & (corners.min(axis=-1) < 0) & (corners.max(axis=-1) >= 0))
    corners = corners[i, j]
    heights = np.concatenate([corners, corners.mean(axis=1, keepdims=True)], axis=1)
    px = np.stack([xs[j], xs[j + 1], xs[j + 1], xs[j], (xs[j] + xs[j + 1]) / 2], axis=1)
    py = np.stack([ys[i], ys[i], ys[i + 1], ys[i + 1], (ys[i] + ys[i + 1]) / 2], axis=1)
    pieces = []
    for a, b in ((0, 1), (1, 2), (2, 3), (3, 0)):
        triangle = (a, b, 4)
        for lone in range(3):  # the corner on one side of the line, the other two on the other
            k, m, n = triangle[lone], triangle[lone - 1], triangle[lone - 2]
            up = heights >= 0
            cut = (up[:, k] != up[:, m]) & (up[:, k] != up[:, n])
            ends = []
            for other in (m, n):
                hk, ho = heights[cut, k], heights[cut, other]
                t = hk / (hk - ho)
                ends.append(np.stack([px[cut, k] + t * (px[cut, other] - px[cut, k]),
                                      py[cut, k] + t * (py[cut, other] - py[cut, k])], axis=1))  # fmt: skip
            pieces.append(np.stack(ends, axis=1))
    return np.concatenate(pieces) if pieces else np.empty((0, 2, 2))
