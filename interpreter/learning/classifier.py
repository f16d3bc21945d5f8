"""Classify and ClassifierFunction: classes by their probabilities."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .. import symbols as S
from ..associations import Association, association, key
from ..expr import Expr, expr, is_list, make_list
from ..nets.coders import Coder, CoderError, make_decoder
from ..nets.coders.properties import property_names, views
from ..nets.objects import Net
from ..numerics.numbers import REAL_TYPES
from ..ordering import canonical_sort
from . import neighbors, network
from .examples import LearnError, read_examples
from .features import SINGLE
from .learnt import PARTS, Learnt, Task, examples_in, is_function, learn, outputs, read_held, rebuilt
from .linear import LOGISTIC
from .methods import Method

METHODS: dict[str, Method] = {
    "LogisticRegression": LOGISTIC,
    "NearestNeighbors": neighbors.OF_CLASSES,
    "NeuralNetwork": network.OF_CLASSES,
}
_NET = "Net"  # what has been made of a net: its features are the probabilities
_OUTPUTS = {**METHODS, _NET: Method(lambda problem, suboptions: None, lambda model, x, session: x, {}, lambda n: [])}
DECIDING = ("ClassPriors", "IndeterminateThreshold", "UtilityFunction")
_OWN = ("Classes", "TrainingPriors", *DECIDING, "Accuracy")
UNDECIDED = -1


def classify(data: Any, options: dict[str, Any], session: Any) -> Learnt:
    """What is learnt of examples, or made of a net, or another classifier with other options; raises LearnError."""
    if isinstance(data, Learnt) and data.head is S.ClassifierFunction:
        return having(data, {k: v for k, v in options.items() if k in DECIDING})
    if type(data) is Net:
        return having(_of_net(data, session), {k: options[k] for k in DECIDING})
    examples = read_examples(data, session, classes=True)
    classes = canonical_sort(list({key(c): c for c in examples.outputs}.values()))
    right = places_of(classes, examples.outputs)
    task = Task(METHODS, len(classes))
    held = _held(options["ValidationSet"], classes, session)
    parts, choice = learn(task, examples.inputs, right, held, options, session)
    accuracy = S.Missing
    if choice.outputs is not None:
        accuracy = float((choice.outputs.argmax(axis=1) == choice.right).mean())
    shares = np.bincount(right, minlength=len(classes)) / len(right)
    own = (make_list(classes), make_list(shares.tolist()), S.Automatic, S.Automatic, S.Automatic, accuracy)
    found = Learnt(S.ClassifierFunction, parts | dict(zip(_OWN, own, strict=True)))
    return having(found, {k: options[k] for k in DECIDING})


def _held(option: Any, classes: list[Any], session: Any) -> Any:
    held = read_held(option, session, classes=True)
    return None if held is None else (held.inputs, places_of(classes, held.outputs))


def places_of(classes: Sequence[Any], given: list[Any]) -> np.ndarray:
    """The numbers of classes, from 0; raises LearnError."""
    places = {key(c): i for i, c in enumerate(classes)}
    odd = next((c for c in given if key(c) not in places), None)
    if odd is not None:
        raise LearnError("noclass", odd, make_list(classes))
    return np.array([places[key(c)] for c in given])


def _of_net(net: Net, session: Any) -> Learnt:
    """A net whose only output has a decoder of classes."""
    names = net.graph.output_names
    decoder = net.coders.get(names[0]) if len(names) == len(net.graph.input_names) == 1 else None
    if decoder is None or decoder.kind.name != "Class" or decoder["Multilabel"] or not is_list(decoder["Labels"]):
        raise LearnError("badnet", net)
    bare = session.evaluate_expr(expr(S.NetReplacePart, net, expr(S.Rule, names[0], S.None_)))
    (port,) = net.graph.input_names
    pattern: Any = SINGLE
    for _ in net.inputs[port].dims or () if port not in net.coders else ():
        pattern = make_list((expr(S.Repeated, pattern),))
    count = len(decoder["Labels"])
    extractor = expr(S.FeatureExtractorFunction, bare, pattern, count)
    shared = (_NET, association(()), extractor, S.None_, S.Missing, 0.0)
    own = (decoder["Labels"], make_list([1 / count] * count), S.Automatic, S.Automatic, S.Automatic, S.Missing)
    parts = dict(zip(PARTS, shared, strict=True)) | dict(zip(_OWN, own, strict=True))
    return Learnt(S.ClassifierFunction, parts)


def having(classifier: Learnt, options: dict[str, Any]) -> Learnt:
    """The classifier with other options of how it decides; raises LearnError."""
    changed = {k: v for k, v in options.items() if v is not S.Automatic}
    for name, value in changed.items():
        if name not in DECIDING:
            raise LearnError("optx", name, classifier.head)
        if not _READERS[name](classifier, value):
            raise LearnError("badopt", name, value)
    return classifier.having(**changed) if changed else classifier


def _is_prior(classifier: Learnt, value: Any) -> bool:
    """A weight for every class."""
    if type(value) is not Association:
        return False
    given = {key(c): p for c, p in value.items()}
    weights = list(given.values())
    whole = set(given) == {key(c) for c in classifier["Classes"].args}
    return whole and all(type(p) in REAL_TYPES and p >= 0 for p in weights) and sum(weights) > 0


_READERS: dict[str, Callable[[Learnt, Any], bool]] = {
    "ClassPriors": _is_prior,
    "IndeterminateThreshold": lambda classifier, value: type(value) in REAL_TYPES and 0 <= value <= 1,
    "UtilityFunction": lambda classifier, value: is_function(value),
}


# ---- probabilities and decisions -------------------------------------------------------------------------------------


def probabilities(classifier: Learnt, inputs: list[Any], session: Any) -> np.ndarray:
    """(example, class), for the prior probabilities that are to hold."""
    p = outputs(_OUTPUTS, classifier, inputs, session).reshape(-1, len(classifier["Classes"]))
    priors = classifier["ClassPriors"]
    if priors is S.Automatic:
        return p
    wanted = np.array([float(priors.get(c)) for c in classifier["Classes"].args])
    p = p * (wanted / np.array(classifier["TrainingPriors"].args))
    total = p.sum(axis=1, keepdims=True)
    return np.divide(p, total, out=np.full_like(p, 1 / p.shape[1]), where=total > 0)


def utilities(classifier: Learnt, session: Any) -> np.ndarray:
    """What it is worth to decide for class j where class i is right: (j, i)."""
    classes, f = classifier["Classes"].args, classifier["UtilityFunction"]
    if f is S.Automatic:
        return np.eye(len(classes))
    values = [[session.evaluate_expr(Expr(f, (actual, decided))) for actual in classes] for decided in classes]
    odd = next((v for row in values for v in row if type(v) not in REAL_TYPES), None)
    if odd is not None:
        raise LearnError("badutility", odd)
    return np.array(values, float)


def decisions(classifier: Learnt, p: np.ndarray, session: Any) -> np.ndarray:
    """The class of the greatest expected utility by number; UNDECIDED where no class is likely enough."""
    found = (p @ utilities(classifier, session).T).argmax(axis=1)
    least = classifier["IndeterminateThreshold"]
    if least is not S.Automatic:
        found[p.max(axis=1) < least] = UNDECIDED
    return found


def decoder_of(classifier: Learnt, session: Any) -> Coder:
    return make_decoder(make_list(("Class", classifier["Classes"])), session.evaluate_expr)


def apply(classifier: Learnt, data: Any, wanted: Any, options: dict[str, Any], session: Any) -> Any:
    """classifier[data, property, options]; raises LearnError."""
    classifier = having(classifier, options)
    inputs, one = examples_in(classifier, data, session)
    decoder = decoder_of(classifier, session)
    if wanted == "Properties":
        return _properties(decoder)
    see = _view(decoder, wanted)
    p = probabilities(classifier, inputs, session)
    chosen = decisions(classifier, p, session)
    found = [see(row, place, classifier, session) for row, place in zip(p, chosen, strict=True)]
    return found[0] if one else make_list(found)


def _properties(decoder: Coder) -> Any:
    return make_list(name for name in property_names(decoder) if type(name) is str)


View = Callable[[np.ndarray, int, Learnt, Any], Any]


def _view(decoder: Coder, wanted: Any) -> View:
    """How one example is shown, from its probabilities and the decision; raises LearnError."""
    if is_list(wanted):
        parts = [_view(decoder, w) for w in wanted.args]
        return lambda *given: make_list(part(*given) for part in parts)
    if wanted == "Decision" or wanted is S.Automatic:
        return lambda p, place, classifier, session: decided(classifier, place)
    try:
        view = views(decoder, wanted)
    except CoderError:
        raise LearnError("invprop", wanted, _properties(decoder)) from None
    assert not isinstance(view, list)

    def see(p: np.ndarray, place: int, classifier: Learnt, session: Any) -> Any:
        try:
            return view.see(p, session)
        except CoderError as problem:
            raise LearnError("noclass", problem.args[1], classifier["Classes"]) from None

    return see


def decided(classifier: Learnt, place: int) -> Any:
    return S.Indeterminate if place == UNDECIDED else classifier["Classes"].args[place]


# ---- what there is to know -------------------------------------------------------------------------------------------


def written(parts: Any) -> Learnt | None:
    """ClassifierFunction[<|...|>] as it is written."""
    return rebuilt(S.ClassifierFunction, parts, _OWN)
