"""Filling, copying and adding for plans: compiled where other steps are, so that a run of those is not left."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from . import applies, backend, machine


def fill(room: Any, out: Any, number: float) -> Callable[[], None]:
    """A closure that fills an array with a number."""
    return _compiled(room, "fill", out, float(number)) or (lambda: out.fill(number))


def copy(room: Any, out: Any, x: Any) -> Callable[[], None]:
    """A closure that copies an array."""
    return _compiled(room, "copy", out, x) or (lambda: room.xp.copyto(out, x))


def add(room: Any, out: Any, x: Any) -> Callable[[], None]:
    """A closure that adds an array to another."""
    return _compiled(room, "add", out, x) or (lambda: room.xp.add(out, x, out=out))


def _compiled(room: Any, name: str, out: Any, other: Any) -> Callable[[], None] | None:
    if not applies(room) or backend() != "c":
        return None
    for a in (out, other):
        if not isinstance(a, float) and not (a.flags.c_contiguous and a.dtype == "float32"):
            return None
    host = import_module(".host", __package__)
    try:
        return host.closure(machine(), [(getattr(machine().library("copies"), name), (out, other, out.size))])
    except host.BuildError:
        return None
