"""Plots in space: of functions and of data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..declare import builtin, name
from ..expr import Expr
from ..plots.settings import BARS3D, POINTS3D, SOLID, SURFACE
from .plots import MESSAGES, told

_MESSAGES = MESSAGES | {
    "lpn": "`1` is not a list of lists of numbers, or of places in space.",
    "ppl": "`1` is not a list of three coordinates, or a list of such.",
    "hbins": "`1` does not say bins.",
    "hspec": "`1` does not say what heights of bars mean.",
}
_HELD = "HoldAll Protected ReadProtected"
_SEEN = "Protected ReadProtected"
_USAGE = {
    "Plot3D": "Plot3D[f, {x, a, b}, {y, c, d}] is a picture of f as heights over a rectangle; Plot3D[{f, g, ...}, ...]"
    " of several.",
    "ParametricPlot3D": "ParametricPlot3D[{x, y, z}, {u, a, b}] is the curve of a place in space,"
    " ParametricPlot3D[{x, y, z}, {u, a, b}, {v, c, d}] a surface.",
    "SphericalPlot3D": "SphericalPlot3D[r, {t, a, b}, {p, c, d}] is the surface with distance r from the origin at the"
    " angle t from the vertical and p around it.",
    "RevolutionPlot3D": "RevolutionPlot3D[f, {t, a, b}] is the surface with height f at the distance t from the"
    " vertical; RevolutionPlot3D[{x, z}, {t, a, b}] a curve turned around it.",
    "DiscretePlot3D": "DiscretePlot3D[f, {i, a, b}, {j, c, d}] is a picture of f at steps, as points on stems.",
    "ContourPlot3D": "ContourPlot3D[f == g, {x, a, b}, {y, c, d}, {z, e, h}] is the surface on which f and g are equal;"
    " ContourPlot3D[f, ...] surfaces on which f has values that Contours says.",
    "ListPlot3D": "ListPlot3D[{{z11, z12, ...}, ...}] is a surface through heights on a grid;"
    " ListPlot3D[{{x1, y1, z1}, ...}] through places.",
    "ListPointPlot3D": "ListPointPlot3D[{{x1, y1, z1}, ...}] is a picture of points in space; it also takes heights on"
    " a grid, and several lists of points.",
    "ListLinePlot3D": "ListLinePlot3D[{{x1, y1, z1}, ...}] is a picture of places in space joined by lines.",
    "BarChart3D": "BarChart3D[{y1, y2, ...}] is a chart of bars in space; BarChart3D[{{y11, ...}, ...}] has groups.",
    "Histogram3D": "Histogram3D[{{x1, y1}, ...}] is a chart of how many places there are where; bins and heights are"
    " said as in Histogram.",
}
_EXAMPLE = {
    "Plot3D": ">>> Head[Plot3D[Sin[x y], {x, 0, 3}, {y, 0, 3}]]\n    Graphics3D",
    "ParametricPlot3D": ">>> Length[Cases[ParametricPlot3D[{Cos[u], Sin[u], u}, {u, 0, 6}], _Line, Infinity]]\n    1",
    "SphericalPlot3D": ">>> Head[SphericalPlot3D[1 + Cos[t], {t, 0, Pi}, {p, 0, 2 Pi}]]\n    Graphics3D",
    "RevolutionPlot3D": ">>> Head[RevolutionPlot3D[t^2, {t, 0, 1}]]\n    Graphics3D",
    "DiscretePlot3D": ">>> Cases[DiscretePlot3D[i j, {i, 2}, {j, 1}], _Point, Infinity]\n"
    "    {Point[{{1., 1., 1.}, {2., 1., 2.}}]}",
    "ContourPlot3D": ">>> Head[ContourPlot3D[x y == z, {x, -1, 1}, {y, -1, 1}, {z, -1, 1}]]\n    Graphics3D",
    "ListPlot3D": ">>> Head[ListPlot3D[{{1, 2}, {3, 5}}]]\n    Graphics3D",
    "ListPointPlot3D": ">>> Cases[ListPointPlot3D[{{1, 2, 3}, {4, 5, 6}}], _Point, Infinity]\n"
    "    {Point[{{1., 2., 3.}, {4., 5., 6.}}]}",
    "ListLinePlot3D": ">>> Cases[ListLinePlot3D[{{1, 2, 3}, {4, 5, 6}}], _Line, Infinity]\n"
    "    {Line[{{1., 2., 3.}, {4., 5., 6.}}]}",
    "BarChart3D": ">>> Length[Cases[BarChart3D[{{1, 2}, {3, 4}}], _Cuboid, Infinity]]\n    4",
    "Histogram3D": ">>> Cases[Histogram3D[{{0, 0}, {0, 0}, {1, 1}}, {1}], Cuboid[_, {_, _, h_}] :> h, Infinity]\n"
    "    {2., 1.}",
}

Make = Callable[[str, Expr, Any], Any]


def _functions(room: str, function: str) -> Make:
    def make(title: str, call: Expr, session: Any) -> Any:
        from ..plots import heights, isosurfaces, surfaces

        rooms = {"heights": heights, "isosurfaces": isosurfaces, "surfaces": surfaces}
        return getattr(rooms[room], function)(title, call, session)

    return make


def _documented(title: str) -> str:
    return f"{_USAGE[title]}\n\n    {_EXAMPLE[title]}\n    "


def _declare(title: str, arguments: str, options: dict[str, str], make: Make, attributes: str) -> None:
    def function(
        data: Any, first: Any = None, second: Any = None, third: Any = None, options: tuple[Any, ...] = (), *,
        session: Any, say: Any, expr: Any,
    ) -> Any:  # fmt: skip
        return told(say, lambda: make(title, expr, session))

    function.__doc__ = _documented(title)
    signature = f"{title}[data_, {arguments}options___]"
    builtin(signature, options=options, attributes=attributes, **_MESSAGES)(function)


_TURNED = SURFACE | {"BoxRatios": "Automatic"}
for _title, _room, _function, _options, _arguments in (
    ("Plot3D", "surfaces", "plot3d", SURFACE, "first_, second_, "),
    ("ParametricPlot3D", "surfaces", "parametric3d", _TURNED, "first_, "),
    ("SphericalPlot3D", "surfaces", "spherical3d", _TURNED, "first_, second_, "),
    ("RevolutionPlot3D", "surfaces", "revolution3d", _TURNED, "first_, "),
    ("DiscretePlot3D", "surfaces", "discrete3d", SURFACE, "first_, second_, "),
    ("ContourPlot3D", "isosurfaces", "contour_plot3d", SOLID, "first_, second_, third_, "),
    ("ListPlot3D", "heights", "list_plot3d", SURFACE, ""),
    ("ListPointPlot3D", "heights", "list_points3d", POINTS3D, ""),
    ("ListLinePlot3D", "heights", "list_points3d", POINTS3D, ""),
    ("BarChart3D", "heights", "bar_chart3d", BARS3D, ""),
    ("Histogram3D", "heights", "histogram3d", BARS3D, ""),
):
    _declare(_title, _arguments, _options, _functions(_room, _function), _HELD if _arguments else _SEEN)
for _title, _usage in {
    "BoundaryStyle": "BoundaryStyle is an option of plots in space: directives for the rims of surfaces.",
    "MeshStyle": "MeshStyle is an option of plots in space: directives for the lines on surfaces.",
    "RegionFunction": "RegionFunction is an option of plots: a function of the coordinates that is True where the plot"
    " is shown.",
}.items():
    name(_title, _usage)
