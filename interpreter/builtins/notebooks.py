"""What only a front end can do: notebooks in windows, selections, dialogs, the clipboard.

There is none here, so that these functions say so and give $Failed.
"""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..declare import builtin, name, variable
from ..expr import FAILED, FALSE, NULL, Expr
from .assignment import assignable

name(
    "FrontEndObject",
    "FrontEndObject[link] is a front end.",
    notavail="A front end is not available; certain operations require a front end.",
)

# name -> arguments and what it does
_COMMANDS: dict[str, tuple[str, str]] = {
    # which notebook
    "EvaluationNotebook": ("", "gives the notebook in which the evaluation was begun"),
    "EvaluationCell": ("", "gives the cell in which the evaluation was begun"),
    "EvaluationBox": ("", "gives the box in which the evaluation was begun"),
    "InputNotebook": ("", "gives the notebook in which one types"),
    "SelectedNotebook": ("", "gives the notebook that is selected"),
    "SelectedCells": ("", "gives the cells that are selected"),
    "ButtonNotebook": ("", "gives the notebook of the button that was pressed"),
    "ClipboardNotebook": ("", "gives the notebook that holds the clipboard"),
    "MessagesNotebook": ("", "gives the notebook for messages"),
    "Notebooks": ("", "gives the notebooks that are open"),
    "Cells": ("", "gives the cells of a notebook"),
    "NextCell": ("", "gives the next cell"),
    "PreviousCell": ("", "gives the cell before"),
    "ParentCell": ("obj", "gives the cell that holds obj"),
    "ParentBox": ("obj", "gives the box that holds obj"),
    "ParentNotebook": ("obj", "gives the notebook that holds obj"),
    "NotebookInformation": ("nb", "gives what is known of a notebook"),
    "NotebookFileName": ("", "gives the name of the file of a notebook"),
    "NotebookSelection": ("", "gives what is selected in a notebook"),
    # reading and writing
    "NotebookOpen": ('"file"', "opens a notebook"),
    "NotebookClose": ("nb", "closes a notebook"),
    "NotebookSave": ("nb", "saves a notebook"),
    "NotebookPrint": ("nb", "prints a notebook"),
    "NotebookGet": ("nb", "gives the expression of a notebook"),
    "NotebookPut": ("expr", "opens a notebook with the contents expr"),
    "NotebookRead": ("nb", "gives what is selected"),
    "NotebookWrite": ("nb, data", "writes data in place of what is selected"),
    "NotebookApply": ("nb, data", "puts data around what is selected"),
    "NotebookDelete": ("nb", "deletes what is selected"),
    "NotebookFind": ("nb, data", "selects data where it is found"),
    "NotebookLocate": ('"tag"', "selects the cells with a tag"),
    "SelectionMove": ("nb, direction, unit", "moves the selection"),
    "SelectionEvaluate": ("nb", "evaluates what is selected"),
    "SelectionEvaluateCreateCell": ("nb", "evaluates a copy of what is selected"),
    "SelectionCreateCell": ("nb", "puts what is selected into a cell of its own"),
    "SelectionAnimate": ("nb", "shows the selected pictures one after the other"),
    "SetSelectedNotebook": ("nb", "selects a notebook"),
    "CellPrint": ("expr", "writes a cell below the present one"),
    "StylePrint": ('expr, "style"', "writes a cell with a style"),
    "Paste": ("expr", "writes expr where one types"),
    "CopyToClipboard": ("expr", "puts expr on the clipboard"),
    # windows
    "CreateDocument": ("expr", "opens a new notebook with expr"),
    "CreateNotebook": ("", "opens a new notebook"),
    "CreateWindow": ("", "opens a window"),
    "CreatePalette": ("expr", "opens a palette with expr"),
    "DialogReturn": ("expr", "closes a dialog with the value expr"),
    # the front end itself
    "FrontEndExecute": ("expr", "has a front end do something"),
    "FrontEndTokenExecute": ('"token"', "has a front end carry out a command of its menus"),
    "CurrentNotebookImage": ("", "gives a picture of the notebook's window"),
    "CurrentScreenImage": ("", "gives a picture of the screen"),
}


def _declare(title: str, arguments: str, what: str) -> None:
    def ask(args: tuple[Any, ...], *, session: Any) -> Any:
        session.message(S.FrontEndObject, "notavail")
        return FAILED

    call = f"{title}[{arguments}]"
    ask.__doc__ = f"{call} {what}.  It needs a front end.\n\n>>> {call}\n$Failed"
    builtin(f"{title}[args___]", volatile=True)(ask)


for _title, (_arguments, _what) in _COMMANDS.items():
    _declare(_title, _arguments, _what)


@builtin("NotebookDirectory[notebook___]", volatile=True, nosv="The notebook `1` is not saved.")
def notebook_directory(notebook: tuple[Any, ...], *, say: Any) -> Any:
    """NotebookDirectory[] gives the directory of the notebook in which the evaluation was begun.

    Without a front end there is no notebook; DirectoryName[$InputFileName] is the directory of a program's file.

    >>> NotebookDirectory[]
    $Failed
    """
    say("nosv", notebook[0] if notebook else Expr(S.EvaluationNotebook, ()))
    return FAILED


@builtin("CurrentValue[object_]", "CurrentValue[object_, item_]", volatile=True)
def current_value(object: Any, item: Any = None) -> Any:
    """CurrentValue[object, "item"] is the present value of a setting of a front end; without one it stays as it is.

    >>> CurrentValue["MousePosition"]
    CurrentValue[MousePosition]
    """
    return None


@assignable(S.CurrentValue)
def set_current_value(session: Any, lhs: Expr, value: Any) -> bool:
    session.message(S.FrontEndObject, "notavail")
    return False


@builtin("UsingFrontEnd[expr_]", attributes="HoldFirst Protected", volatile=True)
def using_front_end(expr: Any, *, evaluate: Any) -> Any:
    """UsingFrontEnd[expr] evaluates expr with a front end where there is one.

    >>> UsingFrontEnd[1 + 1]
    2
    """
    return evaluate(expr)


@builtin("FinishDynamic[]", volatile=True)
def finish_dynamic() -> Any:
    """FinishDynamic[] waits until everything that is kept up to date has been shown.

    >>> FinishDynamic[]
    """
    return NULL


@variable("$Notebooks")
def notebooks(session: Any) -> Any:
    """$Notebooks is True if the session belongs to a front end with notebooks."""
    return FALSE


@variable("$FrontEnd")
def front_end(session: Any) -> Any:
    """$FrontEnd is the front end of the session, Null if there is none."""
    return NULL


@variable("$FrontEndSession")
def front_end_session(session: Any) -> Any:
    """$FrontEndSession is the session of the front end, Null if there is none."""
    return NULL


name("FrontEnd", "FrontEnd[...] is code for a front end.")
name("FrontEndToken", 'FrontEndToken[nb, "token"] is a command of the menus of a front end.')
