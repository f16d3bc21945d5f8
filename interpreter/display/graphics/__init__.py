"""Graphics as trees of primitives and directives, drawn as SVG or pixels.

    text -> Graphics[...]  --primitives, style-->  shapes  --picture-->  scene on paper  --vector | paint-->  file

A primitive or directive is a row of a table (primitives.py, style.py), an option of Graphics one of options.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image


def svg(e: Any, size: tuple[float, float] | float | None = None) -> str:
    """The SVG of a Graphics expression, or of what says how it is drawn (a net, by its method `graphics`).

    `size`, a width or (width, height) in points, is taken instead of the option ImageSize.
    """
    from .vector import svg as write

    return write(e, size)


def painted(e: Any, size: tuple[float, float] | float | None = None, scale: float = 1) -> Image:
    """The same as a picture of Pillow's (RGB), with `scale` pixels for each point."""
    from .paint import painted as paint

    return paint(e, size, scale)


def is_drawable(e: Any) -> bool:
    """Whether an expression is one that a notebook shows as a picture drawn here."""
    from ...expr import Expr

    return isinstance(e, Expr) and (getattr(e.head, "full", "") in _HEADS or hasattr(e, "graphics"))


_HEADS = frozenset(
    f"System`{name}" for name in ("Graphics", "Graphics3D", "GraphicsRow", "GraphicsColumn", "GraphicsGrid", "Legended")
)
