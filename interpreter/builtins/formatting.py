"""Format: how the user wants expressions of a head shown."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..declare import builtin
from ..expr import Expr, Symbol, has_head
from .assignment import add_rule, assignable


@builtin("Format[expr_]", "Format[expr_, form_]", nosym="`1` does not contain a symbol to attach a rule to.")
def format_(expr: Any, form: Any = None) -> Any:
    """Format[f[x_]] := shown says that f[x] is printed as shown; its value stays f[x].

    Format[pattern, form] := shown is for one form of output only.

    >>> Format[deg[x_]] := Row[{x, "°"}]; {deg[90]}
    {90°}
    """
    return None


@assignable(S.Format)
def _set_format(session: Any, lhs: Expr, value: Any) -> bool:
    target, test = lhs, None
    if has_head(lhs, S.Condition, 2):
        target, test = lhs.args
    pattern = target.args[0] if target.args else None
    owner = pattern
    while isinstance(owner, Expr):
        owner = owner.args[0] if owner.head in (S.HoldPattern, S.Condition) and owner.args else owner.head
    if type(owner) is not Symbol:
        session.message(S.Format, "nosym", lhs)
        return False
    rule = Expr(S.Format, target.args[:2])
    add_rule(
        session, session.definitions[owner], "formats", rule if test is None else Expr(S.Condition, (rule, test)), value
    )
    session.evaluator.formatted = True
    return True
