"""NetTrain: data in the forms people write it, a loss where the net has none, and the result."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ...runtime.errors import InputError, RuntimeProblem, ShapeError, UnspecifiedError
from ...runtime.ports import VARYING, Type
from ...runtime.ragged import Ragged
from ...runtime.training import TrainingResult, train
from .. import symbols as S
from ..associations import association
from ..control import AbortSignal
from ..expr import FAILED, is_list, is_rule, make_list
from ..numerics.numbers import REAL_TYPES
from ..options import option_name
from .calls import PRECISIONS, target_device
from .complaints import NetError, data_words, reported
from .data import check_fed
from .examples import encoded_column, read_columns, with_features, with_labels
from .initialize import generator_for
from .losses import make_job
from .multipliers import multipliers_of
from .objects import Net, Path, placed
from .specs import plain

_METHODS = ("ADAM", "SGD", "RMSProp", "SignSGD")


def train_net(net: Any, data: Any, prop: Any, options: dict[str, Any], session: Any, say: Callable[..., None]) -> Any:
    """The trained net (or the property asked for); $Failed after a message."""
    if type(net) is not Net:
        say("invnet", net)
        return FAILED
    return reported(say, lambda: _train(net, data, prop, options, session, say))


def _train(net: Net, data: Any, prop: Any, options: dict[str, Any], session: Any, say: Callable[..., None]) -> Any:
    columns = read_columns(net, data)
    check_fed(net)
    net = with_features(with_labels(net, columns), columns, session)
    if not net.inference.arrays:
        say("noarrays")
        return net
    job = make_job(net, columns, options["LossFunction"], session)
    coders = {job.target: job.target_coder}
    arrays = {name: encoded_column(net, name, x, session, coders.get(name)) for name, x in columns.items()}
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
