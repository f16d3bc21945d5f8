"""Links to other programs and libraries of compiled functions: known by name, and told not to be here."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..declare import builtin, name, variable
from ..expr import FAILED, FALSE, Expr, has_head, make_list

name("LinkObject", "LinkObject[...] stands for a link to another program.",
     linkn="Argument `1` in `2` has an invalid LinkObject number; the link may be dead.",
     linkc="There are no links to other programs here: `1` was not opened.")  # fmt: skip
name("LinkMode", "LinkMode is an option of functions that open links.")
name("LinkProtocol", "LinkProtocol is an option of functions that open links.")
name("LibraryFunction", "LibraryFunction[...] stands for a function of a library.",
     noopen="Could not open `1`.", libload="The function `1` was not loaded from the file `2`.")  # fmt: skip
_OPENING = ("LinkOpen", "LinkCreate", "LinkConnect", "LinkLaunch", "Install")
_USING = ("LinkRead", "LinkWrite", "LinkClose", "LinkReadyQ", "LinkInterrupt", "LinkActivate", "Uninstall")


def _opening(title: str) -> None:
    def act(args: tuple[Any, ...], *, session: Any) -> Any:
        session.message(S.LinkObject, "linkc", args[0] if args else "")
        return FAILED

    act.__doc__ = f"""{title}[...] would open a link to another program. There are none here: the result is $Failed.

    >>> Quiet[{title}["x"]]
    $Failed
    """
    builtin(f"{title}[args___]", volatile=True)(act)


def _using(title: str) -> None:
    def act(link: Any, args: tuple[Any, ...], *, session: Any) -> Any:
        if not has_head(link, S.LinkObject):
            return None
        session.message(S.LinkObject, "linkn", link, Expr(S.system(title), (link, *args)))
        return FAILED

    act.__doc__ = f"""{title}[link, ...] is for links to other programs. There are none here: every link is dead.

    >>> Quiet[{title}[LinkObject["x", 1, 1]]]
    $Failed
    """
    builtin(f"{title}[link_, args___]", volatile=True)(act)


for _title in _OPENING:
    _opening(_title)
for _title in _USING:
    _using(_title)


@builtin("Links[]", "Links[form_]")
def links(form: Any = None) -> Any:
    """Links[] gives the list of the links to other programs, of which there are none here.

    >>> Links[]
    {}
    """
    return make_list(())


# ---- libraries -------------------------------------------------------------------------------------------------------


@builtin(
    "LibraryFunctionLoad[library_, function_, arguments_, result_]",
    "LibraryFunctionLoad[library_, function_, result_]",
    volatile=True,
)
def library_function_load(
    library: Any, function: Any, arguments: Any = None, result: Any = None, *, session: Any
) -> Any:
    """LibraryFunctionLoad["lib", "f", {type1, ...}, type] would load a compiled function. Libraries are not loaded
    here: messages say so, and the result is $Failed.

    >>> Quiet[LibraryFunctionLoad["lib", "f", {Integer}, Integer]]
    $Failed
    """
    session.message(S.LibraryFunction, "noopen", library)
    session.message(S.LibraryFunction, "libload", function, library)
    return FAILED


@builtin("LibraryLoad[library_]", volatile=True)
def library_load(library: Any, *, session: Any) -> Any:
    """LibraryLoad["lib"] would load a library. Libraries are not loaded here: the result is $Failed.

    >>> Quiet[LibraryLoad["lib"]]
    $Failed
    """
    session.message(S.LibraryFunction, "noopen", library)
    return FAILED


@builtin("LibraryUnload[library_]", volatile=True)
def library_unload(library: Any, *, session: Any) -> Any:
    """LibraryUnload["lib"] would unload a library; none is ever loaded.

    >>> Quiet[LibraryUnload["lib"]]
    $Failed
    """
    session.message(S.LibraryFunction, "noopen", library)
    return FAILED


@builtin("FindLibrary[library_]", volatile=True)
def find_library(library: Any) -> Any:
    """FindLibrary["lib"] would give the file of a library. Libraries are not loaded here, and none is found.

    >>> FindLibrary["lib"]
    $Failed
    """
    return FAILED


@variable("$LibraryPath")
def library_path(session: Any) -> Any:
    """$LibraryPath is the list of directories with libraries, which are not loaded here."""
    return make_list(())


@variable("$Linked", attributes="Protected")
def linked(session: Any) -> Any:
    """$Linked is False: the session is not at the other end of a link."""
    return FALSE
