"""The embedded evaluator."""

import json
import logging
import math
import sys
import threading
import time
from fractions import Fraction
from types import ModuleType, SimpleNamespace

import luperca
import numpy as np
import pytest
from luperca import Expr, Session, SessionExit, Symbol, WLSyntaxError, wl, wlexpr


@pytest.fixture
def session():
    return Session()


def test_every_public_name_is_there():
    assert {name for name in luperca.__all__ if getattr(luperca, name, None) is None} == set()
    assert set(luperca.__all__) <= set(dir(luperca))
    with pytest.raises(AttributeError):
        luperca.nothing_of_the_kind  # noqa: B018


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 1", 2),
        ("1/2 + 1/3", Fraction(5, 6)),
        ("0.5 + 1", 1.5),
        ("1 < 2", True),
        ("Null", None),
        ('"a" <> "b"', "ab"),
        ("Sqrt[-1.]", 1j),
        ('{1, "a", {}}', [1, "a", []]),
        ('<|"a" -> 1, "b" -> True|>', {"a": 1, "b": True}),
        ("Infinity", math.inf),
        ("2^100", 2**100),
    ],
)
def test_values(session, text, value):
    found = session.evaluate(text)
    assert found == value and type(found) is type(value)


def test_arrays_symbols_and_expressions(session):
    array = session.evaluate("{{1, 2}, {3, 4}} + 0.5")
    assert array.tolist() == [[1.5, 2.5], [3.5, 4.5]]
    assert isinstance(session.evaluate("x"), Symbol)
    e = session.evaluate("f[x, 2]")
    assert isinstance(e, Expr) and e.args[1] == 2


def test_all_expressions_of_a_text_are_evaluated(session):
    assert session.evaluate("a = 5\nb = a + 1; \na b") == 30
    assert session.evaluate("a = 7;") is None
    assert session.evaluate("") is None


def test_python_values_are_values_and_not_text(session):
    assert session.evaluate([1, "a + b"]) == [1, "a + b"]
    assert session.evaluate(wl.StringLength("1 + 1")) == 5
    assert session.evaluate({"k": Fraction(1, 2)}) == {"k": Fraction(1, 2)}


def test_expressions_written_in_python(session):
    assert session.evaluate(wl.Plus(1, wl.Times(2, 3))) == 7
    assert session.evaluate(wl.Map(wlexpr("#^2 &"), [1, 2, 3])).tolist() == [1, 4, 9]
    session.evaluate("s[t_][u_] := t - u")
    assert session.evaluate(wl.s(5)(3)) == 2
    assert session.evaluate(wl.List(wl.Rule(wl.System.Pi, 1))) == session.evaluate("{Pi -> 1}")
    assert session.text(wl.f(1, Size=2)) == "f[1, Size -> 2]"
    assert wl.f(1) == wl.f(1) and hash(wl.f) == hash(wl.f) and wl.f != wl.g
    assert repr(wl.f(1, wl.x)) == "f[1, x]"


def test_messages_go_to_the_log(session, caplog):
    with caplog.at_level(logging.WARNING, "luperca"):
        session.evaluate("1/0")
    assert [r.message for r in caplog.records] == ["Power::infy: Infinite expression 1/0 encountered."]


def test_syntax_errors_are_raised_and_earlier_expressions_done(session):
    with pytest.raises(WLSyntaxError):
        session.evaluate("v = 3\nf[)")
    assert session.evaluate("v") == 3


def test_exit_is_an_exception(session):
    with pytest.raises(SessionExit) as exit:
        session.evaluate("Exit[4]")
    assert exit.value.code == 4
    with pytest.raises(SessionExit):
        session.function("Exit")(1)


def test_wrapped_result(session):
    r = session.evaluate_wrap('Print["one"]; Print[2]; {1/0, x^2}')
    assert not r.success and r.is_message_failure and r.failure is None
    assert r.messages_name == ["Power::infy"]
    assert r.messages == ["Power::infy: Infinite expression 1/0 encountered."]
    assert r.output == ["one", "2"]
    assert r.input_form == "{ComplexInfinity, x^2}"
    assert isinstance(r.result, list) and r.get() is r.result
    assert isinstance(r.expr, Expr)
    good = session.evaluate_wrap("1 + 1")
    assert good.success and good.messages == [] and good.text == "2" and good.output == []


