"""Pictures of conditions, of fields of vectors, and of data over the plane."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from ..declare import builtin, name
from ..plots.settings import LIST_FIELD, REGION, VECTORS
from .plots import MESSAGES, told

_MESSAGES = MESSAGES | {
    "vfldata": "`1` is not a list of two components, or of vectors.",
    "lpn": "`1` is not a list of lists of numbers, or of places with heights.",
}
# name -> (room, function, options, arguments, usage, example)
_PLOTS: dict[str, tuple[str, str, dict[str, str], str, str, str]] = {
    "RegionPlot": (
        "regions", "region_plot", REGION, "xrange_, yrange_, ",
        "RegionPlot[condition, {x, a, b}, {y, c, d}] is a picture of where a condition holds; RegionPlot[{c1, c2, ...},"
        " ...] of several.",
        ">>> Head[RegionPlot[x^2 + y^2 < 1, {x, -1, 1}, {y, -1, 1}, PlotPoints -> 10]]\n    Graphics",
    ),
    "VectorPlot": (
        "vectors", "vector_plot", VECTORS, "xrange_, yrange_, ",
        "VectorPlot[{u, v}, {x, a, b}, {y, c, d}] is a picture of a field of vectors as arrows.",
        ">>> Length[Cases[VectorPlot[{y, -x}, {x, 1, 2}, {y, 1, 2}, VectorPoints -> 3], _Arrow, Infinity]]\n    9",
    ),
    "StreamPlot": (
        "vectors", "stream_plot", VECTORS, "xrange_, yrange_, ",
        "StreamPlot[{u, v}, {x, a, b}, {y, c, d}] is a picture of lines that follow a field of vectors.",
        ">>> Head[StreamPlot[{1, 0}, {x, 0, 1}, {y, 0, 1}, StreamPoints -> 5]]\n    Graphics",
    ),
    "VectorDensityPlot": (
        "vectors", "vector_plot", VECTORS, "xrange_, yrange_, ",
        "VectorDensityPlot[{u, v}, {x, a, b}, {y, c, d}] is a VectorPlot over colors for the lengths of the vectors.",
        ">>> Length[Cases[VectorDensityPlot[{y, -x}, {x, 1, 2}, {y, 1, 2}], _Raster, Infinity]]\n    1",
    ),
    "StreamDensityPlot": (
        "vectors", "stream_plot", VECTORS, "xrange_, yrange_, ",
        "StreamDensityPlot[{u, v}, {x, a, b}, {y, c, d}] is a StreamPlot over colors for the lengths of the vectors.",
        ">>> Length[Cases[StreamDensityPlot[{y, -x}, {x, 1, 2}, {y, 1, 2}], _Raster, Infinity]]\n    1",
    ),
    "ListVectorPlot": (
        "vectors", "list_vector_plot", VECTORS, "",
        "ListVectorPlot[{{{u11, v11}, ...}, ...}] is a picture of vectors on a grid; ListVectorPlot[{{{x1, y1},"
        " {u1, v1}}, ...}] of vectors at places.",
        ">>> Length[Cases[ListVectorPlot[Table[{1, i}, {i, 3}, {j, 4}]], _Arrow, Infinity]]\n    12",
    ),
    "ListContourPlot": (
        "scattered", "list_contour_plot", LIST_FIELD, "",
        "ListContourPlot[{{z11, z12, ...}, ...}] is a picture of heights on a grid with lines of one height;"
        " ListContourPlot[{{x1, y1, z1}, ...}] of heights at places.",
        ">>> Length[Cases[ListContourPlot[{{0, 1}, {1, 2}}, Contours -> {1/2, 3/2}], _Line, Infinity]]\n    2",
    ),
    "ListDensityPlot": (
        "scattered", "list_density_plot", LIST_FIELD, "",
        "ListDensityPlot[{{z11, z12, ...}, ...}] is a picture of heights on a grid in colors; ListDensityPlot[{{x1, y1,"
        " z1}, ...}] of heights at places.",
        ">>> Length[Cases[ListDensityPlot[{{0, 1}, {1, 2}}], _Raster, Infinity]]\n    1",
    ),
}  # fmt: skip


def _declare(title: str) -> None:
    room, function, options, arguments, usage, example = _PLOTS[title]

    def plot(
        data: Any, xrange: Any = None, yrange: Any = None, options: tuple[Any, ...] = (), *,
        session: Any, say: Any, expr: Any,
    ) -> Any:  # fmt: skip
        make = getattr(import_module(f"...plots.{room}", __name__), function)
        return told(say, lambda: make(title, expr, session))

    plot.__doc__ = f"{usage}\n\n    {example}\n    "
    attributes = "HoldAll Protected ReadProtected" if arguments else "Protected ReadProtected"
    builtin(f"{title}[data_, {arguments}options___]", options=options, attributes=attributes, **_MESSAGES)(plot)


for _title in _PLOTS:
    _declare(_title)
for _title, _usage in {
    "StreamColorFunction": "the name of a gradient for the lengths of the vectors, or None",
    "StreamPoints": 'how many lines there are across the picture, "Coarse" or "Fine"',
    "StreamStyle": "directives for the lines",
    "VectorColorFunction": "the name of a gradient for the lengths of the vectors, or None",
    "VectorPoints": "how many arrows there are in both directions",
    "VectorStyle": "directives for the arrows",
}.items():
    name(_title, f"{_title} is an option of plots of vectors: {_usage}.")
