"""Strings as they are typed: quotes and escapes."""

from __future__ import annotations

import re

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f"}
# Control characters, and halves of surrogate pairs, which no terminal can be sent.
_SPECIAL = re.compile('[\\\\"\x00-\x1f\x7f-\x9f\ud800-\udfff]')


def _escape(match: re.Match[str]) -> str:
    c = match.group()
    return _ESCAPES.get(c) or f"\\:{ord(c):04x}"


def quoted(text: str) -> str:
    """A string in quotes such that it reads back; characters beyond ASCII stay themselves."""
    return '"' + _SPECIAL.sub(_escape, text) + '"'
