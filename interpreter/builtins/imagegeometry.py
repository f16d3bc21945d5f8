"""Images at other sizes, cut, padded, turned, taken apart and put together."""

from __future__ import annotations

from math import ceil, floor, pi
from typing import TYPE_CHECKING, Any

from .. import symbols as S
from ..declare import builtin
from ..expr import Expr, Symbol, has_head, is_list, make_list
from ..images.value import Picture
from .imagecontent import (
    MESSAGES,
    Refusal,
    channels_of,
    check_pixels,
    flat_picture_of,
    number,
    numbers,
    picture_of,
    refusing,
    short,
    size_of,
)

if TYPE_CHECKING:
    import numpy as np

_WORDS = {S.Tiny: 100, S.Small: 180, S.Medium: 360, S.Large: 576}  # widths of pictures in a notebook
_ACROSS = {S.Left: -1, S.Center: 0, S.Right: 1}
_ALONG = {S.Top: -1, S.Center: 0, S.Bottom: 1}
_TURNS = {S.Right: 0, S.Top: 1, S.Left: 2, S.Bottom: 3}  # counterclockwise


def _part(picture: Picture, array: np.ndarray) -> Picture:
    """A picture of pixels of another one, that does not keep all of them in memory."""
    return Picture(array.copy(), picture.space)


# ---- sizes -----------------------------------------------------------------------------------------------------------


def _side(spec: Any, old: int, session: Any) -> int | None:
    """One side of a new size; None if it follows from the others."""
    if spec is S.Automatic:
        return None
    if spec is S.All:
        return old
    if spec in _WORDS:
        return _WORDS[spec]
    if has_head(spec, S.UpTo, 1):
        most = number(spec.args[0], session)
        return None if most is None or most < 1 else min(old, int(most))
    if has_head(spec, S.Scaled, 1):
        part = number(spec.args[0], session)
        found = None if part is None or part <= 0 else max(1, _round(part * old))
    else:
        value = number(spec, session)
        found = None if value is None else _round(value)
    if found is None or found < 1:
        raise Refusal("imgsize", short(spec))
    return found


def _round(x: float) -> int:
    return floor(x + 0.5) if abs(x) < 1e9 else -1


def _resized_size(old: tuple[int, ...], spec: Any, session: Any) -> tuple[int, ...]:
    """The size that ImageResize means; sides that are not given keep the proportions."""
    if is_list(spec) and len(spec) == 1:  # the longest side
        longest = old.index(max(old))
        sides = [None] * len(old)
        sides[longest] = _side(spec.args[0], old[longest], session)  # type: ignore[call-overload]
    elif is_list(spec) and len(spec) == len(old):
        sides = [_side(s, n, session) for s, n in zip(spec.args, old, strict=True)]
    elif is_list(spec):
        raise Refusal("imgsize", short(spec))
    elif has_head(spec, S.Scaled, 1):
        sides = [_side(spec, n, session) for n in old]
    else:
        sides = [_side(spec, old[0], session), *[None] * (len(old) - 1)]
    scales = [new / n for new, n in zip(sides, old, strict=True) if new is not None]
    if not scales:
        raise Refusal("imgsize", short(spec))
    found = tuple([max(1, _round(n * scales[0])) if new is None else new for new, n in zip(sides, old, strict=True)])
    pixels = 1
    for n in found:
        pixels *= n
    check_pixels(pixels)
    return found


def method_of(e: Any, function: Symbol) -> Any:
    """A method of resampling for images.resample: a name or {"name", numbers}."""
    from ..images.resample import known_method

    plain = "Automatic" if e is S.Automatic else tuple(e.args) if is_list(e) else e
    found = known_method(plain)
    if found is None:
        raise Refusal("imgspec", short(Expr(S.Rule, (S.Resampling, e))), function)
    return found


@builtin("ImageResize[image_, size_, OptionsPattern[]]", options={"Resampling": "Automatic"}, **MESSAGES)
@refusing
def image_resize(image: Any, size: Any, *, options: Any, session: Any, say: Any) -> Any:
    """ImageResize[image, width] gives an image of another width and the same proportions.

    {width, height} is the size, {n} the longest side; Automatic keeps the proportions, All the number of pixels,
    Scaled[s] multiplies it, UpTo[n] limits it.  Resampling -> "Nearest", "Linear", "Cubic", "Lanczos", "Area" ... is
    the method; Automatic averages where the image shrinks.

    >>> Map[ImageDimensions[ImageResize[ConstantImage[0, {40, 30}], #]] &, {20, {20}, {10, 10}, Scaled[1/10]}]
    {{20, 15}, {20, 15}, {10, 10}, {4, 3}}
    """
    from ..images.pixels import coerced
    from ..images.resample import resized

    picture = picture_of(image, session)
    target = _resized_size(picture.size, size, session)
    if target == picture.size:
        return picture
    pixels = resized(picture.array, target, method_of(options["Resampling"], S.ImageResize))
    return Picture(coerced(pixels, picture.type), picture.space)


