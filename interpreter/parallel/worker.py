"""The process that evaluates for another one: it reads frames, evaluates, and sends values, messages and text back."""

from __future__ import annotations

import os
import queue
import sys
import threading
from collections.abc import Callable
from typing import IO, Any

from .. import symbols as S
from ..builtins.assignment import add_rule
from ..control import ExitSignal
from ..definitions import Computed
from ..expr import FAILED, Expr, Symbol, make_list, symbol
from ..messages import IssuedMessage
from ..session import Session
from .definitions import TABLES, mentioned
from .frames import receive, send

# What changes the value of its first argument: for a shared variable the owner does it, at one go.
_CHANGING = (
    "Set SetDelayed Unset Increment Decrement PreIncrement PreDecrement AddTo SubtractFrom TimesBy DivideBy AppendTo "
    "PrependTo AssociateTo"
).split()
_WAIT = 0.05  # seconds between two looks at whether to abort
_REMOTELY = symbol("Luperca`Remotely")


class Worker:
    """One session that works for others.  The main thread evaluates, another one reads."""

    def __init__(self, inlet: IO[bytes], outlet: IO[bytes]) -> None:
        self.inlet, self.outlet = inlet, outlet
        self.session = Session()
        self.sending = threading.Lock()
        self.frames: queue.Queue[tuple[Any, ...]] = queue.Queue()
        self.answers: queue.Queue[Any] = queue.Queue()
        self.session.state["worker"] = self
        self.session.on_print(lambda text: self.send("print", text))
        self.session.on_message(self._message)
        for stream in ("stdout", "stderr"):
            self.session.state[f"write_{stream}"] = lambda text, stream=stream: self.send("write", stream, text)

    def send(self, *parts: Any) -> None:
        with self.sending:
            send(self.outlet, *parts)

    def _message(self, m: IssuedMessage) -> None:
        if (m.symbol, m.tag) != (S.General, "stop"):  # whoever asked counts for himself
            self.send("message", m.symbol, m.tag, make_list(m.arguments))

    def ask(self, kind: str, *parts: Any) -> Any:
        """What the owner of this process answers."""
        self.send("ask", kind, *parts)
        while True:
            try:
                return self.answers.get(timeout=_WAIT)
            except queue.Empty:
                self.session.evaluator.poll()

    # ---- frames ----------------------------------------------------------------------------------------------------

    def read(self) -> None:
        """What the reading thread does; the process ends with the pipe."""
        try:
            while (frame := receive(self.inlet)) is not None:
                if frame[0] == "abort":
                    self.session.abort()
                elif frame[0] == "answer":
                    self.answers.put(frame[1])
                else:
                    self.frames.put(frame)
        finally:
            os._exit(0)

    def run(self) -> None:
        threading.Thread(target=self.read, daemon=True).start()
        self.send("ready")
        while True:
            kind, *parts = self.frames.get()
            _FRAMES[kind](self, *parts)

    def _evaluate(self, number: int, e: Any) -> None:
        while not self.answers.empty():
            self.answers.get()
        for s in mentioned([e]):
            self.session.contexts.enter(s)
        try:
            outcome = self.session.evaluate_apart(e)
        except ExitSignal:
            os._exit(0)
        try:
            self.send("done", number, outcome.expr, outcome.failure or "")
        except (TypeError, ValueError, NotImplementedError, AttributeError):  # a value that has no other form
            self.send("done", number, FAILED, "error")

    def _define(self, *facts: Any) -> None:
        session = self.session
        for fact in facts:
            s, own, tables, attributes, messages, options = fact.args
            session.contexts.enter(s)
            d = session.definitions[s]
            for kind, rules in zip(TABLES, tables.args, strict=True):
                setattr(d, kind, None)
                for rule in rules.args:
                    add_rule(session, d, kind, *rule.args)
            session.evaluator.set_own(d, own.args[0] if own.args else None)
            d.messages = {rule.args[0]: rule.args[1] for rule in messages.args}
            d.options = {rule.args[0]: rule.args[1] for rule in options.args} or None
            d.attributes = attributes
            session.evaluator.attributes_changed(d)

    def _set(self, name: str, value: Any) -> None:
        self.session.state[name] = value

    def _share(self, s: Symbol) -> None:
        """A variable whose value the owner of this process keeps."""
        session = self.session
        d = session.definitions[s]
        blank = Expr(S.Pattern, (symbol("Luperca`Private`rest"), Expr(S.BlankNullSequence, ())))
        for name in _CHANGING:
            call = Expr(S.system(name), (s, blank))
            add_rule(session, d, "up", call, Expr(_REMOTELY, (Expr(call.head, (s, blank.args[0])),)))
        session.evaluator.set_own(d, Computed(lambda: self.ask("evaluate", s)))
        session.evaluator.attributes_changed(d)

    def _share_function(self, f: Symbol) -> None:
        d = self.session.definitions[f]
        d.call, d.volatile = lambda args: self.ask("evaluate", Expr(f, args)), True
        self.session.evaluator.changed(d, everywhere=True)

    def _private(self, s: Symbol) -> None:
        """What is no longer shared has no value here."""
        d = self.session.definitions[s]
        d.own = d.up = d.call = None
        self.session.evaluator.attributes_changed(d)


_FRAMES: dict[str, Callable[..., None]] = {
    "run": Worker._evaluate,
    "define": Worker._define,
    "set": Worker._set,
    "share": Worker._share,
    "share_function": Worker._share_function,
    "private": Worker._private,
}


def main() -> None:
    """Work for the process at the other end of the standard streams; nothing else may use them."""
    inlet, outlet = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1):
        os.dup2(nowhere, stream)
    sys.stdin, sys.stdout = open(os.devnull), open(os.devnull, "w")
    Worker(inlet, outlet).run()
