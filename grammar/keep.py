"""Small texts that are worth keeping between runs, and where: beside the compiled modules, else in the user's cache."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from importlib.machinery import ModuleSpec


def places(name: str, spec: ModuleSpec | None) -> Iterator[str]:
    """The paths where a file of this name may be kept for the module of this spec, the best one first."""
    compiled = spec.cached if spec else None
    if compiled:
        yield os.path.join(os.path.dirname(compiled), name)
    try:
        from platformdirs import user_cache_dir

        yield os.path.join(user_cache_dir("luperca", appauthor=False), name)
    except Exception:  # no home directory, no package: then there is no such place
        return


def keep(text: str, where: Iterable[str]) -> bool:
    """Write a text to the first place that takes it; without any it is made anew next time."""
    return any(_store(text, place) for place in where)


def _store(text: str, place: str) -> bool:
    """Write a file at once or not at all, so that no other process reads half of it."""
    part = f"{place}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(part, "w", encoding="ascii") as file:
            file.write(text)
        os.replace(part, place)
    except OSError:
        return False
    return True
