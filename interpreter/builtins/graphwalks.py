"""Cycles, spanning trees, and scans of graphs that call functions on their way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..declare import builtin
from ..expr import NULL, Expr, is_list, is_rule, make_list
from ..graphs import Graph, walks
from ..numerics.infinities import INFINITY
from ..numerics.numbers import REAL_TYPES
from .graphs import needed
from .graphways import MESSAGES, first_of, lengths_of, mutual, step, vertex_of


@builtin(
    "FindCycle[graph_]",
    "FindCycle[graph_, kspec_]",
    "FindCycle[graph_, kspec_, n_]",
    kspec="`1` is neither a length nor a range of lengths.",
    **MESSAGES,
)
def find_cycle(graph: Any, kspec: Any = INFINITY, n: Any = 1, *, session: Any, say: Any, expr: Any) -> Any:
    """FindCycle[graph] gives a list with a cycle of a graph, the list of its edges; {} if it has none.
    FindCycle[graph, k] finds one of at most k edges, FindCycle[graph, {k}] of exactly k, {k1, k2} of k1 to k2;
    FindCycle[graph, kspec, s] gives at most s cycles, All all of them. FindCycle[{graph, v}, ...] finds cycles through
    v.

    >>> FindCycle[{1 -> 2, 2 -> 3, 3 -> 1, 3 -> 4}] // FullForm
    List[List[DirectedEdge[1, 2], DirectedEdge[2, 3], DirectedEdge[3, 1]]]
    >>> Length[FindCycle[CompleteGraph[4], Infinity, All]]
    7
    """
    through = None
    if is_list(graph) and len(graph) == 2 and type(graph.args[0]) is Graph:
        g: Graph | None = graph.args[0]
        through = None if g is None else vertex_of(g, graph.args[1], say)
        if through is None:
            return None
    else:
        g = needed(graph, say, expr)
    lengths = lengths_of(kspec)
    if g is None or lengths is None:
        return say("kspec", kspec) if lengths is None else None
    # a cycle stays inside a component
    home = {v: i for i, part in enumerate(mutual(g)) for v in part}
    steps = [[(w, k) for w, k in out if home[w] == home[v]] for v, out in enumerate(g.out)]
    found = first_of(walks.cycles(steps, *lengths, through), n, session.evaluator.poll)
    return make_list(
        [make_list([step(g, c[i][0], c[(i + 1) % len(c)][0], c[i][1]) for i in range(len(c))]) for c in found]
    )


@builtin("FindSpanningTree[graph_]", **MESSAGES)
def find_spanning_tree(graph: Any, *, say: Any, expr: Any, evaluate: Any) -> Any:
    """FindSpanningTree[graph] gives a tree that joins all the vertices of a graph by some of its edges, with the least
    sum of weights if the edges have weights; of several components a tree each.

    >>> EdgeRules[FindSpanningTree[Graph[{1 <-> 2, 2 <-> 3, 3 <-> 1}, EdgeWeight -> {5, 1, 2}]]]
    {2 -> 3, 3 -> 1}
    """
    g = needed(graph, say, expr)
    if g is None:
        return None
    weights = g.weights()
    order = list(range(len(g.edges)))
    if weights is not None:
        if any(type(w) not in REAL_TYPES for w in weights):
            return say("weights", make_list(weights))
        order.sort(key=lambda k: float(weights[k]))
    chosen = walks.spanning_forest(len(g.vertices), [(e.source, e.target) for e in g.edges], order)
    return g.selected(range(len(g.vertices)), chosen)


_EVENTS = ("PrevisitVertex", "PostvisitVertex", "DiscoverVertex", "UnvisitedVertex", "FrontierEdge", "VisitedEdge",
           "CycleEdge", "BackEdge", "ForwardEdge", "CrossEdge")  # fmt: skip


def _scanner(title: str, deep: bool, usage: str) -> None:
    def scan(graph: Any, start: Any, events: Any = None, *, say: Any, expr: Any, evaluate: Any) -> Any:
        if events is None and (is_rule(start) or (is_list(start) and start.args and all(map(is_rule, start.args)))):
            start, events = None, start
        g = needed(graph, say, expr)
        if g is None:
            return None
        calls: dict[str, Any] = {}
        for rule in () if events is None else events.args if is_list(events) else (events,):
            if not is_rule(rule) or rule.args[0] not in _EVENTS:
                return say("event", rule, make_list(_EVENTS))
            calls[rule.args[0]] = rule.args[1]
        first = 0 if start is None else vertex_of(g, start, say)
        if first is None or not g.vertices:
            return None

        def tell(event: str, *args: Any) -> None:
            if event in calls:
                evaluate(Expr(calls[event], args))

        before = (_deep if deep else _wide)(g, [first] if start is not None else range(len(g.vertices)), tell)
        return make_list([g.vertices[v if b is None else b] for v, b in enumerate(before)]) if not calls else NULL

    scan.__doc__ = usage
    builtin(
        f"{title}[graph_, start_]",
        f"{title}[graph_, start_, events_]",
        event="`1` is no rule for one of the events `2`.",
        **MESSAGES,
    )(scan)


def _wide(g: Graph, starts: Any, tell: Callable[..., None]) -> list[int | None]:
    before: list[int | None] = [None] * len(g.vertices)
    depth: dict[int, int] = {}
    used: set[int] = set()
    for start in starts:
        if start in depth:
            continue
        depth[start] = 0
        tell("UnvisitedVertex", g.vertices[start])
        tell("DiscoverVertex", g.vertices[start], g.vertices[start], 0)
        queue = [start]
        for v in queue:  # grows on the way
            tell("PrevisitVertex", g.vertices[v])
            for w, k in g.out[v]:
                if k in used:
                    continue
                used.add(k)
                if w not in depth:
                    depth[w], before[w] = depth[v] + 1, v
                    tell("FrontierEdge", step(g, v, w, k))
                    tell("DiscoverVertex", g.vertices[w], g.vertices[v], depth[w])
                    queue.append(w)
                else:
                    tell("CycleEdge", step(g, v, w, k))
                    tell("VisitedEdge", step(g, v, w, k))
            tell("PostvisitVertex", g.vertices[v])
    return before


def _deep(g: Graph, starts: Any, tell: Callable[..., None]) -> list[int | None]:
    before: list[int | None] = [None] * len(g.vertices)
    depth: dict[int, int] = {}
    order: dict[int, int] = {}
    done: set[int] = set()
    used: set[int] = set()
    for start in starts:
        if start in depth:
            continue
        depth[start] = 0
        order[start] = len(order)
        tell("UnvisitedVertex", g.vertices[start])
        tell("DiscoverVertex", g.vertices[start], g.vertices[start], 0)
        tell("PrevisitVertex", g.vertices[start])
        calls = [(start, iter(g.out[start]))]
        while calls:
            v, rest = calls[-1]
            for w, k in rest:
                if k in used:
                    continue
                used.add(k)
                if w not in depth:
                    depth[w], before[w] = depth[v] + 1, v
                    order[w] = len(order)
                    tell("FrontierEdge", step(g, v, w, k))
                    tell("DiscoverVertex", g.vertices[w], g.vertices[v], depth[w])
                    tell("PrevisitVertex", g.vertices[w])
                    calls.append((w, iter(g.out[w])))
                    break
                kind = "BackEdge" if w not in done else "ForwardEdge" if order[w] > order[v] else "CrossEdge"
                tell(kind, step(g, v, w, k))
                tell("VisitedEdge", step(g, v, w, k))
            else:
                calls.pop()
                done.add(v)
                tell("PostvisitVertex", g.vertices[v])
    return before


_SCAN = """{0}[graph, s] goes through a graph {1} from s and gives for every vertex the one from which it was found,
itself
    for s and what was not found.
    {0}[graph, s, {{"event" -> f, ...}}] calls f at events: f[v] at "PrevisitVertex" and "PostvisitVertex", f[v, u, d]
    at "DiscoverVertex" (v, found from u at depth d), f[e] at edges: "FrontierEdge" to a new vertex, "VisitedEdge" to a
    known one{2}. {0}[graph, {{"event" -> f, ...}}] goes through all components.

    >>> {0}[{{1 -> 2, 1 -> 3, 2 -> 4, 3 -> 4}}, 1]
    {{1, 1, 1, 2}}
    >>> Reap[{0}[{{1 -> 2, 2 -> 4, 1 -> 3}}, 1, "PrevisitVertex" -> Sow]][[2, 1]]
    {3}
    """
_scanner(
    "BreadthFirstScan",
    False,
    _SCAN.format("BreadthFirstScan", "level by level", ', "CycleEdge" too', "{1, 2, 3, 4}"),
)
_scanner(
    "DepthFirstScan",
    True,
    _SCAN.format("DepthFirstScan", "as deep as it can", ' ("BackEdge", "ForwardEdge", "CrossEdge")', "{1, 2, 4, 3}"),
)
