"""The command line: one table of options, and the reading of arguments by it.

Long options are taken with one dash or two, so that the spellings of wolframscript work; what follows the program's
file belongs to the program.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

COLOURS = ("auto", "always", "never")


class UsageError(Exception):
    """The arguments make no sense; the text says why."""


@dataclass
class Arguments:
    """What the command line asks for."""

    codes: list[str] = field(default_factory=list)
    file: str | None = None
    rest: list[str] = field(default_factory=list)  # the program's own arguments
    show: str = "nothing"  # which results a program prints: see script.SHOWS
    colour: str = "auto"
    sandbox: bool = False
    init: bool = True
    history: bool = True
    debug: bool = False
    action: str = "run"  # "help", "version" or "run"


class Option(NamedTuple):
    names: tuple[str, ...]  # one letter, or a word; without dashes
    value: str  # how the help calls the value; "" for none
    help: str
    take: Callable[[Arguments, str], None]
    last: bool = False  # whether all that follows belongs to the program


def _set(name: str, value: object) -> Callable[[Arguments, str], None]:
    return lambda arguments, _: setattr(arguments, name, value)


def _file(arguments: Arguments, value: str) -> None:
    if arguments.file is not None:
        raise UsageError(f"two programs: {arguments.file} and {value}")
    arguments.file = value


def _colour(arguments: Arguments, value: str) -> None:
    if value not in COLOURS:
        raise UsageError(f"--color is one of {', '.join(COLOURS)}, not {value}")
    arguments.colour = value


OPTIONS = (
    Option(("c", "code"), "CODE", "evaluate CODE and print its result", lambda a, v: a.codes.append(v)),
    Option(("f", "file"), "FILE", "run the program in FILE (- is the standard input)", _file),
    Option(("script",), "FILE", "the same; everything after FILE belongs to the program", _file, True),
    Option(
        ("print",),
        "[all]",
        "print the last result of the program, or all results",
        lambda a, v: setattr(a, "show", v or "last"),
    ),
    Option(("transcript",), "", "print In[n]:= and Out[n]= for every expression", _set("show", "transcript")),
    Option(("sandbox",), "", "no access to files, network, processes and environment", _set("sandbox", True)),
    Option(("noinit",), "", "do not read init.wl at the start of a session", _set("init", False)),
    Option(("no-history", "nohistory"), "", "do not keep what is typed at the prompt", _set("history", False)),
    Option(("color",), "WHEN", "colour in the output: auto, always or never", _colour),
    Option(("debug",), "", "show the traceback of an internal error", _set("debug", True)),
    Option(("v", "version"), "", "print the version", _set("action", "version")),
    Option(("h", "help"), "", "print this text", _set("action", "help")),
)
_BY_NAME = {name: option for option in OPTIONS for name in option.names}
_USAGE = """\
usage: luperca [OPTIONS]                  open a session; read a program if the input is not a terminal
       luperca [OPTIONS] FILE [ARGUMENT]  run a program
       luperca [OPTIONS] -c CODE          evaluate CODE

options:
{options}

Results and Print go to the standard output, messages to the standard error.
Exit status: 0; n after Exit[n]; 1 after a syntax error, an uncaught Throw or Abort[]; 2 for a wrong command line;
130 after an interrupt.  NO_COLOR and FORCE_COLOR are honoured; LUPERCA_HOME is the folder for settings and history.
"""


def usage() -> str:
    """The text of --help."""
    rows = []
    for option in OPTIONS:
        names = [f"-{n}" if len(n) == 1 else f"--{n}" for n in option.names]
        rows.append((f"{', '.join(names)} {option.value}".rstrip(), option.help))
    width = max(len(left) for left, _ in rows)
    return _USAGE.format(options="\n".join(f"  {left.ljust(width)}  {right}" for left, right in rows))


def read_arguments(words: list[str]) -> Arguments:
    """The arguments of a command line without the program's name; UsageError if they make no sense."""
    arguments = Arguments()
    todo = deque(words)
    while todo:
        word = todo.popleft()
        if word in ("--", "-args", "--args"):
            break
        if word == "-" or not word.startswith("-"):
            todo.appendleft(word)
            break
        _option(arguments, word, todo)
    if todo and arguments.file is None and not arguments.codes:
        arguments.file = todo.popleft()
    arguments.rest.extend(todo)
    return arguments


def _option(arguments: Arguments, word: str, todo: deque[str]) -> None:
    name, equals, value = word.lstrip("-").partition("=")
    option = _BY_NAME.get(name)
    if option is None or (len(name) == 1 and word.startswith("--")):
        raise UsageError(f"unknown option {word}")
    if option.value.startswith("[") or not option.value:  # "[all]": only this very word is its value
        if equals:
            raise UsageError(f"{word}: the option takes no value after =")
        if todo and f"[{todo[0]}]" == option.value:
            value = todo.popleft()
    elif not equals:
        if not todo:
            raise UsageError(f"{word} needs a value: {option.value}")
        value = todo.popleft()
    option.take(arguments, value)
    if option.last:
        arguments.rest.extend(todo)
        todo.clear()
