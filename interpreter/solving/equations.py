"""Solve: exact solutions of linear systems, of polynomial equations and of those that inverse functions undo."""

from __future__ import annotations

from collections.abc import Callable
from math import gcd
from typing import Any

from .. import symbols as S
from ..expr import FALSE, TRUE, Expr, Symbol, expr, has_head, is_list, make_list, symbol
from ..numerics.numbers import NUMBER_TYPES, REAL_TYPES, Rational
from ..substitution import contains, substitute
from .formula import SolvingError, machine_value, replaced
from .settings import equations as differences

_NOTHING = 1e-13
_NEAR = 1e-8  # of what is left when a solution is put in, by size 1
_ROOT_LIMIT = 100  # degree of a polynomial whose roots are numbered
# Variables that stand for a power or another function of the one that is looked for.
_POWER, _KERNEL = symbol("System`Private`power"), symbol("System`Private`kernel")


class Solver:
    """What one call of Solve knows: how to evaluate, and what there was to say."""

    def __init__(self, session: Any, say: Callable[..., None]) -> None:
        self.session, self.say = session, say
        self.evaluate = session.evaluate_expr
        self.inverse_used = False

    def _call(self, head: str, *args: Any) -> Any:
        return self.evaluate(Expr(S.system(head), args))

    def is_zero(self, e: Any) -> bool:
        """Whether an expression is 0, as its common form and, without variables, its value tell."""
        found = self._call("Together", e)
        if type(found) in NUMBER_TYPES:
            return bool(found == 0)
        value = machine_value(found, self.session)
        return value == value and abs(value) < _NOTHING

    # ---- one variable ------------------------------------------------------------------------------------------------

    def roots(self, f: Any, x: Any) -> list[Any] | None:
        """All x with f = 0, multiple ones repeated; None where no method fits, TRUE in it for every x."""
        whole = self._call("Together", f)
        top, bottom = self._call("Numerator", whole), self._call("Denominator", whole)
        if not contains(top, x):
            return [TRUE] if self.is_zero(top) else []
        if self._call("PolynomialQ", top, x) is TRUE:
            found = self._of_polynomial(top, x)
        else:
            found = self._undone(top, 0, x)
            if found is None:
                found = self._by_kernel(top, x)
            if found is not None:
                found = [r for r in found if self._fits(top, x, r)]
        if found is None or not contains(bottom, x):
            return found
        return [r for r in found if not self.is_zero(substitute(bottom, {x: r}))]

    def _fits(self, f: Any, x: Any, root: Any) -> bool:
        """Whether what inverse functions gave is a solution, as far as numbers tell."""
        left = machine_value(substitute(f, {x: root}), self.session)
        return left != left or abs(left) < _NEAR * (1 + abs(machine_value(root, self.session)))

    def _of_polynomial(self, p: Any, x: Any) -> list[Any] | None:
        rational: list[Any] = []
        found: list[Any] = []
        for factor, count in [tuple(f.args) for f in self._call("FactorList", p).args]:
            if contains(factor, x):
                for root in self._of_factor(factor, x):
                    (rational if type(root) in REAL_TYPES else found).extend([root] * count)
        return sorted(rational, key=float) + found

    def _of_factor(self, p: Any, x: Any) -> list[Any]:
        """The roots of a polynomial that has no factors over the rational numbers."""
        c = list(self._call("CoefficientList", p, x).args)
        degree = len(c) - 1
        used = [i for i, a in enumerate(c) if i and not self.is_zero(a)]
        step = _common(used)
        if degree == 1:
            return [self._call("Times", -1, c[0], self._power(c[1], -1))]
        if degree == 2 and step == 1:
            inside = self._call("Plus", self._power(c[1], 2), self._call("Times", -4, c[2], c[0]))
            root, half = self._power(inside, expr(S.Rational, 1, 2)), self._power(self._call("Times", 2, c[2]), -1)
            ends = [self._call("Plus", self._call("Times", -1, c[1]), self._call("Times", s, root)) for s in (-1, 1)]
            return [self._call("Together", expr(S.Times, e, half)) for e in ends]
        if step > 1:  # a polynomial in x^step
            inner = make_list(c[::step])
            y = _POWER
            q = Expr(S.Plus, tuple(expr(S.Times, a, expr(S.Power, y, i)) for i, a in enumerate(inner.args)))
            found = self.roots(self.evaluate(q), y) or []
            return [r for value in found for r in self._powers(value, step)]
        if degree > _ROOT_LIMIT:
            raise SolvingError("nsmet")
        function = self.evaluate(expr(S.Function, substitute(p, {x: expr(S.Slot, 1)})))
        return [self._call("Root", function, k) for k in range(1, degree + 1)]

    def _powers(self, value: Any, n: int) -> list[Any]:
        """All x with x^n = value."""
        root = self._power(value, expr(S.Rational, 1, n))
        if n == 2:
            return [self._call("Times", -1, root), root]
        turns = [self._power(-1, expr(S.Rational, 2 * k, n)) for k in range(n)]
        return [self._call("Times", t, root) for t in turns]

    def _power(self, base: Any, exponent: Any) -> Any:
        return self._call("Power", base, exponent)

    # ---- inverse functions -------------------------------------------------------------------------------------------

    def _undone(self, left: Any, right: Any, x: Any) -> list[Any] | None:
        """x from left = right where x stands in one place of left."""
        if left is x or left == x:
            return [right]
        if not isinstance(left, Expr):
            return None
        inside = [a for a in left.args if contains(a, x)]
        if len(inside) != 1:
            return None
        a = inside[0]
        others = [b for b in left.args if b is not a]
        if left.head is S.Plus:
            return self._undone(a, self._call("Plus", right, *(expr(S.Times, -1, b) for b in others)), x)
        if left.head is S.Times:
            return self._undone(a, self._call("Times", right, *(expr(S.Power, b, -1) for b in others)), x)
        if left.head is S.Power:
            return self._undone_power(left, right, x)
        inverse = _INVERSES.get(left.head.name) if type(left.head) is Symbol and len(left) == 1 else None
        if inverse is None:
            return None
        self.inverse_used = self.inverse_used or left.head.name not in _EXACT
        found = [self._undone(a, self.evaluate(value), x) for value in inverse(right)]
        return None if None in found else [r for some in found for r in some or ()]

    def _undone_power(self, left: Expr, right: Any, x: Any) -> list[Any] | None:
        base, exponent = left.args
        if contains(exponent, x):
            if self.is_zero(right):
                return []
            self.inverse_used = True
            logarithm = self._call("Times", expr(S.Log, right), expr(S.Power, expr(S.Log, base), -1))
            return self._undone(exponent, logarithm, x)
        if type(exponent) is int and exponent > 0:
            values = self._powers(right, exponent)
        else:
            values = [self._power(right, self._power(exponent, -1))]
        found = [self._undone(base, v, x) for v in values]
        return None if None in found else [r for some in found for r in some or ()]

    def _by_kernel(self, f: Any, x: Any) -> list[Any] | None:
        """Where x stands only inside one function of it, such as Sin[x] or E^x, by what that function may be."""
        for kernel in _kernels(f, x):
            y = _KERNEL
            replaced = self._replaced(f, kernel, y)
            if contains(replaced, x):
                found = self._by_radical(replaced, kernel, x)
                if found is None:
                    continue
                return found
            values = self.roots(replaced, y)
            if values is None or TRUE in values:
                return None
            found = [self._undone(kernel, v, x) for v in values]
            return None if None in found else [r for some in found for r in some or ()]
        return None

    def _by_radical(self, f: Any, kernel: Any, x: Any) -> list[Any] | None:
        """Where f has x beside y = (a + b x)^(1/n): by y, of which x is a polynomial."""
        is_root = has_head(kernel, S.Power, 2) and type(kernel.args[1]) is Rational and kernel.args[1].p == 1
        if not is_root or self._degree(kernel.args[0], x) != 1:
            return None
        base, power = kernel.args[0], expr(S.Power, _KERNEL, kernel.args[1].q)
        (place,) = self.roots(self._call("Plus", base, expr(S.Times, -1, power)), x) or (None,)
        values = self.roots(self.evaluate(substitute(f, {x: place})), _KERNEL)
        return None if values is None else [self.evaluate(substitute(place, {_KERNEL: v})) for v in values]

    def _replaced(self, f: Any, kernel: Any, y: Any) -> Any:
        if f == kernel:
            return y
        if has_head(f, S.Power, 2) and has_head(kernel, S.Power, 2) and f.args[0] == kernel.args[0]:
            ratio = self._call("Cancel", expr(S.Times, f.args[1], expr(S.Power, kernel.args[1], -1)))
            if type(ratio) is int:
                return expr(S.Power, y, ratio)
        if not isinstance(f, Expr):
            return f
        return Expr(f.head, tuple(self._replaced(a, kernel, y) for a in f.args))

    # ---- several variables -------------------------------------------------------------------------------------------

    def system(self, lines: list[Any], variables: list[Any]) -> list[dict[Any, Any]] | None:
        """All solutions, one variable after the other: each equation is solved for a variable that it can be solved
        for, and the rest goes on with what it is."""
        lines = [f for f in map(self._tidy, lines) if not self.is_zero(f)]
        if any(not any(contains(f, v) for v in variables) for f in lines):
            return []
        if not lines:
            return [{}]
        for f in sorted(lines, key=lambda f: self._rank(f, variables)):
            for v in sorted((v for v in variables if contains(f, v)), key=lambda v: self._degree(f, v)):
                found = self.roots(f, v)
                if found is None:
                    continue
                rest, left = [g for g in lines if g is not f], [w for w in variables if w is not v]
                solutions: list[dict[Any, Any]] = []
                for root in found:
                    inner = self.system([substitute(g, {v: root}) for g in rest], left)
                    if inner is None:
                        return None
                    for s in inner:
                        solutions.append({v: self.evaluate(substitute(root, s)), **s})
                return solutions
        return None

    def _tidy(self, f: Any) -> Any:
        return self._call("Numerator", self._call("Together", f))

    def _degree(self, f: Any, v: Any) -> int:
        if self._call("PolynomialQ", f, v) is not TRUE:
            return 1000
        found = self._call("Exponent", f, v)
        return found if type(found) is int else 1000

    def _rank(self, f: Any, variables: list[Any]) -> tuple[int, int]:
        used = [v for v in variables if contains(f, v)]
        return min(self._degree(f, v) for v in used), len(used)


