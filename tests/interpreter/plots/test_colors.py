"""ColorFunction of curves, ColorRules of cells, MeshStyle, and options that change nothing in a still picture."""

import colorsys

import numpy as np
import pytest
from luperca.interpreter.display.graphics.primitives import shapes_of
from luperca.interpreter.display.graphics.shapes import Dots, Path, Pixels
from luperca.interpreter.session import Session


@pytest.fixture(scope="module")
def shapes():
    session = Session(debug=True)
    return lambda text: shapes_of(session.evaluate_expr(session.read_value(text)).args[0])


def test_curves_have_the_colours_of_their_places(shapes):
    lines = [s for s in shapes("Plot[x, {x, 0, 1}, ColorFunction -> (Hue[#1/2] &)]") if isinstance(s, Path)]
    assert len(lines) > 20
    for line in lines:
        x, _ = line.traces[0].places[0]
        assert np.allclose(line.style.color[:3], colorsys.hsv_to_rgb(x / 2, 1, 1), atol=0.002)
    ends = [line.traces[0].places for line in lines]
    assert all(a[-1] == b[0] for a, b in zip(ends, ends[1:]))  # without gaps


def test_points_and_coordinates_that_are_not_scaled(shapes):
    dots = [s for s in shapes("ListPlot[{1, 5, 2}, ColorFunction -> (If[#2 > 3, Red, Blue] &),"
                              " ColorFunctionScaling -> False]") if isinstance(s, Dots)]  # fmt: skip
    assert [(d.style.color[:3], d.places) for d in dots] == [
        ((0, 0, 1), [(1, 1)]), ((1, 0, 0), [(2, 5)]), ((0, 0, 1), [(3, 2)]),
    ]  # fmt: skip


def test_one_colour_is_one_line(shapes):
    lines = [s for s in shapes("Plot[x^2, {x, 0, 1}, ColorFunction -> (Red &)]") if isinstance(s, Path)]
    assert len(lines) == 1


def test_cells(shapes):
    (cells,) = [s for s in shapes("ArrayPlot[{{1, a}, {Red, 2}}, ColorRules -> {1 -> Blue, a -> Green}]")
                if isinstance(s, Pixels)]  # fmt: skip
    assert cells.array[0].tolist() == [[0, 0, 255], [0, 255, 0]]
    (cells,) = [s for s in shapes("ArrayPlot[{{Red, 0}, {0, 1}}]") if isinstance(s, Pixels)]
    assert cells.array[0, 0].tolist() == [255, 0, 0]


def test_mesh_style(shapes):
    (dots,) = [s for s in shapes("ListLinePlot[{1, 2}, Mesh -> All, MeshStyle -> Red]") if isinstance(s, Dots)]
    assert dots.style.color[:3] == (1, 0, 0)
    lines = [s for s in shapes("ArrayPlot[{{1}}, Mesh -> True, MeshStyle -> Blue]") if isinstance(s, Path)]
    assert lines[0].style.color[:3] == (0, 0, 1)


def test_options_of_screens_and_pages(shapes):
    plain = shapes("Plot[x, {x, 0, 1}]")
    assert shapes('Plot[x, {x, 0, 1}, PerformanceGoal -> "Speed", ImageMargins -> 3, Method -> Automatic]') == plain
