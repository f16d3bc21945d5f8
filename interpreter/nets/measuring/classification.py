"""Measurements of decisions between classes.

Formulas: those of the confusion of two classes, as in Powers, Journal of Machine Learning Technologies 2 (2011); kappa
after Cohen, Educational and Psychological Measurement 20 (1960), pi after Scott, Public Opinion Quarterly 19 (1955);
the area under a ROC curve by trapezoids, as in Fawcett, Pattern Recognition Letters 27 (2006).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ...display.graphics.plots import Curve, curves_plot, matrix_plot
from ...display.outputform import output_form
from .outcomes import Classes, Counts

# ---- of each class ---------------------------------------------------------------------------------------------------


def _ratio(a: Any, b: Any) -> Any:
    """a/b; NaN where there is nothing to divide by."""
    return np.divide(a, b, out=np.full(np.shape(b), np.nan), where=np.asarray(b) != 0)


def f_score(c: Counts, beta: float = 1.0) -> Any:
    square = beta * beta
    return _ratio((1 + square) * c.tp, (1 + square) * c.tp + square * c.fn + c.fp)


def _correlation(c: Counts) -> Any:
    tp, fp, fn, tn = (np.asarray(x, float) for x in (c.tp, c.fp, c.fn, c.tn))
    return _ratio(tp * tn - fp * fn, np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)))


def _recall(c: Counts) -> Any:
    return _ratio(c.tp, c.tp + c.fn)


def _specificity(c: Counts) -> Any:
    return _ratio(c.tn, c.tn + c.fp)


def _precision(c: Counts) -> Any:
    return _ratio(c.tp, c.tp + c.fp)


def _negative_value(c: Counts) -> Any:
    return _ratio(c.tn, c.tn + c.fn)


def overlap(c: Counts) -> Any:
    """Intersection over union of the examples that are of a class and those that were put there."""
    return _ratio(c.tp, c.tp + c.fp + c.fn)


COUNTED: dict[str, Callable[[Counts], Any]] = {
    "F1Score": f_score,
    "FalseDiscoveryRate": lambda c: _ratio(c.fp, c.tp + c.fp),
    "FalseNegativeNumber": lambda c: c.fn,
    "FalseNegativeRate": lambda c: _ratio(c.fn, c.tp + c.fn),
    "FalseOmissionRate": lambda c: _ratio(c.fn, c.tn + c.fn),
    "FalsePositiveNumber": lambda c: c.fp,
    "FalsePositiveRate": lambda c: _ratio(c.fp, c.tn + c.fp),
    "Informedness": lambda c: _recall(c) + _specificity(c) - 1,
    "Markedness": lambda c: _precision(c) + _negative_value(c) - 1,
    "MatthewsCorrelationCoefficient": _correlation,
    "NegativePredictiveValue": _negative_value,
    "Precision": _precision,
    "Recall": _recall,
    "Sensitivity": _recall,
    "Specificity": _specificity,
    "TrueNegativeNumber": lambda c: c.tn,
    "TrueNegativeRate": _specificity,
    "TruePositiveNumber": lambda c: c.tp,
    "TruePositiveRate": _recall,
}


def roc_curve(p: Any, right: Any) -> tuple[Any, Any]:
    """(false, true) positive rates as the probability from which one decides for a class falls."""
    order = np.argsort(-p, kind="stable")
    steps = np.append(np.flatnonzero(np.diff(p[order])), len(p) - 1)  # where the probability changes
    hits = np.cumsum(right[order])[steps]
    misses = steps + 1 - hits
    return _share(misses), _share(hits)


def _share(counts: Any) -> Any:
    """What has been counted so far, from nothing to all."""
    return np.append(0.0, _ratio(counts, np.full(len(counts), counts[-1])))


def roc_curves(c: Classes) -> list[tuple[Any, Any]]:
    """The curve of each class against all others."""
    right, _ = c.members
    return [roc_curve(c.probabilities[:, i], right[:, i]) for i in range(len(c.labels))]


def areas(c: Classes) -> Any:
    """The areas under the ROC curves."""
    return np.array([float(np.sum(np.diff(x) * (y[1:] + y[:-1])) / 2) for x, y in roc_curves(c)])


# ---- of all ----------------------------------------------------------------------------------------------------------


def accuracy(c: Classes, n: int = 1) -> float:
    """The share of examples whose class is among the n likeliest ones (of several labels: of those all right)."""
    if c.several:
        return float((c.right == c.decided).all(axis=1).mean())
    first = np.argsort(-c.probabilities, axis=1, kind="stable")[:, :n]
    return float((first == c.right[:, None]).any(axis=1).mean())


def entropy(c: Classes) -> float:
    """The mean of -log of the probability that the right classes got, in nats."""
    p = np.clip(np.asarray(c.probabilities, float), np.finfo(float).tiny, 1)
    if c.several:
        q = np.clip(1 - p, np.finfo(float).tiny, 1)
        return float(-np.where(c.right, np.log(p), np.log(q)).sum(axis=1).mean())
    return float(-np.log(p[np.arange(len(p)), c.right]).mean())


def kappa(c: Classes) -> float:
    """Agreement beyond that of chance, where both sides keep their shares of the classes."""
    rows, columns = c.confusion.sum(axis=1) / len(c.right), c.confusion.sum(axis=0) / len(c.right)
    return _beyond(_agreed(c), float(rows @ columns))


def pi(c: Classes) -> float:
    """Agreement beyond that of chance, where both sides have the same shares of the classes."""
    both = (c.confusion.sum(axis=0) + c.confusion.sum(axis=1)) / (2 * len(c.right))
    return _beyond(_agreed(c), float(both @ both))


def _agreed(c: Classes) -> float:
    return float(np.trace(c.confusion) / len(c.right))


def _beyond(agreed: float, chance: float) -> float:
    return float(_ratio(np.array([agreed - chance]), np.array([1 - chance]))[0])


def confusion_plot(c: Classes) -> Any:
    names = list(map(output_form, c.labels))
    return matrix_plot(c.confusion, names, names, "", "actual class", "decided class")


def roc_plot(c: Classes) -> Any:
    names = map(output_form, c.labels)
    curves: list[Curve] = [(name, x, y) for name, (x, y) in zip(names, roc_curves(c), strict=True)]
    return curves_plot(curves, "false positive rate", "true positive rate", diagonal=True)
