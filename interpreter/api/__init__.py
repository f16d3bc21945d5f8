"""luperca: a symbolic language with neural nets in it.

>>> from luperca import Session
>>> Session().evaluate("1 + 1")
2
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .interpreter.version import VERSION as __version__

if TYPE_CHECKING:
    from .errors import SessionExit, Unconvertible, WLSyntaxError
    from .expressions import wl, wlexpr
    from .interpreter.expr import Expr, Symbol
    from .results import Result
    from .session import Session

__all__ = [
    "Expr",
    "Result",
    "Session",
    "SessionExit",
    "Symbol",
    "Unconvertible",
    "WLSyntaxError",
    "__version__",
    "wl",
    "wlexpr",
]

# Each name is imported when it is first asked for: `luperca --version` needs none of them.
_PLACES = {
    "Expr": ".interpreter.expr",
    "Result": ".results",
    "Session": ".session",
    "SessionExit": ".errors",
    "Symbol": ".interpreter.expr",
    "Unconvertible": ".errors",
    "WLSyntaxError": ".errors",
    "wl": ".expressions",
    "wlexpr": ".expressions",
}


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_PLACES[name], __name__), name)
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
