"""Tests of programs: VerificationTest and TestReport."""

from __future__ import annotations

from time import perf_counter, process_time
from typing import Any

from .. import symbols as S
from ..associations import Association, association
from ..control import AbortSignal
from ..declare import applied, builtin
from ..display import formatter, summary_text
from ..expr import FAILED, FALSE, TRUE, Expr, expr, has_head, is_list, make_list, symbol
from ..gate import gated, read_text
from ..options import option_name

_RUNNING = "tests"  # the results of the report that is being made
_SUCCESS, _FAILURE, _MESSAGES, _ERROR = "Success", "Failure", "MessagesFailure", "Error"


@builtin(
    "VerificationTest[input_, OptionsPattern[]]",
    "VerificationTest[input_, expected_, OptionsPattern[]]",
    "VerificationTest[input_, expected_, messages_, OptionsPattern[]]",
    attributes="HoldAllComplete Protected",
    options={"SameTest": "SameQ", "TestID": "None", "TimeConstraint": "Infinity"},
)
def verification_test(
    input: Any, expected: Any = TRUE, messages: Any = None, *, options: dict[str, Any], session: Any
) -> Any:
    """VerificationTest[input, expected] evaluates input and tells in a TestResultObject whether it came to what is
    expected; VerificationTest[input, expected, {f::tag, ...}] expects messages, too, and VerificationTest[input] True.

    SameTest -> f compares otherwise than SameQ, TestID names the test, TimeConstraint -> seconds ends it.

    >>> VerificationTest[1 + 1, 2]["Outcome"]
    Success
    >>> VerificationTest[1/0, ComplexInfinity]["Outcome"]
    MessagesFailure
    """
    evaluate = session.evaluate_expr
    wanted = evaluate(expected)
    names = [] if messages is None else list(messages.args) if is_list(messages) else [messages]
    said: list[Any] = []

    def collect(message: Any) -> bool:
        said.append(expr(S.MessageName, message.symbol, message.tag))
        return True

    limit = evaluate(options["TimeConstraint"])
    body = input if limit is S.Infinity else expr(S.TimeConstrained, input, limit, _LATE)
    begun, used = perf_counter(), process_time()
    session.messages.collectors.append(collect)
    try:
        actual, outcome = evaluate(body), None
    except AbortSignal:
        actual, outcome = S.system("$Aborted"), _ERROR
    finally:
        session.messages.collectors.pop()
    if outcome is None:
        same = evaluate(Expr(evaluate(options["SameTest"]), (actual, wanted))) is TRUE
        outcome = _ERROR if actual is _LATE else _FAILURE if not same else _SUCCESS
        if outcome is _SUCCESS and not _are_same(said, names):
            outcome = _MESSAGES
    facts = {
        "TestID": evaluate(options["TestID"]),
        "Outcome": outcome,
        "Input": expr(S.HoldForm, input),
        "ExpectedOutput": expr(S.HoldForm, wanted),
        "ActualOutput": expr(S.HoldForm, S.system("$TimedOut") if actual is _LATE else actual),
        "ExpectedMessages": make_list(expr(S.HoldForm, n) for n in names),
        "ActualMessages": make_list(expr(S.HoldForm, n) for n in said),
        "AbsoluteTimeUsed": perf_counter() - begun,
        "CPUTimeUsed": process_time() - used,
    }
    result = expr(S.TestResultObject, association(facts.items()))
    if _RUNNING in session.state:
        session.state[_RUNNING].append(result)
    return result


_LATE = symbol("System`Private`late")


def _are_same(said: list[Any], names: list[Any]) -> bool:
    """Whether the messages are those that are expected, however often and in whatever order."""
    return {m.args for m in said} == {n.args for n in names if has_head(n, S.MessageName)}


@builtin("TestResultObject[facts_Association]")
def test_result_object(facts: Any) -> Any:
    """TestResultObject[...] is what VerificationTest gives; object["property"] is one of "Outcome", "Input",
    "ExpectedOutput", "ActualOutput", "ExpectedMessages", "ActualMessages", "TestID", "AbsoluteTimeUsed", "CPUTimeUsed".

    >>> VerificationTest[1 + 1, 3]["ActualOutput"]
    2
    """
    return None


