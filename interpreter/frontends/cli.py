"""The command line: what the arguments ask for is done by the session, the script runner or the prompt."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from ..control import ExitSignal
from ..version import VERSION
from .console import Console
from .options import Arguments, UsageError, read_arguments, usage

WRONG_COMMAND_LINE = 2
INTERRUPTED = 130


# What launchers tell each of several processes that run one program together, such as those of mpirun.
_RANKS = ("OMPI_COMM_WORLD_RANK", "PMI_RANK", "PMIX_RANK", "SLURM_PROCID")


def speaks(environment: Mapping[str, str]) -> bool:
    """Whether this process says and writes what comes out: of several that run together only the first does."""
    return all(environment.get(name, "0") == "0" for name in _RANKS)


def main(words: list[str]) -> int:
    """Run `luperca WORDS` and return its exit status."""
    try:
        arguments = read_arguments(words)
    except UsageError as problem:
        sys.stderr.write(f"luperca: {problem}\nTry luperca --help.\n")
        return WRONG_COMMAND_LINE
    console = Console(arguments.colour) if speaks(os.environ) else Console("never", *[open(os.devnull, "w")] * 2)
    try:
        status = ACTIONS[arguments.action](arguments, console, words)
        console.flush()
        return status
    except ExitSignal as signal:
        return _ended(console, signal.code)
    except KeyboardInterrupt:
        return _ended(console, INTERRUPTED)


def _ended(console: Console, status: int) -> int:
    try:
        console.flush()
    except ExitSignal:
        pass
    return status


def _help(arguments: Arguments, console: Console, words: list[str]) -> int:
    console.line(usage().rstrip("\n"))
    return 0


def _version(arguments: Arguments, console: Console, words: list[str]) -> int:
    console.line(f"luperca {VERSION}")
    return 0


def _run(arguments: Arguments, console: Console, words: list[str]) -> int:
    program = None
    if not arguments.codes and (arguments.file is not None or not sys.stdin.isatty()):
        program = _program(arguments.file or "-", console)
        if program is None:
            return WRONG_COMMAND_LINE

    from ..session import Session
    from .script import finish, run

    session = Session(sandbox=arguments.sandbox, debug=arguments.debug)
    session.writes = speaks(os.environ)
    console.attach(session)
    session.state["command_line"] = ["luperca", *words]
    try:
        if arguments.codes:
            session.state["script_command_line"] = ["luperca", *words]
            show = "last" if arguments.show == "nothing" else arguments.show
            status = 0
            for code in arguments.codes:
                status = status or run(session, code, console, show, "-c")
            return status
        if program is not None:
            name = arguments.file or "-"
            session.state["script_command_line"] = [name, *arguments.rest]
            session.state["input_file"] = "" if name == "-" else _full_name(name)
            return run(session, program, console, arguments.show, "the input" if name == "-" else name)

        from .repl import Prompt

        return Prompt(session, console, history=arguments.history, init=arguments.init).run()
    finally:
        finish(session)


def _full_name(name: str) -> str:
    import os

    return os.path.abspath(name)


def _program(name: str, console: Console) -> str | None:
    """The text of a program; None after saying why there is none."""
    try:
        if name == "-":
            data = sys.stdin.buffer.read()
        else:
            with open(name, "rb") as file:
                data = file.read()
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as problem:
        console.error(f"luperca: cannot read {name}: {problem.strerror}")
    except UnicodeDecodeError as problem:
        console.error(f"luperca: {name} is not UTF-8 (byte {problem.start})")
    return None


ACTIONS = {"help": _help, "version": _version, "run": _run}
