"""Factorisations and functions of matrices: the factors multiplied again, and mpmath's values."""

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca.interpreter.builtins.lattices import hermite, smith
from luperca.interpreter.builtins.matrixfunctions import exponential
from luperca.interpreter.session import Session

SESSION = Session(debug=True)
EXACT = [
    "{{1, 2}, {3, 4}}",
    "{{2, 1, 0}, {0, 2, 1}, {0, 0, 2}}",
    "{{27, 48, 81}, {-6, 0, 0}, {1, 0, 3}}",
    "{{3, 1, 1, 1}, {0, 3, 0, 1}, {0, 0, 3, 0}, {0, 0, 0, 2}}",
    "{{0, -1}, {1, 0}}",
]


def value(text):
    return SESSION.evaluate_quietly(SESSION.read_value(text))


def array(text):
    rows = value(f"N[{text}]")
    return np.array([[complex(x) for x in r.args] for r in rows.args])


@pytest.mark.parametrize("m", EXACT)
def test_jordan(m):
    assert array(f"With[{{d = JordanDecomposition[{m}]}}, d[[1]] . d[[2]] . Inverse[d[[1]]] - {m}]") == pytest.approx(0)


@pytest.mark.parametrize("m", EXACT)
def test_exponential(m):
    expected = mpmath.expm(mpmath.matrix(array(m).tolist()))
    assert array(f"MatrixExp[{m}]") == pytest.approx(np.array(expected.tolist(), complex), rel=1e-9)
    assert array(f"MatrixExp[N[{m}]]") == pytest.approx(np.array(expected.tolist(), complex), rel=1e-9)


@pytest.mark.parametrize("m", EXACT)
def test_logarithm(m):
    assert array(f"MatrixExp[N[MatrixLog[{m}]]] - {m}") == pytest.approx(0, abs=1e-9)
    assert array(f"MatrixExp[MatrixLog[N[{m}]]] - {m}") == pytest.approx(0, abs=1e-9)


@given(st.lists(st.lists(st.floats(-20, 20), min_size=4, max_size=4), min_size=4, max_size=4))
@settings(max_examples=30, derandomize=True)
def test_machine_exponential(rows):
    expected = np.array(mpmath.expm(mpmath.matrix(rows)).tolist(), float)
    assert exponential(np.array(rows)) == pytest.approx(expected, rel=1e-6, abs=1e-9 * abs(expected).max())


REAL = "{{1., 2., 3.}, {4., 5., 6.}, {7., 8., 10.}}"
COMPLEX = "{{1., 2. I, 3.}, {4., 5., 6. + I}, {7., 8., 10.}}"
TURNING = "{{0., 1., 0.}, {0., 0., 1.}, {1., 0., 0.}}"


@pytest.mark.parametrize("m", [REAL, COMPLEX, TURNING])
@pytest.mark.parametrize("name", ["SchurDecomposition", "HessenbergDecomposition"])
def test_unitary_factors(name, m):
    q, t = array(f"{name}[{m}][[1]]"), array(f"{name}[{m}][[2]]")
    assert q @ q.conj().T == pytest.approx(np.eye(3), abs=1e-12)
    assert q @ t @ q.conj().T == pytest.approx(array(m), abs=1e-12)
    assert np.tril(t, -1 if name == "SchurDecomposition" else -2) == pytest.approx(0)


@pytest.mark.parametrize(
    "m", [REAL, COMPLEX, TURNING, "{{1, 2}, {3, 4}}", "{{0, 1}, {1, 1}}", "{{2, a}, {a, 3}} /. a -> 1/2"]
)
def test_lu(m):
    lu, p = array(f"LUDecomposition[{m}][[1]]"), value(f"LUDecomposition[{m}][[2]]").args
    lower, upper = np.tril(lu, -1) + np.eye(len(lu)), np.triu(lu)
    assert lower @ upper == pytest.approx(array(m)[[i - 1 for i in p]])


@pytest.mark.parametrize(
    "m", ["{{4, 2}, {2, 5}}", "{{2, I}, {-I, 3}}", "{{4., 2.}, {2., 5.}}", "{{2, 1, 0}, {1, 2, 1}, {0, 1, 2}}"]
)
def test_cholesky(m):
    u = array(f"CholeskyDecomposition[{m}]")
    assert u.conj().T @ u == pytest.approx(array(m))
    assert np.tril(u, -1) == pytest.approx(0)


@pytest.mark.parametrize("m", ["{{3, 1}, {4, 2}}", "{{1, I}, {1, 1}, {0, 2}}", REAL, COMPLEX])
def test_qr(m):
    q, r = array(f"QRDecomposition[{m}][[1]]"), array(f"QRDecomposition[{m}][[2]]")
    assert q.conj().T @ r == pytest.approx(array(m), abs=1e-12)
    assert q @ q.conj().T == pytest.approx(np.eye(len(q)), abs=1e-12)


