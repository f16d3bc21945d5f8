"""Things in space: meshes, what primitives cover, the camera, what hides what, and trees of anything at all."""

import math
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca.interpreter import symbols as S
from luperca.interpreter.display.graphics import is_drawable, painted, svg
from luperca.interpreter.display.space import bodies, solids  # noqa: F401 - has primitives
from luperca.interpreter.display.space.pieces import Dots, Faces, ends_of
from luperca.interpreter.display.space.polyhedra import NAMES, polyhedron
from luperca.interpreter.display.space.primitives import pieces_of
from luperca.interpreter.display.space.view import Camera, Options, read_options
from luperca.interpreter.expr import Expr, make_list
from luperca.interpreter.session import Session

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def read():
    session = Session(debug=True)
    return lambda text: session.evaluate_expr(session.read_value(text))


def volume(meshes):
    """The volume within closed faces, by the divergence theorem on triangles from each face's first corner."""
    total = 0.0
    for mesh in meshes:
        for face in mesh:
            for b, c in zip(face[1:], face[2:]):
                total += np.dot(face[0], np.cross(b, c)) / 6
    return total


@pytest.mark.parametrize(
    "text, expected, slack",
    [
        ("Sphere[{5, 1, 2}, 2]", 4 / 3 * math.pi * 8, 0.02),
        ("Ellipsoid[{0, 0, 0}, {1, 2, 3}]", 4 / 3 * math.pi * 6, 0.02),
        ("Ellipsoid[{0, 0, 0}, {{2, 1, 0}, {1, 2, 0}, {0, 0, 4}}]", 4 / 3 * math.pi * math.sqrt(12), 0.02),
        ("Cylinder[{{1, 2, 3}, {4, 6, 3}}, 2]", 20 * math.pi, 0.02),
        ("Cone[{{1, 2, 3}, {4, 6, 3}}, 2]", 20 * math.pi / 3, 0.02),
        ("CapsuleShape[{{0, 0, 0}, {0, 3, 0}}, 1]", 3 * math.pi + 4 / 3 * math.pi, 0.02),
        ("Torus[{1, 1, 1}, {1, 3}]", 2 * math.pi**2 * 2 * 1, 0.03),
        ("Cuboid[{1, 1, 1}, {0, 3, 5}]", 8, 1e-9),
        ("Cube[{1, 2, 3}, 2]", 8, 1e-9),
        ("Tetrahedron[]", 1 / (6 * math.sqrt(2)), 1e-9),
        ("Octahedron[2]", 8 * math.sqrt(2) / 3, 1e-9),
        ("Dodecahedron[]", (15 + 7 * math.sqrt(5)) / 4, 1e-9),
        ("Icosahedron[]", 5 * (3 + math.sqrt(5)) / 12, 1e-9),
        ("Tetrahedron[{{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 6}}]", 1, 1e-9),
        ("Prism[{{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 4}, {1, 0, 4}, {0, 1, 4}}]", 2, 1e-9),
        ("Pyramid[{{0, 0, 0}, {1, 0, 0}, {1, 1, 0}, {0, 1, 0}, {0, 0, 3}}]", 1, 1e-9),
        ("Parallelepiped[{1, 1, 1}, {{1, 0, 0}, {0, 0, 2}, {0, 3, 0}}]", 6, 1e-9),
        ("Scale[Cube[], {1, -2, 3}]", 6, 1e-9),
        ("Rotate[Cube[], 1, {1, 2, 3}]", 1, 1e-9),
        ("Tube[{{0, 0, 0}, {0, 0, 5}}, 1]", 5 * math.pi, 0.03),
        ("Tube[{{0, 0, 0}, {4, 0, 0}, {4, 4, 0}}, 0.5]", 8 * math.pi / 4, 0.04),
    ],
)  # fmt: skip
def test_volume_of_meshes(read, text, expected, slack):
    """Also says that all faces look outwards."""
    meshes = [piece.points for piece in pieces_of(read(text))]
    assert volume(meshes) == pytest.approx(expected, rel=slack)


@pytest.mark.parametrize("name", NAMES)
def test_polyhedra(name):
    places, faces = polyhedron(name)
    edges = {frozenset(pair) for f in faces for pair in zip(f, (*f[1:], f[0]))}
    assert len(places) - len(edges) + len(faces) == 2  # Euler
    assert all(np.linalg.norm(places[a] - places[b]) == pytest.approx(1) for a, b in map(tuple, edges))
    assert volume([places[list(f)][None] for f in faces]) > 0
    assert np.allclose(places.mean(axis=0), 0)


