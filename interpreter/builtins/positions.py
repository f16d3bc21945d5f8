"""Positions: what integers, spans, lists of positions and sequence specifications select among n elements."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..declare import name
from ..expr import Expr, has_head, is_list
from ..packed import Packed

name("UpTo", "UpTo[n] stands for n, or as many as there are.")
name("Span", "i ;; j ;; k or Span[i, j, k] stands for the positions from i to j in steps of k, in Part and Take.")


class PositionProblem(Exception):
    """A position that does not exist or does not make sense: a message tag and its arguments."""

    def __init__(self, tag: str, *args: Any) -> None:
        self.tag, self.details = tag, args


def index_of(i: int, n: int) -> int | None:
    """Position i (from 1, negative from the end) among n elements as an index from 0; None if there is none."""
    if 1 <= i <= n:
        return i - 1
    if -n <= i <= -1:
        return n + i
    return None


def span_range(span: Expr, n: int) -> range:
    """The positions (from 0) that i;;j;;k selects among n elements."""
    args = span.args
    start, stop = (args[0], args[1]) if len(args) > 1 else (1, S.All)
    step = args[2] if len(args) > 2 else 1
    if type(step) is not int or step == 0 or len(args) > 3:
        raise PositionProblem("span", span)
    backwards = step < 0
    if start is S.All:
        start = 1
    if backwards and start == 1 and stop is S.All:
        start = n if n else 1
    i = _end(start, n, span, first=True)
    if stop is S.All:
        j = 1 if backwards else n
    else:
        j = _end(stop, n, span, first=False)
    if backwards:
        if j > i + 1 or i > n or j < 1 <= n:
            raise PositionProblem("take", start, stop, None)
        return range(i - 1, j - 2, step)
    if i > j + 1 or i < 1 or j > n:
        raise PositionProblem("take", start, stop, None)
    return range(i - 1, j, step)


def _end(x: Any, n: int, span: Expr, first: bool) -> int:
    if has_head(x, S.UpTo, 1) and type(x.args[0]) is int:
        return min(x.args[0], n)
    if type(x) is not int:
        raise PositionProblem("span", span)
    return x if x >= 0 else n + 1 + x


def sequence_range(spec: Any, n: int) -> range | None:
    """The positions (from 0) that a sequence specification selects: n, -n, UpTo[n], {n}, {m, n}, {m, n, s}, All, None.

    None if it is no such specification.  PositionProblem("take", from, to) if the elements are not there.
    """
    if type(spec) is int:
        if abs(spec) > n:
            raise PositionProblem("take", *((1, spec) if spec > 0 else (spec, -1)))
        return range(spec) if spec >= 0 else range(n + spec, n)
    if spec is S.All:
        return range(n)
    if spec is S.None_:
        return range(0)
    if has_head(spec, S.UpTo, 1):
        count = spec.args[0]
        if type(count) is int and count >= 0:
            return range(min(count, n))
        return range(n) if is_infinite(count) else None
    if has_head(spec, S.Span):
        return span_range(spec, n)
    if not is_list(spec) or not 1 <= len(spec) <= 3:
        return None
    ends = [len_bounded(x, n) for x in spec.args]
    if None in ends:
        return None
    first = ends[0]
    last = ends[1] if len(ends) > 1 else first
    step = ends[2] if len(ends) > 2 else 1
    if step == 0:
        return None
    i = first if first > 0 else n + 1 + first
    j = last if last > 0 else n + 1 + last
    if last == 0 and first == 1:
        j = 0
    ok = 1 <= i and j <= n and i <= j + 1 if step > 0 else 1 <= j and i <= n and j <= i + 1
    if not ok:
        raise PositionProblem("take", spec.args[0], spec.args[1] if len(ends) > 1 else spec.args[0])
    return range(i - 1, j, step) if step > 0 else range(i - 1, j - 2, step)


def len_bounded(x: Any, n: int) -> Any:
    """An integer end of a sequence specification; All is the last one, UpTo[m] the last within reach."""
    if x is S.All:
        return n
    if has_head(x, S.UpTo, 1) and type(x.args[0]) is int:
        return min(x.args[0], n)
    return x if type(x) is int else None


def is_infinite(x: Any) -> bool:
    return x is S.Infinity or (has_head(x, S.DirectedInfinity, 1) and x.args[0] == 1)


def integers_of(e: Any) -> list[int] | None:
    """The ints of a flat list of integers, or None."""
    if type(e) is Packed:
        return e.array.tolist() if e.array.ndim == 1 and e.is_integer else None
    if is_list(e) and all(type(x) is int for x in e.args):
        return list(e.args)
    return None
