"""Integrals to infinity of what goes up and down like a sine: half a wave at a time, and what the sums tend to."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from .. import symbols as S
from ..expr import Expr, expr
from ..substitution import contains
from .formula import Formula, machine_value
from .quadrature import Found, Range, Values, integral

_WAVES = frozenset((S.Sin, S.Cos))
_PIECES, _MOST_INSIDE = 40, 200  # half waves; pieces within one


def frequency(e: Any, variable: Any, session: Any) -> float | None:
    """|a| where the waves in e are Sin[a x + b] and Cos[a x + b] with one a; None where there are none, or others."""
    found: set[float] = set()
    stack = [e]
    while stack:
        x = stack.pop()
        if not isinstance(x, Expr) or not contains(x, variable):
            continue
        if x.head in _WAVES and len(x) == 1:
            slope = machine_value(session.evaluate_expr(expr(S.D, x.args[0], variable)), session)
            if type(slope) is not float or not slope:
                return None
            found.add(abs(slope))
        stack.extend(x.args)
    return found.pop() if len(found) == 1 else None


def oscillating(formula: Formula, ends: Range, wave: float, relative: float, absolute: float) -> Found:
    """The integral over one range of which an end lies at infinity."""

    def forwards(x: np.ndarray) -> np.ndarray:
        return formula.array([x])

    def backwards(x: np.ndarray) -> np.ndarray:
        return formula.array([-x])

    if math.isinf(ends[0]) and math.isinf(ends[1]):
        ends = (ends[0], 0.0, *ends[1:])
    found = Found()
    for a, b in zip(ends, ends[1:]):
        low, high = sorted((a, b))
        if math.isinf(high):
            part = _to_infinity(forwards, low, wave, relative, absolute)
        elif math.isinf(low):
            part = _to_infinity(backwards, -high, wave, relative, absolute)
        else:
            part = integral(forwards, low, high, relative, absolute, 1, _MOST_INSIDE)
        found.add(part, 1 if a < b else -1)
    return found


def _to_infinity(f: Values, start: float, wave: float, relative: float, absolute: float) -> Found:
    found, sums = Found(), []
    for k in range(_PIECES):
        ends = (start + k * math.pi / wave, start + (k + 1) * math.pi / wave)
        found.add(integral(f, *ends, relative / 10, absolute, 1, _MOST_INSIDE))
        sums.append(found.value)
    found.value, error = _limit(sums)
    found.error += error
    return found


def _limit(sums: list[Any]) -> tuple[Any, float]:
    """What sums tend to, and how far the last two estimates are apart: the epsilon algorithm (P. Wynn, 1956)."""
    before, column = [0.0] * (len(sums) + 1), list(sums)
    best, apart = sums[-1], abs(sums[-1] - sums[-2])
    previous = best
    while len(column) > 2:
        for _ in range(2):
            steps = [b - a for a, b in zip(column, column[1:])]
            if 0 in steps:
                return best, apart
            before, column = column, [p + 1 / s for p, s in zip(before[1:], steps)]
        estimate = column[-1]
        if abs(estimate - previous) < apart:
            best, apart = estimate, abs(estimate - previous)
        previous = estimate
    return best, float(apart)
