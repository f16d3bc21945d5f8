"""What has been learnt of examples: features, a method with its suboptions, and a model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from time import perf_counter
from typing import Any

import numpy as np

from .. import symbols as S
from ..associations import Association, association
from ..datasets import TEST
from ..display import formatter, summary_text
from ..expr import Expr, Symbol, Value, expr, is_list, make_list
from ..nets.complaints import NetError
from ..nets.information import Known, known
from ..nets.initialize import generator_for
from ..nets.summaries import groups, opened
from ..options import option_name
from ..packed import to_array
from .examples import LearnError, read_examples
from .features import METHODS as EXTRACTORS
from .features import Unlearnt, is_example, is_extractor, learnt
from .methods import Choice, Method, Problem, best, candidates

PARTS = ("Method", "MethodOption", "FeatureExtractor", "Model", "ExampleNumber", "TrainingTime")
_PASSED = ("RandomSeeding", "TargetDevice", "TimeGoal", "TrainingProgressReporting")  # to NetTrain
_GOALS = (S.Automatic, "Quality", "Speed", "Memory", "TrainingSpeed", "TrainingMemory", "DirectTraining")
_AT_ONCE = ("TrainingSpeed", "DirectTraining")


class Learnt(Value):
    """A classifier or predictor: its parts by name, which rebuild it as head[<|part -> value, ...|>]."""

    __slots__ = ("parts",)

    def __init__(self, head: Symbol, parts: dict[str, Any]) -> None:
        super().__init__(head)
        self.parts = parts

    def __getitem__(self, name: str) -> Any:
        return self.parts[name]

    def having(self, **parts: Any) -> Learnt:
        return Learnt(self.head, self.parts | parts)

    def arguments(self) -> Iterator[Any]:
        yield association(self.parts.items())


def rebuilt(head: Symbol, parts: Any, needed: tuple[str, ...]) -> Learnt | None:
    """The object that head[<|...|>] writes; None for an association that lacks a part."""
    given = {option_name(k): v for k, v in parts.items()}
    whole = all(name in given for name in (*PARTS, *needed)) and is_extractor(given["FeatureExtractor"])
    return Learnt(head, given) if whole else None


# ---- learning --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Task:
    """What Classify and Predict differ in while they learn."""

    table: dict[str, Method]
    classes: int | None


def learn(
    task: Task, inputs: list[Any], right: np.ndarray, held: Any, options: dict[str, Any], session: Any
) -> tuple[dict[str, Any], Choice]:
    """The parts of what is learnt, and the choice of a method that was made on the way; raises LearnError.

    `held` are (inputs, right) to choose by, or None.
    """
    begun = perf_counter()
    if options["PerformanceGoal"] not in _GOALS:
        raise LearnError("badopt", "PerformanceGoal", options["PerformanceGoal"])
    try:
        generator_for(options["RandomSeeding"], session)
    except NetError as problem:
        raise LearnError(*problem.args) from None
    extractor = _extractor(inputs, options["FeatureExtractor"], session)
    settings = {name: options[name] for name in _PASSED}
    if settings["TrainingProgressReporting"] is S.Automatic:
        settings["TrainingProgressReporting"] = S.None_
    matrix = features(extractor, inputs, session)
    if held is not None:
        held = features(extractor, held[0], session), held[1]
    problem = Problem(matrix, right, task.classes, settings, session, held)
    choices = candidates(options["Method"], task.table, problem)
    direct = options["PerformanceGoal"] in _AT_ONCE
    choice = choices[0] if direct or len(choices) == 1 else best(choices, task.table, problem)
    model = task.table[choice.name].fit(problem, choice.suboptions)
    values = (
        choice.name,
        association(choice.suboptions.items()),
        extractor,
        model,
        len(inputs),
        perf_counter() - begun,
    )
    return dict(zip(PARTS, values, strict=True)), choice


def _extractor(inputs: list[Any], spec: Any, session: Any) -> Expr:
    """The features: by a method, or those learnt of what a function makes of the inputs."""
    given = spec is S.Automatic or spec is S.Identity or (type(spec) is str and spec in EXTRACTORS)
    if not given and not isinstance(spec, Symbol | Expr):
        raise LearnError("badopt", "FeatureExtractor", spec)
    try:
        if given:
            return learnt(inputs, S.Automatic if spec is S.Identity else spec)
        f = spec.args[0] if is_extractor(spec) else spec
        first = session.evaluate_expr(expr(S.Map, f, make_list(inputs)))
        then = learnt(list(first.args), S.Automatic)
    except Unlearnt as problem:
        raise LearnError("nolearn", *problem.args) from None
    pattern = learnt(inputs, f).args[1]
    return Expr(then.head, (expr(S.RightComposition, f, then.args[0]), pattern, then.args[2]))


def features(extractor: Expr, inputs: list[Any], session: Any) -> np.ndarray:
    """The features of examples as rows; raises LearnError for an example that is not like those that were learnt."""
    count = extractor.args[2]
    if not inputs:
        return np.zeros((0, count))
    found = to_array(session.evaluate_expr(expr(S.Map, extractor.args[0], make_list(inputs))))
    if found is not None and found.shape == (len(inputs), count):
        return found.astype(float)
    for x in inputs:  # which one is it?
        row = to_array(session.evaluate_expr(Expr(extractor.args[0], (x,))))
        if row is None or row.shape != (count,):
            raise LearnError("badinput", x)
    raise LearnError("badinput", inputs[0])


# ---- using what was learnt -------------------------------------------------------------------------------------------


def outputs(task_table: dict[str, Method], thing: Learnt, inputs: list[Any], session: Any) -> np.ndarray:
    """What the model says of examples."""
    matrix = features(thing["FeatureExtractor"], inputs, session)
    return task_table[thing["Method"]].outputs(thing["Model"], matrix, session)


def examples_in(thing: Learnt, data: Any, session: Any) -> tuple[list[Any], bool]:
    """(the examples in data, whether it was one)."""
    many = is_list(data) and not is_example(thing["FeatureExtractor"], data, session)
    return (list(data.args), False) if many else ([data], True)


def read_held(option: Any, session: Any, classes: bool) -> Any:
    """The examples of a ValidationSet; None for none."""
    if option is S.None_ or option is S.Automatic:
        return None
    try:
        return read_examples(option, session, classes, TEST)
    except LearnError as problem:
        if problem.args[0] not in ("baddata", "nodata"):
            raise
        raise LearnError("badopt", "ValidationSet", option) from None


def is_function(value: Any) -> bool:
    return isinstance(value, Symbol | Expr) and type(value) is not Association


# ---- what there is to know -------------------------------------------------------------------------------------------

_ROWS = (
    ("Method", "Method"),
    ("Classes", "Classes"),
    ("Training examples", "ExampleNumber"),
    ("Accuracy", "Accuracy"),
    ("Standard deviation", "StandardDeviation"),
)


def _rows(thing: Learnt) -> list[tuple[str, Any]]:
    return [(label, thing[name]) for label, name in _ROWS if thing.parts.get(name, S.Missing) is not S.Missing]


@formatter("ClassifierFunction", "PredictorFunction")
def show(e: Any, page: Any) -> Any:
    """The summary: method, classes, how many examples, how well it does on those that it has not seen."""
    return summary_text(e.head.name, _rows(e), "", page) if isinstance(e, Learnt) else None


@opened(Learnt)
def report(thing: Learnt) -> list[Any]:
    return groups(("Learnt", _rows(thing)))


@known(Learnt)
def of_learnt(thing: Learnt) -> Known:
    """The parts."""
    return {name: partial(thing.parts.__getitem__, name) for name in thing.parts}
