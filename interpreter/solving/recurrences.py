"""Sequences: their values from recurrence equations, and linear recurrences behind given values."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from .. import symbols as S
from ..builtins.derivatives import Differentiator
from ..expr import Expr, Symbol, expr, symbol
from ..numerics.algebra import product_of, sum_of
from ..numerics.numbers import Rational, rational
from ..numerics.powers import power_of
from ..substitution import contains, substitute
from .formula import SolvingError
from .initialvalues import calls, flat
from .settings import equations


class Recurrence:
    """Equations f[n + k] == ... for functions f, each with its greatest shift k, and values to start from."""

    def __init__(self, given: Any, functions: Sequence[Symbol], n: Symbol, session: Any) -> None:
        self.functions, self.n, self.session = list(functions), n, session
        self.values: dict[tuple[Symbol, int], Any] = {}
        steps = []
        for r in [r for e in flat(given) for r in equations(e)]:
            found = calls(r, functions)
            if any(contains(place, n) for _, _, place in found):
                steps.append(r)
            elif len(found) == 1 and type(found[0][2]) is int:
                f, _, place = found[0]
                self.values[f, place] = self.solved(r, {(f, place): expr(f, place)}, (f, place))
            else:
                raise SolvingError("deqn", r, given)
        self.rules: dict[Symbol, tuple[int, Any, dict[tuple[Symbol, int], Symbol]]] = {}
        shifts = {f: max(self.shifts(steps, f), default=None) for f in self.functions}
        for r in steps:
            names = {
                (f, self.shift(place)): symbol(f"Private`{f.name}at{self.shift(place)}".replace("-", "m"))
                for f, _, place in calls(r, functions)
            }
            tops = [f for f in self.functions if (f, shifts[f]) in names and f not in self.rules]
            if len(tops) != 1:
                raise SolvingError("deqx")
            f = tops[0]
            body = self.solved(r, names, (f, shifts[f]))
            self.rules[f] = shifts[f], body, names
        if len(self.rules) != len(self.functions):
            raise SolvingError("deqx")

    def shifts(self, steps: Sequence[Any], f: Symbol) -> list[int]:
        return [self.shift(place) for r in steps for _, _, place in calls(r, [f])]

    def shift(self, place: Any) -> int:
        k = self.session.evaluate_expr(expr(S.Plus, place, expr(S.Times, -1, self.n)))
        if type(k) is not int:
            raise SolvingError("deqx")
        return k

    def solved(self, r: Any, names: dict[tuple[Symbol, int], Any], which: tuple[Symbol, int]) -> Any:
        """What f at a place is by an equation that is linear in it."""

        def put(e: Any) -> Any:
            found = calls(e, self.functions) if isinstance(e, Expr) and e.head in self.functions else []
            if len(found) == 1 and len(e) == 1:
                f, _, place = found[0]
                return goal if (f, place) == which else names[f, self.shift(place)] if contains(place, self.n) else e
            return Expr(e.head, tuple(map(put, e.args))) if isinstance(e, Expr) else e

        goal = names[which] if type(names[which]) is Symbol else symbol("Private`goal")
        evaluate = self.session.evaluate_expr
        whole = put(r)
        slope = evaluate(Differentiator(goal)(whole))
        rest = evaluate(substitute(whole, {goal: 0}))
        if contains(slope, goal) or (type(slope) is int and slope == 0):
            raise SolvingError("deqx")
        return evaluate(product_of(-1, rest, power_of(slope, -1)))

    def run(self, last: int) -> None:
        """Finds all values up to n = last."""
        if not self.values:
            return
        low = min(place for _, place in self.values)
        for i in range(low, last + 1):
            if i & 63 == 0:
                self.session.evaluator.poll()
            for f, (top, body, names) in self.rules.items():
                if (f, i) in self.values:
                    continue
                needed = {s: self.values.get((g, i - top + k)) for (g, k), s in names.items() if (g, k) != (f, top)}
                if None in needed.values():
                    continue
                self.values[f, i] = self.session.evaluate_expr(substitute(body, {self.n: i - top, **needed}))


def linear_recurrence(values: Sequence[Fraction]) -> list[Fraction] | None:
    """The shortest c with a[n] = c1 a[n - 1] + ... + ck a[n - k] along the values, of which it needs 2 k at least.

    J. Massey, Shift-register synthesis and BCH decoding (1969).
    """
    now, before = [Fraction(1)], [Fraction(1)]
    length, gap, last = 0, 1, Fraction(1)
    for i, value in enumerate(values):
        miss = value + sum(now[j] * values[i - j] for j in range(1, min(length, len(now) - 1) + 1))
        if not miss:
            gap += 1
            continue
        factor = miss / last
        new = now + [Fraction(0)] * max(len(before) + gap - len(now), 0)
        for j, c in enumerate(before):
            new[j + gap] -= factor * c
        if 2 * length <= i:
            length, before, last, gap = i + 1 - length, now, miss, 1
        else:
            gap += 1
        now = new
    coefficients = [-c for c in now[1:]] + [Fraction(0)] * (length + 1 - len(now))
    return coefficients[:length] if 0 < 2 * length <= len(values) else None


def polynomial_through(values: Sequence[Fraction], n: Any) -> Any:
    """The polynomial in n with these values at 1, 2, ..., if its degree is well below their number; else None."""
    rows, top = [list(values)], []
    while any(rows[-1]):
        top.append(rows[-1][0])
        if len(rows[-1]) < 2:
            return None
        rows.append([b - a for a, b in zip(rows[-1], rows[-1][1:])])
    terms, factor = [], 1
    for k, d in enumerate(top):
        if k:
            factor = product_of(factor, sum_of(n, -k), rational(1, k))
        terms.append(product_of(of_fraction(d), factor))
    return expr(S.Expand, Expr(S.Plus, tuple(terms)))


def of_fraction(x: Fraction) -> int | Rational:
    return rational(x.numerator, x.denominator)
