"""Graphs in space: distances near the lengths of paths, what is drawn, and what is malformed."""

import numpy as np
import pytest
from luperca.interpreter.display.space.pieces import Faces, Lines, Note
from luperca.interpreter.display.space.primitives import pieces_of
from luperca.interpreter.display.space.scene import scene
from luperca.interpreter.graphs.space import places
from luperca.interpreter.session import Session


@pytest.fixture(scope="module")
def read():
    session = Session(debug=True)
    return lambda text: session.evaluate_expr(session.read_value(text))


def test_edges_are_about_as_long_as_one_another(read):
    g = read("PathGraph[Range[6]]")
    at = places(g)
    assert np.linalg.norm(at[0] - at[-1]) == pytest.approx(5, rel=0.02)
    g = read("CompleteGraph[4]")
    at = places(g)
    lengths = [np.linalg.norm(at[a] - at[b]) for a in range(4) for b in range(a)]
    assert max(lengths) / min(lengths) < 1.01  # a tetrahedron


def test_components_stand_beside_one_another(read):
    at = places(read("Graph[{1 <-> 2, 2 <-> 3, 4 <-> 5}]"))
    assert at[:3, 0].max() < at[3:, 0].min()


def test_what_is_drawn(read):
    e = read('Graph3D[{1 -> 2, 2 <-> 3, 3 -> 3}, VertexLabels -> "Name", VertexStyle -> {1 -> Red}]')
    pieces = pieces_of(e.args[0])
    assert len([p for p in pieces if isinstance(p, Faces)]) == 3
    assert sorted(p.arrow for p in pieces if isinstance(p, Lines)) == [False, True]
    assert [p.content for p in pieces if isinstance(p, Note)] == [1, 2, 3]
    assert [p.style.color[:3] == (1, 0, 0) for p in pieces if isinstance(p, Faces)] == [True, False, False]
    assert scene(e).items


def test_places_that_are_given(read):
    g = read("Graph[{1 <-> 2}, VertexCoordinates -> {{0, 0, 0}, {1, 2, 3}}]")
    assert places(g).tolist() == [[0, 0, 0], [1, 2, 3]]


def test_small_and_malformed(read):
    assert scene(read("Graph3D[Graph[{1}, {}]]")).items
    assert read("Graph3D[3]").head.name == "Graph3D"
