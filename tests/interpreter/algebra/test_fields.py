"""Apart, and Factor, Together and Cancel over other numbers than the rational ones."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca.interpreter.algebra.checking import agree
from luperca.interpreter.session import Session


def value(session, text):
    return session.evaluate_expr(session.read_value(text))


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("Apart[1/(x^2 - 1)]", "1/(2 (-1 + x)) - 1/(2 (1 + x))"),
        ("Apart[(x^3 + 2)/(x (x + 1)^2)]", "1 + 2/x - 1/(1 + x)^2 - 4/(1 + x)"),
        ("Apart[1/(x^3 - 1)]", "1/(3 (-1 + x)) + (-2 - x)/(3 (1 + x + x^2))"),
        ("Apart[x^5/(x^2 + 1)]", "-x + x^3 + x/(1 + x^2)"),
        ("Apart[(x + y)/(x y)]", "1/x + 1/y"),
        ("Apart[1/(a x^2 + b x), x]", "1/(b x) - a/(b (b + a x))"),
        ("Apart[{1/(x (x + 1)), x}]", "{1/x - 1/(1 + x), x}"),
        ("Apart[x^2 + 1.5]", "1.5 + x^2"),
        ("Together[1/(x + I) + 1/(x - I)]", "2 x/((x - I) (x + I))"),
        ("Cancel[(x + I) (x - 1)/(x + I)]", "-1 + x"),
        ("Together[(x + I)^2 - x^2 + 1 - 2 I x]", "0"),
        ("Factor[x^2 - 2, Extension -> Sqrt[2]]", "(-Sqrt[2] + x) (Sqrt[2] + x)"),
        ("Factor[x^2 - 2]", "x^2 - 2"),
        ("Factor[x^2 + 1, GaussianIntegers -> True]", "(x - I) (x + I)"),
        ("Factor[x^2 + 1, Extension -> I]", "(x - I) (x + I)"),
        ("Factor[x^4 + 1, Modulus -> 5]", "(2 + x^2) (3 + x^2)"),
        ("Factor[x^2 + 1, Modulus -> 2]", "(1 + x)^2"),
        ("Cancel[(x^2 - 2)/(x - Sqrt[2]), Extension -> Automatic]", "Sqrt[2] + x"),
    ],
)
def test_forms(ask, call, expected):
    assert ask(call) == ask(expected)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    st.lists(st.integers(-5, 5), min_size=1, max_size=5),
    st.lists(st.sampled_from(["x", "(x - 1)", "(x + 2)^2", "(x^2 + 1)", "(2 x + 3)", "(x + a)"]), max_size=3),
)
def test_partial_fractions_have_the_same_sum(top, bottom):
    session = Session()
    e = f"({' + '.join(f'({c}) x^{i}' for i, c in enumerate(top))})/({' '.join(['1', *bottom])})"
    assert agree(session, value(session, e), value(session, f"Apart[{e}, x]"))


def test_factors_multiply_out_again(ask):
    e = "x^4 - 10 x^2 + 1"
    assert ask(f"Expand[Factor[{e}, Extension -> {{Sqrt[2], Sqrt[3]}}]]") == ask(e)
    assert ask(f"Length[Factor[{e}, Extension -> {{Sqrt[2], Sqrt[3]}}]]") == "4"
