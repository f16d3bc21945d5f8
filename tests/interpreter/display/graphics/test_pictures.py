"""Graphics as SVG and as pixels: stored pictures, what options and directives do, and trees of anything at all."""

import importlib.util
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca.interpreter import symbols as S
from luperca.interpreter.display.graphics import is_drawable, painted, svg
from luperca.interpreter.expr import Expr, make_list
from luperca.interpreter.numerics.numbers import rational
from luperca.interpreter.packed import from_array
from luperca.interpreter.session import Session

HERE = Path(__file__).parent
_spec = importlib.util.spec_from_file_location("samples", HERE / "samples.py")
samples = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(samples)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def draw():
    session = Session(debug=True)
    return lambda text: session.evaluate_expr(session.read_value(text))


def elements(e, tag, size=None):
    """The elements of a kind in the picture's SVG."""
    return list(ET.fromstring(svg(e, size)).iter(SVG + tag))


@pytest.mark.parametrize("name", samples.PICTURES)
def test_stored(draw, name):
    e = draw(samples.PICTURES[name])
    assert svg(e) == (HERE / "pictures" / f"{name}.svg").read_text(encoding="utf-8")
    root = ET.fromstring(svg(e))
    image = painted(e, None, 2)
    assert image.mode == "RGB"
    assert image.size == tuple(round(2 * float(root.get(side))) for side in ("width", "height"))


# ---- what is drawn ---------------------------------------------------------------------------------------------------


def test_directives_act_within_their_list(draw):
    disks = elements(draw("Graphics[{Red, {Blue, Disk[]}, Disk[{3, 0}]}]"), "circle")
    assert [d.get("fill") for d in disks] == ["#0000ff", "#ff0000"]


@pytest.mark.parametrize(
    "directive, name, value",
    [
        ("GrayLevel[0.5]", "fill", "#808080"),
        ("Hue[1/3]", "fill", "#00ff00"),
        ("CMYKColor[0, 1, 1, 0]", "fill", "#ff0000"),
        ('RGBColor["#102030"]', "fill", "#102030"),
        ("Directive[Red, Opacity[0.25]]", "fill-opacity", "0.25"),
        ("RGBColor[1, 0, 0, 0.5]", "fill-opacity", "0.5"),
        ("Opacity[0.5, Blue]", "fill", "#0000ff"),
        ("EdgeForm[Green]", "stroke", "#00ff00"),
        ("EdgeForm[{AbsoluteThickness[3], Black}]", "stroke-width", "3"),
        ("FaceForm[]", "fill", "none"),
        ("FaceForm[Yellow]", "fill", "#ffff00"),
        ("RGBColor[7, -1, 0]", "fill", "#ff0000"),
    ],
)
def test_directives_of_regions(draw, directive, name, value):
    (disk,) = elements(draw(f"Graphics[{{{directive}, Disk[]}}]"), "circle")
    assert disk.get(name) == value


@pytest.mark.parametrize(
    "directive, name, value",
    [
        ("Thickness[0.01]", "stroke-width", "3.6"),
        ("AbsoluteThickness[2]", "stroke-width", "2"),
        ("Thick", "stroke-width", "2"),
        ("AbsoluteDashing[{1, 2}]", "stroke-dasharray", "1 2"),
        ("Dashed", "stroke-dasharray", "3 3"),
        ("Dashing[0.1]", "stroke-dasharray", "36"),
    ],
)
def test_directives_of_lines(draw, directive, name, value):
    (line,) = elements(draw(f"Graphics[{{{directive}, Line[{{{{0, 0}}, {{1, 1}}}}]}}]"), "path")
    assert line.get(name) == value


def test_points_and_their_size(draw):
    dots = elements(draw("Graphics[{AbsolutePointSize[8], Point[{{0, 0}, {1, 1}}], Point[{2, 2}]}]"), "circle")
    assert [d.get("r") for d in dots] == ["4", "4", "4"]


def test_text_is_escaped_and_placed(draw):
    (text,) = elements(draw('Graphics[{Text[Style["a<b&c", Bold, 20], {0, 0}, {1, 0}]}]'), "text")
    assert (text.text, text.get("font-size"), text.get("font-weight")) == ("a<b&c", "20", "bold")
    assert text.get("text-anchor") == "end"


