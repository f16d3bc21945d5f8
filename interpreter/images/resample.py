"""Arrays of pixels at other sizes: resampling along each axis, and fitting into a frame.

Arrays are (height, width, channels), or with an axis in front for volumes; sizes are written as ImageDimensions writes
them, (width, height) or (width, depth, height): the axes in reverse order.  8-bit and 16-bit pixels stay what they
are, rounded; reals stay reals; binary pixels become reals.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from math import ceil, factorial, floor
from typing import Any, NamedTuple

import numpy as np
from PIL import Image

from .geometry import padded

Spec = Any  # of a method: a name, or (name, number, ...)


class Kernel(NamedTuple):
    """How much a pixel counts by its distance, for distances up to the radius.

    Where an image shrinks the kernel is widened as much, so that every pixel counts.
    """

    radius: float
    weight: Callable[[np.ndarray], np.ndarray]


# ---- kernels ---------------------------------------------------------------------------------------------------------


def _box(x: np.ndarray) -> np.ndarray:
    """Whole pixels, by where their centres are: of 8-bit pixels all means are as Pillow has them."""
    return ((x > -0.5) & (x <= 0.5)).astype(float)


def _b_spline(order: int, x: np.ndarray) -> np.ndarray:
    """The spline of an order around 0 (I. Schoenberg, 1946), by truncated powers."""
    x = (order + 1) / 2 - np.abs(x)  # from the far end, where few terms count
    total, binomial = np.zeros_like(x), 1
    for k in range(order // 2 + 1):
        total += (-1) ** k * binomial * np.clip(x - k, 0, None) ** order
        binomial = binomial * (order + 1 - k) // (k + 1)
    return total / factorial(order)


def _spline(order: int) -> Kernel:
    """Interpolation by splines: the combination of B-splines that is 1 at 0 and 0 at all other pixels.

    Its coefficients are the inverse filter of the B-spline's samples (M. Unser et al., 1993); they fall off so fast
    that a period of 256 is as good as infinity.
    """
    places = np.fft.fftfreq(_PERIOD, 1 / _PERIOD)
    coefficients = np.fft.ifft(1 / np.fft.fft(_b_spline(order, places))).real
    kept = [(k, c) for k, c in zip(places, coefficients, strict=True) if abs(c) > _NEGLIGIBLE]
    radius = max(abs(k) for k, _ in kept) + (order + 1) / 2
    return Kernel(radius, lambda x: sum(c * _b_spline(order, x - k) for k, c in kept))


_PERIOD, _NEGLIGIBLE = 256, 1e-6


def _approximating(order: int) -> Kernel:
    return Kernel((order + 1) / 2, partial(_b_spline, order))


def _gaussian(radius: float = 2.0, sigma: float | None = None) -> Kernel:
    width = radius / 2 if sigma is None else sigma
    return Kernel(radius + 0.5, lambda x: np.exp(-0.5 * (x / width) ** 2))


def _lanczos(lobes: float = 3) -> Kernel:
    return Kernel(lobes, lambda x: np.sinc(x) * np.sinc(x / lobes))


class Family(NamedTuple):
    """The kernels of a method by its numbers: how many there may be, of what type, and between which bounds."""

    kernel: Callable[..., Kernel]
    counts: tuple[int, ...] = (0,)
    types: tuple[type, ...] = (int,)
    bounds: tuple[float, float] = (1, 9)

    def takes(self, numbers: Sequence[Any]) -> bool:
        low, high = self.bounds
        return len(numbers) in self.counts and all(type(n) in self.types and low <= n <= high for n in numbers)


FAMILIES = {
    "Area": Family(lambda: Kernel(0.5, _box)),
    "Linear": Family(lambda: _approximating(1)),
    "Quadratic": Family(lambda: _spline(2)),
    "Cubic": Family(lambda: _spline(3)),
    "Quartic": Family(lambda: _spline(4)),
    "Quintic": Family(lambda: _spline(5)),
    "Spline": Family(lambda n: _spline(n) if n > 1 else _approximating(n), (1,)),
    "BSpline": Family(_approximating, (1,)),
    "Gaussian": Family(_gaussian, (0, 1, 2), (int, float), (0.01, 99)),
    "Lanczos": Family(_lanczos, (0, 1)),
}
NEAREST = {"Nearest": 0.0, "NearestRight": 1e-9, "NearestLeft": -1e-9, "Constant": 1e-9}  # to which side ties go
OLDER = {"Bilinear": "Linear", "Biquadratic": "Quadratic", "Bicubic": "Cubic"}
# What Pillow has too, for 8 bits and single precision.
_PILLOW = {"Area": Image.Resampling.BOX, "Linear": Image.Resampling.BILINEAR, "Lanczos": Image.Resampling.LANCZOS}
_MODES = {1: "L", 3: "RGB", 4: "CMYK"}  # four channels as inks, which, unlike alpha, Pillow treats alike


def known_method(spec: Spec) -> Spec | None:
    """A method in its usual writing: a name or a tuple (name, number, ...); None for what is none."""
    name, *numbers = spec if isinstance(spec, tuple) and spec else (spec,)
    if not isinstance(name, str):
        return None
    name = OLDER.get(name, name)
    if name in NEAREST or name == "Automatic":
        return None if numbers else name
    if name not in FAMILIES or not FAMILIES[name].takes(numbers):
        return None
    return (name, *numbers) if numbers else name


METHODS = ("Automatic", *NEAREST, *FAMILIES, *OLDER)


# ---- resampling ------------------------------------------------------------------------------------------------------


def resized(array: np.ndarray, size: tuple[int, ...], method: Spec = "Automatic") -> np.ndarray:
    """The array at another size.

    method  one of METHODS or (name, numbers); "Automatic" averages areas along axes that shrink and is linear along
            those that grow
    """
    found = known_method(method)
    if found is None:
        raise ValueError(f"no resampling method: {method}")
    targets = {axis: n for axis, n in enumerate(reversed(size)) if array.shape[axis] != n}
    methods = {axis: _method(found, array.shape[axis], n) for axis, n in targets.items()}
    if array.dtype == bool:
        array = array.astype(np.float32)
    if array.dtype == np.uint8 and len(size) == 2 and len(set(methods.values())) == 1 and array.shape[-1] in _MODES:
        flat = next(iter(methods.values()))
        if flat in _PILLOW:
            return _by_pillow(array, _MODES[array.shape[-1]], size, flat)
    # The axis that shrinks most goes first: it leaves the least to do.
    for axis in sorted(targets, key=lambda axis: targets[axis] / array.shape[axis]):
        array = _along(array, axis, targets[axis], methods[axis])
    return array


def _method(method: Spec, old: int, new: int) -> Spec:
    return method if method != "Automatic" else "Area" if new < old else "Linear"


def _by_pillow(array: np.ndarray, mode: str, size: tuple[int, ...], method: str) -> np.ndarray:
    """Up to four channels at once, for which Pillow has its fastest code."""
    flat = np.ascontiguousarray(array)
    image = Image.frombuffer(mode, array.shape[1::-1], flat, "raw", mode, 0, 1)
    return np.asarray(image.resize(size, _PILLOW[method])).reshape(*reversed(size), array.shape[-1])


def _along(array: np.ndarray, axis: int, n: int, method: Spec) -> np.ndarray:
    """One axis made n long."""
    if method in NEAREST:
        return _nearest(array, axis, n, NEAREST[method])
    front = np.moveaxis(array, axis, 0)
    rows = np.ascontiguousarray(front).reshape(len(front), -1)
    if method in _PILLOW and array.dtype in (np.uint8, np.float32):
        mode = "L" if array.dtype == np.uint8 else "F"
        image = Image.frombuffer(mode, rows.shape[::-1], rows, "raw", mode, 0, 1)
        found = np.asarray(image.resize((rows.shape[1], n), _PILLOW[method]))
    else:
        found = _weighted(rows, taps(len(rows), n, method))
    return np.moveaxis(found.reshape(n, *front.shape[1:]), 0, axis)


def _weighted(rows: np.ndarray, taps: Taps) -> np.ndarray:
    """Sums of rows; in single precision where that is exact enough for the pixels."""
    reals = rows if rows.dtype.kind == "f" else rows.astype("float32" if rows.dtype == np.uint8 else "float64")
    if len(taps.places) * len(rows) <= _DENSE:
        found = taps.matrix(len(rows)).astype(reals.dtype) @ reals
    else:
        shares = taps.shares.astype(reals.dtype)[..., None]
        found = shares[:, 0] * reals[taps.places[:, 0]]
        for k in range(1, taps.places.shape[1]):
            found += shares[:, k] * reals[taps.places[:, k]]
    if found.dtype == rows.dtype:
        return found
    return np.clip(np.rint(found), 0, np.iinfo(rows.dtype).max).astype(rows.dtype)


_DENSE = 1 << 22  # elements up to which a matrix product is faster than adding up


class Taps(NamedTuple):
    """For every new pixel the old ones that it is made of, and their shares, which add up to 1."""

    places: np.ndarray
    shares: np.ndarray

    def matrix(self, old: int) -> np.ndarray:
        found = np.zeros((len(self.places), old))
        np.add.at(found, (np.arange(len(found))[:, None], self.places), self.shares)
        return found


@lru_cache(maxsize=64)
def taps(old: int, new: int, method: Spec) -> Taps:
    """What a method means: kernels around the new places, cut off at the ends."""
    name, *numbers = method if isinstance(method, tuple) else (method,)
    kernel = FAMILIES[name].kernel(*numbers)
    scale = old / new
    wide = max(scale, 1.0)
    centres = ((np.arange(new) + 0.5) * scale - 0.5)[:, None]
    reach = min(ceil(kernel.radius * wide), old)
    places = np.rint(centres).astype(int) + np.arange(-reach, reach + 1)
    distances = (centres - places) / wide
    inside = (places >= 0) & (places < old) & (np.abs(distances) <= kernel.radius)
    shares = np.where(inside, kernel.weight(-distances), 0)
    return Taps(np.clip(places, 0, old - 1), shares / shares.sum(axis=1, keepdims=True))


def _nearest(array: np.ndarray, axis: int, n: int, side: float) -> np.ndarray:
    """The nearest pixels; the mean of both where two are as near and no side is preferred."""
    places = (np.arange(n) + 0.5) * (array.shape[axis] / n)
    top = array.shape[axis] - 1
    left, right = (np.clip(np.floor(places + d), 0, top).astype(int) for d in ((side or -1e-9), (side or 1e-9)))
    found = array.take(right, axis)
    if side or (left == right).all():
        return found
    other = array.take(left, axis)
    if found.dtype.kind == "f":
        return found / 2 + other / 2
    return ((found.astype(np.uint32) + other + 1) // 2).astype(found.dtype)


# ---- frames ----------------------------------------------------------------------------------------------------------


def fitted(
    array: np.ndarray,
    size: tuple[int, ...],
    method: str = "Stretch",
    alignment: tuple[float, ...] = (),
    padding: Any = 0,
    resampling: Spec = "Automatic",
) -> np.ndarray:
    """The array in a frame of a size.

    method     "Stretch" to it; "Fit", the whole with its proportions kept and padded; "Fill", with proportions kept
               and what is too much cut off
    alignment  of the whole in the frame, from -1 (left, front, bottom) to 1, in the order of the size; () is the centre
    padding    a name of geometry.PADDINGS, or the channels of a colour in the array's own numbers
    """
    if method == "Stretch":
        return resized(array, size, resampling)
    old = array.shape[-2::-1]
    ratios = [new / n for new, n in zip(size, old, strict=True)]
    scale = min(ratios) if method == "Fit" else max(ratios)
    # A side that decides the scale fits exactly, whatever rounding says.
    scaled = tuple(
        [new if r == scale else max(1, round(scale * n)) for new, n, r in zip(size, old, ratios, strict=True)]
    )
    array = resized(array, scaled, resampling)
    sides = alignment or (0,) * len(size)
    margins = [_margin(new - n, side, i == 0) for i, (new, n, side) in enumerate(zip(size, scaled, sides, strict=True))]
    return padded(array, margins[::-1], padding)


def _margin(room: int, side: float, rightwards: bool) -> tuple[int, int]:
    """What is added before and after; pixels of all axes but the width are counted from the top or the back."""
    first = floor(room * (1 + (side if rightwards else -side)) / 2)
    return first, room - first
