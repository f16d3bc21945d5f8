"""Charts, one picture of several, and what legends are made of."""

from __future__ import annotations

from typing import Any

from ..declare import builtin, name
from ..plots.settings import CHART, PIE
from .plots import MESSAGES, told

_MESSAGES = MESSAGES | {"hbins": "`1` does not say bins.", "hspec": "`1` does not say what heights of bars mean."}


@builtin("BarChart[data_, options___]", options=CHART, attributes="Protected ReadProtected", **_MESSAGES)
def bar_chart(data: Any, options: tuple[Any, ...] = (), *, session: Any, say: Any, expr: Any) -> Any:
    """BarChart[{y1, y2, ...}] is a chart of bars; BarChart[{{y11, ...}, ...}] has groups of them.

    ChartLabels names the groups, ChartLegends the bars of a group, ChartStyle says how bars look; ChartLayout ->
    "Stacked" puts the bars of a group on one another, BarOrigin -> Left lets them grow to the right.

    >>> Length[Cases[BarChart[{{1, 2}, {3, 4}}], _Rectangle, Infinity]]
    4
    """
    from ..plots.charts import bar_chart

    return told(say, lambda: bar_chart("BarChart", expr, session))


@builtin("Histogram[data_, options___]", options=CHART, attributes="Protected ReadProtected", **_MESSAGES)
def histogram(data: Any, options: tuple[Any, ...] = (), *, session: Any, say: Any, expr: Any) -> Any:
    """Histogram[{x1, x2, ...}] is a chart of how many values there are where.

    Histogram[data, n] has about n bins, {w} bins of that width, {a, b, w} from a to b, {{b0, b1, ...}} between those;
    Histogram[data, bins, "Probability"] shows parts of one; "Count", "PDF", "CDF", "CumulativeCount" are others.

    >>> Cases[Histogram[{1, 1, 2}, {1}], _Rectangle, Infinity]
    {Rectangle[{1., 0.}, {2., 2.}], Rectangle[{2., 0.}, {3., 1.}]}
    """
    from ..plots.charts import histogram

    return told(say, lambda: histogram("Histogram", expr, session))


@builtin("PieChart[data_, options___]", options=PIE, attributes="Protected ReadProtected", **_MESSAGES)
def pie_chart(data: Any, options: tuple[Any, ...] = (), *, session: Any, say: Any, expr: Any) -> Any:
    """PieChart[{y1, y2, ...}] is a disk of sectors with angles that are as the values.

    >>> Length[Cases[PieChart[<|"a" -> 1, "b" -> 3|>, ChartLegends -> Automatic], _Disk, Infinity]]
    2
    """
    from ..plots.charts import pie_chart

    return told(say, lambda: pie_chart("PieChart", expr, session))


@builtin(
    "Show[pictures__]",
    gtype="`1` is not a picture that can be shown with others.",
    gcomb="`1` cannot be shown with the pictures before it: one is in the plane and one in space.",
)
def show(pictures: tuple[Any, ...], *, say: Any) -> Any:
    """Show[g1, g2, ..., options] is one picture of several, with the options given and those of the first.

    >>> Length[Cases[Show[Plot[x, {x, 0, 1}], Graphics[Line[{{0, 0}, {1, 0}}]]], _Line, Infinity]]
    2
    """
    from ..plots.show import show

    return told(say, lambda: show(pictures))


for _title, _usage in {
    "After": "After stands for the place after something, on its right.",
    "Before": "Before stands for the place before something, on its left.",
    "BarLegend": "BarLegend[{{color1, color2, ...}, {min, max}}] is a legend of colors along a scale.",
    "LineLegend": "LineLegend[{style1, ...}, {label1, ...}] is a legend of lines.",
    "PointLegend": "PointLegend[{style1, ...}, {label1, ...}] is a legend of points.",
    "SwatchLegend": "SwatchLegend[{style1, ...}, {label1, ...}] is a legend of small areas.",
    "LegendLabel": "LegendLabel is an option of legends: their title.",
    "Placed": "Placed[e, place] puts a label or legend at a place: Right, Left, Above, Below, {x, y}.",
    "BarOrigin": "BarOrigin is an option of BarChart: the side from which bars grow, Bottom or Left.",
    "BarSpacing": "BarSpacing is an option of charts: the room between bars.",
    "ChartLabels": "ChartLabels is an option of charts: the labels of bars or sectors.",
    "ChartLayout": "ChartLayout is an option of charts: \"Grouped\" or \"Stacked\".",
    "ChartLegends": "ChartLegends is an option of charts: the texts of a legend.",
    "ChartStyle": "ChartStyle is an option of charts: directives for each bar or sector.",
    "DataRange": "DataRange is an option of plots of lists: {a, b}, from where to where values lie.",
    "Exclusions": "Exclusions is an option of plots: places that a curve is not joined across, None for none.",
    "Filling": "Filling is an option of plots: to what an area is filled, Axis, Bottom, Top, a value, {1 -> {2}}.",
    "FillingStyle": "FillingStyle is an option of plots: directives for what is filled.",
    "InterpolationOrder": "InterpolationOrder is an option that gives the degree of the curve through places.",
    "Joined": "Joined is an option of plots of lists: whether places are joined by lines.",
    "MaxRecursion": "MaxRecursion is an option that says how often a step may be halved.",
    "Mesh": "Mesh is an option of plots: All shows the places that a curve goes through.",
    "PlotLabels": "PlotLabels is an option of plots: texts at the ends of curves.",
    "PlotLegends": "PlotLegends is an option of plots: the texts of a legend, Automatic or \"Expressions\".",
    "PlotMarkers": "PlotMarkers is an option of plots of lists: what marks places, and its size.",
    "PlotPoints": "PlotPoints is an option of plots: at how many places a function is sampled to begin with.",
    "PlotStyle": "PlotStyle is an option of plots: directives for all curves, or a list for one after the other.",
    "PlotTheme": "PlotTheme is an option of plots that names a look; it is accepted and changes nothing yet.",
    "SectorOrigin": "SectorOrigin is an option of PieChart: where the first sector begins.",
}.items():  # fmt: skip
    name(_title, _usage)
