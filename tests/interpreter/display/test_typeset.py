r"""Strings with typeset parts, "\!\(...\)", as text for reading."""

import pytest
from luperca.interpreter.display.typeset import readable, script_text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (r"plain \ text", r"plain \ text"),
        (r"\!\(\*SuperscriptBox[\(x\), \(2\)]\)", "x^2"),
        (r"a \!\(\*SubscriptBox[\(b\), \(1\)]\) c \!\(\*FractionBox[\(1\), \(n\)]\).", "a b_1 c 1/n."),
        (r"\!\(\*SuperscriptBox[\(\*SubscriptBox[\(x\), \(1\)]\), \(2\)]\)", "(x_1)^2"),
        (r'\!\(\*RowBox[{"f", "[", StyleBox["x", "TI"], "]"}]\) is', "f[x] is"),
        (r'\!\(\*StyleBox["a \(b\)", FontSlant->"Italic"]\)', r"a \(b\)"),
        (r"\!\(x\^2\)", "x^2"),
        (r"\!\(x\_1\)", "x_1"),
        (r"\!\(a\/b\)", "a/b"),
        (r"open \!\(\*SuperscriptBox[", r"open \!\(\*SuperscriptBox["),
        (r"\!\(\*no boxes[\)", r"\!\(\*no boxes[\)"),
        (r"\!\(\)", ""),
    ],
)
def test_readable(text, shown):
    assert readable(text) == shown


@pytest.mark.parametrize(
    ("label", "shown"),
    [("Subscript[x, 1] + y", "y + x_1"), ("Row[{Superscript[a, 2], b}]", "a^2b"), ('{1, "a"}', None), ("x^2", None)],
)
def test_labels_with_scripts(ask, label, shown):
    ask(f"e = {label}")
    assert script_text(ask.session.own_value(ask.session.contexts.resolve("e"))) == shown


def test_labels_in_pictures(ask):
    assert ask('StringContainsQ[ExportString[Graphics[{Text[Subscript[x, 1]]}], "SVG"], "x_1"]') == "True"


def test_where_strings_are_shown(ask):
    ask(r'f::usage = "\!\(\*RowBox[{\"f\", \"[\", StyleBox[\"x\", \"TI\"], \"]\"}]\) does it."')
    ask("?f")
    assert ask.printed[-1] == "f[x] does it."
    ask(r'Print["\!\(\*SubscriptBox[\(a\), \(1\)]\)"]')
    assert ask.printed[-1] == "a_1"
    assert ask(r'{"\!\(\*SubscriptBox[\(a\), \(1\)]\)"}', "OutputForm") == "{a_1}"
    assert ask(r'StringLength["\!\(x\)"]') == "7"
