"""Attention while the weights of all queries are kept; what walks in blocks, or thins, stays with numpy."""

from typing import Any

from ..ops.weights import Sizes
from . import kernel, machine
from .host import closure
from .layout import exact, plain


def _heads_first(a: Any, swapped: bool) -> Any:
    """The array as (example, head, position, element), without a copy."""
    return a[:, None] if a.ndim == 3 else a.swapaxes(1, 2) if swapped else a


def _array(a: Any, swapped: bool) -> list:
    """An array with its steps by example, head and position."""
    if a is None:
        return [None, 0, 0, 0]
    return [a, *(s // 4 for s in _heads_first(a, swapped).strides[:3])]


def _words(
    room: Any, inputs: tuple, out: Any, scale: float, causal: bool, window: int | None, dropout: float, swapped: bool,
    each: int,
) -> list | None:
    query, key, value, lengths = (*inputs, None)[:4]
    batch, heads, queries = _heads_first(query, swapped).shape[:3]
    sizes = Sizes(batch, heads, queries, _heads_first(key, swapped).shape[2])
    if window is not None or dropout or not sizes.stored or not sizes.scores:
        return None
    if not plain(query, key, value, out, lengths) or not query.shape[-1] or not value.shape[-1]:
        return None
    words: list = []
    for a in (query, key, value, out):
        words += _array(a, swapped)
    return [*words, sizes.batch, sizes.heads, sizes.queries, sizes.keys, query.shape[-1], value.shape[-1],
            float(scale), int(causal), lengths, each, int(exact(room)), room.stored[0]]


@kernel("attention", "forward")
def attention(
    room: Any, out: Any, query: Any, key: Any, value: Any, lengths: Any = None, *, scale: float = 1.0,
    causal: bool = False, window: int | None = None, dropout: float = 0.0, swapped: bool = False, each: int = 1,
) -> Any:
    words = _words(room, (query, key, value, lengths), out, scale, causal, window, dropout, swapped, each)
    return words and closure(machine(), [(machine().library("attention").attend, tuple(words))])


@kernel("attention", "gradient")
def attention_gradient(
    room: Any, dy: Any, out: Any, inputs: tuple, dinputs: tuple, *, scale: float = 1.0, causal: bool = False,
    window: int | None = None, dropout: float = 0.0, swapped: bool = False, each: int = 1,
) -> Any:
    words = _words(room, inputs, out, scale, causal, window, dropout, swapped, each)
    if not words or not plain(dy, *dinputs[:3]):
        return None
    for a in (dy, *dinputs[:3]):
        words += _array(a, swapped)
    return closure(machine(), [(machine().library("attention").attend_back, tuple(words))])
