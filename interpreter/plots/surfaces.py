"""Plots of functions in space: surfaces over the plane, of two parameters, around an axis, and curves."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import symbols as S
from ..display.graphics.plots import look
from ..expr import TRUE, Expr, Symbol, expr, is_list, make_list
from ..packed import Packed
from .functions import Sampled, functions_of, plotting
from .lines import body_of, iterator
from .looks import legended, styles, unwrapped
from .settings import Complaint, settings, whole_number, word
from .space import Sheet, colors_by, drawn_sheet, graphics3d, grid_size, heights_range, is_scaled, surface_looks


def _listed(body: Any) -> list[Any]:
    inner = unwrapped(body)[0]
    return [b for e in inner.args for b in _listed(e)] if is_list(inner) else [body]


def plot3d(name: str, call: Expr, session: Any) -> Expr:
    """Plot3D: heights over a rectangle."""
    body, first, second, *given = call.args
    o = settings(name, tuple(given), session, call)
    x, x0, x1 = iterator(first, session)
    y, y0, y1 = iterator(second, session)
    nx, ny = grid_size(o)
    across, along = np.meshgrid(np.linspace(x0, x1, nx), np.linspace(y0, y1, ny))
    sheets, own, names = [], [], []
    with plotting(session, [x, y]):
        body = body_of(body, o, session)
        at = (x0 + 0.37 * (x1 - x0), y0 + 0.41 * (y1 - y0))
        for written in _listed(body):
            inner, directives, _ = unwrapped(written)
            for title, f in functions_of(inner, [x, y], session, at):
                heights = f(across.ravel(), along.ravel()).reshape(across.shape)
                heights = _within(o["RegionFunction"], (across, along, heights), heights, session)
                sheets.append(Sheet(np.stack([across, along, heights], axis=2)))
                own.append(directives)
                names.append(title)
    every = np.concatenate([s.places[..., 2].ravel() for s in sheets]) if sheets else np.empty(0)
    for s in sheets:
        s.colors = colors_by(o["ColorFunction"], [across, along, s.places[..., 2]], is_scaled(o), session)
    looks = surface_looks(o["PlotStyle"], own)
    ranged = heights_range(o["PlotRange"], every, (x0, x1), (y0, y1))
    parts = [drawn_sheet(s, shown, o) for s, shown in zip(sheets, looks)]
    return legended(graphics3d(parts, o | {"PlotRange": ranged}), o["PlotLegends"], "SwatchLegend", looks, names)


def _within(spec: Any, columns: tuple[Any, ...], heights: Any, session: Any) -> Any:
    """Heights, nan where RegionFunction is not True."""
    if spec is TRUE or word(spec) in ("Automatic", "None"):
        return heights
    rows = zip(*[c.ravel().tolist() for c in columns])
    inside = [session.evaluator.evaluate(Expr(spec, row)) is TRUE for row in rows]
    return np.where(np.array(inside).reshape(heights.shape), heights, np.nan)


# ---- parametric ------------------------------------------------------------------------------------------------------


def parametric3d(name: str, call: Expr, session: Any) -> Expr:
    """ParametricPlot3D: curves {x, y, z} of a parameter, or surfaces of two."""
    body, first, *given = call.args
    two = bool(given) and is_list(given[0])
    if two:
        second, *given = given
    o = settings(name, tuple(given), session, call)
    u, u0, u1 = iterator(first, session)
    v, v0, v1 = iterator(second, session) if two else (None, 0.0, 1.0)
    variables: list[Symbol] = [u] if v is None else [u, v]
    with plotting(session, variables):
        body = body_of(body, o, session)
        if not is_list(unwrapped(body)[0]):
            body = session.evaluator.evaluate(body)
        triples = _triples(body)
        if not triples:
            raise Complaint("ppl", body)
        if v is None:
            return _curves(triples, variables, u0, u1, o, session)
        nu, nv = grid_size(o)
        across, along = np.meshgrid(np.linspace(u0, u1, nu), np.linspace(v0, v1, nv))
        sheets, own = [], []
        for written in triples:
            inner, directives, _ = unwrapped(written)
            columns = [Sampled(e, variables, session)(across.ravel(), along.ravel()) for e in inner.args]
            places = np.stack([c.reshape(across.shape) for c in columns], axis=2)
            shades = colors_by(
                o["ColorFunction"], [*np.moveaxis(places, 2, 0), across, along], is_scaled(o), session
            )  # fmt: skip
            sheets.append(Sheet(places, shades))
            own.append(directives)
    looks = surface_looks(o["PlotStyle"], own)
    parts = [drawn_sheet(s, shown, o) for s, shown in zip(sheets, looks)]
    names = [unwrapped(t)[0] for t in triples]
    return legended(graphics3d(parts, o | _all(o)), o["PlotLegends"], "SwatchLegend", looks, names)


def _all(o: dict[str, Any]) -> dict[str, Any]:
    return {"PlotRange": S.All} if o["PlotRange"] is S.Automatic else {}


def _triples(body: Any) -> list[Any]:
    inner = unwrapped(body)[0]
    if not is_list(inner):
        return []
    if len(inner) == 3 and not any(is_list(unwrapped(e)[0]) for e in inner.args):
        return [body]
    return [t for e in inner.args for t in _triples(e)]


def _curves(
    triples: list[Any], variables: list[Symbol], low: float, high: float, o: dict[str, Any], session: Any
) -> Expr:
    n = max(2, whole_number(o["PlotPoints"], 300, 20_000))
    t = np.linspace(low, high, n)
    parts, own = [], [unwrapped(e)[1] for e in triples]
    looks = styles(o["PlotStyle"], own)
    for written, shown in zip(triples, looks):
        inner = unwrapped(written)[0]
        places = np.stack([Sampled(e, variables, session)(t) for e in inner.args], axis=1)
        known = np.isfinite(places).all(axis=1)
        ends = np.nonzero(known[1:] != known[:-1])[0] + 1
        runs = [run for run in np.split(places, ends) if len(run) > 1 and np.isfinite(run).all()]
        shades = colors_by(o["ColorFunction"], [*places.T, t], is_scaled(o), session)
        parts.append(make_list((shown, *(_lines(runs) if shades is None else _colored(places, shades)))))
    names = [unwrapped(e)[0] for e in triples]
    return legended(graphics3d(parts, o | _all(o)), o["PlotLegends"], "LineLegend", looks, names)


def _lines(runs: list[Any]) -> list[Expr]:
    return [expr(S.Line, Packed(np.ascontiguousarray(run))) for run in runs]


def _colored(places: Any, shades: Any) -> list[Any]:
    """A line whose pieces have colours of their own."""
    found: list[Any] = []
    for a, b, c in zip(places, places[1:], shades):
        if np.isfinite(a).all() and np.isfinite(b).all():
            found += [expr(S.RGBColor, *c.tolist()), expr(S.Line, Packed(np.stack([a, b])))]
    return found


# ---- around an axis and a point --------------------------------------------------------------------------------------


def _angle(spec: Any, low: float, high: float, session: Any) -> tuple[Symbol, float, float]:
    return (spec, low, high) if type(spec) is Symbol else iterator(spec, session)


def spherical3d(name: str, call: Expr, session: Any) -> Expr:
    """SphericalPlot3D: distances from the origin by the angle from the vertical and the one around it."""
    body, first, second, *given = call.args
    o = settings(name, tuple(given), session, call)
    theta, t0, t1 = _angle(first, 0.0, np.pi, session)
    phi, p0, p1 = _angle(second, 0.0, 2 * np.pi, session)
    nt, np_ = grid_size(o)
    t, p = np.meshgrid(np.linspace(t0, t1, nt), np.linspace(p0, p1, np_))

    def place(r: Any) -> Any:
        return np.stack([r * np.sin(t) * np.cos(p), r * np.sin(t) * np.sin(p), r * np.cos(t)], axis=2)

    return _turned(body, [theta, phi], (t, p), place, o, session)


def revolution3d(name: str, call: Expr, session: Any) -> Expr:
    """RevolutionPlot3D: heights by the distance from the axis, or {distance, height}, turned around it."""
    body, first, *given = call.args
    second: Any = None
    if given and (is_list(given[0]) or type(given[0]) is Symbol):
        second, *given = given
    o = settings(name, tuple(given), session, call)
    variable, t0, t1 = iterator(first, session)
    phi, p0, p1 = (None, 0.0, 2 * np.pi) if second is None else _angle(second, 0.0, 2 * np.pi, session)
    nt, np_ = grid_size(o)
    t, p = np.meshgrid(np.linspace(t0, t1, nt), np.linspace(p0, p1, np_))
    variables = [variable] if phi is None else [variable, phi]
    columns = (t,) if phi is None else (t, p)
    if is_list(body) and len(body) in (2, 3) and not any(is_list(e) for e in body.args):
        with plotting(session, variables):
            found = [Sampled(e, variables, session)(*[c.ravel() for c in columns]).reshape(t.shape) for e in body.args]
        if len(found) == 2:
            places = np.stack([found[0] * np.cos(p), found[0] * np.sin(p), found[1]], axis=2)
        else:
            c, s = np.cos(p), np.sin(p)
            places = np.stack([found[0] * c - found[1] * s, found[0] * s + found[1] * c, found[2]], axis=2)
        return _sheets([Sheet(places)], [()], [body], o, session)

    def place(z: Any) -> Any:
        return np.stack([t * np.cos(p), t * np.sin(p), z], axis=2)

    return _turned(body, variables, columns, place, o, session)


def _turned(
    body: Any, variables: list[Symbol], columns: tuple[Any, ...], place: Any, o: dict[str, Any], session: Any
) -> Expr:
    sheets, own, names = [], [], []
    with plotting(session, variables):
        for written in _listed(body_of(body, o, session)):
            inner, directives, _ = unwrapped(written)
            at = tuple([float(c.ravel()[len(c.ravel()) // 3]) for c in columns])
            for title, f in functions_of(inner, variables, session, at):
                values = f(*[c.ravel() for c in columns]).reshape(columns[0].shape)
                sheets.append(Sheet(place(values)))
                own.append(directives)
                names.append(title)
    return _sheets(sheets, own, names, o, session)


def _sheets(sheets: list[Sheet], own: list[Any], names: list[Any], o: dict[str, Any], session: Any) -> Expr:
    looks = surface_looks(o["PlotStyle"], own)
    for s in sheets:
        s.colors = colors_by(o["ColorFunction"], list(np.moveaxis(s.places, 2, 0)), is_scaled(o), session)
    parts = [drawn_sheet(s, shown, o) for s, shown in zip(sheets, looks)]
    return legended(graphics3d(parts, o | _all(o)), o["PlotLegends"], "SwatchLegend", looks, names)


# ---- discrete --------------------------------------------------------------------------------------------------------


def discrete3d(name: str, call: Expr, session: Any) -> Expr:
    """DiscretePlot3D: heights at steps, as points on stems."""
    body, first, second, *given = call.args
    o = settings(name, tuple(given), session, call)
    x, xs = _steps(first, session)
    y, ys = _steps(second, session)
    bodies = _listed(body)
    looks = [expr(S.Directive, *look(i), *unwrapped(b)[1]) for i, b in enumerate(bodies)]
    parts: list[Any] = []
    with plotting(session, [x, y]):
        for written, shown in zip(bodies, looks):
            f = Sampled(unwrapped(written)[0], [x, y], session)
            places = np.array([[u, v, f.at(u, v)] for u in xs for v in ys], dtype=float).reshape(-1, 3)
            places = places[np.isfinite(places).all(axis=1)]
            if len(places):
                feet = places * [1, 1, 0]
                stems = expr(S.Line, Packed(np.stack([feet, places], axis=1)))
                faint = make_list((expr(S.Opacity, 0.5), expr(S.AbsoluteThickness, 0.8), stems))
                parts.append(make_list((shown, faint, expr(S.AbsolutePointSize, 5), expr(S.Point, Packed(places)))))
    return legended(graphics3d(parts, o | _all(o)), o["PlotLegends"], "PointLegend", looks, bodies)


def _steps(spec: Any, session: Any) -> tuple[Symbol, list[Any]]:
    from .functions import real

    parts = spec.args if is_list(spec) else ()
    if not 2 <= len(parts) <= 4 or type(parts[0]) is not Symbol:
        raise Complaint("pllim", spec)
    ends = [real(session.evaluator.evaluate(e), session) for e in parts[1:]]
    low, high, step = (1.0, ends[0], 1.0) if len(ends) == 1 else (*ends, 1.0)[:3]
    if not all(map(np.isfinite, (low, high, step))) or step == 0 or not 0 <= (high - low) / step <= 1000:
        raise Complaint("plln", spec)
    places = [low + i * step for i in range(int(np.floor((high - low) / step + 1e-9)) + 1)]
    whole = low == int(low) and step == int(step)
    return parts[0], [int(p) for p in places] if whole else places
