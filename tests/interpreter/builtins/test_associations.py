"""Associations: construction, lookup, and functions on their keys."""

import pytest

CASES = [
    ("<|a -> 1, a -> 2, b -> 3|>", "<|a -> 2, b -> 3|>"),
    ("<|1 -> a, 1. -> b|>[1]", "a"),
    ("<|{a -> 1}, <|b -> 2|>|>", "<|a -> 1, b -> 2|>"),
    ("Association[]", "<||>"),
    ("<|x -> 1 + 1, y :> 1 + 1|>", "<|x -> 2, y :> 1 + 1|>"),
    ("k = q; <|k -> k|>", "<|q -> q|>"),
    ("<|If[True, a -> 1]|>", "<|a -> 1|>"),
    ("<|a -> 1, Nothing|>", "<|a -> 1|>"),
    ("<|a|>", "<|a|>"),
    ("<|a -> 1|>[a]", "1"),
    ("<|a -> 1|>[b]", 'Missing["KeyAbsent", b]'),
    ("<|a -> <|b -> 2|>|>[a, b]", "2"),
    ("<|y :> 1 + 1|>[y]", "2"),
    ("Key[a][<|a -> 1|>]", "1"),
    ("Map[Key[a], {<|a -> 1|>}]", "{1}"),
    ("AssociationQ[<||>]", "True"),
    ("AssociationQ[{a -> 1}]", "False"),
    ("Head[<|a -> 1|>]", "Association"),
    ("Keys[<|a -> 1, b -> 2|>]", "{a, b}"),
    ("Keys[{a -> 1, a -> 2}]", "{a, a}"),
    ("Keys[<|a -> 1|>, f]", "{f[a]}"),
    ("Keys[{<|a -> 1|>, <|b -> 2|>}]", "{{a}, {b}}"),
    ("Values[<|a -> 1, b -> 2|>]", "{1, 2}"),
    ("Values[a -> 1]", "1"),
    ("Keys[<||>]", "{}"),
    ("Values[{}]", "{}"),
    ("Lookup[<|a -> 1|>, a]", "1"),
    ("Lookup[<|a -> 1|>, b, 0]", "0"),
    ("Lookup[{a -> 1}, b]", 'Missing["KeyAbsent", b]'),
    ("Lookup[<|a -> 1|>, {a, b}, 0]", "{1, 0}"),
    ("Lookup[{<|a -> 1|>, <|b -> 2|>}, a, 0]", "{1, 0}"),
    ("Lookup[a][<|a -> 1|>]", "1"),
    ("Lookup[<|a -> 1|>, Key[a]]", "1"),
    ("n = 0; Lookup[<|a -> 1|>, a, n++]; n", "0"),
    ("k = a; Lookup[<|a -> 1|>, k]", "1"),
    ("KeyExistsQ[<|a -> 1|>, a]", "True"),
    ("KeyExistsQ[a][{a -> 1}]", "True"),
    ("KeyMemberQ[<|1 -> a|>, _Integer]", "True"),
    ("KeyFreeQ[<|1 -> a|>, _Symbol]", "True"),
    ("KeyTake[<|a -> 1, b -> 2, c -> 3|>, {c, a, z}]", "<|c -> 3, a -> 1|>"),
    ("KeyTake[{a}][<|a -> 1, b -> 2|>]", "<|a -> 1|>"),
    ("KeyDrop[<|a -> 1, b -> 2|>, a]", "<|b -> 2|>"),
    ("KeyDrop[{<|a -> 1, b -> 2|>}, {a}]", "{<|b -> 2|>}"),
    ("KeySelect[<|1 -> a, 2 -> b|>, EvenQ]", "<|2 -> b|>"),
    ("KeyMap[f, <|a -> 1|>]", "<|f[a] -> 1|>"),
    ("KeySort[<|b -> 1, a -> 2|>]", "<|a -> 2, b -> 1|>"),
    ("KeySort[<|1 -> a, 2 -> b|>, Greater]", "<|2 -> b, 1 -> a|>"),
    ("KeySortBy[<|1 -> a, 2 -> b|>, Minus]", "<|2 -> b, 1 -> a|>"),
    ("AssociationThread[{a, b}, {1, 2}]", "<|a -> 1, b -> 2|>"),
    ("AssociationThread[{a, b} -> {1, 2}]", "<|a -> 1, b -> 2|>"),
    ("AssociationMap[f, {a, b}]", "<|a -> f[a], b -> f[b]|>"),
    ("AssociationMap[Reverse, <|a -> 1|>]", "<|1 -> a|>"),
    ("Merge[{<|a -> 1, b -> 2|>, <|a -> 3|>}, Total]", "<|a -> 4, b -> 2|>"),
    ("Merge[Identity][{<|a -> 1|>, a -> 2}]", "<|a -> {1, 2}|>"),
    ("x = <|a -> 1|>; AssociateTo[x, b -> 2]; x", "<|a -> 1, b -> 2|>"),
    ("y = <|a -> <|b -> 1|>|>; y[a][b] += 2; y[a][c] = {}; AppendTo[y[a][c], d]; y", "<|a -> <|b -> 3, c -> {d}|>|>"),
    ("x = <|a -> 1, b -> 2|>; KeyDropFrom[x, a]; x", "<|b -> 2|>"),
    ("x = <||>; Do[x[i] = i^2, {i, 3}]; x", "<|1 -> 1, 2 -> 4, 3 -> 9|>"),
    ("x = <|a -> 1|>; y = x; x[a] = 2; {x, y}", "{<|a -> 2|>, <|a -> 1|>}"),
    ("x = <|a -> 1|>; x[a]++; x[a] += 5; x", "<|a -> 7|>"),
    ("KeyUnion[{<|a -> 1|>, <|b -> 2|>}, f]", "{<|a -> 1, b -> f[b]|>, <|a -> f[a], b -> 2|>}"),
    ("KeyIntersection[{<|a -> 1, b -> 2|>, <|b -> 3|>}]", "{<|b -> 2|>, <|b -> 3|>}"),
    ("KeyComplement[{<|a -> 1, b -> 2|>, <|b -> 3|>}]", "<|a -> 1|>"),
    ("Normal[<|a -> 1|>]", "{a -> 1}"),
    ("Normal[x]", "x"),
    ("PositionIndex[{a, b, a}]", "<|a -> {1, 3}, b -> {2}|>"),
    ("Total[<|a -> 1, b -> 2|>]", "3"),
    ("Sort[<|a -> 2, b -> 1|>]", "<|b -> 1, a -> 2|>"),
    ("Reverse[<|a -> 1, b -> 2|>]", "<|b -> 2, a -> 1|>"),
    ("SortBy[<|a -> 2, b -> 1|>, Identity]", "<|b -> 1, a -> 2|>"),
    ("Join[<|a -> 1|>, <|a -> 2, b -> 3|>]", "<|a -> 2, b -> 3|>"),
    ("Mean[<|a -> 1, b -> 3|>]", "2"),
    ("DeleteDuplicates[<|a -> 1, b -> 1|>]", "<|a -> 1|>"),
    ("<|a -> 1|> === <|a -> 1|>", "True"),
    ("{<|a -> 1|> == <|a -> 1.|>, <|a -> 1|> == <|a -> 2|>, <|a -> 1|> == <|b -> 1|>}", "{True, False, False}"),
    ("<|a -> 1|> == <|a -> x|>", "<|a -> 1|> == <|a -> x|>"),
    ("<|a -> 1|> != <|a -> 2|>", "True"),
    ("GroupBy[<|a -> 1, b -> 2|>, OddQ]", "<|True -> <|a -> 1|>, False -> <|b -> 2|>|>"),
    ("Catenate[{<|a -> 1|>, {2}}]", "{1, 2}"),
    ("Accumulate[<|a -> 1, b -> 2|>]", "<|a -> 1, b -> 3|>"),
    ("Apply[f, <|a -> 1, b -> 2|>]", "f[1, 2]"),
]


@pytest.mark.parametrize("text, result", CASES)
def test_associations(ask, text, result):
    assert ask(text) == result
    assert ask.messages == []


MESSAGES = [
    ("Keys[5]", "Keys::invrl"),
    ("Lookup[5, a]", "Lookup::invrl"),
    ("KeyTake[5, a]", "KeyTake::invrl"),
    ("AssociationThread[{a}, {1, 2}]", "AssociationThread::idim"),
    ("KeyValueMap[f, {1}]", "KeyValueMap::invak"),
    ("AssociateTo[unset, a -> 1]", "AssociateTo::invak"),
    ("Append[<||>, 5]", "Append::invdt"),
]


@pytest.mark.parametrize("text, message", MESSAGES)
def test_messages(ask, text, message):
    assert ask(text) == text
    assert ask.messages == [message]
