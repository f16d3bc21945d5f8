"""The value: vertices of any kind, edges between their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from .. import symbols as S
from ..associations import key
from ..expr import Expr, Value, expr, is_rule, make_list
from ..options import option_name


class Edge(NamedTuple):
    """An edge between two vertices, by their numbers from 0; `tag` tells edges between the same vertices apart."""

    source: int
    target: int
    directed: bool
    tag: Any = None

    def joins(self, other: Edge) -> bool:
        """Whether two edges join the same vertices in the same way; the order of undirected ones does not matter."""
        if self.directed != other.directed:
            return False
        ends = (self.source, self.target)
        return ends == (other.source, other.target) or (not self.directed and ends == (other.target, other.source))


class Graph(Value):
    """Vertices, edges and options (rules), which are kept as they were given."""

    __slots__ = ("__dict__", "edges", "options", "vertices")

    def __init__(self, vertices: tuple[Any, ...], edges: tuple[Edge, ...], options: tuple[Any, ...] = ()) -> None:
        super().__init__(S.Graph)
        self.vertices, self.edges, self.options = vertices, edges, options

    def arguments(self) -> tuple[Any, ...]:
        return make_list(self.vertices), make_list(map(self.written, self.edges)), *self.options

    def part(self, specs: tuple[Any, ...]) -> Any:
        """What rebuilds the graph can be had by parts too: 1 the vertices, 2 the edges."""
        first, *rest = specs
        if type(first) is not int or not 1 <= first <= len(self.args):
            return None
        return Expr(S.Part, (self.args[first - 1], *rest)) if rest else self.args[first - 1]

    def __reduce__(self) -> tuple[Any, ...]:
        return Graph, (self.vertices, self.edges, self.options)

    def written(self, edge: Edge) -> Expr:
        """An edge as an expression."""
        ends = (self.vertices[edge.source], self.vertices[edge.target])
        return Expr(
            S.DirectedEdge if edge.directed else S.UndirectedEdge, ends if edge.tag is None else (*ends, edge.tag)
        )

    @cached_property
    def number(self) -> dict[Any, int]:
        """key(vertex) -> its number."""
        return {key(v): i for i, v in enumerate(self.vertices)}

    def find(self, vertex: Any) -> int | None:
        return self.number.get(key(vertex))

    @cached_property
    def out(self) -> list[list[tuple[int, int]]]:
        """For each vertex the (neighbour, number of the edge) that its edges lead to."""
        found: list[list[tuple[int, int]]] = [[] for _ in self.vertices]
        for k, e in enumerate(self.edges):
            found[e.source].append((e.target, k))
            if not e.directed and e.source != e.target:
                found[e.target].append((e.source, k))
        return found

    @cached_property
    def into(self) -> list[list[tuple[int, int]]]:
        """For each vertex the (neighbour, number of the edge) from which edges lead to it."""
        found: list[list[tuple[int, int]]] = [[] for _ in self.vertices]
        for k, e in enumerate(self.edges):
            found[e.target].append((e.source, k))
            if not e.directed and e.source != e.target:
                found[e.source].append((e.target, k))
        return found

    @cached_property
    def around(self) -> list[list[tuple[int, int]]]:
        """For each vertex all (neighbour, number of the edge), whatever the direction."""
        found: list[list[tuple[int, int]]] = [[] for _ in self.vertices]
        for k, e in enumerate(self.edges):
            found[e.source].append((e.target, k))
            if e.source != e.target:
                found[e.target].append((e.source, k))
        return found

    @property
    def is_directed(self) -> bool:
        return bool(self.edges) and all(e.directed for e in self.edges)

    @property
    def is_undirected(self) -> bool:
        return not any(e.directed for e in self.edges)

    def option(self, name: str) -> Any:
        """The setting of an option; None if there is none."""
        return next((o.args[1] for o in self.options if option_name(o.args[0]) == name), None)

    def weights(self) -> list[Any] | None:
        """The weights of the edges; None where the graph has none."""
        return self.per_edge("EdgeWeight", 1)

    def per_edge(self, name: str, default: Any) -> list[Any] | None:
        """What an option says for every edge: a list, or rules."""
        return self._settings(name, [self.written(e) for e in self.edges], default)

    def per_vertex(self, name: str, default: Any) -> list[Any] | None:
        """What an option says for every vertex: a list, or rules."""
        return self._settings(name, list(self.vertices), default)

    def _settings(self, name: str, things: list[Any], default: Any) -> list[Any] | None:
        given = self.option(name)
        if not isinstance(given, Expr) or given.head is not S.List:
            return None
        if given.args and all(is_rule(r) for r in given.args):
            table = {key(comparable(r.args[0])): r.args[1] for r in given.args}
            return [table.get(key(comparable(x)), default) for x in things]
        return list(given.args) if len(given) == len(things) else None

    def with_options(self, *options: Any) -> Graph:
        """The graph with options set anew."""
        names = {option_name(o.args[0]) for o in options}
        return Graph(
            self.vertices, self.edges, (*[o for o in self.options if option_name(o.args[0]) not in names], *options)
        )

    def selected(self, vertices: Iterable[int], edges: Iterable[int]) -> Graph:
        """The graph of some of the vertices and edges, with what options say about them."""
        kept, chosen = list(vertices), list(edges)
        at = {v: i for i, v in enumerate(kept)}
        new = [self.edges[k]._replace(source=at[self.edges[k].source], target=at[self.edges[k].target]) for k in chosen]
        options = []
        for o in self.options:
            name = option_name(o.args[0])
            value = o.args[1]
            if name.startswith("Edge") and _is_column(value, len(self.edges)):
                value = make_list(value.args[k] for k in chosen)
            elif name.startswith("Vertex") and _is_column(value, len(self.vertices)):
                value = make_list(value.args[i] for i in kept)
            options.append(Expr(o.head, (o.args[0], value)))
        return Graph(tuple([self.vertices[i] for i in kept]), tuple(new), tuple(options))

    def graphics(self) -> Expr:
        """The picture."""
        from .drawing import drawn

        return drawn(self)


def _is_column(e: Any, n: int) -> bool:
    return isinstance(e, Expr) and e.head is S.List and len(e) == n and not all(is_rule(r) for r in e.args)


def comparable(x: Any) -> Any:
    """A rule a -> b as the edge that it means; the ends of an undirected edge in a fixed order."""
    if isinstance(x, Expr) and len(x) >= 2:
        if x.head is S.Rule:
            return expr(S.DirectedEdge, *x.args)
        if x.head in (S.TwoWayRule, S.UndirectedEdge):
            ends = sorted(x.args[:2], key=lambda e: (hash(e), repr(e)))
            return expr(S.UndirectedEdge, *ends, *x.args[2:])
    return x


def graph(
    vertices: Sequence[Any], pairs: Iterable[tuple[int, int]], directed: bool, options: Sequence[Any] = ()
) -> Graph:
    """A graph from pairs of numbers of vertices."""
    return Graph(tuple(vertices), tuple([Edge(a, b, directed) for a, b in pairs]), tuple(options))
