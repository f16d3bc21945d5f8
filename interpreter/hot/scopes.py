"""Scopes in generated code: With, Module and Block."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..compiler import SlotWriter, Uncompilable
from ..definitions import PROTECTED, Computed
from ..expr import Expr, Symbol, is_list, symbol
from ..patterns import mentions_head
from ..substitution import contains
from .body import Body, assigned_in, inline

_LEAVING = (S.Return, S.Condition, S.Label, S.Goto)


@inline("With")
def _with(b: Body, e: Expr) -> str | None:
    """Values of its variables stand in the body as those of a rule do."""
    found = _initial(b, e)
    if found is None or isinstance(b.w, SlotWriter) or any(v is None or s in b.locals for s, v in found):
        return None
    kept = b.w.places
    b.w.places = {**kept, **{s: b.value(v) for s, v in found}}
    try:
        return b.put(b.value(e.args[1]))
    finally:
        b.w.places = kept


def _initial(b: Body, e: Expr) -> list[tuple[Symbol, Any]] | None:
    """(symbol, initial value or None) of a scope of two arguments."""
    if len(e) != 2 or not is_list(e.args[0]):
        return None
    found = []
    for item in e.args[0].args:
        if type(item) is Symbol:
            found.append((item, None))
        elif isinstance(item, Expr) and item.head is S.Set and len(item) == 2 and type(item.args[0]) is Symbol:
            found.append((item.args[0], item.args[1]))
        else:
            return None
    return found


@inline("Module")
def _module(b: Body, e: Expr) -> str | None:
    """Local symbols as variables of Python, where nothing but this code can see them."""
    found = _initial(b, e)
    if found is None or len({s for s, _ in found}) < len(found):
        return None
    body = e.args[1]
    if mentions_head(body, _LEAVING) or any(b.w.place(s) is not None or s in b.locals for s, _ in found):
        return None
    if any(v is None and not _begins_assigned(body, s) for s, v in found):
        return None
    mark, outer = b.mark(), (dict(b.locals), b.assigned)
    values = [(s, b.w.constant(symbol(f"{s.full}$")) if v is None else b.value(v)) for s, v in found]
    b.locals |= {s: b.put(v) for s, v in values}
    b.assigned |= assigned_in(body) & set(b.locals)
    try:
        return b.value(body)
    except Uncompilable:
        b.back(mark)
        return None
    finally:
        b.locals, b.assigned = outer


def _begins_assigned(body: Any, s: Symbol) -> bool:
    """Whether the first that is said of a symbol, from left to right, is that it gets a value."""
    stack = [body]
    while stack:
        e = stack.pop()
        if e is s:
            return False
        if isinstance(e, Expr):
            if e.head is S.Set and len(e) == 2 and e.args[0] is s:
                return not contains(e.args[1], s)
            stack += [*reversed(e.args), e.head]
    return True


@inline("Block")
def _block(b: Body, e: Expr) -> str | None:
    """Other values for symbols that have nothing but values."""
    found = _initial(b, e)
    if found is None or not found or mentions_head(e.args[1], _LEAVING):
        return None
    definitions = [b.kernel.definitions[s] for s, _ in found]
    for d, (s, _) in zip(definitions, found, strict=True):
        rules = d.down or d.sub or d.up or d.call or d.apply
        if rules or d.attributes & PROTECTED or type(d.own) is Computed or s in b.locals or b.w.place(s) is not None:
            return None
        b.assumed.add(s)
    values = ["None" if v is None else b.value(v) for _, v in found]
    names = [b.w.constant(d) for d in definitions]
    saved = [b.put(f"{name}.own") for name in names]
    t = b.new()
    with b.block("try:"):
        for name, v in zip(names, values, strict=True):
            b.emit(f"block({name}, {v})")
        b.emit(f"{t} = {b.value(e.args[1])}")
        with b.block(f"if type({t}) not in ATOMS:"):  # it may mention what has another value outside
            b.emit(f"{t} = evaluate({t})")
    with b.block("finally:"):
        for name, old in zip(names, saved, strict=True):
            b.emit(f"kernel.set_own({name}, {old})")
    return t
