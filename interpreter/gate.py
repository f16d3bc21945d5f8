"""The gate: every access to files and to the world outside goes through here, so that a sandbox is one decision.

A sandboxed session may read what the package itself brings along and nothing else.  This is a limit for programs in the
language; Python code that runs beside it is not held back.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import IO, Any

from .expr import FAILED

PACKAGED = Path(__file__).parent / "data"


class Refused(Exception):
    """The sandbox does not allow this; the text names it."""


def permit(session: Any, action: str, target: str = "") -> None:
    """Raise Refused unless the session may do this: permit(session, "Reading", path)."""
    if session.sandbox and not (action == "Reading" and _is_packaged(target)):
        raise Refused(f"{action} {target}".rstrip())


def _is_packaged(path: str) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(PACKAGED)


def open_file(session: Any, path: str, mode: str = "r", encoding: str | None = "utf-8") -> IO[Any]:
    """open() for a path as the language gives it; text is UTF-8 with line ends as they are."""
    full = resolve(session, path)
    reads = mode[0] == "r" and "+" not in mode
    permit(session, "Reading" if reads else "Writing", full)
    if not reads and not session.writes and not _is_temporary(full):
        full = os.devnull
    if "b" in mode:
        return open(full, mode)
    return open(full, mode, encoding=encoding, errors="surrogateescape" if "r" in mode else "strict", newline="")


def _is_temporary(path: str) -> bool:
    """Whether a file is one of those that every process has for itself."""
    import tempfile

    return Path(path).is_relative_to(tempfile.gettempdir())


def read_text(session: Any, path: str) -> str:
    """The text of a file, with \\n as the line end and without a byte order mark."""
    with open_file(session, path) as file:
        text: str = file.read()
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def resolve(session: Any, path: str) -> str:
    """The absolute form of a path, relative ones counted from the session's own current directory."""
    return os.path.normpath(os.path.join(current_directory(session), os.path.expanduser(path)))


def directory_stack(session: Any) -> list[str]:
    """SetDirectory pushes here; sessions in one process do not share a current directory."""
    stack: list[str] = session.state.setdefault("directories", [])
    if not stack:
        stack.append(os.getcwd())
    return stack


def current_directory(session: Any) -> str:
    return directory_stack(session)[-1]


def gated(function: Callable[..., Any]) -> Callable[..., Any]:
    """For builtins that ask for `say`: a refusal or a failing operation becomes a message and $Failed."""

    @wraps(function)
    def guarded(*args: Any, **extras: Any) -> Any:
        try:
            return function(*args, **extras)
        except Refused as refusal:
            extras["say"]("sandbox", str(refusal))
        except OSError as problem:
            extras["say"]("oserr", problem.strerror or str(problem), problem.filename or "")
        except UnicodeError as problem:
            extras["say"]("oserr", str(problem), "")
        return FAILED

    return guarded


def resident_memory() -> int:
    """The memory of the process in bytes; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0
