"""The embedded evaluator: Python values in, Python values out."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Any

from .errors import SessionExit, WLSyntaxError
from .interpreter.control import ExitSignal
from .interpreter.convert import Unconvertible, to_expression, to_python
from .interpreter.expr import FAILED, NULL, Expr
from .interpreter.messages import IssuedMessage
from .interpreter.session import Outcome
from .interpreter.session import Session as Core
from .interpreter.symbols import system
from .notebook import live_display
from .results import Result

logger = logging.getLogger("luperca")
PYTHON = system("Python")


class Session:
    """An evaluator of its own: its definitions are seen by no other session.

    Evaluations of one session from several threads wait for each other; `abort` may be called from any thread.
    `sandbox=True` takes away files, network, processes and environment.  A session can be used as a context manager.

    >>> with Session() as session:
    ...     session.evaluate("x = 20; x + 1")
    21
    """

    def __init__(self, *, sandbox: bool = False, debug: bool = False) -> None:
        self.core = Core(sandbox=sandbox, debug=debug)
        self.core.state["live_display"] = live_display()
        self._exceptions: list[BaseException] = []
        self.core.definitions[PYTHON].messages["exc"] = "`1` raised `2`: `3`"

    # ---- evaluation ------------------------------------------------------------------------------------------------

    def evaluate(self, expr: Any, *, timeout: float | None = None) -> Any:
        """Evaluate a text of one or several expressions, or any Python value, and give the last result for Python.

        Messages go to the logger "luperca" as warnings.  WLSyntaxError is raised for a text that cannot be read
        (the expressions before the error have been evaluated), TimeoutError after `timeout` seconds, SessionExit
        for Exit[].  A `str` is program text; `luperca.wl` builds expressions in which strings are strings.
        """
        value, messages, _ = self._run(expr, timeout)
        for message in messages:
            logger.warning("%s", message)
        return to_python(value)

    def evaluate_wrap(self, expr: Any, *, timeout: float | None = None) -> Result:
        """The same as `evaluate`, with messages, printed lines and texts beside the value; see `Result`.

        A syntax error is told as a message and the failure "syntax".
        """
        printed: list[str] = []
        with self.core.lock:
            before = self.core.print
            self.core.print = printed.append
            self._exceptions = []
            try:
                value, messages, failure = self._run(expr, timeout)
            except WLSyntaxError as error:
                messages = [IssuedMessage(system("Syntax"), "sntx", str(error))]
                value, failure = FAILED, "syntax"
            finally:
                self.core.print = before
            return Result(value, list(messages), printed, failure, self._exceptions, self.core.text)

    def evaluate_many(self, exprs: list[Any]) -> list[Any]:
        """`evaluate` for each."""
        return [self.evaluate(e) for e in exprs]

    def _run(self, expr: Any, timeout: float | None) -> tuple[Any, list[IssuedMessage], str | None]:
        out_of_time = threading.Event()

        def stop() -> None:
            out_of_time.set()
            self.abort()

        timer = None if timeout is None else threading.Timer(timeout, stop)
        if timer is not None:
            timer.daemon = True
            timer.start()
        try:
            value, messages, failure = self._evaluate_all(expr, out_of_time)
        except ExitSignal as signal:
            raise SessionExit(signal.code) from None
        finally:
            if timer is not None:
                timer.cancel()
        if out_of_time.is_set() and failure == "abort":
            raise TimeoutError(f"evaluation took longer than {timeout} s")
        return value, messages, failure

    def _evaluate_all(self, expr: Any, stop: threading.Event) -> tuple[Any, list[IssuedMessage], str | None]:
        with self.core.lock:
            if not isinstance(expr, str):
                outcome = self.core.evaluate_apart(self.to_expression(expr))
                return outcome.expr, list(outcome.messages), outcome.failure
            value: Any = NULL
            messages: list[IssuedMessage] = []
            failure = None
            for item in self.core.read(expr):
                outcome = self.core.evaluate_apart(item.expr)
                value, failure = outcome.expr, outcome.failure
                messages += outcome.messages
                if failure is not None or stop.is_set():
                    break
            return value, messages, failure

    def abort(self) -> None:
        """End the running evaluation at its next safe point; its result is $Aborted.  From any thread."""
        self.core.abort()

    # ---- between Python and the language -----------------------------------------------------------------------------

    def parse(self, text: str) -> Any:
        """The one expression of a text, not evaluated."""
        return self.core.read_value(text)

    def to_expression(self, value: Any) -> Any:
        """The expression of a Python value; Unconvertible (a TypeError) if it has none."""
        return to_expression(value, self.core.contexts.resolve)

    def text(self, expr: Any, form: str = "InputForm") -> str:
        """An expression as text."""
        return self.core.text(self.to_expression(expr), form)

    def function(self, expr: Any) -> Callable[..., Any]:
        """A Python callable for a function of the language: `session.function("#^2 &")(3)` is 9.

        Arguments are values, so a str argument is a string.  numpy arrays of 64-bit integers and reals are not
        copied in either direction: do not write to one that the session may have kept.
        """
        head = self.core.read_value(expr) if isinstance(expr, str) else self.to_expression(expr)

        def call(*args: Any) -> Any:
            outcome = self._apart(Expr(head, tuple([self.to_expression(a) for a in args])))
            for message in outcome.messages:
                logger.warning("%s", message)
            return to_python(outcome.expr)

        return call

    def _apart(self, e: Any) -> Outcome:
        try:
            return self.core.evaluate_apart(e)
        except ExitSignal as signal:
            raise SessionExit(signal.code) from None

    def register(self, name: str, function: Callable[..., Any]) -> None:
        """Make a Python function callable from the language under a name.

        Arguments and result are converted as everywhere.  An exception becomes the message Python::exc and the
        result $Failed; with `evaluate_wrap` it is kept in `Result.exceptions`.
        """
        symbol = self.core.contexts.resolve(name)
        definition = self.core.definitions[symbol]

        def call(args: tuple[Any, ...]) -> Any:
            try:
                return self.to_expression(function(*map(to_python, args)))
            except Exception as problem:
                self._exceptions.append(problem)
                self.core.message(PYTHON, "exc", symbol, type(problem).__name__, str(problem))
                return FAILED

        definition.call = call
        definition.volatile = True  # what Python does may be different at the next call
        self.core.evaluator.changed(definition, everywhere=True)

    # ---- listeners and the end ---------------------------------------------------------------------------------------

    def on_print(self, write: Callable[[str], None]) -> None:
        """Say where lines of Print go; without this they are only in `Result.output`."""
        self.core.on_print(write)

    def on_message(self, write: Callable[[IssuedMessage], None]) -> None:
        """Say who is told of messages as they are issued."""
        self.core.on_message(write)

    def terminate(self) -> None:
        """End the session: $Epilog is evaluated."""
        self.core.evaluate_quietly(system("$Epilog"))

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.terminate()


__all__ = ["Result", "Session", "SessionExit", "Unconvertible", "WLSyntaxError"]
