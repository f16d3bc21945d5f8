"""Diagrams of nets: what they show, where things stand, and how they look as text."""

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca.interpreter import symbols as S
from luperca.interpreter.display.graphics import is_drawable, painted, svg
from luperca.interpreter.nets.diagram import diagram, diagram_text, topology
from luperca.interpreter.nets.diagram.layered import crossings, layered
from luperca.interpreter.nets.diagram.sketch import sketch
from luperca.interpreter.nets.diagram.words import NAMES
from luperca.interpreter.session import Session
from luperca.runtime.layers import LAYERS

SVG = "{http://www.w3.org/2000/svg}"
CHAIN = 'NetChain[<|"conv" -> ConvolutionLayer[4, 3], "act" -> Ramp, "pool" -> PoolingLayer[2, 2], "out" -> 10|>, '
CHAIN += '"Input" -> {1, 8, 8}, "Output" -> NetDecoder[{"Class", Range[10]}]]'
BRANCHES = """NetGraph[{ConvolutionLayer[8, 1], ConvolutionLayer[8, 3, "PaddingSize" -> 1], PoolingLayer[3, 1,
  "PaddingSize" -> 1], CatenateLayer[]}, {NetPort["Input"] -> {1, 3}, 1 -> 2, {1, 2, 3} -> 4}, "Input" -> {3, 8, 8}]"""
LOSS = """NetGraph[<|"net" -> NetChain[{4, Ramp, 3}], "loss" -> MeanSquaredLossLayer[]|>,
  {NetPort["In"] -> "net" -> NetPort["loss", "Input"]}, "In" -> 5]"""


BOXES = """
                 ┌───────┐
                 │ Input │
                 └───┬───┘
                     │ 3×8×8
          ┌──────────┴─────────┐
          ▼                    ▼
 ┌─────────────────┐  ┌─────────────────┐
 │   1  Conv 1×1   │  │ 3  Max pool 3×3 │
 └────────┬────────┘  └────────┬────────┘
          │ 8×8×8              │ 3×8×8
         ┌┴──────────┐   ┌─────┘
         ▼           │   │
┌─────────────────┐  │   │
│   2  Conv 3×3   │  │   │
└────────┬────────┘  │   │
         │ 8×8×8     │   │
         └────────┬──┘   │
                  ├──────┘
                  ▼
         ┌─────────────────┐
         │   4  Catenate   │
         └────────┬────────┘
                  │ 19×8×8
                  ▼
             ┌─────────┐
             │ Output  │
             └─────────┘
"""


@pytest.fixture(scope="module")
def net():
    session = Session(debug=True)
    return lambda text: session.evaluate_expr(session.read_value(text))


def words(e):
    return [t.text for t in ET.fromstring(svg(e)).iter(SVG + "text")]


# ---- what a diagram shows --------------------------------------------------------------------------------------------


def test_picture_names_layers_and_shapes(net):
    e = diagram(net(CHAIN))
    assert e.head is S.Graphics
    found = words(e)
    assert {"Conv", "conv  3×3", "Ramp", "Max pool", "pool  2×2 /2", "Linear", "Input", "Output", "class"} <= set(found)
    assert sorted(w for w in found if "×" in w and w[0].isdigit()) == ["1×8×8", "4×3×3", "4×6×6", "4×6×6"]


def test_names_of_ports_where_they_say_something(net):
    found = words(diagram(net(LOSS)))
    assert "Target" in found and "NetChain" in found and "net  3 layers" in found
    assert "Input" not in found


def test_nested_nets_are_opened_when_asked(net):
    found = words(diagram(net(LOSS), full=True))
    assert "NetChain" not in found and {"net/1", "net/2", "net/3", "net"} <= set(found)


def test_a_single_layer_and_operators(net):
    assert {"Linear", "2", "3"} <= set(words(diagram(net('LinearLayer[3, "Input" -> 2]'))))
    assert {"Map", "Linear"} <= set(words(diagram(net("NetMapOperator[LinearLayer[3]]"))))
    assert words(diagram(net("NetChain[{}]"))) == ["Input", "Output"]


def test_muted_outputs_end_in_a_circle(net):
    muted = net('NetGraph[{LinearLayer[2], Ramp, Tanh}, {1 -> 2, 1 -> 3, NetPort[3, "Output"] -> None}, "Input" -> 2]')
    assert len(list(ET.fromstring(svg(diagram(muted))).iter(SVG + "circle"))) == 1
    assert [k[0] for k in sketch(muted).nodes].count("mute") == 1


def test_nets_are_drawn_where_graphics_are(net):
    assert is_drawable(net(CHAIN)) and svg(net(CHAIN)) == svg(diagram(net(CHAIN)))
    assert painted(net(CHAIN), None, 2).width > 100


def test_every_layer_has_a_name():
    assert sorted(set(LAYERS) - set(NAMES)) == []


