"""Conditionals, loops, jumps and scoping constructs."""

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("If[x, a, b]", "If[x, a, b]"),
        ("If[x, a, b, c]", "c"),
        ("If[False, a]", "Null"),
        ("Which[x, 1, True, 2]", "Which[x, 1, True, 2]"),
        ("Which[False, 1]", "Null"),
        ("Switch[f[2], f[_Symbol], 1, f[_Integer], 2, _, 3]", "2"),
        ("Switch[7, a, b]", "Switch[7, a, b]"),
        ("t = 0; For[i = 0, i < 10, i++, If[i == 5, Break[]]; t += i]; t", "10"),
        ("t = 0; For[i = 0, i < 6, i++, If[OddQ[i], Continue[]]; t += i]; t", "6"),
        ("t = {}; Do[AppendTo[t, {i, j}], {i, 2}, {j, i}]; t", "{{1, 1}, {2, 1}, {2, 2}}"),
        ("n = 0; Do[n++, 3]; n", "3"),
        ("Table[x, 3]", "{x, x, x}"),
        ("Table[i, {i, 5, 1, -2}]", "{5, 3, 1}"),
        ("Table[i, {i, {a, b}}]", "{a, b}"),
        ("{a, Splice[{b, c}], Splice[{}], d}", "{a, b, c, d}"),
        ("f[Splice[{b, c}], Splice[{d, e}, f], Splice[{1}, g | f], Splice[{2}, _]]", "f[Splice[{b, c}], d, e, 1, 2]"),
        ("Map[If[# > 1, Splice[{#, #}], #] &, {1, 2, 3}]", "{1, 2, 2, 3, 3}"),
        ("h[y_] := {Splice[y], 0}; Table[h[{i, i}], {i, 50}][[-1]]", "{50, 50, 0}"),
        ("Table[i, {i, 1/2, 2}]", "{1/2, 3/2}"),
        ("Table[i, {i, 0., 1., 0.25}]", "{0., 0.25, 0.5, 0.75, 1.}"),
        ("Table[i, {i, 0}]", "{}"),
        ("Table[i, {i, Pi, 0, -Pi/2}]", "{Pi, Pi/2, 0}"),
        ("Table[i, {i, n, n + 2}]", "{n, 1 + n, 2 + n}"),
        ("Sum[i j, {i, 2}, {j, 2}]", "9"),
        ("Sum[f[k], {k, n}]", "Sum[f[k], {k, n}]"),
        ("Product[2, {4}]", "16"),
        ("Catch[Catch[Throw[1, a], b], a]", "1"),
        ("Catch[Throw[3, f[1]], f[_], {#1, #2} &]", "{3, f[1]}"),
        ("f[x_] := (Do[If[i == x, Return[i]], {i, 10}]; end); f[3]", "end"),
        ("f[x_] := (If[x > 2, Return[large]]; small); {f[1], f[3]}", "{small, large}"),
        ("f[] := Module[{}, Return[5, Module]; 6]; f[]", "5"),
        ("i = 9; Do[i, {i, 3}]; i", "9"),
        ("Module[{x}, x = 2; x^2]", "4"),
        ("Module[{x = 1, y = 2}, {x, y}]", "{1, 2}"),
        ("x = 5; Module[{x = x + 1}, x]", "6"),
        ("f[n_] := Module[{s = 0}, Do[s += k, {k, n}]; s]; f[4]", "10"),
        ("x = 1; f[] := x; Block[{x = 2}, f[]]", "2"),
        ("x = 1; f[] := x; Module[{x = 2}, f[]]", "1"),
        ("f[x_] := x; Block[{f}, f[1]]", "1"),
        ("Block[{f}, Hold[Evaluate[f[1]]]]", "Hold[f[1]]"),
        ("With[{x = 1}, {y = x}, {x, y}]", "{1, 1}"),
        ("With[{x := 1 + 1}, Hold[x]]", "Hold[1 + 1]"),
        ("CheckAbort[Abort[], gone]", "gone"),
        ("Quiet[Check[1/0, bad]]", "bad"),
        ("Check[2, bad]", "2"),
        ("ReleaseHold[Hold[1 + 1, 2 + 2]]", "Sequence[2, 4]"),
    ],
)
def test_flow(ask, text, expected):
    assert ask(text) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Module[x, 1]", "Module::lvlist"),
        ("Module[{f[x]}, 1]", "Module::lvset"),
        ("Throw[1]", "Throw::nocatch"),
        ("Which[a]", "Which::argctu"),
        ("Do[1, {i, a, b}]", "Do::iterb"),
        ("If[1]", "If::argbu"),
        ("Table[i, {i, x}]", "Table::iterb"),
        ("Table[i, {i, 10^12}]", "Table::nomem"),
        ("Table[1, {i, 10^30}]", "Table::nomem"),
    ],
)
def test_mistakes(ask, text, message):
    ask(text)
    assert ask.messages == [message]


def test_three_messages_then_stop(ask):
    shown = []
    ask.session.on_message(lambda m: shown.append(m.name))
    ask("Do[1/0, {5}]")
    assert shown == ["Power::infy"] * 3 + ["General::stop"]


def test_off_and_on(ask):
    ask("Off[Power::infy]; 1/0")
    assert ask.messages == []
    ask("On[Power::infy]; 1/0")
    assert ask.messages == ["Power::infy"]


def test_local_symbols_do_not_pile_up(ask):
    ask("f[n_] := Module[{a = n}, a + 1]; f[1]")
    before = len(ask.session.definitions)
    ask("Do[f[k], {k, 200}]")
    assert len(ask.session.definitions) < before + 20


def test_module_variables_survive_when_they_are_given_away(ask):
    assert ask("f = Module[{n = 0}, ++n &]; {f[], f[], f[]}") == "{1, 2, 3}"


def test_packages(ask):
    ask("""
        BeginPackage["tools`"]
        area::usage = "area[r]";
        Begin["`Private`"]
        area[r_] := helper r^2;
        helper = 3;
        End[]
        EndPackage[]
    """)
    assert ask("{area[2], Context[area], Context[helper]}") == '{12, "tools`", "Global`"}'
    assert ask("{tools`Private`helper, area::usage}") == '{3, "area[r]"}'
