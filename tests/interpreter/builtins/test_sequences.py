"""Runs of neighbours that match a pattern, and what two sequences have in common."""

import difflib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from luperca import Session

SESSION = Session()


def shown(text):
    return SESSION.evaluate_wrap(text).text


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("SequenceCases[{a, b, b, c, b, b, b}, {b ..}]", "{{b, b}, {b, b, b}}"),
        ("SequenceCases[{a, b, b, c, b, b, b}, s : {b ..} :> Length[s]]", "{2, 3}"),
        ("SequenceCases[{1, 2, 3, 4}, {x_, y_} /; y > x]", "{{1, 2}, {3, 4}}"),
        ("SequenceCases[{1, 2, 3, 4}, {x_, y_} /; y > x, Overlaps -> True]", "{{1, 2}, {2, 3}, {3, 4}}"),
        ("SequenceCases[{b, b}, {b ..}, Overlaps -> True]", "{{b, b}, {b}}"),
        ("SequenceCases[{b, b}, {b ..}, Overlaps -> All]", "{{b, b}, {b}, {b}}"),
        ("SequenceCases[{1, a, 2, b}, {_Integer, _}, 1]", "{{1, a}}"),
        ("SequenceCases[{1, 2, x}, _?(Total[#] == 3 &)]", "{{1, 2}}"),
        ("SequenceCases[{a, b, c}, {x_, _} | {x_, _, x_}]", "{{a, b}}"),
        ("SequenceCases[{_Integer}][{1, x}]", "{{1}}"),
        ("SequenceCases[{}, {__}]", "{}"),
        ("SequencePosition[{a, a, a}, {a, a}]", "{{1, 2}, {2, 3}}"),
        ("SequencePosition[{a, a, a}, {a, a}, Overlaps -> False]", "{{1, 2}}"),
        ("SequencePosition[{x, 1, 2}, {__Integer}]", "{{2, 3}, {3, 3}}"),
        ("SequencePosition[{a, b, a, b}, {a, b}, 1]", "{{1, 2}}"),
        ("SequenceCount[{a, a, a, a}, {a, a}]", "2"),
        ("SequenceCount[Range[100], {x_, y_} /; y == x + 1, Overlaps -> True]", "99"),
        ("SequenceReplace[{a, b, c, a, b}, {a, b} -> x]", "{x, c, x}"),
        ("SequenceReplace[{a, b, c, a, b}, {a, b} -> x, 1]", "{x, c, a, b}"),
        ("SequenceReplace[{a, b, c}, {{a, b} -> x, {b, c} -> y}]", "{x, c}"),
        ("SequenceReplace[{1, 2, 3, 4}, {x_, y_} :> Sequence[y, x]]", "{2, 1, 4, 3}"),
        ("SequenceReplace[{a, a, b, b, b}, {Longest[x_ ..]} -> {x}]", "{{a}, {b}}"),
        ("SequenceReplace[{a} -> {}][{a, b, a}]", "{{}, b, {}}"),
        ("SequenceSplit[{a, b, x, c, d, x, e}, {x}]", "{{a, b}, {c, d}, {e}}"),
        ("SequenceSplit[{a, x, b, y, c}, {x} | {y}]", "{{a}, {b}, {c}}"),
        ("SequenceSplit[{a, x, b, y, c}, {{x} -> X, {y}}]", "{{a}, X, {b}, {c}}"),
        ("SequenceSplit[{a, x, b}, {x} -> {x}]", "{{a}, {x}, {b}}"),
        ("SequenceSplit[{a, x, b, x, c}, {x}, 2]", "{{a}, {b, x, c}}"),
        ("SequenceSplit[{a, x, b, x, c}, {x} -> y, 2]", "{{a}, y, {b, x, c}}"),
        ("SequenceSplit[{x}, {x}]", "{}"),
        ('LongestCommonSubsequence["Abc", "aBC", IgnoreCase -> True]', "Abc"),
        ('LongestCommonSubsequence["abc", "xyz"]', ""),
        ("LongestCommonSubsequence[{1, 2}, {1., 2}]", "{2}"),
        ("LongestCommonSubsequence[{a, b, x, c, d}, {c, d, a, b}]", "{a, b}"),
        ("LongestCommonSubsequencePositions[{a}, {b}]", "{{}, {}}"),
        ("LongestCommonSequence[{}, {a}]", "{}"),
        ('LongestCommonSequence["human", "chimpanzee"]', "hman"),
    ],
)
def test_values(text, result):
    assert shown(text) == result


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("SequenceCases[x, {_}]", "SequenceCases::lists"),
        ("SequenceCases[{1}, {_}, -1]", "SequenceCases::numb"),
        ("SequenceReplace[{1}, 1]", "SequenceReplace::reps"),
        ("SequenceSplit[1, {1}]", "SequenceSplit::lists"),
        ("LongestCommonSequence[1, {1}]", "LongestCommonSequence::innf"),
    ],
)
def test_complaints(text, name):
    assert SESSION.evaluate_wrap(text).messages_name == [name]


LETTERS = st.lists(st.sampled_from("ab"), max_size=12)


@given(LETTERS)
def test_runs_are_those_that_regular_expressions_find(letters):
    text = "".join(letters)
    spans = [[m.start() + 1, m.end()] for m in re.finditer("ab|b+", text)]
    found = SESSION.function('SequencePosition[#, {"a", "b"} | {"b" ..}, Overlaps -> False] &')(letters)
    assert [list(p) for p in found] == spans
    assert SESSION.function('SequenceCount[#, {"a", "b"} | {"b" ..}] &')(letters) == len(spans)
    parts = [list(p) for p in re.split("ab|b+", text) if p]
    assert SESSION.function('SequenceSplit[#, {"a", "b"} | {"b" ..}] &')(letters) == parts
    replaced = SESSION.function('StringJoin[SequenceReplace[#, {"a", "b"} | {"b" ..} -> "x"]] &')(letters)
    assert replaced == re.sub("ab|b+", "x", text)


@given(LETTERS, LETTERS)
def test_common_runs(a, b):
    match = difflib.SequenceMatcher(None, a, b, autojunk=False).find_longest_match()
    assert SESSION.function("LongestCommonSubsequence")(a, b) == a[match.a : match.a + match.size]


@given(LETTERS, LETTERS)
def test_common_sequences_are_longest(a, b):
    def length(i, j):
        if i == len(a) or j == len(b):
            return 0
        if (i, j) not in known:
            taken = 1 + length(i + 1, j + 1) if a[i] == b[j] else 0
            known[i, j] = max(taken, length(i + 1, j), length(i, j + 1))
        return known[i, j]

    known = {}
    found = SESSION.function("LongestCommonSequence")(a, b)
    assert len(found) == length(0, 0)
    for whole in (a, b):
        rest = iter(whole)
        assert all(x in rest for x in found)
