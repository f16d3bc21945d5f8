"""Associations: making them, applying them, looking up keys and values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .. import symbols as S
from ..associations import Association, from_rules, key
from ..declare import applied, builtin, name
from ..expr import ASSOCIATION, FALSE, LIST, RULE, Expr, Symbol, Value, boolean, has_head, is_list, is_rule
from ..packed import pack
from .parts import missing_key

INVDT = "The argument `1` is not a rule, a list of rules, or an association."
INVRL = "The argument `1` is not a valid Association or a list of rules."


def as_association(e: Any) -> Association | None:
    """An association, or a list of rules as one; None for anything else."""
    if type(e) is Association:
        return e
    if is_list(e) and all(is_rule(r) for r in e.args):
        return from_rules(e.args)
    return from_rules((e,)) if is_rule(e) else None


@builtin("Association[rules___]", attributes="HoldAllComplete Protected")
def make_association(rules: tuple[Any, ...], *, evaluate: Any) -> Any:
    """<|k1 -> v1, k2 -> v2, ...|> or Association[rules] is an association from keys to values.

    assoc[k] gives the value at key k; a key that is given twice has its last value.  k :> v keeps v unevaluated.

    >>> <|a -> 1, b -> 2|>[b]
    2
    >>> Association[{x -> 1, x -> 2}]
    <|x -> 2|>
    """
    return build_association(rules, evaluate)


def build_association(items: Iterable[Any], evaluate: Any) -> Any:
    """Rules with keys and values evaluated as an Association; None if something is no rule."""
    table: dict[Any, Expr] = {}
    stack = list(items)[::-1]
    while stack:
        item = stack.pop()
        if type(item) is Association:
            table.update(item.table)
        elif is_rule(item):
            k = evaluate(item.args[0])
            v = item.args[1] if item.head is S.RuleDelayed else evaluate(item.args[1])
            if item.head is RULE and has_head(v, S.Unevaluated, 1):
                v = v.args[0]
            table[key(k)] = Expr(item.head, (k, v))
        elif type(item) is Expr and item.head in (LIST, S.Sequence, ASSOCIATION):
            stack.extend(reversed(item.args))
        elif item is S.Nothing:
            pass
        elif type(item) is Expr or type(item) is Symbol:
            new = evaluate(item)
            if type(new) is Association or is_rule(new) or has_head(new, LIST) or has_head(new, S.Sequence):
                stack.append(new)
            elif new is not S.Nothing:
                return None
        else:
            return None
    return Association(table)


@applied("Association")
def apply_association(head: Any, args: tuple[Any, ...]) -> Any:
    """assoc[k], or assoc[k1, k2] for associations in associations."""
    for k in args:
        if type(head) is not Association:
            return None if head is None else Expr(head, (k,))
        wanted = k.args[0] if has_head(k, S.Key, 1) else k
        found = head.get(wanted)
        if found is None:
            return missing_key(wanted)
        head = found
    return head if args else None


@applied("Key")
def apply_key(head: Any, args: tuple[Any, ...]) -> Any:
    """Key[k][assoc]."""
    if len(args) != 1 or len(head.args) != 1:
        return None
    found = as_association(args[0])
    if found is None:
        return None
    value = found.get(head.args[0])
    return missing_key(head.args[0]) if value is None else value


name("Key", "Key[k] stands for the key k of an association in Part, Map and their kin; Key[k][assoc] looks it up.")
name("Missing", 'Missing["reason"] stands for data that is not there; Missing["KeyAbsent", k] for a key that is not.')


@builtin("AssociationQ[expr_]")
def association_q(expr: Any) -> Any:
    """AssociationQ[expr] gives True if expr is an association.

    >>> AssociationQ[<|a -> 1|>]
    True
    """
    return boolean(type(expr) is Association)


# ---- keys and values -------------------------------------------------------------------------------------------------


def _sides(name: str, side: int, shown: str) -> None:
    def get(arg: Any, h: Any = None, *, say: Any) -> Any:
        if isinstance(arg, Value):
            arg = arg.entries() or arg
        if is_list(arg) and arg.args and all(type(x) is Association or is_list(x) for x in arg.args):
            return Expr(LIST, tuple([Expr(getattr(S, name), (x,) if h is None else (x, h)) for x in arg.args]))
        found = arg.args if type(arg) is Association else None
        if is_rule(arg):
            x = arg.args[side]
            return x if h is None else Expr(h, (x,))
        if is_list(arg) and all(is_rule(r) for r in arg.args):
            found = arg.args  # every rule, also of equal keys
        if found is None:
            if isinstance(arg, Expr) or type(arg) is not Symbol:
                say("invrl", arg)
            return None
        values = [r.args[side] for r in found]
        return pack(values) if h is None else Expr(LIST, tuple([Expr(h, (v,)) for v in values]))

    what = "keys" if side == 0 else "values"
    get.__doc__ = f"""{name}[assoc] gives the list of the {what} of an association or a list of rules.

    {name}[assoc, h] wraps each in h.

    >>> {name}[<|a -> 1, b -> 2|>]
    {shown}
    """
    builtin(f"{name}[arg_]", f"{name}[arg_, h_]", invrl=INVRL)(get)


_sides("Keys", 0, "{a, b}")
_sides("Values", 1, "{1, 2}")


@builtin(
    "Lookup[assoc_, key_]",
    "Lookup[assoc_, key_, default_]",
    attributes="HoldRest Protected",
    operator="Lookup[key_][assoc_]",
    invrl=INVRL,
)
def lookup(assoc: Any, key: Any, default: Any = None, *, evaluate: Any, say: Any) -> Any:
    """Lookup[assoc, k] gives the value at key k, Missing["KeyAbsent", k] if there is none; default in its third place.

    A list of keys gives the list of values, a list of associations the list of what each has.

    >>> Lookup[<|a -> 1|>, a]
    1
    >>> Lookup[<|a -> 1|>, {a, b}, 0]
    {1, 0}
    """
    key = evaluate(key)
    if is_list(assoc) and assoc.args and not all(is_rule(r) for r in assoc.args):
        rest = (key,) if default is None else (key, default)
        if not all(as_association(x) is not None for x in assoc.args):
            say("invrl", assoc)
            return None
        return Expr(LIST, tuple([Expr(S.Lookup, (x, *rest)) for x in assoc.args]))
    found = as_association(assoc)
    if found is None:
        say("invrl", assoc)
        return None

    def one(k: Any) -> Any:
        k = k.args[0] if has_head(k, S.Key, 1) else k
        value = found.get(k)
        if value is not None:
            return value
        return missing_key(k) if default is None else default

    return Expr(LIST, tuple([one(k) for k in key.args])) if is_list(key) else one(key)


def _asker(name: str, side: int, usage: str, example: str) -> None:
    def ask(assoc: Any, form: Any, *, session: Any, say: Any) -> Any:
        found = as_association(assoc)
        if found is None:
            say("invrl", assoc)
            return FALSE
        match = session.evaluator.matcher.match
        return boolean(any(match(form, r.args[side]) is not None for r in found.args))

    ask.__doc__ = f"{usage}\n\n    {example}\n    "
    builtin(f"{name}[assoc_, form_]", operator=f"{name}[form_][assoc_]", invrl=INVRL)(ask)


@builtin("KeyExistsQ[assoc_, key_]", operator="KeyExistsQ[key_][assoc_]", invrl=INVRL)
def key_exists_q(assoc: Any, key: Any, *, say: Any) -> Any:
    """KeyExistsQ[assoc, k] gives True if the association has the key k.

    >>> KeyExistsQ[<|a -> 1|>, a]
    True
    """
    found = as_association(assoc)
    if found is None:
        say("invrl", assoc)
        return FALSE
    return boolean(found.get(key.args[0] if has_head(key, S.Key, 1) else key) is not None)


_asker(
    "KeyMemberQ",
    0,
    "KeyMemberQ[assoc, form] gives True if a key of assoc matches form.",
    ">>> KeyMemberQ[<|a -> 1|>, _Symbol]\n    True",
)


@builtin("KeyFreeQ[assoc_, form_]", operator="KeyFreeQ[form_][assoc_]")
def key_free_q(assoc: Any, form: Any, *, session: Any) -> Any:
    """KeyFreeQ[assoc, form] gives True if no key of assoc matches form.

    >>> KeyFreeQ[<|a -> 1|>, _Integer]
    True
    """
    found = as_association(assoc)
    match = session.evaluator.matcher.match
    return boolean(found is None or all(match(form, k) is None for k in found.keys()))
