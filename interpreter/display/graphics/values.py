"""Numbers, coordinates and colours out of expressions.

Drawing has no evaluator: exact numbers such as Pi/4 or Sqrt[2]/2 are read by a small table.  What is no finite number
of a size that a picture can show is None.
"""

from __future__ import annotations

import colorsys
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from ... import symbols as S
from ...expr import Expr, Symbol, has_head, is_list
from ...numerics.numbers import BigReal, Rational
from ...packed import Packed

_LARGEST = 1e100  # so that squares and differences of coordinates stay finite
_DEEPEST = 30
_CONSTANTS = {"Pi": math.pi, "E": math.e, "Degree": math.pi / 180, "GoldenRatio": (1 + math.sqrt(5)) / 2}
_FUNCTIONS: dict[str, Callable[..., float]] = {
    "Plus": lambda *x: math.fsum(x),
    "Times": lambda *x: math.prod(x),
    "Power": lambda x, y: math.pow(x, y),
    "Sin": math.sin,
    "Cos": math.cos,
    "Tan": math.tan,
    "Log": lambda x, *y: math.log(x) if not y else math.log(*y, x),
    "ArcTan": lambda x, *y: math.atan(x) if not y else math.atan2(*y, x),
}


def number(e: Any, depth: int = 0) -> float | None:
    """A real number, exact ones such as Pi/4 too; None for all else."""
    try:
        value = _value(e, depth)
    except (ValueError, OverflowError, ZeroDivisionError, TypeError):
        return None
    return value if value is not None and abs(value) <= _LARGEST else None


def _value(e: Any, depth: int) -> float | None:
    if type(e) is float or type(e) is int:
        return float(e)
    if type(e) is Rational:
        return e.p / e.q
    if type(e) is BigReal:
        return float(e.value)
    if type(e) is Symbol:
        return _CONSTANTS.get(e.name)
    if isinstance(e, Expr) and type(e.head) is Symbol and e.head.name in _FUNCTIONS and depth < _DEEPEST:
        values = [number(x, depth + 1) for x in e.args]
        return None if None in values else float(_FUNCTIONS[e.head.name](*values))
    return None


def numbers(e: Any, count: int | None = None) -> list[float] | None:
    """A list of real numbers, of a certain length if that is given."""
    if not is_list(e) or (count is not None and len(e) != count):
        return None
    found = [number(x) for x in e.args]
    return None if None in found else found  # type: ignore[return-value]


# ---- places ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Placed:
    """A place that coordinates alone do not say: `scaled` from 0 to 1 over the range, moved by points on the paper."""

    x: float
    y: float
    dx: float = 0.0
    dy: float = 0.0
    scaled: bool = False
    image: bool = False  # scaled over the whole picture instead of the range


Place = tuple[float, float] | Placed


def place(e: Any) -> Place | None:
    """{x, y}, Scaled[{x, y}], ImageScaled[{x, y}], Offset[{dx, dy}, place]."""
    if is_list(e):
        pair = numbers(e, 2)
        return None if pair is None else (pair[0], pair[1])
    if has_head(e, S.Scaled, 1) or has_head(e, S.ImageScaled, 1):
        pair = numbers(e.args[0], 2)
        return None if pair is None else Placed(*pair, scaled=True, image=e.head is S.ImageScaled)
    if has_head(e, S.Offset) and 1 <= len(e) <= 2:
        shift = numbers(e.args[0], 2)
        base = place(e.args[1]) if len(e) == 2 and not has_head(e.args[1], S.Offset) else (0.0, 0.0)
        if shift is None or base is None:
            return None
        if isinstance(base, tuple):
            return Placed(*base, *shift)
        return Placed(base.x, base.y, *shift, base.scaled, base.image)
    return None


def places(e: Any) -> list[Place] | None:
    """A list of places; None if one of them is something else, or there is none."""
    if type(e) is Packed:
        a = e.array
        if a.ndim != 2 or a.shape[1] != 2 or not a.size or not (abs(a) <= _LARGEST).all():
            return None
        return list(map(tuple, a.astype(float).tolist()))
    if not is_list(e) or not len(e):
        return None
    found = [place(x) for x in e.args]
    return None if None in found else found  # type: ignore[return-value]


def many(e: Any) -> Iterable[Any]:
    """The elements of a list of lists of places; a list of places is one such element."""
    if type(e) is Packed:
        return e.args if e.array.ndim == 3 else (e,)
    if is_list(e) and len(e) and all(is_list(x) and len(x) and place(x) is None for x in e.args):
        return e.args
    return (e,)


# ---- colours ---------------------------------------------------------------------------------------------------------

Color = tuple[float, float, float, float | None]  # red, green, blue, opacity (None: what is in force)


def _rgb(r: float, g: float, b: float, a: float | None = None) -> Color:
    return r, g, b, a


def _cmyk(c: float, m: float, y: float, k: float = 0.0, a: float | None = None) -> Color:
    return (1 - c) * (1 - k), (1 - m) * (1 - k), (1 - y) * (1 - k), a


def _hue(h: float, s: float = 1.0, b: float = 1.0, a: float | None = None) -> Color:
    return *colorsys.hsv_to_rgb(h % 1.0, min(max(s, 0.0), 1.0), min(max(b, 0.0), 1.0)), a


_MODELS: dict[str, Callable[..., Color]] = {
    "RGBColor": _rgb,
    "GrayLevel": lambda g, a=None: (g, g, g, a),
    "CMYKColor": _cmyk,
    "Hue": _hue,
}


def color(e: Any) -> Color | None:
    """The colour that RGBColor[...], GrayLevel[...], Hue[...], CMYKColor[...] or "#rrggbb" in them says, else None."""
    if not isinstance(e, Expr) or type(e.head) is not Symbol or e.head.name not in _MODELS or not len(e):
        return None
    if len(e) == 1 and type(e.args[0]) is str:
        return _hexadecimal(e.args[0])
    parts = numbers(e.args[0] if len(e) == 1 and is_list(e.args[0]) else Expr(S.List, e.args))
    try:
        found = None if parts is None else _MODELS[e.head.name](*parts)
    except TypeError:  # too few or too many numbers
        return None
    return None if found is None else tuple(None if x is None else min(max(x, 0.0), 1.0) for x in found)  # type: ignore


def _hexadecimal(text: str) -> Color | None:
    digits = text.removeprefix("#")
    if len(digits) in (3, 4):
        digits = "".join([c * 2 for c in digits])
    try:
        values = [int(digits[i : i + 2], 16) / 255 for i in range(0, len(digits), 2)]
    except ValueError:
        return None
    return (*values, None)[:4] if len(digits) in (6, 8) else None  # type: ignore[return-value]


def mixed(one: Color, other: Color, t: float) -> Color:
    """The colour that lies the part t of the way from one to the other."""
    a, b = (1.0 if c[3] is None else c[3] for c in (one, other))
    alpha = None if one[3] is None and other[3] is None else a + (b - a) * t
    r, g, b = (x + (y - x) * t for x, y in zip(one[:3], other[:3]))  # type: ignore[operator]
    return r, g, b, alpha


def color_expression(c: Color) -> Expr:
    """RGBColor[...] of a colour."""
    return Expr(S.RGBColor, tuple([float(x) for x in c if x is not None]))
