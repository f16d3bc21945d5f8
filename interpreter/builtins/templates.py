"""Templates: texts with places to be filled."""

from __future__ import annotations

import re
from typing import Any

from .. import symbols as S
from ..associations import Association
from ..declare import applied, builtin, name
from ..expr import FAILED, Expr, has_head, is_list, make_list
from ..gate import gated, read_text
from .directories import OSERR
from .filenames import path_of
from .files import locate

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
