"""Elements from the ends, by position, added, deleted and replaced."""

import pytest

CASES = [
    ("First[{a, b}]", "a"), ("First[f[x]]", "x"), ("First[{}, none]", "none"), ("First[<|k -> 3|>]", "3"),
    ("First[Range[20]]", "1"), ("Last[Range[20]]", "20"), ("Last[{}, 1/0]; 0", "0"),
    ("Most[{a, b, c}]", "{a, b}"), ("Rest[f[a, b]]", "f[b]"), ("Rest[<|a -> 1, b -> 2|>]", "<|b -> 2|>"),
    ("Take[{a, b, c}, 2]", "{a, b}"), ("Take[{a, b, c}, -1]", "{c}"), ("Take[{a, b, c}, 0]", "{}"),
    ("Take[{a, b, c}, {2}]", "{b}"), ("Take[{a, b, c}, {2, 3}]", "{b, c}"), ("Take[{a, b, c}, {3, 1, -1}]", "{c, b, a}"),
    ("Take[{a, b, c}, UpTo[9]]", "{a, b, c}"), ("Take[{a, b, c}, All]", "{a, b, c}"), ("Take[{a, b, c}, {-2, -1}]", "{b, c}"),
    ("Take[{{1, 2}, {3, 4}}, 1, -1]", "{{2}}"), ("Take[{{1, 2}, {3, 4}}, All, 1]", "{{1}, {3}}"),
    ("Take[<|a -> 1, b -> 2|>, 1]", "<|a -> 1|>"), ("Take[f[a, b, c], 2]", "f[a, b]"),
    ("Take[Range[20], {2, 20, 6}]", "{2, 8, 14, 20}"),
    ("Drop[{a, b, c}, 1]", "{b, c}"), ("Drop[{a, b, c}, -1]", "{a, b}"), ("Drop[{a, b, c, d}, {2, 3}]", "{a, d}"),
    ("Drop[{a, b, c, d}, {1, 4, 2}]", "{b, d}"), ("Drop[{a, b}, UpTo[5]]", "{}"), ("Drop[{{1, 2}, {3, 4}}, 1, 1]", "{{4}}"),
    ("Drop[{a, b}, 0]", "{a, b}"), ("TakeDrop[{a, b, c}, 2]", "{{a, b}, {c}}"),
    ("TakeList[Range[6], {1, 2, 3}]", "{{1}, {2, 3}, {4, 5, 6}}"), ("TakeList[{a, b, c}, {-1, 1}]", "{{c}, {a}}"),
    ("TakeWhile[{2, 4, 5, 6}, EvenQ]", "{2, 4}"), ("LengthWhile[{2, 4, 5, 6}, EvenQ]", "2"),
    ("Pick[{a, b, c}, {1, 0, 1}, 1]", "{a, c}"), ("Pick[{{a, b}, {c, d}}, {{True, False}, {False, True}}]", "{{a}, {d}}"),
    ("Pick[<|a -> 1, b -> 2|>, {False, True}]", "<|b -> 2|>"),
    ("Length[{a, b}]", "2"), ("Length[x]", "0"), ("Length[<|a -> 1|>]", "1"), ("Length[Range[20]]", "20"),
    ("Append[{a}, b]", "{a, b}"), ("Append[f[a], b]", "f[a, b]"), ("Append[x][{a}]", "{a, x}"),
    ("Append[<|a -> 1|>, b -> 2]", "<|a -> 1, b -> 2|>"), ("Append[<|a -> 1, b -> 2|>, a -> 3]", "<|b -> 2, a -> 3|>"),
    ("Prepend[{a}, b]", "{b, a}"), ("Prepend[<|a -> 1, b -> 2|>, b -> 3]", "<|b -> 3, a -> 1|>"),
    ("Last[Append[Range[20], x]]", "x"), ("Total[Append[Range[20], 5]]", "215"),
    ("s = {a}; AppendTo[s, b]; PrependTo[s, c]; s", "{c, a, b}"),
    ("s = {{1}, {2}}; AppendTo[s[[1]], 5]; s", "{{1, 5}, {2}}"),
    ("Insert[{a, b, c}, x, 2]", "{a, x, b, c}"), ("Insert[{a, b, c}, x, -1]", "{a, b, c, x}"),
    ("Insert[{a, b, c}, x, {{1}, {-1}}]", "{x, a, b, c, x}"), ("Insert[{a, {b}}, x, {2, 1}]", "{a, {x, b}}"),
    ("Insert[f[a], x, 2]", "f[a, x]"), ("Insert[<|a -> 1|>, b -> 2, 1]", "<|b -> 2, a -> 1|>"),
    ("Delete[{a, b, c}, 2]", "{a, c}"), ("Delete[{a, b, c}, -1]", "{a, b}"), ("Delete[{a, b, c}, {{1}, {3}}]", "{b}"),
    ("Delete[{a, {b, c}}, {2, 1}]", "{a, {c}}"), ("Delete[f[a, b], 0]; {Delete[f[a, b], 0]}", "{a, b}"),
    ("Delete[<|a -> 1, b -> 2|>, Key[a]]", "<|b -> 2|>"), ('Delete[<|"a" -> 1, "b" -> 2|>, "a"]', '<|"b" -> 2|>'),
    ("ReplacePart[{a, b, c}, 2 -> x]", "{a, x, c}"), ("ReplacePart[{a, b, c}, {1 -> x, -1 -> y}]", "{x, b, y}"),
    ("ReplacePart[{a, {b, c}}, {2, 2} -> x]", "{a, {b, x}}"), ("ReplacePart[{a, b, c}, {{1}, {3}} -> x]", "{x, b, x}"),
    ("ReplacePart[{a, b, c}, 7 -> x]", "{a, b, c}"), ("ReplacePart[{a, b, c}, i_?OddQ :> f[i]]", "{f[1], b, f[3]}"),
    ("ReplacePart[{{a, b}, {c, d}}, {i_, i_} -> 0]", "{{0, b}, {c, 0}}"), ("ReplacePart[{a, b}, 0 -> f]", "f[a, b]"),
    ("ReplacePart[2 -> x][{a, b}]", "{a, x}"), ("ReplacePart[<|a -> 1|>, Key[a] -> 2]", "<|a -> 2|>"),
    ("MapAt[f, {a, b, c}, 2]", "{a, f[b], c}"), ("MapAt[f, {a, b, c}, {{1}, {-1}}]", "{f[a], b, f[c]}"),
    ("MapAt[f, {{1, 2}, {3, 4}}, {All, 2}]", "{{1, f[2]}, {3, f[4]}}"), ("MapAt[f, {a, b, c}, 2 ;;]", "{a, f[b], f[c]}"),
    ("MapAt[f, <|a -> 1, b -> 2|>, Key[a]]", "<|a -> f[1], b -> 2|>"), ("MapAt[f, {a, b}, {{1}, {1}}]", "{f[f[a]], b}"),
    ("MapAt[f, 1][{a, b}]", "{f[a], b}"),
]  # fmt: skip


