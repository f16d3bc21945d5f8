"""Colour spaces: arrays of channels from any of them to any other.

All channels are reals: those of Grayscale, RGB, CMYK and HSB from 0 to 1; XYZ is relative to the white D50, whose Y is
1; LAB, LCH and LUV are the CIE's coordinates for that white divided by 100, the hue of LCH a fraction of a full turn.
Values outside of these ranges are carried on by the same formulas (the curve of sRGB as an odd function), so that
what another space cannot show still comes back from it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from .value import CHANNELS

# ITU-R BT.601, 2.5.1: luma of gamma-corrected red, green and blue.
LUMA = (0.299, 0.587, 0.114)
# sRGB's primaries (IEC 61966-2-1) with their white D65 taken to D50 by the Bradford method, as tabulated by
# B. Lindbloom, "RGB/XYZ Matrices". The rows add up to D50, the white of the ICC's profile connection space.
RGB_TO_XYZ = np.array(
    [
        [0.4360747, 0.3850649, 0.1430804],
        [0.2225045, 0.7168786, 0.0606169],
        [0.0139322, 0.0971045, 0.7141733],
    ]
)
XYZ_TO_RGB = np.linalg.inv(RGB_TO_XYZ)
WHITE = RGB_TO_XYZ.sum(axis=1)  # 0.96422, 1, 0.82521
# IEC 61966-2-1: where the straight part of the curve ends, on either side, its slope, and the power beyond.
_CODED_END, _LINEAR_END, _SLOPE, _OFFSET, _POWER = 0.04045, 0.0031308, 12.92, 0.055, 2.4
# CIE 15:2004, 8.2: the cube root is a straight line below (6/29)^3; kappa is the slope of L* there.
_EPSILON, _KAPPA = 216 / 24389, 24389 / 27

Conversion = Callable[[np.ndarray], np.ndarray]


class Space(NamedTuple):
    """A colour space by way of another one that is nearer to RGB; RGB itself has none."""

    base: str | None
    to_base: Conversion
    from_base: Conversion


def converted(array: np.ndarray, source: str, target: str) -> np.ndarray:
    """An array (..., channels) of reals in another colour space; further channels, such as alpha, go along.

    The spaces are those of CHANNELS.  Single precision stays single.

    >>> converted(np.array([1.0, 0.0, 0.0]), "RGB", "Grayscale")
    array([0.299])
    """
    array = np.asarray(array)
    array = array.astype(np.result_type(array.dtype, np.float32), copy=False)
    if source == target:
        return array
    n = CHANNELS[source]
    colours, rest = array[..., :n], array[..., n:]
    up, down = _line(source), _line(target)
    while len(up) > 1 and len(down) > 1 and up[-2] == down[-2]:  # meet before RGB where the lines do
        up, down = up[:-1], down[:-1]
    for name in up[:-1]:
        colours = SPACES[name].to_base(colours)
    for name in reversed(down[:-1]):
        colours = SPACES[name].from_base(colours)
    return np.concatenate([colours, rest], axis=-1) if rest.shape[-1] else colours


def _line(space: str) -> list[str]:
    """The spaces from this one to RGB."""
    base = SPACES[space].base
    return [space] if base is None else [space, *_line(base)]


def _same(colours: np.ndarray) -> np.ndarray:
    return colours


def _stacked(*channels: np.ndarray) -> np.ndarray:
    return np.stack(channels, axis=-1)


def _channels(colours: np.ndarray) -> list[np.ndarray]:
    return [colours[..., i] for i in range(colours.shape[-1])]


def _quotient(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """a / b, and 0 where b is 0."""
    return np.divide(a, b, out=np.zeros_like(a), where=b != 0)


def _times(colours: np.ndarray, matrix: np.ndarray) -> np.ndarray:
    return colours @ matrix.T.astype(colours.dtype)


# ---- gray, prints, hues ----------------------------------------------------------------------------------------------


def _gray(rgb: np.ndarray) -> np.ndarray:
    return _times(rgb, np.array([LUMA]))


def _of_gray(gray: np.ndarray) -> np.ndarray:
    return np.repeat(gray, 3, axis=-1)


def _cmyk(rgb: np.ndarray) -> np.ndarray:
    """As much black as the brightest channel allows, inks for the rest."""
    brightest = rgb.max(axis=-1, keepdims=True)
    inks = _quotient(brightest - rgb, np.broadcast_to(brightest, rgb.shape))
    return np.concatenate([inks, 1 - brightest], axis=-1)


def _of_cmyk(cmyk: np.ndarray) -> np.ndarray:
    return (1 - cmyk[..., :3]) * (1 - cmyk[..., 3:])


def _hsb(rgb: np.ndarray) -> np.ndarray:
    """Hue by the place of the brightest channel on the hexagon of colours (A. R. Smith, 1978); gray has hue 0."""
    r, g, b = _channels(rgb)
    high, low = rgb.max(axis=-1), rgb.min(axis=-1)
    span = high - low
    sextant = np.where(
        high == r,
        _quotient(g - b, span),
        np.where(high == g, 2 + _quotient(b - r, span), 4 + _quotient(r - g, span)),
    )
    hue = np.where(span == 0, 0, sextant / 6 % 1)
    return _stacked(hue, _quotient(span, high), high).astype(rgb.dtype)


def _of_hsb(hsb: np.ndarray) -> np.ndarray:
    h, s, b = (hsb[..., i : i + 1] for i in range(3))
    turns = (h + np.array([0, 2 / 3, 1 / 3], dtype=hsb.dtype)) % 1  # red, green and blue are a third apart
    return b * (1 - s * (1 - np.clip(np.abs(6 * turns - 3) - 1, 0, 1)))


# ---- CIE -------------------------------------------------------------------------------------------------------------


def _xyz(rgb: np.ndarray) -> np.ndarray:
    size = np.abs(rgb)
    power = ((size + _OFFSET) / (1 + _OFFSET)) ** _POWER
    return _times(np.where(size <= _CODED_END, rgb / _SLOPE, np.copysign(power, rgb)), RGB_TO_XYZ)


def _of_xyz(xyz: np.ndarray) -> np.ndarray:
    linear = _times(xyz, XYZ_TO_RGB)
    size = np.abs(linear)
    power = (1 + _OFFSET) * size ** (1 / _POWER) - _OFFSET
    return np.where(size <= _LINEAR_END, linear * _SLOPE, np.copysign(power, linear))


def _root(t: np.ndarray) -> np.ndarray:
    return np.where(t > _EPSILON, np.cbrt(t), (_KAPPA * t + 16) / 116)


def _cube(f: np.ndarray) -> np.ndarray:
    return np.where(f > _EPSILON ** (1 / 3), f**3, (116 * f - 16) / _KAPPA)


def _lightness(fy: np.ndarray) -> np.ndarray:
    return 1.16 * (fy - 16 / 116)  # in this form exactly 0 for black


def _lab(xyz: np.ndarray) -> np.ndarray:
    fx, fy, fz = _channels(_root(xyz / WHITE.astype(xyz.dtype)))
    return _stacked(_lightness(fy), 5 * (fx - fy), 2 * (fy - fz))


def _of_lab(lab: np.ndarray) -> np.ndarray:
    lightness, a, b = _channels(lab)
    fy = (lightness + 0.16) / 1.16
    return _cube(_stacked(fy + a / 5, fy, fy - b / 2)) * WHITE.astype(lab.dtype)


def _lch(lab: np.ndarray) -> np.ndarray:
    lightness, a, b = _channels(lab)
    return _stacked(lightness, np.hypot(a, b), np.arctan2(b, a) / (2 * np.pi) % 1)


def _of_lch(lch: np.ndarray) -> np.ndarray:
    lightness, chroma, hue = _channels(lch)
    angle = 2 * np.pi * hue
    return _stacked(lightness, chroma * np.cos(angle), chroma * np.sin(angle))


def _chromaticity(xyz: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """u' and v' of the CIE's uniform scale of 1976; those of white for black, which has none."""
    x, y, z = _channels(xyz)
    whole = x + 15 * y + 3 * z
    return tuple(
        np.where(whole == 0, white, _quotient(c, whole)) for c, white in ((4 * x, _WHITE_U), (9 * y, _WHITE_V))
    )