integers = st.lists(st.lists(st.integers(-9, 9), min_size=3, max_size=3), min_size=2, max_size=4)


@given(integers)
@settings(max_examples=60, derandomize=True)
def test_hermite_and_smith(rows):
    u, r = (np.array(x) for x in hermite(rows))
    assert (u @ np.array(rows) == r).all()
    assert round(abs(np.linalg.det(u))) == 1
    pivots = [next(iter(np.flatnonzero(row)), 99) for row in r]
    assert all(a < b or a == b == 99 for a, b in zip(pivots, pivots[1:]))
    u, d, v = (np.array(x) for x in smith(rows))
    assert (u @ np.array(rows) @ v == d).all()
    assert round(abs(np.linalg.det(u))) == round(abs(np.linalg.det(v))) == 1
    diagonal = np.diag(d).tolist()
    assert (d == np.eye(*d.shape, dtype=int) * np.resize(diagonal, d.shape[1])[: d.shape[1]]).all() or len(rows) != 3
    assert all(b == 0 if a == 0 else b % a == 0 for a, b in zip(diagonal, diagonal[1:]))


@given(st.lists(st.lists(st.integers(-50, 50), min_size=3, max_size=3), min_size=3, max_size=3))
@settings(max_examples=30, derandomize=True)
def test_reduced_bases_are_of_the_same_lattice(rows):
    text = str(rows).replace("[", "{").replace("]", "}")
    reduced = value(f"LatticeReduce[{text}]")
    before = round(abs(np.linalg.det(np.array(rows))))
    if before:
        m = np.array([[int(x) for x in r.args] for r in reduced.args])
        assert round(abs(np.linalg.det(m))) == before
        assert hermite(m.tolist())[1] == hermite(rows)[1]
        assert np.linalg.norm(m, axis=1).min() <= 2 * np.linalg.norm(np.array(rows), axis=1).min()


CASES = [
    (
        "With[{m = {{1, 1, 0}, {0, 1, 1}, {1, 0, 1}}}, With[{s = Eigensystem[m]}, "
        "Max[Abs[N[m . Transpose[s[[2]]] - Transpose[s[[2]]] . DiagonalMatrix[s[[1]]]]]] < 10^-12 && "
        "Abs[N[Det[s[[2]]]]] > 1/10]]",
        "True",
    ),
    ("MatrixPower[{{1, 1}, {0, 1}}, n]", "{{1, n}, {0, 1}}"),
    ("MatrixPower[{{5, 4}, {4, 5}}, 1/2]", "{{2, 1}, {1, 2}}"),
    ("Norm[{{3, 0}, {0, -4}}]", "4"),
    ("Orthogonalize[{{1, 1, 0}, {1, 0, 1}, {2, 1, 1}}][[3]]", "{0, 0, 0}"),
    ("Orthogonalize[{1, x}, Integrate[#1 #2, {x, -1, 1}] &]", "{1/Sqrt[2], Sqrt[3/2]*x}"),
    ("Orthogonalize[{{a, b}, {2 a, 2 b}}][[2]]", "{0, 0}"),
    ("N[Det[Orthogonalize[{{a, b}, {c, d}}] /. {a -> 1, b -> 2, c -> 3, d -> 5}]]", "-1."),
    ("CholeskyDecomposition[{{1, 2}, {2, 1}}]", "CholeskyDecomposition[{{1, 2}, {2, 1}}]"),
    ("MatrixFunction[Sin, {{0, 1}, {0, 0}}]", "{{0, 1}, {0, 0}}"),
    ("MatrixExp[{{0, 1}, {0, 0}}, {a, b}]", "{a + b, b}"),
    ("SingularValueList[{{3, 0}, {0, 4}}]", "{4, 3}"),
    ("LinearSolve[{{1, 2}, {3, 4}}][{5, 6}]", "{-4, 9/2}"),
    (
        "LatticeReduce[{{1, 0, 0, 1345}, {0, 1, 0, 35}, {0, 0, 1, 154}}]",
        "{{0, 9, -2, 7}, {1, 1, -9, -6}, {1, -3, -8, 8}}",
    ),
    ("HermiteDecomposition[{{1.5}}]", "HermiteDecomposition[{{1.5}}]"),
]


@pytest.mark.parametrize(("text", "shown"), CASES)
def test_cases(ask, text, shown):
    assert ask(text) == shown


def test_messages(ask):
    for text, tag in (
        ("CholeskyDecomposition[{{1, 2}, {2, 1}}]", "posdef"),
        ("CholeskyDecomposition[{{1, 2}, {3, 1}}]", "herm"),
    ):
        ask(text)
        assert ask.messages == [f"CholeskyDecomposition::{tag}"]
    ask("MatrixLog[{{1, 1}, {1, 1}}]")
    assert ask.messages == ["MatrixLog::sing"]
