"""Order: Sort, SortBy, Ordering, OrderedQ, Order, Reverse and rotations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from .. import symbols as S
from ..associations import Association
from ..declare import builtin
from ..expr import FALSE, TRUE, Expr, boolean, expr, is_list
from ..ordering import order, sort_key
from ..packed import Packed
from .content import chosen, each, elements, from_numbers
from .positions import is_infinite


def sorting(values: Sequence[Any]) -> list[int]:
    """The indices that put the values in canonical order; equal ones keep theirs."""
    kinds = set(map(type, values))
    if kinds <= {int} or kinds <= {float} and all(v == v for v in values):
        return sorted(range(len(values)), key=values.__getitem__)
    keys = [sort_key(v) for v in values]
    return sorted(range(len(values)), key=keys.__getitem__)


def order_by(session: Any, p: Any, values: Sequence[Any]) -> list[int]:
    """The indices that put the values in the order of p: p[a, b] is False or -1 where b has to come first.

    A merge sort of our own: p may be any program, and must not run below C code.
    """
    call = session.evaluator.caller(p, 2)
    poll = session.evaluator.poll

    def in_order(a: Any, b: Any) -> bool:
        poll()
        answer = call(a, b)
        return not (answer is FALSE or answer == -1)

    runs = [[i] for i in range(len(values))]
    while len(runs) > 1:
        merged = []
        for k in range(0, len(runs) - 1, 2):
            merged.append(_merge(runs[k], runs[k + 1], values, in_order))
        if len(runs) % 2:
            merged.append(runs[-1])
        runs = merged
    return runs[0] if runs else []


def _merge(a: list[int], b: list[int], values: Sequence[Any], in_order: Callable[[Any, Any], bool]) -> list[int]:
    out: list[int] = []
    i = j = 0
    while i < len(a) and j < len(b):
        if in_order(values[a[i]], values[b[j]]):
            out.append(a[i])
            i += 1
        else:
            out.append(b[j])
            j += 1
    return out + a[i:] + b[j:]


def numeric_sort(array: Any) -> Any:
    """A one-dimensional array sorted; None where floats have no order (NaN)."""
    import numpy as np

    if array.dtype.kind == "f" and np.isnan(array).any():
        return None
    return np.sort(array, kind="stable")


@builtin("Sort[list_]", "Sort[list_, p_]")
def sort(list: Any, p: Any = None, *, session: Any, say: Any) -> Any:
    """Sort[list] puts the elements of list in canonical order; an association is sorted by its values.

    Sort[list, p] uses the ordering function p: p[a, b] is True, 1 or 0 for pairs in order, False or -1 for others.

    >>> Sort[{b, 3, a, 1}]
    {1, 3, a, b}
    >>> Sort[{1, 3, 2}, Greater]
    {3, 2, 1}
    """
    if not isinstance(list, Expr):
        say("normal", 1, Expr(S.Sort, (list,)))
        return None
    if type(list) is Packed and list.array.ndim == 1 and (p is None or p in (S.Less, S.Greater, S.LessEqual)):
        array = numeric_sort(list.array)
        if array is not None:
            return from_numbers(array[::-1] if p is S.Greater else array)
    values = elements(list)
    return chosen(list, sorting(values) if p is None else order_by(session, p, values))


@builtin("ReverseSort[list_]", "ReverseSort[list_, p_]")
def reverse_sort(list: Any, p: Any = None, *, session: Any, say: Any) -> Any:
    """ReverseSort[list] puts the elements of list in the reverse of canonical order.

    >>> ReverseSort[{1, 3, 2}]
    {3, 2, 1}
    """
    if not isinstance(list, Expr):
        say("normal", 1, Expr(S.ReverseSort, (list,)))
        return None
    values = elements(list)
    return chosen(list, (sorting(values) if p is None else order_by(session, p, values))[::-1])


def by_keys(session: Any, values: Sequence[Any], f: Any) -> list[int]:
    """The indices that sort by f[value], ties in canonical order; with a list of functions by each in turn, stable."""
    fs = f.args if is_list(f) else (f,)
    columns = [[sort_key(v) for v in each(session, g, values)] for g in fs]
    if not is_list(f) or len(fs) > 1:
        columns.append([sort_key(v) for v in values])
    keys = [tuple(row) for row in zip(*columns, strict=True)]
    return sorted(range(len(values)), key=keys.__getitem__)


@builtin("SortBy[list_, f_]", "SortBy[list_, f_, p_]", operator="SortBy[f_][list_]")
def sort_by(list: Any, f: Any, p: Any = None, *, session: Any, say: Any) -> Any:
    """SortBy[list, f] puts the elements in the canonical order of f[element]; ties are in canonical order themselves.

    SortBy[list, {f1, f2, ...}] breaks ties by f2 and so on; SortBy[list, {f}] leaves them as they are.
    SortBy[list, f, p] compares the values of f with p.

    >>> SortBy[{-3, 1, -2}, Abs]
    {1, -2, -3}
    """
    if not isinstance(list, Expr):
        say("normal", 1, expr(S.SortBy, list, f))
        return None
    values = elements(list)
    if p is not None:
        return chosen(list, order_by(session, p, each(session, f, values)))
    return chosen(list, by_keys(session, values, f))


@builtin("ReverseSortBy[list_, f_]", operator="ReverseSortBy[f_][list_]")
def reverse_sort_by(list: Any, f: Any, *, session: Any, say: Any) -> Any:
    """ReverseSortBy[list, f] puts the elements in the reverse order of f[element].

    >>> ReverseSortBy[{-3, 1, -2}, Abs]
    {-3, -2, 1}
    """
    if not isinstance(list, Expr):
        say("normal", 1, expr(S.ReverseSortBy, list, f))
        return None
    return chosen(list, by_keys(session, elements(list), f)[::-1])


@builtin("Ordering[list_]", "Ordering[list_, n_]", "Ordering[list_, n_, p_]")
def ordering(list: Any, n: Any = S.All, p: Any = None, *, session: Any, say: Any) -> Any:
    """Ordering[list] gives the positions at which the elements of Sort[list] stand in list.

    Ordering[list, n] gives the first n of them, Ordering[list, -n] the last n; Ordering[list, n, p] sorts with p.

    >>> Ordering[{c, a, b}]
    {2, 3, 1}
    """
    if not isinstance(list, Expr):
        say("normal", 1, Expr(S.Ordering, (list,)))
        return None
    values = elements(list)
    if type(list) is Packed and list.array.ndim == 1 and p is None:
        import numpy as np

        found = (np.argsort(list.array, kind="stable") + 1).tolist()
    else:
        found = [i + 1 for i in (sorting(values) if p is None else order_by(session, p, values))]
    if type(n) is int:
        found = found[:n] if n >= 0 else found[n:]
    elif isinstance(n, Expr) and n.head is S.UpTo:
        found = found[: n.args[0]]
    elif n is not S.All and not is_infinite(n):
        return None
    if type(list) is Association:
        keys = list.keys()
        return Expr(S.List, tuple([Expr(S.Key, (keys[i - 1],)) for i in found]))
    from ..packed import pack

    return pack(found)


@builtin("OrderedQ[list_]", "OrderedQ[list_, p_]")
def ordered_q(list: Any, p: Any = None, *, session: Any, say: Any) -> Any:
    """OrderedQ[list] gives True if the elements of list are in canonical order; OrderedQ[list, p] if p says so.

    >>> {OrderedQ[{1, 2, 2}], OrderedQ[{b, a}]}
    {True, False}
    """
    if not isinstance(list, Expr):
        say("normal", 1, Expr(S.OrderedQ, (list,)))
        return None
    values = elements(list)
    if p is None:
        keys = [sort_key(v) for v in values]
        return boolean(all(not b < a for a, b in zip(keys, keys[1:])))
    call = session.evaluator.caller(p, 2)
    for a, b in zip(values, values[1:]):
        answer = call(a, b)
        if answer is FALSE or answer == -1:
            return FALSE
    return TRUE


@builtin("Order[a_, b_]")
def order_(a: Any, b: Any) -> int:
    """Order[a, b] gives 1 if a comes before b in canonical order, -1 if after, 0 if they are the same.

    >>> {Order[a, b], Order[2, 1], Order[x, x]}
    {1, -1, 0}
    """
    return order(a, b)


@builtin("Reverse[list_]", "Reverse[list_, levels_]")
def reverse(list: Any, levels: Any = 1, *, say: Any) -> Any:
    """Reverse[list] gives the elements of list in the opposite order; Reverse[list, n] those at level n.

    Reverse[list, {n1, n2, ...}] does so at several levels.

    >>> Reverse[{a, b, c}]
    {c, b, a}
    >>> Reverse[{{1, 2}, {3, 4}}, 2]
    {{2, 1}, {4, 3}}
    """
    if not isinstance(list, Expr):
        say("normal", 1, Expr(S.Reverse, (list,)))
        return None
    wanted = levels.args if is_list(levels) else (levels,)
    if not all(type(n) is int and n > 0 for n in wanted):
        return None
    if not wanted:
        return list
    return _reverse(list, set(wanted), 1)


def _reverse(e: Any, levels: set[int], level: int) -> Any:
    if not isinstance(e, Expr) or level > max(levels):
        return e
    if type(e) is Packed and max(levels) <= e.array.ndim:
        return from_numbers(
            e.array[tuple([slice(None, None, -1 if i + 1 in levels else 1) for i in range(max(levels))])]
        )
    if level in levels:
        e = chosen(e, range(len(e) - 1, -1, -1))
    if max(levels) > level:
        from .content import with_elements

        rows = [_reverse(x, levels, level + 1) for x in elements(e)]
        return with_elements(e, rows) if type(e) is Association else Expr(e.head, tuple(rows))
    return e


def _rotation(name: str, sign: int, shown: str) -> None:
    def rotate(list: Any, n: Any = 1, *, say: Any) -> Any:
        if not isinstance(list, Expr):
            say("normal", 1, Expr(getattr(S, name), (list, n)))
            return None
        steps = n.args if is_list(n) else (n,)
        if not all(type(k) is int for k in steps):
            return None
        return _rotated(list, [sign * k for k in steps])

    side = "left" if sign > 0 else "right"
    rotate.__doc__ = f"""{name}[list, n] moves the elements n places to the {side}, around the ends.

    {name}[list] moves them one place, {name}[list, {{n1, n2, ...}}] as many at each level.

    >>> {name}[{{a, b, c, d}}]
    {shown}
    """
    builtin(f"{name}[list_]", f"{name}[list_, n_]")(rotate)


def _rotated(e: Any, steps: Sequence[int]) -> Any:
    if not isinstance(e, Expr) or not len(e) or not steps:
        return e
    k = steps[0] % len(e)
    if type(e) is Packed and len(steps) == 1:
        import numpy as np

        return from_numbers(np.roll(e.array, -k, axis=0))
    if type(e) is Association:
        items = list(e.table.items())
        return Association(dict(items[k:] + items[:k]))
    args = e.args[k:] + e.args[:k]
    return Expr(e.head, args if len(steps) == 1 else tuple([_rotated(x, steps[1:]) for x in args]))


_rotation("RotateLeft", 1, "{b, c, d, a}")
_rotation("RotateRight", -1, "{d, a, b, c}")
