"""Expressions: interned symbols and immutable nodes over Python's own atoms.

An expression is an atom (int, float, str, Rational, Complex, BigReal, Symbol) or an Expr.  Packed arrays and
associations are Exprs too, with the same `head` and `args`, so code that only walks a tree never needs to know them.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import Any
from weakref import WeakValueDictionary


class Symbol:
    """A name in a context.  There is one object per full name, so symbols compare by identity.

    A symbol carries no values: what a session knows about it stands in that session's definitions.
    """

    __slots__ = ("__weakref__", "context", "full", "key", "name")

    def __init__(self, full: str) -> None:
        self.context, _, self.name = full.rpartition("`")
        self.context += "`"
        self.full = full
        self.key: Any = None  # the sort key, made at first use

    def __repr__(self) -> str:
        return self.name if self.context in ("System`", "Global`") else self.full

    def __reduce__(self) -> tuple[Any, ...]:
        return symbol, (self.full,)


_interned: WeakValueDictionary[str, Symbol] = WeakValueDictionary()
_interning = threading.Lock()


def symbol(full: str) -> Symbol:
    """The symbol of a full name such as "System`Plus"."""
    found = _interned.get(full)
    if found is None:
        with _interning:
            found = _interned.get(full)
            if found is None:
                found = _interned[full] = Symbol(full)
    return found


def system(name: str) -> Symbol:
    """The symbol `name` of the context System`."""
    return symbol("System`" + name)


LIST, ASSOCIATION, RULE, SEQUENCE = map(system, ("List", "Association", "Rule", "Sequence"))
TRUE, FALSE, NULL = map(system, ("True", "False", "Null"))
FAILED, ABORTED = map(system, ("$Failed", "$Aborted"))


class Expr:
    """A node head[arg, ...].  Immutable; hash and sort key are computed once.

    `stamp` is the evaluator's mark: equal to the stamp of a session, the node is in normal form there.
    """

    __slots__ = ("__weakref__", "_hash", "_key", "args", "head", "stamp")

    head: Any
    args: tuple[Any, ...]

    def __init__(self, head: Any, args: tuple[Any, ...] = ()) -> None:
        self.head = head
        self.args = args
        self._hash: int | None = None
        self._key: Any = None
        self.stamp = 0

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Expr) and same(self, other))

    def __hash__(self) -> int:
        return self._hash if self._hash is not None else _hash_tree(self)

    def __len__(self) -> int:
        return len(self.args)

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        from .display.inputform import full_form  # only for people at a debugger

        return full_form(self)

    def __reduce__(self) -> tuple[Any, ...]:
        return Expr, (self.head, self.args)


class Value(Expr):
    """An object that is one value: an atom of the language, although arguments rebuild it.  A net, an image, a sound.

    The evaluator leaves it alone, patterns and replacements do not go inside, and the general functions of the
    language ask it what they would ask of a list.
    """

    __slots__ = ()

    def __init__(self, head: Any) -> None:  # `args` stays unset until somebody asks
        self.head = head
        self._hash = None
        self._key = None
        self.stamp = 0

    def __getattr__(self, name: str) -> Any:
        if name != "args":
            raise AttributeError(name)
        self.args = args = tuple(self.arguments())
        return args

    def arguments(self) -> Iterable[Any]:
        """What rebuilds the object, after its head."""
        raise NotImplementedError

    def equals(self, other: Any) -> bool:
        """Whether another object of the same type is the same."""
        return len(self) == len(other) and all(same(x, y) for x, y in zip(self.args, other.args, strict=True))

    def digest(self) -> int:
        """A hash; equal objects have equal ones."""
        return hash((self.head, self.args))

    def normal(self) -> Any:
        """What Normal gives."""
        return self

    def length(self) -> int:
        """What Length gives."""
        return 0

    def dimensions(self) -> Iterable[int]:
        """What Dimensions gives."""
        return ()

    def entries(self) -> Any:
        """The association that Keys and Values look at, if the object has something like keys."""
        return None

    def part(self, specs: tuple[Any, ...]) -> Any:
        """object[[spec, ...]]; None if it has no such part."""
        return None

    def with_elements(self, elements: Any) -> Any:
        """Another such object, with the elements of a list; None if there is none."""
        return None


def _hash_tree(root: Expr) -> int:
    """Hash bottom-up with a stack of our own: depth is the user's to choose, not Python's."""
    stack = [root]
    while stack:
        node = stack[-1]
        parts = () if isinstance(node, Value) else (node.head, *node.args)
        pending = [a for a in parts if isinstance(a, Expr) and a._hash is None]
        if pending:
            stack.extend(pending)
            continue
        stack.pop()
        node._hash = node.digest() if isinstance(node, Value) else hash((node.head, node.args))
    assert root._hash is not None
    return root._hash


def same(a: Any, b: Any) -> bool:
    """SameQ: equal structure and equal types; 1 and 1. differ, a packed list equals its unpacked twin."""
    if a is b:
        return True
    if not (isinstance(a, Expr) and isinstance(b, Expr)):
        return type(a) is type(b) and a == b
    if type(a) is type(b) is Expr and a.head is b.head and len(a.args) == len(b.args) < 4:
        for x, y in zip(a.args, b.args):  # mostly small, with the same atoms
            if x is not y:
                break
        else:
            return True
    stack = [(a, b)]
    while stack:
        a, b = stack.pop()
        if a is b:
            continue
        if isinstance(a, Expr) and isinstance(b, Expr):
            if a._hash is not None and b._hash is not None and a._hash != b._hash:
                return False
            if isinstance(a, Value) and type(a) is type(b):
                if not a.equals(b):
                    return False
                continue
            if len(a) != len(b):
                return False
            stack.append((a.head, b.head))
            stack.extend(zip(a.args, b.args, strict=True))
        elif type(a) is not type(b) or a != b:
            return False
    return True


_HEADS: dict[type, Symbol] = {
    int: system("Integer"),
    float: system("Real"),
    str: system("String"),
    Symbol: system("Symbol"),
}


def register_atom(python_type: type, head: str) -> None:
    """Say which head the atoms of a Python type have."""
    _HEADS[python_type] = system(head)


def head_of(e: Any) -> Any:
    """Head[e], for atoms too."""
    return e.head if isinstance(e, Expr) else _HEADS[type(e)]


def atom_type(head: Symbol) -> tuple[type, ...]:
    """The Python types of the atoms with this head (BigReal is a Real as well); () if it is no atom's head."""
    return tuple(t for t, h in _HEADS.items() if h is head)


def is_list(e: Any) -> bool:
    return isinstance(e, Expr) and e.head is LIST


def has_head(e: Any, head: Symbol, length: int | None = None) -> bool:
    """True for head[...] with that many arguments."""
    return isinstance(e, Expr) and e.head is head and (length is None or len(e) == length)


def is_rule(e: Any) -> bool:
    """True for a -> b and a :> b."""
    return isinstance(e, Expr) and (e.head is RULE or e.head is _RULE_DELAYED) and len(e) == 2


_RULE_DELAYED = system("RuleDelayed")


def expr(head: Any, *args: Any) -> Expr:
    return Expr(head, args)


def make_list(items: Iterable[Any]) -> Expr:
    return Expr(LIST, tuple(items))


def boolean(x: object) -> Symbol:
    return TRUE if x else FALSE