_WHITE_U, _WHITE_V = (float(c * w / (WHITE @ [1, 15, 3])) for c, w in ((4, WHITE[0]), (9, WHITE[1])))


def _luv(xyz: np.ndarray) -> np.ndarray:
    lightness = _lightness(_root(xyz[..., 1]))
    u, v = _chromaticity(xyz)
    return _stacked(lightness, 13 * lightness * (u - _WHITE_U), 13 * lightness * (v - _WHITE_V)).astype(xyz.dtype)


def _of_luv(luv: np.ndarray) -> np.ndarray:
    lightness, u, v = _channels(luv)
    u = _quotient(u, 13 * lightness) + _WHITE_U
    v = _quotient(v, 13 * lightness) + _WHITE_V
    y = _cube((lightness + 0.16) / 1.16)
    return _stacked(_quotient(9 * u * y, 4 * v), y, _quotient((12 - 3 * u - 20 * v) * y, 4 * v)).astype(luv.dtype)


SPACES = {
    "RGB": Space(None, _same, _same),
    "Grayscale": Space("RGB", _of_gray, _gray),
    "CMYK": Space("RGB", _of_cmyk, _cmyk),
    "HSB": Space("RGB", _of_hsb, _hsb),
    "XYZ": Space("RGB", _of_xyz, _xyz),
    "LAB": Space("XYZ", _of_lab, _lab),
    "LCH": Space("LAB", _of_lch, _lch),
    "LUV": Space("XYZ", _of_luv, _luv),
}
