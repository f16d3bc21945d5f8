"""What the session runs on: versions, system, process, command line."""

from __future__ import annotations

import os
import sys
from typing import Any

from ..declare import builtin, variable
from ..definitions import Computed
from ..expr import FAILED, make_list
from ..version import VERSION

# Programs compare this with the version in which a function of the language appeared.
LANGUAGE_LEVEL = 13.0
_SYSTEMS = {"linux": ("Unix", "Linux"), "darwin": ("MacOSX", "MacOSX"), "win32": ("Windows", "Windows")}


def _constant(name: str, usage: str, read: Any, private: bool = False) -> None:
    """Declare a variable that never changes; `private` ones are $Failed in a sandbox."""

    def value(session: Any) -> Any:
        return FAILED if private and session.sandbox else read()

    value.__doc__ = f"{name} is {usage}."
    variable(name, attributes="Protected")(value)


def _system_id() -> str:
    import platform

    machine = platform.machine().lower()
    machine = {"x86_64": "x86-64", "amd64": "x86-64", "aarch64": "ARM64", "arm64": "ARM64"}.get(machine, machine)
    return f"{_SYSTEMS.get(sys.platform, ('Unix', 'Unix'))[1]}-{machine}"


def _user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _version() -> str:
    import platform

    return f"luperca {VERSION} for {_system_id()} on Python {platform.python_version()}"


def _system() -> str:
    import platform

    return platform.platform()


def _machine_name() -> str:
    import platform

    return platform.node()


_constant("$Version", "a string with the name and version of the program", _version)
_constant("$VersionNumber", "the level of the language that programs may test for", lambda: LANGUAGE_LEVEL)
_constant("$ReleaseNumber", "the release within the language level", lambda: 0)
_constant("$ProductInformation", "the name and version of the program", lambda: f"luperca {VERSION}")
_constant("$OperatingSystem", '"Unix", "MacOSX" or "Windows"', lambda: _SYSTEMS.get(sys.platform, ("Unix", ""))[0])
_constant("$SystemID", 'a string for system and processor, such as "Linux-x86-64"', _system_id)
_constant("$System", "a string for system and processor", _system)
_constant("$ProcessorType", "the type of the processor", lambda: _system_id().partition("-")[2])
_constant("$ProcessorCount", "the number of processors that can be used", lambda: os.cpu_count() or 1)
_constant("$ProcessID", "the number of the process", os.getpid)
_constant("$MachineName", "the name of the computer", _machine_name, private=True)
_constant("$UserName", "the name of the user", _user, private=True)
_constant("$CharacterEncoding", "the encoding of text files and terminals", lambda: "UTF-8")
_constant("$SystemCharacterEncoding", "the encoding of the system's text", lambda: "UTF-8")
_constant("$ByteOrdering", "-1 if the least byte of a number comes first in memory, else 1",
          lambda: -1 if sys.byteorder == "little" else 1)  # fmt: skip


@variable("$CommandLine")
def command_line(session: Any) -> Any:
    """$CommandLine is the list of strings with which the program was started."""
    return Computed(lambda: make_list(session.state.get("command_line", ())))


@variable("$ScriptCommandLine")
def script_command_line(session: Any) -> Any:
    """$ScriptCommandLine is the name of the script that runs, followed by its arguments; {} outside scripts."""
    return Computed(lambda: make_list(session.state.get("script_command_line", ())))


@builtin("SystemInformation[]", volatile=True)
def system_information() -> Any:
    """SystemInformation[] gives an association with version, system, processor count and process number.

    >>> Keys[SystemInformation[]]
    {Version, SystemID, ProcessorCount, ProcessID}
    """
    from ..associations import association

    return association(
        [
            ("Version", _version()),
            ("SystemID", _system_id()),
            ("ProcessorCount", os.cpu_count() or 1),
            ("ProcessID", os.getpid()),
        ]
    )
