"""Heads that say how to show what they hold: Row, the names of forms, labels."""

from __future__ import annotations

from typing import Any

from ..expr import Expr, Symbol, is_list
from .forms import to_text
from .inputform import full_form, input_form
from .layout import ATOM, Page
from .outputform import formatter


@formatter("InputForm")
def show_input_form(e: Any, page: Page) -> Any:
    return input_form(e.args[0], page.visible, exact=False) if len(e.args) == 1 else None


@formatter("FullForm")
def show_full_form(e: Any, page: Page) -> Any:
    return full_form(e.args[0], page.visible) if len(e.args) == 1 else None


@formatter("Format")
def show_format(e: Any, page: Page) -> Any:
    """Format[e]: e as it is shown; Format[e, form]: e in a form."""
    if len(e.args) == 2 and type(e.args[1]) is Symbol:
        return Expr(e.args[1], (e.args[0],))
    return e.args[0] if len(e.args) == 1 else None


@formatter("TeXForm")
def show_tex_form(e: Any, page: Page) -> Any:
    return to_text(e.args[0], "TeXForm", None, page.visible, page.hook) if len(e.args) == 1 else None


@formatter("Row")
def show_row(e: Any, page: Page) -> Any:
    """Row[{a, b, ...}, s]: the elements one behind the other, s between them."""
    if not e.args or not is_list(e.args[0]):
        return None
    parts: list[Any] = []
    for x in e.args[0].args:
        if parts and len(e.args) > 1:
            parts.append((e.args[1], 0))
        parts.append((x, 0))
    return ATOM, parts or ("",)


@formatter("Labeled")
def show_labeled(e: Any, page: Page) -> Any:
    return (ATOM, [(e.args[0], 0), " ", (e.args[1], 0)]) if len(e.args) >= 2 else None


@formatter("SequenceForm")
def show_sequence_form(e: Any, page: Page) -> Any:
    return ATOM, [(x, 0) for x in e.args] or ("",)
