"""Power series: against SymPy, laws of their arithmetic, their forms and messages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca import Session

CASES = [
    ("Series[Sin[x], {x, 0, 5}]", "SeriesData[x, 0, {1, 0, -1/6, 0, 1/120}, 1, 6, 1]"),
    ("Series[Sqrt[x]/(1 + x), {x, 0, 2}]", "SeriesData[x, 0, {1, 0, -1}, 1, 5, 2]"),
    ("Series[f[x], {x, a, 1}]", "SeriesData[x, a, {f[a], f'[a]}, 0, 2, 1]"),
    ("Series[(1 + x)^n, {x, 0, 2}]", "SeriesData[x, 0, {1, n, ((-1 + n)*n)/2}, 0, 3, 1]"),
    ("Series[x^x, {x, 0, 2}]", "SeriesData[x, 0, {1, Log[x], Log[x]^2/2}, 0, 3, 1]"),
    ("Series[Sqrt[1 + 1/x], {x, Infinity, 2}]", "SeriesData[x, Infinity, {1, 1/2, -1/8}, 0, 3, 1]"),
    ("Series[Gamma[x], {x, 0, 0}]", "SeriesData[x, 0, {1, -EulerGamma}, -1, 1, 1]"),
    ("Series[Sin[x], x -> 0]", "SeriesData[x, 0, {1}, 1, 2, 1]"),
    ("Series[{x, x^2}, {x, 0, 1}]", "{SeriesData[x, 0, {1}, 1, 2, 1], SeriesData[x, 0, {}, 2, 2, 1]}"),
    ("Series[x^a Sin[x], {x, 0, 2}]", "x^a*SeriesData[x, 0, {1}, 1, 3, 1]"),
    ("Normal[Series[Sin[x + y], {x, 0, 1}, {y, 0, 2}]]", "y + x*(1 - y^2/2)"),
    ("Normal[Series[1/x + x, {x, Infinity, 2}]]", "x^(-1) + x"),
    ("O[x - 1]^2", "SeriesData[x, 1, {}, 2, 2, 1]"),
    ("1 + x^2 + O[x]^2", "SeriesData[x, 0, {1}, 0, 2, 1]"),
    ("Sin[x] + O[x]^4", "SeriesData[x, 0, {1, 0, -1/6}, 1, 4, 1]"),
    ("(1 + O[x]^2)*(x + O[x]^3)", "SeriesData[x, 0, {1}, 1, 3, 1]"),
    ("1/(x + O[x]^3)", "SeriesData[x, 0, {1}, -1, 1, 1]"),
    ("Sqrt[x^2 + O[x]^4]", "SeriesData[x, 0, {1}, 1, 3, 1]"),
    ("Cos[x + O[x]^3] - 1", "SeriesData[x, 0, {-1/2}, 2, 3, 1]"),
    ("D[1/x + O[x]^2, x]", "SeriesData[x, 0, {-1}, -2, 1, 1]"),
    ("D[x^3 + O[x]^4, {x, 2}]", "SeriesData[x, 0, {6}, 1, 2, 1]"),
    ("D[a^2 + a*x + O[x]^3, a]", "SeriesData[x, 0, {2*a, 1}, 0, 3, 1]"),
    ("Integrate[1 + x + O[x]^2, x]", "SeriesData[x, 0, {1, 1/2}, 1, 3, 1]"),
    ("Normal[Integrate[1/x + x + O[x]^2, x]]", "x^2/2 + Log[x]"),
    ("SeriesCoefficient[Exp[x], {x, 0, 5}]", "1/120"),
    ("SeriesCoefficient[Exp[x*y], {x, 0, 2}, {y, 0, 2}]", "1/2"),
    ("SeriesCoefficient[1 + x + O[x]^3, {2, 3, -1}[[1]]]", "0"),
    ("SeriesCoefficient[1 + x + O[x]^3, 3]", "Indeterminate"),
    ("ComposeSeries[1 + x + x^2 + O[x]^3, 2*y + O[y]^3]", "SeriesData[y, 0, {1, 2, 4}, 0, 3, 1]"),
    ("InverseSeries[x^2 + x^3 + O[x]^4, y]", "SeriesData[y, 0, {1, -1/2}, 1, 3, 2]"),
    ("{1 + O[x]^2, 2} + 1", "{SeriesData[x, 0, {2}, 0, 2, 1], 3}"),
    ("f[1 + O[x]]", "f[SeriesData[x, 0, {1}, 0, 1, 1]]"),
]


@pytest.mark.parametrize(("given_", "expected"), CASES)
def test_series(ask, given_, expected):
    assert ask(given_) == expected
    assert ask.messages == []


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ("Series[Log[x], {x, 1, 2}]", "(-1 + x) - (-1 + x)^2/2 + O[-1 + x]^3"),
        ("Series[1/(1 + x), {x, Infinity, 2}]", "1/x - 1/x^2 + O[1/x]^3"),
        ("O[x]", "O[x]"),
        ("Series[Cos[x], {x, 0, -1}]", "O[x]^0"),
        ("Series[a Sqrt[x], {x, 0, 1}]", "a Sqrt[x] + O[x]^(3/2)"),
    ],
)
def test_display(ask, given_, expected):
    assert ask(given_, "OutputForm") == expected


@pytest.mark.parametrize(
    ("given_", "message"),
    [
        ("Series[E^(1/x), {x, 0, 3}]", "Series::esss"),
        ("Series[Abs[x], {x, 0, 3}]", "Series::esss"),
        ("Series[x, {x, 0, a}]", "Series::serlim"),
        ("Series[x, {x, 0}]", "Series::sspec"),
        ("1 + O[x] /. x -> 2", "SeriesData::ssdn"),
    ],
)
def test_what_is_wrong_is_said(ask, given_, message):
    ask(given_)
    assert ask.messages == [message]


FUNCTIONS = """
exp(sin(x))
log(cos(x))
tan(x)
1/sin(x)
cot(x)**2
sec(x)
asin(x)
acos(x)
atan(x + 1)
asinh(2*x)
atanh(x/3)
sinh(x)*cosh(x)
tanh(x)
x/(exp(x) - 1)
(1 - cos(x))/x**2
sqrt(1 + sin(x))
(1 + x)**(S(1)/3)/(1 - x)
log(1 + x + x**2)/x
exp(x)*erf(x)
besselj(1, x)
exp(-x**2)/(2 + x)
(x - sin(x))/x**5
"""


@pytest.mark.parametrize("text", FUNCTIONS.split("\n")[1:-1])
def test_against_another_program(ask, text):
    sympy = pytest.importorskip("sympy")
    f = sympy.sympify(text)
    expected = sympy.series(f, sympy.Symbol("x"), 0, 6).removeO()
    ours = sympy.mathematica_code(f)
    terms = sympy.mathematica_code(sympy.expand(expected))
    assert ask(f"Expand[Normal[Series[{ours}, {{x, 0, 5}}]] - ({terms})]") == "0"


polynomials = st.lists(st.integers(-3, 3), min_size=3, max_size=5)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(polynomials, polynomials)
def test_laws(a, b):
    """Quotients, exponentials and inverses undo products, logarithms and themselves."""
    f, g = (" + ".join(f"({c}) x^{i}" for i, c in enumerate(p)) for p in (a, b))
    with Session() as session:
        session.evaluate(f"s = {f} + O[x]^6; u = 1 + x ({g}) + O[x]^6; w = 2 x + x^2 ({g}) + O[x]^6;")
        for law in ("(s/u) u == s", "Exp[Log[u]] == u", "(u^(1/3))^3 == u", "Sin[w]^2 + Cos[w]^2 == 1 + O[x]^6"):
            left, right = law.split(" == ")
            assert session.evaluate(f"Normal[({left}) - ({right})]") == 0, law
        assert session.evaluate("Normal[ComposeSeries[InverseSeries[w], w] - x]") == 0
        assert session.evaluate("Normal[Tan[ArcTan[w]] - w]") == 0
