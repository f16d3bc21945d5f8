"""Integrals of waves to infinity, against their values as formulas."""

import math

import pytest


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NIntegrate[Sin[x]/x, {x, 0, Infinity}]", math.pi / 2),
        ("NIntegrate[Sin[x]/x, {x, -Infinity, Infinity}]", math.pi),
        ("NIntegrate[Sin[x]/x, {x, Infinity, 0}]", -math.pi / 2),
        ("NIntegrate[Cos[3 x]/(1 + x^2), {x, 0, Infinity}]", math.pi / 2 * math.exp(-3)),
        ("NIntegrate[Sin[2 x + 1]/Sqrt[x], {x, 0, Infinity}]", math.sqrt(math.pi) / 2 * (math.sin(1) + math.cos(1))),
        ("NIntegrate[Exp[-x] Sin[x], {x, 0, 1, Infinity}]", 0.5),
        ("NIntegrate[Cos[x] Exp[-x^2], {x, -Infinity, 0}]", math.sqrt(math.pi) / 2 * math.exp(-1 / 4)),
    ],
)
def test_waves(ask, text, value):
    assert abs(float(ask(text + " // InputForm")) - value) < 1e-8
    assert ask.messages == []


def test_what_has_no_limit_is_told(ask):
    ask("NIntegrate[Sin[x], {x, 0, Infinity}]")
    assert ask.messages == ["NIntegrate::ncvb"]
