"""Templates with numbered places: the text of messages and StringForm."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from .layout import ATOM, Page, bare
from .outputform import OUTPUT, formatter
from .short import shorten
from .typeset import readable

_PLACE = re.compile(r"`([0-9]*|\.)`")
MESSAGE_ARGUMENT = 400  # characters of an argument that a message shows


def split_template(template: str, count: int) -> list[str | int]:
    """The texts and the argument positions (from 0) of a template: `2` is the second, `` the next, `.` a backquote."""
    found: list[str | int] = []
    end = following = 0
    for match in _PLACE.finditer(template):
        found.append(template[end : match.start()])
        end, place = match.end(), match.group(1)
        if place == ".":
            found.append("`")
            continue
        index = int(place) - 1 if place else following
        following = index + 1
        found.append(index if 0 <= index < count else match.group())
    found.append(template[end:])
    return found


def fill_template(template: str, args: tuple[Any, ...], visible: Callable[[Any], str] = bare) -> str:
    """The text of a message: its arguments in OutputForm, long ones shortened."""
    out = []
    for piece in split_template(template, len(args)):
        if type(piece) is str:
            out.append(piece)
        else:
            e = args[piece]
            out.append(e if type(e) is str else Page(OUTPUT, visible).inline(shorten(e, MESSAGE_ARGUMENT)))
    return readable("".join(out))


@formatter("StringForm")
def show_string_form(e: Any, page: Page) -> Any:
    if not e.args or type(e.args[0]) is not str:
        return None
    pieces = split_template(e.args[0], len(e.args) - 1)
    return ATOM, [p if type(p) is str else (e.args[p + 1], 0) for p in pieces]
