"""Generalised products: Outer, Inner and the trace."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..declare import builtin
from ..expr import LIST, Expr
from ..packed import Packed, pack
from .arrays import dimensions_of
from .content import elements, from_numbers
from .positions import is_infinite


@builtin("Outer[f_, lists__]", heads="Heads `1` and `2` are expected to be the same.")
def outer(f: Any, lists: tuple[Any, ...], *, session: Any, say: Any) -> Any:
    """Outer[f, list1, list2, ...] applies f to all combinations of elements, one of each list.

    Outer[f, list1, ..., n] goes only n levels down into the lists; Outer[f, list1, ..., n1, n2, ...] n_i into the i-th.

    >>> Outer[f, {a, b}, {x, y}]
    {{f[a, x], f[a, y]}, {f[b, x], f[b, y]}}
    """
    limits: list[Any] = []
    while lists and (type(lists[-1]) is int or is_infinite(lists[-1])):
        limits.insert(0, lists[-1] if type(lists[-1]) is int else None)
        lists = lists[:-1]
    if not lists:
        return None
    for i, e in enumerate(lists):
        if not isinstance(e, Expr):
            say("normal", i + 2, Expr(S.Outer, (f, *lists)))
            return None
        if e.head is not lists[0].head:
            say("heads", lists[0].head, e.head)
            return None
    head = lists[0].head
    depths = limits if len(limits) > 1 else (limits or [None]) * len(lists)
    if len(depths) < len(lists):
        depths = depths + [None] * (len(lists) - len(depths))
    if f is S.Times and len(lists) == 2 and all(type(e) is Packed for e in lists) and not limits:
        a, b = lists
        if a.array.dtype == b.array.dtype and (not a.is_integer or a.bound * b.bound < 2**63):
            import numpy as np

            product = np.multiply.outer(a.array, b.array)
            if a.is_integer or np.isfinite(product).all():
                return from_numbers(product)
    if head is LIST:
        call = session.evaluator.caller(f, len(lists))
        poll = session.evaluator.poll
    else:
        call, poll = (lambda *args: Expr(f, args)), session.evaluator.poll

    def combine(done: tuple[Any, ...], i: int) -> Any:
        if i == len(lists):
            poll()
            return call(*done)
        return descend(lists[i], depths[i], done, i)

    def descend(e: Any, depth: int | None, done: tuple[Any, ...], i: int) -> Any:
        if isinstance(e, Expr) and e.head is head and depth != 0:
            rows = [descend(x, None if depth is None else depth - 1, done, i) for x in elements(e)]
            return pack(rows) if head is LIST else Expr(head, tuple(rows))
        return combine((*done, e), i + 1)

    return combine((), 0)


@builtin(
    "Inner[f_, list1_, list2_]",
    "Inner[f_, list1_, list2_, g_]",
    incom="Length `1` of dimension `2` in `3` does not agree with length `4` of dimension 1 in `5`.",
)
def inner(f: Any, list1: Any, list2: Any, g: Any = S.Plus, *, say: Any) -> Any:
    """Inner[f, list1, list2, g] is a Dot with f for Times and g for Plus; g is Plus if not given.

    >>> Inner[f, {a, b}, {x, y}, g]
    g[f[a, x], f[b, y]]
    """
    if not isinstance(list1, Expr) or not isinstance(list2, Expr):
        return None
    depth = len(dimensions_of(list1))
    shape = dimensions_of(list1)
    if not shape or shape[-1] != len(list2):
        say("incom", shape[-1] if shape else 0, depth, list1, len(list2), list2)
        return None

    def left(e: Any, level: int) -> Any:
        if level == depth:
            return right(e.args, list2.args, len(dimensions_of(list2)))
        return Expr(list1.head, tuple([left(x, level + 1) for x in e.args]))

    def right(a: tuple[Any, ...], b: tuple[Any, ...], levels: int) -> Any:
        if levels == 1:
            return Expr(g, tuple([Expr(f, (x, y)) for x, y in zip(a, b, strict=True)]))
        columns = zip(*[y.args for y in b], strict=True)
        return Expr(list2.head, tuple([right(a, column, levels - 1) for column in columns]))

    return left(list1, 1)


@builtin("Tr[list_]", "Tr[list_, f_]", "Tr[list_, f_, n_]")
def tr(list: Any, f: Any = S.Plus, n: Any = None) -> Any:
    """Tr[m] gives the trace of a matrix, the sum of its diagonal; of a vector the sum of its elements.

    Tr[m, f] combines the diagonal elements with f instead of Plus.

    >>> Tr[{{a, b}, {c, d}}]
    a + d
    """
    if not isinstance(list, Expr):
        return list
    shape = dimensions_of(list)
    depth = min(n, len(shape)) if type(n) is int and n > 0 else len(shape)
    items = []
    for i in range(min(shape[:depth], default=0)):
        x = list
        for _ in range(depth):
            x = x.args[i]
        items.append(x)
    return Expr(f, tuple(items))
