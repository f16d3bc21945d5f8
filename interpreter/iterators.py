"""The values of iterators that count: from a by steps up to b."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from . import symbols as S
from .expr import Expr
from .numerics.arithmetic import add, multiply
from .numerics.numbers import REAL_TYPES, BigReal, as_fraction

_FINE = 10**10  # what part of a step is forgiven at the end
_GREAT = 10**300
_MOST = 2**40  # values of a list that no machine holds


class IteratorError(Exception):
    """An iterator specification that cannot be used: (tag, arguments of the message)."""


def count_up(a: Any, b: Any, step: Any, spec: Any) -> Iterable[Any]:
    """a, a + step, ... up to b; raises IteratorError for bounds that are no real numbers."""
    if type(b) is Expr and b.head is S.DirectedInfinity and b.args == (1,) and type(a) is int and type(step) is int:
        from itertools import count

        return count(a, step)
    if type(a) is int and type(step) is int and step and type(b) in REAL_TYPES:
        if type(b) is not int:
            p, q = as_fraction(b)
            b = p // q if step > 0 else -(-p // q)
        return range(a, b + (1 if step > 0 else -1), step)
    if not all(type(x) in REAL_TYPES for x in (a, b, step)) or (type(step) is int and step == 0):
        raise IteratorError("iterb", spec)
    return _general_range(a, b, step, spec)


def _general_range(a: Any, b: Any, step: Any, spec: Any) -> list[Any]:
    """Values of a real or rational iterator: a + k step up to b, with some give for rounding."""
    (p, q), (r, s), (t, u) = as_fraction(a), as_fraction(b), as_fraction(step)
    if not t:
        return []
    above, below = (r * q - p * s) * u, t * q * s  # (b - a)/step
    if above * below < 0:
        return []
    above, below = abs(above), abs(below)
    n = (above * _FINE + below) // (below * _FINE)
    if n >= _MOST:
        raise IteratorError("iterb", spec)
    if float in (type(a), type(step)) and _is_machine(a) and _is_machine(step):
        start, by = float(a), float(step)
        return [start + k * by for k in range(n + 1)]
    return [add(a, multiply(k, step)) for k in range(n + 1)]


def _is_machine(x: Any) -> bool:
    """Whether a machine number is as great as x."""
    return type(x) is float or (type(x) is not BigReal and abs(as_fraction(x)[0]) < _GREAT * as_fraction(x)[1])
