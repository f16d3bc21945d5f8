"""Draws the small example pictures of ExampleData["TestImage"].  Needs Pillow and numpy only.

Coneflower has a script of its own, coneflower.py.
"""

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

FOLDER = Path(__file__).parents[1] / "interpreter" / "data" / "ExampleData"
FINE = 4  # pixels are averaged over so many in each direction


def shapes() -> Image.Image:
    """Overlapping shapes with opacity, on nothing."""
    side = 128 * FINE
    picture = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    drawn = [
        ("ellipse", [0.08, 0.08, 0.55, 0.55], (214, 69, 65, 255)),
        ("rectangle", [0.4, 0.3, 0.9, 0.7], (65, 131, 215, 200)),
        ("polygon", [0.5, 0.45, 0.15, 0.92, 0.85, 0.92], (38, 166, 91, 160)),
    ]
    for kind, places, fill in drawn:
        layer = Image.new("RGBA", picture.size, (0, 0, 0, 0))
        getattr(ImageDraw.Draw(layer), kind)([x * side for x in places], fill=fill)
        picture = Image.alpha_composite(picture, layer)
    return picture.resize((128, 128), Image.Resampling.BOX)


def gradient() -> Image.Image:
    """Red from left to right, green from top to bottom, blue the other way round."""
    across, down = np.meshgrid(np.arange(96) / 95, np.arange(64) / 63)
    return Image.fromarray(np.rint(255 * np.stack([across, down, 1 - across], axis=-1)).astype(np.uint8))


def ramp() -> Image.Image:
    """Gray levels of sixteen bits."""
    return Image.fromarray(np.linspace(0, 65535, 64 * 64).reshape(64, 64).astype(np.uint16))


def checkerboard() -> Image.Image:
    """Eight by eight squares, one bit a pixel."""
    row, column = np.indices((64, 64)) // 8
    return Image.fromarray(((row + column) % 2 == 0).astype(np.uint8) * 255).convert("1")


def digit() -> Image.Image:
    """A three of 28 by 28 pixels, white on black, drawn with a round pen."""
    side = 28 * FINE
    picture = Image.new("L", (side, side), 0)
    pen, width = ImageDraw.Draw(picture), 3 * FINE
    for top, bottom, start, end in ((4, 14.5, 195, 450), (12, 24, 270, 525)):
        pen.arc([8 * FINE, top * FINE, 20 * FINE, bottom * FINE], start, end, fill=255, width=width)
    return picture.resize((28, 28), Image.Resampling.BOX)


if __name__ == "__main__":
    for draw in (shapes, gradient, ramp, checkerboard, digit):
        draw().save(FOLDER / f"{draw.__name__}.png", optimize=True)
