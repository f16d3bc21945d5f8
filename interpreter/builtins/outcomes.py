"""What became of something, as a value: Success and Failure; and what must be true: Assert."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..associations import Association
from ..declare import applied, builtin, variable
from ..display import fill_template, formatter, summary_text
from ..expr import FAILED, NULL, TRUE, Expr, boolean, has_head, make_list
from .messages import SWITCHED_ON


@builtin("Success[tag_, assoc_]")
def success(tag: Any, assoc: Any) -> Any:
    """Success["tag", <|...|>] describes something that went well, as a value.

    Success[...]["name"] gives what the association has under a name, "Tag" the tag, "Message" the text of
    "MessageTemplate" with "MessageParameters" put in.

    >>> Success["Saved", <|"Count" -> 3|>]["Count"]
    3
    """
    return None


@builtin("Failure[tag_, assoc_]")
def failure(tag: Any, assoc: Any) -> Any:
    """Failure["tag", <|...|>] describes something that went wrong, as a value.

    Failure[...]["name"] gives what the association has under a name, "Tag" the tag, "Message" the text of
    "MessageTemplate" with "MessageParameters" put in.

    >>> FailureQ[Failure["oops", <||>]]
    True
    >>> Failure["oops", <|"MessageTemplate" -> "No `1`.", "MessageParameters" -> {"milk"}|>]["Message"]
    No milk.
    """
    return None


def _message(known: Association) -> Any:
    """The text of an outcome: numbered places take parameters of a list, named ones those of an association."""
    template = known.get("MessageTemplate")
    if type(template) is not str:
        return None
    parameters = known.get("MessageParameters", make_list(()))
    if type(parameters) is not Association:
        return fill_template(template, parameters.args if isinstance(parameters, Expr) else ())
    for k, v in parameters.items():
        template = template.replace(f"`{k}`", v if type(v) is str else fill_template("`1`", (v,)))
    return template


def _looked_up(head: Any, args: tuple[Any, ...]) -> Any:
    if len(args) != 1 or len(head) != 2 or type(head.args[1]) is not Association:
        return None
    tag, known = head.args
    own = {"Tag": tag, "Message": _message(known), "Properties": make_list(("Tag", "Message", *known.keys()))}
    found = known.get(args[0])
    if found is None and type(args[0]) is str:
        found = own.get(args[0])
    return Expr(S.Missing, ("KeyAbsent", args[0])) if found is None else found


for _name in ("Success", "Failure"):
    applied(_name)(_looked_up)


@formatter("Success", "Failure")
def show_outcome(e: Any, page: Any) -> Any:
    if len(e.args) != 2 or type(e.args[1]) is not Association or not page.blocks:
        return None
    tag, known = e.args
    message = _message(known)
    rows = [] if message is None else [("Message", message)]
    return summary_text(e.head.name, [*rows, ("Tag", tag)], "", page)


@builtin("FailureQ[expr_]")
def failure_q(expr: Any) -> Any:
    """FailureQ[e] is True for $Failed, $Aborted and Failure[...].

    >>> {FailureQ[$Failed], FailureQ[1]}
    {True, False}
    """
    return boolean(expr in (FAILED, S.system("$Aborted")) or has_head(expr, S.Failure))


# ---- assertions ------------------------------------------------------------------------------------------------------


@variable("$AssertFunction")
def assert_function(session: Any) -> Any:
    """$AssertFunction is applied to {HoldComplete[test], {}, tag} when an assertion does not hold; Automatic stands for
    a message."""
    return S.Automatic


@builtin(
    "Assert[test_]",
    "Assert[test_, tag_]",
    attributes="HoldAllComplete Protected",
    volatile=True,
    asrtf="Assertion `1` failed.",
    asrttf="Assertion `1` gave `2`, which is neither True nor False.",
    asrttg="Assertion `1` with the tag `2` failed.",
)
def assert_(test: Any, tag: Any = None, *, session: Any, evaluate: Any, say: Any) -> Any:
    """Assert[test] says that test is True: after On[Assert] the test is made, and a message tells if it fails.
    Assert[test, tag] gives the assertion a tag.

    Without On[Assert] nothing is evaluated. $AssertFunction says what to do about failures.

    >>> {Assert[1 > 2], On[Assert], Quiet[Assert[1 > 2]]}
    {Null, Null, Assert[1 > 2]}
    """
    if S.Assert not in session.state.get(SWITCHED_ON, ()):
        return NULL
    value = evaluate(test)
    if value is TRUE:
        return NULL
    act = evaluate(S.system("$AssertFunction"))
    if act is not S.Automatic:
        held = (Expr(S.HoldComplete, (test,)), make_list(()), *([] if tag is None else [tag]))
        return Expr(act, (make_list(held),))
    held = Expr(S.HoldForm, (test,))
    if value is not S.False_:
        say("asrttf", held, value)
    elif tag is not None:
        say("asrttg", held, tag)
    else:
        say("asrtf", held)
    return None
