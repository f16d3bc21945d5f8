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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.5 + 10^400", "1.`15.954589770191003*^400"),
        ("10^400 - 0.5", "1.`15.954589770191003*^400"),
        ("1.5 + 10^400 + 2.5", "1.`15.954589770191003*^400"),
        ("1.5 + 1`30*^400", "1.`15.954589770191003*^400"),
        ("1.5 + 1`5*^400", "1.`5*^400"),
        ("N[1`5*^400]", "1.`5*^400"),
        ("1.7*^308 + 1.7*^308 == 34 10^307", "True"),
        ("{Precision[1.7*^308 + 1.7*^308], Precision[1.7*^308 - 10^400]}", "{MachinePrecision, MachinePrecision}"),
        ("1.7976931348623157*^308 - 2^1024 == -2^971", "True"),
        ("MachineNumberQ[1.5 + 10^400 - 10^400]", "False"),
        ("MachineNumberQ[1.7976931348623157*^308 - 2^1024]", "True"),
        ("{1.5, 2.} + 10^400", "{1.`15.954589770191003*^400, 1.`15.954589770191003*^400}"),
        ("Precision[1`20*^40 + 10^20]", "20."),
        ("Total[{1.5, 10^400}]", "1.`15.954589770191003*^400"),
        ("1.5 10^400", "1.5`15.954589770191003*^400"),
        ("Im[10^400 I 1.5]", "1.5`15.954589770191003*^400"),
        ("Mod[10^400, 1.5]", "1."),
        ("Mod[-10^400, 1.5]", "0.5"),
        ("Mod[1.5, 10^400]", "1.5"),
        ("Mod[-1.5, 10^400]", "1.`15.954589770191003*^400"),
        ("Mod[1.5, 10^-400]", "0."),
        ("{10^400 > 1.5, 10^400 == 1.5, -10^400 < 1.5, Max[1.5, 10^400] === 10^400}", "{True, False, True, True}"),
        ("Rationalize[1.5 10^400] == 15 10^399", "True"),
        ("N[10^400] 1. == 10^400", "True"),
        ("1.5/10^400", "0."),
    ],
)
def test_machine_numbers_beside_larger_ones(ask, text, expected):
    assert ask(text) == expected
    assert ask.messages == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{ArcTan[1., 10^400] == Pi/2, Abs[10^400 ArcTan[10^400, 1.] - 1] < 10^-15}", "{True, True}"),
        ("0 <= RandomReal[{0, 10^400}] <= 10^400", "True"),
        ("AllTrue[RandomReal[{-10.^400, 1}, {2, 3}], -10.^400 <= # <= 1 &, 2]", "True"),
    ],
)
def test_beyond_the_machine(ask, text, expected):
    assert ask(text) == expected
    assert ask.messages == []
