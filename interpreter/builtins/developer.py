"""What programs use of the contexts Developer` and Internal`: packed arrays, bags, scopes that inherit."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..declare import builtin
from ..expr import LIST, NULL, Expr, Symbol, Value, boolean, is_list, make_list, same, symbol
from ..packed import Packed, from_array, to_array
from ..rules import RuleTable
from .content import elements
from .scoping import Blocked

_BAG = symbol("Internal`Bag")
_TYPES = {"i": S.Integer, "f": S.Real}


@builtin(
    "Developer`PackedArrayQ[expr_]",
    "Developer`PackedArrayQ[expr_, type_]",
    "Developer`PackedArrayQ[expr_, type_, rank_]",
)
def packed_array_q(expr: Any, type: Any = S.Automatic, rank: Any = None) -> Any:
    """Developer`PackedArrayQ[e] tells whether e is a list that is kept as an array of machine numbers.

    Developer`PackedArrayQ[e, Integer] and Developer`PackedArrayQ[e, Real, rank] ask for the kind too.

    >>> Developer`PackedArrayQ[Range[1000]]
    True
    """
    if not isinstance(expr, Packed):
        return boolean(False)
    kind = type is S.Automatic or _TYPES.get(expr.array.dtype.kind) is type
    return boolean(kind and rank in (None, expr.array.ndim))


@builtin("Developer`ToPackedArray[expr_]", "Developer`ToPackedArray[expr_, type_]")
def to_packed_array(expr: Any, type: Any = S.Automatic) -> Any:
    """Developer`ToPackedArray[list] keeps a list of machine numbers of one kind as an array, if it can.

    >>> Developer`PackedArrayQ[Developer`ToPackedArray[{1, 2, 3}]]
    True
    """
    if isinstance(expr, Packed) or not is_list(expr):
        return expr
    array = to_array(expr)
    if array is None or not array.ndim or array.dtype.kind not in _TYPES:
        return expr
    found = from_array(array.astype("float64") if type is S.Real else array)
    return found if type is S.Real or same(found, expr) else expr


@builtin("Developer`FromPackedArray[expr_]")
def from_packed_array(expr: Any) -> Any:
    """Developer`FromPackedArray[list] keeps a list element by element.

    >>> Developer`PackedArrayQ[Developer`FromPackedArray[Range[1000]]]
    False
    """

    def plain(e: Any) -> Any:
        return Expr(LIST, tuple(map(plain, e.args))) if isinstance(e, Expr) and e.head is LIST else e

    return plain(expr)


@builtin("Internal`PartitionRagged[list_, sizes_]")
def partition_ragged(list: Any, sizes: Any, *, evaluate: Any) -> Any:
    """Internal`PartitionRagged[list, {n1, n2, ...}] gives runs of n1, n2, ... elements.

    >>> Internal`PartitionRagged[{a, b, c}, {1, 2}]
    {{a}, {b, c}}
    """
    return evaluate(Expr(S.TakeList, (list, sizes)))


@builtin("Developer`MachineIntegerQ[expr_]")
def machine_integer_q(expr: Any) -> Any:
    """Developer`MachineIntegerQ[e] tells whether e is an integer of the machine.

    >>> {Developer`MachineIntegerQ[5], Developer`MachineIntegerQ[2^70]}
    {True, False}
    """
    return boolean(type(expr) is int and -(2**63) <= expr < 2**63)


# ---- JSON ------------------------------------------------------------------------------------------------------------


@builtin("Developer`ReadRawJSONString[string_]")
def read_raw_json_string(string: Any, *, evaluate: Any) -> Any:
    """Developer`ReadRawJSONString["json"] reads JSON, with associations for its objects.

    >>> Developer`ReadRawJSONString["[1, {\\"a\\": null}]"]
    {1, <|a -> Null|>}
    """
    return evaluate(Expr(S.ImportString, (string, "RawJSON"))) if type(string) is str else None


@builtin("Developer`WriteRawJSONString[expr_, options___]")
def write_raw_json_string(expr: Any, options: tuple[Any, ...] = (), *, evaluate: Any) -> Any:
    """Developer`WriteRawJSONString[expr] writes JSON, with "Compact" -> True on one line.

    >>> Developer`WriteRawJSONString[<|"a" -> {1, True}|>, "Compact" -> True]
    {"a":[1,true]}
    """
    return evaluate(Expr(S.ExportString, (expr, "RawJSON", *options)))


@builtin("Developer`ReadRawJSONFile[file_]", volatile=True)
def read_raw_json_file(file: Any, *, evaluate: Any) -> Any:
    """Developer`ReadRawJSONFile["file"] reads JSON from a file.

    >>> f = CreateFile[]; WriteString[f, "[1, 2]"]; r = Developer`ReadRawJSONFile[f]; DeleteFile[f]; r
    {1, 2}
    """
    return evaluate(Expr(S.Import, (file, "RawJSON")))


@builtin("Developer`WriteRawJSONFile[file_, expr_, options___]", volatile=True)
def write_raw_json_file(file: Any, expr: Any, options: tuple[Any, ...] = (), *, evaluate: Any) -> Any:
    """Developer`WriteRawJSONFile["file", expr] writes JSON to a file.

    >>> f = CreateFile[]; Developer`WriteRawJSONFile[f, {1}, "Compact" -> True]; r = ReadString[f]; DeleteFile[f]; r
    [1]
    """
    return evaluate(Expr(S.Export, (file, expr, "RawJSON", *options)))


# ---- bags ------------------------------------------------------------------------------------------------------------


class Bag(Value):
    """Elements that are added one by one; the same object wherever it stands."""

    __slots__ = ("items",)

    def __init__(self, items: list[Any]) -> None:
        super().__init__(_BAG)
        self.items = items

    def arguments(self) -> tuple[Any, ...]:
        return (make_list(self.items),)

    def equals(self, other: Any) -> bool:
        return self is other

    def digest(self) -> int:
        return id(self)


@builtin("Internal`Bag[]", "Internal`Bag[list_]", volatile=True)
def bag(list: Any = None) -> Any:
    """Internal`Bag[] gives a bag, to which Internal`StuffBag adds elements; Internal`Bag[list] one with elements in it.

    >>> b = Internal`Bag[{1}]; Internal`StuffBag[b, 2]; Internal`BagPart[b, All]
    {1, 2}
    """
    return Bag([*elements(list)]) if is_list(list) else Bag([]) if list is None else None


@builtin("Internal`StuffBag[bag_, x_]", "Internal`StuffBag[bag_, x_, n_]", volatile=True)
def stuff_bag(bag: Any, x: Any, n: Any = 0) -> Any:
    """Internal`StuffBag[bag, x] adds x to a bag, Internal`StuffBag[bag, list, 1] the elements of a list.

    >>> b = Internal`Bag[]; Internal`StuffBag[b, {1, 2}, 1]; Internal`BagLength[b]
    2
    """
    if type(bag) is not Bag:
        return None
    bag.items += elements(x) if n == 1 and is_list(x) else [x]
    return NULL


@builtin("Internal`BagPart[bag_, part_]", volatile=True)
def bag_part(bag: Any, part: Any, *, evaluate: Any) -> Any:
    """Internal`BagPart[bag, All] gives all elements of a bag, Internal`BagPart[bag, n] the n-th.

    >>> Internal`BagPart[Internal`Bag[{a, b}], -1]
    b
    """
    return evaluate(Expr(S.Part, (make_list(bag.items), part))) if type(bag) is Bag else None


@builtin("Internal`BagLength[bag_]", volatile=True)
def bag_length(bag: Any) -> Any:
    """Internal`BagLength[bag] gives the number of elements of a bag.

    >>> Internal`BagLength[Internal`Bag[]]
    0
    """
    return len(bag.items) if type(bag) is Bag else None


# ---- scopes ----------------------------------------------------------------------------------------------------------


@builtin("Internal`InheritedBlock[vars_, body_]", attributes="HoldAll Protected")
def inherited_block(vars: Any, body: Any, *, session: Any) -> Any:
    """Internal`InheritedBlock[{f, ...}, body] evaluates body with the values and rules of f, ..., and then undoes all
    changes to them.

    >>> f[1] = 1; {Internal`InheritedBlock[{f}, f[2] = 2; {f[1], f[2]}], f[2]}
    {{1, 2}, f[2]}
    """
    symbols = [v for v in vars.args if type(v) is Symbol] if is_list(vars) else []
    if not is_list(vars) or len(symbols) < len(vars):
        return None
    definitions = [session.definitions[s] for s in symbols]
    kept = [(d.attributes, d.options, d.messages) for d in definitions]
    values = [{f: getattr(d, f) for f in Blocked.FIELDS} for d in definitions]
    with Blocked(session, symbols):
        for d, fields in zip(definitions, values, strict=True):
            for f, v in fields.items():
                setattr(d, f, _copied(v))
            d.options, d.messages = None if d.options is None else {**d.options}, {**d.messages}
        session.evaluator.new_stamp()
        try:
            return session.evaluator.evaluate(body)
        finally:
            for d, old in zip(definitions, kept, strict=True):
                d.attributes, d.options, d.messages = old
            session.evaluator.new_stamp()


def _copied(value: Any) -> Any:
    if not isinstance(value, RuleTable):
        return value
    table = RuleTable(value.matcher)
    table.rules, table.literals = list(value.rules), dict(value.literals)
    return table
