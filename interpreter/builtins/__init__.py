"""The functions of the language, one topic a file.  Importing a topic declares its symbols.

Importing all of them takes longer than a short program runs, so an index of which topic declares which names is kept
between runs, and a topic is imported when one of its names is first asked for.
"""

from __future__ import annotations

import os
import pkgutil
import zlib
from collections.abc import Iterable
from importlib import import_module

from ...grammar.keep import keep, places
from ..declare import DECLARATIONS

_LAST = "operators"  # declares as inert what no other topic has given a meaning
_SOURCES = (".", "../prelude", "../declare.py", "../../grammar/operators.py", "../../grammar/characters.py")


def load() -> None:
    """Make all builtins known (once per process)."""
    with DECLARATIONS.lock:
        if not DECLARATIONS.ready:
            _prepare()
            DECLARATIONS.ready = True


def _prepare() -> None:
    DECLARATIONS.load = lambda topic: import_module(f".{topic}", __name__)
    checksum = _checksum()
    for place in _places(checksum):
        try:
            with open(place, encoding="ascii") as file:
                DECLARATIONS.pending = _read(file.read())
            return
        except (OSError, ValueError):
            continue
    index = _index()
    keep(_write(index), _places(checksum))


def _index() -> dict[str, tuple[str, ...]]:
    """name -> the topics that declare something for it, found by importing them all."""
    topics = sorted(m.name for m in pkgutil.iter_modules(__path__))
    for topic in sorted(topics, key=lambda topic: topic == _LAST):
        DECLARATIONS.load(topic)
    return {name: tuple(topics) for name, topics in DECLARATIONS.origins.items()}


def _write(index: dict[str, tuple[str, ...]]) -> str:
    return "".join([f"{name} {' '.join(topics)}\n" for name, topics in index.items()]) + "end\n"


def _read(text: str) -> dict[str, tuple[str, ...]]:
    *lines, last = text.splitlines() or [""]
    if last != "end":
        raise ValueError("not a whole index")
    rows = [line.split(" ") for line in lines]
    return {row[0]: tuple(row[1:]) for row in rows}


def _checksum() -> int:
    """Changes with any file that declares something: names, sizes and times are enough to tell."""
    here = os.path.dirname(__file__)
    facts = []
    for source in _SOURCES:
        path = os.path.join(here, source)
        entries = sorted(os.scandir(path), key=lambda e: e.name) if os.path.isdir(path) else [path]
        for entry in entries:
            status = os.stat(entry)
            facts.append(f"{os.fspath(entry)} {status.st_size} {status.st_mtime_ns}")
    return zlib.crc32("\n".join(f for f in facts if "__pycache__" not in f).encode())


def _places(checksum: int) -> Iterable[str]:
    return places(f"topics-{checksum:08x}.index", __spec__)
