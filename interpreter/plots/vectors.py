"""Fields of vectors in the plane: arrows at places, and lines that follow the field."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import symbols as S
from ..display.graphics.values import color_expression
from ..expr import Expr, expr, is_list, make_list
from ..packed import to_array
from .curves import packed
from .fields import density_of
from .functions import Sampled, plotting
from .gradients import GRADIENTS, between
from .lines import body_of, iterator
from .settings import Complaint, graphics, settings, whole_number, word

_SHADES = 12
_STEPS = 400  # of a line that follows the field
_FLOW = ((0.25, 0.35, 0.65), (0.35, 0.6, 0.75), (0.85, 0.65, 0.3), (0.85, 0.35, 0.15))


class _Field:
    """f(xs, ys) -> (us, vs), nan where there is no vector."""

    def __init__(self, body: Any, variables: list[Any], session: Any) -> None:
        if not is_list(body):
            body = session.evaluator.evaluate(body)
        if not is_list(body) or len(body) != 2:
            raise Complaint("vfldata", body)
        self.parts = [Sampled(e, variables, session) for e in body.args]

    def __call__(self, xs: Any, ys: Any) -> tuple[Any, Any]:
        u, v = (f(xs, ys) for f in self.parts)
        return u, v


def _read(name: str, call: Expr, session: Any) -> tuple[dict[str, Any], list[Any], Any, Any]:
    o = settings(name, call.args[3:], session, call)
    (x, x0, x1), (y, y0, y1) = (iterator(spec, session) for spec in call.args[1:3])
    return o, [x, y], (x0, x1), (y0, y1)


def _shown(parts: list[Any], o: dict[str, Any], x: Any, y: Any) -> Expr:
    if o["PlotRange"] is S.Automatic:
        o = o | {"PlotRange": make_list((make_list(x), make_list(y)))}
    return graphics(parts, o)


def _colors(o: dict[str, Any], key: str, sizes: Any, session: Any) -> list[Any]:
    """A colour for each size, by a gradient; one for all where a style says it."""
    spec = o[key]
    known = sizes[np.isfinite(sizes)]
    low, high = (float(known.min()), float(known.max())) if len(known) else (0.0, 1.0)
    t = (np.nan_to_num(sizes) - low) / ((high - low) or 1.0)
    gradient = GRADIENTS.get(spec, _FLOW) if type(spec) is str else _FLOW
    if word(spec) == "None":
        return [None] * len(sizes)
    shades = between(gradient, np.round(t * _SHADES) / _SHADES)
    return [color_expression((*c, None)) for c in shades.tolist()]


def vector_plot(name: str, call: Expr, session: Any) -> Expr:
    """VectorPlot: arrows on a grid, longer and of another colour where the field is stronger."""
    o, variables, x, y = _read(name, call, session)
    n = min(max(whole_number(o["VectorPoints"], 15, 80), 2), 80)
    xs, ys = (np.linspace(a + (b - a) / (2 * n), b - (b - a) / (2 * n), n) for a, b in (x, y))
    px, py = (g.ravel() for g in np.meshgrid(xs, ys))
    with plotting(session, variables):
        u, v = _Field(body_of(call.args[0], o, session), variables, session)(px, py)
    arrows = _arrows(px, py, u, v, x, y, n, o, session)
    return _shown([*_behind(name, o, variables, x, y, call, session), *arrows], o, x, y)


def _arrows(px: Any, py: Any, u: Any, v: Any, x: Any, y: Any, n: int, o: dict[str, Any], session: Any) -> list[Any]:
    sizes = np.hypot(u, v)
    most = float(np.nanmax(sizes)) if np.isfinite(sizes).any() else 0.0
    if not most:
        return []
    # Directions are those on paper: both ranges are drawn as long as the picture is.
    wide, high = (x[1] - x[0]) / n, (y[1] - y[0]) / n
    on_paper = np.hypot(u / wide, v / high)
    scale = np.where(on_paper > 0, (0.3 + 0.65 * sizes / most) / np.where(on_paper > 0, on_paper, 1), 0)
    colors = _colors(o, "VectorColorFunction", sizes, session)
    groups: dict[Any, list[Any]] = {}
    for a, b, du, dv, c in zip(px, py, u * scale / 2, v * scale / 2, colors):
        if np.isfinite(du) and np.isfinite(dv) and (du or dv):
            arrow = expr(S.Arrow, packed([[a - du, b - dv], [a + du, b + dv]]))
            groups.setdefault(c, []).append(arrow)
    style = [o["VectorStyle"]] if isinstance(o["VectorStyle"], Expr) else []
    heads = expr(S.Arrowheads, 0.25 / n)
    thin = expr(S.AbsoluteThickness, 1.0)
    return [make_list((*([c] if c is not None else []), thin, heads, *style, *found)) for c, found in groups.items()]


def _behind(name: str, o: dict[str, Any], variables: Any, x: Any, y: Any, call: Expr, session: Any) -> list[Any]:
    """The sizes of the vectors as colours, for VectorDensityPlot and StreamDensityPlot."""
    if "Density" not in name:
        return []
    xs, ys = np.linspace(x[0], x[1], 80), np.linspace(y[0], y[1], 80)
    across, up = np.meshgrid(xs, ys)
    with plotting(session, variables):
        u, v = _Field(body_of(call.args[0], o, session), variables, session)(across.ravel(), up.ravel())
    sizes = np.hypot(u, v).reshape(across.shape)
    plain = o | {"ColorFunctionScaling": S.True_, "PlotLegends": S.None_}
    return [density_of(xs, ys, sizes, plain, session).args[0]]


def stream_plot(name: str, call: Expr, session: Any) -> Expr:
    """StreamPlot: lines that follow the field, evenly apart, with heads in their middles."""
    o, variables, x, y = _read(name, call, session)
    n = {"Coarse": 10, "Fine": 28}.get(o["StreamPoints"], min(max(whole_number(o["StreamPoints"], 24, 60), 3), 60))
    with plotting(session, variables):
        field = _Field(body_of(call.args[0], o, session), variables, session)
        lines = _streams(field, x, y, n)
        middles = np.array([run[len(run) // 2] for run in lines]).reshape(-1, 2)
        u, v = field(middles[:, 0], middles[:, 1]) if len(middles) else (np.empty(0), np.empty(0))
    colors = _colors(o, "StreamColorFunction", np.hypot(u, v), session)
    if "Density" in name:
        colors = [expr(S.GrayLevel, 1.0)] * len(lines)
    style = [o["StreamStyle"]] if isinstance(o["StreamStyle"], Expr) else []
    parts = _behind(name, o, variables, x, y, call, session)
    for run, c in zip(lines, colors):
        half = len(run) // 2
        pieces = [expr(S.Arrow, packed(run[: half + 1])), expr(S.Line, packed(run[half:]))]
        parts.append(make_list((*([c] if c is not None else []), expr(S.AbsoluteThickness, 1.1),
                                expr(S.Arrowheads, 0.018), *style, *pieces)))  # fmt: skip
    return _shown(parts, o, x, y)


def _streams(field: _Field, x: Any, y: Any, n: int) -> list[Any]:
    """Lines from places that no other line is near, found in unit coordinates (after Jobard and Lefer, 1997)."""
    low, size = np.array([x[0], y[0]]), np.array([x[1] - x[0], y[1] - y[0]])
    taken = np.zeros((n, n), dtype=bool)

    def direction(p: Any) -> Any:
        u, v = field(np.array([low[0] + p[0] * size[0]]), np.array([low[1] + p[1] * size[1]]))
        d = np.array([float(u[0]), float(v[0])]) / size
        length = np.hypot(*d)
        return d / length if length > 0 and np.isfinite(length) else None

    step = 0.25 / n
    found = []
    order = sorted(((i, j) for i in range(n) for j in range(n)), key=lambda c: (c[0] * 7 + c[1] * 13) % 17)
    for i, j in order:
        if taken[i, j]:
            continue
        start = np.array([(j + 0.5) / n, (i + 0.5) / n])
        own: set[tuple[int, int]] = set()
        back, ahead = (_followed(direction, start, sign * step, taken, own, n) for sign in (-1, 1))
        line = [*back[::-1], start, *ahead]
        if len(line) * step < min(0.08, 2 / n):
            continue
        for cell in own:
            taken[cell] = True
        taken[i, j] = True
        found.append(low + np.array(line)[:: 2 if len(line) > 8 else 1] * size)
    return [run for run in found if len(run) > 2]


def _followed(direction: Any, p: Any, step: float, taken: Any, own: set[tuple[int, int]], n: int) -> list[Any]:
    """Places along the field by the midpoint rule, until the range ends or another line is near."""
    found: list[Any] = []
    been: dict[tuple[int, int], int] = {}
    for k in range(_STEPS):
        d = direction(p)
        d = None if d is None else direction(p + d * step / 2)
        if d is None:
            break
        p = p + d * step
        if not (0 <= p[0] <= 1 and 0 <= p[1] <= 1):
            break
        cell = (min(int(p[1] * n), n - 1), min(int(p[0] * n), n - 1))
        if taken[cell] or k - been.get(cell, k) > 12:  # another line, or this one come round
            break
        been.setdefault(cell, k)
        own.add(cell)
        found.append(p)
    return found


def list_vector_plot(name: str, call: Expr, session: Any) -> Expr:
    """ListVectorPlot: arrows of a grid of vectors, or of pairs {place, vector}."""
    o = settings(name, call.args[1:], session, call)
    array = to_array(session.evaluator.evaluate(Expr(S.N, (call.args[0],))))
    if array is None or array.ndim != 3 or array.shape[-1] != 2 or not array.size:
        raise Complaint("vfldata", call.args[0])
    array = np.asarray(array, dtype=float)
    if array.shape[1] == 2 and array.shape[0] != 2:
        px, py, u, v = array[:, 0, 0], array[:, 0, 1], array[:, 1, 0], array[:, 1, 1]
    else:
        across, up = np.meshgrid(np.arange(1.0, array.shape[0] + 1), np.arange(1.0, array.shape[1] + 1), indexing="ij")
        px, py, u, v = across.ravel(), up.ravel(), array[..., 0].ravel(), array[..., 1].ravel()
    x, y = ((float(p.min()), float(p.max())) for p in (px, py))
    x, y = ((a - 0.5, b + 0.5) if a == b else (a - 0.05 * (b - a), b + 0.05 * (b - a)) for a, b in (x, y))
    n = max(2, round(len(px) ** 0.5))
    return _shown(_arrows(px, py, u, v, x, y, n, o, session), o, x, y)
