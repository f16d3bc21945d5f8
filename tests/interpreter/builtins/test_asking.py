"""Questions to the user, settings of the system, and what is not here."""

import io

import pytest
from luperca import Session


def asked(text, typed, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    session = Session()
    shown = []
    session.core.state["write_stdout"] = shown.append
    found = session.evaluate_wrap(text)
    return found.text, found.messages_name, found.output, "".join(shown)


@pytest.mark.parametrize(
    ("text", "typed", "result", "prompt"),
    [
        ('InputString["name: "]', "Ada\n", "Ada", "name: "),
        ("{InputString[], InputString[]}", "a b\r\n\n", "{a b, }", "? ? "),
        ("InputString[]", "", "EndOfFile", "? "),
        ('Input["n = "]', "1 + 2\n", "3", "n = "),
        ("Input[]", "{1,\n2}\n", "{1, 2}", "? "),
        ("Input[]", "\n", "Null", "? "),
        ("Input[]", "", "EndOfFile", "? "),
    ],
)
def test_lines(text, typed, result, prompt, monkeypatch):
    assert asked(text, typed, monkeypatch) == (result, [], [], prompt)


def test_what_cannot_be_read(monkeypatch):
    assert asked("Input[]", "1 + ) 2\n", monkeypatch)[:2] == ("$Failed", ["Input::sntx"])


@pytest.mark.parametrize(
    ("text", "typed", "result"),
    [
        ('ChoiceDialog["Go on?"]', "1\n", "True"),
        ('ChoiceDialog["Go on?"]', "cancel\n", "False"),
        ('ChoiceDialog[x^2, {"a" -> 10, b -> 20}]', "7\nwhat\n2\n", "20"),
        ('ChoiceDialog["Go on?"]', "", "$Canceled"),
    ],
)
def test_choices(text, typed, result, monkeypatch):
    assert asked(text, typed, monkeypatch)[:2] == (result, [])


def test_choices_are_shown(monkeypatch):
    assert asked('ChoiceDialog["Which?", {"a" -> 1, b -> 2}]', "1\n", monkeypatch)[2] == ["Which?", "(1) a", "(2) b"]


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ('SystemOptions["CatchMachineUnderflow"]', "{CatchMachineUnderflow -> True}"),
        ('SystemOptions["CompileOptions" -> {"MapCompileLength", "NestCompileLength"}]',
         "{CompileOptions -> {MapCompileLength -> 100, NestCompileLength -> 100}}"),
        ('SetSystemOptions["CompileOptions" -> "MapCompileLength" -> 7]; '
         'SystemOptions["CompileOptions" -> "MapCompileLength"]',
         "{CompileOptions -> {MapCompileLength -> 7}}"),
        ("Length[SystemOptions[]] > 5", "True"),
        ("Options[f] = {a -> 1, b -> 2}; AbsoluteOptions[f[x, a -> 5]]", "{a -> 5, b -> 2}"),
        ("Options[f] = {a -> 1, b -> 2}; AbsoluteOptions[f[x, a -> 5], {b, a}]", "{b -> 2, a -> 5}"),
        ("Links[]", "{}"),
        ('Entity["Country", "France"]', "Entity[Country, France]"),
        ("$CloudEvaluation", "False"),
    ],
)  # fmt: skip
def test_values(text, result):
    found = Session().evaluate_wrap(text)
    assert (found.text, found.messages_name) == (result, [])


@pytest.mark.parametrize(
    ("text", "result", "names"),
    [
        ('SystemOptions["Nonsense"]', "SystemOptions[Nonsense]", ["SystemOptions::nosys"]),
        ('LibraryFunctionLoad["l", "f", {Real}, Real]', "$Failed",
         ["LibraryFunction::noopen", "LibraryFunction::libload"]),
        ("LinkRead[LinkObject[1]]", "$Failed", ["LinkObject::linkn"]),
        ('LinkCreate["x"]', "$Failed", ["LinkObject::linkc"]),
        ('ResourceFunction["Name"]', "ResourceFunction[Name]", ["ResourceFunction::noserv"]),
        ('WeatherData["Rome", "Temperature"]', "WeatherData[Rome, Temperature]", ["WeatherData::noserv"]),
        ("DialogInput[x]", "$Failed", ["FrontEndObject::notavail"]),
        ("ChoiceDialog[1, 2]", "ChoiceDialog[1, 2]", ["ChoiceDialog::choices"]),
    ],
)  # fmt: skip
def test_complaints(text, result, names):
    found = Session().evaluate_wrap(text)
    assert (found.text, found.messages_name) == (result, names)
