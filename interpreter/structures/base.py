"""Data structures that change in place: stacks, queues, sets, tables, counters.

A kind of structure is a class with its contents in Python's own collections; what it can be asked to do are the methods
marked by `operation`, which raise Refusal for what cannot be done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from .. import symbols as S
from ..expr import NULL, Expr, Value, boolean, is_list, make_list, same


class Refusal(Exception):
    """What a structure cannot do: a message tag and its arguments."""


def operation(name: str) -> Callable[[Any], Any]:
    """Mark a method as the operation of a name."""

    def mark(method: Any) -> Any:
        method.operation = name
        return method

    return mark


class DataStructure(Value):
    """One structure.  It is the same object wherever it stands, so that a change is seen everywhere."""

    __slots__ = ()
    kind: ClassVar[str] = ""
    operations: ClassVar[dict[str, Any]] = {}

    def __init_subclass__(cls) -> None:
        methods: dict[str, Any] = {}
        for base in reversed(cls.__mro__):
            for name, value in vars(base).items():
                if hasattr(value, "operation"):
                    methods[name] = value
                else:
                    methods.pop(name, None)  # what a kind sets to None it does not do
        cls.operations = {f.operation: f for f in methods.values()}
        if cls.kind:
            KINDS[cls.kind] = cls

    def __getattr__(self, name: str) -> Any:
        if name != "args":
            raise AttributeError(name)
        return tuple(self.arguments())  # made anew each time: the contents change

    def arguments(self) -> Iterable[Any]:
        return self.kind, self.normal()

    def __len__(self) -> int:
        return 2

    def equals(self, other: Any) -> bool:
        return self is other or same(self.normal(), other.normal())

    def digest(self) -> int:
        return hash(self.kind)  # the contents change

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self).of, (self.normal(),)

    @classmethod
    def of(cls, *given: Any) -> DataStructure:
        """A new structure with what CreateDataStructure is given."""
        raise NotImplementedError

    @operation("Copy")
    def copy(self) -> Any:
        return type(self).of(self.normal())


KINDS: dict[str, type[DataStructure]] = {}


def listed(e: Any) -> list[Any]:
    """The elements of a list; none for Null.  Raises Refusal."""
    if e is NULL:
        return []
    if not is_list(e):
        raise Refusal("list", e)
    return list(e.args)


def position(i: Any, n: int) -> int:
    """A place among n, counted from 0.  Raises Refusal."""
    if type(i) is not int or not (1 <= i <= n or -n <= i <= -1):
        raise Refusal("part", i)
    return i - 1 if i > 0 else n + i


class Sequenced(DataStructure):
    """Structures with elements in an order, kept in `items`."""

    __slots__ = ("items",)
    collection: ClassVar[Callable[[Iterable[Any]], Any]] = list

    def __init__(self, items: Iterable[Any]) -> None:
        super().__init__(S.DataStructure)
        self.items = type(self).collection(items)

    @classmethod
    def of(cls, elements: Any = NULL) -> DataStructure:
        return cls(listed(elements))

    def normal(self) -> Any:
        return self.elements()

    def length(self) -> int:
        return len(self.items)

    @operation("Elements")
    def elements(self) -> Any:
        return make_list(self.items)

    @operation("Length")
    def size(self) -> int:
        return len(self.items)

    @operation("EmptyQ")
    def is_empty(self) -> Any:
        return boolean(not self.items)

    @operation("DropAll")
    def drop_all(self) -> Any:
        self.items.clear()
        return NULL

    @operation("Fold")
    def fold(self, f: Any, start: Any) -> Any:
        return Expr(S.Fold, (f, start, self.elements()))

    def _taken(self, last: bool, remove: bool) -> Any:
        if not self.items:
            raise Refusal("empty", self.kind)
        if remove:
            return self.items.pop() if last else self.items.popleft()
        return self.items[-1 if last else 0]
