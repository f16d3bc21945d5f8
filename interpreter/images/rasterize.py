"""Any expression as a picture: graphics are painted, all else is written in black on white."""

from __future__ import annotations

from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from ..display.graphics import is_drawable, painted
from .files import from_pillow
from .value import Picture

FONT_SIZE = 14
MARGIN = 4
MOST_LINES, MOST_COLUMNS = 400, 2000  # of text: more is left out of the picture
_SUPERSAMPLED = 8  # text that is to fit is drawn this much larger, then averaged down
_LARGEST = 4096  # pixels of a side when drawn larger
_REFERENCE, _SMALLEST = 64, 6  # sizes of fonts
Box = tuple[float, float, float, float]


def rasterized(e: Any, session: Any, size: tuple[int, int] | None = None) -> Picture:
    """The picture of an expression: of a picture itself, of graphics what they paint, else its text.

    size  (width, height): text is written as large as fits with a margin of a sixth, graphics are painted to fit.
    """
    if type(e) is Picture:
        return e
    if is_drawable(e):
        return from_pillow(painted(e, size).convert("RGB"))
    return written(session.text(e), size)


def written(text: str, size: tuple[int, int] | None = None) -> Picture:
    """Text in black on white, gray levels; with a size fitted into it, else as large as its letters are."""
    lines = [line[:MOST_COLUMNS] for line in text.expandtabs().split("\n")[:MOST_LINES]]
    text = "\n".join(lines)
    image = _natural(text) if size is None else _fitted(text, *size)
    return Picture(np.array(image)[..., None], "Grayscale")


def _natural(text: str) -> Image.Image:
    font = ImageFont.load_default(FONT_SIZE)
    left, top, right, bottom = _box(text, font)
    width, height = int(right - left + 2 * MARGIN + 0.999), int(max(bottom - top, FONT_SIZE) + 2 * MARGIN + 0.999)
    image = Image.new("L", (width, height), 255)
    ImageDraw.Draw(image).multiline_text((MARGIN - left, MARGIN - top), text, fill=0, font=font)
    return image


def _fitted(text: str, width: int, height: int) -> Image.Image:
    times = min(_SUPERSAMPLED, max(1, _LARGEST // max(width, height)))
    large = (width * times, height * times)
    image = Image.new("L", large, 255)
    font, (left, top, right, bottom) = _largest(text, large)
    corner = ((large[0] - right - left) / 2, (large[1] - bottom - top) / 2)
    ImageDraw.Draw(image).multiline_text(corner, text, fill=0, font=font)
    return image.resize((width, height), Image.Resampling.BOX)


def _largest(text: str, room: tuple[int, int]) -> tuple[Any, Box]:
    """The largest font, of sizes a tenth apart, with which a text leaves a margin of a sixth; and the text's box."""
    left, top, right, bottom = _box(text, ImageFont.load_default(_REFERENCE))
    fits = min(room[0] * 2 / 3 / max(right - left, 1), room[1] * 2 / 3 / max(bottom - top, 1))
    most = 1.2 * fits * _REFERENCE  # letters grow nearly in proportion: what is larger need not be tried
    size = room[1]
    while size > _SMALLEST:
        if size <= most:
            left, top, right, bottom = box = _box(text, font := ImageFont.load_default(size))
            if right - left <= room[0] * 2 / 3 and bottom - top <= room[1] * 2 / 3:
                return font, box
        size = int(size * 0.9)
    font = ImageFont.load_default(_SMALLEST)
    return font, _box(text, font)


def _box(text: str, font: Any) -> Box:
    return ImageDraw.Draw(Image.new("L", (1, 1))).multiline_textbbox((0, 0), text or " ", font=font)
