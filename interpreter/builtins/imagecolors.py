"""Colours of images: conversion between spaces, channels apart and together, negatives, opacity, thresholds."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..declare import builtin, name
from ..expr import TRUE, Expr, is_list, make_list
from ..images.value import CHANNELS, Picture
from .imagecontent import (
    MESSAGES,
    Refusal,
    channels_of,
    colour,
    colour_of,
    number,
    numbers,
    picture_of,
    pictures_of,
    refusing,
    short,
    space_of,
)

for _name, _space in (("LABColor", "LAB"), ("LCHColor", "LCH"), ("LUVColor", "LUV"), ("XYZColor", "XYZ")):
    name(_name, f"{_name}[c1, c2, c3] is a color of the color space {_space}; a fourth number is its opacity.")

# Names of single channels, with the spaces that have them.
_CHANNEL_NAMES = {
    **{letter: ("RGB", i) for i, letter in enumerate(("R", "G", "B"))},
    **{word: ("RGB", i) for i, word in enumerate(("Red", "Green", "Blue"))},
    **{letter: ("CMYK", i) for i, letter in enumerate(("C", "M", "Y", "K"))},
    **{word: ("CMYK", i) for i, word in enumerate(("Cyan", "Magenta", "Yellow", "Black"))},
    **{word: ("HSB", i) for i, word in enumerate(("Hue", "Saturation", "Brightness"))},
    "H": ("HSB", 0),
    "S": ("HSB", 1),
    "L": ("LAB", 0),
    "Intensity": ("Grayscale", 0),
}


@builtin("ColorConvert[expr_, space_]", **MESSAGES)
@refusing
def color_convert(expr: Any, space: Any, *, session: Any, say: Any) -> Any:
    """ColorConvert[image, "space"] gives an image in another color space, ColorConvert[color, "space"] a color.

    Spaces are "Grayscale", "RGB", "CMYK", "HSB", "LAB", "LCH", "LUV" and "XYZ".  Opacity stays; the type too, unless
    the coordinates of the space need reals.  Colors in a list are all converted.

    >>> ImageData[ColorConvert[Image[{{{1, 0, 0}, {1, 1, 1}}}], "HSB"]]
    {{{0., 1., 1.}, {0., 0., 1.}}}
    """
    from ..images.pixels import in_space

    target = space_of(space)
    if target is None:
        raise Refusal("imgcs", space, make_list(CHANNELS))
    if is_list(expr):
        return make_list([Expr(S.ColorConvert, (e, space)) for e in expr.args])
    found = colour_of(expr, session)
    if found is None:
        return in_space(picture_of(expr, session), target)
    source, values = found
    if source == target:
        return expr
    n = CHANNELS[source]
    return colour(target, [*converted_colour(values[:n], source, target), *values[n:]])


def converted_colour(values: list[float], source: str, target: str) -> list[float]:
    """The channels of one colour in another space."""
    import numpy as np

    from ..images.colors import converted

    return np.asarray(converted(np.array(values), source, target)).ravel().tolist()


@builtin("ColorSeparate[image_]", "ColorSeparate[image_, channels_]", **MESSAGES)
@refusing
def color_separate(image: Any, channels: Any = None, *, session: Any, say: Any) -> Any:
    """ColorSeparate[image] gives a list of images, one for each channel.

    ColorSeparate[image, "space"] separates the channels in another color space; ColorSeparate[image, "R"] gives one
    channel by its name: "R", "G", "B", "C", "M", "Y", "K", "H", "S", "L", "Red", "Hue", "Brightness", "Intensity" ...

    >>> Map[ImageData, ColorSeparate[Image[{{{1, 0, 0.5}}}]]]
    {{{1.}}, {{0.}}, {{0.5}}}
    """
    from ..images.pixels import in_space

    picture = picture_of(image, session)
    if type(channels) is str and channels in _CHANNEL_NAMES:
        space, i = _CHANNEL_NAMES[channels]
        return _channel(in_space(picture, space), i)
    if channels is not None:
        space = space_of(channels)
        picture = picture if space is None else in_space(picture, space)
    return make_list([_channel(picture, i) for i in range(picture.channels)])


def _channel(picture: Picture, i: int) -> Picture:
    return Picture(picture.array[..., i : i + 1].copy())


@builtin("ColorCombine[images_]", "ColorCombine[images_, space_]", **MESSAGES)
@refusing
def color_combine(images: Any, space: Any = S.Automatic, *, session: Any, say: Any) -> Any:
    """ColorCombine[{image, ...}] makes one image whose channels are those of the images.

    ColorCombine[{image, ...}, "space"] says what the channels mean; one more than the space has is opacity.

    >>> ImageData[ColorCombine[{Image[{{1}}], Image[{{0}}], Image[{{0.5}}]}, "RGB"]]
    {{{1., 0., 0.5}}}
    """
    import numpy as np

    from ..images.arithmetic import widest
    from ..images.pixels import retyped

    pictures = pictures_of(images)
    target = space_of(space)
    kind = widest([p.type for p in pictures])
    array = np.concatenate([retyped(p, kind).array for p in pictures], axis=-1)
    if target is not None and array.shape[-1] not in (CHANNELS[target], CHANNELS[target] + 1):
        raise Refusal("imgspace", array.shape[-1], target)
    return Picture(array, target)


@builtin("ColorNegate[expr_]", **MESSAGES)
@refusing
def color_negate(expr: Any, *, session: Any, say: Any) -> Any:
    """ColorNegate[image] gives the negative of an image, ColorNegate[color] of a color: 1 - c for every channel.

    >>> ImageData[ColorNegate[Image[{{0, 51, 255}}, "Byte"]], "Byte"]
    {{255, 204, 0}}
    """
    from ..images.pixels import as_type, colour_channels, in_space, working

    if is_list(expr):
        return make_list([Expr(S.ColorNegate, (e,)) for e in expr.args])
    found = colour_of(expr, session)
    if found is not None:
        source, values = found
        n = CHANNELS[source]
        negative = [1 - v for v in converted_colour(values[:n], source, "RGB")]
        return colour(source, [*converted_colour(negative, "RGB", source), *values[n:]])
    picture = picture_of(expr, session)
    if picture.space in ("Grayscale", "RGB", None):
        intensities = working(picture).copy()
        n = colour_channels(picture)
        intensities[..., :n] = 1 - intensities[..., :n]
        return Picture(as_type(intensities, picture.type), picture.space)
    return in_space(color_negate(in_space(picture, "RGB"), session=session, say=say), picture.space)


# ---- opacity ---------------------------------------------------------------------------------------------------------


@builtin("AlphaChannel[image_]", **MESSAGES)
@refusing
def alpha_channel(image: Any, *, session: Any, say: Any) -> Any:
    """AlphaChannel[image] gives the opacity as an image of one channel, all 1 where the image has none.

    >>> ImageData[AlphaChannel[Image[{{{1, 0, 0, 0.5}}}, ColorSpace -> "RGB"]]]
    {{0.5}}
    """
    import numpy as np

    picture = picture_of(image, session)
    if picture.has_alpha:
        return _channel(picture, picture.channels - 1)
    return Picture(_opaque(picture, np.ones(picture.array.shape[:-1])))


def _opaque(picture: Picture, alpha: Any) -> Any:
    from ..images.pixels import as_type

    return as_type(alpha[..., None], picture.type)


@builtin("RemoveAlphaChannel[image_]", "RemoveAlphaChannel[image_, background_]", **MESSAGES)
@refusing
def remove_alpha_channel(image: Any, background: Any = None, *, session: Any, say: Any) -> Any:
    """RemoveAlphaChannel[image] leaves the opacity away, RemoveAlphaChannel[image, color] lays the image on a color.

    >>> ImageData[RemoveAlphaChannel[Image[{{{1, 0, 0, 0.5}}}, ColorSpace -> "RGB"], 1]]
    {{{1., 0.5, 0.5}}}
    """
    from ..images.pixels import like, working

    picture = picture_of(image, session)
    if not picture.has_alpha:
        return picture
    bare = Picture(picture.array[..., :-1].copy(), picture.space)
    if background is None:
        return bare
    ground = Picture(channels_of(background, bare, session).reshape(*(1,) * (bare.array.ndim - 1), -1), bare.space)
    alpha = working(picture)[..., -1:]
    return like(bare, alpha * working(bare) + (1 - alpha) * working(ground))


@builtin("SetAlphaChannel[image_]", "SetAlphaChannel[image_, alpha_]", **MESSAGES)
@refusing
def set_alpha_channel(image: Any, alpha: Any = 1, *, session: Any, say: Any) -> Any:
    """SetAlphaChannel[image, a] gives an image an opacity: a number or an image of the same size.

    >>> ImageData[SetAlphaChannel[Image[{{{1, 0, 0}}}, ColorSpace -> "RGB"], 0.5]]
    {{{1., 0., 0., 0.5}}}
    """
    import numpy as np

    from ..images.pixels import gray, in_colours

    picture = picture_of(image, session)
    if picture.space is None:
        picture = in_colours(picture)
    array = picture.array[..., :-1] if picture.has_alpha else picture.array
    opacity = number(alpha, session)
    if opacity is not None:
        values = np.full(array.shape[:-1], opacity)
    else:
        values = gray(picture_of(alpha, session))
        if values.shape != array.shape[:-1]:
            raise Refusal("imglist", make_list([image, alpha]))
    return Picture(np.concatenate([array, _opaque(picture, values)], axis=-1), picture.space)


# ---- thresholds ------------------------------------------------------------------------------------------------------


@builtin("Binarize[image_]", "Binarize[image_, threshold_]", **MESSAGES)
@refusing
def binarize(image: Any, threshold: Any = None, *, session: Any, say: Any) -> Any:
    """Binarize[image] makes an image of 0 and 1: 1 where the gray level is above Otsu's threshold.

    Binarize[image, t] takes 1 above t, Binarize[image, {t1, t2}] between the two, Binarize[image, f] where f[channels]
    gives True.

    >>> ImageData[Binarize[Image[{{0.1, 0.4, 0.6}}], 0.3]]
    {{0, 1, 1}}
    """
    import numpy as np

    from ..images.pixels import gray, working

    picture = picture_of(image, session)
    if threshold is None:
        return picture if picture.type == "Bit" else _bits(gray(picture) > otsu(gray(picture)))
    one = number(threshold, session)
    if one is not None:
        with np.errstate(over="ignore"):  # a threshold beyond single precision
            return _bits(gray(picture) > one)
    if is_list(threshold):
        ends = numbers(threshold.args, session)
        if ends is None or len(ends) != 2:
            raise Refusal("imgspec", short(threshold), S.Binarize)
        levels = gray(picture)
        with np.errstate(over="ignore"):
            return _bits((ends[0] <= levels) & (levels <= ends[1]))
    pixels = working(picture).reshape(-1, picture.channels)
    rows = pixels[:, 0].tolist() if picture.channels == 1 else [make_list(p) for p in pixels.tolist()]
    call = session.evaluator.caller(threshold, 1)
    chosen = np.fromiter((call(p) is TRUE for p in rows), dtype=bool, count=len(rows))
    return _bits(chosen.reshape(picture.array.shape[:-1]))


def _bits(array: Any) -> Picture:
    return Picture(array[..., None].copy())


def otsu(levels: Any) -> float:
    """The threshold that separates levels into the two classes of greatest variance between them (Otsu 1979)."""
    import numpy as np

    low, high = float(levels.min()), float(levels.max())
    if low == high:
        return low
    counts, edges = np.histogram(levels, bins=256, range=(low, high))
    middles = (edges[:-1] + edges[1:]) / 2
    below = np.cumsum(counts)
    above = below[-1] - below
    sums = np.cumsum(counts * middles)
    with np.errstate(divide="ignore", invalid="ignore"):
        difference = sums / below - (sums[-1] - sums) / above
        variance = np.where((below > 0) & (above > 0), below * above * difference**2, -1)
    best = np.flatnonzero(variance == variance.max())
    return float(edges[1:][best].mean())


@builtin("FindThreshold[image_]", **MESSAGES)
@refusing
def find_threshold(image: Any, *, session: Any, say: Any) -> Any:
    """FindThreshold[image] gives the gray level that Binarize takes: Otsu's, which separates dark from light best.

    >>> 0.2 < FindThreshold[Image[{{0.1, 0.2, 0.8, 0.9}}]] < 0.8
    True
    """
    from ..images.pixels import gray

    return otsu(gray(picture_of(image, session)))
