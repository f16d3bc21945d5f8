"""Set and its kin: every kind of left side, protection, and taking values away."""

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x = 5; x + 1", "6"),
        ("x = y = 2; {x, y}", "{2, 2}"),
        ("{a, {b, c}} = {1, {2, 3}}; {a, b, c}", "{1, 2, 3}"),
        ("{a, b} = {1, 2}; {a, b} = {b, a}; {a, b}", "{2, 1}"),
        ("f[1 + 1] = 7; f[2]", "7"),
        ("f[x_] := x; f[x_] := x + 1; {f[1], Length[DownValues[f]]}", "{2, 1}"),
        ("f[x_] /; x > 0 := pos; {f[1], f[-1]}", "{pos, f[-1]}"),
        ("f[x_] := Module[{y = x - 1}, y /; y > 0]; {f[1], f[5]}", "{f[1], 4}"),
        ("x := y; y = 3; x", "3"),
        ("f /: g[f, a_] := a; g[f, 3]", "3"),
        ("f[a][b] = 1; f[a][b]", "1"),
        ("a = <|k -> 1|>; a[k] = 2; a[j] = 3; a", "<|k -> 2, j -> 3|>"),
        ("x = 1; x =.; x", "x"),
        ("f[1] = 1; f[x_] := 2; f[1] =.; f[1]", "2"),
        ("x = 3; {x++, x, ++x, x--, --x}", "{3, 4, 5, 5, 3}"),
        ("x = {1, 2}; x += 1; x", "{2, 3}"),
        ("x = 10; x -= 3; x *= 2; x /= 7; x", "2"),
        ("x = 4; x //= Sqrt; x", "2"),
        ("f[x_] := x; DownValues[f]", "{HoldPattern[f[x_]] :> x}"),
        ("DownValues[f] = {HoldPattern[f[3]] :> three}; f[3]", "three"),
        ("x = 2; OwnValues[x]", "{HoldPattern[x] :> 2}"),
        ("x = 1; f[y_] := y; Clear[x, f]; {x, f[2]}", "{x, f[2]}"),
        ('q1 = 1; q2 = 2; Clear["q*"]; {q1, q2}', "{q1, q2}"),
        ("f[x_] := f[x] = x^2; f[3]; Length[DownValues[f]]", "2"),
        ("f[x_, y_: 2, OptionsPattern[]] := {x, y}; f[1]", "{1, 2}"),
        (
            "Options[f] = {a -> 1}; f[OptionsPattern[]] := OptionValue[a]; SetOptions[f, a -> 9]; {f[], f[a -> 3]}",
            "{9, 3}",
        ),
        ("Options[f] = {a -> 1}; f[OptionsPattern[]] := OptionValue[{a, a}]; f[]", "{1, 1}"),
        ("Attributes[f] = {Flat}; Attributes[f]", "{Flat}"),
        ("Default[f] = 0; f[x_, y_.] := {x, y}; f[5]", "{5, 0}"),
    ],
)
def test_values(ask, text, expected):
    assert ask(text) == expected
    assert ask.messages == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Plus = 3", "Set::wrsym"),
        ("Plus[x_] := x", "SetDelayed::write"),
        ("3 = 4", "Set::setraw"),
        ("{a, b} = {1, 2, 3}", "Set::shape"),
        ("f /: g[h[f]] = 1", "TagSet::tagnf"),
        ("nope++", "Increment::rvalue"),
        ("SetAttributes[f, Wobbly]", "SetAttributes::attnf"),
        ("f[1] =.", "Unset::norep"),
        ("Options[f] = {a -> 1}; SetOptions[f, b -> 2]", "SetOptions::optnf"),
    ],
)
def test_mistakes_give_a_message_and_change_nothing(ask, text, message):
    ask(text)
    assert ask.messages == [message]
    assert ask("1 + 2") == "3"


def test_protection(ask):
    assert ask("Protect[p]; p = 3; p") == "p"
    assert ask.messages == ["Set::wrsym"]
    assert ask("Unprotect[p]; p = 3; p") == "3"


def test_user_rules_on_a_builtin_come_first_and_can_be_cleared(ask):
    assert ask("Unprotect[Sin]; Sin[x] = mine; {Sin[x], Sin[0]}") == "{mine, 0}"
    assert ask("Clear[Sin]; {Sin[x], Sin[0]}") == "{Sin[x], 0}"
