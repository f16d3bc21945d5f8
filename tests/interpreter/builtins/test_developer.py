"""Packed arrays, bags and scopes of the contexts Developer` and Internal`."""

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Developer`PackedArrayQ /@ {Range[1000], N[Range[1000]], {1, x}, 5}", "{True, True, False, False}"),
        ("Developer`PackedArrayQ[Range[1000], #] & /@ {Integer, Real}", "{True, False}"),
        ("p = Developer`ToPackedArray[{{1, 2}, {3, 4}}]; {p, Developer`PackedArrayQ[p, Integer, 2]}",
         "{{{1, 2}, {3, 4}}, True}"),
        ("Developer`ToPackedArray[{1, 2.}]", "{1, 2.}"),
        ("Developer`ToPackedArray[{1, 2}, Real]", "{1., 2.}"),
        ("Developer`ToPackedArray[{1, x}]", "{1, x}"),
        ("b = Internal`Bag[{1}]; c = b; Internal`StuffBag[c, {2, 3}, 1]; Internal`BagPart[b, All]", "{1, 2, 3}"),
        ("b = Internal`Bag[]; Do[Internal`StuffBag[b, i], {i, 40}]; Internal`BagLength[b]", "40"),
        ("f[1] = 1; f[x_] := 2 x; {Internal`InheritedBlock[{f}, f[1] = 7; f[x_] := 0; {f[1], f[5]}], f[1], f[5]}",
         "{{7, 0}, 1, 10}"),
        ("y = 3; {Internal`InheritedBlock[{y}, y += 2], y}", "{5, 3}"),
        ("Catch[Internal`InheritedBlock[{g}, g[1] = 2; Throw[g[1]]]] + g[1]", "2 + g[1]"),
        ("Internal`InheritedBlock[{f}, SetAttributes[f, Listable]; f[{1}]]; Attributes[f]", "{}"),
        ("Developer`ReadRawJSONString[Developer`WriteRawJSONString[{1, <|\"a\" -> Null|>}]]", "{1, <|\"a\" -> Null|>}"),
    ],
)  # fmt: skip
def test_values(ask, text, expected):
    assert ask(text) == expected
    assert ask.messages == []
