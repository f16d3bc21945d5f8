"""Transforms with known images, and there and back."""

import pytest

pytest.importorskip("sympy")

CASES = [
    ("LaplaceTransform[t^2*E^(-t), t, s]", "2/(1 + s)^3"),
    ("LaplaceTransform[Sin[a*t], t, s]", "a/(a^2 + s^2)"),
    ("LaplaceTransform[3 + b*t, t, s]", "3/s + b/s^2"),
    ("LaplaceTransform[t, t, 2]", "1/4"),
    ("LaplaceTransform[DiracDelta[t - 2], t, s]", "E^(-2*s)"),
    ("InverseLaplaceTransform[1/(s + a)^2, s, t]", "t*E^(-a*t)"),
    ("InverseLaplaceTransform[s/(s^2 + 4) + 1, s, t]", "Cos[2*t] + DiracDelta[t]"),
    ("FourierTransform[E^(-Abs[t]), t, w]", "Sqrt[2/Pi]/(1 + w^2)"),
    ("FourierTransform[E^(-t^2), t, w, FourierParameters -> {1, -1}]", "Sqrt[Pi]*E^(-w^2/4)"),
    ("InverseFourierTransform[E^(-w^2/2), w, t]", "E^(-t^2/2)"),
    ("MellinTransform[E^(-x), x, s]", "Gamma[s]"),
    ("ZTransform[2^n, n, z]", "z/(z - 2)"),
    ("GeneratingFunction[n^2, n, x]", "x*(1 + x)/(1 - x)^3"),
    ("ExponentialGeneratingFunction[n, n, x]", "x*E^x"),
]


@pytest.mark.parametrize(("given_", "expected"), CASES)
def test_images(ask, given_, expected):
    assert ask(f"Simplify[({given_}) - ({expected})]") == "0"
    assert ask.messages == []


def test_unknown_functions(ask):
    expected = "3*LaplaceTransform[y[t], t, s] + s^2*LaplaceTransform[y[t], t, s] - s*y[0] - y'[0]"
    assert ask(f"Expand[LaplaceTransform[y''[t] + 3*y[t], t, s] - ({expected})]") == "0"
    assert ask("LaplaceTransform[y'[t] == 1, t, s]") == "-y[0] + s*LaplaceTransform[y[t], t, s] == s^(-1)"


def test_what_has_no_image_stays(ask):
    assert ask("LaplaceTransform[1/t, t, s]") == "LaplaceTransform[t^(-1), t, s]"
    assert ask("LaplaceTransform[y[t], t, s]") == "LaplaceTransform[y[t], t, s]"
    ask("LaplaceTransform[t, 2, s]")
    assert ask.messages == ["LaplaceTransform::ivar"]
