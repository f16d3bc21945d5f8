"""Grids with lines, alignments by column and merged cells."""

import pytest


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Grid[{{a, b, SpanFromLeft}, {c, SpanFromAbove, d}}]", ["a  b", "c    d"]),
        ("Grid[{{a, bbb}, {ccc, d}}, Frame -> True]", ["-" * 12, "| a    bbb |", "| ccc  d   |", "-" * 12]),
        ("Grid[{{a, b}, {c, d}}, Frame -> All]", ["-" * 9, "| a | b |", "-" * 9, "| c | d |", "-" * 9]),
        ("Grid[{{a, b}, {c, d}}, Dividers -> Center]", ["a | b", "-----", "c | d"]),
        ("Grid[{{a, b}, {c, d}}, Dividers -> {{2 -> True}, None}]", ["a | b", "c | d"]),
        ("Grid[{{a, b}, {c, d}}, Dividers -> {None, {False, True}}]", ["a  b", "----", "c  d"]),
        ("Grid[{{1, 2}, {33, 44}}, Alignment -> {{Right, Left}}]", [" 1  2", "33  44"]),
        ("Grid[{{1, 2}, {33, 44}}, Alignment -> {{{Right}}}]", [" 1   2", "33  44"]),
        ('Grid[{{"title", SpanFromLeft}, {1, 2}}, Frame -> All]',
         ["-" * 9, "| title |", "-" * 9, "| 1 | 2 |", "-" * 9]),
        ("Grid[{{}}, Frame -> All]", [""]),
        ("ColumnForm[{a, b}]", ["a", "b"]),
        ("Column[{a, bbb}, Right]", ["  a", "bbb"]),
        ("Column[{a, bbb}, Alignment -> Right]", ["  a", "bbb"]),
        ("Column[{a, b}, Frame -> All]", ["-----", "| a |", "-----", "| b |", "-----"]),
        ("Column[{a, b}, Dividers -> Center]", ["a", "-", "b"]),
        ("Multicolumn[{1, 2, 3, 4, 5}, 2]", ["1  4", "2  5", "3"]),
        ("Multicolumn[{1, 2, 3, 4, 5}, {2, Automatic}]", ["1  3  5", "2  4"]),
        ('Multicolumn[{1, 2, 3, 4}, 2, Appearance -> "Horizontal"]', ["1  2", "3  4"]),
        ("{Grid[{{a, b}}, Frame -> All]}", ["{{{a, b}}}"]),
    ],
)  # fmt: skip
def test_text(ask, text, lines):
    assert ask(text, "OutputForm").split("\n") == lines


def test_each_column(ask):
    from luperca.interpreter.display.gridlines import each

    def spec(text):
        return ask.session.read_value(text)

    assert each(spec("{1, 2}"), 4, 0) == [1, 2, 0, 0]
    assert each(spec("{1, {2, 3}, 4}"), 6, 0) == [1, 2, 3, 2, 3, 4]
    assert each(spec("{{1}, {-1 -> 7}}"), 3, 0) == [1, 1, 7]
    assert each(spec("5"), 2, 0) == [5, 5]
    assert each(spec("{{1}, 2, 3}"), 1, 0) == [2]
