"""NetTrain: data in the forms people write it, a loss where the net has none, and the result."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...runtime.declare import Layer, create
from ...runtime.errors import InputError, RuntimeProblem, ShapeError, UnspecifiedError
from ...runtime.graph import Graph, connect, single
from ...runtime.ports import VARYING, Type
from ...runtime.ragged import Ragged, batch
from ...runtime.training import TrainingResult, train
from .. import symbols as S
from ..associations import Association, association
from ..control import AbortSignal
from ..expr import FAILED, is_list, is_rule, make_list
from ..numerics.numbers import REAL_TYPES
from ..options import option_name
from ..ordering import canonical_sort
from ..packed import to_array
from .apply import PRECISIONS, target_device
from .coders import Coder, make_decoder
from .coders.coder import target_encoder
from .coding import encoded, learnt
from .complaints import NetError, ToldError, data_words, reported
from .data import check_fed, read_port
from .initialize import generator_for
from .multipliers import multipliers_of
from .numeric import numeric
from .objects import Net, Path, placed
from .specs import plain

_METHODS = ("ADAM", "SGD", "RMSProp", "SignSGD")
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


def train_net(net: Any, data: Any, prop: Any, options: dict[str, Any], session: Any, say: Callable[..., None]) -> Any:
    """The trained net (or the property asked for); $Failed after a message."""
    if type(net) is not Net:
        say("invnet", net)
        return FAILED
    return reported(say, lambda: _train(net, data, prop, options, session, say))


def _train(net: Net, data: Any, prop: Any, options: dict[str, Any], session: Any, say: Callable[..., None]) -> Any:
    columns = _columns(net, data)
    check_fed(net)
    net = _with_features(_with_labels(net, columns), columns, session)
    if not net.inference.arrays:
        say("noarrays")
        return net
    job = _job(net, columns, options["LossFunction"], session)
    arrays = {name: _column(net, job, name, values, session) for name, values in columns.items()}
    settings = _settings(options, session)
    factors = placed(multipliers_of(net, options["LearningRateMultipliers"]), *job.prefix)
    evaluator = session.evaluator

    def interrupted() -> bool:
        if isinstance(evaluator.interrupt, AbortSignal):  # Ctrl-C ends training, not the evaluation
            evaluator.interrupt = None
            return True
        return evaluator.interrupt is not None

    try:
        result = train(
            job.graph, job.arrays, arrays, loss=job.loss, multipliers=factors, interrupted=interrupted, **settings
        )
    except InputError as problem:
        raise NetError(
            "invdata", f"the data at {problem.port} should be {problem.wanted}; found {data_words(problem.found)}"
        ) from None
    except (UnspecifiedError, ShapeError) as problem:
        raise _seen_from_net(problem, job.prefix) from None
    if result.ended == "diverged":
        say("arrdiv")
    places = placed({path: path for path in net.inference.arrays}, *job.prefix)
    trained = {path: result.arrays[place] for place, path in places.items()}
    known = {p: _seen(net, p, arrays[p]) for p in job.inputs if p in arrays and p not in net.coders}
    done = net.having(graph=net.graph.with_ports(known), arrays=trained)
    return _property(done, result, prop)


def _seen_from_net(problem: UnspecifiedError | ShapeError, prefix: Path) -> RuntimeProblem:
    """The problem with the places that they have in the net, not in the graph with the loss around it."""

    def place(path: Path) -> Path:
        return path[len(prefix) :] if path[: len(prefix)] == prefix else path

    if isinstance(problem, ShapeError):
        return ShapeError(place(problem.path), problem.port, problem.wanted, problem.found)
    return UnspecifiedError(tuple((place(path), name) for path, name in problem.places))


def _seen(net: Net, port: str, column: Any) -> Type:
    """The type of a port's data; what was said to vary goes on to vary."""
    dims: list[Any] = list(column.shape[1:])
    said = net.inputs[port].dims or (None,) * len(dims)
    if dims and (isinstance(column, Ragged) or said[0] == VARYING):
        dims[0] = VARYING
    return Type(tuple(dims))


# ---- data ------------------------------------------------------------------------------------------------------------


def _columns(net: Net, data: Any) -> dict[str, list[Any]]:
    """The data by port: rules {in -> out, ...}, lists in -> out, columns or rows by port."""
    if is_list(data) and data.args and all(is_rule(r) for r in data.args):
        return _pair(net, [r.args[0] for r in data.args], [r.args[1] for r in data.args])
    if is_rule(data) and is_list(data.args[0]) and is_list(data.args[1]):
        return _pair(net, list(data.args[0].args), list(data.args[1].args))
    if is_list(data) and data.args and all(type(x) is Association for x in data.args):
        data = association((k, make_list(x.get(k, S.Missing) for x in data.args)) for k in data.args[0].keys())
    if type(data) is Association and all(is_list(v) for v in data.values()):
        return _checked({option_name(k): list(v.args) for k, v in data.items()})
    if is_list(data) and not data.args:
        raise NetError("nodata")
    raise NetError("invdata", "it should be rules, a rule of lists, or an association of columns")


