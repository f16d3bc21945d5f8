"""Boxes of any shape, well made or not, are read, shown and written as TeX without an error of the program's own."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca.interpreter.builtins.boxes import _BOXES
from luperca.interpreter.expr import Expr, symbol
from luperca.interpreter.session import Session

SESSION = Session(debug=True)
HEADS = [
    *_BOXES,
    *"Cell CellGroupData Notebook RawBoxes List Rule DisplayForm Grid Column Style Row Infix Prefix Postfix".split(),
    *"PrecedenceForm Multicolumn MatrixForm Button Dynamic TeXForm Interpretation Integrate Sum D Format".split(),
    *"InputForm StandardForm Graphics Tooltip".split(),
]
WORDS = [
    *'x + ( ) [ ] { } , 1.5` "a" ∫ ∑ ∂ ′ *^ Grid RowDefault RowWithSeparators SummaryPanel'.split(),
    *("\uf74c", "", " "),
]
NAMES = (
    "StripOnInput DisplayFunction InterpretationFunction ButtonFunction Dividers Frame Alignment All True False Center "
    "Function HoldForm MatrixForm SpanFromLeft StandardForm TraditionalForm Derivative None"
).split()
leaves = st.sampled_from(WORDS) | st.sampled_from([symbol(f"System`{n}") for n in NAMES]) | st.integers(-2, 3)
heads = st.sampled_from([symbol(f"System`{n}") for n in HEADS])


def nodes(inner):
    several = st.lists(inner, max_size=4).map(tuple)
    rows = several.map(lambda parts: Expr(symbol("System`RowBox"), (Expr(symbol("System`List"), parts),)))
    return st.builds(Expr, heads, several) | rows


trees = st.recursive(leaves, nodes, max_leaves=12)


def call(name, *args):
    return Expr(symbol(f"System`{name}"), args)


@pytest.mark.parametrize("form", ["StandardForm", "TraditionalForm"])
@settings(max_examples=200, deadline=None, derandomize=True)
@given(e=trees)
def test_reading_and_making(form, e):
    for name in ("MakeExpression", "MakeBoxes"):
        assert SESSION.evaluate_quietly(call(name, e, symbol(f"System`{form}"))) is not None


@settings(max_examples=200, deadline=None, derandomize=True)
@given(e=trees)
def test_showing(e):
    for shown in (call("RawBoxes", e), call("DisplayForm", e), call("HoldForm", e)):
        assert isinstance(SESSION.text(shown), str)
        assert isinstance(SESSION.text(shown, "TeXForm"), str)
