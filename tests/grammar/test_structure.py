"""The table that Lark makes: how it is kept, and that nothing depends on its being kept."""

import subprocess
import sys
from pathlib import Path

import pytest
from luperca.grammar import TreeBuilder, operators, structure
from luperca.grammar.lexer import Lexer

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def places(tmp_path, monkeypatch, made):
    """The table is kept in two folders below tmp_path.  Lark numbers its states anew in every run: one table serves."""
    monkeypatch.setattr(structure, "make", lambda: made)
    found = [tmp_path / "one" / "wl.table", tmp_path / "two" / "wl.table"]
    monkeypatch.setattr(structure, "_places", lambda checksum: map(str, found))
    return found


@pytest.fixture(scope="module")
def made():
    return structure.make()


def same(a, b):
    return (a.start, a.rules, a.states) == (b.start, b.rules, b.states)


def test_dump_and_load(made):
    assert same(structure.Table.load(made.dump()), made)


def test_table_is_made_once(places, made, monkeypatch):
    assert same(structure.load(), made)
    assert [place.exists() for place in places] == [True, False]
    assert list(places[0].parent.iterdir()) == [places[0]]
    monkeypatch.setattr(structure, "make", lambda: pytest.fail("the table was there"))
    assert same(structure.load(), made)


def test_second_place_serves(places, made, monkeypatch):
    places[0].parent.write_text("no folder")
    assert same(structure.load(), made)
    assert places[1].exists()
    monkeypatch.setattr(structure, "make", lambda: pytest.fail("the table was there"))
    assert same(structure.load(), made)


@pytest.mark.parametrize("text", ["", "x", "1 2", "99 0 1\nA 1", "0 0 1\nA B", "0 0 1\nA", "0 0 2\nA 1"])
def test_broken_table_is_made_again(places, made, text):
    places[0].parent.mkdir()
    places[0].write_text(text)
    assert same(structure.load(), made)
    assert same(structure.Table.load(places[0].read_text()), made)


def test_no_place_at_all(places, made):
    for place in places:
        place.parent.write_text("no folder")
    assert same(structure.load(), made)


def test_another_grammar_has_another_name():
    assert len({next(iter(structure._places(checksum))) for checksum in (1, 2)}) == 2


def test_wrong_tokens_are_refused(made):
    op = operators.INFIX["+"]
    with pytest.raises(structure.Unexpected) as caught:
        made.run([("ATOM", "a", 0, 1), ("INFIX", op, 1, 2), ("RPAR", ")", 2, 3)], {})
    assert caught.value.token[0] == "RPAR"
    assert {"ATOM", "LPAR", "PREFIX"} <= set(caught.value.expected)
    with pytest.raises(ValueError, match="END"):
        made.run([("ATOM", "a", 0, 1)], {})


def test_lexer_speaks_the_grammar(made):
    """Every kind of token of the lexer is one of the grammar's."""
    known = {kind for row in made.states for kind in row}
    for text in ("f[a, {b}, (c)] ", "<|a|>", "<a>", "⌊a⌋", "a[[1]]", "-a!"):
        assert {kind for kind, *_ in Lexer(text, 0, TreeBuilder()).run()} <= known


def test_reading_does_not_import_lark():
    code = "import conftest, sys; from luperca.grammar import parse; parse('f[x] + 1'); print('lark' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True)  # keeps the table
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "False"