# ---- margins ---------------------------------------------------------------------------------------------------------


def padding_of(e: Any, picture: Picture, function: Symbol, session: Any) -> Any:
    """What images.geometry.padded takes: the name of a padding, or the channels of a colour."""
    from ..images.geometry import PADDINGS

    if type(e) is str:
        if e not in PADDINGS:
            raise Refusal("imgspec", e, function)
        return e
    return channels_of(e, picture, session)


@builtin("ImageCrop[image_, size_:None, sides_:Center, OptionsPattern[]]", options={"Padding": "None"}, **MESSAGES)
@refusing
def image_crop(image: Any, size: Any = None, sides: Any = S.Center, *, options: Any, session: Any, say: Any) -> Any:
    """ImageCrop[image] takes away borders of one color, ImageCrop[image, {width, height}] all around the middle.

    ImageCrop[image, size, Left] takes pixels away at the left only; Right, Top, Bottom and pairs {Left, Top} likewise.
    A width alone leaves the height as it is.  With Padding -> color an image that is too small is padded instead.

    >>> ImageData[ImageCrop[Image[{{0, 0, 0, 0}, {0, 1, 0.5, 0}, {0, 0, 0, 0}}]]]
    {{1., 0.5}}

    >>> ImageData[ImageCrop[Image[{{0, 0.25, 0.5, 1}}], {2, 1}, Left]]
    {{0.5, 1.}}
    """
    from ..images.geometry import frame, padded, place

    picture = flat_picture_of(image, session)
    if size is None:
        return _part(picture, picture.array[frame(picture.array)])
    wanted = size.args if is_list(size) else (size, S.All)
    if len(wanted) != 2:
        raise Refusal("imgsize", short(size))
    target = [n if s is S.Automatic else _side(s, n, session) or n for s, n in zip(wanted, picture.size, strict=True)]
    check_pixels(target[0] * target[1])
    across, along = _sides(sides, S.ImageCrop)
    padding = options["Padding"]
    if padding is S.None_:
        target = [min(n, m) for n, m in zip(target, picture.size, strict=True)]
        padding = 0
    width, height = picture.size
    margins = [place(height, target[1], along), place(width, target[0], across)]
    filling = padding_of(padding, picture, S.ImageCrop, session)
    return _part(picture, padded(picture.array, margins, filling))


def _sides(spec: Any, function: Symbol) -> tuple[int, int]:
    """(-1, 0 or 1 from left to right, the same from top to bottom) of Left, Top, {Left, Top} ..."""
    found = {}
    for s in spec.args if is_list(spec) else (spec,):
        axis = 0 if s in (S.Left, S.Right) else 1 if s in (S.Top, S.Bottom) else None
        if axis is None and s is not S.Center:
            raise Refusal("imgspec", short(spec), function)
        if axis is not None:
            found[axis] = (_ACROSS, _ALONG)[axis][s]
    return found.get(0, 0), found.get(1, 0)


@builtin("ImagePad[image_, margins_, padding_:0]", **MESSAGES)
@refusing
def image_pad(image: Any, margins: Any, padding: Any = 0, *, session: Any, say: Any) -> Any:
    """ImagePad[image, m] adds m black pixels on all sides, a negative number takes pixels away.

    ImagePad[image, {{left, right}, {bottom, top}}] adds other numbers on each side.  ImagePad[image, m, padding] takes
    a color, a number, "Fixed" (the outermost pixels), "Periodic", "Reflected" or "Reversed" (mirrored without or with
    the outermost pixels).

    >>> ImageData[ImagePad[Image[{{1, 0.5}}], {{1, 2}, {0, 0}}, "Fixed"]]
    {{1., 1., 0.5, 0.5, 0.5}}
    """
    from ..images.geometry import padded

    picture = picture_of(image, session)
    axes = picture.array.ndim - 1
    specs = margins.args if is_list(margins) else (margins,) * axes
    pairs = [s.args if is_list(s) else (s, s) for s in specs]
    if len(pairs) != axes or any(len(p) != 2 or any(type(n) is not int for n in p) for p in pairs):
        raise Refusal("imgspec", short(margins), S.ImagePad)
    new = [n + sum(p) for n, p in zip(picture.size, pairs, strict=True)]
    if any(n < 1 or n > 10**6 for n in new):
        raise Refusal("imgsize", make_list(new))
    pixels = picture.channels
    for n in new:
        pixels *= n
    check_pixels(pixels)
    # Rows are counted from the top and from behind, margins from the bottom and the front.
    ordered = [p if i == 0 else p[::-1] for i, p in enumerate(pairs)][::-1]
    return _part(picture, padded(picture.array, ordered, padding_of(padding, picture, S.ImagePad, session)))


