"""Permutations, as lists of places and as cycles."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from math import lcm
from typing import Any

from .. import symbols as S
from ..associations import key
from ..declare import builtin
from ..expr import Expr, boolean, expr, has_head, is_list, make_list
from .random import generator

Images = dict[int, int]  # the place to which each place goes, for those that move


def _of_list(e: Any) -> Images | None:
    items = e.args if is_list(e) else None
    if items is None or not all(type(x) is int for x in items) or sorted(items) != [*range(1, len(items) + 1)]:
        return None
    return {i: to for i, to in enumerate(items, 1) if i != to}


def _of_cycles(e: Any) -> Images | None:
    if not has_head(e, S.Cycles, 1) or not is_list(e.args[0]) or not all(map(is_list, e.args[0].args)):
        return None
    cycles = [c.args for c in e.args[0].args]
    places = [x for c in cycles for x in c]
    if not all(type(x) is int and x > 0 for x in places) or len(set(places)) < len(places):
        return None
    return {x: to for c in cycles if len(c) > 1 for x, to in zip(c, (*c[1:], c[0]), strict=True)}


def images(e: Any) -> Images | None:
    """What a permutation does; None for what is none."""
    found = _of_list(e)
    return _of_cycles(e) if found is None else found


def _listed(moved: Images, n: int) -> Any:
    return make_list([moved.get(i, i) for i in range(1, n + 1)])


def in_cycles(moved: Images) -> Any:
    """Cycles[...] with the smallest place first in each cycle, and cycles in the order of these."""
    found, seen = [], set()
    for start in sorted(moved):
        cycle, i = [], start
        while i not in seen:
            seen.add(i)
            cycle.append(i)
            i = moved[i]
        if cycle:
            found.append(make_list(cycle))
    return expr(S.Cycles, make_list(found))


def _composed(first: Images, second: Images) -> Images:
    """First one, then the other."""
    both = {i: second.get(first.get(i, i), first.get(i, i)) for i in {*first, *second}}
    return {i: to for i, to in both.items() if i != to}


def _inverse(moved: Images) -> Images:
    return {to: i for i, to in moved.items()}


def _like(moved: Images, model: Any) -> Any:
    """A permutation as a list where the model is one."""
    return _listed(moved, len(model)) if is_list(model) else in_cycles(moved)


@builtin("Cycles[cycles_List]", reppoint="The places in `1` are not different positive integers.")
def cycles_(cycles: Any, *, say: Any) -> Any:
    """Cycles[{{i, j, ...}, ...}] is the permutation that moves i to j, ..., and the last of a cycle to its first.

    >>> {Cycles[{{3, 1, 2}, {4}}], Permute[{a, b, c}, Cycles[{{1, 2, 3}}]]}
    {Cycles[{{1, 2, 3}}], {c, a, b}}
    """
    e = expr(S.Cycles, cycles)
    moved = _of_cycles(e)
    if moved is None:
        return say("reppoint", cycles) if all(map(is_list, cycles.args)) else None
    found = in_cycles(moved)
    return None if key(found) == key(e) else found


@builtin("Permute[list_, perm_]")
def permute(list: Any, perm: Any) -> Any:
    """Permute[list, perm] moves the element at position i to the position to which the permutation takes it.

    >>> {Permute[{a, b, c}, {3, 1, 2}], Permute[{a, b, c}, Cycles[{{1, 2}}]]}
    {{b, c, a}, {b, a, c}}
    """
    moved = images(perm)
    if not isinstance(list, Expr) or moved is None or max(moved, default=0) > len(list):
        return None
    out = [*list.args]
    for i, to in moved.items():
        out[to - 1] = list.args[i - 1]
    return Expr(list.head, tuple(out))


@builtin("InversePermutation[perm_]")
def inverse_permutation(perm: Any) -> Any:
    """InversePermutation[perm] gives the permutation that undoes the given one.

    >>> {InversePermutation[{3, 1, 2}], InversePermutation[Cycles[{{1, 2, 3}}]]}
    {{2, 3, 1}, Cycles[{{1, 3, 2}}]}
    """
    moved = images(perm)
    return None if moved is None else _like(_inverse(moved), perm)


@builtin("PermutationProduct[perms___]")
def permutation_product(perms: tuple[Any, ...]) -> Any:
    """PermutationProduct[a, b, ...] gives the permutation a, then b, and so on.

    >>> PermutationProduct[Cycles[{{1, 2}}], Cycles[{{2, 3}}]]
    Cycles[{{1, 3, 2}}]
    """
    moves = [images(p) for p in perms]
    if None in moves:
        return None
    found = reduce(_composed, moves, {})  # type: ignore[arg-type]
    sizes = [len(p) for p in perms if is_list(p)]
    return _listed(found, max(sizes)) if sizes and len(sizes) == len(perms) else in_cycles(found)


@builtin("PermutationPower[perm_, n_Integer]")
def permutation_power(perm: Any, n: int) -> Any:
    """PermutationPower[perm, n] gives the n-th power of a permutation.

    >>> PermutationPower[Cycles[{{1, 2, 3}}], 2]
    Cycles[{{1, 3, 2}}]
    """
    moved = images(perm)
    if moved is None:
        return None
    order = _order(moved)
    return _like(reduce(_composed, [moved] * (n % order), {}), perm)


def _sizes(moved: Images) -> list[int]:
    return [len(c) for c in in_cycles(moved).args[0].args]


def _order(moved: Images) -> int:
    return lcm(*_sizes(moved))


@builtin("PermutationCycles[perm_]")
def permutation_cycles(perm: Any) -> Any:
    """PermutationCycles[{p1, p2, ...}] gives a permutation as Cycles.

    >>> PermutationCycles[{3, 1, 2}]
    Cycles[{{1, 3, 2}}]
    """
    moved = images(perm)
    return None if moved is None else in_cycles(moved)


@builtin(
    "PermutationList[perm_]",
    "PermutationList[perm_, n_Integer]",
    lowlen="The permutation `1` moves more than `2` places.",
)
def permutation_list(perm: Any, n: int | None = None, *, say: Any) -> Any:
    """PermutationList[perm] gives a permutation as a list of the places to which 1, 2, ... go, PermutationList[perm, n]
    one of n places.

    >>> PermutationList[Cycles[{{1, 3}}], 4]
    {3, 2, 1, 4}
    """
    moved = images(perm)
    if moved is None:
        return None
    most = max(moved, default=0)
    size = len(perm) if n is None and is_list(perm) else most if n is None else n
    return say("lowlen", perm, size) if size < most else _listed(moved, size)


@builtin("PermutationReplace[expr_, perm_]")
def permutation_replace(expr: Any, perm: Any) -> Any:
    """PermutationReplace[i, perm] gives the place to which i goes; a list of places gives a list.

    >>> PermutationReplace[{1, 2, 3, 4}, Cycles[{{1, 3}}]]
    {3, 2, 1, 4}
    """
    moved = images(perm)
    if moved is None:
        return None

    def replaced(e: Any) -> Any:
        if is_list(e):
            return make_list(map(replaced, e.args))
        return moved.get(e, e) if type(e) is int else e

    return replaced(expr)


@builtin("FindPermutation[expr_]", "FindPermutation[expr_, to_]", norel="`1` and `2` have different elements.")
def find_permutation(expr: Any, to: Any = None, *, say: Any, evaluate: Any) -> Any:
    """FindPermutation[a, b] gives the permutation that makes the list b of a; FindPermutation[b] that of Sort[b].

    >>> FindPermutation[{a, b, c}, {c, a, b}]
    Cycles[{{1, 2, 3}}]
    """
    if not isinstance(expr, Expr) or not (to is None or isinstance(to, Expr)):
        return None
    first, last = (evaluate(Expr(S.Sort, (expr,))), expr) if to is None else (expr, to)
    places: dict[Any, list[int]] = {}
    for i, x in enumerate(last.args, 1):
        places.setdefault(key(x), []).append(i)
    moved = {i: places[key(x)].pop(0) for i, x in enumerate(first.args, 1) if places.get(key(x))}
    if len(moved) < len(first) or len(first) != len(last):
        return say("norel", first, last)
    return in_cycles({i: to for i, to in moved.items() if i != to})


def _number(name: str, shown: str, example: str, f: Callable[[Images], Any]) -> None:
    def number(perm: Any) -> Any:
        moved = images(perm)
        return None if moved is None else f(moved)

    number.__doc__ = f"""{name}[perm] gives {shown} of a permutation.

    >>> {name}[Cycles[{{{{1, 2}}, {{3, 4, 5}}}}]]
    {example}
    """
    builtin(f"{name}[perm_]")(number)


_number("PermutationOrder", "the least power that is nothing", "6", _order)
_number("PermutationLength", "the number of places that move", "5", len)
_number("PermutationMax", "the greatest place that moves", "5", lambda moved: max(moved, default=0))
_number("PermutationSupport", "the places that move", "{1, 2, 3, 4, 5}", lambda moved: make_list(sorted(moved)))


@builtin("PermutationListQ[expr_]")
def permutation_list_q(expr: Any) -> Any:
    """PermutationListQ[e] tells whether e is a list of 1, 2, ... n in some order.

    >>> {PermutationListQ[{2, 1}], PermutationListQ[{2, 2}]}
    {True, False}
    """
    return boolean(_of_list(expr) is not None)


@builtin("PermutationCyclesQ[expr_]")
def permutation_cycles_q(expr: Any) -> Any:
    """PermutationCyclesQ[e] tells whether e is a permutation as Cycles.

    >>> {PermutationCyclesQ[Cycles[{{1, 2}}]], PermutationCyclesQ[{2, 1}]}
    {True, False}
    """
    return boolean(_of_cycles(expr) is not None)


@builtin("RandomPermutation[n_Integer]", "RandomPermutation[n_Integer, count_Integer]", volatile=True)
def random_permutation(n: int, count: int | None = None, *, session: Any) -> Any:
    """RandomPermutation[n] gives a random permutation of n places as Cycles, RandomPermutation[n, k] a list of k.

    >>> PermutationMax[RandomPermutation[5]] <= 5
    True
    """
    if n < 0:
        return None

    def one() -> Any:
        order = generator(session).permutation(n).tolist()
        return in_cycles({i: to + 1 for i, to in enumerate(order, 1) if i != to + 1})

    return one() if count is None else make_list([one() for _ in range(count)])
