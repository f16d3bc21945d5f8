"""Formulas of the propositional calculus: what is a connective, what a variable, and truth tables as long integers.

Row i of a table stands for the i-th of all assignments, of which the first has True for every variable; its truth value
is bit i of the integer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from typing import Any

from .. import symbols as S
from ..associations import key
from ..expr import FALSE, TRUE, Expr, Symbol, has_head, is_list
from ..ordering import canonical_sort

MOST_VARIABLES = 20  # of a truth table


def _counted(values: Sequence[int], all_rows: int, allowed: Callable[[int], bool]) -> int:
    """The rows in which an allowed number of the values are true."""
    exactly = [all_rows, *[0] * len(values)]  # exactly[k]: the rows with k true values so far
    for v in values:
        for k in range(len(values), 0, -1):
            exactly[k] = exactly[k] & ~v | exactly[k - 1] & v
        exactly[0] &= ~v
    return reduce(int.__or__, [rows for k, rows in enumerate(exactly) if allowed(k)], 0)


# connective -> f(tables of the arguments, all rows)
CONNECTIVES: dict[Symbol, Callable[[list[int], int], int]] = {
    S.And: lambda v, rows: reduce(int.__and__, v, rows),
    S.Or: lambda v, rows: reduce(int.__or__, v, 0),
    S.Not: lambda v, rows: rows & ~v[0],
    S.Xor: lambda v, rows: reduce(int.__xor__, v, 0),
    S.Nand: lambda v, rows: rows & ~reduce(int.__and__, v, rows),
    S.Nor: lambda v, rows: rows & ~reduce(int.__or__, v, 0),
    S.Xnor: lambda v, rows: rows & ~reduce(int.__xor__, v, 0),
    S.Implies: lambda v, rows: rows & ~v[0] | v[1],
    S.Equivalent: lambda v, rows: _counted(v, rows, lambda k: k in (0, len(v))),
    S.Majority: lambda v, rows: _counted(v, rows, lambda k: 2 * k > len(v)),
}
_ARITY = {S.Not: 1, S.Implies: 2}


def connective(e: Any) -> Callable[[list[int], int], int] | None:
    """What an expression does with the truth values of its arguments; None for a variable."""
    if not isinstance(e, Expr):
        return None
    if has_head(e.head, S.BooleanCountingFunction, 2):
        allowed = numbers_allowed(*e.head.args)
        if allowed is None or e.head.args[1] != len(e):
            return None
        return lambda v, rows: _counted(v, rows, allowed.__contains__)
    if type(e.head) is not Symbol or (e.head in _ARITY and len(e) != _ARITY[e.head]):
        return None
    return CONNECTIVES.get(e.head)


def numbers_allowed(spec: Any, n: Any) -> frozenset[int] | None:
    """The counts of True among n values that kmax, {k}, {kmin, kmax}, {{k1, ...}} allow; None if they say nothing."""
    if type(n) is not int or n < 0:
        return None
    if type(spec) is int:
        return frozenset(range(min(spec, n) + 1))
    if not is_list(spec) or not len(spec):
        return None
    items = spec.args
    if len(items) == 1 and is_list(items[0]):
        return frozenset(items[0].args) if all(type(k) is int for k in items[0].args) else None
    if not all(type(k) is int for k in items) or len(items) > 2:
        return None
    return frozenset(range(items[0], items[-1] + 1))


def variables(e: Any) -> list[Any]:
    """The variables of a formula, in canonical order."""
    found: dict[Any, Any] = {}
    for x in _leaves(e):
        found[key(x)] = x
    return canonical_sort(found.values())


def _leaves(e: Any) -> Iterator[Any]:
    stack = [e]
    while stack:
        e = stack.pop()
        if e is TRUE or e is FALSE:
            continue
        if connective(e) is None:
            yield e
        else:
            stack += e.args


def columns(n: int) -> list[int]:
    """The tables of n variables."""
    found = []
    for j in range(n):
        block = 1 << (n - 1 - j)
        column, width = (1 << block) - 1, 2 * block
        while width < 1 << n:
            column |= column << width
            width *= 2
        found.append(column)
    return found


def table(e: Any, names: Sequence[Any]) -> int | None:
    """The truth table of a formula over variables; None if it has others."""
    rows = (1 << (1 << len(names))) - 1
    known = dict(zip(map(key, names), columns(len(names)), strict=True))

    def value(e: Any) -> int | None:
        if e is TRUE or e is FALSE:
            return rows if e is TRUE else 0
        if key(e) in known:
            return known[key(e)]
        act = connective(e)
        if act is None:
            return None
        values = [value(a) for a in e.args]
        return None if None in values else act(values, rows)  # type: ignore[arg-type]

    return value(e)


def assignments(bits: int, n: int) -> Iterator[tuple[bool, ...]]:
    """The values of n variables in the rows where a table is true."""
    while bits:
        low = bits & -bits
        row = low.bit_length() - 1
        yield tuple([not row >> (n - 1 - j) & 1 for j in range(n)])
        bits ^= low