@pytest.mark.parametrize("text, result", CASES)
def test_elements(ask, text, result):
    assert ask(text) == result
    assert [m for m in ask.messages if m != "Power::infy"] == []


MESSAGES = [
    ("First[{}]", "First::nofirst"), ("Last[{}]", "Last::nolast"), ("Most[{}]", "Most::nomost"), ("Rest[{}]", "Rest::norest"),
    ("First[x]", "First::normal"), ("Take[{a, b}, 3]", "Take::take"), ("Take[{a, b}, {1, 5}]", "Take::take"),
    ("Drop[{a, b}, -3]", "Drop::drop"), ("Take[{a}, x]", "Take::seqs"), ("Append[x, y]", "Append::normal"),
    ("AppendTo[neverset, 1]", "AppendTo::rvalue"), ("Insert[{a}, x, 5]", "Insert::ins"), ("Delete[{a, b}, 4]", "Delete::partw"),
    ("MapAt[f, {a, b}, 5]", "MapAt::partw"), ("Pick[{a, b}, {True}]", "Pick::incomp"), ("Length[a, b]", "Length::argx"),
]  # fmt: skip


@pytest.mark.parametrize("text, message", MESSAGES)
def test_messages(ask, text, message):
    assert ask(text) == text
    assert ask.messages == [message]
