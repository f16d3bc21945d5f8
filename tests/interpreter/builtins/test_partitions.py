"""Partitions, their counts, and sums of powers, against counting by hand and other formulas."""

from itertools import combinations_with_replacement, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca.interpreter.session import Session

SESSION = Session(debug=True)


def value(text):
    return SESSION.evaluate_quietly(SESSION.read_value(text))


CASES = [
    ("IntegerPartitions[0]", "{{}}"),
    ("IntegerPartitions[-1]", "{}"),
    ("IntegerPartitions[5, 2]", "{{5}, {4, 1}, {3, 2}}"),
    ("IntegerPartitions[5, {3}]", "{{3, 1, 1}, {2, 2, 1}}"),
    ("IntegerPartitions[6, {2, 4, 2}, {1, 2, 3}]", "{{3, 3}, {3, 1, 1, 1}, {2, 2, 1, 1}}"),
    ("IntegerPartitions[1, All, {1/2, 1/3}]", "{{1/2, 1/2}, {1/3, 1/3, 1/3}}"),
    ("IntegerPartitions[100, All, All, 2]", "{{100}, {99, 1}}"),
    ("IntegerPartitions[x]", "IntegerPartitions[x]"),
    ("PartitionsQ[-1]", "0"),
    ("StirlingS1[3, 5]", "0"),
    ("StirlingS2[10, 3]", "9330"),
    ("BellB[2, 1/2]", "3/4"),
    ("FrobeniusNumber[{1, 5}]", "-1"),
    ("FrobeniusNumber[{4, 7, 12}]", "17"),
    ("FrobeniusNumber[{1000, 1476, 3764, 4864, 4871, 7773}]", "47350"),
    ("FrobeniusSolve[{12, 16, 20, 27}, 123, 1]", "{{0, 1, 4, 1}}"),
    ("Length[FrobeniusSolve[{1, 5, 10, 25, 50}, 100]]", "292"),
    ("FrobeniusSolve[{2, 4}, 3]", "{}"),
    ("PowersRepresentations[1729, 2, 3]", "{{1, 12}, {9, 10}}"),
    ("PowersRepresentations[10^12, 2, 4]", "{{0, 1000}}"),
    ("SquaresR[2, 0]", "1"),
    ("SquaresR[8, 3]", "448"),
]


@pytest.mark.parametrize(("text", "shown"), CASES)
def test_cases(ask, text, shown):
    assert ask(text) == shown


@given(st.integers(0, 9), st.integers(1, 4))
@settings(max_examples=30, derandomize=True)
def test_squares(n, d):
    bound = range(-3, 4)
    expected = sum(sum(x * x for x in xs) == n for xs in product(bound, repeat=d))
    assert value(f"SquaresR[{d}, {n}]") == expected


@given(st.sets(st.integers(2, 12), min_size=2, max_size=3))
@settings(max_examples=30, derandomize=True)
def test_frobenius(coins):
    most = 150
    sums = (
        {sum(c) for k in range(most // min(coins) + 1) for c in combinations_with_replacement(sorted(coins), k)}
        if (len(coins) == 2)
        else {a * x + b * y + c * z for a, b, c in [sorted(coins)] for x, y, z in product(range(60), repeat=3)}
    )
    missing = [n for n in range(most) if n not in sums]
    text = "{" + ", ".join(map(str, coins)) + "}"
    found = value(f"FrobeniusNumber[{text}]")
    assert found == missing[-1] if missing[-1] < most - 10 else not isinstance(found, int)


@pytest.mark.parametrize("n", range(1, 12))
def test_counts(ask, n):
    assert ask(f"Length[IntegerPartitions[{n}]] === PartitionsP[{n}]") == "True"
    assert ask(f"Count[IntegerPartitions[{n}], _?DuplicateFreeQ] === PartitionsQ[{n}]") == "True"
    assert ask(f"Sum[StirlingS1[{n}, k] x^k, {{k, 0, {n}}}] - Expand[FactorialPower[x, {n}]]") == "0"
