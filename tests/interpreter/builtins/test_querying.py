"""Dataset and Query."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca import Session

SETUP = """
    rows = {<|"k" -> "u", "n" -> 3, "t" -> x|>, <|"k" -> "v", "n" -> 1, "t" -> y|>, <|"k" -> "u", "n" -> 2, "t" -> z|>};
    d = Dataset[rows];
    byname = <|"p" -> {1, 2, 3}, "q" -> {4, 5}|>;
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # on the way down
        ("Query[2][{a, b}]", "b"),
        ('Query["q"][byname]', "{4, 5}"),
        ('Query[Key["q"], -1][byname]', "5"),
        ("Query[All, 1][byname]", '<|"p" -> 1, "q" -> 4|>'),
        ("Query[All, 1 ;; 2][byname]", '<|"p" -> {1, 2}, "q" -> {4, 5}|>'),
        ('Query[{"q"}, Total][byname]', '<|"q" -> 9|>'),
        ('Query[All, {"n", "k"}][rows][[1]]', '<|"n" -> 3, "k" -> "u"|>'),
        ('Query[{1, 3}, "n"][rows]', "{3, 2}"),
        ("Query[][rows] === rows", "True"),
        ('Query[All, "w"][rows][[1]]', 'Missing["KeyAbsent", "w"]'),
        # on the way up
        ("Query[Total][{1, 2, 3}]", "6"),
        ("Query[Total, Total][byname]", "15"),
        ("Query[All, f][{1, 2}]", "{f[1], f[2]}"),
        ("Query[g, f][{1, 2}]", "g[{f[1], f[2]}]"),
        ('Query[Mean, "n"][rows]', "2"),
        ('Query[Counts, "k"][rows]', '<|"u" -> 2, "v" -> 1|>'),
        # what chooses acts before what is deeper
        ('Query[Select[#n > 1 &], "t"][rows]', "{x, z}"),
        ('Query[SortBy["n"], "t"][rows]', "{y, z, x}"),
        ('Query[SortBy[{"k", "n"}], "t"][rows]', "{z, x, y}"),
        ('Query[GroupBy["k"], Total, "n"][rows]', '<|"u" -> 5, "v" -> 1|>'),
        ('Query[GroupBy[OddQ[#n] &], Length][rows]', "<|True -> 2, False -> 1|>"),
        ('Query[MaximalBy["n"], "t"][rows]', "{x}"),
        ('Query[Reverse, "t"][rows]', "{z, y, x}"),
        ('Query[All, KeyTake["n"]][rows][[2]]', '<|"n" -> 1|>'),
        # several
        ("Query[{Min, Max}][{3, 1, 2}]", "{1, 3}"),
        ('Query[<|"least" -> Min, "all" -> Length|>, "n"][rows]', '<|"least" -> 1, "all" -> 3|>'),
        ('Query[All, <|"m" -> "n", "s" -> (#n + 1 &)|>][rows][[1]]', '<|"m" -> 3, "s" -> 4|>'),
        ("Query[Select[OddQ] /* Total][{1, 2, 3}]", "4"),
        ('Query[(SortBy["n"]) /* First, "t"][rows]', "y"),
        # datasets
        ('d[Total, "n"]', "6"),
        ('Normal[d[All, "t"]]', "{x, y, z}"),
        ("Head[d[Select[#n > 1 &]]]", "Dataset"),
        ('d[2, "t"]', "y"),
        ('d[[2, "t"]]', "y"),
        ('Normal[d[[All, "t"]]]', "{x, y, z}"),
        ("Normal[d] === rows", "True"),
        ("{Length[d], AtomQ[d], Head[d]}", "{3, True, Dataset}"),
        ("Keys[Dataset[byname]]", '{"p", "q"}'),
        ("Values[Dataset[byname]]", "{{1, 2, 3}, {4, 5}}"),
        ("ToExpression[ToString[d, InputForm]] === d", "True"),
        ("Head[Query[All, f][d]]", "Dataset"),
        ("Query[Length][d]", "3"),
        ("Normal[Select[Dataset[{<|a -> 1|>, <|a -> 2|>}], #[a] > 1 &]]", "{<|a -> 2|>}"),
        ("Normal[Map[f, Dataset[{1, 2}]]]", "{f[1], f[2]}"),
        ("Normal[GroupBy[Dataset[{1, 2, 3}], OddQ]]", "<|True -> {1, 3}, False -> {2}|>"),
        ("{Head[Append[Dataset[{1}], 2]], Total[Dataset[{1, 2}]]}", "{Dataset, 3}"),
        ("Query[All, {1 -> f, -1 -> g}][{{a, b, c}}]", "{{f[a], b, g[c]}}"),
        ('NetTrain[LinearLayer[1, "Input" -> 1], Dataset[{<|"Input" -> {1}, "Output" -> {2}|>}], "TrainingExamples",'
         " MaxTrainingRounds -> 1]", "1"),
        ('NetMeasurements[ElementwiseLayer[# &, "Input" -> 1], Dataset[{<|"Input" -> {1}, "Output" -> {3}|>}],'
         ' "MeanSquare"]', "4."),
        ('Classify[Dataset[rows][All, {"k", "n"}] -> "k", <|"n" -> 1|>, Method -> "NearestNeighbors"]', '"v"'),
    ],
)  # fmt: skip
def test_queries(ready, text, expected):
    assert ready(text) == expected
    assert ready.messages == []


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("d", ["k  n  t", "───────", "u  3  x", "v  1  y", "u  2  z"]),
        ('Dataset[<|"a" -> <|"x" -> 1|>, "bb" -> <|"y" -> 20|>|>]', ["    x  y", "─────────", "a   1", "bb     20"]),
        ("Dataset[byname]", ["p  1  2  3", "q  4  5"]),
        ("Dataset[{1, {2, 3}}]", ["1", "2  3"]),
        ("Dataset[5]", ["5"]),
        ("{d}", ["{Dataset[<>]}"]),
        ("Dataset[Range[25]][[;; 21]]", [*map(str, range(1, 21)), "… 1 more rows"]),
        ("Dataset[{}]", [""]),
    ],
)
def test_tables(ready, text, lines):
    assert ready(text, "OutputForm").split("\n") == lines


ROWS = st.lists(st.fixed_dictionaries({"a": st.integers(-9, 9), "b": st.integers(0, 2)}), min_size=1, max_size=8)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(ROWS)
def test_as_written_by_hand(rows):
    data = "{" + ", ".join(f'<|"a" -> {r["a"]}, "b" -> {r["b"]}|>' for r in rows) + "}"
    pairs = [
        ('Query[All, "a"]', "Map[#a &, data]"),
        ('Query[Total, "a"]', 'Total[Lookup[data, "a"]]'),
        ('Query[Select[#b > 0 &], "a"]', "Map[#a &, Select[data, #b > 0 &]]"),
        ('Query[GroupBy["b"], Max, "a"]', "Map[Max, Map[#a &, GroupBy[data, #b &], {2}]]"),
        ("Query[All, Total]", "Map[Total, data]"),
    ]
    with Session() as session:
        session.evaluate(f"data = {data};")
        for query, by_hand in pairs:
            assert session.evaluate(f"{query}[data] === {by_hand}") is True, query
