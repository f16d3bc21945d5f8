"""Regions, fields of vectors, polar plots, and data over the plane."""

import numpy as np
import pytest
from luperca.interpreter import symbols as S
from luperca.interpreter.display.graphics import svg
from luperca.interpreter.display.graphics.primitives import shapes_of
from luperca.interpreter.display.graphics.shapes import Path, extent
from luperca.interpreter.plots.regions import _loops
from luperca.interpreter.session import Session


@pytest.fixture(scope="module")
def draw():
    session = Session(debug=True)
    return lambda text: session.evaluate_expr(session.read_value(text))


def picture(e):
    return e.args[0] if e.head is S.Legended else e


def paths(e, filled=False, arrow=False):
    found = [s for s in shapes_of(picture(e).args[0]) if isinstance(s, Path)]
    return [s for s in found if s.filled == filled and s.arrow == arrow]


def area(loops):
    """The area within loops that go counterclockwise around what they enclose, and clockwise around holes."""
    return sum(x0 * y1 - x1 * y0 for loop in loops for (x0, y0), (x1, y1) in zip(loop, loop[1:] + loop[:1])) / 2


@pytest.mark.parametrize(
    "condition, expected",
    [
        ("x^2 + y^2 < 1", np.pi),
        ("1/4 < x^2 + y^2 < 1", np.pi * 3 / 4),
        ("Abs[x] < 1 && Abs[y] < 1/2", 2),
        ("x y > 0", 8),
        ("True", 16),
        ("False", 0),
    ],
)
def test_regions_have_their_area(draw, condition, expected):
    loops = [
        t.places for p in paths(draw(f"RegionPlot[{condition}, {{x, -2, 2}}, {{y, -2, 2}}]"), True) for t in p.traces
    ]
    assert area(loops) == pytest.approx(expected, abs=0.01)


def test_borders_of_regions(draw):
    (border,) = paths(draw("RegionPlot[x^2 + y^2 < 1, {x, -2, 2}, {y, -2, 2}]"))
    places = np.array([p for t in border.traces for p in t.places])
    assert np.abs(np.hypot(*places.T) - 1).max() < 1e-3
    assert paths(draw("RegionPlot[x < 1, {x, 0, 2}, {y, 0, 2}, BoundaryStyle -> None]")) == []


def test_loops():
    square = [((0, 0), (1, 0)), ((1, 0), (2, 0)), ((2, 0), (2, 1)), ((2, 1), (0, 1)), ((0, 1), (0, 0))]
    (loop,) = _loops(dict.fromkeys(square))
    assert sorted(loop) == [(0, 0), (0, 1), (2, 0), (2, 1)]


def test_vectors_point_along_the_field(draw):
    arrows = paths(draw("VectorPlot[{-y, x}, {x, -1, 1}, {y, -1, 1}, VectorPoints -> 6]"), arrow=True)
    assert len(arrows) == 36
    for a in arrows:
        (x0, y0), (x1, y1) = a.traces[0].places
        middle = np.array([(x0 + x1) / 2, (y0 + y1) / 2])
        along = np.array([x1 - x0, y1 - y0])
        assert abs(middle @ along) < 1e-9 and middle[0] * along[1] - middle[1] * along[0] > 0


def test_streams_follow_the_field(draw):
    e = draw("StreamPlot[{-y, x}, {x, -1, 1}, {y, -1, 1}]")
    lines = [np.array(p.traces[0].places) for p in paths(e) + paths(e, arrow=True)]
    assert len(lines) > 20
    for line in lines:
        distances = np.hypot(*line.T)
        assert np.ptp(distances) < 0.02


def test_fields_of_no_size(draw):
    assert svg(draw("VectorPlot[{0, 0}, {x, 0, 1}, {y, 0, 1}]")).startswith("<svg")
    assert svg(draw("StreamPlot[{0, 0}, {x, 0, 1}, {y, 0, 1}]")).startswith("<svg")
    assert svg(draw("VectorPlot[{Sqrt[x], 1/x}, {x, -1, 1}, {y, -1, 1}]")).startswith("<svg")


def test_list_vectors(draw):
    arrows = paths(draw("ListVectorPlot[{{{5, 5}, {1, 0}}, {{6, 5}, {1, 0}}, {{7, 8}, {2, 0}}}]"), arrow=True)
    middles = [tuple(np.mean(a.traces[0].places, axis=0)) for a in arrows]
    assert np.allclose(sorted(middles), [(5, 5), (6, 5), (7, 8)])


def test_polar(draw):
    (line,) = paths(draw("PolarPlot[2, {t, 0, 2 Pi}]"))
    assert np.allclose(np.hypot(*np.array(line.traces[0].places).T), 2)
    assert len(paths(draw("PolarPlot[{1, Style[t, Red]}, {t, 0, 3}]"))) == 2
    (line,) = paths(draw("ListPolarPlot[{1, 1, 1, 1}, Joined -> True]"))
    assert np.allclose(line.traces[0].places, [(1, 0), (0, 1), (-1, 0), (0, -1)])


def test_levels_of_data(draw):
    e = draw("ListContourPlot[Table[i + 10 j, {i, 4}, {j, 5}], Contours -> {25}]")
    places = np.array([p for line in paths(e) for t in line.traces for p in t.places])
    assert np.allclose(places[:, 1] + 10 * places[:, 0], 25)
    scattered = draw("ListContourPlot[Table[{Sin[3 i], Cos[5 i], Sin[3 i]}, {i, 60}], Contours -> {0}]")
    places = np.array([p for line in paths(scattered) for t in line.traces for p in t.places])
    assert len(places) and np.allclose(places[:, 0], 0, atol=1e-6)
    ranged = extent(shapes_of(draw("ListDensityPlot[{{0, 1}, {1, 2}}, DataRange -> {{0, 3}, {0, 5}}]").args[0]))
    assert (ranged.x, ranged.y) == ((0, 3), (0, 5))


@pytest.mark.parametrize(
    "text, message",
    [
        ("VectorPlot[x, {x, 0, 1}, {y, 0, 1}]", "VectorPlot::vfldata"),
        ("StreamPlot[{x, y}, {x, 0, 1}, 3]", "StreamPlot::pllim"),
        ("RegionPlot[x < y, {x, 0, a}, {y, 0, 1}]", "RegionPlot::plln"),
        ("ListVectorPlot[{1, 2}]", "ListVectorPlot::vfldata"),
        ("ListContourPlot[{1, 2}]", "ListContourPlot::lpn"),
        ("ListDensityPlot[{{1, 2}}]", "ListDensityPlot::lpn"),
        ("PolarPlot[1, t]", "PolarPlot::pllim"),
    ],
)
def test_messages(text, message):
    session = Session(debug=True)
    (item,) = session.read(text)
    outcome = session.evaluate_input(item)
    assert [str(m.name) for m in outcome.messages][:1] == [message]
