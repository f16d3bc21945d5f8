"""Files on disk: asking about them, copying, deleting, reading whole."""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Callable
from datetime import datetime
from typing import Any

from .. import symbols as S
from ..bytearrays import ByteArray
from ..declare import builtin, name
from ..expr import FAILED, NULL, TRUE, Expr, boolean, has_head, is_list, make_list
from ..gate import PACKAGED, gated, open_file, permit, resolve
from ..paclets import context_file
from .dates import date_object
from .directories import OSERR
from .filenames import FILE_STRING, path_of

_MESSAGES = {"oserr": OSERR, "fstr": FILE_STRING, "fdnfnd": "Directory or file `1` not found."}
_COPY = {**_MESSAGES, "filex": "`1` already exists."}
name(
    "OverwriteTarget",
    "OverwriteTarget is an option of CopyFile and RenameFile: whether an existing file may be replaced.",
)


def _readable(file: Any, session: Any) -> str | None:
    """The full path of a file that the session may look at; None if `file` is no file name."""
    path = path_of(file)
    if path is None:
        return None
    full = resolve(session, path)
    permit(session, "Reading", full)
    return full


@builtin("FileExistsQ[file_]", volatile=True, **_MESSAGES)
@gated
def file_exists_q(file: Any, *, session: Any, say: Any, expr: Any) -> Any:
    """FileExistsQ["file"] gives True if there is a file or directory of this name.

    >>> FileExistsQ["no such file"]
    False
    """
    full = _readable(file, session)
    return say("fstr", 1, expr) if full is None else boolean(os.path.exists(full))


@builtin("FileType[file_]", volatile=True, **_MESSAGES)
@gated
def file_type(file: Any, *, session: Any, say: Any, expr: Any) -> Any:
    """FileType["file"] gives File, Directory, Special or, where nothing is, None.

    >>> {FileType["/"], FileType["no such file"]}
    {Directory, None}
    """
    full = _readable(file, session)
    if full is None:
        return say("fstr", 1, expr)
    if not os.path.exists(full):
        return S.None_
    return S.File if os.path.isfile(full) else S.Directory if os.path.isdir(full) else S.Special


@builtin("FileByteCount[file_]", volatile=True, **_MESSAGES)
@gated
def file_byte_count(file: Any, *, session: Any, say: Any, expr: Any) -> Any:
    """FileByteCount["file"] gives the number of bytes in a file.

    >>> f = CreateFile[]; Put[123, f]; {FileByteCount[f], DeleteFile[f]}
    {4, Null}
    """
    full = _readable(file, session)
    return say("fstr", 1, expr) if full is None else os.path.getsize(full)


