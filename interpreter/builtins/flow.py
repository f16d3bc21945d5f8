"""Flow of control: conditionals, loops, jumps, time limits and aborts."""

from __future__ import annotations

import threading
from typing import Any

from .. import symbols as S
from ..associations import key
from ..control import (
    AbortSignal,
    BreakSignal,
    ContinueSignal,
    ExitSignal,
    GotoSignal,
    ReturnSignal,
    ThrowSignal,
    TimeSignal,
)
from ..declare import builtin, name
from ..expr import ABORTED, FALSE, NULL, TRUE, Expr, has_head, same
from ..numerics.arithmetic import sign
from ..numerics.numbers import REAL_TYPES


@builtin("CompoundExpression[exprs___]", attributes="HoldAll Protected ReadProtected")
def compound_expression(exprs: tuple[Any, ...], *, evaluate: Any) -> Any:
    """a; b; c evaluates the expressions in turn and gives the last one; a trailing ; gives Null.

    >>> a = 2; a^3
    8
    """
    if not exprs:
        return NULL
    if any(has_head(e, S.Label, 1) for e in exprs):
        return _with_labels(exprs, evaluate)
    for e in exprs[:-1]:
        evaluate(e)
    return exprs[-1]


def _with_labels(exprs: tuple[Any, ...], evaluate: Any) -> Any:
    """Evaluate in turn; a Goto to one of the labels here goes on behind it."""
    labels = {key(e.args[0]): i + 1 for i, e in enumerate(exprs) if has_head(e, S.Label, 1)}
    at, value = 0, NULL
    while at < len(exprs):
        try:
            value = NULL if has_head(exprs[at], S.Label, 1) else evaluate(exprs[at])
            at += 1
        except GotoSignal as jump:
            if key(jump.label) not in labels:
                raise
            at = labels[key(jump.label)]
    return value


@builtin("If[test_, then_, else_:Null, other_:Null]", attributes="HoldRest Protected")
def if_(test: Any, then: Any, else_: Any = NULL, other: Any = None) -> Any:
    """If[test, a, b] gives a if test is True and b if it is False; If[test, a, b, c] gives c for anything else.

    Without c it stays unevaluated when the test is neither.

    >>> If[2 > 1, yes, no]
    yes
    """
    return then if test is TRUE else else_ if test is FALSE else other


@builtin(
    "Which[clauses___]",
    attributes="HoldAll Protected",
    argctu="`1` called with 1 argument; an even number is expected.",
    argct="`1` called with `2` arguments; an even number is expected.",
)
def which(clauses: tuple[Any, ...], *, evaluate: Any, say: Any) -> Any:
    """Which[test1, value1, test2, value2, ...] gives the value of the first test that is True, else Null.

    >>> Which[1 > 2, a, 2 > 1, b]
    b
    """
    if len(clauses) % 2:
        say("argctu" if len(clauses) == 1 else "argct", S.Which, len(clauses))
        return None
    for i in range(0, len(clauses), 2):
        test = evaluate(clauses[i])
        if test is TRUE:
            return clauses[i + 1]
        if test is not FALSE:
            return None if i == 0 and same(test, clauses[0]) else Expr(S.Which, (test, *clauses[i + 1 :]))
    return NULL


@builtin(
    "Switch[expr_, rules___]",
    attributes="HoldRest Protected",
    argct="`1` called with `2` arguments; an odd number is expected.",
)
def switch(expr: Any, rules: tuple[Any, ...], *, session: Any, evaluate: Any, say: Any) -> Any:
    """Switch[e, form1, value1, form2, value2, ...] gives the value of the first form that matches e.

    It stays unevaluated when none does.

    >>> Switch[7, _Symbol, a, _Integer, b]
    b
    """
    if len(rules) % 2:
        say("argct", S.Switch, len(rules) + 1)
        return None
    matcher = session.evaluator.matcher
    for i in range(0, len(rules), 2):
        if matcher.match(evaluate(rules[i]), expr) is not None:
            return rules[i + 1]
    return None


@builtin("While[test_, body_:Null]", attributes="HoldAll Protected")
def while_(test: Any, body: Any = NULL, *, session: Any) -> Any:
    """While[test, body] evaluates body as long as test gives True.

    >>> n = 1; While[n < 100, n = 2 n]; n
    128
    """
    return _loop(session, test, body, NULL)


