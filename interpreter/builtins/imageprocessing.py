"""Intensities of images: adjusted, combined, mapped, smoothed and measured."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from .. import symbols as S
from ..declare import builtin
from ..expr import is_list, make_list
from ..images.value import Picture
from ..numerics.numbers import rational
from .imagecontent import (
    MESSAGES,
    Refusal,
    channels_of,
    colour_of,
    flat_picture_of,
    is_picture_list,
    number,
    numbers,
    picture_of,
    pictures_of,
    refusing,
    short,
)

if TYPE_CHECKING:
    import numpy as np


# ---- adjusting -------------------------------------------------------------------------------------------------------


def _range(spec: Any, colours: np.ndarray, session: Any) -> tuple[float, float]:
    """{low, high}, with Automatic for what the image has."""
    ends = spec.args if is_list(spec) and len(spec) == 2 else (spec, spec) if spec is S.Automatic else ()
    found = [
        float(least) if e is S.Automatic else number(e, session)
        for e, least in zip(ends, (colours.min(), colours.max()), strict=False)
    ]
    if len(found) != 2 or None in found:
        raise Refusal("imgspec", short(spec), S.ImageAdjust)
    return found[0], found[1]  # type: ignore[return-value]


@builtin(
    "ImageAdjust[image_]",
    "ImageAdjust[image_, correction_]",
    "ImageAdjust[image_, correction_, from_]",
    "ImageAdjust[image_, correction_, from_, to_]",
    **MESSAGES,
)
@refusing
def image_adjust(
    image: Any, correction: Any = None, from_: Any = None, to: Any = None, *, session: Any, say: Any
) -> Any:
    """ImageAdjust[image] stretches the intensities of an image to the range from 0 to 1.

    ImageAdjust[image, {contrast, brightness, gamma}] makes x to (1 + contrast) (1 + brightness) x^gamma - contrast/2;
    one or two numbers leave out the last ones.  ImageAdjust[image, correction, {min, max}] first brings a range to 0 to
    1, ImageAdjust[image, correction, {min, max}, {newmin, newmax}] to another one; Automatic is the range of the image.

    >>> ImageData[ImageAdjust[Image[{{0.25, 0.5}}]]]
    {{0., 1.}}

    >>> ImageData[ImageAdjust[Image[{{0.25, 0.5}}], 1]]
    {{0., 0.5}}
    """
    import numpy as np

    from ..images.pixels import colour_channels, in_space, known_space, like, working

    picture = picture_of(image, session)
    if known_space(picture) not in ("Grayscale", "RGB", None):
        picture = in_space(picture, "RGB")
    pixels, n = working(picture).copy(), colour_channels(picture)
    colours = pixels[..., :n]
    if correction is None:
        from_ = S.Automatic
    contrast, brightness, gamma = _correction(correction, session)
    low, high = (0.0, 1.0) if from_ is None else _range(from_, colours, session)
    least, most = (0.0, 1.0) if to is None else _range(to, colours, session)
    with np.errstate(all="ignore"):  # corrections without bounds
        if (low, high) != (0.0, 1.0):
            colours = np.clip((colours - low) / (high - low), 0, 1) if high != low else np.zeros_like(colours)
        if gamma != 1:
            colours = np.nan_to_num(np.clip(colours, 0, None) ** gamma, posinf=1)
        if (contrast, brightness) != (0, 0):
            colours = np.clip((1 + contrast) * (1 + brightness) * colours - contrast / 2, 0, 1)
        pixels[..., :n] = least + (most - least) * colours
    return like(picture, pixels)


def _correction(spec: Any, session: Any) -> tuple[float, float, float]:
    given = () if spec is None else spec.args if is_list(spec) else (spec,)
    values = numbers(given, session) if given else []
    if values is None or len(values) > 3:
        raise Refusal("imgspec", short(spec), S.ImageAdjust)
    contrast, brightness, gamma = [*values, *(0.0, 0.0, 1.0)[len(values) :]]
    return contrast, brightness, gamma


# ---- combining -------------------------------------------------------------------------------------------------------


def _combined(operation: Callable[[Any, Any], Any], image: Any, others: Sequence[Any], session: Any) -> Picture:
    """The image and others like it, colours or numbers, with the type of the widest."""
    from ..images.arithmetic import together, widest
    from ..images.pixels import colour_channels, working

    first = picture_of(image, session)
    items: list[Any] = [first]
    bare = Picture(working(first)[..., : colour_channels(first)], first.space)
    for other in others:
        is_colour = number(other, session) is not None or is_list(other) or colour_of(other, session) is not None
        items.append(channels_of(other, bare, session) if is_colour else picture_of(other, session))
    found = together(operation, items, widest)
    if found is None:
        raise Refusal("imglist", short(make_list([image, *others])))
    return found


@builtin("ImageAdd[image_, others__]", **MESSAGES)
@refusing
def image_add(image: Any, others: Any, *, session: Any, say: Any) -> Any:
    """ImageAdd[image, x] adds a number, a color or another image to the pixels; the type stays.

    >>> ImageData[ImageAdd[Image[{{0, 200}}, "Byte"], Image[{{10, 100}}, "Byte"]], "Byte"]
    {{10, 255}}
    """
    return _combined(lambda x, y: x + y, image, others, session)


@builtin("ImageSubtract[image_, others__]", **MESSAGES)
@refusing
def image_subtract(image: Any, others: Any, *, session: Any, say: Any) -> Any:
    """ImageSubtract[image, x] takes a number, a color or another image from the pixels; the type stays.

    >>> ImageData[ImageSubtract[Image[{{0.25, 0.75}}], 0.25]]
    {{0., 0.5}}
    """
    return _combined(lambda x, y: x - y, image, others, session)


@builtin("ImageMultiply[image_, others__]", **MESSAGES)
@refusing
def image_multiply(image: Any, others: Any, *, session: Any, say: Any) -> Any:
    """ImageMultiply[image, x] multiplies the pixels by a number, a color or another image; the type stays.

    >>> ImageData[ImageMultiply[Image[{{0.25, 0.75}}], 2]]
    {{0.5, 1.5}}
    """
    return _combined(lambda x, y: x * y, image, others, session)


@builtin("ImageDifference[image_, other_]", **MESSAGES)
@refusing
def image_difference(image: Any, other: Any, *, session: Any, say: Any) -> Any:
    """ImageDifference[image1, image2] gives the absolute differences of the pixels.

    >>> ImageData[ImageDifference[Image[{{0.25, 0.75}}], Image[{{0.5, 0.5}}]]]
    {{0.25, 0.25}}
    """
    return _combined(lambda x, y: abs(x - y), image, (other,), session)


@builtin("ImageApply[f_, image_]", operator="ImageApply[f_][image_]", **MESSAGES)
@refusing
def image_apply(f: Any, image: Any, *, session: Any, say: Any) -> Any:
    """ImageApply[f, image] applies f to every pixel: a number, or the list of the channels.

    ImageApply[f, {image1, image2, ...}] applies f to the pixels at the same places.  The result has real pixels.

    >>> ImageData[ImageApply[1 - # &, Image[{{0, 0.25}}]]]
    {{1., 0.75}}

    >>> ImageData[ImageApply[Max, Image[{{{0, 0.5, 0.25}}}]]]
    {{0.5}}
    """
    import numpy as np

    from ..images.arithmetic import reals_of
    from ..images.pixels import as_type
    from .content import each

    pictures = pictures_of(image) if is_list(image) else [picture_of(image, session)]
    columns = [_pixels(p) for p in pictures]
    if len(columns) == 1:
        values = each(session, f, columns[0])
    else:
        call = session.evaluator.caller(f, len(columns))
        values = [call(*row) for row in zip(*columns, strict=True)]
    rows = [numbers(v.args, session) if is_list(v) else numbers((v,), session) for v in values]
    if None in rows or len({len(r) for r in rows if r is not None}) != 1:
        wrong = next((v for v, r in zip(values, rows, strict=True) if r is None), values[0])
        raise Refusal("imgcolor", short(wrong), pictures[0].channels)
    array = np.array(rows).reshape(*pictures[0].array.shape[:-1], -1)
    space = pictures[0].space if array.shape[-1] == pictures[0].channels else None
    return Picture(as_type(array, reals_of([p.type for p in pictures])), space)


def _pixels(picture: Picture) -> list[Any]:
    flat = picture.reals("float64").reshape(-1, picture.channels)
    return flat[:, 0].tolist() if picture.channels == 1 else [make_list(p) for p in flat.tolist()]


# ---- smoothing -------------------------------------------------------------------------------------------------------

_MOST_RADIUS = 1000


def _smoothed(image: Any, radius: Any, kernel: Callable[[int], np.ndarray], session: Any, function: Any) -> Picture:
    from ..images.filters import smoothed
    from ..images.pixels import like, working

    r = number(radius, session)
    if r is None or not 0 <= r <= _MOST_RADIUS:
        raise Refusal("imgspec", short(radius), function)
    picture = picture_of(image, session)
    if picture.type == "Bit":
        picture = Picture(working(picture), picture.space)
    return like(picture, smoothed(working(picture), kernel(int(r + 0.5))))


@builtin("GaussianFilter[image_, radius_]", **MESSAGES)
@refusing
def gaussian_filter(image: Any, radius: Any, *, session: Any, say: Any) -> Any:
    """GaussianFilter[image, r] smooths with a discrete Gaussian kernel of radius r and standard deviation r/2.

    GaussianFilter[image, {r, sigma}] has another deviation.  Beyond the border are the outermost pixels.

    >>> ImageMeasurements[GaussianFilter[Image[{{0, 0, 0, 1, 0, 0, 0}}], 2], "Total"]
    1.
    """
    from ..images.filters import gaussian

    r, sigma = radius.args if is_list(radius) and len(radius) == 2 else (radius, None)
    deviation = None if sigma is None else number(sigma, session)
    if sigma is not None and (deviation is None or not 0 < deviation <= _MOST_RADIUS):
        raise Refusal("imgspec", short(radius), S.GaussianFilter)
    return _smoothed(
        image, r, lambda n: gaussian(n, n / 2 if deviation is None else deviation), session, S.GaussianFilter
    )


@builtin("Blur[image_, radius_:2]", **MESSAGES)
@refusing
def blur(image: Any, radius: Any = 2, *, session: Any, say: Any) -> Any:
    """Blur[image] blurs an image, Blur[image, r] over a radius of r pixels.

    >>> ImageDimensions[Blur[ConstantImage[0, {4, 3}], 5]]
    {4, 3}
    """
    from ..images.filters import gaussian

    return _smoothed(image, radius, lambda n: gaussian(n, n / 2), session, S.Blur)


@builtin("MeanFilter[image_, radius_]", **MESSAGES)
@refusing
def mean_filter(image: Any, radius: Any, *, session: Any, say: Any) -> Any:
    """MeanFilter[image, r] replaces every pixel by the mean of those up to r away in each direction.

    >>> ImageData[MeanFilter[Image[{{0, 0.75, 0}}], 1]]
    {{0.25, 0.25, 0.25}}
    """
    from ..images.filters import box

    return _smoothed(image, radius, box, session, S.MeanFilter)


# ---- measuring -------------------------------------------------------------------------------------------------------


def _by_channel(measure: str) -> Callable[[Picture], Any]:
    def measured(picture: Picture) -> Any:
        import numpy as np

        found = getattr(np, measure)(picture.reals("float64").reshape(-1, picture.channels), axis=0)
        return float(found[0]) if picture.channels == 1 else make_list(found.tolist())

    return measured


def _intensity(measure: str) -> Callable[[Picture], float]:
    def measured(picture: Picture) -> float:
        from ..images.pixels import gray

        return float(getattr(gray(picture), measure)())

    return measured


_MEASUREMENTS: dict[str, Callable[[Picture], Any]] = {
    "Dimensions": lambda p: make_list(p.size),
    "AspectRatio": lambda p: rational(p.size[-1], p.size[0]),
    "Channels": lambda p: p.channels,
    "ColorSpace": lambda p: p.space or S.Automatic,
    "DataType": lambda p: p.type,
    "Min": _by_channel("min"),
    "Max": _by_channel("max"),
    "Mean": _by_channel("mean"),
    "Median": _by_channel("median"),
    "Total": _by_channel("sum"),
    "MinIntensity": _intensity("min"),
    "MaxIntensity": _intensity("max"),
    "MeanIntensity": _intensity("mean"),
}


@builtin("ImageMeasurements[image_, property_]", **MESSAGES)
@refusing
def image_measurements(image: Any, property: Any, *, session: Any, say: Any) -> Any:
    """ImageMeasurements[image, "property"] measures an image: "Mean", "Min", "Max", "Median", "Total" by channel.

    "MeanIntensity", "MinIntensity" and "MaxIntensity" are those of the gray levels; "Dimensions", "AspectRatio",
    "Channels", "ColorSpace" and "DataType" describe the image.  A list of properties or of images gives a list.

    >>> ImageMeasurements[Image[{{0, 1, 0.5}}], {"Mean", "Max"}]
    {0.5, 1.}
    """
    if is_picture_list(image):
        return make_list([_measured(p, property) for p in image.args])
    return _measured(picture_of(image, session), property)


def _measured(picture: Picture, property: Any) -> Any:
    if is_list(property):
        return make_list([_measured(picture, p) for p in property.args])
    if type(property) is not str or property not in _MEASUREMENTS:
        raise Refusal("imgspec", short(property), S.ImageMeasurements)
    return _MEASUREMENTS[property](picture)


@builtin("PixelValue[image_, position_]", **MESSAGES)
@refusing
def pixel_value(image: Any, position: Any, *, session: Any, say: Any) -> Any:
    """PixelValue[image, {x, y}] gives the pixel in column x and, counted from below, row y.

    >>> PixelValue[Image[{{0, 0.25}, {0.5, 1}}], {2, 1}]
    1.
    """
    picture = flat_picture_of(image, session)
    ends = position.args if is_list(position) else ()
    sizes = picture.size
    if len(ends) != 2 or any(type(i) is not int or not 1 <= i <= n for i, n in zip(ends, sizes, strict=False)):
        raise Refusal("imgspec", short(position), S.PixelValue)
    pixel = picture.array[sizes[1] - ends[1], ends[0] - 1]
    values = [int(v) if picture.type == "Bit" else v for v in _intensities(pixel, picture)]
    return values[0] if len(values) == 1 else make_list(values)


def _intensities(pixel: np.ndarray, picture: Picture) -> list[Any]:
    return Picture(pixel.reshape(1, 1, -1).copy(), picture.space).reals("float64").ravel().tolist()
