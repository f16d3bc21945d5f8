"""Numeric tests of equality and what assumptions say."""

import pytest
from luperca.interpreter.algebra.assumptions import facts, flags
from luperca.interpreter.algebra.checking import agree


def value(ask, text):
    return ask.session.evaluate_expr(ask.session.read_value(text))


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("Sin[x]^2 + Cos[x]^2", "1", True),
        ("(a + b)^3", "a^3 + 3 a^2 b + 3 a b^2 + b^3", True),
        ("Sin[2 x]", "2 Sin[x]", False),
        ("Sqrt[x^2]", "x", False),
        ("Log[x y]", "Log[x] + Log[y]", False),
        ("10^-9 x", "0", False),
        ("f'[x] + f[x]", "f[x] + f'[x]", True),
        ("f'[x]", "f[x]", False),
        ("Sqrt[2] Sqrt[3]", "Sqrt[6]", True),
        ("Sqrt[2]", "Sqrt[2] + 10^-20", True),
        ("g[x, h[y]]", "g[x, h[x]]", False),
    ],
)
def test_agreement(ask, a, b, expected):
    assert agree(ask.session, value(ask, a), value(ask, b)) is expected


@pytest.mark.parametrize(
    ("a", "b", "conditions", "expected"),
    [
        ("Sqrt[x^2]", "x", "x > 0", True),
        ("Sqrt[x^2]", "-x", "x < 0", True),
        ("Cos[n Pi]", "(-1)^n", "Element[n, Integers]", True),
        ("Cos[n Pi]", "1", "Element[n, Integers]", False),
        ("Abs[x - y]", "x - y", "x > y", True),
    ],
)
def test_agreement_under_conditions(ask, a, b, conditions, expected):
    statements = facts(ask.session.read_value(conditions))
    known = flags(statements)
    tests = [f for f in statements if ask.session.text(f, "InputForm").find("Element") < 0]
    assert agree(ask.session, value(ask, a), value(ask, b), tests, known) is expected


def test_complex_points_tell_more(ask):
    a, b = value(ask, "Sqrt[x^2]"), value(ask, "Abs[x]")
    assert agree(ask.session, a, b)
    assert not agree(ask.session, a, b, is_complex=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x > 0", {"x": {"positive": True}}),
        ("x >= 1 && y < 0", {"x": {"positive": True}, "y": {"negative": True}}),
        ("0 < x < 1", {"x": {"real": True, "positive": True}}),
        ("3 >= n", {"n": {"real": True}}),
        ("Element[{m, n}, Integers] && n > 0", {"m": {"integer": True}, "n": {"integer": True, "positive": True}}),
        ("Element[x | y, Reals]", {"x": {"real": True}, "y": {"real": True}}),
        ("a != 0", {"a": {"zero": False}}),
        ("True", {}),
    ],
)
def test_flags(ask, text, expected):
    found = flags(facts(ask.session.read_value(text)))
    assert {s.name: f for s, f in found.items()} == expected
