"""The functions that are written in the language itself: prelude/*.wl.

A comment `(* Name[...] ...` before the definitions of a symbol declares it; its text is the usage and the examples.
A file is read when one of its symbols is first met.
"""

from __future__ import annotations

import re
from pathlib import Path

from ..declare import declaration
from ..definitions import PROTECTED

FOLDER = Path(__file__).parents[1] / "prelude"
_COMMENT = re.compile(r"^\(\* (\w+)\[.*?\*\)$", re.M | re.S)


def declare_files() -> None:
    """Declare what the comments in the files announce."""
    for file in sorted(FOLDER.glob("*.wl")):
        for comment in _COMMENT.finditer(file.read_text(encoding="utf-8")):
            d = declaration(comment[1])
            d.source, d.attributes = file, PROTECTED
            d.docstring = re.sub(r"^   ", "", comment[0][3:-3], flags=re.M)


declare_files()
