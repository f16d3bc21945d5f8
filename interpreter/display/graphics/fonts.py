"""Fonts for painting: Pillow's own, which has the letters of English and no more, and for the rest one of the system's.

Where the system has none either, letters are written by others that stand for them.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

from PIL import ImageFont

_SYSTEM = (
    "DejaVuSans.ttf",
    "LiberationSans-Regular.ttf",
    "Arial.ttf",
    "arial.ttf",
    "Helvetica.ttc",
    "NotoSans-Regular.ttf",
)
_STANDING = {
    "×": "x",
    "−": "-",
    "–": "-",
    "—": "-",
    "→": "->",
    "⇒": "=>",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "∅": "0",
    "’": "'",
}


@cache
def _system() -> str | None:
    for name in _SYSTEM:
        try:
            ImageFont.truetype(name, 10)
            return name
        except OSError:
            continue
    return None


@cache
def _has(letter: str) -> bool:
    font = ImageFont.load_default(20)
    return letter == " " or bytes(font.getmask(letter)) != bytes(font.getmask("\uffff"))


@cache
def _font(size: float, name: str | None) -> Any:
    return ImageFont.load_default(size) if name is None else ImageFont.truetype(name, size)


def font_for(text: str, size: float) -> tuple[Any, str]:
    """The font of a text, and the text with what no font has written otherwise."""
    size = max(round(size * 4) / 4, 1.0)
    text = "".join([c if c.isprintable() else " " for c in text])
    if all(map(_has, text)):
        return _font(size, None), text
    name = _system()
    if name is not None:
        return _font(size, name), text
    return _font(size, None), "".join([c if _has(c) else _standing(c) for c in text])


def _standing(letter: str) -> str:
    """Letters for one that the font lacks: its plain form, the name of a Greek one."""
    if letter in _STANDING:
        return _STANDING[letter]
    plain = "".join([c for c in unicodedata.normalize("NFKD", letter) if _has(c)])
    if plain:
        return plain
    words = unicodedata.name(letter, "").split()
    return words[-1].lower() if words[:1] == ["GREEK"] else letter
