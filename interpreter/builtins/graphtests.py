"""Yes or no: what kind of graph something is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..declare import builtin
from ..expr import FALSE, boolean
from ..graphs import Edge, Graph, graph_of, walks
from .graphways import mutual


def _ends(e: Edge) -> tuple[Any, ...]:
    """What is the same for edges that join the same vertices in the same way."""
    return (e.source, e.target, True) if e.directed else (*sorted((e.source, e.target)), False)


def is_loop_free(g: Graph) -> bool:
    return all(e.source != e.target for e in g.edges)


def has_parallels(g: Graph) -> bool:
    return len({_ends(e) for e in g.edges}) < len(g.edges)


def is_simple(g: Graph) -> bool:
    return is_loop_free(g) and not has_parallels(g)


def is_weakly_connected(g: Graph) -> bool:
    return len(walks.components(g.around)) <= 1


def is_connected(g: Graph) -> bool:
    return len(mutual(g)) <= 1


def is_acyclic(g: Graph) -> bool:
    if g.is_undirected:
        return is_simple(g) and len(g.edges) == len(g.vertices) - len(walks.components(g.around))
    if g.is_directed:
        return walks.topological(g.out) is not None
    return not walks.has_cycle(g.out)


def is_complete(g: Graph) -> bool:
    n = len(g.vertices)
    whole = n * (n - 1) // (1 if g.is_directed else 2)
    return (g.is_directed or g.is_undirected) and is_simple(g) and len(g.edges) == whole


def is_path(g: Graph) -> bool:
    degrees = [len(a) for a in g.around]
    through = not g.is_directed or all(len(a) <= 1 for a in (*g.out, *g.into))
    simple = is_weakly_connected(g) and is_simple(g) and through
    return simple and len(g.edges) == len(degrees) - 1 and max(degrees) <= 2


def is_tree(g: Graph) -> bool:
    return bool(g.vertices) and is_weakly_connected(g) and is_simple(g) and len(g.edges) == len(g.vertices) - 1


def _question(title: str, ask: Callable[[Graph], bool], usage: str, yes: str, no: str) -> None:
    def answer(graph: Any) -> Any:
        g = graph_of(graph)
        return FALSE if g is None else boolean(ask(g))

    answer.__doc__ = f"""{title}[graph] is True if graph is {usage}.

    >>> {{{title}[{yes}], {title}[{no}]}}
    {{True, False}}
    """
    builtin(f"{title}[graph_]")(answer)


for _row in (
    (
        "AcyclicGraphQ",
        is_acyclic,
        "a graph in which no walk comes back to where it was",
        "{1 -> 2, 1 -> 3}",
        "CycleGraph[3]",
    ),
    (
        "BipartiteGraphQ",
        lambda g: walks.two_colours(g.around) is not None,
        "a graph whose vertices fall into two sets with no edge inside either",
        "CycleGraph[4]",
        "CycleGraph[3]",
    ),
    ("CompleteGraphQ", is_complete, "a graph in which every two vertices are joined", "CycleGraph[3]", "CycleGraph[4]"),
    (
        "ConnectedGraphQ",
        is_connected,
        "a graph in which a way leads from every vertex to every other one",
        "CycleGraph[3]",
        "{1 -> 2}",
    ),
    ("DirectedGraphQ", lambda g: g.is_directed, "a graph with directed edges only", "{1 -> 2}", "{1 <-> 2}"),
    ("EmptyGraphQ", lambda g: not g.edges, "a graph without edges", "Graph[{1, 2}, {}]", "{1 -> 2}"),
    (
        "LoopFreeGraphQ",
        is_loop_free,
        "a graph in which no edge joins a vertex to itself",
        "{1 -> 2}",
        "{1 -> 1}",
    ),
    (
        "MixedGraphQ",
        lambda g: not g.is_directed and not g.is_undirected,
        "a graph with directed and undirected edges",
        "{1 -> 2, 2 <-> 3}",
        "{1 -> 2}",
    ),
    (
        "MultigraphQ",
        has_parallels,
        "a graph with several edges that join the same vertices in the same way",
        "{1 -> 2, 1 -> 2}",
        "{1 -> 2, 2 -> 1}",
    ),
    ("PathGraphQ", is_path, "a graph that is one path", "{1 -> 2, 2 -> 3}", "CycleGraph[3]"),
    (
        "SimpleGraphQ",
        is_simple,
        "a graph without loops and without several edges alike",
        "{1 -> 2, 2 -> 1}",
        "{1 -> 1}",
    ),
    ("TreeGraphQ", is_tree, "a connected graph without cycles", "StarGraph[4]", "CycleGraph[3]"),
    ("UndirectedGraphQ", lambda g: g.is_undirected, "a graph with undirected edges only", "{1 <-> 2}", "{1 -> 2}"),
    (
        "WeaklyConnectedGraphQ",
        is_weakly_connected,
        "a graph in which ways join all vertices, whatever the directions of the edges",
        "{1 -> 2}",
        "Graph[{1, 2}, {}]",
    ),
    (
        "WeightedGraphQ",
        lambda g: any(g.option(name) is not None for name in ("EdgeWeight", "VertexWeight")),
        "a graph with weights",
        "Graph[{1 -> 2}, EdgeWeight -> {3}]",
        "{1 -> 2}",
    ),
):
    _question(*_row)


@builtin("GraphQ[expr_]")
def graph_q(expr: Any) -> Any:
    """GraphQ[expr] is True for a graph.

    >>> {GraphQ[Graph[{1 -> 2}]], GraphQ[{1 -> 2}]}
    {True, False}
    """
    return boolean(type(expr) is Graph)
