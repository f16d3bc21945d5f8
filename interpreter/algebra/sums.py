"""Sums and products to symbolic ends: polynomials and powers by our own rules, the rest by SymPy and checked."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product as tuples
from math import comb
from typing import Any

from .. import symbols as S
from ..builtins.derivatives import Differentiator, Unknown
from ..builtins.polynomials import View, expanded
from ..builtins.rationals import factored, joined
from ..builtins.special import bernoulli
from ..expr import Expr, Symbol, expr, has_head, is_list
from ..numerics.algebra import product_of, sum_of
from ..numerics.infinities import INFINITY, is_infinite
from ..numerics.numbers import REAL_TYPES, rational
from ..numerics.numeric import real_value
from ..numerics.powers import power_of
from ..solving.formula import quiet
from ..solving.settings import local
from ..substitution import contains, substitute
from .asking import asked
from .bridge import Bridge
from .checking import DIGITS, number_at, symbols_of

_MOST_DEGREE = 80
_SMALL = (3, 5, 4, 6)  # values that are tried for the parameters of the ends
_OTHERS = (rational(37, 101), rational(317, 101))  # and for others


class Divergent(Exception):
    """A sum without a value."""


def symbolic(session: Any, body: Any, specs: tuple[Any, ...], kind: str) -> Any:
    """Sum or Product (`kind`) over iterators of which an end is no number; None if that is not known."""
    evaluate = session.evaluate_expr
    rows = []
    for spec in specs:
        parts = spec.args if is_list(spec) else (spec,)
        if not parts or type(parts[0]) is not Symbol or len(parts) > 3:
            return None
        rows.append(parts)
    with local(session, [parts[0] for parts in rows]):
        e = evaluate(body)
        for k, *ends in reversed(rows):
            ends = [evaluate(end) for end in ([1, *ends] if len(ends) == 1 else ends)]
            worker = Summation(session, k) if kind == "Sum" else Product(session, k)
            found = worker.indefinite(e) if not ends else worker.definite(e, *ends)
            if found is None:
                return None
            e = evaluate(found)
    return e


def _tidy(e: Any) -> Any:
    """Over one denominator, in factors."""
    pairs = factored(joined(e))
    return e if pairs is None else product_of(*[power_of(f, n) for f, n in pairs])


class Summation:
    """Sums over one symbol."""

    def __init__(self, session: Any, k: Symbol) -> None:
        self.session, self.k, self.evaluate = session, k, session.evaluate_expr

    def indefinite(self, e: Any) -> Any:
        found = self.antidifference(e)
        if found is not None:
            return _tidy(self.evaluate(sum_of(*[f for f, _ in found])))

        def work(sympy: Any) -> Any:
            from sympy.concrete.gosper import gosper_sum

            bridge = Bridge(sympy, self.session, [self.k])
            return bridge.back(gosper_sum(bridge.to(e), bridge.to(self.k)))

        f = asked(self.session, work)
        if f is None:
            return None
        step = sum_of(substitute(f, {self.k: sum_of(self.k, 1)}), product_of(-1, f))
        return f if all(self._same(step, e, {self.k: n}) for n in _SMALL) else None

    def _same(self, a: Any, b: Any, point: dict[Any, Any]) -> bool:
        values = [number_at(self.session, x, self._point(point, a, b)) for x in (a, b)]
        if None in values:
            return False
        x, y = map(complex, values)
        return abs(x - y) < 1e-9 * (1 + abs(x))

    def _point(self, point: dict[Any, Any], *expressions: Any) -> dict[Any, Any]:
        return {s: _OTHERS[0] for s in symbols_of(*expressions)} | point

    def definite(self, e: Any, a: Any, b: Any) -> Any:
        if not contains(e, self.k) and not is_infinite(a) and not is_infinite(b):
            return product_of(e, sum_of(b, 1, product_of(-1, a)))
        found = self._by_difference(e, a, b)
        return self._asked(e, a, b) if found is None else found

    # ---- polynomials times powers ------------------------------------------------------------------------------------

    def antidifference(self, e: Any) -> list[tuple[Any, Any]] | None:
        """[(F, r), ...] with F(k + 1) - F(k) = e in all, for polynomials in k times functions of ratio r."""
        parts = [self._of_product(t) for t in _grouped(e, self.k)]
        return None if None in parts else [p for p in parts if p is not None]

    def _of_product(self, e: Any) -> tuple[Any, Any] | None:
        k = self.k
        powers, rest, ratio = [], [], []
        for f in e.args if has_head(e, S.Times) else (e,):
            if has_head(f, S.Power, 2) and not contains(f.args[0], k) and contains(f.args[1], k):
                slope = self._slope(f.args[1])
                if slope is None:
                    return None
                powers.append(f)
                ratio.append(power_of(f.args[0], slope))
            else:
                rest.append(f)
        view = View(product_of(*rest), [k])
        if not view.is_polynomial([k]) or any(n > _MOST_DEGREE for (n,) in view.terms):
            return None
        p = {n: view.coefficient((n,)) for (n,) in view.terms}
        r = self.evaluate(product_of(*ratio)) if ratio else 1
        q = self._powers(p) if type(r) is int and r == 1 else self._geometric(p, r)
        return product_of(sum_of(*[product_of(c, power_of(k, n)) for n, c in q.items()]), *powers), r

    def _slope(self, u: Any) -> Any:
        try:
            d = self.evaluate(Differentiator(self.k)(u))
        except Unknown:
            return None
        return None if contains(d, self.k) else d

    def _powers(self, p: dict[int, Any]) -> dict[int, Any]:
        """The Bernoulli polynomials."""
        out: dict[int, Any] = {}
        for m, c in p.items():
            for j in range(1, m + 2):
                b = bernoulli(m + 1 - j)
                term = product_of(c, comb(m + 1, j), b, rational(1, m + 1))
                out[j] = sum_of(out.get(j, 0), term)
        return out

    def _geometric(self, p: dict[int, Any], r: Any) -> dict[int, Any]:
        below = power_of(sum_of(r, -1), -1)
        q: dict[int, Any] = {}
        for j in range(max(p, default=0), -1, -1):
            carried = sum_of(*[product_of(-1, r, q[m], comb(m, j)) for m in q])
            q[j] = self.evaluate(joined(self.evaluate(product_of(sum_of(p.get(j, 0), carried), below))))
        return q

    def _by_difference(self, e: Any, a: Any, b: Any) -> Any:
        if is_infinite(a):
            return None
        found = self.antidifference(e)
        if found is None:
            return None
        if is_infinite(b) and b != INFINITY:
            return None
        ends = [self._ends(whole, r, a, b) for whole, r in found]
        return None if None in ends else _tidy(self.evaluate(sum_of(*[x for pair in ends if pair for x in pair])))

    def _ends(self, whole: Any, r: Any, a: Any, b: Any) -> tuple[Any, Any] | None:
        """The differences at the ends; the upper one is 0 for a ratio below 1."""
        first = product_of(-1, substitute(whole, {self.k: a}))
        if not is_infinite(b):
            return substitute(whole, {self.k: sum_of(b, 1)}), first
        size = real_value(self.evaluate(expr(S.Abs, r)), self.session)
        if type(size) in REAL_TYPES and not size < 1:
            raise Divergent
        return (0, first) if type(size) in REAL_TYPES or symbols_of(r) else None

    # ---- the rest ----------------------------------------------------------------------------------------------------

    def _asked(self, e: Any, a: Any, b: Any) -> Any:
        def work(sympy: Any) -> Any:
            bridge = Bridge(sympy, self.session, [self.k], assume={self.k: {"integer": True}})
            k = bridge.to(self.k)
            found = sympy.summation(bridge.to(e), (k, bridge.to(a), bridge.to(b)))
            if found in (sympy.oo, -sympy.oo):
                return Divergent
            return bridge.back(generic(sympy, found))

        found = asked(self.session, work)
        if found is Divergent:
            raise Divergent
        return found if found is not None and self._is_right(found, e, a, b) else None

    def _is_right(self, found: Any, e: Any, a: Any, b: Any) -> bool:
        """Whether numbers agree: for small ends, or with the terms added up and extrapolated."""
        if contains(found, S.DirectedInfinity) or contains(found, S.Indeterminate):
            return False
        if is_infinite(a) or is_infinite(b):  # a formula for where the sum converges
            return any(self._is_value(found, e, a, b, {s: v for s in symbols_of(found, e)}) for v in _OTHERS)
        names = symbols_of(a, b)
        points = [dict(zip(names, values)) for values in tuples(_SMALL, repeat=len(names))]
        known = [self._is_value(found, e, a, b, self._point(p, e, found)) for p in points[:40]]
        return False not in known and True in known

    def _is_value(self, found: Any, e: Any, a: Any, b: Any, point: dict[Any, Any]) -> bool | None:
        ends = [self.evaluate(substitute(x, point)) for x in (a, b)]
        total = self._total(substitute(e, {s: v for s, v in point.items() if s is not self.k}), *ends)
        value = number_at(self.session, found, point)
        if total is None or value is None:
            return None
        return abs(complex(total) - complex(value)) <= 1e-9 * (1 + abs(complex(value)))

    def _total(self, e: Any, a: Any, b: Any) -> Any:
        def at(n: Any) -> Any:
            return number_at(self.session, e, {self.k: int(n)})

        if type(a) is int and type(b) is int and b - a < 100:
            terms = [at(n) for n in range(a, b + 1)]
            return None if None in terms or not terms else self.combined(terms)
        return self._limit(at, a, b)

    def combined(self, terms: list[Any]) -> Any:
        return self.evaluate(Expr(S.Plus, tuple(terms)))

    def _limit(self, at: Callable[[Any], Any], a: Any, b: Any) -> Any:
        from ..numerics.bigreals import own_context, to_mp

        c = own_context(DIGITS)
        ends = [c.inf if x == INFINITY else -c.inf if is_infinite(x) else x for x in (a, b)]

        def term(n: Any) -> Any:
            value = at(n)
            if value is None:
                raise ValueError
            return to_mp(value, c)

        with quiet(self.session):
            try:
                return complex(c.nsum(term, ends))
            except (ValueError, ArithmeticError, TypeError):
                return None


def _grouped(e: Any, k: Any) -> list[Any]:
    """The terms of a sum, those that are polynomials in k together."""
    terms = e.args if has_head(e, S.Plus) else (e,)
    plain = [t for t in terms if View(t, [k]).is_polynomial([k])]
    others = [t for t in terms if not any(t is p for p in plain)]
    return [sum_of(*plain), *others] if plain else others


def generic(sympy: Any, x: Any) -> Any:
    """x with every case distinction replaced by the case that is not about single values."""
    def case(p: Any) -> Any:
        for value, condition in p.args:
            if not isinstance(condition, sympy.Eq) and not value.has(sympy.Integral, sympy.Sum, sympy.Product):
                return value
        return p

    return x.replace(lambda e: isinstance(e, sympy.Piecewise), case)


class Product(Summation):
    """Products over one symbol."""

    def indefinite(self, e: Any) -> Any:
        return None

    def definite(self, e: Any, a: Any, b: Any) -> Any:
        if not is_infinite(a) and not is_infinite(b):
            count = sum_of(b, 1, product_of(-1, a))
            factors = [self._factor(f, n, a, b, count) for f, n in factored(e) or [(e, 1)]]
            if None not in factors:
                return product_of(*factors)
        return self._asked(e, a, b)

    def _factor(self, f: Any, n: int, a: Any, b: Any, count: Any) -> Any:
        k = self.k
        if not contains(f, k):
            return power_of(f, product_of(n, count))
        if has_head(f, S.Power, 2) and not contains(f.args[0], k):
            total = Summation(self.session, k).definite(f.args[1], a, b)
            return None if total is None else power_of(f.args[0], product_of(n, total))
        slope = self._slope(f)
        if slope is None:
            return None
        start = self.evaluate(expanded(product_of(substitute(f, {k: a}), power_of(slope, -1))))
        if type(start) is int and start > 0:
            rising = product_of(
                expr(S.Factorial, sum_of(start, -1, count)), power_of(expr(S.Factorial, start - 1), -1)
            )
        else:
            rising = expr(S.Pochhammer, start, count)
        return power_of(product_of(power_of(slope, count), rising), n)

    def _asked(self, e: Any, a: Any, b: Any) -> Any:
        def work(sympy: Any) -> Any:
            bridge = Bridge(sympy, self.session, [self.k], assume={self.k: {"integer": True}})
            found = sympy.product(bridge.to(e), (bridge.to(self.k), bridge.to(a), bridge.to(b)))
            return bridge.back(generic(sympy, sympy.sympify(found)))

        found = asked(self.session, work)
        return found if found is not None and self._is_right(found, e, a, b) else None

    def combined(self, terms: list[Any]) -> Any:
        return self.evaluate(Expr(S.Times, tuple(terms)))

    def _limit(self, at: Callable[[Any], Any], a: Any, b: Any) -> Any:
        from ..numerics.bigreals import own_context, to_mp

        if not is_infinite(b) or is_infinite(a):
            return None
        c = own_context(DIGITS)
        try:
            return complex(c.nprod(lambda n: to_mp(at(n), c), [a, c.inf]))
        except (ValueError, ArithmeticError, TypeError, AttributeError):
            return None
