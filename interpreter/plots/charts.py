"""Charts: bars, histograms, sectors."""

from __future__ import annotations

import math
from typing import Any

from .. import symbols as S
from ..associations import Association
from ..display.graphics.plots import look
from ..display.graphics.scales import step_of, widened
from ..display.graphics.values import number
from ..expr import Expr, expr, is_list, make_list
from .data import values_of
from .functions import real
from .looks import legended, unwrapped
from .ranges import limits
from .settings import Complaint, graphics, padding, settings, word

EDGE = expr(S.EdgeForm, expr(S.Directive, expr(S.GrayLevel, 1.0), expr(S.AbsoluteThickness, 0.6)))
_MOST_BINS = 10_000


def groups_of(data: Any) -> tuple[list[Any], list[list[Any]]]:
    """(names, the bars of each group): a list of values is one bar a group."""
    names: list[Any] = []
    if isinstance(data, Association):
        names, items = data.keys(), tuple(data.values())
    elif is_list(data):
        items = data.args
    else:
        raise Complaint("lpn", data)
    bare = [unwrapped(e)[0] for e in items]
    return names, [list(b.args) if is_list(b) else [e] for e, b in zip(items, bare)]


def given_labels(spec: Any, n: int) -> list[Any]:
    """n labels of a list, None where there is none."""
    if isinstance(spec, Expr) and spec.head is S.Placed and len(spec):
        spec = spec.args[0]
    found = list(spec.args) if is_list(spec) else []
    return (found + [None] * n)[:n]


def looks_of(spec: Any, n: int) -> list[Expr]:
    found = []
    for i in range(n):
        said = spec.args[i % len(spec)] if is_list(spec) and len(spec) else spec
        more = list(said.args) if isinstance(said, Expr) and said.head is S.Directive else [said]
        found.append(expr(S.Directive, look(i)[0], *[m for m in more if isinstance(m, Expr)]))
    return found


# ---- bars ------------------------------------------------------------------------------------------------------------


def bar_chart(name: str, call: Expr, session: Any) -> Expr:
    """Bars from zero, in groups; stacked where ChartLayout says so."""
    data, *given = call.args
    o = settings(name, tuple(given), session, call)
    names, groups = groups_of(data)
    stacked, across = word(o["ChartLayout"]) == "Stacked", word(o["BarOrigin"]) in ("Left", "Right")
    series = max(map(len, groups), default=0)
    single = series <= 1
    looks = looks_of(o["ChartStyle"], series if not single or not _many(o) else len(groups))
    parts: list[Any] = [EDGE]
    ticks, heights, at = [], [0.0], 0.0
    labels = given_labels(o["ChartLabels"], len(groups)) if is_list(o["ChartLabels"]) else names or [None] * len(groups)
    for g, bars in enumerate(groups):
        wide = 1.0 if stacked else float(len(bars))
        up = down = 0.0
        for j, written in enumerate(bars):
            bare, own, _ = unwrapped(written)
            value = real(bare, session)
            i = g if single and len(looks) > 1 else j
            if math.isnan(value):
                continue
            low, high = (up if value >= 0 else down, (up if value >= 0 else down) + value) if stacked else (0.0, value)
            up, down = (high, down) if value >= 0 else (up, high)
            heights += [low, high]
            left = at + (0.0 if stacked else j) + 0.06
            corners = ((left, low), (left + 0.88, high))
            places = [make_list(c[::-1] if across else c) for c in corners]
            parts.append(make_list((looks[i % len(looks)], *own, expr(S.Rectangle, *places))))
        if labels[g] is not None:
            ticks.append(make_list((at + wide / 2, labels[g])))
        at += wide + (0.12 if single else 0.5)
    x, (low, high) = (0.0, max(at - (0.12 if single else 0.5), 1.0)), widened(min(heights), max(heights))
    _, (low, high) = limits(o["PlotRange"], x, (low, high), (low, high))
    shown = chart_options(o, x, (low, high), make_list(tuple(ticks)), across)
    legend = o["ChartLegends"]
    titles = names if names and word(legend) == "Automatic" else list(range(1, len(looks) + 1))
    return legended(graphics(parts, shown), legend, "SwatchLegend", looks, titles)


def _many(o: dict[str, Any]) -> bool:
    """Whether each bar of one series has a look of its own."""
    return is_list(o["ChartStyle"]) or word(o["ChartLegends"]) != "None"


def chart_options(o: dict[str, Any], x: Any, y: Any, ticks: Any, across: bool) -> dict[str, Any]:
    ends = (y, x) if across else (x, y)
    rooms = ((0.02, 0.02), (0.02, 0.05))
    shown = o | {"PlotRange": make_list(tuple(map(make_list, ends)))}
    if o["PlotRangePadding"] is S.Automatic:
        shown["PlotRangePadding"] = padding(*(rooms[::-1] if across else rooms))
    if ticks is not None:
        both = (S.Automatic, ticks) if across else (ticks, S.Automatic)
        for name in ("Ticks", "FrameTicks"):
            if o[name] is S.Automatic:
                shown[name] = make_list(both)
    return shown


# ---- histograms ------------------------------------------------------------------------------------------------------


