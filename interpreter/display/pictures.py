"""How pictures look in text."""

from __future__ import annotations

from typing import Any

from .layout import Page
from .outputform import formatter


@formatter("Graphics", "Graphics3D", "GraphicsGrid", "GraphicsRow", "GraphicsColumn")
def show_graphics(e: Any, page: Page) -> Any:
    """Graphics[<>]; one that knows how to say itself in lines of text (a net's diagram) does."""
    if page.blocks and hasattr(e, "lines_of_text"):
        return str(e.lines_of_text(page.width))
    return f"{e.head.name}[<>]" if len(e) else None


@formatter("Legended")
def show_legended(e: Any, page: Page) -> Any:
    return e.args[0] if len(e) else None
