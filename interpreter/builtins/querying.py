"""Dataset and Query: operators by level, those that choose on the way down, all others on the way up."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..associations import Association, association
from ..declare import applied, builtin
from ..expr import Expr, Symbol, expr, has_head, is_list, is_rule, make_list

# Operators that choose or arrange, and so act before those of deeper levels.
_CHOOSING = frozenset(
    map(
        S.system,
        "DeleteDuplicatesBy GroupBy KeyDrop KeySelect KeySortBy KeyTake MaximalBy MinimalBy ReverseSortBy Select "
        "SelectFirst SortBy TakeLargestBy TakeSmallestBy".split(),
    )
)
_ARRANGING = frozenset(map(S.system, "DeleteDuplicates DeleteMissing KeySort Reverse ReverseSort Sort".split()))
_SINGLE = (int, str)


@builtin("Dataset[data_]")
def dataset(data: Any) -> Any:
    """Dataset[data] looks at lists and associations of such as a table; dataset[op1, op2, ...] is what Query[op1, op2,
    ...] makes of it, as a Dataset where that is a list or an association. Normal[dataset] is the data.

    Length, Keys, Values and parts are those of the data. NetTrain and Classify take datasets of rows.

    >>> d = Dataset[{<|"a" -> 1, "b" -> x|>, <|"a" -> 2, "b" -> y|>}]; {d[Total, "a"], Normal[d[Select[#a > 1 &], "b"]]}
    {3, {y}}
    """
    from ..dataset import Dataset

    return Dataset(data)


@applied("Dataset")
def _ask(head: Any, args: tuple[Any, ...], *, session: Any) -> Any:
    from ..dataset import Dataset, tabled

    return tabled(_queried(args, head.data, session)) if type(head) is Dataset else None


@builtin("Internal`Tabled[value_]")
def tabled_(value: Any) -> Any:
    """Internal`Tabled[value] is the Dataset of a list or an association, and any other value itself.

    >>> Internal`Tabled[3]
    3
    """
    from ..dataset import tabled

    return tabled(value)


@builtin("Query[operators___]")
def query(operators: tuple[Any, ...]) -> Any:
    """Query[op1, op2, ...][data] applies operators level by level: op1 to the whole, op2 to its elements, and so on.

    On the way down act parts (All, i, i ;; j, "key", Key[k], lists of such), then Select, SortBy, GroupBy, KeyTake and
    others that choose; what they leave is handed to the next operators, part by part. All other functions act on the
    way up, on what the deeper ones gave. {op1, ...} and <|k -> op, ...|> apply several operators to the same, {k -> op,
    ...} operators to the parts k and leave the others, f /* g act one after the other. In choosing operators "key"
    stands for Key["key"].

    >>> Query[All, "a"][{<|"a" -> 1|>, <|"a" -> 2|>}]
    {1, 2}
    >>> Query[GroupBy["k"], Total, "n"][{<|"k" -> u, "n" -> 1|>, <|"k" -> v, "n" -> 2|>, <|"k" -> u, "n" -> 3|>}]
    <|u -> 4, v -> 2|>
    >>> Query[{Min, Max}][{3, 1, 2}]
    {1, 3}
    >>> Query[All, {"a" -> f}][{<|"a" -> 1, "b" -> 2|>}]
    {<|a -> f[1], b -> 2|>}
    """
    return None


@applied("Query")
def _apply(head: Any, args: tuple[Any, ...], *, session: Any) -> Any:
    from ..dataset import rows_in, tabled

    if len(args) != 1:
        return None
    data = rows_in(args[0])
    found = _queried(head.args, data, session)
    return found if data is args[0] else tabled(found)


def _queried(operators: tuple[Any, ...], data: Any, session: Any) -> Any:
    """Data after operators, one a level."""
    if not operators:
        return data
    op, rest = operators[0], operators[1:]
    evaluate = session.evaluate_expr
    if has_head(op, S.RightComposition) and len(op):
        found = _queried((op.args[0], *rest), data, session)
        for later in op.args[1:]:
            found = _queried((later,), found, session)
        return found
    if type(op) is Association:
        return association((k, _queried((v, *rest), data, session)) for k, v in op.items())
    if is_list(op) and op.args and all(map(_is_placed, op.args)):
        for rule in op.args:
            data = evaluate(expr(S.MapAt, expr(S.Query, rule.args[1], *rest), data, _key(rule.args[0])))
        return data
    if is_list(op) and not all(map(_is_part, op.args)):
        return make_list(_queried((each, *rest), data, session) for each in op.args)
    if op is S.All:
        return _each(rest, data, session)
    if _is_part(op):
        return _queried(rest, evaluate(expr(S.Part, data, op)), session)
    if is_list(op) or has_head(op, S.Span):
        return _each(rest, evaluate(expr(S.Part, data, op)), session)
    if _chooses(op):
        return _each(rest, evaluate(Expr(_by_key(op), (data,))), session)
    return evaluate(Expr(op, (_each(rest, data, session),)))


def _each(operators: tuple[Any, ...], data: Any, session: Any) -> Any:
    """The elements of data after operators."""
    if not operators:
        return data
    if type(data) is Association:
        return association((k, _queried(operators, v, session)) for k, v in data.items())
    if is_list(data):
        return session.evaluate_expr(make_list(_queried(operators, x, session) for x in data.args))
    return data


def _is_part(op: Any) -> bool:
    """Whether an operator is the place of one part."""
    return type(op) in _SINGLE or has_head(op, S.Key, 1)


def _is_placed(op: Any) -> bool:
    """Whether an operator is one for a part, given as part -> operator."""
    return is_rule(op) and _is_part(op.args[0])


def _chooses(op: Any) -> bool:
    return (isinstance(op, Expr) and op.head in _CHOOSING) or (type(op) is Symbol and op in _ARRANGING)


def _by_key(op: Any) -> Any:
    """An operator in which strings are keys: GroupBy["k"] groups by the value of "k"."""
    if not isinstance(op, Expr) or op.head in (S.KeyTake, S.KeyDrop):
        return op
    return Expr(op.head, tuple(map(_key, op.args)))


def _key(a: Any) -> Any:
    if type(a) is str:
        return expr(S.Key, a)
    return make_list(map(_key, a.args)) if is_list(a) else a