@pytest.mark.parametrize(
    "text, box",
    [
        ("Translate[Cuboid[], {{1, 0, 0}, {0, 0, 5}}]", ((0, 0, 0), (2, 1, 6))),
        ("Scale[Cuboid[], 3, {0, 0, 0}]", ((0, 0, 0), (3, 3, 3))),
        ("Rotate[Cuboid[], Pi/2, {0, 0, 1}, {0, 0, 0}]", ((-1, 0, 0), (0, 1, 1))),
        ("Rotate[Line[{{0, 0, 0}, {2, 0, 0}}], {{1, 0, 0}, {0, 0, 1}}, {0, 0, 0}, {0, 0, 0}]", ((0, 0, 0), (0, 0, 2))),
        ("GeometricTransformation[Cuboid[], {{{0, 1, 0}, {1, 0, 0}, {0, 0, 4}}, {1, 1, 1}}]", ((1, 1, 1), (2, 2, 5))),
        ("GeometricTransformation[Cuboid[], RotationTransform[Pi, {0, 0, 1}]]", ((-1, -1, 0), (0, 0, 1))),
        ("GraphicsComplex[{{0, 0, 0}, {1, 0, 0}, {0, 2, 3}}, {Polygon[{1, 2, 3}], Line[{{1, 2}, {2, 3}}]}]",
         ((0, 0, 0), (1, 2, 3))),
        ("Polyhedron[{{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}}, {{1, 2, 3}, {1, 2, 4}}]", ((0, 0, 0), (1, 1, 1))),
        ("{Point[{1, 2, 3}], Arrow[{{0, 0, 0}, {1, 1, 1}}], Text[x, {0, 5, 0}]}", ((0, 0, 0), (1, 5, 3))),
        ("BSplineCurve[{{0, 0, 0}, {1, 0, 1}, {2, 0, 0}}, SplineDegree -> 1]", ((0, 0, 0), (2, 0, 1))),
        ("BezierCurve[{{0, 0, 0}, {1, 0, 1}, {2, 0, 0}}]", ((0, 0, 0), (2, 0, 0.5))),
    ],
)  # fmt: skip
def test_where(read, text, box):
    low, high = ends_of(pieces_of(read(text)))
    assert np.allclose((low, high), box, atol=1e-9)


def test_colours_of_places(read):
    (piece,) = pieces_of(read(
        "GraphicsComplex[{{0, 0, 0}, {1, 0, 0}, {0, 1, 0}}, Polygon[{1, 2, 3}], VertexColors -> {Red, Green, Blue}]"
    ))  # fmt: skip
    assert isinstance(piece, Faces) and np.allclose(piece.colors, 1 / 3)
    (piece,) = pieces_of(read("Point[{{0, 0, 0}, {1, 0, 0}}, VertexColors -> {Red, Blue}]"))
    assert isinstance(piece, Dots) and np.allclose(piece.colors, [[1, 0, 0], [0, 0, 1]])


def test_malformed_primitives_are_left_out(read):
    assert pieces_of(read(
        "{Sphere[x], Sphere[{0, 0, 0}, x], Cylinder[3], Cone[{1, 2}], Cuboid[a, b], Torus[{0, 0, 0}, {2, 1}], Tube[x],"
        " Cube[x], Polygon[{{0, 0, 0}}], Line[{{0, 0, 0}}], Arrow[], Point[], Text[], GraphicsComplex[1, 2],"
        " Polyhedron[1, 2], Prism[], Simplex[{{0, 0, 0}}], Parallelepiped[1, 2], Disk[], Circle[]}"
    )) == []  # fmt: skip


# ---- the camera and the picture --------------------------------------------------------------------------------------


def options(read, text):
    return read_options(read(f"f[{text}]").args)


def test_camera_looks_along_its_view(read):
    camera = Camera(options(read, "ViewPoint -> {0, -3, 0}"))
    assert np.allclose(camera.on_paper(np.array([[0.3, 0, 0], [0, 0, 0.3], [0, 0.2, 0]])), [[0.3, 0], [0, 0.3], [0, 0]])
    above = Camera(options(read, "ViewPoint -> Above"))
    assert np.allclose(above.on_paper(np.array([[0.3, 0, 0], [0, 0.3, 0]])), [[0.3, 0], [0, 0.3]])
    assert Camera(options(read, "ViewPoint -> {0, 0, Infinity}")).parallel


