"""Pixels made of their neighbours: weighted means along each axis, beyond the border the outermost pixels."""

from __future__ import annotations

import numpy as np


def smoothed(array: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Reals (..., channels) with weights, of odd number, laid along every axis of places in turn."""
    radius = len(weights) // 2
    for axis in range(array.ndim - 1):
        n = array.shape[axis]
        wide = np.pad(array, [(radius, radius) if a == axis else (0, 0) for a in range(array.ndim)], mode="edge")
        front = np.moveaxis(wide, axis, 0)
        total = np.zeros_like(front[:n])
        for k, weight in enumerate(weights.astype(array.dtype)):
            total += weight * front[k : k + n]
        array = np.moveaxis(total, 0, axis)
    return array


def gaussian(radius: int, sigma: float) -> np.ndarray:
    """The discrete kernel of Gaussian smoothing: exp(-t) I_n(t) with t = sigma^2 (T. Lindeberg, 1990).

    The Bessel functions come from their integral over the circle, which sums of equal steps give exactly.
    """
    places = np.arange(-radius, radius + 1)
    angles = np.arange(steps := 64 + 8 * radius + int(8 * sigma)) * (2 * np.pi / steps)
    weights = (np.exp(sigma**2 * (np.cos(angles) - 1)) * np.cos(np.outer(places, angles))).sum(axis=1)
    return np.asarray(weights / weights.sum())


def box(radius: int) -> np.ndarray:
    return np.full(2 * radius + 1, 1 / (2 * radius + 1))
