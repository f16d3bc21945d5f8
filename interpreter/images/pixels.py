"""Types and colour spaces of pixels: numbers and intensities as pixels of a type, pictures in another space."""

from __future__ import annotations

from typing import Any

import numpy as np

from .value import TYPES, Picture

_KEPT = ("Grayscale", "RGB", "CMYK", "HSB")  # spaces of intensities; coordinates of the others need reals
SAME: Any = object()


def coerced(numbers: np.ndarray, kind: str) -> np.ndarray:
    """Numbers as pixels of a type: finite ones, rounded and clipped where it holds whole numbers."""
    dtype, full = TYPES[kind]
    if dtype.startswith("float"):
        with np.errstate(over="ignore"):
            found = numbers.astype(dtype, copy=False)
        return found if np.isfinite(found).all() else np.nan_to_num(found)
    if numbers.dtype == dtype:
        return numbers
    if numbers.dtype.kind in "fc":
        numbers = np.rint(np.nan_to_num(numbers, posinf=full, neginf=0))
    return np.clip(numbers, 0, full).astype(dtype)


def as_type(intensities: np.ndarray, kind: str) -> np.ndarray:
    """Intensities (full is 1) as pixels of a type."""
    return coerced(intensities * TYPES[kind][1] if TYPES[kind][1] != 1 else intensities, kind)


def working(picture: Picture) -> np.ndarray:
    """The intensities, exact enough for the type: what operations reckon with."""
    return picture.reals("float32" if picture.type == "Real32" else "float64")


def like(picture: Picture, intensities: np.ndarray, space: Any = SAME) -> Picture:
    """A picture of other intensities with the type, and if nothing is said the colour space, of this one."""
    return Picture(as_type(intensities, picture.type), picture.space if space is SAME else space)


def retyped(picture: Picture, kind: str) -> Picture:
    """The picture with pixels of another type; binary ones have no colour space."""
    if picture.type == kind:
        return picture
    array = picture.array.astype(bool) if kind == "Bit" == picture.type else as_type(working(picture), kind)
    return Picture(array, None if kind == "Bit" else picture.space)


def colour_channels(picture: Picture) -> int:
    """How many channels are colours and not alpha."""
    return picture.channels - picture.has_alpha


def known_space(picture: Picture) -> str | None:
    """The colour space; where nothing is said one channel is gray and three are RGB."""
    return picture.space or {1: "Grayscale", 3: "RGB"}.get(picture.channels)


def in_colours(picture: Picture) -> Picture:
    """The picture in Grayscale or RGB, perhaps with alpha: as it is to be seen.

    Channels of which nothing is said are intensities of equally spaced hues, so that three of them are RGB.
    """
    space = known_space(picture)
    if space in ("Grayscale", "RGB"):
        return picture if space == picture.space else Picture(picture.array, space)
    if space is None:
        return Picture(np.clip(picture.reals() @ _hues(picture.channels), 0, 1).astype(np.float32), "RGB")
    return in_space(picture, "RGB")


def _hues(n: int) -> np.ndarray:
    """The colours of n equally spaced hues, (n, 3)."""
    turns = (np.arange(n)[:, None] / n + np.array([0, 2 / 3, 1 / 3])) % 1
    return np.clip(np.abs(6 * turns - 3) - 1, 0, 1)


def in_space(picture: Picture, space: str) -> Picture:
    """The picture in another colour space, alpha kept; the type too, unless the space needs reals."""
    source = known_space(picture)
    if source == space:
        return picture if picture.space == space else Picture(picture.array, space)
    if source is None:
        return in_space(in_colours(picture), space)
    from .colors import converted

    found = converted(working(picture), source, space)
    kind = {"Bit": "Byte"}.get(picture.type, picture.type)
    if space not in _KEPT and not kind.startswith("Real"):
        kind = "Real32"
    return Picture(as_type(found, kind), space)


def gray(picture: Picture) -> np.ndarray:
    """The gray levels as reals, without a channel axis; alpha is left out."""
    return working(in_space(picture, "Grayscale"))[..., 0]
