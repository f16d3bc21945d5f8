"""Classify and what measures classifiers; carried out in interpreter/learning."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..declare import applied, builtin, name
from ..expr import FAILED, Symbol
from ..options import option_name, option_rules
from .information import informs
from .nets import inform
from .setmessages import SET_MESSAGES

MESSAGES = {
    **SET_MESSAGES,
    "baddata": "Examples are rules, a rule of two lists of one length, or rows -> the number or key of what is right.",
    "badinput": "`1` is not like the examples that were learnt from.",
    "badmethod": "`1` is not a method; the methods are `2`.",
    "badopt": "The value `2` of option `1` cannot be used.",
    "badseed": "RandomSeeding -> `1` should be Automatic, Inherited, an integer or a string.",
    "badsub": "`1` is not a suboption of the method `2`; its suboptions are `3`.",
    "invprop": "`1` is not a property here; the properties are `2`.",
    "nearprop": "`1` is not a property here; `2` is one.",
    "nodata": "There are no examples.",
    "nofit": "The method `1` has not come to a result.",
    "nolearn": '"`1`" cannot be learnt from `2`.',
}
_OF_CLASSES = MESSAGES | {
    "badnet": "`1` has no single input, or no single output with a decoder of classes.",
    "badutility": "The UtilityFunction gives `1`, which is no real number.",
    "noclass": "`1` is none of the classes `2`.",
}
MEASURING = {
    "length": "There are `1` decisions, but `2` values that are right.",
    "measarg": '`2` cannot stand in a property "`1`" -> value.',
}
OPTIONS = {
    "FeatureExtractor": "Automatic",
    "Method": "Automatic",
    "PerformanceGoal": "Automatic",
    "RandomSeeding": "1234",
    "TargetDevice": '"CPU"',
    "TimeGoal": "Automatic",
    "TrainingProgressReporting": "Automatic",
    "ValidationSet": "None",
}
_DECIDING = {"ClassPriors": "Automatic", "IndeterminateThreshold": "Automatic", "UtilityFunction": "Automatic"}


def told(say: Any, work: Callable[[], Any]) -> Any:
    """What the work comes to; $Failed after the message that its error means."""
    from ..learning.examples import LearnError

    try:
        return work()
    except LearnError as problem:
        say(*problem.args)
        return FAILED


def _options(args: tuple[Any, ...]) -> dict[str, Any]:
    return {option_name(r.args[0]): r.args[1] for a in args for r in option_rules(a)}


def _split(args: tuple[Any, ...], options: dict[str, str]) -> tuple[Any, dict[str, Any]]:
    """(the property among the arguments after the data, the options by name)."""
    names = [r.args[0] for r in option_rules(args[0])] if args else []
    plain = args and not (names and all(type(n) is Symbol or n in options for n in names))
    return (args[0], _options(args[1:])) if plain else ("Decision", _options(args))


@builtin(
    "Classify[examples_, OptionsPattern[]]",
    "Classify[examples_, data_, OptionsPattern[]]",
    "Classify[examples_, data_, property_, OptionsPattern[]]",
    options=_DECIDING | OPTIONS,
    **_OF_CLASSES,
)
def classify(
    examples: Any, data: Any = None, property: Any = "Decision", *, options: dict[str, Any], session: Any, say: Any
) -> Any:
    """Classify[{in1 -> class1, in2 -> class2, ...}] gives a ClassifierFunction, which tells the classes of other data.
    Classify[examples, data] tells the class of data at once, Classify[examples, data, property] a property.

    Examples are rules, {in1, ...} -> {class1, ...}, <|class -> {in1, ...}, ...|>, or rows -> the number or key of the
    element that is the class. What can be learnt from is what FeatureExtraction takes: numbers, labels, texts, images,
    sounds, and lists and associations of such. Classify[net] makes a classifier of a net with a decoder of classes,
    Classify[classifier, options] one that decides otherwise.

    Method: "LogisticRegression" ("L2Regularization", the weight of half the sum of squares), "NearestNeighbors"
    ("NeighborsNumber", "DistributionSmoothing"), "NeuralNetwork" ("NetworkDepth", "MaxTrainingRounds"); what is left
    Automatic is chosen by the likelihood of examples that are held back, or of those of ValidationSet.
    PerformanceGoal -> "DirectTraining" chooses nothing. FeatureExtractor is a method of FeatureExtraction or a
    function, such as a net. ClassPriors -> <|class -> weight, ...|>, IndeterminateThreshold -> p and UtilityFunction ->
    f (of the right class and the decision) say how to decide.

    >>> Classify[{1 -> "small", 2 -> "small", 8 -> "large", 9 -> "large"}, {1.5, 8.5}]
    {small, large}
    >>> Classify[<|"a" -> {{0, 1}, {0, 2}}, "b" -> {{5, 1}, {5, 3}}|>, {4, 2}, Method -> "NearestNeighbors"]
    b
    """
    from ..learning import classifier as c

    def work() -> Any:
        found = c.classify(examples, options, session)
        return found if data is None else c.apply(found, data, property, {}, session)

    return told(say, work)


@builtin("ClassifierFunction[parts_Association]", options=_DECIDING, **_OF_CLASSES)
def classifier_function(parts: Any) -> Any:
    """ClassifierFunction[<|...|>] is what Classify gives. classifier[data] is the class of data, or of each of a list;
    classifier[data, property] a property; Information[classifier, property] tells what it is made of.

    Properties: "Decision", "Probabilities", "Probability" -> class, "TopProbabilities" (those that count, or with -> n
    the n greatest), "TopDecisions" -> n, "Entropy", "RandomSample", lists of such, "Properties". The options
    ClassPriors, IndeterminateThreshold and UtilityFunction may follow.

    >>> f = Classify[{1, 2, 8, 9} -> {"small", "small", "large", "large"}, Method -> "NearestNeighbors"];
    ... {f[{2.5, 7}], f[2.5, "TopProbabilities" -> 1], f[2.5, IndeterminateThreshold -> 0.9]}
    {{small, large}, {small -> 0.75}, Indeterminate}
    """
    from ..learning.classifier import written

    return written(parts)


@applied("ClassifierFunction")
def _classified(head: Any, args: tuple[Any, ...], *, session: Any, say: Any) -> Any:
    from ..learning.classifier import apply
    from ..learning.learnt import Learnt

    if not isinstance(head, Learnt) or not args:
        return None
    wanted, options = _split(args[1:], _DECIDING)
    return told(say, lambda: apply(head, args[0], wanted, options, session))


@builtin(
    "ClassifierMeasurements[classifier_, test_, OptionsPattern[]]",
    "ClassifierMeasurements[classifier_, test_, property_, OptionsPattern[]]",
    options=_DECIDING,
    **_OF_CLASSES,
    **MEASURING,
    noclassifier="`1` is no classifier: a ClassifierFunction, a net with a decoder of classes, or a list of classes.",
)
def classifier_measurements(
    classifier: Any, test: Any, property: Any = None, *, options: dict[str, Any], session: Any, say: Any
) -> Any:
    """ClassifierMeasurements[classifier, test, property] tells how good a classifier is on test examples.
    ClassifierMeasurements[classifier, test] gives an object, of which object[property] is a property.

    The classifier is a ClassifierFunction, a net with a decoder of classes, or a list of the classes (or associations
    from classes to probabilities) that were given to the examples. A list of properties gives a list.

    One number: "Accuracy" (with -> n, whether the class is among the n likeliest), "Error", "AccuracyBaseline" (always
    the commonest class), "CohenKappa", "ScottPi", "MeanCrossEntropy" in nats, "Perplexity", "LogLikelihood",
    "GeometricMeanProbability", "MeanDecisionUtility", "RejectionRate" (no decision; all else leaves those out).
    By class, as an association, with -> class one value: "Precision", "Recall", "Specificity", "F1Score", "FScore" ->
    beta, "AreaUnderROCCurve", "MatthewsCorrelationCoefficient", "ClassMeanCrossEntropy", "ClassRejectionRate", the
    rates and numbers of true and false positives and negatives, "TruePositiveExamples" and so on.
    Confusion: "ConfusionMatrix" (row: what is right), "ConfusionFunction", "TopConfusions", "ConfusionMatrixPlot".
    Plots: "ROCCurve", "CalibrationCurve", "AccuracyRejectionPlot". Examples: "Examples" (with -> {class, decision}),
    "CorrectlyClassifiedExamples", "MisclassifiedExamples", "IndeterminateExamples", and with -> n "Best-" and
    "WorstClassifiedExamples", "Most-" and "LeastCertainExamples". "Properties" lists all.

    >>> ClassifierMeasurements[{"a", "b", "b"}, {"a", "b", "a"}, {"Accuracy", "ConfusionMatrix", "Recall" -> "a"}]
    {0.666667, {{1, 1}, {0, 1}}, 0.5}
    """
    from ..learning.judging import judge
    from ..learning.measures import measured

    def work() -> Any:
        found = judge(classifier, test, options, session)
        return found if property is None else measured(found, property)

    return told(say, work)


name(
    "ClassifierMeasurementsObject",
    "ClassifierMeasurementsObject[...] is what ClassifierMeasurements[classifier, test] gives: object[property] is a "
    'property, object["Properties"] the list of them.',
    **_OF_CLASSES,
    **MEASURING,
)


@applied("ClassifierMeasurementsObject")
def _measured(head: Any, args: tuple[Any, ...], *, say: Any) -> Any:
    from ..learning.measures import Judged, measured

    return told(say, lambda: measured(head, args[0])) if isinstance(head, Judged) and len(args) == 1 else None


for head in ("ClassifierFunction", "ClassifierMeasurementsObject"):
    informs(head)(inform)
