"""Recurrent states as ports of a net, for whoever sets, keeps or reads them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ... import symbols as S
from ...expr import make_list
from ..complaints import NetError
from ..objects import Net
from .body import closed, opened

_BOTH_WAYS = "NetBidirectionalOperator"  # its states belong to both ends of a sequence


@dataclass(frozen=True)
class State:
    """A recurrent state that no edge feeds: its place in the net, and the ports where it goes in and comes out."""

    place: tuple[Any, ...]
    into: str
    out: str


def exposed(net: Net) -> tuple[Net, list[State]]:
    """The net as a graph whose states are its ports State1, State2, ... and OutState1, OutState2, ..."""
    body = opened(net)
    found: list[tuple[tuple[Any, ...], Any, str, str]] = []
    for name, member in list(body.members.items()):
        layer = member.layer
        if layer is not None:
            own = () if layer.name == _BOTH_WAYS else layer.states
            found += [((name, s), name, s, s) for s in own if (name, s) not in body.feeds]
        else:
            inner, states = exposed(member)
            if states:
                body.members[name] = inner
                found += [((name, *state.place), name, state.into, state.out) for state in states]
    if not found:
        return net, []
    taken = {*body.inputs, *body.outputs}
    states, n = [], 0
    for place, name, into, out in found:
        n += 1
        while f"State{n}" in taken or f"OutState{n}" in taken:
            n += 1
        state = State(place if net.children is not None else place[1:], f"State{n}", f"OutState{n}")
        body.feeds[name, into] = (None, state.into)
        body.inputs.append(state.into)
        body.outputs[state.out] = (name, out)
        states.append(state)
    body.head = S.NetGraph
    return closed(body), states


def stateful(net: Net) -> tuple[Net, list[State]]:
    """The net with its states exposed, worked out once; raises NetError for one that has none, or whose states have
    sizes that nothing says."""
    found: tuple[Net, list[State]] = net.memo.get("stateful") or exposed(net)
    running, states = net.memo["stateful"] = found
    if not states:
        raise NetError("nostates", net.head)
    for state in states:
        if not running.inputs[state.into].fixed:
            raise NetError("unspec", make_list(state.place))
    return found
