"""N, precision and accuracy, kinds of numbers."""

import mpmath
import pytest
from luperca.interpreter.numerics.numbers import BigReal

CASES = [
    ("N[1/3]", "0.3333333333333333"),
    ("N[Pi]", "3.141592653589793"),
    ("N[x]", "x"),
    ("N[x^2 + 1/2]", "0.5 + x^2"),
    ("N[f[1, 2/5]]", "f[1., 0.4]"),
    ("N[{1, {Pi, x}}]", "{1., {3.141592653589793, x}}"),
    ("N[2 + 3 I]", "2. + 3.*I"),
    ("N[Range[3]]", "{1., 2., 3.}"),
    ("N[Range[20]][[20]]", "20."),
    ("N[Infinity]", "Infinity"),
    ('N["a"]', '"a"'),
    ("N[1/2 -> x]", "0.5 -> x"),
    ("N[<|1 -> 1/2|>]", "<|1 -> 0.5|>"),
    ("N[Sqrt[2] x]", "1.4142135623730951*x"),
    ("N[x^(1/2)]", "x^0.5"),
    ("N[1.5, 30]", "1.5"),
    ("N[0, 20]", "0"),
    ("N[0]", "0."),
    ("Precision[1]", "Infinity"),
    ("Precision[1.5]", "MachinePrecision"),
    ("Precision[1.5`20]", "20."),
    ("Precision[{1, 1.5`20, 2.5`10}]", "10."),
    ("Precision[N[Pi, 30]]", "30."),
    ("Precision[1.5`20 + 1.5]", "MachinePrecision"),
    ("Accuracy[2]", "Infinity"),
    ("Accuracy[100.`20]", "18."),
    ("SetPrecision[0.5, Infinity]", "1/2"),
    ("SetPrecision[1/4, MachinePrecision]", "0.25"),
    ("Precision[SetPrecision[1/3, 10]]", "10."),
    ("Accuracy[SetAccuracy[100, 3]]", "3."),
    ("Chop[{1. 10^-12, 0.5, 1. + 10.^-15 I}]", "{0, 0.5, 1.}"),
    ("Chop[x + 10.^-20]", "x"),
    ("Chop[0.01, 0.1]", "0"),
    ("NumberQ[{1}]", "False"),
    ("NumberQ[2 I]", "True"),
    ("NumericQ[Pi + Sqrt[2]]", "True"),
    ("NumericQ[Sin[x]]", "False"),
    ("IntegerQ[3.]", "False"),
    ("ExactNumberQ[1/2]", "True"),
    ("InexactNumberQ[1 + 0.5 I]", "True"),
    ("MachineNumberQ[1.5`20]", "False"),
    ("RealValuedNumberQ[I]", "False"),
    ("Complex[1, 2]", "1 + 2*I"),
    ("Complex[1, 0]", "1"),
    ("Complex[1, 2.]", "1. + 2.*I"),
    ("Rational[6, 4]", "3/2"),
    ("Head[1/2]", "Rational"),
    ("Head[I]", "Complex"),
    ("Head[1.5`20]", "Real"),
    ("$MachineEpsilon == 2.^-52", "True"),
    ("N[GoldenRatio]", "1.618033988749895"),
    ("N[90 Degree]", "1.5707963267948966"),
    ("2. EulerGamma", "1.1544313298030657"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_values(ask, text, expected):
    assert ask(text) == expected
    assert ask.messages == []


@pytest.mark.parametrize(
    ("text", "function"),
    [
        ("Pi", lambda: mpmath.pi),
        ("E^100", lambda: mpmath.e**100),
        ("Sqrt[2] - 1393/985", lambda: mpmath.sqrt(2) - mpmath.mpf(1393) / 985),
        ("Sin[10^30]", lambda: mpmath.sin(mpmath.mpf(10) ** 30)),
        ("Exp[-50] + 1/3", lambda: mpmath.exp(-50) + mpmath.mpf(1) / 3),
        ("Log[2]/Log[3]", lambda: mpmath.log(2) / mpmath.log(3)),
        ("Gamma[1/3]", lambda: mpmath.gamma(mpmath.mpf(1) / 3)),
        ("ArcTan[1, 2]", lambda: mpmath.atan(2)),
        ("Zeta[3]", lambda: mpmath.zeta(3)),
        ("Tanh[20] - 1", lambda: mpmath.tanh(20) - 1),
        ("Catalan Glaisher/Khinchin", lambda: mpmath.catalan * mpmath.glaisher / mpmath.khinchin),
        ("2^(1/3)", lambda: mpmath.mpf(2) ** (mpmath.mpf(1) / 3)),
        ("Pi^E", lambda: mpmath.pi**mpmath.e),
    ],
)
@pytest.mark.parametrize("digits", [5, 20, 60])
def test_as_many_digits_as_asked_for(ask, text, function, digits):
    value = ask.session.evaluate_expr(ask.session.read_value(f"N[{text}, {digits}]"))
    assert type(value) is BigReal
    assert value.precision == pytest.approx(digits)
    with mpmath.workdps(digits + 60):
        exact = +function()
        assert abs(value.value - exact) < abs(exact) * mpmath.mpf(10) ** -digits


def test_a_hidden_zero_ends_with_a_message(ask):
    ask("N[Sqrt[2] + Sqrt[3] - Sqrt[5 + 2 Sqrt[6]], 20]")
    assert ask.messages == ["N::meprec"]


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("1.`20 * 1.`20", 19.69897),
        ("1.`20 + 1.`20", 20.0),
        ("1.`20 + 1000", 23.0004),
        ("1.`20 - 0.99999`20", 14.699),
        ("Exp[10.`20]", 19.0),
        ("Log[10.`20^100]", 20.3622),
        ("Sqrt[2.`20]", 20.30103),
    ],
)
def test_precision_is_tracked(ask, text, precision):
    value = ask.session.evaluate_expr(ask.session.read_value(text))
    assert value.precision == pytest.approx(precision, abs=2e-3)


def test_n_respects_attributes(ask):
    ask("SetAttributes[f, NHoldFirst]; SetAttributes[g, NHoldAll]")
    assert ask("N[{f[1, 1], g[1, 1]}]") == "{f[1, 1.], g[1, 1]}"


def test_nested_precision_is_a_matter_of_the_thread(ask):
    """mpmath's process-wide context is left alone."""
    before = mpmath.mp.prec
    ask("N[Pi, 100]")
    assert mpmath.mp.prec == before


def test_numeric_values_of_ones_own(ask):
    ask("N[a] = 3.5; N[f[x_]] := Sqrt[x]")
    assert ask("N[{a, a^2, f[4]}]") == "{3.5, 12.25, 2.}"
    assert ask("Precision[N[f[3], 20]]") == "20."
    assert ask("a") == "a"
    ask("N[Sin] = 1")
    assert ask.messages == ["Set::write"]


def test_deep_expressions(ask):
    assert ask("Depth[N[Nest[f, 1, 900]]]") == "901"
    assert ask("Precision[N[Nest[1/(1 + #) &, 2, 300], 20]]") == "20."
