"""Canonical order: numbers, strings, symbols and products of powers as polynomial terms, then compound expressions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from . import symbols as S
from .expr import Expr, Symbol, same
from .numerics.numbers import NUMBER_TYPES, Complex

_NUMBER, _STRING, _TERM = 0, 1, 2
_RANK = {int: 0}  # among numbers of equal value exact ones come first
_ONE = (_NUMBER, 1, 0, 0)
_ZERO = (_NUMBER, 0, 0, 0)
_PLAIN = ((), (), _ONE, (_ZERO,))  # what follows the base of a factor that is no sum


def sort_key(e: Any) -> tuple[Any, ...]:
    """A tuple that compares as the canonical order does.  Keys of nodes are kept on the node.

    A term is compared by its factors from the last one on, each as (base, exponent), then by its coefficient:
    that puts a^2, a b, b^2, a c, b c, c^2 into this order, as for polynomials.
    """
    if isinstance(e, Expr):
        if e._key is None:
            try:
                e._key = _term_key(e)
            except RecursionError:
                _keys_from_below(e)
        return e._key
    t = type(e)
    if t is Symbol:
        if e.key is None:
            e.key = (_TERM, ((_base(e), _ONE),), _ONE)
        return e.key
    if t in NUMBER_TYPES:
        return _number_key(e)
    if t is str:
        return (_STRING, *_name_key(e))
    return (_TERM, ((_base(e), _ONE),), _ONE)


def _keys_from_below(root: Expr) -> None:
    """Keys of a very deep expression, inner ones first."""
    stack = [root]
    while stack:
        node = stack[-1]
        pending = [a for a in (node.head, *node.args) if isinstance(a, Expr) and a._key is None]
        if pending:
            stack.extend(pending)
        else:
            stack.pop()._key = _term_key(node)


def _number_key(e: Any) -> tuple[Any, ...]:
    if type(e) is Complex:
        return (_NUMBER, e.re, e.im, 2)
    return (_NUMBER, e, 0, 0 if type(e) is int else 1)


def _name_key(name: str) -> tuple[str, str]:
    # alphabetical without regard to case, lower case first where only case differs
    return name.lower(), name.swapcase()


def _base_key(e: Any) -> tuple[Any, ...]:
    """Order of the things that powers are made of: symbols by name, then nodes by length, head, parts."""
    if type(e) is Symbol:
        return (0, *_name_key(e.name), e.context)
    if isinstance(e, Expr):
        return (1, len(e), sort_key(e.head), tuple([sort_key(a) for a in e.args]))
    if type(e) in NUMBER_TYPES or type(e) is str:
        return (-1, sort_key(e))
    return (2, type(e).__name__, id(e))  # opaque atoms: any order, kept for their life


def _factor(e: Any) -> tuple[Any, Any]:
    if isinstance(e, Expr) and e.head is S.Power and len(e) == 2:
        return _base(e.args[0]), sort_key(e.args[1])
    return _base(e), _ONE


def _base(e: Any) -> tuple[Any, ...]:
    """A sum stands where its last term does, as a polynomial: -1 + x, x, 1 + x, a + x, y."""
    if type(e) is Expr and e.head is S.Plus and len(e) > 1:
        last = sort_key(e.args[-1])
        if last[0] == _TERM:
            (first, exponent), *others = last[1]
            tail = [sort_key(t) for t in reversed(e.args[:-1])]
            if tail[-1][0] != _NUMBER:
                tail.append(_ZERO)
            inner = () if first[2] is _PLAIN else first[1:]
            return first[0], exponent, (inner, tuple(others), last[2], tuple(tail))
    return _base_key(e), _ONE, _PLAIN


def _term_key(e: Expr) -> tuple[Any, ...]:
    if e.head is S.Times and len(e) > 1:
        first = e.args[0]
        coefficient, factors = (_number_key(first), e.args[1:]) if type(first) in NUMBER_TYPES else (_ONE, e.args)
        return (_TERM, tuple([_factor(f) for f in reversed(factors)]), coefficient)
    return (_TERM, (_factor(e),), _ONE)


def order(a: Any, b: Any) -> int:
    """Order[a, b]: 1 if a comes first, -1 if b does, 0 if they are the same."""
    if same(a, b):
        return 0
    x, y = sort_key(a), sort_key(b)
    return 1 if x < y else -1 if y < x else 0


def canonical_sort(items: Iterable[Any]) -> list[Any]:
    """Sorted by the canonical order; stable, and cheap for what is sorted already."""
    return sorted(items, key=sort_key)


def is_sorted(items: tuple[Any, ...]) -> bool:
    keys = [sort_key(x) for x in items]
    return all(not keys[i + 1] < keys[i] for i in range(len(keys) - 1))
