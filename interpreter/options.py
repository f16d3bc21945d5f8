"""Options: rules, or lists of rules, known by the name of their left side."""

from __future__ import annotations

from typing import Any

from . import symbols as S
from .expr import Expr, Symbol, is_list, is_rule


def is_option(e: Any) -> bool:
    """True for a rule and for (nested) lists of rules."""
    return is_rule(e) or (is_list(e) and all(is_option(x) for x in e.args))


def option_name(k: Any) -> Any:
    """A symbol and a string of the same name mean the same option."""
    return k.name if type(k) is Symbol else k


def option_rules(e: Any) -> list[Expr]:
    """The rules in a rule, an association or (nested) lists of them."""
    if is_rule(e):
        return [e]
    if isinstance(e, Expr) and (is_list(e) or e.head is S.Association):
        return [r for x in e.args for r in option_rules(x)]
    return []
