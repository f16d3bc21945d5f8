"""The edges of NetGraph, from what people write to pairs of ports.

An end is (vertex, port): vertex None is the graph itself, port None is "the obvious one".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from .. import symbols as S
from ..expr import Expr, expr, has_head, is_list, is_rule, make_list

End = tuple[Any, str | None]


class EdgeError(Exception):
    """An edge that cannot be drawn: (tag, arguments of the message)."""


def read_edges(spec: Any, vertices: dict[Any, Any]) -> list[tuple[End, End | None]]:
    """(source, target) for all edges of a list (sublists allowed); a target None mutes the source.

    a -> b -> c is two edges, {a, b} -> c feeds the inputs of c in order, a -> {b, c} fans out.
    """
    out: list[tuple[End, End | None]] = []
    for rule in _rules(spec):
        stations = _chain(rule)
        for sources, targets in zip(stations, stations[1:], strict=False):
            for target in _several(targets):
                end = None if target is S.None_ else _end(target, vertices)
                out += [(_end(source, vertices), end) for source in _several(sources)]
    return out


def _rules(spec: Any) -> Iterator[Expr]:
    if is_rule(spec):
        yield spec
    elif is_list(spec):
        for x in spec.args:
            yield from _rules(x)
    else:
        raise EdgeError("badedge", spec)


def _chain(rule: Any) -> list[Any]:
    """a -> b -> c is Rule[a, Rule[b, c]]."""
    out = []
    while is_rule(rule):
        out.append(rule.args[0])
        rule = rule.args[1]
    return [*out, rule]


def _several(x: Any) -> tuple[Any, ...]:
    return x.args if is_list(x) else (x,)


def edge_rules(edges: Iterable[tuple[Any, Any]], vertices: dict[Any, Any]) -> Any:
    """The list of rules for pairs of ends as `Graph.edges` has them: ((name,), port), or (None, port).

    A target None mutes the source. A port that goes without saying is not written.
    """
    return make_list(
        expr(S.Rule, _written(source, vertices, "output_names"), _written(target, vertices, "input_names"))
        for source, target in edges
    )


def _written(end: Any, vertices: dict[Any, Any], side: str) -> Any:
    if end is None:
        return S.None_
    path, port = end
    if path is None:
        return expr(S.NetPort, port)
    obvious = getattr(vertices[path[0]].graph, side) == (port,)
    return path[0] if obvious else expr(S.NetPort, make_list((*path, port)))


def vertex_name(x: Any, vertices: dict[Any, Any]) -> Any:
    """The name of a vertex given by number (from 1, or from the end) or name."""
    if type(x) is int and 1 <= abs(x) <= len(vertices):
        return list(vertices)[x - 1 if x > 0 else x]
    if type(x) is str and x in vertices:
        return x
    raise EdgeError("unkvert", x)


def _end(x: Any, vertices: dict[Any, Any]) -> End:
    if not has_head(x, S.NetPort):
        return vertex_name(x, vertices), None
    path = x.args[0].args if len(x) == 1 and is_list(x.args[0]) else x.args
    if len(path) == 1 and type(path[0]) is str:
        return None, path[0]
    if len(path) == 2 and type(path[1]) is str:
        return vertex_name(path[0], vertices), path[1]
    raise EdgeError("badport", x)