def _pair(net: Net, left: list[Any], right: list[Any]) -> dict[str, list[Any]]:
    """Rules: the left side feeds the input, the right one the target or what the output should be."""
    inputs = [p for p in net.graph.input_names if p != "Target"]
    if len(inputs) != 1:
        if left and all(type(x) is Association for x in left):
            columns = {p: [x.get(p) for x in left] for p in inputs}
            return _checked({**columns, _target_name(net): right})
        raise NetError("invdata", f"the net has {len(inputs)} inputs, so data has to say which port it is for")
    return _checked({inputs[0]: left, _target_name(net): right})


def _target_name(net: Net) -> str:
    return "Target" if "Target" in net.graph.input_names else net.graph.output_names[0]


def _checked(columns: dict[str, list[Any]]) -> dict[str, list[Any]]:
    lengths = {len(c) for c in columns.values()}
    if len(lengths) != 1:
        sizes = ", ".join(f"{name}: {len(c)}" for name, c in columns.items())
        raise NetError("invdata", f"columns have different lengths ({sizes})")
    if lengths == {0}:
        raise NetError("nodata")
    return columns


def _with_labels(net: Net, columns: dict[str, list[Any]]) -> Net:
    """A net that ends in a softmax and is trained on labels gets a decoder for them."""
    name = _target_name(net)
    values = columns.get(name, [])
    is_label = [not is_list(v) and type(v) not in REAL_TYPES for v in values]
    wanting = name in net.graph.output_names and name not in net.coders and bool(values) and all(is_label)
    if not wanting or _last_layer(net, name) != "SoftmaxLayer":
        return net
    labels = canonical_sort(dict.fromkeys(values))
    decoder = make_decoder(make_list(("Class", make_list(labels))), None)
    graph = net.graph.with_ports({name: decoder.type})
    return net.having(graph=graph, coders={**net.coders, name: decoder})


def _with_features(net: Net, columns: dict[str, list[Any]], session: Any) -> Net:
    """The net with encoders that have learnt from the data."""
    inputs = {p: c for p, c in net.coders.items() if p in net.graph.input_names and p in columns}
    changed = {p: new for p, c in inputs.items() if (new := learnt(c, columns[p], session)) is not c}
    return net.having(coders={**net.coders, **changed}) if changed else net


def _column(net: Net, job: Job, name: str, values: list[Any], session: Any) -> Any:
    """One column as an array with a row an example."""
    coder = job.target_coder if name == job.target else None
    if name in net.graph.input_names:
        coder = net.coders.get(name)
    if coder is not None:
        try:
            return encoded(coder, values, session)
        except ToldError:
            raise NetError("invdata", f"the encoder of port {name} does not take an example") from None
    if name in net.graph.input_names:
        rows = [_example(net, name, v, i, session) for i, v in enumerate(values)]
    else:
        rows = [_example(None, name, v, i, session) for i, v in enumerate(values)]
    try:
        return batch(rows)
    except ValueError:
        like = rows[0].shape[1:]
        other = next(i for i, row in enumerate(rows) if row.ndim != rows[0].ndim or row.shape[1:] != like)
        raise NetError("invdata", f"example {other + 1} at port {name} has another shape than the first one") from None


def _example(net: Net | None, name: str, value: Any, i: int, session: Any) -> Any:
    try:
        if net is None:
            found = numeric(value, session)
            if found is None:
                raise NetError("invindata", name, "a numeric array", value)
            return found
        array, one = read_port(net, name, value, session)
        kind, example = net.inputs[name], array[0] if one else array
        sizes = zip(kind.dims or (), np.shape(example), strict=False)
        if one is False or any(d not in (n, None, VARYING) for d, n in sizes):
            raise NetError("invindata", name, str(kind), value)
        return example
    except NetError as problem:
        raise NetError("invdata", f"example {i + 1} does not fit port {name}: {_reason(problem)}") from None


def _reason(problem: NetError) -> str:
    tag, *details = problem.args
    return f"it should be {details[1]}" if tag == "invindata" else tag


# ---- losses ----------------------------------------------------------------------------------------------------------


def _last_layer(net: Net, output: str) -> str | None:
    """The name of the layer that an output of the net comes from."""
    path, _ = net.graph.flat.outputs[output]
    return net.graph.flat.layers[path].name if path is not None else None


