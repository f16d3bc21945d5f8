"""Simplify under assumptions, and FullSimplify."""

import pytest


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("Simplify[Sqrt[x^2], x > 0]", "x"),
        ("Simplify[Sqrt[x^2], Assumptions -> x < 0]", "-x"),
        ("Assuming[x > 0, Simplify[Log[x^2]]]", "2 Log[x]"),
        ("Simplify[x > 0, x > 1]", "True"),
        ("Simplify[Cos[n Pi], Element[n, Integers]]", "(-1)^n"),
        ("Simplify[2 Sin[x] Cos[x]]", "Sin[2 x]"),
        ("Simplify[Sin[x]^4 - Cos[x]^4]", "-Cos[2 x]"),
        ("Simplify[Sin[x + y] - Sin[x] Cos[y]]", "Cos[x] Sin[y]"),
        ("FullSimplify[Gamma[1 + n]/Gamma[n]]", "n"),
        ("FullSimplify[Sqrt[3 + 2 Sqrt[2]]]", "1 + Sqrt[2]"),
        ("FullSimplify[Cosh[x] - Sinh[x]]", "E^-x"),
        ("FullSimplify[Sqrt[2] + Sqrt[3] - Sqrt[5 + 2 Sqrt[6]]]", "0"),
        ("FullSimplify[f[x] + f[x]]", "2 f[x]"),
        ("FullSimplify[Sqrt[x^2]]", "Sqrt[x^2]"),
    ],
)
def test_simplify(ask, call, expected):
    assert ask(call) == ask(expected)
