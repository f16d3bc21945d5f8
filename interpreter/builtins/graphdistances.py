"""Distances in graphs, and ways from one vertex to another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..declare import builtin
from ..expr import Expr, make_list
from ..graphs import Graph, walks
from ..numerics.infinities import INFINITY
from ..numerics.numbers import REAL_TYPES
from ..packed import pack
from .graphs import needed
from .graphways import MESSAGES, first_of, lengths_of, names_of, vertex_of


def _from(g: Graph, start: int, say: Any, evaluate: Any) -> tuple[list[Any], list[int]] | None:
    """(distances as expressions, the vertices before) from a vertex, by the weights of the edges if there are some."""
    weights = g.weights()
    if weights is None:
        far, before = walks.distances(g.out, start)
        return [INFINITY if d == walks.FAR else int(d) for d in far], before
    if any(type(w) not in REAL_TYPES or float(w) < 0 for w in weights):
        return say("weights", make_list(weights))
    found, before = walks.weighted_distances(
        g.out, start, [float(w) for w in weights], weights, lambda a, b: evaluate(Expr(S.Plus, (a, b)))
    )
    return [INFINITY if d is None else d for d in found], before


@builtin("GraphDistance[graph_, s_]", "GraphDistance[graph_, s_, t_]", **MESSAGES)
def graph_distance(graph: Any, s: Any, t: Any = None, *, say: Any, evaluate: Any, expr: Any) -> Any:
    """GraphDistance[graph, s, t] gives the length of the shortest way from s to t in a graph, the number of its edges
    or the sum of their weights, and Infinity if there is none; GraphDistance[graph, s] gives the distances of all
    vertices.

    >>> {GraphDistance[CycleGraph[5], 1, 3], GraphDistance[{1 -> 2, 2 -> 3}, 1], GraphDistance[{1 -> 2}, 2, 1]}
    {2, {0, 1, 2}, Infinity}
    """
    g = needed(graph, say, expr)
    start = None if g is None else vertex_of(g, s, say)
    end = None if g is None or start is None or t is None else vertex_of(g, t, say)
    if g is None or start is None or (t is not None and end is None):
        return None
    found = _from(g, start, say, evaluate)
    if found is None:
        return None
    return pack(found[0]) if end is None else found[0][end]


@builtin("GraphDistanceMatrix[graph_]", **MESSAGES)
def graph_distance_matrix(graph: Any, *, say: Any, evaluate: Any, expr: Any) -> Any:
    """GraphDistanceMatrix[graph] gives the matrix of the distances between all vertices.

    >>> GraphDistanceMatrix[{1 -> 2, 2 -> 3}]
    {{0, 1, 2}, {Infinity, 0, 1}, {Infinity, Infinity, 0}}
    """
    rows = _all_distances(graph, say, evaluate, expr)
    return None if rows is None else make_list([pack(r) for r in rows])


def _all_distances(graph: Any, say: Any, evaluate: Any, whole: Any) -> list[list[Any]] | None:
    g = needed(graph, say, whole)
    if g is None:
        return None
    rows = []
    for v in range(len(g.vertices)):
        found = _from(g, v, say, evaluate)
        if found is None:
            return None
        rows.append(found[0])
    return rows


def _measure(title: str, usage: str, shape: Callable[[list[Any], Any], Any]) -> None:
    def measure(graph: Any, *, say: Any, evaluate: Any, expr: Any) -> Any:
        rows = _all_distances(graph, say, evaluate, expr)
        if not rows:
            return None
        eccentricities = [evaluate(Expr(S.Max, tuple(r))) for r in rows]
        return shape(eccentricities, evaluate)

    measure.__doc__ = usage
    builtin(f"{title}[graph_]", **MESSAGES)(measure)


_measure("GraphDiameter", """GraphDiameter[graph] gives the greatest distance between two vertices of a graph.

    >>> GraphDiameter[GridGraph[{3, 4}]]
    5
    """, lambda found, evaluate: evaluate(Expr(S.Max, tuple(found))))  # fmt: skip
_measure("GraphRadius", """GraphRadius[graph] gives the least distance within which some vertex of a graph has all
others.

    >>> GraphRadius[PathGraph[5]]
    2
    """, lambda found, evaluate: evaluate(Expr(S.Min, tuple(found))))  # fmt: skip


@builtin("VertexEccentricity[graph_, vertex_]", **MESSAGES)
def vertex_eccentricity(graph: Any, vertex: Any, *, say: Any, evaluate: Any, expr: Any) -> Any:
    """VertexEccentricity[graph, v] gives the greatest distance of a vertex from v.

    >>> VertexEccentricity[PathGraph[5], 2]
    3
    """
    found = graph_distance(graph, vertex, say=say, evaluate=evaluate, expr=expr)
    return None if found is None else evaluate(Expr(S.Max, (found,)))


@builtin("FindShortestPath[graph_, s_, t_]", **MESSAGES)
def find_shortest_path(graph: Any, s: Any, t: Any, *, say: Any, evaluate: Any, expr: Any) -> Any:
    """FindShortestPath[graph, s, t] gives the vertices of a shortest way from s to t, by the weights of the edges if
    there are some; {} if there is no way. FindShortestPath[graph, s, All] gives an association of the ways to all
    vertices.

    >>> FindShortestPath[{1 -> 2, 2 -> 3, 1 -> 4, 4 -> 5, 5 -> 3}, 1, 3]
    {1, 2, 3}
    """
    g = needed(graph, say, expr)
    start = None if g is None else vertex_of(g, s, say)
    if g is None or start is None:
        return None
    ends = range(len(g.vertices)) if t is S.All else [vertex_of(g, t, say)]
    found = None if None in ends else _from(g, start, say, evaluate)
    if found is None:
        return None
    far, before = found
    ways = [make_list(()) if far[e] is INFINITY else names_of(g, walks.path_back(before, start, e)) for e in ends]
    if t is not S.All:
        return ways[0]
    from ..associations import association

    return association(zip(g.vertices, ways))


@builtin(
    "FindPath[graph_, s_, t_]",
    "FindPath[graph_, s_, t_, kspec_]",
    "FindPath[graph_, s_, t_, kspec_, n_]",
    kspec="`1` is neither a length nor a range of lengths.",
    **MESSAGES,
)
def find_path(
    graph: Any, s: Any, t: Any, kspec: Any = INFINITY, n: Any = 1, *, session: Any, say: Any, expr: Any
) -> Any:
    """FindPath[graph, s, t] gives a list with a way from s to t that meets no vertex twice, FindPath[graph, s, t, k]
    one of at most k edges, FindPath[graph, s, t, {k}] of exactly k, {k1, k2} of k1 to k2;
    FindPath[graph, s, t, kspec, m] gives at most m ways, All all of them.

    >>> FindPath[CycleGraph[4], 1, 3, Infinity, All]
    {{1, 2, 3}, {1, 4, 3}}
    """
    g = needed(graph, say, expr)
    start = None if g is None else vertex_of(g, s, say)
    end = None if g is None or start is None else vertex_of(g, t, say)
    lengths = lengths_of(kspec)
    if g is None or start is None or end is None or lengths is None:
        return say("kspec", kspec) if lengths is None else None
    found = first_of(walks.paths(g.out, start, end, *lengths), n, session.evaluator.poll)
    return make_list([names_of(g, way) for way in found])
