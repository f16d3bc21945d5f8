"""One session: definitions, evaluator, contexts, messages and history, put together.

Only this room knows all the others.  Front ends and the embedding interface call it; nothing here prints.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..grammar import is_complete, parse, read_all
from . import symbols as S
from .binding import install
from .contexts import Contexts
from .control import (
    AbortSignal,
    BreakSignal,
    ContinueSignal,
    ExitSignal,
    GotoSignal,
    LimitSignal,
    ReturnSignal,
    ThrowSignal,
    TimeSignal,
)
from .definitions import Cells, Computed, Definition, Definitions
from .display import fill_template, to_text
from .evaluator import Evaluator
from .expr import ABORTED, FAILED, NULL, Expr, Symbol, has_head, system
from .formatted import text_hook
from .messages import IssuedMessage, Messages
from .numerics.infinities import out_of_range
from .numerics.numbers import NumberOverflow
from .places import Places
from .reader import ExprBuilder

# Wrappers that say how to show a result; Out[n] keeps what is inside.
FORMS = frozenset(
    map(
        system,
        "InputForm OutputForm FullForm StandardForm TraditionalForm MatrixForm TableForm Short Shallow TeXForm "
        "NumberForm ScientificForm EngineeringForm AccountingForm PaddedForm BaseForm TreeForm CForm "
        "FortranForm".split(),
    )
)


@dataclass(slots=True)
class Input:
    """One expression as it was read, with its text."""

    expr: Any
    text: str
    start: int = 0
    end: int = 0


@dataclass(slots=True)
class Outcome:
    """What one input gave.

    `text` is None when nothing is to be shown; `form` names the wrapper for Out[n]//Form=; `failure` is
    "abort", "throw" or "error" when the evaluation did not come to its end.
    """

    line: int
    expr: Any
    text: str | None = None
    form: str | None = None
    messages: list[IssuedMessage] = field(default_factory=list)
    failure: str | None = None


class Session:
    """An independent evaluator with its own symbols' values; one evaluation at a time, abort from any thread."""

    def __init__(self, *, sandbox: bool = False, debug: bool = False) -> None:
        from . import builtins  # the declarations; imported once per process

        builtins.load()
        self.sandbox = sandbox
        self.debug = debug
        self.writes = True  # of several processes that run one program together only the first writes files
        self.lock = threading.RLock()
        self.contexts = Contexts()
        self.definitions = Definitions(self._declare)
        self.messages = Messages(self.definitions, self._fill)
        self.message = self.messages.issue
        self.evaluator = Evaluator(self.definitions, self.message)
        self.evaluate_expr = self.evaluator.evaluate
        self.places = Places()
        self.builder = ExprBuilder(self.contexts, self.places)
        self.line = 0
        self.inputs: dict[int, Input] = {}
        self.outputs: dict[int, Any] = {}
        self.history_length: float = float("inf")
        self.width: int | None = None
        self.print: Callable[[str], None] = lambda text: None
        self._written: dict[Path, list[Any]] = {}  # the files of the prelude that were read
        self.state: dict[str, Any] = {}  # what single topics keep: random generators, open streams, sown values

    def _declare(self, definition: Definition) -> None:
        install(definition, self)

    def add_written(self, definition: Definition, file: Path) -> None:
        """Give a definition the rules and attributes that a file of the prelude has for its symbol."""
        from .builtins.assignment import add_rule

        written = self._written.get(file)
        if written is None:
            contexts = Contexts()
            contexts.current, contexts.path = "System`Private`", ["System`"]
            nodes = [node for node, _, _ in read_all(file.read_text(encoding="utf-8"), ExprBuilder(contexts))]
            written = self._written[file] = nodes
        for node in written:
            owner, kind = node.args[0], "down"
            while isinstance(owner, Expr):
                if owner.head is S.Condition:
                    owner = owner.args[0]
                else:
                    kind, owner = "sub" if isinstance(owner.head, Expr) else kind, owner.head
            if owner is not definition.symbol:
                continue
            if node.head is S.SetDelayed:
                add_rule(self, definition, kind, *node.args)
            elif node.head is S.TagSetDelayed:
                add_rule(self, definition, "up", *node.args[1:])
            else:
                self.evaluator.evaluate(node)

    # ---- reading ---------------------------------------------------------------------------------------------------

    def read(self, text: str) -> Iterator[Input]:
        """The expressions of a text, one after the other, so that each sees what the ones before have defined.

        Raises luperca.grammar.WLSyntaxError at the first one that cannot be read.
        """
        file = self.state.get("input_file", "")
        self.places.reading(text, file)
        for node, start, end in read_all(text, self.builder):
            yield Input(node, text[start:end], start, end)
            self.places.reading(text, file)  # the input may have read others

    def read_value(self, text: str) -> Any:
        """The one expression of a text, not evaluated."""
        self.places.reading(text, "")
        return parse(text, self.builder)

    def is_complete(self, text: str) -> tuple[str, Any]:
        """("complete" | "incomplete" | "error" | "empty", the syntax error or None)."""
        return is_complete(text)

    # ---- evaluating ------------------------------------------------------------------------------------------------

    def evaluate_input(self, item: Input | Any) -> Outcome:
        """Evaluate one input as the session's next line: In[n], Out[n] and the messages of this line."""
        with self.lock:
            if not isinstance(item, Input):
                item = Input(item, self.text(item, "InputForm"))
            self.line += 1
            self.inputs[self.line] = item
            self.messages.begin_input()
            self.evaluator.interrupt = None
            e = item.expr
            silent = isinstance(e, Expr) and e.head is S.CompoundExpression and e.args[-1:] == (NULL,)
            if silent:  # `x;` shows nothing, and is x for %
                e = e.args[0] if len(e) == 2 else Expr(e.head, e.args[:-1])
            value, failure = self._guarded(lambda: self._evaluate_hooked(e))
            outcome = Outcome(self.line, value, messages=self.messages.issued, failure=failure)
            self._record(outcome, silent and failure is None)
            return outcome

    def _evaluate_hooked(self, e: Any) -> Any:
        """$Pre is applied before evaluation, $Post after it."""
        pre, post = self.own_value(S.system("$Pre")), self.own_value(S.system("$Post"))
        value = self.evaluator.evaluate_top(e if pre is None else Expr(pre, (e,)))
        return value if post is None else self.evaluator.evaluate_top(Expr(post, (value,)))

    def _record(self, outcome: Outcome, silent: bool) -> None:
        value = outcome.expr
        shown = value
        if isinstance(value, Expr) and value.head in FORMS and value.args:
            outcome.form = value.head.name
            value = value.args[0]
        self.outputs[self.line] = value
        outcome.expr = value
        for old in [n for n in self.outputs if n <= self.line - self.history_length]:
            self.outputs.pop(old)
            self.inputs.pop(old, None)
        if shown is not NULL and not silent:
            hook = self.own_value(S.system("$PrePrint"))
            text, failure = self._guarded(
                lambda: self.text(shown if hook is None else self.evaluator.evaluate_top(Expr(hook, (shown,))))
            )
            outcome.text = text if isinstance(text, str) else None

    def evaluate_apart(self, e: Any) -> Outcome:
        """Evaluate outside the history and without making text: for callers from Python, who may call very often."""
        with self.lock:
            self.messages.begin_input()
            self.evaluator.interrupt = None
            value, failure = self._guarded(lambda: self.evaluator.evaluate_top(e))
            return Outcome(self.line, value, messages=self.messages.issued, failure=failure)

    def evaluate_quietly(self, e: Any) -> Any:
        """Evaluate outside the history; control flow that nobody catches ends in its usual value."""
        with self.lock:
            return self._guarded(lambda: self.evaluator.evaluate_top(e))[0]

    def _guarded(self, work: Callable[[], Any]) -> tuple[Any, str | None]:
        """Run work; turn what nobody caught into a value and the kind of failure."""
        try:
            return work(), None
        except ThrowSignal as s:
            args = (s.value,) if s.tag is None else (s.value, s.tag)
            self.message(S.Throw, "nocatch", Expr(S.Throw, args))
            return Expr(S.Hold, (Expr(S.Throw, args),)), "throw"
        except (AbortSignal, TimeSignal):
            return ABORTED, "abort"
        except KeyboardInterrupt:
            return ABORTED, "abort"
        except LimitSignal as s:
            return s.value, None
        except ReturnSignal as s:
            return s.value, None
        except (BreakSignal, ContinueSignal, GotoSignal) as s:
            head = {BreakSignal: S.Break, ContinueSignal: S.Continue, GotoSignal: S.Goto}[type(s)]
            return Expr(S.Hold, (Expr(head, (s.label,) if isinstance(s, GotoSignal) else ()),)), "throw"
        except ExitSignal:
            raise
        except NumberOverflow as problem:
            return out_of_range(problem, self), None
        except (RecursionError, MemoryError):
            self.message(S.General, "depth")
            return FAILED, "error"
        except Exception as problem:
            if self.debug:
                raise
            self.message(S.General, "pyerr", type(problem).__name__, str(problem))
            return FAILED, "error"

    def abort(self) -> None:
        """End the running evaluation at its next safe point; its result is $Aborted.  May come from any thread."""
        self.evaluator.interrupt = AbortSignal()

    # ---- text ------------------------------------------------------------------------------------------------------

    def text(self, e: Any, form: str = "OutputForm") -> str:
        if form == "OutputForm" and has_head(e, S.TeXForm, 1):  # the user's rules for TeXForm are asked for it
            e, form = e.args[0], "TeXForm"
        return to_text(e, form, self.width, self.contexts.visible_name, text_hook(self, form))

    def _fill(self, template: str, args: tuple[Any, ...]) -> str:
        return fill_template(template, args, self.contexts.visible_name)

    # ---- definitions from Python -----------------------------------------------------------------------------------

    def own_value(self, s: Symbol) -> Any:
        """The value that a symbol has been given, or None."""
        value = self.definitions[s].own
        return value.read() if isinstance(value, (Computed, Cells)) else value

    def on_message(self, write: Callable[[IssuedMessage], None]) -> None:
        """Say who shows messages."""
        self.messages.write = write

    def on_print(self, write: Callable[[str], None]) -> None:
        """Say where Print goes."""
        self.print = write
