"""How a picture is shown as text: its size, its type and its colours."""

from __future__ import annotations

from typing import Any

from ..display import formatter, summary_text
from .value import Picture


@formatter("Image", "Image3D")
def show_picture(e: Any, page: Any) -> Any:
    if type(e) is not Picture:
        return None
    rows = [
        ("Dimensions", " x ".join(map(str, e.size))),
        ("Type", e.type),
        ("Color space", e.space or "Automatic"),
        ("Channels", e.channels),
    ]
    return summary_text(e.head.name, rows, "", page)
