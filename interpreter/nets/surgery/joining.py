"""NetJoin, NetAppend, NetPrepend: nets one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ... import symbols as S
from ...associations import Association
from ...expr import FAILED, is_list, is_rule
from ..complaints import NetError, reported
from ..containers import as_net
from ..objects import Net
from .body import Body, checked, closed, opened
from .ports import pinned, with_ports


def join(args: tuple[Any, ...], session: Any, say: Callable[..., None]) -> Any:
    """NetJoin[net1, net2, ..., "port" -> specification, ...]; $Failed after a message."""
    nets = [a for a in args if not is_rule(a)]
    wrong = next((a for a in nets if type(a) is not Net), None)
    if wrong is not None:
        say("invnet", wrong)
        return FAILED
    if not nets:
        say("argm", S.NetJoin, 0, 1)
        return FAILED

    def work() -> Net:
        body = opened(nets[0])
        for net in nets[1:]:
            body = after(body, opened(net))
        return checked(with_ports(closed(body), tuple(a for a in args if is_rule(a)), session))

    return reported(say, work)


def attach(net: Any, layers: Any, options: tuple[Any, ...], session: Any, say: Callable[..., None], last: bool) -> Any:
    """NetAppend (`last`) and NetPrepend; $Failed after a message."""
    if type(net) is not Net:
        say("invnet", net)
        return FAILED

    def work() -> Net:
        body = opened(net)
        new = [wrapped(name, as_net(e, session, in_graph=False)) for name, e in named(layers)]
        for one in new if last else reversed(new):
            taken = next((name for name in one.members if type(name) is str and name in body.members), None)
            if taken is not None:
                raise NetError("exists", taken)
            body = after(body, one) if last else after(one, body)
        return checked(with_ports(closed(body), options, session))

    return reported(say, work)


def named(layers: Any) -> list[tuple[Any, Any]]:
    """(name, layer) of a layer, "name" -> layer, a list of such, or an association; the name None where there is none.

    Raises NetError for a name that is no string.
    """
    parts: Iterable[Any]
    if type(layers) is Association:
        pairs = list(layers.items())
    else:
        parts = layers.args if is_list(layers) else (layers,)
        pairs = [p.args if is_rule(p) else (None, p) for p in parts]
    wrong = next((name for name, _ in pairs if not (name is None or type(name) is str)), None)
    if wrong is not None:
        raise NetError("badname", wrong)
    return [(name, e) for name, e in pairs]


def wrapped(name: Any, net: Net) -> Body:
    """A body whose only member is the net, whatever it is."""
    name = 1 if name is None else name
    inputs = list(net.graph.input_names)
    if not inputs and net.layer is not None and net.layer.variadic:
        inputs = ["Input1"]
    return Body(
        S.NetChain,
        {name: net},
        {(name, port): (None, port) for port in inputs},
        inputs,
        {port: (name, port) for port in net.graph.output_names},
        coders=dict(net.coders),
    )


def after(first: Body, second: Body) -> Body:
    """A body that gives the output of one body to the input of another.

    Names that are taken become numbers. The coders at the joint go; what else is said of its ports is kept.
    """
    if len(first.outputs) != 1:
        raise NetError("oneout", len(first.outputs))
    if len(second.inputs) != 1:
        raise NetError("onein", len(second.inputs))
    fresh = 1 + max([name for name in first.members if type(name) is int], default=0) + len(first.members)
    names = {}
    for i, name in enumerate(second.members):
        names[name] = fresh + i if type(name) is int or name in first.members else name
    second = second.renamed(names)
    ((out, source),), (entry,) = first.outputs.items(), second.inputs
    members = {**first.members, **second.members}
    if source[0] is not None and out in first.types and not isinstance(source[1], tuple):
        members[source[0]] = pinned(members[source[0]], source[1], first.types[out])
    for name, port in second.fed_by((None, entry)):
        if entry in second.types and not isinstance(port, tuple):
            members[name] = pinned(members[name], port, second.types[entry])

    def joined(start: Any) -> Any:
        return source if start[0] is None else start

    return Body(
        S.NetGraph if S.NetGraph in (first.head, second.head) else S.NetChain,
        members,
        {**first.feeds, **{target: joined(start) for target, start in second.feeds.items()}},
        first.inputs,
        {port: joined(start) for port, start in second.outputs.items()},
        {**_but(first.types, out), **_but(second.types, entry)},
        {**_but(first.coders, out), **_but(second.coders, entry)},
    )


def _but(table: dict[str, Any], port: str) -> dict[str, Any]:
    return {name: value for name, value in table.items() if name != port}
