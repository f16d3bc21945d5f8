"""Import and Export: text formats to expressions and back.  Formats are a table; other topics may add to it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .. import symbols as S
from ..associations import Association, association
from ..declare import builtin, name
from ..expr import FAILED, NULL, Expr, is_list, is_rule, make_list
from ..gate import Refused, open_file, read_text
from ..numbers import is_number


class FormatError(Exception):
    """Text or data that a format cannot take; the text says why."""


@dataclass(frozen=True)
class Format:
    """How one format is read and written; None where it cannot be."""

    name: str
    extensions: tuple[str, ...]
    read: Callable[[str, Any], Any] | None
    write: Callable[[Any, Any], str] | None


FORMATS: dict[str, Format] = {}


def exchange(name: str, *extensions: str, read: Any = None, write: Any = None) -> None:
    """Declare a format: read(text, session) -> expression, write(expression, session) -> text."""
    FORMATS[name.lower()] = Format(name, extensions, read, write)


def find_format(wanted: Any, path: str = "") -> Format | None:
    """A format by its name, or by the extension of a file; text where neither says anything."""
    if type(wanted) is str:
        return FORMATS.get(wanted.lower())
    extension = path.rpartition(".")[2].lower() if "." in path else ""
    return next((f for f in FORMATS.values() if extension in f.extensions), FORMATS["text"])


# ---- formats ---------------------------------------------------------------------------------------------------------


def _write_text(e: Any, session: Any) -> str:
    if is_list(e) and all(type(x) is str for x in e.args):
        return "\n".join(e.args)
    return e if type(e) is str else session.text(e)


def _read_lines(text: str, session: Any) -> Any:
    return make_list(text.splitlines())


def _cell(text: str) -> Any:
    """Numbers as numbers, everything else as text."""
    for kind in (int, float):
        try:
            value = kind(text)
        except ValueError:
            continue
        return value if value == value and value not in (float("inf"), -float("inf")) else text
    return text


def _reader(delimiter: str) -> Callable[[str, Any], Any]:
    def read(text: str, session: Any) -> Any:
        rows = csv.reader(io.StringIO(text), delimiter=delimiter)
        return make_list(make_list(map(_cell, row)) for row in rows)

    return read


def _writer(delimiter: str) -> Callable[[Any, Any], str]:
    def write(e: Any, session: Any) -> str:
        if not is_list(e):
            raise FormatError("a table is a list of rows")
        out = io.StringIO()
        rows = csv.writer(out, delimiter=delimiter, lineterminator="\n")
        for row in e.args:
            cells = row.args if is_list(row) else (row,)
            rows.writerow([session.text(c, "OutputForm" if type(c) is str else "InputForm") for c in cells])
        return out.getvalue()

    return write


def _read_table(text: str, session: Any) -> Any:
    return make_list(make_list(map(_cell, line.split())) for line in text.splitlines())


_CONSTANTS = {True: S.True_, False: S.False_, None: S.Null}


def _from_json(value: Any, as_rules: bool) -> Any:
    if value is None or isinstance(value, bool):
        return _CONSTANTS[value]
    if isinstance(value, dict):
        pairs = [(k, _from_json(v, as_rules)) for k, v in value.items()]
        return make_list(Expr(S.Rule, p) for p in pairs) if as_rules else association(pairs)
    if isinstance(value, list):
        return make_list(_from_json(v, as_rules) for v in value)
    return value


def _json_reader(as_rules: bool) -> Callable[[str, Any], Any]:
    def read(text: str, session: Any) -> Any:
        try:
            return _from_json(json.loads(text), as_rules)
        except ValueError as problem:
            raise FormatError(str(problem)) from None

    return read


def _to_json(e: Any) -> Any:
    for python, symbol in _CONSTANTS.items():
        if e is symbol:
            return python
    if type(e) in (int, float, str):
        return e
    if is_number(e):
        return float(e)
    if type(e) is Association:
        return {k if type(k) is str else getattr(k, "name", str(k)): _to_json(v) for k, v in e.items()}
    if is_list(e):
        if e.args and all(is_rule(x) and type(x.args[0]) is str for x in e.args):
            return {x.args[0]: _to_json(x.args[1]) for x in e.args}
        return [_to_json(x) for x in e.args]
    raise FormatError("JSON has numbers, strings, lists, associations, True, False and Null only")


def _write_json(e: Any, session: Any) -> str:
    return json.dumps(_to_json(e), ensure_ascii=False, indent="\t")


def _read_package(text: str, session: Any) -> Any:
    value = NULL
    for item in session.read(text):
        value = session.evaluator.evaluate(item.expr)
    return value


exchange("Text", "txt", read=lambda text, session: text, write=_write_text)
exchange("String", read=lambda text, session: text, write=_write_text)
exchange("Plaintext", read=lambda text, session: text, write=_write_text)
exchange("Lines", read=_read_lines, write=_write_text)
exchange("CSV", "csv", read=_reader(","), write=_writer(","))
exchange("TSV", "tsv", read=_reader("\t"), write=_writer("\t"))
exchange("Table", "dat", read=_read_table, write=_writer(" "))
exchange("RawJSON", read=_json_reader(False), write=_write_json)
exchange("JSON", "json", read=_json_reader(True), write=_write_json)
exchange("Package", "wl", "m", "wls", read=_read_package, write=lambda e, session: session.text(e, "InputForm") + "\n")

# ---- functions -------------------------------------------------------------------------------------------------------

_MESSAGES = {
    "infer": "There is no format `1`; the formats are `2`.",
    "fmterr": "Cannot read the data as `1`: `2`.",
    "nffil": "File `1` not found.",
    "expdata": "Cannot write this as `1`: `2`.",
}


def _path(file: Any) -> str | None:
    if isinstance(file, Expr) and file.head is S.File and len(file) == 1:
        file = file.args[0]
    return file if type(file) is str else None


def _chosen(wanted: Any, path: str, reading: bool, say: Any) -> Format | None:
    found = find_format(wanted, path)
    if found is None or (found.read if reading else found.write) is None:
        say("infer", wanted, make_list(sorted(f.name for f in FORMATS.values())))
        return None
    return found


def _read(found: Format, text: str, session: Any, say: Any) -> Any:
    assert found.read is not None
    try:
        return found.read(text, session)
    except FormatError as problem:
        say("fmterr", found.name, str(problem))
        return FAILED


def _written(found: Format, e: Any, session: Any, say: Any) -> str | None:
    assert found.write is not None
    try:
        return found.write(e, session)
    except FormatError as problem:
        say("expdata", found.name, str(problem))
        return None


@builtin("Import[file_, format_:Automatic]", volatile=True, **_MESSAGES)
def import_(file: Any, format: Any = S.Automatic, *, session: Any, say: Any) -> Any:
    """Import[file] reads data from a file; Import[file, format] says which format it has.

    Formats: "Text", "Lines", "CSV", "TSV", "Table", "JSON" (objects as rules), "RawJSON" (objects as associations),
    "Package".  Without one the file's extension decides.

    >>> Export["numbers.csv", {{1, 2}, {3, 4}}]; Import["numbers.csv"]
    {{1, 2}, {3, 4}}
    """
    path = _path(file)
    if path is None:
        return None
    found = _chosen(format, path, True, say)
    if found is None:
        return FAILED
    try:
        text = read_text(session, path)
    except Refused as problem:
        say("sandbox", str(problem))
        return FAILED
    except (OSError, UnicodeDecodeError):
        say("nffil", path)
        return FAILED
    return _read(found, text, session, say)


@builtin("ImportString[text_String, format_:Automatic]", **_MESSAGES)
def import_string(text: str, format: Any = S.Automatic, *, session: Any, say: Any) -> Any:
    """ImportString["text", format] reads data from a string.

    >>> ImportString["{\\"a\\": [1, 2.5, true]}", "RawJSON"]
    <|a -> {1, 2.5, True}|>
    """
    found = _chosen(format, "", True, say)
    return FAILED if found is None else _read(found, text, session, say)


@builtin("Export[file_, data_, format_:Automatic]", volatile=True, **_MESSAGES)
def export(file: Any, data: Any, format: Any = S.Automatic, *, session: Any, say: Any) -> Any:
    """Export[file, data] writes data to a file and gives its name; Export[file, data, format] in that format.

    >>> Export["words.txt", {"one", "two"}]; Import["words.txt", "Lines"]
    {one, two}
    """
    path = _path(file)
    if path is None:
        return None
    found = _chosen(format, path, False, say)
    text = None if found is None else _written(found, data, session, say)
    if text is None:
        return FAILED
    try:
        with open_file(session, path, "w") as out:
            out.write(text)
    except Refused as problem:
        say("sandbox", str(problem))
        return FAILED
    except OSError:
        say("noopen", path)
        return FAILED
    return file


@builtin("ExportString[data_, format_:Automatic]", **_MESSAGES)
def export_string(data: Any, format: Any = S.Automatic, *, session: Any, say: Any) -> Any:
    """ExportString[data, format] gives data as a string in that format.

    >>> ExportString[{{1, "a"}, {2, "b"}}, "CSV"]
    1,a
    2,b
    """
    found = _chosen(format, "", False, say)
    text = None if found is None else _written(found, data, session, say)
    return FAILED if text is None else text


for _title, _usage in {
    "CharacterEncoding": "CharacterEncoding is an option that says how characters are written as bytes.",
    "Language": "Language is an option that names a language.",
    "Method": "Method is an option that says which algorithm to use.",
    "TestID": "TestID is an option that names a test.",
    "URL": 'URL["address"] is an address on the net.',
}.items():
    name(_title, _usage)
