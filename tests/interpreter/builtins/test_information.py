"""?name, Information and Definition; Print and Echo; clocks."""

import pytest


def test_usage_is_printed(ask):
    ask("?StringLength")
    assert ask.printed == ["StringLength[string] gives the number of characters of a string."]


def test_long_form_adds_attributes(ask):
    ask("??StringLength")
    assert "Attributes[StringLength] = {Listable, Protected}" in ask.printed[0]


def test_long_form_shows_options_as_rules(ask):
    ask("??NetInitialize")
    assert 'Options[NetInitialize] = {Method -> "Kaiming", RandomSeeding -> 1234}' in ask.printed[0]
    ask("Options[f] = {a -> 1}\n??f")
    assert "Options[f] = {a -> 1}" in ask.printed[1]


def test_a_program_sets_usage(ask):
    ask('ff::usage = "ff does it."; ff[1] = 2')
    ask("?ff")
    assert ask.printed == ["ff does it."]
    ask("??ff")
    assert ask.printed[1].splitlines()[0] == "ff does it." and "ff[1] = 2" in ask.printed[1]


def test_names_are_listed_down_the_columns(ask):
    for name in ("qqA1", "qqb2", "qqC3", "qqD4", "qqE5"):
        ask(f"{name} = 1")
    ask("?qq*")
    assert ask.printed == ["▼ Global`\n\nqqA1  qqC3  qqE5\nqqb2  qqD4"]
    ask.session.width = 13
    ask("?qq*")
    assert ask.printed[1] == "▼ Global`\n\nqqA1  qqD4\nqqb2  qqE5\nqqC3"


def test_an_unknown_name(ask):
    assert ask("?NoSuchName") == 'Missing["UnknownSymbol", "NoSuchName"]'
    assert ask.messages == ["Information::notfound"]


DEFINITIONS = [
    ("a = 5; Definition[a]", "a = 5"),
    ("f[x_] := x^2; f[0] = 1; Definition[f]", "f[0] = 1\nf[x_] := x^2"),
    ("SetAttributes[g, HoldAll]; Definition[g]", "Attributes[g] = {HoldAll}"),
    ("h /: k[h[x_]] := x; Definition[h]", "h /: k[h[x_]] := x"),
    ("Options[o] = {p -> 1}; Definition[o]", "Options[o] = {p -> 1}"),
    ("u[x_] := v[x]; v[x_] := w; FullDefinition[u]", "u[x_] := v[x]\n\nv[x_] := w"),
    ("Definition[nothing]", ""),
]


@pytest.mark.parametrize(("given", "expected"), DEFINITIONS)
def test_definition(ask, given, expected):
    assert ask(given, "OutputForm") == expected


def test_print_and_echo(ask):
    assert ask('Print["x = ", {1, "a"}]; Echo[3, "n"] + Echo[4, "", #^2 &]; EchoLabel["l"][5]') == "5"
    assert ask.printed == ["x = {1, a}", ">> n 3", ">> 16", ">> l 5"]


CLOCKS = [
    ("Head[AbsoluteTiming[1]]", "List"),
    ("First[AbsoluteTiming[Pause[0.03]]] > 0.02", "True"),
    ("AbsoluteTiming[a1 = 3][[2]] + a1", "6"),
    ("Head[Timing[1 + 1][[1]]]", "Real"),
    ("DateList[{2023, 12, 31, 23, 59, 60}]", "{2024, 1, 1, 0, 0, 0.}"),
    ("AbsoluteTime[{1900, 1, 2}]", "86400"),
    ('DateString[{2024, 2, 3, 4, 5, 6}, {"Year", "/", "MonthShort", " ", "Hour", ":", "Minute"}]', '"2024/2 04:05"'),
    ('DateString[0, "ISODateTime"]', '"1900-01-01T00:00:00"'),
    ('DatePlus["2024-02-28", {1, "Day"}]', '"2024-02-29"'),
    ("DateDifference[{2024, 1, 1}, {2025, 1, 1}]", 'Quantity[366, "Days"]'),
    ("{StringQ[$Version], NumberQ[$VersionNumber], IntegerQ[$ProcessorCount]}", "{True, True, True}"),
    ('MemberQ[{"Unix", "MacOSX", "Windows"}, $OperatingSystem]', "True"),
    ("ByteCount[Range[1000]] > ByteCount[{1}]", "True"),
    ("Abs[AbsoluteTime[] - AbsoluteTime[DateList[]]] < 5", "True"),
]


@pytest.mark.parametrize(("given", "expected"), CLOCKS)
def test_clock_or_machine(ask, given, expected):
    assert ask(given) == expected
    assert ask.messages == []


def test_a_date_that_cannot_be_read(ask):
    ask('DateList["nonsense"]')
    assert ask.messages == ["DateList::str"]