def test_perspective_makes_what_is_far_smaller():
    camera = Camera(Options(view=(0.0, -2.0, 0.0)))
    near, far = camera.on_paper(np.array([[0.1, -0.5, 0.0], [0.1, 0.5, 0.0]]))[:, 0]
    assert near / far == pytest.approx(2.5 / 1.5)


def test_what_is_before_hides_what_is_behind(read):
    two = "{Glow[Red], Cuboid[{0, 0, 0}], Glow[Blue], Cuboid[{0, 3, 0}]}"
    for view, seen in (("Front", (255, 0, 0)), ("Back", (0, 0, 255))):
        image = painted(read(f"Graphics3D[{two}, ViewPoint -> {view}, Boxed -> False]"))
        assert image.getpixel((image.width // 2, image.height // 2)) == seen


def test_faces_towards_a_light_are_brighter(read):
    e = read(
        'Graphics3D[{White, EdgeForm[], Cuboid[]}, Lighting -> {{"Directional", White, {0, 0, 1}}}, Boxed -> False]'
    )
    image = painted(e)
    levels = {color[0] for _, color in image.getcolors(100_000)}
    assert {0, 255} <= levels


def test_lighting_none_keeps_colours(read):
    e = read("Graphics3D[{RGBColor[0.2, 0.4, 0.6], EdgeForm[], Sphere[]}, Lighting -> None, Boxed -> False]")
    fills = {p.get("fill") for p in ET.fromstring(svg(e)).iter(SVG + "path")}
    assert fills == {"#336699"}


def test_box_and_axes(read):
    plain = ET.fromstring(svg(read("Graphics3D[Cuboid[], Boxed -> False]")))
    boxed = ET.fromstring(svg(read("Graphics3D[Cuboid[]]")))
    assert len(list(boxed.iter(SVG + "path"))) == len(list(plain.iter(SVG + "path"))) + 2
    e = read('Graphics3D[Cuboid[], Axes -> True, AxesLabel -> {"across", "along", "up"}, PlotLabel -> "title"]')
    texts = [t.text for t in ET.fromstring(svg(e)).iter(SVG + "text")]
    assert {"across", "along", "up", "title"} <= set(texts)
    assert texts.count("0.4") == 3


def test_range_cuts(read):
    e = "Sphere[], Line[{{-3, 0, 0}, {3, 0, 0}}], Point[{0, 0, 2}]"
    whole = ET.fromstring(svg(read(f"Graphics3D[{{{e}}}]")))
    cut = ET.fromstring(svg(read(f"Graphics3D[{{{e}}}, PlotRange -> {{{{-1, 1}}, {{-1, 1}}, {{0, 1}}}}]")))
    assert len(list(whole.iter(SVG + "circle"))) == 1
    assert len(list(cut.iter(SVG + "circle"))) == 0


def test_size(read):
    root = ET.fromstring(svg(read("Graphics3D[Sphere[], ImageSize -> {200, 100}]")))
    assert (root.get("width"), root.get("height")) == ("200", "100")
    assert is_drawable(read("Graphics3D[Sphere[]]"))


def test_within_other_pictures(read):
    for text in ("Graphics[Inset[Graphics3D[Sphere[]]]]", "GraphicsRow[{Graphics3D[Sphere[]], Graphics[Disk[]]}]"):
        assert len(list(ET.fromstring(svg(read(text))).iter(SVG + "path"))) > 100


def test_nothing_at_all(read):
    for text in ("Graphics3D[{}]", "Graphics3D[]", "Graphics3D[x]", "Graphics3D[Point[{1, 1, 1}]]"):
        assert svg(read(text)).startswith("<svg")


HEADS = [getattr(S, n) for n in (
    "Sphere Cylinder Cone Cuboid Cube Torus Tube Line Point Polygon Arrow Text Opacity EdgeForm FaceForm Specularity"
    " Glow List Rotate Scale Translate GeometricTransformation GraphicsComplex Polyhedron Red Rule PlotRange ViewPoint"
).split()]  # fmt: skip
TREES = st.recursive(
    st.sampled_from([0, 1, -2, 0.5, 1e300, "a", S.Red, make_list((0, 0, 0)), make_list((1, 2, 3))]),
    lambda inner: st.builds(Expr, st.sampled_from(HEADS), st.lists(inner, max_size=4).map(tuple)),
    max_leaves=12,
)


@settings(derandomize=True, max_examples=150, deadline=None)
@given(TREES, TREES)
def test_any_tree_is_drawn(tree, option):
    assert svg(Expr(S.Graphics3D, (tree, option))).startswith("<svg")
