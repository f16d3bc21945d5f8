"""What is known about the derivatives of functions, and the recursion that differentiates an expression.

The table gives the partial derivatives of f[#1, #2, ...] in the language itself; an entry is read when it is first
used.  "" stands for a partial derivative without a closed form here.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from .. import symbols as S
from ..expr import Expr, Symbol, make_list, same, system
from ..numerics.algebra import product_of, sum_of
from ..numerics.functions import DERIVATIVES
from ..numerics.powers import power_of
from ..reader import ExprBuilder
from ..substitution import fill_slots, substitute
from . import (  # noqa: F401 - they fill DERIVATIVES
    elementary,
    highertranscendental,
    hyperbolic,
    special,
    transcendental,
    trigonometry,
)

# Functions with a row in the table of numeric functions have their derivative there; these have none yet.
PARTIALS: dict[str, tuple[str, ...]] = {
    **{name if n == 1 else f"{name},{n}": texts for (name, n), texts in DERIVATIVES.items()},
    "RealAbs": ("#/RealAbs[#]",),
    "HeavisideTheta": ("DiracDelta[#]",),
}


class _System:
    """Names in the table are System symbols, whatever contexts a session is in."""

    resolve = staticmethod(system)


@cache
def partial_body(function: Symbol, count: int, position: int) -> Any:
    """The partial derivative of function[#1, ..., #count] as a body with slots; None if the table has none."""
    if function.context != "System`":
        return None
    entry = PARTIALS.get(function.name if count == 1 else f"{function.name},{count}")
    if entry is None or not entry[position]:
        return None
    from ...grammar import parse

    return parse(entry[position], ExprBuilder(_System()))


class Unknown(Exception):
    """There is no rule for this expression."""


class Differentiator:
    """Differentiates with respect to one variable, which may be any expression."""

    def __init__(self, variable: Any) -> None:
        self.variable = variable
        self._free: dict[int, bool] = {}  # by identity; the expression being differentiated keeps its nodes alive

    def is_free(self, e: Any) -> bool:
        if not isinstance(e, Expr):
            return e is not self.variable
        known = self._free.get(id(e))
        if known is None:
            known = not same(e, self.variable) and self.is_free(e.head) and all([self.is_free(a) for a in e.args])
            self._free[id(e)] = known
        return known

    def __call__(self, e: Any) -> Any:
        if e is self.variable:
            return 1
        if not isinstance(e, Expr):
            return 0
        if e.head is S.List:
            return make_list([self(a) for a in e.args])
        if self.is_free(e):
            return 0
        if same(e, self.variable):
            return 1
        rule = _RULES.get(e.head) if type(e.head) is Symbol else None
        result = rule(self, e) if rule else None
        return self.chain(e) if result is None else result

    def chain(self, e: Expr) -> Any:
        """The sum of (partial derivative) * (derivative of the argument)."""
        if not self.is_free(e.head):
            raise Unknown
        terms = []
        for i, a in enumerate(e.args):
            if not self.is_free(a):
                inner = self(a)
                outer = partial(e, i)
                if isinstance(inner, Expr) and inner.head is S.List:
                    raise Unknown
                terms.append(outer if inner == 1 and type(inner) is int else product_of(outer, inner))
        return terms[0] if len(terms) == 1 else sum_of(*terms)

    def plus(self, e: Expr) -> Any:
        terms = [self(a) for a in e.args]
        return sum_of(*[t for t in terms if type(t) is not int or t])

    def times(self, e: Expr) -> Any:
        terms = []
        for i, a in enumerate(e.args):
            d = self(a)
            if type(d) is not int or d:
                others = e.args[:i] + e.args[i + 1 :]
                terms.append(product_of(*others) if type(d) is int and d == 1 else product_of(d, *others))
        return terms[0] if len(terms) == 1 else sum_of(*terms)

    def power(self, e: Expr) -> Any:
        if len(e) != 2:
            return None
        base, exponent = e.args
        if self.is_free(exponent):
            return product_of(exponent, power_of(base, sum_of(-1, exponent)), self(base))
        if self.is_free(base):
            return product_of(e, _log(base), self(exponent))
        by_base = product_of(exponent, power_of(base, -1), self(base))
        return product_of(e, sum_of(by_base, product_of(_log(base), self(exponent))))

    def relation(self, e: Expr) -> Any:
        return Expr(e.head, tuple([self(a) for a in e.args]))

    def conditional(self, e: Expr) -> Any:
        """If[test, a, b] is differentiated in its branches."""
        return Expr(e.head, (e.args[0], *[self(a) for a in e.args[1:]]))

    def piecewise(self, e: Expr) -> Any:
        if not e.args or not all(isinstance(p, Expr) and len(p) == 2 for p in e.args[0].args):
            return None
        pieces = [make_list((self(p.args[0]), p.args[1])) for p in e.args[0].args]
        return Expr(e.head, (make_list(pieces), self(e.args[1]) if len(e) > 1 else 0))

    def integral(self, e: Expr) -> Any:
        """An indefinite integral in x gives the integrand; limits count by their own derivatives."""
        if len(e) != 2:
            raise Unknown
        f, limit = e.args
        if not isinstance(limit, Expr) or limit.head is not S.List:
            return f if same(limit, self.variable) else Expr(e.head, (self(f), limit))
        if len(limit) != 3 or same(limit.args[0], self.variable):
            raise Unknown
        t, a, b = limit.args
        inside = self(f)
        ends = [product_of(sign, substitute(f, {t: end}), self(end)) for sign, end in ((1, b), (-1, a))]
        return sum_of(inside if type(inside) is int and inside == 0 else Expr(e.head, (inside, limit)), *ends)

    def summed(self, e: Expr) -> Any:
        """A sum is differentiated term by term if the bounds do not depend on the variable."""
        if not all(self.is_free(limit) for limit in e.args[1:]):
            raise Unknown
        return Expr(e.head, (self(e.args[0]), *e.args[1:]))


_RULES = {
    S.Plus: Differentiator.plus,
    S.Times: Differentiator.times,
    S.Power: Differentiator.power,
    S.Equal: Differentiator.relation,
    S.Rule: Differentiator.relation,
    S.If: Differentiator.conditional,
    S.Piecewise: Differentiator.piecewise,
    S.Integrate: Differentiator.integral,
    S.Sum: Differentiator.summed,
}


def _log(e: Any) -> Any:
    return 1 if e is S.E else Expr(S.Log, (e,))


def partial(e: Expr, position: int) -> Any:
    """The partial derivative of f[a, b, ...] by the argument at a position (from 0), taken at these arguments."""
    f, n = e.head, len(e)
    if type(f) is Symbol:
        body = partial_body(f, n, position)
        if body is not None:
            return fill_slots(body, Expr(S.Function, (body,)), e.args)
    orders = [int(i == position) for i in range(n)]
    if is_derivative(f) and len(f.head) == n:
        orders = [sum_of(a, b) for a, b in zip(f.head.args, orders)]
        f = f.args[0]
    return Expr(Expr(Expr(S.Derivative, tuple(orders)), (f,)), e.args)


def is_derivative(e: Any) -> bool:
    """True for Derivative[n, ...][f]."""
    return isinstance(e, Expr) and isinstance(e.head, Expr) and e.head.head is S.Derivative and len(e) == 1
