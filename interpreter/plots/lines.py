"""Plots of functions of one variable."""

from __future__ import annotations

import math
from typing import Any

from .. import symbols as S
from ..display.graphics.values import number
from ..expr import Expr, Symbol, has_head, is_list
from .curves import Drawn, picture, tint
from .functions import Sampled, functions_of, plotting, real
from .looks import unwrapped
from .sampling import Curve, sample
from .settings import Complaint, settings, whole_number, word

_POINTS, _DEPTH, _DEEPEST = 50, 6, 15


def iterator(spec: Any, session: Any) -> tuple[Symbol, float, float]:
    """The variable of {x, a, b} and its limits."""
    if not is_list(spec) or len(spec) != 3 or type(spec.args[0]) is not Symbol:
        raise Complaint("pllim", spec)
    low, high = (real(session.evaluator.evaluate(e), session) for e in spec.args[1:])
    if math.isnan(low) or math.isnan(high) or low == high:
        raise Complaint("plln", spec)
    return spec.args[0], min(low, high), max(low, high)


def body_of(body: Any, o: dict[str, Any], session: Any) -> Any:
    """The functions as they are written, or evaluated first where they are not seen to be a list."""
    return session.evaluator.evaluate(body) if word(o.get("Evaluated")) == "True" else body


def _bodies(body: Any) -> list[Any]:
    inner = unwrapped(body)[0]
    return [b for e in inner.args for b in _bodies(e)] if is_list(inner) else [body]


def plot(name: str, call: Expr, session: Any, log: tuple[bool, bool] = (False, False)) -> Expr:
    """Plot and its kin: each function over its range, on a scale of logarithms where `log` says so."""
    body, spec, *given = call.args
    o = settings(name, tuple(given), session, call)
    x, low, high = iterator(spec, session)
    if log[0]:
        if low <= 0:
            raise Complaint("logr", spec)
        low, high = math.log(low), math.log(high)
    points = max(2, whole_number(o["PlotPoints"], _POINTS, 2000))
    depth = whole_number(o["MaxRecursion"], _DEPTH, _DEEPEST)
    drawn = []
    with plotting(session, [x]):
        body = body_of(body, o, session)
        cuts = _excluded(o["Exclusions"], x, session)
        at = (math.exp(low + (high - low) * 0.37) if log[0] else low + (high - low) * 0.37,)
        for written in _bodies(body):
            inner, own, legend = unwrapped(written)
            for title, f in functions_of(inner, [x], session, at):
                curve = sample(_scaled(f, log), low, high, points, depth, cuts is not None, cuts or ())
                drawn.append(Drawn(curve, title, own, legend=legend))
    tint(drawn, o, session)
    return picture(drawn, o, (low, high), log)


def _scaled(f: Any, log: tuple[bool, bool]) -> Any:
    """f in logarithmic coordinates."""
    if not any(log):
        return f
    import numpy as np

    def scaled(u: Any) -> Any:
        values = f(np.exp(u) if log[0] else u)
        if not log[1]:
            return values
        with np.errstate(all="ignore"):
            return np.where(values > 0, np.log(np.where(values > 0, values, 1.0)), np.nan)

    return scaled


def _excluded(spec: Any, x: Symbol, session: Any) -> tuple[float, ...] | None:
    """The places that Exclusions names; None where nothing is excluded at all."""
    if word(spec) == "None":
        return None
    found = []
    for e in spec.args if is_list(spec) else (spec,):
        if has_head(e, S.Equal, 2):
            e = e.args[1] if e.args[0] is x else e.args[0]
        value = number(e)
        if value is not None:
            found.append(value)
    return tuple(sorted(found))


# ---- parametric ------------------------------------------------------------------------------------------------------


def polar(name: str, call: Expr, session: Any) -> Expr:
    """PolarPlot: distances from the origin by the angle."""
    body, spec, *_ = call.args
    angle = iterator(spec, session)[0]
    directed = [_turned(e, angle) for e in _bodies(body)]
    return parametric(name, call, session, Expr(S.List, tuple(directed)), [unwrapped(e)[0] for e in _bodies(body)])


def _turned(written: Any, angle: Symbol) -> Any:
    """{r Cos[t], r Sin[t]} within the Style or Legended of r."""
    if unwrapped(written)[0] is not written:
        return Expr(written.head, (_turned(written.args[0], angle), *written.args[1:]))
    sides = [Expr(S.Times, (written, Expr(f, (angle,)))) for f in (S.Cos, S.Sin)]
    return Expr(S.List, tuple(sides))


