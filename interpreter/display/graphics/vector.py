"""Scenes as SVG: the same text for the same scene, text kept as text."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Callable
from typing import Any

from .metrics import ASCENT
from .picture import scene
from .scene import RGBA, Bitmap, Curve, Ellipse, Label, Pen, Scene, Stroke

FAMILY = "Helvetica, Arial, 'Liberation Sans', sans-serif"
# What XML cannot contain, not even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def svg(e: Any, size: tuple[float, float] | float | None = None) -> str:
    """The SVG of a Graphics expression, or of what says how it is drawn (a net)."""
    return written(scene(e, size))


def written(found: Scene) -> str:
    """The SVG of a scene."""
    w, h = _number(found.width), _number(found.height)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" '
        f'font-family="{FAMILY}" stroke-linejoin="round">'
    ]
    if found.background is not None:
        lines.append(f'<rect width="{w}" height="{h}"{_fill(found.background)}/>')
    items = [line for item in found.items for line in (_WRITERS[type(item)](item),)]
    if found.clipped is not None:
        first, last, *box = found.clipped
        x, y, width, height = map(_number, box)
        shape = f'<rect x="{x}" y="{y}" width="{width}" height="{height}"/>'
        # The name says where it cuts, so that pictures in one page do not take each other's.
        name = re.sub("[^0-9]+", "-", f"{x} {y} {width} {height}")
        items[first:last] = [
            f'<clipPath id="box-{name}">{shape}</clipPath>',
            f'<g clip-path="url(#box-{name})">',
            *items[first:last],
            "</g>",
        ]
    return "\n".join([*lines, *items, "</svg>", ""])


def _number(x: float) -> str:
    text = f"{x:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _hex(c: RGBA) -> str:
    return "#" + "".join([f"{round(x * 255):02x}" for x in c[:3]])


def _paint(kind: str, c: RGBA) -> str:
    return f' {kind}="{_hex(c)}"' + (f' {kind}-opacity="{_number(c[3])}"' if c[3] < 1 else "")


def _fill(c: RGBA | None) -> str:
    return ' fill="none"' if c is None else _paint("fill", c)


def _pen(pen: Pen | None) -> str:
    if pen is None:
        return ""
    dashes = f' stroke-dasharray="{" ".join(map(_number, pen.dashes))}"' if pen.dashes else ""
    return f'{_paint("stroke", pen.color)} stroke-width="{_number(pen.width)}"{dashes}'


def _data(stroke: Stroke) -> str:
    pairs = [f"{_number(x)} {_number(y)}" for x, y in stroke.points]
    rest = pairs[1:]
    text = f"M{pairs[0]}" + (("C" if stroke.cubic else "L") + " ".join(rest) if rest else "")
    return text + ("Z" if stroke.closed else "")


def _curve(item: Curve) -> str:
    data = "".join(map(_data, item.strokes))
    rule = ' fill-rule="evenodd"' if item.fill is not None and len(item.strokes) > 1 else ""
    return f'<path d="{data}"{_fill(item.fill)}{rule}{_pen(item.pen)}/>'


def _ellipse(item: Ellipse) -> str:
    x, y, rx, ry = map(_number, (item.x, item.y, item.rx, item.ry))
    shape = f'circle cx="{x}" cy="{y}" r="{rx}"' if rx == ry else f'ellipse cx="{x}" cy="{y}" rx="{rx}" ry="{ry}"'
    return f"<{shape}{_fill(item.fill)}{_pen(item.pen)}/>"


_ANCHORS = {-1: "", 0: ' text-anchor="middle"', 1: ' text-anchor="end"'}


def _label(item: Label) -> str:
    x, y = _number(item.x), _number(item.y)
    shift = _number(item.size * ASCENT)
    if item.turn:
        spot = f' transform="translate({x} {y}) rotate({_number(-item.turn)})" y="{shift}"'
    else:
        spot = f' x="{x}" y="{_number(item.y + item.size * ASCENT)}"'
    look = ' font-weight="bold"' if item.bold else ""
    look += ' font-style="italic"' if item.italic else ""
    look += f' font-family="{_escaped(item.family)}"' if item.family else ""
    blanks = ' xml:space="preserve"' if "  " in item.text or item.text != item.text.strip() else ""
    look = f' font-size="{_number(item.size)}"{_ANCHORS[item.align]}{look}{_fill(item.color)}{blanks}'
    return f"<text{spot}{look}>{_escaped(item.text)}</text>"


def _escaped(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text).translate(_ESCAPES)


def _bitmap(item: Bitmap) -> str:
    from PIL import Image

    file = io.BytesIO()
    Image.fromarray(item.array).save(file, "PNG")
    data = base64.b64encode(file.getvalue()).decode()
    x, y, w, h = map(_number, (item.x, item.y, item.width, item.height))
    look = "" if item.smooth else ' style="image-rendering:pixelated"'
    return (
        f'<image x="{x}" y="{y}" width="{w}" height="{h}" preserveAspectRatio="none"{look} '
        f'href="data:image/png;base64,{data}"/>'
    )


_WRITERS: dict[type, Callable[[Any], str]] = {Curve: _curve, Ellipse: _ellipse, Label: _label, Bitmap: _bitmap}
