"""Making, joining, reshaping and combining lists."""

import pytest

CASES = [
    ("Range[0]", "{}"), ("Range[3]", "{1, 2, 3}"), ("Range[2, 8, 3]", "{2, 5, 8}"), ("Range[5, 1, -2]", "{5, 3, 1}"),
    ("Range[1, 2, 1/3]", "{1, 4/3, 5/3, 2}"), ("Range[0., 1, 0.25]", "{0., 0.25, 0.5, 0.75, 1.}"), ("Range[1, 2.5]", "{1, 2}"),
    ("Range[{1, 2}]", "{{1}, {1, 2}}"), ("Range[x, x + 2]", "{x, 1 + x, 2 + x}"), ("Length[Range[0, 1, 0.1]]", "11"),
    ("Range[10^20, 10^20 + 1]", "{100000000000000000000, 100000000000000000001}"), ("Last[Range[2^63, 2^63 + 20]] - 2^63", "20"),
    ("Range[Pi]", "{1, 2, 3}"),
    ("ConstantArray[c, 3]", "{c, c, c}"), ("ConstantArray[0, {2, 2}]", "{{0, 0}, {0, 0}}"), ("ConstantArray[0, {2, 0}]", "{{}, {}}"),
    ("Dimensions[ConstantArray[1., {4, 5, 6}]]", "{4, 5, 6}"),
    ("Array[f, 3]", "{f[1], f[2], f[3]}"), ("Array[f, {2, 2}]", "{{f[1, 1], f[1, 2]}, {f[2, 1], f[2, 2]}}"), ("Array[f, 3, 0]", "{f[0], f[1], f[2]}"),
    ("Array[f, 2, 1, Plus]", "f[1] + f[2]"), ("Array[# &, 5, {0, 1}]", "{0, 1/4, 1/2, 3/4, 1}"), ("Array[Plus, {2, 2}, {0, 5}]", "{{5, 6}, {6, 7}}"),
    ("Subdivide[4]", "{0, 1/4, 1/2, 3/4, 1}"), ("Subdivide[0, 10, 2]", "{0, 5, 10}"), ("Subdivide[1., 2]", "{0., 0.5, 1.}"),
    ("Join[{a}, {b, c}]", "{a, b, c}"), ("Join[f[a], f[b]]", "f[a, b]"), ("Join[{{1}, {2}}, {{3}, {4}}, 2]", "{{1, 3}, {2, 4}}"), ("Join[]", "{}"),
    ("Catenate[{{a}, {b, c}}]", "{a, b, c}"), ("Riffle[{a, b, c}, x]", "{a, x, b, x, c}"), ("Riffle[{a, b}, {x, y}]", "{a, x, b, y}"),
    ("Riffle[{a, b, c}, {x, y}]", "{a, x, b, y, c}"), ("Riffle[{a, b, c, d}, x, 3]", "{a, b, x, c, d}"), ("Riffle[{}, x]", "{}"),
    ("Riffle[{a, b}, x, {1, -1, 2}]", "{x, a, x, b, x}"),
    ("Accumulate[{a, b, c}]", "{a, a + b, a + b + c}"), ("Accumulate[{}]", "{}"), ("Accumulate[{{1, 2}, {3, 4}}]", "{{1, 2}, {4, 6}}"),
    ("Differences[{1, 4, 9, 16}]", "{3, 5, 7}"), ("Differences[{a}, 1]", "{}"), ("Differences[{1, 4, 9, 16}, 2]", "{2, 2}"), ("Differences[{1, 2, 4, 8}, 1, 2]", "{3, 6}"),
    ("Total[{}]", "0"), ("Total[{a, b}]", "a + b"), ("Total[{{1, 2}, {3, 4}}]", "{4, 6}"), ("Total[{{1, 2}, {3, 4}}, 2]", "10"), ("Total[{{1, 2}, {3, 4}}, {2}]", "{3, 7}"),
    ("Total[{{1, 2}, {3, 4}}, Infinity]", "10"), ("Total[{{1, 2}, {3}}, {2}]", "{3, 3}"), ("Total[f[a, b]]", "a + b"), ("Total[{2^62, 2^62, 2^62}] == 3 2^62", "True"),
    ("Total[ConstantArray[2^62, 20]] == 20 2^62", "True"), ("Total[{{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}}, {3}]", "{{3, 7}, {11, 15}}"),
    ("Dimensions[{{1, 2, 3}, {4, 5, 6}}]", "{2, 3}"), ("Dimensions[{{a, b}, {c}}]", "{2}"), ("Dimensions[x]", "{}"), ("Dimensions[{}]", "{0}"), ("Dimensions[f[f[a], f[b]]]", "{2, 1}"),
    ("Dimensions[{{{1}}}, 2]", "{1, 1}"), ("Dimensions[{{}, {}}]", "{2, 0}"), ("ArrayDepth[{{a}, {b}}]", "2"), ("Depth[{a, {b}}]", "3"), ("Depth[{}]", "2"), ("Depth[x]", "1"), ("Depth[Range[20]]", "2"),
    ("LeafCount[f[x, {y}]]", "4"), ("LeafCount[1/2]", "3"), ("LeafCount[Range[20]]", "21"), ("LeafCount[Partition[Range[20], 5]]", "25"),
    ("VectorQ[{1, 2}]", "True"), ("VectorQ[{1, {2}}]", "False"), ("VectorQ[{}]", "True"), ("VectorQ[{1, a}, NumberQ]", "False"), ("VectorQ[Range[20], IntegerQ]", "True"),
    ("MatrixQ[{{1}, {2}}]", "True"), ("MatrixQ[{1}]", "False"), ("MatrixQ[{{}, {}}]", "True"), ("SquareMatrixQ[{{1, 2}, {3, 4}}]", "True"), ("ArrayQ[{{1, 2}}, 2]", "True"), ("ArrayQ[{{1}, {2, 3}}]", "False"),
    ("ListQ[<||>]", "False"), ("ListQ[Range[20]]", "True"),
    ("Flatten[{a, {b, {c, {d}}}}]", "{a, b, c, d}"), ("Flatten[{a, {b, {c}}}, 1]", "{a, b, {c}}"), ("Flatten[{{a}}, 0]", "{{a}}"), ("Flatten[f[a, f[b], {c}]]", "f[a, b, {c}]"),
    ("Flatten[{f[a], f[b, f[c]]}, Infinity, f]", "{a, b, c}"), ("Flatten[{{1, 2, 3}, {4}}, {{2}, {1}}]", "{{1, 4}, {2}, {3}}"), ("Flatten[{{{a, b}, {c, d}}}, {{1, 3}, {2}}]", "{{a, c}, {b, d}}"),
    ("Flatten[Partition[Range[20], 5]] === Range[20]", "True"), ("FlattenAt[{a, {b}, {c}}, 2]", "{a, b, {c}}"),
    ("Transpose[{{a, b}, {c, d}, {e, f}}]", "{{a, c, e}, {b, d, f}}"), ("Transpose[{{{a, b}}, {{c, d}}}]", "{{{a, b}, {c, d}}}"), ("Transpose[{{{a, b}}, {{c, d}}}, {3, 2, 1}]", "{{{a, c}}, {{b, d}}}"),
    ("Transpose[{{a, b}, {c, d}}, {1, 1}]", "{a, d}"), ("Dimensions[Transpose[ConstantArray[0, {2, 3, 4}], {2, 3, 1}]]", "{4, 2, 3}"), ("Dimensions[Transpose[ConstantArray[x, {2, 3, 4}], {2, 3, 1}]]", "{4, 2, 3}"),
    ("ArrayReshape[{a, b, c, d}, {2, 2}]", "{{a, b}, {c, d}}"), ("ArrayReshape[{a, b, c}, {2, 2}, x]", "{{a, b}, {c, x}}"), ("ArrayReshape[Range[24], {2, 3, 4}][[2, 3, 4]]", "24"),
    ("Outer[f, {a, b}, {x, y}]", "{{f[a, x], f[a, y]}, {f[b, x], f[b, y]}}"), ("Outer[Times, {1, 2}, {{3}, {4}}]", "{{{3}, {4}}, {{6}, {8}}}"), ("Outer[f, {{a}, {b}}, {x}, 1]", "{{f[{a}, x]}, {f[{b}, x]}}"),
    ("Outer[g, f[a, b], f[x]]", "f[f[g[a, x]], f[g[b, x]]]"), ("Inner[f, {a, b}, {x, y}, g]", "g[f[a, x], f[b, y]]"), ("Inner[Times, {{1, 2}, {3, 4}}, {5, 6}]", "{17, 39}"),
    ("Tr[{{1, 2}, {3, 4}}]", "5"), ("Tr[{{a, b}, {c, d}}, List]", "{a, d}"), ("Tr[{1, 2, 3}]", "6"),
    ("Partition[{a, b, c, d, e}, 2]", "{{a, b}, {c, d}}"), ("Partition[{a, b, c, d}, 2, 1]", "{{a, b}, {b, c}, {c, d}}"), ("Partition[{a, b, c}, UpTo[2]]", "{{a, b}, {c}}"), ("Partition[{a}, 2]", "{}"),
    ("Partition[{a, b, c}, 2, 2, {1, 1}, x]", "{{a, b}, {c, x}}"), ("Partition[{a, b, c}, 2, 2, {1, 1}]", "{{a, b}, {c, a}}"), ("Partition[{a, b, c, d, e}, 3, 3, {1, 1}, {}]", "{{a, b, c}, {d, e}}"), ("Partition[{a, b, c}, 2, 1, {-1, 1}]", "{{c, a}, {a, b}, {b, c}, {c, a}}"), ("Partition[{a, b, c, d}, 2, 1, 1]", "{{a, b}, {b, c}, {c, d}, {d, a}}"), ("Partition[f[a, b, c, d], 2]", "f[f[a, b], f[c, d]]"),
    ("Partition[{{a, b}, {c, d}}, {1, 1}]", "{{{{a}}, {{b}}}, {{{c}}, {{d}}}}"), ("Partition[Range[20], 7, 6][[2]]", "{7, 8, 9, 10, 11, 12, 13}"),
    ("PadLeft[{a, b}, 4]", "{0, 0, a, b}"), ("PadRight[{a, b}, 4, x]", "{a, b, x, x}"), ("PadLeft[{a, b, c}, 2]", "{b, c}"), ("PadRight[{a, b, c}, 2]", "{a, b}"), ("PadRight[{a}, 5, {x, y, z}]", "{a, y, z, x, y}"), ("PadLeft[{a}, 5, {x, y, z}]", "{y, z, x, y, a}"), ("PadRight[{{1}, {2, 3}}]", "{{1, 0}, {2, 3}}"), ("PadRight[{{1}}, {2, 2}]", "{{1, 0}, {0, 0}}"), ("PadLeft[{a}, 4, 0, 1]", "{0, 0, a, 0}"), ("PadLeft[{a, b}, -3]", "{a, b, 0}"),
    ("ArrayPad[{a, b}, 1]", "{0, a, b, 0}"), ("ArrayPad[{{a}}, 1]", "{{0, 0, 0}, {0, a, 0}, {0, 0, 0}}"), ("ArrayPad[{a, b}, {1, 2}, x]", "{x, a, b, x, x}"), ('ArrayPad[{a, b}, 1, "Periodic"]', "{b, a, b, a}"), ("ArrayPad[{a, b, c}, -1]", "{b}"),
    ("ArrayFlatten[{{{{a}}, 0}, {0, {{b}}}}]", "{{a, 0}, {0, b}}"), ("Diagonal[{{a, b}, {c, d}}, 1]", "{b}"), ("BlockMap[f, {a, b, c, d}, 2]", "{f[{a, b}], f[{c, d}]}"), ("MovingAverage[{1, 2, 3}, 2]", "{3/2, 5/2}"),
    ("Reverse[{a, b, c}]", "{c, b, a}"), ("Reverse[f[a, b]]", "f[b, a]"), ("Reverse[{{1, 2}, {3, 4}}, {1, 2}]", "{{4, 3}, {2, 1}}"), ("RotateLeft[{a, b, c}, 4]", "{b, c, a}"), ("RotateRight[{a, b, c}]", "{c, a, b}"), ("RotateLeft[{}, 1]", "{}"), ("RotateLeft[{{1, 2}, {3, 4}}, {1, 1}]", "{{4, 3}, {2, 1}}"),
    ("Tuples[{0, 1}, 2]", "{{0, 0}, {0, 1}, {1, 0}, {1, 1}}"), ("Tuples[{a, b}, 0]", "{{}}"), ("Tuples[{{a, b}, {x}}]", "{{a, x}, {b, x}}"), ("Length[Tuples[Range[16], 2]]", "256"), ("Tuples[{0, 1}, {1, 2}]", "{{{0, 0}}, {{0, 1}}, {{1, 0}}, {{1, 1}}}"),
    ("Subsets[{a, b}]", "{{}, {a}, {b}, {a, b}}"), ("Subsets[{a, b, c}, {2}]", "{{a, b}, {a, c}, {b, c}}"), ("Subsets[{a, b, c}, 1]", "{{}, {a}, {b}, {c}}"), ("Subsets[{a, b, c}, All, {5}]", "{{a, b}}"), ("Length[Subsets[Range[10]]]", "1024"),
    ("Permutations[{a, b}]", "{{a, b}, {b, a}}"), ("Permutations[{a, a, b}]", "{{a, a, b}, {a, b, a}, {b, a, a}}"), ("Permutations[{a, b}, 1]", "{{}, {a}, {b}}"), ("Length[Permutations[Range[5]]]", "120"),
    ("Signature[{b, a}]", "-1"), ("Signature[{c, a, b}]", "1"), ("Signature[{a, a}]", "0"), ("Permute[{a, b, c}, {3, 1, 2}]", "{b, c, a}"), ("InversePermutation[{3, 1, 2}]", "{2, 3, 1}"), ("Subsequences[{a, b}]", "{{}, {a}, {b}, {a, b}}"), ("Groupings[{a, b, c}, 2]", "{{{a, b}, c}, {a, {b, c}}}"),
]  # fmt: skip


