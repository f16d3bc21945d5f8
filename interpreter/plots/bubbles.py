"""Bubbles, bars to two sides, sectors of two sizes, and words as large as they are frequent."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from .. import symbols as S
from ..associations import Association
from ..display.graphics import metrics
from ..display.graphics.plots import PALETTE
from ..display.graphics.values import color_expression
from ..expr import Expr, expr, is_list, is_rule, make_list
from .charts import EDGE, chart_options, given_labels, groups_of, looks_of
from .functions import real
from .heights import matrix_of
from .looks import legended, unwrapped
from .ranges import limits
from .settings import Complaint, graphics, padding, settings, word

_LARGEST = 60.0  # points across, of a bubble
_CLOUD = (360.0, 240.0)
_MOST_WORDS = 150


def bubble_chart(name: str, call: Expr, session: Any) -> Expr:
    """BubbleChart: places {x, y} with disks whose areas are as the third number."""
    data, *given = call.args
    o = settings(name, tuple(given), session, call)
    names: list[Any] = []
    inner = unwrapped(data)[0]
    if isinstance(inner, Association):
        names, parts = list(inner.keys()), list(inner.values())
    else:
        one = matrix_of(inner, session)
        parts = [data] if one is not None else list(inner.args) if is_list(inner) else []
    sets = [matrix_of(unwrapped(p)[0], session) for p in parts]
    if not sets or any(s is None or s.shape[1] != 3 for s in sets):
        raise Complaint("lpn", data)
    sets = [s[np.isfinite(s).all(axis=1)] for s in sets]
    every = np.concatenate(sets)
    if not len(every):
        raise Complaint("lpn", data)
    most = float(np.abs(every[:, 2]).max()) or 1.0
    looks = looks_of(o["ChartStyle"], len(sets))
    white = expr(S.Directive, expr(S.GrayLevel, 1.0), expr(S.AbsoluteThickness, 0.8))
    bubbles = [(float(z), x, y, k) for k, s in enumerate(sets) for x, y, z in s.tolist()]
    drawn = []
    for z, x, y, k in sorted(bubbles, key=lambda b: -abs(b[0])):
        size = max(_LARGEST * math.sqrt(abs(z) / most), 2.0)
        disk = [expr(S.AbsolutePointSize, size), expr(S.Point, make_list((x, y)))]
        rim = [white, expr(S.AbsolutePointSize, size + 1.5), expr(S.Point, make_list((x, y)))]
        drawn.append(make_list((make_list(tuple(rim)), looks[k], expr(S.Opacity, 0.75), *disk)))
    x, y = ((float(every[:, k].min()), float(every[:, k].max())) for k in (0, 1))
    x, y = ((a - 0.5, b + 0.5) if a == b else (a, b) for a, b in (x, y))
    x, y = limits(o["PlotRange"], x, y, y)
    shown = o | {"PlotRange": make_list((make_list(x), make_list(y)))}
    if o["PlotRangePadding"] is S.Automatic:
        shown["PlotRangePadding"] = padding((0.12, 0.12), (0.15, 0.15))
    titles = names or list(range(1, len(sets) + 1))
    return legended(graphics(drawn, shown), o["ChartLegends"], "SwatchLegend", looks, titles)


def paired_bar_chart(name: str, call: Expr, session: Any) -> Expr:
    """PairedBarChart: the values of one list as bars to the left, of the other to the right."""
    left, right, *given = call.args
    o = settings(name, tuple(given), session, call)
    sides = []
    names: list[Any] = []
    for data in (left, right):
        found, groups = groups_of(data)
        names = names or found
        sides.append([[real(unwrapped(e)[0], session) for e in g] for g in groups])
    series = max((len(g) for side in sides for g in side), default=0)
    count = max(map(len, sides), default=0)
    if not count or not series:
        raise Complaint("lpn", left)
    looks = looks_of(o["ChartStyle"], series)
    labels = given_labels(o["ChartLabels"], count) if is_list(o["ChartLabels"]) else names or [None] * count
    most = max((abs(v) for side in sides for g in side for v in g if math.isfinite(v)), default=1.0) or 1.0
    gap = 0.03 * most
    parts: list[Any] = [EDGE]
    ticks = []
    for sign, side in zip((-1, 1), sides):
        for g, group in enumerate(side):
            high = 0.88 / max(len(group), 1)
            for j, v in enumerate(group):
                if math.isfinite(v):
                    foot = g + 0.06 + j * high
                    corners = (make_list((sign * gap, foot)), make_list((sign * (gap + v), foot + high)))
                    parts.append(make_list((looks[j % len(looks)], expr(S.Rectangle, *corners))))
    for g, text in enumerate(labels):
        if text is not None:
            ticks.append(make_list((g + 0.5, text)))
    x, y = limits(o["PlotRange"], (-1.03 * most - gap, 1.03 * most + gap), (0.0, float(count)), (0.0, float(count)))
    shown = chart_options(o, y, x, make_list(tuple(ticks)), True)
    if o["Ticks"] is S.Automatic:
        shown["Ticks"] = make_list((_both_sides(most, gap), make_list(tuple(ticks))))
    if o["AxesOrigin"] is S.Automatic:
        shown["AxesOrigin"] = make_list((x[0], 0.0))
    titles = list(range(1, len(looks) + 1))
    return legended(graphics(parts, shown), o["ChartLegends"], "SwatchLegend", looks, titles)


def _both_sides(most: float, gap: float) -> Expr:
    from ..display.graphics.scales import ticks

    found = [t for t in ticks((0.0, most), 4, minor=False)]
    return make_list(tuple([make_list((sign * (gap + t.value), t.label)) for sign in (-1, 1) for t in found]))


def sector_chart(name: str, call: Expr, session: Any) -> Expr:
    """SectorChart: sectors {angle, radius}."""
    data, *given = call.args
    o = settings(name, tuple(given), session, call)
    names = list(data.keys()) if isinstance(data, Association) else []
    items = list(data.values()) if isinstance(data, Association) else list(data.args) if is_list(data) else []
    pairs = [unwrapped(e)[0] for e in items]
    if not pairs or not all(is_list(p) and len(p) == 2 for p in pairs):
        raise Complaint("lpn", data)
    sizes = [[max(v, 0.0) if math.isfinite(v := real(x, session)) else 0.0 for x in p.args] for p in pairs]
    total = sum(a for a, _ in sizes) or 1.0
    most = max(r for _, r in sizes) or 1.0
    looks = looks_of(o["ChartStyle"], len(sizes))
    labels = given_labels(o["ChartLabels"], len(sizes)) if is_list(o["ChartLabels"]) else names or [None] * len(sizes)
    parts: list[Any] = [EDGE]
    texts = []
    angle = math.pi
    for e, (share, r), look, text in zip(items, sizes, looks, labels):
        end = angle - 2 * math.pi * share / total
        if share and r:
            disk = expr(S.Disk, make_list((0, 0)), r / most, make_list((end, angle)))
            parts.append(make_list((look, *unwrapped(e)[1], disk)))
        if text is not None and word(text) != "None":
            middle, reach = (angle + end) / 2, 0.65 * r / most
            texts.append(expr(S.Text, text, make_list((reach * math.cos(middle), reach * math.sin(middle)))))
        angle = end
    picture = graphics([*parts, *texts], o | {"PlotRange": None})
    return legended(picture, o["ChartLegends"], "SwatchLegend", looks, names or list(range(1, len(sizes) + 1)))


# ---- clouds of words -------------------------------------------------------------------------------------------------


def word_cloud(name: str, call: Expr, session: Any) -> Expr:
    """WordCloud of a text, of words with weights, or of a list of words that is counted."""
    data, *given = call.args
    o = settings(name, tuple(given), session, call)
    weights = _weights(data, session)
    if not weights:
        raise Complaint("lpn", data)
    chosen = sorted(weights, key=lambda pair: -pair[1])[:_MOST_WORDS]
    top = chosen[0][1]
    area = sum(len(str(t)) * (w / top) for t, w in chosen)
    largest = min(64.0, math.sqrt(0.55 * _CLOUD[0] * _CLOUD[1] / (0.6 * max(area, 1.0))), 0.9 * _CLOUD[0] / (
        0.6 * max(len(str(chosen[0][0])), 1)))  # fmt: skip
    taken: list[tuple[float, float, float, float]] = []
    parts: list[Any] = []
    style = [o["WordStyle"]] if isinstance(o.get("WordStyle"), Expr) else []
    for i, (text, weight) in enumerate(chosen):
        size = max(largest * math.sqrt(weight / top), 6.0)
        spot = _free(metrics.width(str(text), size) / 2 + 2, size * 0.55, taken)
        if spot is None:
            continue
        look = color_expression(PALETTE[i % len(PALETTE)])
        styled = expr(S.Style, text, look, expr(S.Rule, S.FontSize, size), *style)
        parts.append(expr(S.Text, styled, make_list(spot)))
    low = [min(b[k] for b in taken) - 4 for k in (0, 1)]
    high = [max(b[k] for b in taken) + 4 for k in (2, 3)]
    ranged = make_list((make_list((low[0], high[0])), make_list((low[1], high[1]))))
    width = o["ImageSize"] if o["ImageSize"] is not S.Automatic else round(high[0] - low[0])
    shown = o | {"PlotRange": ranged, "ImageSize": width, "PlotRangePadding": S.None_}
    return graphics(parts, shown)


def _free(wide: float, high: float, taken: list[tuple[float, float, float, float]]) -> tuple[float, float] | None:
    """The first place on a spiral at which a box meets no other."""
    for k in range(4000):
        angle = 0.35 * math.sqrt(k) * 4
        reach = 1.1 * math.sqrt(k) * 2.2
        x, y = reach * math.cos(angle) * 1.4, reach * math.sin(angle)
        box = (x - wide, y - high, x + wide, y + high)
        if all(box[2] <= b[0] or b[2] <= box[0] or box[3] <= b[1] or b[3] <= box[1] for b in taken):
            taken.append(box)
            return x, y
    return None


def _weights(data: Any, session: Any) -> list[tuple[Any, float]]:
    """(what is shown, how much it weighs)."""
    if type(data) is str:
        from ..builtins.texts import STOPWORDS, words

        found = [w.lower() for w in words(data) if w.lower() not in STOPWORDS]
        return _counted(found)
    if isinstance(data, Association):
        pairs = list(data.items())
    elif is_list(data) and len(data) and all(is_list(e) and len(e) == 2 for e in data.args):
        pairs = [(e.args[0], e.args[1]) for e in data.args]
    elif is_list(data) and len(data) and all(is_rule(e) for e in data.args):
        pairs = [(e.args[0], e.args[1]) for e in data.args]
    elif is_rule(data) and is_list(data.args[0]) and is_list(data.args[1]):
        pairs = list(zip(data.args[0].args, data.args[1].args))
    else:
        return _counted(list(data.args)) if is_list(data) else []
    weighed = [(t, real(w, session)) for t, w in pairs]
    return [(t, w) for t, w in weighed if math.isfinite(w) and w > 0]


def _counted(items: list[Any]) -> list[tuple[Any, float]]:
    counts: dict[Any, float] = {}
    for item in items:
        counts[item] = counts.get(item, 0.0) + 1.0
    return list(counts.items())
