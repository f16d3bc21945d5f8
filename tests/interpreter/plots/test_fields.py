"""Pictures of matrices and of functions of two variables."""

import numpy as np
import pytest
from luperca.interpreter.plots.fields import contour


@pytest.mark.parametrize(
    "text, result",
    [
        ("Cases[ArrayPlot[{{0, 1}}], Raster[c_, b_] :> {c, b}, Infinity]",
         "{{{{{1., 1., 1.}, {0., 0., 0.}}}, {{0., 0.}, {2., 1.}}}}"),
        ("Cases[DensityPlot[x, {x, 0, 1}, {y, 2, 3}, PlotPoints -> 4], Raster[c_, b_] :> {Dimensions[c], b}, Infinity]",
         "{{{4, 4, 3}, {{0., 2.}, {1., 3.}}}}"),
        ("Length[Cases[ContourPlot[x, {x, 0, 1}, {y, 0, 1}, Contours -> {0.25, 0.5}], _Line, Infinity]]", "2"),
        ("Head[MatrixPlot[{{1, 2}}, PlotLegends -> Automatic]]", "Legended"),
        ("Map[Head, {ColorData[\"Rainbow\"][0.3], ColorData[\"Rainbow\", 1]}]", "{RGBColor, RGBColor}"),
        ("x = 3; DensityPlot[x y, {x, 0, 1}, {y, 0, 1}, PlotPoints -> 3]; x", "3"),
    ],
)  # fmt: skip
def test_what_is_drawn(ask, text, result):
    assert ask(text) == result
    assert ask.messages == []


@pytest.mark.parametrize(
    "text, name",
    [
        ("MatrixPlot[{1, 2}]", "MatrixPlot::lpn"),
        ("DensityPlot[x, {x, 0}, {y, 0, 1}]", "DensityPlot::pllim"),
        ("ContourPlot[{x == 1, 2}, {x, 0, 1}, {y, 0, 1}]", "ContourPlot::cpeq"),
        ('ColorData["no such"]', "ColorData::notent"),
    ],
)
def test_bad_arguments(ask, text, name):
    ask(text)
    assert ask.messages == [name]


def test_lines_of_one_height_lie_on_it():
    x = np.linspace(-2, 2, 120)
    across, up = np.meshgrid(x, x)
    found = contour(x, x, across**2 + up**2, 1.0).reshape(-1, 2)
    assert len(found) > 100
    assert np.abs(np.hypot(found[:, 0], found[:, 1]) - 1).max() < 0.002
