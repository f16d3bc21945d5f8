"""Where a front end writes: results to one stream, messages to the other, in colour if somebody can see it."""

from __future__ import annotations

import codecs
import os
import sys
from typing import Any, TextIO

from ..control import ExitSignal

STYLES = {"error": "31", "label": "36", "input": "32", "output": "34"}
# What stands for the lines of diagrams where the terminal's encoding lacks them.
_PLAIN = dict(zip("─│┌┐└┘├┤┬┴┼▼×−÷…→", "-|+++++++++vx-/~>"))
PIPE_CLOSED = 141  # what a shell reports for a program that ended by SIGPIPE


def wants_colour(choice: str, stream: TextIO) -> bool:
    """Whether to colour what goes to a stream: the option first, then the environment, then what the stream is."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return os.environ.get("TERM") != "dumb" and stream.isatty()


def _plainly(problem: UnicodeError) -> tuple[str, int]:
    """For characters that an encoding lacks: simpler ones that look alike, else their codes."""
    if not isinstance(problem, UnicodeEncodeError):
        raise problem
    lacking = problem.object[problem.start : problem.end]
    return "".join([_PLAIN.get(c) or c.encode("ascii", "backslashreplace").decode() for c in lacking]), problem.end


codecs.register_error("plainly", _plainly)


class Console:
    """Two streams.  A reader that went away ends the program quietly, at whatever depth the writing happens."""

    def __init__(self, colour: str = "auto", out: TextIO | None = None, err: TextIO | None = None) -> None:
        self.out = sys.stdout if out is None else out
        self.err = sys.stderr if err is None else err
        self.colours = {id(stream): wants_colour(colour, stream) for stream in (self.out, self.err)}
        for stream in (self.out, self.err):
            if hasattr(stream, "reconfigure"):  # a character that the terminal lacks is no reason to fail
                stream.reconfigure(errors="plainly")

    def attach(self, session: Any) -> None:
        """Show what a session prints and says."""
        session.on_print(self.line)
        session.on_message(lambda message: self.error(message.shown))
        session.state["write_stdout"] = lambda text: self._write(self.out, text)
        session.state["write_stderr"] = lambda text: self._write(self.err, text)
        session.state["live"] = self.err.isatty()  # whether a line can be written over

    def styled(self, text: str, style: str, stream: TextIO | None = None) -> str:
        if not self.colours[id(self.out if stream is None else stream)]:
            return text
        return f"\x1b[{STYLES[style]}m{text}\x1b[0m"

    def line(self, text: str) -> None:
        """A line of results."""
        self._write(self.out, text + "\n")

    def error(self, text: str) -> None:
        """A message; what was printed before it appears before it."""
        self.flush()
        self._write(self.err, self.styled(text, "error", self.err) + "\n")
        self.flush()

    def flush(self) -> None:
        for stream in (self.out, self.err):
            try:
                stream.flush()
            except BrokenPipeError:
                self._closed(stream)

    def _write(self, stream: TextIO, text: str) -> None:
        try:
            stream.write(text)
        except BrokenPipeError:
            self._closed(stream)

    @staticmethod
    def _closed(stream: TextIO) -> None:
        # The interpreter flushes once more at its end: that must not fail again.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
        raise ExitSignal(PIPE_CLOSED)


def aligned(label: str, text: str) -> str:
    """A text behind its label, further lines under the first."""
    return label + text.replace("\n", "\n" + " " * len(label))


def output_label(line: int, form: str | None) -> str:
    """`Out[3]= `, or `Out[3]//Short= ` for a result in another form than the usual one."""
    return f"Out[{line}]//{form}= " if form else f"Out[{line}]= "
