"""NetUnfold: one step of a recurrence of a net."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from ....runtime.declare import Layer
from ....runtime.graph import Graph, single
from ....runtime.ports import VARYING, Type
from ...expr import FAILED
from ..complaints import NetError, layer_words, reported
from ..construct import layer_net
from ..objects import Net
from .body import checked, closed, members_of, opened, with_members
from .exposing import exposed
from .ports import pinned

# Layers that treat the elements of a sequence alike and one by one, and those that carry states from one to the next; a
# level says along what some of them work.
_STEPWISE = frozenset(
    """
    BasicRecurrentLayer DropoutLayer ElementwiseLayer EmbeddingLayer GatedRecurrentLayer LongShortTermMemoryLayer
    NetFoldOperator NetMapOperator NetMapThreadOperator SequenceLastLayer ThreadingLayer TotalLayer UnitVectorLayer
    """.split()
)
_BY_LEVEL = frozenset(["CatenateLayer", "SoftmaxLayer"])


def unfold(net: Any, session: Any, say: Callable[..., None]) -> Any:
    """NetUnfold[net]; $Failed after a message."""
    if type(net) is not Net:
        say("invnet", net)
        return FAILED
    return reported(say, lambda: checked(_unfolded(net, session)))


def _unfolded(net: Net, session: Any) -> Net:
    """One step: every sequence that goes in is one element of it, and so is every one that comes out."""
    lengths = _lengths(net)
    inputs = [port for port, kind in net.inputs.items() if kind.dims and kind.dims[0] in lengths]
    loose = _unsized(net, lengths)
    outputs = _sequences_out(loose, {port: net.inputs[port] for port in inputs})
    found, states = exposed(loose)
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


def _lengths(net: Net) -> set[Any]:
    """What the first size of sequences may be: varying, or that of the inputs of recurrent layers."""
    ports = [
        (p, port) for p, x in net.graph.flat.layers.items() for port in x.inputs if x.states and port not in x.states
    ]
    kinds = [net.inference.port(path, port) for path, port in ports]
    return {VARYING, *(kind.dims[0] for kind in kinds if kind.dims)}


def _sequences_out(net: Net, inputs: dict[str, Type]) -> list[str]:
    """The outputs that are sequences where some inputs are; raises NetError where a layer needs a whole sequence."""
    for port, kind in inputs.items():
        net = pinned(net, port, kind.with_dims((VARYING, *kind.dims[1:])))  # type: ignore[index]
    for path, layer in net.graph.flat.layers.items():
        for port in layer.inputs:
            dims = net.inference.port(path, port).dims
            if dims and dims[0] == VARYING and not _is_stepwise(layer, len(dims)):
                raise NetError("nofold", layer_words(path) if path else net.head)
    return [port for port, kind in net.outputs.items() if kind.dims and kind.dims[0] == VARYING]


def _is_stepwise(layer: Layer, rank: int) -> bool:
    """Whether a layer does with a sequence what it does with its elements."""
    return layer.name in _STEPWISE or (layer.name in _BY_LEVEL and layer["Level"] not in (1, -rank))


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
