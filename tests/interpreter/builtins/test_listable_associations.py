"""Listable functions thread over the values of associations."""

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<|"a" -> 1, "b" -> 2|> + 1', '<|"a" -> 2, "b" -> 3|>'),
        ('2 <|"a" -> {1, 2}|>', '<|"a" -> {2, 4}|>'),
        ('<|"a" -> 1, "b" -> 2|> + <|"b" -> 5, "a" -> 7|>', '<|"a" -> 8, "b" -> 7|>'),
        ('<|"a" -> 1, "b" -> 2|> {10, 20}', '<|"a" -> 10, "b" -> 40|>'),
        ('<|"a" -> <|"x" -> 1|>|>^2', '<|"a" -> <|"x" -> 1|>|>'),
        ('Sqrt[<|"a" -> 4, "b" -> x|>]', '<|"a" -> 2, "b" -> Sqrt[x]|>'),
        ('Round[<|"a" -> 1.4|>]', '<|"a" -> 1|>'),
        ('Total[{<|"a" -> 1|>, <|"a" -> 2|>}]', '<|"a" -> 3|>'),
        ('Mean[{<|"a" -> 1|>, <|"a" -> 2|>}]', '<|"a" -> 3/2|>'),
        ('Function[x, x + 1, Listable][<|"a" -> 1|>]', '<|"a" -> 2|>'),
        ('SetAttributes[f, Listable]; f[<|"a" -> 1|>, 2]', '<|"a" -> f[1, 2]|>'),
        ('Total[<|"a" -> 1, "b" -> 2|>]', "3"),
        ('Length[<|"a" -> 1|>]', "1"),
    ],
)
def test_threading(ask, text, expected):
    assert ask(text) == expected
    assert ask.messages == []


def test_keys_that_differ(ask):
    assert ask('<|"a" -> 1|> + <|"b" -> 2|>') == '<|"a" -> 1|> + <|"b" -> 2|>'
    assert ask.messages == ["Thread::tdlen"]
    ask('<|"a" -> 1|> + {1, 2}')
    assert ask.messages == ["Thread::tdlen"]
