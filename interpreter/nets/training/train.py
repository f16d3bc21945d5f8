"""NetTrain: reads what is given, trains, follows the training, and gives what is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ....runtime.errors import InputError, RuntimeProblem, ShapeError, UnspecifiedError
from ....runtime.ports import VARYING, Type
from ....runtime.ragged import Ragged
from ....runtime.training import Trainer, make_trainer
from ... import symbols as S
from ...control import AbortSignal
from ...expr import ABORTED, FAILED, expr, is_list
from ..complaints import NetError, array_words, data_words, reported
from ..data import check_fed
from ..multipliers import multipliers_of
from ..objects import Net, Path
from .checkpointing import read_checkpoints, resumed
from .examples import Columns, encoded_column, read_columns, with_features, with_images, with_labels
from .generators import USUAL_BATCH, USUAL_ROUND, Give, generator_in, giver
from .losses import Job, make_job
from .measures import Measures
from .progress import Course, reason
from .reports import Called, read_reports
from .results import Results, asked
from .settings import read_settings
from .stopping import read_criterion
from .validation import held_out
from .watching import Every, with_interval

Watcher = tuple[Callable[[Course], Any], Every]


def train_net(
    net: Any, data: Any, prop: Any, options: dict[str, Any], session: Any, say: Callable[..., None], written: Any
) -> Any:
    """The trained net (or the property asked for); $Failed after a message.  `written` is the call as it was."""
    if type(net) is not Net:
        say("invnet", net)
        return FAILED

    def work() -> Any:
        course = _trained(net, data, options, session, say)
        if course is None:
            say("noarrays")
            return net
        if course.reason == "Aborted":
            return ABORTED
        course.written = expr(S.HoldForm, written)
        return asked(Results(course), prop)

    return reported(say, work)


def _trained(net: Net, data: Any, options: dict[str, Any], session: Any, say: Callable[..., None]) -> Course | None:
    """A training that is over; None for a net without arrays; raises NetError."""
    columns, give, length, size = _data(net, data, options, session)
    check_fed(net)
    net = with_features(with_images(with_labels(net, columns), columns, session), columns, session)
    if not net.inference.arrays:
        return None
    columns, validation, every = held_out(net, columns, options["ValidationSet"], session, options["RandomSeeding"])
    job = make_job(net, columns, options["LossFunction"], session)
    settings = read_settings(net, job.prefix, options, session)
    if give is None:
        arrays = _encoded(net, job, columns, session, learning=True)
    else:

        def drawn(columns: Columns, round: int, batch: int) -> dict[str, Any]:
            random = np.random.default_rng((settings["seed"], round, batch))
            return _encoded(net.in_training(random), job, columns, session)

        def given(round: int, batch: int) -> dict[str, Any]:
            return arrays if round == batch == 0 else drawn(give(round, batch), round, batch)

        arrays = drawn(columns, 0, 0)
        settings |= {"stream": (given, length), "batch_size": size}
    if validation is not None:
        settings |= {"validation": _encoded(net, job, validation, session), "every": every}
    try:
        trainer = make_trainer(job.graph, job.arrays, arrays, loss=job.losses, **settings)
        course = _course(net, job, arrays, trainer, settings, options)
        course.validation_count = 0 if validation is None else len(next(iter(validation.values())))
        _follow(course, columns, validation, options, session, say)
    except InputError as problem:
        found = f"the data at {problem.port} should be {problem.wanted}; found {data_words(problem.found)}"
        raise NetError("invdata", found) from None
    except (UnspecifiedError, ShapeError) as problem:
        raise _seen_from_net(problem, job.prefix) from None
    if course.reason == "Diverged":
        culprit = trainer.culprit
        say("arrdiv", "the loss" if culprit is None else array_words(_place(culprit, job.prefix)))
    return course


def _data(net: Net, data: Any, options: dict[str, Any], session: Any) -> tuple[Columns, Give | None, int, int]:
    """(columns, what gives batches instead, examples of a round of those, and of a batch)."""
    generator = generator_in(data)
    if generator is None:
        return read_columns(net, data, session), None, 0, 0
    size = options["BatchSize"] if type(options["BatchSize"]) is int else USUAL_BATCH
    length = generator[1] or size * USUAL_ROUND
    give = giver(generator[0], net, size, -(-length // size), session)
    return give(0, 0), give, length, size


def _encoded(net: Net, job: Job, columns: Columns, session: Any, learning: bool = False) -> dict[str, Any]:
    return {name: encoded_column(net, name, x, session, job.targets.get(name), learning) for name, x in columns.items()}


def _course(
    net: Net, job: Job, arrays: dict[str, Any], trainer: Trainer, settings: dict[str, Any], options: dict[str, Any]
) -> Course:
    known = {p: _seen(net, p, arrays[p]) for p in job.inputs if p in arrays and p not in net.coders}

    def finish(trained: dict[Path, Any]) -> Net:
        return net.having(graph=net.graph.with_ports(known), arrays=trained)

    rates = multipliers_of(net, options["LearningRateMultipliers"])
    every = {path: rates.get(path, 1.0) for path in net.inference.arrays}
    return Course(net, job.prefix, trainer, settings["method"], options["TargetDevice"], every, finish)


# ---- following it ----------------------------------------------------------------------------------------------------


def _follow(
    course: Course,
    columns: Columns,
    validation: Columns | None,
    options: dict[str, Any],
    session: Any,
    say: Callable[..., None],
) -> None:
    """Trains, and does what is to be done on the way."""
    trainer, evaluator = course.trainer, session.evaluator
    criterion, stops = read_criterion(options["TrainingStoppingCriterion"], session)
    if criterion.stops and validation is None:
        say("noval", criterion.wanted)
    spec = options["TrainingProgressMeasurements"]
    measures = Measures(course, columns, validation, spec, criterion.wanted, session)
    judging = "Validation" if validation is not None and trainer.every[0] == "Batch" else "Round"
    reports = read_reports(options["TrainingProgressReporting"], session)
    checkpoints = read_checkpoints(options["TrainingProgressCheckpointing"], session)
    functions = _functions(options["TrainingProgressFunction"], session)
    watchers: list[Watcher] = [*reports, *checkpoints, *functions]
    resumed(trainer, checkpoints)

    def event(now: Trainer, name: str) -> Any:
        course.event = name
        if name != "Validation":
            measures.after(now, name)
        if name == judging:
            measures.of_validation()
            judged = validation is not None or criterion.stops
            if judged and not criterion.better(course) and criterion.over(course):
                course.reason = "TrainingStoppingCriterion"
        for watcher, every in watchers:
            if every.due(now, name) and (answer := watcher(course)) in ("StopTraining", "AbortTraining"):
                course.reason = "Aborted" if answer == "AbortTraining" else "TrainingProgressFunction"
        if name == "Round" and stops is not None and stops(course):
            course.reason = "TrainingStoppingCriterion"
        return "StopTraining" if course.reason is not None else None

    def interrupted() -> bool:
        if isinstance(evaluator.interrupt, AbortSignal):  # Ctrl-C ends training, not the evaluation
            evaluator.interrupt = None
            return True
        return evaluator.interrupt is not None

    fine = measures.fine or any(every.fine for _, every in watchers)
    idle = not watchers and measures.idle and validation is None and not criterion.stops and stops is None
    ended = trainer.run(None if idle else event, batches=fine, interrupted=interrupted)
    for report, _ in reports:
        if hasattr(report, "close"):
            report.close()
    course.reason = course.reason or reason(ended)
    if validation is None and not criterion.stops:
        trainer.best = None


def _functions(spec: Any, session: Any) -> list[Watcher]:
    """TrainingProgressFunction: one or several functions, each perhaps with its interval."""
    if spec is S.None_ or spec is S.Automatic:
        return []
    thing, every = with_interval("TrainingProgressFunction", spec, Every("Round", 1))
    if is_list(thing):
        return [one for x in thing.args for one in _functions(x, session)]
    return [(Called(thing, session), every)]


# ---- seen from the net -----------------------------------------------------------------------------------------------


def _seen_from_net(problem: UnspecifiedError | ShapeError, prefix: Path) -> RuntimeProblem:
    """The problem with the places that they have in the net, not in the graph with the loss around it."""

    if isinstance(problem, ShapeError):
        return ShapeError(_place(problem.path, prefix), problem.port, problem.wanted, problem.found)
    return UnspecifiedError(tuple((_place(path, prefix), name) for path, name in problem.places))


def _place(path: Path, prefix: Path) -> Path:
    return path[len(prefix) :] if path[: len(prefix)] == prefix else path


def _seen(net: Net, port: str, column: Any) -> Type:
    """The type of a port's data; what was said to vary goes on to vary."""
    dims: list[Any] = list(column.shape[1:])
    said = net.inputs[port].dims or (None,) * len(dims)
    if dims and (isinstance(column, Ragged) or said[0] == VARYING):
        dims[0] = VARYING
    return Type(tuple(dims))
