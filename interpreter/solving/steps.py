"""Steps of initial value problems y' = f(t, y): an explicit Runge-Kutta pair, and an implicit one for stiff systems."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

Slope = Callable[[float, np.ndarray], np.ndarray]
_EPS = float(np.finfo(float).eps)

# J. Dormand and P. Prince, A family of embedded Runge-Kutta formulae (1980): order 5 with an estimate of order 4.
_C = (1 / 5, 3 / 10, 4 / 5, 8 / 9, 1.0)
_A = (
    np.array([1 / 5]),
    np.array([3 / 40, 9 / 40]),
    np.array([44 / 45, -56 / 15, 32 / 9]),
    np.array([19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729]),
    np.array([9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656]),
)
_B = np.array([35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84])
_ERROR = np.array([71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40])
# L. Shampine, Some practical Runge-Kutta formulas (1986): the value in the middle of such a step.
_MIDDLE = np.array(
    [
        6025192743 / 30085553152, 0, 51252292925 / 65400821598, -2691868925 / 45128329728,
        187940372067 / 1594534317056, -1776094331 / 19743644256, 11237099 / 235043384,
    ]
) / 2  # fmt: skip

# E. Hairer and G. Wanner, Solving Ordinary Differential Equations II (1996), chapter IV.8: Radau IIA of order 5.
_ROOT6 = 6**0.5
_NODES = np.array([(4 - _ROOT6) / 10, (4 + _ROOT6) / 10, 1.0])
_STAGES = np.array(
    [
        [(88 - 7 * _ROOT6) / 360, (296 - 169 * _ROOT6) / 1800, (-2 + 3 * _ROOT6) / 225],
        [(296 + 169 * _ROOT6) / 1800, (88 + 7 * _ROOT6) / 360, (-2 - 3 * _ROOT6) / 225],
        [(16 - _ROOT6) / 36, (16 + _ROOT6) / 36, 1 / 9],
    ]
)
_GAMMA = 3 + 3 ** (2 / 3) - 3 ** (1 / 3)  # the reciprocal of the real eigenvalue
_ESTIMATE = np.array([-13 - 7 * _ROOT6, -13 + 7 * _ROOT6, -1.0]) / 3


_SUSPICIOUS = 1.3  # of step times the largest eigenvalue; where exactness alone counts it is far below
_PATIENCE = 25


class Stuck(Exception):
    """The size of steps is zero for all purposes."""


class Undefined(Exception):
    """The slope is no number at some place that cannot be avoided."""


@dataclass
class Path:
    """Where the solution has been: times, states, slopes."""

    t: list[float] = field(default_factory=list)
    y: list[np.ndarray] = field(default_factory=list)
    f: list[np.ndarray] = field(default_factory=list)

    def add(self, t: float, y: np.ndarray, f: np.ndarray) -> None:
        self.t.append(t)
        self.y.append(y)
        self.f.append(f)


Points = list[tuple[float, np.ndarray, np.ndarray]]  # (t, y, f) within a step and at its end


class Stepper:
    """Goes on from (t, y) towards `end`; every step gives the points on its way."""

    def __init__(self, slope: Slope, t: float, y: np.ndarray, end: float, relative: float, absolute: float) -> None:
        self.slope, self.end = slope, end
        self.relative, self.absolute = max(relative, 4 * _EPS), max(absolute, 1e-300)
        self.sign = 1.0 if end >= t else -1.0
        self.most = abs(end - t)
        self.stiff = False  # whether the implicit method is used
        self.may_switch = True
        self.restart(t, y)

    def restart(self, t: float, y: np.ndarray) -> None:
        self.t, self.y, self.f = t, y, self.slope(t, y)
        if not np.isfinite(self.f).all():
            raise Undefined
        self.h = self.first_step()
        self.suspicions = 0

    def norm(self, x: np.ndarray, *states: np.ndarray) -> float:
        scale = self.absolute + self.relative * np.max([np.abs(s) for s in states], axis=0)
        return float(np.sqrt(np.mean(np.abs(x / scale) ** 2))) if len(x) else 0.0

    def first_step(self) -> float:
        size, slope = self.norm(self.y, self.y), self.norm(self.f, self.y)
        h = 0.01 * size / slope if size > 1e-5 and slope > 1e-5 else 1e-6
        h = min(h, self.most)
        ahead = self.y + self.sign * h * self.f
        bend = self.norm(self.slope(self.t + self.sign * h, ahead) - self.f, self.y) / h if h else 0.0
        if not np.isfinite(bend):
            return h
        steep = max(slope, bend)
        return min(100 * h, (0.01 / steep) ** 0.2 if steep > 1e-15 else max(1e-6, h * 1e-3), self.most)

    def step(self) -> Points:
        """One step; raises Stuck."""
        while True:
            h = min(self.h, self.most, abs(self.end - self.t))
            if h <= 4 * _EPS * max(abs(self.t), self.most * 1e-3):
                raise Stuck
            with np.errstate(all="ignore"):
                error, points = self.implicit(self.sign * h) if self.stiff else self.explicit(self.sign * h)
            if error <= 1:
                order = 4 if self.stiff else 5
                growth = 0.9 * error ** (-1 / order) if error > 1e-10 else 10.0
                self.h = h * min(max(growth, 0.2), 8.0)
                last = self.end if h == abs(self.end - self.t) else points[-1][0]
                points[-1] = (last, *points[-1][1:])
                self.t, self.y, self.f = points[-1]
                return points
            self.h = h * (max(0.9 * error**-0.2, 0.2) if np.isfinite(error) else 0.25)

    def explicit(self, h: float) -> tuple[float, Points]:
        t, y, slope = self.t, self.y, self.slope
        k = [self.f]
        for c, a in zip(_C, _A, strict=True):
            k.append(slope(t + c * h, y + h * np.tensordot(a, np.array(k), 1)))
        before = y + h * np.tensordot(_A[-1], np.array(k[:-1]), 1)
        new = y + h * np.tensordot(_B, np.array(k), 1)
        end = slope(t + h, new)
        k.append(end)
        slopes = np.array(k)
        if not np.isfinite(slopes).all():
            return np.inf, []
        error = self.norm(h * np.tensordot(_ERROR, slopes, 1), y, new)
        if error > 1:
            return error, []
        self.watch(h, end - k[-2], new - before)
        middle = y + h * np.tensordot(_MIDDLE, slopes, 1)
        between = slope(t + h / 2, middle)
        points = [(t + h / 2, middle, between)] if np.isfinite(between).all() else []
        return error, [*points, (t + h, new, end)]

    def watch(self, h: float, bend: np.ndarray, move: np.ndarray) -> None:
        """Goes over to the implicit method where stability keeps steps short for long."""
        size = float(np.linalg.norm(move))
        self.suspicions += 1 if size and abs(h) * float(np.linalg.norm(bend)) > _SUSPICIOUS * size else -self.suspicions
        if self.suspicions >= _PATIENCE and self.may_switch:
            self.stiff = True

    def jacobian(self) -> np.ndarray:
        n = len(self.y)
        columns = []
        for i in range(n):
            moved = self.y.copy()
            step = _EPS**0.5 * max(abs(moved[i]), 1e-5)
            moved[i] += step
            columns.append((self.slope(self.t, moved) - self.f) / step)
        return np.array(columns).T

    def implicit(self, h: float) -> tuple[float, Points]:
        n, y, t = len(self.y), self.y, self.t
        jacobian = self.jacobian()
        if not np.isfinite(jacobian).all():
            return np.inf, []
        matrix = np.eye(3 * n) - h * np.kron(_STAGES, jacobian)
        z = np.zeros((3, n), dtype=y.dtype)
        before, done = np.inf, False
        for _ in range(12):
            slopes = np.array([self.slope(t + c * h, y + row) for c, row in zip(_NODES, z, strict=True)])
            if not np.isfinite(slopes).all():
                return np.inf, []
            residual = (z - h * _STAGES @ slopes).ravel()
            try:
                change = np.linalg.solve(matrix, -residual).reshape(3, n)
            except np.linalg.LinAlgError:
                return np.inf, []
            z = z + change
            size = self.norm(change.ravel(), np.tile(y, 3))
            if size < 0.01 or size <= 1e-14:
                done = True
                break
            if size > 2 * before:
                break
            before = size
        if not done:
            return np.inf, []
        ends = [y + row for row in z]
        slopes = [self.slope(t + c * h, row) for c, row in zip(_NODES, ends, strict=True)]
        left = self.f + np.tensordot(_ESTIMATE, z, 1) / h
        try:
            error = np.linalg.solve(np.eye(n) * _GAMMA / h - jacobian, left)
        except np.linalg.LinAlgError:
            return np.inf, []
        points = [(t + c * h, row, s) for c, row, s in zip(_NODES, ends, slopes, strict=True)]
        return max(self.norm(error, y, ends[-1]), 1e-12), points


def hermite(a: tuple[float, Any, Any], b: tuple[float, Any, Any], t: float) -> np.ndarray:
    """The state between two points, by the cubic with their values and slopes."""
    h = b[0] - a[0]
    s = (t - a[0]) / h
    rise: np.ndarray = b[1] - a[1]
    start, end = h * a[2] - rise, rise - h * b[2]
    found: np.ndarray = a[1] + s * rise + s * (1 - s) * ((1 - s) * start + s * end)
    return found
