"""Directories: the current one, the well-known ones, and what is in them."""

from __future__ import annotations

import os
from fnmatch import translate
from pathlib import Path
from typing import Any

from ..declare import builtin, name, variable
from ..definitions import Computed
from ..expr import FAILED, NULL, TRUE, boolean, is_list, make_list
from ..gate import PACKAGED, current_directory, directory_stack, gated, permit, resolve
from ..numerics.infinities import is_infinity
from .filenames import FILE_STRING, path_of
from .stringmatching import compiled
from .stringpatterns import NotAPattern

OSERR = "`1`: `2`"
CDIR = "Cannot set current directory to `1`."
name(
    "DeleteContents",
    "DeleteContents is an option of DeleteDirectory: whether what is in a directory is deleted as well.",
)
name(
    "CreateIntermediateDirectories",
    "CreateIntermediateDirectories is an option of CreateDirectory: whether directories above are made as well.",
)


def _known(name: str, usage: str, find: Any) -> None:
    """Declare a variable with the name of a directory; a sandboxed session does not learn it."""

    def value(session: Any) -> Any:
        return FAILED if session.sandbox else find()

    value.__doc__ = f"{name} is {usage}."
    variable(name, attributes="Protected")(value)


def _user_base() -> str:
    from platformdirs import user_data_dir

    return user_data_dir("luperca")


def _temporary() -> str:
    import tempfile

    return tempfile.gettempdir()


_known("$HomeDirectory", "the home directory of the user", lambda: str(Path.home()))
_known("$TemporaryDirectory", "the directory for temporary files", _temporary)
_known("$UserBaseDirectory", "the directory for the user's own packages and data", _user_base)
_known("$UserDocumentsDirectory", "the directory for the user's documents", lambda: str(Path.home() / "Documents"))
_known("$InstallationDirectory", "the directory of the installed package", lambda: str(PACKAGED.parent))
_known("$InitialDirectory", "the current directory at the start", os.getcwd)
_known("$LaunchDirectory", "the current directory at the start", os.getcwd)


@variable("$Path")
def search_path(session: Any) -> Any:
    """$Path is the list of directories that Get, Needs and FindFile look in."""
    state = session.state

    def default() -> Any:
        return make_list([".", os.path.join(_user_base(), "Applications"), str(Path.home())])

    def read() -> Any:
        return state["path"] if "path" in state else make_list(()) if session.sandbox else default()

    def write(value: Any) -> None:
        state["path"] = value

    return Computed(read, write)


@builtin("Directory[]", volatile=True)
def directory(*, session: Any) -> Any:
    """Directory[] gives the current directory of the session.

    >>> StringQ[Directory[]]
    True
    """
    return current_directory(session)


@builtin("SetDirectory[]", "SetDirectory[directory_]", cdir=CDIR, fstr=FILE_STRING, volatile=True)
@gated
def set_directory(directory: Any = None, *, session: Any, say: Any, expr: Any) -> Any:
    """SetDirectory["dir"] makes a directory the current one and gives its name; ResetDirectory[] goes back.

    >>> d = SetDirectory["/"]; ResetDirectory[]; d
    /
    """
    path = str(Path.home()) if directory is None else path_of(directory)
    if path is None:
        return say("fstr", 1, expr)
    full = resolve(session, path)
    permit(session, "Reading", full)
    if not os.path.isdir(full):
        say("cdir", path)
        return FAILED
    directory_stack(session).append(full)
    return full


@builtin("ResetDirectory[]", dtop="The directory stack is empty.", volatile=True)
def reset_directory(*, session: Any, say: Any) -> Any:
    """ResetDirectory[] goes back to the directory before the last SetDirectory.

    >>> SetDirectory["/"]; StringQ[ResetDirectory[]]
    True
    """
    stack = directory_stack(session)
    if len(stack) > 1:
        stack.pop()
    else:
        say("dtop")
    return stack[-1]


@builtin("ParentDirectory[]", "ParentDirectory[directory_]", "ParentDirectory[directory_, n_]", fstr=FILE_STRING)
def parent_directory(directory: Any = None, n: Any = 1, *, session: Any, say: Any, expr: Any) -> Any:
    """ParentDirectory["dir"] gives the directory that dir is in, ParentDirectory["dir", n] the nth one above.

    >>> {ParentDirectory["/usr/lib"], ParentDirectory["/usr/lib/x", 2]}
    {/usr, /usr}
    """
    path = "." if directory is None else path_of(directory)
    if path is None or type(n) is not int:
        return say("fstr", 1, expr)
    full = resolve(session, path)
    for _ in range(n):
        full = os.path.dirname(full)
    return full


@builtin("DirectoryQ[directory_]", volatile=True, oserr=OSERR, fstr=FILE_STRING)
@gated
def directory_q(directory: Any, *, session: Any, say: Any, expr: Any) -> Any:
    """DirectoryQ["dir"] gives True if there is a directory of this name.

    >>> {DirectoryQ["/"], DirectoryQ["no such directory"]}
    {True, False}
    """
    path = path_of(directory)
    if path is None:
        return say("fstr", 1, expr)
    permit(session, "Reading", resolve(session, path))
    return boolean(os.path.isdir(resolve(session, path)))


