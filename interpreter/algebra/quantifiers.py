"""Resolve: quantifiers taken out of statements."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..expr import FALSE, TRUE, Expr, expr, has_head, is_list
from ..numerics.infinities import INFINITY
from ..solving.formula import SolvingError
from ..substitution import contains
from .checking import symbols_of
from .extrema import Extremum
from .instances import instances
from .reducing import Reducer, joined

_BELOW = {S.Less: True, S.LessEqual: True, S.Greater: False, S.GreaterEqual: False}  # whether x < a bounds from above


class Resolver(Reducer):
    """Reduces what has quantifiers in it."""

    def reduce(self, statement: Any, variables: list[Any]) -> Any:
        return super().reduce(self.resolved(statement), variables)

    def resolved(self, e: Any) -> Any:
        """The statement without the quantifiers in it; raises SolvingError."""
        if not isinstance(e, Expr):
            return e
        if e.head in (S.ForAll, S.Exists) and len(e) in (2, 3):
            return self._quantified(e)
        if e.head in (S.And, S.Or, S.Not, S.Implies, S.List):
            return self.evaluate(Expr(e.head, tuple([self.resolved(a) for a in e.args])))
        return e

    def _quantified(self, e: Expr) -> Any:
        names, body = e.args[0], self.resolved(e.args[-1])
        variables = list(names.args) if is_list(names) else [names]
        is_all = e.head is S.ForAll
        if len(e) == 3:
            body = expr(S.Or, expr(S.Not, e.args[1]), body) if is_all else expr(S.And, e.args[1], body)
        body = self.negated(body) if is_all else self.evaluate(body)
        found = self._exists(body, [v for v in variables if contains(body, v)])
        return self.negated(found) if is_all else found

    def _exists(self, body: Any, variables: list[Any]) -> Any:
        if not variables:
            return body
        if len(variables) == 1:
            return self._exists_one(body, variables[0])
        if not set(symbols_of(body)) <= set(variables):
            return self._exists(self._exists_one(body, variables[-1]), variables[:-1])
        try:
            return TRUE if len(instances(body, variables, self.domain, 1, self.session)) else FALSE
        except SolvingError:
            found = Extremum(expr(S.List, 0, body), expr(S.List, *variables), None, 1, self.session, lambda *args: None)
            return FALSE if found.found()[0] == INFINITY else TRUE

    def _exists_one(self, body: Any, x: Any) -> Any:
        found = self.of_one(body, x)
        if set(symbols_of(body)) <= {x}:
            return FALSE if found is FALSE else TRUE
        between = self._between(found, x)
        if between is not None:
            return between
        wanted = S.Equal if self._has_equation(found, x) else S.Unequal
        left = self._without_variable(found, x, wanted)
        if contains(left, x):
            raise SolvingError("nsmet")
        return left

    def _between(self, found: Any, x: Any) -> Any:
        """What x > a && x < b && ... leaves: that every lower bound is below every upper one."""
        parts = found.args if has_head(found, S.And) else (found,)
        about, rest = ([p for p in parts if contains(p, x) is so] for so in (True, False))
        if not all(isinstance(p, Expr) and p.head in _BELOW and len(p) == 2 and p.args[0] is x for p in about):
            return None
        pairs = [(a, b) for a in about if not _BELOW[a.head] for b in about if _BELOW[b.head]]
        closed = (S.GreaterEqual, S.LessEqual)
        limits = [
            expr(S.LessEqual if a.head in closed and b.head in closed else S.Less, a.args[1], b.args[1])
            for a, b in pairs
        ]
        return joined(S.And, [*rest, *map(self.evaluate, limits)])

    def _has_equation(self, e: Any, x: Any) -> bool:
        if has_head(e, S.Equal):
            return contains(e, x)
        return isinstance(e, Expr) and any(self._has_equation(a, x) for a in e.args)

    def _without_variable(self, case: Any, x: Any, wanted: Any) -> Any:
        """There is an x with x == value, and one with x != value, as often as one likes, but not with both together."""
        if has_head(case, S.Or) or has_head(case, S.And):
            return joined(case.head, [self._without_variable(a, x, wanted) for a in case.args])
        return TRUE if contains(case, x) and has_head(case, wanted, 2) else case
