"""Image and Image3D, and what is asked of them: data, dimensions, channels, type, colour space."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import symbols as S
from ..declare import builtin, name
from ..display.graphics import is_drawable
from ..expr import Expr, boolean, is_list, make_list
from ..images.value import CHANNELS, Picture
from ..numericarray import array_of
from ..numerics.numbers import rational
from ..packed import from_array, to_array
from .imagecontent import (
    MESSAGES,
    Refusal,
    check_pixels,
    colour_of,
    is_picture_list,
    number,
    numbers,
    picture_of,
    pictures_of,
    refusing,
    short,
    size_of,
    space_of,
    type_of,
)
from .random import generator

if TYPE_CHECKING:
    import numpy as np

_TYPES_OF_ARRAYS = {"bool": "Bit", "uint8": "Byte", "uint16": "Bit16", "float64": "Real64"}
_OPTIONS = {
    "ColorSpace": "Automatic",
    "Interleaving": "True",
    "ImageSize": "Automatic",
    "Magnification": "Automatic",
    "ImageResolution": "Automatic",
    "MetaInformation": "None",
}
_MESSAGES = {
    **MESSAGES,
    "imgarray": "`1` is not a rectangular array of numbers of depth `2` or `3`.",
    "imgchan": "Data of `1` channels do not fit the color space `2`.",
}
name(
    "Interleaving", "Interleaving is an option of Image and ImageData: whether the channels of a pixel stand together."
)


# ---- making images ---------------------------------------------------------------------------------------------------


def _numbers(data: Any, session: Any) -> np.ndarray | None:
    """The array of an argument: packed, of one machine type, or of anything numeric."""
    found = array_of(data)
    if found is not None or not is_list(data):
        return found
    found = to_array(data)
    return found if found is not None else to_array(session.evaluate_expr(Expr(S.N, (data,))))


def _of_colours(data: Any, session: Any) -> tuple[np.ndarray, str] | None:
    """The channels and the space of a matrix of colours of one head."""
    if not is_list(data) or not all(is_list(row) for row in data.args):
        return None
    found = [[colour_of(e, session) for e in row.args] for row in data.args]
    flat = [c for row in found for c in row]
    if not flat or None in flat or len({(space, len(v)) for space, v in flat}) != 1:  # type: ignore[misc]
        return None
    import numpy as np

    try:
        return np.array([[v for _, v in row] for row in found]), flat[0][0]  # type: ignore[index, misc]
    except ValueError:  # rows of different lengths
        return None


def _constructed(data: Any, kind: Any, options: dict[str, Any], depth: int, session: Any) -> Picture:
    """The image of an array with `depth` axes of places, and perhaps one of channels."""
    from ..images.pixels import coerced, retyped

    space = space_of(options["ColorSpace"])
    if type(data) is Picture or is_drawable(data):
        picture = picture_of(data, session)
        if picture.array.ndim != depth + 1:
            raise Refusal("imgarray", short(data), depth, depth + 1)
        picture = retyped(picture, type_of(kind, picture.type))
        return picture if space is None else _fitting(picture.array, space)
    array, coloured = _numbers(data, session), None
    if array is None:
        coloured = _of_colours(data, session) if depth == 2 else None
        if coloured is None:
            raise Refusal("imgarray", short(data), depth, depth + 1)
        array, space = coloured[0], space or coloured[1]
    if array.ndim not in (depth, depth + 1) or not array.size or array.dtype.kind == "c":
        raise Refusal("imgarray", short(data), depth, depth + 1)
    if array.ndim == depth:
        array = array[..., None]
    elif options["Interleaving"] is S.False_ and coloured is None:
        array = array.transpose(*range(1, depth + 1), 0)
    kind = type_of(kind, "Real32" if is_list(data) else _TYPES_OF_ARRAYS.get(array.dtype.name, "Real32"))
    return _fitting(coerced(array, kind), None if kind == "Bit" else space)


def _fitting(array: np.ndarray, space: str | None) -> Picture:
    channels = array.shape[-1]
    if space is not None and channels not in (CHANNELS[space], CHANNELS[space] + 1):
        raise Refusal("imgchan", channels, space)
    return Picture(array.view(), space)


@builtin("Image[data_, type_:Automatic, OptionsPattern[]]", options=_OPTIONS, **_MESSAGES)
@refusing
def image(data: Any, type: Any = S.Automatic, *, options: Any, session: Any, say: Any) -> Any:
    """Image[data] is an image whose pixels are the rows of data: numbers from 0, black, to 1, or lists of channels.

    Image[data, "type"] takes "Bit", "Byte" (0 to 255), "Bit16" (0 to 65535), "Real32" or "Real64" numbers; a list is
    "Real32" if nothing is said, a NumericArray has the type of its own.  Numbers are rounded and clipped to the type.
    Image[image, "type"] is the image with pixels of another type, Image[graphics] a picture of graphics.
    ColorSpace -> "RGB" says what the channels are; one more channel than the space has is opacity.  With
    Interleaving -> False data are a list of matrices, one for each channel.

    >>> Image[{{0, 1}, {0.5, 0.25}}]
    Image[
      Dimensions:  2 x 2
      Type:        Real32
      Color space: Automatic
      Channels:    1
    ]

    >>> ImageData[Image[{{300, -5, 7.6}}, "Byte"], "Byte"]
    {{255, 0, 8}}
    """
    return _constructed(data, type, options, 2, session)


@builtin("Image3D[data_, type_:Automatic, OptionsPattern[]]", options=_OPTIONS, **_MESSAGES)
@refusing
def image_3d(data: Any, type: Any = S.Automatic, *, options: Any, session: Any, say: Any) -> Any:
    """Image3D[data] is an image of voxels: slices from above, of rows, of numbers or lists of channels.

    Image3D[{image, ...}] stacks images of one size.  Types and options are those of Image.

    >>> ImageDimensions[Image3D[{Image[{{0, 1, 1}}], Image[{{1, 0, 0}}]}]]
    {3, 1, 2}
    """
    if is_picture_list(data):
        import numpy as np

        slices = pictures_of(data)
        if len({(p.array.shape, p.type, p.space) for p in slices}) != 1 or slices[0].array.ndim != 3:
            raise Refusal("imglist", short(data))
        data = Picture(np.stack([p.array for p in slices]), slices[0].space)
    return _constructed(data, type, options, 3, session)


# ---- asking about images ---------------------------------------------------------------------------------------------


@builtin(
    'ImageData[image_, type_:"Real", OptionsPattern[]]',
    options={"Interleaving": "True", "DataReversed": "False"},
    **MESSAGES,
)
@refusing
def image_data(image: Any, type: Any = "Real", *, options: Any, session: Any, say: Any) -> Any:
    """ImageData[image] gives the pixels: a list of rows, of numbers from 0 to 1 or of lists of channels.

    A binary image has whole numbers.  ImageData[image, "type"] gives the numbers of a type, as "Byte";
    ImageData[image, Automatic] those that are stored.  Interleaving -> False gives a list of matrices, one a channel.

    >>> ImageData[Image[{{0, 51}, {102, 255}}, "Byte"]]
    {{0., 0.2}, {0.4, 1.}}

    >>> ImageData[Image[{{0, 51}, {102, 255}}, "Byte"], "Byte"]
    {{0, 51}, {102, 255}}
    """
    import numpy as np

    from ..images.pixels import retyped

    picture = picture_of(image, session)
    if type == "Real":
        array = picture.array if picture.type == "Bit" else picture.reals("float64")
    else:
        array = retyped(picture, type_of(type, picture.type)).array
    if options["DataReversed"] is S.True_:
        array = array[::-1]
    if picture.channels == 1:
        array = array[..., 0]
    elif options["Interleaving"] is S.False_:
        array = np.moveaxis(array, -1, 0)
    return from_array(array)


@builtin("ImageDimensions[image_]", **MESSAGES)
@refusing
def image_dimensions(image: Any, *, session: Any, say: Any) -> Any:
    """ImageDimensions[image] gives {width, height}, of an Image3D {width, depth, height}.

    >>> ImageDimensions[ConstantImage[0, {40, 30}]]
    {40, 30}
    """
    return make_list(picture_of(image, session).size)


@builtin("ImageAspectRatio[image_]", **MESSAGES)
@refusing
def image_aspect_ratio(image: Any, *, session: Any, say: Any) -> Any:
    """ImageAspectRatio[image] gives the height of an image divided by its width.

    >>> ImageAspectRatio[ConstantImage[0, {40, 30}]]
    3/4
    """
    size = picture_of(image, session).size
    return rational(size[-1], size[0])


@builtin("ImageChannels[image_]", **MESSAGES)
@refusing
def image_channels(image: Any, *, session: Any, say: Any) -> Any:
    """ImageChannels[image] gives the number of channels, opacity among them.

    >>> ImageChannels[Image[{{{1, 0, 0, 0.5}}}, ColorSpace -> "RGB"]]
    4
    """
    return picture_of(image, session).channels


@builtin("ImageType[image_]", **MESSAGES)
@refusing
def image_type(image: Any, *, session: Any, say: Any) -> Any:
    """ImageType[image] gives the type of the pixels: "Bit", "Byte", "Bit16", "Real32" or "Real64".

    >>> ImageType[Image[NumericArray[{{1, 2}}, "UnsignedInteger8"]]]
    Byte
    """
    return picture_of(image, session).type


@builtin("ImageColorSpace[image_]", **MESSAGES)
@refusing
def image_color_space(image: Any, *, session: Any, say: Any) -> Any:
    """ImageColorSpace[image] gives the name of the color space, Automatic if the image says nothing about it.

    >>> ImageColorSpace[Image[{{{1, 0, 0}}}, ColorSpace -> "HSB"]]
    HSB
    """
    return picture_of(image, session).space or S.Automatic


@builtin("ImageQ[expr_]")
def image_q(expr: Any) -> Any:
    """ImageQ[expr] gives True for an Image or Image3D with good data.

    >>> {ImageQ[Image[{{1}}]], ImageQ[3]}
    {True, False}
    """
    return boolean(type(expr) is Picture)


@builtin("Image3DQ[expr_]")
def image_3d_q(expr: Any) -> Any:
    """Image3DQ[expr] gives True for an Image3D with good data.

    >>> {Image3DQ[Image3D[{{{1}}}]], Image3DQ[Image[{{1}}]]}
    {True, False}
    """
    return boolean(type(expr) is Picture and expr.array.ndim == 4)


@builtin("BinaryImageQ[expr_]")
def binary_image_q(expr: Any) -> Any:
    """BinaryImageQ[expr] gives True for an image of type "Bit".

    >>> BinaryImageQ[Binarize[Image[{{0.1, 0.9}}]]]
    True
    """
    return boolean(type(expr) is Picture and expr.type == "Bit")


# ---- images from nothing ---------------------------------------------------------------------------------------------


@builtin(
    "ConstantImage[value_, size_, type_:Automatic, OptionsPattern[]]", options={"ColorSpace": "Automatic"}, **_MESSAGES
)
@refusing
def constant_image(value: Any, size: Any, type: Any = S.Automatic, *, options: Any, session: Any, say: Any) -> Any:
    """ConstantImage[value, {width, height}] is an image whose pixels are all the same number, list or color.

    ConstantImage[value, size, "type"] has pixels of a type; value stands for an intensity from 0 to 1.

    >>> ImageData[ConstantImage[{1, 0, 0}, {2, 1}]]
    {{{1., 0., 0.}, {1., 0., 0.}}}
    """
    import numpy as np

    from ..images.pixels import as_type

    width, height = size_of(size)
    space = space_of(options["ColorSpace"])
    found = colour_of(value, session)
    if found is not None:
        space, values = found
    else:
        one = number(value, session)
        listed = [one] if one is not None else numbers(value.args, session) if is_list(value) else None
        if listed is None:
            raise Refusal("imgcolor", short(value), "any number of")
        values = listed
    check_pixels(width * height * len(values))
    pixel = as_type(np.array(values), type_of(type, "Real32"))
    return _fitting(np.broadcast_to(pixel, (height, width, len(values))).copy(), None if type == "Bit" else space)


@builtin(
    "RandomImage[range_:1, size_:Automatic, type_:Automatic, OptionsPattern[]]",
    options={"ColorSpace": "Automatic"},
    volatile=True,
    **_MESSAGES,
)
@refusing
def random_image(
    range: Any = 1, size: Any = S.Automatic, type: Any = S.Automatic, *, options: Any, session: Any, say: Any
) -> Any:
    """RandomImage[max, {width, height}] is an image of random intensities from 0 to max.

    RandomImage[{min, max}, size] takes another range; the size is {150, 150} if nothing is said.  With ColorSpace each
    channel of the space is random.

    >>> ImageDimensions[RandomImage[1, {40, 30}, ColorSpace -> "RGB"]]
    {40, 30}
    """
    from ..images.pixels import as_type

    width, height = (150, 150) if size is S.Automatic else size_of(size)
    ends = numbers(range.args if is_list(range) else (0, range), session)
    if ends is None or len(ends) != 2:
        raise Refusal("imgspec", short(range), S.RandomImage)
    space = space_of(options["ColorSpace"])
    shape = (height, width, 1 if space is None else CHANNELS[space])
    check_pixels(height * width * shape[2])
    low, high = ends
    pixels = low + (high - low) * generator(session).random(shape)
    kind = type_of(type, "Real32")
    return Picture(as_type(pixels, kind), None if kind == "Bit" else space)