def histogram(name: str, call: Expr, session: Any) -> Expr:
    """Numbers of values in bins, or what is made of them."""
    import numpy as np

    data, *rest = call.args
    plain = 0
    while plain < min(2, len(rest)) and not (
        isinstance(rest[plain], Expr) and rest[plain].head in (S.Rule, S.RuleDelayed)
    ):
        plain += 1
    o = settings(name, tuple(rest[plain:]), session, call)
    spec, height = (*rest[:plain], S.Automatic, "Count")[:2] if plain < 2 else rest[:2]
    names, several = (data.keys(), data.values()) if isinstance(data, Association) else ([], [data])
    if is_list(data) and len(data) and all(is_list(unwrapped(e)[0]) for e in data.args):
        several = list(data.args)
    sets = [values_of(unwrapped(e)[0], session) for e in several]
    if not sets or any(s is None for s in sets):
        raise Complaint("lpn", data)
    columns = [s[np.isfinite(s[:, 1]), 1] for s in sets]
    edges = bins(np.concatenate(columns), spec)
    if edges is None:
        raise Complaint("hbins", spec)
    looks = looks_of(o["ChartStyle"], len(columns))
    parts: list[Any] = [EDGE, *([expr(S.Opacity, 0.6)] if len(columns) > 1 else [])]
    top = 0.0
    for column, style in zip(columns, looks):
        heights = _heights(column, edges, word(height))
        if heights is None:
            raise Complaint("hspec", height)
        top = max(top, float(heights.max(initial=0.0)))
        for a, b, h in zip(edges.tolist(), edges[1:].tolist(), heights.tolist()):
            if h:
                parts.append(make_list((style, expr(S.Rectangle, make_list((a, 0.0)), make_list((b, h))))))
    x, y = limits(o["PlotRange"], (float(edges[0]), float(edges[-1])), (0.0, top or 1.0), (0.0, top or 1.0))
    shown = chart_options(o, x, y, None, False)
    if o["AxesOrigin"] is S.Automatic:
        shown["AxesOrigin"] = make_list((x[0], 0.0))
    return legended(
        graphics(parts, shown), o["ChartLegends"], "SwatchLegend", looks, names or list(range(1, len(looks) + 1))
    )


def bins(values: Any, spec: Any) -> Any:
    """The edges of bins: Automatic, their number, {width}, {min, max, width} or {{edges}}; None for all else."""
    import numpy as np

    low, high = (float(values.min()), float(values.max())) if len(values) else (0.0, 1.0)
    if is_list(spec) and len(spec) == 1 and is_list(spec.args[0]):
        edges = [number(e) for e in spec.args[0].args]
        return None if None in edges or len(edges) < 2 else np.array(sorted(edges), dtype=float)  # type: ignore[type-var]
    if is_list(spec):
        parts = [number(e) for e in spec.args]
        if None in parts or len(parts) not in (1, 3):
            return None
        if len(parts) == 3:
            low, high = parts[0], parts[1]  # type: ignore[assignment]
        width = parts[-1]
        start = low if len(parts) == 3 else math.floor(low / width) * width if width else low  # type: ignore[operator]
    elif type(spec) is int or word(spec) == "Automatic":
        count = spec if type(spec) is int else _usual_bins(values)
        if count < 1:
            return None
        width = step_of(widened(low, high), count)
        start = math.floor(low / width + 1e-9) * width
    else:
        return None
    if width is None or width <= 0 or (high - start) / width > _MOST_BINS:
        return None
    count = math.floor((high - start) / width + 1e-9) + 1
    if is_list(spec) and len(spec) == 3:
        count = max(math.ceil((high - start) / width - 1e-9), 1)
    return start + width * np.arange(count + 1)


def _usual_bins(values: Any) -> int:
    """By the rule of Freedman and Diaconis, for which the middle half of the values counts."""
    import numpy as np

    if len(values) < 2:
        return 1
    middle = float(np.quantile(values, 0.75) - np.quantile(values, 0.25))
    size = float(values.max() - values.min())
    width = 2 * middle / len(values) ** (1 / 3)
    return max(1, min(200, round(size / width))) if width > 0 else round(math.log2(len(values))) + 1


def _heights(column: Any, edges: Any, what: Any) -> Any:
    import numpy as np

    inside = np.searchsorted(edges, column, side="right") - 1
    counts = np.bincount(inside[(inside >= 0) & (inside < len(edges) - 1)], minlength=len(edges) - 1).astype(float)
    n = max(len(column), 1)
    return {
        "Automatic": lambda: counts,
        "Count": lambda: counts,
        "CumulativeCount": lambda: np.cumsum(counts),
        "Probability": lambda: counts / n,
        "PDF": lambda: counts / n / np.diff(edges),
        "CDF": lambda: np.cumsum(counts) / n,
        "SF": lambda: 1 - np.cumsum(counts) / n,
    }.get(what, lambda: None)()


# ---- sectors ---------------------------------------------------------------------------------------------------------


def pie_chart(name: str, call: Expr, session: Any) -> Expr:
    """Sectors, the first at the left, clockwise."""
    data, *given = call.args
    o = settings(name, tuple(given), session, call)
    names, groups = groups_of(data)
    written = [e for g in groups for e in g]
    values = [real(unwrapped(e)[0], session) for e in written]
    values = [0.0 if math.isnan(v) else max(v, 0.0) for v in values]
    total = sum(values) or 1.0
    looks = looks_of(o["ChartStyle"], len(values))
    labels = given_labels(o["ChartLabels"], len(values)) if is_list(o["ChartLabels"]) else names or [None] * len(values)
    angle = math.pi
    parts: list[Any] = [EDGE]
    texts: list[Any] = []
    for e, value, style, text in zip(written, values, looks, labels):
        end = angle - 2 * math.pi * value / total
        if value:
            disk = expr(S.Disk, make_list((0, 0)), 1, make_list((end, angle)))
            parts.append(make_list((style, *unwrapped(e)[1], disk)))
        if text is not None and word(text) != "None":
            middle = (angle + end) / 2
            place = make_list((0.65 * math.cos(middle), 0.65 * math.sin(middle)))
            texts.append(expr(S.Text, text, place))
        angle = end
    titles = names or values
    return legended(
        graphics([*parts, *texts], o | {"PlotRange": None}), o["ChartLegends"], "SwatchLegend", looks, titles
    )
