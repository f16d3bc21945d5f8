"""Graph: vertices and edges, and questions about them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..declare import builtin, name
from ..display import formatter
from ..expr import FAILED, Expr, boolean, is_list, is_rule, make_list
from ..graphs import Graph, NoGraph, graph_of
from ..graphs.reading import edge_number, read
from ..options import is_option

NO_GRAPH = "A graph is expected at position `1` in `2`."
NO_VERTEX = "`1` is not a vertex of the graph."
for _title, _usage in {
    "DirectedEdge": "DirectedEdge[u, v] is an edge from u to v, DirectedEdge[u, v, tag] one with a tag.",
    "UndirectedEdge": "UndirectedEdge[u, v] is an edge between u and v, UndirectedEdge[u, v, tag] one with a tag.",
    "Annotation": "Annotation[e, name -> value] is a vertex or an edge of a graph, or another thing, with a property.",
    "Property": "Property[e, name -> value] is a vertex or an edge of a graph with a property.",
    "EdgeLabels": "EdgeLabels is an option of Graph: what is written at the edges.",
    "EdgeStyle": "EdgeStyle is an option of Graph: how edges are drawn.",
    "EdgeWeight": "EdgeWeight is an option of Graph: the weights of the edges in order, or rules for edges.",
    "GraphHighlight": "GraphHighlight is an option of Graph: the vertices and edges that stand out.",
    "GraphLayout": "GraphLayout is an option of Graph: where vertices stand, by the name of a layout.",
    "VertexCoordinates": "VertexCoordinates is an option of Graph: where the vertices stand, in order or by rules.",
    "VertexLabels": 'VertexLabels is an option of Graph: what is written at the vertices, "Name" for their names.',
    "VertexSize": "VertexSize is an option of Graph: how large vertices are drawn.",
    "VertexStyle": "VertexStyle is an option of Graph: how vertices are drawn.",
    "VertexWeight": "VertexWeight is an option of Graph: the weights of the vertices in order, or rules for vertices.",
}.items():
    name(_title, _usage)


def needed(e: Any, say: Any, expr: Any, position: int = 1) -> Graph | None:
    """The graph at a position of a call, or None after a message."""
    found = graph_of(e)
    return say("graph", position, expr) if found is None else found


@builtin(
    "Graph[given__]",
    edge="`1` is not an edge.",
    arg="`1` is no list of vertices and edges from which a graph can be made.",
)
def graph_(given: tuple[Any, ...], *, say: Any, expr: Any) -> Any:
    """Graph[{e1, e2, ...}] is a graph with edges such as a -> b (directed) or a <-> b (undirected);
    Graph[{v1, v2, ...}, {e1, e2, ...}] also says which vertices there are and in which order. Options follow.

    Edges may be written Property[e, EdgeWeight -> w], vertices Labeled[v, label]. Options such as VertexLabels,
    EdgeWeight and VertexCoordinates are kept. A graph is an atom; it is drawn where pictures are. Functions of graphs
    take a list of edges as well.

    >>> g = Graph[{1 -> 2, 2 -> 3, 3 -> 1}]
    Graph[<3>, <3>]
    >>> EdgeList[Graph[{a, b, c}, {a \\[UndirectedEdge] b}]] // FullForm
    List[UndirectedEdge[a, b]]
    """
    rest = list(given)
    options: list[Any] = []
    while len(rest) > 1 and is_option(rest[-1]) and not _is_edges(rest[-1]):
        last = rest.pop()
        options[:0] = last.args if is_list(last) else [last]
    if len(rest) == 1 and type(rest[0]) is Graph:
        return rest[0].with_options(*options)
    if not 1 <= len(rest) <= 2 or not all(is_list(x) for x in rest):
        return say("arg", expr)
    try:
        return read(rest[0].args if len(rest) == 2 else None, rest[-1].args, options)
    except NoGraph as problem:
        return say(*problem.args)


def _is_edges(e: Any) -> bool:
    """Whether a list of rules is one of edges: options have symbols of the language or strings on the left."""
    return is_list(e) and not (e.args and all(_is_setting(r) for r in e.args))


def _is_setting(e: Any) -> bool:
    left = e.args[0] if is_rule(e) else None
    return getattr(left, "context", "") == "System`"


@formatter("Graph")
def show_graph(e: Any, page: Any) -> Any:
    return f"Graph[<{len(e.vertices)}>, <{len(e.edges)}>]" if type(e) is Graph else None


# ---- vertices and edges ----------------------------------------------------------------------------------------------


def _matching(items: list[Any], patt: Any, session: Any) -> list[Any]:
    if patt is None:
        return items
    match = session.evaluator.matcher.match
    return [x for x in items if match(patt, x) is not None]


def _lists(title: str, listed: Callable[[Graph], list[Any]], count: bool, usage: str) -> None:
    def look(graph: Any, patt: Any = None, *, session: Any, say: Any, expr: Any) -> Any:
        g = needed(graph, say, expr)
        if g is None:
            return None
        found = _matching(listed(g), patt, session)
        return len(found) if count else make_list(found)

    look.__doc__ = usage
    builtin(f"{title}[graph_]", f"{title}[graph_, patt_]", graph=NO_GRAPH)(look)


def _edges(g: Graph) -> list[Any]:
    return [g.written(e) for e in g.edges]


_lists("VertexList", lambda g: list(g.vertices), False, """VertexList[graph] gives the list of the vertices of a graph,
    VertexList[graph, patt] that of those which match a pattern.

    >>> VertexList[{a -> b, b -> c}]
    {a, b, c}
    """)  # fmt: skip
_lists("EdgeList", _edges, False, """EdgeList[graph] gives the list of the edges of a graph, EdgeList[graph, patt] that
    of those which match a pattern.

    >>> EdgeList[Graph[{1 -> 2, 2 -> 3}]] // FullForm
    List[DirectedEdge[1, 2], DirectedEdge[2, 3]]
    """)  # fmt: skip
_lists("VertexCount", lambda g: list(g.vertices), True, """VertexCount[graph] gives the number of vertices of a graph,
    VertexCount[graph, patt] that of those which match a pattern.

    >>> VertexCount[CycleGraph[5]]
    5
    """)  # fmt: skip
_lists("EdgeCount", _edges, True, """EdgeCount[graph] gives the number of edges of a graph, EdgeCount[graph, patt] that
    of those which match a pattern.

    >>> {EdgeCount[CompleteGraph[5]], EdgeCount[{1 -> 2, 1 -> 3, 2 -> 3}, DirectedEdge[1, _]]}
    {10, 2}
    """)  # fmt: skip


@builtin("EdgeRules[graph_]", graph=NO_GRAPH)
def edge_rules(graph: Any, *, say: Any, expr: Any) -> Any:
    """EdgeRules[graph] gives the edges of a graph as rules.

    >>> EdgeRules[CycleGraph[3]]
    {1 -> 2, 1 -> 3, 2 -> 3}
    """
    g = needed(graph, say, expr)
    return None if g is None else make_list([Expr(S.Rule, g.written(e).args[:2]) for e in g.edges])


@builtin("VertexQ[graph_, vertex_]")
def vertex_q(graph: Any, vertex: Any) -> Any:
    """VertexQ[graph, v] is True if v is a vertex of a graph.

    >>> {VertexQ[{a -> b}, b], VertexQ[{a -> b}, c]}
    {True, False}
    """
    g = graph_of(graph)
    return boolean(g is not None and g.find(vertex) is not None)


@builtin("EdgeQ[graph_, edge_]")
def edge_q(graph: Any, edge: Any) -> Any:
    """EdgeQ[graph, e] is True if e is an edge of a graph.

    >>> {EdgeQ[{a -> b}, a -> b], EdgeQ[{a -> b}, b -> a]}
    {True, False}
    """
    g = graph_of(graph)
    return boolean(g is not None and edge_number(g, edge) is not None)


@builtin("VertexIndex[graph_, vertex_]", graph=NO_GRAPH, inv=NO_VERTEX)
def vertex_index(graph: Any, vertex: Any, *, say: Any, expr: Any) -> Any:
    """VertexIndex[graph, v] gives the place of v in the list of vertices.

    >>> VertexIndex[{a -> b, b -> c}, c]
    3
    """
    g = needed(graph, say, expr)
    if g is None:
        return None
    found = g.find(vertex)
    return say("inv", vertex) if found is None else found + 1


@builtin("EdgeIndex[graph_, edge_]", graph=NO_GRAPH, inv="`1` is not an edge of the graph.")
def edge_index(graph: Any, edge: Any, *, say: Any, expr: Any) -> Any:
    """EdgeIndex[graph, e] gives the place of e in the list of edges.

    >>> EdgeIndex[{a -> b, b -> c}, b -> c]
    2
    """
    g = needed(graph, say, expr)
    if g is None:
        return None
    found = edge_number(g, edge)
    return say("inv", edge) if found is None else found + 1


# ---- what is said about them -----------------------------------------------------------------------------------------

_VERTEX_DEFAULTS = {"VertexWeight": 1}


def _property(item: Any, prop: Any) -> Any:
    title = prop if type(prop) is str else getattr(prop, "name", "")
    owner, part = item.args if is_list(item) and len(item) == 2 and type(item.args[0]) is Graph else (item, None)
    if type(owner) is not Graph:
        return None
    if part is None:
        found = owner.option(title)
        return FAILED if found is None else found
    vertex = owner.find(part)
    if vertex is not None:
        values = owner.per_vertex(title, _VERTEX_DEFAULTS.get(title, FAILED))
        return FAILED if values is None else values[vertex]
    edge = edge_number(owner, part)
    if edge is None:
        return FAILED
    values = owner.weights() if title == "EdgeWeight" else owner.per_edge(title, FAILED)
    return FAILED if values is None else values[edge]


for _title in ("PropertyValue", "AnnotationValue"):

    def _ask(item: Any, property: Any) -> Any:
        return _property(item, property)

    _ask.__doc__ = f"""{_title}[{{graph, item}}, property] gives what the options of a graph say about a vertex or an
    edge, {_title}[graph, property] what they say about all; $Failed if they do not.

    >>> {_title}[{{Graph[{{1 -> 2, 2 -> 3}}, EdgeWeight -> {{5, 7}}], 2 -> 3}}, EdgeWeight]
    7
    """
    builtin(f"{_title}[item_, property_]")(_ask)
