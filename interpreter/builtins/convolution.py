"""ListConvolve and ListCorrelate: kernels of any rank over arrays, with margins and padding."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

from .. import symbols as S
from ..declare import builtin
from ..expr import expr, is_list, make_list
from ..packed import Packed, pack
from .arrays import dimensions_of
from .content import from_numbers

_MESSAGES = {
    "kldims": "The kernel `1` and list `2` are not both nonempty lists with the same tensor rank.",
    "klalign": "The specification `1` says no place in a kernel of dimensions `2`.",
}
_WHOLE = 2**62  # what sums of machine integers have to stay below


def _places(spec: Any, shape: Sequence[int]) -> list[int] | None:
    """The place in the kernel for every level, counted from 1."""
    specs = spec.args if is_list(spec) else (spec,) * len(shape)
    if len(specs) != len(shape):
        return None
    found = [k + n + 1 if type(k) is int and k < 0 else k for k, n in zip(specs, shape, strict=True)]
    return found if all(type(k) is int and 0 < k <= n for k, n in zip(found, shape, strict=True)) else None


def _window(shape: Sequence[int], size: Sequence[int], ends: Any, mirrored: bool) -> tuple[list[int], list[int]] | None:
    """The places in the list, from 0, of the first element of the kernel: at the beginning, and how many follow."""
    if ends is None:
        ends = make_list((-1, 1) if mirrored else (1, -1))
    pair = ends.args if is_list(ends) else (ends, ends)
    if len(pair) != 2:
        return None
    low, high = _places(pair[0], shape), _places(pair[1], shape)
    if low is None or high is None:
        return None
    if mirrored:
        low, high = ([n + 1 - k for k, n in zip(ks, shape, strict=True)] for ks in (low, high))
    starts = [1 - k for k in low]
    counts = [max(n - k + 1 - s, 0) for n, k, s in zip(size, high, starts, strict=True)]
    return starts, counts


def _numbers(kernel: Any, data: Any, starts: Sequence[int], counts: Sequence[int], padding: Any) -> Any:
    """The sums for machine numbers, or None where they could leave the range of machine integers."""
    import numpy as np

    k, a = kernel.array, data.array
    if "i" in (k.dtype.kind, a.dtype.kind) and k.dtype.kind != a.dtype.kind:
        return None  # integers and reals: what is multiplied by an exact zero stays exact
    if k.dtype.kind == "i" and int(np.abs(k).max()) * int(np.abs(a).max()) * k.size >= _WHOLE:
        return None
    for axis, (s, n, m) in enumerate(zip(starts, counts, k.shape, strict=True)):
        where = np.arange(s, s + n + m - 1)
        if padding is not None and (where[0] < 0 or where[-1] >= a.shape[axis]):
            return None
        a = np.take(a, where % a.shape[axis], axis=axis)
    windows = np.lib.stride_tricks.sliding_window_view(a, k.shape)
    return np.tensordot(windows, k, axes=k.ndim)


def _at(e: Any, index: Sequence[int]) -> Any:
    for i in index:
        e = e.args[i]
    return e


def _element(data: Any, size: Sequence[int], index: Sequence[int], padding: Any) -> Any:
    """An element of the list, or of what is around it; None where nothing is."""
    if padding is None or all(0 <= i < n for i, n in zip(index, size, strict=True)):
        return _at(data, [i % n for i, n in zip(index, size, strict=True)])
    for i in index:  # copies of the padding lie under the list, one after the other
        if not is_list(padding):
            return padding
        if not padding.args:
            return None
        padding = padding.args[i % len(padding)]
    return padding


def _sums(kernel: Any, data: Any, ends: Any, padding: Any, mirrored: bool, evaluate: Any, say: Any) -> Any:
    shape, size = dimensions_of(kernel), dimensions_of(data)
    if not shape or len(shape) != len(size) or 0 in shape or 0 in size:
        say("kldims", kernel, data)
        return None
    window = _window(shape, size, ends, mirrored)
    if window is None:
        say("klalign", ends, make_list(shape))
        return None
    starts, counts = window
    if 0 in counts:
        return make_list(())
    if mirrored:
        kernel = evaluate(expr(S.Reverse, kernel, make_list(range(1, len(shape) + 1))))
    if type(kernel) is Packed and type(data) is Packed and len(kernel.array.shape) == len(data.array.shape):
        found = _numbers(kernel, data, starts, counts, padding)
        if found is not None:
            return from_numbers(found)
    inside = list(product(*map(range, shape)))
    weights = [(i, _at(kernel, i)) for i in inside]

    def total(place: Sequence[int]) -> Any:
        terms = []
        for i, w in weights:
            x = _element(data, size, [s + p + j for s, p, j in zip(starts, place, i, strict=True)], padding)
            if x is not None:
                terms.append(expr(S.Times, w, x))
        return evaluate(expr(S.Plus, *terms))

    def level(place: tuple[int, ...]) -> Any:
        if len(place) == len(counts):
            return total(place)
        return pack([level((*place, p)) for p in range(counts[len(place)])])

    return level(())


@builtin(
    "ListCorrelate[kernel_List, list_List]",
    "ListCorrelate[kernel_List, list_List, ends_]",
    "ListCorrelate[kernel_List, list_List, ends_, padding_]",
    **_MESSAGES,
)
def list_correlate(kernel: Any, list: Any, ends: Any = None, padding: Any = None, *, evaluate: Any, say: Any) -> Any:
    """ListCorrelate[kernel, list] gives the products of the kernel with each stretch of list of its length, added up.

    ListCorrelate[kernel, list, {kl, kr}] lets the place kl of the kernel stand over the first element at the beginning
    and kr over the last one at the end, going round the list; a last argument is the padding to use instead, {} for
    none.  Kernel and list may be arrays of any rank.

    >>> ListCorrelate[{x, y}, {a, b, c}]
    {a x + b y, b x + c y}
    >>> ListCorrelate[{x, y}, {a, b, c}, 1]
    {a x + b y, b x + c y, c x + a y}
    """
    return _sums(kernel, list, ends, padding, False, evaluate, say)


@builtin(
    "ListConvolve[kernel_List, list_List]",
    "ListConvolve[kernel_List, list_List, ends_]",
    "ListConvolve[kernel_List, list_List, ends_, padding_]",
    **_MESSAGES,
)
def list_convolve(kernel: Any, list: Any, ends: Any = None, padding: Any = None, *, evaluate: Any, say: Any) -> Any:
    """ListConvolve[kernel, list] is ListCorrelate with the kernel reversed.

    ListConvolve[kernel, list, {kl, kr}] and padding are as those of ListCorrelate.

    >>> ListConvolve[{x, y}, {a, b, c}]
    {b x + a y, c x + b y}
    >>> ListConvolve[{1, 1}, {1, 2, 3}, {1, -1}, 0]
    {1, 3, 5, 3}
    """
    return _sums(kernel, list, ends, padding, True, evaluate, say)
