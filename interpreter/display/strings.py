"""Strings as they are typed: quotes and escapes."""

from __future__ import annotations

import re

from ...grammar.characters import name_of

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f"}
# Control characters, halves of surrogate pairs, which no terminal can be sent, and characters that nobody sees or that
# no font has.
_SPECIAL = re.compile('[\\\\"\x00-\x1f\x7f-\x9f\u2060-\u2064\ud800-\udfff\ue000-\uf8ff]')


def _escape(match: re.Match[str]) -> str:
    c = match.group()
    if c in _ESCAPES:
        return _ESCAPES[c]
    name = name_of(c) if c >= "\u2060" else None
    return f"\\:{ord(c):04x}" if name is None else f"\\[{name}]"


def quoted(text: str) -> str:
    """A string in quotes such that it reads back; other characters beyond ASCII stay themselves."""
    return '"' + _SPECIAL.sub(_escape, text) + '"'
