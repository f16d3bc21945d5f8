"""Nearest neighbours: what is right for the examples whose features are closest.

A class is as likely as its share of the neighbours, each class counting "DistributionSmoothing" neighbours more; a
number is the mean of the neighbours' numbers.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..associations import association
from ..numericarray import NumericArray
from .methods import Method, Problem, Suboptions, is_count, is_weight

_COUNT, _SMOOTHING = "NeighborsNumber", "DistributionSmoothing"
_COUNTS = (5, 1, 10, 20)
_USUAL_SMOOTHING = 0.5
_AT_ONCE = 2**22  # distances that are kept in memory together


def _fit(problem: Problem, suboptions: Suboptions) -> Any:
    return association(
        (
            ("Features", NumericArray(np.array(problem.features))),
            ("Outputs", NumericArray(np.array(problem.right))),
            ("Classes", problem.classes or 0),
            (_COUNT, min(suboptions[_COUNT], len(problem.right))),
            (_SMOOTHING, float(suboptions.get(_SMOOTHING, _USUAL_SMOOTHING))),
        )
    )


def _neighbors(model: Any, x: np.ndarray) -> np.ndarray:
    """What is right for the neighbours (example, neighbour)."""
    known, right, count = model.get("Features").array, model.get("Outputs").array, model.get(_COUNT)
    size, squares = max(1, _AT_ONCE // len(known)), (known**2).sum(axis=1)
    found = []
    for i in range(0, len(x), size):
        distances = squares - 2 * (x[i : i + size] @ known.T)  # but for what is the same for all neighbours
        found.append(np.argsort(distances, axis=1, kind="stable")[:, :count])
    return right[np.concatenate(found)] if found else np.zeros((0, count), right.dtype)


def _probabilities(model: Any, x: np.ndarray, session: Any) -> np.ndarray:
    classes, smoothing = model.get("Classes"), model.get(_SMOOTHING)
    counts = (_neighbors(model, x)[:, :, None] == np.arange(classes)).sum(axis=1) + smoothing
    return counts / counts.sum(axis=1, keepdims=True)


def _numbers(model: Any, x: np.ndarray, session: Any) -> np.ndarray:
    return _neighbors(model, x).mean(axis=1)


def _choices(problem: Problem) -> list[Suboptions]:
    return [{_COUNT: n} for n in _COUNTS if n < len(problem.right)] or [{_COUNT: 1}]


OF_CLASSES = Method(_fit, _probabilities, {_COUNT: is_count, _SMOOTHING: is_weight}, _choices)
OF_NUMBERS = Method(_fit, _numbers, {_COUNT: is_count}, _choices)
