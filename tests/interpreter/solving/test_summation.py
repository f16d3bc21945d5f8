"""NSum and NProduct: sums with known values, and those that do not converge."""

import pytest


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("NSum[1/n^2, {n, 1, Infinity}]", "Pi^2/6"),
        ("NSum[(-1)^n/(2 n + 1), {n, 0, Infinity}]", "Pi/4"),
        ("NSum[(-1)^n/n, {n, 1, Infinity}]", "-Log[2]"),
        ("NSum[1/n!, {n, 0, Infinity}]", "E"),
        ("NSum[2^-n, {n, 0, Infinity, 2}]", "4/3"),
        ("NSum[I^n/n, {n, 1, Infinity}]", "-Log[1 - I]"),
        ("NSum[1/n^2, {n, -1, -Infinity, -1}]", "Pi^2/6"),
        ("NSum[n, {n, 1, 10}]", "55"),
        ("NSum[i j, {i, 1, 3}, {j, 1, i}]", "25"),
        ("NProduct[1 - 1/n^2, {n, 2, Infinity}]", "1/2"),
        ("NProduct[n, {n, 5}]", "120"),
    ],
)
def test_values(ask, call, expected):
    assert ask(f"Abs[{call} - ({expected})] < 10^-9") == "True"
    assert ask.messages == []


def test_many_digits(ask):
    assert ask("Abs[NSum[1/n^3, {n, 1, Infinity}, WorkingPrecision -> 30] - Zeta[3]] < 10^-28") == "True"


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("NSum[1/n, {n, 1, Infinity}]", "NSum::nconv"),
        ("NSum[1, {n, 1, Infinity}]", "NSum::nconv"),
        ("NSum[a, {n, 1, 3}]", "NSum::nsnum"),
        ("NSum[n, {n, a, 3}]", "NSum::itform"),
        ("NSum[n, n]", "NSum::itform"),
        ("NSum[n, {n, 1, 10^9}]", "NSum::itlong"),
        ("NProduct[2, {n, 1, Infinity}]", "NProduct::nconv"),
    ],
)
def test_what_is_wrong_is_said(ask, call, message):
    ask(call)
    assert ask.messages == [message]
