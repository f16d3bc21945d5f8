"""Streams: writing to the terminal and to files bit by bit, reading from files and strings."""

from __future__ import annotations

import io
import sys
from typing import Any

from .. import symbols as S
from ..declare import builtin, name, variable
from ..expr import FAILED, NULL, Expr, Symbol, has_head, is_list, make_list
from ..gate import gated, open_file, resolve
from .directories import OSERR
from .filenames import FILE_STRING, path_of
from .files import locate

_MESSAGES = {"oserr": OSERR, "fstr": FILE_STRING, "stream": "`1` is not a string, File, InputStream or OutputStream.",
             "readt": "Type `1` cannot be read."}  # fmt: skip
_STANDARD = {"stdout": 1, "stderr": 2}
name("InputStream", 'InputStream["name", n] is an open stream to read from.')
name("OutputStream", 'OutputStream["name", n] is an open stream to write to.')
name("EndOfFile", "EndOfFile is the result of reading at the end of a file.")
for _word, _meaning in {
    "Byte": "one byte", "Character": "one character", "Number": "a number", "Record": "a record (a line)",
    "Word": "a word between white space", "Expression": "an expression",
}.items():  # fmt: skip
    name(_word, f"{_word} is a type for Read and ReadList: {_meaning}.")


@variable("$Output")
def output(session: Any) -> Any:
    """$Output is the list of streams to which results and Print go."""
    return make_list((Expr(S.OutputStream, ("stdout", 1)),))


@variable("$Messages")
def messages(session: Any) -> Any:
    """$Messages is the list of streams to which messages go."""
    return make_list((Expr(S.OutputStream, ("stderr", 2)),))


class _Streams:
    """The open streams of one session by number."""

    def __init__(self) -> None:
        self.open: dict[int, tuple[str, Any]] = {}
        self.pairs: dict[Expr, tuple[Any, Any]] = {}  # processes and sockets: where to read and where to write
        self.last = 2

    def add(self, head: Symbol, title: str, file: Any) -> Expr:
        self.last += 1
        self.open[self.last] = (title, file)
        return Expr(head, (title, self.last))

    def file(self, stream: Any, writing: bool = False) -> Any:
        if isinstance(stream, Expr) and stream in self.pairs:
            return self.pairs[stream][writing]
        entry = self.open.get(stream.args[1]) if isinstance(stream, Expr) and len(stream) == 2 else None
        return entry[1] if entry else None

    def named(self, path: str, session: Any, *heads: Symbol) -> Expr | None:
        """The open stream to or from a file, with one of these heads."""
        for n, (title, file) in self.open.items():
            head = S.InputStream if file.readable() else S.OutputStream
            same = title == path or (hasattr(file, "name") and resolve(session, title) == resolve(session, path))
            if head in heads and same:
                return Expr(head, (title, n))
        return None


def streams_of(session: Any) -> _Streams:
    return session.state.setdefault("streams", _Streams())


BINARY = "latin-1"  # the coding in which the characters of a stream are its bytes
_OPTIONS = {"BinaryFormat": "False"}
name("BinaryFormat", "BinaryFormat is an option of OpenRead, OpenWrite and OpenAppend: True for a stream of bytes.")


def _open(file: Any, mode: str, head: Symbol, options: Any, session: Any, say: Any, expr: Any) -> Any:
    path = path_of(file)
    if path is None:
        return say("fstr", 1, expr)
    return opened(path, mode, head, options["BinaryFormat"] is S.True_, session, say)


def opened(path: str, mode: str, head: Symbol, binary: bool, session: Any, say: Any) -> Any:
    """A new stream from or to a file."""
    if mode == "r":
        full = locate(path, session)
        if full is None:
            say("noopen", path)
            return FAILED
        path = full
    file = open_file(session, path, mode, BINARY if binary else "utf-8")
    return streams_of(session).add(head, path, file)


@builtin("OpenWrite[file_, OptionsPattern[]]", options=_OPTIONS, volatile=True, **_MESSAGES)
@gated
def open_write(file: Any, *, options: Any, session: Any, say: Any, expr: Any) -> Any:
    """OpenWrite["file"] opens a file for writing, from its beginning, and gives an OutputStream.

    >>> f = CreateFile[]; s = OpenWrite[f]; WriteString[s, "a", 1]; Close[s]; t = ReadString[f]; DeleteFile[f]; t
    a1
    """
    return _open(file, "w", S.OutputStream, options, session, say, expr)


@builtin("OpenAppend[file_, OptionsPattern[]]", options=_OPTIONS, volatile=True, **_MESSAGES)
@gated
def open_append(file: Any, *, options: Any, session: Any, say: Any, expr: Any) -> Any:
    """OpenAppend["file"] opens a file for writing at its end and gives an OutputStream.

    >>> f = CreateFile[]; s = OpenAppend[f]; WriteString[s, "b"]; Close[s]; t = ReadString[f]; DeleteFile[f]; t
    b
    """
    return _open(file, "a", S.OutputStream, options, session, say, expr)


