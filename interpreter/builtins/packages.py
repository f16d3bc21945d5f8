"""Programs and packages in files: Get, Needs, and writing expressions back."""

from __future__ import annotations

import os
from typing import Any

from .. import symbols as S
from ..declare import builtin, variable
from ..definitions import Computed
from ..expr import FAILED, NULL, has_head, is_list
from ..gate import gated, open_file, read_text
from .directories import OSERR
from .filenames import FILE_STRING, path_of
from .files import locate

_MESSAGES = {"oserr": OSERR, "fstr": FILE_STRING, "syntax": "`1`"}


@variable("$InputFileName")
def input_file_name(session: Any) -> Any:
    """$InputFileName is the full name of the file that is being read by Get or run as a script, else ""."""
    return Computed(lambda: session.state.get("input_file", ""))


@variable("$Input")
def input_name(session: Any) -> Any:
    """$Input is the name of the file that is being read, without its directory."""
    return Computed(lambda: os.path.basename(session.state.get("input_file", "")))


@builtin("Get[name_, OptionsPattern[]]", options={"Path": "Automatic", "CharacterEncoding": "\"UTF-8\""}, volatile=True,
         **_MESSAGES)  # fmt: skip
@gated
def get(name: Any, *, session: Any, say: Any, expr: Any) -> Any:
    """<<file or Get["file"] reads a file, evaluates every expression in it and gives the last result.

    The file is searched along $Path; <<Context` reads the package of that context.  A syntax error ends the reading.

    >>> f = CreateFile[]; Put[Unevaluated[2 + 3], f]; r = Get[f]; DeleteFile[f]; r
    5
    """
    path = path_of(name)
    if path is None:
        return say("fstr", 1, expr)
    full = locate(path, session)
    if full is None:
        say("noopen", path)
        return FAILED
    return load(full, session, say)


def load(full: str, session: Any, say: Any) -> Any:
    """Evaluate the expressions of a file in order; the last value, or $Failed after a syntax error."""
    from ...grammar import WLSyntaxError

    text = read_text(session, full)
    if text.startswith("#!"):
        text = text.partition("\n")[2]
    before = session.state.get("input_file", "")
    session.state["input_file"] = full
    value: Any = NULL
    try:
        for item in session.read(text):
            value = session.evaluate_expr(item.expr)
    except WLSyntaxError as problem:
        say("syntax", f"{full}: {problem}")
        return FAILED
    finally:
        session.state["input_file"] = before
    return value


@builtin(
    "Needs[context_]",
    "Needs[context_, file_]",
    ctx="Invalid context specified at position `2` in `1`. A context must end with `.",
    nocont="Context `1` was not created when Needs was evaluated.",
    volatile=True,
    **_MESSAGES,
)
@gated
def needs(context: Any, file: Any = None, *, session: Any, say: Any, expr: Any) -> Any:
    """Needs["Context`"] reads the package of a context unless it has been read; Needs["Context`", "file"] from a file.

    >>> BeginPackage["MyPack`"]; EndPackage[]; Needs["MyPack`"]

    """
    if has_head(context, S.Rule, 2) and type(context.args[0]) is str:
        context, alias = context.args
        session.contexts.aliases[alias] = context
    if type(context) is not str or not context.endswith("`"):
        return say("ctx", expr, 1)
    if context in session.contexts.packages:
        if context not in session.contexts.path:
            session.contexts.set_path([context, *session.contexts.path])
        return NULL
    path = path_of(file) if file is not None else context
    if path is None:
        return say("fstr", 2, expr)
    full = locate(path, session)
    if full is None:
        say("noopen", path)
        return FAILED
    if load(full, session, say) is FAILED:
        return FAILED
    if context not in session.contexts.packages:
        say("nocont", context)
        return FAILED
    return NULL


def _write(items: tuple[Any, ...], file: Any, mode: str, session: Any, say: Any, expr: Any) -> Any:
    path = path_of(file)
    if path is None:
        return say("fstr", len(items) + 1, expr)
    with open_file(session, path, mode) as out:
        for item in items:
            form = "InputForm"
            if has_head(item, S.OutputForm, 1) or has_head(item, S.FullForm, 1) or has_head(item, S.InputForm, 1):
                form, item = item.head.name, item.args[0]
            out.write(session.text(item, form) + "\n")
    return NULL


@builtin("Put[exprs___, file_]", volatile=True, **_MESSAGES)
@gated
def put(exprs: tuple[Any, ...], file: Any, *, session: Any, say: Any, expr: Any) -> Any:
    """expr >> file or Put[expr, "file"] writes an expression to a file, in a form that Get reads back.

    >>> f = CreateFile[]; Put[{a, "b"}, f]; r = Get[f]; DeleteFile[f]; InputForm[r]
    {a, "b"}
    """
    return _write(exprs, file, "w", session, say, expr)


@builtin("PutAppend[exprs___, file_]", volatile=True, **_MESSAGES)
@gated
def put_append(exprs: tuple[Any, ...], file: Any, *, session: Any, say: Any, expr: Any) -> Any:
    """expr >>> file or PutAppend[expr, "file"] adds an expression at the end of a file.

    >>> f = CreateFile[]; Put[1, f]; PutAppend[2, f]; s = ReadString[f]; DeleteFile[f]; StringSplit[s]
    {1, 2}
    """
    return _write(exprs, file, "a", session, say, expr)


@builtin("Save[file_, symbols_]", attributes="HoldRest Protected", volatile=True, **_MESSAGES)
@gated
def save(file: Any, symbols: Any, *, session: Any, say: Any, expr: Any) -> Any:
    """Save["file", f] adds the definitions of symbols, and of what they depend on, at the end of a file.

    >>> g[x_] := x^2; f = CreateFile[]; Save[f, g]; Clear[g]; Get[f]; DeleteFile[f]; g[3]
    9
    """
    from .information import full_definition_text

    path = path_of(file)
    if path is None:
        return say("fstr", 1, expr)
    with open_file(session, path, "a") as out:
        for s in symbols.args if is_list(symbols) else (symbols,):
            out.write(full_definition_text(s, session) + "\n")
    return NULL
