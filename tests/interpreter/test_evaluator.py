"""The order of evaluation, attributes, limits, and what the evaluator remembers."""

import threading
import time

import pytest
from luperca.interpreter.session import Session


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("f[Sequence[a, b], c]", "f[a, b, c]"),
        ("f[Sequence[]]", "f[]"),
        ("Sequence[a]", "a"),
        ("Hold[Sequence[a, b]]", "Hold[a, b]"),
        ("HoldComplete[Sequence[a, b]]", "HoldComplete[Sequence[a, b]]"),
        ("Hold[Evaluate[1 + 1], 1 + 1]", "Hold[2, 1 + 1]"),
        ("HoldComplete[Evaluate[1 + 1]]", "HoldComplete[Evaluate[1 + 1]]"),
        ("f[Unevaluated[1 + 1]]", "f[Unevaluated[1 + 1]]"),
        ("Head[Unevaluated[1 + 1]]", "Plus"),
        ("{1, Nothing, 2}", "{1, 2}"),
        ("f[Nothing]", "f[Nothing]"),
        ("SetAttributes[f, Flat]; f[a, f[b, f[c]]]", "f[a, b, c]"),
        ("SetAttributes[f, Orderless]; f[c, 2, a, b, 1]", "f[1, 2, a, b, c]"),
        ("SetAttributes[f, Listable]; f[{a, b}, c]", "{f[a, c], f[b, c]}"),
        ("SetAttributes[f, HoldFirst]; f[1 + 1, 1 + 1]", "f[1 + 1, 2]"),
        ("SetAttributes[f, HoldRest]; f[1 + 1, 1 + 1]", "f[2, 1 + 1]"),
        ("SetAttributes[f, SequenceHold]; f[Sequence[a, b]]", "f[Sequence[a, b]]"),
        ("x = y; y = 3; x", "3"),
        ("g[f[x_]] ^:= up; f[x_] := down; g[f[1]]", "g[down]"),
        ("g[f[x_]] ^:= up; g[y_] := down; g[f[1]]", "up"),
        ("f[a][b_] := {b}; f[a][2]", "{2}"),
        ("h = f; f[x_] := x + 1; h[2]", "3"),
        ("(#1 + ##2 &)[1, 2, 3]", "6"),
        ("(# &)[Sequence[a, b]]", "a"),
        ("Function[x, x^2, Listable][{2, 3}]", "{4, 9}"),
        ("Function[{x, y}, Hold[x, y], HoldAll][1 + 1, 2]", "Hold[1 + 1, 2]"),
        ("(#0 &)[1] === (#0 &)", "True"),
        ('#a &[<|"a" -> 5|>]', "5"),
        ("f[x_] := Function[{y}, {x, y}]; f[y][2]", "{y, 2}"),
        ("f[x_] := Module[{k = 1}, x + k]; f[k]", "1 + k"),
    ],
)
def test_standard_evaluation(ask, text, expected):
    assert ask(text) == expected
    assert ask.messages == []


def test_redefinition_is_seen_by_values_in_normal_form(ask):
    assert ask("e = f[a, g[b]]") == "f[a, g[b]]"
    assert ask("g[b] = 7; e") == "f[a, 7]"
    assert ask("a = 1; e") == "f[1, 7]"
    assert ask("f[x_, y_] := x + y; e") == "8"
    assert ask("Clear[f, g, a]; e") == "f[a, g[b]]"


def test_attributes_are_seen_by_compiled_rules(ask):
    ask("r = f[x_, y_] :> {x, y}; Do[f[1, 2] /. r, {10}]")
    assert ask("g[f[2, 1]] /. g[f[x_, 1]] :> x") == "2"
    assert ask("SetAttributes[f, Orderless]; MatchQ[f[1, 2], f[2, _]]") == "True"


def test_conditions_may_change_their_mind(ask):
    ask("limit = 5; f[x_] := big /; x > limit")
    assert ask("e = {f[3], f[7]}") == "{f[3], big}"
    assert ask("limit = 2; e") == "{big, big}"


def test_a_symbol_that_looped_has_no_value_afterwards(ask):
    assert ask("e = i + 1; Table[e, {i, 2}]") == "{2, 3}"
    assert ask("e") == "1 + i"


@pytest.mark.parametrize(
    ("text", "result", "message"),
    [
        ("f[x_] := f[x + 1]; f[0]", 'TerminatedEvaluation["IterationLimit"]', "$IterationLimit::itlim"),
        ("x = x + 1", 'TerminatedEvaluation["RecursionLimit"]', "$RecursionLimit::reclim2"),
        ("f[x_] := 1 + f[x + 1]; f[0]", 'TerminatedEvaluation["RecursionLimit"]', "$RecursionLimit::reclim2"),
    ],
)
def test_limits_end_the_evaluation_and_the_session_lives(ask, text, result, message):
    assert ask(text) == result
    assert ask.messages == [message]
    assert ask("1 + 1") == "2"


def test_depth_beyond_the_callers_stack(ask):
    assert ask("f[0] = 0; f[n_] := 1 + f[n - 1]; Block[{$RecursionLimit = 20000}, f[6000]]") == "6000"


def test_deeply_nested_input():
    session = Session(debug=True)
    text = "f[" * 100_000 + "x" + "]" * 100_000
    outcomes = [session.evaluate_input(item) for item in session.read(text)]
    assert [m.name for m in outcomes[0].messages] == ["$RecursionLimit::reclim2"]
    assert session.evaluate_input(next(session.read("1 + 1"))).expr == 2


def test_abort_from_another_thread():
    session = Session(debug=True)
    threading.Timer(0.2, session.abort).start()
    outcome = session.evaluate_input(next(session.read("While[True, k = 1]")))
    assert (repr(outcome.expr), outcome.failure) == ("$Aborted", "abort")
    assert session.evaluate_input(next(session.read("k"))).expr == 1


def test_time_limits_nest(ask):
    start = time.perf_counter()
    assert ask("TimeConstrained[TimeConstrained[While[True, 1], 5, inner], 0.1, outer]") == "outer"
    assert time.perf_counter() - start < 4


def test_sessions_are_independent():
    results = {}

    def work(k):
        session = Session(debug=True)
        for item in session.read(f"f[0] = {k}; f[n_] := f[n - 1] + 1; x = f[200]; Plus[x, 0]"):
            results[k] = session.evaluate_input(item).expr

    threads = [threading.Thread(target=work, args=(k,)) for k in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert results == {k: k + 200 for k in range(4)}


@pytest.mark.parametrize(
    "text",
    ["Module[{y = 1}, f[2]]", "Quiet[f[2]]", "Check[f[2], 0]", "Catch[f[2]]", "{Quiet[g[f[2]]]}", "f[2]"],
)
def test_a_rule_that_does_not_hold_is_tried_once(ask, text):
    ask("count = 0; f[x_] := 1 /; (count++; False)")
    ask(text)
    assert ask("count") == "1"


def test_values_of_scopes_still_go_into_lists(ask):
    ask("g[] := Sequence[1, 2]")
    assert ask("{Module[{}, g[]], Catch[Splice[{3, 4}]], Quiet[Nothing], Check[g[], 0]}") == "{1, 2, 3, 4, 1, 2}"
    ask("f[x_] := 1 /; flag; flag = False; v = f[1]; flag = True")
    assert ask("v") == "1"
