"""Graphs as pictures: GraphPlot and its kin, HighlightGraph, and where the vertices stand."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..declare import builtin
from ..expr import Expr, is_list, make_list
from ..graphs import Graph
from ..options import is_option
from .graphs import NO_GRAPH, needed


def _plotter(title: str, layout: str | None, usage: str) -> None:
    def plot(graph: Any, options: tuple[Any, ...] = (), *, say: Any, expr: Any) -> Any:
        from ..graphs.drawing import drawn

        g = needed(graph, say, expr)
        if g is None or not all(isinstance(o, Expr) and is_option(o) for o in options):
            return None
        flat = [o for item in options for o in (item.args if is_list(item) else (item,))]
        return drawn(g.with_options(*flat), layout)

    plot.__doc__ = usage
    builtin(f"{title}[graph_, options___]", graph=NO_GRAPH)(plot)


_plotter("GraphPlot", None, """GraphPlot[graph] gives the picture of a graph, or of the list of its edges, as Graphics.
    Options are those of Graph, such as VertexLabels and GraphLayout: "SpringEmbedding", "LayeredDigraphEmbedding",
    "CircularEmbedding", "GridEmbedding", "LinearEmbedding", "StarEmbedding".

    >>> Head[GraphPlot[{1 -> 2, 2 -> 3, 3 -> 1}, VertexLabels -> "Name"]]
    Graphics
    """)  # fmt: skip
_plotter("LayeredGraphPlot", "LayeredDigraphEmbedding", """LayeredGraphPlot[graph] gives the picture of a graph in
    layers, its edges leading down.

    >>> Head[LayeredGraphPlot[{1 -> 2, 1 -> 3, 2 -> 4, 3 -> 4}]]
    Graphics
    """)  # fmt: skip
_plotter("TreePlot", "LayeredDigraphEmbedding", """TreePlot[graph] gives the picture of a graph as a tree, layer below
    layer.

    >>> Head[TreePlot[KaryTree[7]]]
    Graphics
    """)  # fmt: skip


def _in_space(title: str, usage: str) -> None:
    def plot(graph: Any, options: tuple[Any, ...] = (), *, say: Any, expr: Any) -> Any:
        from ..graphs.space import drawn

        g = needed(graph, say, expr)
        if g is None or not all(isinstance(o, Expr) and is_option(o) for o in options):
            return None
        flat = [o for item in options for o in (item.args if is_list(item) else (item,))]
        return drawn(g.with_options(*flat))

    plot.__doc__ = usage
    builtin(f"{title}[graph_, options___]", graph=NO_GRAPH)(plot)


_in_space("Graph3D", """Graph3D[graph] gives the picture of a graph, or of the list of its edges, in space.

    >>> Head[Graph3D[{1 <-> 2, 2 <-> 3, 3 <-> 1}, VertexLabels -> "Name"]]
    Graphics3D
    """)  # fmt: skip
_in_space("GraphPlot3D", """GraphPlot3D[graph] gives the picture of a graph, or of the list of its edges, in space.

    >>> Length[Cases[GraphPlot3D[CycleGraph[5]], _Sphere, Infinity]]
    5
    """)  # fmt: skip


@builtin("HighlightGraph[graph_, parts_, options___]", graph=NO_GRAPH)
def highlight_graph(graph: Any, parts: Any, options: tuple[Any, ...] = (), *, say: Any, expr: Any) -> Any:
    """HighlightGraph[graph, {p1, p2, ...}] gives a graph in whose picture some vertices, edges or parts stand out.

    >>> HighlightGraph[CycleGraph[4], {1, 1 <-> 2}]
    Graph[<4>, <4>]
    """
    g = needed(graph, say, expr)
    if g is None or not all(isinstance(o, Expr) and is_option(o) for o in options):
        return None
    chosen = parts if is_list(parts) else make_list((parts,))
    return g.with_options(Expr(S.Rule, (S.GraphHighlight, chosen)), *options)


@builtin(
    "GraphEmbedding[graph_]",
    "GraphEmbedding[graph_, layout_]",
    graph=NO_GRAPH,
    layout="`1` is not among the layouts `2`.",
)
def graph_embedding(graph: Any, layout: Any = None, *, say: Any, expr: Any) -> Any:
    """GraphEmbedding[graph] gives the places of the vertices in the picture of a graph, GraphEmbedding[graph, "layout"]
    those in a layout.

    >>> GraphEmbedding[PathGraph[3], "LinearEmbedding"]
    {{0., 0.}, {1., 0.}, {2., 0.}}
    """
    from ..graphs.drawing import places
    from ..graphs.layout import LAYOUTS

    g = needed(graph, say, expr)
    if g is None:
        return None
    if layout is not None and layout not in LAYOUTS:
        return say("layout", layout, make_list(sorted(LAYOUTS)))
    chosen = g if layout is None else Graph(g.vertices, g.edges, (Expr(S.Rule, (S.GraphLayout, layout)),))
    return make_list([make_list((float(x), float(y))) for x, y in places(chosen)])
