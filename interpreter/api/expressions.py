"""Expressions written in Python: `wl.Plus(1, wl.x)`, and program text as a value: `wlexpr("1 + x")`.

They are made without a session; the one that evaluates them decides what the names mean.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from .interpreter.convert import Resolve
from .interpreter.symbols import system

RULE = system("Rule")


class Name:
    """A symbol by its written name; attributes go into contexts, a call makes an expression with this head."""

    __slots__ = ("_name",)

    def __init__(self, name: str = "") -> None:
        self._name = name

    def __getattr__(self, name: str) -> Name:
        if name.startswith("_"):
            raise AttributeError(name)
        return Name(f"{self._name}`{name}" if self._name else name)

    def __call__(self, *args: Any, **options: Any) -> Call:
        return _call(self, args, options)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Name) and self._name == other._name

    def __hash__(self) -> int:
        return hash(self._name)

    def __repr__(self) -> str:
        return self._name

    def __expression__(self, resolve: Resolve | None) -> Any:
        if not self._name:
            raise TypeError("wl alone is no symbol")
        return system(self._name) if resolve is None else resolve(self._name)


class Call:
    """head[args], not evaluated."""

    __slots__ = ("args", "head")

    def __init__(self, head: Any, args: tuple[Any, ...]) -> None:
        self.head, self.args = head, args

    def __call__(self, *args: Any, **options: Any) -> Call:
        return _call(self, args, options)

    def __getitem__(self, i: int) -> Any:
        return self.args[i]

    def __len__(self) -> int:
        return len(self.args)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Call) and (self.head, self.args) == (other.head, other.args)

    def __hash__(self) -> int:
        return hash((self.head, self.args))

    def __repr__(self) -> str:
        return f"{self.head!r}[{', '.join(map(repr, self.args))}]"

    def __expression__(self, resolve: Resolve | None) -> Any:
        return self.head, self.args


class Code:
    """Program text that stands for the expression it reads as."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return f"wlexpr({self.text!r})"

    def __expression__(self, resolve: Resolve | None) -> Any:
        from .grammar import parse
        from .interpreter.reader import ExprBuilder

        names: Any = SimpleNamespace(resolve=system if resolve is None else resolve)
        return parse(self.text, ExprBuilder(names))


def _call(head: Any, args: tuple[Any, ...], options: dict[str, Any]) -> Call:
    rules = tuple([Call(RULE, (Name(name), value)) for name, value in options.items()])
    return Call(head, (*args, *rules))


wl = Name()
wlexpr = Code
