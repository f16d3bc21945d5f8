"""Functions through data: piecewise polynomials on grids, their derivatives and their integrals.

Every axis of a grid turns a place into weights for a few neighbouring coefficients; a value is the sum of the
coefficients, each times its weights along all axes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import comb, factorial
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Axis:
    """Between breaks[i] and breaks[i + 1], the weight of coefficient starts[i] + j is the polynomial bases[i, :, j] in
    (x - breaks[i])/widths[i]."""

    breaks: np.ndarray
    widths: np.ndarray
    starts: np.ndarray
    bases: np.ndarray

    @property
    def degree(self) -> int:
        return self.bases.shape[1] - 1

    def places(self, x: np.ndarray) -> np.ndarray:
        """The pieces in which the numbers are; a break belongs to the piece before it."""
        return np.clip(np.searchsorted(self.breaks, x, side="left") - 1, 0, len(self.starts) - 1)

    def weights(self, x: np.ndarray, order: int) -> tuple[np.ndarray, np.ndarray]:
        """(numbers of coefficients, their weights in the derivative of that order), a row for every place."""
        i = self.places(x)
        t = (x - self.breaks[i]) / self.widths[i]
        powers = np.zeros((len(x), self.degree + 1))
        for p in range(order, self.degree + 1):
            powers[:, p] = factorial(p) // factorial(p - order) * t ** (p - order)
        rows = np.einsum("np,npw->nw", powers, self.bases[i]) / self.widths[i, None] ** order
        return self.starts[i, None] + np.arange(self.bases.shape[2]), rows


def windows(count: int, points: int) -> np.ndarray:
    """The first point of those that the polynomial between the points i and i + 1 goes through, as many as possible
    to either side."""
    return np.clip(np.arange(max(count - 1, 1)) - (points - 2) // 2, 0, count - points)


def polynomial_axis(nodes: np.ndarray, order: int, given: int) -> Axis:
    """Polynomials through neighbouring points, of which `given` numbers are known: value, derivative, ...."""
    points = min(-(-(order + 1) // given), len(nodes))
    starts = windows(len(nodes), points)
    left = nodes[: len(starts)]
    widths = np.diff(nodes) if len(nodes) > 1 else np.ones(1)
    t = (nodes[starts[:, None] + np.arange(points)] - left[:, None]) / widths[:, None]
    size = points * given
    conditions = np.zeros((len(starts), points, given, size))
    for r in range(given):
        for p in range(r, size):
            conditions[:, :, r, p] = factorial(p) // factorial(p - r) * t ** (p - r) / widths[:, None] ** r
    bases = np.linalg.inv(conditions.reshape(len(starts), size, size))
    return Axis(nodes if len(nodes) > 1 else np.append(nodes, nodes + 1), widths, starts * given, bases)


def spline_axis(nodes: np.ndarray, degree: int) -> tuple[Axis, np.ndarray]:
    """Splines with as many coefficients as nodes, and the matrix that takes coefficients to the values at the nodes.

    Knots are the nodes (halfway between them for even degrees) without those next to the ends: C. de Boor, A Practical
    Guide to Splines (1978), chapter XIII.
    """
    n, half = len(nodes), (degree + 1) // 2
    inner = nodes[half : n - half] if degree % 2 else ((nodes[1:] + nodes[:-1]) / 2)[half : n - 1 - half]
    knots = np.concatenate([[nodes[0]] * (degree + 1), inner, [nodes[-1]] * (degree + 1)])
    breaks = np.concatenate([nodes[:1], inner, nodes[-1:]])
    widths = np.diff(breaks)
    t = np.linspace(0, 1, degree + 1)
    to_powers = np.linalg.inv(t[:, None] ** np.arange(degree + 1))
    bases = []
    for i, (left, width) in enumerate(zip(breaks, widths, strict=False)):
        values = _splines(knots, degree, i + degree, left + width * t)
        bases.append(to_powers @ values)
    axis = Axis(breaks, widths, np.arange(len(widths)), np.array(bases))
    matrix = np.zeros((n, n))
    columns, rows = axis.weights(nodes, 0)
    np.put_along_axis(matrix, columns, rows, axis=1)
    return axis, matrix


def _splines(knots: np.ndarray, degree: int, i: int, x: np.ndarray) -> np.ndarray:
    """The values of the degree + 1 splines that do not vanish between knots i and i + 1, a row for every x."""
    values = np.ones((len(x), 1))
    for k in range(1, degree + 1):
        new = np.zeros((len(x), k + 1))
        for j in range(k):
            left, right = knots[i - k + 1 + j], knots[i + 1 + j]
            share = values[:, j] / (right - left)
            new[:, j] += (right - x) * share
            new[:, j + 1] += (x - left) * share
        values = new
    return values


def combined(axes: Sequence[Axis], coefficients: np.ndarray, x: np.ndarray, orders: Sequence[int]) -> np.ndarray:
    """The values at the rows of x, with derivatives of these orders along the axes."""
    found = [axis.weights(x[:, d], orders[d]) for d, axis in enumerate(axes)]
    dimensions, n = len(axes), len(x)
    index = tuple(
        columns.reshape(n, *[-1 if e == d else 1 for e in range(dimensions)]) for d, (columns, _) in enumerate(found)
    )
    values = coefficients[index]
    for _, rows in found:
        values = np.einsum("nw,nw...->n...", rows, values)
    return values


def integrated(axis: Axis, coefficients: np.ndarray) -> tuple[Axis, np.ndarray]:
    """The integral from the first break on, as polynomials whose own coefficients are the coefficients."""
    window = coefficients[axis.starts[:, None] + np.arange(axis.bases.shape[2])]
    pieces = np.einsum("ipw,iw...->ip...", axis.bases, window)
    count, size = pieces.shape[:2]
    tail = (1,) * (pieces.ndim - 2)
    whole = np.zeros((count, size + 1, *pieces.shape[2:]), pieces.dtype)
    powers = np.arange(1, size + 1).reshape(1, size, *tail)
    whole[:, 1:] = pieces * axis.widths.reshape(count, 1, *tail) / powers
    whole[1:, 0] = np.cumsum(whole[:-1].sum(axis=1), axis=0)
    bases = np.broadcast_to(np.eye(size + 1), (count, size + 1, size + 1))
    starts = np.arange(count) * (size + 1)
    return Axis(axis.breaks, axis.widths, starts, bases), whole.reshape(count * (size + 1), *pieces.shape[2:])


# ---- exact arithmetic ------------------------------------------------------------------------------------------------


def exact_weights(
    nodes: Sequence[Fraction], order: int, given: int, x: Fraction, derivative: int
) -> tuple[int, list[Fraction]]:
    """(number of the first coefficient, weights) of one axis of polynomials through neighbouring points."""
    points = min(-(-(order + 1) // given), len(nodes))
    i = max(sum(z < x for z in nodes[1:-1]), 0)
    start = int(windows(len(nodes), points)[min(i, max(len(nodes) - 2, 0))])
    t = [z - x for z in nodes[start : start + points]]
    size = points * given
    conditions = [
        [comb(p, r) * factorial(r) * z ** (p - r) if p >= r else Fraction(0) for p in range(size)]
        for z in t
        for r in range(given)
    ]
    # The derivative at x is a coefficient of the polynomial around x: one row of the inverse matrix.
    right = [Fraction(factorial(derivative) * (p == derivative)) for p in range(size)]
    return start * given, _solved([list(column) for column in zip(*conditions, strict=True)], right)


def _solved(matrix: list[list[Fraction]], right: list[Fraction]) -> list[Fraction]:
    rows = [[*row, b] for row, b in zip(matrix, right, strict=True)]
    n = len(rows)
    for c in range(n):
        pivot = next(r for r in range(c, n) if rows[r][c])
        rows[c], rows[pivot] = rows[pivot], rows[c]
        rows[c] = [v / rows[c][c] for v in rows[c]]
        for r in range(n):
            if r != c and rows[r][c]:
                factor = rows[r][c]
                rows[r] = [a - factor * b for a, b in zip(rows[r], rows[c], strict=True)]
    return [row[n] for row in rows]


def fraction(x: Any) -> Fraction | None:
    """An exact real number of the language as a Fraction."""
    if type(x) is int:
        return Fraction(x)
    return Fraction(x.p, x.q) if hasattr(x, "p") else None
