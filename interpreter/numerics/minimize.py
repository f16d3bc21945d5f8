"""The least value of a smooth function of many variables."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

import numpy as np

Objective = Callable[[np.ndarray], tuple[float, np.ndarray]]

_MEMORY = 10  # steps whose curvature is remembered
_DECREASE, _CURVATURE = 1e-4, 0.9  # the conditions of Wolfe, with the constants of Nocedal and Wright
_SEARCHES = 40


def minimize(objective: Objective, start: np.ndarray, tolerance: float = 1e-8, most: int = 500) -> np.ndarray:
    """Where an objective, which gives value and gradient, is least near a start: the L-BFGS method.

    It ends when no component of the gradient is larger than the tolerance times 1 + |value|, or when no step lowers
    the value any more.  J. Nocedal and S. Wright, Numerical Optimization (2006), algorithms 7.4 and 7.5.
    """
    x = start
    value, gradient = objective(x)
    steps: deque[tuple[np.ndarray, np.ndarray, float]] = deque(maxlen=_MEMORY)
    for _ in range(most):
        if np.abs(gradient).max(initial=0.0) <= tolerance * (1 + abs(value)):
            break
        direction = _direction(gradient, steps)
        first = 1.0 if steps else min(1.0, 1 / float(np.abs(gradient).sum()))
        found = _line_search(objective, x, value, gradient, direction, first)
        if found is None:
            break
        new, value, new_gradient = found
        step, change = new - x, new_gradient - gradient
        curvature = float(step @ change)
        if curvature > 0:
            steps.append((step, change, 1 / curvature))
        x, gradient = new, new_gradient
    return x


def _direction(gradient: np.ndarray, steps: deque[tuple[np.ndarray, np.ndarray, float]]) -> np.ndarray:
    """Down the gradient, times what the last steps tell of the inverse of the second derivative."""
    d = -gradient
    shares = []
    for step, change, rho in reversed(steps):
        share = rho * float(step @ d)
        shares.append(share)
        d = d - share * change
    if steps:
        step, change, rho = steps[-1]
        d = d / (rho * float(change @ change))
    for (step, change, rho), share in zip(steps, reversed(shares), strict=True):
        d = d + (share - rho * float(change @ d)) * step
    return d


def _line_search(
    objective: Objective, x: np.ndarray, value: float, gradient: np.ndarray, direction: np.ndarray, length: float
) -> tuple[np.ndarray, float, np.ndarray] | None:
    """A point along the direction that meets the conditions of Wolfe, by bisection; None if no step goes down."""
    slope = float(gradient @ direction)
    low, high = 0.0, np.inf
    best = None
    for _ in range(_SEARCHES):
        new = x + length * direction
        new_value, new_gradient = objective(new)
        if not new_value <= value + _DECREASE * length * slope:  # NaN goes here, too
            high = length
        elif float(new_gradient @ direction) < _CURVATURE * slope:
            best, low = (new, new_value, new_gradient), length
        else:
            return new, new_value, new_gradient
        length = 2 * low if high == np.inf else (low + high) / 2
    return best
