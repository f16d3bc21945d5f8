"""New graphs from old ones: edges and vertices added and taken away, parts, unions, directions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..associations import key
from ..declare import builtin
from ..expr import Expr, is_list, is_rule, make_list
from ..graphs import Edge, Graph, walks
from ..graphs.reading import edge_number, is_edge, read
from ..options import option_name
from .graphcomponents import induced
from .graphs import NO_GRAPH, NO_VERTEX, needed
from .graphtests import is_simple
from .graphways import lengths_of, vertex_of

_MESSAGES = {
    "graph": NO_GRAPH,
    "inv": NO_VERTEX,
    "noedge": "`1` is not an edge of the graph.",
    "edge": "`1` is not an edge.",
}


def _items(e: Any) -> tuple[Any, ...]:
    return tuple(e.args) if is_list(e) else (e,)


def _edges(e: Any, say: Any) -> list[Any] | None:
    items = list(_items(e))
    wrong = next((x for x in items if not is_edge(x)), None)
    return items if wrong is None else say("edge", wrong)


def _written(g: Graph) -> list[Any]:
    return [g.written(e) for e in g.edges]


def _is_column(g: Graph, option: Any) -> bool:
    """Whether an option is a list with a value for every vertex or edge."""
    title = option_name(option.args[0])
    size = len(g.edges) if title.startswith("Edge") else len(g.vertices) if title.startswith("Vertex") else -1
    return is_list(option.args[1]) and len(option.args[1]) == size


def _without_columns(g: Graph) -> list[Any]:
    return [o for o in g.options if not _is_column(g, o)]


def _lengthened(g: Graph, vertices: int, edges: int) -> list[Any]:
    """The options for so many more vertices and edges: new weights are 1, other lists with a value for each go."""
    weights = {"EdgeWeight": (g.weights(), edges), "VertexWeight": (g.per_vertex("VertexWeight", 1), vertices)}
    out = []
    for o in g.options:
        old, more = weights.get(option_name(o.args[0]), (None, 0))
        if old is not None:
            out.append(Expr(o.head, (o.args[0], make_list([*old, *[1] * more]))))
        elif not _is_column(g, o):
            out.append(o)
    return out


@builtin("EdgeAdd[graph_, edges_]", **_MESSAGES)
def edge_add(graph: Any, edges: Any, *, say: Any, expr: Any) -> Any:
    """EdgeAdd[graph, e] gives a graph with one more edge, EdgeAdd[graph, {e1, e2, ...}] with several; their ends may
    be new vertices.

    >>> EdgeRules[EdgeAdd[Graph[{1 -> 2}], {2 -> 3, 3 -> 1}]]
    {1 -> 2, 2 -> 3, 3 -> 1}
    """
    g, new = needed(graph, say, expr), _edges(edges, say)
    if g is None or new is None:
        return None
    found = read(g.vertices, [*_written(g), *new])
    options = _lengthened(g, len(found.vertices) - len(g.vertices), len(new))
    return Graph(found.vertices, found.edges, tuple(options))


@builtin("EdgeDelete[graph_, edges_]", **_MESSAGES)
def edge_delete(graph: Any, edges: Any, *, session: Any, say: Any, expr: Any) -> Any:
    """EdgeDelete[graph, e] gives a graph without an edge, EdgeDelete[graph, {e1, e2, ...}] without several,
    EdgeDelete[graph, patt] without those that match a pattern.

    >>> EdgeRules[EdgeDelete[CycleGraph[3, DirectedEdges -> True], 1 -> 2]]
    {2 -> 3, 3 -> 1}
    """
    g = needed(graph, say, expr)
    if g is None:
        return None
    gone: set[int] = set()
    match = session.evaluator.matcher.match
    for item in _items(edges):
        found = edge_number(g, item)
        several = {k for k, e in enumerate(g.edges) if match(item, g.written(e)) is not None}
        if found is None and not several and is_edge(item):
            return say("noedge", item)
        gone |= several if several or found is None else {found}
    return g.selected(range(len(g.vertices)), [k for k in range(len(g.edges)) if k not in gone])


@builtin("VertexAdd[graph_, vertices_]", **_MESSAGES)
def vertex_add(graph: Any, vertices: Any, *, say: Any, expr: Any) -> Any:
    """VertexAdd[graph, v] gives a graph with one more vertex, VertexAdd[graph, {v1, v2, ...}] with several.

    >>> VertexList[VertexAdd[Graph[{1 -> 2}], {3, 4}]]
    {1, 2, 3, 4}
    """
    g = needed(graph, say, expr)
    if g is None:
        return None
    found = read((*g.vertices, *_items(vertices)), _written(g))
    return Graph(found.vertices, found.edges, tuple(_lengthened(g, len(found.vertices) - len(g.vertices), 0)))


@builtin("VertexDelete[graph_, vertices_]", **_MESSAGES)
def vertex_delete(graph: Any, vertices: Any, *, session: Any, say: Any, expr: Any) -> Any:
    """VertexDelete[graph, v] gives a graph without a vertex and its edges, VertexDelete[graph, {v1, v2, ...}] without
    several, VertexDelete[graph, patt] without those that match a pattern.

    >>> EdgeRules[VertexDelete[CycleGraph[4], 1]]
    {2 -> 3, 3 -> 4}
    """
    g = needed(graph, say, expr)
    if g is None:
        return None
    gone: set[int] = set()
    match = session.evaluator.matcher.match
    for item in [vertices] if g.find(vertices) is not None else _items(vertices):
        at = g.find(item)
        several = {at} if at is not None else {i for i, v in enumerate(g.vertices) if match(item, v) is not None}
        if not several and not isinstance(item, Expr):
            return say("inv", item)
        gone |= several
    return induced(g, [v for v in range(len(g.vertices)) if v not in gone])


@builtin("VertexReplace[graph_, rules_]", reps="`1` is neither a rule nor a list of rules.", **_MESSAGES)
def vertex_replace(graph: Any, rules: Any, *, session: Any, say: Any, expr: Any) -> Any:
    """VertexReplace[graph, {v1 -> w1, v2 -> w2, ...}] gives a graph with other vertices in place of some; vertices that
    become the same are one.

    >>> EdgeRules[VertexReplace[Graph[{1 -> 2, 2 -> 3}], {1 -> a, 3 -> c}]]
    {a -> 2, 2 -> c}
    """
    g = needed(graph, say, expr)
    found = session.evaluator.rule_set(rules)
    if g is None or found is None:
        return say("reps", rules) if found is None else None
    return _renamed(g, [session.evaluate_expr(Expr(S.Replace, (v, rules))) for v in g.vertices])


def _renamed(g: Graph, names: list[Any]) -> Graph:
    """The graph with other names for its vertices, in the options too."""
    table = {key(v): w for v, w in zip(g.vertices, names)}

    def put(e: Any) -> Any:
        if key(e) in table:
            return table[key(e)]
        return Expr(put(e.head), tuple([put(a) for a in e.args])) if type(e) is Expr else e

    options = [Expr(o.head, (o.args[0], _in_rules(o.args[1], put))) for o in g.options]
    unique = read(names, [])
    at = [unique.number[key(n)] for n in names]
    edges = [e._replace(source=at[e.source], target=at[e.target]) for e in g.edges]
    return Graph(unique.vertices, tuple(edges), tuple(options))


def _in_rules(value: Any, put: Callable[[Any], Any]) -> Any:
    if not is_list(value):
        return value
    return make_list([Expr(r.head, (put(r.args[0]), r.args[1])) if is_rule(r) else r for r in value.args])


@builtin("IndexGraph[graph_]", "IndexGraph[graph_, start_]", **_MESSAGES)
def index_graph(graph: Any, start: Any = 1, *, say: Any, expr: Any) -> Any:
    """IndexGraph[graph] gives a graph with the vertices 1, 2, ... in place of its own, IndexGraph[graph, r] with r, r
    + 1, ... .

    >>> EdgeRules[IndexGraph[{a -> b, b -> c}]]
    {1 -> 2, 2 -> 3}
    """
    g = needed(graph, say, expr)
    return None if g is None or type(start) is not int else _renamed(g, list(range(start, start + len(g.vertices))))


# ---- parts -----------------------------------------------------------------------------------------------------------


@builtin("Subgraph[graph_, parts_]", **_MESSAGES)
def subgraph(graph: Any, parts: Any, *, session: Any, say: Any, expr: Any) -> Any:
    """Subgraph[graph, {v1, v2, ...}] gives the graph of some vertices and of all edges among them,
    Subgraph[graph, {e1, e2, ...}] that of some edges and their ends, Subgraph[graph, patt] that of what matches a
    pattern.

    >>> EdgeRules[Subgraph[CompleteGraph[5], {1, 2, 4}]]
    {1 -> 2, 1 -> 4, 2 -> 4}
    """
    g = needed(graph, say, expr)
    if g is None:
        return None
    vertices: list[int] = []
    edges: list[int] = []
    match = session.evaluator.matcher.match
    for item in parts.args if is_list(parts) else [parts]:
        at, k = g.find(item), edge_number(g, item)
        if at is not None:
            vertices.append(at)
        elif k is not None:
            edges.append(k)
        else:
            vertices += [i for i, v in enumerate(g.vertices) if match(item, v) is not None]
            edges += [i for i, e in enumerate(g.edges) if match(item, g.written(e)) is not None]
    if not edges:
        return induced(g, list(dict.fromkeys(vertices)))
    ends = [v for k in edges for v in (g.edges[k].source, g.edges[k].target)]
    return g.selected(list(dict.fromkeys([*vertices, *ends])), list(dict.fromkeys(edges)))


@builtin("NeighborhoodGraph[graph_, vertex_]", "NeighborhoodGraph[graph_, vertex_, k_]", **_MESSAGES)
def neighborhood_graph(graph: Any, vertex: Any, k: Any = 1, *, say: Any, expr: Any) -> Any:
    """NeighborhoodGraph[graph, v] gives the graph of a vertex, its neighbours and the edges among them,
    NeighborhoodGraph[graph, v, k] that of all vertices at most k steps away; {v1, v2, ...} stands for several vertices.

    >>> VertexList[NeighborhoodGraph[CycleGraph[6], 1]]
    {1, 2, 6}
    """
    g, lengths = needed(graph, say, expr), lengths_of(k)
    if g is None or lengths is None:
        return None
    wanted = [vertex] if g.find(vertex) is not None else _items(vertex)
    starts = [vertex_of(g, v, say) for v in wanted]
    if None in starts:
        return None
    near: set[int] = set()
    for start in starts:
        if start is not None:
            near |= {v for v, d in enumerate(walks.distances(g.around, start)[0]) if d <= lengths[1]}
    return induced(g, sorted(near))


# ---- sets of edges ---------------------------------------------------------------------------------------------------


def _same(g: Graph, e: Edge) -> Any:
    """What edges of different graphs have in common if they are the same."""
    ends = [key(g.vertices[e.source]), key(g.vertices[e.target])]
    return (e.directed, tuple(ends) if e.directed else frozenset(ends), e.tag)


def _combined(title: str, usage: str, keep: Callable[[Any, list[set[Any]]], bool], common: bool) -> None:
    def combine(graphs: tuple[Any, ...], *, say: Any, expr: Any) -> Any:
        known = [needed(e, say, expr, i) for i, e in enumerate(graphs, 1)]
        gs = [g for g in known if g is not None]
        if len(gs) < len(known):
            return None
        sets = [{_same(g, e) for e in g.edges} for g in gs]
        vertices = [v for g in gs for v in g.vertices]
        if common:
            vertices = [v for v in gs[0].vertices if all(g.find(v) is not None for g in gs)]
        kept: dict[Any, Any] = {}
        for g in gs:
            for e in g.edges:
                mark = _same(g, e)
                if mark not in kept and keep(mark, sets):
                    kept[mark] = g.written(e)
        return read(vertices, kept.values())

    combine.__doc__ = usage
    builtin(f"{title}[graphs__]", **_MESSAGES)(combine)


_combined("GraphUnion", """GraphUnion[g1, g2, ...] gives the graph of all the vertices and edges of several graphs.

    >>> EdgeRules[GraphUnion[{1 -> 2}, {2 -> 3, 1 -> 2}]]
    {1 -> 2, 2 -> 3}
    """, lambda mark, sets: True, False)  # fmt: skip
_combined("GraphIntersection", """GraphIntersection[g1, g2, ...] gives the graph of the vertices and edges that several
graphs
    have in common.

    >>> EdgeRules[GraphIntersection[{1 -> 2, 2 -> 3}, {2 -> 3, 3 -> 4}]]
    {2 -> 3}
    """, lambda mark, sets: all(mark in s for s in sets), True)  # fmt: skip
_combined("GraphDifference", """GraphDifference[g1, g2] gives the graph of the vertices of both graphs and of the edges
that
    only the first has.

    >>> EdgeRules[GraphDifference[{1 -> 2, 2 -> 3}, {2 -> 3}]]
    {1 -> 2}
    """, lambda mark, sets: mark in sets[0] and not any(mark in s for s in sets[1:]), False)  # fmt: skip


def _changed(title: str, usage: str, change: Callable[[Graph], Graph]) -> None:
    def make(graph: Any, *, say: Any, expr: Any) -> Any:
        g = needed(graph, say, expr)
        return None if g is None else change(g)

    make.__doc__ = usage
    builtin(f"{title}[graph_]", **_MESSAGES)(make)


def _with_edges(g: Graph, edges: list[Edge]) -> Graph:
    return Graph(g.vertices, tuple(edges), g.options if len(edges) == len(g.edges) else tuple(_without_columns(g)))


def _complement(g: Graph) -> Graph:
    n = len(g.vertices)
    directed = any(e.directed for e in g.edges)
    there = {(v, w) for v, out in enumerate(g.out) for w, _ in out}
    pairs = [(i, j) for i in range(n) for j in range(0 if directed else i + 1, n) if i != j and (i, j) not in there]
    return Graph(g.vertices, tuple([Edge(i, j, directed) for i, j in pairs]), tuple(_without_columns(g)))


def _simple(g: Graph) -> Graph:
    kept: dict[Any, int] = {}
    for k, e in enumerate(g.edges):
        if e.source != e.target:
            kept.setdefault(_same(g, e._replace(tag=None)), k)
    return g if is_simple(g) else g.selected(range(len(g.vertices)), kept.values())


_changed("ReverseGraph", """ReverseGraph[graph] gives the graph with all directed edges turned round.

    >>> EdgeRules[ReverseGraph[{1 -> 2, 2 -> 3}]]
    {2 -> 1, 3 -> 2}
    """, lambda g: _with_edges(
    g, [e._replace(source=e.target, target=e.source) if e.directed else e for e in g.edges]))  # fmt: skip
_changed("UndirectedGraph", """UndirectedGraph[graph] gives the graph with undirected edges in place of directed ones.

    >>> UndirectedGraphQ[UndirectedGraph[{1 -> 2, 2 -> 3}]]
    True
    """, lambda g: _simple_pairs(g))  # fmt: skip
_changed("DirectedGraph", """DirectedGraph[graph] gives the graph with two directed edges in place of every undirected
one.

    >>> EdgeRules[DirectedGraph[{1 <-> 2}]]
    {1 -> 2, 2 -> 1}
    """, lambda g: _with_edges(g, [x for e in g.edges for x in _both_ways(e)]))  # fmt: skip
_changed("GraphComplement", """GraphComplement[graph] gives the graph with the edges that a graph does not have.

    >>> EdgeRules[GraphComplement[CycleGraph[4]]]
    {1 -> 3, 2 -> 4}
    """, _complement)  # fmt: skip
_changed("SimpleGraph", """SimpleGraph[graph] gives the graph without loops and with one edge in place of several alike.

    >>> EdgeRules[SimpleGraph[{1 -> 2, 1 -> 2, 2 -> 2}]]
    {1 -> 2}
    """, _simple)  # fmt: skip


def _both_ways(e: Edge) -> list[Edge]:
    if e.directed:
        return [e]
    there = e._replace(directed=True)
    return [there] if e.source == e.target else [there, there._replace(source=e.target, target=e.source)]


def _simple_pairs(g: Graph) -> Graph:
    """Undirected edges; two that lead back and forth are one."""
    kept: dict[Any, Edge] = {}
    for k, e in enumerate(g.edges):
        mark = k if not e.directed else (frozenset((e.source, e.target)), e.tag)
        kept.setdefault(mark, e._replace(directed=False))
    return _with_edges(g, list(kept.values()))
