"""Putting values for names: the right sides of rules, With, Module and pure functions.

Names bound by an inner Function, With or Module are renamed when a value put there contains them (no capture).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any

from . import symbols as S
from .associations import Association
from .expr import NULL, SEQUENCE, Expr, Symbol, is_list, make_list, symbol

OPTIONS = "options"  # the key under which OptionsPattern[] leaves (owner, arguments) among the bindings
_fresh = count(1)


def substitute(e: Any, bindings: dict[Any, Any]) -> Any:
    """e with the bound names replaced; Sequence values splice into arguments; OptionValue learns its options."""
    if not bindings:
        return e
    return _put(e, bindings)


def _put(e: Any, b: dict[Any, Any]) -> Any:
    if type(e) is Symbol:
        return b.get(e, e)
    if not isinstance(e, Expr) or (type(e) is not Expr and type(e) is not Association):
        return e
    if e.head is S.OptionValue and OPTIONS in b and len(e) == 1:
        owner, given = b[OPTIONS]
        return Expr(S.OptionValue, (owner, make_list(given), _put(e.args[0], b)))
    if e.head in SCOPES:
        e = avoid_capture(e, b)
    head = _put(e.head, b)
    args: list[Any] = []
    changed = head is not e.head
    for a in e.args:
        x = _put(a, b)
        if x is not a:
            changed = True
            if type(x) is Expr and x.head is SEQUENCE and type(a) is Symbol:
                args.extend(x.args)
                continue
        args.append(x)
    return Expr(head, tuple(args)) if changed else e


# ---- scoping constructs ----------------------------------------------------------------------------------------------


def _function_names(e: Expr) -> Iterator[Symbol]:
    if len(e) >= 2:
        yield from _names(e.args[0].args if is_list(e.args[0]) else e.args[:1])


def _local_names(e: Expr) -> Iterator[Symbol]:
    if e.args and is_list(e.args[0]):
        yield from _names(e.args[0].args)


def _names(items: Iterable[Any]) -> Iterator[Symbol]:
    for x in items:
        if type(x) is Expr and x.head in (S.Set, S.SetDelayed) and x.args:
            x = x.args[0]
        if type(x) is Symbol:
            yield x


SCOPES = {S.Function: _function_names, S.Module: _local_names, S.With: _local_names, S.DynamicModule: _local_names}


def avoid_capture(e: Expr, b: dict[Any, Any]) -> Expr:
    """Rename the names that a scoping construct binds if values about to be put inside contain them."""
    bound = list(SCOPES[e.head](e))
    if not bound:
        return e
    values = [v for k, v in b.items() if k is not OPTIONS and type(v) not in _PLAIN]
    clash = {n for n in bound if n in b or any(contains(v, n) for v in values)} if values or b else set()
    if not clash:
        return e
    return _put_all(e, {n: symbol(f"{n.full}${next(_fresh)}") for n in clash})


_PLAIN = (int, float, str)


def _put_all(e: Any, renames: dict[Symbol, Symbol]) -> Any:
    """Plain renaming, also of the binding places."""
    if type(e) is Symbol:
        return renames.get(e, e)
    if type(e) is not Expr:
        return e
    return Expr(_put_all(e.head, renames), tuple([_put_all(a, renames) for a in e.args]))


def contains(e: Any, name: Any) -> bool:
    """True if the symbol occurs anywhere in e."""
    stack = [e]
    while stack:
        e = stack.pop()
        if e is name:
            return True
        if type(e) is Expr or type(e) is Association:
            stack.append(e.head)
            stack.extend(e.args)
    return False


# ---- slots -----------------------------------------------------------------------------------------------------------


class SlotError(Exception):
    """A slot that the arguments do not fill: (tag, arguments of the message)."""


def has_slots(function: Expr) -> bool:
    """Whether the body of a Function has slots: Function[body], and Function[Null, body, attributes]."""
    return len(function) == 1 or (len(function) > 1 and function.args[0] is NULL)


def fill_slots(body: Any, function: Expr, args: tuple[Any, ...]) -> Any:
    """The body of Function[body] for given arguments; an inner one keeps its own slots."""
    if type(body) is not Expr:
        return body
    head = body.head
    if head is S.Slot and len(body) == 1:
        return slot_value(body.args[0], function, args)
    if head is S.SlotSequence and len(body) == 1:
        return Expr(SEQUENCE, args[body.args[0] - 1 :])
    if head is S.Function and has_slots(body):
        return body
    new_head = fill_slots(head, function, args)
    changed = new_head is not head
    out: list[Any] = []
    for a in body.args:
        x = fill_slots(a, function, args)
        if x is not a:
            changed = True
            if type(x) is Expr and x.head is SEQUENCE:
                out.extend(x.args)
                continue
        out.append(x)
    return Expr(new_head, tuple(out)) if changed else body


def slot_value(spec: Any, function: Expr, args: tuple[Any, ...]) -> Any:
    if type(spec) is int:
        if spec == 0:
            return function
        if spec <= len(args):
            return args[spec - 1]
        raise SlotError("slotn", spec, function, Expr(function, args))
    if args and type(args[0]) is Association:
        found = args[0].get(spec)
        return found if found is not None else Expr(S.Missing, ("KeyAbsent", spec))
    raise SlotError("slota", spec, function)
