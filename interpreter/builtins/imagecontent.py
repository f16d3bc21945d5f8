"""What the functions of images share: the pictures, colours and numbers in their arguments."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from .. import symbols as S
from ..display import shorten
from ..display.graphics import is_drawable
from ..expr import Expr, Symbol, is_list, make_list
from ..images.value import CHANNELS, TYPES, Picture
from ..numerics.numeric import real_value
from .content import MAX_ELEMENTS

if TYPE_CHECKING:
    import numpy as np

MESSAGES = {
    "imginv": "Expecting an image or graphics instead of `1`.",
    "imglist": "Expecting a list of images of one size instead of `1`.",
    "imgcs": "`1` is not a color space; the color spaces are `2`.",
    "imgcolor": "`1` is not a color for an image of `2` channels.",
    "imgspace": "An image of `1` channels has no colors in the color space `2`.",
    "imgsize": "`1` is not a size of an image.",
    "imgspec": "`1` is not a valid specification for `2`.",
    "imgtype": "`1` is not a type of pixels; the types are `2`.",
    "imgmax": "An image of `1` pixels is too large.",
}
SHOWN = 60  # characters of a wrong argument that a message repeats
# The language's heads of colours, with their spaces.
COLOURS = {
    S.GrayLevel: "Grayscale",
    S.RGBColor: "RGB",
    S.Hue: "HSB",
    S.CMYKColor: "CMYK",
    S.LABColor: "LAB",
    S.LCHColor: "LCH",
    S.LUVColor: "LUV",
    S.XYZColor: "XYZ",
}
_SPACE_NAMES = {**{name: name for name in CHANNELS}, **{head.name: space for head, space in COLOURS.items()}}
_HEADS = {space: head for head, space in COLOURS.items()}


class Refusal(Exception):
    """A wrong argument: the tag and the arguments of the message."""


def refusing(function: Callable[..., Any]) -> Callable[..., Any]:
    """For builtins that ask for `say`: a Refusal becomes a message, and the call stays as it is."""
    from functools import wraps

    @wraps(function)
    def guarded(*args: Any, **extras: Any) -> Any:
        try:
            return function(*args, **extras)
        except Refusal as refusal:
            extras["say"](*refusal.args)
            return None

    return guarded


def short(e: Any) -> Any:
    return shorten(e, SHOWN)


def picture_of(e: Any, session: Any) -> Picture:
    """An image, or graphics as one; anything else is refused."""
    if type(e) is Picture:
        return e
    if is_drawable(e):
        from ..images.rasterize import rasterized

        return rasterized(e, session)
    raise Refusal("imginv", short(e))


def flat_picture_of(e: Any, session: Any) -> Picture:
    """An image that is no Image3D."""
    picture = picture_of(e, session)
    if picture.array.ndim != 3:
        raise Refusal("imginv", short(e))
    return picture


def is_picture_list(e: Any) -> bool:
    return is_list(e) and len(e) > 0 and all(type(x) is Picture for x in e.args)


def pictures_of(e: Any) -> list[Picture]:
    """A list of images of the same dimensions."""
    if not is_picture_list(e) or len({x.array.shape[:-1] for x in e.args}) != 1:
        raise Refusal("imglist", short(e))
    return list(e.args)


def type_of(e: Any, default: str) -> str:
    """The name of a type of pixels; Automatic is the default."""
    found = default if e is S.Automatic else {"Real": "Real32"}.get(e, e) if type(e) is str else None
    if found not in TYPES:
        raise Refusal("imgtype", short(e), make_list(TYPES))
    return found


def space_of(e: Any) -> str | None:
    """The name of a colour space, that may be given by the head of its colours; Automatic is None."""
    if e is S.Automatic:
        return None
    found = _SPACE_NAMES.get(e.name if type(e) is Symbol else e) if type(e) in (Symbol, str) else None
    if found is None:
        raise Refusal("imgcs", short(e), make_list(CHANNELS))
    return found


def number(e: Any, session: Any) -> float | None:
    """A real number as a float, exact ones and constants too; None for anything else."""
    found = e if type(e) is float else real_value(e, session)
    try:
        return None if found is None else float(found)
    except (OverflowError, TypeError):  # too large, or complex
        return None


def numbers(items: Iterable[Any], session: Any) -> list[float] | None:
    """Real numbers as floats; None if there are none or others are among them."""
    found = [number(x, session) for x in items]
    return None if None in found or not found else found  # type: ignore[return-value]


def colour_of(e: Any, session: Any) -> tuple[str, list[float]] | None:
    """(space, channels, perhaps with alpha) of a colour; None for anything else."""
    space = COLOURS.get(e.head) if isinstance(e, Expr) else None
    values = None if space is None else numbers(e.args, session)
    if space is None or values is None:
        return None
    wanted = CHANNELS[space]
    if space == "HSB":  # Hue[h] is Hue[h, 1, 1]
        values += [1.0] * (wanted - len(values))
    return (space, values) if len(values) in (wanted, wanted + 1) else None


def colour(space: str, values: Iterable[float]) -> Expr:
    """The colour of a space with these channels."""
    return Expr(_HEADS[space], tuple([float(v) for v in values]))


def channels_of(e: Any, picture: Picture, session: Any) -> np.ndarray:
    """The channels, as pixels of the picture, of a colour, a number for all channels or a list of one for each."""
    import numpy as np

    from ..images.colors import converted
    from ..images.pixels import as_type, colour_channels, known_space

    found, wanted = colour_of(e, session), picture.channels
    if found is not None:
        space, values = known_space(picture), np.array(found[1])
        if space is None:
            raise Refusal("imgcolor", short(e), wanted)
        n = CHANNELS[found[0]]
        channels = np.asarray(converted(values[:n], found[0], space)).ravel()
        alpha = values[n:] if len(values) > n else np.ones(1)
        channels = np.concatenate([channels, alpha[: wanted - colour_channels(picture)]])
    else:
        one = number(e, session)
        listed = [one] * wanted if one is not None else numbers(e.args, session) if is_list(e) else None
        if listed is None or len(listed) != wanted:
            raise Refusal("imgcolor", short(e), wanted)
        channels = np.array(listed)
        if one is not None and picture.has_alpha:
            channels[-1] = 1
    return as_type(channels, picture.type)


def size_of(e: Any) -> tuple[int, int]:
    """{width, height}, or one number for both."""
    sides = e.args if is_list(e) else (e, e)
    if len(sides) != 2 or any(type(n) is not int or n < 1 for n in sides):
        raise Refusal("imgsize", short(e))
    check_pixels(sides[0] * sides[1])
    return sides[0], sides[1]


def check_pixels(n: int) -> None:
    """Refuse an image that memory would not hold."""
    if n > MAX_ELEMENTS:
        raise Refusal("imgmax", n)
