"""Declaring builtins: a signature, messages, options and a docstring beside one Python function.

    @builtin("Reverse[list_]", normal="Nonatomic expression expected at position `1` in `2`.")
    def reverse(list, *, say): ...

The signatures are documentation, argument check and call convention at once: pattern variables are the names of the
positional parameters, messages are keywords of the decorator, and the keyword-only parameters `say`, `evaluate`,
`options`, `session`, `expr` and `written` (which gives the place of the call in its text, or None) are given to the
function that asks for them.
"""

from __future__ import annotations

import inspect
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .definitions import attribute_mask
from .expr import Symbol, symbol, system

Function = Callable[..., Any]


@dataclass(slots=True)
class Declaration:
    """What is known of a System symbol before any session exists."""

    name: str
    signatures: tuple[str, ...] = ()
    attributes: int = 0
    function: Function | None = None
    options: dict[str, Any] = field(default_factory=dict)
    messages: dict[str, str] = field(default_factory=dict)
    operator: str | None = None
    numeric: Callable[[int, int], Any] | None = None
    reals: Callable[[float, float], float] | None = None
    arrays: bool = False
    canonical: bool = False
    volatile: bool = False
    apply: Function | None = None
    meet: Function | None = None
    source: Path | None = None  # the file of the prelude that defines it
    value: Function | None = None  # f(session) -> own value or Computed
    later: bool = False  # listed by ?? but not by ? with wildcards
    docstring: str | Callable[[], str] = ""  # a function where the text lives in a package that loads late

    @property
    def symbol(self) -> Symbol:
        return symbol(self.name) if "`" in self.name else system(self.name)

    @property
    def doc(self) -> str:
        if callable(self.docstring):
            self.docstring = self.docstring()
        return self.docstring

    @property
    def usage(self) -> str:
        """The text of ::usage: the docstring's first paragraph."""
        return inspect.cleandoc(self.doc).partition("\n\n")[0].replace("\n", " ")


class Registry(dict[str, Declaration]):
    """name -> declaration.  A topic is imported when one of its names is asked for.

    `pending` maps names to the topics that have something to say about them and may not be imported yet; whoever
    walks over the whole registry imports them all.
    """

    def __init__(self) -> None:
        super().__init__()
        self.pending: dict[str, tuple[str, ...]] = {}
        self.origins: dict[str, dict[str, None]] = {}  # name -> the topics that declared something for it so far
        self.ready = False  # the names of all topics are known
        self.load: Callable[[str], object] = lambda topic: None  # imports a topic
        self.lock = threading.RLock()

    def _meet(self, name: object) -> None:
        if name in self.pending:
            with self.lock:
                for topic in self.pending.get(name, ()):  # type: ignore[call-overload]
                    self.load(topic)
                self.pending.pop(name, None)  # type: ignore[call-overload]

    def _meet_all(self) -> None:
        for name in list(self.pending):
            self._meet(name)

    def __getitem__(self, name: str) -> Declaration:
        self._meet(name)
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        self._meet(name)
        return super().get(name, default)

    def __contains__(self, name: object) -> bool:
        return super().__contains__(name) or name in self.pending

    def __iter__(self) -> Iterator[str]:
        self._meet_all()
        return super().__iter__()

    def __len__(self) -> int:
        self._meet_all()
        return super().__len__()

    def items(self) -> Any:
        self._meet_all()
        return super().items()

    def values(self) -> Any:
        self._meet_all()
        return super().values()


DECLARATIONS = Registry()


def declared(s: Symbol) -> Declaration | None:
    """The declaration of a symbol, if it is a builtin."""
    found: Declaration | None = DECLARATIONS.get(s.name if s.context == "System`" else s.full)
    return found


def declared_names(context: str) -> set[str]:
    """The names of the builtins of a context that have something to say about themselves."""
    front = "" if context == "System`" else context
    return {
        n.removeprefix(front) for n, d in DECLARATIONS.items() if d.docstring and n.rpartition("`")[0] == front[:-1]
    }


_TOPICS = __name__.rpartition(".")[0] + ".builtins."


def declaration(name: str) -> Declaration:
    """The declaration of a name, to be filled in by a topic while it is imported."""
    frame = sys._getframe(1)
    while frame is not None and frame.f_code.co_name != "<module>":
        frame = frame.f_back  # out of the helpers, to the topic that is being imported
    if frame is not None and frame.f_globals["__name__"].startswith(_TOPICS):
        topic = frame.f_globals["__name__"].removeprefix(_TOPICS)
        DECLARATIONS.origins.setdefault(name, {})[topic] = None
    return DECLARATIONS.setdefault(name, Declaration(name))


def builtin(
    *signatures: str,
    attributes: str = "Protected",
    options: dict[str, Any] | None = None,
    operator: str | None = None,
    numeric: Callable[[int, int], Any] | None = None,
    reals: Callable[[float, float], float] | None = None,
    arrays: bool = False,
    canonical: bool = False,
    volatile: bool = False,
    **messages: str,
) -> Callable[[Function], Function]:
    """Declare the function below as the builtin named in the signatures.

    operator   a curried form, as "Select[crit_][list_]"; it calls the builtin by its first signature
    numeric    what two machine integers give, tried before everything else
    reals      what two machine reals give, taken when it is finite
    arrays     a Listable function that takes Packed lists whole (None: then it is threaded after all)
    canonical  the function flattens and sorts its arguments itself (attributes Flat and Orderless)
    volatile   the result may differ at the next call although nothing was defined
    """
    name = signatures[0].partition("[")[0]

    def register(function: Function) -> Function:
        d = declaration(name)
        d.signatures, d.function, d.docstring = signatures, function, function.__doc__ or ""
        d.attributes = attribute_mask(attributes.split())
        d.options, d.operator, d.numeric = options or {}, operator, numeric
        d.reals, d.arrays, d.canonical, d.volatile = reals, arrays, canonical, volatile
        d.messages.update(messages)
        return function

    return register


def applied(name: str) -> Callable[[Function], Function]:
    """Declare the function below as the meaning of name[...][args]: f(head, args, **extras)."""

    def register(function: Function) -> Function:
        declaration(name).apply = function
        return function

    return register


def meeting(name: str) -> Callable[[Function], Function]:
    """Declare the function below as what calls make of name[...] among their arguments: f(head, args, **extras).

    It is asked after the user's upvalues, for every symbol that is the head of such a call.
    """

    def register(function: Function) -> Function:
        declaration(name).meet = function
        return function

    return register


def variable(name: str, attributes: str = "") -> Callable[[Function], Function]:
    """Declare f(session) as the maker of a system variable's initial value (or Computed)."""

    def register(function: Function) -> Function:
        d = declaration(name)
        d.value, d.docstring, d.attributes = function, function.__doc__ or "", attribute_mask(attributes.split())
        return function

    return register


def name(name: str, usage: str, attributes: str = "Protected", **messages: str) -> None:
    """Declare a symbol that only stands for itself: option names, directives, constants of the language."""
    d = declaration(name)
    d.docstring, d.attributes = usage, attribute_mask(attributes.split())
    d.messages.update(messages)
