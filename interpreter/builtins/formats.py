"""Import and Export: the table of file formats, and the formats that are text."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .. import symbols as S
from ..associations import Association, association
from ..declare import builtin, name, variable
from ..definitions import Computed
from ..expr import FAILED, FALSE, NULL, TRUE, Expr, has_head, is_list, is_rule, make_list
from ..gate import gated, open_file, permit, resolve
from ..network import contents, is_remote
from ..numerics.numbers import Rational
from ..options import option_name
from ..packed import pack
from .directories import OSERR
from .filenames import FILE_STRING, path_of
from .files import locate


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: read(bytes, element, session) -> expression, write(expression, session) -> bytes.

    `element` is what was asked for after the format's name, None for everything; an unknown one gives None.  Strings
    stand for the bytes of a `binary` format one by one, for those of the others as UTF-8.  `elements` are those that
    have the name of another format.  The functions of one with `options` are given those of the call, by name, as a
    last argument.
    """

    name: str
    extensions: tuple[str, ...]
    read: Callable[..., Any] | None = None
    write: Callable[..., bytes] | None = None
    binary: bool = False
    elements: tuple[str, ...] = ()
    options: bool = False

    @property
    def coding(self) -> str:
        return "latin-1" if self.binary else "utf-8"


# Topics that bring formats declare these names, so that the formats are there as soon as one of them is asked for.
FUNCTIONS = ("Import", "ImportString", "ImportByteArray", "Export", "ExportString", "ExportByteArray", "$ImportFormats",
             "$ExportFormats")  # fmt: skip
FORMATS: dict[str, Format] = {}
_BY_EXTENSION: dict[str, str] = {}


class Unwritable(Exception):
    """An expression that the format has no place for; it is the only argument."""


def register(format: Format) -> None:
    """Add a format for Import and Export; later topics (images, nets) do so too."""
    FORMATS[format.name.lower()] = format
    for extension in format.extensions:
        _BY_EXTENSION.setdefault(extension, format.name.lower())


def find_format(spec: Any, path: str | None) -> tuple[Format | None, Any]:
    """(format, element) of "Format", {"Format", element}, an element name or a file's extension."""
    by_extension = None
    if path is not None:
        extension = path.rpartition(".")[2].lower() if "." in path else ""
        by_extension = FORMATS.get(_BY_EXTENSION.get(extension, "text"))
    if spec is None:
        return by_extension, None
    parts = spec.args if is_list(spec) else (spec,)
    if not parts or type(parts[0]) is not str:
        return None, None
    found = FORMATS.get(parts[0].lower())
    if by_extension is not None and len(parts) == 1 and parts[0] in by_extension.elements:
        found = None
    if found is not None:
        return found, None if len(parts) == 1 else parts[1] if len(parts) == 2 else make_list(parts[1:])
    return by_extension, parts[0] if len(parts) == 1 else spec


# ---- plain text ------------------------------------------------------------------------------------------------------


def _decoded(data: bytes) -> str:
    return data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")


def _lines(text: str) -> list[str]:
    return text.removesuffix("\n").split("\n") if text else []


_TEXT_ELEMENTS: dict[Any, Callable[[str], Any]] = {
    None: lambda t: t.removesuffix("\n"),
    "String": lambda t: t,
    "Plaintext": lambda t: t.removesuffix("\n"),
    "Text": lambda t: t.removesuffix("\n"),
    "Lines": lambda t: make_list(_lines(t)),
    "Words": lambda t: make_list(t.split()),
    "Data": lambda t: _table(_lines(t)),
}


def _read_text(element: str | None) -> Callable[[bytes, Any, Any], Any]:
    def read(data: bytes, wanted: Any, session: Any) -> Any:
        act = _TEXT_ELEMENTS.get(element if wanted is None else wanted)
        return None if act is None else act(_decoded(data))

    return read


def _text(e: Any, session: Any) -> str:
    return e if type(e) is str else session.text(e)


def _write_lines(e: Any, session: Any) -> bytes:
    rows = e.args if is_list(e) else (e,)
    return ("\n".join([_text(r, session) for r in rows]) + "\n").encode()


def value_of(cell: str) -> Any:
    """A cell of a table: a number where it reads as one."""
    text = cell.strip()
    try:
        return int(text)
    except ValueError:
        pass
    try:
        return float(text) if any(c.isdigit() for c in text) and "_" not in text else cell
    except ValueError:
        return cell


def _table(lines: list[str]) -> Any:
    return make_list([pack([value_of(w) for w in line.split()]) for line in lines])


# ---- JSON ------------------------------------------------------------------------------------------------------------


def _from_json(value: Any, as_rules: bool) -> Any:
    if isinstance(value, dict):
        pairs = [(k, _from_json(v, as_rules)) for k, v in value.items()]
        return make_list([Expr(S.Rule, p) for p in pairs]) if as_rules else association(pairs)
    if isinstance(value, list):
        return pack([_from_json(v, as_rules) for v in value])
    return NULL if value is None else (TRUE if value else FALSE) if isinstance(value, bool) else value