def test_topology(net):
    assert repr(topology(net(BRANCHES))) == (
        'Graph[List[NetPort["Input"], 1, 2, 3, 4, NetPort["Output"]], List[DirectedEdge[NetPort["Input"], 1], '
        'DirectedEdge[NetPort["Input"], 3], DirectedEdge[1, 2], DirectedEdge[1, 4], DirectedEdge[2, 4], '
        'DirectedEdge[3, 4], DirectedEdge[4, NetPort["Output"]]]]'
    )
    opened = topology(net(LOSS), full=True)
    assert 'List["net", 2]' in repr(opened.args[0])


# ---- text ------------------------------------------------------------------------------------------------------------


def test_a_chain_is_a_table(net):
    assert diagram_text(net(CHAIN)) == "\n".join(
        [
            "┌────────┬───────────────────────┬────────────────────────────┐",
            "│        │ Layer                 │ Output                     │",
            "├────────┼───────────────────────┼────────────────────────────┤",
            "│ Input  │                       │ 3-tensor (size: 1 × 8 × 8) │",
            "│ conv   │ ConvolutionLayer  3×3 │ 3-tensor (size: 4 × 6 × 6) │",
            "│ act    │ Ramp                  │ 3-tensor (size: 4 × 6 × 6) │",
            "│ pool   │ PoolingLayer  2×2 /2  │ 3-tensor (size: 4 × 3 × 3) │",
            "│ out    │ LinearLayer           │ vector (size: 10)          │",
            "│ Output │                       │ class                      │",
            "└────────┴───────────────────────┴────────────────────────────┘",
        ]
    )


def test_a_graph_is_boxes(net):
    assert diagram_text(net(BRANCHES)) == BOXES.strip("\n")


def test_a_graph_that_is_too_wide_is_a_table(net):
    text = diagram_text(net(BRANCHES), 40)
    assert all(len(line) <= 40 for line in text.split("\n"))
    assert "│ 4 " in text and "1, 2, 3" in text


def test_in_a_session(net):
    assert repr(diagram(net(CHAIN))).startswith("Graphics[List[")
    session = Session()
    text = session.text(diagram(net(CHAIN)))
    assert text == diagram_text(net(CHAIN))
    assert session.text(diagram(net(CHAIN)), "InputForm").startswith("Graphics[{")


# ---- layouts ---------------------------------------------------------------------------------------------------------


@st.composite
def graphs(draw):
    """Widths of nodes, and edges between them that go to later ones."""
    widths = draw(st.lists(st.integers(1, 30), min_size=1, max_size=14))
    n = len(widths)
    pairs = st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)).filter(lambda e: e[0] < e[1])
    edges = draw(st.lists(pairs, max_size=25, unique=True)) if n > 1 else []
    return [float(w + 1 - w % 2) for w in widths], [(a, b, a) for a, b in edges]


@settings(deadline=None)
@given(graph=graphs(), whole=st.booleans())
def test_layouts(graph, whole):
    widths, edges = graph
    found = layered(widths, edges, 2.0, 1.0, whole)
    rank = found.rank_of
    assert sorted(i for r in found.ranks for i in r) == list(range(len(found.widths)))
    for (a, b, _), path in zip(edges, found.paths):
        assert (path[0], path[-1]) == (a, b)
        assert [rank[i] for i in path] == list(range(rank[a], rank[b] + 1))
    for items in found.ranks:
        for a, b in zip(items, items[1:]):
            assert found.x[b] - found.x[a] >= (found.widths[a] + found.widths[b]) / 2 + 2.0 - 1e-6
    assert min(x - w / 2 for x, w in zip(found.x, found.widths)) >= -0.5 - 1e-6
    if whole:
        assert all(x == int(x) for x in found.x)


def test_sweeps_undo_crossings():
    edges = [(0, 2, 0), (0, 5, 0), (1, 3, 1), (1, 4, 1), (2, 6, 2), (3, 6, 3), (4, 7, 4), (5, 7, 5)]
    assert crossings(layered([10.0] * 8, edges, 2.0)) <= 1
    ladder = [(i, i + 2, i) for i in range(40)]
    assert crossings(layered([10.0] * 42, ladder, 2.0)) == 0


def test_a_line_is_straight():
    found = layered([10.0, 12.0, 8.0, 30.0], [(0, 1, 0), (1, 2, 1), (2, 3, 2)], 5.0)
    assert len(set(found.x)) == 1


def test_long_chains_take_several_columns(net):
    n = net('NetChain[Flatten[Table[{LinearLayer[10], Ramp}, {50}]], "Input" -> 5]')
    root = ET.fromstring(svg(n))
    width, height = float(root.get("width")), float(root.get("height"))
    assert 0.7 < width / height < 2.5
    assert sum(t.text == "Linear" for t in root.iter(SVG + "text")) == 50
