"""Levels and colours of data over the plane: a matrix of heights, or places with heights."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..expr import Expr
from .fields import contours_of, density_of
from .heights import grid_of, matrix_of, regular
from .settings import Complaint, settings
from .triangles import MOST, triangles

_FINE = 120


def _field(data: Any, o: dict[str, Any], session: Any) -> tuple[Any, Any, Any]:
    """(places of x, places of y, heights by rows from the lowest y)."""
    m = matrix_of(data, session)
    if m is None or not m.size:
        raise Complaint("lpn", data)
    if m.shape[1] == 3 and len(m) > 2:
        m = m[np.isfinite(m).all(axis=1)]
        places = regular(m)
        if places is None:
            return _between(m, data)
    else:
        places = grid_of(m, o)
    if min(places.shape[:2]) < 2:
        raise Complaint("lpn", data)
    return places[0, :, 0], places[:, 0, 1], places[..., 2]


def _between(m: Any, data: Any) -> tuple[Any, Any, Any]:
    """Scattered places as a grid: plane triangles between them, nothing outside."""
    _, first = np.unique(m[:, :2], axis=0, return_index=True)
    m = m[np.sort(first)][:MOST]
    if len(m) < 3:
        raise Complaint("lpn", data)
    xs, ys = (np.linspace(m[:, k].min(), m[:, k].max(), _FINE) for k in (0, 1))
    heights = np.full((_FINE, _FINE), np.nan)
    across, up = np.meshgrid(xs, ys)
    for a, b, c in m[triangles(m[:, :2])]:
        low, high = np.minimum(np.minimum(a, b), c), np.maximum(np.maximum(a, b), c)
        i0, i1 = np.searchsorted(ys, (low[1], high[1])) + (0, 1)
        j0, j1 = np.searchsorted(xs, (low[0], high[0])) + (0, 1)
        px, py = across[i0:i1, j0:j1] - a[0], up[i0:i1, j0:j1] - a[1]
        d = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
        if not d or not px.size:
            continue
        s = (px * (c[1] - a[1]) - py * (c[0] - a[0])) / d
        t = (py * (b[0] - a[0]) - px * (b[1] - a[1])) / d
        within = (s >= -1e-9) & (t >= -1e-9) & (s + t <= 1 + 1e-9)
        block = heights[i0:i1, j0:j1]
        block[within] = (a[2] + s * (b[2] - a[2]) + t * (c[2] - a[2]))[within]
    return xs, ys, heights


def list_contour_plot(name: str, call: Expr, session: Any) -> Expr:
    o = settings(name, call.args[1:], session, call)
    return contours_of(*_field(call.args[0], o, session), o, session)


def list_density_plot(name: str, call: Expr, session: Any) -> Expr:
    o = settings(name, call.args[1:], session, call)
    xs, ys, values = _field(call.args[0], o, session)
    rows = np.linspace(0, len(ys) - 1, max(len(ys), _FINE))
    columns = np.linspace(0, len(xs) - 1, max(len(xs), _FINE))
    return density_of(xs, ys, _straight(_straight(values, rows).T, columns).T, o, session)


def _straight(values: Any, at: Any) -> Any:
    """Rows at places between rows."""
    i = np.minimum(at.astype(int), len(values) - 2)
    t = (at - i)[:, None]
    return values[i] * (1 - t) + values[i + 1] * t