@builtin("OpenRead[file_, OptionsPattern[]]", options=_OPTIONS, volatile=True, **_MESSAGES)
@gated
def open_read(file: Any, *, options: Any, session: Any, say: Any, expr: Any) -> Any:
    """OpenRead["file"] opens a file for reading and gives an InputStream.

    >>> f = CreateFile[]; Put[123, f]; s = OpenRead[f]; r = Read[s]; Close[s]; DeleteFile[f]; r
    123
    """
    return _open(file, "r", S.InputStream, options, session, say, expr)


@builtin("StringToStream[string_]", volatile=True)
def string_to_stream(string: Any, *, session: Any, say: Any, expr: Any) -> Any:
    """StringToStream["text"] gives an InputStream that reads from a text.

    >>> s = StringToStream["ab 12"]; {Read[s, Word], Read[s, Number], Close[s]}
    {ab, 12, String}
    """
    if type(string) is not str:
        return say("string", 1, expr)
    return streams_of(session).add(S.InputStream, "String", io.StringIO(string))


@builtin("Close[stream_]", volatile=True, **_MESSAGES)
def close(stream: Any, *, session: Any, say: Any) -> Any:
    """Close[stream] closes a stream and gives its name.

    >>> Close[StringToStream["abc"]]
    String
    """
    streams = streams_of(session)
    if isinstance(stream, Expr) and stream in streams.pairs:
        for end in streams.pairs.pop(stream):
            end.close()
        return stream
    file = streams.file(stream)
    if file is None and type(stream) is str:
        stream = streams.named(stream, session, S.OutputStream, S.InputStream) or stream
        file = streams.file(stream)
    if file is None:
        say("openx", stream)
        return None
    title, _ = streams.open.pop(stream.args[1])
    file.close()
    return title


@builtin("Streams[]", volatile=True)
def open_streams(*, session: Any) -> Any:
    """Streams[] gives the list of open streams.

    >>> First[Streams[]]
    OutputStream[stdout, 1]
    """
    standard = [Expr(S.OutputStream, (title, n)) for title, n in _STANDARD.items()]
    rest = [
        Expr(S.InputStream if file.readable() else S.OutputStream, (title, n))
        for n, (title, file) in streams_of(session).open.items()
    ]
    return make_list(standard + rest)


# ---- writing ---------------------------------------------------------------------------------------------------------


def _write(target: Any, text: str, session: Any, say: Any) -> Any:
    """Write text to stdout, stderr, an open stream, a list of these, or the end of a file."""
    if is_list(target):
        for one in target.args:
            _write(one, text, session, say)
        return NULL
    title = target.args[0] if has_head(target, S.OutputStream, 2) else target
    if type(title) is str and title in _STANDARD:
        to_terminal(title, text, session)
        return NULL
    file = streams_of(session).file(target, writing=True)
    if file is not None:
        file.write(text.encode().decode(BINARY) if file.encoding == BINARY else text)
        return NULL
    path = path_of(target)
    if path is None:
        say("openx" if has_head(target, S.OutputStream) else "stream", target)
        return None
    with open_file(session, path, "a") as out:
        out.write(text)
    return NULL


def to_terminal(title: str, text: str, session: Any) -> None:
    """Front ends say in the session's state where raw text goes; without them it goes where Python's streams go."""
    write = session.state.get("write_" + title)
    if write is not None:
        write(text)
    else:
        stream = sys.stdout if title == "stdout" else sys.stderr
        stream.write(text)
        stream.flush()


def _text(items: tuple[Any, ...], session: Any) -> str:
    return "".join([e if type(e) is str else session.text(e) for e in items])


@builtin("WriteString[stream_, exprs___]", volatile=True, **_MESSAGES)
@gated
def write_string(stream: Any, exprs: tuple[Any, ...], *, session: Any, say: Any) -> Any:
    """WriteString[stream, e1, e2, ...] writes expressions as text, without a newline; "stdout" and "stderr" are known.

    A file name means the end of that file.

    >>> f = CreateFile[]; WriteString[f, "a", 1 + 1]; t = ReadString[f]; DeleteFile[f]; t
    a2
    """
    return _write(stream, _text(exprs, session), session, say)


@builtin("WriteLine[stream_, string_]", volatile=True, **_MESSAGES)
@gated
def write_line(stream: Any, string: Any, *, session: Any, say: Any) -> Any:
    """WriteLine[stream, "text"] writes a text and a newline.

    >>> f = CreateFile[]; WriteLine[f, "a"]; t = ReadString[f]; DeleteFile[f]; StringLength[t]
    2
    """
    return _write(stream, _text((string,), session) + "\n", session, say)


