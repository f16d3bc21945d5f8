"""Regular expressions of tokenizers: Unicode properties and white space as their files mean them.

Python's `re` has no `\\p{L}`, its `\\s` takes in the separators U+001C to U+001F, which Unicode does not call white
space, and its `\\w` takes in superscripts but no marks; all of them become explicit ranges of characters.
"""

from __future__ import annotations

import re
import sys
import unicodedata
import warnings
from functools import cache

Ranges = tuple[tuple[int, int], ...]

SPACE: Ranges = tuple(
    (ord(s[0]), ord(s[-1]))
    for s in ("\t\r", " ", "\x85", "\xa0", "\u1680", "\u2000\u200a", "\u2028\u2029", "\u202f", "\u205f", "\u3000")
)

BLANKS = "".join(chr(code) for low, high in SPACE for code in range(low, high + 1))

# Letters that are neither letters nor marks by category: in circles and squares, and the joiners inside of words.
_LETTER_LIKE: Ranges = ((0x200C, 0x200D), (0x24B6, 0x24E9), (0x1F130, 0x1F149), (0x1F150, 0x1F169), (0x1F170, 0x1F189))


@cache
def _by_category() -> dict[str, list[list[int]]]:
    found: dict[str, list[list[int]]] = {}
    last = ""
    for code in range(sys.maxunicode + 1):
        category = unicodedata.category(chr(code))
        if category == last:
            found[category][-1][1] = code
        else:
            found.setdefault(category, []).append([code, code])
            last = category
    return found


@cache
def ranges(name: str) -> Ranges:
    """The characters of a general category such as "Lu", or of a group of them such as "L"."""
    kinds = [spans for category, spans in _by_category().items() if category.startswith(name)]
    if not kinds or not name:
        raise ValueError(name)
    return _joined(sorted((low, high) for spans in kinds for low, high in spans))


def _joined(spans: list[tuple[int, int]]) -> Ranges:
    joined: list[tuple[int, int]] = []
    for low, high in spans:
        if joined and joined[-1][1] + 1 == low:
            joined[-1] = (joined[-1][0], high)
        else:
            joined.append((low, high))
    return tuple(joined)


def _outside(spans: Ranges) -> Ranges:
    edges = [-1, *(x for span in spans for x in span), sys.maxunicode + 1]
    return tuple((low + 1, high - 1) for low, high in zip(edges[::2], edges[1::2], strict=True) if low + 1 <= high - 1)


def _members(spans: Ranges) -> str:
    return "".join(f"\\U{low:08x}-\\U{high:08x}" for low, high in spans)


@cache
def _word() -> Ranges:
    spans = [span for name in ("L", "M", "Nd", "Nl", "Pc") for span in ranges(name)]
    return _joined(sorted([*spans, *_LETTER_LIKE]))


_ESCAPE = re.compile(r"\\(?:([pP])(?:\{(\^?)(\w+)\}|(\w))|(.))", re.DOTALL)


@cache
def expression(source: str) -> re.Pattern[str]:
    """The pattern of a tokenizer's file, compiled; raises ValueError for one that cannot be expressed."""
    parts, i, inside = [], 0, False
    while i < len(source):
        c = source[i]
        if c == "\\":
            m = _ESCAPE.match(source, i)
            if m is None:
                raise ValueError(source)
            spans = _escaped(m)
            parts.append(m[0] if spans is None else _members(spans) if inside else f"[{_members(spans)}]")
            i = m.end()
            continue
        inside = c == "[" or (inside and c != "]")
        parts.append(c)
        i += 1
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)
            return re.compile("".join(parts))
    except re.error:
        raise ValueError(source) from None


def _escaped(m: re.Match[str]) -> Ranges | None:
    """The characters of a property or of white space; None for what Python writes alike."""
    if m[1]:
        spans, other = ranges(m[3] or m[4]), (m[1] == "P") != bool(m[2])
    elif m[5] in "sS":
        spans, other = SPACE, m[5] == "S"
    elif m[5] in "wW":
        spans, other = _word(), m[5] == "W"
    else:
        return None
    return _outside(spans) if other else spans
