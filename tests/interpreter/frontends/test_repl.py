"""The prompt without a terminal: keys come from a pipe, the screen is a dummy, results go to text streams."""

import io

import pytest
from luperca.interpreter.control import ExitSignal
from luperca.interpreter.frontends.characters import character
from luperca.interpreter.frontends.completion import SymbolCompleter, enclosing_head, in_string
from luperca.interpreter.frontends.console import Console
from luperca.interpreter.frontends.highlight import spans
from luperca.interpreter.frontends.keys import indentation
from luperca.interpreter.frontends.names import Names
from luperca.interpreter.frontends.repl import Prompt
from luperca.interpreter.session import Session
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

END = "\x04"
ALT_ENTER = "\x1b\r"


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("LUPERCA_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def type_keys(keys, session=None, **options):
    """What is shown for these keys: results and messages."""
    out, err = io.StringIO(), io.StringIO()
    session = session or Session()
    console = Console("never", out, err)
    console.attach(session)
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text(keys)
        status = Prompt(session, console, input=pipe, output=DummyOutput(), **options).run()
    assert status == 0
    return out.getvalue(), err.getvalue()


def test_results_are_numbered():
    out, err = type_keys("1+1\rx^2\r" + END)
    assert out.startswith("\nOut[1]= 2\n\n\nOut[2]= x")
    assert err == ""


def test_earlier_results():
    assert "Out[3]= 7" in type_keys("5\r%+1\r%+1\r" + END)[0]
    assert "Out[3]= 25" in type_keys("5\r20;\r% + %1\r" + END)[0]


def test_an_incomplete_input_goes_on_in_the_next_line():
    session = Session()
    out, _ = type_keys("f[x_] :=\rx + 1\rf[\r2]\r" + END, session)
    assert "Out[2]= 3" in out
    assert session.inputs[2].text == "f[\n  2]"


def test_alt_enter_evaluates_at_once():
    out, err = type_keys("f[" + ALT_ENTER + "3\r" + END)
    assert "Syntax error" in err
    assert "Out[1]= 3" in out


def test_two_expressions_in_one_input_are_two_lines():
    out, _ = type_keys("a = 1" + "\n" + "a + 1\r" + END)
    assert "Out[1]= 1" in out and "Out[2]= 2" in out


def test_a_syntax_error_takes_no_number():
    out, err = type_keys("2 + )\r3\r" + END)
    assert "Out[1]= 3" in out
    assert "line 1" in err and "^" in err


def test_control_c_clears_the_input():
    assert "Out[1]= 7" in type_keys("1 + 1\x037\r" + END)[0]


def test_messages_and_forms():
    out, err = type_keys("1/0;\rInputForm[a/b]\r" + END)
    assert err.startswith("Power::infy")
    assert "Out[2]//InputForm= a/b" in out


def test_exit_passes_through():
    with pytest.raises(ExitSignal) as exit:
        type_keys("Exit[3]\r")
    assert exit.value.code == 3


def test_an_abort_keeps_the_session():
    out, _ = type_keys("x = 3\rAbort[]\rx\r" + END)
    assert "Out[2]= $Aborted" in out and "Out[3]= 3" in out


def test_named_characters():
    # ESC a ESC as fast as a terminal sends it, and a long name after \\[
    out, _ = type_keys("\x1ba\x1b + 1\r" + END)
    assert "Out[1]= 1 + α" in out


def test_history_has_one_entry_for_each_input(home):
    type_keys("{1,\r2}\r3\r" + END)
    entries = (home / "history").read_text()
    assert entries.count("\n# ") == 2 and "+{1,\n+  2}\n" in entries


def test_history_can_be_left_out(home):
    type_keys("1\r" + END, history=False)
    assert not (home / "history").exists()


def test_init_file(home):
    home.mkdir()
    (home / "init.wl").write_text("y = 12")
    assert "Out[1]= 13" in type_keys("y + 1\r" + END)[0]
    assert "Out[1]= 1 + y" in type_keys("y + 1\r" + END, init=False)[0]


def test_a_bad_init_file_is_told_and_left(home):
    home.mkdir()
    (home / "init.wl").write_text("y = )")
    out, err = type_keys("1\r" + END)
    assert "init.wl" in err and "Out[1]= 1" in out


def completions(text, session=None):
    completer = SymbolCompleter(Names(session or Session()))
    return {c.text: c.display_meta_text for c in completer.get_completions(Document(text), CompleteEvent())}


def test_symbols_complete_with_their_usage():
    found = completions("Range[3] + Revers")
    assert "Reverse" in found and found["Reverse"].startswith("Reverse[")


def test_own_symbols_complete():
    session = Session()
    session.evaluate_quietly(session.read_value("myValue = 1"))
    assert "myValue" in completions("1 + myV", session)


def test_options_complete_inside_a_call():
    session = Session()
    session.evaluate_quietly(session.read_value("Options[plot] = {Style -> 1, Size -> 2}"))
    assert completions("plot[f[x], S", session)["Size -> "] == "option of plot"
    assert "Size -> " not in completions("other[f[x], S", session)


def test_named_characters_complete():
    assert completions("\\[Al")["\\[Alpha]"] == "α"


def test_nothing_completes_in_a_string():
    assert completions('"Rang') == {}


def test_where_the_cursor_is():
    assert in_string('f["a') and not in_string('f["a"') and in_string(r'"a\"')
    assert enclosing_head("f[g[1], {2}, ") == "f"
    assert enclosing_head("f[g[") == "g"
    assert enclosing_head("f[{") is None and enclosing_head("f[x] + ") is None


def kinds(text, **options):
    return [(text[s.start : s.end], s.kind) for s in spans(text, **options)]


def test_highlighting():
    assert kinds('f[x_] := "a" + 1.5 (* c *) # %2') == [
        ("x_", "pattern"),
        ('"a"', "string"),
        ("1.5", "number"),
        ("(* c *)", "comment"),
        ("#", "slot"),
        ("%2", "out"),
    ]


def test_highlighting_of_names_that_mean_nothing():
    assert kinds("Plus[y]", known=lambda name: name == "Plus") == [("y", "undefined")]
    session = Session()
    session.evaluate_quietly(session.read_value("k = 1; u"))
    known = Names(session).known
    assert [known(n) for n in ("Plus", "k", "u", "neverSeen")] == [True, True, False, False]


def test_highlighting_of_unfinished_input():
    assert ("[", "unmatched") in kinds("f[x")
    assert kinds('a + "unfinished')[-1] == ('"unfinished', "string")
    assert kinds("a (* unfinished")[-1] == ("(* unfinished", "comment")
    assert kinds("1\n2") == [("1", "number"), ("2", "number")]
    for text in ("", "\n", "(*", "]", "\\[Nope]", "1 +", "a ] b", "?", '"'):
        spans(text)


def test_indentation():
    assert [indentation(t) for t in ("f[", "f[{", "f[x]", 'f["[', "f[\n  g[x],")] == [2, 4, 0, 2, 2]


def test_short_and_long_names_of_characters():
    assert [character(n) for n in ("a", "inf", "Alpha", "alpha", "noSuchName")] == ["α", "∞", "α", "α", None]
