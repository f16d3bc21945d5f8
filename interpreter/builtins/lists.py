"""Making lists and joining them: Range, ConstantArray, Array, Subdivide, Join, Catenate, Riffle."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from .. import symbols as S
from ..associations import Association, from_rules
from ..declare import builtin, name
from ..expr import LIST, Expr, expr, is_list, make_list
from ..numerics.arithmetic import add, divide, multiply, subtract, to_machine
from ..numerics.numbers import REAL_TYPES, BigReal, Rational
from ..packed import Packed, pack, packs
from .content import MAX_ELEMENTS, SMALL, elements, from_numbers
from .positions import is_infinite

name("List", "{a, b, ...} or List[a, b, ...] is a list of elements.", attributes="Locked Protected")

INT64 = 2**63


@builtin(
    "Range[n_]",
    "Range[a_, b_]",
    "Range[a_, b_, step_]",
    attributes="Listable Protected",
    range="Range specification in `1` does not have appropriate bounds.",
)
def range_(a: Any = 1, b: Any = None, step: Any = 1, n: Any = None, *, evaluate: Any, say: Any) -> Any:
    """Range[n] gives the list {1, 2, ..., n}; Range[a, b] starts at a; Range[a, b, step] goes on by step.

    >>> Range[4]
    {1, 2, 3, 4}
    >>> Range[0, 1, 1/3]
    {0, 1/3, 2/3, 1}
    """
    if n is not None:
        a, b, step = 1, n, 1
    call = Expr(S.Range, (b,) if n is not None else (a, b) if step == 1 else (a, b, step))
    if type(step) in REAL_TYPES and step == 0:
        say("range", call)
        return None
    if type(a) is int and type(b) is int and type(step) is int:
        count = (b - a) // step + 1
    else:
        count = _steps(a, b, step, evaluate)
        if count is None:
            if is_infinite(b) or all(type(x) in REAL_TYPES for x in (a, b, step)):
                say("range", call)
            return None
    if count <= 0:
        return Expr(LIST, ())
    if count > MAX_ELEMENTS:
        say("nomem", count)
        return None
    if type(b) is float and type(a) in (int, Rational):
        a = to_machine(a)  # all the numbers are as inexact as the bound
    return arithmetic_sequence(a, step, count, evaluate)


def _steps(a: Any, b: Any, step: Any, evaluate: Any) -> int | None:
    """How many elements there are; a and b may be symbolic as long as (b - a)/step is a number."""
    if all(type(x) in REAL_TYPES for x in (a, b, step)):
        quotient = divide(subtract(b, a), step)
    else:
        quotient = evaluate(expr(S.Times, expr(S.Plus, b, expr(S.Times, -1, a)), expr(S.Power, step, -1)))
        if type(quotient) not in REAL_TYPES:
            quotient = evaluate(expr(S.N, quotient))
            if type(quotient) not in REAL_TYPES:
                return None
    if type(quotient) is int:
        return quotient + 1
    if type(quotient) in (float, BigReal):
        q = float(quotient)
        return math.floor(q + 1e-13 * max(1.0, abs(q))) + 1 if math.isfinite(q) else None
    return quotient.p // quotient.q + 1


def arithmetic_sequence(a: Any, step: Any, count: int, evaluate: Any) -> Expr:
    """{a, a + step, ...} with count elements."""
    if type(a) is int and type(step) is int:
        last = a + (count - 1) * step
        if packs(count) and -INT64 < min(a, last) and max(a, last) < INT64:
            import numpy as np

            return Packed(np.arange(count, dtype=np.int64) * step + a, max(abs(a), abs(last)))
        return Expr(LIST, tuple(range(a, last + (1 if step > 0 else -1), step)))
    machine = float in (type(a), type(step)) and BigReal not in (type(a), type(step))
    if machine and all(type(x) in REAL_TYPES for x in (a, step)):
        start, by = float(a), float(step)
        if count >= SMALL:
            import numpy as np

            return Packed(start + np.arange(count, dtype=np.float64) * by)
        return Expr(LIST, tuple([start + i * by for i in range(count)]))
    if all(type(x) in REAL_TYPES for x in (a, step)):
        return pack([add(a, multiply(i, step)) for i in range(count)])
    return Expr(LIST, tuple([evaluate(expr(S.Plus, a, expr(S.Times, i, step))) for i in range(count)]))


@builtin(
    "ConstantArray[c_, n_]",
    ilsmn="Single or list of non-negative machine-sized integers expected at position `1` of `2`.",
)
def constant_array(c: Any, n: Any, *, say: Any) -> Any:
    """ConstantArray[c, n] gives a list of n copies of c; ConstantArray[c, {n1, n2, ...}] a nested one.

    >>> ConstantArray[0, {2, 3}]
    {{0, 0, 0}, {0, 0, 0}}
    """
    sizes = n.args if is_list(n) else (n,)
    if not all(type(k) is int and k >= 0 for k in sizes):
        say("ilsmn", 2, expr(S.ConstantArray, c, n))
        return None
    if math.prod(sizes) > MAX_ELEMENTS:
        say("nomem", math.prod(sizes))
        return None
    size = math.prod(sizes)
    if sizes and ((type(c) is float and size >= SMALL) or (type(c) is int and packs(size) and abs(c) < INT64)):
        import numpy as np

        return Packed(np.full(sizes, c, dtype=np.float64 if type(c) is float else np.int64))
    for k in reversed(sizes):
        c = Expr(LIST, (c,) * k)
    return c


@builtin("Array[f_, n_]", "Array[f_, n_, r_]", "Array[f_, n_, r_, h_]")
def array(f: Any, n: Any, r: Any = 1, h: Any = LIST, *, session: Any, evaluate: Any, say: Any) -> Any:
    """Array[f, n] gives {f[1], f[2], ..., f[n]}; Array[f, {n1, n2, ...}] a nested list of f[i1, i2, ...].

    Array[f, n, r] starts the index at r; Array[f, n, {a, b}] takes n values from a to b; Array[f, n, r, h] has head h.

    >>> Array[f, 3]
    {f[1], f[2], f[3]}
    >>> Array[f, {2, 2}, 0]
    {{f[0, 0], f[0, 1]}, {f[1, 0], f[1, 1]}}
    """
    sizes = n.args if is_list(n) else (n,)
    if not all(type(k) is int and k >= 0 for k in sizes):
        return None
    if math.prod(sizes) > MAX_ELEMENTS:
        say("nomem", math.prod(sizes))
        return None
    if is_list(r) and not (is_list(n) and len(r) == len(sizes)):
        if len(r) != 2:
            return None
        origins = [r] * len(sizes)
    else:
        origins = list(r.args) if is_list(r) else [r] * len(sizes)
    axes = []
    for k, origin in zip(sizes, origins, strict=True):
        start, step = origin, 1
        if is_list(origin) and len(origin) == 2:
            start, last = origin.args
            step = evaluate(
                expr(S.Times, expr(S.Plus, last, expr(S.Times, -1, start)), expr(S.Power, max(k - 1, 1), -1))
            )
        axes.append(arithmetic_sequence(start, step, k, evaluate).args if k else ())
    call = session.evaluator.caller(f, len(axes))
    poll = session.evaluator.poll

    def build(index: tuple[Any, ...], level: int) -> Any:
        if level == len(axes):
            poll()
            return call(*index)
        items = [build((*index, i), level + 1) for i in axes[level]]
        return pack(items) if h is LIST else Expr(h, tuple(items))

    if h is not LIST:
        call = lambda *index: Expr(f, index)  # noqa: E731 - h may hold its arguments
    return build((), 0)


@builtin("Subdivide[n_]", "Subdivide[max_, n_]", "Subdivide[min_, max_, n_]")
def subdivide(min: Any = 0, max: Any = 1, n: Any = None, *, evaluate: Any, say: Any) -> Any:
    """Subdivide[n] gives {0, 1/n, 2/n, ..., 1}; Subdivide[max, n] goes to max, Subdivide[min, max, n] from min to max.

    >>> Subdivide[4]
    {0, 1/4, 1/2, 3/4, 1}
    """
    if type(n) is not int or n < 1:
        return None
    if n > MAX_ELEMENTS:
        return say("nomem", n)
    if min is None:
        min = 0
    if max is None:
        max = 1
    if float in (type(min), type(max)) and all(type(x) in (int, float) for x in (min, max)):
        a, b = float(min), float(max)
        return pack([a + (b - a) * i / n for i in range(n)] + [b])
    step = evaluate(expr(S.Times, expr(S.Plus, max, expr(S.Times, -1, min)), expr(S.Power, n, -1)))
    return arithmetic_sequence(min, step, n + 1, evaluate)


# ---- putting lists together ------------------------------------------------------------------------------------------


@builtin(
    "Join[lists___]", attributes="Flat OneIdentity Protected", heads="Heads `1` and `2` are expected to be the same."
)
def join(lists: tuple[Any, ...], *, say: Any) -> Any:
    """Join[list1, list2, ...] puts the elements of the lists into one; Join[list1, list2, ..., n] at level n.

    In associations the last value of a key wins.

    >>> Join[{a, b}, {c}, {d, e}]
    {a, b, c, d, e}
    >>> Join[<|a -> 1|>, <|b -> 2|>]
    <|a -> 1, b -> 2|>
    """
    level = 1
    if len(lists) > 1 and type(lists[-1]) is int:
        level, lists = lists[-1], lists[:-1]
    if not lists:
        return Expr(LIST, ())
    return join_all(lists, say, level)


def join_all(lists: Sequence[Any], say: Any, level: int = 1) -> Any:
    for i, e in enumerate(lists):
        if not isinstance(e, Expr):
            say("normal", i + 1, Expr(S.Join, tuple(lists)))
            return None
        if e.head is not lists[0].head:
            say("heads", lists[0].head, e.head)
            return None
    if level > 1:
        rows = []
        longest = max(map(len, lists))
        for i in range(longest):
            row = join_all([e.args[i] for e in lists if i < len(e)], say, level - 1)
            if row is None:
                return None
            rows.append(row)
        return Expr(lists[0].head, tuple(rows))
    first = lists[0]
    if type(first) is Association:
        return from_rules(lists)
    if len(lists) == 1:
        return first
    if all(type(e) is Packed for e in lists):
        arrays = [e.array for e in lists]
        if len({(a.dtype, a.shape[1:]) for a in arrays}) == 1:
            import numpy as np

            return from_numbers(np.concatenate(arrays))
    return Expr(first.head, tuple([x for e in lists for x in e.args]))


@builtin("Catenate[lists_]", cat="`1` is not a list of lists or associations.")
def catenate(lists: Any, *, say: Any) -> Any:
    """Catenate[{list1, list2, ...}] gives one list of the elements of all; values in the case of associations.

    >>> Catenate[{{a}, {b, c}, <|x -> d|>}]
    {a, b, c, d}
    """
    items = elements(lists) if isinstance(lists, Expr) else None
    if items is None or not all(is_list(x) or type(x) is Association for x in items):
        say("cat", lists)
        return None
    if items and all(is_list(x) for x in items):
        return join_all(items, say)
    return make_list(y for x in items for y in elements(x))


@builtin("Riffle[list_, x_]", "Riffle[list_, x_, spec_]")
def riffle(list: Any, x: Any, spec: Any = None) -> Any:
    """Riffle[list, x] puts x between the elements of list; a list {x, y, ...} is used in turn.

    Riffle[list, {x1, x2, ...}] with as many x as elements puts one after each of them.  Riffle[list, x, n] puts an x
    at every n-th place of the result, Riffle[list, x, {first, last, n}] from first to last.

    >>> Riffle[{a, b, c}, x]
    {a, x, b, x, c}
    """
    if not isinstance(list, Expr):
        return None
    values = list.args
    n = len(values)
    inserts = x.args if is_list(x) else (x,)
    if not inserts:
        return list
    if spec is None:
        out = []
        ends = is_list(x) and len(inserts) == n
        for i, v in enumerate(values):
            out.append(v)
            if i < n - 1 or ends:
                out.append(inserts[i % len(inserts)])
        return Expr(list.head, tuple(out))
    first, last, step = spec.args if is_list(spec) and len(spec) == 3 else (spec, -2, spec)
    if not all(type(k) is int for k in (first, last, step)) or step < 1 or first < 1:
        return None
    out = []
    k = 0
    left = [*values]
    while True:
        place = len(out) + 1
        remaining = len(left)
        is_insert = place >= first and (place - first) % step == 0
        if last > 0:
            is_insert = is_insert and place <= last
        elif remaining < -last - 1:
            is_insert = False
        if is_insert:
            out.append(inserts[k % len(inserts)])
            k += 1
            if not left and last < 0 or (not left and place >= last):
                break
        elif left:
            out.append(left.pop(0))
        else:
            break
    return Expr(list.head, tuple(out))
