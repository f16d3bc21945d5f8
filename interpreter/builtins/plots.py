"""Plots of functions and of data: Plot, ListPlot, ListLinePlot, ParametricPlot, Histogram, BarChart, Show."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, floor, log2, log10
from typing import Any

from .. import symbols as S
from ..associations import Association
from ..declare import builtin, name
from ..definitions import PROTECTED
from ..expr import Expr, Symbol, expr, has_head, is_list, is_rule, make_list
from ..numerics.numbers import REAL_TYPES
from ..numerics.numeric import real_value
from ..options import option_name

_GRAPHICS = {
    n: "Automatic"
    for n in (
        "AspectRatio Axes AxesLabel AxesOrigin AxesStyle Background BaseStyle Epilog Frame FrameLabel FrameStyle "
        "FrameTicks GridLines ImagePadding ImageSize LabelStyle PlotLabel PlotRangeClipping PlotRangePadding Prolog "
        "Ticks"
    ).split()
}
_SHARED = {
    "Filling": "None",
    "PlotLegends": "None",
    "PlotRange": "Automatic",
    "PlotStyle": "Automatic",
    "PlotTheme": "Automatic",
}
_SAMPLED = _GRAPHICS | _SHARED | {"MaxRecursion": "Automatic", "PlotPoints": "Automatic", "Exclusions": "Automatic"}
_LISTED = _GRAPHICS | _SHARED | {"DataRange": "Automatic", "Joined": "False", "PlotMarkers": "None"}
_CHART = _GRAPHICS | {"ChartLabels": "None", "ChartStyle": "Automatic"}
_POINTS, _DEPTH = 50, 6
_ITERATOR = {
    "pllim": "Range specification `1` is not of the form {x, xmin, xmax}.",
    "plln": "Limiting value `1` in `2` is not a machine-sized real number.",
}
name("ChartLabels", "ChartLabels is an option of BarChart: the names of the bars.")
name("ChartStyle", "ChartStyle is an option of BarChart and Histogram: the colors of the bars.")
name("DataRange", "DataRange is an option of ListPlot: {a, b}, between which the x of a list of y lie.")
name("Exclusions", "Exclusions is an option of Plot; jumps and poles are left out by themselves.")
name("Filling", "Filling is an option of plots: Axis, Bottom or a height down to which there is color.")
name("Joined", "Joined is an option of ListPlot: whether points are joined by lines.")
name("MaxRecursion", "MaxRecursion is an option of Plot: how often the distance of points is halved at bends.")
name("PlotLegends", 'PlotLegends is an option of plots: names for the curves, or "Expressions".')
name("PlotMarkers", "PlotMarkers is an option of ListPlot, which is accepted.")
name("PlotPoints", "PlotPoints is an option of Plot: how many points are taken at first.")
name("PlotStyle", "PlotStyle is an option of plots: directives for the curves, or a list of them.")
name("PlotTheme", "PlotTheme is an option of plots, which is accepted.")


def _given(options: dict[str, Any]) -> list[Any]:
    """The options of Graphics that were set."""
    return [expr(S.Rule, S.system(n), options[n]) for n in _GRAPHICS if options[n] is not S.Automatic]


def _range_of(spec: Any, session: Any, say: Any) -> tuple[Symbol, float, float] | None:
    """(variable, low, high) of {x, a, b}; None after a message."""
    if not is_list(spec) or len(spec) != 3 or type(spec.args[0]) is not Symbol:
        say("pllim", spec)
        return None
    ends = [real_value(session.evaluate_expr(e), session) for e in spec.args[1:]]
    for e, value in zip(spec.args[1:], ends, strict=True):
        if type(value) not in REAL_TYPES:
            say("plln", e, spec)
            return None
    if float(ends[0]) == float(ends[1]):
        say("pllim", spec)
        return None
    return spec.args[0], *sorted(map(float, ends))


class _Variable:
    """A variable that is given values while functions are looked at."""

    def __init__(self, x: Symbol, session: Any) -> None:
        self.session, self.definition = session, session.definitions[x]
        self.saved = self.definition.own

    def __enter__(self) -> _Variable:
        self.session.evaluator.set_own(self.definition, 0.0)
        return self

    def __exit__(self, *problem: object) -> None:
        self.session.evaluator.set_own(self.definition, self.saved)

    def function(self, body: Any) -> Callable[[float], Any]:
        """The value of a body at a number."""
        run, evaluator, d = self.session.evaluator.runner(body), self.session.evaluator, self.definition

        def at(x: float) -> Any:
            if evaluator.interrupt is not None:
                evaluator.poll()
            d.own = x
            return run()

        return at


def _real(value: Any, session: Any) -> float | None:
    if type(value) is float:
        return value
    found = real_value(value, session)
    return float(found) if type(found) in REAL_TYPES else None


def _functions(
    body: Any, variable: _Variable, middle: float, session: Any
) -> tuple[list[Callable[[float], Any]], list[Any]]:
    """The functions that a body stands for, one or a list of them, and how they are written."""
    if has_head(body, S.Evaluate, 1):
        own, variable.definition.own = variable.definition.own, None
        body = session.evaluate_expr(body.args[0])
        variable.definition.own = own
    if is_list(body):
        return [variable.function(b) for b in body.args], list(body.args)
    whole = variable.function(body)
    at_once = whole(middle)
    if not is_list(at_once):
        return [whole], [body]
    return [lambda x, i=i: _element(whole(x), i) for i in range(len(at_once))], [body] * len(at_once)


def _element(value: Any, i: int) -> Any:
    return value.args[i] if is_list(value) and i < len(value) else None


def _count(value: Any, usual: int) -> int:
    return value if type(value) is int and 2 <= value <= 100_000 else usual


@builtin("Plot[f_, limits_, OptionsPattern[]]", attributes="HoldAll Protected", options=_SAMPLED, **_ITERATOR)
def plot(f: Any, limits: Any, *, session: Any, say: Any, options: dict[str, Any]) -> Any:
    """Plot[f, {x, a, b}] draws the graph of f for x from a to b, Plot[{f1, f2, ...}, {x, a, b}] several.

    The functions are looked at closer where they bend; there are gaps where they have no real values and at poles.
    PlotStyle -> {d1, d2, ...} are directives for the curves, PlotLegends -> {"name", ...} or "Expressions" their names,
    Filling -> Axis puts color below them, PlotRange -> {y0, y1}, {{x0, x1}, {y0, y1}} or All says what is shown. All
    options of Graphics can be given.

    >>> Head[Plot[Sin[x], {x, 0, 10}]]
    Graphics
    >>> Length[Cases[Plot[{x, x^2}, {x, 0, 1}], _Line, Infinity]]
    2
    """
    from ..plots.drawing import plotted
    from ..plots.sampling import curves

    found = _range_of(limits, session, say)
    if found is None:
        return None
    x, low, high = found
    if session.definitions[x].attributes & PROTECTED:
        say("pllim", limits)
        return None
    count, depth = _count(options["PlotPoints"], _POINTS), options["MaxRecursion"]
    depth = depth if type(depth) is int and 0 <= depth <= 15 else _DEPTH
    with _Variable(x, session) as variable:
        functions, written = _functions(f, variable, low + 0.4871 * (high - low), session)
        drawn = [curves(lambda t, g=g: _real(g(t), session), low, high, count, depth) for g in functions]
    pieces, typical = [d for d, _ in drawn], [y for _, heights in drawn for y in heights]
    return plotted(pieces, options, _given(options), [True] * len(drawn), written, (low, high), typical)


@builtin("ParametricPlot[f_, limits_, OptionsPattern[]]", attributes="HoldAll Protected", options=_SAMPLED, **_ITERATOR)
def parametric_plot(f: Any, limits: Any, *, session: Any, say: Any, options: dict[str, Any]) -> Any:
    """ParametricPlot[{fx, fy}, {t, a, b}] draws the curve through {fx, fy}; {{fx, fy}, {gx, gy}, ...} several curves.

    >>> Head[ParametricPlot[{Cos[t], Sin[t]}, {t, 0, 2 Pi}]]
    Graphics
    """
    from ..plots.drawing import plotted

    found = _range_of(limits, session, say)
    if found is None:
        return None
    t, low, high = found
    count = _count(options["PlotPoints"], 4 * _POINTS)
    with _Variable(t, session) as variable:
        several = is_list(f) and len(f) and all(is_list(x) and len(x) == 2 for x in f.args)
        bodies = list(f.args) if several else [f]
        drawn = []
        for body in bodies:
            at = variable.function(body)
            pieces: list[list[Any]] = [[]]
            for i in range(count):
                value = at(low + (high - low) * i / (count - 1))
                place = [_real(v, session) for v in value.args] if is_list(value) and len(value) == 2 else [None]
                if None in place:
                    pieces.append([])
                else:
                    pieces[-1].append(tuple(place))
            drawn.append([p for p in pieces if p])
    given = _given(options)
    if options["AspectRatio"] is S.Automatic:
        given.append(expr(S.Rule, S.AspectRatio, S.Automatic))
    return plotted(drawn, options | {"PlotRange": _all(options["PlotRange"])}, given, [True] * len(drawn), bodies)


def _all(spec: Any) -> Any:
    return S.All if spec is S.Automatic else spec


# ---- data ------------------------------------------------------------------------------------------------------------


def _points(data: Any, between: Any, session: Any) -> list[Any] | None:
    """The points of one list of heights or of pairs; None for what is none."""
    if type(data) is Association:
        pairs = list(data.items())
        numeric = all(type(k) in REAL_TYPES for k, _ in pairs)
        rows = [(k if numeric else i + 1, v) for i, (k, v) in enumerate(pairs)]
    elif not is_list(data):
        return None
    elif all(is_list(x) and len(x) == 2 for x in data.args):
        rows = [tuple(x.args) for x in data.args]
    else:
        ends = between.args if is_list(between) and len(between) == 2 else (1, len(data))
        low, high = map(float, ends)
        step = (high - low) / max(len(data) - 1, 1)
        rows = [(low + i * step, y) for i, y in enumerate(data.args)]
    found = [tuple(_real(v, session) for v in row) for row in rows]
    return [p for p in found if None not in p]


def _series(data: Any, between: Any, session: Any) -> tuple[list[list[Any]], list[Any]] | None:
    """The points of one or several lists, and their names where they have some; None for what is no data."""
    if type(data) is Association and any(is_list(v) for v in data.values()):
        keys, lists = list(data.keys()), data.values()
    elif is_list(data) and len(data) and all(_is_series(x) for x in data.args):
        keys, lists = [], list(data.args)
    else:
        keys, lists = [], [data]
    found = [_points(x, between, session) for x in lists]
    return None if None in found else ([p for p in found if p is not None], keys)


def _is_series(x: Any) -> bool:
    """Whether an element of data is a list of data of its own, and no point."""
    return type(x) is Association or (is_list(x) and (len(x) != 2 or any(is_list(y) for y in x.args)))


def _listed(data: Any, joined: bool, options: dict[str, Any], session: Any, say: Any) -> Any:
    from ..plots.drawing import plotted

    found = _series(data, options["DataRange"], session)
    if found is None:
        say("lpn", data)
        return None
    points, keys = found
    curves = [[p] for p in points]
    if keys and options["PlotLegends"] is S.None_:
        options = options | {"PlotLegends": make_list(keys)}
    lines = [joined or options["Joined"] is S.True_] * len(curves)
    return plotted(curves, options, _given(options), lines, list(range(1, len(curves) + 1)))


_LPN = "`1` is not a list of numbers or pairs of numbers, or a list of such."


@builtin("ListPlot[data_, OptionsPattern[]]", options=_LISTED, lpn=_LPN)
def list_plot(data: Any, *, options: dict[str, Any], session: Any, say: Any) -> Any:
    """ListPlot[{y1, y2, ...}] draws the points {1, y1}, {2, y2}, ..., ListPlot[{{x1, y1}, ...}] points with their own
    x, ListPlot[{data1, data2, ...}] several lists; those of an association have its keys as names.

    Options are those of Plot; Joined -> True joins the points, DataRange -> {a, b} says where the x lie.

    >>> Cases[ListPlot[{1, 4, 9}], _Point, Infinity]
    {Point[{{1., 1.}, {2., 4.}, {3., 9.}}]}
    """
    return _listed(data, False, options, session, say)


@builtin("ListLinePlot[data_, OptionsPattern[]]", options=_LISTED | {"Joined": "True"}, lpn=_LPN)
def list_line_plot(data: Any, *, options: dict[str, Any], session: Any, say: Any) -> Any:
    """ListLinePlot[data] draws a line through points, which are given as for ListPlot.

    >>> Cases[ListLinePlot[{{0, 1}, {2, 5}}], _Line, Infinity]
    {Line[{{0., 1.}, {2., 5.}}]}
    """
    return _listed(data, True, options, session, say)


# ---- charts ----------------------------------------------------------------------------------------------------------


@builtin("BarChart[data_, OptionsPattern[]]", options=_CHART, lpn=_LPN)
def bar_chart(data: Any, *, options: dict[str, Any], session: Any, say: Any) -> Any:
    """BarChart[{y1, y2, ...}] draws bars of heights y1, y2, ..., BarChart[{{y11, y12, ...}, ...}] groups of bars.

    ChartLabels -> {"name", ...} names the bars, or the groups, as the keys of an association do; ChartStyle gives
    colors.

    >>> Length[Cases[BarChart[{1, 2, 3}], _Rectangle, Infinity]]
    3
    """
    from ..plots.drawing import bars

    labels = options["ChartLabels"]
    if type(data) is Association:
        labels = make_list(data.keys()) if labels is S.None_ else labels
        data = make_list(data.values())
    if not is_list(data):
        say("lpn", data)
        return None
    rows, centers, at = [], [], 0.0
    for group in data.args:
        heights = [_real(v, session) for v in (group.args if is_list(group) else (group,))]
        if None in heights:
            say("lpn", data)
            return None
        centers.append(at + len(heights) / 2)
        rows += [(at + i + 0.05, at + i + 0.95, y, i if is_list(group) else 0) for i, y in enumerate(heights)]
        at += len(heights) + (0.5 if is_list(group) else 0.15)
    named = labels.args if is_list(labels) else ()
    ticks = make_list(make_list((c, n)) for c, n in zip(centers, named)) if named else S.None_
    return bars(rows, options, _given(options), ticks)


@builtin("Histogram[data_, OptionsPattern[]]", "Histogram[data_, bins_, OptionsPattern[]]", options=_CHART, lpn=_LPN)
def histogram(data: Any, bins: Any = S.Automatic, *, options: dict[str, Any], session: Any, say: Any) -> Any:
    """Histogram[{x1, x2, ...}] draws how many numbers lie in intervals of one width, Histogram[data, n] in about n
    intervals, Histogram[data, {w}] in intervals of width w, Histogram[data, {a, b, w}] from a to b.

    >>> Cases[Histogram[{1, 2, 2, 3}, {1}], _Rectangle, Infinity][[2]]
    Rectangle[{2., 0.}, {3., 2.}]
    """
    from ..plots.drawing import bars

    found = [_real(v, session) for v in data.args] if is_list(data) else []
    values = [v for v in found if v is not None]
    if not values:
        say("lpn", data)
        return None
    low, high, width = _intervals(values, bins)
    heights = [0.0] * max(1, round((high - low) / width))
    for v in values:
        if low <= v <= high:
            heights[min(int((v - low) / width), len(heights) - 1)] += 1
    rows = [(low + i * width, low + (i + 1) * width, h, 0) for i, h in enumerate(heights)]
    return bars(rows, options, _given(options), None)


def _intervals(values: list[float], bins: Any) -> tuple[float, float, float]:
    """(first end, last end, width): round widths, as many as Sturges' rule says where nothing is asked for."""
    given = [float(x) for x in bins.args if type(x) in REAL_TYPES] if is_list(bins) else []
    if len(given) == 3 and given[2] > 0 and given[1] > given[0]:
        return given[0], given[1], given[2]
    low, high = min(values), max(values)
    if len(given) == 1 and given[0] > 0:
        width = given[0]
    else:
        count = bins if type(bins) is int and bins > 0 else ceil(log2(len(values)) + 1)
        width = _round_width((high - low or 1.0) / count)
    first = width * (low // width)
    return first, first + width * (int((high - first) / width) + 1), width


def _round_width(width: float) -> float:
    """The next of 1, 2, 5 times a power of ten."""
    unit = 10.0 ** floor(log10(width))
    return next(k * unit for k in (1, 2, 5, 10) if k * unit >= width * 0.999)


@builtin("Show[graphics__]", gcomb="`1` cannot be combined into one picture.")
def show(graphics: tuple[Any, ...], *, say: Any) -> Any:
    """Show[g1, g2, ..., options] draws pictures over one another, with the options given, and else those of the first.

    >>> Head[Show[Plot[x, {x, 0, 1}], Graphics[{Disk[]}], Axes -> False]]
    Graphics
    """
    options = [g for g in graphics if is_rule(g)]
    pictures = [p for g in graphics if not is_rule(g) for p in (g.args if is_list(g) else (g,))]
    if not pictures or not all(has_head(p, S.Graphics) and len(p) for p in pictures):
        say("gcomb", make_list(graphics))
        return None
    names = {option_name(o.args[0]) for o in options}
    epilogs = [r for p in pictures for r in p.args[1:] if is_rule(r) and option_name(r.args[0]) == "Epilog"]
    first = [r for r in pictures[0].args[1:] if is_rule(r) and option_name(r.args[0]) not in names | {"Epilog"}]
    if epilogs and "Epilog" not in names:
        first.append(expr(S.Rule, S.Epilog, make_list(r.args[1] for r in epilogs)))
    return Expr(S.Graphics, (make_list(p.args[0] for p in pictures), *options, *first))