@builtin("For[start_, test_, step_, body_:Null]", attributes="HoldAll Protected")
def for_(start: Any, test: Any, step: Any, body: Any = NULL, *, session: Any) -> Any:
    """For[start, test, step, body] evaluates start, then body and step as long as test gives True.

    >>> For[i = 1; t = 0, i <= 4, i++, t += i]; t
    10
    """
    session.evaluate_expr(start)
    return _loop(session, test, body, step)


def _loop(session: Any, test: Any, body: Any, step: Any) -> Any:
    evaluator = session.evaluator
    holds, turn, go_on = (evaluator.runner(e) for e in (test, body, step))
    try:
        while holds() is TRUE:
            if evaluator.interrupt is not None:
                evaluator.poll()
            try:
                turn()
            except ContinueSignal:
                pass
            go_on()
    except BreakSignal:
        pass
    except ReturnSignal as s:
        if s.target is not None:
            raise
        return s.value
    return NULL


@builtin("Break[]")
def break_() -> Any:
    """Break[] leaves the nearest Do, For or While.

    >>> Do[If[i > 3, Break[]]; last = i, {i, 10}]; last
    3
    """
    raise BreakSignal


@builtin("Continue[]")
def continue_() -> Any:
    """Continue[] goes on with the next step of the nearest Do, For or While.

    >>> t = {}; Do[If[EvenQ[i], Continue[]]; AppendTo[t, i], {i, 5}]; t
    {1, 3, 5}
    """
    raise ContinueSignal


@builtin("Return[value_:Null, target_:Null]")
def return_(value: Any = NULL, target: Any = None) -> Any:
    """Return[value] leaves the function or loop that is being evaluated with that value.

    >>> f[x_] := (If[x > 1, Return[big]]; small); {f[1], f[2]}
    {small, big}
    """
    raise ReturnSignal(value, target)


@builtin("Goto[label_]")
def goto(label: Any) -> Any:
    """Goto[tag] goes on after Label[tag] in the enclosing compound expression.

    >>> n = 0; Label[again]; n++; If[n < 5, Goto[again]]; n
    5
    """
    raise GotoSignal(label)


@builtin(
    "Throw[value_]",
    "Throw[value_, tag_]",
    "Throw[value_, tag_, handler_]",
    nocatch="Uncaught `1` returned to top level.",
)
def throw(value: Any, tag: Any = None, handler: Any = None) -> Any:
    """Throw[value] stops the evaluation and gives value as the result of the nearest enclosing Catch.

    Throw[value, tag] is caught by a Catch[e, form] whose form matches the tag.

    >>> Catch[Do[If[i^2 > 50, Throw[i]], {i, 100}]]
    8
    """
    raise ThrowSignal(value, tag, handler)


@builtin("Catch[body_]", "Catch[body_, form_]", "Catch[body_, form_, handler_]", attributes="HoldFirst Protected")
def catch(body: Any, form: Any = None, handler: Any = None, *, session: Any) -> Any:
    """Catch[e] gives the value of e, or of the first Throw met in it; Catch[e, form, f] gives f[value, tag].

    >>> Catch[a; Throw[b]; c]
    b
    >>> Catch[Throw[1, tag], tag, g]
    g[1, tag]
    """
    evaluator = session.evaluator
    try:
        return evaluator.settle(body)
    except ThrowSignal as s:
        if form is None:
            if s.tag is not None:
                raise
            return s.value
        if s.tag is None or evaluator.matcher.match(form, s.tag) is None:
            raise
        return s.value if handler is None else Expr(handler, (s.value, s.tag))


@builtin("Abort[]")
def abort() -> Any:
    """Abort[] ends the evaluation; its result is $Aborted.

    >>> CheckAbort[Abort[], stopped]
    stopped
    """
    raise AbortSignal


@builtin("CheckAbort[body_, failexpr_]", attributes="HoldAll Protected")
def check_abort(body: Any, failexpr: Any, *, session: Any) -> Any:
    """CheckAbort[e, f] gives the value of e, or f if an abort happened in it.

    >>> CheckAbort[1 + 1, stopped]
    2
    """
    try:
        return session.evaluator.evaluate(body)
    except AbortSignal:
        return failexpr


@builtin("AbortProtect[body_]", attributes="HoldFirst Protected")
def abort_protect(body: Any, *, session: Any) -> Any:
    """AbortProtect[e] evaluates e and lets an abort from outside take effect only afterwards.

    >>> AbortProtect[1 + 1]
    2
    """
    evaluator = session.evaluator
    poll, evaluator.poll = evaluator.poll, lambda: None
    try:
        return evaluator.evaluate(body)
    finally:
        evaluator.poll = poll
        evaluator.poll()


