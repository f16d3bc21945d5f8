"""Discrete transforms: against their definitions as sums, and inverses."""

import cmath
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca import Session

numbers = st.lists(st.integers(-9, 9), min_size=2, max_size=7)


def text(values):
    return "{" + ", ".join(map(str, values)) + "}"


def cosine(kind, u, s):
    n = len(u)
    if kind == 1:
        inner = sum(u[r] * math.cos(math.pi / (n - 1) * r * s) for r in range(1, n - 1))
        return math.sqrt(2 / (n - 1)) * (u[0] / 2 + (-1) ** s * u[-1] / 2 + inner)
    if kind == 2:
        return sum(x * math.cos(math.pi / n * (r + 0.5) * s) for r, x in enumerate(u)) / math.sqrt(n)
    if kind == 3:
        rest = sum(u[r] * math.cos(math.pi / n * r * (s + 0.5)) for r in range(1, n))
        return (u[0] + 2 * rest) / math.sqrt(n)
    return math.sqrt(2 / n) * sum(x * math.cos(math.pi / n * (r + 0.5) * (s + 0.5)) for r, x in enumerate(u))


@settings(max_examples=30, deadline=None, derandomize=True)
@given(numbers, st.sampled_from([(0, 1), (1, -1), (-1, 1), (0, 2), (0, 0.5)]))
def test_fourier(u, parameters):
    a, b = parameters
    n = len(u)
    with Session() as session:
        found = session.evaluate(f"Fourier[{text(u)}, FourierParameters -> {{{a}, {b}}}]")
        back = session.evaluate(f"InverseFourier[Fourier[{text(u)}]]")
        option = f"FourierParameters -> {{{a}, 1}}"
        again = session.evaluate(f"InverseFourier[Fourier[{text(u)}, {option}], {option}]")
    for s in range(n):
        expected = sum(x * cmath.exp(2j * cmath.pi * b * r * s / n) for r, x in enumerate(u)) / n ** ((1 - a) / 2)
        assert abs(found[s] - expected) < 1e-9
        assert abs(back[s] - u[s]) < 1e-9
        assert abs(again[s] - u[s]) < 1e-9


@settings(max_examples=30, deadline=None, derandomize=True)
@given(numbers, st.integers(1, 4))
def test_cosines_and_sines(u, kind):
    inverse = {1: 1, 2: 3, 3: 2, 4: 4}[kind]
    with Session() as session:
        found = session.evaluate(f"FourierDCT[{text(u)}, {kind}]")
        for name in ("FourierDCT", "FourierDST"):
            back = session.evaluate(f"{name}[{name}[{text(u)}, {kind}], {inverse}]")
            assert all(abs(x - y) < 1e-9 for x, y in zip(back, u, strict=True))
    assert all(abs(x - cosine(kind, u, s)) < 1e-9 for s, x in enumerate(found))


def test_two_dimensions(ask):
    assert ask("Round[Re[Fourier[{{1, 2}, {3, 4}}]], 10^-9]") == "{{5, -1}, {-2, 0}}"
    assert ask("Abs[InverseFourier[Fourier[{{1, Pi}, {3, 4}, {I, 0}}]][[3, 1]] - I] < 10^-9") == "True"


@pytest.mark.parametrize(
    ("given_", "message"),
    [
        ("Fourier[{}]", "Fourier::fftl"),
        ("Fourier[{1, x}]", "Fourier::fftl"),
        ("Fourier[{{1, 2}, {3}}]", "Fourier::fftl"),
        ("Fourier[3]", "Fourier::fftl"),
        ("Fourier[{1, 2}, FourierParameters -> 1]", "Fourier::fpopt"),
        ("FourierDCT[{1, 2}, 7]", "FourierDCT::fdtt"),
    ],
)
def test_what_is_wrong_is_said(ask, given_, message):
    ask(given_)
    assert ask.messages == [message]