def test_options_of_size_and_range(draw):
    root = ET.fromstring(svg(draw("Graphics[Disk[], ImageSize -> {100, 50}, Background -> Red]")))
    assert (root.get("width"), root.get("height")) == ("100", "50")
    assert root.find(SVG + "rect").get("fill") == "#ff0000"
    (disk,) = elements(draw("Graphics[Disk[], PlotRange -> {{0, 2}, {0, 1}}, PlotRangePadding -> None]"), "circle")
    assert (disk.get("cx"), disk.get("cy"), disk.get("r")) == ("0", "180", "180")
    (disk,) = elements(draw("Graphics[Disk[]]"), "circle", size=(54, 108))
    assert (disk.get("cx"), disk.get("cy"), disk.get("r")) == ("27", "54", "25")


def test_axes_and_frame_have_labelled_ticks(draw):
    for option in ("Axes -> True", "Frame -> True"):
        words = [t.text for t in elements(draw(f"Graphics[Line[{{{{0, 0}}, {{10, 100}}}}], {option}]"), "text")]
        assert {"5", "10", "50", "100"} <= {w.strip() for w in words} or {"2", "4", "20", "40"} <= set(words)


def test_pixels(draw):
    image = painted(draw("Graphics[{Red, Rectangle[]}, PlotRangePadding -> None, ImageSize -> 20]"))
    assert (np.asarray(image) == (255, 0, 0)).all()
    image = painted(draw("Graphics[{Red, Disk[]}, PlotRangePadding -> None, ImageSize -> 60]"))
    assert image.getpixel((30, 30)) == (255, 0, 0) and image.getpixel((1, 1)) == (255, 255, 255)
    share = (255.0 - np.asarray(image)[..., 1]).mean() / 255
    assert abs(share - 3.14159 / 4) < 0.02
    half = "Graphics[{Opacity[0.5], Black, Rectangle[]}, PlotRangePadding -> None, ImageSize -> 9]"
    assert painted(draw(half)).getpixel((4, 4)) in ((127, 127, 127), (128, 128, 128))


def test_pixels_of_rasters_and_holes(draw):
    raster = "Graphics[Raster[{{0, 1}, {1/2, 0}}], PlotRangePadding -> None, ImageSize -> 40]"
    image = painted(draw(raster))
    assert [image.getpixel(p)[0] for p in ((10, 30), (30, 30), (10, 10), (30, 10))] == [0, 255, 128, 0]
    hole = "Polygon[{{0, 0}, {3, 0}, {3, 3}, {0, 3}} -> {{{1, 1}, {2, 1}, {2, 2}, {1, 2}}}]"
    image = painted(draw(f"Graphics[{hole}, PlotRangePadding -> None, ImageSize -> 30]"))
    assert image.getpixel((15, 15)) == (255, 255, 255) and image.getpixel((5, 15)) == (0, 0, 0)


def test_a_picture_in_a_picture(draw):
    e = draw("Graphics[{Inset[Graphics[{Red, Disk[]}], {0, 0}, {0, 0}, {1, 1}], Circle[{0, 0}, 2]}]")
    fills = [c.get("fill") for c in elements(e, "circle")]
    assert fills == ["#ff0000", "none"]
    row = draw("GraphicsRow[{Graphics[Disk[]], Graphics[{Blue, Disk[]}]}]")
    assert len(elements(row, "circle")) == 2
    nested = draw("Nest[Graphics[Inset[#]] &, Graphics[Disk[]], 40]")
    assert ET.fromstring(svg(nested)) is not None


def test_what_is_no_graphics_is_drawn_as_text(draw):
    assert [t.text for t in elements(draw("x + 1"), "text")] == ["1 + x"]
    assert is_drawable(draw("Graphics[]")) is True
    assert is_drawable(draw("x + 1")) is False


# ---- anything at all -------------------------------------------------------------------------------------------------