@builtin(
    "FileNames[]",
    "FileNames[forms_]",
    "FileNames[forms_, directories_]",
    "FileNames[forms_, directories_, n_]",
    volatile=True,
    oserr=OSERR,
)
@gated
def file_names(forms: Any = "*", directories: Any = None, n: Any = 1, *, session: Any, say: Any) -> Any:
    """FileNames[] lists the files in the current directory, FileNames["*.wl"] those that match a form.

    FileNames[form, dir, n] looks in dir and n levels of directories below (Infinity: all); form may be a string pattern
    or a list of forms.

    >>> FileNames["no-such-file*"]
    {}
    """
    depth = float("inf") if is_infinity(n) else n
    patterns = [_matcher(f) for f in (forms.args if is_list(forms) else (forms,))]
    roots = [""] if directories is None else directories.args if is_list(directories) else [directories]
    paths = [path_of(r) for r in roots]
    if None in patterns or None in paths or not isinstance(depth, (int, float)):
        return None
    found: list[str] = []
    for root in paths:
        full = resolve(session, root or ".")
        permit(session, "Reading", full)
        _list(full, root or "", depth, patterns, found)
    return make_list(sorted(dict.fromkeys(found), key=lambda f: (f.lower(), f)))


def _list(full: str, shown: str, depth: float, patterns: list[Any], found: list[str]) -> None:
    if depth < 1 or not os.path.isdir(full):
        return
    for entry in os.scandir(full):
        name = os.path.join(shown, entry.name)
        if any(p(entry.name) for p in patterns):
            found.append(name)
        if depth > 1 and entry.is_dir(follow_symlinks=False):
            _list(entry.path, name, depth - 1, patterns, found)


def _matcher(form: Any) -> Any:
    """A test for names: * and @ in strings, else a string pattern."""
    if type(form) is str and "@" not in form:
        import re

        rx = re.compile(translate(form))
        return lambda name: rx.match(name) is not None
    try:
        pattern = compiled(form, wild=True)
    except NotAPattern:
        return None
    return lambda name: pattern.whole(name, lambda e: e)


@builtin(
    "CreateDirectory[]",
    "CreateDirectory[directory_, OptionsPattern[]]",
    options={"CreateIntermediateDirectories": "True"},
    oserr=OSERR,
    fstr=FILE_STRING,
    eexist="`1` already exists.",
    volatile=True,
)
@gated
def create_directory(directory: Any = None, *, options: Any, session: Any, say: Any, expr: Any) -> Any:
    """CreateDirectory["dir"] makes a directory, with those above it, and gives its full name.

    CreateDirectory[] makes one among the temporary files.

    >>> d = CreateDirectory[]; {DirectoryQ[d], DeleteDirectory[d]; DirectoryQ[d]}
    {True, False}
    """
    import tempfile

    if directory is None:
        permit(session, "Writing", tempfile.gettempdir())
        return tempfile.mkdtemp()
    path = path_of(directory)
    if path is None:
        return say("fstr", 1, expr)
    full = resolve(session, path)
    permit(session, "Writing", full)
    if os.path.exists(full):
        say("eexist", full)
        return full if os.path.isdir(full) else FAILED
    if options["CreateIntermediateDirectories"] is TRUE:
        os.makedirs(full)
    else:
        os.mkdir(full)
    return full


@builtin(
    "DeleteDirectory[directory_, OptionsPattern[]]",
    options={"DeleteContents": "False"},
    oserr=OSERR,
    fstr=FILE_STRING,
    nodir="Directory `1` not found.",
    dirne="Directory `1` not empty.",
    volatile=True,
)
@gated
def delete_directory(directory: Any, *, options: Any, session: Any, say: Any, expr: Any) -> Any:
    """DeleteDirectory["dir"] deletes an empty directory; with DeleteContents -> True what is in it goes as well.

    >>> d = CreateDirectory[]; DeleteDirectory[d]; DirectoryQ[d]
    False
    """
    import shutil

    path = path_of(directory)
    if path is None:
        return say("fstr", 1, expr)
    full = resolve(session, path)
    permit(session, "Writing", full)
    if not os.path.isdir(full):
        say("nodir", path)
        return FAILED
    if options["DeleteContents"] is TRUE:
        shutil.rmtree(full)
    elif os.listdir(full):
        say("dirne", path)
        return FAILED
    else:
        os.rmdir(full)
    return NULL


@builtin("CopyDirectory[source_, target_]", oserr=OSERR, fstr=FILE_STRING, filex="`1` already exists.", volatile=True)
@gated
def copy_directory(source: Any, target: Any, *, session: Any, say: Any, expr: Any) -> Any:
    """CopyDirectory["source", "target"] copies a directory with all that is in it and gives the new one's full name.

    >>> d = CreateDirectory[]; DirectoryQ[CopyDirectory[d, FileNameJoin[{d, "copy"}]]]
    True
    """
    import shutil

    paths = [path_of(source), path_of(target)]
    if None in paths:
        return say("fstr", paths.index(None) + 1, expr)
    old, new = [resolve(session, p) for p in paths if p is not None]
    permit(session, "Reading", old)
    permit(session, "Writing", new)
    if os.path.exists(new):
        say("filex", new)
        return FAILED
    within = new.startswith(os.path.join(old, ""))
    ignored = shutil.ignore_patterns(os.path.basename(new)) if within else None
    shutil.copytree(old, new, ignore=ignored)
    return new
