"""Archives: zip and tar files, and single files packed by gzip, bzip2 or xz."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Iterator
from typing import IO, Any

from .. import symbols as S
from ..declare import builtin, name
from ..expr import FAILED, TRUE, Expr, is_list, make_list
from ..gate import current_directory, gated, permit, resolve
from .directories import OSERR
from .filenames import FILE_STRING, path_of
from .files import locate

_MESSAGES = {
    "oserr": OSERR,
    "fstr": FILE_STRING,
    "nffil": "File `1` not found.",
    "filex": "`1` already exists.",
    "dirnex": "The directory `1` does not exist.",
    "fmterr": "Cannot read `1` as an archive.",
    "outside": "`1` would be written outside of `2`.",
}
_OPTIONS = {"CreateIntermediateDirectories": "True", "OverwriteTarget": "False"}
# ending -> the mode of the module tarfile
_TARS = {".tar": "", ".tar.gz": "gz", ".tgz": "gz", ".tar.bz2": "bz2", ".tbz2": "bz2", ".tar.xz": "xz", ".txz": "xz"}
_SINGLE = {".gz": "gzip", ".bz2": "bz2", ".xz": "lzma"}
name("CompressionLevel", "CompressionLevel is an option of CreateArchive: a number from 0 to 1, or Automatic.")

Member = tuple[str, Callable[[], IO[bytes]]]  # the name of a file in an archive, and what opens it


def _ending(path: str, table: dict[str, str]) -> str | None:
    found = [e for e in table if path.lower().endswith(e)]
    return max(found, key=len, default=None)


def _members(path: str) -> Iterator[Member]:
    """The files of an archive, links and devices left out."""
    import importlib
    import tarfile
    import zipfile

    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            for info in archive.infolist():
                if not info.is_dir() and info.external_attr >> 28 != 0o12:  # the mode of a link
                    yield info.filename, lambda info=info: archive.open(info)  # type: ignore[misc]
        return
    if tarfile.is_tarfile(path):
        with tarfile.open(path) as tar:
            for entry in tar:
                if entry.isfile():
                    yield entry.name, lambda entry=entry: tar.extractfile(entry)  # type: ignore[misc]
        return
    ending = _ending(path, _SINGLE)
    if ending is None:
        raise ValueError(path)
    module = importlib.import_module(_SINGLE[ending])
    yield os.path.basename(path)[: -len(ending)], lambda: module.open(path, "rb")


def _target(name: str, directory: str) -> str | None:
    """Where a file of an archive goes; None if that is outside of the directory."""
    parts = name.replace("\\", "/").split("/")
    if ".." in parts or os.path.isabs(name) or name.startswith(("/", "\\")) or ":" in parts[0]:
        return None
    full = os.path.realpath(os.path.join(directory, *[p for p in parts if p not in ("", ".")]))
    return full if full != directory and full.startswith(directory.rstrip(os.sep) + os.sep) else None


@builtin("ExtractArchive[source_, OptionsPattern[]]", "ExtractArchive[source_, directory_, OptionsPattern[]]",
         "ExtractArchive[source_, directory_, pattern_, OptionsPattern[]]", options=_OPTIONS, volatile=True,
         **_MESSAGES)  # fmt: skip
@gated
def extract_archive(
    source: Any, directory: Any = None, pattern: Any = None, *, options: Any, session: Any, say: Any, expr: Any
) -> Any:
    """ExtractArchive["file"] writes the files of an archive into the current directory and gives the list of their
    names. ExtractArchive["file", "dir"] writes them into a directory, ExtractArchive["file", "dir", "pattern"] only
    those whose names match a string pattern.

    Archives are zip, tar (packed or not), gz, bz2 and xz. Nothing is written outside of the directory. Existing files
    stay as they are unless OverwriteTarget is True.

    >>> d = CreateDirectory[]; Export[d <> "/a.txt", "hello"]; z = CreateArchive[d <> "/a.txt", d <> "/a.zip"];
    ... f = ExtractArchive[z, d <> "/out"]; {FileNameTake /@ f, Import[First[f]]}
    {{a.txt}, hello}
    """
    path, into = path_of(source), current_directory(session) if directory is None else path_of(directory)
    if path is None or into is None:
        return say("fstr", 1 if path is None else 2, expr)
    full = locate(path, session)
    if full is None:
        say("nffil", path)
        return FAILED
    permit(session, "Reading", full)
    into = resolve(session, into)
    permit(session, "Writing", into)
    if not os.path.isdir(into) and options["CreateIntermediateDirectories"] is not TRUE:
        say("dirnex", into)
        return FAILED
    into, written = os.path.realpath(into), []
    try:
        for member, open_member in _members(full):
            if pattern is not None and session.evaluate_expr(Expr(S.StringMatchQ, (member, pattern))) is not TRUE:
                continue
            target = _target(member, into)
            if target is None:
                say("outside", member, into)
                return FAILED
            if os.path.lexists(target) and options["OverwriteTarget"] is not TRUE:
                say("filex", target)
                return FAILED
            os.makedirs(os.path.dirname(target), exist_ok=True)
            _copy(open_member, target)
            written.append(target)
    except (ValueError, EOFError, RuntimeError, NotImplementedError, zlib.error, *_errors()):
        say("fmterr", full)
        return FAILED
    return make_list(written)


def _copy(open_member: Callable[[], IO[bytes]], target: str) -> None:
    import shutil

    if os.path.islink(target):
        os.remove(target)
    with open_member() as source, open(target, "wb") as file:
        shutil.copyfileobj(source, file)


def _errors() -> tuple[type[Exception], ...]:
    import lzma
    import tarfile
    import zipfile

    return zipfile.BadZipFile, tarfile.TarError, lzma.LZMAError


# ---- making archives -------------------------------------------------------------------------------------------------


def _files(path: str) -> Iterator[tuple[str, str]]:
    """(name in the archive, full path) of a file, or of all files and directories below one."""
    above = os.path.dirname(path)
    yield os.path.relpath(path, above), path
    if os.path.isdir(path):
        for root, directories, files in os.walk(path):
            directories.sort()
            for entry in sorted([*directories, *files]):
                full = os.path.join(root, entry)
                yield os.path.relpath(full, above), full


def _level(setting: Any) -> int | None:
    return round(9 * setting) if type(setting) in (int, float) and 0 <= setting <= 1 else None


def _write(target: str, sources: list[str], level: int | None) -> None:
    import importlib
    import shutil
    import tarfile
    import zipfile

    tar, single = _ending(target, _TARS), _ending(target, _SINGLE)
    if tar is not None:
        with tarfile.open(target, f"w:{_TARS[tar]}") as out:
            for source in sources:
                for shown, full in _files(source):
                    out.add(full, shown, recursive=False)
    elif single is not None and len(sources) == 1 and os.path.isfile(sources[0]):
        with open(sources[0], "rb") as file, importlib.import_module(_SINGLE[single]).open(target, "wb") as packed:
            shutil.copyfileobj(file, packed)
    else:
        with zipfile.ZipFile(
            target, "w", zipfile.ZIP_DEFLATED, compresslevel=level, strict_timestamps=False
        ) as archive:
            for source in sources:
                for shown, full in _files(source):
                    if os.path.realpath(full) != os.path.realpath(target):
                        archive.write(full, shown)


@builtin("CreateArchive[source_, OptionsPattern[]]", "CreateArchive[source_, target_, OptionsPattern[]]",
         options={**_OPTIONS, "CompressionLevel": "Automatic"}, volatile=True, **_MESSAGES)  # fmt: skip
@gated
def create_archive(source: Any, target: Any = None, *, options: Any, session: Any, say: Any, expr: Any) -> Any:
    """CreateArchive["source"] packs a file or a directory into a zip archive in the current directory and gives its
    name. CreateArchive["source", "file"] writes an archive of the kind that the name tells: zip, tar, tar.gz, tar.bz2,
    tar.xz, or gz, bz2 and xz for a single file; CreateArchive[{"s1", "s2", ...}, "file"] packs several.

    >>> d = CreateDirectory[]; Export[d <> "/a.txt", "hello"]; FileNameTake[CreateArchive[d <> "/a.txt", d]]
    a.zip
    """
    items = source.args if is_list(source) else (source,)
    paths = [path_of(x) for x in items]
    if not paths or None in paths:
        return say("fstr", 1, expr)
    sources = [resolve(session, p).rstrip(os.sep) for p in paths if p is not None]
    for full in sources:
        permit(session, "Reading", full)
        if not os.path.exists(full):
            say("nffil", full)
            return FAILED
    wanted = current_directory(session) if target is None or target is S.Automatic else path_of(target)
    if wanted is None:
        return say("fstr", 2, expr)
    wanted = resolve(session, wanted)
    if os.path.isdir(wanted):
        wanted = os.path.join(wanted, os.path.splitext(os.path.basename(sources[0]))[0] + ".zip")
    permit(session, "Writing", wanted)
    if os.path.exists(wanted) and options["OverwriteTarget"] is not TRUE:
        say("filex", wanted)
        return FAILED
    above = os.path.dirname(wanted)
    if not os.path.isdir(above):
        if options["CreateIntermediateDirectories"] is not TRUE:
            say("dirnex", above)
            return FAILED
        os.makedirs(above)
    _write(wanted, sources, _level(options["CompressionLevel"]))
    return wanted