# ---- parts -----------------------------------------------------------------------------------------------------------


def _range(spec: Any, n: int) -> slice:
    """The positions of a specification as in Take, those that there are: m, -m, {m, n, step}, m;;n, All, UpTo[m]."""
    step = 1
    if spec is S.All:
        return slice(0, n)
    if has_head(spec, S.UpTo, 1):
        spec = spec.args[0]
    if type(spec) is int:
        return slice(0, min(spec, n)) if spec >= 0 else slice(max(n + spec, 0), n)
    ends = spec.args if is_list(spec) or has_head(spec, S.Span) else ()
    if len(ends) == 1:
        ends = (ends[0], ends[0])
    if len(ends) == 3:
        step = ends[2] if type(ends[2]) is int else 0
    ends = tuple([{S.All: -1}.get(e, e) if type(e) is Symbol else e for e in ends[:2]])
    if len(ends) != 2 or any(type(e) is not int or e == 0 for e in ends) or step < 1:
        raise Refusal("imgspec", short(spec), S.ImageTake)
    first, last = [e - 1 if e > 0 else n + e for e in ends]
    return slice(max(first, 0), max(min(last + 1, n), 0), step)


@builtin("ImageTake[image_, rows_]", "ImageTake[image_, rows_, columns_]", **MESSAGES)
@refusing
def image_take(image: Any, rows: Any, columns: Any = S.All, *, session: Any, say: Any) -> Any:
    """ImageTake[image, n] takes the first n rows, -n the last, {m, n} or m;;n those from m to n.

    ImageTake[image, rows, columns] takes columns too.  What the image does not have is left out.

    >>> ImageData[ImageTake[Image[{{1, 2}, {3, 4}, {5, 6}}, "Byte"], {2, 3}, -1], "Byte"]
    {{4}, {6}}
    """
    picture = flat_picture_of(image, session)
    width, height = picture.size
    part = picture.array[_range(rows, height), _range(columns, width)]
    if not part.size:
        raise Refusal("imgspec", short(make_list([rows, columns])), S.ImageTake)
    return _part(picture, part)


@builtin("ImageTrim[image_, points_]", "ImageTrim[image_, points_, margin_]", **MESSAGES)
@refusing
def image_trim(image: Any, points: Any, margin: Any = 0, *, session: Any, say: Any) -> Any:
    """ImageTrim[image, {{x1, y1}, {x2, y2}, ...}] gives the smallest part of an image that has the points in it.

    Coordinates are counted from the lower left corner.  ImageTrim[image, points, m] leaves a margin of m pixels.

    >>> ImageDimensions[ImageTrim[ConstantImage[0, {40, 30}], {{5, 5}, {15, 10}}]]
    {10, 5}
    """
    picture = flat_picture_of(image, session)
    width, height = picture.size
    listed = points.args if is_list(points) and len(points) and all(is_list(p) for p in points.args) else (points,)
    places = [numbers(p.args, session) if is_list(p) else None for p in listed]
    extra = number(margin, session)
    if extra is None or any(p is None or len(p) != 2 for p in places):
        raise Refusal("imgspec", short(points), S.ImageTrim)
    spans = []
    for axis, n in enumerate((width, height)):
        values = [min(max(p[axis], -(2**31)), 2**31) for p in places if p is not None]
        first = min(floor(min(values)), ceil(max(values)) - 1)
        spans.append((max(int(first - extra), 0), min(int(max(ceil(max(values)), first + 1) + extra), n)))
    (left, right), (bottom, top) = spans
    part = picture.array[height - top : height - bottom, left:right]
    if not part.size:
        raise Refusal("imgspec", short(points), S.ImageTrim)
    return _part(picture, part)


# ---- turning ---------------------------------------------------------------------------------------------------------


@builtin("ImageReflect[image_]", "ImageReflect[image_, sides_]", **MESSAGES)
@refusing
def image_reflect(image: Any, sides: Any = S.Top, *, session: Any, say: Any) -> Any:
    """ImageReflect[image] mirrors an image top to bottom, ImageReflect[image, Left] left to right.

    ImageReflect[image, side1 -> side2] mirrors so that the one side becomes the other: Top -> Left exchanges rows and
    columns.

    >>> ImageData[ImageReflect[Image[{{1, 2}, {3, 4}}, "Byte"], Left], "Byte"]
    {{2, 1}, {4, 3}}
    """
    picture = flat_picture_of(image, session)
    pair = sides.args if has_head(sides, S.Rule, 2) else (sides, sides)
    if any(type(s) is not Symbol or s not in _TURNS for s in pair):
        raise Refusal("imgspec", short(sides), S.ImageReflect)
    one, other = (_TURNS[s] for s in pair)
    array = picture.array
    if (one - other) % 2 == 0:
        array = array[:, ::-1] if one % 2 == 0 else array[::-1]
    else:
        array = array.swapaxes(0, 1)
        if {one, other} in ({0, 1}, {2, 3}):  # the other diagonal
            array = array[::-1, ::-1]
    return _part(picture, array)


