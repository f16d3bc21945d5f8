"""Enclose and the Confirm family: what must hold, and a Failure where it does not."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

from .. import symbols as S
from ..associations import Association, association
from ..control import ThrowSignal
from ..declare import builtin, name
from ..expr import ABORTED, FAILED, NULL, TRUE, Expr, Symbol, has_head, make_list, symbol
from ..messages import IssuedMessage
from .messages import wanted_messages

_numbers = itertools.count(1)  # each Enclose has a tag of its own
_TAG = "ConfirmationFailed"
name("$Canceled", "$Canceled is the result of what the user has called off.")

# Confirm function -> the number of arguments before the tag, with what stands for missing ones
_BEFORE_TAG: dict[Symbol, tuple[Any, ...]] = {
    S.Confirm: (None, NULL),
    S.ConfirmBy: (None, None, NULL),
    S.ConfirmMatch: (None, None, NULL),
    S.ConfirmQuiet: (None, S.All, NULL),
    S.ConfirmAssert: (None, NULL),
}
_NO_ENCLOSE = {"noenc": "`1` has no tag and does not stand within Enclose."}


# ---- Enclose ---------------------------------------------------------------------------------------------------------


def _tagged(e: Any, tag: Symbol) -> Any:
    """The body of an Enclose with its tag given to the confirmations that have none."""
    if type(e) is Symbol:
        return _with_tag(e, (), tag) if e in _BEFORE_TAG else e
    if type(e) is Association:
        rules = {k: _tagged(r, tag) for k, r in e.table.items()}
        return Association(rules) if any(rules[k] is not r for k, r in e.table.items()) else e
    if type(e) is not Expr or (e.head is S.Enclose and len(e) < 3):
        return e
    args = tuple([_tagged(a, tag) for a in e.args])
    if type(e.head) is Symbol and e.head in _BEFORE_TAG:
        return _with_tag(e.head, args, tag) if len(args) <= len(_BEFORE_TAG[e.head]) else Expr(e.head, args)
    head = _tagged(e.head, tag)
    return e if head is e.head and all(a is b for a, b in zip(args, e.args, strict=True)) else Expr(head, args)


def _with_tag(head: Symbol, args: tuple[Any, ...], tag: Symbol) -> Expr:
    missing = _BEFORE_TAG[head][len(args) :]
    if args and None not in missing:
        return Expr(head, (*args, *missing, tag))
    # the symbol alone, as in Confirm /@ list: a function that takes what is missing
    slots = [Expr(S.Slot, (i + 1,)) if part is None else part for i, part in enumerate(_BEFORE_TAG[head])]
    function = Expr(S.Function, (Expr(head, (*slots, tag)),))
    return Expr(function, args) if args else function


@builtin("Enclose[body_]", "Enclose[body_, f_]", "Enclose[body_, f_, form_]", attributes="HoldFirst Protected")
def enclose(body: Any, f: Any = None, form: Any = None, *, session: Any) -> Any:
    """Enclose[e] gives the value of e, or a Failure as soon as a Confirm in e does not hold.
    Enclose[e, f] applies f to the Failure; Enclose[e, "prop"] gives a property of it. Enclose[e, f, form] catches
    the confirmations whose tag matches form, in what e calls too.

    Confirmations without a tag belong to the Enclose in whose text they stand.

    >>> Enclose[1 + Confirm[$Failed], "Expression"]
    $Failed
    >>> Enclose[1 + ConfirmBy[2, EvenQ]]
    3
    """
    evaluator = session.evaluator
    tag = None
    if form is None:
        tag = symbol(f"Luperca`Private`Enclose${next(_numbers)}")
        body = _tagged(body, tag)
    try:
        return evaluator.evaluate(body)
    except ThrowSignal as s:
        if s.tag is None or (s.tag is not tag if form is None else evaluator.matcher.match(form, s.tag) is None):
            raise
        failure = s.value
    if f is None or f is S.Identity:
        return failure
    return Expr(failure if type(f) is str else f, (f,) if type(f) is str else (failure,))


# ---- Confirm ---------------------------------------------------------------------------------------------------------


def _fails(head: Symbol, template: str, fields: dict[str, Any], info: Any, tag: Any, evaluate: Any) -> Any:
    value = evaluate(info)
    known = {
        "MessageTemplate": template,
        "MessageParameters": make_list(list(fields.values())[:2]),
        "ConfirmationType": head.name,
        **fields,
        "Information": value,
    }
    raise ThrowSignal(Expr(S.Failure, (_TAG, association(known.items()))), evaluate(tag))


def _is_failure(e: Any) -> bool:
    return e in (FAILED, ABORTED, S.system("$Canceled")) or has_head(e, S.Failure) or has_head(e, S.Missing)


@builtin(
    "Confirm[expr_]",
    "Confirm[expr_, info_]",
    "Confirm[expr_, info_, tag_]",
    attributes="HoldRest Protected",
    **_NO_ENCLOSE,
)
def confirm(expr: Any, info: Any = NULL, tag: Any = None, *, evaluate: Any, say: Any) -> Any:
    """Confirm[e] gives e unless it is $Failed, $Aborted, $Canceled, Failure[...] or Missing[...], which end the
    evaluation of the surrounding Enclose. Confirm[e, info] puts the value of info into the Failure;
    Confirm[e, info, tag] goes to an Enclose with a form for this tag.

    >>> Enclose[{Confirm[1], Confirm[2]}]
    {1, 2}
    """
    if tag is None:
        return say("noenc", S.Confirm)
    if not _is_failure(expr):
        return expr
    if info is NULL and has_head(expr, S.Failure, 2) and expr.args[0] == _TAG:
        raise ThrowSignal(expr, evaluate(tag))
    return _fails(S.Confirm, "`1` encountered.", {"Expression": expr}, info, tag, evaluate)


def _by(title: str, form: str, template: str, holds: Callable[[Any, Any, Any], bool], usage: str) -> None:
    """ConfirmBy and ConfirmMatch: a value, and what it is held against."""
    head = S.system(title)

    def act(expr: Any, form_: Any, info: Any = NULL, tag: Any = None, *, session: Any, evaluate: Any, say: Any) -> Any:
        if tag is None:
            return say("noenc", head)
        test = evaluate(form_)
        if holds(expr, test, session):
            return expr
        return _fails(head, template, {"Expression": expr, form: test}, info, tag, evaluate)

    act.__doc__ = usage
    signatures = [f"{title}[expr_, form{more}]" for more in ("_", "_, info_", "_, info_, tag_")]
    builtin(*signatures, attributes="HoldRest Protected", **_NO_ENCLOSE)(act)


_by(
    "ConfirmBy",
    "Function",
    "`2`[`1`] is not True.",
    lambda e, f, session: session.evaluate_expr(Expr(f, (e,))) is TRUE,
    """ConfirmBy[e, f] gives e if f[e] is True, and otherwise ends the evaluation of the surrounding Enclose.

    >>> Enclose[ConfirmBy["x", NumberQ], "Function"]
    NumberQ
    """,
)
_by(
    "ConfirmMatch",
    "Pattern",
    "`1` does not match `2`.",
    lambda e, form, session: session.evaluator.matcher.match(form, e) is not None,
    """ConfirmMatch[e, form] gives e if it matches a pattern, and otherwise ends the evaluation of the surrounding
    Enclose.

    >>> Enclose[ConfirmMatch[{1, 2}, {_, _}]]
    {1, 2}
    """,
)


@builtin(
    "ConfirmAssert[test_]",
    "ConfirmAssert[test_, info_]",
    "ConfirmAssert[test_, info_, tag_]",
    attributes="HoldAll Protected",
    **_NO_ENCLOSE,
)
def confirm_assert(test: Any, info: Any = NULL, tag: Any = None, *, evaluate: Any, say: Any) -> Any:
    """ConfirmAssert[test] gives Null if test is True, and otherwise ends the evaluation of the surrounding Enclose.

    >>> Enclose[ConfirmAssert[1 < 2]; done]
    done
    """
    if tag is None:
        return say("noenc", S.ConfirmAssert)
    if evaluate(test) is TRUE:
        return NULL
    held = Expr(S.HoldForm, (test,))
    return _fails(S.ConfirmAssert, "Assertion `1` failed.", {"Expression": held}, info, tag, evaluate)


@builtin(
    "ConfirmQuiet[expr_]",
    "ConfirmQuiet[expr_, which_]",
    "ConfirmQuiet[expr_, which_, info_]",
    "ConfirmQuiet[expr_, which_, info_, tag_]",
    attributes="HoldAll Protected",
    **_NO_ENCLOSE,
)
def confirm_quiet(
    expr: Any, which: Any = S.All, info: Any = NULL, tag: Any = None, *, session: Any, evaluate: Any, say: Any
) -> Any:
    """ConfirmQuiet[e] gives the value of e if no message came on the way, and otherwise ends the evaluation of the
    surrounding Enclose; the message is not shown. ConfirmQuiet[e, s::tag] looks for that message only.

    >>> Enclose[ConfirmQuiet[1/0], "Expression"]
    ComplexInfinity
    """
    if tag is None:
        return say("noenc", S.ConfirmQuiet)
    wanted, seen = wanted_messages(which), []

    def collector(m: IssuedMessage) -> bool:
        if wanted(m):
            seen.append(m)
            return True
        return False

    collectors = session.messages.collectors
    collectors.append(collector)
    try:
        value = evaluate(expr)
    finally:
        collectors.remove(collector)
    if not seen:
        return value
    first = Expr(S.MessageName, (seen[0].symbol, seen[0].tag))
    call = Expr(S.Hold, (Expr(S.Message, (first, *seen[0].arguments)),))
    fields = {"Expression": value, "HeldMessageName": Expr(S.Hold, (first,)), "HeldMessageCall": call}
    return _fails(S.ConfirmQuiet, "A message came with the value `1`: `2`.", fields, info, tag, evaluate)