HEADS = (
    "Point Line Arrow Rectangle Disk Circle Polygon Triangle RegularPolygon BezierCurve Text Inset Raster List Style "
    "GraphicsGroup RGBColor GrayLevel Hue CMYKColor Opacity Thickness PointSize Dashing EdgeForm FaceForm Directive "
    "Offset Scaled ImageScaled Rule Arrowheads Graphics AbsoluteDashing Plus Power Tooltip"
).split()
OPTIONS = (
    "PlotRange ImageSize AspectRatio Axes Frame FrameLabel AxesLabel PlotLabel Ticks FrameTicks GridLines Epilog "
    "PlotRangePadding ImagePadding AxesOrigin Background LabelStyle PlotRangeClipping RoundingRadius FontSize"
).split()
reals = st.floats(allow_nan=False, allow_infinity=False)
atoms = st.one_of(
    st.integers(-3, 3),
    st.integers(-(10**400), 10**400),
    st.floats(-5, 5),
    reals,
    st.text(max_size=5),
    st.builds(rational, st.integers(-9, 9), st.integers(2, 9)),
    st.sampled_from([S.system(n) for n in ("Automatic", "None", "All", "True", "Pi", "Large", "Tiny", "Bold", "Full")]),
)
pairs = st.tuples(st.floats(-5, 5), st.integers(-3, 3)).map(make_list)
places = st.lists(pairs, max_size=5).map(make_list)


def calls(inner):
    return st.builds(
        lambda head, args: Expr(S.system(head), tuple(args)), st.sampled_from(HEADS), st.lists(inner, max_size=4)
    )


sound = st.one_of(
    st.builds(
        lambda h, p: Expr(S.system(h), (p,)), st.sampled_from("Line Point Polygon Arrow BezierCurve".split()), places
    ),
    st.builds(
        lambda h, p, r: Expr(S.system(h), (p, r)), st.sampled_from(["Disk", "Circle", "Text"]), pairs, st.floats(0, 9)
    ),
    st.builds(lambda p, q: Expr(S.Rectangle, (p, q)), pairs, pairs),
)
trees = st.recursive(st.one_of(atoms, pairs, places, sound), calls, max_leaves=25)
rules = st.lists(
    st.builds(lambda n, v: Expr(S.Rule, (S.system(n), v)), st.sampled_from(OPTIONS), st.one_of(atoms, pairs, trees)),
    max_size=4,
)


@settings(max_examples=150, deadline=None)
@given(tree=trees, options=rules)
def test_any_tree_is_drawn(tree, options):
    e = Expr(S.Graphics, (tree, *options))
    text = svg(e, (80, 60))
    ET.fromstring(text)
    assert "nan" not in text and "inf" not in text.replace("info", "")
    assert text == svg(e, (80, 60))
    assert painted(e, (80, 60)).size == (80, 60)


@settings(max_examples=60, deadline=None)
@given(tree=trees, options=rules)
def test_any_size_is_one(tree, options):
    root = ET.fromstring(svg(Expr(S.Graphics, (tree, *options))))
    assert 1 <= float(root.get("width")) <= 20_000 and 1 <= float(root.get("height")) <= 20_000


@given(x=reals, y=reals)
def test_any_point_has_ticks(x, y):
    for option in (S.Frame, S.Axes):
        e = Expr(S.Graphics, (Expr(S.Point, (make_list([x, y]),)), Expr(S.Rule, (option, S.True_))))
        ET.fromstring(svg(e))


def test_deep_trees(draw):
    deep = draw("Nest[{Red, #} &, Disk[], 5000]")
    assert len(elements(Expr(S.Graphics, (deep,)), "circle")) == 1
    assert ET.fromstring(svg(Expr(S.Graphics, (draw("Nest[Directive[#, Red] &, Blue, 5000]"),)))) is not None
    assert ET.fromstring(svg(Expr(S.Graphics, (draw("Nest[EdgeForm[{#}] &, Blue, 3000]"),)))) is not None


def test_packed_places():
    line = Expr(S.Line, (from_array(np.random.default_rng(1).random((1000, 2))),))
    (path,) = elements(Expr(S.Graphics, (line,)), "path")
    assert path.get("d").count(" ") == 1998
    assert not elements(Expr(S.Graphics, (Expr(S.Line, (from_array(np.ones((5, 3))),)),)), "path")