@builtin(
    "TimeConstrained[body_, time_]",
    "TimeConstrained[body_, time_, failexpr_]",
    attributes="HoldAll Protected",
    timc="Number of seconds `1` is not a positive machine-sized number or Infinity.",
)
def time_constrained(body: Any, time: Any, failexpr: Any = ABORTED, *, session: Any, evaluate: Any, say: Any) -> Any:
    """TimeConstrained[e, t] gives the value of e, or $Aborted after t seconds; TimeConstrained[e, t, f] gives f.

    >>> TimeConstrained[While[True, x = 1], 0.05, late]
    late
    """
    seconds = evaluate(time)
    if isinstance(seconds, Expr) and seconds.head is S.DirectedInfinity:
        return body
    if type(seconds) not in REAL_TYPES or sign(seconds) <= 0:
        say("timc", seconds)
        return None
    if type(seconds) is int and seconds > threading.TIMEOUT_MAX or float(seconds) > threading.TIMEOUT_MAX / 2:
        return body  # centuries
    evaluator, owner = session.evaluator, object()

    def ring() -> None:
        evaluator.interrupt = TimeSignal(owner)

    timer = threading.Timer(float(seconds), ring)
    timer.daemon = True
    timer.start()
    try:
        return evaluator.evaluate(body)
    except TimeSignal as s:
        if s.owner is not owner:
            raise
        return failexpr
    finally:
        timer.cancel()
        if isinstance(evaluator.interrupt, TimeSignal) and evaluator.interrupt.owner is owner:
            evaluator.interrupt = None


@builtin("Exit[code_:0]")
def exit_(code: Any = 0) -> Any:
    """Exit[] ends the session; Exit[n] makes n the exit status of the process.

    >>> Head[Exit]
    Symbol
    """
    raise ExitSignal(code if type(code) is int else 0)


@builtin("Quit[code_:0]")
def quit_(code: Any = 0) -> Any:
    """Quit[] ends the session; Quit[n] makes n the exit status of the process.

    >>> Head[Quit]
    Symbol
    """
    raise ExitSignal(code if type(code) is int else 0)


@builtin("Evaluate[exprs___]")
def evaluate_(exprs: tuple[Any, ...]) -> Any:
    """Evaluate[e] evaluates e although it stands in a held argument.

    >>> Hold[Evaluate[1 + 1], 1 + 1]
    Hold[2, 1 + 1]
    """
    return exprs[0] if len(exprs) == 1 else Expr(S.Sequence, exprs)


@builtin("ReleaseHold[expr_]")
def release_hold(expr: Any) -> Any:
    """ReleaseHold[e] takes Hold, HoldForm, HoldPattern and HoldComplete off e.

    >>> ReleaseHold[Hold[1 + 1]]
    2
    """
    return _release(expr)


_HOLDS = (S.Hold, S.HoldForm, S.HoldPattern, S.HoldComplete)


def _release(e: Any) -> Any:
    if not isinstance(e, Expr):
        return e
    if e.head in _HOLDS:
        return e.args[0] if len(e) == 1 else Expr(S.Sequence, e.args)
    if type(e) is not Expr:
        return e
    return Expr(_release(e.head), tuple([_release(a) for a in e.args]))


for _name, _attributes, _usage in (
    ("Hold", "HoldAll Protected", "Hold[e] keeps e unevaluated."),
    ("HoldForm", "HoldAll Protected", "HoldForm[e] keeps e unevaluated and prints as e."),
    ("Defer", "HoldAll Protected", "Defer[e] keeps e unevaluated and prints as e, in InputForm too."),
    (
        "HoldComplete",
        "HoldAllComplete Protected",
        "HoldComplete[e] keeps e unevaluated, sequences and up values included.",
    ),
    ("HoldPattern", "HoldAll Protected", "HoldPattern[p] is p for matching, kept unevaluated."),
    ("Unevaluated", "HoldAllComplete Protected", "f[Unevaluated[e]] gives f the argument e without evaluating it."),
    ("Sequence", "Protected", "Sequence[a, b] becomes several arguments where it stands in one place."),
    (
        "Splice",
        "Protected",
        "Splice[{a, b}] becomes several elements in a list, Splice[{a, b}, h] in expressions with the head h.",
    ),
    ("Label", "HoldFirst Protected", "Label[tag] is a place that Goto[tag] goes to."),
):
    name(_name, _usage, _attributes)
