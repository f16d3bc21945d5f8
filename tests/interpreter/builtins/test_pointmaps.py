"""Special matrices, tests of matrices, tensors and geometric transformations."""

import pytest

CASES = [
    ("Det[VandermondeMatrix[{a, b, c}]] - (b - a) (c - a) (c - b) // Expand", "0"),
    ("HilbertMatrix[2]", "{{1, 1/2}, {1/2, 1/3}}"),
    ("ToeplitzMatrix[{a, b}, {a, c, d}]", "{{a, c, d}, {b, a, c}}"),
    ("HankelMatrix[{1, 2}, {2, 3, 4}]", "{{1, 2, 3}, {2, 3, 4}}"),
    ("OrthogonalMatrixQ[HadamardMatrix[8]]", "True"),
    ("HadamardMatrix[3]", "HadamardMatrix[3]"),
    ("UnitaryMatrixQ[N[FourierMatrix[5]]]", "True"),
    ("RotationMatrix[{{1, 0}, {0, 1}}]", "{{0, -1}, {1, 0}}"),
    ("RotationMatrix[{{1, 2, 2}, {2, 1, -2}}] . {1, 2, 2}", "{2, 1, -2}"),
    ("Simplify[Det[RotationMatrix[t, {1, 2, 2}]]]", "1"),
    ("RotationMatrix[t, {1, 2, 2}] . {1, 2, 2} // Simplify", "{1, 2, 2}"),
    ("RotationMatrix[t, {{1, 0, 0}, {0, 1, 0}}]", "{{Cos[t], -Sin[t], 0}, {Sin[t], Cos[t], 0}, {0, 0, 1}}"),
    ("ReflectionMatrix[{1, 2}] . {1, 2}", "{-1, -2}"),
    ("ScalingMatrix[3, {1, 1}] . {1, 1}", "{3, 3}"),
    ("ScalingMatrix[3, {1, 1}] . {1, -1}", "{1, -1}"),
    ("ShearingMatrix[Pi/4, {1, 0}, {0, 2}]", "{{1, 1}, {0, 1}}"),
    ("Minors[{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}, 1]", "{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}"),
    ("With[{m = {{1, 2, 3}, {4, 5, 6}, {7, 8, 10}}}, m . Adjugate[m] == Det[m] IdentityMatrix[3]]", "True"),
    ("Adjugate[{{5}}]", "{{1}}"),
    ("Permanent[ConstantArray[1, {4, 4}]]", "24"),
    ("LeviCivitaTensor[3, List][[1]]", "{{0, 0, 0}, {0, 0, 1}, {0, -1, 0}}"),
    ("TensorContract[Array[a, {2, 2, 2, 2}], {{1, 3}, {2, 4}}] - Sum[a[i, j, i, j], {i, 2}, {j, 2}]", "0"),
    ("TensorContract[Array[a, {2, 3, 2}], {{1, 3}}] - Table[Sum[a[i, j, i], {i, 2}], {j, 3}]", "{0, 0, 0}"),
    ("Symmetrize[{{a, b}, {c, d}}, Antisymmetric[All]]", "{{0, (b - c)/2}, {(-b + c)/2, 0}}"),
    ("TensorRank[Array[a, {2, 3, 2}]]", "3"),
    ("BlockDiagonalMatrix[{{{1, 2}}, {{3}, {4}}}]", "{{1, 2, 0}, {0, 0, 3}, {0, 0, 4}}"),
    ("Map[PositiveDefiniteMatrixQ, {{{2., 1.}, {1., 2.}}, {{1, 2}, {2, 1}}, {{1, 1}, {1, 1}}, {{a}}, 3}]",
     "{True, False, False, False, False}"),
    ("{AntisymmetricMatrixQ[{{0, a}, {-a, 0}}], NormalMatrixQ[{{1, I}, {I, 1}}]}", "{True, True}"),
    ("LowerTriangularMatrixQ[{{1, 2}, {0, 1}}]", "False"),
    ("RotationTransform[Pi/2, {1, 1}][{{2, 1}, {1, 1}}]", "{{1, 2}, {1, 1}}"),
    ("RotationTransform[Pi/2, {0, 0, 1}][{1, 0, 5}]", "{0, 1, 5}"),
    ("RotationTransform[{{1, 0}, {0, 1}}][{1, 0}]", "{0, 1}"),
    ("Composition[TranslationTransform[{1, 2}], RotationTransform[Pi/2]][{x, y}]", "{1 - y, 2 + x}"),
    ("TransformationMatrix[ScalingTransform[{a, b}]]", "{{a, 0, 0}, {0, b, 0}, {0, 0, 1}}"),
    ("ScalingTransform[2, {1, 0}, {1, 1}][{2, 2}]", "{3, 2}"),
    ("ShearingTransform[Pi/4, {1, 0}, {0, 1}, {0, 1}][{0, 1}]", "{0, 1}"),
    ("ReflectionTransform[{1, 0}][{2, 3}]", "{-2, 3}"),
    ("Head[AffineTransform[{{1, 2}, {3, 4}}][{1, 2, 3}]]", "TransformationFunction[{{1, 2, 0}, {3, 4, 0}, {0, 0, 1}}]"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "shown"), CASES)
def test_cases(ask, text, shown):
    assert ask(text) == shown