def _to_json(e: Any, session: Any) -> Any:
    if type(e) in (int, float, str):
        return e
    if e in (TRUE, FALSE, NULL, S.None_):
        return {TRUE: True, FALSE: False}.get(e)
    if type(e) is Rational:
        return float(e)
    if type(e) is Association or (is_list(e) and e.args and all(is_rule(r) for r in e.args)):
        return {_key(r.args[0]): _to_json(r.args[1], session) for r in e.args}
    if is_list(e):
        return [_to_json(x, session) for x in e.args]
    raise Unwritable(e)


def _key(k: Any) -> str:
    name = option_name(k)
    if type(name) is str:
        return name
    raise Unwritable(k)


def _read_json(as_rules: bool) -> Callable[..., Any]:
    import json

    def read(data: bytes, element: Any, session: Any, options: dict[str, Any]) -> Any:
        try:
            return _from_json(json.loads(_decoded(data)), as_rules) if element is None else None
        except ValueError:
            return FAILED

    return read


def _write_json(e: Any, session: Any, options: dict[str, Any]) -> bytes:
    import json

    compact = options.get("Compact") is TRUE
    separators = (",", ":") if compact else None
    indent = None if compact else "\t"
    return json.dumps(_to_json(e, session), indent=indent, separators=separators, ensure_ascii=False).encode()


# ---- programs and bytes ----------------------------------------------------------------------------------------------


def _write_svg(e: Any, session: Any) -> bytes:
    from ..display.graphics import svg

    return svg(e).encode()


def _read_package(data: bytes, element: Any, session: Any) -> Any:
    from ...grammar import WLSyntaxError

    try:
        expressions = [item.expr for item in session.read(_decoded(data))]
    except WLSyntaxError:
        return FAILED
    if element == "HeldExpressions":
        return make_list([Expr(S.HoldComplete, (e,)) for e in expressions])
    if element is not None:
        return None
    value: Any = NULL
    for e in expressions:
        value = session.evaluate_expr(e)
    return value


for _format in (
    Format("Text", ("txt", "text", "md", "log"), _read_text(None), lambda e, s: _text(e, s).encode()),
    Format("Plaintext", (), _read_text(None), lambda e, s: _text(e, s).encode()),
    Format("String", (), _read_text("String"), lambda e, s: _text(e, s).encode()),
    Format("Lines", (), _read_text("Lines"), _write_lines),
    Format("Words", (), _read_text("Words"), _write_lines),
    Format("List", (), lambda d, e, s: pack([value_of(x) for x in _lines(_decoded(d))]), _write_lines),
    Format("RawJSON", (), _read_json(False), _write_json, options=True),
    Format("JSON", ("json",), _read_json(True), _write_json, options=True),
    Format("Package", ("wl", "m", "wls"), _read_package, lambda e, s: (s.text(e, "InputForm") + "\n").encode()),
    Format("WL", (), _read_package, lambda e, s: (s.text(e, "InputForm") + "\n").encode()),
    Format("SVG", ("svg",), None, _write_svg),
):
    register(_format)


@variable("$ImportFormats")
def import_formats(session: Any) -> Any:
    """$ImportFormats is the list of formats that Import knows."""
    return Computed(lambda: make_list(sorted(f.name for f in FORMATS.values() if f.read is not None)))


@variable("$ExportFormats")
def export_formats(session: Any) -> Any:
    """$ExportFormats is the list of formats that Export knows."""
    return Computed(lambda: make_list(sorted(f.name for f in FORMATS.values() if f.write is not None)))


# ---- the functions ---------------------------------------------------------------------------------------------------

MESSAGES = {
    "oserr": OSERR,
    "fstr": FILE_STRING,
    "nffil": "File `1` not found.",
    "fmtnosup": "`1` is not a supported format.",
    "noelem": "The element `1` is not known for the format `2`.",
    "fmterr": "Cannot read the data as `1`.",
    "invhttp": "`1`.",
    "nowrite": "`1` cannot be written as `2`.",
}


def imported(
    data: bytes, format: Format | None, element: Any, spec: Any, session: Any, say: Any, rules: tuple[Any, ...] = ()
) -> Any:
    if format is None or format.read is None:
        say("fmtnosup", spec if format is None else format.name)
        return FAILED
    result = format.read(data, element, session, *([_by_name(rules)] if format.options else []))
    if result is None:
        say("noelem", element, format.name)
        return FAILED
    if result is FAILED:
        say("fmterr", format.name)
    return result


