"""AxesStyle, FrameStyle, TicksStyle and GridLinesStyle: colours, thickness and letters of what stands around."""

import xml.etree.ElementTree as ET

import pytest
from luperca.interpreter.display.graphics import svg
from luperca.interpreter.session import Session

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def draw():
    session = Session(debug=True)
    return lambda text: ET.fromstring(svg(session.evaluate_expr(session.read_value(text))))


def strokes(root):
    return [(p.get("stroke"), p.get("stroke-width")) for p in root.iter(SVG + "path") if p.get("stroke")]


def letters(root):
    return {(t.get("fill"), t.get("font-size"), t.get("font-weight")) for t in root.iter(SVG + "text")}


PICTURE = "Graphics[{{Disk[]}}, PlotRange -> {{{{-2, 2}}, {{-2, 2}}}}, {}]"


def test_axes(draw):
    root = draw(PICTURE.format("Axes -> True, AxesStyle -> {Red, Directive[Blue, AbsoluteThickness[3]]}"))
    assert {("#ff0000", "0.8"), ("#0000ff", "3")} == set(strokes(root))
    assert letters(root) == {("#ff0000", "10", None), ("#0000ff", "10", None)}


def test_ticks(draw):
    root = draw(PICTURE.format("Axes -> True, TicksStyle -> Directive[Red, Bold, 14]"))
    assert letters(root) == {("#ff0000", "14", "bold")}
    assert {width for _, width in strokes(root)} == {"0.8"}


def test_frame(draw):
    root = draw(PICTURE.format("Frame -> True, FrameStyle -> Green, FrameTicksStyle -> Black"))
    assert {color for color, _ in strokes(root)} == {"#00ff00"}
    assert letters(root) == {("#000000", "10", None)}


def test_grid(draw):
    root = draw(PICTURE.format("GridLines -> {{0}, {1}}, GridLinesStyle -> {Red, Blue}"))
    assert {color for color, _ in strokes(root)} == {"#ff0000", "#0000ff"}


def test_in_space(draw):
    root = draw("Graphics3D[Sphere[], Axes -> True, AxesStyle -> Red, TicksStyle -> 13, Boxed -> False]")
    assert letters(root) == {("#ff0000", "13", None)}
    assert strokes(root).count(("#ff0000", "0.8")) == 3


def test_labels_and_grids_in_space(draw):
    plain = "Graphics3D[Cuboid[], Axes -> True, AxesLabel -> {x, y, z}, Boxed -> False, Ticks -> {{0.5}, {0.5}, {0.5}}"
    root = draw(plain + ", LabelStyle -> Directive[Bold, 13], FaceGrids -> All]")
    assert {(size, weight) for _, size, weight in letters(root)} == {("13", "bold")}
    (grid,) = [p for p in root.iter(SVG + "path") if p.get("stroke") == "#cccccc"]
    assert grid.get("d").count("M") == 6  # two lines on each of three faces
    one = draw(plain + ", FaceGrids -> {{0, 0, -1}}]")
    (grid,) = [p for p in one.iter(SVG + "path") if p.get("stroke") == "#cccccc"]
    assert grid.get("d").count("M") == 2


def test_plots_take_them(draw):
    root = draw("Plot[x, {x, 0, 1}, AxesStyle -> Red, Frame -> False, TicksStyle -> {}, GridLinesStyle -> Dashed]")
    assert ("#ff0000", "0.8") in strokes(root)
