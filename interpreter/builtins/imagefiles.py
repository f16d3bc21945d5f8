"""Import and Export of images, and expressions made into images."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..declare import builtin, declaration, name
from ..expr import FAILED, is_list, make_list
from ..images.value import Picture
from ..packed import from_array
from .formats import FUNCTIONS, Format, Unwritable, register
from .imagecontent import (
    MESSAGES,
    Refusal,
    channels_of,
    check_pixels,
    is_picture_list,
    number,
    refusing,
    short,
)

# The formats, with the extensions of their files and whether a file may hold several frames.
_FORMATS = {
    "PNG": (("png",), False),
    "JPEG": (("jpg", "jpeg", "jpe"), False),
    "GIF": (("gif",), True),
    "BMP": (("bmp", "dib"), False),
    "TIFF": (("tif", "tiff"), True),
    "WebP": (("webp",), True),
}
_DEPTHS = {"Bit": 1, "Byte": 8, "Bit16": 16, "Real32": 32, "Real64": 64}


# ---- elements of files -----------------------------------------------------------------------------------------------


def _data(picture: Picture) -> Any:
    array = picture.array
    return from_array(array[..., 0] if picture.channels == 1 else array)


# What Import gives of an image.
_ELEMENTS: dict[str, Callable[[Picture], Any]] = {
    "Image": lambda p: p,
    "Data": _data,
    "ImageSize": lambda p: make_list(p.size),
    "ColorSpace": lambda p: p.space or S.Automatic,
    "DataType": lambda p: p.type,
    "BitDepth": lambda p: _DEPTHS[p.type],
    "Channels": lambda p: p.channels,
    "ColorChannels": lambda p: p.channels - p.has_alpha,
}
# What Import gives of all frames.
_LISTS: dict[str, Callable[[list[Picture]], Any]] = {
    "ImageList": make_list,
    "Frames": make_list,
    "FrameCount": len,
    "ImageCount": len,
}


def _reader(several: bool) -> Callable[[bytes, Any, Any], Any]:
    def read(data: bytes, element: Any, session: Any) -> Any:
        from ..images.files import Unreadable, frames, read_image

        if element == "Elements":
            return make_list(sorted({**_ELEMENTS, **_LISTS}))
        try:
            if element in _LISTS:
                return _LISTS[element](frames(data))
            if element is None and several:
                found = frames(data)
                return found[0] if len(found) == 1 else make_list(found)
            if element is None or element in _ELEMENTS:
                return _ELEMENTS[element or "Image"](read_image(data))
        except Unreadable as problem:
            session.message(S.Import, "imgbad", str(problem))
            return FAILED
        return None

    return read


def _writer(format: str, several: bool) -> Callable[[Any, Any], bytes]:
    def write(e: Any, session: Any) -> bytes:
        from ..images.files import Unwritable as Problem
        from ..images.files import write_frames, write_image
        from ..images.rasterize import rasterized

        try:
            if is_picture_list(e):
                if several:
                    return write_frames(e.args, format)
                raise Unwritable(short(e))
            return write_image(rasterized(e, session), format)
        except Problem as problem:
            session.message(S.Export, "imgbad", str(problem))
            raise Unwritable(short(e)) from None

    return write


for _format, (_extensions, _several) in _FORMATS.items():
    register(Format(_format, _extensions, _reader(_several), _writer(_format, _several), binary=True))

# The formats are there as soon as one of these is asked for.
for _name in FUNCTIONS:
    declaration(_name)
for _name in ("Import", "Export"):
    declaration(_name).messages["imgbad"] = "The image cannot be read or written: `1`."


# ---- rasterize -------------------------------------------------------------------------------------------------------

name("RasterSize", "RasterSize is an option of Rasterize: the number of pixels of the image.")
_MOST_SIDE = 20_000


def _raster_size(e: Any, session: Any) -> tuple[int, int] | int | None:
    """A width, (width, height) or None for what the expression asks for itself."""
    if e is S.Automatic:
        return None
    sides = [number(x, session) for x in (e.args if is_list(e) else (e,))]
    if len(sides) not in (1, 2) or any(s is None or not 1 <= s <= _MOST_SIDE for s in sides):
        raise Refusal("imgsize", short(e))
    whole = [int(s + 0.5) for s in sides if s is not None]
    if len(whole) == 1:
        return whole[0]
    check_pixels(whole[0] * whole[1])
    return whole[0], whole[1]


@builtin(
    'Rasterize[expr_, element_:"Image", OptionsPattern[]]',
    options={
        "RasterSize": "Automatic",
        "ImageSize": "Automatic",
        "Background": "Automatic",
        "ImageResolution": "Automatic",
        "ColorSpace": "Automatic",
    },
    **MESSAGES,
)
@refusing
def rasterize(expr: Any, element: Any = "Image", *, options: Any, session: Any, say: Any) -> Any:
    """Rasterize[expr] makes an image of what expr looks like: graphics are painted, other expressions written.

    RasterSize -> width or {width, height} is the number of pixels.  Rasterize[expr, "Data"] gives the pixels as bytes,
    "RasterSize" the size.

    >>> ImageQ[Rasterize[x^2 + 1]]
    True

    >>> ImageDimensions[Rasterize[3, RasterSize -> {30, 20}]]
    {30, 20}
    """
    from ..images.pixels import in_colours, in_space, like, retyped, working
    from ..images.rasterize import rasterized
    from ..images.resample import resized

    size = _raster_size(
        options["ImageSize"] if options["RasterSize"] is S.Automatic else options["RasterSize"], session
    )
    shown = {"Image": lambda p: p, "Data": _data, "RasterSize": lambda p: make_list(p.size)}
    if type(element) is not str or element not in shown:
        raise Refusal("imgspec", short(element), S.Rasterize)
    picture = rasterized(expr, session, size if isinstance(size, tuple) else None)
    if picture.array.ndim != 3:
        raise Refusal("imginv", short(expr))
    wanted = size if isinstance(size, tuple) else picture.size
    if isinstance(size, int):
        wanted = (size, max(1, round(size * picture.size[1] / picture.size[0])))
    picture = in_space(retyped(in_colours(picture), "Byte"), "RGB")
    if picture.size != wanted:
        picture = Picture(resized(picture.array, wanted), picture.space)
    ground = options["Background"]
    if ground not in (S.Automatic, S.None_):
        white = Picture(channels_of(ground, picture, session).reshape(1, 1, -1), picture.space)
        picture = like(picture, working(picture) * working(white))
    return shown[element](picture)
