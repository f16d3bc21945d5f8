"""What functions of lists make of sparse arrays without filling them: parts, sums, products, elementwise functions."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from .. import symbols as S
from ..arguments import THREADED
from ..expr import LIST, Expr, Symbol, expr, has_head, is_list, make_list
from ..listed import TYPES
from ..packed import Packed, pack
from ..sparsearray import SparseArray, from_list, payload, sparse, taken
from .content import from_numbers
from .positions import PositionProblem, index_of, integers_of, is_infinite, sequence_range, span_range

Evaluate = Callable[[Any], Any]
INT64 = 2**63


def rebuilt(s: SparseArray, values: Any, default: Any) -> Expr:
    """The array of the same places with other values, as what evaluates to it."""
    return Expr(S.SparseArray, (S.Automatic, make_list(s.shape), default, payload(s.shape, s.places, values)))


# ---- elementwise -----------------------------------------------------------------------------------------------------


def threaded(head: Symbol, args: tuple[Any, ...]) -> Any:
    """f[sparse, list, number]: f of the values wherever an argument has one, and f of the defaults."""
    import numpy as np

    arrays = [_as_sparse(a) for a in args]
    shapes = {a.shape for a in arrays if a is not None}
    if len(shapes) != 1 or any(a is None and (is_list(x) or x is None) for a, x in zip(arrays, args)):
        return Expr(head, tuple([a.normal() if type(a) is SparseArray else a for a in args]))
    (shape,) = shapes
    known = [a for a in arrays if a is not None]
    if len(known) == 1:
        places, columns = known[0].places, [a if a is None else a.values for a in arrays]
    else:
        flats = {id(a): a.flat_places() for a in known}
        union = np.unique(np.concatenate(list(flats.values())))
        places = np.array(np.unravel_index(union, shape)).T.astype(np.int64)
        columns = [a if a is None else _column(a, flats[id(a)], union) for a in arrays]
    values = Expr(head, tuple([x if c is None else c for c, x in zip(columns, args)]))
    default = Expr(head, tuple([x if a is None else a.default for a, x in zip(arrays, args)]))
    where = SparseArray(shape, np.ascontiguousarray(places), Expr(LIST, ()), 0)
    return rebuilt(where, values if len(places) else Expr(LIST, ()), default)


THREADED[SparseArray] = threaded


def _as_sparse(a: Any) -> SparseArray | None:
    return a if type(a) is SparseArray else from_list(a) if is_list(a) else None


def _column(a: SparseArray, flat: Any, union: Any) -> Expr:
    """The values of an array at all the places of a union."""
    import numpy as np

    at = np.searchsorted(union, flat)
    if type(a.values) is Packed and type(a.default) is (int if a.values.is_integer else float):
        column = np.full(len(union), a.default, dtype=a.values.array.dtype)
        column[at] = a.values.array
        return Packed(column)
    out = [a.default] * len(union)
    for i, v in zip(at.tolist(), a.values.args):
        out[i] = v
    return pack(out)


def _mapped(args: tuple[Any, ...], evaluate: Evaluate) -> Any:
    f, s, *rest = args
    if rest or type(s) is not SparseArray:
        return None
    if len(s.shape) > 1:
        rows = [part((i + 1,), s) for i in range(s.shape[0])]
        return make_list([evaluate(Expr(f, (row,))) for row in rows])
    return evaluate(rebuilt(s, make_list([Expr(f, (v,)) for v in s.values.args]), Expr(f, (s.default,))))


def _numeric(args: tuple[Any, ...], evaluate: Evaluate) -> Any:
    s, *rest = args
    if type(s) is not SparseArray:
        return None
    return evaluate(rebuilt(s, Expr(S.N, (s.values, *rest)), Expr(S.N, (s.default, *rest))))


# ---- parts -----------------------------------------------------------------------------------------------------------


def _numbers(spec: Any, n: int) -> Any:
    """The places (from 0) that one specification of Part selects among n; an integer for a single one."""
    if type(spec) is int:
        found = index_of(spec, n)
        if found is None or spec == 0:
            raise PositionProblem("partw")
        return found
    if spec is S.All:
        return range(n)
    if has_head(spec, S.Span):
        return span_range(spec, n)
    several = integers_of(spec) if is_list(spec) else None
    if several is None:
        raise PositionProblem("pkspec1", spec)
    return [_numbers(i, n) for i in several]


def part(specs: Sequence[Any], s: SparseArray) -> Any:
    """s[[spec, ...]] from the elements that are kept.  Raises PositionProblem."""
    if len(specs) > len(s.shape):
        raise PositionProblem("partd", Expr(S.Part, (s, *specs)))
    try:
        chosen = [_numbers(spec, n) for spec, n in zip(specs, s.shape)]
    except PositionProblem as p:
        if p.tag == "pkspec1":
            raise
        shown = specs[0] if len(specs) == 1 else make_list(specs)
        raise PositionProblem("partw", shown, s) from None
    return selected(s, [*chosen, *map(range, s.shape[len(specs) :])])


def selected(s: SparseArray, chosen: list[Any]) -> Any:
    """The elements at the places that are chosen for each level, an integer taking the level away."""
    import numpy as np

    keep = np.arange(len(s.places))
    columns: list[Any] = []  # of the result
    shape: list[int] = []
    for axis, want in enumerate(chosen):
        at = s.places[keep, axis]
        if type(want) is int:
            inside = np.flatnonzero(at == want)
            keep, columns = keep[inside], [c[inside] for c in columns]
            continue
        shape.append(len(want))
        if want == range(s.shape[axis]):
            columns.append(at)
            continue
        wanted = np.array(want, dtype=np.int64)
        order = np.argsort(wanted, kind="stable")
        low = np.searchsorted(wanted[order], at, "left")
        times = np.searchsorted(wanted[order], at, "right") - low
        spread = np.repeat(np.arange(len(at)), times)
        within = np.arange(len(spread)) - np.repeat(np.cumsum(times) - times, times)
        keep, columns = keep[spread], [c[spread] for c in columns]
        columns.append(order[low[spread] + within])
    values = taken(s.values, keep)
    if not shape:
        return values.args[0] if len(keep) else s.default
    if 0 in shape:
        return from_numbers(np.zeros(shape))
    return sparse(shape, np.column_stack(columns), values, s.default)


def _taking(drop: bool) -> Callable[[tuple[Any, ...], Evaluate], Any]:
    def take(args: tuple[Any, ...], evaluate: Evaluate) -> Any:
        s, *specs = args
        if type(s) is not SparseArray or len(specs) > len(s.shape):
            return None
        chosen: list[Any] = []
        try:
            for spec, n in zip(specs, s.shape):
                found = sequence_range(spec, n)
                if found is None:
                    return None
                gone = set(found) if drop else ()
                chosen.append([i for i in range(n) if i not in gone] if drop else found)
        except PositionProblem:
            return None  # the usual way tells what is wrong
        return selected(s, [*chosen, *map(range, s.shape[len(specs) :])])

    return take


def _reversed(args: tuple[Any, ...], evaluate: Evaluate) -> Any:
    s, *rest = args
    if rest or type(s) is not SparseArray:
        return None
    return selected(s, [range(s.shape[0] - 1, -1, -1), *map(range, s.shape[1:])])


def _joined(args: tuple[Any, ...], evaluate: Evaluate) -> Any:
    import numpy as np

    if not all(type(a) is SparseArray for a in args):
        return None
    first = args[0]
    if any(a.shape[1:] != first.shape[1:] or a.default != first.default for a in args):
        return None
    starts = np.cumsum([0, *[a.shape[0] for a in args]])
    moved = [a.places + np.array([start, *[0] * (len(first.shape) - 1)]) for a, start in zip(args, starts)]
    values = pack([v for a in args for v in a.values.args])
    return sparse((int(starts[-1]), *first.shape[1:]), np.concatenate(moved), values, first.default)


def _transposed(args: tuple[Any, ...], evaluate: Evaluate) -> Any:
    s, *rest = args
    rank = len(s.shape) if type(s) is SparseArray else 0
    if rank < 2 or len(rest) > 1:
        return None
    order = integers_of(rest[0]) if rest else [2, 1, *range(3, rank + 1)]
    if order is None or sorted(order) != list(range(1, rank + 1)):
        return None
    source = [order.index(k + 1) for k in range(rank)]  # level i of the array becomes level order[i]
    return sparse([s.shape[i] for i in source], s.places[:, source], s.values, s.default)


def _conjugate_transposed(args: tuple[Any, ...], evaluate: Evaluate) -> Any:
    found = _transposed(args, evaluate)
    return None if found is None else evaluate(expr(S.Conjugate, found))


def _reshaped(args: tuple[Any, ...], evaluate: Evaluate) -> Any:
    import numpy as np

    s, *rest = args
    shape = integers_of(rest[0]) if len(rest) == 1 and is_list(rest[0]) else None
    if type(s) is not SparseArray or not shape or min(shape) < 1 or math.prod(shape) != math.prod(s.shape):
        return None
    return sparse(shape, np.array(np.unravel_index(s.flat_places(), shape)).T, s.values, s.default)


def _flattened(args: tuple[Any, ...], evaluate: Evaluate) -> Any:
    if len(args) != 1 or type(args[0]) is not SparseArray:
        return None
    return _reshaped((args[0], make_list((math.prod(args[0].shape),))), evaluate)


# ---- sums and products -----------------------------------------------------------------------------------------------


def _is_zero(x: Any) -> bool:
    return type(x) in (int, float) and x == 0


def summed(keys: Any, values: Expr, evaluate: Evaluate) -> tuple[Any, Expr]:
    """(the different keys in order, the sums of the values with each)."""
    import numpy as np

    order = np.argsort(keys, kind="stable")
    unique, starts = np.unique(keys[order], return_index=True)
    ordered = taken(values, order)
    if type(ordered) is Packed and (not ordered.is_integer or ordered.bound * len(order) < INT64):
        return unique, Packed(np.add.reduceat(ordered.array, starts)) if len(starts) else Expr(LIST, ())
    args, ends = ordered.args, [*starts[1:].tolist(), len(order)]
    groups = [args[a:b] for a, b in zip(starts.tolist(), ends)]
    if all(type(v) is int for v in args):
        return unique, pack([sum(g) for g in groups])
    return unique, pack([g[0] if len(g) == 1 else evaluate(Expr(S.Plus, tuple(g))) for g in groups])


def _total(args: tuple[Any, ...], evaluate: Evaluate) -> Any:
    import numpy as np

    s, *rest = args
    if type(s) is not SparseArray or len(rest) > 1 or not _is_zero(s.default):
        return None
    rank = len(s.shape)
    level = rest[0] if rest else 1
    if is_infinite(level) or (type(level) is int and level >= rank):
        return evaluate(Expr(S.Total, (s.values,))) if len(s.places) else s.default
    if is_list(level) and len(level) == 1 and type(level.args[0]) is int and 1 <= level.args[0] <= rank > 1:
        gone = range(level.args[0] - 1, level.args[0])
    elif type(level) is int and level >= 1:
        gone = range(level)
    else:
        return None
    left = [i for i in range(rank) if i not in gone]
    shape = [s.shape[i] for i in left]
    keys, sums = summed(np.ravel_multi_index(tuple(s.places[:, left].T), shape), s.values, evaluate)
    return sparse(shape, np.array(np.unravel_index(keys, shape)).T, sums, s.default)


def dot(a: SparseArray, b: SparseArray, evaluate: Evaluate) -> Any:
    """The product over the last level of a and the first of b, whose lengths agree."""
    import numpy as np

    shape = (*a.shape[:-1], *b.shape[1:])
    starts = np.searchsorted(b.places[:, 0], np.arange(b.shape[0] + 1))
    inner = a.places[:, -1]
    times = starts[inner + 1] - starts[inner]  # how many elements of b each of a meets
    left = np.repeat(np.arange(len(inner)), times)
    right = np.repeat(starts[inner], times) + np.arange(len(left)) - np.repeat(np.cumsum(times) - times, times)
    default = a.default * b.default
    if not len(left):
        return sparse(shape, [], (), default) if shape else default
    products = evaluate(Expr(S.Times, (taken(a.values, left), taken(b.values, right))))
    if not shape:
        return evaluate(Expr(S.Total, (products,)))
    places = np.column_stack([a.places[left, :-1], b.places[right, 1:]])
    keys, sums = summed(np.ravel_multi_index(tuple(places.T), shape), products, evaluate)
    return sparse(shape, np.array(np.unravel_index(keys, shape)).T, sums, default)


def _dot(args: tuple[Any, ...], evaluate: Evaluate) -> Any:
    if len(args) < 2:
        return args[0]
    a, b = (_as_sparse(x) for x in args[:2])
    if a is None or b is None or a.shape[-1] != b.shape[0] or not (_is_zero(a.default) and _is_zero(b.default)):
        return None
    found = dot(a, b, evaluate)
    if type(found) is SparseArray and not all(type(x) is SparseArray for x in args[:2]):
        found = found.normal()  # a full factor leaves little that is empty
    return found if len(args) == 2 else evaluate(Expr(S.Dot, (found, *args[2:])))


def _diagonal(args: tuple[Any, ...], evaluate: Evaluate) -> Any:
    import numpy as np

    s, *rest = args
    k = rest[0] if rest else 0
    if type(s) is not SparseArray or len(s.shape) != 2 or len(rest) > 1 or type(k) is not int:
        return None
    rows, columns = s.shape
    n = min(rows + min(k, 0), columns - max(k, 0))
    if n < 1:
        return None
    on = np.flatnonzero(s.places[:, 1] - s.places[:, 0] == k)
    return sparse((n,), s.places[on, 0] + min(k, 0), taken(s.values, on), s.default)


def _trace(args: tuple[Any, ...], evaluate: Evaluate) -> Any:
    diagonal = _diagonal(args, evaluate) if len(args) == 1 else None
    return None if diagonal is None else evaluate(Expr(S.Total, (diagonal,)))


TYPES[SparseArray] = {
    "ArrayReshape": _reshaped,
    "ConjugateTranspose": _conjugate_transposed,
    "Diagonal": _diagonal,
    "Dot": _dot,
    "Drop": _taking(True),
    "Flatten": _flattened,
    "Join": _joined,
    "Map": _mapped,
    "N": _numeric,
    "Part": part,
    "Reverse": _reversed,
    "Take": _taking(False),
    "Total": _total,
    "Tr": _trace,
    "Transpose": _transposed,
}
