"""New associations from old ones: keys taken, dropped, selected, mapped, sorted, merged."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..associations import Association, association, key
from ..declare import builtin
from ..expr import ASSOCIATION, LIST, RULE, Expr, Symbol, Value, has_head, is_list, is_rule
from ..ordering import sort_key
from ..packed import pack
from .associations import INVDT, INVRL, as_association
from .content import each, tester
from .parts import missing_key


def _over_list(e: Any) -> bool:
    return is_list(e) and bool(e.args) and all(type(x) is Association for x in e.args)


def _keys_of(spec: Any) -> list[Any]:
    items = spec.args if is_list(spec) else [spec]
    return [k.args[0] if has_head(k, S.Key, 1) else k for k in items]


@builtin("KeyTake[assoc_, keys_]", operator="KeyTake[keys_][assoc_]", invrl=INVRL)
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


@builtin("KeyDrop[assoc_, keys_]", operator="KeyDrop[keys_][assoc_]", invrl=INVRL)
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


@builtin("KeySelect[assoc_, crit_]", operator="KeySelect[crit_][assoc_]", invrl=INVRL)
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


@builtin("KeyMap[f_, assoc_]", operator="KeyMap[f_][assoc_]", invrl=INVRL)
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


@builtin("KeySort[assoc_]", "KeySort[assoc_, p_]", invrl=INVRL)
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


@builtin("KeySortBy[assoc_, f_]", operator="KeySortBy[f_][assoc_]", invrl=INVRL)
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


@builtin("AssociationThread[keys_, values_]", "AssociationThread[rule_]", idim="`1` and `2` must have the same length.")
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
builtin("AssociateTo[x_, arg_]", attributes="HoldFirst Protected", invak=_INVAK, invdt=INVDT)(_associate_to)
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


_over_keys(
    "KeyUnion",
    _with_all_keys,
    "KeyUnion[{assoc1, assoc2, ...}] gives each association all keys, with Missing for values it has not.",
    ">>> KeyUnion[{<|a -> 1|>, <|b -> 2|>}, 0 &]\n    {<|a -> 1, b -> 0|>, <|a -> 0, b -> 2|>}",
)
_over_keys(
    "KeyIntersection",
    _with_common_keys,
    "KeyIntersection[{assoc1, assoc2, ...}] keeps the keys that all associations have.",
    ">>> KeyIntersection[{<|a -> 1, b -> 2|>, <|b -> 3|>}]\n    {<|b -> 2|>, <|b -> 3|>}",
)


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
    if isinstance(expr, Value):
        return expr.normal()
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
