"""Programs of the system: Run, RunProcess and SystemOpen."""

from __future__ import annotations

import os
from typing import Any

from .. import symbols as S
from ..associations import Association, association
from ..declare import builtin, name
from ..expr import FAILED, NULL, has_head, is_list, is_rule
from ..gate import current_directory, gated, permit, resolve
from .directories import OSERR
from .filenames import path_of

COMMAND = {"oserr": OSERR, "proc": "`1` is not a command: a string or a list of strings is expected."}
OPTIONS = {"ProcessEnvironment": "Inherited", "ProcessDirectory": "Inherited"}
name("ProcessEnvironment", "ProcessEnvironment is an option of RunProcess and StartProcess: variables for the program.")
name("ProcessDirectory", "ProcessDirectory is an option of RunProcess and StartProcess: where the program starts.")


def command_of(e: Any) -> list[str] | None:
    """The words of a command, or None."""
    words = list(e.args) if is_list(e) else [e]
    words = [path_of(w) for w in words]
    return words if words and all(type(w) is str for w in words) else None


def place_of(options: Any, session: Any) -> tuple[str, dict[str, str]]:
    """The directory and the environment that a program starts with."""
    given, place = options["ProcessEnvironment"], path_of(options["ProcessDirectory"])
    rules = given.args if is_list(given) or type(given) is Association else ()
    chosen = {r.args[0]: session.text(r.args[1]) for r in rules if is_rule(r) and type(r.args[0]) is str}
    environment = chosen if type(given) is Association else {**os.environ, **chosen}
    return current_directory(session) if place is None else resolve(session, place), environment


@builtin("Run[command__]", volatile=True, **COMMAND)
@gated
def run(command: tuple[Any, ...], *, session: Any, say: Any) -> Any:
    """Run["command"] gives a command to the system's shell and gives its exit code.

    >>> Run["exit 3"]
    3
    """
    import subprocess

    words = [c if type(c) is str else session.text(c) for c in command]
    permit(session, "Running", words[0])
    return subprocess.run(" ".join(words), shell=True, cwd=current_directory(session), check=False).returncode


@builtin("RunProcess[command_, OptionsPattern[]]", "RunProcess[command_, property_, OptionsPattern[]]",
         "RunProcess[command_, property_, input_, OptionsPattern[]]", options=OPTIONS, volatile=True,
         **COMMAND)  # fmt: skip
@gated
def run_process(command: Any, property: Any = None, input: Any = "", *, options: Any, session: Any, say: Any) -> Any:
    """RunProcess[{"program", "argument", ...}] runs a program and gives its exit code, output and errors.

    RunProcess[command, "StandardOutput"], "StandardError" or "ExitCode" gives one of them; a third argument is the
    program's input.  No shell is involved.

    >>> RunProcess[{"echo", "hello"}, "StandardOutput"] === "hello\\n"
    True
    """
    import subprocess

    words = command_of(command)
    if words is None or type(input) is not str:
        return say("proc", command)
    permit(session, "Running", words[0])
    directory, environment = place_of(options, session)
    done = subprocess.run(
        words, input=input, capture_output=True, text=True, cwd=directory, check=False, env=environment
    )
    everything = {
        "ExitCode": done.returncode,
        "StandardOutput": done.stdout,
        "StandardError": done.stderr,
    }
    if property is None or getattr(property, "name", None) == "All":
        return association(everything.items())
    return everything.get(property) if type(property) is str else None


# system -> the program that opens things; Windows has a function instead
_OPENERS = {"darwin": "open", "linux": "xdg-open"}


@builtin("SystemOpen[target_]", volatile=True, noprog="This system has no program that opens `1`.", **COMMAND)
@gated
def system_open(target: Any, *, session: Any, say: Any) -> Any:
    """SystemOpen["file"] opens a file, a directory or an address with the program that the system has for it.

    Nothing is opened in a sandboxed session.

    >>> Quiet[SystemOpen[1]]
    SystemOpen[1]
    """
    import shutil
    import subprocess
    import sys

    path = target.args[0] if has_head(target, S.URL, 1) else path_of(target)
    if type(path) is not str:
        return say("proc", target)
    permit(session, "Opening", path)
    full = path if "://" in path else resolve(session, path)
    if full is not path and not os.path.exists(full):
        say("noopen", path)
        return FAILED
    if sys.platform == "win32":
        os.startfile(full)
        return NULL
    program = shutil.which(_OPENERS.get(sys.platform, "xdg-open"))
    if program is None:
        say("noprog", path)
        return FAILED
    subprocess.Popen([program, full], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    return NULL
