"""Plots of functions and of lists."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..declare import builtin
from ..expr import Expr
from ..plots.settings import FUNCTION, LIST, Complaint

MESSAGES = {
    "pllim": "Range specification `1` is not of the form {x, xmin, xmax}.",
    "plln": "The limits of `1` are not two different machine numbers.",
    "logr": "The range `1` of a logarithmic scale has to lie above zero.",
    "lpn": "`1` is not a list of numbers or of pairs of numbers.",
}
_USAGE = {
    "Plot": "Plot[f, {x, a, b}] is a picture of f as a function of x from a to b; Plot[{f, g, ...}, {x, a, b}]"
    " of several.",
    "LogPlot": "LogPlot[f, {x, a, b}] is a plot of f in which heights are logarithms.",
    "LogLinearPlot": "LogLinearPlot[f, {x, a, b}] is a plot of f in which the places of x are logarithms.",
    "LogLogPlot": "LogLogPlot[f, {x, a, b}] is a plot of f in which both directions are logarithms.",
    "ListPlot": "ListPlot[{y1, y2, ...}] is a picture of values; ListPlot[{{x1, y1}, ...}] of points; both also of"
    " lists of such.",
    "ListLinePlot": "ListLinePlot[{y1, y2, ...}] is a picture of values, or of points, joined by lines.",
    "ListStepPlot": "ListStepPlot[{y1, y2, ...}] is a picture of values as steps.",
    "ListLogPlot": "ListLogPlot[{y1, y2, ...}] is a ListPlot in which heights are logarithms.",
    "ListLogLinearPlot": "ListLogLinearPlot[{{x1, y1}, ...}] is a ListPlot in which the places are logarithms.",
    "ListLogLogPlot": "ListLogLogPlot[{{x1, y1}, ...}] is a ListPlot in which both directions are logarithms.",
    "DateListPlot": "DateListPlot[{{date1, y1}, ...}] is a picture of values at dates, joined by lines.",
    "DiscretePlot": "DiscretePlot[f, {n, a, b, step}] is a picture of f at steps, as points on stems.",
    "PolarPlot": "PolarPlot[r, {t, a, b}] is the curve with distance r from the origin at the angle t.",
    "ListPolarPlot": "ListPolarPlot[{{t1, r1}, ...}] is a picture of points at angles and distances;"
    " ListPolarPlot[{r1, r2, ...}] at equal angles.",
    "ParametricPlot": "ParametricPlot[{x, y}, {u, a, b}] is the curve of the place {x, y} as u goes from a to b.",
}
_EXAMPLE = {
    "Plot": (
        "Functions are sampled more closely where they bend, have gaps where they are not real, and are not joined"
        "\n    across poles and jumps.  Options are those of Graphics and PlotStyle, PlotLegends, PlotLabels, Filling,"
        "\n    Exclusions, PlotPoints, MaxRecursion, Mesh, Evaluated.\n",
        ">>> {Plot[Sin[x], {x, 0, 2 Pi}], Length[Cases[Plot[{x, 1/x}, {x, -1, 1}], _Line, Infinity]]}"
        "\n    {Graphics[<>], 3}",
    ),
    "LogPlot": ("", ">>> Max[First[Cases[LogPlot[Exp[x], {x, 0, 2}], Line[p_] :> p, Infinity]]]\n    2."),
    "LogLinearPlot": ("", ">>> Head[LogLinearPlot[Log[x], {x, 1, 1000}]]\n    Graphics"),
    "LogLogPlot": ("", ">>> Head[LogLogPlot[x^3, {x, 1, 1000}]]\n    Graphics"),
    "ListPlot": ("", ">>> Cases[ListPlot[{1, 4, 9}], _Point, Infinity]\n    {Point[{{1., 1.}, {2., 4.}, {3., 9.}}]}"),
    "ListLinePlot": (
        "",
        ">>> Cases[ListLinePlot[{{0, 1}, {2, 5}}], _Line, Infinity]\n    {Line[{{0., 1.}, {2., 5.}}]}",
    ),
    "ListStepPlot": (
        "",
        ">>> Cases[ListStepPlot[{1, 2}], Line[p_] :> p, Infinity]\n    {{{1., 1.}, {2., 1.}, {2., 2.}, {3., 2.}}}",
    ),
    "ListLogPlot": ("", ">>> Cases[ListLogPlot[{1, E}], _Point, Infinity]\n    {Point[{{1., 0.}, {2., 1.}}]}"),
    "ListLogLinearPlot": (
        "",
        ">>> Cases[ListLogLinearPlot[{{1, 3}, {E, 4}}], _Point, Infinity]\n    {Point[{{0., 3.}, {1., 4.}}]}",
    ),
    "ListLogLogPlot": (
        "",
        ">>> Cases[ListLogLogPlot[{{1, 1}, {E, E}}], _Point, Infinity]\n    {Point[{{0., 0.}, {1., 1.}}]}",
    ),
    "DateListPlot": ("", ">>> Head[DateListPlot[{{{2024, 1, 1}, 3}, {{2024, 6, 1}, 5}}]]\n    Graphics"),
    "DiscretePlot": (
        "",
        ">>> Cases[DiscretePlot[n^2, {n, 3}], _Point, Infinity]\n    {Point[{{1., 1.}, {2., 4.}, {3., 9.}}]}",
    ),
    "PolarPlot": ("", ">>> Head[PolarPlot[1 + Cos[t], {t, 0, 2 Pi}]]\n    Graphics"),
    "ListPolarPlot": (
        "",
        ">>> Cases[ListPolarPlot[{{0, 1}, {Pi/2, 2}}], Point[p_] :> Round[p], Infinity]\n    {{{1, 0}, {0, 2}}}",
    ),
    "ParametricPlot": ("", ">>> Head[ParametricPlot[{Cos[u], Sin[u]}, {u, 0, 2 Pi}]]\n    Graphics"),
}


def told(say: Any, make: Callable[[], Any]) -> Any:
    """What `make` gives; after a message about the call, it stays as it is."""
    try:
        return make()
    except Complaint as complaint:
        say(*complaint.args)
        return None


def documented(title: str) -> str:
    more, example = _EXAMPLE[title]
    return f"{_USAGE[title]}\n\n    {more + chr(10) + '    ' if more else ''}{example}\n    "


def _declare(
    title: str, signature: str, options: dict[str, str], make: Callable[[str, Expr, Any], Any], held: bool
) -> None:
    def plot(*args: Any, session: Any, say: Any, expr: Any) -> Any:
        return told(say, lambda: make(title, expr, session))

    def function(f: Any, range: Any, options: tuple[Any, ...] = (), *, session: Any, say: Any, expr: Any) -> Any:
        return plot(session=session, say=say, expr=expr)

    def data(data: Any, options: tuple[Any, ...] = (), *, session: Any, say: Any, expr: Any) -> Any:
        return plot(session=session, say=say, expr=expr)

    chosen = function if held else data
    chosen.__doc__ = documented(title)
    attributes = "HoldAll Protected ReadProtected" if held else "Protected ReadProtected"
    builtin(f"{title}[{signature}, options___]", options=options, attributes=attributes, **MESSAGES)(chosen)


def _plot(**how: Any) -> Callable[[str, Expr, Any], Any]:
    def make(title: str, call: Expr, session: Any) -> Any:
        from ..plots.lines import plot

        return plot(title, call, session, **how)

    return make


def _list(**how: Any) -> Callable[[str, Expr, Any], Any]:
    def make(title: str, call: Expr, session: Any) -> Any:
        from ..plots.data import list_plot

        return list_plot(title, call, session, **how)

    return make


def _parametric(title: str, call: Expr, session: Any) -> Any:
    from ..plots.lines import parametric

    return parametric(title, call, session)


def _polar(title: str, call: Expr, session: Any) -> Any:
    from ..plots.lines import polar

    return polar(title, call, session)


def _discrete(title: str, call: Expr, session: Any) -> Any:
    from ..plots.lines import discrete

    return discrete(title, call, session)


def _dates(title: str, call: Expr, session: Any) -> Any:
    from ..plots.dates import date_list_plot

    return date_list_plot(title, call, session)


for _title, _log in {"Plot": (0, 0), "LogPlot": (0, 1), "LogLinearPlot": (1, 0), "LogLogPlot": (1, 1)}.items():
    _declare(_title, "f_, range_", FUNCTION, _plot(log=(bool(_log[0]), bool(_log[1]))), True)
for _title, _log in {
    "ListPlot": (0, 0), "ListLogPlot": (0, 1), "ListLogLinearPlot": (1, 0), "ListLogLogPlot": (1, 1)
}.items():  # fmt: skip
    _declare(_title, "data_", LIST, _list(log=(bool(_log[0]), bool(_log[1]))), False)
_JOINED = LIST | {"Joined": "True"}
_declare("ListLinePlot", "data_", _JOINED, _list(), False)
_declare("ListStepPlot", "data_", _JOINED, _list(steps=True), False)
_declare("DateListPlot", "data_", _JOINED | {"Frame": "True", "Axes": "False"}, _dates, False)
_declare("ParametricPlot", "f_, range_", FUNCTION | {"AspectRatio": "Automatic"}, _parametric, True)
_declare("PolarPlot", "f_, range_", FUNCTION | {"AspectRatio": "Automatic"}, _polar, True)
_declare("ListPolarPlot", "data_", LIST | {"AspectRatio": "Automatic"}, _list(polar=True), False)
_declare("DiscretePlot", "f_, range_", LIST | {"Filling": "Axis"}, _discrete, True)
