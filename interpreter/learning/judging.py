"""ClassifierMeasurements: how good a classifier is on examples that it has not learnt from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from .. import symbols as S
from ..associations import Association, association, key
from ..datasets import TEST
from ..display import formatter, summary_text
from ..display.graphics.plots import curves_plot
from ..expr import Value, expr, is_list, is_rule, make_list
from ..nets.information import Known, known
from ..nets.measuring import classification as c
from ..nets.measuring.outcomes import Classes
from ..nets.measuring.table import number
from ..nets.objects import Net
from ..ordering import canonical_sort
from ..packed import from_array
from .classifier import UNDECIDED, classify, decisions, having, places_of, probabilities, utilities
from .examples import LearnError, read_examples
from .learnt import Learnt
from .methods import is_count

_FEW = 10  # examples that are shown without a number
_BINS = 10  # of the curve of calibration


class Judged(Value):
    """ClassifierMeasurementsObject[...]: a classifier's probabilities and decisions, and the classes that are right.

    `outcome` leaves out the examples on which it did not decide.
    """

    __slots__ = ("inputs", "labels", "p", "chosen", "right", "worth", "outcome", "rejected", "method")

    def __init__(
        self, inputs: list[Any], labels: tuple[Any, ...], p: Any, chosen: Any, right: Any, worth: Any, method: str
    ) -> None:
        super().__init__(S.ClassifierMeasurementsObject)
        self.inputs, self.labels, self.p, self.chosen, self.right = inputs, labels, p, chosen, right
        self.worth, self.method = worth, method
        kept = chosen != UNDECIDED
        self.rejected = float(1 - kept.mean())
        self.outcome = Classes(labels, p[kept], right[kept])
        self.outcome.__dict__["decided"] = chosen[kept]  # not always the likeliest

    def arguments(self) -> Iterator[Any]:
        yield association((("Method", self.method), ("Examples", len(self.right)), ("Accuracy", _accuracy(self))))

    def equals(self, other: Any) -> bool:
        return self is other

    def digest(self) -> int:
        return id(self)


def judge(classifier: Any, test: Any, options: dict[str, Any], session: Any) -> Judged:
    """A classifier, a net with a decoder of classes, or a list of what was decided, against what is right."""
    if is_list(classifier):
        return _of_decisions(classifier.args, test, session)
    if type(classifier) is not Net and not (isinstance(classifier, Learnt) and classifier.head is S.ClassifierFunction):
        raise LearnError("noclassifier", classifier)
    if type(classifier) is Net:
        classifier = classify(classifier, dict.fromkeys(options, S.Automatic), session)
    classifier = having(classifier, options)
    examples = read_examples(test, session, classes=True, part=TEST)
    labels = classifier["Classes"].args
    right = places_of(labels, examples.outputs)
    p = probabilities(classifier, examples.inputs, session)
    chosen = decisions(classifier, p, session)
    return Judged(examples.inputs, labels, p, chosen, right, utilities(classifier, session), classifier["Method"])


def _of_decisions(given: tuple[Any, ...], test: Any, session: Any) -> Judged:
    """From classes, or associations from classes to probabilities, that somebody else has given."""
    plain = is_list(test) and not all(map(is_rule, test.args))
    outputs = list(test.args) if plain else read_examples(test, session, classes=True, part=TEST).outputs
    if len(outputs) != len(given) or not given:
        raise LearnError("length", len(given), len(outputs))
    shares = [x if type(x) is Association else association(((x, 1.0),)) for x in given]
    seen = {key(k): k for x in (*(k for s in shares for k in s.keys()), *outputs) for k in (x,)}
    labels = tuple(canonical_sort(list(seen.values())))
    p = np.array([[float(s.get(k, 0.0)) for k in labels] for s in shares])
    right = places_of(labels, outputs)
    inputs = list(range(1, len(given) + 1))
    return Judged(inputs, labels, p, p.argmax(axis=1), right, np.eye(len(labels)), "Given")


# ---- what can be asked for -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Measure:
    """value(judged, argument); `argument` tells what may follow the name in a rule, None that nothing may."""

    value: Callable[[Judged, Any], Any]
    argument: Callable[[Judged, Any], bool] | None = None
    needed: bool = False


def measured(judged: Judged, wanted: Any) -> Any:
    """A property, or a list of them; raises LearnError."""
    if is_list(wanted):
        return make_list(measured(judged, w) for w in wanted.args)
    name, argument = wanted.args if is_rule(wanted) else (wanted, None)
    if name == "Properties":
        return make_list(sorted(MEASURES))
    found = MEASURES.get(name) if type(name) is str else None
    if found is None:
        raise LearnError("invprop", wanted, make_list(sorted(MEASURES)))
    fits = not found.needed if argument is None else found.argument is not None and found.argument(judged, argument)
    if not fits:
        raise LearnError("measarg", name, S.None_ if argument is None else argument)
    return found.value(judged, argument)


def _accuracy(j: Judged, n: Any = None) -> Any:
    """The share of right decisions, or of examples whose class is among the n likeliest."""
    found = j.outcome
    if not len(found.right):
        return S.Indeterminate
    return number(c.accuracy(found, n) if n is not None else float((found.decided == found.right).mean()))


def _of_outcome(rule: Callable[[Classes], Any]) -> Measure:
    return Measure(lambda j, _: number(rule(j.outcome)) if len(j.outcome.right) else S.Indeterminate)


def _is_number(j: Judged, n: Any) -> bool:
    return is_count(n)


def _are_classes(j: Judged, wanted: Any) -> bool:
    known_ = set(map(key, j.labels))
    return all(key(x) in known_ for x in (wanted.args if is_list(wanted) else (wanted,)))


def _by_class(rule: Callable[[Judged], Any]) -> Measure:
    """Of every class, as an association; of one class its value, of some a list."""

    def value(j: Judged, wanted: Any) -> Any:
        found = dict(zip(map(key, j.labels), rule(j), strict=True))
        if wanted is None:
            return association(zip(j.labels, found.values(), strict=True))
        return make_list(found[key(x)] for x in wanted.args) if is_list(wanted) else found[key(wanted)]

    return Measure(value, _are_classes)


def _numbers(rule: Callable[[Classes], Any]) -> Measure:
    def value(j: Judged) -> Any:
        return map(number, rule(j.outcome)) if len(j.outcome.right) else [S.Indeterminate] * len(j.labels)

    return _by_class(value)


def _rules(j: Judged, places: Any) -> Any:
    """The examples at places, with what is right for them."""
    return make_list(expr(S.Rule, j.inputs[i], j.labels[j.right[i]]) for i in places)


def _examples(chosen: Callable[[Judged], Any]) -> Measure:
    return Measure(lambda j, _: _rules(j, np.flatnonzero(chosen(j))))


def _ranked(score: Callable[[Judged], Any]) -> Measure:
    """The examples of the least scores."""
    return Measure(lambda j, n: _rules(j, np.argsort(score(j), kind="stable")[: n or _FEW]), _is_number)


def _of_right(j: Judged) -> Any:
    """The probabilities of the right classes."""
    return j.p[np.arange(len(j.p)), j.right]


def _doubt(j: Judged) -> Any:
    p = np.clip(j.p, np.finfo(float).tiny, 1)
    return -(p * np.log(p)).sum(axis=1)


def _cell(j: Judged, pair: Any) -> Any:
    """The examples of one class that were put into another."""
    i, k = places_of(j.labels, list(pair.args))
    return _rules(j, np.flatnonzero((j.right == i) & (j.chosen == k)))


def _is_cell(j: Judged, pair: Any) -> bool:
    return is_list(pair) and len(pair) == 2 and _are_classes(j, pair)


def _confusions(j: Judged, n: Any) -> Any:
    """The commonest mistakes: right class -> decision, with how often."""
    wrong = j.outcome.confusion * (1 - np.eye(len(j.labels), dtype=int))
    order = [divmod(int(i), len(j.labels)) for i in np.argsort(-wrong, axis=None, kind="stable")[: n or _FEW]]
    pairs = [(i, k) for i, k in order if wrong[i, k]]
    return association((expr(S.Rule, j.labels[i], j.labels[k]), int(wrong[i, k])) for i, k in pairs)


def _confusion_function(j: Judged, _: Any) -> Any:
    cells = j.outcome.confusion
    names = list(enumerate(j.labels))
    table = association((make_list((a, b)), int(cells[i, k])) for i, a in names for k, b in names)
    pair = expr(S.Key, make_list((expr(S.Slot, 1), expr(S.Slot, 2))))
    return expr(S.Function, expr(S.Lookup, table, pair, 0))


def _rejection_plot(j: Judged, _: Any) -> Any:
    """How the accuracy grows as the least certain examples are left out."""
    order = np.argsort(-j.p.max(axis=1), kind="stable")
    hits = np.cumsum((j.chosen == j.right)[order])
    count = np.arange(1, len(order) + 1)
    return curves_plot([("", 1 - count / len(order), hits / count)], "rejection rate", "accuracy")


def _calibration(j: Judged, _: Any) -> Any:
    """How often a class is right among the examples that it was so likely for."""
    p, right = j.p.reshape(-1), (j.right[:, None] == np.arange(len(j.labels))).reshape(-1)
    bins = np.minimum((p * _BINS).astype(int), _BINS - 1)
    filled = np.unique(bins)
    x, y = ([float(v[bins == b].mean()) for b in filled] for v in (p, right))
    return curves_plot([("", x, y)], "probability", "share that is right", diagonal=True, marks=True)


def _probabilities(j: Judged, _: Any) -> Any:
    return make_list(association(zip(j.labels, row, strict=True)) for row in j.p.tolist())


def _f_scores(j: Judged, beta: Any) -> Any:
    return association(zip(j.labels, map(number, c.f_score(j.outcome.counts, float(beta))), strict=True))


def _utility(j: Judged, _: Any) -> Any:
    found = j.worth[j.outcome.decided, j.outcome.right]
    return number(_mean(found))


def _mistakes(right: bool, chosen: bool) -> Measure:
    """By class, the examples that are of it or not, and that were put there or not."""

    def rule(j: Judged) -> Any:
        for i in range(len(j.labels)):
            yield _rules(j, np.flatnonzero(((j.right == i) == right) & ((j.chosen == i) == chosen)))

    return _by_class(rule)


def _rejections(j: Judged) -> Any:
    """By class, the share of its examples on which there was no decision."""
    return [_mean((j.chosen == UNDECIDED)[j.right == i]) for i in range(len(j.labels))]


def _mean(x: Any) -> Any:
    return x.mean() if len(x) else np.nan


def _cross_entropies(found: Classes) -> Any:
    """By class, the mean of -log of the probability of the right class over the examples that are of it."""
    p = -np.log(np.clip(found.probabilities[np.arange(len(found.right)), found.right], np.finfo(float).tiny, 1))
    return [_mean(p[found.right == i]) for i in range(len(found.labels))]


MEASURES: dict[str, Measure] = {
    "Accuracy": Measure(_accuracy, _is_number),
    "AccuracyBaseline": _of_outcome(lambda f: float(np.bincount(f.right).max() / len(f.right))),
    "AccuracyRejectionPlot": Measure(_rejection_plot),
    "AreaUnderROCCurve": _numbers(c.areas),
    "BestClassifiedExamples": _ranked(lambda j: -_of_right(j)),
    "CalibrationCurve": Measure(_calibration),
    "ClassMeanCrossEntropy": _numbers(_cross_entropies),
    "ClassRejectionRate": _by_class(lambda j: map(number, _rejections(j))),
    "CohenKappa": _of_outcome(c.kappa),
    "ConfusionFunction": Measure(_confusion_function),
    "ConfusionMatrix": Measure(lambda j, _: from_array(j.outcome.confusion)),
    "ConfusionMatrixPlot": Measure(lambda j, _: c.confusion_plot(j.outcome)),
    "CorrectlyClassifiedExamples": _examples(lambda j: j.chosen == j.right),
    "Error": _of_outcome(lambda f: float((f.decided != f.right).mean())),
    "Examples": Measure(lambda j, pair: _rules(j, range(len(j.right))) if pair is None else _cell(j, pair), _is_cell),
    "FScore": Measure(
        _f_scores,
        lambda j, beta: type(beta) in (int, float) and beta > 0,
        needed=True,
    ),
    "FalseNegativeExamples": _mistakes(True, False),
    "FalsePositiveExamples": _mistakes(False, True),
    "GeometricMeanProbability": _of_outcome(lambda f: float(np.exp(-c.entropy(f)))),
    "IndeterminateExamples": _examples(lambda j: j.chosen == UNDECIDED),
    "LeastCertainExamples": _ranked(lambda j: -_doubt(j)),
    "LogLikelihood": _of_outcome(lambda f: -c.entropy(f) * len(f.right)),
    "MeanCrossEntropy": _of_outcome(c.entropy),
    "MeanDecisionUtility": Measure(_utility),
    "MisclassifiedExamples": _examples(lambda j: (j.chosen != j.right) & (j.chosen != UNDECIDED)),
    "MostCertainExamples": _ranked(_doubt),
    "Perplexity": _of_outcome(lambda f: float(np.exp(c.entropy(f)))),
    "Probabilities": Measure(_probabilities),
    "ROCCurve": Measure(lambda j, _: c.roc_plot(j.outcome)),
    "RejectionRate": Measure(lambda j, _: j.rejected),
    "ScottPi": _of_outcome(c.pi),
    "TopConfusions": Measure(_confusions, _is_number),
    "TrueNegativeExamples": _mistakes(False, False),
    "TruePositiveExamples": _mistakes(True, True),
    "WorstClassifiedExamples": _ranked(_of_right),
    **{name: _numbers(lambda f, rule=rule: rule(f.counts)) for name, rule in c.COUNTED.items()},
}


@formatter("ClassifierMeasurementsObject")
def show(e: Any, page: Any) -> Any:
    """The summary: on what, and how good."""
    if type(e) is not Judged:
        return None
    accuracy = _accuracy(e)
    rows = [("Method", e.method), ("Test examples", len(e.right))]
    rows += [("Accuracy", f"{accuracy:.1%}")] if accuracy is not S.Indeterminate else []
    return summary_text(e.head.name, rows, "", page)


@known(Judged)
def of_judged(judged: Judged) -> Known:
    return {name: partial(measured, judged, name) for name, m in MEASURES.items() if not m.needed}
