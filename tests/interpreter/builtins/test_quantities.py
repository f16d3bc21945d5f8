"""Quantities: how they are shown, and what they are made of."""

import pytest


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('Quantity[36, "Bytes"]', "36 bytes"),
        ('Quantity[1, "Bytes"]', "1 byte"),
        ('Quantity[1, "Feet"]', "1 foot"),
        ('Quantity[1, "Hertz"]', "1 hertz"),
        ('Quantity[1., "Bytes"]', "1. bytes"),
        ('Quantity[2.5, "MetersPerSecond"]', "2.5 meters per second"),
        ('{Quantity[x + 1, "Days"], Quantity[-8, "kHz"]}', "{(1 + x) days, -8 kHz}"),
        ("Quantity[3, days]", "Quantity[3, days]"),
        ("Quantity[3]", "Quantity[3]"),
        ('ToString[Quantity[36, "Bytes"], InputForm]', 'Quantity[36, "Bytes"]'),
    ],
)
def test_shown(ask, text, shown):
    assert ask(text, "OutputForm") == shown


def test_parts(ask):
    assert ask('{QuantityMagnitude[Quantity[3, "Days"]], QuantityUnit[Quantity[3, "Days"]]}') == '{3, "Days"}'
    assert ask("{QuantityMagnitude[3], QuantityUnit[x]}") == "{QuantityMagnitude[3], QuantityUnit[x]}"
