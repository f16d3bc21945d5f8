"""CForm and FortranForm; what they write has the value of the expression, as Python with the same functions shows."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca.interpreter.session import Session


@pytest.mark.parametrize(
    ("text", "c", "fortran"),
    [
        ("x^2 + y^2", "Power(x,2) + Power(y,2)", "x**2 + y**2"),
        ("Expand[(1 + x + y)^2]", "1 + 2*x + Power(x,2) + 2*y + 2*x*y + Power(y,2)",
         "1 + 2*x + x**2 + 2*y + 2*x*y + y**2"),
        ("x/2", "x/2.", "x/2."),
        ("1/2", "0.5", "0.5"),
        ("1/x", "1/x", "1/x"),
        ("x^(-2)", "Power(x,-2)", "x**(-2)"),
        ("a/(2 b)", "a/(2.*b)", "a/(2.*b)"),
        ("Sqrt[x]", "Sqrt(x)", "Sqrt(x)"),
        ("f[x, y][z]", "f(x,y)(z)", "f(x,y)(z)"),
        ("1.5*^20", "1.5e20", "1.5e20"),
        ("a == b && ! c", "a == b && !c", "a.eq.b.and..not.c"),
        ('{1, "s"}', 'List(1,"s")', 'List(1,"s")'),
        ("Hold[x = 1]", "Hold(x = 1)", "Hold(x = 1)"),
    ],
)  # fmt: skip
def test_code(ask, text, c, fortran):
    assert ask(f"ToString[{text}, CForm]", "OutputForm") == c
    assert ask(f"ToString[{text}, FortranForm]", "OutputForm") == fortran


SESSION = Session(debug=True)
VALUES = {"x": 1.25, "y": 0.75, "z": 2.0}
FUNCTIONS = {"Power": math.pow, "Sqrt": math.sqrt, "Sin": math.sin, "Exp": math.exp, "E": math.e}
atoms = st.sampled_from(["x", "y", "z", "2", "3", "-2", "1/2", "-2/3", "1.5"])
formulas = st.recursive(
    atoms,
    lambda inner: (
        st.tuples(inner, st.sampled_from(["+", "-", "*", "/"]), inner).map(lambda t: f"({t[0]}){t[1]}({t[2]})")
        | inner.map(lambda t: f"({t})^2")
        | inner.map(lambda t: f"Sin[{t}]")
        | inner.map(lambda t: f"Exp[{t}]")
    ),
    max_leaves=6,
)


@pytest.mark.parametrize("form", ["CForm", "FortranForm"])
@settings(max_examples=150, deadline=None, derandomize=True)
@given(formula=formulas)
def test_values(form, formula):
    e = SESSION.evaluate_quietly(SESSION.read_value(formula))
    code = SESSION.text(e, form)
    rules = ", ".join(f"{name} -> {value}" for name, value in VALUES.items())
    value = SESSION.evaluate_quietly(SESSION.read_value(f"N[({formula}) /. {{{rules}}}]"))
    if type(value) is not float or not 1e-9 < abs(value) < 1e9:
        return
    try:
        assert eval(code, {**VALUES, **FUNCTIONS}) == pytest.approx(value, rel=1e-9)
    except (ValueError, OverflowError, ZeroDivisionError):
        assert "Power" in code or "/" in code or "Exp" in code
