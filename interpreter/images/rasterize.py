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
_SUPERSAMPLED = 4


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
    large = (width * _SUPERSAMPLED, height * _SUPERSAMPLED)
    image = Image.new("L", large, 255)
    # One try at a reference size says what fits: letters grow in proportion.
    reference = 64
    left, top, right, bottom = _box(text, ImageFont.load_default(reference))
    scale = min(large[0] * 2 / 3 / max(right - left, 1), large[1] * 2 / 3 / max(bottom - top, 1))
    font = ImageFont.load_default(max(reference * scale, 6))
    left, top, right, bottom = _box(text, font)
    corner = ((large[0] - right - left) / 2, (large[1] - bottom - top) / 2)
    ImageDraw.Draw(image).multiline_text(corner, text, fill=0, font=font)
    return image.resize((width, height), Image.Resampling.BOX)


def _box(text: str, font: Any) -> tuple[float, float, float, float]:
    return ImageDraw.Draw(Image.new("L", (1, 1))).multiline_textbbox((0, 0), text or " ", font=font)
