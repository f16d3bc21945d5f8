"""What the coders of images, volumes and videos do alike: files, pixels to channels and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from PIL import Image

from ....runtime.ports import Type, real
from ... import symbols as S
from ...expr import Expr, has_head, make_list
from ...gate import Refused, open_file
from ...images.colors import converted
from ...images.files import Unreadable
from ...images.pixels import as_type, in_colours, known_space
from ...images.resample import fitted
from ...images.value import CHANNELS, Picture
from .coder import Coder, CoderError
from .pictureparameters import alignments, fill

# ---- examples --------------------------------------------------------------------------------------------------------


def is_file(e: Any) -> bool:
    """Whether e is File[...], to be read when it is encoded."""
    return has_head(e, S.File, 1)


def read_file(file: Any, session: Any, read: Callable[[bytes], Any]) -> Any:
    """What `read` makes of the bytes of File[path]; raises CoderError."""
    path = file.args[0]
    try:
        if type(path) is not str:
            raise ValueError
        with open_file(session, path, "rb") as stream:
            return read(stream.read())
    except Refused:
        raise CoderError("sandbox", path) from None
    except (OSError, ValueError, Unreadable):
        raise CoderError("nofile", path) from None


# ---- pixels to channels ----------------------------------------------------------------------------------------------


def encode_pictures(coder: Coder, pictures: Iterable[Picture], count: int, size: tuple[int, ...]) -> np.ndarray:
    """(count, ...) arrays in the coder's order of axes, of its colours, normalised.

    Pictures are taken one by one, so that those of files need not all be in memory.
    """
    space = coder["ColorSpace"]
    out = np.empty((count, *_ordered_shape(coder, (*reversed(size), CHANNELS[space]))), dtype=np.float32)
    mean, variance = (_statistic(coder[name], size, space) for name in ("MeanImage", "VarianceImage"))
    for picture, place in zip(pictures, out, strict=True):
        pixels = _natural(coder, place)
        _write(_fitted(coder, picture, size), space, pixels)
        if mean is not None:
            pixels -= mean
        if variance is not None:
            with np.errstate(all="ignore"):  # an image of variances may have zeros
                pixels /= np.sqrt(variance)
    return out


def _natural(coder: Coder, array: np.ndarray) -> np.ndarray:
    """A view of an array in the coder's order of axes as (..., rows, columns, channels)."""
    if not coder.parameters.get("Interleaving", False):
        array = np.moveaxis(array, 0, -1)
    return array.swapaxes(0, 1) if coder.parameters.get("DataTransposed", False) else array


def _ordered_shape(coder: Coder, shape: tuple[Any, ...]) -> tuple[Any, ...]:
    *sides, channels = shape
    sides = sides[::-1] if coder.parameters.get("DataTransposed", False) else sides
    return (*sides, channels) if coder.parameters.get("Interleaving", False) else (channels, *sides)


def array_type(coder: Coder, sides: tuple[Any, ...]) -> Type:
    """The type of an array of pixels; `sides` are those of rows and columns, None where anything fits."""
    return real(*_ordered_shape(coder, (*sides, CHANNELS[coder["ColorSpace"]])))


def target(decoder: Coder, output: Type) -> Expr:
    """The encoder of images that the decoder takes, of the size that a net gives, or where it is open the usual one."""
    sides = list(output.dims or ())[-len(decoder.type.dims or ()) :]
    if sides:
        sides.pop(-1 if decoder["Interleaving"] else 0)
    if not decoder.parameters.get("DataTransposed", False):
        sides.reverse()
    size = (make_list(sides),) if sides and all(isinstance(n, int) for n in sides) else ()
    name, *options = decoder.args[0].args
    return make_list((name, *size, *options))


Pixels = tuple[np.ndarray, str]  # with the colour space


def _fitted(coder: Coder, picture: Picture, size: tuple[int, ...]) -> Pixels:
    """The pixels at the size, still of their own type and colours: few numbers are left to convert."""
    array, space = _colours(picture)
    if array.dtype == np.uint8 and (space, coder["ColorSpace"]) == ("RGB", "Grayscale"):
        array, space = _byte_grays(array), "Grayscale"
    padding = fill(coder["Padding"])
    if not isinstance(padding, str):
        colour = converted(np.array(padding[1]), padding[0], space)
        padding = as_type(colour, picture.type) if array.dtype.kind == "u" else colour
    resampling = coder["Resampling"]
    return fitted(
        array,
        size,
        coder["Method"],
        alignments(coder["Alignment"], len(size)),
        padding,
        "Automatic" if resampling is S.Automatic else resampling,
    ), space


def _colours(picture: Picture) -> Pixels:
    """The pixels without alpha."""
    if known_space(picture) is None:
        picture = in_colours(picture)
    space = known_space(picture)
    assert space is not None
    return picture.array[..., : CHANNELS[space]], space


def _byte_grays(rgb: np.ndarray) -> np.ndarray:
    """Gray levels in whole numbers, as files of gray pictures have them."""
    flat = np.ascontiguousarray(rgb).reshape(-1, rgb.shape[-2], 3)
    return np.asarray(Image.fromarray(flat).convert("L")).reshape(*rgb.shape[:-1], 1)


def _write(pixels: Pixels, space: str, out: np.ndarray) -> None:
    """Pixels as reals of a colour space into an array."""
    array, own = pixels
    full = np.float32(np.iinfo(array.dtype).max if array.dtype.kind == "u" else 1)
    if own == space or (own, space) == ("Grayscale", "RGB"):
        np.divide(array, full, out=out, casting="same_kind")
    else:
        out[...] = converted((array / full).astype(np.float32), own, space)


def _statistic(value: Any, size: tuple[int, ...], space: str) -> np.ndarray | None:
    """A mean or variance as what can be reckoned with pixels (..., channels)."""
    if type(value) is not Picture:
        return None if value is None else np.array(value, dtype=np.float32)
    array, own = _colours(value)
    out = np.empty((*reversed(size), CHANNELS[space]), dtype=np.float32)
    _write((fitted(array, size), own), space, out)
    return out


# ---- channels to pixels ----------------------------------------------------------------------------------------------


def decode_picture(coder: Coder, array: np.ndarray) -> Picture:
    """The picture of an array in the coder's order of axes; values beyond 0 and 1 stay."""
    pixels = _natural(coder, np.asarray(array)).astype(np.float32)
    size, space = pixels.shape[-2::-1], coder["ColorSpace"]
    mean, variance = (_statistic(coder[name], size, space) for name in ("MeanImage", "VarianceImage"))
    if variance is not None:
        pixels *= np.sqrt(variance)
    if mean is not None:
        pixels += mean
    return Picture(np.ascontiguousarray(pixels), space)
