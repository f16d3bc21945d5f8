"""Choices and arrangements: Tuples, Subsets, Permutations, Signature, Permute."""

from __future__ import annotations

import itertools
import math
from typing import Any

from .. import symbols as S
from ..associations import key
from ..declare import builtin
from ..expr import LIST, Expr, expr, is_list, make_list
from ..packed import Packed
from .content import MAX_ELEMENTS, from_numbers
from .positions import is_infinite


@builtin("Tuples[list_]", "Tuples[list_, n_]")
def tuples(list: Any, n: Any = None, *, say: Any) -> Any:
    """Tuples[list, n] gives all n-tuples of elements of list; Tuples[{list1, list2, ...}] one element of each list.

    Tuples[list, {n1, n2, ...}] gives all arrays of these dimensions.

    >>> Tuples[{0, 1}, 2]
    {{0, 0}, {0, 1}, {1, 0}, {1, 1}}
    >>> Tuples[{{a, b}, {x}}]
    {{a, x}, {b, x}}
    """
    if n is None:
        if not isinstance(list, Expr) or not all(isinstance(x, Expr) for x in list.args):
            return None
        columns = [x.args for x in list.args]
        head = list.args[0].head if list.args else LIST
        sizes: tuple[Any, ...] = ()
    else:
        if not isinstance(list, Expr):
            say("normal", 1, expr(S.Tuples, list, n))
            return None
        sizes = n.args if is_list(n) else (n,)
        if not all(type(k) is int and k >= 0 for k in sizes):
            say("intnm", expr(S.Tuples, list, n), 2)
            return None
        if math.prod(sizes) > MAX_ELEMENTS:
            return say("nomem", math.prod(sizes))
        columns = [list.args] * math.prod(sizes)
        head = list.head
    count = math.prod(map(len, columns))
    if count * max(len(columns), 1) > MAX_ELEMENTS:
        say("nomem", count)
        return None
    if type(list) is Packed and n is not None and list.array.ndim == 1 and columns:
        import numpy as np

        grid = np.meshgrid(*[list.array] * len(columns), indexing="ij")
        return from_numbers(np.stack([g.ravel() for g in grid], axis=-1).reshape(count, *sizes))
    rows = [Expr(head, t) for t in itertools.product(*columns)]
    if len(sizes) > 1:
        from .arrays import nested

        rows = [nested([*r.args], sizes) for r in rows]
    return make_list(rows)


def _sizes(spec: Any, size: int) -> list[int] | None:
    """The lengths that a specification allows, out of 0..size, in the order in which they are wanted."""
    if spec is None or spec is S.All or is_infinite(spec):
        return [*range(size + 1)]
    if type(spec) is int:
        return [*range(min(spec, size) + 1)]
    if is_list(spec) and spec.args:
        ends = [size if is_infinite(x) or x is S.All else x for x in spec.args]
        if all(type(x) is int for x in ends) and len(ends) <= 3:
            low, high = ends[0], ends[-1] if len(ends) < 3 else ends[1]
            step = ends[2] if len(ends) == 3 else 1
            if step:
                return [k for k in range(low, high + (1 if step > 0 else -1), step) if 0 <= k <= size]
    return None


@builtin("Subsets[list_]", "Subsets[list_, n_]", "Subsets[list_, n_, s_]")
def subsets(list: Any, n: Any = None, s: Any = None, *, say: Any) -> Any:
    """Subsets[list] gives all subsets; Subsets[list, n] those of at most n elements.

    {n} stands for exactly n elements, {m, n} for m to n.

    Subsets[list, spec, k] gives only the first k of them, {k} the k-th.

    >>> Subsets[{a, b, c}]
    {{}, {a}, {b}, {c}, {a, b}, {a, c}, {b, c}, {a, b, c}}
    >>> Subsets[{a, b, c}, {2}]
    {{a, b}, {a, c}, {b, c}}
    """
    if not isinstance(list, Expr):
        say("normal", 1, Expr(S.Subsets, (list,)))
        return None
    sizes = _sizes(n, len(list))
    if sizes is None:
        return None
    args, head = list.args, list.head
    found = itertools.chain.from_iterable(itertools.combinations(args, k) for k in sizes)
    if type(s) is int and s >= 0:
        found = itertools.islice(found, s)
    elif is_list(s) and len(s) == 1 and type(s.args[0]) is int and s.args[0] > 0:
        found = itertools.islice(found, s.args[0] - 1, s.args[0])
    elif s is not None and s is not S.All:
        if not is_list(s) or not all(type(k) is int and k > 0 for k in s.args):
            return None
        low, high = s.args[:2]
        found = itertools.islice(found, low - 1, high, s.args[2] if len(s) == 3 else 1)
    elif sum(math.comb(len(args), k) for k in sizes) > MAX_ELEMENTS // 8:
        say("nomem", sum(math.comb(len(args), k) for k in sizes))
        return None
    return make_list(Expr(head, t) for t in found)


