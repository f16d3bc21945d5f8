"""Convolutions, ratios, ranks and joins of lists of data."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..associations import Association, key
from ..declare import builtin
from ..expr import LIST, Expr, expr, is_list, is_rule, make_list
from ..packed import pack
from .content import chosen, elements
from .selecting import extremes
from .sorting import sorting


@builtin("Ratios[list_List]")
def ratios(list: Any) -> Any:
    """Ratios[list] gives the quotients of neighbours.

    >>> Ratios[{1, 2, 6}]
    {2, 3}
    """
    values = list.args
    return make_list(expr(S.Times, b, expr(S.Power, a, -1)) for a, b in zip(values, values[1:]))


@builtin("MovingMedian[list_List, n_Integer]")
def moving_median(list: Any, n: int, *, evaluate: Any) -> Any:
    """MovingMedian[list, n] gives the medians of runs of n neighbours.

    >>> MovingMedian[{1, 5, 2, 7}, 3]
    {2, 5}
    """
    return expr(S.Map, S.Median, evaluate(expr(S.Partition, list, n, 1)))


def _ranked(name: str, largest: bool, shown: str) -> None:
    def ranked(list: Any, n: int, *, say: Any) -> Any:
        if not isinstance(list, Expr):
            return None
        values = elements(list)
        if n == 0 or abs(n) > len(values):
            say("rank", n, list)
            return None
        order = extremes(values, len(values), largest)
        return values[order[n - 1 if n > 0 else n]]

    word = "greatest" if largest else "smallest"
    ranked.__doc__ = f"""{name}[list, n] gives the n-th {word} element of list; -n counts from the other end.

    >>> {name}[{{3, 1, 2}}, 2]
    2
    """
    builtin(f"{name}[list_, n_Integer]", rank="There is no element of rank `1` in `2`.")(ranked)


_ranked("RankedMax", True, "2")
_ranked("RankedMin", False, "2")


def _position_of_extreme(name: str, largest: bool, shown: str) -> None:
    def positions(list: Any) -> Any:
        if not isinstance(list, Expr) or not len(list):
            return None
        values = elements(list)
        best = values[extremes(values, 1, largest)[0]]
        found = [i for i, v in enumerate(values) if v == best]
        if type(list) is Association:
            names = list.keys()
            return make_list(names[i] for i in found)
        return make_list(i + 1 for i in found)

    positions.__doc__ = f"""{name}[list] gives the positions of the {"greatest" if largest else "smallest"} elements.

    >>> {name}[{{1, 3, 1, 3}}]
    {shown}
    """
    builtin(f"{name}[list_]")(positions)


_position_of_extreme("PositionLargest", True, "{2, 4}")
_position_of_extreme("PositionSmallest", False, "{1, 3}")


@builtin("BinLists[list_List, bins_List]")
def bin_lists(list: Any, bins: Any) -> Any:
    """BinLists[list, {min, max, dx}] gives the lists of the numbers in each of the bins of width dx.

    >>> BinLists[{1, 2, 5}, {0, 6, 2}]
    {{1}, {2}, {5}}
    """
    if len(bins) != 3 or not all(type(x) in (int, float) for x in (*bins.args, *list.args)):
        return None
    low, high, step = bins.args
    found: Any = [[] for _ in range(int((high - low) / step + 1e-9))]
    for v in list.args:
        i = int((v - low) // step)
        if 0 <= i < len(found) and v >= low:
            found[i].append(v)
    return make_list(pack(b) for b in found)


@builtin("SubsetMap[f_, list_, pos_List]", rearr="`1` did not give a list of `2` elements.")
def subset_map(f: Any, list: Any, pos: Any, *, evaluate: Any, say: Any) -> Any:
    """SubsetMap[f, list, {i, j, ...}] replaces the elements at these positions by f[{list_i, list_j, ...}].

    >>> SubsetMap[Reverse, {a, b, c, d}, {1, 4}]
    {d, b, c, a}
    """
    if not isinstance(list, Expr) or not all(type(i) is int and 0 < abs(i) <= len(list) for i in pos.args):
        return None
    at = [i - 1 if i > 0 else len(list) + i for i in pos.args]
    new = evaluate(Expr(f, (make_list(list.args[i] for i in at),)))
    if not is_list(new) or len(new) != len(at):
        say("rearr", f, len(at))
        return None
    out = [*list.args]
    for i, v in zip(at, new.args, strict=True):
        out[i] = v
    return Expr(list.head, tuple(out))


@builtin("JoinAcross[left_List, right_List, on_]", "JoinAcross[left_List, right_List, on_, kind_String]")
def join_across(left: Any, right: Any, on: Any, kind: str = "Inner") -> Any:
    """JoinAcross[{assoc, ...}, {assoc, ...}, key] joins the associations of both lists that agree at key.

    Several keys stand in a list, a -> b compares key a on the left with b on the right.  The kind is "Inner", "Left",
    "Right" or "Outer", which say whose associations stay when nothing agrees.

    >>> JoinAcross[{<|a -> 1, b -> x|>}, {<|a -> 1, c -> y|>}, Key[a]]
    {<|a -> 1, b -> x, c -> y|>}
    """
    pairs = [p.args if is_rule(p) else (p, p) for p in (on.args if is_list(on) else (on,))]
    pairs = [tuple([k.args[0] if isinstance(k, Expr) and k.head is S.Key else k for k in p]) for p in pairs]
    if not all(type(x) is Association for x in (*left.args, *right.args)):
        return None
    if kind not in ("Inner", "Left", "Right", "Outer"):
        return None
    index: dict[Any, list[int]] = {}
    for i, r in enumerate(right.args):
        index.setdefault(tuple([key(r.get(b)) for _, b in pairs]), []).append(i)
    used: set[int] = set()
    out = []
    for x in left.args:
        hits = index.get(tuple([key(x.get(a)) for a, _ in pairs]), [])
        used.update(hits)
        out += [Association({**x.table, **right.args[i].table}) for i in hits]
        if not hits and kind in ("Left", "Outer"):
            out.append(_completed(x, right))
    if kind in ("Right", "Outer"):
        out += [_completed(r, left) for i, r in enumerate(right.args) if i not in used]
    return Expr(LIST, tuple(out))


def _completed(x: Association, others: Expr) -> Association:
    """x with Missing["Unmatched"] at the keys that only the other side has."""
    table = dict(x.table)
    for other in others.args:
        for k, r in other.table.items():
            table.setdefault(k, Expr(S.Rule, (r.args[0], Expr(S.Missing, ("Unmatched",)))))
    return Association(table)


@builtin("AlphabeticSort[list_]")
def alphabetic_sort(list: Any) -> Any:
    """AlphabeticSort[list] puts strings in alphabetical order, without regard to case at first.

    >>> AlphabeticSort[{"b", "A", "a"}]
    {a, A, b}
    """
    return chosen(list, sorting(elements(list))) if isinstance(list, Expr) else None


@builtin("NumericalSort[list_]")
def numerical_sort(list: Any, *, evaluate: Any) -> Any:
    """NumericalSort[list] sorts by numerical value, also exact numbers such as Pi and Sqrt[2].

    >>> NumericalSort[{3, E, Pi, 2}]
    {2, E, 3, Pi}
    """
    if not isinstance(list, Expr):
        return None
    return chosen(list, extremes([evaluate(expr(S.N, x)) for x in elements(list)], len(list), False))


@builtin("ReverseApplied[f_]")
def reverse_applied(f: Any) -> Any:
    """ReverseApplied[f] is the function that gives f with its first two arguments exchanged.

    >>> ReverseApplied[f][x, y]
    f[y, x]
    """
    return expr(S.Function, Expr(f, (Expr(S.Slot, (2,)), Expr(S.Slot, (1,)), Expr(S.SlotSequence, (3,)))))


def _triangle(name: str, keep: Any, usage: str, example: str) -> None:
    def part(m: Any, k: int = 0) -> Any:
        if not is_list(m) or not all(is_list(r) for r in m.args):
            return None
        return make_list(pack([x if keep(j - i, k) else 0 for j, x in enumerate(r.args)]) for i, r in enumerate(m.args))

    part.__doc__ = f"{usage}\n\n    {example}\n    "
    builtin(f"{name}[m_]", f"{name}[m_, k_Integer]")(part)


_triangle(
    "UpperTriangularize",
    lambda offset, k: offset >= k,
    "UpperTriangularize[m] gives m with zeros below the diagonal; UpperTriangularize[m, k] below the k-th diagonal.",
    ">>> UpperTriangularize[{{1, 2}, {3, 4}}]\n    {{1, 2}, {0, 4}}",
)
_triangle(
    "LowerTriangularize",
    lambda offset, k: offset <= k,
    "LowerTriangularize[m] gives m with zeros above the diagonal; LowerTriangularize[m, k] above the k-th diagonal.",
    ">>> LowerTriangularize[{{1, 2}, {3, 4}}]\n    {{1, 0}, {3, 4}}",
)


@builtin("UnitVector[n_Integer, k_Integer]", "UnitVector[k_Integer]")
def unit_vector(n: int = 2, k: int = 1) -> Any:
    """UnitVector[n, k] gives the vector of length n with 1 at position k; UnitVector[k] one of length 2.

    >>> UnitVector[3, 2]
    {0, 1, 0}
    """
    n = 2 if n is None else n
    return make_list(int(i == k) for i in range(1, n + 1)) if 1 <= k <= n else None