@builtin(
    "TestReport[tests_, OptionsPattern[]]",
    options={"SameTest": "SameQ"},
    badtest="`1` is neither a list of tests nor the name of a file of them.",
    sandbox="`1` is not allowed in the sandbox.",
    oserr="`1` `2`",
)
@gated
def test_report(tests: Any, *, options: dict[str, Any], session: Any, say: Any) -> Any:
    """TestReport[{test1, test2, ...}] tells how tests went, TestReport["file"] evaluates a file and tells of its tests.

    The TestReportObject has the properties "TestsSucceededCount", "TestsFailedCount", "AllTestsSucceeded",
    "TestsSucceededKeys", "TestsFailedKeys", "TestResults" (by number) and "TimeElapsed".

    >>> r = TestReport[{VerificationTest[1 + 1, 2], VerificationTest[2 + 2, 5]}];
    ... {r["TestsSucceededCount"], r["TestsFailedKeys"]}
    {1, {2}}
    """
    begun = perf_counter()
    if type(tests) is str or has_head(tests, S.File, 1):
        results = _of_file(tests if type(tests) is str else tests.args[0], session)
    elif is_list(tests) and all(has_head(t, S.TestResultObject, 1) for t in tests.args):
        results = list(tests.args)
    else:
        say("badtest", tests)
        return FAILED
    numbered = list(enumerate(results, 1))
    good = [i for i, r in numbered if r.args[0].get("Outcome") == _SUCCESS]
    bad = [i for i, _ in numbered if i not in good]
    facts = {
        "TestsSucceededCount": len(good),
        "TestsFailedCount": len(bad),
        "AllTestsSucceeded": FALSE if bad else TRUE,
        "TestsSucceededKeys": make_list(good),
        "TestsFailedKeys": make_list(bad),
        "TestResults": association(numbered),
        "TimeElapsed": perf_counter() - begun,
    }
    return expr(S.TestReportObject, association(facts.items()))


def _of_file(name: str, session: Any) -> list[Any]:
    """The results of the tests that a file makes while it is evaluated."""
    text = read_text(session, name)
    outer = session.state.get(_RUNNING)
    session.state[_RUNNING] = []
    try:
        for item in session.read(text):
            session.evaluate_expr(item.expr)
        return list(session.state[_RUNNING])
    finally:
        if outer is None:
            del session.state[_RUNNING]
        else:
            session.state[_RUNNING] = outer


@builtin("TestReportObject[facts_Association]")
def test_report_object(facts: Any) -> Any:
    """TestReportObject[...] is what TestReport gives; object["property"] is a property.

    >>> TestReport[{VerificationTest[True]}]["AllTestsSucceeded"]
    True
    """
    return None


def _property(head: Any, args: tuple[Any, ...]) -> Any:
    facts = head.args[0] if len(head) == 1 else None
    if type(facts) is not Association or len(args) != 1:
        return None
    if args[0] == "Properties":
        return make_list(facts.keys())
    found = facts.get(option_name(args[0]))
    if found is None:
        return expr(S.Missing, "KeyAbsent", args[0])
    return found


applied("TestResultObject")(_property)
applied("TestReportObject")(_property)


_SHOWN = {
    "Input": "Input",
    "Expected": "ExpectedOutput",
    "Got": "ActualOutput",
    "Messages": "ActualMessages",
}


@formatter("TestResultObject")
def show_result(e: Any, page: Any) -> Any:
    """The summary: how it went, and what was got where that is not what was expected."""
    facts = e.args[0] if len(e) == 1 else None
    if type(facts) is not Association or facts.get("Outcome") is None:
        return None
    rows = [("Outcome", facts.get("Outcome"))]
    rows += [("Test ID", facts.get("TestID"))] if facts.get("TestID") is not S.None_ else []
    if facts.get("Outcome") != _SUCCESS:
        rows += [(label, facts.get(k)) for label, k in _SHOWN.items()]
    return summary_text(e.head.name, rows, "", page)


@formatter("TestReportObject")
def show_report(e: Any, page: Any) -> Any:
    """The summary: how many went well, and the tests that did not."""
    facts = e.args[0] if len(e) == 1 else None
    if type(facts) is not Association or facts.get("TestResults") is None:
        return None
    rows = [("Succeeded", facts.get("TestsSucceededCount")), ("Failed", facts.get("TestsFailedCount"))]
    for i in facts.get("TestsFailedKeys").args:
        result = facts.get("TestResults").get(i).args[0]
        rows.append((f"Test {i}", make_list((result.get("Input"), result.get("ActualOutput")))))
    return summary_text(e.head.name, rows, "", page)
