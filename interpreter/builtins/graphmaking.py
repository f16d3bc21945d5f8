"""Graphs with a name: complete graphs, cycles, paths, grids, stars, trees, and graphs by chance."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import combinations, product
from typing import Any

from .. import symbols as S
from ..declare import builtin, name
from ..expr import TRUE, Expr, has_head, is_list, make_list
from ..graphs import Graph, graph
from ..options import is_option
from .content import MAX_ELEMENTS
from .positions import integers_of
from .random import generator

name("DirectedEdges", "DirectedEdges is an option of functions that make graphs: whether the edges have a direction.")
name("BernoulliGraphDistribution", "BernoulliGraphDistribution[n, p] stands for graphs with n vertices in which every"
     " edge is there with probability p, for RandomGraph.")  # fmt: skip
_SIZE = "A positive integer is expected at position `1` in `2`."
_INTEGERS = "A list of positive integers is expected at position `1` in `2`."
_EDGES = {"DirectedEdges": "False"}


def _settings(options: Sequence[Any]) -> tuple[bool, list[Any]]:
    """(whether edges are directed, the options that the graph keeps)."""
    flat = [o for item in options for o in (item.args if is_list(item) else (item,))]
    directed = any(o.args[0] is S.DirectedEdges and o.args[1] is TRUE for o in flat)
    return directed, [o for o in flat if o.args[0] is not S.DirectedEdges]


def numbered(n: int, pairs: Iterable[tuple[int, int]], options: Sequence[Any]) -> Graph:
    """A graph with the vertices 1, ..., n."""
    directed, kept = _settings(options)
    return graph(range(1, n + 1), pairs, directed, kept)


def _size(n: Any, least: int = 1) -> bool:
    return type(n) is int and least <= n < MAX_ELEMENTS


def _options(rest: tuple[Any, ...]) -> bool:
    flat = [o for item in rest for o in (item.args if is_list(item) else (item,))]
    return all(isinstance(o, Expr) and is_option(o) and not is_list(o) for o in flat)


@builtin("CompleteGraph[n_, options___]", size=_SIZE)
def complete_graph(n: Any, options: tuple[Any, ...] = (), *, say: Any, expr: Any) -> Any:
    """CompleteGraph[n] is the graph with n vertices in which every two are joined; CompleteGraph[{n1, n2, ...}] has
    sets of vertices that are joined to all vertices outside their own.

    >>> EdgeRules[CompleteGraph[3]]
    {1 -> 2, 1 -> 3, 2 -> 3}
    >>> EdgeCount[CompleteGraph[{3, 4}]]
    12
    """
    sizes = integers_of(n) if is_list(n) else [1] * n if _size(n) else None
    if not sizes or min(sizes) < 1 or not _options(options):
        return say("size", 1, expr)
    group = [k for k, size in enumerate(sizes) for _ in range(size)]
    pairs = [(i, j) for i, j in combinations(range(len(group)), 2) if group[i] != group[j]]
    directed, kept = _settings(options)
    if directed:
        pairs = [pair for a, b in pairs for pair in ((a, b), (b, a))]
    return graph(range(1, len(group) + 1), pairs, directed, kept)


@builtin("CycleGraph[n_, options___]", size=_SIZE)
def cycle_graph(n: Any, options: tuple[Any, ...] = (), *, say: Any, expr: Any) -> Any:
    """CycleGraph[n] is the graph that is one cycle through n vertices.

    >>> EdgeRules[CycleGraph[4, DirectedEdges -> True]]
    {1 -> 2, 2 -> 3, 3 -> 4, 4 -> 1}
    """
    if not _size(n) or not _options(options):
        return say("size", 1, expr)
    if _settings(options)[0] or n < 3:
        pairs = [(i, (i + 1) % n) for i in range(n)] if n != 2 or _settings(options)[0] else [(0, 1), (0, 1)]
        return numbered(n, pairs, options)
    return numbered(n, sorted([(i, i + 1) for i in range(n - 1)] + [(0, n - 1)]), options)


@builtin("PathGraph[n_, options___]", size=_SIZE)
def path_graph(n: Any, options: tuple[Any, ...] = (), *, say: Any, expr: Any) -> Any:
    """PathGraph[n] is the graph that is one path through n vertices; PathGraph[{v1, v2, ...}] names them.

    >>> EdgeRules[PathGraph[{a, b, c}]]
    {a -> b, b -> c}
    """
    if not (_size(n) or (is_list(n) and len(n))) or not _options(options):
        return say("size", 1, expr)
    vertices = n.args if is_list(n) else range(1, n + 1)
    directed, kept = _settings(options)
    unique = list(dict.fromkeys(vertices))
    at = {v: i for i, v in enumerate(unique)}
    return graph(unique, [(at[a], at[b]) for a, b in zip(vertices, vertices[1:])], directed, kept)


@builtin("GridGraph[sizes_, options___]", size=_INTEGERS)
def grid_graph(sizes: Any, options: tuple[Any, ...] = (), *, say: Any, expr: Any) -> Any:
    """GridGraph[{m, n}] is the grid of m rows and n columns, GridGraph[{n1, n2, ...}] that of more dimensions. Vertices
    are counted along the first dimension.

    >>> {VertexCount[GridGraph[{3, 4}]], EdgeCount[GridGraph[{3, 4}]]}
    {12, 17}
    """
    shape = integers_of(sizes) if is_list(sizes) else None
    if not shape or min(shape) < 1 or math.prod(shape) > MAX_ELEMENTS or not _options(options):
        return say("size", 1, expr)
    steps = [math.prod(shape[:k]) for k in range(len(shape))]
    pairs = []
    for place in product(*map(range, reversed(shape))):
        at = place[::-1]
        number = sum(i * s for i, s in zip(at, steps))
        pairs += [(number, number + s) for i, s, n in zip(at, steps, shape) if i + 1 < n]
    return numbered(math.prod(shape), pairs, options)


@builtin("StarGraph[n_, options___]", size=_SIZE)
def star_graph(n: Any, options: tuple[Any, ...] = (), *, say: Any, expr: Any) -> Any:
    """StarGraph[n] is the graph of one vertex that is joined to n - 1 others.

    >>> VertexDegree[StarGraph[5]]
    {4, 1, 1, 1, 1}
    """
    if not _size(n) or not _options(options):
        return say("size", 1, expr)
    return numbered(n, [(0, i) for i in range(1, n)], options)


@builtin("WheelGraph[n_, options___]", size=_SIZE)
def wheel_graph(n: Any, options: tuple[Any, ...] = (), *, say: Any, expr: Any) -> Any:
    """WheelGraph[n] is the graph of a cycle through n - 1 vertices that are all joined to one more.

    >>> VertexDegree[WheelGraph[5]]
    {4, 3, 3, 3, 3}
    """
    if not _size(n, 4) or not _options(options):
        return say("size", 1, expr)
    rim = [(i, i + 1) for i in range(1, n - 1)] + [(1, n - 1)]
    return numbered(n, sorted([(0, i) for i in range(1, n)] + rim), options)


@builtin("HypercubeGraph[n_, options___]", size=_SIZE)
def hypercube_graph(n: Any, options: tuple[Any, ...] = (), *, say: Any, expr: Any) -> Any:
    """HypercubeGraph[n] is the graph of the corners and edges of a cube in n dimensions.

    >>> {VertexCount[HypercubeGraph[3]], EdgeCount[HypercubeGraph[3]]}
    {8, 12}
    """
    if not _size(n) or n > 20 or not _options(options):
        return say("size", 1, expr)
    pairs = [(i, i | 1 << k) for i in range(1 << n) for k in range(n) if not i >> k & 1]
    return numbered(1 << n, pairs, options)


@builtin("KaryTree[n_]", "KaryTree[n_, k_, options___]", size=_SIZE)
def kary_tree(n: Any, k: Any = 2, options: tuple[Any, ...] = (), *, say: Any, expr: Any) -> Any:
    """KaryTree[n] is the binary tree with n vertices, KaryTree[n, k] that with k branches at each.

    >>> EdgeRules[KaryTree[5]]
    {1 -> 2, 1 -> 3, 2 -> 4, 2 -> 5}
    """
    if not _size(n) or not _size(k) or not _options(options):
        return say("size", 1, expr)
    return numbered(n, [((i - 1) // k, i) for i in range(1, n)], options)


# ---- by chance -------------------------------------------------------------------------------------------------------


@builtin("RandomGraph[what_, options___]", volatile=True, rand="`1` is neither {n, m} nor a distribution of graphs.")
def random_graph(what: Any, options: tuple[Any, ...] = (), *, session: Any, say: Any) -> Any:
    """RandomGraph[{n, m}] is a graph with n vertices and m edges taken by chance; RandomGraph[{n, m}, k] gives k of
    them. RandomGraph[BernoulliGraphDistribution[n, p]] has every edge with probability p. DirectedEdges -> True makes
    the edges directed.

    >>> g = RandomGraph[{10, 20}]; {VertexCount[g], EdgeCount[g], SimpleGraphQ[g]}
    {10, 20, True}
    """
    count = options[0] if options and type(options[0]) is int else None
    options = options if count is None else options[1:]
    if not _options(options):
        return None
    directed = _settings(options)[0]
    if has_head(what, S.BernoulliGraphDistribution, 2):
        n, p = what.args
        if not _size(n) or type(p) not in (int, float) and not hasattr(p, "p"):
            return say("rand", what)
        possible = n * (n - 1) // (1 if directed else 2)
        chance = float(p if type(p) in (int, float) else p.p / p.q)
        if not 0 <= chance <= 1:
            return say("rand", what)
        sizes = [int(generator(session).binomial(possible, chance)) for _ in range(1 if count is None else count)]
    else:
        numbers = integers_of(what) if is_list(what) else None
        if numbers is None or len(numbers) != 2 or not _size(numbers[0]):
            return say("rand", what)
        n, m = numbers
        possible = n * (n - 1) // (1 if directed else 2)
        if not 0 <= m <= possible:
            return say("rand", what)
        sizes = [m] * (1 if count is None else count)
    found = [numbered(n, _some_pairs(n, m, possible, directed, session), options) for m in sizes]
    return found[0] if count is None else make_list(found)


def _some_pairs(n: int, m: int, possible: int, directed: bool, session: Any) -> list[tuple[int, int]]:
    chosen = sorted(generator(session).choice(possible, m, replace=False).tolist()) if m else []
    if directed:
        return [(k // (n - 1), k % (n - 1) + (k % (n - 1) >= k // (n - 1))) for k in chosen]
    pairs = []
    for k in chosen:
        j = (math.isqrt(8 * k + 1) + 1) // 2  # the pairs in the order (0, 1), (0, 2), (1, 2), (0, 3), ...
        pairs.append((k - j * (j - 1) // 2, j))
    return sorted(pairs)
