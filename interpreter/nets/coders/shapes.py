"""Whether arrays have the types that coders make or take."""

from __future__ import annotations

from typing import Any

import numpy as np

from ....runtime.ports import Type


def fits(array: Any, kind: Type) -> bool:
    """Whether an array has a type."""
    return shape_fits(array.shape, kind) and elements_fit(array, kind)


def all_fit(array: Any, kind: Type) -> bool:
    """Whether each of a batch of arrays has a type."""
    return bool(array.ndim and len(array)) and shape_fits(array.shape[1:], kind) and elements_fit(array, kind)


def shape_fits(shape: tuple[int, ...], kind: Type) -> bool:
    """Whether the sizes are those of a type, as far as it says them."""
    if kind.dims is None:
        return True
    if len(shape) != len(kind.dims):
        return False
    return all(d == n for d, n in zip(kind.dims, shape, strict=True) if isinstance(d, int))


def elements_fit(array: Any, kind: Type) -> bool:
    """Whether the elements are whole numbers in the range of a type, where it wants such."""
    if kind.kind != "integer" or not array.size:
        return True
    whole = bool((array == np.floor(array)).all())
    return whole and (kind.low is None or array.min() >= kind.low) and (kind.high is None or array.max() <= kind.high)