def _common(numbers: list[int]) -> int:
    return gcd(*numbers) if numbers else 1


def _kernels(f: Any, x: Any) -> list[Any]:
    """Functions of x inside f that are neither sums, products nor whole powers, the smaller ones first."""
    found: dict[Any, None] = {}
    stack = [f]
    while stack:
        e = stack.pop()
        if not isinstance(e, Expr) or not contains(e, x):
            continue
        whole = e.head in (S.Plus, S.Times) or (e.head is S.Power and type(e.args[1]) is int)
        if not whole:
            found[e] = None
        else:
            stack.extend(e.args)
    return sorted(found, key=lambda e: len(str(e)))


_PI = S.Pi
_INVERSES: dict[str, Callable[[Any], list[Any]]] = {
    "Log": lambda r: [expr(S.Power, S.E, r)],
    "Sin": lambda r: [expr(S.ArcSin, r), expr(S.Plus, _PI, expr(S.Times, -1, expr(S.ArcSin, r)))],
    "Cos": lambda r: [expr(S.Times, -1, expr(S.ArcCos, r)), expr(S.ArcCos, r)],
    "Tan": lambda r: [expr(S.ArcTan, r)],
    "Sinh": lambda r: [expr(S.ArcSinh, r)],
    "Cosh": lambda r: [expr(S.Times, -1, expr(S.ArcCosh, r)), expr(S.ArcCosh, r)],
    "Tanh": lambda r: [expr(S.ArcTanh, r)],
    "ArcSin": lambda r: [expr(S.Sin, r)],
    "ArcCos": lambda r: [expr(S.Cos, r)],
    "ArcTan": lambda r: [expr(S.Tan, r)],
    "Abs": lambda r: [expr(S.Times, -1, r), r],
}
_EXACT = ("Log", "ArcSin", "ArcCos", "ArcTan")  # whose inverses have one value


