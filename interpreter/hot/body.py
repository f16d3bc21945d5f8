"""Bodies as Python that computes their values: of pure functions, of rules and of loops that run often.

What an operation does with machine integers is written out; a test of types stands before it, and whatever it does not
hold for is evaluated in the ordinary way, so that a failing test costs time and is never wrong.  An operation with a
side effect is never begun twice.  Values of symbols are read and written where everybody looks for them, but for local
symbols of a Module that nobody else can see: those are variables of Python.

That a head has no rules of the user's is assumed when its operation is written out.  The kernel keeps these heads in
`inlined`; a definition for one of them drops all code.  Generated source holds constants by name only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from .. import symbols as S
from ..arguments import ATOMS
from ..compiler import SlotWriter, Uncompilable, Writer
from ..control import BreakSignal, ContinueSignal, ReturnSignal
from ..declare import declared
from ..definitions import ANY_HOLD, FLAT, LISTABLE, ORDERLESS, PROTECTED, SEQUENCE_HOLD, Cells
from ..expr import FALSE, LIST, NULL, Expr, Symbol
from ..packed import Packed
from ..patterns import mentions_head
from .calls import helpers, truth

Inline = Callable[["Body", Expr], str | None]
Mark = tuple[int, int, int, dict[Symbol, str], frozenset[Symbol]]
INLINE: dict[Symbol, Inline] = {}  # what writes the value of an expression with a head; None: it cannot
TESTS: dict[Symbol, Inline] = {}  # the same for True, False or anything else as Python's True, False or a value
_PLAIN = ANY_HOLD | SEQUENCE_HOLD
_MEDDLING = _PLAIN | FLAT | ORDERLESS | LISTABLE
_LONGEST = 4000  # lines
# Heads that evaluate what they hold at once, and keep none of it.
AT_ONCE = frozenset(
    map(S.system, "Block CompoundExpression Do For If Module Product Sum Switch Table Which While With".split())
)
ASSIGNING = frozenset(
    map(
        S.system,
        "Set SetDelayed Increment Decrement PreIncrement PreDecrement AddTo SubtractFrom TimesBy DivideBy AppendTo "
        "PrependTo AssociateTo KeyDropFrom Unset Clear ClearAll ApplyTo".split(),
    )
)


def inline(*names: str, table: dict[Symbol, Inline] = INLINE) -> Callable[[Inline], Inline]:
    """Say how the value of expressions with these heads is written."""

    def enter(rule: Inline) -> Inline:
        table.update(dict.fromkeys(map(S.system, names), rule))
        return rule

    return enter


class Body:
    """Writes the value of expressions into a function."""

    def __init__(self, writer: Writer) -> None:
        self.w, self.kernel = writer, writer.kernel
        self.locals: dict[Symbol, str] = {}  # local symbols -> Python variables
        self.assigned: frozenset[Symbol] = frozenset()  # local symbols that get new values
        self.assumed: set[Symbol] = set()  # symbols that are taken to mean what they were declared to
        self.gains = 0  # operations that were written out
        writer.names |= {
            "ATOMS": ATOMS,
            "BreakSignal": BreakSignal,
            "Cells": Cells,
            "Packed": Packed,
            "ContinueSignal": ContinueSignal,
            "FALSE": FALSE,
            "LIST": LIST,
            "NULL": NULL,
            "ReturnSignal": ReturnSignal,
            "kernel": self.kernel,
            "truth": truth,
            **helpers(self.kernel),
        }

    # ---- source ------------------------------------------------------------------------------------------------------

    def emit(self, line: str) -> None:
        if len(self.w.lines) > _LONGEST:
            raise Uncompilable
        self.w.emit(line)

    def new(self) -> str:
        return self.w.new()

    def put(self, code: str) -> str:
        """A new variable with the value of some code."""
        name = self.new()
        self.emit(f"{name} = {code}")
        return name

    @contextmanager
    def block(self, line: str) -> Iterator[None]:
        """What stands under a line that opens a block."""
        self.emit(line)
        self.w.indent += 1
        if self.w.indent > 18:
            raise Uncompilable
        count = len(self.w.lines)
        yield
        if len(self.w.lines) == count:
            self.emit("pass")
        self.w.indent -= 1

    # ---- values ------------------------------------------------------------------------------------------------------

    def value(self, e: Any) -> str:
        """The name (or literal) of the value of e."""
        if type(e) in ATOMS:
            return self.w.constant(e)
        place = self.w.place(e)
        if place is not None:
            if place[0] == "*":
                raise Uncompilable
            return place
        if type(e) is Symbol:
            return self.symbol(e)
        if type(e) is Expr and type(e.head) is Symbol and self.is_plain(e.head):
            if e.head in TESTS:
                mark = self.mark()
                c = TESTS[e.head](self, e)
                if c is not None:
                    self.gains += 1
                    return self.put(f"TRUE if {c} is True else FALSE if {c} is False else {c}")
                self.back(mark)
            if e.head in INLINE:
                mark = self.mark()
                found = INLINE[e.head](self, e)
                if found is not None:
                    self.gains += 1
                    return found
                self.back(mark)
        return self.general(e)

    def test(self, e: Any) -> str:
        """The name of True or False, or of the value where it is neither."""
        if type(e) is Expr and e.head in TESTS and self.is_plain(e.head):
            mark = self.mark()
            c = TESTS[e.head](self, e)
            if c is not None:
                self.gains += 1
                return c
            self.back(mark)
        return self.put(f"truth({self.value(e)})")

    def is_plain(self, head: Symbol) -> bool:
        """Whether a head means what the builtin does; remembered as an assumption."""
        d = self.kernel.definitions[head]
        known = declared(head)
        if known is None or d.down is not None or d.up is not None or d.own is not None:
            return False
        if d.attributes != known.attributes:
            return False
        self.assumed.add(head)
        return True

    def symbol(self, s: Symbol) -> str:
        if s in self.locals:
            return self.local(s)
        d = self.kernel.definitions[s]
        name = self.w.constant(s)
        if d.own is None and d.attributes & PROTECTED:
            self.assumed.add(s)
            return name
        v = self.put(f"{self.w.constant(d)}.own")
        with self.block(f"if type({v}) not in ATOMS:"):
            self.emit(f"{v} = {name} if {v} is None else evaluate({name})")
        return v

    def local(self, s: Symbol) -> str:
        """The value of a local symbol as it is now; later assignments do not change it."""
        name = self.locals[s]
        return self.put(f"{name}.read() if type({name}) is Cells else {name}") if s in self.assigned else name

    def general(self, e: Any) -> str:
        """The value of any expression, in the ordinary way."""
        if not isinstance(e, Expr):
            return self.w.constant(e)
        if not self.w.mentions(e) and not self.locals_in(e):
            return self.put(f"evaluate({self.w.constant(e)})")
        head = e.head
        if type(e) is Expr and type(head) is Symbol and self.w.place(head) is None and head not in self.locals:
            d = self.kernel.definitions[head]
            if not d.attributes & _PLAIN:
                args = self.arguments(e)
                if d.down is not None and not d.attributes & _MEDDLING and d.call is None:
                    return self.put(f"call({self.w.constant(d)}, {self.w.constant(head)}, {args})")
                if d.call is not None and not d.attributes & ORDERLESS and self.is_plain(head):
                    self.gains += 1
                    return self.put(self.builtin(head, args))
                return self.put(f"evaluate(Expr({self.w.constant(head)}, {args}))")
        return self.put(f"evaluate({self.template(e, at_once=head in AT_ONCE)})")

    def builtin(self, head: Symbol, args: str) -> str:
        """The code of a call of a builtin."""
        return f"builtin({self.w.constant(self.kernel.definitions[head])}, {self.w.constant(head)}, {args})"

    def arguments(self, e: Expr) -> str:
        return self.row([self.value(a) for a in e.args])

    @staticmethod
    def row(names: list[str]) -> str:
        return f"({', '.join(names)}{',' if len(names) == 1 else ''})"

    def template(self, e: Any, at_once: bool = False) -> str:
        """Code that builds e with the values of the variables in it.

        Local symbols stand for their present values: in what is evaluated `at_once`, if nothing in it assigns to them
        or keeps them in a function, and everywhere if they never get other values.
        """
        seen = self.locals_in(e)
        if not seen:
            return self.w.template(e)
        changing = seen & self.assigned
        if changing and not (at_once and not assigned_in(e) & changing and not mentions_head(e, (S.Function,))):
            raise Uncompilable
        if isinstance(self.w, SlotWriter):
            raise Uncompilable
        kept = self.w.places
        self.w.places = {**kept, **{s: self.local(s) for s in seen}}
        try:
            return self.w.template(e)
        finally:
            self.w.places = kept

    def locals_in(self, e: Any) -> set[Symbol]:
        found: set[Symbol] = set()
        stack = [e] if self.locals else []
        while stack:
            e = stack.pop()
            if type(e) is Symbol:
                if e in self.locals:
                    found.add(e)
            elif isinstance(e, Expr):
                stack += [e.head, *e.args]
        return found

    # ---- the end of a rule -------------------------------------------------------------------------------------------

    def tail(self, e: Any) -> None:
        """Return the value of e, or, where it is a call in its last place, the call for the evaluator to go on with: a
        function that ends in a call of itself goes no deeper."""
        if type(e) is Expr and type(e.head) is Symbol and self.w.place(e) is None:
            if e.head is S.If and 2 <= len(e) <= 4 and self.is_plain(e.head):
                self._tail_if(e)
                return
            if e.head is S.CompoundExpression and e.args and self.is_plain(e.head):
                if not any(isinstance(a, Expr) and a.head is S.Label for a in e.args):
                    for a in e.args[:-1]:
                        self.value(a)
                    self.tail(e.args[-1])
                    return
            if not (e.head in TESTS or e.head in INLINE) or not self.is_plain(e.head):
                self._tail_call(e)
                return
        self.emit(f"return {self.value(e)}")

    def _tail_if(self, e: Expr) -> None:
        c = self.test(e.args[0])
        self.gains += 1
        with self.block(f"if {c} is True:"):
            self.tail(e.args[1])
        with self.block(f"if {c} is False:"):
            self.tail(e.args[2] if len(e) > 2 else NULL)
        if len(e) == 4:
            self.tail(e.args[3])
        else:
            rest = ", ".join(self.template(a, at_once=True) for a in e.args[1:])
            self.emit(f"return evaluate(Expr({self.w.constant(S.If)}, ({c}, {rest},)))")

    def _tail_call(self, e: Expr) -> None:
        head = e.head
        if not self.w.mentions(e):
            self.emit(f"return {self.w.constant(e)}")
        elif self.w.place(head) is None and not self.kernel.definitions[head].attributes & _PLAIN:
            self.emit(f"return Expr({self.w.constant(head)}, {self.arguments(e)})")
        else:
            self.emit(f"return {self.template(e)}")

    # ---- going back --------------------------------------------------------------------------------------------------

    def mark(self) -> Mark:
        return len(self.w.lines), self.w.indent, self.gains, dict(self.locals), self.assigned

    def back(self, mark: Mark) -> None:
        """Forget what has been written since a mark."""
        del self.w.lines[mark[0] :]
        self.w.indent, self.gains, self.locals, self.assigned = mark[1:]


def assigned_in(e: Any) -> frozenset[Symbol]:
    """The symbols to which, or to parts of which, something in e assigns."""
    found: set[Symbol] = set()
    stack = [e]
    while stack:
        e = stack.pop()
        if isinstance(e, Expr):
            if e.head in ASSIGNING and e.args:
                found |= _targets(e.args[0])
            stack += [e.head, *e.args]
    return frozenset(found)


def _targets(e: Any) -> set[Symbol]:
    while isinstance(e, Expr) and e.head is S.Part and e.args:
        e = e.args[0]
    if isinstance(e, Expr):
        return {s for a in (e.head, *e.args) for s in _targets(a)}
    return {e} if type(e) is Symbol else set()