@builtin("Write[stream_, exprs___]", volatile=True, **_MESSAGES)
@gated
def write(stream: Any, exprs: tuple[Any, ...], *, session: Any, say: Any) -> Any:
    """Write[stream, e1, e2, ...] writes expressions in the form that Read reads back, and a newline.

    >>> f = CreateFile[]; Write[f, {"a"}]; t = ReadString[f]; DeleteFile[f]; StringTrim[t]
    {"a"}
    """
    return _write(stream, "".join([session.text(e, "InputForm") for e in exprs]) + "\n", session, say)


# ---- reading ---------------------------------------------------------------------------------------------------------


def _read_while(file: Any, wanted: Any) -> str:
    out = []
    while True:
        place = file.tell()
        c = file.read(1)
        if not c or not wanted(c):
            if c:
                file.seek(place)
            return "".join(out)
        out.append(c)


def _word(file: Any) -> Any:
    _read_while(file, str.isspace)
    return _read_while(file, lambda c: not c.isspace()) or S.EndOfFile


def _line(file: Any) -> Any:
    line = file.readline()
    return line.removesuffix("\n").removesuffix("\r") if line else S.EndOfFile


def _read_one(file: Any, kind: Any, session: Any, say: Any) -> Any:
    if is_list(kind):
        values = [_read_one(file, k, session, say) for k in kind.args]
        return S.EndOfFile if values and values[0] is S.EndOfFile else make_list(values)
    if kind in (S.String, S.Record):
        return _line(file)
    if kind is S.Character:
        return file.read(1) or S.EndOfFile
    if kind is S.Byte:
        c = file.read(1)
        return ord(c) if c else S.EndOfFile
    if kind is S.Word:
        return _word(file)
    if kind in (S.Number, S.Real):
        word = _word(file)
        if word is S.EndOfFile:
            return word
        try:
            return float(word) if kind is S.Real or not word.lstrip("+-").isdigit() else int(word)
        except ValueError:
            return FAILED
    if kind is S.Expression:
        text = ""
        while (line := file.readline()) != "":
            text += line
            if session.is_complete(text)[0] in ("complete", "error"):
                break
        return session.read_value(text) if text.strip() else S.EndOfFile
    say("readt", kind)
    return FAILED


def source_of(stream: Any, session: Any, say: Any) -> tuple[Any, bool]:
    """(the file object, whether it was opened just for this)."""
    file = streams_of(session).file(stream)
    if file is not None:
        return getattr(file, "text", file), False
    path = path_of(stream)
    if path is None:
        return say("openx" if has_head(stream, S.InputStream) else "stream", stream), False
    full = locate(path, session)
    if full is None:
        return say("noopen", path), False
    return open_file(session, full), True


@builtin("Read[stream_, type_:Expression]", volatile=True, **_MESSAGES)
@gated
def read(stream: Any, type: Any = S.Expression, *, session: Any, evaluate: Any, say: Any) -> Any:
    """Read[stream] reads an expression, Read[stream, type] a Byte, Character, Number, Real, Record, String or Word.

    A list of types reads one of each; at the end of the file the result is EndOfFile.

    >>> s = StringToStream["x 3"]; r = Read[s, {Word, Number}]; Close[s]; r
    {x, 3}
    """
    file, _ = source_of(stream, session, say)
    return FAILED if file is None else _read_one(file, type, session, say)


@builtin("ReadLine[stream_]", volatile=True, **_MESSAGES)
@gated
def read_line(stream: Any, *, session: Any, say: Any) -> Any:
    """ReadLine[stream] reads a line of text.

    >>> s = StringToStream["first\\nsecond"]; r = ReadLine[s]; Close[s]; r
    first
    """
    file, _ = source_of(stream, session, say)
    return FAILED if file is None else _line(file)


@builtin("ReadList[stream_, type_:Expression]", "ReadList[stream_, type_, n_Integer]", volatile=True, **_MESSAGES)
@gated
def read_list(
    stream: Any, type: Any = S.Expression, n: int | None = None, *, session: Any, evaluate: Any, say: Any
) -> Any:
    """ReadList["file", type] gives the list of all that can be read; ReadList["file", type, n] the first n.

    >>> s = StringToStream["1 2 3"]; r = ReadList[s, Number]; Close[s]; r
    {1, 2, 3}
    """
    file, own = source_of(stream, session, say)
    if file is None:
        return FAILED
    values: list[Any] = []
    while n is None or len(values) < n:
        value = _read_one(file, type, session, say)
        if value is S.EndOfFile or value is FAILED:
            break
        values.append(evaluate(value) if type is S.Expression else value)
    if own:
        file.close()
    return make_list(values)
