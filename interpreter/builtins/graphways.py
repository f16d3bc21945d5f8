"""What the functions of ways through graphs share: their messages, vertices by name, ranges of lengths."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from .. import symbols as S
from ..expr import Expr, is_list, make_list
from ..graphs import Graph, walks
from .graphs import NO_GRAPH, NO_VERTEX
from .positions import is_infinite

MESSAGES = {"graph": NO_GRAPH, "inv": NO_VERTEX, "weights": "The weights `1` are no numbers that are not negative."}


def vertex_of(g: Graph, v: Any, say: Any) -> int | None:
    found = g.find(v)
    return say("inv", v) if found is None else found


def names_of(g: Graph, vertices: list[int]) -> Expr:
    return make_list([g.vertices[v] for v in vertices])


def lengths_of(spec: Any) -> tuple[int, float] | None:
    """(least, most) of a number k (at most k), {k} or {k1, k2}."""
    if is_infinite(spec):
        return 1, walks.FAR
    if type(spec) is int:
        return 1, spec
    if is_list(spec) and 1 <= len(spec) <= 2 and all(type(k) is int or is_infinite(k) for k in spec.args):
        low, high = spec.args[0], spec.args[-1]
        return (low, walks.FAR if is_infinite(high) else high) if type(low) is int else None
    return None


def first_of(items: Iterator[Any], n: Any, poll: Callable[[], None]) -> list[Any]:
    out: list[Any] = []
    limit = 1 << 60 if n is S.All or is_infinite(n) else n
    for item in items:
        poll()
        if len(out) >= limit:
            break
        out.append(item)
        if len(out) >= limit:
            break
    return out


def step(g: Graph, v: int, w: int, k: int) -> Expr:
    """The edge k as a walk takes it from v to w."""
    return g.written(g.edges[k]._replace(source=v, target=w))


def mutual(g: Graph) -> list[list[int]]:
    """The vertices that can be reached from one another, along the edges where there are directed ones."""
    return walks.components(g.around) if g.is_undirected else walks.strong_components(g.out)
