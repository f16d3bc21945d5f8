"""Between expressions and strings: ToString, ToExpression, symbol names, StringRiffle."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from .. import symbols as S
from ..declare import builtin, name
from ..expr import FAILED, NULL, Expr, Symbol, is_list
from ..messages import GENERAL
from .strings import string_depth

_WORD = r"(?:[^\W\d_]|\$)(?:[^\W_]|\$)*"
_SYMBOL = re.compile(f"`?{_WORD}(?:`{_WORD})*")
_SMALL = 10**400  # integers that Python itself turns into text quickly
_FORMS = frozenset(
    map(
        S.system,
        "InputForm OutputForm FullForm StandardForm TraditionalForm TeXForm CForm FortranForm MathMLForm TableForm "
        "MatrixForm HTMLForm".split(),
    )
)
_UNREAD = tuple(map(S.system, ("TeXForm", "MathMLForm", "CForm", "FortranForm")))
name("Syntax", "Syntax is the symbol of messages about text that cannot be read.")
name("PageWidth", "PageWidth is an option of ToString: the length of lines.")
name("TotalWidth", "TotalWidth is an option of ToString: the greatest number of characters.")
name("ListFormat", "ListFormat is an option of TextString: how lists are written.")


@builtin(
    "ToString[expr_]",
    "ToString[expr_, OptionsPattern[]]",
    "ToString[expr_, form_, OptionsPattern[]]",
    options={"CharacterEncoding": '"UTF-8"', "PageWidth": "Infinity", "TotalWidth": "Infinity"},
    fmtval="`1` is not a valid format type.",
)
def to_string(expr: Any, form: Any = S.OutputForm, *, session: Any, say: Any) -> Any:
    """ToString[expr] gives the printed form of expr as a string, ToString[expr, form] another one.

    Forms are OutputForm, InputForm, FullForm, TeXForm and the others that can be shown as text.

    >>> {ToString[x^2 + 1], ToString["a", InputForm], ToString[a + b, FullForm]}
    {1 + x^2, "a", Plus[a, b]}
    """
    if type(expr) is int and form is S.OutputForm and -_SMALL < expr < _SMALL:
        return str(expr)
    if type(form) is not Symbol or form not in _FORMS:
        say("fmtval", form)
        return None
    if type(expr) is str and form is S.OutputForm:
        return expr
    return session.text(expr, form.name)


@builtin(
    "ToExpression[input_]",
    "ToExpression[input_, form_]",
    "ToExpression[input_, form_, head_]",
    attributes="Listable Protected",
    sntx="`1`",
    notstrbox="`1` is not a string or a box.",
    fmtval="`1` is not a form that can be read.",
    volatile=True,
)
def to_expression(
    input: Any, form: Any = S.InputForm, head: Any = None, *, session: Any, evaluate: Any, say: Any
) -> Any:
    """ToExpression["text"] evaluates a text as input; several expressions are evaluated in turn, the last one counts.

    Boxes are evaluated as what they stand for.  ToExpression["text", InputForm, h] wraps the expression with h before
    it is evaluated.  What cannot be read gives a message and $Failed.

    >>> {ToExpression["1 + 2"], ToExpression["1 + 2", InputForm, Hold]}
    {3, Hold[1 + 2]}
    """
    from ...grammar import WLSyntaxError

    if form in _UNREAD:
        say("fmtval", form)
        return FAILED
    value: Any = NULL
    try:
        if type(input) is str and form is S.TraditionalForm:
            input = _traditional(input)
        if type(input) is str:
            items = (item.expr for item in session.read(input))
        else:
            items = _in_boxes(input, S.StandardForm if form is S.InputForm else form, session)
        if items is None:
            say("notstrbox", input)
            return FAILED
        if head is not None:
            return Expr(head, tuple(items) or (NULL,))
        for e in items:
            value = evaluate(e)
    except WLSyntaxError as problem:
        say("sntx", str(problem))
        return FAILED
    return value


def _traditional(text: str) -> str:
    from ..display.boxes.functions import traditional_source

    return traditional_source(text)


def _in_boxes(boxes: Any, form: Any, session: Any) -> Iterable[Any] | None:
    """The expressions that boxes stand for; None if they stand for none."""
    from ..display.boxes import NotReadable
    from .boxes import expressions_of

    try:
        return expressions_of(boxes, form, session)
    except NotReadable:
        return None


@builtin("SyntaxQ[text_]", attributes="Listable Protected")
def syntax_q(text: Any, *, session: Any, say: Any, expr: Any) -> Any:
    """SyntaxQ["text"] gives True if the text can be read as input.

    >>> {SyntaxQ["a + b"], SyntaxQ["a + ("]}
    {True, False}
    """
    if type(text) is not str:
        return say("string", 1, expr)
    return S.True_ if session.is_complete(text)[0] in ("complete", "empty") else S.False_


@builtin("TextString[expr_, OptionsPattern[]]", options={"ListFormat": "Automatic"})
def text_string(expr: Any, *, session: Any) -> Any:
    """TextString[expr] gives expr as text for reading.

    >>> TextString[{1, 2.5, "a"}]
    {1, 2.5, a}
    """
    return expr if type(expr) is str else session.text(expr)


# ---- symbols ---------------------------------------------------------------------------------------------------------


@builtin("SymbolName[symbol_]", sym=GENERAL["sym"])
def symbol_name(symbol: Any, *, say: Any) -> Any:
    """SymbolName[x] gives the name of a symbol as a string, without its context.

    >>> SymbolName[abc]
    abc
    """
    return symbol.name if type(symbol) is Symbol else say("sym", symbol, 1)


@builtin("Symbol[name_]", attributes="Locked Protected", symname="The string `1` cannot be used for a symbol name.")
def symbol(name: Any, *, session: Any, say: Any, expr: Any) -> Any:
    """Symbol["name"] gives the symbol of this name.

    >>> Symbol["x"] + x
    2 x
    """
    if type(name) is not str:
        return say("string", 1, expr)
    if not _SYMBOL.fullmatch(name):
        return say("symname", name)
    return session.contexts.resolve(name)


# ---- joining lists ---------------------------------------------------------------------------------------------------


@builtin("StringRiffle[list_]", "StringRiffle[list_, separators__]")
def string_riffle(list: Any, separators: tuple[Any, ...] = (), *, session: Any, say: Any, expr: Any) -> Any:
    """StringRiffle[{s1, s2, ...}] joins the elements with spaces between them, StringRiffle[list, sep] with sep.

    {left, sep, right} also puts something around the whole; further separators are for the inner lists.

    >>> {StringRiffle[{1, 2, 3}, "-"], StringRiffle[{"a", "b"}, {"(", " ", ")"}]}
    {1-2-3, (a b)}

    >>> StringRiffle[{{1, 2}, {3}}, "; ", ","]
    1,2; 3
    """
    if not is_list(list):
        return say("list", expr, 1)
    frames = []
    for s in separators:
        frame = ("", s, "") if type(s) is str else tuple(s.args) if is_list(s) else ()
        if len(frame) != 3 or any(type(x) is not str for x in frame):
            return None
        frames.append(frame)
    depth = string_depth(list)
    for level in range(len(frames), depth):
        below = depth - level - 1
        frames.append(("", "\n" * below if below else " ", ""))

    def joined(e: Any, level: int) -> str:
        if not is_list(e) or level >= len(frames):
            return e if type(e) is str else session.text(e)
        left, middle, right = frames[level]
        return left + middle.join([joined(x, level + 1) for x in e.args]) + right

    return joined(list, 0)
