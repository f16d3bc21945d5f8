"""Order statistics: the q-quantile of n elements stands at 1/2 + n q, between two elements in proportion."""

from collections.abc import Callable
from math import floor
from typing import Any

MEDIAN = ((0.5, 1.0),)
RANGE = ((0.75, 1.0), (0.25, -1.0))  # (probability, weight) of the quantiles that are added up
ORDERED = {"Median": MEDIAN, "InterquartileRange": RANGE}



def ordered(room: Any, out: Any, part: Any, terms: tuple) -> Callable:
    """Adds up weighted quantiles; the two elements of each are kept for the gradient."""
    xp = room.xp
    ranked = room.scratch(part.x.shape)
    t = room.scratch(out.shape)
    pick = _picker(room, part, ranked)
    values = list(zip(room.stored[0::2], room.stored[1::2]))

    def run() -> None:
        xp.copyto(ranked, part.x)
        part.blank(ranked, xp.inf)
        ranked.sort(axis=-1)
        out.fill(0)
        for (q, weight), (low, high) in zip(terms, values):
            fraction = pick(q, low, high)
            xp.subtract(high, low, out=t)
            xp.multiply(t, fraction, out=t)
            xp.add(t, low, out=t)
            xp.multiply(t, weight, out=t)
            xp.add(out, t, out=out)

    return run


def _place(count: int, q: float) -> tuple[int, int, float]:
    """The two neighbouring ranks, from 0, and how far between them the quantile stands."""
    place = min(max(0.5 + count * q, 1), count)
    low = floor(place)
    return low - 1, min(low, count - 1), place - low


def _picker(room: Any, part: Any, ranked: Any) -> Callable:
    """A function of (q, low, high) that fills low and high with neighbours and gives the fraction between them."""
    xp = room.xp
    if part.lengths is None:

        def pick(q: float, low: Any, high: Any) -> float:
            a, b, fraction = _place(part.count, q)
            xp.copyto(low, ranked[..., a])
            xp.copyto(high, ranked[..., b])
            return fraction

        return pick
    place, floors = room.scratch(part.columns), room.scratch(part.columns)
    fraction = room.scratch(part.columns[:-1])
    found = room.scratch(part.mask.shape, bool)
    chosen = room.scratch(part.x.shape)
    ranks = xp.arange(1, part.x.shape[-1] + 1)

    def take(out: Any) -> None:
        xp.not_equal(ranks, floors, out=found)
        xp.copyto(chosen, ranked)
        xp.copyto(chosen, -xp.inf, where=found)
        xp.maximum.reduce(chosen, axis=-1, out=out)

    def pick(q: float, low: Any, high: Any) -> Any:
        _places(xp, part, q, place, floors)
        xp.copyto(fraction, place[..., 0])
        take(low)
        xp.add(floors, 1, out=floors)
        xp.minimum(floors, part.count, out=floors)
        take(high)
        return fraction

    return pick


def _places(xp: Any, part: Any, q: float, place: Any, floors: Any) -> None:
    """Fills the lower rank, from 1, and leaves in `place` how far beyond it the quantile stands."""
    xp.multiply(part.count, q, out=place)
    xp.add(place, 0.5, out=place)
    xp.maximum(place, 1, out=place)
    xp.minimum(place, part.count, out=place)
    xp.floor(place, out=floors)
    xp.subtract(place, floors, out=place)


def ordered_back(room: Any, dy: Any, part: Any, dx: Any, terms: tuple) -> Callable:
    """The gradient goes to the elements that are the quantiles' neighbours; equal ones share it."""
    xp = room.xp
    equal, count, share = room.scratch(part.x.shape), room.scratch(dy.shape), room.scratch(dy.shape)
    stored = [(low[..., None], high[..., None]) for low, high in zip(room.stored[0::2], room.stored[1::2])]
    if part.lengths is not None:
        place, floors = room.scratch(part.columns), room.scratch(part.columns)

    def spread(value: Any, weight: Any) -> None:
        xp.equal(part.x, value, out=equal, casting="unsafe")
        part.blank(equal, 0)
        xp.add.reduce(equal, axis=-1, keepdims=True, out=count)
        xp.maximum(count, 1, out=count)
        xp.multiply(dy, weight, out=share)
        xp.divide(share, count, out=share)
        xp.multiply(equal, share, out=equal)
        xp.add(dx, equal, out=dx)

    def run() -> None:
        dx.fill(0)
        for (q, weight), (low, high) in zip(terms, stored):
            if part.lengths is None:
                fraction = _place(part.count, q)[2]
                weights = (weight * (1 - fraction), weight * fraction)
                for value, w in zip((low, high), weights):
                    spread(value, w)
                continue
            _places(xp, part, q, place, floors)
            xp.multiply(place, weight, out=floors)
            spread(high, floors)
            xp.subtract(weight, floors, out=floors)
            spread(low, floors)

    return run
