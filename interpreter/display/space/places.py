"""Coordinates in space out of expressions, and places by number in GraphicsComplex."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...expr import is_list
from ...packed import Packed
from ..graphics.values import numbers

_LARGEST = 1e100


def triple(e: Any, known: Any = None) -> Any:
    """The place {x, y, z}, or the one with a number among those known; None for all else."""
    if type(e) is int and known is not None:
        return known[e - 1] if 0 < e <= len(known) else None
    if known is not None and is_list(e) and all(type(x) is int for x in e.args):
        return None  # a list of numbers of places
    found = numbers(e, 3) if is_list(e) else None
    return None if found is None else np.array(found)


def path(e: Any, known: Any = None) -> Any:
    """An array (places, 3) of a list of places; None for all else."""
    if type(e) is Packed:
        a = e.array
        if known is not None and a.ndim == 1 and a.dtype.kind == "i":
            return known[a - 1] if a.size and a.min() > 0 and a.max() <= len(known) else None
        if a.ndim != 2 or a.shape[1] != 3 or not a.size or not (abs(a) <= _LARGEST).all():
            return None
        return a.astype(float)
    if not is_list(e) or not len(e):
        return None
    found = [triple(x, known) for x in e.args]
    return None if any(p is None for p in found) else np.array(found)


def paths(e: Any, known: Any = None) -> list[Any]:
    """The arrays of several lists of places; one list of places is one of them."""
    if type(e) is Packed and e.array.ndim == (2 if known is not None and e.array.dtype.kind == "i" else 3):
        found = [path(Packed(row), known) for row in e.array]
    elif is_list(e) and len(e) and triple(e.args[0], known) is None:
        found = [path(x, known) for x in e.args]
    else:
        found = [path(e, known)]
    return [p for p in found if p is not None]


def spots(e: Any, known: Any = None) -> list[Any]:
    """One place, or several in a list."""
    one = triple(e, known)
    if one is not None:
        return [one]
    found = path(e, known)
    return [] if found is None else list(found)