@pytest.mark.parametrize("text, result", CASES)
def test_lists(ask, text, result):
    assert ask(text) == result
    assert ask.messages == []


MESSAGES = [
    ("Range[10^12]", "Range::nomem"), ("ConstantArray[0, {10^6, 10^6}]", "ConstantArray::nomem"), ("Range[1, 5, 0]", "Range::range"),
    ("Tuples[Range[1000], 5]", "Tuples::nomem"), ("Subsets[Range[100]]", "Subsets::nomem"), ("Permutations[Range[20]]", "Permutations::nomem"),
    ("Array[f, {10^6, 10^6}]", "Array::nomem"), ("Join[{a}, f[b]]", "Join::heads"), ("Join[{a}, b]", "Join::normal"),
    ("Flatten[{{1}}, {{0}}]", "Flatten::flpr"), ("Flatten[x]", "Flatten::normal"), ("Transpose[{1, 2}]", "Transpose::nmtx"),
    ("Inner[f, {a}, {b, c}]", "Inner::incom"), ("Partition[{a, b}, 0]", "Partition::ilsmp"), ("Total[5]", "Total::normal"),
    ("Range[Infinity]", "Range::range"), ("ConstantArray[a, -1]", "ConstantArray::ilsmn"), ("Outer[f, {a}, g[b]]", "Outer::heads"),
]  # fmt: skip


@pytest.mark.parametrize("text, message", MESSAGES)
def test_messages(ask, text, message):
    head = text.partition("[")[0]
    assert ask(f"Head[{text}]") == head
    assert ask.messages == [message]
