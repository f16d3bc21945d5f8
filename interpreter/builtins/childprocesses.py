"""Programs that run beside the session: starting them, talking with them, and their ends."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..associations import association
from ..channels import Inlet, Outlet
from ..declare import builtin, name
from ..expr import NULL, Expr, boolean, make_list
from ..gate import gated, permit
from .processes import COMMAND, OPTIONS, command_of, place_of
from .streams import streams_of

_STATE = "processes"
_MESSAGES = {
    **COMMAND,
    "invproc": "`1` is not a process of this session.",
    "prop": "`1` is no property of processes; these are `2`.",
}
name("ProcessObject", 'ProcessObject[n, "program"] is a program that StartProcess has started.')


class _Children:
    """The processes of one session, which end with it."""

    def __init__(self) -> None:
        self.known: dict[Expr, Any] = {}
        self.ends: dict[Expr, dict[str, Expr]] = {}
        weakref.finalize(self, _end_all, self.known)


def _end_all(known: dict[Expr, Any]) -> None:
    for child in known.values():
        if child.poll() is None:
            child.kill()


def _children(session: Any) -> _Children:
    if _STATE not in session.state:
        session.state[_STATE] = _Children()
    found: _Children = session.state[_STATE]
    return found


def _child(process: Any, session: Any, say: Any) -> Any:
    found = _children(session).known.get(process) if isinstance(process, Expr) else None
    return say("invproc", process) if found is None else found


@builtin("StartProcess[command_, OptionsPattern[]]", options=OPTIONS, volatile=True, **_MESSAGES)
@gated
def start_process(command: Any, *, options: Any, session: Any, say: Any) -> Any:
    """StartProcess[{"program", "argument", ...}] starts a program and gives a ProcessObject at once. ReadLine,
    ReadString, BinaryRead and their kin read its output, WriteString, WriteLine and BinaryWrite write its input. No
    shell is involved. The program ends with the session.

    >>> p = StartProcess[{"cat"}]; WriteLine[p, "hello"]; r = ReadLine[p]; KillProcess[p]; {r, ProcessStatus[p]}
    {hello, Finished}
    """
    import subprocess

    words = command_of(command)
    if words is None:
        return say("proc", command)
    permit(session, "Running", words[0])
    directory, environment = place_of(options, session)
    child = subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=directory, env=environment,
        bufsize=0,
    )  # fmt: skip
    children, streams = _children(session), streams_of(session)
    e = Expr(S.ProcessObject, (len(children.known) + 1, words[0]))
    children.known[e] = child
    kernel = session.evaluator
    pipes: Any = child
    inlet = Inlet(lambda: pipes.stdout.read(1 << 16), kernel)
    errors = Inlet(lambda: pipes.stderr.read(1 << 16), kernel)
    outlet = Outlet(lambda data: _push(pipes.stdin, data), lambda: pipes.stdin.close())
    streams.pairs[e] = inlet, outlet
    children.ends[e] = {
        "StandardInput": streams.add(S.OutputStream, words[0], outlet),
        "StandardOutput": streams.add(S.InputStream, words[0], inlet),
        "StandardError": streams.add(S.InputStream, words[0], errors),
    }
    return e


def _push(pipe: Any, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[pipe.write(view) :]


@builtin("ProcessStatus[process_]", "ProcessStatus[process_, status_]", volatile=True, **_MESSAGES)
def process_status(process: Any, status: Any = None, *, session: Any, say: Any) -> Any:
    """ProcessStatus[process] is "Running" or "Finished"; ProcessStatus[process, "status"] says whether it is that.

    >>> p = StartProcess[{"cat"}]; r = ProcessStatus[p]; KillProcess[p]; {r, ProcessStatus[p, "Running"]}
    {Running, False}
    """
    child = _child(process, session, say)
    if child is None:
        return None
    now = "Running" if child.poll() is None else "Finished"
    return now if status is None else boolean(status == now)


@builtin("KillProcess[process_]", volatile=True, **_MESSAGES)
def kill_process(process: Any, *, session: Any, say: Any) -> Any:
    """KillProcess[process] ends a program that StartProcess has started.

    >>> p = StartProcess[{"sleep", "100"}]; KillProcess[p]; ProcessStatus[p]
    Finished
    """
    child = _child(process, session, say)
    if child is None:
        return None
    child.kill()
    child.wait()
    return NULL


_PROPERTIES: dict[str, Callable[[Any], Any]] = {
    "PID": lambda c: c.pid,
    "Program": lambda c: c.args[0],
    "Arguments": lambda c: make_list(c.args[1:]),
    "Status": lambda c: "Running" if c.poll() is None else "Finished",
    "ExitCode": lambda c: S.None_ if c.poll() is None else c.returncode,
}


@builtin("ProcessInformation[process_]", "ProcessInformation[process_, property_]", volatile=True, **_MESSAGES)
def process_information(process: Any, property: Any = None, *, session: Any, say: Any) -> Any:
    """ProcessInformation[process] gives an association with "PID", "Program", "Arguments", "Status" and "ExitCode",
    which is None as long as the program runs; ProcessInformation[process, "prop"] gives one of them.

    >>> p = StartProcess[{"true"}]; ReadString[p]; Pause[0.2]; ProcessInformation[p, "ExitCode"]
    0
    """
    child = _child(process, session, say)
    if child is None:
        return None
    if property is None:
        return association([(k, f(child)) for k, f in _PROPERTIES.items()])
    if property not in _PROPERTIES:
        return say("prop", property, make_list(_PROPERTIES))
    return _PROPERTIES[property](child)


@builtin("ProcessConnection[process_, stream_]", volatile=True, **_MESSAGES)
def process_connection(process: Any, stream: Any, *, session: Any, say: Any) -> Any:
    """ProcessConnection[process, "StandardOutput"] gives the stream of a program's output, "StandardError" that of its
    errors, "StandardInput" that of its input, which Close ends.

    >>> p = StartProcess[{"cat"}]; WriteString[p, "abc"]; Close[ProcessConnection[p, "StandardInput"]]; ReadString[p]
    abc
    """
    if _child(process, session, say) is None:
        return None
    ends = _children(session).ends[process]
    return ends[stream] if stream in ends else say("prop", stream, make_list(ends))


@builtin("Processes[]", volatile=True)
def processes(*, session: Any) -> Any:
    """Processes[] gives the list of the programs of StartProcess that run.

    >>> Processes[]
    {}
    """
    return make_list([e for e, child in _children(session).known.items() if child.poll() is None])
