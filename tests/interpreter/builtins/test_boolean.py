"""Boolean functions, against Python's own truth values."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca.interpreter.session import Session


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BooleanTable[a && b, {a, b}]", "{True, False, False, False}"),
        ("BooleanTable[{a, b, Xor[a, b]}, {a, b}][[2]]", "{True, False, True}"),
        ("BooleanTable[a || b, {a}, {b}]", "{{True, True}, {True, False}}"),
        ("SatisfiabilityCount[BooleanCountingFunction[{2}, 4][a, b, c, d]]", "6"),
        ("SatisfiabilityInstances[a && ! b, {a, b}]", "{{True, False}}"),
        ("SatisfiabilityInstances[a && ! a]", "{}"),
        ("BooleanConvert[Implies[a, b]]", "!a || b"),
        ('BooleanConvert[a && b || c && d, "CNF"]', "(a || c) && (a || d) && (b || c) && (b || d)"),
        ("BooleanConvert[Majority[a, b, c]]", "a && b || a && c || b && c"),
        ('{BooleanConvert[a || ! a], BooleanConvert[a && ! a, "CNF"]}', "{True, False}"),
        ("BooleanMinimize[a && b || ! a && c || b && c]", "a && b || !a && c"),
        ("LogicalExpand[(a || x > 1) && c]", "a && c || c && x > 1"),
        ("BooleanCountingFunction[{1}, 3][a, b, True]", "BooleanCountingFunction[{1}, 3][a, b, True]"),
        ("BooleanCountingFunction[{{0, 3}}, 3][True, True, True]", "True"),
        ("Majority[True, False]", "False"),
        ("SatisfiableQ[And @@ Table[x[i] || x[i + 1], {i, 30}]]", "True"),
        ("SatisfiableQ[And @@ Join[Table[Implies[x[i], x[i + 1]], {i, 30}], {x[1], ! x[31]}]]", "False"),
    ],
)
def test_values(ask, text, expected):
    assert ask(text) == expected
    assert ask.messages == []


def test_messages(ask):
    assert ask("BooleanTable[a && b, {a}]") == "BooleanTable[a && b, {a}]"
    assert ask('BooleanConvert[a, "XYZ"]') == 'BooleanConvert[a, "XYZ"]'
    assert ask("BooleanTable[And @@ Array[x, 30]] // Head") == "BooleanTable"
    assert ask.messages == ["BooleanTable::toomany"]


SESSION = Session(debug=True)
NAMES = "abcd"
PARTS = {
    "And": all,
    "Or": any,
    "Xor": lambda v: sum(v) % 2 == 1,
    "Nand": lambda v: not all(v),
    "Equivalent": lambda v: len(set(v)) == 1,
    "Majority": lambda v: 2 * sum(v) > len(v),
}


def held(tree, values):
    if isinstance(tree, str):
        return values[tree]
    head, *args = tree
    args = [held(a, values) for a in args]
    return not args[0] if head == "Not" else PARTS[head](args)


def written(tree):
    return tree if isinstance(tree, str) else f"{tree[0]}[{', '.join(map(written, tree[1:]))}]"


FORMULAS = st.recursive(
    st.sampled_from(NAMES),
    lambda inner: st.one_of(
        st.tuples(st.just("Not"), inner),
        st.builds(
            lambda head, args: (head, *args), st.sampled_from(sorted(PARTS)), st.lists(inner, min_size=2, max_size=3)
        ),
    ),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(FORMULAS, st.sampled_from(["BooleanConvert[{}]", 'BooleanConvert[{}, "CNF"]', "BooleanMinimize[{}]", "{}"]))
def test_forms_mean_the_same(tree, form):
    text = f"BooleanTable[{form.format(written(tree))}, {{a, b, c, d}}]"
    outcome = SESSION.evaluate_input(next(iter(SESSION.read(text))))
    rows = [held(tree, dict(zip(NAMES, row, strict=True))) for row in product([True, False], repeat=4)]
    assert SESSION.text(outcome.expr, "InputForm") == "{" + ", ".join(map(str, rows)) + "}"