def parametric(name: str, call: Expr, session: Any, curves: Any = None, names: list[Any] | None = None) -> Expr:
    """ParametricPlot: curves {fx, fy} of a parameter, those of the call or others with their names."""
    import numpy as np

    body, spec, *given = call.args
    body = body if curves is None else curves
    o = settings(name, tuple(given), session, call)
    u, low, high = iterator(spec, session)
    points = max(2, whole_number(o["PlotPoints"], 75, 2000))
    drawn = []
    with plotting(session, [u]):
        body = body_of(body, o, session)
        if not is_list(unwrapped(body)[0]):
            body = session.evaluator.evaluate(body)
        for i, written in enumerate(_pairs(body)):
            inner, own, legend = unwrapped(written)
            f, g = (Sampled(e, [u], session) for e in inner.args)
            t = np.linspace(low, high, points)
            places = np.stack([f(t), g(t)], axis=1)
            for _ in range(whole_number(o["MaxRecursion"], 5, _DEEPEST)):
                more = _corners(t, places)
                if not len(more) or len(t) > 5000:
                    break
                t = np.sort(np.concatenate([t, more]))
                places = np.stack([f(t), g(t)], axis=1)
            known = np.isfinite(places).all(axis=1)
            ends = np.nonzero(known[1:] != known[:-1])[0] + 1
            runs = [run for run in np.split(places, ends) if len(run) > 1 and np.isfinite(run).all()]
            drawn.append(Drawn(Curve(runs), inner if names is None else names[i], own, legend=legend))
    tint(drawn, o, session)
    every = [run for d in drawn for run in d.curve.runs]
    xs = np.concatenate(every)[:, 0] if every else np.array([0.0, 1.0])
    return picture(drawn, o, (float(xs.min()), float(xs.max())))


def _pairs(body: Any) -> list[Any]:
    inner = unwrapped(body)[0]
    if not is_list(inner):
        return []
    if len(inner) == 2 and not any(is_list(unwrapped(e)[0]) for e in inner.args):
        return [body]
    return [p for e in inner.args for p in _pairs(e)]


def _corners(t: Any, places: Any) -> Any:
    """The middles of the pieces at which a curve turns."""
    import numpy as np

    size = np.nanmax(places, axis=0) - np.nanmin(places, axis=0) if np.isfinite(places).any() else np.ones(2)
    step = np.diff(places / np.where(size > 0, size, 1.0), axis=0)
    with np.errstate(invalid="ignore"):
        cross = step[:-1, 0] * step[1:, 1] - step[:-1, 1] * step[1:, 0]
        turn = np.abs(np.arctan2(cross, (step[:-1] * step[1:]).sum(axis=1))) > 0.08
        long = np.hypot(step[:, 0], step[:, 1]) > 0.002
    wants = np.zeros(len(step), dtype=bool)
    wants[:-1] |= turn
    wants[1:] |= turn
    i = np.nonzero(wants & long)[0]
    return (t[i] + t[i + 1]) / 2


# ---- discrete --------------------------------------------------------------------------------------------------------


def discrete(name: str, call: Expr, session: Any) -> Expr:
    """DiscretePlot: values at steps, as points on stems."""
    import numpy as np

    body, spec, *given = call.args
    o = settings(name, tuple(given), session, call)
    parts = spec.args if is_list(spec) else ()
    if not 2 <= len(parts) <= 4 or type(parts[0]) is not Symbol:
        raise Complaint("pllim", spec)
    ends = [real(session.evaluator.evaluate(e), session) for e in parts[1:]]
    low, high, step = (1.0, ends[0], 1.0) if len(ends) == 1 else (*ends, 1.0)[:3]
    if not all(map(math.isfinite, (low, high, step))) or step == 0 or (high - low) / step > 100_000:
        raise Complaint("plln", spec)
    whole = all(v == int(v) for v in (low, step))
    places = [low + i * step for i in range(int(math.floor((high - low) / step + 1e-9)) + 1)]
    rows: list[int] | list[float] = [int(v) for v in places] if whole else places
    drawn = []
    with plotting(session, [parts[0]]):
        for written in _bodies(body):
            inner, own, legend = unwrapped(written)
            f = Sampled(inner, [parts[0]], session)
            values = np.array([[v, f.at(v)] for v in rows], dtype=float).reshape(-1, 2)
            runs = [values[np.isfinite(values[:, 1])]]
            drawn.append(Drawn(Curve(runs if len(runs[0]) else []), inner, own, joined=False, legend=legend))
    return picture(drawn, o, (min(low, high), max(low, high)), heading="PointLegend", stems=True)
