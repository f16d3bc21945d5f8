"""Losses: the graph that is trained or measured, which is a net with a loss, its own or one that suits its output."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ....runtime.declare import Layer, create
from ....runtime.graph import Graph, connect, single
from ....runtime.ports import Type
from ... import symbols as S
from ...expr import Symbol, expr, has_head, is_list, is_rule, make_list
from ...numerics.numbers import REAL_TYPES
from ...packed import to_array
from ..coders import Coder
from ..coders.coder import target_encoder
from ..complaints import NetError
from ..containers import as_net
from ..objects import Net, Path, placed
from .examples import Columns

_NET, _LOSS, _INPUT, _TARGET = "net", "Loss", "Input", "Target"
_AUTOMATIC_OPERATORS = {"NetPairEmbeddingOperator": ("ContrastiveLossLayer",)}


@dataclass
class Job:
    """The graph to train, with the net's arrays under `prefix`, and how data is laid out on its ports.

    `losses` are the outputs that are made small, with their weights; `targets` the encoders of the targets that losses
    take which were attached, by the output of the net.
    """

    graph: Graph
    arrays: dict[Path, Any]
    prefix: Path
    inputs: tuple[str, ...]
    losses: dict[str, float]
    targets: dict[str, Coder | None]


@dataclass
class Part:
    """One loss: an output of the net that is one itself, or an output with the net of a loss after it."""

    output: str
    loss: Net | Layer | None = None
    scale: float = 1.0

    @property
    def graph(self) -> Graph:
        assert self.loss is not None
        return self.loss.graph if isinstance(self.loss, Net) else single(self.loss)


def make_job(net: Net, columns: Columns, spec: Any, session: Any) -> Job:
    """The job that LossFunction -> spec makes of a net; raises NetError."""
    parts = _parts(net, columns, spec, session)
    attached = [part for part in parts if part.loss is not None]
    if not attached:
        losses = {part.output: part.scale for part in parts}
        return Job(net.graph, net.arrays, (), net.graph.input_names, losses, {})
    nodes: dict[Any, Layer | Graph] = {_NET: net.graph}
    edges: list[tuple[Any, Any]] = []
    losses, arrays = {}, placed(net.arrays, _NET)
    targets: dict[str, Coder | None] = {}
    for number, part in enumerate(parts, 1):
        if part.loss is None:
            edges.append(((_NET, part.output), (None, part.output)))
            losses[part.output] = part.scale
            continue
        name = _LOSS if len(attached) == 1 else f"{_LOSS}{number}"
        graph = nodes[name] = part.graph
        outputs = [name] if len(graph.output_names) == 1 else [f"{name}{port}" for port in graph.output_names]
        edges.append(((_NET, part.output), (name, _INPUT)))
        edges += [((name, port), (None, out)) for port, out in zip(graph.output_names, outputs, strict=True)]
        losses |= dict.fromkeys(outputs, part.scale)
        if isinstance(part.loss, Net):
            arrays |= placed(part.loss.arrays, name)
        if _TARGET in graph.input_names:
            edges.append(((None, part.output), (name, _TARGET)))
            targets[part.output] = _target_coder(net, part, columns, session)
    graph = connect(nodes, edges)
    return Job(graph, arrays, (_NET,), net.graph.input_names, losses, targets)


# ---- what is asked for -----------------------------------------------------------------------------------------------


def _parts(net: Net, columns: Columns, spec: Any, session: Any) -> list[Part]:
    if spec is S.Automatic:
        return _automatic(net, columns, session)
    if is_list(spec) and len(spec):
        return [part for one in spec.args for part in _parts(net, columns, one, session)]
    if is_rule(spec) and is_rule(spec.args[1]):  # "port" -> loss -> Scaled[r]
        spec = expr(S.Rule, expr(S.Rule, spec.args[0], spec.args[1].args[0]), spec.args[1].args[1])
    if is_rule(spec) and has_head(spec.args[1], S.Scaled, 1):
        scale = spec.args[1].args[0]
        if type(scale) not in REAL_TYPES:
            raise NetError("badopt", "LossFunction", spec)
        found = _parts(net, columns, spec.args[0], session)
        return [Part(part.output, part.loss, part.scale * float(scale)) for part in found]
    outputs = net.graph.output_names
    if type(spec) is str and spec in outputs:
        return [Part(spec)]
    output, loss = spec.args if is_rule(spec) else (None, spec)
    if output is None:
        fed = [name for name in outputs if name in columns] or list(outputs)
        if len(fed) != 1:
            raise NetError("lossport", make_list(outputs))
        output = fed[0]
    if output not in outputs:
        raise NetError("badopt", "LossFunction", spec)
    return [Part(output, _loss_net(loss, spec, session))]


def _loss_net(loss: Any, spec: Any, session: Any) -> Net:
    """A layer or net with the input "Input", and perhaps "Target"."""
    try:
        found = as_net(loss if type(loss) is Net or isinstance(loss, Symbol) else None, session, in_graph=True)
    except NetError:
        raise NetError("badopt", "LossFunction", spec) from None
    if not {_INPUT} <= set(found.graph.input_names) <= {_INPUT, _TARGET}:
        raise NetError("badopt", "LossFunction", spec)
    return found


def _automatic(net: Net, columns: Columns, session: Any) -> list[Part]:
    """The losses that a net has; else for every output with targets the one that suits it."""
    outputs = net.graph.output_names
    inside = [name for name in outputs if name.startswith(_LOSS)]
    if not inside and len(outputs) == 1 and _made_by(net, outputs[0]).kind.is_loss:
        inside = list(outputs)
    if inside:
        return [Part(name) for name in inside]
    wanting = [name for name in outputs if name in columns] or list(outputs[:1] if len(outputs) == 1 else ())
    if not wanting:
        raise NetError("lossport", make_list(outputs))
    return [Part(name, _suitable(net, name, columns, session)) for name in wanting]


def _made_by(net: Net, output: str) -> Any:
    """The layer that an output of the net comes from; an empty one for an input that is passed on."""
    path, _ = net.graph.flat.outputs[output]
    return net.graph.flat.layers[path] if path is not None else create("ElementwiseLayer", "Ramp")


def _suitable(net: Net, output: str, columns: Columns, session: Any) -> Layer:
    """The loss for an output: that of its decoder, else by the layer that makes it."""
    decoder, targets = net.coders.get(output), columns.get(output, [])
    if decoder is not None and decoder.kind.loss is not None:
        if encoder_of_targets(decoder, net.outputs[output], targets, session) is not None:
            return create(*decoder.kind.loss(decoder))
    made = _made_by(net, output)
    if made.name in _AUTOMATIC_OPERATORS:
        return create(*_AUTOMATIC_OPERATORS[made.name])
    if made.name == "SoftmaxLayer":
        vectors = _rank(targets) == (net.outputs[output].rank or 1)
        return create("CrossEntropyLossLayer", "Probabilities" if vectors else "Index")
    if made.name == "ElementwiseLayer" and made["Function"].name in ("LogisticSigmoid", "Sigmoid"):
        return create("CrossEntropyLossLayer", "Binary")
    return create("MeanSquaredLossLayer")


def _rank(targets: Any) -> int:
    """How deep the lists of one target are."""
    if hasattr(targets, "ndim"):
        return int(targets.ndim) - 1
    rank, e = 0, targets[0] if targets else None
    while is_list(e) and len(e):
        rank, e = rank + 1, e.args[0]
    return rank


def _target_coder(net: Net, part: Part, columns: Columns, session: Any) -> Coder | None:
    """What encodes the targets of an output: the loss's own encoder, or what belongs to the net's decoder."""
    if isinstance(part.loss, Net) and _TARGET in part.loss.coders:
        return part.loss.coders[_TARGET]
    decoder = net.coders.get(part.output)
    if decoder is None:
        return None
    return encoder_of_targets(decoder, net.outputs[part.output], columns.get(part.output, []), session)


def encoder_of_targets(decoder: Coder, output: Type, targets: Any, session: Any) -> Coder | None:
    """The encoder that belongs to the decoder, where there is one and targets need it."""
    encoder = target_encoder(decoder, output, session.evaluate_expr)
    if hasattr(targets, "ndim"):
        return encoder if targets.ndim == 1 else None
    depth = len(decoder.type.dims or ())
    arrays = [to_array(t) for t in targets if is_list(t)]
    return None if arrays and all(a is not None and a.ndim == depth for a in arrays) else encoder
