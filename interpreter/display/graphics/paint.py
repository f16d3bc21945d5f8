"""Scenes as pixels, with Pillow: drawn several times as large and made smaller, so that edges are smooth."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from PIL import Image, ImageDraw

from .fonts import font_for
from .picture import scene
from .scene import RGBA, Bitmap, Curve, Ellipse, Label, Pen, Point, Scene, Stroke

_MOST = 60_000_000  # pixels of the large picture
_FINEST = 3
_FLATNESS = 8  # pieces of a cubic curve for a length of 40 pixels


def painted(e: Any, size: tuple[float, float] | float | None = None, scale: float = 1) -> Image.Image:
    """The picture (RGB) of a Graphics expression, or of what says how it is drawn; `scale` pixels for each point."""
    return picture(scene(e, size), scale)


def picture(found: Scene, scale: float = 1) -> Image.Image:
    """The pixels of a scene, on white where it has no background."""
    scale = min(scale, math.sqrt(_MOST / max(found.width * found.height, 1.0)))
    width, height = max(1, round(found.width * scale)), max(1, round(found.height * scale))
    finer = next((f for f in range(_FINEST, 1, -1) if width * height * f * f <= _MOST), 1)
    canvas = _Canvas(width * finer, height * finer, scale * finer, found.background)
    first, last, *box = found.clipped or (0, 0, 0.0, 0.0, 0.0, 0.0)
    for item in found.items[:first]:
        canvas.draw(item)
    if last > first:
        inner = _Canvas(width * finer, height * finer, scale * finer, None)
        inner.image.paste(canvas.image)
        for item in found.items[first:last]:
            inner.draw(item)
        x, y, w, h = (round(v * scale * finer) for v in box)
        canvas.image.paste(inner.image.crop((x, y, x + w, y + h)), (x, y))
    for item in found.items[last:]:
        canvas.draw(item)
    return canvas.image.resize((width, height), Image.Resampling.BOX) if finer > 1 else canvas.image


def _bytes(c: RGBA) -> tuple[int, int, int]:
    return round(c[0] * 255), round(c[1] * 255), round(c[2] * 255)


class _Canvas:
    """A large picture being drawn; `k` of its pixels are a point."""

    def __init__(self, width: int, height: int, k: float, background: RGBA | None) -> None:
        base = (255, 255, 255)
        if background is not None:
            r, g, b = _bytes(background)
            a = background[3]
            base = (round(r * a + 255 * (1 - a)), round(g * a + 255 * (1 - a)), round(b * a + 255 * (1 - a)))
        self.image = Image.new("RGB", (width, height), base)
        self.pencil = ImageDraw.Draw(self.image)
        self.k = k

    def draw(self, item: Any) -> None:
        _PAINTERS[type(item)](self, item)

    def put(self, color: RGBA, box: tuple[float, float, float, float], act: Callable[[Any, Any, Point], None]) -> None:
        """Let act(pencil, ink, origin) draw in a color; what is not opaque goes through a mask, so that it is laid
        on once where a shape meets itself."""
        if color[3] >= 1:
            act(self.pencil, _bytes(color), (0.0, 0.0))
            return
        x0, y0 = max(math.floor(box[0]) - 1, 0), max(math.floor(box[1]) - 1, 0)
        x1, y1 = min(math.ceil(box[2]) + 2, self.image.width), min(math.ceil(box[3]) + 2, self.image.height)
        if x1 <= x0 or y1 <= y0 or color[3] <= 0:
            return
        mask = Image.new("L", (x1 - x0, y1 - y0), 0)
        act(ImageDraw.Draw(mask), round(color[3] * 255), (float(x0), float(y0)))
        self.image.paste(_bytes(color), (x0, y0), mask)

    def flat(self, stroke: Stroke) -> list[Point]:
        """The points of a line in pixels, curves as short straight pieces; what is far outside is brought near."""
        k, far = self.k, 4.0 * (self.image.width + self.image.height)
        points = [(min(max(x * k, -far), far), min(max(y * k, -far), far)) for x, y in stroke.points]
        if not stroke.cubic:
            return points
        found = points[:1]
        for i in range(0, len(points) - 3, 3):
            a, b, c, d = points[i : i + 4]
            length = math.dist(a, b) + math.dist(b, c) + math.dist(c, d)
            n = max(2, min(200, math.ceil(length / 40 * _FLATNESS)))
            for j in range(1, n + 1):
                t = j / n
                s = 1 - t
                p, q, r, u = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
                x = p * a[0] + q * b[0] + r * c[0] + u * d[0]
                y = p * a[1] + q * b[1] + r * c[1] + u * d[1]
                found.append((x, y))
        return found


def _box(points: list[Point], by: float = 0.0) -> tuple[float, float, float, float]:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs) - by, min(ys) - by, max(xs) + by, max(ys) + by


def _curve(canvas: _Canvas, item: Curve) -> None:
    lines = [canvas.flat(s) for s in item.strokes]
    lines = [points for points in lines if points]
    if not lines:
        return
    if item.fill is not None:
        _fill(canvas, lines, item.fill)
    if item.pen is not None:
        _stroke(canvas, lines, [s.closed for s in item.strokes], item.pen)


def _fill(canvas: _Canvas, lines: list[list[Point]], color: RGBA) -> None:
    solid = [points for points in lines if len(points) > 2]
    if len(solid) == 1:

        def act(pencil: Any, ink: Any, origin: Point) -> None:
            pencil.polygon(_from(solid[0], origin), fill=ink)

        canvas.put(color, _box(solid[0]), act)
    elif solid:
        _fill_even_odd(canvas, solid, color)


def _from(points: list[Point], origin: Point) -> list[Point]:
    return [(x - origin[0], y - origin[1]) for x, y in points] if any(origin) else points


def _fill_even_odd(canvas: _Canvas, lines: list[list[Point]], color: RGBA) -> None:
    """Several outlines at once: what an even number of them enclose is left out."""
    from PIL import ImageChops

    box = _box([p for points in lines for p in points])
    x0, y0 = max(math.floor(box[0]), 0), max(math.floor(box[1]), 0)
    x1, y1 = min(math.ceil(box[2]) + 1, canvas.image.width), min(math.ceil(box[3]) + 1, canvas.image.height)
    if x1 <= x0 or y1 <= y0:
        return
    mask = Image.new("1", (x1 - x0, y1 - y0), 0)
    for points in lines:
        one = Image.new("1", mask.size, 0)
        ImageDraw.Draw(one).polygon([(x - x0, y - y0) for x, y in points], fill=1)
        mask = ImageChops.logical_xor(mask, one)
    level = round(color[3] * 255)
    canvas.image.paste(_bytes(color), (x0, y0), mask.convert("L").point(lambda v: level if v else 0))


def _stroke(canvas: _Canvas, lines: list[list[Point]], closed: list[bool], pen: Pen) -> None:
    width = pen.width * canvas.k
    if width <= 0:
        return
    whole = [[*points, points[0]] if shut else points for points, shut in zip(lines, closed)]
    pieces = whole if not pen.dashes else [d for points in whole for d in _dashed(points, pen.dashes, canvas.k)]
    pieces = [p for p in pieces if p]
    if not pieces:
        return
    ends = [shut and not pen.dashes for shut in closed] if len(pieces) == len(closed) else [False] * len(pieces)

    def act(pencil: Any, ink: Any, origin: Point) -> None:
        for points, shut in zip(pieces, ends):
            _thick(pencil, _from(points, origin), width, ink, shut)

    canvas.put(pen.color, _box([p for points in pieces for p in points], width), act)


def _thick(pencil: Any, points: list[Point], width: float, ink: Any, shut: bool) -> None:
    """A line with a width: its pieces as rectangles, with disks where they meet."""
    half = max(width, 1.0) / 2
    for a, b in zip(points, points[1:]):
        length = math.dist(a, b)
        if length < 1e-9:
            continue
        nx, ny = (b[1] - a[1]) / length * half, (a[0] - b[0]) / length * half
        corners = [(a[0] + nx, a[1] + ny), (b[0] + nx, b[1] + ny), (b[0] - nx, b[1] - ny), (a[0] - nx, a[1] - ny)]
        # Pillow counts the pixels of both borders; half a pixel less on each side keeps the width.
        pencil.polygon([(x - 0.5, y - 0.5) for x, y in corners], fill=ink)
    if half > 1:
        for x, y in points if shut else points[1:-1]:
            pencil.ellipse((x - half, y - half, x + half - 1, y + half - 1), fill=ink)


def _dashed(points: list[Point], dashes: tuple[float, ...], k: float) -> list[list[Point]]:
    """The pieces of a line that dashes leave of it."""
    lengths = [max(d * k, 0.5) for d in dashes] * (1 + len(dashes) % 2)
    total = sum(math.dist(a, b) for a, b in zip(points, points[1:]))
    if total / (sum(lengths) / len(lengths)) > 20_000:
        return [points]
    found, piece = [], [points[0]]
    i, left = 0, lengths[0]
    for a, b in zip(points, points[1:]):
        length, done = math.dist(a, b), 0.0
        while length - done > left:
            done += left
            at = (a[0] + (b[0] - a[0]) * done / length, a[1] + (b[1] - a[1]) * done / length)
            if i % 2 == 0:
                found.append([*piece, at])
            i, piece = i + 1, [at]
            left = lengths[i % len(lengths)]
        left -= length - done
        piece.append(b)
    return [*found, piece] if i % 2 == 0 and len(piece) > 1 else found


def _ellipse(canvas: _Canvas, item: Ellipse) -> None:
    k, far = canvas.k, 1e5
    x, y = (min(max(v * k, -far), far) for v in (item.x, item.y))
    rx, ry = (min(v * k, far) for v in (item.rx, item.ry))
    pen = 0.0 if item.pen is None else item.pen.width * k

    def oval(inset: float) -> Callable[[Any, Any, Point], None]:
        def act(pencil: Any, ink: Any, origin: Point) -> None:
            cx, cy = x - origin[0], y - origin[1]
            w, h = max(rx + inset, 0.5), max(ry + inset, 0.5)
            pencil.ellipse((cx - w, cy - h, cx + w - 1, cy + h - 1), fill=ink)

        return act

    box = (x - rx - pen, y - ry - pen, x + rx + pen, y + ry + pen)
    if item.fill is not None:
        canvas.put(item.fill, box, oval(0.0))
    if item.pen is None:
        return
    steps = max(16, min(400, round((rx + ry) / 2)))
    turns = [2 * math.pi * i / steps for i in range(steps)]
    round_line = [(x + rx * math.cos(t), y + ry * math.sin(t)) for t in turns]
    _stroke(canvas, [round_line], [True], item.pen)


def _label(canvas: _Canvas, item: Label) -> None:
    size = item.size * canvas.k
    if not item.text.strip() or size > 4 * max(canvas.image.size):
        return
    font, text = font_for(item.text[:2000], size)
    bold = max(round(size * 0.02), 1) if item.bold else 0
    width = font.getlength(text)
    x, y = item.x * canvas.k, item.y * canvas.k
    left = -width * (item.align + 1) / 2
    if not item.turn:
        spot = (x + left, y)

        def act(pencil: Any, ink: Any, origin: Point) -> None:
            at = (spot[0] - origin[0], spot[1] - origin[1] + size * 0.36)
            pencil.text(at, text, fill=ink, font=font, anchor="ls", stroke_width=bold)

        canvas.put(item.color, (x + left - size, y - size, x + left + width + size, y + size), act)
        return
    if width > 4 * max(canvas.image.size):
        return
    side = math.ceil(width + 2 * size)
    mask = Image.new("L", (side * 2, side * 2), 0)
    pencil = ImageDraw.Draw(mask)
    at = (side + left, side + size * 0.36)
    pencil.text(at, text, fill=round(item.color[3] * 255), font=font, anchor="ls", stroke_width=bold)
    mask = mask.rotate(item.turn, Image.Resampling.BICUBIC)
    canvas.image.paste(_bytes(item.color), (round(x - side), round(y - side)), mask)


def _bitmap(canvas: _Canvas, item: Bitmap) -> None:
    k, most = canvas.k, 4 * max(canvas.image.size)
    x0, y0 = round(item.x * k), round(item.y * k)
    width, height = max(1, round((item.x + item.width) * k) - x0), max(1, round((item.y + item.height) * k) - y0)
    if width > most or height > most or x0 < -most or y0 < -most:
        return
    source = Image.fromarray(item.array)
    way = Image.Resampling.BICUBIC if item.smooth else Image.Resampling.NEAREST
    fitted = source.resize((width, height), way)
    canvas.image.paste(fitted.convert("RGB"), (x0, y0), fitted if fitted.mode == "RGBA" else None)


_PAINTERS: dict[type, Callable[[_Canvas, Any], None]] = {
    Curve: _curve,
    Ellipse: _ellipse,
    Label: _label,
    Bitmap: _bitmap,
}