@builtin("Import[source_]", "Import[source_, format_]", "Import[source_, format_, rules___]", volatile=True, **MESSAGES)
@gated
def import_(
    source: Any, format: Any = None, rules: tuple[Any, ...] = (), *, session: Any, say: Any, expr: Any
) -> Any:
    """Import["file"] reads a file in the format that its name tells, Import["file", "format"] in the one given.

    {"format", element} or an element of the file's own format asks for a part.  $ImportFormats lists the formats.  A
    file "name.gz" is read as the one that is compressed in it.  Import["http://..."] reads what is at an address.

    >>> f = CreateFile[]; WriteString[f, "a,1\\nb,2.5"]; d = Import[f, "CSV"]; DeleteFile[f]; d
    {{a, 1}, {b, 2.5}}
    """
    path = source.args[0] if has_head(source, S.URL, 1) else path_of(source)
    if type(path) is not str:
        return say("fstr", 1, expr)
    if is_rule(format):
        format, rules = None, (format, *rules)
    remote = is_remote(path)
    full = path if remote else locate(path, session)
    if full is None:
        say("nffil", path)
        return FAILED
    name = full.partition("?")[0] if remote else full
    packed = name.endswith(".gz")
    chosen, element = find_format(format, name.removesuffix(".gz"))  # a compressed file is read as the one inside
    if remote:
        data = contents(full, session, say)
    else:
        with open_file(session, full, "rb") as file:
            data = file.read()
    if data is None:
        return FAILED
    if packed:
        try:
            data = gzip.decompress(data)
        except (gzip.BadGzipFile, EOFError, zlib.error):
            say("fmterr", "GZIP")
            return FAILED
    before = session.state.get("input_file", "")
    session.state["input_file"] = full
    try:
        return imported(data, chosen, element, format, session, say, rules)
    finally:
        session.state["input_file"] = before


@builtin(
    "ImportString[string_]",
    "ImportString[string_, format_]",
    "ImportString[string_, format_, rules___]",
    volatile=True,
    **MESSAGES,
)
def import_string(
    string: Any, format: Any = "Text", rules: tuple[Any, ...] = (), *, session: Any, say: Any, expr: Any
) -> Any:
    """ImportString["data", "format"] reads data from a string.

    >>> ImportString["{\\"a\\": [1, true]}", "RawJSON"]
    <|a -> {1, True}|>
    """
    if type(string) is not str:
        return say("string", 1, expr)
    chosen, element = find_format(format, None)
    try:
        data = string.encode("utf-8" if chosen is None else chosen.coding)
    except UnicodeEncodeError:
        say("fmterr", format)
        return FAILED
    return imported(data, chosen, element, format, session, say, rules)


def _by_name(rules: tuple[Any, ...]) -> dict[str, Any]:
    return {str(option_name(r.args[0])): r.args[1] for r in reversed(rules) if is_rule(r)}


def exported(
    e: Any, format: Format | None, spec: Any, session: Any, say: Any, rules: tuple[Any, ...] = ()
) -> bytes | None:
    if format is None or format.write is None:
        return say("fmtnosup", spec if format is None else format.name)
    try:
        return format.write(e, session, *([_by_name(rules)] if format.options else []))
    except Unwritable as problem:
        return say("nowrite", problem.args[0], format.name)


@builtin(
    "Export[target_, expr_]",
    "Export[target_, expr_, format_]",
    "Export[target_, expr_, format_, rules___]",
    volatile=True,
    **MESSAGES,
)
@gated
def export(
    target: Any, expr: Any, format: Any = None, rules: tuple[Any, ...] = (), *, session: Any, say: Any
) -> Any:
    """Export["file", expr] writes expr in the format that the file's name tells, Export["file", expr, "format"] in any.

    The result is the name of the file.

    >>> f = CreateFile[]; Export[f, {{1, 2}, {3, 4}}, "CSV"]; s = ReadString[f]; DeleteFile[f]; StringSplit[s]
    {1,2, 3,4}
    """
    path = path_of(target)
    if path is None:
        return say("fstr", 1, target)
    if is_rule(format):
        format, rules = None, (format, *rules)
    permit(session, "Writing", resolve(session, path))
    chosen, _ = find_format(format, path)
    data = exported(expr, chosen, format, session, say, rules)
    if data is None:
        return FAILED
    with open_file(session, path, "wb") as file:
        file.write(data)
    return path


@builtin("ExportString[expr_, format_]", "ExportString[expr_, format_, rules___]", **MESSAGES)
def export_string(expr: Any, format: Any, rules: tuple[Any, ...] = (), *, session: Any, say: Any) -> Any:
    """ExportString[expr, "format"] gives what Export would write as a string.

    >>> ExportString[{{1, "a b"}, {2.5, x}}, "CSV"]
    1,a b
    2.5,x
    """
    chosen, _ = find_format(format, None)
    data = exported(expr, chosen, format, session, say, rules)
    return FAILED if data is None or chosen is None else data.decode(chosen.coding, errors="replace")


name("URL", 'URL["address"] is an address on the net.')
