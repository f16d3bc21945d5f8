"""Between expressions and strings: ToString, ToExpression, templates, symbol names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from .. import symbols as S
from ..associations import Association
from ..declare import applied, builtin, name
from ..expr import FAILED, NULL, Expr, Symbol, has_head, is_list, make_list
from ..gate import gated, read_text
from ..messages import GENERAL
from .directories import OSERR
from .filenames import path_of
from .files import locate
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

    value: Any = NULL
    try:
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


# ---- templates -------------------------------------------------------------------------------------------------------

name("StringForm", 'StringForm["text `` `1`", e1, ...] prints as the text with the expressions put in.')
name("TemplateSlot", "TemplateSlot[n] or TemplateSlot[name] is a place to be filled in a template.")
name(
    "TemplateExpression",
    "TemplateExpression[e] is an expression that is evaluated when the template is filled.",
    "HoldFirst Protected",
)
name("TemplateObject", "TemplateObject[parts] stands for a template.")
name("TemplateIf", "TemplateIf[condition, t, e] is t in a template where the condition is True, else e.")
name("TemplateSequence", "TemplateSequence[t, list] is t in a template, filled with each element of a list.")
_PIECES = re.compile(r"\\`|``|`([^`]*)`|<\*(.*?)\*>", re.S)


def template_parts(text: str, session: Any) -> list[Any]:
    """The text pieces, slots and expressions of a template."""
    parts: list[Any] = []
    last = count = 0
    for m in _PIECES.finditer(text):
        parts.append(text[last : m.start()])
        last = m.end()
        if m[0] == "\\`":
            parts.append("`")
        elif m[2] is not None:
            parts.append(Expr(S.TemplateExpression, (session.read_value(m[2]),)))
        else:
            count += 1
            key = m[1] or ""
            parts.append(Expr(S.TemplateSlot, (count if not key else int(key) if key.isdigit() else key,)))
    parts.append(text[last:])
    return [p for p in parts if p != "" or type(p) is not str]


@builtin("StringTemplate[text_]")
def string_template(text: Any, *, session: Any) -> Any:
    """StringTemplate["text `1` `name`"][args] puts arguments, or the values of an association, into a text.

    `` stands for the next argument, <* expr *> for the value of an expression, in which #1 and #name are arguments.

    >>> StringTemplate["twice `1` is <* 2 #1 *>"][4]
    twice 4 is 8
    >>> {StringTemplate["`1` + `2`"][a, b], StringTemplate["Dear `x`"][<|"x" -> "Ann"|>]}
    {a + b, Dear Ann}
    """
    return Expr(S.TemplateObject, (make_list(template_parts(text, session)),)) if type(text) is str else None


@applied("TemplateObject")
def apply_template_object(head: Expr, args: tuple[Any, ...], *, session: Any, evaluate: Any) -> Any:
    if not head.args or not is_list(head.args[0]):
        return None
    return _filled(head.args[0].args, args, session, evaluate)


@builtin("TemplateApply[template_]", "TemplateApply[template_, args_]")
def template_apply(template: Any, args: Any = None, *, session: Any, evaluate: Any) -> Any:
    """TemplateApply[template, {a1, a2, ...}] fills a template given as a string or made by StringTemplate.

    An association gives values for named places.

    >>> TemplateApply["`a` and `b`", <|"a" -> 1, "b" -> 2|>]
    1 and 2
    """
    parts = template_parts(template, session) if type(template) is str else None
    if has_head(template, S.TemplateObject) and is_list(template.args[0]):
        parts = template.args[0].args
    if parts is None:
        return None
    given = () if args is None else tuple(args.args) if is_list(args) else (args,)
    return _filled(parts, given, session, evaluate)


@builtin("FileTemplate[file_]", oserr=OSERR, nffil="File `1` not found.")
@gated
def file_template(file: Any, *, session: Any, say: Any) -> Any:
    """FileTemplate["file"] is the template that a file holds, as StringTemplate makes it of a text.

    >>> f = CreateFile[]; WriteString[f, "Dear `1`"]; Close[f]; t = FileTemplate[f]; DeleteFile[f]; t["Ann"]
    Dear Ann
    """
    path = path_of(file)
    full = None if path is None else locate(path, session)
    if full is None:
        say("nffil", file)
        return FAILED
    return Expr(S.TemplateObject, (make_list(template_parts(read_text(session, full), session)),))


def _filled(parts: Any, given: tuple[Any, ...], session: Any, evaluate: Any) -> Any:
    values = [_value(part, given, evaluate) for part in parts]
    return "".join([v if type(v) is str else session.text(v) for v in values])


def _value(part: Any, given: tuple[Any, ...], evaluate: Any) -> Any:
    """What a part of a template becomes."""
    fill = _FILLS.get(getattr(part.head, "name", "")) if isinstance(part, Expr) and len(part) else None
    return part if fill is None else fill(part, given, evaluate)


def _slot(part: Expr, given: tuple[Any, ...], evaluate: Any) -> Any:
    slot = part.args[0]
    value = None
    if len(given) == 1 and type(given[0]) is Association:
        value = given[0].get(slot)
    elif type(slot) is int and 0 < slot <= len(given):
        value = given[slot - 1]
    if value is None:
        return part.args[1] if len(part) > 1 else Expr(S.Missing, ("SlotAbsent", slot))
    return value


def _expression(part: Expr, given: tuple[Any, ...], evaluate: Any) -> Any:
    """An expression with slots of its own, #n and #name, and with those of the template."""
    body = _with_slots(part.args[0], given, evaluate)
    return evaluate(Expr(Expr(S.Function, (body,)), given) if given else body)


def _with_slots(e: Any, given: tuple[Any, ...], evaluate: Any, depth: int = 0) -> Any:
    if has_head(e, S.TemplateSlot) and e.args:
        return _slot(e, given, evaluate)
    if not isinstance(e, Expr) or type(e) is Association or depth > 200:
        return e
    return Expr(e.head, tuple([_with_slots(a, given, evaluate, depth + 1) for a in e.args]))


def _chosen(part: Expr, given: tuple[Any, ...], evaluate: Any) -> Any:
    """TemplateIf[condition, then, otherwise]."""
    condition = _expression(part, given, evaluate)
    place = 1 if condition is S.True_ else 2
    return _value(part.args[place], given, evaluate) if len(part) > place else ""


def _repeated(part: Expr, given: tuple[Any, ...], evaluate: Any) -> Any:
    """TemplateSequence[part, list]: an element that is a list or an association gives several values."""
    elements = _value(part.args[1], given, evaluate) if len(part) > 1 else None
    if type(elements) is str or not is_list(elements):
        return ""
    found = []
    for e in elements.args:
        inner = tuple(e.args) if is_list(e) else (e,)
        body = part.args[0]
        pieces = body.args if is_list(body) else (body,)
        if has_head(body, S.TemplateObject) and is_list(body.args[0]):
            pieces = body.args[0].args
        values = [_value(p, inner, evaluate) for p in pieces]
        found += [v if type(v) is str else evaluate(Expr(S.ToString, (v,))) for v in values]
    return "".join(found)


_FILLS = {
    "TemplateSlot": _slot,
    "TemplateExpression": _expression,
    "TemplateIf": _chosen,
    "TemplateSequence": _repeated,
}
