"""Plots of lists of values and of places."""

from __future__ import annotations

import math
from typing import Any

from .. import symbols as S
from ..associations import Association
from ..display.graphics.values import number
from ..expr import Expr, is_list
from ..packed import Packed
from .curves import Drawn, is_true, picture, tint
from .functions import real
from .looks import unwrapped
from .sampling import Curve
from .settings import Complaint, settings


def list_plot(
    name: str,
    call: Expr,
    session: Any,
    log: tuple[bool, bool] = (False, False),
    steps: bool = False,
    read: Any = None,
    polar: bool = False,
) -> Expr:
    """ListPlot and its kin."""
    import numpy as np

    data, *given = call.args
    o = settings(name, tuple(given), session, call)
    if not isinstance(data, Expr) or not (
        is_list(data) or isinstance(data, Association) or unwrapped(data)[0] is not data
    ):
        raise Complaint("lpn", data)
    drawn = []
    for i, (title, written) in enumerate(sets(data)):
        inner, own, legend = unwrapped(written)
        places = values_of(inner, session, o["DataRange"], read)
        if places is None:
            raise Complaint("lpn", data)
        if polar:
            places = _turned(places, written)
        joined = is_true(o["Joined"], i) or steps
        for k in (0, 1):
            if log[k]:
                with np.errstate(all="ignore"):
                    places[:, k] = np.where(places[:, k] > 0, np.log(np.abs(places[:, k])), np.nan)
        runs = data_runs = _runs(places)
        order = o["InterpolationOrder"]
        if joined and (steps or order == 0):
            runs = [_stepped(run) for run in runs]
        elif joined and type(order) is int and order > 1:
            runs = [_smooth(run) for run in runs]
        drawn.append(Drawn(Curve(runs), i + 1 if title is None else title, own, joined, legend, data_runs))
    tint(drawn, o, session)
    if o["PlotLegends"] is S.Automatic and not isinstance(data, Association):
        o["PlotLegends"] = "Expressions"
    every = [run for d in drawn for run in d.curve.runs if len(run)]
    xs = np.concatenate(every)[:, 0] if every else np.array([0.0, 1.0])
    x = (float(xs.min()), float(xs.max()))
    if not log[0] and read is None and not polar and 0 < x[0] <= 0.25 * (x[1] - x[0]):
        x = (0.0, x[1])  # what begins near zero is shown from there
    heading = "LineLegend" if all(d.joined for d in drawn) else "PointLegend"
    return picture(drawn, o, x, log, heading)


def _turned(places: Any, written: Any) -> Any:
    """Places at angles and distances; distances alone are at equal angles."""
    import numpy as np

    angles, distances = places[:, 0], places[:, 1]
    inner = unwrapped(written)[0]
    if not (type(inner) is Packed and inner.array.ndim == 2) and not any(is_list(e) for e in inner.args):
        angles = 2 * np.pi * (angles - 1) / max(len(angles), 1)
    return np.stack([distances * np.cos(angles), distances * np.sin(angles)], axis=1)


def sets(data: Any) -> list[tuple[Any, Any]]:
    """(name or None, data) of each set of data."""
    inner = unwrapped(data)[0]
    if isinstance(inner, Association):
        if all(number(v) is not None or not isinstance(v, Expr) for v in inner.values()):
            return [(None, Expr(S.List, tuple(inner.values())))]
        return list(inner.items())
    if type(inner) is Packed:
        several = inner.array.ndim == 3 or (inner.array.ndim == 2 and inner.array.shape[1] != 2)
        return [(None, row) for row in inner.args] if several else [(None, data)]
    parts = [unwrapped(e)[0] for e in inner.args] if isinstance(inner, Expr) else []
    rows = [e for e in parts if is_list(e) or isinstance(e, Association)]
    if parts and len(rows) == len(parts) and not all(_is_place(e) for e in rows):
        return [(None, e) for e in inner.args]
    return [(None, data)]


def _is_place(e: Any) -> bool:
    return is_list(e) and len(e) == 2 and not is_list(e.args[1])


def values_of(e: Any, session: Any, data_range: Any = None, read: Any = None) -> Any:
    """The places of a list of values or of pairs as an array, nan for what is no number; None for what is no list."""
    import numpy as np

    if isinstance(e, Association):
        e = Expr(S.List, tuple(e.values()))
    if not is_list(e):
        return None
    if type(e) is Packed and e.array.ndim <= 2:
        found = np.array(e.array, dtype=float)
    else:
        rows = e.args
        if (
            rows
            and all(
                _is_place(unwrapped(r)[0])
                for r in rows
                if isinstance(unwrapped(r)[0], Expr) and is_list(unwrapped(r)[0])
            )
            and any(is_list(unwrapped(r)[0]) for r in rows)
        ):
            first = read or (lambda v: real(v, session))
            bare = [unwrapped(r)[0] for r in rows]
            return np.array(
                [[first(r.args[0]), real(r.args[1], session)] if is_list(r) else [math.nan] * 2 for r in bare],
                dtype=float,
            ).reshape(-1, 2)
        found = np.array([real(unwrapped(r)[0], session) for r in rows], dtype=float)
    if found.ndim == 2:
        return found if found.shape[1] == 2 else None
    n = len(found)
    low, high = 1.0, float(n)
    if is_list(data_range) and len(data_range) == 2:
        ends = [number(v) for v in data_range.args]
        low, high = (low if ends[0] is None else ends[0]), (high if ends[1] is None else ends[1])
    return np.stack([np.linspace(low, high, n), found], axis=1)


def _runs(places: Any) -> list[Any]:
    import numpy as np

    known = np.isfinite(places).all(axis=1)
    ends = np.nonzero(known[1:] != known[:-1])[0] + 1 if len(places) else []
    return [run for run in np.split(places, ends) if len(run) and np.isfinite(run).all()]


def _stepped(run: Any) -> Any:
    """Each value held until the next place."""
    import numpy as np

    x, y = run[:, 0], run[:, 1]
    if len(run) < 2:
        return run
    last = x[-1] + (x[-1] - x[-2])
    edges = np.append(x, last)
    return np.stack([np.repeat(edges, 2)[1:-1], np.repeat(y, 2)], axis=1)


def _smooth(run: Any) -> Any:
    """A cubic curve through places, with the slopes of parabolas through three of them."""
    import numpy as np

    x, y = run[:, 0], run[:, 1]
    if len(run) < 3 or (np.diff(x) <= 0).any():
        return run
    slope = np.gradient(y, x)
    t = np.linspace(0, 1, 13)[:-1]
    h = np.diff(x)[:, None]
    a, b = (2 * t**3 - 3 * t**2 + 1), (t**3 - 2 * t**2 + t)
    c, d = (3 * t**2 - 2 * t**3), (t**3 - t**2)
    inner = a * y[:-1, None] + b * h * slope[:-1, None] + c * y[1:, None] + d * h * slope[1:, None]
    xs = x[:-1, None] + t * h
    return np.concatenate([np.stack([xs.ravel(), inner.ravel()], axis=1), run[-1:]])
