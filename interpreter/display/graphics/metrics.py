"""How wide text is, near enough to lay out a picture without a font at hand."""

from __future__ import annotations

LINE = 1.2  # from one line to the next, in sizes of the font
ASCENT = 0.36  # from the middle of a line to where its letters stand

# Widths of a common sans serif's letters, in hundredths of its size.
_GROUPS = {
    22: "ijl'|", 28: "It/\\![]:;,. f()`", 33: "-r\"{}*", 50: "ckJsvxyz^", 56: "abdeghnopqu0123456789Lé?$#_·",
    58: "+<>=~×−F", 61: "TZ", 67: "ABEKPSVXY&", 72: "CDHNRUw", 78: "GOQ", 83: "Mm", 89: "%", 94: "W", 100: "@—…→",
}  # fmt: skip
_WIDTHS = {c: width / 100 for width, letters in _GROUPS.items() for c in letters}
_OTHER, _WIDE = 0.6, 1.0


def width(text: str, size: float, bold: bool = False) -> float:
    """The width of a line of text; the widest line's of several."""
    found = 0.0
    for line in text.split("\n"):
        total = sum([_WIDTHS.get(c) or (_WIDE if c >= "\u1100" else _OTHER) for c in line])
        found = max(found, total)
    return found * size * (1.06 if bold else 1.0)


def height(text: str, size: float) -> float:
    return (text.count("\n") + 1) * size * LINE
