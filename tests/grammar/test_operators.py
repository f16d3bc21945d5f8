"""The operator table: what is in it holds together, and its rows are read as they say."""

import pytest
from luperca.grammar import full_form, parse
from luperca.grammar.operators import INFIX, POSTFIX, PREFIX, TABLE, WRITE, operand_precs, printing

BY_GROUP = {
    "flat": "{0}[a, b, c]",
    "left": "{0}[{0}[a, b], c]",
    "right": "{0}[a, {0}[b, c]]",
}


def test_no_glyph_twice():
    glyphs = [(glyph, op.fixity) for all_glyphs, op in TABLE for glyph in all_glyphs]
    assert len(set(glyphs)) == len(glyphs)


def test_fixities_and_groups():
    for _, op in TABLE:
        assert op.fixity in ("prefix", "infix", "postfix") and 0 < op.prec < 1000
        assert op.group in ("flat", "left", "right", "none", "chain", "special")


@pytest.mark.parametrize("group", BY_GROUP)
def test_grouping(group):
    for glyph, op in INFIX.items():
        if op.group == group:
            space = "" if glyph == ";" else " "
            text = f"a{space}{glyph} b{space}{glyph} c"
            assert full_form(parse(text)) == BY_GROUP[group].format(op.name), text


def test_prefix_and_postfix():
    for glyph, op in PREFIX.items():
        if op.group == "right":
            assert full_form(parse(f"{glyph} a")) == f"{op.name}[a]", glyph
    for glyph, op in POSTFIX.items():
        if op.group == "left":
            assert full_form(parse(f"a {glyph}")) == f"{op.name}[a]", glyph


def test_tighter_operators_bind_first():
    flat = {op.prec: op for op in INFIX.values() if op.group == "flat" and op.name != "CompoundExpression"}
    rows = [flat[prec] for prec in sorted(flat)]
    assert len(rows) > 30
    for loose, tight in zip(rows, rows[1:]):
        assert full_form(parse(f"a {loose.glyph} b {tight.glyph} c")) == f"{loose.name}[a, {tight.name}[b, c]]"
        assert full_form(parse(f"a {tight.glyph} b {loose.glyph} c")) == f"{loose.name}[{tight.name}[a, b], c]"


def test_printing():
    assert printing("Rule").glyph == "->" and printing("Not").fixity == "prefix"
    assert printing("Function").glyph == "|->" and printing("Function", "postfix").glyph == "&"
    assert printing("Sin") is None and printing("Rule", "prefix") is None
    assert operand_precs(WRITE["Power", "infix"]) == (591, 590)
    assert operand_precs(WRITE["ReplaceAll", "infix"]) == (110, 111)
    assert operand_precs(WRITE["Plus", "infix"]) == (311, 311)
