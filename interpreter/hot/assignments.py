"""Assignments in generated code."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..declare import declared
from ..expr import Expr, Symbol
from ..patterns import is_literal
from .body import Body, inline
from .operations import operate

_STEPS = {  # the sign, and whether the old value is given
    "Increment": ("+", True),
    "Decrement": ("-", True),
    "PreIncrement": ("+", False),
    "PreDecrement": ("-", False),
}
_UPDATES = {"AddTo": "Plus", "SubtractFrom": "Plus", "TimesBy": "Times"}


@inline("Set")
def _set(b: Body, e: Expr) -> str | None:
    if len(e) != 2:
        return None
    s = e.args[0]
    if isinstance(s, Expr) and s.head is S.Part and len(s) == 2 and type(s.args[0]) is Symbol:
        return _set_part(b, *s.args, e.args[1])
    if type(s) is Expr and type(s.head) is Symbol:
        return _define(b, s, e.args[1])
    if type(s) is not Symbol or b.w.place(s) is not None:
        return None
    v = b.value(e.args[1])
    if s in b.locals:
        b.emit(f"{b.locals[s]} = {v}")
        return v
    return b.put(f"assign({b.w.constant(b.kernel.definitions[s])}, {b.w.constant(s)}, {v})")


def _set_part(b: Body, s: Symbol, place: Any, value: Any) -> str | None:
    if b.w.place(s) is not None:
        return None
    v, i = b.value(value), b.value(place)
    if s in b.locals:
        b.emit(f"{b.locals[s]} = set_part({b.locals[s]}, {i}, {v})")
        return v
    return b.put(f"set_part_of({b.w.constant(b.kernel.definitions[s])}, {b.w.constant(s)}, {i}, {v})")


def _define(b: Body, lhs: Expr, value: Any) -> str | None:
    """f[x] = value, by which functions remember what they have found."""
    f = lhs.head
    d = b.kernel.definitions[f]
    if b.w.place(f) is not None or f in b.locals or declared(f) is not None or d.attributes or not is_literal(lhs):
        return None
    v = b.value(value)
    return b.put(f"define({b.w.constant(d)}, {b.w.constant(f)}, {b.arguments(lhs)}, {v})")


@inline(*_STEPS)
def _step(b: Body, e: Expr) -> str | None:
    if len(e) != 1 or type(e.args[0]) is not Symbol or b.w.place(e.args[0]) is not None:
        return None
    (s,), (sign, gives_old) = e.args, _STEPS[e.head.name]
    if s in b.locals:
        old = b.local(s)
        new = b.put(f"{old} {sign} 1 if type({old}) is int else do_Plus({old}, {sign}1)")
        b.emit(f"{b.locals[s]} = {new}")
        return old if gives_old else new
    d, name = b.w.constant(b.kernel.definitions[s]), b.w.constant(s)
    old, t = b.put(f"{d}.own"), b.new()
    with b.block(f"if type({old}) is int:"):
        b.emit(f"{t} = {old} {sign} 1")
        b.emit(f"assign({d}, {name}, {t})")
        if gives_old:
            b.emit(f"{t} = {old}")
    with b.block("else:"):
        b.emit(f"{t} = evaluate({b.w.constant(e)})")
    return t


@inline(*_UPDATES)
def _update(b: Body, e: Expr) -> str | None:
    if len(e) != 2 or type(e.args[0]) is not Symbol or b.w.place(e.args[0]) is not None:
        return None
    s, name = e.args[0], _UPDATES[e.head.name]
    dx = b.value(e.args[1])
    if e.head is S.SubtractFrom:
        dx = operate(b, "Times", "-1", dx)
    if s in b.locals:
        new = operate(b, name, b.local(s), dx)
        b.emit(f"{b.locals[s]} = {new}")
        return new
    d = b.w.constant(b.kernel.definitions[s])
    old, t = b.put(f"{d}.own"), b.new()
    with b.block(f"if type({old}) in ATOMS:"):
        b.emit(f"{t} = assign({d}, {b.w.constant(s)}, {operate(b, name, old, dx)})")
    with b.block("else:"):
        whole = f"Expr({b.w.constant(S.system('AddTo' if name == 'Plus' else 'TimesBy'))}, ({b.w.constant(s)}, {dx}))"
        b.emit(f"{t} = evaluate({whole})")
    return t
