"""Pieces of text for highlighters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from luperca.grammar import tokens

from .test_cases import ROWS


def pieces(text):
    return [(kind, text[start:end]) for kind, start, end in tokens(text)]


@pytest.mark.parametrize("text, expected", [
    ('f["s", 1.5]', ["symbol", "bracket", "string", "operator", "number", "bracket"]),
    ("x_ -> #1 & (* c *)", ["pattern", "operator", "slot", "operator", "comment"]),
    ("%2 + α_h", ["out", "operator", "pattern"]),
    ("\\[Alpha]x \\[Rule] \\[Foo]", ["symbol", "operator", "error"]),
    ("a→b ∧ c", ["symbol", "operator", "symbol", "operator", "symbol"]),
    ("<|a|>", ["bracket", "symbol", "bracket"]),
    ("f::usage = ?", ["symbol", "operator", "operator", "operator"]),
    ("{1, 2", ["bracket", "number", "operator", "number"]),
    ('"not closed', ["string"]),
    ("(* not closed", ["comment"]),
    ("\\(x", ["error", "symbol"]),
])  # fmt: skip
def test_kinds(text, expected):
    assert [kind for kind, _ in pieces(text)] == expected


@given(st.one_of(st.text(), st.sampled_from([source for source, _ in ROWS]), st.text("[]{}()<>|\\\"*_#%.:;'`aα1\n ")))
def test_any_text(text):
    pos = 0
    for kind, start, end in tokens(text):
        assert kind and pos <= start < end <= len(text)
        pos = end
