"""Sorting, sets, counting and grouping."""

import pytest

CASES = [
    ("Sort[{b, 3, a, 1}]", "{1, 3, a, b}"),
    ("Sort[{1, 3, 2}, Greater]", "{3, 2, 1}"),
    ("Sort[f[b, a]]", "f[a, b]"),
    ('Sort[{"b", "A", "a"}]', '{"a", "A", "b"}'),
    ("Sort[{2, 1., 1}]", "{1, 1., 2}"),
    ("Sort[{3, 1, 2}, #1 > #2 &]", "{3, 2, 1}"),
    ("Sort[{c, a, b}, Order[#1, #2] &]", "{a, b, c}"),
    ("Sort[{{2, a}, {1, b}, {1}}]", "{{1}, {1, b}, {2, a}}"),
    ("Sort[{3, 1, 2}, True &]", "{3, 1, 2}"),
    ("Sort[Range[20, 1, -1], Less] === Range[20]", "True"),
    ("ReverseSort[{1, 3, 2}]", "{3, 2, 1}"),
    ("SortBy[{-3, 1, -2}, Abs]", "{1, -2, -3}"),
    ("SortBy[{b, a}, 1 &]", "{a, b}"),
    ("SortBy[{b, a}, {1 &}]", "{b, a}"),
    ("SortBy[{{2, 1}, {1, 2}, {1, 1}}, {First, Last}]", "{{1, 1}, {1, 2}, {2, 1}}"),
    ("SortBy[Last][{{1, 2}, {2, 1}}]", "{{2, 1}, {1, 2}}"),
    ("SortBy[{1, 2, 3}, Identity, Greater]", "{3, 2, 1}"),
    ("ReverseSortBy[{1, -3, 2}, Abs]", "{-3, 2, 1}"),
    ("Ordering[{c, a, b}]", "{2, 3, 1}"),
    ("Ordering[{3, 1, 2}, 1]", "{2}"),
    ("Ordering[{3, 1, 2}, -1]", "{1}"),
    ("Ordering[{3, 1, 2}, All, Greater]", "{1, 3, 2}"),
    ("Ordering[{b, b, a}]", "{3, 1, 2}"),
    ("OrderedQ[{1, 2, 2}]", "True"),
    ("OrderedQ[{b, a}]", "False"),
    ("OrderedQ[{3, 2, 1}, Greater]", "True"),
    ("OrderedQ[{}]", "True"),
    ("{Order[a, b], Order[b, a], Order[a, a]}", "{1, -1, 0}"),
    ("Union[{b, a, b}, {c, a}]", "{a, b, c}"),
    ("Union[]", "{}"),
    ("Union[f[b, a]]", "f[a, b]"),
    ("Union[{1, 1.}]", "{1, 1.}"),
    ("Union[{1, 4, 2}, SameTest -> (Mod[#1 - #2, 3] == 0 &)]", "{1, 2}"),
    ("Union[Mod[Range[20], 3]]", "{0, 1, 2}"),
    ("Intersection[{c, a, b}, {b, c, d}]", "{b, c}"),
    ("Intersection[{1, 2}, {4}, SameTest -> (Mod[#1 - #2, 3] == 0 &)]", "{1}"),
    ("Complement[{a, b, c, d}, {b}, {d, e}]", "{a, c}"),
    ("Complement[{b, a, a}]", "{a, b}"),
    ("SymmetricDifference[{a, b}, {b, c}]", "{a, c}"),
    ("DeleteDuplicates[{b, a, b, c, a}]", "{b, a, c}"),
    ("DeleteDuplicates[{1, 2, 4, 5}, Mod[#1 - #2, 3] == 0 &]", "{1, 2}"),
    ("DeleteDuplicatesBy[{1, -1, 2}, Abs]", "{1, 2}"),
    ("DeleteDuplicates[Mod[Range[20], 4]]", "{1, 2, 3, 0}"),
    ("DuplicateFreeQ[{a, b}]", "True"),
    ("DuplicateFreeQ[{a, a}]", "False"),
    ("DuplicateFreeQ[{1, 1.}]", "True"),
    ("SubsetQ[{a, b, c}, {a, c}]", "True"),
    ("SubsetQ[{a}, {b}]", "False"),
    ("ContainsAll[{a, b}, {a}]", "True"),
    ("ContainsAny[{a}, {b}]", "False"),
    ("ContainsNone[{a}, {b}]", "True"),
    ("ContainsOnly[{a, a}, {a, b}]", "True"),
    ("ContainsExactly[{a, b, a}, {b, a}]", "True"),
    ("ContainsAll[{a}][{a, b}]", "True"),
    ("DisjointQ[{a}, {b}]", "True"),
    ("IntersectingQ[{a}, {b}]", "False"),
    ("UniqueElements[{{a, b}, {b, c}}]", "{{a}, {c}}"),
    ("Tally[{a, b, a}]", "{{a, 2}, {b, 1}}"),
    ("Tally[{1, 2, 4}, Mod[#1 - #2, 3] == 0 &]", "{{1, 2}, {2, 1}}"),
    ("Counts[{a, b, a}]", "<|a -> 2, b -> 1|>"),
    ("Counts[{1, 1., 1}]", "<|1 -> 2, 1. -> 1|>"),
    ("CountsBy[{1, 2, 3}, OddQ]", "<|True -> 2, False -> 1|>"),
    ("Total[Values[Counts[Mod[Range[100], 7]]]]", "100"),
    ("CountDistinct[{a, b, a}]", "2"),
    ("CountDistinctBy[{1, -1}, Abs]", "1"),
    ("Gather[{a, b, a}]", "{{a, a}, {b}}"),
    ("Gather[{1, 2, 4}, Mod[#1 - #2, 3] == 0 &]", "{{1, 4}, {2}}"),
    ("GatherBy[{1, 2, 3, 4}, EvenQ]", "{{1, 3}, {2, 4}}"),
    ("GatherBy[{{1, a}, {1, b}, {2, a}}, {First, Last}]", "{{{{1, a}}, {{1, b}}}, {{{2, a}}}}"),
    ("GroupBy[{1, 2, 3, 4}, EvenQ]", "<|False -> {1, 3}, True -> {2, 4}|>"),
    ("GroupBy[{{a, 1}, {a, 2}}, First -> Last]", "<|a -> {1, 2}|>"),
    ("GroupBy[{{a, 1}, {a, 2}}, First -> Last, Total]", "<|a -> 3|>"),
    ("GroupBy[{1, 2, 3}, {OddQ, PrimeQ}]", "<|True -> <|False -> {1}, True -> {3}|>, False -> <|True -> {2}|>|>"),
    ("GroupBy[EvenQ][{1, 2}]", "<|False -> {1}, True -> {2}|>"),
    ("Split[{a, a, b, a}]", "{{a, a}, {b}, {a}}"),
    ("Split[{1, 2, 5, 6}, #2 == #1 + 1 &]", "{{1, 2}, {5, 6}}"),
    ("Split[{}]", "{}"),
    ("SplitBy[{1, 3, 2, 4, 5}, OddQ]", "{{1, 3}, {2, 4}, {5}}"),
    ("Split[{1, 1., 1}]", "{{1}, {1.}, {1}}"),
    ("Commonest[{a, b, b, c, c}]", "{b, c}"),
    ("Commonest[{a, b, b}, 2]", "{a, b}"),
    ("BinCounts[{1, 2, 2, 5}, {0, 6, 2}]", "{1, 2, 1}"),
    ("BinCounts[{1, 2, 3}, {{0, 2, 4}}]", "{1, 2}"),
]


@pytest.mark.parametrize("text, result", CASES)
def test_sorting(ask, text, result):
    assert ask(text) == result
    assert ask.messages == []


MESSAGES = [
    ("Sort[x]", "Sort::normal"),
    ("Union[{a}, f[b]]", "Union::heads"),
    ("Complement[{a}, b]", "Complement::normal"),
    ("GroupBy[x, f]", "GroupBy::normal"),
    ("Union[{a}, Wrong -> 1]", "Union::optx"),
]


@pytest.mark.parametrize("text, message", MESSAGES)
def test_messages(ask, text, message):
    assert ask(text) == text
    assert ask.messages == [message]


def test_sort_by_a_program_that_throws(ask):
    assert ask("Catch[Sort[{3, 1, 2}, Throw[{#1, #2}] &]]") == "{3, 1}"
