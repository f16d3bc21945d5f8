"""Matrices and functions that map the plane and space."""

import pytest


@pytest.mark.parametrize(
    "text, result",
    [
        ("RotationMatrix[Pi/3]", "{{1/2, -(Sqrt[3]/2)}, {Sqrt[3]/2, 1/2}}"),
        ("RotationMatrix[Pi/2, {0, 0, 1}]", "{{0, -1, 0}, {1, 0, 0}, {0, 0, 1}}"),
        ("RotationMatrix[{{1, 0, 0}, {0, 0, 1}}] . {1, 0, 0}", "{0, 0, 1}"),
        ("RotationMatrix[{{1, 0, 0}, {-1, 0, 0}}] . {1, 0, 0}", "{-1, 0, 0}"),
        ("Det[RotationMatrix[{{1, 2, 2}, {2, -2, 1}}]]", "1"),
        ("RotationTransform[Pi/2, {1, 1}][{2, 1}]", "{1, 2}"),
        ("RotationTransform[Pi, {0, 0, 1}, {1, 0, 0}][{0, 0, 5}]", "{2, 0, 5}"),
        ("ScalingTransform[{2, 3}, {1, 1}][{{0, 0}, {1, 1}}]", "{{-1, -2}, {1, 1}}"),
        ("ScalingTransform[3, {1, 1}][{1, 1}]", "{3, 3}"),
        ("ScalingTransform[3, {1, 1}][{1, -1}]", "{1, -1}"),
        ("ReflectionTransform[{1, 1}][{a, b}]", "{-b, -a}"),
        ("TranslationTransform[{1, 2, 3}][{0, 0, 0}]", "{1, 2, 3}"),
        ("TransformationMatrix[AffineTransform[{{{1, 2}, {3, 4}}, {5, 6}}]]", "{{1, 2, 5}, {3, 4, 6}, {0, 0, 1}}"),
        ("LinearFractionalTransform[{{0, 1}, {1, 0}}][{4}]", "{1/4}"),
        ("TranslationTransform[{1, 2}][{1, 2, 3}]",
         "TransformationFunction[{{1, 0, 1}, {0, 1, 2}, {0, 0, 1}}][{1, 2, 3}]"),
        ("TransformationFunction[x][y]", "TransformationFunction[x][y]"),
    ],
)  # fmt: skip
def test_values(ask, text, result):
    assert ask(text) == result
    assert ask.messages == []
