"""Sequences: values of recurrences, recurrences of values, differences, waves."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca import Session

CASES = [
    ("RecurrenceTable[{a[n] == a[n - 1] + a[n - 2], a[1] == 1, a[2] == 1}, a, {n, 7}]", "{1, 1, 2, 3, 5, 8, 13}"),
    ("RecurrenceTable[{a[n + 1] == n*a[n], a[1] == x}, a[n], {n, 1, 4}]", "{x, x, 2*x, 6*x}"),
    ("RecurrenceTable[{2*a[n + 1] - a[n] == 1, a[0] == 3}, a, {n, 2, 3}]", "{3/2, 5/4}"),
    ("RecurrenceTable[{a[n + 1] == b[n], b[n + 1] == a[n] + b[n], a[0] == 0, b[0] == 1}, {a, b}, {n, 0, 2}]",
     "{{0, 1}, {1, 1}, {1, 2}}"),
    ("RecurrenceTable[{a[n + 1] == a[n]}, a, {n, 1, 3}]", "RecurrenceTable[{a[1 + n] == a[n]}, a, {n, 1, 3}]"),
    ("LinearRecurrence[{1, 1}, {1, 1}, {10}]", "{55}"),
    ("LinearRecurrence[{2, -1}, {0, 1}, {3, 5}]", "{2, 3, 4}"),
    ("LinearRecurrence[{1, 1}, {1, 1}, 1]", "{1}"),
    ("FindLinearRecurrence[{1, 4, 9, 16, 25, 36}]", "{3, -3, 1}"),
    ("FindLinearRecurrence[{1, 2, 4, 8}, 1]", "{2}"),
    ("FindSequenceFunction[{1, 4, 9, 16}, n]", "n^2"),
    ("FindSequenceFunction[{1, 2, 6, 24, 120}]", "#1! & "),
    ("FindSequenceFunction[{2, 6, 18, 54}][5]", "162"),
    ("FindSequenceFunction[{1, 3, 7, 15, 31, 63}, 8]", "{255}"),
    ("FindSequenceFunction[{1, 7, 2, 5}, n]", "FindSequenceFunction[{1, 7, 2, 5}, n]"),
    ("DifferenceDelta[x^3, {x, 2, h}]", "6*h^2*(h + x)"),
    ("DifferenceQuotient[1/x, {x, h}]", "-(1/(x*(h + x)))"),
    ("DiscreteShift[f[n], {n, 2}]", "f[2 + n]"),
    ("{UnitBox[{-1/2, 0.6}], UnitTriangle[1/4], DiscreteDelta[0, 1], DiracDelta[-3], DiracDelta[y]}",
     "{{1, 0}, 3/4, 0, 0, DiracDelta[y]}"),
    ("{SquareWave[{1/4, 0.75}], TriangleWave[{1/4, 5/4, 3/4}], SawtoothWave[5/4], SquareWave[{a, b}, 3/4]}",
     "{{1, -1}, {1, 1, -1}, 1/4, b}"),
]  # fmt: skip


@pytest.mark.parametrize(("given_", "expected"), CASES)
def test_values(ask, given_, expected):
    if "DifferenceDelta" in given_ or "DifferenceQuotient" in given_:
        assert ask(f"Simplify[({given_}) - ({expected})]") == "0"
    elif "FindSequenceFunction[{1, 3" in given_:
        assert ask(given_) in (expected, expected.strip("{}"))
    else:
        assert ask(given_).strip() == expected.strip()


@pytest.mark.parametrize(
    ("given_", "message"),
    [
        ("RecurrenceTable[{a[n + 1] == 1, a[1] == 1}, a, n]", "RecurrenceTable::rtab"),
        ("RecurrenceTable[{a[n + 1]^2 == 1, a[1] == 1}, a, {n, 3}]", "RecurrenceTable::deqx"),
        ("RecurrenceTable[{a[2 n] == 1, a[1] == 1}, a, {n, 3}]", "RecurrenceTable::deqx"),
    ],
)
def test_what_is_wrong_is_said(ask, given_, message):
    ask(given_)
    assert ask.messages == [message]


@settings(max_examples=30, deadline=None, derandomize=True)
@given(
    st.lists(st.integers(-3, 3), min_size=1, max_size=3).filter(lambda c: c[-1]),
    st.lists(st.integers(-4, 4), min_size=3, max_size=3).filter(any),
)
def test_a_recurrence_is_found_again(kernel, start):
    """What is found continues the sequence, and is no longer than the recurrence that made it."""
    values = start[-len(kernel) :]
    if not any(values):
        return
    while len(values) < 14:
        values.append(sum(c * v for c, v in zip(kernel, reversed(values))))
    with Session() as session:
        found = session.evaluate(f"FindLinearRecurrence[{{{', '.join(map(str, values[:10]))}}}]")
        assert 0 < len(found) <= len(kernel)
        text = ", ".join(str(c) for c in found)
        again = session.evaluate(f"LinearRecurrence[{{{text}}}, {{{', '.join(map(str, values[: len(found)]))}}}, 14]")
    assert list(again) == values
