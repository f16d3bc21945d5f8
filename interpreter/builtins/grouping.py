"""Counting and grouping: Tally, Counts, GroupBy, GatherBy, SplitBy, BinCounts, Commonest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .. import symbols as S
from ..associations import association, key
from ..declare import builtin
from ..expr import LIST, TRUE, Expr, expr, is_list, is_rule, make_list
from ..numerics.numbers import REAL_TYPES
from ..packed import Packed, pack
from .content import chosen, each, elements


def groups(keys: Sequence[Any]) -> list[tuple[Any, list[int]]]:
    """(key, indices) for each different key, in order of first appearance."""
    found: dict[Any, tuple[Any, list[int]]] = {}
    for i, k in enumerate(keys):
        found.setdefault(key(k), (k, []))[1].append(i)
    return list(found.values())


def count_each(values: Sequence[Any]) -> list[tuple[Any, int]]:
    """(value, how often) for each different value, in order of first appearance."""
    if isinstance(values, tuple) and set(map(type, values)) <= {int, str}:
        from collections import Counter

        return list(Counter(values).items())
    return [(v, len(at)) for v, at in groups(values)]


def _counts_of(list: Any) -> list[tuple[Any, int]]:
    return count_each(list.args if type(list) is Packed else elements(list))


def _equal_groups(session: Any, values: Sequence[Any], test: Any) -> list[list[int]]:
    """Groups of indices of values that test says are equal to the first of their group."""
    if test is None or test is S.SameQ:
        return [at for _, at in groups(values)]
    call = session.evaluator.caller(test, 2)
    found: list[list[int]] = []
    for i, v in enumerate(values):
        session.evaluator.poll()
        for g in found:
            if call(values[g[0]], v) is TRUE:
                g.append(i)
                break
        else:
            found.append([i])
    return found


@builtin("Tally[list_]", "Tally[list_, test_]")
def tally(list: Any, test: Any = None, *, session: Any, say: Any) -> Any:
    """Tally[list] gives {element, count} for each different element of list, in order of first appearance.

    Tally[list, test] asks test[a, b] which elements are equal.

    >>> Tally[{a, b, a}]
    {{a, 2}, {b, 1}}
    """
    if not isinstance(list, Expr):
        say("normal", 1, Expr(S.Tally, (list,)))
        return None
    if test is None:
        return make_list([expr(LIST, v, n) for v, n in _counts_of(list)])
    values = elements(list)
    return make_list([expr(LIST, values[g[0]], len(g)) for g in _equal_groups(session, values, test)])


@builtin("Counts[list_]")
def counts(list: Any, *, say: Any) -> Any:
    """Counts[list] gives an association from each different element of list to the number of times it occurs.

    >>> Counts[{a, b, a}]
    <|a -> 2, b -> 1|>
    """
    if not isinstance(list, Expr):
        say("normal", 1, Expr(S.Counts, (list,)))
        return None
    return association(_counts_of(list))


@builtin("CountsBy[list_, f_]", operator="CountsBy[f_][list_]")
def counts_by(list: Any, f: Any, *, session: Any, say: Any) -> Any:
    """CountsBy[list, f] counts the elements by the value of f[element].

    >>> CountsBy[{1, 2, 3}, OddQ]
    <|True -> 2, False -> 1|>
    """
    if not isinstance(list, Expr):
        say("normal", 1, expr(S.CountsBy, list, f))
        return None
    return association(count_each(tuple(each(session, f, elements(list)))))


@builtin("CountDistinct[list_]")
def count_distinct(list: Any) -> Any:
    """CountDistinct[list] gives the number of different elements of list.

    >>> CountDistinct[{a, b, a}]
    2
    """
    return len({key(v) for v in elements(list)}) if isinstance(list, Expr) else None


@builtin("CountDistinctBy[list_, f_]", operator="CountDistinctBy[f_][list_]")
def count_distinct_by(list: Any, f: Any, *, session: Any) -> Any:
    """CountDistinctBy[list, f] gives the number of different values of f[element].

    >>> CountDistinctBy[{1, -1, 2}, Abs]
    2
    """
    return len({key(v) for v in each(session, f, elements(list))}) if isinstance(list, Expr) else None


@builtin("Gather[list_]", "Gather[list_, test_]")
def gather(list: Any, test: Any = None, *, session: Any, say: Any) -> Any:
    """Gather[list] collects equal elements in sublists; Gather[list, test] those for which test[a, b] is True.

    >>> Gather[{a, b, a}]
    {{a, a}, {b}}
    """
    if not isinstance(list, Expr):
        say("normal", 1, Expr(S.Gather, (list,)))
        return None
    found = _equal_groups(session, elements(list), test)
    return make_list([chosen(list, g) for g in found])


@builtin("GatherBy[list_, f_]", operator="GatherBy[f_][list_]")
def gather_by(list: Any, f: Any, *, session: Any, say: Any) -> Any:
    """GatherBy[list, f] collects elements with equal f[element] in sublists; {f1, f2, ...} nests them.

    >>> GatherBy[{1, 2, 3, 4}, EvenQ]
    {{1, 3}, {2, 4}}
    """
    if not isinstance(list, Expr):
        say("normal", 1, expr(S.GatherBy, list, f))
        return None
    fs = f.args if is_list(f) else (f,)
    if not fs:
        return list
    parts = [chosen(list, at) for _, at in groups(each(session, fs[0], elements(list)))]
    if len(fs) > 1:
        parts = [gather_by(p, Expr(LIST, fs[1:]), session=session, say=say) for p in parts]
    return make_list(parts)


@builtin("GroupBy[list_, f_]", "GroupBy[list_, f_, reduce_]", operator="GroupBy[f_][list_]")
def group_by(list: Any, f: Any, reduce: Any = None, *, session: Any, say: Any) -> Any:
    """GroupBy[list, f] gives an association from each value of f[element] to the list of elements that have it.

    GroupBy[list, f -> g] collects g[element] instead; GroupBy[list, {f1, f2, ...}] nests;
    GroupBy[list, f, reduce] applies reduce to every group.

    >>> GroupBy[{1, 2, 3, 4}, EvenQ]
    <|False -> {1, 3}, True -> {2, 4}|>
    >>> GroupBy[{{a, 1}, {b, 2}, {a, 3}}, First -> Last, Total]
    <|a -> 4, b -> 2|>
    """
    if not isinstance(list, Expr):
        say("normal", 1, expr(S.GroupBy, list, f))
        return None
    fs = f.args if is_list(f) else (f,)
    if not fs:
        return list if reduce is None else Expr(reduce, (list,))
    first, value = fs[0], None
    if is_rule(first):
        first, value = first.args
    parts = []
    for k, at in groups(each(session, first, elements(list))):
        group = chosen(list, at)
        if value is not None:
            group = _mapped(session, value, group)
        if len(fs) > 1:
            group = group_by(group, Expr(LIST, fs[1:]), reduce, session=session, say=say)
        elif reduce is not None:
            group = session.evaluate_expr(Expr(reduce, (group,)))
        parts.append((k, group))
    return association(parts)


def _mapped(session: Any, f: Any, e: Expr) -> Expr:
    from .content import with_elements

    return with_elements(e, each(session, f, elements(e)))


def runs(values: Sequence[Any], same_run: Any) -> list[range]:
    """Ranges of indices of neighbours for which same_run(i, i + 1) holds."""
    found = []
    start = 0
    for i in range(1, len(values) + 1):
        if i == len(values) or not same_run(i - 1, i):
            found.append(range(start, i))
            start = i
    return found if values else []


@builtin("Split[list_]", "Split[list_, test_]")
def split(list: Any, test: Any = None, *, session: Any, say: Any) -> Any:
    """Split[list] cuts list into runs of equal neighbours; Split[list, test] of those for which test[a, b] is True.

    >>> Split[{a, a, b, a}]
    {{a, a}, {b}, {a}}
    """
    if not isinstance(list, Expr):
        say("normal", 1, Expr(S.Split, (list,)))
        return None
    values = elements(list)
    if test is None or test is S.SameQ:
        keys = [key(v) for v in values]
        found = runs(values, lambda i, j: keys[i] == keys[j])
    else:
        call = session.evaluator.caller(test, 2)
        found = runs(values, lambda i, j: call(values[i], values[j]) is TRUE)
    return make_list([chosen(list, r) for r in found])


@builtin("SplitBy[list_, f_]", operator="SplitBy[f_][list_]")
def split_by(list: Any, f: Any, *, session: Any, say: Any) -> Any:
    """SplitBy[list, f] cuts list into runs of neighbours with equal f[element]; {f1, f2, ...} cuts the runs again.

    >>> SplitBy[{1, 3, 2, 4, 5}, OddQ]
    {{1, 3}, {2, 4}, {5}}
    """
    if not isinstance(list, Expr):
        say("normal", 1, expr(S.SplitBy, list, f))
        return None
    fs = f.args if is_list(f) else (f,)
    if not fs:
        return list
    keys = [key(v) for v in each(session, fs[0], elements(list))]
    parts = [chosen(list, r) for r in runs(keys, lambda i, j: keys[i] == keys[j])]
    if len(fs) > 1:
        parts = [split_by(p, Expr(LIST, fs[1:]), session=session, say=say) for p in parts]
    return make_list(parts)


@builtin("Commonest[list_]", "Commonest[list_, n_]")
def commonest(list: Any, n: Any = None) -> Any:
    """Commonest[list] gives the elements that occur most often; Commonest[list, n] the n commonest ones.

    >>> Commonest[{a, b, b, c, c}]
    {b, c}
    """
    if not isinstance(list, Expr):
        return None
    found = _counts_of(list)
    if n is None:
        most = max([c for _, c in found], default=0)
        return pack([v for v, c in found if c == most])
    limit = n if type(n) is int else n.args[0] if isinstance(n, Expr) and n.head is S.UpTo else None
    if limit is None:
        return None
    order = sorted(range(len(found)), key=lambda i: -found[i][1])[:limit]
    return pack([found[i][0] for i in sorted(order)])


@builtin("BinCounts[list_, bins_]", "BinCounts[list_]")
def bin_counts(list: Any, bins: Any = 1, *, evaluate: Any) -> Any:
    """BinCounts[list, {min, max, dx}] counts the numbers in the bins [min, min + dx), [min + dx, min + 2 dx), ...

    BinCounts[list, dx] starts at a multiple of dx; {{b0, b1, ...}} gives the limits of the bins themselves.

    >>> BinCounts[{1, 2, 2, 5}, {0, 6, 2}]
    {1, 2, 1}
    """
    if not isinstance(list, Expr) or not all(type(x) in REAL_TYPES for x in elements(list)):
        return None
    values = elements(list)
    if is_list(bins) and len(bins) == 1 and is_list(bins.args[0]):
        limits = [x for x in bins.args[0].args]
    else:
        if is_list(bins) and len(bins) == 3:
            low, high, step = bins.args
        elif type(bins) in REAL_TYPES and values:
            step = bins
            low = evaluate(
                expr(S.Times, step, expr(S.Floor, expr(S.Times, min(values, key=float), expr(S.Power, step, -1))))
            )
            high = evaluate(
                expr(
                    S.Times,
                    step,
                    expr(S.Plus, 1, expr(S.Floor, expr(S.Times, max(values, key=float), expr(S.Power, step, -1)))),
                )
            )
        else:
            return Expr(LIST, ()) if not values else None
        if not all(type(x) in REAL_TYPES for x in (low, high, step)) or not step > 0:
            return None
        count = int(float(high) / float(step) - float(low) / float(step) + 1e-9)
        limits = [float(low) + i * float(step) for i in range(count + 1)]
    if not all(type(x) in REAL_TYPES for x in limits):
        return None
    from bisect import bisect_right

    limits = [float(x) for x in limits]
    found = [0] * max(len(limits) - 1, 0)
    for v in values:
        i = bisect_right(limits, float(v)) - 1
        if 0 <= i < len(found):
            found[i] += 1
    return pack(found)
