"""Polynomials as dictionaries: a monomial (its exponents packed into one integer) -> its coefficient.

Multiplying monomials is adding integers, so a product is two nested loops over dictionaries.  Everything that is not a
sum, a product or an integer power is a generator, whatever is inside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import comb
from typing import Any

from .. import symbols as S
from ..expr import Expr, Symbol
from ..numerics.algebra import product_of, sum_of
from ..numerics.arithmetic import add, is_zero, multiply, power_integer
from ..numerics.numbers import NUMBER_TYPES, Rational
from ..numerics.powers import power_of
from ..ordering import sort_key

WIDTH = 40  # bits for one exponent, which may be negative
_FIELD = 1 << WIDTH
_MASK, _HALF = _FIELD - 1, _FIELD >> 1
Polynomial = dict[int, Any]
_NATIVE = ({int}, {float}, {int, float})


def exponents(monomial: int) -> list[tuple[int, int]]:
    """The (generator, exponent) pairs of a packed monomial, in order of the generators."""
    pairs = []
    i = 0
    while monomial:
        e = monomial & _MASK
        if e >= _HALF:
            e -= _FIELD
        if e:
            pairs.append((i, e))
        monomial = (monomial - e) >> WIDTH
        i += 1
    return pairs


def _is_native(*ps: Polynomial) -> bool:
    """True if Python's own arithmetic will do for the coefficients."""
    return {type(c) for p in ps for c in p.values()} in _NATIVE


def multiply_polynomials(p: Polynomial, q: Polynomial) -> Polynomial:
    if len(q) < len(p):
        p, q = q, p
    if len(p) == 1:
        [(k, c)] = p.items()
        if k == 0 and type(c) is int and c == 1:
            return q
    out: Polynomial = {}
    get = out.get
    items = list(q.items())
    if _is_native(p, q):
        for k1, c1 in p.items():
            for k2, c2 in items:
                k = k1 + k2
                out[k] = get(k, 0) + c1 * c2
    else:
        for k1, c1 in p.items():
            for k2, c2 in items:
                k = k1 + k2
                c = multiply(c1, c2)
                out[k] = add(out[k], c) if k in out else c
    return _without_zeros(out)


def add_polynomials(ps: Iterable[Polynomial]) -> Polynomial:
    out: Polynomial = {}
    for p in ps:
        for k, c in p.items():
            old = out.get(k)
            out[k] = c if old is None else old + c if type(old) is int and type(c) is int else add(old, c)
    return _without_zeros(out)


def _without_zeros(p: Polynomial) -> Polynomial:
    return {k: c for k, c in p.items() if type(c) is not int or c}


def power_polynomial(p: Polynomial, n: int) -> Polynomial:
    if n == 0 or not p:
        return {0: 1} if n == 0 else {}
    if len(p) == 1:
        [(k, c)] = p.items()
        return {k * n: power_integer(c, n)}
    if len(p) == 2:  # the binomial theorem
        (k1, c1), (k2, c2) = p.items()
        out: Polynomial = {}
        rising, falling = [1], [1]
        for _ in range(n):
            rising.append(multiply(rising[-1], c1))
            falling.append(multiply(falling[-1], c2))
        for i in range(n + 1):
            out[k1 * i + k2 * (n - i)] = multiply(comb(n, i), multiply(rising[i], falling[n - i]))
        return _without_zeros(out)
    result = p
    for _ in range(n - 1):
        result = multiply_polynomials(result, p)
    return result


