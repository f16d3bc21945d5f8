"""Running a program: every expression in turn, and what is shown of the results."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...grammar import WLSyntaxError
from ..session import Input, Outcome, Session
from .console import Console, aligned, output_label
from .interrupt import interruptible

INTERRUPTED = 130
Show = Callable[[Console, Input, Outcome], None]


def _result(console: Console, item: Input, outcome: Outcome) -> None:
    if outcome.text is not None:
        console.line(outcome.text)


def _ask(console: Console, item: Input, line: int) -> None:
    label = f"In[{line}]:= "
    console.line(console.styled(label, "input") + aligned(label, item.text)[len(label) :])


def _answer(console: Console, item: Input, outcome: Outcome) -> None:
    if outcome.text is not None:
        label = output_label(outcome.line, outcome.form)
        console.line(console.styled(label, "output") + aligned(label, outcome.text)[len(label) :])
    console.line("")


# name -> (before an expression, after it, at the end of the program with the last one)
SHOWS: dict[str, tuple[Any, Show | None, Show | None]] = {
    "nothing": (None, None, None),
    "last": (None, None, _result),
    "all": (None, _result, None),
    "transcript": (_ask, _answer, None),
}


def program_text(text: str) -> str:
    """A program without the line for the shell, all other lines at their places."""
    return text[len(text.partition("\n")[0]) :] if text.startswith("#!") else text


def run(session: Session, text: str, console: Console, show: str = "nothing", name: str = "") -> int:
    """Evaluate the expressions of a text one by one; the exit status.

    An uncaught Throw or an abort ends a program, but not a transcript, which records a session.
    """
    before, after, at_end = SHOWS[show]
    status, last = 0, None
    with interruptible(session) as interrupts:
        try:
            for item in session.read(program_text(text)):
                if before is not None:
                    before(console, item, session.line + 1)
                outcome = session.evaluate_input(item)
                last = item, outcome
                if after is not None:
                    after(console, item, outcome)
                if interrupts.seen:
                    return INTERRUPTED
                if outcome.failure is not None:
                    status = 1
                    if show != "transcript" and outcome.failure != "error":
                        break
        except WLSyntaxError as error:
            console.error(f"Syntax error in {name}, {error}" if name else f"Syntax error, {error}")
            status = 1
    if at_end is not None and last is not None:
        at_end(console, *last)
    return status


def finish(session: Session) -> None:
    """What a session does at its end: $Epilog."""
    session.evaluate_quietly(session.read_value("$Epilog"))