def test_wrapped_failures(session):
    syntax = session.evaluate_wrap("f[")
    assert (syntax.success, syntax.failure, syntax.messages_name) == (False, "syntax", ["Syntax::sntx"])
    assert session.evaluate_wrap("Throw[1]").failure == "throw"
    assert session.evaluate_wrap("Abort[]; 3").failure == "abort"
    assert session.evaluate_wrap("Catch[Throw[1]]").success


def test_messages_of_all_expressions_are_told(session):
    assert session.evaluate_wrap("1/0\n0/0\n2").messages_name == ["Power::infy", "Power::infy", "Infinity::indet"]


def test_notebooks(session):
    r = session.evaluate_wrap('"a < b"')
    assert r._repr_html_() == "<pre>a &lt; b</pre>"
    assert json.loads(json.dumps(r._repr_mimebundle_()))["text/plain"] == "a < b"


def test_printing_goes_to_a_listener(session):
    lines, messages = [], []
    session.on_print(lines.append)
    session.on_message(lambda m: messages.append(m.name))
    session.evaluate("Print[1]; 1/0")
    assert (lines, messages) == (["1"], ["Power::infy"])
    assert session.evaluate_wrap("Print[2]").output == ["2"]
    session.evaluate("Print[3]")
    assert lines == ["1", "3"]


def test_functions(session):
    square = session.function("#^2 &")
    assert square(3) == 9
    assert session.function("StringLength")("x + y") == 5
    session.evaluate("k[x_, y_] := x - y")
    assert session.function(wl.k)(5, 2) == 3


def test_functions_share_arrays(session):
    array = np.arange(1000.0)
    same = session.function("# &")(array)
    assert np.shares_memory(array, same) and array.flags.writeable
    assert session.function("# + 1 &")(array).tolist() == (array + 1).tolist()


def test_registered_functions(session):
    session.register("hypot", math.hypot)
    assert session.evaluate("hypot[3, 4]") == 5.0
    assert session.evaluate("hypot[3., #] & /@ {4., 0.}").tolist() == [5.0, 3.0]
    session.register("hypot", lambda *args: list(args))
    assert session.evaluate('hypot[{1, 2}, "a", <|"k" -> 1|>]')[1:] == ["a", {"k": 1}]


def test_a_registered_function_replaces_what_was_known_of_its_calls(session):
    assert session.evaluate("late[1]") == session.evaluate("late[1]")
    session.evaluate("keep = late[2]")
    session.register("late", lambda n: n + 1)
    assert session.evaluate("{late[1], keep}").tolist() == [2, 3]


def test_registered_functions_are_called_each_time(session):
    calls = []
    session.register("tick", lambda: calls.append(1) or len(calls))
    assert session.evaluate("{tick[], tick[], tick[]}").tolist() == [1, 2, 3]
    assert session.evaluate("t := tick[]; {t, t}").tolist() == [4, 5]


def test_exceptions_become_messages(session):
    def fail(x):
        raise ValueError(f"bad {x}")

    session.register("fail", fail)
    r = session.evaluate_wrap("{fail[1], 2}")
    assert r.messages == ["Python::exc: fail raised ValueError: bad 1"]
    assert r.input_form == "{$Failed, 2}"
    assert isinstance(r.exceptions[0], ValueError) and r.exceptions[0].__traceback__ is not None
    session.register("odd", lambda: object())
    assert session.evaluate_wrap("odd[]").input_form == "$Failed"


def test_a_registered_function_may_evaluate(session):
    session.register("twice", lambda x: session.evaluate(wl.Times(2, x)))
    assert session.evaluate("1 + twice[twice[5]]") == 21


def test_abort_from_another_thread(session):
    threading.Timer(0.3, session.abort).start()
    assert session.evaluate_wrap("While[True]").failure == "abort"
    assert session.evaluate("1 + 1") == 2


def test_timeout(session):
    with pytest.raises(TimeoutError):
        session.evaluate("While[True]", timeout=0.2)
    assert session.evaluate("1 + 1", timeout=60) == 2


