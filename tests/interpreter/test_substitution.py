"""Putting values for names without catching the names that inner scopes bind."""

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("f[x_] := Function[y, x + y]; f[y][1]", "1 + y"),
        ("f[x_] := Function[{y, z}, {x, y, z}]; f[{y, z}][1, 2]", "{{y, z}, 1, 2}"),
        ("f[x_] := With[{y = 2}, {x, y}]; f[y]", "{y, 2}"),
        ("f[x_] := Function[x, x + 1]; f[5][1]", "2"),
        ("With[{x = y}, Function[y, {x, y}]][3]", "{y, 3}"),
        ("Function[x, Function[y, {x, y}]][y][1]", "{y, 1}"),
        ("f[x__] := {x, {x}}; f[1, 2]", "{1, 2, {1, 2}}"),
        ("f[x___] := g[x]; f[]", "g[]"),
        ("{#, #2, ##, ##2} &[a, b]", "{a, b, a, b, b}"),
        ("(# &) &[a]", "#1 & "),
        ("Map[# + 1 &][{1, 2}]", "{2, 3}"),
        ('#x + #["y"] &[<|"x" -> 1, "y" -> 2|>]', "3"),
    ],
)
def test_substitution(ask, text, expected):
    assert ask(text) == expected.strip()
    assert ask.messages == []


@pytest.mark.parametrize(
    ("text", "message"),
    [("#2 &[a]", "Function::slotn"), ("#x &[a]", "Function::slota"), ("Function[{x, y}, x][1]", "Function::fpct")],
)
def test_arguments_that_do_not_fill_the_slots(ask, text, message):
    ask(text)
    assert ask.messages == [message]
