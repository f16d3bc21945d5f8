"""Graphs as they are given: lists of edges, lists of vertices and edges, rules."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .. import symbols as S
from ..associations import key
from ..expr import Expr, has_head, is_list, is_rule, make_list
from .value import Edge, Graph

_DIRECTED = (S.DirectedEdge, S.Rule)
_UNDIRECTED = (S.UndirectedEdge, S.TwoWayRule)
_WRAPPERS = (S.Labeled, S.Style, S.Tooltip, S.Property, S.Annotation, S.Button)


class NoGraph(Exception):
    """What makes no graph: a message tag and its arguments."""


def is_edge(e: Any) -> bool:
    return isinstance(e, Expr) and e.head in _DIRECTED + _UNDIRECTED and len(e) in (2, 3)


def unwrapped(e: Any) -> tuple[Any, list[Any], Any]:
    """(what is inside Labeled, Property and the like, the rules of a Property, the label)."""
    rules: list[Any] = []
    label = None
    while isinstance(e, Expr) and e.head in _WRAPPERS and e.args:
        if e.head is S.Labeled and len(e) > 1:
            label = e.args[1]
        rules += [r for r in e.args[1:] if is_rule(r)]
        e = e.args[0]
    return e, rules, label


def read(vertices: Iterable[Any] | None, edges: Iterable[Any], options: Iterable[Any] = ()) -> Graph:
    """A graph from expressions; vertices that are not listed come in the order of the edges.  Raises NoGraph."""
    number: dict[Any, int] = {}
    names: list[Any] = []
    labels: list[Any] = []

    def place(v: Any) -> int:
        k = key(v)
        if k not in number:
            number[k] = len(names)
            names.append(v)
        return number[k]

    for v in () if vertices is None else vertices:
        inner, _, label = unwrapped(v)
        place(inner)
        if label is not None:
            labels.append(Expr(S.Rule, (inner, label)))
    found: list[Edge] = []
    weights: list[Any] = []
    for e in edges:
        inner, rules, _ = unwrapped(e)
        if not is_edge(inner):
            raise NoGraph("edge", e)
        ends = [unwrapped(v)[0] for v in inner.args[:2]]
        found.append(Edge(place(ends[0]), place(ends[1]), inner.head in _DIRECTED, *inner.args[2:]))
        weights.append(next((r.args[1] for r in rules if r.args[0] is S.EdgeWeight), None))
    kept = list(options)
    if any(w is not None for w in weights):
        kept.append(Expr(S.Rule, (S.EdgeWeight, make_list([1 if w is None else w for w in weights]))))
    if labels:
        kept.append(Expr(S.Rule, (S.VertexLabels, make_list(labels))))
    return Graph(tuple(names), tuple(found), tuple(kept))


def graph_of(e: Any) -> Graph | None:
    """A graph, or the one that a list of edges or rules stands for."""
    if type(e) is Graph:
        return e
    if is_list(e) and len(e) and all(is_edge(x) for x in e.args):
        return read(None, e.args)
    return None


def edge_of(g: Graph, e: Any) -> Edge | None:
    """The edge that an expression means in a graph; None if its ends are no vertices of it."""
    if not is_edge(e):
        return None
    source, target = g.find(e.args[0]), g.find(e.args[1])
    if source is None or target is None:
        return None
    return Edge(source, target, e.head in _DIRECTED, *e.args[2:])


def edge_number(g: Graph, e: Any) -> int | None:
    """The number of the first edge of a graph that an expression means; a -> b finds undirected edges too."""
    wanted = edge_of(g, e)
    if wanted is None:
        return None
    choices = [wanted] if not has_head(e, S.Rule) else [wanted, wanted._replace(directed=False)]
    for choice in choices:
        for k, edge in enumerate(g.edges):
            if edge.joins(choice) and (choice.tag is None or edge.tag == choice.tag):
                return k
    return None
