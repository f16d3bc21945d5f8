"""ClassifierMeasurements: how good a classifier is on examples that it has not learnt from."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from .. import symbols as S
from ..associations import Association, association, key
from ..datasets import TEST
from ..display.graphics.plots import curves_plot
from ..expr import expr, is_list, is_rule, make_list
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
from .measures import FEW, Judged, Measure, measured, ranked
from .methods import is_count

_BINS = 10  # of the curve of calibration


class JudgedClasses(Judged):
    """ClassifierMeasurementsObject[...]: probabilities and decisions, and the classes that are right.

    `outcome` leaves out the examples on which it did not decide.
    """

    __slots__ = ("labels", "p", "chosen", "right", "worth", "outcome", "rejected")
    main = "Accuracy"

    def __init__(
        self, inputs: list[Any], labels: tuple[Any, ...], p: Any, chosen: Any, right: Any, worth: Any, method: str
    ) -> None:
        super().__init__(S.ClassifierMeasurementsObject, inputs, method)
        self.labels, self.p, self.chosen, self.right, self.worth = labels, p, chosen, right, worth
        kept = chosen != UNDECIDED
        self.rejected = float(1 - kept.mean())
        self.outcome = Classes(labels, p[kept], right[kept])
        self.outcome.__dict__["decided"] = chosen[kept]  # not always the likeliest


def judge(classifier: Any, test: Any, options: dict[str, Any], session: Any) -> JudgedClasses:
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
    worth = utilities(classifier, session)
    return JudgedClasses(examples.inputs, labels, p, chosen, right, worth, classifier["Method"])


def _of_decisions(given: tuple[Any, ...], test: Any, session: Any) -> JudgedClasses:
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
    return JudgedClasses(inputs, labels, p, p.argmax(axis=1), right, np.eye(len(labels)), "Given")


# ---- what can be asked for -------------------------------------------------------------------------------------------


def _accuracy(j: JudgedClasses, n: Any = None) -> Any:
    """The share of right decisions, or of examples whose class is among the n likeliest."""
    found = j.outcome
    if not len(found.right):
        return S.Indeterminate
    return number(c.accuracy(found, n) if n is not None else float((found.decided == found.right).mean()))


def _of_outcome(rule: Callable[[Classes], Any]) -> Measure:
    return Measure(lambda j, _: number(rule(j.outcome)) if len(j.outcome.right) else S.Indeterminate)


def _is_number(j: JudgedClasses, n: Any) -> bool:
    return is_count(n)


def _are_classes(j: JudgedClasses, wanted: Any) -> bool:
    known_ = set(map(key, j.labels))
    return all(key(x) in known_ for x in (wanted.args if is_list(wanted) else (wanted,)))


def _by_class(rule: Callable[[JudgedClasses], Any]) -> Measure:
    """Of every class, as an association; of one class its value, of some a list."""

    def value(j: JudgedClasses, wanted: Any) -> Any:
        found = dict(zip(map(key, j.labels), rule(j), strict=True))
        if wanted is None:
            return association(zip(j.labels, found.values(), strict=True))
        return make_list(found[key(x)] for x in wanted.args) if is_list(wanted) else found[key(wanted)]

    return Measure(value, _are_classes)


def _numbers(rule: Callable[[Classes], Any]) -> Measure:
    def value(j: JudgedClasses) -> Any:
        return map(number, rule(j.outcome)) if len(j.outcome.right) else [S.Indeterminate] * len(j.labels)

    return _by_class(value)


def _rules(j: JudgedClasses, places: Any) -> Any:
    """The examples at places, with what is right for them."""
    return make_list(expr(S.Rule, j.inputs[i], j.labels[j.right[i]]) for i in places)


def _examples(chosen: Callable[[JudgedClasses], Any]) -> Measure:
    return Measure(lambda j, _: _rules(j, np.flatnonzero(chosen(j))))


def _ranked(score: Callable[[JudgedClasses], Any]) -> Measure:
    return ranked(score, _rules)


def _of_right(j: JudgedClasses) -> Any:
    """The probabilities of the right classes."""
    return j.p[np.arange(len(j.p)), j.right]


def _doubt(j: JudgedClasses) -> Any:
    p = np.clip(j.p, np.finfo(float).tiny, 1)
    return -(p * np.log(p)).sum(axis=1)


def _cell(j: JudgedClasses, pair: Any) -> Any:
    """The examples of one class that were put into another."""
    i, k = places_of(j.labels, list(pair.args))
    return _rules(j, np.flatnonzero((j.right == i) & (j.chosen == k)))


def _is_cell(j: JudgedClasses, pair: Any) -> bool:
    return is_list(pair) and len(pair) == 2 and _are_classes(j, pair)


def _confusions(j: JudgedClasses, n: Any) -> Any:
    """The commonest mistakes: right class -> decision, with how often."""
    wrong = j.outcome.confusion * (1 - np.eye(len(j.labels), dtype=int))
    order = [divmod(int(i), len(j.labels)) for i in np.argsort(-wrong, axis=None, kind="stable")[: n or FEW]]
    pairs = [(i, k) for i, k in order if wrong[i, k]]
    return association((expr(S.Rule, j.labels[i], j.labels[k]), int(wrong[i, k])) for i, k in pairs)


def _confusion_function(j: JudgedClasses, _: Any) -> Any:
    cells = j.outcome.confusion
    names = list(enumerate(j.labels))
    table = association((make_list((a, b)), int(cells[i, k])) for i, a in names for k, b in names)
    pair = expr(S.Key, make_list((expr(S.Slot, 1), expr(S.Slot, 2))))
    return expr(S.Function, expr(S.Lookup, table, pair, 0))


def _rejection_plot(j: JudgedClasses, _: Any) -> Any:
    """How the accuracy grows as the least certain examples are left out."""
    order = np.argsort(-j.p.max(axis=1), kind="stable")
    hits = np.cumsum((j.chosen == j.right)[order])
    count = np.arange(1, len(order) + 1)
    return curves_plot([("", 1 - count / len(order), hits / count)], "rejection rate", "accuracy")


def _calibration(j: JudgedClasses, _: Any) -> Any:
    """How often a class is right among the examples that it was so likely for."""
    p, right = j.p.reshape(-1), (j.right[:, None] == np.arange(len(j.labels))).reshape(-1)
    bins = np.minimum((p * _BINS).astype(int), _BINS - 1)
    filled = np.unique(bins)
    x, y = ([float(v[bins == b].mean()) for b in filled] for v in (p, right))
    return curves_plot([("", x, y)], "probability", "share that is right", diagonal=True, marks=True)


def _probabilities(j: JudgedClasses, _: Any) -> Any:
    return make_list(association(zip(j.labels, row, strict=True)) for row in j.p.tolist())


def _f_scores(j: JudgedClasses, beta: Any) -> Any:
    return association(zip(j.labels, map(number, c.f_score(j.outcome.counts, float(beta))), strict=True))


def _utility(j: JudgedClasses, _: Any) -> Any:
    found = j.worth[j.outcome.decided, j.outcome.right]
    return number(_mean(found))


def _mistakes(right: bool, chosen: bool) -> Measure:
    """By class, the examples that are of it or not, and that were put there or not."""

    def rule(j: JudgedClasses) -> Any:
        for i in range(len(j.labels)):
            yield _rules(j, np.flatnonzero(((j.right == i) == right) & ((j.chosen == i) == chosen)))

    return _by_class(rule)


def _rejections(j: JudgedClasses) -> Any:
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

JudgedClasses.measures = MEASURES


@known(JudgedClasses)
def of_judged(judged: JudgedClasses) -> Known:
    return {name: partial(measured, judged, name) for name, m in MEASURES.items() if not m.needed}
