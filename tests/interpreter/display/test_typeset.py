r"""Strings with typeset parts, "\!\(...\)", as text for reading."""

import pytest
from luperca.interpreter.display.typeset import readable


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


def test_where_strings_are_shown(ask):
    ask(r'f::usage = "\!\(\*RowBox[{\"f\", \"[\", StyleBox[\"x\", \"TI\"], \"]\"}]\) does it."')
    ask("?f")
    assert ask.printed[-1] == "f[x] does it."
    ask(r'Print["\!\(\*SubscriptBox[\(a\), \(1\)]\)"]')
    assert ask.printed[-1] == "a_1"
    assert ask(r'{"\!\(\*SubscriptBox[\(a\), \(1\)]\)"}', "OutputForm") == "{a_1}"
    assert ask(r'StringLength["\!\(x\)"]') == "7"
