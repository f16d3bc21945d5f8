"""Numbers whose exponents no machine holds: Overflow[] and Underflow[] with their messages."""

import pytest


@pytest.mark.parametrize(
    "text",
    ["1.5^(10^400)", "(1.5 + I)^(10^400)", "10.^(10.^20)", "2^(1.*^30)", "Exp[10.^300]", "E^(10^400 1.)"],
)
def test_too_large(ask, text):
    assert ask(text) == "Overflow[]"
    assert ask.messages == ["General::ovfl"]


@pytest.mark.parametrize("text", ["0.5^(10^400)", "1.5^(-10^400)"])
def test_too_small(ask, text):
    assert ask(text) == "Underflow[]"
    assert ask.messages == ["General::unfl"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.^(10^400)", "1."),
        ("(-1.)^(10^400)", "1."),
        ("Exp[-1.*^10]", "0."),
        ("Chop[Log[10, Exp[1000.]] - 1000/Log[10.], 10^-6]", "0"),
        ("Chop[Log[10, 1.5^(10^6)] - 10^6 Log[10, 1.5], 10^-6]", "0"),
    ],
)
def test_what_still_has_a_value(ask, text, expected):
    assert ask(text) == expected
    assert ask.messages == []


def test_products_beyond_the_range(ask):
    assert ask("Exp[3.*^15] Exp[3.*^15]") == "Overflow[]"
