"""Wrong texts: where the error is, what it says, and whether more text could repair it."""

import pytest
from luperca.grammar import WLSyntaxError, is_complete, parse, read_all

# text, offset of the error, words of the message, what was expected
WRONG = [
    ("f[a +, b]", 5, "+ has no right operand", ("an operand",)),
    ("(a + )", 5, "+ has no right operand", ("an operand",)),
    ("f[-]", 3, "- has no operand", ("an operand",)),
    ("a + * b", 4, "missing between + and *", ("an operand",)),
    ("* b", 0, "* has no left operand", ("an operand",)),
    ("{a, = b}", 4, "= has no left operand", ("an operand",)),
    ("f[x}", 3, "} does not close [ of line 1, column 2", ("]",)),
    ("{1,\n (2]}", 7, "] does not close ( of line 2, column 2", (")",)),
    ("x]", 1, "] closes no bracket", ()),
    ("a[[1]", 4, "[[", ("]]",)),
    ("a[[1] + 2]", 4, "one ] does not close [[", ("]]",)),
    ("()", 1, "nothing stands between", ("an operand",)),
    ("[1]", 0, "nothing before it", ("an operand",)),
    ("a, b", 1, "comma", ()),
    ("(a, b)", 2, "( of line 1, column 1", (")",)),
    ("a ? b ? c", 6, "cannot be chained", ()),
    ("a ~ f", 5, "second ~", ("~",)),
    ("f /: g", 2, "/:", ("=", ":=", "=.")),
    ("\\(x\\)", 0, "box notation", ()),
    ("a + \\!x", 4, "box notation", ()),
    ('"a\\qb"', 2, "\\q means nothing", ()),
    ("37^^1", 0, "base 37", ()),
    ("2^^102", 5, "2 is not a digit in base 2", ()),
    ("1*^99999999999", 0, "exponent is too large", ()),
    ("a``b", 0, "context", ()),
    ("? a b", 0, "information", ("a name or a pattern such as *Layer, alone on its line",)),
    ("x y\nz )", 6, ") closes no bracket", ()),
    ("<a><b>", 6, "> has no right operand", ("an operand",)),
    ("a\n+b ,", 5, "comma", ()),
    ("\x00", 0, "no place", ()),
    ("a \\ b", 2, "backslash", ()),
    ("x = “s”", 4, "“ does not quote", ('a straight "',)),
    ("∫x", 0, "two-dimensional", ()),
]


@pytest.mark.parametrize("text, pos, words, expected", WRONG, ids=[repr(row[0]) for row in WRONG])
def test_wrong(text, pos, words, expected):
    with pytest.raises(WLSyntaxError) as caught:
        list(read_all(text))
    error = caught.value
    assert words in error.message
    assert (error.pos, error.expected) == (pos, expected)
    assert error.message in str(error) and error.caret in str(error)


INCOMPLETE = {
    "f[1, ": (1, "]"), "f[a, {b": (5, "}"), "(": (0, ")"), "a[[1": (1, "]]"), "<|a -> 1": (0, "|>"), "⌊x": (0, "⌋"),
    '"abc': (0, '"'), '"abc\\"': (0, '"'), "(* a (* b *)": (0, "*)"), "x = (* c": (4, "*)"),
    "a +": (3, "an operand"), "a = \n\n": (6, "an operand"), "-": (1, "an operand"), "f @": (3, "an operand"),
    "x >> ": (2, "a file name"), "f::": (1, "a name"), "<<": (0, "a file name"), "< 5": (0, ">"),
    "a;b;(c": (4, ")"), "Module[{x},\n  x + 1;\n": (6, "]"),
}  # fmt: skip


@pytest.mark.parametrize("text", INCOMPLETE, ids=repr)
def test_incomplete(text):
    status, error = is_complete(text)
    assert (status, error.incomplete) == ("incomplete", True)
    assert (error.pos, error.expected) == (INCOMPLETE[text][0], (INCOMPLETE[text][1],))


@pytest.mark.parametrize("text, status", [
    ("", "empty"), (" \n\t", "empty"), ("(* only (* a *) comment *)\n", "empty"), ("1", "complete"), ("a;", "complete"),
    ("a;;", "complete"), ("a\nb", "complete"), ("f[\n]", "complete"), ("?Plus", "complete"),
    ("1 + 1 (* x *)", "complete"),
    ("f[a +, b", "error"), ("f[1}", "error"), ("a\n]", "error"), ("a b ] (", "error"), ("a\nf[", "incomplete"),
    ("a \\\n", "complete"), ("a + \\", "incomplete"),
])  # fmt: skip
def test_is_complete(text, status):
    found, error = is_complete(text)
    assert found == status
    assert (error is None) == (status in ("complete", "empty"))


def test_line_column_and_caret():
    with pytest.raises(WLSyntaxError) as caught:
        parse("a = 1;\n\tb = f[x;\nc = 2}")
    error = caught.value
    assert (error.line, error.column, error.pos) == (3, 6, 22)
    assert error.message == "} does not close [ of line 2, column 7"
    assert error.caret == "  c = 2}\n       ^"
    assert str(error) == f"line 3, column 6: {error.message}; expected ]\n{error.caret}"


def test_unclosed_bracket_points_at_its_opener():
    text = "f[x_] := Module[{y},\n  y = g[x;\n  y]\n\nh[2]\n"
    with pytest.raises(WLSyntaxError) as caught:
        list(read_all(text))
    assert (caught.value.line, caught.value.column) == (1, 16)
    assert "is not closed" in caught.value.message and caught.value.incomplete


def test_caret_in_a_long_line():
    with pytest.raises(WLSyntaxError) as caught:
        parse("{" + "x, " * 50_000 + ")}")
    source, caret = caught.value.caret.split("\n")
    assert len(source) <= 102 and source[caret.index("^")] == ")"


def test_caret_under_a_tab():
    with pytest.raises(WLSyntaxError) as caught:
        parse("\t\tx)")
    assert caught.value.caret == "    x)\n     ^"


def test_two_expressions():
    with pytest.raises(WLSyntaxError, match="second expression") as caught:
        parse("a\nb")
    assert caught.value.pos == 2
