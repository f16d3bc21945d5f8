"""Looking at expressions: heads, atoms, sameness of structure."""

from __future__ import annotations

from typing import Any

from ..associations import Association
from ..declare import builtin, name
from ..expr import Expr, Value, boolean, head_of


@builtin("Head[expr_]", "Head[expr_, wrap_]")
def head(expr: Any, wrap: Any = None) -> Any:
    """Head[e] is the head of e; Head[e, f] wraps it in f, unevaluated.

    >>> {Head[f[x]], Head[1], Head[1/2], Head["a"], Head[x]}
    {f, Integer, Rational, String, Symbol}
    """
    found = head_of(expr)
    return found if wrap is None else Expr(wrap, (found,))


@builtin("AtomQ[expr_]")
def atom_q(expr: Any) -> Any:
    """AtomQ[e] is True for what has no parts: numbers, strings, symbols, associations, nets, images.

    >>> {AtomQ[x], AtomQ[3/4], AtomQ[f[x]]}
    {True, True, False}
    """
    return boolean(not isinstance(expr, Expr) or isinstance(expr, Association | Value))


for _name, _usage in {
    "Integer": "Integer is the head of integers.",
    "Real": "Real is the head of real numbers with a decimal point.",
    "String": "String is the head of character strings.",
}.items():
    name(_name, _usage)
