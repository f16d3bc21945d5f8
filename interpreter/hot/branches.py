"""Branches and sequences of expressions in generated code."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..expr import NULL, Expr
from .body import Body, inline


@inline("If")
def _if(b: Body, e: Expr) -> str | None:
    if not 2 <= len(e) <= 4:
        return None
    return _branch(b, b.test(e.args[0]), e.args[1], e.args[2] if len(e) > 2 else NULL, e)


def _branch(b: Body, c: str, then: Any, otherwise: Any, e: Expr) -> str:
    t = b.new()
    with b.block(f"if {c} is True:"):
        b.emit(f"{t} = {b.value(then)}")
    with b.block(f"elif {c} is False:"):
        b.emit(f"{t} = {b.value(otherwise)}")
    with b.block("else:"):
        if len(e) == 4:
            b.emit(f"{t} = {b.value(e.args[3])}")
        else:
            rest = ", ".join(b.template(a, at_once=True) for a in e.args[1:])
            b.emit(f"{t} = evaluate(Expr({b.w.constant(S.If)}, ({c}, {rest},)))")
    return t


@inline("Which")
def _which(b: Body, e: Expr) -> str | None:
    if not e.args or len(e) % 2:
        return None
    t = b.put("NULL")

    def clause(rest: tuple[Any, ...]) -> None:
        c = b.test(rest[0])
        with b.block(f"if {c} is True:"):
            b.emit(f"{t} = {b.value(rest[1])}")
        with b.block(f"elif {c} is not False:"):
            left = ", ".join([c, *(b.template(a, at_once=True) for a in rest[1:])])
            b.emit(f"{t} = evaluate(Expr({b.w.constant(S.Which)}, ({left},)))")
        if len(rest) > 2:
            with b.block("else:"):
                clause(rest[2:])

    clause(e.args)
    return t


@inline("CompoundExpression")
def _compound(b: Body, e: Expr) -> str | None:
    if not e.args or any(isinstance(a, Expr) and a.head is S.Label for a in e.args):
        return None
    found = [b.value(a) for a in e.args]
    return found[-1]
