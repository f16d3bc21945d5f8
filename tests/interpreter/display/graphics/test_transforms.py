"""Pictures moved, turned and scaled, and primitives that are put together of others."""

import math

import pytest
from luperca.interpreter.display.graphics.curves import spline
from luperca.interpreter.display.graphics.primitives import shapes_of
from luperca.interpreter.display.graphics.shapes import Oval, Path, extent
from luperca.interpreter.session import Session


@pytest.fixture(scope="module")
def draw():
    session = Session(debug=True)
    return lambda text: shapes_of(session.evaluate_expr(session.read_value(text)))


def covered(shapes):
    found = extent(shapes)
    return pytest.approx((*found.x, *found.y), abs=1e-9)


@pytest.mark.parametrize(
    "text, box",
    [
        ("Rotate[Rectangle[{0, 0}, {2, 1}], Pi/2]", (0.5, 1.5, -0.5, 1.5)),
        ("Rotate[Rectangle[{0, 0}, {2, 1}], Pi/2, {0, 0}]", (-1, 0, 0, 2)),
        ("Rotate[Rectangle[{0, 0}, {2, 1}], {{1, 0}, {0, -1}}, {0, 0}]", (0, 1, -2, 0)),
        ("Scale[Rectangle[{0, 0}, {2, 2}], 1/2]", (0.5, 1.5, 0.5, 1.5)),
        ("Scale[Rectangle[{0, 0}, {2, 2}], {2, 3}, {0, 0}]", (0, 4, 0, 6)),
        ("Translate[Disk[], {{1, 0}, {5, 2}}]", (0, 6, -1, 3)),
        ("GeometricTransformation[Rectangle[], {{{2, 0}, {0, 3}}, {1, 1}}]", (1, 3, 1, 4)),
        ("GeometricTransformation[Rectangle[], {{0, 1}, {1, 0}}]", (0, 1, 0, 1)),
        ("GeometricTransformation[Rectangle[], {TranslationTransform[{3, 0}], RotationTransform[Pi]}]", (-1, 4, -1, 1)),
        ("Translate[{Rotate[Rectangle[], Pi/4], Point[{0, 0}]}, {1, 0}]",
         (1.5 - math.sqrt(0.5), 1.5 + math.sqrt(0.5), 0.5 - math.sqrt(0.5), 0.5 + math.sqrt(0.5))),
        ("GraphicsComplex[{{0, 0}, {2, 0}, {2, 3}}, {Polygon[{1, 2, 3}], Line[{{1, 2}, {2, 3}}]}]", (0, 2, 0, 3)),
        ("Parallelogram[{1, 1}, {{2, 0}, {1, 1}}]", (1, 4, 1, 2)),
        ("StadiumShape[{{0, 0}, {3, 0}}, 1]", (-1, 4, -1, 1)),
        ("Ball[{{0, 0}, {4, 0}}, 1]", (-1, 5, -1, 1)),
    ],
)  # fmt: skip
def test_where(draw, text, box):
    assert covered(draw(text)) == box


def test_ovals_stay_ovals_along_the_axes(draw):
    (flat,) = draw("Scale[Disk[], {3, 1}]")
    assert type(flat) is Oval and flat.radii == (3, 1)
    (turned,) = draw("Rotate[Disk[{0, 0}, {3, 1}], Pi/6]")
    assert type(turned) is Path and turned.filled


def test_text_turns_and_grows(draw):
    (words,) = draw('Rotate[Text["a", {0, 0}], Pi/3]')
    assert words.turn == pytest.approx(math.pi / 3)
    (words,) = draw('Scale[Text[Style["a", 10], {0, 0}], 2]')
    assert words.style.size == 20


@pytest.mark.parametrize(
    "text",
    ["Rotate[Disk[], x]", "Scale[Disk[], \"a\"]", "Translate[Disk[], 3]", "GeometricTransformation[Disk[], f]"],
)  # fmt: skip
def test_malformed_wrappers_change_nothing(draw, text):
    assert covered(draw(text)) == (-1, 1, -1, 1)


def test_malformed_primitives_are_left_out(draw):
    assert draw(
        "{GraphicsComplex[3, Disk[]], Annulus[{0, 0}, {2, 1}], DiskSegment[], FilledCurve[], FilledCurve[{x}],"
        " BSplineCurve[x], BSplineCurve[{{0, 0}, {1, 1}}, SplineDegree -> 0], StadiumShape[1, 2], Parallelogram[x, y]}"
    ) == []  # fmt: skip


def test_curves_go_on_where_the_one_before_ends(draw):
    (path,) = draw("JoinedCurve[{Line[{{0, 0}, {1, 0}}], Line[{{1, 1}, {0, 1}}]}, CurveClosed -> True]")
    places = path.traces[0].places
    assert places[0] == places[-1] == (0, 0)
    assert [(round(x, 9), round(y, 9)) for x, y in places[::3]] == [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]
    assert len(draw("FilledCurve[{{Line[{{0, 0}, {3, 0}, {0, 3}}]}, {Line[{{1, 1}, {2, 1}, {1, 2}}]}}]")[0].traces) == 2


def test_a_spline_of_four_places_is_a_bezier_curve():
    corners = [(0.0, 0.0), (1.0, 2.0), (3.0, 2.0), (4.0, 0.0)]
    found = spline(corners, 3, False)
    for i, place in enumerate(found):
        t = i / (len(found) - 1)
        weights = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3]
        assert place == pytest.approx([sum(w * c[k] for w, c in zip(weights, corners)) for k in (0, 1)])


def test_a_spline_with_weights_is_a_circle():
    w = math.sqrt(0.5)
    for x, y in spline([(1.0, 0.0), (1.0, 1.0), (0.0, 1.0)], 2, False, [1.0, w, 1.0]):
        assert math.hypot(x, y) == pytest.approx(1)


def test_a_closed_spline_ends_where_it_begins():
    found = spline([(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)], 3, True)
    assert found[0] == pytest.approx(found[-1])
