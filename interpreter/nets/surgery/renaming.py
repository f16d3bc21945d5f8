"""NetRename: other names for layers and ports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from ....runtime.graph import chain
from ....runtime.ports import ANY
from ... import symbols as S
from ...expr import FAILED, Expr, expr, has_head, is_list, is_rule, make_list
from ...rules import collect_rules
from ..complaints import NetError, reported
from ..edges import joined, port_path
from ..objects import Net
from .body import Body, checked, closed, container, members_of, opened, with_members

Ports = dict[str, str]


@dataclass
class Renaming:
    """What to rename: layers by a function of the name (None: it stays), ports by a table; at levels from first to
    last.  `used` are the names that were found."""

    layer: Callable[[str], Any]
    ports: Ports
    first: int
    last: float
    used: set[Any]


def rename(net: Any, spec: Any, levels: Any, session: Any, say: Callable[..., None]) -> Any:
    """NetRename[net, spec, levels]; $Failed after a message."""
    if type(net) is not Net or not net.members:
        say("notcont", net)
        return FAILED

    def work() -> Net:
        wanted = _read(spec, *_levels(levels), session)
        found, _ = _renamed(net, wanted, 1)
        rules = collect_rules(spec) if is_rule(spec) or is_list(spec) else []
        unused = next((r.args[0] for r in rules or () if _key(r.args[0]) not in wanted.used), None)
        if unused is not None:
            raise NetError("noname", unused)
        return checked(found)

    return reported(say, work)


def _read(spec: Any, first: int, last: float, session: Any) -> Renaming:
    used: set[Any] = set()
    if not (is_rule(spec) or is_list(spec) or type(spec) is Expr and spec.head is S.Association):
        rules = None if spec is None else collect_rules(spec)
        if rules is None:
            return Renaming(
                lambda name: _string(session.evaluate_expr(Expr(spec, (name,))), spec), {}, first, last, used
            )
    rules = collect_rules(spec)
    if rules is None:
        raise NetError("badrename", spec)
    layers: dict[str, str] = {}
    ports: Ports = {}
    for rule in rules:
        old, new = rule.args
        table = ports if has_head(old, S.NetPort) else layers
        key = _key(old)
        table[key[1] if type(key) is tuple else key] = _string(new, new) if table is layers else _port(new)

    def layer(name: str) -> Any:
        if name in layers:
            used.add(name)
        return layers.get(name)

    return Renaming(layer, ports, first, last, used)


def _key(x: Any) -> Any:
    """The name that is meant: of a layer a string, of a port a pair."""
    if has_head(x, S.NetPort):
        return "port", _port(x)
    if type(x) is int and x > 0:
        return str(x)
    if type(x) is not str:
        raise NetError("badrename", x)
    return x


def _port(x: Any) -> str:
    path = port_path(x) if has_head(x, S.NetPort) else ()
    if len(path) != 1 or type(path[0]) is not str:
        raise NetError("badrename", x)
    name: str = path[0]
    return name


def _string(name: Any, source: Any) -> str:
    if type(name) is not str or not name:
        raise NetError("badrename", source)
    return name


def _levels(levels: Any) -> tuple[int, float]:
    """n means from 1 to n, {n} only n, {n1, n2} from n1 to n2."""
    ends = levels.args if is_list(levels) else (1, levels)
    found = [_depth(x) for x in (ends if len(ends) == 2 else (*ends, *ends) if len(ends) == 1 else ())]
    if not found or None in found:
        raise NetError("badlevel", levels)
    return found[0], found[1]  # type: ignore[return-value]


def _depth(x: Any) -> float | None:
    if x is S.All or (has_head(x, S.DirectedInfinity, 1) and x.args[0] == 1):
        return float("inf")
    return x if type(x) is int and x >= 0 else None


# ---- carrying it out -------------------------------------------------------------------------------------------------


def _renamed(net: Net, wanted: Renaming, level: int) -> tuple[Net, Ports]:
    """The net with other names, and what became of the names of its ports."""
    moved: dict[Any, Ports] = {}
    if level < wanted.last and net.head is not S.FunctionLayer and net.members:
        members = members_of(net)
        for name, member in members.items():
            if member.members:
                members[name], ports = _renamed(member, wanted, level + 1)
                if ports:
                    moved[name] = ports
        if not moved:
            net = with_members(net, members)
        elif net.children is None:
            raise NetError("badrename", wanted.ports)
        else:
            net = _with_moved(net, members, moved)
    if net.children is None or level < wanted.first:
        return net, {}
    return _ports_renamed(_layers_renamed(net, wanted), wanted)


def _with_moved(net: Net, members: dict[Any, Net], moved: dict[Any, Ports]) -> Net:
    """The container of members whose ports have other names now."""
    body = opened(net)

    def port(end: Any) -> Any:
        return end[0], moved.get(end[0], {}).get(end[1], end[1])

    return closed(
        replace(
            body,
            members=members,
            feeds={port(target): port(source) for target, source in body.feeds.items()},
            outputs={name: port(source) for name, source in body.outputs.items()},
        )
    )


def _layers_renamed(net: Net, wanted: Renaming) -> Net:
    members = members_of(net)
    names: dict[Any, Any] = {}
    for i, name in enumerate(members, 1):
        new = wanted.layer(str(i) if type(name) is int else name)
        names[name] = name if new is None or new == str(name) else new
    if len({*names.values()}) < len(names):
        raise NetError("dup", next(n for n in names.values() if list(names.values()).count(n) > 1))
    if all(new == name for name, new in names.items()):
        return net
    members = {names[name]: member for name, member in members.items()}
    types = {port: kind for port, kind in (*net.graph.inputs, *net.graph.outputs) if kind != ANY}
    rates = _rewritten(net.multipliers, names)
    if net.edges is None:
        graph = chain({name: member.node for name, member in members.items()})
        return container(net.head, graph, members, None, types, net.coders, rates)
    edges = _rewritten(net.edges, names)
    return container(net.head, joined(members, edges), members, edges, types, net.coders, rates)


def _rewritten(e: Any, names: dict[Any, Any]) -> Any:
    """Edges, or rules of multipliers, with other names of layers; numbers go on to mean the same."""
    if type(e) is str:
        return names.get(e, e)
    if is_list(e):
        return make_list(_rewritten(x, names) for x in e.args)
    if is_rule(e):
        return expr(S.Rule, *(_rewritten(x, names) for x in e.args))
    if has_head(e, S.NetPort):
        path = port_path(e)
        if len(path) > 1:
            return expr(S.NetPort, make_list([_rewritten(path[0], names), *path[1:]]))
    return e


def _ports_renamed(net: Net, wanted: Renaming) -> tuple[Net, Ports]:
    here = {*net.graph.input_names, *net.graph.output_names}
    ports = {old: new for old, new in wanted.ports.items() if old in here}
    wanted.used |= {("port", old) for old in ports}
    if not ports:
        return net, {}
    if len({ports.get(p, p) for p in here}) < len(here):
        raise NetError("dup", next(iter(ports.values())))

    def moved(table: dict[str, Any]) -> dict[str, Any]:
        return {ports.get(port, port): value for port, value in table.items()}

    def start(source: Any) -> Any:
        return source if source[0] is not None else (None, ports.get(source[1], source[1]))

    body: Body = opened(net)
    body.feeds = {target: start(source) for target, source in body.feeds.items()}
    body.inputs = [ports.get(port, port) for port in body.inputs]
    body.outputs = {port: start(source) for port, source in moved(body.outputs).items()}
    body.types, body.coders = moved(body.types), moved(body.coders)
    return closed(body), ports
