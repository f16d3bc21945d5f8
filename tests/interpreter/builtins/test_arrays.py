"""Arrays made of others."""

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CenterArray[5]", "{0, 0, 1, 0, 0}"),
        ("CenterArray[{1}, 4]", "{0, 1, 0, 0}"),
        ("CenterArray[{a, b, c, d}, 2]", "{b, c}"),
        ("CenterArray[{1, 2}, {3, 4}]", "{{0, 0, 0, 0}, {0, 1, 2, 0}, {0, 0, 0, 0}}"),
        ("CenterArray[x, {3, 3}, y]", "{{y, y, y}, {y, x, y}, {y, y, y}}"),
        ("CenterArray[{{1, 2}, {3, 4}}, 3]", "{{1, 2}, {3, 4}, {0, 0}}"),
        ("CenterArray[{{1, 2}, {3, 4}}, {Inherited, 4}]", "{{0, 1, 2, 0}, {0, 3, 4, 0}}"),
        ("Normal[CenterArray[{1, 2}, {1, 4}, 7, SparseArray]]", "{{7, 1, 2, 7}}"),
        ("Dimensions[CenterArray[SparseArray[{2} -> x, 3], 6]]", "{6}"),
        ("CenterArray[x, y]", "CenterArray[x, y]"),
    ],
)
def test_centred(ask, text, expected):
    assert ask(text) == expected
