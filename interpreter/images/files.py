"""Pictures from and to the bytes of image files, and to and from Pillow's images."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from .deep import DEEP_WRITERS, read_deep
from .pixels import as_type, in_colours
from .value import TYPES, Picture

MOST_PIXELS = 120_000_000  # of one file, all frames together: more is taken for a file made to do harm
FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WebP")
_WITHOUT_ALPHA = ("JPEG", "BMP")
_WITH_CMYK = ("JPEG", "TIFF")
_OPTIONS = {"JPEG": {"quality": 90}, "WebP": {"lossless": True}}
# Pillow's modes with the colour spaces that they are for; what is not here is converted first.
_SPACES = {"1": None, "L": "Grayscale", "LA": "Grayscale", "RGB": "RGB", "RGBA": "RGB", "CMYK": "CMYK", "HSV": "HSB"}
_AS = {"La": "LA", "RGBa": "RGBA", "RGBX": "RGB", "YCbCr": "RGB", "PA": "RGBA"}


class Unreadable(Exception):
    """Bytes that are no image, or none that is fit to be read; the text says why."""


class Unwritable(Exception):
    """A picture that a format has no place for; the text says why."""


# ---- Pillow's images -------------------------------------------------------------------------------------------------


def from_pillow(image: Image.Image) -> Picture:
    """The picture of one of Pillow's images; palettes become colours."""
    if image.mode.startswith("I;16"):
        return Picture(np.array(image).astype(np.uint16)[..., None], "Grayscale")
    if image.mode == "I":  # 32 bits in a file are nearly always 16 that found no better place
        numbers = np.array(image)
        if numbers.size and 0 <= numbers.min() and numbers.max() <= TYPES["Bit16"][1]:
            return Picture(numbers.astype(np.uint16)[..., None], "Grayscale")
        return Picture((numbers / np.float32(2**31 - 1)).astype(np.float32)[..., None], "Grayscale")
    if image.mode == "F":
        return Picture(np.array(image, dtype=np.float32)[..., None], "Grayscale")
    mode = _AS.get(image.mode, image.mode)
    if image.mode == "P" or (image.mode in ("L", "RGB") and "transparency" in image.info):
        mode = {"L": "LA"}.get(image.mode, "RGBA" if "transparency" in image.info else "RGB")
    if mode not in _SPACES:
        mode = "RGB"
    array = np.array(image if mode == image.mode else image.convert(mode))
    return Picture(array if array.ndim == 3 else array[..., None], _SPACES[mode])


def to_pillow(picture: Picture, deep: bool = True) -> Image.Image:
    """Pillow's image of a picture: eight bits a channel, sixteen (if `deep`) for one channel of them."""
    array, space = picture.array, picture.space
    if array.ndim != 3:
        raise Unwritable("an Image3D is no single picture")
    if deep and picture.type == "Bit16" and picture.channels == 1:
        return Image.fromarray(np.ascontiguousarray(array[..., 0]))
    if picture.type == "Bit" and picture.channels == 1:
        return Image.fromarray(array[..., 0].astype(np.uint8) * 255).convert("1")
    if space == "CMYK" and picture.channels == 4:
        return Image.frombytes("CMYK", picture.size, np.ascontiguousarray(_bytes(picture)).tobytes())
    data = _bytes(in_colours(picture))
    return Image.fromarray(data[..., 0] if data.shape[-1] == 1 else np.ascontiguousarray(data))


def _bytes(picture: Picture) -> np.ndarray:
    return as_type(picture.reals(), "Byte") if picture.type != "Byte" else picture.array


# ---- reading ---------------------------------------------------------------------------------------------------------


@contextmanager
def opened(data: bytes) -> Iterator[Image.Image]:
    """Pillow's image of a file's bytes, nothing decoded yet; whatever is wrong with them is Unreadable."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what Pillow has to say about odd files is not for the user's terminal
            with Image.open(io.BytesIO(data), formats=FORMATS) as image:
                width, height = image.size
                if width * height > MOST_PIXELS:
                    raise Unreadable(f"{width} x {height} pixels are too many")
                yield image
    except Unreadable:
        raise
    except UnidentifiedImageError:
        raise Unreadable("no known image format") from None
    except Exception as problem:  # broken files make Pillow's readers raise nearly anything
        raise Unreadable(str(problem) or type(problem).__name__) from None


def read_image(data: bytes) -> Picture:
    """The picture of an image file, of several frames the first; turned as its EXIF data ask for."""
    array = read_deep(data, MOST_PIXELS)
    if array is not None:
        return Picture(array, "Grayscale" if array.shape[-1] < 3 else "RGB")
    with opened(data) as image:
        return _upright(image)


def frames(data: bytes) -> list[Picture]:
    """All frames of an image file."""
    found: list[Picture] = []
    with opened(data) as image:
        if getattr(image, "n_frames", 1) == 1:
            return [read_image(data)]
        for frame in ImageSequence.Iterator(image):
            if (len(found) + 1) * frame.width * frame.height > MOST_PIXELS:
                raise Unreadable(f"more than {len(found)} frames are too many pixels")
            found.append(_upright(frame))
    return found


def _upright(image: Image.Image) -> Picture:
    return from_pillow(ImageOps.exif_transpose(image))


# ---- writing ---------------------------------------------------------------------------------------------------------


def write_image(picture: Picture, format: str, **options: Any) -> bytes:
    """The bytes of a file; the options are those of Pillow's writer (quality, compress_level ...)."""
    if picture.type == "Bit16" and picture.channels > 1 and format in DEEP_WRITERS and picture.array.ndim == 3:
        seen = in_colours(picture)
        if seen.type == "Bit16":
            return DEEP_WRITERS[format](seen.array)
    return write_frames([picture], format, **options)


def write_frames(pictures: Sequence[Picture], format: str, **options: Any) -> bytes:
    """The bytes of a file with several frames."""
    first, *rest = [_written(p, format) for p in pictures]
    out = io.BytesIO()
    if rest:
        options = {"save_all": True, "append_images": rest, **options}
    try:
        first.save(out, format, **{**_OPTIONS.get(format, {}), **options})
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise Unwritable(str(problem)) from None
    return out.getvalue()


def _written(picture: Picture, format: str) -> Image.Image:
    """A picture as the format can hold it."""
    if format == "TIFF" and picture.type in ("Real32", "Real64") and picture.channels == 1:
        return Image.fromarray(np.ascontiguousarray(picture.array[..., 0], dtype=np.float32))
    image = to_pillow(picture, deep=format in ("PNG", "TIFF"))
    if format in _WITHOUT_ALPHA and image.mode in ("LA", "RGBA"):
        colours = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), colours).convert(image.mode[:-1])
    if image.mode == "CMYK" and format not in _WITH_CMYK:
        image = image.convert("RGB")
    return image
