"""How values are spread: boxes with whiskers, outlines of densities, smooth histograms, quantiles against quantiles."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from .. import symbols as S
from ..associations import Association
from ..expr import Expr, expr, is_list, is_rule, make_list
from .charts import EDGE, chart_options, given_labels, looks_of
from .curves import Drawn, packed, picture
from .data import values_of
from .functions import real
from .looks import legended, unwrapped
from .ranges import limits
from .sampling import Curve
from .settings import Complaint, graphics, settings, word

_SMOOTH = 160  # places of a density


def columns_of(data: Any, session: Any) -> tuple[list[Any], list[Any], list[tuple[Any, ...]]]:
    """(names, arrays of values, own directives) of one set of values or of several."""
    inner = unwrapped(data)[0]
    names: list[Any] = []
    if isinstance(inner, Association):
        names, parts = list(inner.keys()), list(inner.values())
    elif is_list(inner):
        several = len(inner) and all(is_list(unwrapped(e)[0]) for e in inner.args)
        parts = list(inner.args) if several else [data]
    else:
        raise Complaint("lpn", data)
    found = []
    for p in parts:
        values = values_of(unwrapped(p)[0], session)
        if values is None:
            raise Complaint("lpn", data)
        found.append(values[np.isfinite(values[:, 1]), 1])
    if not any(len(c) for c in found):
        raise Complaint("lpn", data)
    return names, found, [unwrapped(p)[1] for p in parts]


def quartiles(values: Any) -> tuple[float, float, float]:
    """By the definition {{1/2, 0}, {0, 1}} of quantiles."""
    a, b, c = np.quantile(values, (0.25, 0.5, 0.75), method="hazen")
    return float(a), float(b), float(c)


def density(values: Any, places: Any, width: float | None = None) -> Any:
    """The sum of normal densities around values; their width by the rule of Silverman (1986)."""
    width = bandwidth(values) if width is None else width
    found = np.zeros(len(places))
    for v in np.array_split(values, max(1, len(values) // 2000)):
        found += np.exp(-0.5 * ((places[:, None] - v) / width) ** 2).sum(axis=1)
    return found / (len(values) * width * math.sqrt(2 * math.pi))


def bandwidth(values: Any) -> float:
    if len(values) < 2:
        return 1.0
    a, _, c = quartiles(values)
    spread = float(np.std(values, ddof=1))
    width = 0.9 * min(spread, (c - a) / 1.34 if c > a else spread) * len(values) ** -0.2
    return width or 0.1 * max(abs(float(values.mean())), 1.0)


# ---- boxes and outlines ----------------------------------------------------------------------------------------------


def box_whisker_chart(name: str, call: Expr, session: Any) -> Expr:
    """BoxWhiskerChart: the middle half as a box, its median as a line, the rest as whiskers or as points."""
    data, *rest = call.args
    kind = None
    if rest and not is_rule(rest[0]):
        kind, *rest = rest
    if kind is not None and kind not in ("Outliers", "Notched", "Median", "Mean", "Basic"):
        raise Complaint("bwspec", kind)
    return _spread(name, data, rest, call, session, lambda values, at: _box(values, at, kind))


def _box(values: Any, at: float, kind: Any) -> list[Any]:
    low, middle, high = quartiles(values)
    least, most = float(values.min()), float(values.max())
    beyond: Any = []
    if kind == "Outliers":
        reach = 1.5 * (high - low)
        inside = values[(values >= low - reach) & (values <= high + reach)]
        beyond = values[(values < low - reach) | (values > high + reach)]
        least, most = float(inside.min()), float(inside.max())
    a, b, cap = at - 0.3, at + 0.3, 0.12
    gray = expr(S.Directive, expr(S.GrayLevel, 0.3), expr(S.AbsoluteThickness, 1.0))
    whiskers = [[(at, low), (at, least)], [(at, high), (at, most)],
                [(at - cap, least), (at + cap, least)], [(at - cap, most), (at + cap, most)]]  # fmt: skip
    if kind == "Notched":
        notch = min(1.57 * (high - low) / math.sqrt(len(values)), (high - low) / 2)
        right = [(b, low), (b, middle - notch), (b - 0.15, middle), (b, middle + notch), (b, high)]
        left = [(2 * at - x, y) for x, y in right[::-1]]
        box, ends = expr(S.Polygon, packed(right + left)), (a + 0.15, b - 0.15)
    else:
        box, ends = expr(S.Rectangle, make_list((a, low)), make_list((b, high))), (a, b)
    white = expr(S.Directive, expr(S.GrayLevel, 1.0), expr(S.AbsoluteThickness, 2.0))
    found = [make_list((gray, expr(S.Line, packed(whiskers)))), box]
    if kind != "Mean":
        found.append(make_list((white, expr(S.Line, packed([(ends[0], middle), (ends[1], middle)])))))
    if kind == "Mean":
        mean = float(values.mean())
        found.append(make_list((white, expr(S.Line, packed([(ends[0], mean), (ends[1], mean)])))))
    if len(beyond):
        found.append(make_list((expr(S.AbsolutePointSize, 3.5), expr(S.Point, packed([(at, v) for v in beyond])))))
    return found


def distribution_chart(name: str, call: Expr, session: Any) -> Expr:
    """DistributionChart: the density of values to both sides of a line."""
    data, *given = call.args
    return _spread(name, data, given, call, session, _outline)


def _outline(values: Any, at: float) -> list[Any]:
    width = bandwidth(values)
    places = np.linspace(values.min() - 1.5 * width, values.max() + 1.5 * width, _SMOOTH)
    wide = density(values, places, width)
    wide = 0.4 * wide / wide.max()
    right = np.stack([at + wide, places], axis=1)
    left = np.stack([at - wide, places], axis=1)[::-1]
    return [expr(S.Polygon, packed(np.concatenate([right, left])))]


def _spread(name: str, data: Any, given: Any, call: Expr, session: Any, draw: Any) -> Expr:
    o = settings(name, tuple(given), session, call)
    names, columns, own = columns_of(data, session)
    across = word(o["BarOrigin"]) in ("Left", "Right")
    many = is_list(o["ChartStyle"]) or word(o["ChartLegends"]) != "None"
    looks = looks_of(o["ChartStyle"], len(columns) if many else 1)
    labels = given_labels(o["ChartLabels"], len(columns)) if is_list(o["ChartLabels"]) else names
    parts: list[Any] = [EDGE]
    ticks = []
    for i, (values, more) in enumerate(zip(columns, own)):
        if len(values):
            parts.append(make_list((looks[i % len(looks)], *more, *draw(values, i + 1.0))))
        if i < len(labels) and labels[i] is not None:
            ticks.append(make_list((i + 1.0, labels[i])))
    every = np.concatenate(columns)
    y = (float(every.min()), float(every.max()))
    room = 0.05 * ((y[1] - y[0]) or 1.0)
    y = (y[0] - room, y[1] + room)
    x, y = limits(o["PlotRange"], (0.4, len(columns) + 0.6), y, y)
    shown = chart_options(o, x, y, make_list(tuple(ticks)), across)
    if across:
        parts = [_swapped(p) for p in parts]
    titles = names or list(range(1, len(looks) + 1))
    return legended(graphics(parts, shown), o["ChartLegends"], "SwatchLegend", looks, titles)


def _swapped(e: Any) -> Any:
    """Primitives with x and y exchanged."""
    if not isinstance(e, Expr):
        return e
    if e.head in (S.Line, S.Polygon, S.Point):
        return Expr(e.head, (packed(e.args[0].array[..., ::-1]),))
    if e.head is S.Rectangle:
        return Expr(e.head, tuple([make_list(p.args[::-1]) for p in e.args]))
    return Expr(e.head, tuple(map(_swapped, e.args))) if is_list(e) else e


# ---- smooth histograms -----------------------------------------------------------------------------------------------


def smooth_histogram(name: str, call: Expr, session: Any) -> Expr:
    """SmoothHistogram: densities as curves, or what is made of them."""
    data, *rest = call.args
    plain = [r for r in rest if not is_rule(r)]
    o = settings(name, tuple(rest[len(plain) :]), session, call)
    spec, what = [*plain, *(S.Automatic, "PDF")[len(plain) :]][:2]
    width = None if word(spec) == "Automatic" else real(spec, session)
    if width is not None and not width > 0:
        raise Complaint("hbins", spec)
    if what not in ("PDF", "CDF", "SF"):
        raise Complaint("hspec", what)
    names, columns, own = columns_of(data, session)
    drawn = []
    for i, (values, more) in enumerate(zip(columns, own)):
        if not len(values):
            continue
        w = bandwidth(values) if width is None else width
        places = np.linspace(values.min() - 3 * w, values.max() + 3 * w, 2 * _SMOOTH)
        heights = density(values, places, w)
        if what in ("CDF", "SF"):
            steps = np.concatenate([[0.0], np.cumsum((heights[1:] + heights[:-1]) / 2 * np.diff(places))])
            heights = np.minimum(steps, 1.0) if what == "CDF" else 1 - np.minimum(steps, 1.0)
        curve = Curve([np.stack([places, heights], axis=1)])
        drawn.append(Drawn(curve, names[i] if names else i + 1, more))
    every = np.concatenate([d.curve.runs[0][:, 0] for d in drawn])
    return picture(drawn, o, (float(every.min()), float(every.max())))


# ---- quantiles and probabilities -------------------------------------------------------------------------------------


def quantile_plot(name: str, call: Expr, session: Any) -> Expr:
    """QuantilePlot and ProbabilityPlot: values against a distribution or other values, and the line of agreement."""
    data, *rest = call.args
    against: Any = None
    if rest and not is_rule(rest[0]):
        against, *rest = rest
    o = settings(name, tuple(rest), session, call)
    names, columns, own = columns_of(data, session)
    drawn = []
    ends: list[float] = []
    for i, (values, more) in enumerate(zip(columns, own)):
        values = np.sort(values)
        n = len(values)
        parts = (np.arange(1, n + 1) - 0.5) / max(n, 1)
        if name == "QuantilePlot":
            pair = np.stack([_quantiles(against, parts, values, session), values], axis=1)
        else:
            pair = np.stack([_probabilities(against, values, session), parts], axis=1)
        pair = pair[np.isfinite(pair).all(axis=1)]
        if len(pair):
            ends += [float(pair.min()), float(pair.max())]
            drawn.append(Drawn(Curve([pair]), names[i] if names else i + 1, more, joined=False))
    if not drawn:
        raise Complaint("lpn", data)
    low, high = (0.0, 1.0) if name == "ProbabilityPlot" else (min(ends), max(ends))
    dashed = expr(S.Directive, expr(S.GrayLevel, 0.5), expr(S.AbsoluteDashing, make_list((4, 4))))
    agreement = make_list((dashed, expr(S.Line, packed([(low, low), (high, high)]))))
    prolog = o["Prolog"]
    o = o | {"Prolog": make_list((agreement, prolog))}
    every = np.concatenate([d.curve.runs[0][:, 0] for d in drawn])
    return picture(drawn, o, (float(every.min()), float(every.max())), heading="PointLegend")


def _normal(values: Any) -> Any:
    from statistics import NormalDist

    spread = float(np.std(values, ddof=1)) if len(values) > 1 else 1.0
    return NormalDist(float(np.mean(values)), spread or 1.0)


def _quantiles(against: Any, parts: Any, values: Any, session: Any) -> Any:
    if against is None:
        known = _normal(values)
        return np.array([known.inv_cdf(p) for p in parts.tolist()])
    if is_list(against):
        others = columns_of(against, session)[1][0]
        return np.quantile(others, parts, method="hazen")
    return np.array([_inverse(against, p, session) for p in parts.tolist()])


def _inverse(distribution: Any, p: float, session: Any) -> float:
    """Where the distribution function reaches p, by halving."""

    def reached(x: float) -> bool:
        found = _asked(S.CDF, distribution, np.array([x]), session)[0]
        return bool(found >= p)

    low, high = -1.0, 1.0
    while reached(low) and low > -1e12:
        low *= 2
    while not reached(high) and high < 1e12:
        high *= 2
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if reached(middle) else (middle, high)
    return (low + high) / 2


def _probabilities(against: Any, values: Any, session: Any) -> Any:
    if against is None:
        known = _normal(values)
        return np.array([known.cdf(v) for v in values.tolist()])
    if is_list(against):
        others = np.sort(columns_of(against, session)[1][0])
        return np.searchsorted(others, values, side="right") / max(len(others), 1)
    return _asked(S.CDF, against, values, session)


def _asked(head: Any, distribution: Any, values: Any, session: Any) -> Any:
    """What a function of a distribution gives for values."""
    found = [session.evaluator.evaluate(Expr(head, (distribution, v))) for v in values.tolist()]
    numbers = np.array([real(e, session) for e in found])
    if len(numbers) and not np.isfinite(numbers).any():
        raise Complaint("qdist", distribution)
    return numbers
