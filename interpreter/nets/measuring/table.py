"""The measurements by name: what kind of outcome each needs, and how its value is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from ... import symbols as S
from ...associations import association
from ...expr import make_list
from ...packed import from_array
from ..complaints import NetError
from . import classification as c
from .outcomes import Classes, Counts, Numbers
from .regression import REGRESSION, intersection_over_union

AVERAGES = ("Macro", "WeightedMacro", "Micro")


@dataclass
class Measurement:
    """`value(outcome, argument, averaging)` for an outcome of a kind.  `argument` is the kind of number in
    "name" -> number, and `needed` whether it cannot be left out."""

    kind: type | tuple[type, ...]
    value: Callable[[Any, Any, Any], Any]
    argument: type | None = None
    needed: bool = False
    averaged: bool = False


def number(x: Any) -> Any:
    """A number of the language: integers stay what they are, what is not defined is Indeterminate."""
    value = x.item() if isinstance(x, np.generic) else x
    return S.Indeterminate if value != value else value


def _averaged(rule: Callable[[Counts], Any], found: Classes, argument: Any, averaging: Any) -> Any:
    """A value of counts by class, or their average: with Micro, that of the counts of all classes together."""
    if averaging == "Micro":
        return number(rule(found.counts.summed())[0])
    return _by_class(found, rule(found.counts), averaging)


def _by_class(found: Classes, values: Any, averaging: Any) -> Any:
    if averaging is S.None_:
        return association(zip(found.labels, map(number, values), strict=True))
    if averaging == "Micro":
        raise NetError("noaverage", averaging)
    known = ~np.isnan(np.asarray(values, float))
    weights = found.members[0].sum(axis=0) if averaging == "WeightedMacro" else np.ones(len(values))
    total = float((weights * known).sum())
    return number(float((weights * np.where(known, values, 0)).sum()) / total if total else float("nan"))


def _curves(found: Classes, argument: Any, averaging: Any) -> Any:
    curves = [from_array(np.stack(curve, axis=1)) for curve in c.roc_curves(found)]
    return association(zip(found.labels, curves, strict=True))


def _confusion(rule: Callable[[Classes], Any]) -> Measurement:
    def value(found: Classes, argument: Any, averaging: Any) -> Any:
        if found.several:
            raise NetError("several")
        return rule(found)

    return Measurement(Classes, value)


def _of_classes(rule: Callable[..., Any], argument: type | None = None) -> Measurement:
    def value(found: Classes, given: Any, averaging: Any) -> Any:
        return number(rule(found) if given is None else rule(found, given))

    return Measurement(Classes, value, argument)


def _of_numbers(rule: Callable[[Numbers], float]) -> Measurement:
    return Measurement(Numbers, lambda found, argument, averaging: number(rule(found)))


def _overlap(found: Classes | Numbers, argument: Any, averaging: Any) -> Any:
    """Of classes by their examples, of numbers as boxes."""
    if isinstance(found, Classes):
        return _averaged(c.overlap, found, None, averaging)
    return number(intersection_over_union(found))


def _f_score(found: Classes, beta: Any, averaging: Any) -> Any:
    return _averaged(partial(c.f_score, beta=float(beta)), found, None, averaging)


MEASUREMENTS: dict[str, Measurement] = {
    "Accuracy": _of_classes(c.accuracy, int),
    "AreaUnderROCCurve": Measurement(Classes, lambda f, x, average: _by_class(f, c.areas(f), average), averaged=True),
    "CohenKappa": _confusion(lambda f: number(c.kappa(f))),
    "ConfusionMatrix": _confusion(lambda f: from_array(f.confusion)),
    "ConfusionMatrixPlot": _confusion(c.confusion_plot),
    "Entropy": _of_classes(c.entropy),
    "ErrorRate": _of_classes(lambda f, n=1: 1 - c.accuracy(f, n), int),
    "FScore": Measurement(Classes, _f_score, float, needed=True, averaged=True),
    "IntersectionOverUnion": Measurement((Classes, Numbers), _overlap, averaged=True),
    "Perplexity": _of_classes(lambda f: float(np.exp(c.entropy(f)))),
    "ROCCurve": Measurement(Classes, _curves),
    "ROCCurvePlot": Measurement(Classes, lambda f, x, average: c.roc_plot(f)),
    "ScottPi": _confusion(lambda f: number(c.pi(f))),
    **{name: Measurement(Classes, partial(_averaged, rule), averaged=True) for name, rule in c.COUNTED.items()},
    **{name: _of_numbers(rule) for name, rule in REGRESSION.items()},
}


def names() -> Any:
    """The list of all measurements."""
    return make_list(sorted(MEASUREMENTS))
