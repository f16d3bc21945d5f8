"""Sums and differences along lists: Accumulate, Differences, Total."""

from __future__ import annotations

import math
from typing import Any

from .. import symbols as S
from ..associations import Association
from ..declare import builtin
from ..expr import LIST, Expr, Value, expr, is_list, make_list
from ..numerics.arithmetic import add
from ..packed import Packed, pack, to_array
from .content import SMALL, elements, from_numbers, with_elements
from .lists import INT64
from .positions import is_infinite


@builtin("Accumulate[list_]")
def accumulate(list: Any, *, evaluate: Any, say: Any) -> Any:
    """Accumulate[list] gives the list of partial sums {a, a + b, a + b + c, ...}.

    >>> Accumulate[{1, 2, 3}]
    {1, 3, 6}
    """
    if not isinstance(list, Expr):
        say("normal", 1, Expr(S.Accumulate, (list,)))
        return None
    if type(list) is Packed:
        a = list.array
        import numpy as np

        if not list.is_integer or list.bound * len(a) < INT64:
            sums = np.cumsum(a, axis=0)
            if list.is_integer or np.isfinite(sums[-1:]).all():
                return from_numbers(sums)
    values = elements(list)
    out: Any = []
    total: Any = None
    for v in values:
        total = (
            v if total is None else add(total, v) if type(total) is type(v) is int else evaluate(expr(S.Plus, total, v))
        )
        out.append(total)
    if type(list) is Association:
        return with_elements(list, out)
    return pack(out) if list.head is LIST else Expr(list.head, tuple(out))


@builtin("Differences[list_]", "Differences[list_, n_]", "Differences[list_, n_, s_]")
def differences(list: Any, n: Any = 1, s: Any = 1, *, evaluate: Any, say: Any) -> Any:
    """Differences[list] gives the differences of neighbours; Differences[list, n] the n-th differences.

    Differences[list, n, s] subtracts elements s places apart.

    >>> Differences[{1, 4, 9, 16}]
    {3, 5, 7}
    >>> Differences[{1, 4, 9, 16}, 2]
    {2, 2}
    """
    if not isinstance(list, Expr):
        say("normal", 1, Expr(S.Differences, (list,)))
        return None
    if is_list(n) and n.args and all(type(k) is int and k >= 0 for k in n.args):
        rows = differences(list, n.args[0], evaluate=evaluate, say=say)
        rest = Expr(LIST, n.args[1:])
        return rows if len(n) == 1 else make_list([differences(r, rest, evaluate=evaluate, say=say) for r in rows.args])
    if type(n) is not int or n < 0 or type(s) is not int or s < 1:
        return None
    for _ in range(min(n, len(list))):  # nothing is left after that
        if type(list) is Packed and (not list.is_integer or 2 * list.bound < INT64):
            a = list.array
            list = from_numbers(a[s:] - a[:-s])
            continue
        values = elements(list)
        pairs = [expr(S.Plus, b, expr(S.Times, -1, a)) for a, b in zip(values, values[s:])]
        list = (
            pack([evaluate(p) for p in pairs])
            if list.head is LIST or type(list) is Association
            else Expr(list.head, tuple(pairs))
        )
    return list


@builtin("Total[list_]", "Total[list_, levels_]")
def total(list: Any, levels: Any = 1, *, evaluate: Any, say: Any) -> Any:
    """Total[list] gives the sum of the elements; of an association the sum of its values.

    Total[list, n] adds up everything to level n, Total[list, {n}] the elements at level n.

    >>> Total[{1, 2, 3}]
    6
    >>> Total[{{1, 2}, {3, 4}}]
    {4, 6}
    >>> Total[{{1, 2}, {3, 4}}, 2]
    10
    """
    list = list.normal() if isinstance(list, Value) else list
    if not isinstance(list, Expr) or isinstance(list, Value):
        if levels == 1:
            say("normal", 1, Expr(S.Total, (list,)))
        return None
    span = _total_span(levels, list)
    if span is None:
        return None
    return _total(list, span[0], span[1], evaluate)


def _total_span(levels: Any, e: Expr) -> tuple[int, int] | None:
    """The first and the last level over which to sum."""
    from .arrays import dimensions_of

    def level(x: Any) -> int | None:
        if is_infinite(x):
            return max(len(dimensions_of(e)), _nesting(e))
        if type(x) is not int:
            return None
        return x if x >= 0 else _nesting(e) + 1 + x

    if is_list(levels):
        ends = [level(x) for x in levels.args]
        if None in ends or not 1 <= len(ends) <= 2:
            return None
        return ends[0] or 0, ends[-1] or 0
    last = level(levels)
    return None if last is None else (1, last)


def _nesting(e: Any) -> int:
    depth = 0
    level = [e]
    while level and any(is_list(x) for x in level):
        depth += 1
        level = [y for x in level if is_list(x) for y in (x.args[:1] if type(x) is Packed else x.args)]
    return depth


def _total(e: Any, first: int, last: int, evaluate: Any) -> Any:
    if last < first or not isinstance(e, Expr):
        return e
    if first > 1:
        return make_list([evaluate(_total(x, first - 1, last - 1, evaluate)) for x in elements(e)])
    if last > 1:
        e = make_list([evaluate(_total(x, 1, last - 1, evaluate)) for x in elements(e)])
    return sum_of(e)


def sum_of(e: Expr) -> Any:
    """The sum of the elements: a number or list if that is simple, else a Plus to be evaluated."""
    values: Any = e
    if type(e) is not Packed:
        values = elements(e)
        kinds = set(map(type, values))
        if kinds == {int}:
            return sum(values)
        if kinds != {float}:
            return Expr(S.Plus, tuple(values))
        if len(values) >= SMALL:
            e = Packed(to_array(Expr(LIST, tuple(values))))
    if type(e) is Packed and (e.array.ndim > 1 or len(e) >= SMALL):
        summed = array_sum(e)
        if summed is not None:
            return summed
    elif type(e) is Packed:
        values = e.array.tolist()
        if e.is_integer:
            return sum(values)
    if type(e) is not Packed or e.array.ndim == 1:
        total = 0.0
        for v in values if not isinstance(values, Expr) else values.args:
            total += v
        if math.isfinite(total):
            return total
    return Expr(S.Plus, tuple(elements(e)))


def array_sum(e: Packed) -> Any:
    """The sum over the first axis, exactly; None if machine numbers cannot hold it."""
    a = e.array
    if e.is_integer:
        if e.bound * len(a) < INT64:
            return from_numbers(a.sum(axis=0))
        if a.ndim == 1:
            return int((a >> 32).sum()) * 2**32 + int((a & 0xFFFFFFFF).sum())
        return None
    import numpy as np

    with np.errstate(over="ignore", invalid="ignore"):
        total = a.sum(axis=0)
    return from_numbers(total) if np.isfinite(total).all() else None
