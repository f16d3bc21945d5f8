"""Integrals of formulas over intervals and boxes, by halving the pieces where two rules differ most."""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from ..numerics.bigreals import context
from .formula import Formula, SolvingError
from .newton import mp_number

Values = Callable[[np.ndarray], np.ndarray]  # at points
Range = tuple[float, ...]  # ends, and points between them where something happens

_COARSE, _FINE = 10, 21  # points of the two Gauss rules
_FIRST, _MOST, _MOST_INSIDE = 4, 2000, 200  # pieces at first and at last; of an integral within another
_SMALLEST = 1e-13  # of a piece
_ROUNDING = 64 * np.finfo(float).eps


@cache
def _rules() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(points of both rules on [-1, 1], weights of the coarse one, weights of the fine one)."""
    (x, v), (y, w) = (np.polynomial.legendre.leggauss(n) for n in (_COARSE, _FINE))
    return np.concatenate([x, y]), np.append(v, np.zeros(_FINE)), np.append(np.zeros(_COARSE), w)


def _pieces(low: float, high: float) -> tuple[float, float, Values]:
    """What [low, high] becomes on [0, 1] or [-1, 1]: (ends, (points) -> x and dx), so that ends may lie at infinity and
    functions may be infinite there: t^2 (3 - 2 t) goes slowly from 0 and to 1."""
    if math.isinf(low) and math.isinf(high):
        return -1.0, 1.0, lambda t: np.stack([t / (1 - t * t), (1 + t * t) / (1 - t * t) ** 2])
    if math.isinf(high):
        return 0.0, 1.0, lambda t: np.stack([low + (t / (1 - t)) ** 2, 2 * t / (1 - t) ** 3])
    if math.isinf(low):
        return 0.0, 1.0, lambda t: np.stack([high - (t / (1 - t)) ** 2, 2 * t / (1 - t) ** 3])
    width = high - low
    return 0.0, 1.0, lambda t: np.stack([low + width * t * t * (3 - 2 * t), width * 6 * t * (1 - t)])


@dataclass
class Found:
    """An integral: its value, an estimate of the error, how many points there were and at how many of them f had no
    value, one of those, and whether pieces had to become too small to believe in the sum."""

    value: Any = 0.0
    error: float = 0.0
    points: int = 0
    lost: int = 0
    odd: float | None = None
    endless: bool = False

    def add(self, other: Found, sign: int = 1) -> None:
        self.value, self.error = self.value + sign * other.value, self.error + other.error
        self.notice(other)

    def notice(self, other: Found) -> None:
        self.points, self.lost = self.points + other.points, self.lost + other.lost
        self.odd, self.endless = self.odd if other.odd is None else other.odd, self.endless or other.endless


def integral(f: Values, low: float, high: float, relative: float, absolute: float, first: int, most: int) -> Found:
    """The integral of f from low to high."""
    start, end, places = _pieces(low, high)
    nodes, coarse, fine = _rules()
    found = Found()

    def piece(a: float, b: float) -> tuple[float, float, float, Any]:
        t = (a + b) / 2 + (b - a) / 2 * nodes
        with np.errstate(all="ignore"):
            x, dx = places(t)
            y = f(x) * dx
        odd = ~np.isfinite(y)
        found.points += len(x)
        if odd.any():
            found.lost += int(odd.sum())
            found.odd, y = float(x[odd][0]), np.where(odd, 0, y)
        rough, value = (b - a) / 2 * (y @ coarse), (b - a) / 2 * (y @ fine)
        floor = _ROUNDING * (b - a) / 2 * float(np.abs(y) @ fine)
        found.endless = found.endless or b - a < _SMALLEST
        return -max(float(abs(value - rough)), floor), a, b, value

    edges = np.linspace(start, end, first + 1).tolist()
    heap = [piece(a, b) for a, b in zip(edges, edges[1:])]
    heapq.heapify(heap)
    while len(heap) < most:
        total, error = sum(p[3] for p in heap), -sum(p[0] for p in heap)
        if error <= max(absolute, relative * float(abs(total))):
            break
        _, a, b, _ = heapq.heappop(heap)
        middle = (a + b) / 2
        for half in ((a, middle), (middle, b)):
            heapq.heappush(heap, piece(*half))
    found.value, found.error = sum(p[3] for p in heap), -sum(p[0] for p in heap)
    return found


def over(formula: Formula, ranges: list[Range], relative: float, absolute: float) -> Found:
    """The integral over a box, the last range inside."""
    first = _FIRST if len(ranges) == 1 else 1

    def inner(fixed: list[float], left: list[Range], most: int) -> Found:
        whole = Found()

        def values(x: np.ndarray) -> np.ndarray:
            if len(left) == 1:
                return formula.array([*(np.full(len(x), v) for v in fixed), x])
            parts = [inner([*fixed, point], left[1:], _MOST_INSIDE) for point in x.tolist()]
            for part in parts:
                whole.notice(part)
            return np.array([part.value for part in parts])

        for a, b in zip(left[0], left[0][1:]):
            if a != b:
                whole.add(integral(values, *sorted((a, b)), relative, absolute, first, most), 1 if a < b else -1)
        return whole

    return inner([], ranges, _MOST)


def with_digits(formula: Formula, ends: Range, digits: float) -> Any:
    """The integral over one range as a number of many digits."""
    work = digits + 10
    c = context(work)

    def value(x: Any) -> Any:
        found = formula.digits([x], work)
        if found is None:
            raise SolvingError("inumr", formula.e, formula.variables[0], float(x))
        return found

    return mp_number(c.quad(value, [c.mpf(x) for x in ends]), digits)
