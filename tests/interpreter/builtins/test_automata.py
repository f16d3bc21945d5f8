"""Cellular automata against loops over cells."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca.interpreter.session import Session


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CellularAutomaton[30, {{1}, 0}, 2]", "{{0, 0, 1, 0, 0}, {0, 1, 1, 1, 0}, {1, 1, 0, 0, 1}}"),
        ("CellularAutomaton[90, {{1}, 0}, {{2}}]", "{1, 0, 0, 0, 1}"),
        ("CellularAutomaton[90, {{1}, 0}, {2}]", "{{1, 0, 0, 0, 1}}"),
        ("CellularAutomaton[{777, {3, 1}}, {{1}, 0}, 1]", "{{0, 1, 0}, {1, 1, 1}}"),
        ("CellularAutomaton[1, {{1}, 0}, 2]", "{{0, 0, 1, 0, 0}, {1, 0, 0, 0, 1}, {0, 0, 1, 0, 0}}"),
        ("CellularAutomaton[1, {{1}, 0}]", "{{0, 0, 0}, 1}"),
        ("CellularAutomaton[30][{0, 1, 0}]", "{1, 1, 1}"),
        ("CellularAutomaton[110, {{1}, 0}, {2, {-3, 1}}]", "{{0, 0, 0, 1, 0}, {0, 0, 1, 1, 0}, {0, 1, 1, 1, 0}}"),
        ("Dimensions[CellularAutomaton[30, {{1}, 0}, {2, All}]]", "{3, 5}"),
        ('CellularAutomaton["GameOfLife", {{{1, 1, 1}}, 0}, {{1}}][[3]]', "{0, 0, 1, 0, 0}"),
        ("Dimensions[CellularAutomaton[{797, {2, 1}, {1, 1}}, {{{1}}, 0}, {0, 4, 2}]]", "{3, 9, 9}"),
    ],
)
def test_values(ask, text, expected):
    assert ask(text) == expected
    assert ask.messages == []


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("CellularAutomaton[30, {0, 2}, 1]", "init"),
        ("CellularAutomaton[30, x, 1]", "init"),
        ("CellularAutomaton[{1, 2, 1/2}, {0, 1}, 1]", "rule"),
        ("CellularAutomaton[30, {0, 1}, -1]", "steps"),
    ],
)
def test_messages(ask, text, tag):
    assert ask(text) == text
    assert ask.messages == [f"CellularAutomaton::{tag}"]


SESSION = Session(debug=True)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.data(), st.integers(2, 3), st.integers(1, 2), st.integers(0, 5))
def test_rings(data, colors, reach, steps):
    rule = data.draw(st.integers(0, colors ** (colors ** (2 * reach + 1)) - 1))
    cells = data.draw(st.lists(st.integers(0, colors - 1), min_size=5, max_size=9))
    rows = [cells]
    for _ in range(steps):
        old, new = rows[-1], []
        for i in range(len(old)):
            index = 0
            for j in range(-reach, reach + 1):
                index = index * colors + old[(i + j) % len(old)]
            new.append(rule // colors**index % colors)
        rows.append(new)
    text = f"CellularAutomaton[{{{rule}, {colors}, {reach}}}, {{{', '.join(map(str, cells))}}}, {steps}]"
    found = SESSION.evaluate_input(next(iter(SESSION.read(text)))).expr
    assert SESSION.text(found, "InputForm") == str(rows).replace("[", "{").replace("]", "}")
