"""Functions of several arguments for elementwise and threading layers: arithmetic, extremes, choices, comparisons.

Truth is 1 and falsehood 0, as everywhere among numbers; a test holds where its value is not 0.
"""

from collections.abc import Callable
from math import e, pi, sqrt
from typing import Any

from .functions import alias, several


def _fold(combine: Callable) -> Callable:
    def value(xp: Any, *x: Any) -> Any:
        total = x[0]
        for other in x[1:]:
            total = combine(xp, total, other)
        return total

    return value


def _times_slopes(xp: Any, y: Any, *x: Any) -> tuple:
    return tuple(_fold(lambda xp, a, b: a * b)(xp, 1.0, *x[:i], *x[i + 1 :]) for i in range(len(x)))


def _power_slopes(xp: Any, y: Any, x: Any, n: Any) -> tuple:
    logarithm = xp.log(xp.where(x > 0, x, 1.0))
    return n * xp.where(n == 0, 0.0, xp.power(x, xp.where(n == 0, 1.0, n - 1))), y * logarithm


def _winners(xp: Any, y: Any, x: tuple) -> list:
    """For every argument where it is the result; the first of equal ones only."""
    left = xp.ones_like(y, dtype=bool)
    wins = []
    for a in x:
        wins.append((a == y) & left)
        left = left & ~wins[-1]
    return wins


def _min_slopes(xp: Any, y: Any, *x: Any) -> tuple:
    return tuple(_winners(xp, y, x))


def _max_slopes(xp: Any, y: Any, *x: Any) -> tuple:
    return tuple(reversed(_winners(xp, y, x[::-1])))


def _clip_slopes(xp: Any, y: Any, x: Any, low: Any = -1.0, high: Any = 1.0) -> tuple:
    return ((x > low) & (x <= high), x <= low, x > high)


def _compare(test: Callable) -> Callable:
    def value(xp: Any, *x: Any) -> Any:
        return _fold(lambda xp, a, b: a & b)(xp, *(test(a, b) for a, b in zip(x, x[1:])))

    return value


def _truth(x: Any) -> Any:
    return x != 0


def _choice(xp: Any, *x: Any) -> Any:
    """Which[test, value, ...]: the first value whose test holds; an odd last argument is the default, else 0."""
    y = x[-1] if len(x) % 2 else 0.0
    for test, value in reversed(list(zip(x[0::2], x[1::2]))):
        y = xp.where(_truth(test), value, y)
    return y


def _choice_slopes(xp: Any, y: Any, *x: Any) -> tuple:
    left = True
    slopes: list = []
    for test, _ in zip(x[0::2], x[1::2]):
        slopes += [None, _truth(test) & left]
        left = left & (test == 0)
    return (*slopes, left) if len(x) % 2 else tuple(slopes)


def _threshold(xp: Any, x: Any, limit: Any = 1e-10) -> Any:
    return xp.where(xp.abs(x) < limit, 0.0, x)


def _none(xp: Any, y: Any, *x: Any) -> tuple:
    return (None,) * len(x)


several("Plus", _fold(lambda xp, a, b: a + b), lambda xp, y, *x: (1.0,) * len(x))
several("Times", _fold(lambda xp, a, b: a * b), _times_slopes)
several("Subtract", lambda xp, a, b: a - b, lambda xp, y, a, b: (1.0, -1.0), 2, 2)
several("Divide", lambda xp, a, b: a / b, lambda xp, y, a, b: (1 / b, -y / b), 2, 2)
several("Power", lambda xp, a, b: xp.power(a, b), _power_slopes, 2, 2)
several(
    "Surd",
    lambda xp, a, n: xp.where(n % 2 != 0, xp.sign(a), 1.0) * xp.power(xp.where(n % 2 != 0, xp.abs(a), a), 1 / n),
    lambda xp, y, a, n: (y / (n * a), None),
    2,
    2,
)
several("Max", _fold(lambda xp, a, b: xp.maximum(a, b)), _max_slopes)
several("Min", _fold(lambda xp, a, b: xp.minimum(a, b)), _min_slopes)
several(
    "Clip",
    lambda xp, x, low=-1.0, high=1.0: xp.minimum(xp.maximum(x, low), high),
    _clip_slopes,
    1,
    3,
)
several("Mod", lambda xp, a, m: a - m * xp.floor(a / m), lambda xp, y, a, m: (1.0, -xp.floor(a / m)), 2, 2)
several(
    "ArcTan",
    lambda xp, a, b=None: xp.arctan(a) if b is None else xp.arctan2(b, a),
    lambda xp, y, a, b=None: (
        (1 / (1 + a * a),) if b is None else (-b / (a * a + b * b), a / (a * a + b * b))
    ),
    1,
    2,
)
several(
    "Log",
    lambda xp, a, b=None: xp.log(a) if b is None else xp.log(b) / xp.log(a),
    lambda xp, y, a, b=None: (1 / a,) if b is None else (-y / (a * xp.log(a)), 1 / (b * xp.log(a))),
    1,
    2,
)
several("Threshold", _threshold, lambda xp, y, x, limit=1e-10: (y != 0, None), 1, 2)
alias("Threshold", "Chop")
several("If", _choice, _choice_slopes, 2, 3)
several("Which", _choice, _choice_slopes, 2)
several("Piecewise", _choice, _choice_slopes, 1)
several("And", lambda xp, *x: _fold(lambda xp, a, b: a & b)(xp, *map(_truth, x)), _none)
several("Or", lambda xp, *x: _fold(lambda xp, a, b: a | b)(xp, *map(_truth, x)), _none)
several("Equal", _compare(lambda a, b: a == b), _none, 2)
several("Unequal", _compare(lambda a, b: a != b), _none, 2)
several("Less", _compare(lambda a, b: a < b), _none, 2)
several("LessEqual", _compare(lambda a, b: a <= b), _none, 2)
several("Greater", _compare(lambda a, b: a > b), _none, 2)
several("GreaterEqual", _compare(lambda a, b: a >= b), _none, 2)
CONSTANTS = {"Pi": pi, "E": e, "Degree": pi / 180, "GoldenRatio": (1 + sqrt(5)) / 2, "True": 1.0, "False": 0.0}
