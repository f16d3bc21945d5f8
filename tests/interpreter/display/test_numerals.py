"""The digits of numbers."""

import sys

import pytest
from luperca.interpreter.display import input_form, output_form
from luperca.interpreter.display.numberforms import integer_in_base
from luperca.interpreter.display.numerals import big_output, integer_text, real_input, real_output
from luperca.interpreter.numerics.bigreals import big
from luperca.interpreter.numerics.numbers import BigReal, Complex, rational

# Six digits, the switch to powers of ten outside 10^-5 ... 10^6, no trailing zeros, a point always.
OUTPUT = {
    0.76159415595: "0.761594",
    0.681700: "0.6817",
    2.05: "2.05",
    14 / 3: "4.66667",
    0.00986603716: "0.00986604",
    3.0: "3.",
    0.0: "0.",
    100000.0: "100000.",
    123456.7: "123457.",
    999999.4: "999999.",
    999999.6: "1.*10^6",
    1e6: "1.*10^6",
    12345678.9: "1.23457*10^7",
    0.0001: "0.0001",
    0.00001234567: "0.0000123457",
    1e-5: "0.00001",
    9.999999e-6: "0.00001",
    1e-6: "1.*10^-6",
    1e-7: "1.*10^-7",
    -1.5e300: "-1.5*10^300",
    5e-324: "4.94066*10^-324",
    -2.5: "-2.5",
}


@pytest.mark.parametrize("x", OUTPUT)
def test_output_form_has_six_digits(x):
    assert real_output(x) == OUTPUT[x]


def test_minus_zero_shows_no_sign():
    assert real_output(-0.0) == "0."


INPUT = {
    0.1: "0.1",
    1 / 3: "0.3333333333333333",
    2.0: "2.",
    100000.0: "100000.",
    123456.75: "123456.75",
    1e6: "1.*^6",
    1234567.5: "1.2345675*^6",
    -1234567.5: "-1.2345675*^6",
    1e16: "1.*^16",
    1e22: "1.*^22",
    0.0001: "0.0001",
    0.00001: "0.00001",
    1e-6: "1.*^-6",
    1.5e-7: "1.5*^-7",
    1.7976931348623157e308: "1.7976931348623157*^308",
}


@pytest.mark.parametrize("x", INPUT)
def test_input_form_has_the_shortest_digits(x):
    assert real_input(x) == INPUT[x]


def test_arbitrary_precision():
    third = big(rational(1, 3), 20)
    assert output_form(third) == "0.33333333333333333333"
    assert output_form(big(rational(2, 3), 5)) == "0.66667"
    assert output_form(big(rational(3, 2), 20)) == "1.5000000000000000000"
    assert output_form(big(10**7, 5)) == "1.0000*10^7"
    assert output_form(big(rational(-99999999, 10**8), 3)) == "-1.00"
    assert input_form(big(rational(3, 2), 20)) == "1.5`20"
    assert input_form(big(15 * 10**30, 20)) == "1.5`20*^31"
    assert input_form(BigReal(third.value * 0, 0, 20)) == "0``20"
    assert big_output(BigReal(third.value * 0, 0, 20)) == "0.*10^-20"


def test_complex_numbers():
    assert output_form(Complex(1.0, 2.0)) == "1. + 2. I"
    assert output_form(Complex(0.5, -1)) == "0.5 - I"
    assert output_form(Complex(0, rational(3, 4))) == "(3/4) I" or output_form(Complex(0, rational(3, 4))) == "3/4 I"


@pytest.mark.parametrize("digits", [10, 1300, 4400, 100_000])
def test_large_integers(digits):
    limit = sys.get_int_max_str_digits()
    n = 7**digits
    text = integer_text(n)
    assert sys.get_int_max_str_digits() == limit
    sys.set_int_max_str_digits(0)
    try:
        assert text == str(n)
        assert integer_text(-n) == str(-n)
        assert integer_text(10**digits) == "1" + "0" * digits
    finally:
        sys.set_int_max_str_digits(limit)


@pytest.mark.parametrize("base", [2, 3, 7, 10, 16, 36])
def test_bases(base):
    for n in (0, 1, base - 1, base, 3**50, -(5**40)):
        assert int(integer_in_base(n, base), base) == n
