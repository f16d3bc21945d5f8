"""Pictures reckoned with pixel by pixel, together with numbers and with one another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..numerics.numbers import BigReal, Rational
from .pixels import as_type, colour_channels, working
from .value import TYPES, Picture


def reals_of(kinds: Sequence[str]) -> str:
    """The type of reals that is exact enough for these types."""
    return "Real64" if "Real64" in kinds else "Real32"


def together(
    operation: Callable[[Any, Any], Any], items: Sequence[Any], kind: Callable[[Sequence[str]], str] = reals_of
) -> Picture | None:
    """The pictures, numbers and channels (arrays) among the items combined from left to right.

    One channel goes with any number of them.  Opacity is that of the first picture that has one.  None if the pictures
    do not fit together.
    """
    pictures = [p for p in items if type(p) is Picture]
    if len({p.array.shape[:-1] for p in pictures}) != 1:
        return None
    if len({n for n in map(colour_channels, pictures) if n != 1}) > 1:
        return None
    colours = [working(p)[..., : colour_channels(p)] if type(p) is Picture else p for p in items]
    with np.errstate(all="ignore"):
        found = colours[0]
        for other in colours[1:]:
            found = operation(found, other)
    if isinstance(found, np.ndarray) and found.shape[:-1] != pictures[0].array.shape[:-1]:
        return None
    wide = next((p for p in pictures if colour_channels(p) == found.shape[-1]), None)
    clear = next((p for p in pictures if p.has_alpha), None)
    space = None if wide is None else wide.space
    if clear is not None and space is not None:
        found = np.concatenate([found, working(clear)[..., -1:]], axis=-1)
    target = kind([p.type for p in pictures])
    return Picture(as_type(found, target), None if target == "Bit" else space)


_OPERATIONS: dict[str, Callable[[Any, Any], Any]] = {
    "Plus": lambda x, y: x + y,
    "Times": lambda x, y: x * y,
    "Power": lambda x, y: np.power(x, y),
}


def reckoned(head: str, args: tuple[Any, ...]) -> Picture | None:
    """Sums, products and powers of pictures and real numbers, with real pixels; None with other things among them."""
    if any(type(a) not in (Picture, int, float, Rational, BigReal) for a in args):
        return None
    try:
        return together(_OPERATIONS[head], [a if type(a) is Picture else float(a) for a in args])
    except OverflowError:  # a number beyond the reals
        return None


def widest(kinds: Sequence[str]) -> str:
    """The type that can hold what the others can."""
    return max(kinds, key=list(TYPES).index)
