"""Draws the example picture ExampleData/coneflower.jpg: a purple coneflower before grass.  Needs Pillow only."""

from math import cos, pi, sin
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw, ImageFilter

SIZE = 320
CENTRE = (160, 150)


def draw() -> Image.Image:
    random = Random(7)
    picture = Image.new("RGB", (SIZE, SIZE), (214, 226, 196))
    pen = ImageDraw.Draw(picture)
    for _ in range(240):  # grass
        x, height = random.randrange(SIZE), random.randrange(60, 240)
        green = random.randrange(110, 190)
        pen.line([(x, SIZE), (x + random.randrange(-30, 30), SIZE - height)], fill=(90, green, 60), width=2)
    picture = picture.filter(ImageFilter.GaussianBlur(2))
    pen = ImageDraw.Draw(picture)
    pen.line([CENTRE, (170, SIZE)], fill=(70, 120, 50), width=9)
    for k in range(18):  # petals, hanging a little
        angle = 2 * pi * k / 18 + random.uniform(-0.06, 0.06)
        tip = (CENTRE[0] + 118 * cos(angle), CENTRE[1] + 78 * sin(angle) + 30)
        side = (9 * sin(angle), -9 * cos(angle))
        middle = ((CENTRE[0] + tip[0]) / 2, (CENTRE[1] + tip[1]) / 2)
        shade = random.randrange(-18, 18)
        outline = [
            CENTRE,
            (middle[0] + side[0], middle[1] + side[1]),
            tip,
            (middle[0] - side[0], middle[1] - side[1]),
        ]
        pen.polygon(outline, fill=(196 + shade, 92 + shade, 168 + shade), outline=(150, 60, 130))
    for k in range(900):  # the cone, seed by seed
        radius = 44 * (k / 900) ** 0.5
        angle = k * pi * (3 - 5**0.5)
        x, y = CENTRE[0] + radius * cos(angle), CENTRE[1] + 0.75 * radius * sin(angle) - 6
        warm = 255 - int(3 * radius)
        pen.ellipse([x - 2, y - 2, x + 2, y + 2], fill=(warm, warm // 2 + 20, 30))
    return picture


if __name__ == "__main__":
    target = Path(__file__).parents[1] / "interpreter" / "data" / "ExampleData" / "coneflower.jpg"
    draw().save(target, quality=80)
