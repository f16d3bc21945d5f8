"""The prompt: reading with prompt_toolkit, evaluating with the session, showing with the console."""

from __future__ import annotations

import shutil
from typing import Any

from prompt_toolkit import PromptSession
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.input import Input as KeyInput
from prompt_toolkit.layout.processors import HighlightMatchingBracketProcessor
from prompt_toolkit.output import Output as Screen
from prompt_toolkit.styles import Style

from ...grammar import WLSyntaxError
from ..folders import history_file, init_file
from ..session import Session
from ..version import VERSION
from .completion import SymbolCompleter
from .console import Console, aligned, output_label
from .highlight import STYLE, Highlighter
from .interrupt import interruptible
from .keys import key_bindings
from .names import Names

BANNER = f"luperca {VERSION}: Ctrl-D leaves, Alt-Enter evaluates at once, ?name tells about a symbol.\n"
NARROWEST = 20  # columns for results, however narrow the terminal
ESCAPE_WAIT = 0.05  # seconds after which an ESC is a key of its own and not the start of an Alt key


class Prompt:
    """One session at a terminal.  `input` and `output` stand in for the terminal in tests."""

    def __init__(
        self,
        session: Session,
        console: Console,
        *,
        history: bool = True,
        init: bool = True,
        input: KeyInput | None = None,
        output: Screen | None = None,
    ) -> None:
        self.session = session
        self.console = console
        self.init = init
        self.banner = input is None
        names = Names(session)
        self.reader: PromptSession[str] = PromptSession(
            multiline=True,
            history=_history(history),
            enable_history_search=True,
            complete_while_typing=False,
            completer=SymbolCompleter(names),
            lexer=Highlighter(names.known),
            key_bindings=key_bindings(session),
            input_processors=[HighlightMatchingBracketProcessor(chars="[](){}")],
            style=Style.from_dict(STYLE),
            prompt_continuation=lambda width, number, wrapped: " " * width,
            input=input,
            output=output,
        )
        self.reader.app.ttimeoutlen = ESCAPE_WAIT
        self.reader.app.timeoutlen = ESCAPE_WAIT

    def run(self) -> int:
        """Read and evaluate until the end of the input; Exit[n] passes through as the caller's matter."""
        if self.banner:
            self.console.line(BANNER)
        if self.init:
            self._initialize()
        while True:
            try:
                text = self.reader.prompt(FormattedText([("class:prompt", f"In[{self.session.line + 1}]:= ")]))
            except KeyboardInterrupt:
                continue
            except EOFError:
                return 0
            self.evaluate(text)
            self.console.flush()

    def evaluate(self, text: str) -> None:
        """Evaluate every expression of an input and show the results."""
        columns = shutil.get_terminal_size().columns
        with interruptible(self.session) as interrupts:
            try:
                for item in self.session.read(text):
                    self.session.width = max(columns - len(output_label(self.session.line + 1, None)), NARROWEST)
                    outcome = self.session.evaluate_input(item)
                    if outcome.text is not None:
                        label = output_label(outcome.line, outcome.form)
                        shown = aligned(label, outcome.text)[len(label) :]
                        self.console.line(f"\n{self.console.styled(label, 'output')}{shown}")
                    self.console.line("")
                    if interrupts.seen:
                        break
            except WLSyntaxError as error:
                self.console.error(f"Syntax error, {error}\n")
            except KeyboardInterrupt:
                self.console.error("Interrupted.\n")

    def _initialize(self) -> None:
        """Run init.wl, outside the history."""
        file = init_file()
        if self.session.sandbox or not file.is_file():
            return
        try:
            for item in self.session.read(file.read_text(encoding="utf-8")):
                self.session.evaluate_quietly(item.expr)
        except (OSError, UnicodeDecodeError, WLSyntaxError) as problem:
            self.console.error(f"{file}: {problem}")


class _WholeInputs(FileHistory):
    """A history file with one entry for each input, however many lines it has."""

    def append_string(self, string: str) -> None:
        if string.strip():
            super().append_string(string)


def _history(keep: bool) -> History:
    if not keep:
        return InMemoryHistory()
    try:
        file: Any = history_file()
    except OSError:  # no place to write: a prompt without memory is better than none
        return InMemoryHistory()
    return _WholeInputs(file)
