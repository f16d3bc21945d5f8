"""Colours: the heads that say them, those that have names, and functions from colours to colours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..declare import builtin, name, variable
from ..display.graphics.values import Color, color, color_expression, mixed, number
from ..expr import Expr, boolean, is_list

# The named colours: gray levels, or red, green and blue.
NAMED: dict[str, tuple[float, ...]] = {
    "Black": (0,),
    "Blue": (0, 0, 1),
    "Brown": (0.6, 0.4, 0.2),
    "Cyan": (0, 1, 1),
    "Gray": (0.5,),
    "Green": (0, 1, 0),
    "LightBlue": (0.87, 0.94, 1),
    "LightBrown": (0.94, 0.91, 0.88),
    "LightCyan": (0.9, 1.0, 1.0),
    "LightGray": (0.85,),
    "LightGreen": (0.88, 1, 0.88),
    "LightMagenta": (1.0, 0.9, 1.0),
    "LightOrange": (1, 0.9, 0.8),
    "LightPink": (1.0, 0.925, 0.925),
    "LightPurple": (0.94, 0.88, 0.94),
    "LightRed": (1, 0.85, 0.85),
    "LightYellow": (1, 1, 0.85),
    "Magenta": (1, 0, 1),
    "Orange": (1, 0.5, 0),
    "Pink": (1, 0.5, 0.5),
    "Purple": (0.5, 0, 0.5),
    "Red": (1, 0, 0),
    "Transparent": (0, 0),
    "White": (1,),
    "Yellow": (1, 1, 0),
}


def _named(title: str, parts: tuple[float, ...]) -> None:
    value = Expr(S.GrayLevel if len(parts) < 3 else S.RGBColor, parts)

    def make(session: Any) -> Any:
        return value

    make.__doc__ = f"{title} is the color {value!r}."
    variable(title, "Protected")(make)


for _title, _parts in NAMED.items():
    _named(_title, _parts)

name("GrayLevel", "GrayLevel[g] is a color between black (0) and white (1), GrayLevel[g, a] with opacity a.")
name("Hue", "Hue[h] is a color of the circle of hues from 0 to 1; Hue[h, s, b, a] has saturation, brightness, opacity.")
name("CMYKColor", "CMYKColor[c, m, y, k] is a color by its amounts of cyan, magenta, yellow and black ink.")


@builtin("RGBColor[parts__]")
def rgb_color(parts: tuple[Any, ...]) -> Any:
    """RGBColor[r, g, b] is a color by its red, green and blue from 0 to 1; RGBColor[r, g, b, a] has opacity a.

    RGBColor[{r, g, b}] and RGBColor["#rrggbb"] are the same color.

    >>> {RGBColor["#ff8000"] === RGBColor[1., 128/255., 0.], RGBColor[{1, 0, 0}]}
    {True, RGBColor[1, 0, 0]}
    """
    if len(parts) != 1:
        return None
    if is_list(parts[0]) and 3 <= len(parts[0]) <= 4:
        return Expr(S.RGBColor, parts[0].args)
    found = color(Expr(S.RGBColor, parts)) if type(parts[0]) is str else None
    return None if found is None else color_expression(found)


@builtin("ColorQ[e_]")
def color_q(e: Any) -> Any:
    """ColorQ[e] gives True if e is a color: RGBColor[...], GrayLevel[...] ... with numbers, and False otherwise.

    >>> {ColorQ[Red], ColorQ[Hue[0.3]], ColorQ[3]}
    {True, True, False}
    """
    return boolean(color(e) is not None)


def _listed(act: Callable[[Color], Color], e: Any) -> Any:
    """What becomes of a colour, or of each of a list of colours; None where something else is among them."""
    if is_list(e):
        found = [_listed(act, x) for x in e.args]
        return None if None in found else Expr(S.List, tuple(found))
    given = color(e)
    if given is None:
        return None
    mixed_color = act(given)
    if e.head is S.GrayLevel:
        return Expr(S.GrayLevel, (mixed_color[0], *mixed_color[3:][: mixed_color[3] is not None]))
    return color_expression(mixed_color)


def _towards(end: float) -> Callable[[Any, Any], Any]:
    def toward(e: Any, part: Any) -> Any:
        t = number(part)
        if t is None or not 0 <= t <= 1:
            return None
        return _listed(lambda c: mixed(c, (end, end, end, c[3]), t), e)

    return toward


_LIGHTER, _DARKER = _towards(1.0), _towards(0.0)


@builtin("Lighter[color_, part_:0]")
def lighter(color: Any, part: Any = 0) -> Any:
    """Lighter[color] gives a lighter color, Lighter[color, t] one that lies the part t of the way to white.

    >>> {Lighter[Red], Lighter[Red, 0.5]}
    {RGBColor[1., 0.333333, 0.333333], RGBColor[1., 0.5, 0.5]}
    """
    return _LIGHTER(color, 1 / 3 if part == 0 else part)


@builtin("Darker[color_, part_:0]")
def darker(color: Any, part: Any = 0) -> Any:
    """Darker[color] gives a darker color, Darker[color, t] one that lies the part t of the way to black.

    >>> Darker[RGBColor[0.6, 0.3, 0.9], 0.5]
    RGBColor[0.3, 0.15, 0.45]
    """
    return _DARKER(color, 1 / 3 if part == 0 else part)


@builtin("Blend[colors_List]", "Blend[colors_List, part_]")
def blend(colors: Any, part: Any = 0.5) -> Any:
    """Blend[{c1, c2}, t] gives the color that lies the part t of the way from c1 to c2.

    Of more colors the ends are those at 0 and 1, the others lie evenly between; Blend[{c1, c2}] is the one halfway.

    >>> {Blend[{Red, Blue}], Blend[{Red, White, Blue}, 0.25]}
    {RGBColor[0.5, 0., 0.5], RGBColor[1., 0.5, 0.5]}
    """
    found, t = [color(c) for c in colors.args], number(part)
    if t is None or len(found) < 2 or None in found:
        return None
    place = min(max(t, 0.0), 1.0) * (len(found) - 1)
    i = min(int(place), len(found) - 2)
    return color_expression(mixed(found[i], found[i + 1], place - i))  # type: ignore[arg-type]