@builtin("Permutations[list_]", "Permutations[list_, n_]")
def permutations(list: Any, n: Any = None, *, say: Any) -> Any:
    """Permutations[list] gives all different orders of the elements; equal elements are not exchanged.

    Permutations[list, n] gives the arrangements of at most n elements, {n} of exactly n.

    >>> Permutations[{a, b, c}]
    {{a, b, c}, {a, c, b}, {b, a, c}, {b, c, a}, {c, a, b}, {c, b, a}}
    >>> Permutations[{a, a, b}]
    {{a, a, b}, {a, b, a}, {b, a, a}}
    """
    if not isinstance(list, Expr):
        say("normal", 1, Expr(S.Permutations, (list,)))
        return None
    size = len(list)
    sizes = [size] if n is None else _sizes(n, size)
    if sizes is None:
        return None
    if sum(math.perm(size, k) for k in sizes) > MAX_ELEMENTS and len({key(x) for x in list.args}) == size:
        say("nomem", sum(math.perm(size, k) for k in sizes))
        return None
    different: dict[Any, Any] = {}
    for x in list.args:
        different.setdefault(key(x), x)
    items = [*different.values()]
    number = {k: i for i, k in enumerate(different)}
    if len(items) == size:
        rows = [t for k in sizes for t in itertools.permutations(items, k)]
    else:
        counts = [0] * len(items)
        for x in list.args:
            counts[number[key(x)]] += 1
        rows = [tuple([items[i] for i in t]) for k in sizes for t in _arrangements(counts, k)]
    return make_list(Expr(list.head, t) for t in rows)


def _arrangements(counts: list[int], k: int) -> Any:
    """The different arrangements of k things of which there are so many of each kind."""
    if k == 0:
        yield ()
        return
    for i, c in enumerate(counts):
        if c:
            counts[i] -= 1
            for rest in _arrangements(counts, k - 1):
                yield (i, *rest)
            counts[i] += 1


@builtin("Signature[list_]")
def signature(list: Any, *, say: Any) -> Any:
    """Signature[list] gives 1 or -1, the sign of the permutation that sorts list; 0 if two elements are equal.

    >>> {Signature[{a, b, c}], Signature[{b, a, c}], Signature[{a, a}]}
    {1, -1, 0}
    """
    from .sorting import sorting

    if not isinstance(list, Expr):
        say("normal", 1, Expr(S.Signature, (list,)))
        return None
    if len({key(x) for x in list.args}) < len(list):
        return 0
    return sign_of(sorting(list.args))


def sign_of(permutation: Any) -> int:
    """The sign of a permutation of 0..n-1."""
    seen = [False] * len(permutation)
    sign = 1
    for i in range(len(permutation)):
        length = 0
        while not seen[i]:
            seen[i] = True
            i = permutation[i]
            length += 1
        if length and length % 2 == 0:
            sign = -sign
    return sign


@builtin("Groupings[list_, k_Integer]")
def groupings(list: Any, k: int) -> Any:
    """Groupings[{a, b, ...}, k] gives all ways to combine the elements, in order, k at a time until one is left.

    >>> Groupings[{a, b, c}, 2]
    {{{a, b}, c}, {a, {b, c}}}
    """
    items = list.args if is_list(list) else tuple(range(1, list + 1)) if type(list) is int else None
    if items is None or k < 2:
        return None

    def trees(part: tuple[Any, ...]) -> list[Any]:
        if len(part) == 1:
            return [part[0]]
        out: Any = []
        for cuts in itertools.combinations(range(1, len(part)), k - 1):
            pieces = [part[a:b] for a, b in zip((0, *cuts), (*cuts, len(part)), strict=True)]
            out += [Expr(LIST, t) for t in itertools.product(*map(trees, pieces))]
        return out

    return make_list(reversed(trees(items)) if items else [])
