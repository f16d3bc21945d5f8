"""Exact least and greatest values: linear programs, functions of one variable, quadratic forms."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from .. import symbols as S
from ..builtins.derivatives import Differentiator, Unknown
from ..builtins.linearprogramming import exact
from ..expr import TRUE, Expr, Symbol, expr, is_list, make_list
from ..numerics.algebra import product_of, sum_of
from ..numerics.inequality import order_of
from ..numerics.infinities import INFINITY, MINUS_INFINITY
from ..numerics.numbers import rational
from ..solving.equations import Solver
from ..solving.formula import SolvingError, machine_value
from ..substitution import contains, substitute
from .assumptions import facts
from .checking import symbols_of
from .linearprograms import Infeasible, Row, Unbounded, bounded_minimum
from .realsets import Piece, RealSet, Unsettled
from .reducing import joined

_FAR = (10**3, 10**6, 10**9)  # where a function is looked at to see that it does not go below what was found
_STRICT = (S.Less, S.Greater)
Say = Callable[..., Any]


class Extremum:
    """The least value of f (the greatest one for a sign of -1) under statements."""

    def __init__(self, given: Any, variables: Any, domain: Any, sign: int, session: Any, say: Say) -> None:
        f, *statements = given.args if is_list(given) and len(given) else (given,)
        self.session, self.say, self.sign, self.domain = session, say, sign, domain
        self.evaluate = session.evaluate_expr
        self.f = f if sign > 0 else self.evaluate(product_of(-1, f))
        self.variables = list(variables.args) if is_list(variables) else [variables]
        self.conditions = [c for s in statements for c in facts(s) if c is not TRUE]
        if any(type(v) is not Symbol for v in self.variables):
            raise SolvingError("ivar", next(v for v in self.variables if type(v) is not Symbol))
        if not set(symbols_of(self.f, *self.conditions)) <= set(self.variables):
            raise SolvingError("nsmet")

    def found(self) -> tuple[Any, list[Any]]:
        """(value, place); raises SolvingError where no method fits."""
        value, place = self._found()
        return (value if self.sign > 0 else self.evaluate(product_of(-1, value))), place

    def _found(self) -> tuple[Any, list[Any]]:
        program = self._program()
        if program is not None:
            return self._of_program(*program)
        if len(self.variables) == 1:
            return self._of_one(self.variables[0])
        if not self.conditions and self.domain in (None, S.Reals):
            return self._of_quadratic()
        raise SolvingError("nsmet")

    def _nowhere(self) -> tuple[Any, list[Any]]:
        self.say("nsol")
        return INFINITY, [S.Indeterminate for _ in self.variables]

    # ---- linear ------------------------------------------------------------------------------------------------------

    def _linear(self, e: Any) -> tuple[Row, Any] | None:
        """The coefficients of the variables and the rest of a linear expression of exact numbers."""
        e = self.evaluate(expr(S.Expand, e))
        row = []
        for v in self.variables:
            try:
                slope = self.evaluate(Differentiator(v)(e))
                row.append(exact(slope))
            except (Unknown, TypeError):
                return None
        rest = self.evaluate(substitute(e, dict.fromkeys(self.variables, 0)))
        try:
            return row, exact(rest)
        except TypeError:
            return None

    def _program(self) -> tuple[Row, Any, list[tuple[Row, int, Any]]] | None:
        costs = self._linear(self.f)
        rows = []
        for c in self.conditions:
            if not isinstance(c, Expr) or len(c) != 2 or c.head not in _SIGNS:
                return None
            side = self._linear(sum_of(c.args[0], product_of(-1, c.args[1])))
            if side is None:
                return None
            rows.append((side[0], _SIGNS[c.head], -side[1]))
        return None if costs is None else (costs[0], costs[1], rows)

    def _of_program(self, costs: Row, rest: Any, rows: list[tuple[Row, int, Any]]) -> tuple[Any, list[Any]]:
        n = len(self.variables)
        try:
            x = bounded_minimum(costs, rows, [(None, None)] * n, [self.domain is S.Integers] * n)
        except Infeasible:
            return self._nowhere()
        except Unbounded:
            self.say("natt")
            return MINUS_INFINITY, [S.Indeterminate for _ in self.variables]
        value = sum((c * v for c, v in zip(costs, x)), rest)
        place = [rational(v.numerator, v.denominator) for v in x]
        point = dict(zip(self.variables, place))
        if any(c.head in _STRICT and self.evaluate(substitute(c, point)) is not TRUE for c in self.conditions):
            if not self._has_inside(rows):
                return self._nowhere()
            self.say("natt")
        return rational(value.numerator, value.denominator), place

    def _has_inside(self, rows: list[tuple[Row, int, Any]]) -> bool:
        """Whether the strict inequalities can hold by a margin."""
        n = len(self.variables)
        strict = [c.head in _STRICT for c in self.conditions]
        lines = [([*a, Fraction(-sign * s)], sign, b) for (a, sign, b), s in zip(rows, strict)]
        bounds: list[tuple[Fraction | None, Fraction | None]] = [(None, None)] * n + [(Fraction(0), Fraction(1))]
        return bounded_minimum([Fraction(0)] * n + [Fraction(-1)], lines, bounds, [False] * (n + 1))[-1] > 0

    # ---- one variable ------------------------------------------------------------------------------------------------

    def _of_one(self, x: Symbol) -> tuple[Any, list[Any]]:
        try:
            where = RealSet(joined(S.And, self.conditions), x, self.session)
            slope = self.evaluate(expr(S.Together, Differentiator(x)(self.f)))
            level = RealSet(expr(S.Equal, slope, 0), x, self.session)
            below = self.evaluate(expr(S.Denominator, expr(S.Together, self.f)))
            poles = RealSet(expr(S.Equal, below, 0), x, self.session)
        except (Unsettled, Unknown):
            raise SolvingError("nsmet") from None
        if poles.pieces:
            raise SolvingError("nsmet")
        if not where.pieces:
            return self._nowhere()
        if self.domain is S.Integers:
            return self._of_whole(where)
        inside = [q for p in level.pieces for q in (p.low, p.high) if q is not None and where.holds(q)]
        inside += [e for p in where.pieces for e in (p.low, p.high) if e is not None and where.holds(e)]
        open_ends = [e for p in where.pieces for e in (p.low, p.high) if e is not None and not where.holds(e)]
        return self._best(x, inside, open_ends, where.pieces)

    def _value(self, x: Symbol, place: Any) -> Any:
        return self.evaluate(substitute(self.f, {x: place}))

    def _below(self, a: Any, b: Any) -> bool:
        found = order_of(a, b, self.session)
        if type(found) is not int:
            p, q = (machine_value(e, self.session) for e in (a, b))
            if not (type(p) is float and type(q) is float and p == p and q == q):
                raise SolvingError("nsmet")
            return p < q - 1e-12 * (1 + abs(q))
        return found < 0

    def _least(self, x: Symbol, places: list[Any]) -> tuple[Any, Any] | None:
        best: tuple[Any, Any] | None = None
        for p in places:
            value = self._value(x, p)
            if best is None or self._below(value, best[0]):
                best = value, p
        return best

    def _best(self, x: Symbol, inside: list[Any], open_ends: list[Any], pieces: list[Piece]) -> tuple[Any, list[Any]]:
        best, edge = self._least(x, inside), self._least(x, open_ends)
        for p in pieces:
            for end, direction in ((p.low, -1), (p.high, 1)):
                if end is None and self._falls(x, direction, best):
                    self.say("natt")
                    return MINUS_INFINITY, [INFINITY if direction > 0 else MINUS_INFINITY]
        if edge is not None and (best is None or self._below(edge[0], best[0])):
            self.say("natt")
            best = edge
        if best is None:
            raise SolvingError("nsmet")
        return self.evaluate(expr(S.Simplify, best[0])), [best[1]]

    def _falls(self, x: Symbol, direction: int, best: tuple[Any, Any] | None) -> bool:
        """Whether f goes to -Infinity; what goes below the best value without that is no minimum that is known."""
        if self.evaluate(expr(S.PolynomialQ, self.f, x)) is TRUE:
            c = list(self.evaluate(expr(S.CoefficientList, self.f, x)).args)
            odd = direction < 0 and (len(c) - 1) % 2
            return len(c) > 1 and self._below(c[-1], 0) is not bool(odd)
        far = [machine_value(self._value(x, direction * n), self.session) for n in _FAR]
        least = machine_value(best[0], self.session) if best is not None else None
        if least is None or any(not (type(v) is float and v >= least) for v in far):
            raise SolvingError("nsmet")
        return False

    def _of_whole(self, where: RealSet) -> tuple[Any, list[Any]]:
        numbers, others = where.integers()
        if others:
            raise SolvingError("nsmet")
        best = self._least(where.x, list(numbers))
        return self._nowhere() if best is None else (best[0], [best[1]])

    # ---- quadratic forms ---------------------------------------------------------------------------------------------

    def _of_quadratic(self) -> tuple[Any, list[Any]]:
        """A polynomial of second degree whose matrix of second derivatives is positive definite."""
        try:
            slopes = [self.evaluate(Differentiator(v)(self.f)) for v in self.variables]
            second = [[self.evaluate(Differentiator(v)(s)) for v in self.variables] for s in slopes]
        except Unknown:
            raise SolvingError("nsmet") from None
        if any(contains(e, v) for row in second for e in row for v in self.variables):
            raise SolvingError("nsmet")
        for k in range(1, len(second) + 1):
            minor = self.evaluate(expr(S.Det, make_list([make_list(row[:k]) for row in second[:k]])))
            if order_of(minor, 0, self.session) != 1:
                raise SolvingError("nsmet")
        found = Solver(self.session, lambda *args: None).system(slopes, self.variables)
        if not found or len(found) != 1:
            raise SolvingError("nsmet")
        place = [found[0][v] for v in self.variables]
        value = self.evaluate(expr(S.Together, substitute(self.f, found[0])))
        return value, place


_SIGNS = {S.GreaterEqual: 1, S.Greater: 1, S.Equal: 0, S.LessEqual: -1, S.Less: -1}


def extremum(given: Any, variables: Any, domain: Any, sign: int, session: Any, say: Say) -> tuple[Any, Any, Any]:
    """(value, list of rules, list of places)."""
    task = Extremum(given, variables, domain, sign, session, say)
    value, place = task.found()
    rules = make_list([expr(S.Rule, v, p) for v, p in zip(task.variables, place)])
    return value, rules, make_list(place) if is_list(variables) else place[0]