def solve(given: Any, spec: Any, domain: Any, session: Any, say: Callable[..., None]) -> Any:
    """{{x -> value, ...}, ...}; None where no method fits, after a message."""
    solver = Solver(session, say)
    wanted = _variables(given, spec, session)
    if given is FALSE:
        return make_list(())
    variables = [v if type(v) is Symbol else symbol(f"System`Private`v{i}") for i, v in enumerate(wanted)]
    terms = differences(replaced(given, dict(zip(wanted, variables, strict=True))))
    conditions, lines = ([t for t in terms if _is_condition(t) is so] for so in (True, False))
    found = None if conditions and not lines else solver.system(lines, variables)
    if found is None or (domain is S.Integers and any(v not in s for s in found for v in variables)):
        return _reduced(given, wanted, domain, session, say)
    if solver.inverse_used:
        say("ifun")
    if any(TRUE in s.values() for s in found):
        found = [{}]
    if found and any(v not in s for s in found for v in variables) and lines:
        say("svars")
    found = [s for s in found if all(session.evaluate_expr(substitute(c, s)) is not FALSE for c in conditions)]
    if len(variables) > 1:
        found = _sorted(found, variables, session)
    rows = [[(w, s[v]) for v, w in zip(variables, wanted, strict=True) if v in s] for s in found]
    kept = [row for row in rows if all(_belongs(value, domain, session) for _, value in row)]
    return make_list(make_list(Expr(S.Rule, pair) for pair in row) for row in kept)


