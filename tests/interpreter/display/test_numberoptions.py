"""The options of NumberForm and its family."""

import pytest
from luperca.interpreter.session import Session


@pytest.mark.parametrize(
    "text, result",
    [
        ("NumberForm[1234567.891, 10, DigitBlock -> 3]", "1.234 567 891*10^6"),
        ("NumberForm[12345.678901, 10, DigitBlock -> 3]", "12,345.678 9"),
        ('NumberForm[12345.678, 10, DigitBlock -> {3, 2}, NumberSeparator -> {"\'", "_"}]', "12'345.67_8"),
        ("NumberForm[-123456789, DigitBlock -> 3]", "-123,456,789"),
        ("NumberForm[12345.678, 10, DigitBlock -> {3, Infinity}]", "12,345.678"),
        ('NumberForm[{-6, 1, 3, 23}, 1, NumberPadding -> {"0", ""}]', "{-6, 01, 03, 023}"),
        ('NumberForm[{0, 30, 180}, 3, NumberPadding -> {"0", ""}]', "{0000, 0030, 0180}"),
        ('NumberForm[{-6, 123}, 2, NumberPadding -> {"0", ""}, SignPadding -> True]', "{-06, 0123}"),
        ('NumberForm[7, 3, NumberPadding -> {"0", ""}, NumberSigns -> {"", ""}]', "007"),
        ('NumberForm[-5.2, {4, 1}, NumberSigns -> {{"(", ")"}, {"", ""}}]', "(5.2)"),
        ('NumberForm[{5.25, -5.25}, {4, 1}, NumberSigns -> {"-", "+"}]', "{+5.2, -5.2}"),
        ("NumberForm[0.00000001234, 3, ExponentFunction -> (Null &)]", "0.0000000123"),
        ("NumberForm[1234567., 8, ScientificNotationThreshold -> {-5, 10}]", "1234567."),
        ("NumberForm[1234.5, 8, ScientificNotationThreshold -> {-5, 3}]", "1.2345*10^3"),
        ('NumberForm[3.25, {4, 2}, NumberPoint -> ","]', "3,25"),
        ("AccountingForm[-1234567.5, 9, DigitBlock -> 3]", "(1,234,567.5)"),
        ('PaddedForm[{1.5, -2.25}, {6, 2}, NumberSigns -> {"-", "+"}]', "{   +1.50,    -2.25}"),
        ("NumberForm[x + 1.23456, 3, DigitBlock -> 3]", "1.23 + x"),
        ("NumberForm[2.5, DigitBlock -> frog]", "2.5"),
        ("NumberForm[2.5, {4, 3}]", "2.500"),
    ],
)
def test_options(text, result):
    session = Session(debug=True)
    assert session.text(session.evaluate_expr(session.read_value(text)), "OutputForm") == result
