"""Reduce: the solutions of statements as a statement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .. import symbols as S
from ..expr import FALSE, TRUE, Expr, Symbol, expr, has_head, is_list
from ..numerics.algebra import product_of, sum_of
from ..numerics.inequality import order_of
from ..numerics.numeric import is_numeric
from ..numerics.powers import power_of
from ..solving.equations import Solver
from ..solving.formula import SolvingError
from ..substitution import contains, substitute
from .assumptions import facts
from .checking import symbols_of
from .realsets import RealSet, Unsettled

_TURNED = {S.Less: S.Greater, S.LessEqual: S.GreaterEqual, S.Greater: S.Less, S.GreaterEqual: S.LessEqual}
_ORDER = (S.Less, S.LessEqual, S.Greater, S.GreaterEqual, S.Inequality)


def joined(head: Symbol, parts: Sequence[Any]) -> Any:
    """And or Or of statements, without what does not matter."""
    unit, stop = (TRUE, FALSE) if head is S.And else (FALSE, TRUE)
    if any(p is stop for p in parts):
        return stop
    flat = [q for p in parts for q in (p.args if has_head(p, head) else (p,)) if q is not unit]
    flat = list(dict.fromkeys(flat))
    return unit if not flat else flat[0] if len(flat) == 1 else Expr(head, tuple(flat))


class Reducer:
    def __init__(self, session: Any, domain: Any) -> None:
        self.session, self.evaluate, self.domain = session, session.evaluate_expr, domain
        self.parameters = 0

    def reduce(self, statement: Any, variables: list[Any]) -> Any:
        """An equivalent statement that says what the variables are; raises SolvingError."""
        if statement in (TRUE, FALSE):
            return statement
        if any(type(v) is not Symbol for v in variables):
            raise SolvingError("ivar", next(v for v in variables if type(v) is not Symbol))
        if is_list(statement):
            statement = joined(S.And, statement.args)
        if len(variables) == 1:
            return self.of_one(statement, variables[0])
        return self._of_several(statement, variables)

    def of_one(self, statement: Any, x: Symbol) -> Any:
        about_order = any(contains(statement, h) for h in _ORDER)
        numeric = set(symbols_of(statement)) <= {x}
        if numeric and (about_order or self.domain in (S.Reals, S.Integers)):
            try:
                found = RealSet(statement, x, self.session)
            except Unsettled:
                if about_order:
                    raise SolvingError("nsmet") from None
            else:
                return self._integers(found) if self.domain is S.Integers else found.written()
        if about_order:
            parts = [self._linear_order(f, x) for f in facts(statement)]
            return joined(S.And, parts)
        found_all = self._cases(statement, x)
        return self._within(found_all, x)

    def _linear_order(self, f: Any, x: Symbol) -> Any:
        """A comparison that is linear in x, whose coefficient is a number, solved for x."""
        if not contains(f, x):
            return f
        if not isinstance(f, Expr) or f.head not in _TURNED or len(f) != 2 or self.domain is S.Integers:
            raise SolvingError("nsmet")
        d = self.evaluate(expr(S.Expand, sum_of(f.args[0], product_of(-1, f.args[1]))))
        slope, rest = (self.evaluate(expr(S.Coefficient, d, x, n)) for n in (1, 0))
        sign = order_of(slope, 0, self.session)
        left = self.evaluate(expr(S.Expand, sum_of(d, product_of(-1, slope, x), product_of(-1, rest))))
        if sign not in (1, -1) or left != 0:
            raise SolvingError("nsmet")
        bound = self.evaluate(expr(S.Together, product_of(-1, rest, power_of(slope, -1))))
        return expr(f.head if sign > 0 else _TURNED[f.head], x, bound)

    def _integers(self, found: RealSet) -> Any:
        numbers, others = found.integers()
        unbounded = [joined(S.And, [expr(S.Element, found.x, S.Integers), o]) for o in others]
        return joined(S.Or, [expr(S.Equal, found.x, n) for n in numbers] + unbounded)

    def _within(self, statement: Any, x: Symbol) -> Any:
        """Only the solutions in the domain, as far as numbers tell."""
        if self.domain not in (S.Reals, S.Integers):
            return statement
        parts = statement.args if has_head(statement, S.Or) else (statement,)
        kept = []
        for p in parts:
            value = p.args[1] if has_head(p, S.Equal, 2) and p.args[0] is x else None
            inside = None if value is None else self.evaluate(expr(S.Element, value, self.domain))
            if inside is not FALSE:
                kept.append(p)
        return joined(S.Or, kept)

    # ---- equations of one variable -----------------------------------------------------------------------------------

    def _cases(self, statement: Any, x: Symbol) -> Any:
        if has_head(statement, S.Or):
            return joined(S.Or, [self._cases(a, x) for a in statement.args])
        if has_head(statement, S.And):
            return self._both(list(statement.args), x)
        if not contains(statement, x):
            return statement
        if has_head(statement, S.Unequal, 2):
            roots = self._cases(expr(S.Equal, *statement.args), x)
            return self.negated(roots)
        if not has_head(statement, S.Equal, 2):
            raise SolvingError("nsmet")
        a, b = statement.args
        periodic = self._periodic(a, b, x)
        if periodic is not None:
            return periodic
        whole = self.evaluate(expr(S.Together, sum_of(a, product_of(-1, b))))
        top, bottom = (self.evaluate(expr(h, whole)) for h in (S.Numerator, S.Denominator))
        if self.evaluate(expr(S.PolynomialQ, top, x)) is not TRUE:
            return self._by_solver(whole, x)
        found = self._polynomial(top, x)
        return found if not contains(bottom, x) else self._without(found, bottom, x)

    def negated(self, e: Any) -> Any:
        """The opposite of a statement, with And for Or."""
        if has_head(e, S.Or):
            return joined(S.And, [self.negated(a) for a in e.args])
        if has_head(e, S.And):
            return joined(S.Or, [self.negated(a) for a in e.args])
        return self.evaluate(expr(S.Not, e))

    def _both(self, parts: list[Any], x: Symbol) -> Any:
        equations = [p for p in parts if has_head(p, S.Equal, 2) and contains(p, x)]
        if not equations:
            return joined(S.And, [self._cases(p, x) for p in parts])
        rest = [p for p in parts if p is not equations[0]]
        out = []
        found = self._cases(equations[0], x)
        for case in found.args if has_head(found, S.Or) else (found,):
            conditions = case.args if has_head(case, S.And) else (case,)
            value = next((c.args[1] for c in conditions if has_head(c, S.Equal, 2) and c.args[0] is x), None)
            if value is None:
                raise SolvingError("nsmet")
            others = [self.evaluate(expr(S.Simplify, substitute(r, {x: value}))) for r in rest]
            out.append(joined(S.And, [*others, *conditions]))
        return joined(S.Or, out)

    def _without(self, found: Any, bottom: Any, x: Symbol) -> Any:
        out = []
        for case in found.args if has_head(found, S.Or) else (found,):
            value = case.args[1] if has_head(case, S.Equal, 2) and case.args[0] is x else None
            left = None if value is None else self.evaluate(expr(S.Together, substitute(bottom, {x: value})))
            if left is not None and type(left) is int and left == 0:
                continue
            known = left is not None and is_numeric(left, self.session)
            out.append(case if known else joined(S.And, [expr(S.Unequal, bottom if left is None else left, 0), case]))
        return joined(S.Or, out)

    def _polynomial(self, p: Any, x: Symbol) -> Any:
        """p == 0 by cases of the leading coefficient."""
        c = list(self.evaluate(expr(S.CoefficientList, p, x)).args)
        if not c:
            return TRUE
        lead = c[-1]
        if len(c) == 1:
            return self._zero(lead)
        roots = Solver(self.session, lambda *args: None).roots(p, x)
        if roots is None:
            raise SolvingError("nsmet")
        solved = joined(S.Or, [expr(S.Equal, x, r) for r in dict.fromkeys(roots)])
        if is_numeric(lead, self.session):
            return solved
        rest = sum_of(*[product_of(a, power_of(x, i)) for i, a in enumerate(c[:-1])])
        lower = self._polynomial(self.evaluate(rest), x)
        general = joined(S.And, [expr(S.Unequal, lead, 0), solved])
        if has_head(solved, S.Or):
            general = Expr(S.And, (expr(S.Unequal, lead, 0), solved))
        return joined(S.Or, [joined(S.And, [self._zero(lead), lower]), general])

    def _zero(self, e: Any) -> Any:
        """e == 0 without a number in front."""
        if has_head(e, S.Times) and is_numeric(e.args[0], self.session):
            e = product_of(*e.args[1:])
        return self.evaluate(expr(S.Equal, e, 0))

    def _by_solver(self, f: Any, x: Symbol) -> Any:
        solver = Solver(self.session, lambda *args: None)
        roots = solver.roots(f, x)
        if roots is None or TRUE in roots or (solver.inverse_used and self.domain is not S.Reals):
            raise SolvingError("nsmet")
        return joined(S.Or, [expr(S.Equal, x, r) for r in dict.fromkeys(roots)])

    def _periodic(self, a: Any, b: Any, x: Symbol) -> Any:
        """f[u] == c for a periodic f and a linear u, with a whole parameter."""
        if contains(b, x):
            return None
        rule = _PERIODIC.get(getattr(a.head, "name", "")) if isinstance(a, Expr) else None
        if has_head(a, S.Power, 2) and a.args[0] is S.E:
            rule, u = _exponential, a.args[1]
        elif rule is None or len(a) != 1:
            return None
        else:
            u = a.args[0]
        if self.evaluate(expr(S.PolynomialQ, u, x)) is not TRUE or self.evaluate(expr(S.Exponent, u, x)) != 1:
            return None
        self.parameters += 1
        c = expr(S.C, self.parameters)
        low, slope = (self.evaluate(expr(S.Coefficient, u, x, n)) for n in (0, 1))
        values = rule(b, c, self.domain is S.Reals)
        if values is None:
            return FALSE
        places = [product_of(sum_of(v, product_of(-1, low)), power_of(slope, -1)) for v in map(self.evaluate, values)]
        solved = joined(S.Or, [expr(S.Equal, x, self.evaluate(expr(S.Expand, p))) for p in places])
        if not any(contains(v, S.C) for v in values):
            return solved
        return Expr(S.And, (expr(S.Element, c, S.Integers), solved))

    # ---- several variables -------------------------------------------------------------------------------------------

    def _of_several(self, statement: Any, variables: list[Any]) -> Any:
        parts = facts(statement) if not has_head(statement, S.Or) else None
        if parts is None:
            return joined(S.Or, [self._of_several(a, variables) for a in statement.args])
        equations = [p for p in parts if has_head(p, S.Equal, 2)]
        conditions = [p for p in parts if not has_head(p, S.Equal, 2)]
        if not equations:
            return self._separate(parts, variables)
        if not set(symbols_of(statement)) <= set(variables):
            raise SolvingError("nsmet")
        if self.domain is S.Integers and len(equations) == 1 and not conditions:
            return self._diophantine(equations[0], variables)
        lines = [sum_of(e.args[0], product_of(-1, e.args[1])) for e in equations]
        found = Solver(self.session, lambda *args: None).system(lines, variables)
        if found is None:
            raise SolvingError("nsmet")
        out = []
        for s in found:
            tests = [self.evaluate(expr(S.Simplify, substitute(c, s))) for c in conditions]
            inside = [self._inside(v) for v in s.values()]
            rows = [expr(S.Equal, v, s[v]) for v in variables if v in s]
            out.append(joined(S.And, [*inside, *tests, *rows]))
        return joined(S.Or, out)

    def _separate(self, parts: list[Any], variables: list[Any]) -> Any:
        """Conditions of which each is about one variable alone."""
        out = []
        for v in variables:
            own = [p for p in parts if contains(p, v)]
            if any(contains(p, w) for p in own for w in variables if w is not v):
                raise SolvingError("nsmet")
            out.append(self.of_one(joined(S.And, own), v) if own else TRUE)
        return joined(S.And, [*[p for p in parts if not any(contains(p, v) for v in variables)], *out])

    def _inside(self, value: Any) -> Any:
        found = TRUE if self.domain is None else self.evaluate(expr(S.Element, value, self.domain))
        return FALSE if found is FALSE else TRUE if is_numeric(value, self.session) or found is TRUE else found

    def _diophantine(self, equation: Expr, variables: list[Any]) -> Any:
        """a x + b y == c in whole numbers."""
        d = self.evaluate(expr(S.Expand, sum_of(equation.args[0], product_of(-1, equation.args[1]))))
        if len(variables) != 2 or self.evaluate(expr(S.Exponent, d, expr(S.List, *variables))).args != (1, 1):
            raise SolvingError("nsmet")
        a, b = (self.evaluate(expr(S.Coefficient, d, v)) for v in variables)
        c = self.evaluate(substitute(d, dict.fromkeys(variables, 0)))
        if not all(type(n) is int for n in (a, b, c)):
            raise SolvingError("nsmet")
        g, p, q = _extended(a, b)
        if c % g:
            return FALSE
        self.parameters += 1
        k = expr(S.C, self.parameters)
        first, step = (-c // g * p) % abs(b // g), abs(b // g)
        second = (-c - a * first) // b
        places = (sum_of(first, product_of(step, k)), sum_of(second, product_of(-a * step // b, k)))
        rows = [expr(S.Equal, v, place) for v, place in zip(variables, places)]
        return joined(S.And, [expr(S.Element, k, S.Integers), *rows])


def _extended(a: int, b: int) -> tuple[int, int, int]:
    if not b:
        return a, 1, 0
    g, p, q = _extended(b, a % b)
    return g, q, p - a // b * q


def _turn(c: Any, n: int = 2) -> Any:
    return product_of(n, S.Pi, c)


def _outside(b: Any) -> bool:
    return type(b) in (int, float) and abs(b) > 1


def _sine(b: Any, c: Any, real: bool) -> Any:
    if real and _outside(b):
        return None
    inverse = expr(S.ArcSin, b)
    return [sum_of(inverse, _turn(c)), sum_of(S.Pi, product_of(-1, inverse), _turn(c))]


def _cosine(b: Any, c: Any, real: bool) -> Any:
    if real and _outside(b):
        return None
    inverse = expr(S.ArcCos, b)
    return [sum_of(product_of(-1, inverse), _turn(c)), sum_of(inverse, _turn(c))]


def _exponential(b: Any, c: Any, real: bool) -> Any:
    if type(b) in (int, float) and (b == 0 or (real and b < 0)):
        return None
    logarithm = expr(S.Log, b)
    return [logarithm] if real else [sum_of(logarithm, product_of(S.I, _turn(c)))]


_PERIODIC = {
    "Sin": _sine,
    "Cos": _cosine,
    "Tan": lambda b, c, real: [sum_of(expr(S.ArcTan, b), _turn(c, 1))],
}
