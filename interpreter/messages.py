"""Messages: Symbol::tag with a text, what is switched off, how often each was shown, and who wants to know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .definitions import Definitions
from .expr import Expr, Symbol, system
from .places import Place

# The texts that every symbol may use.
GENERAL = {
    "argx": "`1` called with `2` arguments; 1 argument is expected.",
    "argr": "`1` called with 1 argument; `2` arguments are expected.",
    "argrx": "`1` called with `2` arguments; `3` arguments are expected.",
    "argt": "`1` called with `2` arguments; `3` or `4` arguments are expected.",
    "argtu": "`1` called with 1 argument; `2` or `3` arguments are expected.",
    "argb": "`1` called with `2` arguments; between `3` and `4` arguments are expected.",
    "argbu": "`1` called with 1 argument; between `2` and `3` arguments are expected.",
    "argm": "`1` called with `2` arguments; `3` or more arguments are expected.",
    "argmu": "`1` called with 1 argument; `2` or more arguments are expected.",
    "attnf": "`1` is not the name of an attribute.",
    "indet": "Indeterminate expression `1` encountered.",
    "infy": "Infinite expression `1` encountered.",
    "int": "Integer expected at position `2` in `1`.",
    "intp": "Positive integer expected at position `2` in `1`.",
    "list": "List expected at position `2` in `1`.",
    "locked": "Symbol `1` is locked.",
    "lvlist": "Local variable specification `1` is not a list.",
    "lvset": "Local variable specification `1` contains `2`, which is neither a symbol nor an assignment to a symbol.",
    "newsym": "Symbol `1` is new.",
    "noopen": "Cannot open `1`.",
    "normal": "Nonatomic expression expected at position `1` in `2`.",
    "nonopt": "Options expected (instead of `1`) beyond position `2` in `3`.",
    "opttf": "Value of option `1` -> `2` should be True or False.",
    "optx": "Unknown option `1` in `2`.",
    "openx": "`1` is not open.",
    "ovfl": "Overflow occurred in computation.",
    "unfl": "Underflow occurred in computation.",
    "nosympy": "This needs the package sympy: pip install 'luperca[algebra]'.",
    "nomem": "The result would need about `1` elements, more than this session allows.",
    "pyerr": "Internal error (`1`): `2`.",
    "ranks": "Processes of mpirun have no variables and functions in common.",
    "sandbox": "`1` is not allowed in a sandboxed session.",
    "stop": "Further output of `1` will be suppressed during this calculation.",
    "string": "String expected at position `1` in `2`.",
    "strse": "String or list of strings expected at position `1` in `2`.",
    "sym": "Argument `1` at position `2` is expected to be a symbol.",
    "trace": "`1` --> `2`.",
    "write": "Tag `1` in `2` is protected.",
    "wrsym": "Symbol `1` is protected.",
}
_SHOWN_PER_INPUT = 3


@dataclass(frozen=True, slots=True)
class IssuedMessage:
    """One message as it was shown: `name` is "Power::infy", `text` the filled-in template."""

    symbol: Symbol
    tag: str
    text: str
    arguments: tuple[Any, ...] = ()
    place: Place | None = None  # where the cause was written, if that is known
    title: str = ""  # the name as one would write it where the message was shown

    @property
    def name(self) -> str:
        return f"{self.symbol}::{self.tag}"

    def __str__(self) -> str:
        return f"{self.name}: {self.text}"

    @property
    def shown(self) -> str:
        """The message as it is shown to people, with the place of its cause."""
        line = f"{self.title or self.name}: {self.text}"
        return line if self.place is None else f"{line}\n  at {self.place}"


class Messages:
    """Issues messages for one session.

    `write(message)` gets what is to be shown; `fill(template, args)` puts arguments into a template.  Quiet and Check
    push a collector: a function that returns True to keep a message from being shown.
    """

    def __init__(self, definitions: Definitions, fill: Callable[[str, tuple[Any, ...]], str]) -> None:
        self.definitions = definitions
        self.fill = fill
        self.write: Callable[[IssuedMessage], None] = lambda message: None
        self.off: set[tuple[Symbol, str]] = {(system("General"), "newsym")}
        self.collectors: list[Callable[[IssuedMessage], bool]] = []
        self.counts: dict[tuple[Symbol, str], int] = {}
        self.issued: list[IssuedMessage] = []  # during the current input, shown or not switched off

    def begin_input(self) -> None:
        self.counts.clear()
        self.issued = []

    def template(self, symbol: Symbol, tag: str) -> str | None:
        """The text of symbol::tag: its own, else General's."""
        own = self.definitions[symbol].messages.get(tag)
        if own is None:
            own = self.definitions[_GENERAL].messages.get(tag) or GENERAL.get(tag)
        return own if isinstance(own, str) else None

    def issue(self, symbol: Symbol, tag: str, *args: Any, place: Place | None = None) -> None:
        """Report symbol::tag, unless it is off, quieted, or was shown three times for this input."""
        if (symbol, tag) in self.off:
            return
        template = self.template(symbol, tag)
        text = "-- Message text not found --" if template is None else self.fill(template, args)
        title = f"{self.fill('`1`', (symbol,))}::{tag}"
        message = IssuedMessage(symbol, tag, text, args, place, title)
        for collector in reversed(self.collectors):
            if collector(message):
                return
        self.issued.append(message)
        count = self.counts[symbol, tag] = self.counts.get((symbol, tag), 0) + 1
        if count > _SHOWN_PER_INPUT:
            return
        self.write(message)
        if count == _SHOWN_PER_INPUT:
            name = Expr(system("MessageName"), (symbol, tag))
            self.write(IssuedMessage(_GENERAL, "stop", self.fill(GENERAL["stop"], (name,)), (name,)))


_GENERAL = system("General")
