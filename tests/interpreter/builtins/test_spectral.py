"""Eigenvalues, factorisations, distances, nearest elements, and filters of data."""

import pytest

CASES = [
    ("Eigenvalues[{{2, 1}, {1, 2}}]", "{3, 1}"),
    ("Eigenvalues[{{1, 0}, {0, -5}}]", "{-5, 1}"),
    ("Eigenvalues[{{2., 1}, {1, 2}}]", "{3., 1.}"),
    ("Eigenvalues[{{0, 1}, {-1, 0}}] === {I, -I}", "True"),
    ("Eigenvalues[{{2, 1}, {1, 2}}, 1]", "{3}"),
    ("Eigenvectors[{{2, 0}, {0, 1}}]", "{{1, 0}, {0, 1}}"),
    ("m = {{2, 1}, {1, 2}}; {e, v} = Eigensystem[m]; v . m == e v", "True"),
    ("m = {{2., 1, 0}, {1, 3, 1}, {0, 1, 4}}; {e, v} = Eigensystem[m]; Max[Abs[v . m - e v]] < 10^-12", "True"),
    ("m = {{1., 2}, {3, 4}, {5, 6}}; {q, r} = QRDecomposition[m]; Max[Abs[Transpose[q] . r - m]] < 10^-12", "True"),
    (
        "m = {{1., 2}, {3, 4}, {5, 6}}; {u, w, v} = SingularValueDecomposition[m];"
        "Max[Abs[u . w . Transpose[v] - m]] < 10^-12",
        "True",
    ),
    ("SingularValueList[{{2., 0}, {0, 1}}]", "{2., 1.}"),
    ("CharacteristicPolynomial[{{1, 2}, {3, 4}}, x]", "-2 - 5*x + x^2"),
    ("PseudoInverse[{{1, 0}, {0, 2}}]", "{{1, 0}, {0, 1/2}}"),
    ("LeastSquares[{{1, 0}, {1, 1}, {1, 2}}, {1, 2, 3}]", "{1, 1}"),
    ("EuclideanDistance[{0, 0}, {3, 4}]", "5"),
    ("EuclideanDistance[1, 4]", "3"),
    ("ManhattanDistance[{a, b}, {0, 0}]", "Abs[a] + Abs[b]"),
    ("ChessboardDistance[{0, 0}, {3, -4}]", "4"),
    ("CosineDistance[{1, 0}, {0, 1}]", "1"),
    ("VectorAngle[{1, 0}, {1, 1}]", "Pi/4"),
    ("Nearest[{1, 4, 9, 16}, 10]", "{9}"),
    ("Nearest[{1, 3}, 2]", "{1, 3}"),
    ("Nearest[{1, 4, 9, 16}, 10, 2]", "{9, 4}"),
    ("Nearest[{1, 4, 9}, 5, {All, 4}]", "{4, 1, 9}"),
    ("Nearest[{{0, 0}, {1, 1}} -> {a, b}, {2, 2}]", "{b}"),
    ('Nearest[{5, 7} -> "Index", 8]', "{2}"),
    ("Nearest[{1, 4, 9}][{2, 8}]", "{{1}, {9}}"),
    ("Nearest[{-3, 2}, 0, DistanceFunction -> (Abs[#1 - #2 - 3] &)]", "{2}"),
    ("ListCorrelate[{x, y}, {a, b, c}]", "{a*x + b*y, b*x + c*y}"),
    ("ListConvolve[{1, 1}, {1, 2, 3}]", "{3, 5}"),
    ("Ratios[{1, 2, 6}]", "{2, 3}"),
    ("RankedMax[{3, 1, 2}, 2]", "2"),
    ("RankedMin[{3, 1, 2}, -1]", "3"),
    ("PositionLargest[{1, 3, 3}]", "{2, 3}"),
    ("BinLists[{1, 2, 5}, {0, 6, 2}]", "{{1}, {2}, {5}}"),
    ("SubsetMap[Reverse, {a, b, c, d}, {1, -1}]", "{d, b, c, a}"),
    ("JoinAcross[{<|k -> 1, a -> 2|>}, {<|k -> 1, b -> 3|>}, Key[k]]", "{<|k -> 1, a -> 2, b -> 3|>}"),
    ('JoinAcross[{<|"k" -> 1|>}, {<|"k" -> 2, "b" -> 3|>}, "k"]', "{}"),
    (
        'JoinAcross[{<|"k" -> 1|>}, {<|"k" -> 2, "b" -> 3|>}, "k", "Left"]',
        '{<|"k" -> 1, "b" -> Missing["Unmatched"]|>}',
    ),
    ("ReverseApplied[f][x, y, z]", "f[y, x, z]"),
    ("NumericalSort[{3, E, Pi, 2}]", "{2, E, 3, Pi}"),
    ("UpperTriangularize[{{1, 2}, {3, 4}}, 1]", "{{0, 2}, {0, 0}}"),
    ("UnitVector[3, 2]", "{0, 1, 0}"),
]


@pytest.mark.parametrize("text, result", CASES)
def test_values(ask, text, result):
    assert ask(text) == result
    assert ask.messages == []
