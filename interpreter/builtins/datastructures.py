"""CreateDataStructure: stacks, queues, sets and tables that change in place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..associations import association
from ..declare import applied, builtin, variable
from ..display import formatter, summary_text
from ..expr import FAILED, TRUE, Expr, boolean, make_list
from ..structures import KINDS, DataStructure, Refusal
from .information import informs

_MESSAGES = {
    "kind": "`1` is not a kind of data structure; there are `2`.",
    "op": "`1` is not an operation of a `2`; there are `3`.",
    "args": "The operation `1` of a `2` does not take `3` arguments.",
    "empty": "The `1` is empty.",
    "list": "`1` is not a list.",
    "int": "`1` is not an integer.",
    "part": "There is no place `1`.",
    "rule": "`1` is not a rule.",
    "absent": "`1` is not an element.",
}


@builtin("CreateDataStructure[kind_, given___]", volatile=True, **_MESSAGES)
def create_data_structure(kind: Any, given: tuple[Any, ...] = (), *, say: Any, evaluate: Any) -> Any:
    """CreateDataStructure["kind"] makes an empty data structure, which changes in place; CreateDataStructure["kind",
    list] makes one with elements. ds["operation", ...] works on it.

    "Stack" and "Queue": "Push", "Pop", "Peek"; "Deque": "PushFront", "PopBack", ...; "PriorityQueue" (with a function
    that orders elements as a third argument) gives the last element in order first. "DynamicArray", "ExtensibleVector"
    and "FixedArray": "Append", "Part", "SetPart", ... . "HashSet", "OrderedHashSet": "Insert", "Delete", "MemberQ",
    "Union", ...; "DisjointSet": "Insert", "Unify", "CommonSubsetQ". "HashTable", "OrderedHashTable": "Insert" (a rule),
    "Lookup", "KeyExistsQ", "KeyDrop", ... . "Counter", "Value": "Get", "Set", "Increment", ... . Most have "Elements",
    "Length", "EmptyQ", "DropAll" and "Copy". Normal gives the contents, Information[ds, "Operations"] what can be done.

    >>> ds = CreateDataStructure["Stack"]; Do[ds["Push", i], {i, 3}]; {ds["Pop"], ds["Elements"]}
    {3, {1, 2}}
    >>> t = CreateDataStructure["HashTable"]; t["Insert", a -> 1]; {t["Lookup", a], t["Lookup", b]}
    {1, Missing[KeyAbsent, b]}
    """
    cls = KINDS.get(kind) if type(kind) is str else None
    if cls is None:
        return say("kind", kind, make_list(sorted(KINDS)))
    if kind == "PriorityQueue" and len(given) == 2:
        given = (given[0], _ordering(given[1], evaluate))
    if not _takes(cls.of, len(given)):
        return say("args", "Create", kind, len(given))
    try:
        return cls.of(*given)
    except Refusal as problem:
        return say(*problem.args)


def _takes(function: Callable[..., Any], n: int) -> bool:
    """Whether a function takes n arguments, a method beside its own object."""
    code, defaults = function.__code__, function.__defaults__ or ()
    most = code.co_argcount - 1
    return most - len(defaults) <= n <= most


def _ordering(p: Any, evaluate: Any) -> Any:
    """Whether one element comes before another, as Sort asks its function: True or 1 in order, False or -1 not."""

    def before(a: Any, b: Any) -> bool:
        if evaluate(Expr(p, (a, b))) not in (TRUE, 1):
            return False
        return evaluate(Expr(p, (b, a))) not in (TRUE, 1)

    return before


@builtin("DataStructure[kind_, contents_]", **_MESSAGES)
def data_structure(kind: Any, contents: Any, *, say: Any) -> Any:
    """DataStructure["kind", contents] is a data structure as CreateDataStructure makes it.

    >>> DataStructure["Counter", 3]["Increment"]
    3
    """
    cls = KINDS.get(kind) if type(kind) is str else None
    if cls is None:
        return None
    try:
        return cls.of(contents)
    except Refusal as problem:
        return say(*problem.args)


@applied("DataStructure")
def operate(head: Any, args: tuple[Any, ...], *, say: Any) -> Any:
    """ds["operation", arguments]."""
    if not isinstance(head, DataStructure) or not args or type(args[0]) is not str:
        return None
    method = head.operations.get(args[0])
    if method is None:
        say("op", args[0], head.kind, make_list(sorted(head.operations)))
        return FAILED
    if not _takes(method, len(args) - 1):
        say("args", args[0], head.kind, len(args) - 1)
        return FAILED
    try:
        return method(head, *args[1:])
    except Refusal as problem:
        say(*problem.args)
        return FAILED


@informs("DataStructure")
def inform(e: Any, properties: tuple[Any, ...], session: Any) -> Any:
    """What Information[ds] and Information[ds, "property"] give."""
    known = {"Type": e.kind, "Operations": make_list(sorted(e.operations))}
    if not properties:
        return association(known.items())
    found = [known.get(p) for p in properties]
    return None if None in found else found[0] if len(found) == 1 else make_list(found)


@builtin("DataStructureQ[expr_]", "DataStructureQ[expr_, kind_]")
def data_structure_q(expr: Any, kind: Any = None) -> Any:
    """DataStructureQ[expr] is True for a data structure, DataStructureQ[expr, "kind"] for one of a kind.

    >>> {DataStructureQ[CreateDataStructure["Queue"]], DataStructureQ[CreateDataStructure["Queue"], "Stack"]}
    {True, False}
    """
    return boolean(isinstance(expr, DataStructure) and (kind is None or expr.kind == kind))


@variable("$DataStructures")
def data_structures(session: Any) -> Any:
    """$DataStructures is the list of the kinds of data structures."""
    return make_list(sorted(KINDS))


@formatter("DataStructure")
def show_data_structure(e: Any, page: Any) -> Any:
    if not isinstance(e, DataStructure):
        return None
    size = getattr(e, "items", None)
    rows = [("Type", e.kind), *([] if size is None else [("Length", str(len(size)))])]
    return summary_text("DataStructure", rows, "", page) if page.blocks else f"DataStructure[{e.kind}, <>]"
