"""Operators: layers that are made from nets, and what their arguments say beside these."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..expr import is_list, is_rule, system
from .complaints import NetError
from .construct import layer_net
from .containers import as_net
from .objects import Net
from .writing import Parts

Nets = dict[str, Net]


def construct(title: str, args: tuple[Any, ...], session: Any) -> Net:
    """An operator from its arguments, the first of which is a net or a list of nets."""
    first = next((i for i, a in enumerate(args) if not is_rule(a)), None)
    if first is None or (title in _MAYBE and not _is_member(args[first])):
        if title not in _MAYBE:
            raise NetError("argm", system(title), 0, 1)
        return layer_net(title, args, session)
    nets, parts = _FORMS[title](title, args[first], session)
    return layer_net(title, (parts, *args[first + 1 :]), session, nets)


def _is_member(e: Any) -> bool:
    """Whether an argument is a net, and not a name of something else."""
    return type(e) is not str


def _one(title: str, e: Any, session: Any) -> tuple[Nets, Parts]:
    return {"Net": _simple(title, as_net(e, session, in_graph=False))}, Parts("Net")


def _any_ports(title: str, e: Any, session: Any) -> tuple[Nets, Parts]:
    """A net that may have several inputs and outputs."""
    net = as_net(e, session, in_graph=True)
    if not net.graph.input_names or not net.graph.output_names:
        raise NetError("opports", title, net)
    return {"Net": net}, Parts("Net")


def _scoring(title: str, e: Any, session: Any) -> tuple[Nets, Parts]:
    """A net that gives a real for a key "Input" and a "Query"."""
    net = as_net(e, session, in_graph=True)
    if set(net.graph.input_names) != {"Input", "Query"} or net.graph.output_names != ("Output",):
        raise NetError("scoreports", title, net)
    return {"Net": net}, Parts("Net")


def _both_ways(title: str, e: Any, session: Any) -> tuple[Nets, Parts]:
    """A net and its copy, or the two of a list."""
    names = ("ForwardNet", "BackwardNet")
    if is_list(e):
        return _pair(title, e, session, names)
    net = _simple(title, as_net(e, session, in_graph=False))
    return dict.fromkeys(names, net), Parts(*names, listed=True)


def _adversaries(title: str, e: Any, session: Any) -> tuple[Nets, Parts]:
    return _pair(title, e, session, ("Generator", "Discriminator"))


def _pair(title: str, e: Any, session: Any, names: tuple[str, str]) -> tuple[Nets, Parts]:
    if not is_list(e) or len(e) != 2:
        raise NetError("oppair", title, e)
    nets = {name: _simple(title, as_net(x, session, in_graph=False)) for name, x in zip(names, e.args, strict=True)}
    return nets, Parts(*names, listed=True)


def _simple(title: str, net: Net) -> Net:
    """A net of one input and one output."""
    if len(net.graph.input_names) != 1 or len(net.graph.output_names) != 1:
        raise NetError("opone", title, net)
    return net


_FORMS: dict[str, Callable[[str, Any, Any], tuple[Nets, Parts]]] = {
    "AttentionLayer": _scoring,
    "NetBidirectionalOperator": _both_ways,
    "NetFoldOperator": _any_ports,
    "NetGANOperator": _adversaries,
    "NetMapOperator": _one,
    "NetMapThreadOperator": _any_ports,
    "NetNestOperator": _one,
    "NetPairEmbeddingOperator": _one,
    "SequenceAttentionLayer": _scoring,
}
_MAYBE = {"AttentionLayer", "SequenceAttentionLayer"}  # the net is one of several forms of the first argument
