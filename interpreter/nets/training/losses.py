"""Losses: the graph that is trained or measured, which is a net with a loss, its own or one that suits its output."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ....runtime.declare import Layer, create
from ....runtime.graph import Graph, connect, single
from ....runtime.ports import Type
from ... import symbols as S
from ...expr import is_list
from ...packed import to_array
from ..coders import Coder
from ..coders.coder import target_encoder
from ..complaints import NetError
from ..objects import Net, Path, placed
from .examples import Columns, last_layer

_NET, _LOSS = "net", "loss"


@dataclass
class Job:
    """The graph to train, with the net's arrays under `prefix`, and how data is laid out on its ports."""

    graph: Graph
    arrays: dict[Path, Any]
    prefix: Path
    inputs: tuple[str, ...]
    target: str
    target_coder: Coder | None
    loss: str


def make_job(net: Net, columns: Columns, loss: Any, session: Any) -> Job:
    outputs = net.graph.output_names
    if loss is S.Automatic and "Loss" in outputs:
        return Job(net.graph, net.arrays, (), net.graph.input_names, "Target", None, "Loss")
    if type(loss) is str and loss in outputs:
        return Job(net.graph, net.arrays, (), net.graph.input_names, "Target", None, loss)
    if len(outputs) != 1:
        raise NetError("invdata", "a net with several outputs needs a loss inside it")
    output = outputs[0]
    decoder = net.coders.get(output)
    targets = columns.get(output, [])
    encoder = None if decoder is None else encoder_of_targets(decoder, net.outputs[output], targets, session)
    layer = _loss_layer(net, output, loss, targets, encoder)
    graph = connect(
        {_NET: net.graph, _LOSS: single(layer)},
        [((_NET, output), (_LOSS, "Input")), ((None, output), (_LOSS, "Target"))],
    )
    arrays = placed(net.arrays, _NET)
    return Job(graph, arrays, (_NET,), net.graph.input_names, output, encoder, "Loss")


def encoder_of_targets(decoder: Coder, output: Type, targets: list[Any], session: Any) -> Coder | None:
    """The encoder that belongs to the decoder, where there is one and targets need it."""
    encoder = target_encoder(decoder, output, session.evaluate_expr)
    depth = len(decoder.type.dims or ())
    arrays = [to_array(t) for t in targets if is_list(t)]
    return None if arrays and all(a is not None and a.ndim == depth for a in arrays) else encoder


def _loss_layer(net: Net, output: str, loss: Any, targets: list[Any], encoder: Coder | None) -> Layer:
    if type(loss) is Net and loss.children is None:
        layer: Layer = loss.graph.nodes[0][1]
        return layer
    if loss is not S.Automatic:
        raise NetError("badopt", "LossFunction", loss)
    decoder = net.coders.get(output)
    if encoder is not None and decoder is not None and decoder.kind.loss is not None:
        return create(*decoder.kind.loss(decoder))
    name = last_layer(net, output)
    if name == "SoftmaxLayer":
        vectors = bool(targets) and all(is_list(t) for t in targets)
        return create("CrossEntropyLossLayer", "Probabilities" if vectors else "Index")
    if name == "ElementwiseLayer" and _ends_in_sigmoid(net, output):
        return create("CrossEntropyLossLayer", "Binary")
    return create("MeanSquaredLossLayer")


def _ends_in_sigmoid(net: Net, output: str) -> bool:
    path, _ = net.graph.flat.outputs[output]
    return net.graph.flat.layers[path]["Function"].name in ("LogisticSigmoid", "Sigmoid")