class Ring:
    """Generators met so far; turns expressions into polynomials in them and back.

    `opaque(e)` says which subexpressions are generators although they could be opened.
    """

    def __init__(self, opaque: Callable[[Any], bool] | None = None) -> None:
        self.generators: list[Any] = []
        self._index: dict[Any, int] = {}
        self.opaque = opaque

    def generator(self, e: Any) -> int:
        """The number of a generator, made on first sight."""
        i = self._index.get(e)
        if i is None:
            i = self._index[e] = len(self.generators)
            self.generators.append(e)
        return i

    def monomial(self, e: Any, n: int) -> Polynomial:
        return {n << (WIDTH * self.generator(e)): 1}

    def polynomial(self, e: Any) -> Polynomial:
        """e multiplied out."""
        t = type(e)
        if t is int:
            return {0: e} if e else {}
        if t in NUMBER_TYPES:
            return {0: e}
        if t is Expr and type(e.head) is Symbol and not (self.opaque and self.opaque(e)):
            if e.head is S.Plus:
                return add_polynomials([self.polynomial(a) for a in e.args])
            if e.head is S.Times:
                factors = [self.polynomial(a) for a in e.args]
                result: Polynomial = {0: 1}
                for f in sorted(factors, key=len):
                    result = multiply_polynomials(result, f)
                return result
            if e.head is S.Power and len(e) == 2:
                return self._power(e)
        return self.monomial(e, 1)

    def _power(self, e: Expr) -> Polynomial:
        base, n = e.args
        if type(n) is int and abs(n) < _HALF >> 8:
            if n > 0:
                return power_polynomial(self.polynomial(base), n)
            if isinstance(base, Expr) and base.head is S.Times:
                return self.polynomial(product_of(*[power_of(b, n) for b in base.args]))
            return self.monomial(base, n)
        if type(n) is Rational and abs(n.p) < _HALF >> 8:
            return self.monomial(power_of(base, Rational(1, n.q)), n.p)
        return self.monomial(e, 1)

    # ---- back to expressions -------------------------------------------------------------------------------------

    def expression(self, p: Polynomial, stamp: int = 0) -> Any:
        """The canonical sum of the terms of p; where nothing is left to do the new nodes carry the stamp."""
        if not p:
            return 0
        if self.opaque is None and all([_is_plain(g) for g in self.generators]):
            return self._sum(p, stamp)
        return sum_of(*[self.term(k, c) for k, c in p.items()])

    def term(self, monomial: int, coefficient: Any) -> Any:
        powers = [power_of(self.generators[i], e) if e != 1 else self.generators[i] for i, e in exponents(monomial)]
        return product_of(coefficient, *powers) if powers else coefficient

    def stamp_in(self, session: Any) -> int:
        """The stamp for sums of these generators; 0 unless they are in normal form and no user's rule can apply."""
        evaluator, stamp = session.evaluator, session.evaluator.stamp
        if evaluator.up_symbols:
            return 0
        for g in self.generators:
            if (session.definitions[g].inert if type(g) is Symbol else getattr(g, "stamp", 0)) != stamp:
                return 0
        heads = [session.definitions[h] for h in (S.Plus, S.Times, S.Power)]
        if any(d.own is not None or d.down is not None for d in heads):
            return 0
        for d in heads:
            d.inert = stamp  # a rule for one of them will be noticed
        return stamp

    def _sum(self, p: Polynomial, stamp: int) -> Any:
        """The same when no generator can combine with another: the order follows from the exponents alone."""
        ranking = sorted(range(len(self.generators)), key=lambda i: sort_key(self.generators[i]))
        rank = {i: r for r, i in enumerate(ranking)}
        rows = []
        for k, c in p.items():
            pairs = [(rank[i], e) for i, e in exponents(k)]
            pairs.sort(reverse=True)
            rows.append((pairs, c))
        rows.sort(key=lambda row: row[0])
        powers: dict[tuple[int, int], Any] = {}
        terms = []

        def node(head: Symbol, args: tuple[Any, ...]) -> Expr:
            e = Expr(head, args)
            e.stamp = stamp
            return e

        for pairs, c in rows:
            factors = []
            for pair in reversed(pairs):
                f = powers.get(pair)
                if f is None:
                    g = self.generators[ranking[pair[0]]]
                    f = powers[pair] = g if pair[1] == 1 else node(S.Power, (g, pair[1]))
                factors.append(f)
            if not factors:
                terms.append(c)
            elif type(c) is int and c == 1:
                terms.append(factors[0] if len(factors) == 1 else node(S.Times, tuple(factors)))
            else:
                terms.append(node(S.Times, (c, *factors)))
        return terms[0] if len(terms) == 1 else node(S.Plus, tuple(terms))


def _is_plain(g: Any) -> bool:
    """A generator whose integer powers never simplify and never meet another generator's."""
    if type(g) is Symbol:
        return g not in _SPECIAL
    return isinstance(g, Expr) and g.head not in (S.Power, S.Times, S.DirectedInfinity, S.Interval)


_SPECIAL = frozenset((S.I, S.Infinity, S.ComplexInfinity, S.Indeterminate))


def is_zero_coefficient(c: Any) -> bool:
    return type(c) in NUMBER_TYPES and is_zero(c)
