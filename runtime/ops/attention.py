"""Attention: weights of all keys for a query by softmax, and the mean of the values by those weights.

A. Vaswani et al., arXiv:1706.03762. The scores of all queries against all keys are one batched matrix product.
"""

from collections.abc import Callable
from typing import Any

from ..declare import op
from .weights import Back, Sizes, Weights, clean, mean, stores


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
    stores=lambda q, k, v, *_, dropout=0.0, **s: stores(_sizes(q, k, **s), dropout),
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
    v, tidy = clean(room, v, weights)
    scaled = room.scratch((max((q[b[0], :, b[1]].size for b in weights.blocks), default=0),))
    steps = []
    for examples, queries in weights.blocks:
        block = (examples, queries)
        part = q[examples, :, queries]
        low = scaled[: part.size].reshape(part.shape)
        s = weights.scores(*block)
        keys, values, result = k[examples].swapaxes(2, 3), v[examples], y[examples, :, queries]
        average = mean(weights, s, block, values, result, dropout)
        steps.append((part, low, keys, s, weights.softmax(s, *block), average))

    def run() -> None:
        weights.begin()
        tidy()
        for part, low, keys, s, softmax, average in steps:
            xp.multiply(part, scale, out=low)
            xp.matmul(low, keys, out=s)
            softmax()
            average()

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
    (k, clean_keys), (v, clean_values) = clean(room, k, weights), clean(room, v, weights)
    back, blocks = Back(weights, dropout), weights.blocks
    into_keys = _products(room, dk, blocks, _for_blocks(room, blocks, k))
    into_values = _products(room, dv, blocks, _for_blocks(room, blocks, v))
    scaled = room.scratch((max((q[b[0], :, b[1]].size for b in blocks), default=0),))
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
    stores=lambda scores, value, *_, dropout=0.0, **__: stores(_score_sizes(scores), dropout),
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
    v, tidy = clean(room, v, weights)
    steps = []
    for block in weights.blocks:
        examples, queries = block
        s = weights.scores(*block)
        average = mean(weights, s, block, v[examples], y[examples, :, queries], dropout)
        steps.append((given[examples, :, queries], s, weights.softmax(s, *block), average))

    def run() -> None:
        weights.begin()
        tidy()
        for part, s, softmax, average in steps:
            xp.multiply(part, scale, out=s)
            softmax()
            average()

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
    v, tidy = clean(room, v, weights)
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
        tidy()
        for part, s, remake, ds, walk, target in steps:
            if remake is not None:
                xp.multiply(part, scale, out=s)
                remake()
            walk()
            if target is not None:
                xp.multiply(ds, scale, out=target)

    return run
