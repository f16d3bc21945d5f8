"""Graphs as matrices and lists of neighbours: AdjacencyMatrix, IncidenceMatrix, VertexDegree and their kin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..declare import builtin
from ..expr import Expr, is_list, make_list
from ..graphs import Edge, Graph
from ..options import is_option
from ..packed import pack, to_array
from ..sparsearray import SparseArray, sparse
from . import sparsearrays  # noqa: F401 - a sparse array needs what is said about it
from .graphs import NO_GRAPH, NO_VERTEX, needed

Cells = dict[tuple[int, int], Any]


def _adjacency(g: Graph) -> Cells:
    cells: Cells = {}
    for v, out in enumerate(g.out):
        for w, _ in out:
            cells[v, w] = cells.get((v, w), 0) + 1
    return cells


def _from_cells(cells: Cells, rows: int, columns: int) -> Any:
    if not rows or not columns:
        return make_list([make_list(())] * rows)
    return sparse((rows, columns), list(cells), list(cells.values()))


@builtin("AdjacencyMatrix[graph_]", graph=NO_GRAPH)
def adjacency_matrix(graph: Any, *, say: Any, expr: Any) -> Any:
    """AdjacencyMatrix[graph] is the matrix (a SparseArray) of how many edges lead from one vertex to another,
    undirected edges counting both ways.

    >>> Normal[AdjacencyMatrix[{1 -> 2, 2 -> 3, 3 -> 1}]]
    {{0, 1, 0}, {0, 0, 1}, {1, 0, 0}}
    """
    g = needed(graph, say, expr)
    return None if g is None else _from_cells(_adjacency(g), len(g.vertices), len(g.vertices))


@builtin("WeightedAdjacencyMatrix[graph_]", graph=NO_GRAPH)
def weighted_adjacency_matrix(graph: Any, *, say: Any, expr: Any, evaluate: Any) -> Any:
    """WeightedAdjacencyMatrix[graph] is the matrix of the weights of the edges between vertices, 1 where there are
    none.

    >>> Normal[WeightedAdjacencyMatrix[Graph[{1 -> 2, 2 -> 1}, EdgeWeight -> {5, 7}]]]
    {{0, 5}, {7, 0}}
    """
    g = needed(graph, say, expr)
    if g is None:
        return None
    weights = g.weights() or [1] * len(g.edges)
    cells: dict[tuple[int, int], list[Any]] = {}
    for v, out in enumerate(g.out):
        for w, k in out:
            cells.setdefault((v, w), []).append(weights[k])
    n = len(g.vertices)
    return _from_cells({at: evaluate(Expr(S.Plus, tuple(ws))) for at, ws in cells.items()}, n, n)


@builtin("IncidenceMatrix[graph_]", graph=NO_GRAPH)
def incidence_matrix(graph: Any, *, say: Any, expr: Any) -> Any:
    """IncidenceMatrix[graph] is the matrix (a SparseArray) with a row for each vertex and a column for each edge: 1 at
    the ends of an undirected edge, -1 where a directed edge begins and 1 where it ends, 2 and -2 for loops.

    >>> Normal[IncidenceMatrix[{1 -> 2, 2 <-> 3}]]
    {{-1, 0}, {1, 1}, {0, 1}}
    """
    g = needed(graph, say, expr)
    if g is None:
        return None
    cells: Cells = {}
    for k, e in enumerate(g.edges):
        if e.source == e.target:
            cells[e.source, k] = -2 if e.directed else 2
        else:
            cells[e.source, k], cells[e.target, k] = -1 if e.directed else 1, 1
    return _from_cells(cells, len(g.vertices), len(g.edges))


@builtin(
    "AdjacencyGraph[given__]",
    matsq="`1` is not a square matrix of numbers of edges.",
    vertices="The list `1` of vertices and the matrix have different lengths.",
)
def adjacency_graph(given: tuple[Any, ...], *, say: Any) -> Any:
    """AdjacencyGraph[matrix] is the graph with as many edges from one vertex to another as a matrix says, undirected if
    the matrix is symmetric; AdjacencyGraph[{v1, v2, ...}, matrix] names the vertices. DirectedEdges -> True or False
    says what the edges are.

    >>> EdgeRules[AdjacencyGraph[{a, b, c}, {{0, 1, 0}, {0, 0, 1}, {1, 0, 0}}]]
    {a -> b, b -> c, c -> a}
    """
    plain = [x for x in given if not (isinstance(x, Expr) and is_option(x) and len(x))]
    options = given[len(plain) :]
    if len(plain) == 1:
        return _adjacency_graph(None, plain[0], options, say)
    return _adjacency_graph(*plain, options, say) if len(plain) == 2 and is_list(plain[0]) else None


def _adjacency_graph(vertices: Any, matrix: Any, options: tuple[Any, ...], say: Any) -> Any:
    import numpy as np

    full = matrix.normal() if type(matrix) is SparseArray else matrix
    array = to_array(full) if is_list(full) else None
    square = array is not None and array.ndim == 2 and array.shape[0] == array.shape[1]
    if array is None or not square or array.dtype.kind != "i" or (array < 0).any():
        return say("matsq", matrix)
    names = range(1, len(array) + 1) if vertices is None else vertices.args
    if len(names) != len(array):
        return say("vertices", vertices)
    flat = [o for item in options for o in (item.args if is_list(item) else (item,))]
    wish = next((o.args[1] for o in flat if o.args[0] is S.DirectedEdges), None)
    directed = wish is S.True_ or (wish is None and not (array == array.T).all())
    cells = np.argwhere(array if directed else np.triu(np.maximum(array, array.T)))
    edges = [Edge(i, j, directed) for i, j in cells.tolist() for _ in range(int(max(array[i, j], 1)))]
    return Graph(tuple(names), tuple(edges), tuple([o for o in flat if o.args[0] is not S.DirectedEdges]))


# ---- degrees and neighbours ------------------------------------------------------------------------------------------


def _degree(g: Graph, into: bool, out: bool) -> list[int]:
    counts = [0] * len(g.vertices)
    for e in g.edges:
        if not e.directed or out:
            counts[e.source] += 1
        if not e.directed or into:
            counts[e.target] += 1
    if into != out:  # a loop counts once among the edges of one direction
        for e in g.edges:
            if not e.directed and e.source == e.target:
                counts[e.source] -= 1
    return counts


def _degrees(title: str, into: bool, out: bool, which: str, shown: str) -> None:
    def degree(graph: Any, vertex: Any = None, *, say: Any, expr: Any) -> Any:
        g = needed(graph, say, expr)
        if g is None:
            return None
        found = _degree(g, into, out)
        if vertex is None:
            return pack(found)
        at = g.find(vertex)
        return say("inv", vertex) if at is None else found[at]

    degree.__doc__ = f"""{title}[graph] gives the list of the numbers of edges {which} the vertices of a graph,
    {title}[graph, v] that of one vertex.

    >>> {title}[{{1 -> 2, 1 -> 3, 2 -> 3}}]
    {shown}
    """
    builtin(f"{title}[graph_]", f"{title}[graph_, vertex_]", graph=NO_GRAPH, inv=NO_VERTEX)(degree)


_degrees("VertexDegree", True, True, "at", "{2, 2, 2}")
_degrees("VertexInDegree", True, False, "that lead to", "{0, 1, 2}")
_degrees("VertexOutDegree", False, True, "that lead away from", "{2, 1, 0}")


def _unique(steps: list[tuple[int, int]]) -> list[int]:
    return sorted({w for w, _ in steps})


@builtin("AdjacencyList[graph_]", "AdjacencyList[graph_, vertex_]", graph=NO_GRAPH, inv=NO_VERTEX)
def adjacency_list(graph: Any, vertex: Any = None, *, say: Any, expr: Any) -> Any:
    """AdjacencyList[graph, v] gives the vertices that an edge joins to v, AdjacencyList[graph] these for every vertex.

    >>> AdjacencyList[{1 -> 2, 3 -> 1, 3 -> 4}, 1]
    {2, 3}
    """
    return _around(graph, vertex, say, expr, lambda g, v: [g.vertices[w] for w in _unique(g.around[v])])


@builtin("IncidenceList[graph_]", "IncidenceList[graph_, vertex_]", graph=NO_GRAPH, inv=NO_VERTEX)
def incidence_list(graph: Any, vertex: Any = None, *, say: Any, expr: Any) -> Any:
    """IncidenceList[graph, v] gives the edges at v, IncidenceList[graph] these for every vertex.

    >>> IncidenceList[{1 -> 2, 3 -> 1, 3 -> 4}, 1] // FullForm
    List[DirectedEdge[1, 2], DirectedEdge[3, 1]]
    """
    return _around(
        graph, vertex, say, expr, lambda g, v: [g.written(g.edges[k]) for k in sorted({k for _, k in g.around[v]})]
    )


def _around(graph: Any, vertex: Any, say: Any, whole: Any, look: Callable[[Graph, int], list[Any]]) -> Any:
    g = needed(graph, say, whole)
    if g is None:
        return None
    if vertex is None:
        return make_list([make_list(look(g, v)) for v in range(len(g.vertices))])
    at = g.find(vertex)
    return say("inv", vertex) if at is None else make_list(look(g, at))