@builtin(
    "ImageRotate[image_]",
    "ImageRotate[image_, angle_]",
    "ImageRotate[image_, angle_, OptionsPattern[]]",
    "ImageRotate[image_, angle_, size_, OptionsPattern[]]",
    options={"Background": "0"},
    **MESSAGES,
)
@refusing
def image_rotate(
    image: Any, angle: Any = None, size: Any = S.Automatic, *, options: Any, session: Any, say: Any
) -> Any:
    """ImageRotate[image] turns an image counterclockwise by 90 degrees, ImageRotate[image, a] by a in radians.

    ImageRotate[image, side1 -> side2] turns until the one side is where the other was.  The result is as large as the
    corners need, ImageRotate[image, a, {width, height}] has that size around the middle; Background -> color fills.

    >>> ImageData[ImageRotate[Image[{{1, 2}, {3, 4}}, "Byte"]], "Byte"]
    {{2, 4}, {1, 3}}
    """
    from ..images.geometry import padded, place, rotated
    from ..images.pixels import coerced

    picture = flat_picture_of(image, session)
    background = channels_of(options["Background"], picture, session)
    array = coerced(rotated(picture.array, _angle(angle, session), background), picture.type)
    if is_list(size):
        width, height = size_of(size)
        margins = [place(array.shape[0], height, 0), place(array.shape[1], width, 0)]
        array = padded(array, margins, background)
    elif size not in (S.Automatic, S.All):
        raise Refusal("imgsize", short(size))
    return _part(picture, array)


def _angle(spec: Any, session: Any) -> float:
    if spec is None:
        return pi / 2
    if has_head(spec, S.Rule, 2):
        turns = [_TURNS.get(s) if type(s) is Symbol else None for s in spec.args]
        if None not in turns:
            return (turns[1] - turns[0]) * pi / 2  # type: ignore[operator]
    found = number(spec, session)
    if found is None:
        raise Refusal("imgspec", short(spec), S.ImageRotate)
    return found


# ---- tiles -----------------------------------------------------------------------------------------------------------


@builtin("ImagePartition[image_, size_]", **MESSAGES)
@refusing
def image_partition(image: Any, size: Any, *, session: Any, say: Any) -> Any:
    """ImagePartition[image, n] gives rows of square tiles of n pixels, ImagePartition[image, {width, height}] others.

    What is too little for a tile at the right and at the bottom is left out.

    >>> Map[ImageData, ImagePartition[Image[{{1, 2, 3, 4}}, "Byte"], {2, 1}], {2}] * 255
    {{{{1., 2.}}, {{3., 4.}}}}
    """
    picture = flat_picture_of(image, session)
    width, height = size_of(size)
    rows, columns = picture.size[1] // height, picture.size[0] // width
    if not rows or not columns:
        raise Refusal("imgsize", short(size))
    return make_list(
        [
            make_list(
                [
                    _part(picture, picture.array[r * height : (r + 1) * height, c * width : (c + 1) * width])
                    for c in range(columns)
                ]
            )
            for r in range(rows)
        ]
    )


@builtin("ImageAssemble[images_]", **MESSAGES)
@refusing
def image_assemble(images: Any, *, session: Any, say: Any) -> Any:
    """ImageAssemble[{{image, ...}, ...}] puts rows of images together to one; a plain list is one row.

    Images beside one another have the same height, those below one another the same width.

    >>> ImageData[ImageAssemble[{{Image[{{1}}], Image[{{0}}]}, {Image[{{0}}], Image[{{1}}]}}]]
    {{1., 0.}, {0., 1.}}
    """
    import numpy as np

    if not is_list(images) or not len(images):
        raise Refusal("imginv", short(images))
    rows = [r.args if is_list(r) else None for r in images.args]
    grid = [images.args] if rows[0] is None else rows
    pictures = [[flat_picture_of(p, session) for p in row] if row else [] for row in grid]
    flat = [p for row in pictures for p in row]
    kinds = {(p.type, p.space, p.channels) for p in flat}
    if len(kinds) != 1 or any(not row or len({p.size[1] for p in row}) != 1 for row in pictures):
        raise Refusal("imglist", short(images))
    joined = [np.concatenate([p.array for p in row], axis=1) for row in pictures]
    if len({row.shape[1] for row in joined}) != 1:
        raise Refusal("imglist", short(images))
    return Picture(np.concatenate(joined), flat[0].space)
