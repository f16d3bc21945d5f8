"""Gradients of functions of numbers, against the derivatives of the language."""
# ruff: noqa: E501 - rows of tables

import numpy as np
import pytest
from luperca import Session


@pytest.fixture(scope="module")
def session():
    return Session()


@pytest.mark.parametrize(
    "f",
    "Sin Exp Log[#]& #^3&  1/(1+#^2)& Tanh[#]Cos[#]& LogisticSigmoid Erf ArcTan Sqrt[#]+#& NestList[Sin,#,3]& #^#&".split(),
)
def test_as_derivatives(session, f):
    found = session.evaluate(f"Luperca`NumericGradient[{f}][0.7]")
    assert found == pytest.approx(session.evaluate(f"N[D[Total[Flatten[{{({f})[x]}}]], x] /. x -> 0.7]"), rel=1e-12)


def test_arrays(session):
    session.evaluate("m = {{1., 2.}, {3., 5.}}; v = {0.5, -1.};")
    np.testing.assert_allclose(session.evaluate("Luperca`NumericGradient[Det][m]"), [[5, -3], [-2, 1]], rtol=1e-12)
    found = session.evaluate("Luperca`NumericGradient[#2 . #1 . #2 &][m, v]")
    np.testing.assert_allclose(found[0], np.outer([0.5, -1], [0.5, -1]))
    m = np.array([[1, 2], [3, 5.0]])
    np.testing.assert_allclose(found[1], (m + m.T) @ [0.5, -1])


def test_definitions_are_seen_at_the_next_call(session):
    session.evaluate("k = 5; f[x_] := k x^2;")
    assert session.evaluate("Luperca`NumericGradient[f][3]") == 30
    session.evaluate("k = 7;")
    assert session.evaluate("Luperca`NumericGradient[f][3]") == 42
    session.evaluate("f[x_] := x;")
    assert session.evaluate("Luperca`NumericGradient[f][3]") == 1


def test_the_context_is_a_package(session):
    assert session.evaluate('Needs["Luperca`"]') is None
    assert session.evaluate("NumericGradient[Exp][0]") == 1
    assert "derivatives" in session.evaluate("NumericGradient::usage")


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Luperca`NumericGradient[undefined][1.]", "nocompile"),
        ("Luperca`NumericGradient[Sin][x]", "invindata"),
        ('Luperca`NumericGradient[Sin]["a"]', "invindata"),
    ],
)
def test_mistakes(session, text, tag):
    found = session.evaluate_wrap(text)
    assert (found.text, found.messages_name) == ("$Failed", [f"Luperca`NumericGradient::{tag}"])
