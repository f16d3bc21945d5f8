"""Arithmetic of intervals: sets of real numbers as lists of pairs (low, high) in ascending order.

Inexact ends are moved outwards by a bit, so that a result holds all values that it stands for.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from .. import symbols as S
from ..expr import Expr
from .inequality import order_of
from .infinities import INFINITY, MINUS_INFINITY, is_infinite
from .numbers import REAL_TYPES, Rational
from .numeric import real_value

Pair = tuple[Any, Any]


class NoInterval(Exception):
    """The values are not known, or are not real."""


class Reckoner:
    """Interval arithmetic in a session, which evaluates and compares the ends."""

    def __init__(self, session: Any) -> None:
        self.session, self.evaluate = session, session.evaluate_expr

    def order(self, a: Any, b: Any) -> int:
        found = order_of(a, b, self.session)
        if type(found) is not int:
            raise NoInterval
        return found

    def least(self, values: Sequence[Any]) -> Any:
        found = values[0]
        for v in values[1:]:
            found = v if self.order(v, found) < 0 else found
        return found

    def greatest(self, values: Sequence[Any]) -> Any:
        found = values[0]
        for v in values[1:]:
            found = v if self.order(v, found) > 0 else found
        return found

    def united(self, pairs: Iterable[Pair]) -> list[Pair]:
        """Pairs in order, those that overlap or touch joined."""
        rest = [(a, b) if self.order(a, b) <= 0 else (b, a) for a, b in pairs]
        out: list[Pair] = []
        while rest:
            first = rest[0]
            for p in rest[1:]:
                if self.order(p[0], first[0]) < 0:
                    first = p
            rest.remove(first)
            if out and self.order(first[0], out[-1][1]) <= 0:
                out[-1] = (out[-1][0], self.greatest((out[-1][1], first[1])))
            else:
                out.append(first)
        return out

    def common(self, xs: list[Pair], ys: list[Pair]) -> list[Pair]:
        pairs = [(self.greatest((a, c)), self.least((b, d))) for a, b in xs for c, d in ys]
        return self.united([p for p in pairs if self.order(*p) <= 0])

    def call(self, f: Any, *args: Any) -> Any:
        value = self.evaluate(Expr(f, args))
        if not is_infinite(value) and real_value(value, self.session) is None:
            raise NoInterval
        return value

    def outwards(self, low: Any, high: Any) -> Pair:
        return _moved(low, -math.inf), _moved(high, math.inf)

    # ---- operations --------------------------------------------------------------------------------------------------

    def plus(self, x: Pair, y: Pair) -> Pair:
        return self.outwards(self.call(S.Plus, x[0], y[0]), self.call(S.Plus, x[1], y[1]))

    def times(self, x: Pair, y: Pair) -> Pair:
        ends = [self.product(a, b) for a in x for b in y]
        return self.outwards(self.least(ends), self.greatest(ends))

    def product(self, a: Any, b: Any) -> Any:
        zero = any(not is_infinite(v) and self.order(v, 0) == 0 for v in (a, b))
        return 0 if zero and (is_infinite(a) or is_infinite(b)) else self.call(S.Times, a, b)

    def power(self, x: Pair, n: Any) -> list[Pair]:
        """x^n for an exact rational n."""
        low, high = x
        if n == 0:
            return [(1, 1)]
        if (n if type(n) is int else n.p) < 0:
            positive = self.power(x, -n)
            return [p for q in positive for p in self.reciprocal(q)]
        if type(n) is Rational:
            if self.order(low, 0) < 0:
                raise NoInterval
            return [self.outwards(self.call(S.Power, low, n), self.call(S.Power, high, n))]
        ends = [self.call(S.Power, low, n), self.call(S.Power, high, n)]
        if n % 2 == 0 and self.order(low, 0) < 0 < self.order(high, 0):
            return [(0, _moved(self.greatest(ends), math.inf))]
        return [self.outwards(self.least(ends), self.greatest(ends))]

    def reciprocal(self, x: Pair) -> list[Pair]:
        low, high = x
        below, above = self.order(low, 0), self.order(high, 0)
        one_over = [0 if is_infinite(v) else v if self.order(v, 0) == 0 else self.call(S.Power, v, -1) for v in x]
        if below > 0 or above < 0:
            return [self.outwards(one_over[1], one_over[0])]
        if below == 0 == above:
            raise NoInterval
        left = [(MINUS_INFINITY, _moved(one_over[0], math.inf))] if below < 0 else []
        right = [(_moved(one_over[1], -math.inf), INFINITY)] if above > 0 else []
        return left + right

    def rising(self, f: Any, x: Pair) -> Pair:
        return self.outwards(self.call(f, x[0]), self.call(f, x[1]))

    def wave(self, f: Any, x: Pair, top: float) -> Pair:
        """Sine or cosine: 1 at top + 2 Pi k, -1 half a turn away."""
        low, high = x
        if is_infinite(low) or is_infinite(high):
            return (-1, 1)
        a, b = (float(real_value(v, self.session)) for v in x)
        ends = [self.call(f, low), self.call(f, high)]
        turn = 2 * math.pi
        has_top = math.floor((b - top) / turn) >= math.ceil((a - top) / turn)
        has_bottom = math.floor((b - top) / turn - 0.5) >= math.ceil((a - top) / turn - 0.5)
        least, greatest = self.outwards(self.least(ends), self.greatest(ends))
        return (-1 if has_bottom else self.greatest((-1, least)), 1 if has_top else self.least((1, greatest)))

    def tangent(self, x: Pair) -> Pair:
        low, high = x
        if is_infinite(low) or is_infinite(high):
            return (MINUS_INFINITY, INFINITY)
        a, b = (float(real_value(v, self.session)) for v in x)
        if math.floor(b / math.pi - 0.5) >= math.ceil(a / math.pi - 0.5):
            return (MINUS_INFINITY, INFINITY)
        return self.rising(S.Tan, x)

    def even(self, f: Any, x: Pair) -> Pair:
        """A function that falls to its value at 0 and rises from there."""
        ends = [self.call(f, x[0]), self.call(f, x[1])]
        inside = self.order(x[0], 0) < 0 < self.order(x[1], 0)
        least, greatest = self.outwards(self.least(ends), self.greatest(ends))
        return (self.call(f, 0) if inside else least, greatest)


def _moved(x: Any, to: float) -> Any:
    return math.nextafter(x, to) if type(x) is float else x


def _rising(name: str) -> Callable[[Reckoner, Pair], Pair]:
    f = S.system(name)
    return lambda r, x: r.rising(f, x)


def _falling(name: str) -> Callable[[Reckoner, Pair], Pair]:
    f = S.system(name)
    return lambda r, x: r.outwards(r.call(f, x[1]), r.call(f, x[0]))


def _logarithm(r: Reckoner, x: Pair) -> Pair:
    if r.order(x[0], 0) < 0:
        raise NoInterval
    return r.rising(S.Log, x)


FUNCTIONS: dict[Any, Callable[[Reckoner, Pair], Pair]] = {
    **{
        S.system(name): _rising(name)
        for name in "ArcTan ArcSin ArcSinh ArcTanh Sinh Tanh Erf Sign Floor Ceiling Round IntegerPart UnitStep Ramp "
        "CubeRoot LogisticSigmoid".split()
    },
    **{S.system(name): _falling(name) for name in ("ArcCos", "Erfc")},
    S.Log: _logarithm,
    S.Sin: lambda r, x: r.wave(S.Sin, x, math.pi / 2),
    S.Cos: lambda r, x: r.wave(S.Cos, x, 0.0),
    S.Tan: lambda r, x: r.tangent(x),
    S.Abs: lambda r, x: r.even(S.Abs, x),
    S.Cosh: lambda r, x: r.even(S.Cosh, x),
}


def exponential(r: Reckoner, base: Any, x: Pair) -> Pair:
    """base^x for a positive base."""
    if r.order(base, 0) <= 0:
        raise NoInterval
    ends = [r.call(S.Power, base, v) for v in x]
    return r.outwards(r.least(ends), r.greatest(ends))


def is_real(e: Any, session: Any) -> bool:
    return type(e) in REAL_TYPES or is_infinite(e) or type(real_value(e, session)) in REAL_TYPES
