"""Where settings, history and data of the user are kept: the folders of the platform, or all in LUPERCA_HOME."""

from __future__ import annotations

import os
from pathlib import Path


def _folder(kind: str) -> Path:
    home = os.environ.get("LUPERCA_HOME")
    if home:
        return Path(home)
    import platformdirs

    return Path(getattr(platformdirs, f"user_{kind}_dir")("luperca", appauthor=False))


def init_file() -> Path:
    """The program that is run at the start of a session at the prompt."""
    return _folder("config") / "init.wl"


def history_file() -> Path:
    """What was typed at the prompt; the folder is made if it is missing."""
    folder = _folder("state")
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "history"


def data_folders() -> list[Path]:
    """Where data sets are looked for: where the user keeps them, then where packages of the system put them."""
    system = [] if os.environ.get("LUPERCA_HOME") else [Path("/usr/local/share"), Path("/usr/share")]
    return [folder / "datasets" for folder in (_folder("data"), *system)]
