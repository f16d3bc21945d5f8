"""Expressions shown as if their heads were operators: Infix, Prefix, Postfix, PrecedenceForm."""

from __future__ import annotations

from typing import Any

from ..expr import Expr
from .layout import Page
from .outputform import formatter

_CALLED, _TILDE = 640, 630  # f @ x and x ~ f ~ y
_POSTFIX = 70  # x // f


def _bound(e: Any, default: int) -> tuple[int, Any]:
    """(precedence, grouping) that the last arguments of Infix and the like say."""
    precedence = e.args[2] if len(e) > 2 and type(e.args[2]) is int else default
    return precedence, getattr(e.args[3], "name", None) if len(e) > 3 else None


def _sign(h: Any) -> Any:
    return h if type(h) is str else (h, 0)


@formatter("Infix")
def show_infix(e: Any, page: Page) -> Any:
    if not 1 <= len(e) <= 4 or not isinstance(e.args[0], Expr) or len(e.args[0]) < 2:
        return None
    precedence, grouping = _bound(e, _TILDE)
    inner = e.args[0]
    between: list[Any] = [" ", _sign(e.args[1]), " "] if len(e) > 1 else [" ~ ", (inner.head, 0), " ~ "]
    if len(e) > 1 and type(e.args[1]) is str:
        between = [f" {e.args[1].strip()} " if e.args[1].strip() else e.args[1]]
    first = precedence if grouping == "Left" else precedence + 1
    last = precedence if grouping == "Right" else precedence + 1
    parts: list[Any] = [(inner.args[0], first)]
    for x in inner.args[1:]:
        parts += [*between, (x, precedence + 1)]
    parts[-1] = (inner.args[-1], last)
    return precedence, parts


@formatter("Prefix")
def show_prefix(e: Any, page: Page) -> Any:
    if not 1 <= len(e) <= 4 or not isinstance(e.args[0], Expr) or len(e.args[0]) != 1:
        return None
    inner = e.args[0]
    if len(e) == 1:
        return _CALLED, [(inner.head, _CALLED), " @ ", (inner.args[0], _CALLED)]
    precedence, _ = _bound(e, _CALLED)
    return precedence, [_sign(e.args[1]), (inner.args[0], precedence)]


@formatter("Postfix")
def show_postfix(e: Any, page: Page) -> Any:
    if not 1 <= len(e) <= 4 or not isinstance(e.args[0], Expr) or len(e.args[0]) != 1:
        return None
    inner = e.args[0]
    if len(e) == 1:
        return _POSTFIX, [(inner.args[0], _POSTFIX), " // ", (inner.head, _POSTFIX + 1)]
    precedence, _ = _bound(e, _CALLED)
    return precedence, [(inner.args[0], precedence), _sign(e.args[1])]


@formatter("PrecedenceForm")
def show_precedence(e: Any, page: Page) -> Any:
    """PrecedenceForm[e, n]: e in parentheses where an operator of precedence n would be."""
    return (e.args[1], [(e.args[0], 0)]) if len(e) == 2 and type(e.args[1]) is int else None