@builtin("FileSize[file_]", volatile=True, **_MESSAGES)
@gated
def file_size(file: Any, *, session: Any, say: Any, expr: Any) -> Any:
    """FileSize["file"] gives the size of a file as a Quantity, in bytes or a larger unit.

    >>> f = CreateFile[]; WriteString[f, "abc"]; n = FileSize[f]; DeleteFile[f]; n
    3 bytes
    """
    full = _readable(file, session)
    if full is None:
        return say("fstr", 1, expr)
    size: Any = os.path.getsize(full)
    power = min(max(len(str(size)) - 1, 0) // 3, len(_SIZES) - 1)
    return Expr(S.Quantity, (size / 1000**power if power else size, _SIZES[power]))


_SIZES = ("Bytes", "Kilobytes", "Megabytes", "Gigabytes", "Terabytes", "Petabytes")
_MOMENTS = {"Modification": "st_mtime", "Access": "st_atime", "Change": "st_ctime"}


@builtin('FileDate[file_, type_:"Modification"]', volatile=True, type="`1` is not among `2`.", **_MESSAGES)
@gated
def file_date(file: Any, type: Any = "Modification", *, session: Any, say: Any, expr: Any) -> Any:
    """FileDate["file"] gives the date at which a file was last modified as a DateObject, FileDate["file", "Access"] and
    "Change" that of the last access and of the last change of its description.
    FileDate["file", "Rules"] gives all of them.

    >>> f = CreateFile[]; d = FileDate[f]; DeleteFile[f]; DateObjectQ[d]
    True
    """
    full = _readable(file, session)
    if full is None:
        return say("fstr", 1, expr)
    if not os.path.exists(full):
        return say("fdnfnd", path_of(file))
    status = os.stat(full)
    dates = {k: date_object(datetime.fromtimestamp(getattr(status, field))) for k, field in _MOMENTS.items()}
    if type == "Rules":
        return make_list([Expr(S.Rule, pair) for pair in dates.items()])
    found = dates.get(type) if isinstance(type, str) else None
    return say("type", type, make_list((*_MOMENTS, "Rules"))) if found is None else found


@builtin("FindFile[name_]", volatile=True, **_MESSAGES)
@gated
def find_file(name: Any, *, session: Any, say: Any, expr: Any) -> Any:
    """FindFile["name"] gives the full name of the file that Get would read: searched along $Path, else $Failed.

    A context such as "Pack`" means Pack.wl, Pack.m or Pack/Kernel/init.wl; "ExampleData/..." is looked for in the data
    that comes with the package.

    >>> FindFile["no such file"]
    $Failed
    """
    path = path_of(name)
    if path is None:
        return say("fstr", 1, expr)
    return locate(path, session) or FAILED


def locate(name: str, session: Any) -> str | None:
    """The full path of a file or context along $Path; None if there is none."""
    directories = session.own_value(S.system("$Path"))
    roots = [d for d in directories.args if type(d) is str] if is_list(directories) else []
    if name.startswith("ExampleData/"):
        roots.append(str(PACKAGED))
    is_context = name.endswith("`")
    found = context_file(name, session) if is_context else None
    if found is not None:
        return found
    names = _files_of_context(name) if is_context else [name]
    for root in ("", *roots):
        for n in names:
            full = resolve(session, os.path.join(root, n))
            if session.sandbox and not full.startswith(str(PACKAGED)):
                continue
            if os.path.isfile(full):
                return full
    if session.sandbox:
        permit(session, "Reading", resolve(session, name))
    return None


def _files_of_context(context: str) -> list[str]:
    base = os.path.join(*context.rstrip("`").split("`"))
    kernel = os.path.join(base, "Kernel")
    return [
        *[base + extension for extension in (".wl", ".m")],
        *[os.path.join(folder, "init" + extension) for folder in (kernel, base) for extension in (".wl", ".m")],
    ]


@builtin("AbsoluteFileName[file_]", volatile=True, **_MESSAGES)
@gated
def absolute_file_name(file: Any, *, session: Any, say: Any, expr: Any) -> Any:
    """AbsoluteFileName["file"] gives the full name of an existing file.

    >>> AbsoluteFileName["/usr/../"]
    /
    """
    full = _readable(file, session)
    if full is None:
        return say("fstr", 1, expr)
    if not os.path.exists(full):
        say("fdnfnd", path_of(file))
        return FAILED
    return os.path.realpath(full)


@builtin("ExpandFileName[file_]", **_MESSAGES)
def expand_file_name(file: Any, *, session: Any, say: Any, expr: Any) -> Any:
    """ExpandFileName["file"] gives the full name that a file would have, without asking whether it exists.

    >>> ExpandFileName["/a/b/../c"]
    /a/c
    """
    path = path_of(file)
    return say("fstr", 1, expr) if path is None else resolve(session, path)


@builtin("CreateFile[]", "CreateFile[file_]", volatile=True, **_COPY)
@gated
def create_file(file: Any = None, *, session: Any, say: Any, expr: Any) -> Any:
    """CreateFile[] makes an empty temporary file and gives its name, CreateFile["file"] one of this name.

    >>> f = CreateFile[]; {FileExistsQ[f], DeleteFile[f]; FileExistsQ[f]}
    {True, False}
    """
    import tempfile

    if file is None:
        permit(session, "Writing", tempfile.gettempdir())
        handle, full = tempfile.mkstemp()
        os.close(handle)
        return full
    path = path_of(file)
    if path is None:
        return say("fstr", 1, expr)
    open_file(session, path, "a").close()
    return resolve(session, path)


@builtin("DeleteFile[files_]", volatile=True, **_MESSAGES)
@gated
def delete_file(files: Any, *, session: Any, say: Any, expr: Any) -> Any:
    """DeleteFile["file"] deletes a file; a list of names is taken as well.

    >>> f = CreateFile[]; DeleteFile[f]; FileExistsQ[f]
    False
    """
    for file in files.args if is_list(files) else (files,):
        path = path_of(file)
        if path is None:
            return say("fstr", 1, expr)
        full = resolve(session, path)
        permit(session, "Writing", full)
        if not os.path.lexists(full):
            say("fdnfnd", path)
            return FAILED
        os.remove(full)
    return NULL


def _moved(source: Any, target: Any, act: Any, options: Any, session: Any, say: Any, expr: Any) -> Any:
    paths = [path_of(source), path_of(target)]
    if None in paths:
        return say("fstr", paths.index(None) + 1, expr)
    old, new = (resolve(session, p) for p in paths if p is not None)
    permit(session, "Reading", old)
    permit(session, "Writing", new)
    if not os.path.exists(old):
        say("fdnfnd", paths[0])
        return FAILED
    if os.path.isdir(new) and os.path.isfile(old):
        new = os.path.join(new, os.path.basename(old))
    if os.path.exists(new) and options["OverwriteTarget"] is not TRUE:
        say("filex", new)
        return FAILED
    act(old, new)
    return new


@builtin("CopyFile[source_, target_, OptionsPattern[]]", options={"OverwriteTarget": "False"}, volatile=True, **_COPY)
@gated
def copy_file(source: Any, target: Any, *, options: Any, session: Any, say: Any, expr: Any) -> Any:
    """CopyFile["source", "target"] copies a file and gives the full name of the copy.

    >>> f = CreateFile[]; g = CopyFile[f, f <> ".copy"]; {FileExistsQ[g], DeleteFile[{f, g}]}
    {True, Null}
    """
    import shutil

    return _moved(source, target, shutil.copyfile, options, session, say, expr)


@builtin("RenameFile[source_, target_, OptionsPattern[]]", options={"OverwriteTarget": "False"}, volatile=True, **_COPY)
@gated
def rename_file(source: Any, target: Any, *, options: Any, session: Any, say: Any, expr: Any) -> Any:
    """RenameFile["source", "target"] renames or moves a file and gives its new full name.

    >>> f = CreateFile[]; g = RenameFile[f, f <> ".new"]; {FileExistsQ[f], FileExistsQ[g], DeleteFile[g]}
    {False, True, Null}
    """
    import shutil

    return _moved(source, target, shutil.move, options, session, say, expr)


_HASHES = {"MD5": "md5", "SHA": "sha1", "SHA1": "sha1", "SHA256": "sha256", "SHA384": "sha384", "SHA512": "sha512",
           "SHA3-256": "sha3_256", "SHA3-512": "sha3_512"}  # fmt: skip


def _crc32(data: bytes) -> bytes:
    from zlib import crc32

    return crc32(data).to_bytes(4, "big")


def digest(data: bytes, kind: Any, form: Any) -> Any:
    """A hash code in the form that Hash and FileHash give it; None if kind or form is unknown."""
    import hashlib

    if kind == "CRC32":
        raw = _crc32(data)
    elif kind == "Adler32":
        from zlib import adler32

        raw = adler32(data).to_bytes(4, "big")
    elif type(kind) is str and kind in _HASHES:
        raw = hashlib.new(_HASHES[kind], data).digest()
    else:
        return None
    write = _FORMS.get(form) if type(form) is str else None
    return None if write is None else write(raw)


def _base36(n: int) -> str:
    digits = ""
    while n:
        n, digit = divmod(n, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits or "0"


_FORMS: dict[str, Callable[[bytes], Any]] = {
    "Integer": lambda raw: int.from_bytes(raw, "big"),
    "HexString": lambda raw: raw.hex(),
    "HexStringLittleEndian": lambda raw: raw[::-1].hex(),
    "DecimalString": lambda raw: str(int.from_bytes(raw, "big")),
    "Base36String": lambda raw: _base36(int.from_bytes(raw, "big")),
    "Base64Encoding": lambda raw: b64encode(raw).decode("ascii"),
    "ByteArray": ByteArray,
}


@builtin("Hash[expr_, type_:\"Expression\", form_:\"Integer\"]")  # fmt: skip
def hash_(expr: Any, type: Any = "Expression", form: Any = "Integer", *, session: Any) -> Any:
    """Hash[expr] gives an integer hash code; Hash["string", "SHA256", "HexString"] the digest of the UTF-8 bytes.

    Types are "Expression", "MD5", "SHA", "SHA256", "SHA384", "SHA512", "SHA3-256", "SHA3-512", "CRC32" and "Adler32",
    forms "Integer", "HexString", "HexStringLittleEndian", "DecimalString", "Base36String", "Base64Encoding" and
    "ByteArray".  A ByteArray is hashed by its bytes, another expression that is no string by its input form.

    >>> Hash["abc", "MD5", "HexString"]
    900150983cd24fb0d6963f7d28e17f72
    >>> Hash[ByteArray[{97, 98, 99}], "CRC32", "Base64Encoding"]
    NSRBwg==
    """
    import hashlib

    if isinstance(expr, ByteArray) and type != "Expression":
        return digest(expr.data, type, form)
    text = expr if isinstance(expr, str) else session.text(expr, "FullForm")
    if type == "Expression":
        kind = "s" if isinstance(expr, str) else "e"
        code = int.from_bytes(hashlib.sha256((kind + text).encode("utf-8", "surrogatepass")).digest()[:8], "big") >> 1
        return code if form == "Integer" else None
    return digest(text.encode("utf-8", "surrogatepass"), type, form)


@builtin("FileHash[file_, type_:\"MD5\", form_:\"Integer\"]", volatile=True, **_MESSAGES)  # fmt: skip
@gated
def file_hash(file: Any, type: Any = "MD5", form: Any = "Integer", *, session: Any, say: Any, expr: Any) -> Any:
    """FileHash["file"] gives the MD5 code of a file's bytes, FileHash["file", "SHA256", "HexString"] another one.

    >>> f = CreateFile[]; h = FileHash[f, "MD5", "HexString"]; DeleteFile[f]; h
    d41d8cd98f00b204e9800998ecf8427e
    """
    full = _readable(file, session)
    if full is None:
        return say("fstr", 1, expr)
    with open_file(session, full, "rb") as stream:
        return digest(stream.read(), type, form)


@builtin("Environment[name_]", "Environment[]", volatile=True, **_MESSAGES)
@gated
def environment(name: Any = None, *, session: Any, say: Any) -> Any:
    """Environment["name"] gives the value of an environment variable, $Failed if it is not set.

    >>> Environment["NO_SUCH_VARIABLE_HERE"]
    $Failed
    """
    permit(session, "Reading the environment")
    if name is None:
        from ..associations import association

        return association(sorted(os.environ.items()))
    if is_list(name):
        return make_list([os.environ.get(n, FAILED) if type(n) is str else FAILED for n in name.args])
    return os.environ.get(name, FAILED) if type(name) is str else None


@builtin("SetEnvironment[rules_]", volatile=True, **_MESSAGES)
@gated
def set_environment(rules: Any, *, session: Any, say: Any) -> Any:
    """SetEnvironment["name" -> "value"] sets an environment variable for processes started from here.

    >>> SetEnvironment["LUPERCA_EXAMPLE" -> "1"]; Environment["LUPERCA_EXAMPLE"]
    1
    """
    permit(session, "Changing the environment")
    for r in rules.args if is_list(rules) else (rules,):
        if not has_head(r, S.Rule, 2) or type(r.args[0]) is not str:
            return None
        name, value = r.args
        if value is S.None_:
            os.environ.pop(name, None)
        elif type(value) is str:
            os.environ[name] = value
        else:
            return None
    return NULL