def test_sessions_know_nothing_of_each_other():
    a, b = Session(), Session()
    a.evaluate("x = 1; f[y_] := y; SetAttributes[g, Listable]")
    assert a.evaluate("{x, f[2]}").tolist() == [1, 2]
    assert b.text(b.evaluate("{x, f[2], g[{1}]}")) == "{x, f[2], g[{1}]}"


def test_sessions_in_threads_do_not_mix():
    failures = []

    def work(n):
        session = Session()
        session.evaluate(f"n = {n}; f[0] = n; f[i_] := f[i - 1] + n")
        for i in range(40):
            if session.evaluate(f"f[{i}]") != n * (i + 1):
                failures.append((n, i))

    threads = [threading.Thread(target=work, args=(n,)) for n in range(1, 7)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert failures == []


def test_one_session_serves_several_threads_in_turn(session):
    session.evaluate("count = 0")
    threads = [threading.Thread(target=session.evaluate, args=("Do[count = count + 1, {200}]",)) for _ in range(5)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert session.evaluate("count") == 1000


def test_the_end_of_a_session():
    lines = []
    with Session() as session:
        session.on_print(lines.append)
        session.evaluate("$Epilog := Print[bye]")
    assert lines == ["bye"]


def test_evaluations_leave_no_history(session):
    for _ in range(5):
        session.evaluate("Range[100]")
    assert session.core.outputs == {} and session.evaluate("$Line") == 0


def test_sandbox():
    assert Session(sandbox=True).evaluate_wrap('ReadString["pyproject.toml"]').success is False


def test_waiting_does_not_hold_others(session):
    """An evaluation of one session does not wait for another session."""
    other = Session()
    started = threading.Event()
    session.register("started", started.set)
    slow = threading.Thread(target=session.evaluate, args=("started[]; While[True]",))
    slow.start()
    assert started.wait(60)
    assert other.evaluate("1 + 1") == 2
    while slow.is_alive():  # the abort may come before the loop has begun
        session.abort()
        time.sleep(0.05)


# ---- in a notebook ---------------------------------------------------------------------------------------------------

TRAINING = """
    data = {{1} -> {1.9}, {2} -> {4.1}, {3} -> {6.0}, {4} -> {8.1}};
    NetTrain[LinearLayer[1, "Input" -> 1], data, ValidationSet -> data, MaxTrainingRounds -> 3,
      TrainingProgressReporting -> Automatic];
"""


@pytest.fixture
def notebook(monkeypatch):
    """A stand-in for what a notebook's kernel brings: the outputs, each as the texts that it has shown in turn."""
    outputs = []

    class Handle:
        def __init__(self, html):
            self.shown = [html]
            outputs.append(self.shown)

        def update(self, html):
            self.shown.append(html)

    shell = ModuleType("IPython")
    shell.get_ipython = lambda: SimpleNamespace(kernel=object())
    shell.display = ModuleType("IPython.display")
    shell.display.HTML = str
    shell.display.display = lambda html, display_id: Handle(html)
    monkeypatch.setitem(sys.modules, "IPython", shell)
    monkeypatch.setitem(sys.modules, "IPython.display", shell.display)
    return outputs


def test_training_is_shown_in_one_place_of_a_notebook(notebook, monkeypatch):
    monkeypatch.setattr("luperca.interpreter.nets.training.watching.Every.due", lambda self, trainer, event: True)
    session = Session()
    session.evaluate(TRAINING)
    assert len(notebook) == 1 and len(notebook[0]) >= 3
    first, last = notebook[0][0], notebook[0][-1]
    assert first != last
    for html in (first, last):
        assert html.startswith("<pre>") and html.count("<svg") == 1
    assert "round 3 of 3" in last and "round 0 of 3" in first
    session.evaluate(TRAINING)
    assert len(notebook) == 2


def test_outside_of_a_notebook_nothing_is_shown(monkeypatch):
    monkeypatch.delitem(sys.modules, "IPython", raising=False)
    result = Session().evaluate_wrap(TRAINING)
    assert (result.output, result.messages) == ([], [])
    assert "IPython" not in sys.modules
