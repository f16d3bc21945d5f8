"""The edge list of a body, as one would write it for NetGraph."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ... import symbols as S
from ...expr import expr, has_head, make_list
from ..objects import Net

if TYPE_CHECKING:
    from .body import Body


def written(body: Body) -> Iterator[Any]:
    """Edge lists, the shortest first: it may be enough to join the members, for the ports of the graph often follow.

    The last one says everything.
    """
    into: list[Any] = []
    inside: list[Any] = []
    for name, member in body.members.items():
        for rule, outer in _feeding(body, name, member):
            (into if outer else inside).append(rule)
    out = [_rule(_source(body, source), _port(port)) for port, source in body.outputs.items()]
    used = {*body.feeds.values(), *body.outputs.values()}
    muted = [
        _rule(_source(body, (name, port)), S.None_)
        for name, member in body.members.items()
        for port in member.graph.output_names
        if (name, port) not in used
    ]
    yield make_list([*inside, *muted])
    yield make_list([*into, *inside, *muted])
    yield make_list([*_sorted(body, into), *inside, *out, *muted])


def _feeding(body: Body, name: Any, member: Net) -> Iterator[tuple[Any, bool]]:
    """(rule, whether the container's inputs are in it) for what feeds a member."""
    fed = {port: source for (target, port), source in body.feeds.items() if target == name}
    layer = member.layer
    if layer is not None and layer.variadic and layer.count is None:
        states = {port for port in fed if port in layer.states}
        sources = [source for port, source in fed.items() if port not in states]
        if sources:
            ends = [_source(body, s) for s in sources]
            rule = _rule(ends[0] if len(ends) == 1 else make_list(ends), name)
            yield rule, any(s[0] is None for s in sources)
        fed = {port: source for port, source in fed.items() if port in states}
    only = member.graph.input_names
    for port, source in fed.items():
        target = name if only == (port,) else _place(name, port)
        yield _rule(_source(body, source), target), source[0] is None


def _sorted(body: Body, rules: list[Any]) -> list[Any]:
    """Rules from the container's inputs so that these come in their order."""
    places = {port: i for i, port in enumerate(body.inputs)}

    def place(rule: Any) -> int:
        start = rule.args[0]
        return places.get(start.args[0], 0) if has_head(start, S.NetPort) else len(places)

    return sorted(rules, key=place)


def _source(body: Body, source: Any) -> Any:
    name, port = source
    if name is None:
        return _port(port)
    return name if body.members[name].graph.output_names == (port,) else _place(name, port)


def _place(name: Any, port: Any) -> Any:
    """The port of a member, or a tuple of what leads to a port further inside."""
    return _port(name, *(port if isinstance(port, tuple) else (port,)))


def _port(*path: Any) -> Any:
    return expr(S.NetPort, path[0] if len(path) == 1 else make_list(path))


def _rule(a: Any, b: Any) -> Any:
    return expr(S.Rule, a, b)
