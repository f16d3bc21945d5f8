"""Plots in space: places where they should be, faces, lines, colours, options, and what is malformed."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca.interpreter.display.graphics import svg
from luperca.interpreter.display.space.pieces import Dots, Faces, Lines
from luperca.interpreter.display.space.primitives import pieces_of
from luperca.interpreter.display.space.scene import scene
from luperca.interpreter.plots.isosurfaces import net
from luperca.interpreter.plots.triangles import triangles
from luperca.interpreter.session import Session


@pytest.fixture(scope="module")
def draw():
    session = Session(debug=True)
    return lambda text: session.evaluate_expr(session.read_value(text))


def of(kind, e):
    """The pieces of a kind in a Graphics3D."""
    return [p for p in pieces_of(e.args[0]) if isinstance(p, kind)]


def corners(e):
    return np.concatenate([p.points.reshape(-1, 3) for p in of(Faces, e)])


@pytest.mark.parametrize(
    "text, holds",
    [
        ("Plot3D[x^2 + y, {x, -1, 2}, {y, 0, 1}]", lambda x, y, z: x**2 + y - z),
        ("Plot3D[If[x > 0, x, y], {x, -1, 1}, {y, 0, 1}]", lambda x, y, z: np.where(x > 0, x, y) - z),
        ("ParametricPlot3D[{u Cos[v], u Sin[v], u}, {u, 0, 2}, {v, 0, 2 Pi}]", lambda x, y, z: np.hypot(x, y) - z),
        ("SphericalPlot3D[2, t, p]", lambda x, y, z: x**2 + y**2 + z**2 - 4),
        ("RevolutionPlot3D[t^2, {t, 0, 1}]", lambda x, y, z: x**2 + y**2 - z),
        ("RevolutionPlot3D[{2 + Cos[t], Sin[t]}, {t, 0, 2 Pi}]",
         lambda x, y, z: (np.hypot(x, y) - 2) ** 2 + z**2 - 1),
        ("RevolutionPlot3D[t Cos[a], {t, 0, 1}, {a, 0, 2 Pi}]", lambda x, y, z: x - z),
        ("ListPlot3D[Table[i - 2 j, {i, 4}, {j, 5}]]", lambda x, y, z: y - 2 * x - z),
        ("ListPlot3D[Flatten[Table[{i, j, i j}, {i, 3}, {j, 4}], 1]]", lambda x, y, z: x * y - z),
        ("ListPlot3D[Table[{Sin[i], Cos[3 i], Sin[i] + 2 Cos[3 i]}, {i, 30}]]", lambda x, y, z: x + 2 * y - z),
    ],
)  # fmt: skip
def test_surfaces(draw, text, holds):
    places = corners(draw(text))
    assert len(places) > 10
    assert np.allclose(holds(*places.T), 0, atol=1e-9)


def test_heights_cover_the_rectangle(draw):
    places = corners(draw("Plot3D[x y, {x, -1, 2}, {y, 3, 7}]"))
    assert np.allclose(places[:, :2].min(axis=0), (-1, 3)) and np.allclose(places[:, :2].max(axis=0), (2, 7))


def test_surface_of_an_equation(draw):
    places = corners(draw("ContourPlot3D[x^2 + y^2 + z^2 == 1, {x, -2, 2}, {y, -2, 2}, {z, -2, 2}]"))
    assert np.abs(np.linalg.norm(places, axis=1) - 1).max() < 0.01
    levels = draw("ContourPlot3D[x + y + z, {x, 0, 1}, {y, 0, 1}, {z, 0, 1}, Contours -> {1, 2}]")
    sums = corners(levels).sum(axis=1)
    assert np.allclose(np.unique(np.round(sums, 9)), (1, 2))


def test_net_looks_outwards():
    axis = np.linspace(-1.5, 1.5, 20)
    x, y, z = np.meshgrid(axis, axis, axis, indexing="ij")
    places, faces = net(1 - x**2 - y**2 - z**2, [axis] * 3)
    from luperca.interpreter.display.space.solids import normal

    points = places[faces]
    outwards = (normal(points) * points.mean(axis=1)).sum(axis=1)
    assert (outwards > 0).all() or (outwards < 0).all()


def test_no_values_no_faces(draw):
    places = corners(draw("Plot3D[Sqrt[1 - x^2 - y^2], {x, -1, 1}, {y, -1, 1}]"))
    assert (np.hypot(places[:, 0], places[:, 1]) <= 1 + 1e-9).all()
    inside = corners(draw("Plot3D[x, {x, -1, 1}, {y, -1, 1}, RegionFunction -> Function[{x, y, z}, x > 0]]"))
    assert (inside[:, 0] > 0).all()


def test_poles_are_cut(draw):
    e = draw("Plot3D[1/(x y), {x, -2, 2}, {y, -2, 2}]")
    assert scene(e).items
    (ranged,) = [a.args[1] for a in e.args[1:] if a.args[0].name == "PlotRange"]
    low, high = ranged.args[2].args
    assert -100 < low < 0 < high < 100


def test_mesh(draw):
    assert of(Lines, draw("Plot3D[x, {x, 0, 1}, {y, 0, 1}, Mesh -> None]")) == []
    (lines,) = of(Lines, draw("Plot3D[x, {x, 0, 1}, {y, 0, 1}]"))
    assert len(lines.runs) == 30
    (lines,) = of(Lines, draw("Plot3D[x, {x, 0, 1}, {y, 0, 1}, Mesh -> {2, 3}]"))
    assert len(lines.runs) == 5
    firsts = sorted({round(float(run[0, 0]), 6) for run in lines.runs})
    assert firsts == pytest.approx([0, 1 / 3, 2 / 3], abs=0.02)


def test_colours(draw):
    (piece,) = of(Faces, draw("Plot3D[x, {x, 0, 1}, {y, 0, 1}, ColorFunction -> (GrayLevel[#3] &)]"))
    assert np.allclose(piece.colors[:, 0], piece.points.mean(axis=1)[:, 2], atol=1e-6)
    (piece,) = of(Faces, draw('Plot3D[x, {x, 0, 1}, {y, 0, 1}, ColorFunction -> "Rainbow"]'))
    assert piece.colors.std() > 0.1


def test_legends_and_styles(draw):
    e = draw('Plot3D[{x, y}, {x, 0, 1}, {y, 0, 1}, PlotLegends -> "Expressions", PlotStyle -> {Red, Blue}]')
    assert e.head.name == "Legended"
    assert [p.style.color[:3] for p in of(Faces, e.args[0])] == [(1, 0, 0), (0, 0, 1)]
    assert svg(e).startswith("<svg")


def test_curves_and_points(draw):
    (curve,) = of(Lines, draw("ParametricPlot3D[{Cos[u], Sin[u], u}, {u, 0, 6}]"))
    x, y, z = curve.runs[0].T
    assert np.allclose(x, np.cos(z)) and np.allclose(y, np.sin(z))
    assert [len(d.points) for d in of(Dots, draw("ListPointPlot3D[{{{1, 2, 3}}, {{4, 5, 6}, {7, 8, 9}}}]"))] == [1, 2]
    (dots,) = of(Dots, draw("ListPointPlot3D[{{1, 2}, {3, 4}}]"))
    assert dots.points.tolist() == [[1, 1, 1], [2, 1, 2], [1, 2, 3], [2, 2, 4]]
    (stems,) = of(Lines, draw("ListPointPlot3D[{{1, 2, 3}, {4, 5, 6}}, Filling -> 1]"))
    assert [run.tolist() for run in stems.runs] == [[[1, 2, 1], [1, 2, 3]], [[4, 5, 1], [4, 5, 6]]]
    (dots,) = of(Dots, draw("DiscretePlot3D[i j, {i, 2, 3}, {j, 0, 4, 2}]"))
    assert [p[0] * p[1] - p[2] for p in dots.points] == [0] * 6


def test_bars(draw):
    e = draw("BarChart3D[{{1, 2}, {3, 4}}]")
    assert sorted(p.points[..., 2].max() for p in of(Faces, e)) == [1, 2, 3, 4]
    e = draw('Histogram3D[{{0.5, 0.5}, {0.6, 0.2}, {1.5, 0.1}}, {1}, "Probability"]')
    assert sorted(p.points[..., 2].max() for p in of(Faces, e)) == pytest.approx([1 / 3, 2 / 3])


def test_show(draw):
    e = draw("Show[Plot3D[x, {x, 0, 1}, {y, 0, 1}], Graphics3D[Sphere[]], Boxed -> False]")
    assert e.head.name == "Graphics3D" and len(of(Faces, e)) == 2
    assert draw("Show[Graphics[Disk[]], Graphics3D[Sphere[]]]").head.name == "Show"


@pytest.mark.parametrize(
    "text, message",
    [
        ("Plot3D[x, {x, 0, 1}, 3]", "Plot3D::pllim"),
        ("Plot3D[x, {x, 0, a}, {y, 0, 1}]", "Plot3D::plln"),
        ("Plot3D[x, {x, 0, 1}, {y, 0, 1}, NoOption -> 3]", "Plot3D::optx"),
        ("ParametricPlot3D[{u, u}, {u, 0, 1}]", "ParametricPlot3D::ppl"),
        ("ListPlot3D[3]", "ListPlot3D::lpn"),
        ("ListPointPlot3D[{1, 2}]", "ListPointPlot3D::lpn"),
        ("BarChart3D[{}]", "BarChart3D::lpn"),
        ("Histogram3D[{1, 2}]", "Histogram3D::lpn"),
        ("Histogram3D[{{1, 2}}, x]", "Histogram3D::hbins"),
    ],
)
def test_messages(text, message):
    session = Session(debug=True)
    (item,) = session.read(text)
    outcome = session.evaluate_input(item)
    assert [str(m.name) for m in outcome.messages][:1] == [message]


# ---- triangles between places ----------------------------------------------------------------------------------------


def in_circle(a, b, c, p):
    """Positive where p lies within the circle through a, b, c (counterclockwise)."""
    rows = [[q[0] - p[0], q[1] - p[1], (q[0] - p[0]) ** 2 + (q[1] - p[1]) ** 2] for q in (a, b, c)]
    return np.linalg.det(np.array(rows))


@settings(derandomize=True, max_examples=25, deadline=None)
@given(st.integers(3, 25), st.integers(0, 10_000))
def test_no_place_lies_within_the_circle_of_a_triangle(n, seed):
    places = np.random.default_rng(seed).random((n, 2))
    places = (places - places.min(axis=0)) / np.ptp(places, axis=0)
    for a, b, c in places[triangles(places)]:
        cross = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
        assert max(math.copysign(1, cross) * in_circle(a, b, c, p) for p in places) < 1e-9
