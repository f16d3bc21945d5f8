"""Where vertices stand, and the pictures."""

import math

import pytest
from luperca import Session
from luperca.interpreter.display.graphics import is_drawable, svg
from luperca.interpreter.graphs.drawing import places
from luperca.interpreter.graphs.layout import LAYOUTS, layers, springs

SESSION = Session()


def made(text):
    return SESSION.evaluate_wrap(text).expr


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
@pytest.mark.parametrize(
    "text",
    ["GridGraph[{3, 4}]", "Graph[{1 -> 2, 2 -> 3, 3 -> 1, 3 -> 3}]", "Graph[{1, 2, 3}, {}]", "Graph[{1}, {}]",
     "Graph[{1 <-> 2, 3 <-> 4}]", "Graph[{1 -> 2, 2 <-> 3, 1 -> 3, 1 -> 2}]"],
)  # fmt: skip
def test_every_layout_gives_every_vertex_a_place_of_its_own(layout, text):
    graph = made(text)
    found = LAYOUTS[layout](graph)
    assert len(found) == len(graph.vertices)
    assert all(math.isfinite(c) for p in found for c in p)
    assert len({(round(x, 3), round(y, 3)) for x, y in found}) == len(found)


def test_layers_lead_down():
    graph = made("Graph[{1 -> 2, 1 -> 3, 2 -> 4, 3 -> 4, 4 -> 5, 1 -> 5}]")
    at = layers(graph)
    assert all(at[e.source][1] > at[e.target][1] for e in graph.edges)


def test_springs_keep_distances():
    at = springs(made("PathGraph[6]"))
    assert [round(math.dist(at[0], p)) for p in at] == [0, 1, 2, 3, 4, 5]


def test_many_vertices():
    at = springs(made("GridGraph[{25, 20}]"))
    assert len({(round(x, 3), round(y, 3)) for x, y in at}) == 500


def test_places_can_be_given():
    assert places(made("Graph[{1 -> 2}, VertexCoordinates -> {{0, 0}, {3, 4}}]")) == [(0, 0), (3, 4)]
    assert places(made("Graph[{1 -> 2}, VertexCoordinates -> {2 -> {1/2, 7}}]"))[1] == (0.5, 7)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('Graph[{a -> b, b -> a, a -> a}, VertexLabels -> "Name", EdgeLabels -> {(a -> b) -> "one"}]',
         ("a", "b", "one")),
        ('Graph[{1 <-> 2}, VertexLabels -> {1 -> "first"}, VertexSize -> Large]', ("first",)),
        ('Graph[{1 -> 2}, EdgeWeight -> {17}, EdgeLabels -> "EdgeWeight"]', ("17",)),
        ('Graph[{Labeled[1, "x"], 2}, {1 <-> 2}, PlotLabel -> "title"]', ("x", "title")),
        ("HighlightGraph[CycleGraph[4], {1, 1 <-> 2}]", ()),
        ('GraphPlot[{1 -> 2, 2 -> 3}, VertexLabels -> Automatic]', ("3",)),
        ("LayeredGraphPlot[CycleGraph[3, DirectedEdges -> True]]", ()),
        ("Graph[{}, {}]", ()),
    ],
)  # fmt: skip
def test_pictures(text, words):
    graph = made(text)
    picture = svg(graph)
    assert is_drawable(graph) and picture.startswith("<svg")
    assert all(f">{word}<" in picture for word in words)


def test_a_notebook_shows_the_picture():
    assert "image/svg+xml" in SESSION.evaluate_wrap("CycleGraph[3]")._repr_mimebundle_()
    assert SESSION.evaluate_wrap("CycleGraph[3]").text == "Graph[<3>, <3>]"
