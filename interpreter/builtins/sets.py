"""Lists as sets: unions, intersections, complements, and what occurs more than once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from .. import symbols as S
from ..associations import Association, key
from ..declare import builtin
from ..expr import LIST, TRUE, Expr, boolean, expr, is_list, make_list
from ..ordering import canonical_sort
from ..packed import Packed, pack
from .content import chosen, each, elements, from_numbers, unique
from .sorting import numeric_sort

_SAME_TEST = {
    "options": {"SameTest": "Automatic"},
    "heads": "Heads `1` and `2` at positions 1 and 2 are expected to be the same.",
}


def same_test(session: Any, setting: Any) -> Callable[[Any, Any], bool] | None:
    """The option SameTest as a Python predicate; None for the usual SameQ, which a dictionary does."""
    if setting in (S.Automatic, S.SameQ):
        return None
    call = session.evaluator.caller(setting, 2)
    return lambda a, b: call(a, b) is TRUE


def distinct(values: Sequence[Any], test: Callable[[Any, Any], bool] | None) -> list[Any]:
    """The values without later equals."""
    if test is None:
        return unique(values)
    kept: list[Any] = []
    for v in values:
        if not any(test(k, v) for k in kept):
            kept.append(v)
    return kept


def _head_of_all(lists: tuple[Any, ...], symbol: Any, say: Any) -> Any:
    """The common head of the arguments; None after a message."""
    for i, e in enumerate(lists):
        if not isinstance(e, Expr):
            say("normal", i + 1, Expr(symbol, lists))
            return None
        if e.head is not lists[0].head and type(e) is not Association:
            say("heads", lists[0].head, e.head)
            return None
    return LIST if type(lists[0]) is Association else lists[0].head


def _build(head: Any, values: list[Any]) -> Expr:
    return pack(values) if head is LIST else Expr(head, tuple(values))


@builtin("Union[lists___, OptionsPattern[]]", attributes="Flat OneIdentity Protected ReadProtected", **_SAME_TEST)
def union(lists: tuple[Any, ...], *, options: dict[str, Any], session: Any, say: Any) -> Any:
    """Union[list1, list2, ...] gives the sorted list of all different elements.

    Union[list] sorts list and removes duplicates.

    The option SameTest says which elements count as equal.

    >>> Union[{b, a, b}, {c, a}]
    {a, b, c}
    """
    if not lists:
        return Expr(LIST, ())
    head = _head_of_all(lists, S.Union, say)
    if head is None:
        return None
    if len(lists) == 1 and type(lists[0]) is Packed and lists[0].array.ndim == 1 and options["SameTest"] is S.Automatic:
        array = numeric_sort(lists[0].array)
        if array is not None and len(array):
            import numpy as np

            return from_numbers(array[np.concatenate(([True], array[1:] != array[:-1]))])
    values = canonical_sort([x for e in lists for x in elements(e)])
    return _build(head, distinct(values, same_test(session, options["SameTest"])))


@builtin(
    "Intersection[lists___, OptionsPattern[]]", attributes="Flat OneIdentity Protected ReadProtected", **_SAME_TEST
)
def intersection(lists: tuple[Any, ...], *, options: dict[str, Any], session: Any, say: Any) -> Any:
    """Intersection[list1, list2, ...] gives the sorted list of the elements that all lists have.

    >>> Intersection[{c, a, b}, {b, c, d}]
    {b, c}
    """
    if not lists:
        return Expr(LIST, ())
    head = _head_of_all(lists, S.Intersection, say)
    if head is None:
        return None
    test = same_test(session, options["SameTest"])
    values = distinct(canonical_sort(elements(lists[0])), test)
    for e in lists[1:]:
        values = _members(values, elements(e), test, True)
    return _build(head, values)


def _members(values: list[Any], of: Sequence[Any], test: Callable[[Any, Any], bool] | None, wanted: bool) -> list[Any]:
    """The values that are (or, not wanted, are not) among others."""
    if test is None:
        there = {key(x) for x in of}
        return [v for v in values if (key(v) in there) is wanted]
    return [v for v in values if any(test(v, x) for x in of) is wanted]


@builtin("Complement[all_, lists___, OptionsPattern[]]", **_SAME_TEST)
def complement(all: Any, lists: tuple[Any, ...] = (), *, options: dict[str, Any], session: Any, say: Any) -> Any:
    """Complement[all, list1, list2, ...] gives the sorted list of the elements of all that are in none of the lists.

    >>> Complement[{a, b, c, d}, {b}, {d, e}]
    {a, c}
    """
    head = _head_of_all((all, *lists), S.Complement, say)
    if head is None:
        return None
    test = same_test(session, options["SameTest"])
    values = distinct(canonical_sort(elements(all)), test)
    for e in lists:
        values = _members(values, elements(e), test, False)
    return _build(head, values)


@builtin("SymmetricDifference[lists___]", attributes="Protected", heads=_SAME_TEST["heads"])
def symmetric_difference(lists: tuple[Any, ...], *, say: Any) -> Any:
    """SymmetricDifference[list1, list2, ...] gives the sorted list of elements that are in an odd number of the lists.

    >>> SymmetricDifference[{a, b}, {b, c}]
    {a, c}
    """
    if not lists:
        return Expr(LIST, ())
    head = _head_of_all(lists, S.SymmetricDifference, say)
    if head is None:
        return None
    odd: dict[Any, Any] = {}
    for e in lists:
        for x in unique(elements(e)):
            if odd.pop(key(x), None) is None:
                odd[key(x)] = x
    return _build(head, canonical_sort(odd.values()))


@builtin("DeleteDuplicates[list_]", "DeleteDuplicates[list_, test_]")
def delete_duplicates(list: Any, test: Any = None, *, session: Any, say: Any) -> Any:
    """DeleteDuplicates[list] gives list without elements that occurred before; the order stays.

    DeleteDuplicates[list, test] asks test[a, b] whether two elements are duplicates.

    >>> DeleteDuplicates[{b, a, b, c, a}]
    {b, a, c}
    """
    if not isinstance(list, Expr):
        say("normal", 1, Expr(S.DeleteDuplicates, (list,)))
        return None
    values = elements(list)
    if test is None or test is S.SameQ:
        first: dict[Any, int] = {}
        for i, v in enumerate(values):
            first.setdefault(key(v), i)
        return chosen(list, first.values())
    call = session.evaluator.caller(test, 2)
    kept: Any = []
    for i, v in enumerate(values):
        session.evaluator.poll()
        if not any(call(values[k], v) is TRUE for k in kept):
            kept.append(i)
    return chosen(list, kept)


@builtin("DeleteDuplicatesBy[list_, f_]", operator="DeleteDuplicatesBy[f_][list_]")
def delete_duplicates_by(list: Any, f: Any, *, session: Any, say: Any) -> Any:
    """DeleteDuplicatesBy[list, f] gives the first element for each different value of f[element].

    >>> DeleteDuplicatesBy[{1, -1, 2}, Abs]
    {1, 2}
    """
    if not isinstance(list, Expr):
        say("normal", 1, expr(S.DeleteDuplicatesBy, list, f))
        return None
    first: dict[Any, int] = {}
    for i, v in enumerate(each(session, f, elements(list))):
        first.setdefault(key(v), i)
    return chosen(list, first.values())


@builtin("DuplicateFreeQ[list_]", "DuplicateFreeQ[list_, test_]")
def duplicate_free_q(list: Any, test: Any = None, *, session: Any) -> Any:
    """DuplicateFreeQ[list] gives True if no two elements of list are the same.

    >>> {DuplicateFreeQ[{a, b}], DuplicateFreeQ[{a, a}]}
    {True, False}
    """
    if not isinstance(list, Expr):
        return None
    values = elements(list)
    return boolean(len(distinct(values, None if test is None else same_test(session, test))) == len(values))


def _containment(name: str, decide: Callable[[set[Any], set[Any]], bool], usage: str, example: str) -> None:
    def ask(a: Any, b: Any) -> Any:
        if not isinstance(a, Expr) or not isinstance(b, Expr):
            return None
        return boolean(decide({key(x) for x in elements(a)}, {key(x) for x in elements(b)}))

    ask.__doc__ = f"{usage}\n\n    {example}\n    "
    builtin(f"{name}[a_, b_]", operator=f"{name}[b_][a_]")(ask)


_containment(
    "SubsetQ",
    lambda a, b: b <= a,
    "SubsetQ[list1, list2] gives True if every element of list2 is in list1.",
    ">>> SubsetQ[{a, b, c}, {a, c}]\n    True",
)
_containment(
    "ContainsAll",
    lambda a, b: b <= a,
    "ContainsAll[list1, list2] gives True if list1 has every element of list2.",
    ">>> ContainsAll[{a, b, c}, {a, c}]\n    True",
)
_containment(
    "ContainsAny",
    lambda a, b: bool(a & b),
    "ContainsAny[list1, list2] gives True if list1 has an element of list2.",
    ">>> ContainsAny[{a, b}, {b, c}]\n    True",
)
_containment(
    "ContainsNone",
    lambda a, b: not a & b,
    "ContainsNone[list1, list2] gives True if list1 has no element of list2.",
    ">>> ContainsNone[{a, b}, {c}]\n    True",
)
_containment(
    "ContainsOnly",
    lambda a, b: a <= b,
    "ContainsOnly[list1, list2] gives True if list1 has only elements of list2.",
    ">>> ContainsOnly[{a, a}, {a, b}]\n    True",
)
_containment(
    "ContainsExactly",
    lambda a, b: a == b,
    "ContainsExactly[list1, list2] gives True if both have the same elements.",
    ">>> ContainsExactly[{a, b, a}, {b, a}]\n    True",
)
_containment(
    "DisjointQ",
    lambda a, b: not a & b,
    "DisjointQ[list1, list2] gives True if the lists have no element in common.",
    ">>> DisjointQ[{a}, {b}]\n    True",
)
_containment(
    "IntersectingQ",
    lambda a, b: bool(a & b),
    "IntersectingQ[list1, list2] gives True if the lists have an element in common.",
    ">>> IntersectingQ[{a, b}, {b}]\n    True",
)


@builtin("UniqueElements[lists_List]")
def unique_elements(lists: Any) -> Any:
    """UniqueElements[{list1, list2, ...}] gives for each list the elements that no other list has.

    >>> UniqueElements[{{a, b}, {b, c}}]
    {{a}, {c}}
    """
    if not all(is_list(x) for x in lists.args):
        return None
    sets = [{key(x) for x in e.args} for e in lists.args]
    rows = []
    for i, e in enumerate(lists.args):
        others: set[Any] = set().union(*sets[:i], *sets[i + 1 :])
        rows.append(make_list(x for x in unique(e.args) if key(x) not in others))
    return make_list(rows)
