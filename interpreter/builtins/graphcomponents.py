"""What hangs together in graphs, and the order of what leads to what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..declare import builtin
from ..expr import is_list, make_list
from ..graphs import Graph, walks
from ..numerics.infinities import INFINITY
from .graphs import needed
from .graphways import MESSAGES, lengths_of, mutual, names_of, vertex_of


def _largestfirst_of(parts: list[list[int]]) -> list[list[int]]:
    return sorted(parts, key=lambda part: (-len(part), part[0]))


def _parts(title: str, find: Callable[[Graph], list[list[int]]], as_graphs: bool, usage: str) -> None:
    def parts(graph: Any, vertices: Any = None, *, say: Any, expr: Any) -> Any:
        g = needed(graph, say, expr)
        if g is None:
            return None
        found = _largestfirst_of(find(g))
        if vertices is not None:
            wanted = [vertex_of(g, v, say) for v in (vertices.args if is_list(vertices) else (vertices,))]
            found = [part for part in found if any(v in part for v in wanted)]
        if not as_graphs:
            return make_list([names_of(g, part) for part in found])
        return make_list([induced(g, part) for part in found])

    parts.__doc__ = usage
    builtin(f"{title}[graph_]", f"{title}[graph_, vertices_]", **MESSAGES)(parts)


def induced(g: Graph, vertices: list[int]) -> Graph:
    """The graph of some vertices and of all edges among them."""
    inside = set(vertices)
    return g.selected(vertices, [k for k, e in enumerate(g.edges) if e.source in inside and e.target in inside])


_parts("ConnectedComponents", mutual, False, """ConnectedComponents[graph] gives the lists of vertices that can be
reached
    from one another, along the edges where they are directed; larger ones come first.
    ConnectedComponents[graph, {v1, v2, ...}] gives those with one of the vertices.

    >>> ConnectedComponents[{1 -> 2, 2 -> 1, 2 -> 3, 4 <-> 5}]
    {{1, 2}, {4, 5}, {3}}
    """)  # fmt: skip
_parts("WeaklyConnectedComponents", lambda g: walks.components(g.around), False, """WeaklyConnectedComponents[graph]
gives the
    lists of vertices that edges join, whatever their directions; larger ones come first.
    WeaklyConnectedComponents[graph, {v1, v2, ...}] gives those with one of the vertices.

    >>> WeaklyConnectedComponents[{1 -> 2, 3 -> 2, 4 -> 5}]
    {{1, 2, 3}, {4, 5}}
    """)  # fmt: skip
_parts("ConnectedGraphComponents", mutual, True, """ConnectedGraphComponents[graph] gives the parts of a graph in
which all
    vertices can be reached from one another, as graphs; larger ones come first.

    >>> ConnectedGraphComponents[{1 <-> 2, 2 <-> 3, 4 <-> 5}]
    {Graph[<3>, <2>], Graph[<2>, <1>]}
    """)  # fmt: skip
_parts("WeaklyConnectedGraphComponents", lambda g: walks.components(g.around), True,
"""WeaklyConnectedGraphComponents[graph]
    gives the parts of a graph that edges hold together, as graphs; larger ones come first.

    >>> WeaklyConnectedGraphComponents[{1 -> 2, 3 -> 2, 4 -> 5}]
    {Graph[<3>, <2>], Graph[<2>, <1>]}
    """)  # fmt: skip


def _reached(title: str, into: bool, usage: str) -> None:
    def reach(graph: Any, vertex: Any, k: Any = INFINITY, *, say: Any, expr: Any) -> Any:
        g = needed(graph, say, expr)
        if g is None:
            return None
        lengths = lengths_of(k) if type(k) is not int or k > 0 else (0, 0)
        if lengths is None:
            return None
        low = 0 if not is_list(k) else lengths[0]
        starts = [vertex_of(g, v, say) for v in (vertex.args if is_list(vertex) else (vertex,))]
        near: dict[int, float] = {}
        for start in starts:
            if start is None:
                return None
            for v, d in enumerate(walks.distances(g.into if into else g.out, start)[0]):
                near[v] = min(d, near.get(v, walks.FAR))
        chosen = [v for v, d in near.items() if low <= d <= lengths[1] and d != walks.FAR]
        return names_of(g, sorted(chosen, key=lambda v: (near[v], v)))

    reach.__doc__ = usage
    builtin(f"{title}[graph_, vertex_]", f"{title}[graph_, vertex_, k_]", **MESSAGES)(reach)


_reached("VertexOutComponent", False, """VertexOutComponent[graph, v] gives the vertices that can be reached from v,
itself
    included; VertexOutComponent[graph, {v1, ...}, k] those at most k steps from one of several, {k} at exactly k.

    >>> VertexOutComponent[{1 -> 2, 2 -> 3, 4 -> 1}, 1]
    {1, 2, 3}
    """)  # fmt: skip
_reached("VertexInComponent", True, """VertexInComponent[graph, v] gives the vertices from which v can be reached,
itself
    included; VertexInComponent[graph, {v1, ...}, k] those at most k steps away, {k} at exactly k.

    >>> VertexInComponent[{1 -> 2, 2 -> 3, 4 -> 1}, 2]
    {2, 1, 4}
    """)  # fmt: skip


@builtin("TopologicalSort[graph_]", dag="The graph in `1` is not directed and free of cycles.", **MESSAGES)
def topological_sort(graph: Any, *, say: Any, expr: Any) -> Any:
    """TopologicalSort[graph] gives the vertices of a directed graph without cycles in an order in which every edge
    leads forward.

    >>> TopologicalSort[{c -> b, a -> c, b -> d}]
    {a, c, b, d}
    """
    g = needed(graph, say, expr)
    if g is None:
        return None
    order = walks.topological(g.out) if g.is_directed or not g.edges else None
    return say("dag", expr) if order is None else names_of(g, order)
