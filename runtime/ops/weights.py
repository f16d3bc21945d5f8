"""The weights of attention: the softmax of blocks of scores, the means by them, and the way back.

While the scores are few, the weights are kept for the gradient; else both ways walk in blocks of examples and queries
whose scores stay in cache, and the gradient makes the weights again (M. N. Rabe and C. Staats, arXiv:2112.05682).
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import prod
from typing import Any

LIMIT = 1 << 20  # scores kept for the gradient: 4 MB in single precision
BLOCK = 1 << 18  # scores at work at a time where they are not kept
NEVER = -1e30  # the score of a key that is not looked at


@dataclass(frozen=True)
class Sizes:
    """Examples, heads, queries and keys."""

    batch: int
    heads: int
    queries: int
    keys: int

    @property
    def scores(self) -> int:
        return prod((self.batch, self.heads, self.queries, self.keys))

    @property
    def stored(self) -> bool:
        return self.scores <= LIMIT

    def blocks(self) -> list[tuple[slice, slice]]:
        """Parts of the batch and of the queries whose scores are within the limit."""
        if self.stored:
            return [(slice(0, self.batch), slice(0, self.queries))]
        each = self.heads * self.queries * self.keys
        if each <= BLOCK:
            step = BLOCK // each
            every = slice(0, self.queries)
            return [(slice(i, min(i + step, self.batch)), every) for i in range(0, self.batch, step)]
        step = max(1, BLOCK // (self.heads * self.keys))
        parts = [slice(q, min(q + step, self.queries)) for q in range(0, self.queries, step)]
        return [(slice(i, i + 1), part) for i in range(self.batch) for part in parts]


def stores(sizes: Sizes, dropout: float) -> tuple:
    whole = (sizes.scores,)
    return (whole if sizes.stored else (0,), whole if dropout else (0,))


class Weights:
    """Makes the weights of one block after another; the same way in both directions.

    `lengths` count `each` positions of the keys; `causal` lets a query see no later key, `window` only so many.
    """

    def __init__(self, room: Any, sizes: Sizes, lengths: Any, each: int, causal: bool, window: int | None):
        self.room, self.xp, self.sizes = room, room.xp, sizes
        self.blocks = sizes.blocks()
        largest = max((self._count(*block) for block in self.blocks), default=0)
        self.buffer = None if sizes.stored else room.scratch((largest,))
        rows = max(((b.stop - b.start) * sizes.heads * (q.stop - q.start) for b, q in self.blocks), default=0)
        self.sums, self.largest = room.scratch((rows,)), largest
        xp = self.xp
        self.ones = xp.ones((sizes.keys,), room.dtype)
        self.past, self.causal = None, self._causal(window) if causal else None
        self.empties = lengths is not None or window is not None  # there may be queries that see no key
        if lengths is not None:
            self.past = room.scratch((sizes.batch, 1, 1, sizes.keys), bool)
            self.steps = xp.floor_divide(xp.arange(sizes.keys), each).reshape(1, 1, 1, sizes.keys)
            self.lengths = lengths.reshape(sizes.batch, 1, 1, 1)

    def _count(self, examples: slice, queries: slice) -> int:
        return (examples.stop - examples.start) * self.sizes.heads * (queries.stop - queries.start) * self.sizes.keys

    def _causal(self, window: int | None) -> Any:
        """True where a query does not see a key."""
        xp = self.xp
        i, j = xp.arange(self.sizes.queries)[:, None], xp.arange(self.sizes.keys)[None, :]
        later = j > i
        return later if window is None else later | (j < i - (window - 1))

    def begin(self) -> None:
        """Finds what lies behind the ends of the keys."""
        if self.past is not None:
            self.xp.greater_equal(self.steps, self.lengths, out=self.past)

    def view(self, flat: Any, examples: slice, queries: slice) -> Any:
        """A block's scores (batch, heads, queries, keys) in a flat buffer."""
        n, q = examples.stop - examples.start, queries.stop - queries.start
        return flat[: self._count(examples, queries)].reshape(n, self.sizes.heads, q, self.sizes.keys)

    def scores(self, examples: slice, queries: slice) -> Any:
        """Where a block's scores and then weights go: for good where they are stored."""
        return self.view(self.room.stored[0] if self.sizes.stored else self.buffer, examples, queries)

    def keep(self, examples: slice, queries: slice) -> Any:
        """Where a block's dropout mask is, kept for the gradient."""
        start = self._count(slice(0, examples.start), slice(0, self.sizes.queries))
        start += self._count(slice(0, 1), slice(0, queries.start))
        return self.view(self.room.stored[1][start:], examples, queries)

    def softmax(self, s: Any, examples: slice, queries: slice) -> Callable:
        """The closure that turns a block's scores into weights."""
        xp = self.xp
        masks = []
        if self.past is not None:
            masks.append(self.past[examples])
        if self.causal is not None:
            masks.append(self.causal[queries])
        flat, rows = s.reshape(-1, self.sizes.keys), self.sums[: prod(s.shape[:3])]
        row, ones = rows.reshape(*s.shape[:3], 1), self.ones
        options = {"dtype": xp.float64, "casting": "same_kind"} if self.room.exact else {}

        def run() -> None:
            for mask in masks:
                xp.copyto(s, NEVER, where=mask)
            xp.maximum.reduce(s, axis=3, keepdims=True, out=row)
            xp.subtract(s, row, out=s)
            xp.exp(s, out=s, **options)
            if self.empties:
                for mask in masks:
                    xp.copyto(s, 0, where=mask)
            xp.matmul(flat, ones, out=rows)
            if self.empties:
                xp.maximum(row, 1e-30, out=row)
            xp.divide(1, row, out=row)
            xp.multiply(s, row, out=s)

        return run


