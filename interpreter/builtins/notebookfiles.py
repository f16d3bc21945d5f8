"""Notebook files as data: the format NB of Import and Export, and NotebookImport for the cells of some styles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .. import symbols as S
from ..declare import builtin, declaration
from ..display.boxes import NotReadable, box_text
from ..expr import FAILED, FALSE, NULL, TRUE, Expr, has_head, is_list, is_rule, make_list
from ..gate import gated, open_file
from .boxes import expressions_of, made_boxes
from .filenames import path_of
from .files import locate
from .formats import FUNCTIONS, MESSAGES, Format, register

_CODE = ("Input", "Code")
# what NotebookImport makes of cells by default
_RULES = {
    **dict.fromkeys(("Title", "Subtitle", "Chapter", "Subchapter", "Section", "Subsection", "Subsubsection", "Text"),
                    "Text"),
    "Code": "Cell", "Input": "HeldExpression", "Output": "Expression", "Message": "Text", "Print": "Text",
}  # fmt: skip


def cells_of(e: Any) -> Iterator[Expr]:
    """The cells of a notebook or of a group, groups opened."""
    todo = [e]
    while todo:
        item = todo.pop()
        content = item.args[0] if isinstance(item, Expr) and len(item) else None
        if has_head(item, S.Cell) and has_head(content, S.CellGroupData):
            todo.append(content)
        elif has_head(item, S.Cell):
            yield item
        elif has_head(item, S.Notebook) or has_head(item, S.CellGroupData):
            todo.extend(reversed(content.args if is_list(content) else ()))


def style_of(cell: Expr) -> Any:
    return cell.args[1] if len(cell) > 1 and type(cell.args[1]) is str else ""


def plain_text(cell: Expr) -> str:
    content = cell.args[0]
    return content if type(content) is str else box_text(content)


def held(cell: Expr, session: Any) -> list[Any] | None:
    """The expressions in a cell, not evaluated; None if it cannot be read."""
    from ...grammar import WLSyntaxError

    try:
        return expressions_of(cell.args[0], S.StandardForm, session)
    except (NotReadable, WLSyntaxError):
        return None


def input_text(cell: Expr, session: Any) -> str:
    """The code in a cell as it is typed."""
    expressions = held(cell, session)
    if expressions is None:
        return plain_text(cell)
    return "\n".join([session.text(e, "InputForm") for e in expressions])


def _as_held(cell: Expr, session: Any) -> Any:
    expressions = held(cell, session)
    return FAILED if expressions is None else Expr(S.HoldComplete, tuple(expressions))


def _as_value(cell: Expr, session: Any) -> Any:
    expressions = held(cell, session)
    if not expressions:
        return FAILED
    return [session.evaluate_expr(e) for e in expressions][-1]


def _interpreted(cell: Expr, content: Any) -> Expr:
    return Expr(S.ExpressionCell if has_head(cell.args[0], S.BoxData) else S.TextCell, (content, style_of(cell)))


def _as_cell(cell: Expr, session: Any) -> Any:
    code = has_head(cell.args[0], S.BoxData)
    return _interpreted(cell, _as_value(cell, session) if code else plain_text(cell))


def _as_held_cell(cell: Expr, session: Any) -> Any:
    expressions = held(cell, session) if has_head(cell.args[0], S.BoxData) else [plain_text(cell)]
    return FAILED if not expressions else Expr(S.HoldComplete, (_interpreted(cell, expressions[-1]),))


_FORMS = {
    "Boxes": lambda cell, session: cell.args[0],
    "Cell": lambda cell, session: cell,
    "Text": lambda cell, session: plain_text(cell),
    "InputText": input_text,
    "HeldExpression": _as_held,
    "Expression": _as_value,
    "InterpretedCell": _as_cell,
    "HeldInterpretedCell": _as_held_cell,
}

# ---- files -----------------------------------------------------------------------------------------------------------


def notebook_of(text: str, session: Any) -> Any:
    """The notebook that a file holds, not evaluated; None if it holds none."""
    from ...grammar import WLSyntaxError

    try:
        found = session.read_value(text)
    except WLSyntaxError:
        return None
    return found if has_head(found, S.Notebook) and len(found) and is_list(found.args[0]) else None


def _plain(notebook: Expr, session: Any) -> str:
    texts = [input_text(cell, session) if style_of(cell) in _CODE else plain_text(cell) for cell in cells_of(notebook)]
    return "\n\n".join(texts)


def _styles(notebook: Expr, session: Any) -> Any:
    return make_list([style_of(cell) for cell in cells_of(notebook)])


def _initialized(notebook: Expr, session: Any) -> Any:
    """The values of the initialization cells."""
    setting = Expr(S.Rule, (S.InitializationCell, TRUE))
    return make_list([_as_value(cell, session) for cell in cells_of(notebook) if setting in cell.args])


_ELEMENTS = {
    None: lambda notebook, session: notebook,
    "Notebook": lambda notebook, session: notebook,
    "Plaintext": _plain,
    "Cells": _styles,
    "Initialization": _initialized,
}


def _read(data: bytes, element: Any, session: Any) -> Any:
    act = _ELEMENTS.get(element) if element is None or type(element) is str else None
    if act is None:
        return None
    notebook = notebook_of(data.decode("utf-8-sig", errors="replace"), session)
    return FAILED if notebook is None else act(notebook, session)


def _write(e: Any, session: Any) -> bytes:
    if not has_head(e, S.Notebook):
        if not has_head(e, S.Cell):
            e = Expr(S.Cell, (Expr(S.BoxData, (made_boxes(e, S.StandardForm, session),)), "Output"))
        e = Expr(S.Notebook, (make_list([e]),))
    return (session.text(e, "InputForm") + "\n").encode()


for _title, _extension in (("NB", "nb"), ("CDF", "cdf")):
    register(Format(_title, (_extension,), _read, _write, elements=("Plaintext",)))
for _name in FUNCTIONS:
    declaration(_name)


def _source(notebook: Any, session: Any, say: Any) -> Any:
    """The notebook that a function is given as an expression or by the name of its file."""
    if has_head(notebook, S.Notebook):
        return notebook
    path = path_of(notebook)
    if path is None:
        say("nbsrc", notebook)
        return None
    full = locate(path, session)
    if full is None:
        say("nffil", path)
        return None
    with open_file(session, full, "rb") as file:
        found = notebook_of(file.read().decode("utf-8-sig", errors="replace"), session)
    if found is None:
        say("fmterr", "NB")
    return found


@builtin(
    "NotebookImport[notebook_, style_]",
    volatile=True,
    nbsrc="`1` is neither a notebook nor the name of its file.",
    form="`1` is not a form in which cells can be imported.",
    **MESSAGES,
)
@gated
def notebook_import(notebook: Any, style: Any, *, session: Any, evaluate: Any, say: Any) -> Any:
    """NotebookImport[notebook, style] gives what is in the cells of a style: text, or expressions in HoldComplete.

    NotebookImport[notebook, style -> form] gives the cells in a form such as "Cell", "Boxes", "Text", "InputText",
    "Expression" and "HeldExpression".  The notebook is one, or the name of a file; the style may be a pattern.

    >>> NotebookImport[Notebook[{Cell["A title", "Title"], Cell[BoxData[RowBox[{"1", "+", "1"}]], "Input"]}], _]
    {A title, HoldComplete[1 + 1]}
    """
    wanted = None
    if is_rule(style):
        style, wanted = style.args
        if wanted not in _FORMS:
            say("form", wanted)
            return FAILED
    source = _source(notebook, session, say)
    if source is None:
        return FAILED
    out = []
    for cell in cells_of(source):
        if evaluate(Expr(S.MatchQ, (style_of(cell), style))) is TRUE:
            out.append(_FORMS[wanted or _RULES.get(style_of(cell), "Boxes")](cell, session))
    return make_list(out)


@builtin(
    "NotebookEvaluate[notebook_, OptionsPattern[]]",
    volatile=True,
    options={"InsertResults": "False"},
    nbsrc="`1` is neither a notebook nor the name of its file.",
    **MESSAGES,
)
@gated
def notebook_evaluate(notebook: Any, *, session: Any, evaluate: Any, say: Any) -> Any:
    """NotebookEvaluate[notebook] evaluates the code in the cells of a notebook or of its file and gives the last value.

    Cells with the option Evaluatable -> False are left out, as are all but those of input and code.

    >>> NotebookEvaluate[Notebook[{Cell[BoxData["a=2"], "Input"], Cell["text", "Text"], Cell[BoxData["3a"], "Input"]}]]
    6
    """
    source = _source(notebook, session, say)
    if source is None:
        return FAILED
    value: Any = NULL
    left_out = Expr(S.Rule, (S.Evaluatable, FALSE))
    for cell in cells_of(source):
        if style_of(cell) not in _CODE or left_out in cell.args:
            continue
        expressions = held(cell, session)
        if expressions is None:
            say("fmterr", "NB")
            return FAILED
        for e in expressions:
            value = evaluate(e)
    return value
