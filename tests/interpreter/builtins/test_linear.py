"""Linear algebra and statistics against definitions: exact, symbolic and by machine numbers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca.interpreter.session import Session

CASES = [
    ("{1, 2} . {3, 4}", "11"),
    ("{a, b} . {x, y}", "a*x + b*y"),
    ("{{1, 2}, {3, 4}} . {x, y}", "{x + 2*y, 3*x + 4*y}"),
    ("{{1, 2}, {3, 4}} . {{0, 1}, {1, 0}}", "{{2, 1}, {4, 3}}"),
    ("{1, 2} . {{1, 2}, {3, 4}}", "{7, 10}"),
    ("x . y", "x . y"),
    ("{1, 2} . {0.5, 0}", "0.5"),
    ("Dimensions[ConstantArray[1, {2, 3, 4}] . ConstantArray[1, {4, 5}]]", "{2, 3, 5}"),
    ("{2^62, 1} . {4, 1} == 2^64 + 1", "True"),
    ("ConstantArray[2^40, 20] . ConstantArray[2^40, 20] == 20 2^80", "True"),
    ("Range[20] . Range[20]", "2870"),
    ("Det[{{1, 2}, {3, 4}}]", "-2"),
    ("Det[{{a, b}, {c, d}}] === a d - b c", "True"),
    ("Det[{{1, 2}, {2, 4}}]", "0"),
    ("Det[{{1/2, 1}, {1, 1/3}}]", "-5/6"),
    ("Det[{{5}}]", "5"),
    ("Det[HilbertMatrix[5]]", "1/266716800000"),
    ("Det[{{0, 1, 2}, {1, 0, 3}, {4, -3, 8}}]", "-2"),
    ("Inverse[{{1, 2}, {3, 4}}]", "{{-2, 1}, {3/2, -1/2}}"),
    ("Inverse[{{2}}]", "{{1/2}}"),
    ("Inverse[{{a, 0}, {0, b}}]", "{{a^(-1), 0}, {0, b^(-1)}}"),
    ("Inverse[{{0, 1}, {1, 0}}]", "{{0, 1}, {1, 0}}"),
    ("Chop[Inverse[{{1., 2}, {3, 4}}] . {{1, 2}, {3, 4}} - IdentityMatrix[2]]", "{{0, 0}, {0, 0}}"),
    ("LinearSolve[{{1, 2}, {3, 4}}, {5, 6}]", "{-4, 9/2}"),
    ("LinearSolve[{{1, 1}}, {2}]", "{2, 0}"),
    ("LinearSolve[{{1, 2}, {3, 4}}, {{1, 0}, {0, 1}}]", "{{-2, 1}, {3/2, -1/2}}"),
    ("RowReduce[{{1, 2, 3}, {4, 5, 6}}]", "{{1, 0, -1}, {0, 1, 2}}"),
    ("MatrixRank[{{1, 2}, {2, 4}}]", "1"),
    ("MatrixRank[{{1., 2}, {2, 5}}]", "2"),
    ("NullSpace[{{1, 2}, {2, 4}}]", "{{-2, 1}}"),
    ("NullSpace[{{1, 0}, {0, 1}}]", "{}"),
    ("MatrixPower[{{1, 1}, {1, 0}}, 10]", "{{89, 55}, {55, 34}}"),
    ("MatrixPower[{{1, 2}, {3, 4}}, 0]", "{{1, 0}, {0, 1}}"),
    ("MatrixPower[{{2, 0}, {0, 4}}, -2]", "{{1/4, 0}, {0, 1/16}}"),
    ("MatrixPower[{{1, 1}, {1, 0}}, 3, {1, 0}]", "{3, 2}"),
    ("Norm[{3, 4}]", "5"),
    ("Norm[{1, 2, 3}, 1]", "6"),
    ("Norm[{1, -5}, Infinity]", "5"),
    ("Norm[-3]", "3"),
    ('Norm[{{1, 2}, {3, 4}}, "Frobenius"]', "Sqrt[30]"),
    ("Normalize[{3, 4}]", "{3/5, 4/5}"),
    ("Normalize[{0, 0}]", "{0, 0}"),
    ("Projection[{1, 1}, {2, 0}]", "{1, 0}"),
    ("Cross[{1, 2, 3}, {4, 5, 6}]", "{-3, 6, -3}"),
    ("Cross[{a, b}]", "{-b, a}"),
    ("IdentityMatrix[2]", "{{1, 0}, {0, 1}}"),
    ("IdentityMatrix[{1, 2}]", "{{1, 0}}"),
    ("Tr[IdentityMatrix[20]]", "20"),
    ("DiagonalMatrix[{a, b}]", "{{a, 0}, {0, b}}"),
    ("DiagonalMatrix[{a}, -1]", "{{0, 0}, {a, 0}}"),
    ("KroneckerProduct[{{1, 2}}, {{a}, {b}}]", "{{a, 2*a}, {b, 2*b}}"),
    ("SymmetricMatrixQ[{{1, 2}, {3, 4}}]", "False"),
    ("HermitianMatrixQ[{{1, I}, {-I, 1}}]", "True"),
    ("Mean[{1, 2, 4}]", "7/3"),
    ("Mean[{a, b}]", "(a + b)/2"),
    ("Mean[{{1, 2}, {3, 4}}]", "{2, 3}"),
    ("Mean[{1., 2}]", "1.5"),
    ("Mean[Range[20]]", "21/2"),
    ("Median[{5, 1, 3}]", "3"),
    ("Median[{1, 2, 3, 4}]", "5/2"),
    ("Median[{{1, 2}, {3, 4}, {5, 6}}]", "{3, 4}"),
    ("Median[{Pi, 1, E}]", "E"),
    ("Variance[{1, 2, 3, 5}]", "35/12"),
    ("Variance[{1., 2., 4.}]", "2.333333333333333"),
    ("Variance[{{1, 2}, {3, 6}}]", "{2, 8}"),
    ("StandardDeviation[{1, 2, 3}]", "1"),
    ("RootMeanSquare[{1, 7}]", "5"),
    ("GeometricMean[{2, 8}]", "4"),
    ("HarmonicMean[{2, 6}]", "3"),
    ("Quantile[{1, 2, 3, 4}, 1/2]", "2"),
    ("Quantile[{1, 2, 3, 4}, {1/4, 1}]", "{1, 4}"),
    ("Quartiles[{1, 2, 3, 4}]", "{3/2, 5/2, 7/2}"),
    ("InterquartileRange[{1, 2, 3, 4}]", "2"),
    ("Covariance[{1, 2, 3}, {2, 4, 6}]", "2"),
    ("Correlation[{1, 2, 3}, {6, 4, 2}]", "-1"),
    ("Standardize[{1, 2, 3}]", "{-1, 0, 1}"),
    ("MinMax[{3, 1, 2}]", "{1, 3}"),
    ("MinMax[{3, 1}, 1]", "{0, 4}"),
    ("Skewness[{1, 2, 3}]", "0"),
    ("Kurtosis[{1, 2, 3}]", "3/2"),
]


@pytest.mark.parametrize("text, result", CASES)
def test_linear(ask, text, result):
    assert ask(text) == result
    assert ask.messages == []


MESSAGES = [
    ("{1, 2} . {1, 2, 3}", "Dot::dotsh"),
    ("Inverse[{{1, 2}, {2, 4}}]", "Inverse::sing"),
    ("Inverse[{{1., 2.}, {2., 4.}}]", "Inverse::sing"),
    ("Det[{{1, 2}}]", "Det::matsq"),
    ("LinearSolve[{{1, 1}, {1, 1}}, {1, 2}]", "LinearSolve::nosol"),
    ("Mean[{}]", "Mean::rectt"),
    ("Median[{a, b}]", "Median::rectn"),
    ("Variance[{1}]", "Variance::shlen"),
    ("IdentityMatrix[-1]", "IdentityMatrix::intpm"),
    ("IdentityMatrix[10^6]", "IdentityMatrix::nomem"),
    ("Cross[{1, 2}, {3, 4}]", "Cross::nonn1"),
]


@pytest.mark.parametrize("text, message", MESSAGES)
def test_messages(ask, text, message):
    ask(text)
    assert ask.messages == [message]


SESSION = Session(debug=True)
fractions = st.builds(lambda p, q: f"({p})/{q}", st.integers(-9, 9), st.integers(1, 5))
matrices = st.integers(1, 5).flatmap(
    lambda n: st.lists(st.lists(fractions, min_size=n, max_size=n), min_size=n, max_size=n)
)


def evaluate(text):
    return SESSION.text(SESSION.evaluate_quietly(SESSION.read_value(text)), "InputForm")


@given(matrices)
@settings(max_examples=40, deadline=None)
def test_inverse_times_matrix(rows):
    m = "{" + ", ".join("{" + ", ".join(r) + "}" for r in rows) + "}"
    assert evaluate(f"Det[{m}] == 0 || Inverse[{m}] . {m} == IdentityMatrix[{len(rows)}]") == "True"
    assert evaluate(f"Det[{m}] == Det[Transpose[{m}]]") == "True"
    assert evaluate(f"MatrixRank[{m}] + Length[NullSpace[{m}]] == {len(rows)}") == "True"
