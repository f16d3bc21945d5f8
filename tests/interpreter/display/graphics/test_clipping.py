"""Pictures within pictures stay within their boxes."""

from luperca.interpreter.display.graphics.clipping import cut
from luperca.interpreter.display.graphics.scene import Curve, Scene, Stroke


def strokes(points, fill=None):
    found = Scene(20, 20, None, [Curve([Stroke(points)], fill)], (0, 1, 0.0, 0.0, 10.0, 10.0))
    return [s.points for s in cut(found)[0].strokes]


def test_a_line_is_cut_at_the_box():
    assert strokes([(5, -5), (5, 5), (15, 5)]) == [[(5, 0), (5, 5), (10, 5)]]


def test_a_line_that_leaves_and_comes_back_is_two():
    assert strokes([(1, 5), (1, 20), (9, 20), (9, 5)]) == [[(1, 5), (1, 10)], [(9, 10), (9, 5)]]


def test_what_lies_outside_is_gone():
    assert strokes([(11, 0), (12, 5)]) == []


def test_areas_are_held_within():
    assert strokes([(-5, -5), (5, 5), (15, 5)], (0, 0, 0, 1)) == [[(0, 0), (5, 5), (10, 5)]]


def test_items_outside_the_clip_stay():
    found = Scene(20, 20, None, [Curve([Stroke([(0, 15), (15, 15)])])], None)
    assert cut(found)[0].strokes[0].points == [(0, 15), (15, 15)]
