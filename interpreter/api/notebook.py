"""Notebooks: what is shown while an evaluation goes on, and changes in its place."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

Show = Callable[[str], None]


def live_display() -> Callable[[], Show] | None:
    """What makes a place of a notebook's output that shows HTML, each time in place of what it showed before; None
    where the program does not run in a notebook."""
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    if not hasattr(shell, "kernel"):
        return None

    def place() -> Show:
        from IPython.display import HTML, display

        handle: Any = None

        def show(html: str) -> None:
            nonlocal handle
            if handle is None:
                handle = display(HTML(html), display_id=True)
            else:
                handle.update(HTML(html))

        return show

    return place
