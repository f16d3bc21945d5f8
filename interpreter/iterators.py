"""The values of iterators that count: from a by steps up to b."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil, floor
from typing import Any

from . import symbols as S
from .expr import Expr
from .numerics.numbers import REAL_TYPES, Rational, rational


class IteratorError(Exception):
    """An iterator specification that cannot be used: (tag, arguments of the message)."""


def count_up(a: Any, b: Any, step: Any, spec: Any) -> Iterable[Any]:
    """a, a + step, ... up to b; raises IteratorError for bounds that are no real numbers."""
    if type(b) is Expr and b.head is S.DirectedInfinity and b.args == (1,) and type(a) is int and type(step) is int:
        from itertools import count

        return count(a, step)
    if type(a) is int and type(step) is int and step and type(b) in REAL_TYPES:
        if type(b) is not int:
            f = b.p / b.q if type(b) is Rational else float(b)
            b = floor(f) if step > 0 else ceil(f)
        return range(a, b + (1 if step > 0 else -1), step)
    if not all(type(x) in REAL_TYPES for x in (a, b, step)) or (type(step) is int and step == 0):
        raise IteratorError("iterb", spec)
    return _general_range(a, b, step)


def _general_range(a: Any, b: Any, step: Any) -> list[Any]:
    """Values of a real or rational iterator: a + k step up to b, with some give for rounding."""
    fa, fb, fs = float(a), float(b), float(step)
    if fs == 0:
        return []
    n = int((fb - fa) / fs + 1e-10)
    if (fb - fa) / fs < 0:
        return []
    if float in (type(a), type(step)):
        return [fa + k * fs for k in range(n + 1)]
    a_, s_ = (x if type(x) is Rational else Rational(x, 1) for x in (a, step))
    return [rational(a_.p * s_.q + k * s_.p * a_.q, a_.q * s_.q) for k in range(n + 1)]
