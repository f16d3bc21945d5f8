"""The "Image" encoder: files (and, drawn as text, any expression) to arrays of colour channels."""

from __future__ import annotations

from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from ... import symbols as S
from ...expr import has_head, is_list, make_list
from ...gate import Refused, open_file
from .coder import Coder, CoderError, EncoderKind, declare
from .parameters import Parameter, Unfit, number, one_of, part, truth

# colour space -> (Pillow mode, channels)
SPACES = {"Grayscale": ("L", 1), "RGB": ("RGB", 3), "CMYK": ("CMYK", 4), "HSB": ("HSV", 3)}
_SUPERSAMPLED = 8  # text is drawn this much larger, then averaged down


def _size(value: Any) -> tuple[int, ...]:
    """(width, height); one number stands for both."""
    sides = value.args if is_list(value) else (value, value)
    if len(sides) != 2 or not all(type(n) is int and n > 0 for n in sides):
        raise Unfit("a size: a positive integer or {width, height}")
    return tuple(sides)


def _channel_values(value: Any) -> Any:
    """None, a number for all channels, or a list by channel."""
    if value is S.None_:
        return None
    return tuple(map(number, value.args)) if is_list(value) else number(value)


def _finish(values: dict[str, Any], evaluate: Any) -> dict[str, Any]:
    channels = SPACES[values["ColorSpace"]][1]
    for name in ("MeanImage", "VarianceImage"):
        if isinstance(values[name], tuple) and len(values[name]) != channels:
            raise CoderError("arginv", name, f"None, a number or a list of {channels} numbers", part(values[name]))
    return values


def _encode(coder: Coder, examples: list[Any], session: Any) -> np.ndarray:
    return np.stack([_one(coder, e, session) for e in examples])


def _one(coder: Coder, e: Any, session: Any) -> np.ndarray:
    mode, channels = SPACES[coder["ColorSpace"]]
    picture = _open(e, session) if has_head(e, S.File, 1) else draw_text(session.text(e), coder["ImageSize"])
    picture = _fit(picture.convert(mode), coder["ImageSize"], coder["Method"])
    pixels = np.asarray(picture, dtype=np.float32).reshape(*picture.size[::-1], channels) / np.float32(255)
    mean, variance = coder["MeanImage"], coder["VarianceImage"]
    if mean is not None:
        pixels = pixels - np.array(mean, dtype=np.float32)
    if variance is not None:
        pixels = pixels / np.sqrt(np.array(variance, dtype=np.float32))
    if coder["DataTransposed"]:
        pixels = pixels.swapaxes(0, 1)
    return pixels if coder["Interleaving"] else np.moveaxis(pixels, -1, 0)


def _open(file: Any, session: Any) -> Image.Image:
    path = file.args[0]
    if type(path) is not str:
        raise CoderError("nofile", path)
    try:
        with open_file(session, path, "rb") as stream, Image.open(stream) as picture:
            picture.load()
            return picture
    except Refused:
        raise CoderError("sandbox", path) from None
    except (OSError, ValueError, Image.DecompressionBombError):
        raise CoderError("nofile", path) from None


def _fit(picture: Image.Image, size: tuple[int, int], method: str) -> Image.Image:
    """Stretch to the size, or keep the proportions: Fit adds black bars, Fill cuts the sides."""
    if method == "Stretch":
        return picture.resize(size, Image.Resampling.BOX if picture.size > size else Image.Resampling.BILINEAR)
    ratios = [size[i] / picture.size[i] for i in (0, 1)]
    scale = min(ratios) if method == "Fit" else max(ratios)
    scaled = picture.resize(tuple(max(1, round(scale * n)) for n in picture.size), Image.Resampling.BILINEAR)
    out = Image.new(picture.mode, size)
    out.paste(scaled, tuple((size[i] - scaled.size[i]) // 2 for i in (0, 1)))
    return out


def draw_text(text: str, size: tuple[int, int]) -> Image.Image:
    """Text in black on white, as large as fits with a margin of a sixth."""
    width, height = (n * _SUPERSAMPLED for n in size)
    font_size = height
    draw = ImageDraw.Draw(canvas := Image.new("L", (width, height), 255))
    while font_size > 6:
        font = ImageFont.load_default(font_size)
        left, top, right, bottom = draw.textbbox((0, 0), text, font=font)
        if right - left <= width * 2 / 3 and bottom - top <= height * 2 / 3:
            break
        font_size = int(font_size * 0.9)
    draw.text(((width - right - left) / 2, (height - bottom - top) / 2), text, fill=0, font=font)
    return canvas.resize(size, Image.Resampling.BOX)


def _type(coder: Coder) -> Any:
    from ....runtime.ports import real

    width, height = coder["ImageSize"]
    if coder["DataTransposed"]:
        width, height = height, width
    channels = SPACES[coder["ColorSpace"]][1]
    return real(height, width, channels) if coder["Interleaving"] else real(channels, height, width)


declare(
    EncoderKind(
        "Image",
        _encode,
        _type,
        example=lambda c, e: not is_list(e),
        wants="an image or the file of one",
        arguments={"ImageSize": Parameter(_size, (128, 128))},
        options={
            "ColorSpace": Parameter(one_of(*SPACES), "RGB"),
            "MeanImage": Parameter(_channel_values, None),
            "VarianceImage": Parameter(_channel_values, None),
            "Method": Parameter(one_of("Stretch", "Fit", "Fill"), "Stretch"),
            "Interleaving": Parameter(truth, False),
            "DataTransposed": Parameter(truth, False),
        },
        finish=_finish,
        rows=lambda c: [
            ("Image size", make_list(c["ImageSize"])),
            ("Color space", c["ColorSpace"]),
            ("Color channels", SPACES[c["ColorSpace"]][1]),
            ("Mean image", part(c["MeanImage"])),
            ("Variance image", part(c["VarianceImage"])),
        ],
        word="image",
    )
)