def _reduced(given: Any, wanted: list[Any], domain: Any, session: Any, say: Callable[..., None]) -> Any:
    """The solutions that Reduce finds: inequalities, and equations that inverse functions do not undo."""
    from ..algebra.rules import as_rules

    return as_rules(given, wanted, domain, session, say)


def _sorted(solutions: list[dict[Any, Any]], variables: list[Any], session: Any) -> list[dict[Any, Any]]:
    """Solutions in real numbers in their order; others as they are."""
    keys = [[machine_value(s.get(v, 0), session) for v in variables] for s in solutions]
    if not all(type(x) is float and x == x for k in keys for x in k):
        return solutions
    return [solutions[i] for i in sorted(range(len(keys)), key=keys.__getitem__)]


def _variables(given: Any, spec: Any, session: Any) -> list[Any]:
    if spec is None:
        return list(session.evaluate_expr(expr(S.Variables, make_list(differences(given)))).args)
    found = list(spec.args) if is_list(spec) else [spec]
    odd = next((v for v in found if type(v) is not Symbol and not (isinstance(v, Expr) and not is_list(v))), None)
    if odd is not None:
        raise SolvingError("ivar", odd)
    return found


def _is_condition(f: Any) -> bool:
    """Whether a part of a system does not say that something is 0, but is to hold of the solutions."""
    return isinstance(f, Expr) and f.head in (S.Less, S.LessEqual, S.Greater, S.GreaterEqual, S.Or, S.Unequal, S.Not)


def _belongs(value: Any, domain: Any, session: Any) -> bool:
    """Whether a value is in a domain, as far as one can tell."""
    if domain is None:
        return True
    if domain is S.Integers:
        return type(value) is int
    number = machine_value(value, session)
    return type(number) is float or number != number or abs(number.imag) < _NEAR * (1 + abs(number))
