"""Permutations as lists and as cycles."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca.interpreter.session import Session


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cycles[{{3,1,2},{5},{4,6}}]", "Cycles[{{1, 2, 3}, {4, 6}}]"),
        ("PermutationCycles[{3,1,2}]", "Cycles[{{1, 3, 2}}]"),
        ("PermutationList[Cycles[{{1,3,2}}]]", "{3, 1, 2}"),
        ("PermutationList[Cycles[{{1,2}}],4]", "{2, 1, 3, 4}"),
        ("Permute[{a,b,c},{3,1,2}]", "{b, c, a}"),
        ("Permute[{a,b,c,d},Cycles[{{1,2,3}}]]", "{c, a, b, d}"),
        ("InversePermutation[{3,1,2}]", "{2, 3, 1}"),
        ("PermutationProduct[Cycles[{{1,2}}],Cycles[{{2,3}}]]", "Cycles[{{1, 3, 2}}]"),
        ("PermutationProduct[{2,1,3},{1,3,2}]", "{3, 1, 2}"),
        ("PermutationProduct[]", "Cycles[{}]"),
        ("PermutationReplace[2,Cycles[{{1,2,3}}]]", "3"),
        ("FindPermutation[{a,b},{b,a}]", "Cycles[{{1, 2}}]"),
        ("Permute[{a,b,c},FindPermutation[{a,b,c},{c,a,b}]]", "{c, a, b}"),
        ("Permute[Sort[{c,a,b}],FindPermutation[{c,a,b}]]", "{c, a, b}"),
        ("PermutationOrder[Cycles[{{1,2},{3,4,5}}]]", "6"),
        ("PermutationPower[Cycles[{{1,2,3}}],-1]", "Cycles[{{1, 3, 2}}]"),
        ("PermutationPower[{2,3,1},3]", "{1, 2, 3}"),
        ("PermutationSupport[{2,1,3}]", "{1, 2}"),
        ("RandomPermutation[5]//Head", "Cycles"),
        ("PermutationMax[Cycles[{}]]", "0"),
    ],
)
def test_values(ask, text, expected):
    assert ask(text) == expected
    assert ask.messages == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Cycles[{{1, 2}, {2, 3}}]", "Cycles::reppoint"),
        ("FindPermutation[{a}, {b}]", "FindPermutation::norel"),
        ("PermutationList[Cycles[{{1, 3}}], 2]", "PermutationList::lowlen"),
    ],
)
def test_messages(ask, text, message):
    assert ask(text) == text
    assert ask.messages == [message]


SESSION = Session(debug=True)
PERMUTATIONS = st.permutations(range(1, 7))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(PERMUTATIONS, PERMUTATIONS)
def test_products(p, q):
    def text(a):
        return "{" + ", ".join(map(str, a)) + "}"

    def value(source):
        return SESSION.text(SESSION.evaluate_input(next(iter(SESSION.read(source)))).expr)

    then = [q[i - 1] for i in p]
    assert value(f"PermutationProduct[{text(p)}, {text(q)}]") == text(then)
    assert value(f"PermutationList[PermutationProduct[PermutationCycles[{text(p)}], {text(q)}], 6]") == text(then)
    assert value(f"Permute[Permute[Range[6], {text(p)}], InversePermutation[{text(p)}]]") == text(range(1, 7))
    assert value(f"Permute[{text(p)}, FindPermutation[{text(p)}, {text(q)}]]") == text(q)