def _job(net: Net, columns: dict[str, list[Any]], loss: Any, session: Any) -> Job:
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
    encoder = None if decoder is None else _target_encoder(decoder, net.outputs[output], targets, session)
    layer = _loss_layer(net, output, loss, targets, encoder)
    graph = connect(
        {_NET: net.graph, _LOSS: single(layer)},
        [((_NET, output), (_LOSS, "Input")), ((None, output), (_LOSS, "Target"))],
    )
    arrays = placed(net.arrays, _NET)
    return Job(graph, arrays, (_NET,), net.graph.input_names, output, encoder, "Loss")


def _target_encoder(decoder: Coder, output: Type, targets: list[Any], session: Any) -> Coder | None:
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
    name = _last_layer(net, output)
    if name == "SoftmaxLayer":
        vectors = bool(targets) and all(is_list(t) for t in targets)
        return create("CrossEntropyLossLayer", "Probabilities" if vectors else "Index")
    if name == "ElementwiseLayer" and _ends_in_sigmoid(net, output):
        return create("CrossEntropyLossLayer", "Binary")
    return create("MeanSquaredLossLayer")


def _ends_in_sigmoid(net: Net, output: str) -> bool:
    path, _ = net.graph.flat.outputs[output]
    return net.graph.flat.layers[path]["Function"].name in ("LogisticSigmoid", "Sigmoid")


# ---- settings and results --------------------------------------------------------------------------------------------


def _device(spec: Any) -> Any:
    try:
        return target_device(spec)
    except NetError as problem:
        raise NetError("badtrgdevgpu") if problem.args[0] == "nogpu" else problem from None


def _settings(options: dict[str, Any], session: Any) -> dict[str, Any]:
    method = options["Method"]
    parts = method.args if is_list(method) else (method,)
    name = "ADAM" if parts[0] is S.Automatic else parts[0]
    if name not in _METHODS:
        raise NetError("badmethod", method)
    suboptions = {option_name(r.args[0]): plain(r.args[1]) for r in parts[1:] if is_rule(r)}
    rate = suboptions.pop("LearningRate", None)
    if options["LearningRate"] is not S.Automatic:
        rate = _positive("LearningRate", options["LearningRate"], float)
    precision = options["WorkingPrecision"]
    return {
        "method": name,
        "options": suboptions or None,
        "rate": rate,
        "batch_size": _automatic("BatchSize", options, int),
        "rounds": _automatic("MaxTrainingRounds", options, int),
        "time_goal": _automatic("TimeGoal", options, float),
        "seed": int(generator_for(options["RandomSeeding"], session).integers(1 << 62)),
        "dtype": PRECISIONS.get("Real32" if precision is S.Automatic else precision, "float32"),
        "device": _device(options["TargetDevice"]),
    }


def _automatic(name: str, options: dict[str, Any], kind: type) -> Any:
    value = options[name]
    return None if value is S.Automatic else _positive(name, value, kind)


def _positive(name: str, value: Any, kind: type) -> Any:
    if type(value) not in REAL_TYPES or not float(value) > 0 or (kind is int and type(value) is not int):
        raise NetError("badopt", name, value)
    return kind(float(value)) if kind is float else value


_ENDED = {"rounds": "MaxTrainingRounds", "time": "TimeGoal", "stopped": "Interrupted", "diverged": "Diverged"}
_PROPERTIES: dict[str, Callable[[Net, TrainingResult], Any]] = {
    "TrainedNet": lambda net, r: net,
    "RoundLossList": lambda net, r: make_list(r.losses),
    "RoundLoss": lambda net, r: r.losses[-1] if r.losses else S.Missing,
    "TotalRounds": lambda net, r: r.rounds,
    "TotalBatches": lambda net, r: r.batches,
    "BatchSize": lambda net, r: r.batch_size,
    "InitialLearningRate": lambda net, r: r.rate,
    "TotalTrainingTime": lambda net, r: r.seconds,
    "TrainingExamples": lambda net, r: r.examples,
    "ReasonTrainingStopped": lambda net, r: _ENDED[r.ended],
}


def _property(net: Net, result: TrainingResult, prop: Any) -> Any:
    if prop is None or prop is S.Automatic:
        return net
    names: Iterable[Any] = _PROPERTIES if prop is S.All else prop.args if is_list(prop) else (prop,)
    found = []
    for name in names:
        rule = _PROPERTIES.get(name)
        if rule is None:
            raise NetError("noprop", name)
        found.append((name, rule(net, result)))
    if prop is S.All:
        return association(found)
    return make_list(v for _, v in found) if is_list(prop) else found[0][1]
