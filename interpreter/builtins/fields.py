"""Pictures of matrices and of functions of two variables, and colours by name."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..declare import builtin, name
from ..display.graphics.values import color_expression, number
from ..expr import Expr, make_list
from ..plots.gradients import GRADIENTS, between
from ..plots.settings import CONTOURS, FIELD, MATRIX
from .plots import MESSAGES, told

_MESSAGES = MESSAGES | {"cpeq": "`1` is not an equation."}
_HELD = "HoldAll Protected ReadProtected"


@builtin("ArrayPlot[matrix_, options___]", options=MATRIX, attributes="Protected ReadProtected", **_MESSAGES)
def array_plot(matrix: Any, options: tuple[Any, ...] = (), *, session: Any, say: Any, expr: Any) -> Any:
    """ArrayPlot[matrix] is a picture with a cell for each number, darker for greater ones.

    >>> Length[Cases[ArrayPlot[{{1, 0}, {0, 1}}], _Raster, Infinity]]
    1
    """
    from ..plots.fields import array_plot

    return told(say, lambda: array_plot("ArrayPlot", expr, session))


@builtin("MatrixPlot[matrix_, options___]", options=MATRIX, attributes="Protected ReadProtected", **_MESSAGES)
def matrix_plot(matrix: Any, options: tuple[Any, ...] = (), *, session: Any, say: Any, expr: Any) -> Any:
    """MatrixPlot[matrix] is a picture with a colored cell for each number, white for zero.

    >>> Length[Cases[MatrixPlot[{{1, 0}, {0, -1}}], _Raster, Infinity]]
    1
    """
    from ..plots.fields import array_plot

    return told(say, lambda: array_plot("MatrixPlot", expr, session))


@builtin("DensityPlot[f_, xrange_, yrange_, options___]", options=FIELD, attributes=_HELD, **_MESSAGES)
def density_plot(
    f: Any, xrange: Any, yrange: Any, options: tuple[Any, ...] = (), *, session: Any, say: Any, expr: Any
) -> Any:
    """DensityPlot[f, {x, a, b}, {y, c, d}] is a picture of f in which heights are colors.

    >>> Head[DensityPlot[Sin[x y], {x, 0, 3}, {y, 0, 3}, PlotPoints -> 10]]
    Graphics
    """
    from ..plots.fields import density_plot

    return told(say, lambda: density_plot("DensityPlot", expr, session))


@builtin("ContourPlot[f_, xrange_, yrange_, options___]", options=CONTOURS, attributes=_HELD, **_MESSAGES)
def contour_plot(
    f: Any, xrange: Any, yrange: Any, options: tuple[Any, ...] = (), *, session: Any, say: Any, expr: Any
) -> Any:
    """ContourPlot[f, {x, a, b}, {y, c, d}] is a picture of f with lines of one height.

    ContourPlot[f == g, ...] draws the line where f and g are equal.

    >>> Length[Cases[ContourPlot[x^2 + y^2 == 1, {x, -2, 2}, {y, -2, 2}], _Line, Infinity]]
    1
    """
    from ..plots.fields import contour_plot

    return told(say, lambda: contour_plot("ContourPlot", expr, session))


@builtin("ColorData[scheme_]", "ColorData[scheme_, x_]", notent="`1` is not the name of colors.")
def color_data(scheme: Any, x: Any = None, *, say: Any) -> Any:
    """ColorData["name"] is a function from numbers between 0 and 1 to colors; ColorData["name", x] its value at x.

    ColorData["Gradients"] gives the names.

    >>> ColorData["GrayTones"][1.]
    RGBColor[0.95, 0.95, 0.95]
    """
    if scheme == "Gradients":
        return make_list(tuple(GRADIENTS))
    if scheme not in GRADIENTS:
        say("notent", scheme)
        return None
    if x is None:
        return Expr(S.Function, (Expr(S.ColorData, (scheme, Expr(S.Slot, (1,)))),))
    t = number(x)
    if t is None:
        return None
    return color_expression((*between(GRADIENTS[scheme], t).tolist(), None))


for _title, _usage in {
    "ColorFunction": "ColorFunction is an option of plots: a function from heights to colors, or a name.",
    "ColorRules": "ColorRules is an option of ArrayPlot and MatrixPlot: rules from values to colors.",
    "ColorFunctionScaling": "ColorFunctionScaling is an option of plots: whether heights are brought to 0 to 1 first.",
    "ContourShading": "ContourShading is an option of ContourPlot: whether levels are colored.",
    "ContourStyle": "ContourStyle is an option of ContourPlot: directives for the lines.",
    "Contours": "Contours is an option of ContourPlot: how many levels, or a list of them.",
    "DataReversed": "DataReversed is an option of MatrixPlot: whether the first row is below.",
}.items():
    name(_title, _usage)
