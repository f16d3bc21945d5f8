"""PiecewiseExpand: functions that are given by cases, and what is made of them, as one Piecewise."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product as tuples
from typing import Any

from .. import symbols as S
from ..expr import FALSE, TRUE, Expr, expr, has_head, is_list, make_list
from ..numerics.algebra import product_of, sum_of
from .checking import symbols_of
from .knowledge import Knowledge
from .realsets import RealSet, Unsettled
from .reducing import joined
from .refining import refined

Cases = list[tuple[Any, Any]]  # (condition, value): the first whose condition holds; the last one always does
_MOST = 200  # cases


class Pieces:
    """Takes expressions apart into cases, under what is known."""

    def __init__(self, session: Any, known: Knowledge) -> None:
        self.session, self.known, self.evaluate = session, known, session.evaluate_expr

    def written(self, e: Any) -> Any:
        """e as one Piecewise, or itself where there are no cases."""
        cases = self.of(e)
        if len(cases) == 1:
            return cases[0][1]
        rows = [(self._value(v), c) for c, v in self._disjoint(cases)]
        merged: dict[Any, list[Any]] = {}
        for v, c in rows:
            merged.setdefault(v, []).append(c)
        if len(merged) == 1:
            return rows[0][0]
        *first, last = merged
        if 0 in merged and not any(type(v) is not int and v == 0 for v in merged):
            first, last = [v for v in merged if v != 0], 0
        pairs = [make_list((v, joined(S.Or, merged[v]))) for v in first]
        return self.evaluate(expr(S.Piecewise, make_list(pairs), last))

    def _value(self, v: Any) -> Any:
        return refined(self.evaluate(v), self.known)

    def of(self, e: Any) -> Cases:
        if not isinstance(e, Expr):
            return [(TRUE, e)]
        if has_head(e, S.Piecewise) and is_list(e.args[0]):
            return self._of_piecewise(e)
        rule = _RULES.get(getattr(e.head, "name", ""))
        parts = [self.of(a) for a in e.args]
        out: Cases = []
        for combination in tuples(*parts):
            condition = joined(S.And, [c for c, _ in combination])
            whole = self.evaluate(Expr(e.head, tuple([v for _, v in combination])))
            if rule is None or not isinstance(whole, Expr) or whole.head is not e.head:
                out.append((condition, whole))
            else:
                out += [(joined(S.And, [condition, c]), v) for c, v in rule(self, *whole.args)]
        return out if len(out) <= _MOST else [(TRUE, e)]

    def _of_piecewise(self, e: Expr) -> Cases:
        rows = [(p.args[1], p.args[0]) for p in e.args[0].args] + [(TRUE, e.args[1] if len(e) > 1 else 0)]
        return [(joined(S.And, [c, d]), w) for c, v in rows for d, w in self.of(v)]

    def _disjoint(self, cases: Cases) -> Cases:
        """The cases that can occur, with conditions that exclude each other where one variable decides."""
        names = symbols_of(*[c for c, _ in cases])
        out: Cases = []
        before: list[Any] = list(self.known.statements)
        before = [f for f in before if not has_head(f, S.Element)]
        for c, v in cases:
            own = joined(S.And, [*before, c])
            before.append(expr(S.Not, c))
            if len(names) == 1:
                try:
                    own = RealSet(own, names[0], self.session).written()
                except Unsettled:
                    own = c
            else:
                own = c
            if own is not FALSE and self.evaluate(own) is not FALSE:
                out.append((own, v))
            if c is TRUE:
                break
        return out

    # ---- functions given by cases ------------------------------------------------------------------------------------

    def absolute(self, x: Any) -> Cases:
        if not self.known.is_real(x):
            return [(TRUE, expr(S.Abs, x))]
        return [(expr(S.Less, x, 0), product_of(-1, x)), (TRUE, x)]

    def sign(self, x: Any) -> Cases:
        if not self.known.is_real(x):
            return [(TRUE, expr(S.Sign, x))]
        return [(expr(S.Less, x, 0), -1), (expr(S.Greater, x, 0), 1), (TRUE, 0)]

    def extreme(self, relation: Any, items: tuple[Any, ...]) -> Cases:
        first, *rest = items
        if not rest:
            return [(TRUE, first)]
        condition = joined(S.And, [expr(relation, sum_of(first, product_of(-1, b)), 0) for b in rest])
        return [(condition, first), *self.extreme(relation, tuple(rest))]


def _clip(pieces: Pieces, x: Any, ends: Any = None) -> Cases:
    low, high = (-1, 1) if ends is None else ends.args
    return [(expr(S.Less, x, low), low), (expr(S.Greater, x, high), high), (TRUE, x)]


_RULES: dict[str, Callable[..., Cases]] = {
    "Abs": Pieces.absolute,
    "RealAbs": lambda pieces, x: [(expr(S.Less, x, 0), product_of(-1, x)), (TRUE, x)],
    "Sign": Pieces.sign,
    "UnitStep": lambda pieces, *x: [(joined(S.And, [expr(S.GreaterEqual, a, 0) for a in x]), 1), (TRUE, 0)],
    "Boole": lambda pieces, c: [(c, 1), (TRUE, 0)],
    "Max": lambda pieces, *items: pieces.extreme(S.GreaterEqual, items),
    "Min": lambda pieces, *items: pieces.extreme(S.LessEqual, items),
    "Clip": _clip,
    "Ramp": lambda pieces, x: [(expr(S.GreaterEqual, x, 0), x), (TRUE, 0)],
    "If": lambda pieces, c, a, b=S.Null: [(c, a), (TRUE, b)],
}
