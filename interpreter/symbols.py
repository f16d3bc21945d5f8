"""System symbols as attributes: `from . import symbols as S; S.Plus`.  A trailing underscore is dropped (`S.True_`)."""

from __future__ import annotations

from .expr import Symbol, system


def __getattr__(name: str) -> Symbol:
    if name.startswith("__"):
        raise AttributeError(name)
    found = system(name.rstrip("_"))
    globals()[name] = found  # the next access is a plain attribute
    return found


__all__ = ["system"]
