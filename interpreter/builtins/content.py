"""What the list functions share: the elements of a thing, putting new elements back, applying a function to each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ..associations import Association, key
from ..expr import LIST, RULE, TRUE, Expr
from ..packed import Packed, from_array, pack

SMALL = 16  # below this many numbers a tuple is faster than an array
MAX_ELEMENTS = 2 * 10**8  # a list that would be longer is refused before it is begun


def elements(e: Expr) -> Sequence[Any]:
    """The values of an association, the arguments of anything else."""
    return e.values() if type(e) is Association else e.args


def with_elements(e: Expr, values: Sequence[Any]) -> Expr:
    """e with as many new elements, in their places: keys and heads stay."""
    if type(e) is Association:
        return Association({k: Expr(RULE, (r.args[0], v)) for (k, r), v in zip(e.table.items(), values, strict=True)})
    return pack(values) if e.head is LIST else Expr(e.head, tuple(values))


def chosen(e: Expr, positions: Iterable[int]) -> Expr:
    """The part of e made of the elements at these positions (from 0), with the head or the keys of e."""
    if type(e) is Packed:
        import numpy as np

        if isinstance(positions, range):
            return from_numbers(e.array[as_slice(positions)])
        return from_numbers(e.array[np.fromiter(positions, dtype=np.intp)])
    if type(e) is Association:
        items = list(e.table.items())
        return Association(dict([items[i] for i in positions]))
    args = e.args
    if isinstance(positions, range):
        return Expr(e.head, args[as_slice(positions)])
    return Expr(e.head, tuple([args[i] for i in positions]))


def as_slice(r: range) -> slice:
    """The slice that takes the positions of a range of non-negative integers."""
    if not r:
        return slice(0, 0)
    stop = r.stop if r.step > 0 or r.stop >= 0 else None
    return slice(r.start, stop, r.step)


def from_numbers(array: Any) -> Any:
    """An array as an expression, small ones as plain lists."""
    if array.ndim == 1 and len(array) < SMALL:
        return Expr(LIST, tuple(array.tolist()))
    if array.ndim and array.size == 0:
        return _empty(array.shape)
    return from_array(array)


def _empty(shape: tuple[int, ...]) -> Expr:
    if len(shape) == 1:
        return Expr(LIST, ())
    return Expr(LIST, tuple([_empty(shape[1:]) for _ in range(shape[0])]))


def each(session: Any, f: Any, values: Iterable[Any]) -> list[Any]:
    """[f[x] for x in values], evaluated."""
    call = session.evaluator.caller(f, 1)
    poll = session.evaluator.poll
    out = []
    for i, v in enumerate(values):
        if not i & 255:
            poll()
        out.append(call(v))
    return out


def tester(session: Any, f: Any) -> Callable[..., bool]:
    """A Python predicate: does f[x, ...] give True?"""
    call = session.evaluator.caller(f, 1)
    poll = session.evaluator.poll

    def test(*args: Any) -> bool:
        poll()
        return call(*args) is TRUE

    return test


def unique(values: Iterable[Any]) -> list[Any]:
    """The different values, each at its first place."""
    seen: dict[Any, Any] = {}
    for v in values:
        seen.setdefault(key(v), v)
    return list(seen.values())


def is_array(e: Any) -> bool:
    """True for a packed list; the only question that needs no numpy."""
    return type(e) is Packed
