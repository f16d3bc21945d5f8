"""ReadString: text from files, streams, processes and sockets, as far as one wants."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..declare import builtin, name
from ..expr import FAILED, has_head, is_list
from ..gate import gated
from .directories import OSERR
from .filenames import FILE_STRING
from .streams import source_of

name("EndOfBuffer", "EndOfBuffer stands for the end of what has arrived so far from a process or a socket.")
_MESSAGES = {
    "oserr": OSERR,
    "fstr": FILE_STRING,
    "stream": "`1` is not a string, File, InputStream, ProcessObject or SocketObject.",
    "term": "`1` is no terminator: a string, a list of strings, EndOfFile or EndOfBuffer.",
}


def _until(file: Any, ends: list[str]) -> str:
    """The text up to the first of some strings, which is read as well but not given."""
    if hasattr(file, "until") and len(ends) == 1:
        text: str = file.until(ends[0])
        return text.removesuffix(ends[0])
    out = ""
    while c := file.read(1):
        out += c
        for end in ends:
            if out.endswith(end):
                return out[: -len(end)]
    return out


@builtin("ReadString[source_]", "ReadString[source_, terminators_]", volatile=True, **_MESSAGES)
@gated
def read_string(source: Any, terminators: Any = S.EndOfFile, *, session: Any, say: Any, expr: Any) -> Any:
    """ReadString["file"] gives the whole text of a file, ReadString[stream] what is left in a stream, and
    ReadString[process] or ReadString[socket] what comes until its end.
    ReadString[source, "term"] reads up to a string, ReadString[source, {"t1", "t2", ...}] up to one of several;
    ReadString[source, EndOfBuffer] what has arrived from a process or a socket.

    >>> f = CreateFile[]; Put[{1, 2}, f]; s = ReadString[f]; DeleteFile[f]; StringLength[s]
    7
    >>> s = StringToStream["a, b, c"]; r = {ReadString[s, ", "], ReadString[s]}; Close[s]; r
    {a, b, c}
    """
    ends = list(terminators.args) if is_list(terminators) else [terminators]
    plain = terminators in (S.EndOfFile, S.EndOfBuffer)
    if not plain and (not ends or not all(type(e) is str and e for e in ends)):
        return say("term", terminators)
    file, own = source_of(source, session, say)
    if file is None:
        return FAILED if type(source) is str or has_head(source, S.File) else None
    try:
        if terminators is S.EndOfBuffer and hasattr(file, "present"):
            text = file.present()
        else:
            text = file.read() if plain else _until(file, ends)
    finally:
        if own:
            file.close()
    return text if text or own else S.EndOfFile
