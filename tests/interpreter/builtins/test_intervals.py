"""Intervals: forms, known values, and the law that a function of an interval holds all its values."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca import Session

CASES = [
    ("Interval[{3, 1}, 2]", "Interval[{1, 3}]"),
    ("Interval[5]", "Interval[{5, 5}]"),
    ("Interval[{1, 2}, {5, 6}] + Interval[{0, 1}]", "Interval[{1, 3}, {5, 7}]"),
    ("2*Interval[{1, 2}] - 1 + x", "x + Interval[{1, 3}]"),
    ("Interval[{1, 2}] - Interval[{1, 2}]", "Interval[{-1, 1}]"),
    ("Subtract[Interval[{1, 2}], Interval[{1, 2}]]", "Interval[{-1, 1}]"),
    ("Interval[{1, 2}]/Interval[{-1, 1}]", "Interval[{-Infinity, -1}, {1, Infinity}]"),
    ("Interval[{-1, 2}]^3", "Interval[{-1, 8}]"),
    ("Interval[{-1, 2}]^2", "Interval[{0, 4}]"),
    ("Interval[{-1, 2}]^-2", "Interval[{1/4, Infinity}]"),
    ("Sqrt[Interval[{4, 9}]]", "Interval[{2, 3}]"),
    ("2^Interval[{-1, 3}]", "Interval[{1/2, 8}]"),
    ("Interval[{2, 3}]^Interval[{1, 2}] === Interval[{2, 9}]", "True"),
    ("Sin[Interval[{0, Pi}]]", "Interval[{0, 1}]"),
    ("Cos[Interval[{2, 4}]]", "Interval[{-1, Cos[2]}]"),
    ("Tan[Interval[{1, 2}]]", "Interval[{-Infinity, Infinity}]"),
    ("Abs[Interval[{-3, 2}]]", "Interval[{0, 3}]"),
    ("Floor[Interval[{3/2, 5/2}]]", "Interval[{1, 2}]"),
    ("{Max[Interval[{1, 2}]], Min[Interval[{1, 2}], 3/2]}", "{2, Interval[{1, 3/2}]}"),
    ("{Interval[{1, 2}] < 3, Interval[{1, 2}] > 3, Interval[{1, 2}] == Interval[{3, 4}]}", "{True, False, False}"),
    ("Interval[{1, 4}] < 3", "Interval[{1, 4}] < 3"),
    ("Interval[{0, Infinity}]*2 + 1", "Interval[{1, Infinity}]"),
    ("{Interval[{a, b}], Interval[{1, 2}][[1, 2]]}", "{Interval[{a, b}], 2}"),
    ("Interval[{1, 2}] + {1, 2}", "{Interval[{2, 3}], Interval[{3, 4}]}"),
    ("f[Interval[{1, 2}]]", "f[Interval[{1, 2}]]"),
    ("IntervalUnion[Interval[{1, 2}], Interval[{3, 4}], Interval[{2, 3}]]", "Interval[{1, 4}]"),
    ("IntervalIntersection[Interval[{1, 5}], Interval[{0, 2}, {4, 9}]]", "Interval[{1, 2}, {4, 5}]"),
    ("IntervalIntersection[Interval[{1, 2}], Interval[{3, 4}]]", "Interval[]"),
    ("IntervalMemberQ[Interval[{1, 2}, {4, 5}], {0, 3/2, Pi, Interval[{4, 5}]}]", "{False, True, False, True}"),
    ("IntervalMemberQ[Interval[{1, 2}], x]", "False"),
]  # fmt: skip


@pytest.mark.parametrize(("given_", "expected"), CASES)
def test_intervals(ask, given_, expected):
    assert ask(given_) == expected
    assert ask.messages == []


ends = st.floats(-5, 5, allow_nan=False)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(ends, ends, ends, ends, st.floats(0, 1), st.floats(0, 1))
def test_all_values_are_inside(a, b, c, d, s, t):
    (a, b), (c, d) = sorted((a, b)), sorted((c, d))
    x, y = min(max(a + s * (b - a), a), b), min(max(c + t * (d - c), c), d)

    def text(v):
        digits, _, power = repr(v).partition("e")
        return digits + ("" if "." in digits else ".") + (f"*^{power}" if power else "")

    i, j = (f"Interval[{{{text(p)}, {text(q)}}}]" for p, q in ((a, b), (c, d)))
    values = {
        f"{i} + {j}": x + y,
        f"{i} {j}": x * y,
        f"{i}^2": x * x,
        f"{i}^3": x**3,
        f"Sin[{i}]": math.sin(x),
        f"Cos[{i}]": math.cos(x),
        f"Abs[{i}]": abs(x),
        f"E^{i}": math.exp(x) * (1 + 0.0),
        f"ArcTan[{i}]": math.atan(x),
    }
    if c > 0 or d < 0:
        values[f"{i}/{j}"] = x / y
    with Session() as session:
        for what, value in values.items():
            assert session.evaluate(f"IntervalMemberQ[{what}, {text(value)}]") is True, what
