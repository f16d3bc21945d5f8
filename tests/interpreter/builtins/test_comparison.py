"""Equality, order and logic."""

import pytest

CASES = [
    ("1 == 1.", "True"),
    ("1/2 == 0.5", "True"),
    ("2 == 3", "False"),
    ("0.1 + 0.2 == 0.3", "True"),
    ("1. == 1.0001", "False"),
    ('"a" == "a"', "True"),
    ('"a" == "b"', "False"),
    ('"a" == 1', "False"),
    ("x == x", "True"),
    ("x == y", "x == y"),
    ("{1, 2} == {1, 2}", "True"),
    ("{1, 2} == {1, 3}", "False"),
    ("{1, 2} == {1, 2, 3}", "False"),
    ("{1, x} == {2, y}", "False"),
    ("1 == 1 == 2", "False"),
    ("Equal[]", "True"),
    ("Equal[x]", "True"),
    ("I == I", "True"),
    ("1 + 2. I == 1. + 2 I", "True"),
    ("Infinity == Infinity", "True"),
    ("Infinity == 3", "False"),
    ("Pi == 3", "False"),
    ("Sqrt[2] + Sqrt[3] == Sqrt[5 + 2 Sqrt[6]]", "True"),
    ("E^Pi == Pi^E", "False"),
    ("1 != 2", "True"),
    ("1 != 1.", "False"),
    ("x != x", "False"),
    ("x != y", "x != y"),
    ("1 != 2 != 1", "False"),
    ("1 != 2 != 3", "True"),
    ("1 < 2", "True"),
    ("2 < 1", "False"),
    ("1 < 2 < 3", "True"),
    ("1 < 3 < 2", "False"),
    ("1 < 1", "False"),
    ("1 <= 1", "True"),
    ("1/3 < 0.34", "True"),
    ("x < 1", "x < 1"),
    ("3 < x < 2", "3 < x < 2"),
    ("Pi > 3", "True"),
    ("Pi < 22/7", "True"),
    ("Pi^2 > 9.87", "False"),
    ("E < Pi < 4", "True"),
    ("10^20 Pi < 314159265358979323847", "True"),
    ("10^20 Pi > 314159265358979323846", "True"),
    ("Sqrt[2] + Sqrt[3] < Sqrt[5 + 2 Sqrt[6]]", "False"),
    ("x < Infinity", "x < Infinity"),
    ("5 < Infinity", "True"),
    ("-Infinity < Pi", "True"),
    ("0.1 + 0.2 <= 0.3", "True"),
    ("0.3 >= 0.1 + 0.2", "True"),
    ("2 > 1 > 0", "True"),
    ("1 < 2 <= 2", "True"),
    ("Inequality[1, Less, 0, LessEqual, x]", "False"),
    ("a === a", "True"),
    ("1 === 1.", "False"),
    ("{1, 2} === {1, 2}", "True"),
    ("a =!= b", "True"),
    ("SameQ[a, a, b]", "False"),
    ("UnsameQ[a, b, a]", "False"),
    ("Positive[{1, 0, -1, x, Pi}]", "{True, False, False, Positive[x], True}"),
    ("Negative[-2]", "True"),
    ("NonNegative[0]", "True"),
    ("NonPositive[1]", "False"),
    ("Positive[I]", "False"),
    ("Max[]", "-Infinity"),
    ("Max[3, 1, 2]", "3"),
    ("Max[{1, 5}, {2, {7}}]", "7"),
    ("Max[x, 2, 3, x]", "Max[3, x]"),
    ("Max[Pi, 3.1]", "Pi"),
    ("Max[x]", "x"),
    ("Max[Infinity, 3]", "Infinity"),
    ("Min[1, x, Min[0, y]]", "Min[0, x, y]"),
    ("Min[2.5, 2]", "2"),
    ("Between[3, {1, 5}]", "True"),
    ("Between[{1, 5}][6]", "False"),
    ("GreaterThan[2] /@ {1, 2, 3}", "{False, False, True}"),
    ("LessEqualThan[2][x]", "x <= 2"),
    ("EqualTo[1][1.]", "True"),
    ("SameAs[1][1.]", "False"),
    ("TrueQ[x]", "False"),
    ("TrueQ[1 == 1]", "True"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_values(ask, text, expected):
    assert ask(text) == expected
    assert ask.messages == []


LOGIC = [
    ("True && True", "True"),
    ("True && False", "False"),
    ("x && True", "x"),
    ("x && False", "False"),
    ("x && y", "x && y"),
    ("And[]", "True"),
    ("True || x", "True"),
    ("False || x", "x"),
    ("Or[]", "False"),
    ("x || y || True", "True"),
    ("!True", "False"),
    ("!!x", "x"),
    ("!(x == 1)", "x != 1"),
    ("!(x <= 1)", "x > 1"),
    ("Xor[True, False]", "True"),
    ("Xor[True, True]", "False"),
    ("Xor[x, x]", "False"),
    ("Nand[True, False]", "True"),
    ("Nor[False, False]", "True"),
    ("Implies[False, x]", "True"),
    ("Implies[True, x]", "x"),
    ("Implies[x, y]", "Implies[x, y]"),
    ("Equivalent[True, True, True]", "True"),
    ("Equivalent[True, False]", "False"),
    ("Boole[{True, False, x}]", "{1, 0, Boole[x]}"),
    ("BooleanQ[1]", "False"),
]


@pytest.mark.parametrize(("text", "expected"), LOGIC)
def test_logic(ask, text, expected):
    assert ask(text) == expected


def test_evaluation_stops_at_the_first_argument_that_decides(ask):
    ask("n = 0; False && (n = 1); True || (n = 2); n")
    assert ask("n") == "0"


@pytest.mark.parametrize("text", ["I < 2", "(-1)^(1/3) < 2", "Max[1, I]"])
def test_complex_numbers_have_no_order(ask, text):
    ask(text)
    assert [m.partition("::")[2] for m in ask.messages] == ["nord"]
