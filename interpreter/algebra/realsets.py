"""The real numbers for which statements about one variable hold: between the places where a side changes its sign, a
statement is as it is at any point there."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cmp_to_key
from math import ceil, floor
from typing import Any

from .. import symbols as S
from ..expr import FALSE, TRUE, Expr, Symbol, expr, has_head
from ..numerics.inequality import INVALID, order_of
from ..numerics.numbers import NUMBER_TYPES, Complex, rational
from ..numerics.numeric import real_value
from ..solving.equations import Solver
from ..solving.formula import quiet
from ..substitution import contains, substitute
from .assumptions import facts

RELATIONS = (S.Equal, S.Unequal, S.Less, S.LessEqual, S.Greater, S.GreaterEqual)
_JOINING = (S.And, S.Or, S.Not, S.Xor, S.Implies, S.Inequality)
_SIGNS = {
    S.Equal: (0,), S.Unequal: (-1, 1), S.Less: (-1,), S.LessEqual: (-1, 0), S.Greater: (1,), S.GreaterEqual: (0, 1)
}  # fmt: skip
_NEAR = 1e-9
_DIGITS, _ZERO = 40, 1e-30
# functions of which the solver finds all real places with a value
_WELL_KNOWN = frozenset(
    "Plus Times Power Abs Log ArcTan ArcSinh Sinh Tanh ArcTanh ArcSin ArcCos Sqrt RealAbs".split()
)


class Unsettled(Exception):
    """The places where a side changes its sign are not known."""


@dataclass(frozen=True)
class Piece:
    """The numbers between two ends (None is infinite), which may be one number."""

    low: Any
    high: Any
    low_closed: bool = False
    high_closed: bool = False

    @property
    def is_point(self) -> bool:
        return self.low is not None and self.low is self.high

    def written(self, x: Any) -> Any:
        if self.is_point:
            return expr(S.Equal, x, self.low)
        if self.low is None and self.high is None:
            return TRUE
        if self.low is None:
            return expr(S.LessEqual if self.high_closed else S.Less, x, self.high)
        if self.high is None:
            return expr(S.GreaterEqual if self.low_closed else S.Greater, x, self.low)
        first, second = (S.LessEqual if c else S.Less for c in (self.low_closed, self.high_closed))
        if first is second:
            return expr(first, self.low, x, self.high)
        return expr(S.Inequality, self.low, first, x, second, self.high)


class RealSet:
    """The set of the real x with a statement that has no other variables; raises Unsettled."""

    def __init__(self, statement: Any, x: Symbol, session: Any) -> None:
        self.x, self.session, self.evaluate = x, session, session.evaluate_expr
        self.statement = statement
        places = self._sorted(self._places())
        self.pieces = self._joined(places)

    # ---- where something may change ----------------------------------------------------------------------------------

    def _places(self) -> list[Any]:
        found: list[Any] = []
        for relation in _relations(self.statement):
            for a, b in zip(relation.args, relation.args[1:]):
                found += self._of_difference(a, b)
        return found

    def _of_difference(self, a: Any, b: Any) -> list[Any]:
        d = self.evaluate(expr(S.Together, expr(S.Plus, a, expr(S.Times, -1, b))))
        found: list[Any] = []
        for part in (S.Numerator, S.Denominator):
            found += self._zeros(self.evaluate(expr(part, d)))
        for inner in self._edges(d):
            found += self._zeros(inner)
        return found

    def _edges(self, e: Any) -> list[Any]:
        """What has to be positive or to have a sign for e to be real or smooth."""
        found, stack = [], [e]
        while stack:
            part = stack.pop()
            if not isinstance(part, Expr) or not contains(part, self.x):
                continue
            if type(part.head) is not Symbol or part.head.name not in _WELL_KNOWN:
                raise Unsettled(part)
            is_root = has_head(part, S.Power, 2) and type(part.args[1]) is not int
            if is_root and contains(part.args[0], self.x) or part.head in (S.Log, S.Abs):
                found.append(part.args[0])
            if part.head in (S.ArcSin, S.ArcCos, S.ArcTanh):
                found += [expr(S.Plus, part.args[0], c) for c in (1, -1)]
            stack.extend(part.args)
        return found

    def _zeros(self, f: Any) -> list[Any]:
        if not contains(f, self.x):
            if not _is_number(f, self.session):
                raise Unsettled(f)
            return []
        roots = Solver(self.session, lambda *args: None).roots(f, self.x)
        if roots is None:
            raise Unsettled(f)
        return [r for r in roots if r is not TRUE and self._is_real(r)]

    def value(self, r: Any) -> complex:
        """The machine value of a place; raises Unsettled if it is no number."""
        found = self.evaluate(expr(S.N, r))
        if type(found) not in NUMBER_TYPES:
            raise Unsettled(r)
        return complex(found)

    def _is_real(self, r: Any) -> bool:
        value = self.value(r)
        if abs(value.imag) > _NEAR * (1 + abs(value)):
            return False
        exact = self.evaluate(expr(S.N, r, _DIGITS))
        return type(exact) is not Complex or abs(complex(exact).imag) < _ZERO

    def _sorted(self, places: list[Any]) -> list[Any]:
        def compare(a: Any, b: Any) -> int:
            found = order_of(a, b, self.session)
            if found is INVALID or found is None:
                p, q = (self.value(r).real for r in (a, b))
                return 0 if abs(p - q) < _NEAR * (1 + abs(p)) else -1 if p < q else 1
            return int(found)

        out: list[Any] = []
        for p in sorted(places, key=cmp_to_key(compare)):
            if not out or compare(out[-1], p):
                out.append(p)
            elif len(str(p)) < len(str(out[-1])):
                out[-1] = p
        return out

    # ---- what holds where --------------------------------------------------------------------------------------------

    def holds(self, value: Any) -> bool:
        with quiet(self.session):
            return self._truth(self.statement, value)

    def _truth(self, e: Any, value: Any) -> bool:
        if e in (TRUE, FALSE):
            return e is TRUE
        if not isinstance(e, Expr):
            raise Unsettled(e)
        if e.head is S.And or e.head is S.Or:
            return (all if e.head is S.And else any)(self._truth(a, value) for a in e.args)
        if has_head(e, S.Not, 1):
            return not self._truth(e.args[0], value)
        if has_head(e, S.Implies, 2):
            return not self._truth(e.args[0], value) or self._truth(e.args[1], value)
        if e.head is S.Inequality:
            return all(self._truth(f, value) for f in facts(e))
        if e.head is S.Element:
            return self.evaluate(substitute(e, {self.x: value})) is TRUE
        sides = [self.evaluate(substitute(a, {self.x: value})) for a in e.args]
        return all(_is_finite(a) for a in sides) and all(
            self._compared(e.head, a, b) for a, b in zip(sides, sides[1:])
        )

    def _compared(self, head: Symbol, a: Any, b: Any) -> bool:
        """A comparison of numbers; what is 0 to many digits is taken for 0."""
        found = self.evaluate(expr(head, a, b))
        if found in (TRUE, FALSE):
            return found is TRUE
        difference = self.evaluate(expr(S.N, expr(S.Plus, a, expr(S.Times, -1, b)), _DIGITS))
        if type(difference) not in NUMBER_TYPES:
            raise Unsettled(a)
        d = complex(difference)
        if abs(d.imag) > _ZERO:
            return head is S.Unequal
        sign = 0 if abs(d.real) < _ZERO else 1 if d.real > 0 else -1
        return sign in _SIGNS[head]

    def near(self, place: Any) -> Fraction:
        return Fraction(self.value(place).real)

    def _between(self, places: list[Any]) -> list[Any]:
        """A rational number in each gap."""
        if not places:
            return [0]
        at = [self.near(p) for p in places]
        middles = [(a + b) / 2 for a, b in zip(at, at[1:])]
        return [_number(Fraction(floor(at[0]) - 1)), *map(_simple, middles), _number(Fraction(ceil(at[-1]) + 1))]

    def _joined(self, places: list[Any]) -> list[Piece]:
        gaps = [self.holds(v) for v in self._between(places)]
        points = [self.holds(p) for p in places]
        pieces: list[Piece] = []
        start: tuple[Any, bool] | None = (None, False) if gaps[0] else None
        for place, here, after in zip(places, points, gaps[1:]):
            if start is not None and not (here and after):
                pieces.append(Piece(start[0], place, start[1], here))
                start = (place, False) if after else None
            elif start is None and after:
                start = (place, here)
            elif start is None and here:
                pieces.append(Piece(place, place, True, True))
        if start is not None:
            pieces.append(Piece(start[0], None, start[1]))
        return pieces

    # ---- forms -------------------------------------------------------------------------------------------------------

    def written(self) -> Any:
        parts = [p.written(self.x) for p in self.pieces]
        return FALSE if not parts else parts[0] if len(parts) == 1 else Expr(S.Or, tuple(parts))

    def integers(self) -> tuple[list[int], list[Any]]:
        """The whole numbers in bounded pieces, and statements of the others."""
        found: list[int] = []
        others: list[Any] = []
        for p in self.pieces:
            low = None if p.low is None else self._whole(p.low, 1, p.low_closed)
            high = None if p.high is None else self._whole(p.high, -1, p.high_closed)
            if low is None or high is None:
                others.append(Piece(low, high, True, True).written(self.x))
            else:
                found += range(low, high + 1)
        return found, others

    def _whole(self, end: Any, step: int, closed: bool) -> int:
        n = int(self.evaluate(expr(S.Ceiling if step > 0 else S.Floor, end)))
        same = order_of(end, n, self.session) == 0
        return n + step if same and not closed else n


def _number(x: Fraction) -> Any:
    return rational(x.numerator, x.denominator)


def _simple(x: Fraction) -> Any:
    return _number(x.limit_denominator(10**6)) if x.denominator > 10**6 else _number(x)


def _is_number(e: Any, session: Any) -> bool:
    return type(e) in NUMBER_TYPES or real_value(e, session) is not None


def _is_finite(e: Any) -> bool:
    return type(e) is not Complex and e is not S.Indeterminate and not contains(e, S.DirectedInfinity)


def _relations(statement: Any) -> list[Expr]:
    """All comparisons in a statement."""
    found, stack = [], [statement]
    while stack:
        e = stack.pop()
        if not isinstance(e, Expr):
            continue
        if e.head is S.Inequality:
            stack.extend(facts(e))
        elif e.head in RELATIONS:
            found.append(e)
        elif e.head in _JOINING:
            stack.extend(e.args)
        elif not (has_head(e, S.Element, 2) and e.args[1] is S.Reals):
            raise Unsettled(e)
    return found


def simplest_between(set_: RealSet, p: Piece) -> Any:
    """A number of a piece: its own end if it is one, else a simple one inside."""
    if p.is_point:
        return p.low
    if p.low is None:
        return 0 if p.high is None else _number(Fraction(floor(set_.near(p.high)) - 1))
    if p.high is None:
        return _number(Fraction(ceil(set_.near(p.low)) + 1))
    return _simple((set_.near(p.low) + set_.near(p.high)) / 2)

