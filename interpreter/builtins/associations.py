"""Associations: making them, looking up, and new ones with other keys, values or order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .. import symbols as S
from ..associations import Association, association, from_rules, key
from ..declare import applied, builtin, name
from ..expr import ASSOCIATION, FALSE, LIST, RULE, Expr, Symbol, boolean, has_head, is_list, is_rule
from ..ordering import sort_key
from ..packed import pack
from .content import each, tester
from .parts import missing_key

_INVDT = "The argument `1` is not a rule, a list of rules, or an association."
_INVRL = "The argument `1` is not a valid Association or a list of rules."


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
name("Missing", "Missing[\"reason\"] stands for data that is not there; Missing[\"KeyAbsent\", k] for a key that is not.")


@builtin("AssociationQ[expr_]")
def association_q(expr: Any) -> Any:
    """AssociationQ[expr] gives True if expr is an association.

    >>> AssociationQ[<|a -> 1|>]
    True
    """
    return boolean(type(expr) is Association)


# ---- keys and values ---------------------------------------------------------------------------------------------------


def _sides(name: str, side: int, shown: str) -> None:
    def get(arg: Any, h: Any = None, *, say: Any) -> Any:
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
    builtin(f"{name}[arg_]", f"{name}[arg_, h_]", invrl=_INVRL)(get)


_sides("Keys", 0, "{a, b}")
_sides("Values", 1, "{1, 2}")


@builtin("Lookup[assoc_, key_]", "Lookup[assoc_, key_, default_]", attributes="HoldRest Protected",
         operator="Lookup[key_][assoc_]", invrl=_INVRL)  # fmt: skip
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
    builtin(f"{name}[assoc_, form_]", operator=f"{name}[form_][assoc_]", invrl=_INVRL)(ask)


@builtin("KeyExistsQ[assoc_, key_]", operator="KeyExistsQ[key_][assoc_]", invrl=_INVRL)
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


_asker("KeyMemberQ", 0, "KeyMemberQ[assoc, form] gives True if a key of assoc matches form.",
       ">>> KeyMemberQ[<|a -> 1|>, _Symbol]\n    True")  # fmt: skip


@builtin("KeyFreeQ[assoc_, form_]", operator="KeyFreeQ[form_][assoc_]")
def key_free_q(assoc: Any, form: Any, *, session: Any) -> Any:
    """KeyFreeQ[assoc, form] gives True if no key of assoc matches form.

    >>> KeyFreeQ[<|a -> 1|>, _Integer]
    True
    """
    found = as_association(assoc)
    match = session.evaluator.matcher.match
    return boolean(found is None or all(match(form, k) is None for k in found.keys()))


# ---- new associations from old -----------------------------------------------------------------------------------------


def _over_list(e: Any) -> bool:
    return is_list(e) and bool(e.args) and all(type(x) is Association for x in e.args)


def _keys_of(spec: Any) -> list[Any]:
    items = spec.args if is_list(spec) else [spec]
    return [k.args[0] if has_head(k, S.Key, 1) else k for k in items]


@builtin("KeyTake[assoc_, keys_]", operator="KeyTake[keys_][assoc_]", invrl=_INVRL)
def key_take(assoc: Any, keys: Any, *, say: Any) -> Any:
    """KeyTake[assoc, {k1, k2, ...}] gives the part of assoc with these keys, in their order.

    >>> KeyTake[<|a -> 1, b -> 2, c -> 3|>, {c, a}]
    <|c -> 3, a -> 1|>
    """
    if _over_list(assoc):
        return Expr(LIST, tuple([Expr(S.KeyTake, (x, keys)) for x in assoc.args]))
    found = as_association(assoc)
    if found is None:
        say("invrl", assoc)
        return None
    wanted = [key(k) for k in _keys_of(keys)]
    return Association({k: found.table[k] for k in wanted if k in found.table})


@builtin("KeyDrop[assoc_, keys_]", operator="KeyDrop[keys_][assoc_]", invrl=_INVRL)
def key_drop(assoc: Any, keys: Any, *, say: Any) -> Any:
    """KeyDrop[assoc, {k1, k2, ...}] gives assoc without these keys.

    >>> KeyDrop[<|a -> 1, b -> 2|>, a]
    <|b -> 2|>
    """
    if _over_list(assoc):
        return Expr(LIST, tuple([Expr(S.KeyDrop, (x, keys)) for x in assoc.args]))
    found = as_association(assoc)
    if found is None:
        say("invrl", assoc)
        return None
    gone = {key(k) for k in _keys_of(keys)}
    return Association({k: r for k, r in found.table.items() if k not in gone})


@builtin("KeySelect[assoc_, crit_]", operator="KeySelect[crit_][assoc_]", invrl=_INVRL)
def key_select(assoc: Any, crit: Any, *, session: Any, say: Any) -> Any:
    """KeySelect[assoc, crit] gives the part of assoc whose keys satisfy crit.

    >>> KeySelect[<|1 -> a, 2 -> b|>, EvenQ]
    <|2 -> b|>
    """
    found = as_association(assoc)
    if found is None:
        say("invrl", assoc)
        return None
    test = tester(session, crit)
    return Association({k: r for k, r in found.table.items() if test(r.args[0])})


@builtin("KeyMap[f_, assoc_]", operator="KeyMap[f_][assoc_]", invrl=_INVRL)
def key_map(f: Any, assoc: Any, *, session: Any, say: Any) -> Any:
    """KeyMap[f, assoc] applies f to the keys of assoc.

    >>> KeyMap[f, <|a -> 1|>]
    <|f[a] -> 1|>
    """
    found = as_association(assoc)
    if found is None:
        say("invrl", assoc)
        return None
    keys = each(session, f, found.keys())
    return Association({key(k): Expr(r.head, (k, r.args[1])) for k, r in zip(keys, found.args, strict=True)})


@builtin("KeySort[assoc_]", "KeySort[assoc_, p_]", invrl=_INVRL)
def key_sort(assoc: Any, p: Any = None, *, session: Any, say: Any) -> Any:
    """KeySort[assoc] puts the keys in canonical order; KeySort[assoc, p] in the order of p.

    >>> KeySort[<|b -> 1, a -> 2|>]
    <|a -> 2, b -> 1|>
    """
    from .sorting import order_by

    found = as_association(assoc)
    if found is None:
        say("invrl", assoc)
        return None
    items = list(found.table.items())
    keys = found.keys()
    order = sorted(range(len(keys)), key=lambda i: sort_key(keys[i])) if p is None else order_by(session, p, keys)
    return Association(dict([items[i] for i in order]))


@builtin("KeySortBy[assoc_, f_]", operator="KeySortBy[f_][assoc_]", invrl=_INVRL)
def key_sort_by(assoc: Any, f: Any, *, session: Any, say: Any) -> Any:
    """KeySortBy[assoc, f] puts the keys in the order of the values f[key].

    >>> KeySortBy[<|1 -> a, 2 -> b|>, Minus]
    <|2 -> b, 1 -> a|>
    """
    found = as_association(assoc)
    if found is None:
        say("invrl", assoc)
        return None
    items = list(found.table.items())
    ranks = [sort_key(v) for v in each(session, f, found.keys())]
    return Association(dict([items[i] for i in sorted(range(len(items)), key=ranks.__getitem__)]))


@builtin("AssociationThread[keys_, values_]", "AssociationThread[rule_]",
         idim="`1` and `2` must have the same length.")  # fmt: skip
def association_thread(keys: Any, values: Any = None, rule: Any = None, *, say: Any) -> Any:
    """AssociationThread[{k1, k2, ...}, {v1, v2, ...}] gives <|k1 -> v1, k2 -> v2, ...|>; so does keys -> values.

    >>> AssociationThread[{a, b}, {1, 2}]
    <|a -> 1, b -> 2|>
    """
    if values is None:
        pair = rule if rule is not None else keys
        if not is_rule(pair):
            return None
        keys, values = pair.args
    if not is_list(keys) or not isinstance(values, Expr):
        return None
    right = values.values() if type(values) is Association else values.args
    if len(keys) != len(right):
        say("idim", keys, values)
        return None
    return association(zip(keys.args, right, strict=True))


@builtin("Merge[assocs_, f_]", operator="Merge[f_][assocs_]", list1="`1` is not a list of associations or rules.")
def merge(assocs: Any, f: Any, *, session: Any, say: Any) -> Any:
    """Merge[{assoc1, assoc2, ...}, f] collects the values of each key in a list and applies f to it.

    >>> Merge[{<|a -> 1, b -> 2|>, <|a -> 3|>}, Total]
    <|a -> 4, b -> 2|>
    """
    if not isinstance(assocs, Expr):
        return None
    collected: dict[Any, tuple[Any, list[Any]]] = {}
    items = [assocs] if type(assocs) is Association else assocs.args
    for a in items:
        found = as_association(a)
        if found is None:
            say("list1", assocs)
            return None
        for k, v in found.items():
            collected.setdefault(key(k), (k, []))[1].append(v)
    call = session.evaluator.caller(f, 1)
    return association([(k, call(pack(vs))) for k, vs in collected.values()])


def _key_change(name: str, attribute: str) -> Any:
    def change(x: Any, arg: Any, *, session: Any, evaluate: Any, say: Any) -> Any:
        old = evaluate(x)
        if type(old) is not Association:
            say("invak", x)
            return None
        arg = evaluate(arg)
        if attribute == "add":
            added = as_association(arg)
            if added is None:
                say("invdt", arg)
                return None
            new = Association({**old.table, **added.table})
        else:
            gone = {key(k) for k in _keys_of(arg)}
            new = Association({k: r for k, r in old.table.items() if k not in gone})
        return evaluate(Expr(S.Set, (x, new)))

    return change


_associate_to, _key_drop_from = _key_change("AssociateTo", "add"), _key_change("KeyDropFrom", "drop")
_associate_to.__doc__ = """AssociateTo[x, k -> v] adds the rule to the association that is the value of x.

    >>> ages = <|a -> 1|>; AssociateTo[ages, b -> 2]; ages
    <|a -> 1, b -> 2|>
    """
_key_drop_from.__doc__ = """KeyDropFrom[x, k] drops the key k from the association that is the value of x.

    >>> ages = <|a -> 1, b -> 2|>; KeyDropFrom[ages, a]; ages
    <|b -> 2|>
    """
_INVAK = "`1` is not a variable whose value is an association."
builtin("AssociateTo[x_, arg_]", attributes="HoldFirst Protected", invak=_INVAK, invdt=_INVDT)(_associate_to)
builtin("KeyDropFrom[x_, arg_]", attributes="HoldFirst Protected", invak=_INVAK)(_key_drop_from)


def _over_keys(name: str, together: Any, usage: str, example: str) -> None:
    def combine(assocs: Any, f: Any = None, *, evaluate: Any) -> Any:
        if not is_list(assocs):
            return None
        tables = [as_association(a) for a in assocs.args]
        if None in tables or not tables:
            return None if None in tables else assocs
        names: dict[Any, Any] = {}
        for t in tables:
            for k, r in t.table.items():
                names.setdefault(k, r.args[0])
        return Expr(LIST, tuple([together(t, names, tables, f, evaluate) for t in tables]))

    combine.__doc__ = f"{usage}\n\n    {example}\n    "
    builtin(f"{name}[assocs_]", *([f"{name}[assocs_, f_]"] if name == "KeyUnion" else []))(combine)


def _with_all_keys(t: Association, names: dict[Any, Any], tables: Any, f: Any, evaluate: Any) -> Any:
    def absent(k: Any) -> Any:
        return missing_key(k) if f is None else evaluate(Expr(f, (k,)))

    return Association({k: t.table.get(k) or Expr(RULE, (n, absent(n))) for k, n in names.items()})


def _with_common_keys(t: Association, names: dict[Any, Any], tables: Any, f: Any, evaluate: Any) -> Any:
    return Association({k: t.table[k] for k in names if all(k in u.table for u in tables)})


_over_keys("KeyUnion", _with_all_keys, "KeyUnion[{assoc1, assoc2, ...}] gives each association all keys, with Missing for values it has not.",
           '>>> KeyUnion[{<|a -> 1|>, <|b -> 2|>}, 0 &]\n    {<|a -> 1, b -> 0|>, <|a -> 0, b -> 2|>}')  # fmt: skip
_over_keys("KeyIntersection", _with_common_keys, "KeyIntersection[{assoc1, assoc2, ...}] keeps the keys that all associations have.",
           ">>> KeyIntersection[{<|a -> 1, b -> 2|>, <|b -> 3|>}]\n    {<|b -> 2|>, <|b -> 3|>}")  # fmt: skip


@builtin("KeyComplement[assocs_List]")
def key_complement(assocs: Any) -> Any:
    """KeyComplement[{all, assoc1, ...}] gives the part of the first association whose keys none of the others has.

    >>> KeyComplement[{<|a -> 1, b -> 2|>, <|b -> 3|>}]
    <|a -> 1|>
    """
    tables = [as_association(a) for a in assocs.args]
    if None in tables or not tables:
        return None
    return Association({k: r for k, r in tables[0].table.items() if not any(k in t.table for t in tables[1:])})


@builtin("Normal[expr_]", "Normal[expr_, h_]")
def normal(expr: Any, h: Any = None) -> Any:
    """Normal[assoc] gives the list of rules of an association, and ordinary expressions of other special objects.

    >>> Normal[<|a -> 1, b -> 2|>]
    {a -> 1, b -> 2}
    """
    if h is not None and h is not ASSOCIATION:
        return expr
    if type(expr) is Association:
        return Expr(LIST, expr.args)
    rule = NORMAL.get(expr.head) if isinstance(expr, Expr) and type(expr.head) is Symbol else None
    return expr if rule is None else rule(expr)


NORMAL: dict[Symbol, Any] = {}  # head -> what Normal makes of it; other topics add to it


@builtin("PositionIndex[list_]")
def position_index(list: Any) -> Any:
    """PositionIndex[list] gives an association from each different element to the list of its positions.

    >>> PositionIndex[{a, b, a}]
    <|a -> {1, 3}, b -> {2}|>
    """
    if not isinstance(list, Expr):
        return None
    places: dict[Any, tuple[Any, Any]] = {}
    items = enumerate(list.args, 1) if type(list) is not Association else list.items()
    for i, x in items:
        places.setdefault(key(x), (x, []))[1].append(i)
    return association((x, pack(at)) for x, at in places.values())
