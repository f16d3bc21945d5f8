"""Blocks and margins: Partition, PadLeft, PadRight, ArrayPad, BlockMap, ArrayFlatten, Diagonal."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from .. import symbols as S
from ..declare import builtin
from ..expr import LIST, Expr, expr, has_head, is_list, make_list
from ..packed import Packed, pack
from .arrays import dimensions_of
from .content import MAX_ELEMENTS, from_numbers
from .positions import is_infinite


def _per_level(spec: Any, depth: int) -> list[Any] | None:
    """A specification for each of `depth` levels: a list of as many, or one for all."""
    if is_list(spec):
        return list(spec.args) if len(spec) == depth else None
    return [spec] * depth


@builtin(
    "Partition[list_, n_]",
    "Partition[list_, n_, d_]",
    "Partition[list_, n_, d_, align_]",
    "Partition[list_, n_, d_, align_, padding_]",
    pdep="Depth `1` requested in object with dimensions `2`.",
    ilsmp="Single or list of positive machine-sized integers expected at position `1` of `2`.",
)
def partition(list: Any, n: Any, d: Any = None, align: Any = None, padding: Any = None, *, say: Any) -> Any:
    """Partition[list, n] cuts list into sublists of length n; a rest that is too short is dropped (UpTo[n] keeps it).

    Partition[list, n, d] begins a sublist every d elements.  Partition[list, n, d, {kl, kr}] lets the first element
    stand at place kl of the first sublist and the last at place kr of the last one, going round the list; a last
    argument is the padding to use instead, {} for none.  {n1, n2, ...} partitions several levels.

    >>> Partition[{a, b, c, d, e}, 2]
    {{a, b}, {c, d}}
    >>> Partition[{a, b, c, d}, 2, 1]
    {{a, b}, {b, c}, {c, d}}
    >>> Partition[{a, b, c}, 2, 2, {1, 1}, x]
    {{a, b}, {c, x}}
    """
    if not isinstance(list, Expr):
        say("normal", 1, expr(S.Partition, list, n))
        return None
    sizes = n.args if is_list(n) else (n,)
    steps = sizes if d is None else _per_level(d, len(sizes))
    if steps is None or not sizes or not all(_positive(k) for k in (*sizes, *[_plain(s) for s in steps])):
        say("ilsmp", 2, expr(S.Partition, list, n))
        return None
    steps = [_plain(s) for s in steps]
    if len(sizes) > len(dimensions_of(list)):
        say("pdep", len(sizes), make_list(dimensions_of(list)))
        return None
    if type(list) is Packed and align is None and all(type(k) is int for k in sizes):
        return _partition_array(list, sizes, steps)
    aligns: Any = [align] * len(sizes)
    if is_list(align) and all(is_list(a) for a in align.args):
        aligns = align.args
    return _partition(list, [*zip(sizes, steps, aligns, strict=True)], padding)


def _positive(k: Any) -> bool:
    return (type(k) is int and k > 0) or (has_head(k, S.UpTo, 1) and type(k.args[0]) is int and k.args[0] > 0)


def _plain(k: Any) -> Any:
    return k.args[0] if has_head(k, S.UpTo, 1) else k


def _partition_array(e: Packed, sizes: Sequence[int], steps: Sequence[int]) -> Any:
    import numpy as np

    a = e.array
    for axis, (n, d) in enumerate(zip(sizes, steps, strict=True)):
        if a.shape[axis] < n:
            return Expr(LIST, ())
        a = np.moveaxis(np.lib.stride_tricks.sliding_window_view(a, n, axis=axis), -1, len(sizes) + axis)
        a = a[(slice(None),) * axis + (slice(None, None, d),)]
    return from_numbers(np.ascontiguousarray(a))


def _partition(e: Any, levels: list[Any], padding: Any) -> Any:
    """Blocks at the first level, then inside them; the block indices of all levels come first."""
    (n, d, align), rest = levels[0], levels[1:]
    blocks = [Expr(e.head, tuple(b)) for b in _blocks(e.args, n, d, align, padding)]
    if not rest:
        return Expr(e.head, tuple(blocks))
    rows = []
    for block in blocks:
        inner = [_partition(row, rest, padding) for row in block.args]
        rows.append(Expr(e.head, _gathered(inner, len(rest), e.head)))
    return Expr(e.head, tuple(rows))


def _gathered(rows: list[Any], depth: int, head: Any) -> tuple[Any, ...]:
    """Lists of blocks as blocks of lists: the index of the row goes behind the block indices."""
    if depth == 0:
        return tuple(rows)
    return tuple(
        [
            Expr(head, _gathered(column, depth - 1, head))
            for column in map(list, zip(*[r.args for r in rows], strict=True))
        ]
    )


def _blocks(items: Sequence[Any], n: Any, d: int, align: Any, padding: Any) -> list[Sequence[Any]]:
    size = len(items)
    if has_head(n, S.UpTo):
        n = n.args[0]
        return [items[i : i + n] for i in range(0, size, d)]
    if align is None:
        return [items[i : i + n] for i in range(0, size - n + 1, d)]
    left, right = align.args if is_list(align) and len(align) == 2 else (align, align)
    left = left - 1 if left > 0 else n + left
    right = right - 1 if right > 0 else n + right
    start = -left
    out: list[Sequence[Any]] = []
    while size and start + right < size:
        out.append([_padded(items, i, padding) for i in range(start, start + n)])
        start += d
    return [[x for x in b if x is not _NONE] for b in out]


_NONE = object()


def _padded(items: Sequence[Any], i: int, padding: Any) -> Any:
    if 0 <= i < len(items):
        return items[i]
    if padding is None:
        return items[i % len(items)]
    if is_list(padding):
        return padding.args[i % len(padding)] if padding.args else _NONE
    return padding


# ---- padding ---------------------------------------------------------------------------------------------------------


def _pad(
    e: Any, sizes: Sequence[Any], padding: Any, margins: Sequence[Any], on_left: bool, at: tuple[int, ...] = ()
) -> Any:
    n = sizes[0]
    margin = margins[0] if margins else 0
    size = len(e)
    cut = abs(n)
    left_side = on_left is (n >= 0)
    # the elements end `margin` places before the end (PadLeft), or begin `margin` places after the beginning
    offset = cut - margin - size if left_side else margin
    out = []
    for i in range(cut):
        j = i - offset
        inside = 0 <= j < size
        if len(sizes) > 1:
            inner = e.args[j] if inside else Expr(LIST, ())
            if not isinstance(inner, Expr):
                inner = Expr(LIST, ())
            fill = padding
            if is_list(padding) and padding.args:
                row = padding.args[(j - size if left_side else j) % len(padding)]
                fill = row if is_list(row) else padding
            out.append(_pad(inner, sizes[1:], fill, margins[1:], on_left, (*at, i)))
        else:
            out.append(e.args[j] if inside else _fill(padding, j - size if left_side else j))
    return pack(out) if e.head is LIST else Expr(e.head, tuple(out))


def _fill(padding: Any, j: int) -> Any:
    """Cyclic padding begins with the list (PadRight), or ends with it (PadLeft), and goes on beneath it."""
    if not is_list(padding):
        return padding
    items = padding.args
    return items[j % len(items)] if items else 0


def _ragged_sizes(e: Any) -> list[int]:
    """The greatest length at every level."""
    sizes = []
    level = [e]
    while level and any(is_list(x) for x in level):
        sizes.append(max(len(x) for x in level if is_list(x)))
        level = [y for x in level if is_list(x) for y in x.args]
        if not all(is_list(y) for y in level):
            break
    return sizes


def _padder(name: str, on_left: bool, shown: str) -> None:
    def pad(list: Any, n: Any = None, padding: Any = 0, margin: Any = 0, *, say: Any) -> Any:
        if not isinstance(list, Expr):
            say("normal", 1, expr(getattr(S, name), list, n if n is not None else S.Automatic))
            return None
        sizes = n.args if is_list(n) else _ragged_sizes(list) if n is None or n is S.Automatic else (n,)
        if not sizes or not all(type(k) is int for k in sizes):
            return None
        if math.prod(map(abs, sizes)) > MAX_ELEMENTS:
            return say("nomem", math.prod(map(abs, sizes)))
        margins = margin.args if is_list(margin) else (margin,) * len(sizes)
        if not all(type(k) is int for k in margins):
            return None
        return _pad(list, sizes, padding, margins, on_left)

    side = "left" if on_left else "right"
    pad.__doc__ = f"""{name}[list, n] makes a list of length n by putting zeros on the {side}, or cutting there.

    {name}[list, n, x] pads with x, a list {{x, y, ...}} is used cyclically; a margin m as fourth argument
    leaves m places on the other side; {{n1, n2, ...}} pads several levels, and {name}[list] makes a ragged list
    rectangular.

    >>> {name}[{{a, b}}, 4]
    {shown}
    """
    builtin(
        f"{name}[list_]", f"{name}[list_, n_]", f"{name}[list_, n_, padding_]", f"{name}[list_, n_, padding_, margin_]"
    )(pad)


_padder("PadLeft", True, "{0, 0, a, b}")
_padder("PadRight", False, "{a, b, 0, 0}")


@builtin("ArrayPad[list_, m_]", "ArrayPad[list_, m_, padding_]")
def array_pad(list: Any, m: Any, padding: Any = 0, *, say: Any) -> Any:
    """ArrayPad[list, m] puts m zeros around an array, at every level; negative m removes elements.

    ArrayPad[list, {m, n}] puts m before and n after, {{m1, n1}, {m2, n2}, ...} says so for each level;
    ArrayPad[list, m, x] pads with x, or by the method "Fixed", "Periodic" or "Reflected".

    >>> ArrayPad[{a, b}, 1]
    {0, a, b, 0}
    """
    shape = dimensions_of(list)
    if not shape:
        return None
    if is_list(m) and m.args and all(is_list(x) for x in m.args):
        margins = [x.args if len(x) == 2 else x.args * 2 for x in m.args]
        if len(margins) == 1:
            margins *= len(shape)
    else:
        margins = [m.args if is_list(m) and len(m) == 2 else (m, m)] * len(shape)
    if len(margins) > len(shape) or not all(type(k) is int for pair in margins for k in pair):
        return None
    size = math.prod([max(n + sum(pair), 0) for n, pair in zip(shape, margins, strict=False)])
    if size > MAX_ELEMENTS:
        say("nomem", size)
        return None

    def pad(e: Any, level: int, outside: bool) -> Any:
        before, after = margins[level]
        n = len(e)
        out = []
        for i in range(-before, n + after):
            j: Any = i if 0 <= i < n else _reflected(padding, i, n)
            if level + 1 < len(margins):
                out.append(pad(e.args[0 if j is None else j], level + 1, outside or j is None))
            else:
                out.append(padding if outside or j is None else e.args[j])
        return pack(out)

    return pad(list, 0, False)


def _reflected(method: Any, i: int, n: int) -> int | None:
    """Which element stands at the place i outside of 0..n-1; None for the padding itself."""
    if method == "Periodic":
        return i % n
    if method == "Fixed":
        return 0 if i < 0 else n - 1
    if method == "Reflected":
        period = max(2 * n - 2, 1)
        k = i % period
        return k if k < n else period - k
    return None


@builtin("BlockMap[f_, list_, n_]", "BlockMap[f_, list_, n_, d_]")
def block_map(f: Any, list: Any, n: Any, d: Any = None, *, evaluate: Any) -> Any:
    """BlockMap[f, list, n] applies f to successive sublists of length n; BlockMap[f, list, n, d] with offset d.

    >>> BlockMap[f, {a, b, c, d}, 2]
    {f[{a, b}], f[{c, d}]}
    """
    blocks = evaluate(expr(S.Partition, list, n) if d is None else expr(S.Partition, list, n, d))
    return expr(S.Map, f, blocks) if is_list(blocks) else None


@builtin("MovingMap[f_, list_, n_Integer]")
def moving_map(f: Any, list: Any, n: int, *, evaluate: Any) -> Any:
    """MovingMap[f, list, n] applies f to each run of n + 1 neighbours.

    >>> MovingMap[f, {a, b, c}, 1]
    {f[{a, b}], f[{b, c}]}
    """
    blocks = evaluate(expr(S.Partition, list, n + 1, 1))
    return expr(S.Map, f, blocks) if is_list(blocks) else None


@builtin("MovingAverage[list_, n_Integer]")
def moving_average(list: Any, n: int, *, evaluate: Any) -> Any:
    """MovingAverage[list, n] gives the means of runs of n neighbours.

    >>> MovingAverage[{1, 2, 3, 4}, 2]
    {3/2, 5/2, 7/2}
    """
    blocks = evaluate(expr(S.Partition, list, n, 1))
    return expr(S.Map, S.Mean, blocks) if is_list(blocks) else None


@builtin("ArrayFlatten[blocks_]")
def array_flatten(blocks: Any) -> Any:
    """ArrayFlatten[{{m11, m12, ...}, ...}] puts a matrix together from a matrix of matrices; numbers stand for blocks.

    >>> ArrayFlatten[{{{{a, b}}, {{c}}}}]
    {{a, b, c}}
    """
    if not is_list(blocks) or not all(is_list(r) for r in blocks.args):
        return None
    grid = [list(r.args) for r in blocks.args]
    if len({len(r) for r in grid}) != 1:
        return None
    heights = [next((len(b) for b in row if is_list(b)), 1) for row in grid]
    widths = [
        next((len(row[j].args[0]) for row in grid if is_list(row[j]) and len(row[j])), 1) for j in range(len(grid[0]))
    ]
    rows = []
    for row, height in zip(grid, heights, strict=True):
        for i in range(height):
            line: list[Any] = []
            for b, width in zip(row, widths, strict=True):
                line += b.args[i].args if is_list(b) else [b] * width
            rows.append(pack(line))
    return make_list(rows)


@builtin("Diagonal[m_]", "Diagonal[m_, k_Integer]")
def diagonal(m: Any, k: int = 0) -> Any:
    """Diagonal[m] gives the diagonal of the matrix m; Diagonal[m, k] the k-th one above it.

    >>> Diagonal[{{a, b}, {c, d}}]
    {a, d}
    """
    if not is_list(m) or not all(is_list(r) for r in m.args):
        return None
    rows = m.args
    return pack([r.args[i + k] for i, r in enumerate(rows) if 0 <= i + k < len(r)])


@builtin("Subsequences[list_]", "Subsequences[list_, n_]")
def subsequences(list: Any, n: Any = None) -> Any:
    """Subsequences[list] gives all runs of neighbours; Subsequences[list, {n}] those of length n.

    >>> Subsequences[{a, b}]
    {{}, {a}, {b}, {a, b}}
    """
    if not isinstance(list, Expr):
        return None
    size = len(list)
    low, high = 0, size
    if n is not None:
        ends = n.args if is_list(n) else (0, n)
        if not all(type(x) is int or is_infinite(x) for x in ends) or not ends:
            return None
        low, high = (size if is_infinite(x) else x for x in (ends[0], ends[-1]))
    args = list.args
    return make_list(
        Expr(list.head, args[i : i + k])
        for k in range(low, min(high, size) + 1)
        for i in (range(size - k + 1) if k else range(1))
    )
