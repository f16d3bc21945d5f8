"""Measurements of numbers against the right ones."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ....runtime.ports import Type
from ..complaints import NetError
from .outcomes import Numbers


def _mean_square(n: Numbers) -> float:
    return float(np.mean((n.found - n.right) ** 2))


def _unexplained(n: Numbers) -> float:
    """The share of the variance of the targets that is left in what the net misses them by."""
    total = float(np.mean((n.right - n.right.mean(axis=0)) ** 2))
    return _mean_square(n) / total if total else float("nan")


def intersection_over_union(n: Numbers) -> float:
    """The mean over pairs of boxes {{x1, y1}, {x2, y2}} of the area that both cover by the area that either does."""
    if n.found.shape[1:] not in ((2, 2), (4,)):
        raise NetError("badbox", str(Type(n.found.shape[1:], "real")))
    a, b = (np.sort(x.reshape(-1, 2, 2).astype(float), axis=1) for x in (n.found, n.right))
    sides = np.minimum(a[:, 1], b[:, 1]) - np.maximum(a[:, 0], b[:, 0])
    both = np.prod(np.maximum(sides, 0), axis=1)
    either = np.prod(a[:, 1] - a[:, 0], axis=1) + np.prod(b[:, 1] - b[:, 0], axis=1) - both
    return float(np.mean(np.divide(both, either, out=np.zeros_like(both), where=either != 0)))


REGRESSION: dict[str, Callable[[Numbers], float]] = {
    "FractionVarianceUnexplained": _unexplained,
    "MeanDeviation": lambda n: float(np.mean(np.abs(n.found - n.right))),
    "MeanSquare": _mean_square,
    "RSquared": lambda n: 1 - _unexplained(n),
    "StandardDeviation": lambda n: _mean_square(n) ** 0.5,
}