def clean(room: Any, x: Any, weights: Weights) -> tuple:
    """An array of keys or values whose places behind the end are 0, whatever lies there: (array, closure)."""
    if weights.past is None:
        return x, lambda: None
    xp, copy = room.xp, room.scratch(x.shape)
    mask = weights.past.swapaxes(2, 3)

    def run() -> None:
        xp.copyto(copy, x)
        xp.copyto(copy, 0, where=mask)

    return copy, run


def mean(weights: Weights, s: Any, block: tuple, values: Any, result: Any, dropout: float) -> Callable:
    """The closure from a block's weights to the mean of the values."""
    xp = weights.xp
    if not dropout:
        return lambda: xp.matmul(s, values, out=result)
    room, kept = weights.room, weights.keep(*block)
    flat = room.stored[1]
    thinned = weights.view(room.scratch((weights.largest,)), *block)
    first = block == weights.blocks[0]

    def run() -> None:
        if first:
            room.uniform(flat)
            xp.greater_equal(flat, dropout, out=flat)
            xp.multiply(flat, 1 / (1 - dropout), out=flat)
        xp.multiply(s, kept, out=thinned)
        xp.matmul(thinned, values, out=result)

    return run


class Back:
    """The way back of a block: from the slope by the result to those by scores and values."""

    def __init__(self, weights: Weights, dropout: float):
        room = weights.room
        self.weights, self.xp, self.dropout = weights, room.xp, dropout
        self.slopes = room.scratch((weights.largest,))
        self.thinned = room.scratch((weights.largest,)) if dropout else None

    def bind(self, s: Any, block: tuple, values: Any, dy: Any, y: Any, dvalue: Any) -> tuple[Any, Callable]:
        """(the slope by the block's scores, closure that fills it and the one by the values)."""
        xp, weights = self.xp, self.weights
        ds = weights.view(self.slopes, *block)
        kept = weights.keep(*block) if self.dropout else None
        used = s if kept is None else weights.view(self.thinned, *block)
        row = weights.sums[: prod(s.shape[:3])].reshape(s.shape[:3])
        column = row[:, :, :, None]

        def run() -> None:
            if kept is not None:
                xp.multiply(s, kept, out=used)
            if dvalue is not None:
                dvalue(used.swapaxes(2, 3), dy)
            xp.matmul(dy, values.swapaxes(2, 3), out=ds)
            if kept is not None:
                xp.multiply(ds, kept, out=ds)
            xp.einsum("nhqv,nhqv->nhq", dy, y, out=row)
            xp.subtract(ds, column, out=ds)
            xp.multiply(ds, s, out=ds)

        return ds, run
