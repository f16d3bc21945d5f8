"""Charts of how values are spread, of bubbles and sectors, and clouds of words."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from ..declare import builtin, name
from ..plots.settings import BUBBLES, CHART, CLOUD, FUNCTION, LIST, PIE, SPREAD
from .plots import MESSAGES, told

_MESSAGES = MESSAGES | {
    "bwspec": '`1` is not a kind of box: "Outliers", "Notched", "Mean", "Median".',
    "hbins": "`1` does not say how wide the curve around a value is.",
    "hspec": "`1` does not say what heights mean.",
    "qdist": "The distribution `1` has no numbers to compare with.",
}
_QUANTILES = {**LIST, "Frame": "True", "Axes": "False"}
# name -> (room, function, options, arguments, usage, example)
_CHARTS: dict[str, tuple[str, str, dict[str, str], str, str, str]] = {
    "BoxWhiskerChart": (
        "spreads", "box_whisker_chart", SPREAD, "data_, ",
        "BoxWhiskerChart[{data1, data2, ...}] shows sets of values as boxes around their middle halves, with whiskers;"
        " BoxWhiskerChart[data, \"Outliers\"] shows what lies far outside as points.",
        ">>> Length[Cases[BoxWhiskerChart[{{1, 2, 5}, {3, 4, 9}}], _Rectangle, Infinity]]\n    2",
    ),
    "DistributionChart": (
        "spreads", "distribution_chart", SPREAD, "data_, ",
        "DistributionChart[{data1, data2, ...}] shows sets of values as outlines of their densities.",
        ">>> Length[Cases[DistributionChart[{{1, 2, 5}, {3, 4, 9}}], _Polygon, Infinity]]\n    2",
    ),
    "SmoothHistogram": (
        "spreads", "smooth_histogram", FUNCTION, "data_, ",
        "SmoothHistogram[data] is a curve of how densely values lie; SmoothHistogram[data, w, \"CDF\"] says how wide"
        " the curve around a value is, and that values up to a place are shown.",
        ">>> Head[SmoothHistogram[{1, 2, 2, 3}]]\n    Graphics",
    ),
    "QuantilePlot": (
        "spreads", "quantile_plot", _QUANTILES, "data_, ",
        "QuantilePlot[data] compares the quantiles of values with those of a normal distribution; QuantilePlot[data,"
        " dist] with those of a distribution or of other values.",
        ">>> Cases[QuantilePlot[{1, 2, 3}, {2, 4, 6}], _Point, Infinity]\n    {Point[{{2., 1.}, {4., 2.}, {6., 3.}}]}",
    ),
    "ProbabilityPlot": (
        "spreads", "quantile_plot", _QUANTILES, "data_, ",
        "ProbabilityPlot[data] compares the distribution function of values with that of a normal distribution;"
        " ProbabilityPlot[data, dist] with that of a distribution or of other values.",
        ">>> Head[ProbabilityPlot[{1, 2, 3}]]\n    Graphics",
    ),
    "BubbleChart": (
        "bubbles", "bubble_chart", BUBBLES, "data_, ",
        "BubbleChart[{{x1, y1, z1}, ...}] shows places as bubbles whose areas are as z.",
        ">>> Head[BubbleChart[{{1, 2, 3}, {4, 5, 6}}]]\n    Graphics",
    ),
    "PairedBarChart": (
        "bubbles", "paired_bar_chart", CHART, "data_, others_, ",
        "PairedBarChart[{y1, y2, ...}, {z1, z2, ...}] is a chart of bars to the left and to the right.",
        ">>> Length[Cases[PairedBarChart[{1, 2}, {3, 4}], _Rectangle, Infinity]]\n    4",
    ),
    "SectorChart": (
        "bubbles", "sector_chart", PIE, "data_, ",
        "SectorChart[{{x1, y1}, ...}] is a disk of sectors with angles as x and radii as y.",
        ">>> Length[Cases[SectorChart[{{1, 2}, {3, 4}}], _Disk, Infinity]]\n    2",
    ),
    "WordCloud": (
        "bubbles", "word_cloud", CLOUD, "data_, ",
        "WordCloud[\"text\"] shows the words of a text as large as they are frequent; WordCloud[<|word -> weight,"
        " ...|>] and WordCloud[{word1, word2, ...}] take words themselves.",
        ">>> Length[Cases[WordCloud[<|\"one\" -> 3, \"two\" -> 1|>], _Text, Infinity]]\n    2",
    ),
}  # fmt: skip


def _declare(title: str) -> None:
    room, function, options, arguments, usage, example = _CHARTS[title]

    def chart(
        data: Any, others: Any = None, options: tuple[Any, ...] = (), *, session: Any, say: Any, expr: Any
    ) -> Any:  # fmt: skip
        make = getattr(import_module(f"...plots.{room}", __name__), function)
        return told(say, lambda: make(title, expr, session))

    chart.__doc__ = f"{usage}\n\n    {example}\n    "
    signature = f"{title}[{arguments}options___]"
    builtin(signature, options=options, attributes="Protected ReadProtected", **_MESSAGES)(chart)


for _title in _CHARTS:
    _declare(_title)
name("WordStyle", "WordStyle is an option of WordCloud: directives for the words.")
