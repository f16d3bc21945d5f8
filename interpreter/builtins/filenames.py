"""Names of files, taken apart and put together without looking at the disk."""

from __future__ import annotations

import os
from typing import Any

from .. import symbols as S
from ..declare import builtin, name, variable
from ..expr import has_head, is_list, make_list
from .strings import positions

FILE_STRING = "File name expected at position `1` in `2`."
name("File", 'File["name"] stands for the file with this name.')


def path_of(e: Any) -> str | None:
    """The path that a string or File["..."] means."""
    if has_head(e, S.File, 1):
        e = e.args[0]
    return e if type(e) is str else None


def split_path(path: str) -> list[str]:
    """The parts of a path; an absolute one begins with ""."""
    parts = path.replace("\\", "/").split("/") if os.sep == "\\" else path.split("/")
    return parts[:1] + [p for p in parts[1:] if p]


def join_path(parts: list[str]) -> str:
    joined = os.sep.join([p.rstrip(os.sep) if i < len(parts) - 1 or len(p) > 1 else p for i, p in enumerate(parts)])
    return joined or (os.sep if parts else "")


@variable("$PathnameSeparator")
def pathname_separator(session: Any) -> Any:
    """$PathnameSeparator is the character between the parts of a file name."""
    return os.sep


@builtin("FileNameJoin[parts_]", "FileNameJoin[parts__]", fstr=FILE_STRING)
def file_name_join(parts: Any, *, say: Any, expr: Any) -> Any:
    """FileNameJoin[{"a", "b", "c.wl"}] joins the parts of a file name.

    >>> FileNameJoin[{"dir", "sub", "file.txt"}]
    dir/sub/file.txt
    """
    items = parts if isinstance(parts, tuple) else parts.args if is_list(parts) else (parts,)
    texts: list[str] = []
    for p in items:
        path = path_of(p)
        if path is None:
            return say("fstr", 1, expr)
        texts.append(path)
    if len(texts) > 1:
        texts = [
            texts[0],
            *[t.strip(os.sep) if i < len(texts) - 2 else t.lstrip(os.sep) for i, t in enumerate(texts[1:])],
        ]
        texts = [t for i, t in enumerate(texts) if t or i == 0]
    return join_path(texts)


@builtin("ToFileName[directories_]", "ToFileName[directories_, name_]", fstr=FILE_STRING)
def to_file_name(directories: Any, name: Any = "", *, say: Any, expr: Any) -> Any:
    """ToFileName["directory", "name"] gives the full name of a file in a directory, ToFileName[{"dir1", "dir2", ...},
    "name"] of one in nested directories. FileNameJoin does the same.

    >>> ToFileName[{"dir", "sub"}, "file.txt"]
    dir/sub/file.txt
    """
    parts = [*(directories.args if is_list(directories) else (directories,)), name]
    if any(type(p) is not str for p in parts):
        return say("fstr", 1 if type(name) is str else 2, expr)
    joined = join_path([p for p in parts if p])
    return joined if name or not joined or joined.endswith(os.sep) else joined + os.sep


@builtin("FileNameSplit[file_]", fstr=FILE_STRING)
def file_name_split(file: Any, *, say: Any, expr: Any) -> Any:
    """FileNameSplit["file"] gives the parts of a file name; an absolute name begins with an empty part.

    >>> {FileNameSplit["a/b/c.txt"], FileNameSplit["/usr/lib"]}
    {{a, b, c.txt}, {, usr, lib}}
    """
    path = path_of(file)
    return say("fstr", 1, expr) if path is None else make_list(split_path(path))


@builtin("FileNameTake[file_, n_:-1]", fstr=FILE_STRING)
def file_name_take(file: Any, n: Any = -1, *, say: Any, expr: Any) -> Any:
    """FileNameTake["file"] gives the last part of a file name, FileNameTake["file", n] the first (last) n parts.

    >>> {FileNameTake["a/b/c.txt"], FileNameTake["a/b/c.txt", 2], FileNameTake["a/b/c.txt", -2]}
    {c.txt, a/b, b/c.txt}
    """
    path = path_of(file)
    if path is None:
        return say("fstr", 1, expr)
    parts = split_path(path)
    r = positions(n, len(parts))
    return None if r is None else join_path([parts[i] for i in r if 0 <= i < len(parts)])


@builtin("FileNameDrop[file_, n_:-1]", fstr=FILE_STRING)
def file_name_drop(file: Any, n: Any = -1, *, say: Any, expr: Any) -> Any:
    """FileNameDrop["file"] gives a file name without its last part, FileNameDrop["file", n] without n parts.

    >>> {FileNameDrop["a/b/c.txt"], FileNameDrop["a/b/c.txt", 1]}
    {a/b, b/c.txt}
    """
    path = path_of(file)
    if path is None:
        return say("fstr", 1, expr)
    parts = split_path(path)
    r = positions(n, len(parts))
    return None if r is None else join_path([p for i, p in enumerate(parts) if i not in r])


@builtin("FileNameDepth[file_]", fstr=FILE_STRING)
def file_name_depth(file: Any, *, say: Any, expr: Any) -> Any:
    """FileNameDepth["file"] gives the number of parts of a file name.

    >>> FileNameDepth["a/b/c.txt"]
    3
    """
    path = path_of(file)
    return say("fstr", 1, expr) if path is None else len([p for p in split_path(path) if p])


@builtin("DirectoryName[file_, n_:1]", fstr=FILE_STRING)
def directory_name(file: Any, n: Any = 1, *, say: Any, expr: Any) -> Any:
    """DirectoryName["file"] gives the directory part of a file name, with a separator at its end.

    DirectoryName["file", n] goes up n times.

    >>> {DirectoryName["a/b/c.txt"], DirectoryName["a/b/c.txt", 2], DirectoryName["c.txt"]}
    {a/b/, a/, }
    """
    path = path_of(file)
    if path is None or type(n) is not int or n < 1:
        return say("fstr", 1, expr) if path is None else None
    parts = split_path(path)[:-n]
    return join_path(parts).rstrip(os.sep) + os.sep if parts else ""


def _extension(path: str) -> tuple[str, str]:
    """(base, extension) of the last part; a name that only begins with a dot has no extension."""
    last = split_path(path)[-1] if path else ""
    base, dot, extension = last.rpartition(".")
    return (base, extension) if dot and base else (last, "")


@builtin("FileBaseName[file_]", attributes="Listable Protected", fstr=FILE_STRING)
def file_base_name(file: Any, *, say: Any, expr: Any) -> Any:
    """FileBaseName["file"] gives the last part of a file name without its extension.

    >>> {FileBaseName["a/b/c.txt"], FileBaseName["x.tar.gz"]}
    {c, x.tar}
    """
    path = path_of(file)
    return say("fstr", 1, expr) if path is None else _extension(path)[0]


@builtin("FileExtension[file_]", attributes="Listable Protected", fstr=FILE_STRING)
def file_extension(file: Any, *, say: Any, expr: Any) -> Any:
    """FileExtension["file"] gives what follows the last dot of a file name.

    >>> {FileExtension["a/b/c.txt"], FileExtension["x.tar.gz"], FileExtension["README"]}
    {txt, gz, }
    """
    path = path_of(file)
    return say("fstr", 1, expr) if path is None else _extension(path)[1]
