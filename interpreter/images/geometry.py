"""Pixels added, taken away and moved about, on arrays (height, width, channels) or with a depth in front."""

from __future__ import annotations

from typing import Any

import numpy as np

# The language's names of paddings, and numpy's: "Reversed" repeats the outermost pixels, "Reflected" does not.
PADDINGS = {"Fixed": "edge", "Periodic": "wrap", "Reflected": "reflect", "Reversed": "symmetric"}
Margins = list[tuple[int, int]]  # before and after, for each axis of places


def padded(array: np.ndarray, margins: Margins, padding: Any) -> np.ndarray:
    """The array with margins: a name of PADDINGS or the channels of a colour; negative margins take pixels away."""
    cut = tuple([slice(max(-a, 0), n - max(-b, 0)) for n, (a, b) in zip(array.shape, margins, strict=False)])
    array = array[cut]
    wide = [(max(a, 0), max(b, 0)) for a, b in margins] + [(0, 0)]
    if not any(a or b for a, b in wide):
        return array
    if isinstance(padding, str):
        for axis, n in enumerate(array.shape[:-1]):
            mode: Any = "edge" if n == 1 else PADDINGS[padding]  # a single row has nothing to reflect
            array = np.pad(array, [w if a == axis else (0, 0) for a, w in enumerate(wide)], mode=mode)
        return array
    shape = [n + a + b for n, (a, b) in zip(array.shape, wide, strict=True)]
    out = np.empty(shape, dtype=array.dtype)
    out[...] = padding
    out[tuple([slice(a, a + n) for n, (a, _) in zip(array.shape, wide, strict=True)])] = array
    return out


def frame(array: np.ndarray) -> tuple[slice, ...]:
    """What is left when borders of one colour, that of the corner they begin at, are taken away on all sides."""
    kept = []
    for axis in range(array.ndim - 1):
        lines = np.moveaxis(array, axis, 0).reshape(array.shape[axis], -1, array.shape[-1])
        uniform = (lines == lines[:, :1]).all(axis=(1, 2))
        first, last = 0, len(lines) - 1
        while first < last and uniform[first] and (lines[first, 0] == lines[0, 0]).all():
            first += 1
        while last > first and uniform[last] and (lines[last, 0] == lines[-1, 0]).all():
            last -= 1
        kept.append(slice(first, last + 1))
    return tuple(kept)


def place(old: int, new: int, side: int) -> tuple[int, int]:
    """Margins that make `old` pixels `new` ones; side -1 changes the first end, 1 the last, 0 both alike."""
    more = new - old
    first = more if side < 0 else 0 if side > 0 else more // 2 if more > 0 else -((-more) // 2)
    return first, more - first


def rotated(array: np.ndarray, angle: float, background: np.ndarray) -> np.ndarray:
    """A flat array turned counterclockwise by an angle in radians, as large as its corners need."""
    from PIL import Image

    turns = angle / (np.pi / 2)
    if abs(turns - round(turns)) < 1e-9:
        return np.rot90(array, round(turns) % 4)
    planes = [
        Image.fromarray(np.ascontiguousarray(array[..., i], dtype=np.float32)).rotate(
            np.degrees(angle), Image.Resampling.BILINEAR, expand=True, fillcolor=float(background[i])
        )
        for i in range(array.shape[-1])
    ]
    return np.stack([np.asarray(p) for p in planes], axis=-1)
