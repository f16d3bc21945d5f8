"""Recurrent states as ports: for nets that keep them, and NetUnfold, which makes one step of a recurrence of a net."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from ....runtime.graph import Graph, single
from ....runtime.ports import VARYING, Type
from ... import symbols as S
from ...expr import FAILED
from ..complaints import NetError, reported
from ..construct import layer_net
from ..objects import Net
from .body import checked, closed, members_of, opened, with_members

# Layers that look at several places of a sequence at once, so that no step of them can be taken alone.
_WHOLE = frozenset("NetBidirectionalOperator SequenceReverseLayer SequenceMostLayer SequenceRestLayer".split())


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
            own = () if layer.name in _WHOLE else layer.states
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


# ---- NetUnfold -------------------------------------------------------------------------------------------------------


def unfold(net: Any, session: Any, say: Callable[..., None]) -> Any:
    """NetUnfold[net]; $Failed after a message."""
    if type(net) is not Net:
        say("invnet", net)
        return FAILED
    return reported(say, lambda: checked(_unfolded(net, session)))


def _unfolded(net: Net, session: Any) -> Net:
    """One step: every sequence that goes in is one element of it, and so is every one that comes out."""
    lengths = {VARYING}
    for path, layer in net.graph.flat.layers.items():
        if layer.name in _WHOLE or (layer.name == "AttentionLayer" and net.graph.flat.layers[path]["Mask"] is not None):
            raise NetError("nofold", layer.name)
        if layer.states:
            lengths |= {dims[0] for port in layer.inputs if (dims := _dims(net, path, port, layer.states))}
    inputs = [port for port, kind in net.inputs.items() if kind.dims and kind.dims[0] in lengths]
    outputs = [port for port, kind in net.outputs.items() if kind.dims and kind.dims[0] in lengths]
    found, states = exposed(_unsized(net, lengths))
    if not states or not inputs:
        raise NetError("nofold", net.head)
    body = opened(found)
    last = max([name for name in body.members if type(name) is int], default=0)
    first: dict[Any, Net] = {}
    for i, port in enumerate(inputs):
        name = last + 1 + i
        ends = body.fed_by((None, port))
        first[name] = layer_net("ReplicateLayer", (1,), session)
        body.feeds |= dict.fromkeys(ends, (name, "Output")) | {(name, "Input"): (None, port)}
    body.members = first | body.members
    for i, port in enumerate(outputs):
        name = last + 1 + len(inputs) + i
        body.members[name] = layer_net("SequenceLastLayer", (), session)
        body.feeds[name, "Input"] = body.outputs[port]
        body.outputs[port] = (name, "Output")
    whole = {*inputs, *outputs}
    body.coders = {port: coder for port, coder in body.coders.items() if port not in whole}
    body.types = {port: kind for port, kind in body.types.items() if port not in whole}
    body.types |= {port: _element(net.inputs[port]) for port in inputs}
    return closed(body)


def _dims(net: Net, path: tuple[Any, ...], port: str, states: tuple[str, ...]) -> Any:
    return None if port in states else net.inference.port(path, port).dims


def _element(kind: Type) -> Type:
    return kind.with_dims(kind.dims[1:])  # type: ignore[index]


def _unsized(net: Net, lengths: set[Any]) -> Net:
    """The net with nothing said of the lengths of sequences."""

    def free(kind: Type) -> Type:
        return kind.with_dims((None, *kind.dims[1:])) if kind.dims and kind.dims[0] in lengths else kind

    if net.children is None:
        layer = net.node
        said = tuple([(port, free(kind)) for port, kind in layer.declared])  # type: ignore[union-attr]
        return net.having(graph=single(replace(layer, declared=said)), coders={})  # type: ignore[arg-type, type-var]
    members = {name: _unsized(member, lengths) for name, member in members_of(net).items()}
    graph: Graph = net.graph
    types = {port: free(kind) for port, kind in (*graph.inputs, *graph.outputs)}
    return with_members(net, members, types)
