"""Disjunctive and conjunctive normal forms, with the prime implicants that a formula needs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any

from .. import symbols as S
from ..expr import FALSE, TRUE, Expr
from .formula import connective, numbers_allowed

# A term is a map from places of variables to whether they stand there plain.
Term = dict[int, bool]
_MOST = 20_000  # terms


class TooLong(Exception):
    """A normal form that is longer than anyone wants."""


def negation(e: Any) -> Any:
    if e is TRUE or e is FALSE:
        return FALSE if e is TRUE else TRUE
    return e.args[0] if isinstance(e, Expr) and e.head is S.Not else Expr(S.Not, (e,))


def in_and_or(e: Any, positive: bool = True) -> Any:
    """A formula of And, Or and negated variables that means e, or its negation."""
    if e is TRUE or e is FALSE or connective(e) is None:
        return e if positive else negation(e)
    head, args = e.head, e.args
    if head is S.Not:
        return in_and_or(args[0], not positive)
    if head in (S.Nand, S.Nor):
        return in_and_or(Expr(S.And if head is S.Nand else S.Or, args), not positive)
    if head in (S.And, S.Or):
        dual = head if positive else S.Or if head is S.And else S.And
        return Expr(dual, tuple([in_and_or(a, positive) for a in args]))
    if head is S.Implies:
        return in_and_or(Expr(S.Or, (negation(args[0]), args[1])), positive)
    if head in (S.Xor, S.Xnor):
        return _parity(list(args), positive is (head is S.Xor))
    n = len(args)
    if head is S.Majority:
        groups = combinations(args, n // 2 + 1 if positive else n - n // 2)
        return Expr(S.Or, tuple([Expr(S.And, tuple([in_and_or(a, positive) for a in group])) for group in groups]))
    allowed = {0, n} if head is S.Equivalent else numbers_allowed(*e.head.args)
    chosen = [k for k in range(n + 1) if (k in allowed) is positive]
    cases = [
        Expr(S.And, tuple([in_and_or(a, i in group) for i, a in enumerate(args)]))
        for k in reversed(chosen)
        for group in combinations(range(n), k)
    ]
    return Expr(S.Or, tuple(cases)) if cases else FALSE


def _parity(args: list[Any], odd: bool) -> Any:
    if len(args) == 1:
        return in_and_or(args[0], odd)
    first, rest = args[0], args[1:]
    return Expr(
        S.Or,
        (
            Expr(S.And, (in_and_or(first), _parity(rest, not odd))),
            Expr(S.And, (in_and_or(first, False), _parity(rest, odd))),
        ),
    )


def products(e: Any, places: dict[Any, int], outer: Any = S.Or) -> list[Term]:
    """The terms of the disjunctive form of a formula of And, Or and literals; for outer And the other's clauses."""
    if e is TRUE or e is FALSE:
        return [{}] if (e is TRUE) == (outer is S.Or) else []
    if not isinstance(e, Expr) or e.head not in (S.And, S.Or):
        plain = not (isinstance(e, Expr) and e.head is S.Not)
        return [{places[e if plain else e.args[0]]: plain}]
    parts = [products(a, places, outer) for a in e.args]
    if e.head is outer:
        return absorbed([t for part in parts for t in part])
    found: list[Term] = [{}]
    for part in parts:
        found = absorbed([{**s, **t} for s in found for t in part if all(t.get(k, v) is v for k, v in s.items())])
    return found


def absorbed(terms: list[Term]) -> list[Term]:
    """Terms without those that others make superfluous."""
    if len(terms) > _MOST:
        raise TooLong
    sets = sorted({frozenset(t.items()) for t in terms}, key=len)
    kept: list[frozenset[tuple[int, bool]]] = []
    for s in sets:
        if not any(k <= s for k in kept):
            kept.append(s)
    return [dict(s) for s in kept]


def of_table(bits: int, n: int) -> list[Term]:
    """Few terms for a truth table, by Quine and McCluskey: prime implicants, the needed ones, then what covers most."""
    rows = [i for i in range(1 << n) if bits >> i & 1]
    level = {(0, i) for i in rows}  # (variables left out, their other values)
    primes: set[tuple[int, int]] = set()
    while level:
        joined, used = set(), set()
        for mask, value in level:
            for j in range(n):
                bit = 1 << j
                other = (mask, value ^ bit)
                if not mask & bit and other in level:
                    used |= {(mask, value), other}
                    joined.add((mask | bit, value & ~bit))
        primes |= level - used
        level = joined
        if len(primes) + len(level) > _MOST:
            raise TooLong
    left, chosen = set(rows), []
    covers = {p: {i for i in rows if i & ~p[0] == p[1]} for p in primes}
    for i in rows:
        only = [p for p, covered in covers.items() if i in covered]
        if len(only) == 1 and only[0] not in chosen:
            chosen.append(only[0])
            left -= covers[only[0]]
    while left:
        best = min(covers, key=lambda p: (-len(covers[p] & left), bin(p[0]).count("0"), p))
        chosen.append(best)
        left -= covers[best]
    return [{n - 1 - j: not v >> j & 1 for j in range(n) if not m >> j & 1} for m, v in chosen]


def written(terms: list[Term], names: Sequence[Any], outer: Any) -> Any:
    """Terms as an expression: first those with early variables, plain before negated."""
    inner = S.And if outer is S.Or else S.Or

    def order(term: Term) -> list[int]:
        return [0 if term.get(j) is True else 1 if term.get(j) is False else 2 for j in range(len(names))]

    rows = []
    for term in sorted(terms, key=order):
        literals = [names[j] if term[j] else Expr(S.Not, (names[j],)) for j in sorted(term)]
        rows.append(literals[0] if len(literals) == 1 else Expr(inner, tuple(literals)))
    return rows[0] if len(rows) == 1 else Expr(outer, tuple(rows))
