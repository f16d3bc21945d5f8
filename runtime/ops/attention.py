"""Attention: weights of all keys for a query by softmax, and the mean of the values by those weights.

A. Vaswani et al., arXiv:1706.03762. The scores of all queries against all keys are one batched matrix product. While
they are few, the weights are kept for the gradient; else both ways walk in blocks of examples and queries whose scores
stay in cache, and the gradient makes the weights again (M. N. Rabe and C. Staats, arXiv:2112.05682).
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import prod
from typing import Any

from ..declare import op

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


def _heads_first(x: Any, swapped: bool) -> Any:
    """The array as (batch, heads, position, element), without a copy."""
    if x.ndim == 3:
        return x[:, None]
    return x.swapaxes(1, 2) if swapped else x


def _sizes(query: tuple, key: tuple, swapped: bool = False, **_: Any) -> Sizes:
    if len(query) == 3:
        return Sizes(query[0], 1, query[1], key[1])
    positions, heads = (1, 2) if swapped else (2, 1)
    return Sizes(query[0], query[heads], query[positions], key[positions])


def _shape(query: tuple, key: tuple, value: tuple, *_: Any, **__: Any) -> tuple:
    return (*query[:-1], value[-1])


def _stores(sizes: Sizes, dropout: float) -> tuple:
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


def _clean(room: Any, x: Any, weights: Weights) -> tuple:
    """An array of keys or values whose places behind the end are 0, whatever lies there: (array, closure)."""
    if weights.past is None:
        return x, lambda: None
    xp, copy = room.xp, room.scratch(x.shape)
    mask = weights.past.swapaxes(2, 3)

    def run() -> None:
        xp.copyto(copy, x)
        xp.copyto(copy, 0, where=mask)

    return copy, run


def _mean(weights: Weights, s: Any, block: tuple, values: Any, result: Any, dropout: float) -> Callable:
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


def _products(room: Any, target: Any, blocks: list, shape: tuple) -> Callable | None:
    """A function of a block that gives the function (a, b) writing or adding a.b to the target's part of its examples.

    Blocks of queries add up.
    """
    if target is None:
        return None
    xp = room.xp
    extra = room.scratch(shape)

    def into(block: tuple) -> Callable:
        part = target[block[0]]
        if block[1].start == 0:
            return lambda a, b: xp.matmul(a, b, out=part)
        rest = extra[: part.shape[0]]

        def add(a: Any, b: Any) -> None:
            xp.matmul(a, b, out=rest)
            xp.add(part, rest, out=part)

        return add

    return into


def _for_blocks(room: Any, blocks: list, x: Any) -> tuple:
    """The shape of what is added up where there are several blocks of queries, else nothing."""
    several = any(q.start for _, q in blocks)
    return (1, *x.shape[1:]) if several else (0,)


@op(
    "attention",
    shape=_shape,
    stores=lambda q, k, v, *_, dropout=0.0, **s: _stores(_sizes(q, k, **s), dropout),
)
def attention(
    room: Any,
    out: Any,
    query: Any,
    key: Any,
    value: Any,
    lengths: Any = None,
    *,
    scale: float = 1.0,
    causal: bool = False,
    window: int | None = None,
    dropout: float = 0.0,
    swapped: bool = False,
    each: int = 1,
) -> Any:
    """The values' mean weighted by the softmax of scale key.query: query (n, q, k), key (n, t, k), value (n, t, v) give
    (n, q, v).

    Heads are a further axis behind the batch, or, when `swapped`, behind the positions. `lengths` (n,) count `each`
    positions of the keys. A query that sees no key gives 0. `dropout` thins the weights.
    """
    xp = room.xp
    weights = Weights(room, _sizes(query.shape, key.shape, swapped), lengths, each, causal, window)
    q, k, v, y = (_heads_first(a, swapped) for a in (query, key, value, out))
    v, clean = _clean(room, v, weights)
    scaled = room.scratch((max((prod(q[b].shape) for b in weights.blocks), default=0),))
    steps = []
    for examples, queries in weights.blocks:
        block = (examples, queries)
        part = q[examples, :, queries]
        low = scaled[: part.size].reshape(part.shape)
        s = weights.scores(*block)
        keys, values, result = k[examples].swapaxes(2, 3), v[examples], y[examples, :, queries]
        mean = _mean(weights, s, block, values, result, dropout)
        steps.append((part, low, keys, s, weights.softmax(s, *block), mean))

    def run() -> None:
        weights.begin()
        clean()
        for part, low, keys, s, softmax, mean in steps:
            xp.multiply(part, scale, out=low)
            xp.matmul(low, keys, out=s)
            softmax()
            mean()

    return run


@attention.gradient
def _(
    room: Any,
    dy: Any,
    out: Any,
    inputs: tuple,
    dinputs: tuple,
    *,
    scale: float = 1.0,
    causal: bool = False,
    window: int | None = None,
    dropout: float = 0.0,
    swapped: bool = False,
    each: int = 1,
) -> Any:
    xp = room.xp
    query, key, value, lengths = (*inputs, None)[:4]
    sizes = _sizes(query.shape, key.shape, swapped)
    weights = Weights(room, sizes, lengths, each, causal, window)
    q, k, v, y, d = (_heads_first(a, swapped) for a in (query, key, value, out, dy))
    dq, dk, dv = (None if a is None else _heads_first(a, swapped) for a in dinputs[:3])
    (k, clean_keys), (v, clean_values) = _clean(room, k, weights), _clean(room, v, weights)
    back, blocks = Back(weights, dropout), weights.blocks
    into_keys = _products(room, dk, blocks, _for_blocks(room, blocks, k))
    into_values = _products(room, dv, blocks, _for_blocks(room, blocks, v))
    scaled = room.scratch((max((prod(q[b].shape) for b in blocks), default=0),))
    steps = []
    for block in blocks:
        examples, queries = block
        part = q[examples, :, queries]
        low = scaled[: part.size].reshape(part.shape)
        s = weights.scores(*block)
        remake = None if sizes.stored else weights.softmax(s, *block)
        values = None if into_values is None else into_values(block)
        ds, run = back.bind(s, block, v[examples], d[examples, :, queries], y[examples, :, queries], values)
        keys = None if into_keys is None else into_keys(block)
        dpart = None if dq is None else dq[examples, :, queries]
        steps.append((part, low, k[examples], s, remake, ds, run, keys, dpart))

    def run() -> None:
        weights.begin()
        clean_keys()
        clean_values()
        for part, low, keys, s, remake, ds, walk, into, dpart in steps:
            xp.multiply(part, scale, out=low)
            if remake is not None:
                xp.matmul(low, keys.swapaxes(2, 3), out=s)
                remake()
            walk()
            if into is not None:
                into(ds.swapaxes(2, 3), low)
            if dpart is not None:
                xp.matmul(ds, keys, out=dpart)
                xp.multiply(dpart, scale, out=dpart)

    return run


# --- scores that come from elsewhere


def _score_sizes(scores: tuple) -> Sizes:
    return Sizes(*(scores if len(scores) == 4 else (scores[0], 1, *scores[1:])))


@op(
    "attention_by_scores",
    shape=lambda scores, value, *_, **__: (*scores[:-1], value[-1]),
    stores=lambda scores, value, *_, dropout=0.0, **__: _stores(_score_sizes(scores), dropout),
)
def attention_by_scores(
    room: Any,
    out: Any,
    scores: Any,
    value: Any,
    lengths: Any = None,
    *,
    scale: float = 1.0,
    causal: bool = False,
    window: int | None = None,
    dropout: float = 0.0,
    each: int = 1,
) -> Any:
    """Like `attention`, for given scores (n, q, t), or (n, heads, q, t)."""
    xp = room.xp
    given, v, y = (_heads_first(a, False) for a in (scores, value, out))
    weights = Weights(room, _score_sizes(scores.shape), lengths, each, causal, window)
    v, clean = _clean(room, v, weights)
    steps = []
    for block in weights.blocks:
        examples, queries = block
        s = weights.scores(*block)
        mean = _mean(weights, s, block, v[examples], y[examples, :, queries], dropout)
        steps.append((given[examples, :, queries], s, weights.softmax(s, *block), mean))

    def run() -> None:
        weights.begin()
        clean()
        for part, s, softmax, mean in steps:
            xp.multiply(part, scale, out=s)
            softmax()
            mean()

    return run


@attention_by_scores.gradient
def _(
    room: Any,
    dy: Any,
    out: Any,
    inputs: tuple,
    dinputs: tuple,
    *,
    scale: float = 1.0,
    causal: bool = False,
    window: int | None = None,
    dropout: float = 0.0,
    each: int = 1,
) -> Any:
    xp = room.xp
    scores, value, lengths = (*inputs, None)[:3]
    sizes = _score_sizes(scores.shape)
    weights = Weights(room, sizes, lengths, each, causal, window)
    given, v, y, d = (_heads_first(a, False) for a in (scores, value, out, dy))
    dscores, dv = (None if a is None else _heads_first(a, False) for a in dinputs[:2])
    v, clean = _clean(room, v, weights)
    back, blocks = Back(weights, dropout), weights.blocks
    into_values = _products(room, dv, blocks, _for_blocks(room, blocks, v))
    steps = []
    for block in blocks:
        examples, queries = block
        s = weights.scores(*block)
        remake = None if sizes.stored else weights.softmax(s, *block)
        values = None if into_values is None else into_values(block)
        ds, walk = back.bind(s, block, v[examples], d[examples, :, queries], y[examples, :, queries], values)
        target = None if dscores is None else dscores[examples, :, queries]
        steps.append((given[examples, :, queries], s, remake, ds, walk, target))

    def run() -> None:
        weights.begin()
        clean()
        for part, s, remake, ds, walk, target in steps:
            if remake is not None:
                xp.multiply(part, scale, out=s)
                remake()
            walk()
            if target is not None:
                xp.multiply(ds, scale, out=target)

    return run
